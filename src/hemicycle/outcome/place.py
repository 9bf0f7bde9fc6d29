"""The step `place`: the seats of each list to the units where it takes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hemicycle.apportion.biproportional import Biproportional, biproportional
from hemicycle.apportion.divisor import NAMED, Divisors
from hemicycle.apportion.placing import Cell as Spot
from hemicycle.apportion.placing import highest, place_in_sequence
from hemicycle.law.document import Step
from hemicycle.law.steps import ByDivisors, PlaceSeats, is_by_quota
from hemicycle.law.words import placing_told
from hemicycle.outcome.allot import settle_division
from hemicycle.outcome.divide import Limits, divide, limits_of, series_of
from hemicycle.outcome.numbers import listed
from hemicycle.outcome.outcome import Question
from hemicycle.outcome.record import quotients, shown
from hemicycle.outcome.state import Cell, Open, Place, State, Turns, whole_seats
from hemicycle.outcome.tables import Table
from hemicycle.outcome.ties import Tied, settle
from hemicycle.outcome.trace import Placement, Put, Settled
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(slots=True)
class _Task:
    """The seats to place inside one upper unit.

    `owed` are the seats of each list, `spots` the cells a list has votes in, `room` the free seats of the
    units, where they are limited.
    """

    place: Place
    parties: list[str]
    owed: list[int]
    units: list[str]
    spots: list[Spot]
    cells: list[Cell]
    limits: Limits
    room: list[int] | None
    won: list[int] = field(default_factory=list)
    sequence: list[Put] = field(default_factory=list)
    divisors: tuple[tuple[tuple[str, Fraction], ...], ...] = ((), ())
    settled: list[Settled] = field(default_factory=list)
    stopped: bool = False
    passed: int | None = None


def place(state: State, step: Step, action: PlaceSeats, name: str, tier: str) -> None:
    """Put the seats of a table into units, inside each of the units where that table stands.

    A seat for which a list has no unit left stays with the list in a tier that lies within another; in any
    other it is a question the law leaves open.
    """
    seats = state.table(action.seats)
    written = Table(action.at, True)
    within = any(each.tier == tier and each.within for each in state.law.tiers)
    for upper in [unit for unit in seats.units if seats.units[unit]]:
        task = _task(state, action, Place(name, tier, seats.level, upper), seats.units[upper])
        _solve(state, step, action, task)
        for spot, won in zip(task.spots, task.won, strict=True):
            if won:
                written.add(task.units[spot.unit], task.parties[spot.party], won)
        unplaced = [] if task.stopped or task.passed == 0 else _unplaced(task)
        if unplaced and not within:
            _ask_about(state, step, unplaced)
        if state.tracing:
            state.trace.append(_record(state, step, action, task, unplaced))
    state.write(written, step.into, tier)


def _task(state: State, action: PlaceSeats, at: Place, row: dict[str, int]) -> _Task:
    parties = [
        party for party in state.select(row, action.who, action.besides, at.level, at.unit) if row.get(party, 0) > 0
    ]
    for party in parties:
        if Fraction(row[party]).denominator != 1:
            found = f"{row[party]} seats of {party} in step {at.step}"
            raise BadInput(Mistake(state.law.id, found, "whole seats to place"))
    units = [at.unit] if action.at == at.level else state.units.inside(at.level, at.unit, action.at)
    if not units:
        state.units_at(action.at)
    spots: list[Spot] = []
    cells: list[Cell] = []
    stands = {unit: set(state.contestants(action.by, action.at, unit)) for unit in units}
    for p, party in enumerate(parties):
        for u, unit in enumerate(units):
            if party not in stands[unit]:
                continue
            cell = Cell(state, action.at, unit, party)
            weight = action.by.at(cell)
            if weight > 0:
                spots.append(Spot(p, u, weight))
                cells.append(cell)
    limits = limits_of(state, at, cells, action.at_least, action.at_most, action.after)
    room = None
    if action.room is not None:
        room = [whole_seats(action.room, Cell(state, action.at, unit), at.step) for unit in units]
    return _Task(at, parties, [int(row[party]) for party in parties], units, spots, cells, limits, room)


def _solve(state: State, step: Step, action: PlaceSeats, task: _Task) -> None:
    """Place the seats: all lists at once, each alone, in turns, or with both margins given."""
    task.won = [0] * len(task.spots)
    if action.method == "biproportional":
        _both_margins(state, step, action, task)
    elif action.turns is not None:
        _in_turns(state, step, action, task)
    elif task.room is not None:
        _in_sequence(state, step, action, task)
    else:
        for party in range(len(task.parties)):
            _alone(state, step, action, task, party)


def _alone(state: State, step: Step, action: PlaceSeats, task: _Task, party: int) -> None:
    """Place the seats of one list, as if its units were the contestants."""
    mine = [i for i, spot in enumerate(task.spots) if spot.party == party]
    pick = Limits(*(None if bound is None else [bound[i] for i in mine] for bound in _bounds(task.limits)))
    if action.method == "most votes" and pick.high is None:
        pick = Limits(pick.low, [None] * len(mine), pick.after)
    who = [task.units[task.spots[i].unit] for i in mine]
    weights = [task.spots[i].weight for i in mine]
    assert action.method != "biproportional"
    division = divide(state, action.method, task.place, who, weights, task.owed[party], pick)
    at = task.place._replace(unit=task.parties[party])
    task.settled += settle_division(state, step, action.ties, at, division, [task.cells[i] for i in mine])
    task.stopped = task.stopped or (division.tie is not None and sum(division.seats) < task.owed[party])
    for i, won in zip(mine, division.seats, strict=True):
        task.won[i] = won
    task.sequence += [Put(task.parties[party], each.party, each.quotient) for each in quotients(division)]


def _bounds(limits: Limits) -> tuple[Any, Any, Any]:
    return limits.low, limits.high, limits.after


def _in_sequence(state: State, step: Step, action: PlaceSeats, task: _Task) -> None:
    """Place the seats of all lists in one sequence, while units have room."""
    assert task.room is not None
    spots = _with_limits(task)
    divisors = _divisors(action)
    owed, room = list(task.owed), list(task.room)
    if task.limits.low is not None:
        for i, least in enumerate(task.limits.low):
            task.won[i] = least
            if owed[spots[i].party] < least or room[spots[i].unit] < least:
                found = f"minimums of {task.parties[spots[i].party]} in step {task.place.step} that don't fit"
                raise BadInput(Mistake(state.law.id, found, "no more than it is owed, and units have room for"))
            owed[spots[i].party] -= least
            room[spots[i].unit] -= least
            most = spots[i].most
            spots[i] = spots[i]._replace(
                held=spots[i].held + least, most=None if most is None else max(0, most - least)
            )
    placing = place_in_sequence(spots, owed, room, divisors, _settler(state, step, action, task))
    for placed in placing.placed:
        task.won[placed.cell] += 1
        task.sequence.append(_put(task, placed.cell, placed.quotient, divisors))
    task.stopped = placing.unsettled


def _with_limits(task: _Task) -> list[Spot]:
    held = task.limits.after or [0] * len(task.spots)
    most = task.limits.high or [None] * len(task.spots)
    return [spot._replace(held=h, most=m) for spot, h, m in zip(task.spots, held, most, strict=True)]


def _in_turns(state: State, step: Step, action: PlaceSeats, task: _Task) -> None:
    """Let the lists choose in the order in which another allotment gave its seats, each its best cell with room.

    A turn that a list can't use, because no unit with room is left to it, passes to the next quotient of that
    allotment whose list has one.
    """
    assert action.turns is not None
    turns = state.turns.get(action.turns)
    if turns is None:
        raise Open(action.turns, f"the order of {action.turns} is not settled")
    choosing = _Choosing(
        task, _with_limits(task), _divisors(action), list(task.room or ()), _settler(state, step, action, task)
    )
    passed = 0
    for group in turns.groups:
        waiting = [party for party in group if party in task.parties]
        passed += choosing.serve(waiting)
    counted = dict(turns.counted)
    while passed and not task.stopped:
        able = [party for party in turns.weights if party in task.parties and choosing.best(party)]
        best = _next_number(turns, counted, able)
        if not best:
            break
        for party in best[:passed]:
            counted[party] += 1
        passed -= len(best[:passed])
        choosing.serve(best[: passed + len(best)])
    task.passed = passed


def _next_number(turns: Turns, counted: dict[str, int], able: list[str]) -> list[str]:
    """Find whose next quotient is the highest; several where it is equal."""
    best: list[str] = []
    above, below = 0, 1
    for party in able:
        over, under = turns.divisors.quotient(turns.weights[party], counted[party] + 1)
        if not best or over * below > above * under:
            best, above, below = [party], over, under
        elif over * below == above * under:
            best.append(party)
    return best


@dataclass(slots=True)
class _Choosing:
    """Lists that choose a cell each when it is their turn."""

    task: _Task
    spots: list[Spot]
    divisors: Divisors | None
    room: list[int]
    settler: Any

    def serve(self, waiting: list[str]) -> int:
        """Give each its best cell with room; return how many had none. A tie that stays open stops it all."""
        passed = 0
        while waiting and not self.task.stopped:
            ready = {party: self.best(party) for party in dict.fromkeys(waiting)}
            without = [party for party in waiting if not ready[party]]
            passed += len(without)
            waiting = [party for party in waiting if ready[party]]
            if not waiting:
                break
            chosen = self._next({party: ready[party] for party in waiting})
            if chosen is None:
                self.task.stopped = True
                break
            self._take(chosen)
            waiting.remove(self.task.parties[self.spots[chosen].party])
        return passed

    def best(self, party: str) -> list[int]:
        """Find the cells of a list with the highest quotient, among those with room."""
        position = self.task.parties.index(party)
        open_to = [
            i
            for i, spot in enumerate(self.spots)
            if spot.party == position
            and self.room[spot.unit] > 0
            and (spot.most is None or self.task.won[i] < spot.most)
        ]
        return highest(open_to, self.spots, self.task.won, self.divisors) if open_to else []

    def _next(self, ready: dict[str, list[int]]) -> int | None:
        """Choose the cell taken next among lists whose turn is equal; who wants the same last place is asked about."""
        party, cells = next(iter(ready.items()))
        rivals = [
            i
            for other, theirs in ready.items()
            if other != party
            for i in theirs
            if self.spots[i].unit == self.spots[cells[0]].unit and self.room[self.spots[i].unit] == 1
        ]
        if len(cells) == 1 and not rivals:
            return cells[0]
        served = self.settler(cells if len(cells) > 1 else [cells[0], *rivals], 1)
        return None if served is None else int(served[0])

    def _take(self, i: int) -> None:
        spot, seat = self.spots[i], self.spots[i].held + self.task.won[i] + 1
        ratio = (spot.weight, 1) if self.divisors is None else self.divisors.quotient(spot.weight, seat)
        self.task.won[i] += 1
        self.room[spot.unit] -= 1
        self.task.sequence.append(_put(self.task, i, ratio, self.divisors))


def _settler(state: State, step: Step, action: PlaceSeats, task: _Task) -> Any:
    """Settle equal quotients of cells by the rules of the act."""

    def answer(rivals: list[int], seats: int) -> list[int] | None:
        same_unit = len({task.spots[i].unit for i in rivals}) == 1
        same_list = len({task.spots[i].party for i in rivals}) == 1
        units = [task.units[task.spots[i].unit] for i in rivals]
        parties = [task.parties[task.spots[i].party] for i in rivals]
        at = task.place._replace(unit=units[0] if same_unit else parties[0] if same_list else task.place.unit)
        among = (
            parties
            if same_unit
            else units
            if same_list
            else [f"{p} / {u}" for p, u in zip(parties, units, strict=True)]
        )
        tied = Tied(among, seats, action.ties, at, step.cites, tuple(task.cells[i] for i in rivals))
        winners, settled = settle(state, tied, step.into or task.place.tier)
        task.settled += settled
        if len(winners) < seats:
            return None
        return [rivals[among.index(winner)] for winner in winners]

    return answer


def _both_margins(state: State, step: Step, action: PlaceSeats, task: _Task) -> None:
    """Place the seats so that every list has its seats and every unit is full."""
    assert task.room is not None
    at = {(spot.unit, spot.party): i for i, spot in enumerate(task.spots)}
    weights = [
        [task.spots[at[u, p]].weight if (u, p) in at else 0 for p in range(len(task.parties))]
        for u in range(len(task.units))
    ]
    try:
        found = biproportional(weights, task.room, task.owed)
    except ValueError as error:
        raise BadInput(
            Mistake(state.law.id, f"in step {task.place.step} {error}", "seats of lists and units that fit")
        ) from None
    for (u, p), i in at.items():
        task.won[i] = found.seats[u][p]
    task.divisors = (
        tuple(zip(task.units, found.row_divisors, strict=True)),
        tuple(zip(task.parties, found.column_divisors, strict=True)),
    )
    if found.ties:
        _settle_halves(state, step, action, task, found, at)


def _settle_halves(
    state: State, step: Step, action: PlaceSeats, task: _Task, found: Biproportional, at: dict[tuple[int, int], int]
) -> None:
    """Tell apart placements that are equally good: which of the cells at an exact half have the seat more."""
    among: list[str] = []
    spots: list[int] = []
    seats = 0
    for u, p in found.ties:
        i = at[u, p]
        quotient = Fraction(task.spots[i].weight) / (found.row_divisors[u] * found.column_divisors[p])
        if task.won[i] > quotient:  # rounded up: that seat is in doubt
            task.won[i] -= 1
            seats += 1
        among.append(f"{task.parties[p]} / {task.units[u]}")
        spots.append(i)
    tied = Tied(among, seats, action.ties, task.place, step.cites, tuple(task.cells[i] for i in spots))
    winners, settled = settle(state, tied, step.into or task.place.tier)
    task.settled += settled
    if len(winners) < seats:
        task.stopped = True
        return
    for winner in winners:
        task.won[spots[among.index(winner)]] += 1
    filled = [0] * len(task.units)
    for spot, won in zip(task.spots, task.won, strict=True):
        filled[spot.unit] += won
    if _unplaced(task) or filled != task.room:
        found_wrong = f"{listed(winners)} to have the seats in doubt in step {task.place.step}"
        raise BadInput(Mistake(state.law.id, found_wrong, "a choice that gives every list and unit its seats"))


def _divisors(action: PlaceSeats) -> Divisors | None:
    if action.method == "most votes" or is_by_quota(action.method):
        return None
    assert isinstance(action.method, ByDivisors) or action.method in NAMED
    return series_of(action.method)


def _put(task: _Task, i: int, ratio: tuple[Any, Any], divisors: Divisors | None) -> Put:
    quotient = Fraction(ratio[0]) / ratio[1] if divisors is None else shown(ratio, divisors)
    return Put(task.parties[task.spots[i].party], task.units[task.spots[i].unit], quotient)


def _unplaced(task: _Task) -> list[tuple[str, int]]:
    placed = [0] * len(task.parties)
    for spot, won in zip(task.spots, task.won, strict=True):
        placed[spot.party] += won
    return [
        (party, owed - done) for party, owed, done in zip(task.parties, task.owed, placed, strict=True) if owed > done
    ]


def _ask_about(state: State, step: Step, unplaced: list[tuple[str, int]]) -> None:
    for party, seats in unplaced:
        name = state.facts.names.get(party, party)
        asks = f"{name} is owed {seats} more and no district with room has votes for it"
        state.questions.append(Question(asks, "silent", "undetermined", step.cites))


def _record(state: State, step: Step, action: PlaceSeats, task: _Task, unplaced: list[tuple[str, int]]) -> Placement:
    cells = tuple(
        (task.units[spot.unit], task.parties[spot.party], won)
        for spot, won in zip(task.spots, task.won, strict=True)
        if won
    )
    return Placement(
        **state.heading(step, task.place),
        told=placing_told(action),
        cells=cells,
        sequence=tuple(task.sequence),
        unplaced=tuple(unplaced),
        unit_divisors=task.divisors[0],
        list_divisors=task.divisors[1],
        settled=tuple(task.settled),
    )
