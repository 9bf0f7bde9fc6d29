"""Words that pages share: names of lists, the areas of observers' findings, the figures of a contest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language
from hemicycle.publish.language.names import bare_name


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What a figure is called, and how it is taken and by whom."""

    title: str
    formula: str


def name(account: Account, party: str, lang: Language) -> str:
    """What a list is called in tables and headings."""
    return bare_name(account.election, party, lang).text


def area_name(area: str, lang: Language) -> str:
    """Name an area of findings."""
    names = {
        "overall": lang.say("The election as a whole"),
        "political context": lang.say("Political context"),
        "electoral system": lang.say("Electoral system"),
        "legal framework": lang.say("Legal framework"),
        "administration": lang.say("Election administration"),
        "voter registration": lang.say("Registration of voters"),
        "candidate registration": lang.say("Registration of candidates"),
        "campaign": lang.say("Campaign"),
        "campaign finance": lang.say("Campaign finance"),
        "media": lang.say("Media"),
        "minorities": lang.say("Minorities"),
        "women": lang.say("Women"),
        "complaints": lang.say("Complaints and appeals"),
        "observation": lang.say("Observation"),
        "election day": lang.say("Election day"),
        "tabulation": lang.say("Tabulation of results"),
        "post-election": lang.say("After the election"),
        "recommendations": lang.say("Recommendations"),
    }
    return names[area]


def figure_words(lang: Language) -> dict[str, FigureWords]:
    """Give the figures that a reader who has no time should see, in their order."""
    say = lang.say
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
            say("Volatility since the election before in the archive, %"),
            say("½ Σ|v now − v before|, predecessors summed (Pedersen 1979)"),
        ),
    }


def figure(value: Any, lang: Language) -> str:
    """Write a figure of the contest."""
    return lang.fixed(value)
