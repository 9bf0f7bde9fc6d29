"""The state of a run: what the steps so far have made, and what the next may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import NATION, Law, OfKind, Selector
from hemicycle.law.formula import Formula
from hemicycle.outcome.facts import NO_SEATS, PARTY, Facts
from hemicycle.outcome.outcome import Lot, Question
from hemicycle.outcome.tables import Table, Units, parties_of
from hemicycle.outcome.trace import Record
from hemicycle.source.mistake import BadInput, Mistake

HELD = "held"
Chooser = Callable[[list[str], int], list[str]]


class Place(NamedTuple):
    """Where in the act and in the country a step stands."""

    step: str
    tier: str
    level: str
    unit: str


class Open(Exception):
    """A step reads what isn't settled yet, or wasn't given; says what."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A set of lists made at a level; it holds in all units below."""

    level: str
    parties: dict[str, tuple[str, ...]]


NOBODY = Chosen(NATION, {})


@dataclass(slots=True)
class State:
    """What a run has made so far.

    `tables`  every table that can be read by name, the tiers among them
    `sets`    the sets made by admissions
    `open`    names that can't be read, each with the reason: a ballot not given, a tie not settled
    `tracing` whether records are kept
    `choose`  who takes the seats of a tie that nothing settles, where all endings are being explored
    """

    law: Law
    votes: Votes
    facts: Facts
    units: Units
    tables: dict[str, Table]
    sets: dict[str, Chosen] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    trace: list[Record] = field(default_factory=list)
    lots: list[Lot] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    tracing: bool = True
    choose: Chooser | None = None

    def table(self, name: str) -> Table:
        """Find a table. Raises Open where it isn't there."""
        if name in self.open:
            raise Open(name, self.open[name])
        if name == HELD:
            return self._held()
        if name in self.tables:
            return self.tables[name]
        if any(name == tier.tier for tier in self.law.tiers):
            return Table(self.units.levels[-1], True)  # nobody holds a seat of it yet
        raise Open(name, f"{name} was not given")

    def cells(self, name: str, level: str) -> dict[tuple[str, str], Any]:
        """Read a table at a level. Raises BadInput where it stands at a coarser one."""
        table = self.table(name)
        if self.units.is_finer(level, table.level):
            raise BadInput(Mistake(self.law.id, f"{name} read at {level}", f"{name}@{table.level}, where it stands"))
        return table.at(self.units, level)

    def is_made(self, name: str) -> bool:
        """Tell whether a set was made, or would have been if it weren't left open."""
        return name in self.sets or name in self.open

    def _held(self) -> Table:
        held = Table(NATION, True)
        for tier in self.law.tiers:
            for (_, party), seats in self.table(tier.tier).at(self.units, NATION).items():
                held.add(WHOLE, party, seats)
        return held

    def chosen(self, name: str) -> Chosen:
        """Find a set. Raises Open where it isn't settled."""
        if name in self.open:
            raise Open(name, self.open[name])
        if name not in self.sets:
            raise Open(name, f"{name} was not made")
        return self.sets[name]

    def members(self, name: str, level: str, unit: str) -> tuple[str, ...]:
        """List the members of a set in a unit."""
        chosen = self.chosen(name)
        return chosen.parties.get(self.units.ancestor(level, unit, chosen.level), ())

    def units_at(self, level: str) -> tuple[str, ...]:
        """List the units of a level. Raises Open where nothing was given by them."""
        if level == NATION:
            return (WHOLE,)
        if not self.units.members.get(level):
            raise Open(level, f"no votes by {level} were given")
        return self.units.members[level]

    def kind(self, party: str) -> str:
        """Tell what a list is; a party unless the law or the facts say otherwise."""
        return self.kinds.get(party, PARTY)

    def select(
        self, contestants: Iterable[str], who: Selector, besides: Selector | None, level: str, unit: str
    ) -> list[str]:
        """Choose among the contestants of a unit; rows that can win nothing never take part."""
        wanted = self._named(who, level, unit)
        unwanted = self._named(besides, level, unit) if besides is not None else None
        return [
            party
            for party in contestants
            if self.kind(party) != NO_SEATS and wanted(party) and not (unwanted and unwanted(party))
        ]

    def _named(self, selector: Selector, level: str, unit: str) -> Any:
        parts = selector if isinstance(selector, tuple) else (selector,)
        if "all" in parts:
            return lambda party: True
        kinds = {part.kind for part in parts if isinstance(part, OfKind)}
        parties = {party for part in parts if not isinstance(part, OfKind) for party in self.members(part, level, unit)}
        return lambda party: party in parties or self.kind(party) in kinds

    def contestants(self, formula: Formula, level: str, unit: str) -> list[str]:
        """List those who have a row in the tables a formula reads, in the order of the input."""
        found: dict[str, None] = {}
        for name in formula.names:
            if name.use == "value" and self.table(name.name).lists:
                at = name.level or level
                found.update(dict.fromkeys(parties_of(self.cells(name.name, at), self.units.ancestor(level, unit, at))))
        return list(found)

    def write(self, table: Table, into: str | None, tier: str) -> None:
        """Keep what a step made: as a working table, or added to the seats of its tier."""
        if into is not None:
            self.tables[into] = table
            return
        filled = self.tables.setdefault(tier, Table(table.level, True))
        for (unit, party), seats in table.at(self.units, filled.level).items():
            filled.add(unit, party, seats)

    def leave_open(self, names: Iterable[str], reason: str) -> None:
        """Mark tables or sets as not settled, and with them all seats held."""
        for name in (*names, HELD):
            self.open.setdefault(name, reason)


@dataclass(frozen=True, slots=True)
class Cell:
    """The place where a formula is taken: a unit, and a list where one is meant."""

    state: State
    level: str
    unit: str
    party: str | None = None

    def _cells(self, name: str, level: str | None) -> tuple[dict[tuple[str, str], Any], str, bool]:
        at = level or self.level
        unit = self.unit if at == self.level else self.state.units.ancestor(self.level, self.unit, at)
        return self.state.cells(name, at), unit, self.state.table(name).lists

    def value(self, name: str, level: str | None) -> Any:
        cells, unit, lists = self._cells(name, level)
        return cells.get((unit, (self.party or "") if lists else ""), 0)

    def total(self, name: str, level: str | None) -> Any:
        cells, unit, _ = self._cells(name, level)
        return sum(number for (place, _), number in cells.items() if place == unit)

    def sum(self, name: str, chosen: str, level: str | None) -> Any:
        cells, unit, _ = self._cells(name, level)
        members = self.state.members(chosen, level or self.level, unit)
        return sum(cells.get((unit, party), 0) for party in members)

    def most(self, name: str, level: str | None) -> Any:
        cells, unit, _ = self._cells(name, level)
        return max((number for (place, _), number in cells.items() if place == unit), default=0)

    def count(self, chosen: str) -> int:
        return len(self.state.members(chosen, self.level, self.unit))

    def known(self, name: str) -> bool:
        return name in self.state.tables and name not in self.state.open


def whole_seats(formula: Formula, cell: Cell, step: str) -> int:
    """Take a formula's value as a number of seats. Raises BadInput for what can't be one."""
    value = Fraction(formula.at(cell))
    if value.denominator != 1 or value < 0:
        found = f"{formula} = {value} in step {step}"
        raise BadInput(Mistake(cell.state.law.id, found, "a whole number of seats, 0 or more"))
    return int(value)
