"""The step `level`: seats counted over everything already held, and what each list is still owed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from hemicycle.apportion.divisor import Ratio
from hemicycle.apportion.placing import Cell as Spot
from hemicycle.apportion.placing import place_in_sequence
from hemicycle.law.document import Step
from hemicycle.law.methods import method_told
from hemicycle.law.steps import Enlarge, GiveBack, Level, SetAside, is_by_quota
from hemicycle.law.words import over_told
from hemicycle.outcome.allot import settle_division, taking_part
from hemicycle.outcome.divide import NO_LIMITS, divide, divisors_of, limits_of
from hemicycle.outcome.numbers import listed, plural
from hemicycle.outcome.outcome import Question
from hemicycle.outcome.state import Cell, Filling, Place, State, whole_seats
from hemicycle.outcome.tables import Table
from hemicycle.outcome.ties import Tied, settle
from hemicycle.outcome.trace import Levelling, Settled, Share
from hemicycle.source.mistake import BadInput, Mistake

LARGEST_HOUSE = 100_000


@dataclass(slots=True)
class _Round:
    """One count over all seats: what everybody is entitled to, and what was done on the way to it."""

    house: int
    entitled: dict[str, int]
    minimum: dict[str, int]
    held: dict[str, int]
    weights: dict[str, Any]
    off: dict[str, int]
    over: set[str] = field(default_factory=set)
    doubtful: bool = False
    done: list[str] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)

    def owed(self, party: str) -> int:
        """Count what a list is still owed."""
        return max(self.entitled[party], self.minimum[party], self.held[party]) - self.held[party]


def level(state: State, step: Step, action: Level, name: str, tier: str) -> None:
    """Count the seats over everything held, in each unit; what a list must have more is handled as `over` says.

    Raises BadInput for a house that would grow beyond all measure.
    """
    table = Table(action.at, True)
    for unit in state.units_of(action):
        place = Place(name, tier, action.at, unit)
        counted = _levelled(state, step, action, place)
        for party in counted.entitled:
            if owed := counted.owed(party):
                table.add(unit, party, owed)
        if state.tracing:
            state.trace.append(_record(state, step, action, place, counted))
    state.write(table, step.into, tier)


def _levelled(state: State, step: Step, action: Level, place: Place) -> _Round:
    if isinstance(action.over, GiveBack):
        return _given_back(state, step, action, action.over, place)
    before = _Before(len(state.questions), len(state.lots), dict(state.open))
    counted = _count(state, step, action, place, None)
    match action.over:
        case "keep":
            return counted
        case "enlarge":
            return _enlarged(state, step, action, place, counted, before, 0)
        case Enlarge(enlarge=most):
            return _enlarged(state, step, action, place, counted, before, most)
        case SetAside(set_aside="as many or more"):
            return _set_aside(state, step, action, place, counted, before, equal=True)
    return _set_aside(state, step, action, place, counted, before, equal=False)


@dataclass(frozen=True, slots=True)
class _Before:
    """What was open before a round of the count, whose own ties lapse if another round follows."""

    questions: int
    lots: int
    open: dict[str, str]

    def take_back(self, state: State, counted: _Round) -> None:
        """Forget the ties of a round that isn't the last, unless who holds too much depends on one of them."""
        if counted.doubtful:
            return
        del state.questions[self.questions :]
        del state.lots[self.lots :]
        state.open.clear()
        state.open.update(self.open)


def _count(state: State, step: Step, action: Level, place: Place, house: int | None) -> _Round:
    """Share the seats out as if nothing were held, after those of lists that don't take part are taken off."""
    who = taking_part(state, action.who)
    contestants = dict.fromkeys(state.contestants(action.by, place.level, place.unit))
    held_here = state.rows("held", place.level).get(place.unit, {})
    weights: dict[str, Any] = {}
    for party in state.select(contestants, who, action.besides, place.level, place.unit):
        weight = action.by.at(Cell(state, place.level, place.unit, party))
        if weight > 0:
            weights[party] = weight
    off = {party: seats for party, seats in held_here.items() if seats and party not in weights}
    asked = whole_seats(action.seats, Cell(state, place.level, place.unit), place.step) if house is None else house
    held = {party: held_here.get(party, 0) for party in weights}
    minimum = held
    if action.at_least is not None:
        cells = {party: Cell(state, place.level, place.unit, party) for party in weights}
        minimum = {
            party: max(held[party], whole_seats(action.at_least, cell, place.step)) for party, cell in cells.items()
        }
    counted = _Round(asked, {}, minimum, held, weights, off)
    _share_out(state, step, action, place, counted, asked - sum(off.values()), list(weights))
    return counted


