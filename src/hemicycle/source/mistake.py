"""What is wrong with an input, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the file and line it stands in, what was found, what was expected.

    `line` counts from 1; None where the whole input is meant. `at` is the place inside the file: a
    column, or a path such as `tiers[0].steps[1].admit.votes`.
    """

    file: str
    found: str
    expected: str
    line: int | None = None
    at: str = ""

    def __str__(self) -> str:
        where = self.file + (f", line {self.line}" if self.line else "") + (f", {self.at}" if self.at else "")
        return f"{where}: found {self.found}; expected {self.expected}"


class BadInput(Exception):
    """An input that can't be used. Carries every mistake found in it; its text is one line for each."""

    def __init__(self, mistakes: Mistake | Iterable[Mistake]) -> None:
        self.mistakes = (mistakes,) if isinstance(mistakes, Mistake) else tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def nearest(word: str, known: Iterable[str]) -> str:
    """List what was `known` instead of `word`, the likeliest first where one is close."""
    from difflib import get_close_matches

    names = list(known)
    if not names:
        return "none here"
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    listed = ", ".join(sorted(names))
    return f"{close[0]}? (known: {listed})" if close and len(names) > 1 else f"one of: {listed}"
