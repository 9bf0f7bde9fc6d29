"""Parties through time: renamed, merged, split; who led them, and which state offices these people held.

Dates are texts as exact as the sources: a day, a month or a year. What is known only by the year counts for
the whole of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hemicycle.chamber.candidates import age_on, same_name
from hemicycle.source.schema import Part, Words

Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="a day, a month or a year")]


class Span(Part):
    """A stretch of time, as far as it is known."""

    start: Date | None = Field(None, alias="from")
    until: Date | None = None
    note: Words | None = None

    def holds(self, on: dt.date) -> bool:
        """Tell whether a day lies in it; an end that isn't known is taken as open."""
        day = on.isoformat()
        begun = self.start is None or day[: len(self.start)] >= self.start
        return begun and (self.until is None or day[: len(self.until)] <= self.until)


class Term(Span):
    """Somebody at the head of a party."""

    name: Words


class Office(Span):
    """A state office held by a person."""

    person: Words
    office: Words
    sources: tuple[Words, ...] = ()


class Person(Part):
    """Somebody the archive knows by more than one name, or knows more of than a name."""

    name: Words
    full_name: Words | None = None
    names: dict[str, Words] = Field(default_factory=dict)
    also: tuple[Words, ...] = ()
    born: dt.date | None = None
    sources: tuple[Words, ...] = ()
    note: Words | None = None

    def age(self, on: dt.date) -> int | None:
        """Whole years lived on a day, where the birthday is known."""
        return None if self.born is None else age_on(self.born, on)


class Party(Span):
    """One name of a party: a party that takes a new name, or merges, continues in `becomes`."""

    name: Words
    names: dict[str, Words] = Field(default_factory=dict)
    short: dict[str, Words] = Field(default_factory=dict)
    becomes: Words | None = None
    how: Literal["renamed", "merged", "split"] | None = None
    leaders: tuple[Term, ...] = ()
    sources: tuple[Words, ...] = ()


class Parties(Part):
    """The parties of a country, people, and the state offices that matter beside them."""

    parties: dict[str, Party]
    people: dict[str, Person] = Field(default_factory=dict)
    offices: tuple[Office, ...] = ()

    def leaders(self, party: str, on: dt.date) -> list[Term]:
        """Find who led a party on a day."""
        record = self.parties.get(party)
        return [term for term in record.leaders if term.holds(on)] if record else []

    def offices_of(self, person: str, on: dt.date) -> list[Office]:
        """Find the state offices that somebody held on a day."""
        return [office for office in self.offices if office.person == person and office.holds(on)]

    def person(self, name: str) -> Person | None:
        """Find somebody by any of the names that sources use."""
        wanted = same_name(name)
        for person in self.people.values():
            names = (person.name, *person.also, *([person.full_name] if person.full_name else []))
            if wanted in map(same_name, names):
                return person
        return None

    def predecessors(self, party: str) -> Iterator[str]:
        """Go back through a party's line: those that became it, each before the ones that became those."""
        for name, record in self.parties.items():
            if record.becomes == party:
                yield name
                yield from self.predecessors(name)

    def successors(self, party: str) -> Iterator[str]:
        """Go on through a party's line."""
        record = self.parties.get(party)
        while record is not None and record.becomes is not None:
            yield record.becomes
            record = self.parties.get(record.becomes)


def continues_as(party: str, parties: Mapping[str, Party], standing: Iterable[str], by: str) -> str:
    """Find the party that carries on another on a day: the first of its line that stands, else the last by then.

    `standing` are the parties of the later election, `by` its day as YYYY-MM-DD. A step whose date isn't
    known is followed; one known to come later is not.
    """
    there = set(standing)
    while party not in there:
        record = parties.get(party)
        if record is None or record.becomes is None or (record.until and record.until > by):
            return party
        party = record.becomes
    return party
