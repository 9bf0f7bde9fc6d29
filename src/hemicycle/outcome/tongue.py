"""What a sentence needs of a language: whole messages with places to fill, numbers, and texts of the law.

Sentences stand in the code in English. English is spoken here, with nothing to look up; the languages of the output
come from catalogues and speak through the same few words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from hemicycle.outcome.numbers import listed, number, percent


class Tongue(Protocol):
    """A language that records are told in."""

    def say(self, message: str, /, **values: Any) -> str:
        """Say a whole message, its places filled."""

    def count(self, one: str, several: str, n: int, /, **values: Any) -> str:
        """Say a message about `n` of something."""

    def number(self, value: Any, decimals: int = 2) -> str:
        """Write a number."""

    def percent(self, share: Any, decimals: int = 2) -> str:
        """Write a share as a percentage."""

    def listed(self, words: Sequence[str]) -> str:
        """Join words as a sentence does."""

    def law(self, text: str) -> str:
        """Say what a law's document says: a method, a condition, whom a tie goes to."""


@dataclass(frozen=True, slots=True)
class _English:
    """English as it stands in the code and in the documents."""

    def say(self, message: str, /, **values: Any) -> str:
        return message.format(
            **{name: number(value) if isinstance(value, int | Fraction) else value for name, value in values.items()}
        )

    def count(self, one: str, several: str, n: int, /, **values: Any) -> str:
        return self.say(one if n == 1 else several, n=n, **values)

    def number(self, value: Any, decimals: int = 2) -> str:
        return number(value, decimals)

    def percent(self, share: Any, decimals: int = 2) -> str:
        return percent(share, decimals)

    def listed(self, words: Sequence[str]) -> str:
        return listed(words)

    def law(self, text: str) -> str:
        return text


ENGLISH: Tongue = _English()