def _share_out(
    state: State, step: Step, action: Level, place: Place, counted: _Round, seats: int, among: list[str]
) -> None:
    """Divide seats among some of the lists, and note who must have more than that."""
    cells = [Cell(state, place.level, place.unit, party) for party in among]
    limits = NO_LIMITS
    if action.at_most is not None:
        limits = limits_of(state, place, cells, None, action.at_most)
    weights = [counted.weights[party] for party in among]
    division = divide(state, action.method, place, among, weights, max(seats, 0), limits)
    tied = division.tie.among if division.tie else ()
    counted.doubtful = any(counted.minimum[among[i]] == division.seats[i] + 1 for i in tied)
    counted.settled += settle_division(state, step, action.ties, place, division, cells)
    counted.entitled.update(zip(among, division.seats, strict=True))
    counted.over |= {party for party in among if counted.minimum[party] > counted.entitled[party]}


def _set_aside(
    state: State, step: Step, action: Level, place: Place, counted: _Round, before: _Before, *, equal: bool
) -> _Round:
    """Let those who hold too much keep it and leave; the others share what is left, until nobody holds too much."""
    taking = list(counted.weights)
    over = {party for party in taking if counted.minimum[party] > counted.entitled[party]}
    seats = counted.house - sum(counted.off.values())
    while over:
        before.take_back(state, counted)
        leave = [
            party for party in taking if party in over or (equal and counted.minimum[party] >= counted.entitled[party])
        ]
        for party in leave:
            counted.entitled[party] = counted.minimum[party]
            seats -= counted.minimum[party]
        taking = [party for party in taking if party not in leave]
        who = listed([state.facts.names.get(party, party) for party in leave])
        kept = sum(counted.minimum[party] for party in leave)
        counted.done.append(f"set aside with {plural(kept, 'seat')}: {who}; {seats} for the others")
        counted.settled.clear()
        if not taking:
            break
        _share_out(state, step, action, place, counted, seats, taking)
        over = {party for party in taking if counted.minimum[party] > counted.entitled[party]}
    return counted


def _enlarged(
    state: State, step: Step, action: Level, place: Place, counted: _Round, before: _Before, most: int
) -> _Round:
    """Let the house grow seat by seat until the surplus of all lists together is no more than allowed."""
    house = counted.house
    off = sum(counted.off.values())
    taking = list(counted.weights)
    while (surplus := _surplus(counted)) > most:
        before.take_back(state, counted)
        # By divisors every further seat cures one surplus seat at most, so so many can be added at once.
        house += 1 if is_by_quota(action.method) else surplus - most
        if house > LARGEST_HOUSE:
            found = f"a house of more than {LARGEST_HOUSE:,} seats in step {place.step}"
            raise BadInput(Mistake(state.law.id, found, "minimums that a house can meet"))
        counted.settled.clear()
        counted.entitled.clear()
        _share_out(state, step, action, place, counted, house - off, taking)
    if house > counted.house:
        grown = f"the house grows from {counted.house} to {house}"
        left = f", {plural(surplus, 'surplus seat')} beyond that kept" if surplus else ""
        counted.done.append(grown + left)
    counted.house = house
    return counted


def _surplus(counted: _Round) -> int:
    return sum(max(0, counted.minimum[party] - seats) for party, seats in counted.entitled.items())


def _given_back(state: State, step: Step, action: Level, over: GiveBack, place: Place) -> _Round:
    """Let lists return seats won on their lowest quotients; lists still short of their share have them there."""
    counted = _count(state, step, action, place, None)
    too_many = {party: counted.minimum[party] - won for party, won in counted.entitled.items()}
    too_many = {party: seats for party, seats in too_many.items() if seats > 0}
    if not too_many:
        return counted
    returned: list[_Won] = []
    settled: list[Settled] = []
    for party, seats in too_many.items():
        lowest = _lowest_seats(state, step, action, over, place, party, seats, settled)
        returned += lowest
        if len(lowest) < seats:
            name = state.facts.names.get(party, party)
            asks = f"{name} would have to give back {plural(seats, 'seat')}, and {len(lowest)} can be taken"
            state.questions.append(Question(asks, "silent", "it keeps the rest", step.cites))
    change = Table(_level_of(state, over), True)
    for won in returned:
        change.add(won.unit, won.party, -1)
    done = [f"{state.facts.names.get(won.party, won.party)} gives back a seat in {won.unit}" for won in returned]
    receivers = _handed_on(state, step, action, place, counted, returned, settled)
    for won in receivers:
        change.add(won.unit, won.party, 1)
        done.append(f"{state.facts.names.get(won.party, won.party)} has it in {won.unit}")
    state.write(change, None, over.give_back)
    again = _count(state, step, action, place, None)
    return replace(again, over=counted.over, done=done, settled=[*settled, *again.settled])


