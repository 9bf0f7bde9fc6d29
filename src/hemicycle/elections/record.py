"""The schema of election.yaml: what is peculiar to one election, and what the archive knows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from hemicycle.count.votes import WHOLE
from hemicycle.outcome.facts import Alliance, DrawnLot, Facts
from hemicycle.source.schema import Part, Words


def _exact(value: Any) -> Any:
    """Take a number or a date as an exact number; days are counted."""
    if isinstance(value, dt.date):
        return Fraction(value.toordinal())
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        pass
    try:
        return Fraction(dt.date.fromisoformat(str(value)).toordinal())
    except ValueError:
        raise ValueError(f"{value!r}; expected a number or a date such as 2020-12-02") from None


Number = Annotated[Fraction, BeforeValidator(_exact)]
ByParty = dict[str, Number | dict[str, Number]]
Won = Annotated[int, Field(ge=0)]


class Sourced(Part):
    """A part that names its sources by their keys."""

    sources: tuple[Words, ...] = ()


class Stage(Sourced):
    """One state of the result: whose it is, when it came, and whether it tells votes or shares."""

    stage: Words
    on: dt.date | None = None
    by: Words
    knows: Literal["votes", "shares"]
    sample: int | None = None
    stations: int | None = None
    error: Words | None = None
    note: Words | None = None


class ListFacts(Sourced):
    """One list on the ballot, or one body that holds seats."""

    name: Words | None = None
    names: dict[str, Words] = Field(default_factory=dict)
    kind: Words | None = None
    members: int | None = None
    registered: Number | None = None
    candidates: int | None = None
    quota_group: int | None = None
    ballot_position: int | None = None
    note: Words | None = None


class Figure(Sourced):
    """A figure of the election: its value, what it is a share of, how it was derived, where it stands."""

    value: Words
    of: Words | None = None
    derived: Words | None = None
    note: Words | None = None


class Preferred(Sourced):
    """A figure on which sources disagree: which was taken, and why; `open` where nothing decides."""

    figure: Words
    versions: tuple[Words, ...]
    taken: Words
    why: Words


class Absent(Sourced):
    """A party that did not stand: because it would not, or because it could not; `note` tells what else was said."""

    party: Words
    name: Words
    how: Literal["would not", "could not"]
    why: Words
    note: Words | None = None


class Recalled(Sourced):
    """What a report of the time recalled, about observers or about the country: a sentence that names whose it is."""

    about: Literal["observers", "country"]
    says: Words


class ByStation(Sourced):
    """Whether the results of polling stations were published; without them no test of the returns can be run."""

    published: Literal["yes", "no"]
    why: Words


class Drawn(Part):
    """A lot that was drawn: among whom, and who won."""

    among: Annotated[tuple[Words, ...], Field(min_length=2)]
    drawn: Annotated[tuple[Words, ...], Field(min_length=1)]
    district: Words = WHOLE


class Allied(Part):
    """Lists that count as one: everywhere, or in one district. Lists may be alliances themselves."""

    name: Words | None = None
    lists: Annotated[tuple[Words, ...], Field(min_length=1)]
    district: Words = WHOLE


class Explained(Sourced):
    """Why the seats computed differ from the official ones in some districts; `*` for the totals too."""

    districts: Annotated[tuple[Words, ...], Field(min_length=1)]
    why: Words


class Record(Part):
    """An election.yaml: facts for a count, and in the archive everything known of the election."""

    election: Words | None = None
    title: Words | None = None
    country: Words | None = None
    chamber: Words | None = None
    convocation: Words | None = None
    date: dt.date | None = None
    law: Words | None = None
    president: Words | None = None
    seated: dt.date | None = None
    ended: dt.date | None = None
    stages: tuple[Stage, ...] = ()
    counted: Literal["votes", "people"] = "votes"
    lists: dict[str, ListFacts] = Field(default_factory=dict)
    alliances: tuple[Allied, ...] = ()
    facts: dict[str, ByParty] = Field(default_factory=dict)
    seats: dict[str, dict[str, Won | dict[str, Won]]] = Field(default_factory=dict)
    valid: Annotated[int, Field(ge=1)] | None = None
    lots: tuple[Drawn, ...] = ()
    figures: dict[str, Figure] = Field(default_factory=dict)
    not_found: tuple[Words, ...] = ()
    preferred: tuple[Preferred, ...] = ()
    did_not_stand: tuple[Absent, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    results_by_station: ByStation | None = None
    differences: tuple[Explained, ...] = ()
    notes: tuple[Words, ...] = ()

    def as_facts(self) -> Facts:
        """Give what a count needs: names, kinds, numbers by list, seats won elsewhere, lots drawn."""
        numbers = {name: _cells(table) for name, table in self.facts.items()}
        registered = {
            (WHOLE, party): facts.registered for party, facts in self.lists.items() if facts.registered is not None
        }
        if registered:
            numbers.setdefault("registered", {}).update(registered)
        return Facts(
            names={party: facts.name for party, facts in self.lists.items() if facts.name},
            kinds={party: facts.kind for party, facts in self.lists.items() if facts.kind},
            members={party: facts.members for party, facts in self.lists.items() if facts.members},
            alliances=tuple(
                Alliance(each.name or " + ".join(each.lists), each.lists, each.district) for each in self.alliances
            ),
            numbers=numbers,
            seats={tier: _cells(table) for tier, table in self.seats.items()},
            valid=self.valid,
            lots=tuple(DrawnLot(frozenset(lot.among), lot.drawn, lot.district) for lot in self.lots),
        )


class Archived(Record):
    """The record of an election in the archive, which names itself, its day, its law and its stages."""

    election: Words
    title: Words
    country: Words
    chamber: Words
    date: dt.date
    law: Words
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]


def _cells(table: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Read numbers by party, or by district and party; whole ones as integers."""
    cells: dict[tuple[str, str], Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            cells.update({(key, party): _plain(number) for party, number in value.items()})
        else:
            cells[WHOLE, key] = _plain(value)
    return cells


def _plain(number: int | Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number
