"""The step `allot`: the seats of each unit to its lists, to alliances, or to the units inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.apportion.divisor import Won, in_order
from hemicycle.law.document import Step
from hemicycle.law.names import QUOTA, REMAINDER, UNFILLED
from hemicycle.law.steps import Allot, Selector
from hemicycle.outcome.divide import Division, divide, limits_of
from hemicycle.outcome.record import allotment
from hemicycle.outcome.state import Cell, Filling, Place, State, Turns, whole_seats
from hemicycle.outcome.tables import NO_LIST, Table
from hemicycle.outcome.ties import Tied, settle
from hemicycle.outcome.trace import Settled


@dataclass(slots=True)
class Problem:
    """One division: who takes part with which weight, for how many seats.

    `cells` is where formulas are taken for each; `alliance` whose seats are divided, if it is one's.
    """

    who: list[str]
    weights: list[Any]
    cells: list[Cell]
    seats: int
    alliance: str | None = None


@dataclass(slots=True)
class _Written:
    """The tables an allotment writes."""

    seats: Table
    remainder: Table
    quota: Table
    unfilled: Table
    turns: Turns | None = None


def allot(state: State, step: Step, action: Allot, name: str, tier: str) -> None:
    """Divide the seats of every unit of the step's level; each is a problem of its own.

    A tie that stays open leaves its seats unfilled and what the step writes unsettled.
    """
    to_units = action.to not in ("list", "alliance")
    level = action.to if to_units else action.at
    written = _Written(
        Table(level, not to_units), Table(action.at, True), Table(action.at, False, ratio=True), Table(action.at, False)
    )
    makes = step.into or tier
    for unit in state.units_of(action):
        place = Place(name, tier, action.at, unit)
        for problem in _problems(state, action, place):
            division, settled = _run(state, step, action, place, problem)
            _write(state, written, division, place, problem, makes, to_units=to_units)
            if state.tracing:
                state.trace.append(allotment(state, step, action, place, problem, division, settled))
    if makes in state.wanted:
        state.tables[makes + REMAINDER] = written.remainder
        state.tables[makes + QUOTA] = written.quota
        state.tables[makes + UNFILLED] = written.unfilled
        if written.turns is not None:
            state.turns[makes] = written.turns
    if step.into is None:
        state.fillings.setdefault(tier, []).append(Filling(step, action, name))
    state.write(written.seats, step.into, tier)


def _run(state: State, step: Step, action: Allot, place: Place, problem: Problem) -> tuple[Division, list[Settled]]:
    """Divide the seats of one problem and settle its ties."""
    limits = limits_of(state, place, problem.cells, action.at_least, action.at_most, action.after)
    division = divide(state, action.method, place, problem.who, problem.weights, problem.seats, limits)
    return division, settle_division(state, step, action.ties, place, division, problem.cells)


def settle_division(
    state: State, step: Step, rules: Any, place: Place, division: Division, cells: list[Cell]
) -> list[Settled]:
    """Give the seats of a tie to those who win it by the rules of the act."""
    if division.tie is None:
        return []
    positions = division.tie.among
    among = [division.who[i] for i in positions]
    tied = Tied(among, division.tie.seats, rules, place, step.cites, tuple(cells[i] for i in positions))
    winners, settled = settle(state, tied, step.into or place.tier)
    for party in winners:
        division.seats[division.who.index(party)] += 1
    return settled


def _problems(state: State, action: Allot, place: Place) -> Iterator[Problem]:
    """List the divisions of a unit: one, or one for each of its alliances."""
    if action.source == "alliance":
        yield from _inside_alliances(state, action, place)
        return
    seats = whole_seats(action.seats, Cell(state, place.level, place.unit), place.step)
    if not seats:
        return
    if action.to == "list":
        who = _taking_part(state, action, place)
        cells = [Cell(state, place.level, place.unit, party) for party in who]
        weights_of_all = state.weights(action.by, place.level, place.unit, who)
        yield _voted(Problem(who, weights_of_all, cells, seats), action)
    elif action.to == "alliance":
        weights: dict[str, Any] = {}
        for party in _taking_part(state, action, place):
            root = state.alliances.root(party, place.unit)
            weights[root] = weights.get(root, 0) + action.by.at(Cell(state, place.level, place.unit, party))
        cells = [Cell(state, place.level, place.unit, name) for name in weights]
        yield _voted(Problem(list(weights), list(weights.values()), cells, seats), action)
    else:
        units = state.units.inside(place.level, place.unit, action.to)
        if not units:
            state.units_at(action.to)
        cells = [Cell(state, action.to, unit) for unit in units]
        yield _voted(Problem(units, [action.by.at(cell) for cell in cells], cells, seats), action)


def _inside_alliances(state: State, action: Allot, place: Place) -> Iterator[Problem]:
    """Divide what each alliance won among those directly in it; who stands alone keeps its seats."""
    weights: dict[str, dict[str, Any]] = {}
    for party in _taking_part(state, action, place):
        weight = action.by.at(Cell(state, place.level, place.unit, party))
        above: str | None = party
        while above is not None:
            holder = above
            if _stands(state, action, place, holder) and whole_seats(
                action.seats, Cell(state, place.level, place.unit, holder), place.step
            ):
                part = party if holder == party else state.alliances.part_of(party, holder, place.unit) or party
                sums = weights.setdefault(holder, {})
                sums[part] = sums.get(part, 0) + weight
                break
            above = state.alliances.of(holder, place.unit)
    for holder, parts in weights.items():
        seats = whole_seats(action.seats, Cell(state, place.level, place.unit, holder), place.step)
        cells = [Cell(state, place.level, place.unit, part) for part in parts]
        alone = list(parts) == [holder]
        yield _voted(Problem(list(parts), list(parts.values()), cells, seats, None if alone else holder), action)


def _stands(state: State, action: Allot, place: Place, holder: str) -> bool:
    """Tell whether a list or alliance has a row of its own in the table whose seats are divided."""
    return any(
        holder in state.rows(name.name, place.level).get(place.unit, ())
        for name in action.seats.names
        if name.use == "value"
    )


def _taking_part(state: State, action: Allot, place: Place) -> list[str]:
    """List who takes part: the step's `who`, or what an earlier step admitted, or all."""
    contestants = state.contestants(action.by, place.level, place.unit)
    return state.select(contestants, taking_part(state, action.who), action.besides, place.level, place.unit)