@dataclass(frozen=True, slots=True)
class _Won:
    """A seat of a tier: whose, in which unit, the ratio that won it, and the allotment that gave it."""

    party: str
    unit: str
    ratio: Ratio
    filling: Filling

    @property
    def quotient(self) -> Fraction:
        """What won the seat, to compare it with others of the same series."""
        quotient: Fraction = Fraction(self.ratio[0]) / self.ratio[1]
        return quotient


def _level_of(state: State, over: GiveBack) -> str:
    return state.table(over.give_back).level


def _lowest_seats(
    state: State,
    step: Step,
    action: Level,
    over: GiveBack,
    place: Place,
    party: str,
    seats: int,
    settled: list[Settled],
) -> list[_Won]:
    """Find the seats of a tier that a list won on its lowest quotients; equal ones are told apart by the act."""
    won: list[_Won] = []
    for filling in state.fillings.get(over.give_back, []):
        series = divisors_of(filling.action.method)
        if filling.action.to != "list" or series is None:
            continue
        for unit, row in state.rows(over.give_back, filling.action.at).items():
            if over.where is not None and not over.where.at(Cell(state, filling.action.at, unit)):
                continue
            if state.units.ancestor(filling.action.at, unit, place.level) != place.unit:
                continue
            weight = filling.action.by.at(Cell(state, filling.action.at, unit, party))
            ratios = [series.quotient(weight, seat) for seat in range(1, row.get(party, 0) + 1)]
            won += [_Won(party, unit, ratio, filling) for ratio in ratios if ratio[1]]
    won.sort(key=lambda each: each.quotient)
    if seats >= len(won) or won[seats - 1].quotient < won[seats].quotient:
        return won[:seats]
    cut = won[seats - 1].quotient
    lower = [each for each in won if each.quotient < cut]
    equal = [each for each in won if each.quotient == cut]
    units = [each.unit for each in equal]
    cells = tuple(Cell(state, each.filling.action.at, each.unit, party) for each in equal)
    kept, by_rule = settle(
        state,
        Tied(units, len(equal) - (seats - len(lower)), action.ties, place._replace(unit=party), step.cites, cells),
        step.into or place.tier,
    )
    settled += by_rule
    return [*lower, *(each for each in equal if each.unit not in kept)][:seats]


def _handed_on(
    state: State,
    step: Step,
    action: Level,
    place: Place,
    counted: _Round,
    returned: list[_Won],
    settled: list[Settled],
) -> list[_Won]:
    """Hand returned seats to lists still short of their share, by the highest next quotients where they are free."""
    short = [party for party, won in counted.entitled.items() if won > counted.held[party]]
    units = list(dict.fromkeys(won.unit for won in returned))
    if not short or not units:
        return []
    filling = returned[0].filling
    series = divisors_of(filling.action.method)
    rows = state.rows(_tier_of(state, filling), filling.action.at)
    spots: list[Spot] = []
    cells: list[Cell] = []
    for u, unit in enumerate(units):
        for p, party in enumerate(short):
            cell = Cell(state, filling.action.at, unit, party)
            cells.append(cell)
            spots.append(Spot(p, u, filling.action.by.at(cell), rows.get(unit, {}).get(party, 0)))

    def answer(rivals: list[int], seats: int) -> list[int] | None:
        among = [f"{short[spots[i].party]} / {units[spots[i].unit]}" for i in rivals]
        tied = Tied(among, seats, action.ties, place, step.cites, tuple(cells[i] for i in rivals))
        winners, by_rule = settle(state, tied, step.into or place.tier)
        settled.extend(by_rule)
        return [rivals[among.index(winner)] for winner in winners] if len(winners) == seats else None

    owed = [counted.entitled[party] - counted.held[party] for party in short]
    room = [sum(won.unit == unit for won in returned) for unit in units]
    placed = place_in_sequence(spots, owed, room, series, answer).placed
    return [
        _Won(short[spots[each.cell].party], units[spots[each.cell].unit], each.quotient, filling) for each in placed
    ]


def _tier_of(state: State, filling: Filling) -> str:
    return next(tier for tier, fillings in state.fillings.items() if filling in fillings)


def _record(state: State, step: Step, action: Level, place: Place, counted: _Round) -> Levelling:
    shares = [
        Share(
            party,
            counted.weights[party],
            entitled,
            counted.held[party],
            counted.minimum[party],
            counted.owed(party),
            party in counted.over,
        )
        for party, entitled in counted.entitled.items()
    ]
    asked = whole_seats(action.seats, Cell(state, place.level, place.unit), place.step)
    return Levelling(
        **state.heading(step, place),
        asked=asked,
        house=counted.house,
        off=tuple(counted.off.items()),
        told=method_told(action.method),
        over=over_told(state.law, action.over),
        shares=tuple(shares),
        done=tuple(counted.done),
        settled=tuple(counted.settled),
    )
