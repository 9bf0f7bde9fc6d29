"""The state of a run: what the steps so far have made, and what the next may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from hemicycle.apportion.divisor import Divisors
from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law, Step
from hemicycle.law.formula import Formula
from hemicycle.law.steps import NATION, Admit, Allot, Compute, Level, OfKind, Selector
from hemicycle.outcome.alliances import Alliances
from hemicycle.outcome.facts import NO_SEATS, PARTY, Facts
from hemicycle.outcome.outcome import Lot, Question
from hemicycle.outcome.tables import NO_LIST, Row, Table, Units
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


@dataclass(frozen=True, slots=True)
class Filling:
    """An allotment that filled a tier, so that it can be run again in one unit."""

    step: Step
    action: Allot
    name: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The order in which an allotment gave its seats, equal lists together, and how its quotients go on."""

    groups: list[tuple[str, ...]]
    weights: dict[str, Any]
    counted: dict[str, int]
    divisors: Divisors


@dataclass(slots=True)
class State:
    """What a run has made so far.

    `tables`  every table that can be read by name, the tiers among them
    `given`   the names of the tables that came from outside
    `sets`    the sets made by admissions
    `wanted`  the allotments whose remainders, quotas or turns the law reads later
    `open`    names that can't be read, each with the reason: a ballot not given, a tie not settled
    `turns`   the order in which allotments gave their seats, by their names
    `fillings` the allotments that filled each tier
    `tracing` whether records are kept
    `choose`  who takes the seats of a tie that nothing settles, where all endings are being explored
    """

    law: Law
    votes: Votes
    facts: Facts
    units: Units
    tables: dict[str, Table]
    given: frozenset[str]
    alliances: Alliances
    wanted: frozenset[str]
    sets: dict[str, Chosen] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    turns: dict[str, Turns] = field(default_factory=dict)
    fillings: dict[str, list[Filling]] = field(default_factory=dict)
    trace: list[Record] = field(default_factory=list)
    lots: list[Lot] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    tracing: bool = True
    choose: Chooser | None = None
    _held: dict[str, Table] = field(default_factory=dict)

    def table(self, name: str, level: str = NATION) -> Table:
        """Find a table; seats held are added up at the level asked for. Raises Open where it isn't there."""
        if name in self.open:
            raise Open(name, self.open[name])
        if name in self.tables:
            return self.tables[name]
        if name == HELD:
            return self._seats_held(level)
        if any(name == tier.tier for tier in self.law.tiers):
            return Table(self.units.levels[-1], True)  # nobody holds a seat of it yet
        raise Open(name, f"{name} was not given")

    def rows(self, name: str, level: str) -> dict[str, Row]:
        """Read a table at a level, unit by unit.

        Raises Open for a number that was given at a coarser level only, and BadInput for one that a step of
        the law made there.
        """
        table = self.table(name, level)
        if table.level != level:
            if self.units.is_finer(level, table.level):
                if name in self.given:
                    raise Open(name, f"{name} by {level} was not given")
                raise BadInput(
                    Mistake(self.law.id, f"{name} read at {level}", f"{name}@{table.level}, where it stands")
                )
            if table.ratio:
                raise BadInput(
                    Mistake(self.law.id, f"{name} read at {level}", f"{name} at {table.level}: it has no sum")
                )
        return table.at(self.units, level)

    def is_made(self, name: str) -> bool:
        """Tell whether a set was made, or would have been if it weren't left open."""
        return name in self.sets or name in self.open

    def _seats_held(self, level: str) -> Table:
        if level not in self._held:
            held = Table(level, True)
            for tier in self.law.tiers:
                if tier.within is None and tier.tier in self.tables:
                    for unit, row in self.rows(tier.tier, level).items():
                        for party, seats in row.items():
                            held.add(unit, party, seats)
                elif tier.within is None:
                    self.table(tier.tier)
            self._held[level] = held
        return self._held[level]

    def chosen(self, name: str) -> Chosen:
        """Find a set. Raises Open where it isn't settled."""
        if name in self.open:
            raise Open(name, self.open[name])
        if name not in self.sets:
            raise Open(name, f"{name} was not made")
        return self.sets[name]

    def members(self, name: str, level: str, unit: str) -> tuple[str, ...]:
        """List the members of a set in a unit; of one made in smaller units, those of any of them."""
        chosen = self.chosen(name)
        if chosen.level == level:
            return chosen.parties.get(unit, ())
        if self.units.is_finer(level, chosen.level):
            return chosen.parties.get(self.units.ancestor(level, unit, chosen.level), ())
        inside = self.units.inside(level, unit, chosen.level)
        return tuple(dict.fromkeys(party for each in inside for party in chosen.parties.get(each, ())))

    def units_at(self, level: str) -> tuple[str, ...]:
        """List the units of a level. Raises Open where nothing was given by them."""
        if level == NATION:
            return (WHOLE,)
        if not self.units.members.get(level):
            raise Open(level, f"no votes by {level} were given")
        return self.units.members[level]

    def units_of(self, action: Admit | Compute | Allot | Level) -> tuple[str, ...]:
        """List the units a step works in: those of its level where its `where` holds."""
        units = self.units_at(action.at)
        if action.where is None:
            return units
        return tuple(unit for unit in units if action.where.at(Cell(self, action.at, unit)))

    def kind(self, party: str) -> str:
        """Tell what a list is; a party unless the law or the facts say otherwise."""
        return self.kinds.get(party, PARTY)

    def select(
        self, contestants: Iterable[str], who: Selector, besides: Selector | None, level: str, unit: str
    ) -> list[str]:
        """Choose among the contestants of a unit; rows that can win nothing never take part."""
        kinds = self.kinds
        chosen = [party for party in contestants if kinds.get(party) != NO_SEATS]
        if who != "all":
            wanted = self._named(who, level, unit)
            chosen = [party for party in chosen if wanted(party)]
        if besides is not None:
            unwanted = self._named(besides, level, unit)
            chosen = [party for party in chosen if not unwanted(party)]
        return chosen

    def _named(self, selector: Selector, level: str, unit: str) -> Callable[[str], bool]:
        parts = selector if isinstance(selector, tuple) else (selector,)
        if "all" in parts:
            return lambda party: True
        kinds = {part.kind for part in parts if isinstance(part, OfKind)}
        parties = {party for part in parts if not isinstance(part, OfKind) for party in self.members(part, level, unit)}
        return lambda party: party in parties or self.kind(party) in kinds

    def contestants(self, formula: Formula, level: str, unit: str) -> list[str]:
        """List those who have a row in the tables a formula reads, in the order of the input."""
        found: dict[str, None] = {}
        if not formula.names:
            return list(self.rows("votes", level).get(unit, ()))
        for name in formula.names:
            if name.use == "value":
                at = name.level or level
                if self.table(name.name, at).lists:
                    found.update(dict.fromkeys(self.rows(name.name, at).get(self._above(level, unit, at), ())))
        return list(found)

    def weights(self, formula: Formula, level: str, unit: str, parties: list[str]) -> list[Any]:
        """Take a formula for every list of a unit."""
        if len(formula.names) == 1 and formula.names[0].name == formula.text:
            row = self.rows(formula.text, level).get(unit, {})
            if self.table(formula.text, level).lists and all(party in row for party in parties):
                return [row[party] for party in parties]
        return [formula.at(Cell(self, level, unit, party)) for party in parties]

    def _above(self, level: str, unit: str, at: str) -> str:
        return unit if at == level else self.units.ancestor(level, unit, at)

    def write(self, table: Table, into: str | None, tier: str) -> None:
        """Keep what a step made: as a working table, or added to the seats of its tier."""
        if into is not None:
            self.tables[into] = table
            return
        self._held.clear()
        filled = self.tables.setdefault(tier, Table(table.level, True))
        if self.units.is_finer(filled.level, table.level):
            filled = self.tables[tier] = Table(table.level, True, filled.at(self.units, table.level))
        for unit, row in table.at(self.units, filled.level).items():
            for party, seats in row.items():
                filled.add(unit, party, seats)

    def heading(self, step: Step, place: Place) -> dict[str, Any]:
        """Give what every record of a step says of itself: which step, where, by which articles."""
        return {
            "step": place.step,
            "tier": place.tier,
            "cites": step.cites,
            "district": place.unit,
            "measure": self.votes.measure,
            "names": self.facts.names,
        }

    def leave_open(self, names: Iterable[str], reason: str) -> None:
        """Mark tables or sets as not settled, and with them all seats held."""
        for name in (*names, HELD):
            self.open.setdefault(name, reason)


