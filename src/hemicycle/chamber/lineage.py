"""Parties through time: renamed, merged, split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from hemicycle.source.schema import Part, Words


class Term(Part):
    """Somebody at the head of a party, as far as the dates are known."""

    name: Words
    start: Words | None = Field(None, alias="from")
    until: Words | None = None
    note: Words | None = None


class Party(Part):
    """One name of a party: a party that takes a new name, or merges, continues in `becomes`.

    Dates are texts as exact as the sources: a day, a month or a year.
    """

    name: Words
    names: dict[str, Words] = Field(default_factory=dict)
    start: Words | None = Field(None, alias="from")
    until: Words | None = None
    becomes: Words | None = None
    how: Literal["renamed", "merged", "split"] | None = None
    leaders: tuple[Term, ...] = ()
    sources: tuple[Words, ...] = ()
    note: Words | None = None


class Office(Part):
    """A state office held by a person."""

    person: Words
    office: Words
    start: Words | None = Field(None, alias="from")
    until: Words | None = None
    note: Words | None = None
    sources: tuple[Words, ...] = ()


class Parties(Part):
    """The parties of a country, and the state offices that matter beside them."""

    parties: dict[str, Party]
    offices: tuple[Office, ...] = ()


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