def taking_part(state: State, who: Selector | None) -> Selector:
    """Tell who takes part where the step doesn't: who was admitted, if anybody was asked, else all."""
    return who or ("admitted" if state.is_made("admitted") else "all")


def _voted(problem: Problem, action: Allot) -> Problem:
    """Leave out who has no weight; only a minimum that the law grants is served all the same."""
    if action.at_least is not None or all(weight > 0 for weight in problem.weights):
        return problem
    voted = [i for i, weight in enumerate(problem.weights) if weight > 0]
    return Problem(
        [problem.who[i] for i in voted],
        [problem.weights[i] for i in voted],
        [problem.cells[i] for i in voted],
        problem.seats,
        problem.alliance,
    )


def _write(
    state: State, written: _Written, division: Division, place: Place, problem: Problem, makes: str, *, to_units: bool
) -> None:
    for party, won in zip(division.who, division.seats, strict=True):
        if to_units:
            written.seats.add(party, NO_LIST, won)
        elif won:
            written.seats.add(place.unit, party, won)
    if makes not in state.wanted:
        return
    if division.quota is not None and division.quota[0]:
        above, below = division.quota
        quota = Fraction(above) / below if isinstance(above, int | Fraction) else above / below
        written.quota.units[place.unit] = {NO_LIST: quota}
        for i, party in enumerate(division.who):
            written.remainder.add(place.unit, party, division.weights[i] - division.seats[i] * quota)
    written.unfilled.add(place.unit, NO_LIST, problem.seats - sum(division.seats))
    written.turns = _turns_of(division)


def _turns_of(division: Division) -> Turns | None:
    """List the seats of a division by divisors in the order they were won; equal quotients stand together."""
    if division.divisors is None:
        return None
    groups: list[tuple[str, ...]] = []
    before: Won | None = None
    for won in in_order(division.weights, division.seats, division.divisors, division.held or None):
        party = division.who[won.position]
        if before is not None and _equal(before, won):
            groups[-1] = (*groups[-1], party)
        else:
            groups.append((party,))
        before = won
    held = division.held or [0] * len(division.who)
    counted = [before + won for before, won in zip(held, division.seats, strict=True)]
    weights = dict(zip(division.who, division.weights, strict=True))
    return Turns(groups, weights, dict(zip(division.who, counted, strict=True)), division.divisors)


def _equal(one: Won, other: Won) -> bool:
    return bool(one.quotient[0] * other.quotient[1] == other.quotient[0] * one.quotient[1])