@dataclass(frozen=True, slots=True)
class Cell:
    """The place where a formula is taken: a unit, and a list or alliance where one is meant."""

    state: State
    level: str
    unit: str
    party: str | None = None

    def _row(self, name: str, level: str | None) -> Row:
        at = level or self.level
        unit = self.unit if at == self.level else self.state.units.ancestor(self.level, self.unit, at)
        return self.state.rows(name, at).get(unit, {})

    def value(self, name: str, level: str | None) -> Any:
        row = self._row(name, level)
        party = self.party
        if party is None or not self.state.table(name, level or self.level).lists:
            return row.get(NO_LIST, 0)
        if party not in row and party in self.state.alliances.lists:
            return sum(row.get(each, 0) for each in self.state.alliances.lists[party])
        return row.get(party, 0)

    def total(self, name: str, level: str | None) -> Any:
        return sum(self._row(name, level).values())

    def sum(self, name: str, chosen: str, level: str | None) -> Any:
        row = self._row(name, level)
        at = level or self.level
        unit = self.unit if at == self.level else self.state.units.ancestor(self.level, self.unit, at)
        return sum(row.get(party, 0) for party in self.state.members(chosen, at, unit))

    def most(self, name: str, level: str | None) -> Any:
        return max(self._row(name, level).values(), default=0)

    def count(self, chosen: str) -> int:
        return len(self.state.members(chosen, self.level, self.unit))

    def known(self, name: str, level: str | None) -> bool:
        if name not in self.state.tables or name in self.state.open:
            return False
        return level is None or not self.state.units.is_finer(level, self.state.tables[name].level)


def whole_seats(formula: Formula, cell: Cell, step: str) -> int:
    """Take a formula's value as a number of seats. Raises BadInput for what can't be one."""
    value = formula.at(cell)
    if type(value) is int and value >= 0:
        return value
    value = Fraction(value)
    if value.denominator != 1 or value < 0:
        found = f"{formula} = {value} in step {step}"
        raise BadInput(Mistake(cell.state.law.id, found, "a whole number of seats, 0 or more"))
    return int(value)
