"""What a sentence needs of a language: whole messages with places to fill, numbers, and texts of documents and records.

Sentences stand in the code in English. English is spoken here, with nothing to look up; the languages of the output
come from catalogues and speak through the same few words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from hemicycle.outcome.numbers import day, fixed, listed, number, percent, signed

if TYPE_CHECKING:
    from hemicycle.outcome.outcome import Margin
    from hemicycle.outcome.trace import Record

Named = TypeVar("Named", "Record", "Margin")


@dataclass(frozen=True, slots=True)
class Said:
    """A text as a reader is given it, and the language it is in: English where it has no other."""

    text: str
    code: str

    def __str__(self) -> str:
        return self.text


class Tongue(Protocol):
    """A language that records are told in."""

    @property
    def names(self) -> Mapping[str, str]:
        """What lists are called in it, by their ids, where that differs from what the records say."""

    def say(self, message: str, /, **values: Any) -> str:
        """Say a whole message, its places filled."""

    def count(self, one: str, several: str, n: int, /, **values: Any) -> str:
        """Say a message about `n` of something."""

    def number(self, value: Any, decimals: int = 2) -> str:
        """Write a number."""

    def fixed(self, value: Any, decimals: int = 2) -> str:
        """Write a number with exactly so many decimals."""

    def signed(self, value: Any, decimals: int = 0) -> str:
        """Write a change with its sign."""

    def percent(self, share: Any, decimals: int = 2) -> str:
        """Write a share as a percentage."""

    def day(self, date: dt.date) -> str:
        """Write a day as within a sentence."""

    def listed(self, words: Sequence[str]) -> str:
        """Join words as a sentence does."""

    def text(self, text: str) -> str:
        """Say what a document of law or a part of the count says: a method, a condition, whom a tie goes to."""

    def data(self, text: str) -> str:
        """Say a text of the archive: a finding, an office, what was looked for."""

    def cites(self, articles: Sequence[str]) -> tuple[str, ...]:
        """Write articles as the language cites them."""

    def named(self, each: Named) -> Named:
        """Give a record the names that its lists have in the language."""

    def whole(self, tell: Callable[[Tongue], str]) -> Said:
        """Tell something whole: in the language, or in English where a text in it has no translation."""


@dataclass(frozen=True, slots=True)
class _English:
    """English as it stands in the code, in the documents and in the archive."""

    @property
    def names(self) -> Mapping[str, str]:
        return {}

    def say(self, message: str, /, **values: Any) -> str:
        return message.format(
            **{name: number(value) if isinstance(value, int | Fraction) else value for name, value in values.items()}
        )

    def count(self, one: str, several: str, n: int, /, **values: Any) -> str:
        return self.say(one if n == 1 else several, n=n, **values)

    def number(self, value: Any, decimals: int = 2) -> str:
        return number(value, decimals)

    def fixed(self, value: Any, decimals: int = 2) -> str:
        return fixed(value, decimals)

    def signed(self, value: Any, decimals: int = 0) -> str:
        return signed(value, decimals)

    def percent(self, share: Any, decimals: int = 2) -> str:
        return percent(share, decimals)

    def day(self, date: dt.date) -> str:
        return day(date)

    def listed(self, words: Sequence[str]) -> str:
        return listed(words)

    def text(self, text: str) -> str:
        return text

    def data(self, text: str) -> str:
        return text

    def cites(self, articles: Sequence[str]) -> tuple[str, ...]:
        return tuple(articles)

    def named(self, each: Named) -> Named:
        return each

    def whole(self, tell: Callable[[Tongue], str]) -> Said:
        return Said(tell(self), "en")


ENGLISH: Tongue = _English()
