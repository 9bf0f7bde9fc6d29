"""The figures of a contest that pages show, in the reader's words: what each is called, its formula and its unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hemicycle.publish.language.language import Language


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What a figure is called, and how it is taken and by whom."""

    title: str
    formula: str


def figure_words(lang: Language) -> dict[str, FigureWords]:
    """Give the figures that a reader who has no time should see, in their order."""
    say: Callable[..., str] = lang.say
    return {
        "enp_votes": FigureWords(
            say("Effective number of parties, by votes"),
            say("1 / Σv², v a list's share of the votes (Laakso and Taagepera 1979)"),
        ),
        "enp_seats": FigureWords(
            say("Effective number of parties, by seats"),
            say("1 / Σs², s a list's share of the seats (Laakso and Taagepera 1979)"),
        ),
        "margin": FigureWords(
            say("First list ahead of the second, points"),
            say("the largest share of the votes less the second largest"),
        ),
        "gallagher": FigureWords(
            say("Disproportionality, by least squares"),
            say("√(½ Σ(v − s)²), shares in % (Gallagher 1991)"),
        ),
        "threshold_loss": FigureWords(
            say("Votes that a threshold left without a seat, %"),
            say("votes for lists that a threshold turned away / votes for all lists"),
        ),
        "volatility": FigureWords(
            say("Volatility since the election before, %"),
            say("½ Σ|v now − v before|, predecessors summed (Pedersen 1979)"),
        ),
    }


def figure(value: Any, lang: Language) -> str:
    """Write a figure of the contest."""
    return lang.fixed(value)
