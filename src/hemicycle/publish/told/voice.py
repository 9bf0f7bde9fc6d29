"""A language as the teller of one election: its sentences, the texts of the law and of the archive, the names.

Where a text of a law or of the archive has no translation, the whole sentence is told in English and marked so: no
sentence is half in one language and half in another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.outcome.tongue import ENGLISH, Named, Tongue
from hemicycle.publish.language.language import ENGLISH as IN_ENGLISH
from hemicycle.publish.language.language import Language, Said
from hemicycle.publish.told.articles import article
from hemicycle.publish.told.phrases import phrase
from hemicycle.source.words import capital

if TYPE_CHECKING:
    from hemicycle.elections.archive import Election


class Untold(Exception):
    """A text that nobody has translated."""


@dataclass(frozen=True)
class Voice:
    """A language that tells one election: `law_words` and `archive` are the folders whose texts it looks up.

    `names` is what lists are called in the language, by their ids; `people` what people are, by their English names.
    """

    language: Language
    law_words: Path | None = None
    archive: Path | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)

    def say(self, message: str, /, **values: Any) -> str:
        """Say a whole message."""
        return self.language.say(message, **values)

    def count(self, one: str, several: str, n: int, /, **values: Any) -> str:
        """Say a message about `n` of something."""
        return self.language.count(one, several, n, **values)

    def number(self, value: Any, decimals: int = 2) -> str:
        """Write a number."""
        return self.language.number(value, decimals)

    def fixed(self, value: Any, decimals: int = 2) -> str:
        """Write a number with exactly so many decimals."""
        return self.language.fixed(value, decimals)

    def signed(self, value: Any, decimals: int = 0) -> str:
        """Write a change with its sign."""
        return self.language.signed(value, decimals)

    def percent(self, share: Any, decimals: int = 2) -> str:
        """Write a share as a percentage."""
        return self.language.percent(share, decimals)

    def day(self, date: dt.date) -> str:
        """Write a day as within a sentence."""
        return self.language.day(date)

    def listed(self, words: Sequence[str]) -> str:
        """Join words as a sentence does."""
        return self.language.listed(words)

    def text(self, text: str) -> str:
        """Say a text of the law's document, or of the count. Raises Untold where it has no translation."""
        said = self.language.data(text, self.law_words)
        if said.code == self.language.code:
            return said.text
        found = phrase(text, self)
        if found is None:
            raise Untold(text)
        return found

    def data(self, text: str) -> str:
        """Say a text of the archive, or name somebody in it. Raises Untold where it has no translation."""
        said = self.language.data(text, self.archive)
        if said.code == self.language.code:
            return said.text
        found = self.people.get(text) or phrase(text, self)
        if found is None:
            raise Untold(text)
        return found

    def named(self, each: Named) -> Named:
        """Give a record the names that its lists have in the language."""
        return replace(each, names={**each.names, **self.names}) if self.names else each

    def whole(self, tell: Callable[[Tongue], str]) -> Said:
        """Tell something whole: in the language, or in English where a text in it has no translation."""
        if self.language.code == "en":
            return Said(tell(ENGLISH), "en")
        try:
            return Said(tell(self), self.language.code)
        except Untold:
            return Said(tell(ENGLISH), "en")

    def cites(self, articles: Sequence[str]) -> tuple[str, ...]:
        """Write articles as the language cites them."""
        return tuple(article(each, self.language) for each in articles)


ENGLISH_VOICE = Voice(IN_ENGLISH)


def articles_told(cites: Sequence[str], said: Said, voice: Voice) -> tuple[str, ...]:
    """Write the articles of a sentence in the language that it came out in."""
    return voice.cites(cites) if said.code == voice.language.code else tuple(cites)


def sentence(said: Said, place: str = "") -> Said:
    """Make a sentence of what was said: a capital in front, a full stop behind; a district keeps its name."""
    text = said.text.rstrip(".")
    begun = text if place and text.startswith(place) else capital(text)
    return Said(f"{begun}.", said.code)


def voice_of(election: Election, language: Language) -> Voice:
    """Make the voice that tells an election of the archive in a language."""
    from hemicycle.elections.parties import read_parties
    from hemicycle.law.catalogue import DOCUMENTS
    from hemicycle.publish.told.names import names_of

    if language.code == "en":
        return Voice(language)
    country = election.law.law.partition("-")[0]
    people = {
        person.name: person.names[language.code]
        for person in read_parties(election.country).people.values()
        if language.code in person.names
    }
    return Voice(language, DOCUMENTS / country, election.country, names_of(election, language), people)
