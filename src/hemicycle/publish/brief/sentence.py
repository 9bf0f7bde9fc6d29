"""The sentences of a brief: each with the facts that it tells, and each fact with where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from hemicycle.elections.archive import ARCHIVE, Election, sources_of
from hemicycle.outcome.numbers import exact
from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language
from hemicycle.publish.language.names import bare_name, full_name
from hemicycle.publish.told.articles import article


@dataclass(frozen=True, slots=True)
class Fact:
    """What a sentence tells: a figure or a text of the data, with its record and its sources.

    `figure` says what it is, `value` what it comes to, a share with its `numerator` and `denominator` where they
    are counted; with the `unit` `share` it is a fraction of 1. `record` is the file of the archive, or the step of the
    law, that it is read from; `sources` are keys of the country's sources.
    """

    figure: str
    value: Any
    record: str
    sources: tuple[str, ...] = ()
    numerator: int | None = None
    denominator: int | None = None
    unit: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fact for programs; fractions as exact texts."""
        value = exact(self.value) if isinstance(self.value, Fraction) else self.value
        return {
            "figure": self.figure,
            "value": value,
            "unit": self.unit or None,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "record": self.record,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or what one body found, and the facts behind it."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """An election told in a language: its heading, and its paragraphs, each of sentences."""

    election: Election
    stage: str
    lang: Language
    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    @property
    def words(self) -> int:
        """Words of the text, its heading left out; a number is a word."""
        return sum(len(sentence.text.split()) for sentence in self.sentences)

    @property
    def sources(self) -> Mapping[str, str]:
        """The sources of all facts by their keys, in the order of their first use."""
        keys = dict.fromkeys(key for each in self.sentences for fact in each.facts for key in fact.sources)
        return sources_of(self.election.country, keys)

    def as_json(self) -> dict[str, Any]:
        """The brief for programs."""
        return {
            "election": self.election.id,
            "stage": self.stage,
            "language": self.lang.code,
            "title": self.title,
            "words": self.words,
            "paragraphs": [
                [{"text": each.text, "facts": [fact.as_json() for fact in each.facts]} for each in paragraph]
                for paragraph in self.paragraphs
            ],
            "sources": dict(self.sources),
        }


@dataclass(frozen=True)
class Telling:
    """What every sentence is told from: the account, and the language."""

    account: Account
    lang: Language

    def full(self, party: str) -> str:
        """What a list is called in a sentence, where it is first met."""
        return full_name(self.account.election, party, self.lang).text

    def bare(self, party: str) -> str:
        """What a list is called where it was met before."""
        return bare_name(self.account.election, party, self.lang).text

    def data(self, text: str, *, short: bool = False) -> str:
        """A text of the archive in the language, or the short form of it that there may be."""
        return self.lang.data(text, self.account.election.country, short=short).text

    def row(self, items: Sequence[str]) -> str:
        """Join names with their figures: English as any list, the others as a row without a last and."""
        if self.lang.code == "en":
            return self.lang.listed(items)
        return ", ".join(items)

    def article(self, cite: str) -> str:
        """Name an article of the law as the language does; one that is cited in another way as the archive has it."""
        bare = cite.partition(" (")[0]
        told = article(bare, self.lang)
        return told if told != bare else self.data(bare)

    def sentence(self, text: str, *facts: Fact) -> Sentence:
        """Make a sentence of a text, which begins with a capital; the name of a list stays as it is."""
        if not text.startswith(tuple(self.account.votes_of_lists)):
            text = text[0].upper() + text[1:]
        return Sentence(text, facts)

    def file(self, name: str) -> str:
        """Where a file of the election's folder stands."""
        folder = self.account.election.folder
        return str((folder.relative_to(ARCHIVE) if self.account.election.archived else Path(folder.name)) / name)

    def country_file(self, name: str) -> str:
        """Where a file of the country stands."""
        return str(self.account.election.country.relative_to(ARCHIVE) / name)

    @cached_property
    def votes_file(self) -> str:
        """Where the votes or shares of the stage stand."""
        return self.file("votes.csv" if self.account.stage.knows == "votes" else "shares.csv")

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources of the stage."""
        return self.account.stage.sources
