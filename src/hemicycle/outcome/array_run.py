"""The steps of a law over many elections at once, in arrays; hemicycle.outcome.many says for whom."""

from __future__ import annotations

from typing import Any

import numpy as np

from hemicycle.count.votes import WHOLE
from hemicycle.law.document import Step, Tier, formulas_of
from hemicycle.law.formula import Formula
from hemicycle.law.names import LOT, made_by
from hemicycle.law.steps import (
    NAMES,
    NATION,
    Admit,
    Allot,
    Compute,
    Condition,
    Level,
    Method,
    OfKind,
    PlaceSeats,
    Selector,
)
from hemicycle.outcome.allot import allot
from hemicycle.outcome.array_divide import divided, most_votes
from hemicycle.outcome.array_places import Places
from hemicycle.outcome.arrays import Arrays, Ints, Members, Numbers, Truths, Unfit, sum_lists, times
from hemicycle.outcome.divide import names_of
from hemicycle.outcome.elect import UNDETERMINED
from hemicycle.outcome.facts import NO_SEATS
from hemicycle.outcome.state import HELD, Cell, Open, State
from hemicycle.outcome.tables import NO_LIST, NoParent, Table

_UNLIMITED = 2**31


def lists_of(state: State) -> tuple[str, ...]:
    """Name the lists, in the order of the ballot, then others that hold seats by facts of the election."""
    found = dict.fromkeys(party for _, party in state.votes.ballots["votes"])
    for table in state.tables.values():
        if table.lists:
            found.update(dict.fromkeys(party for row in table.units.values() for party in row))
    found.update(dict.fromkeys(party for cells in state.facts.seats.values() for _, party in cells))
    return tuple(found)


def ballots_beside(state: State) -> dict[str, int]:
    """Count, by unit, the valid ballots that are for no list."""
    valid, votes = state.tables["valid"], state.tables["votes"]
    ballots = {WHOLE: sum(sum(row.values()) for row in votes.units.values())}
    if valid.level == votes.level:
        ballots = {unit: sum(row.values()) for unit, row in votes.units.items()}
    return {unit: int(row[NO_LIST] - ballots.get(unit, 0)) for unit, row in valid.units.items()}


class ArrayRun:
    """A run of a law over all elections together. Raises Unfit for a law that goes further than arrays do."""

    def __init__(self, state: State, lists: tuple[str, ...], counts: Ints, fast: bool | None) -> None:
        law = state.law
        self._state, self._lists, self._fast = state, lists, fast
        self._places = Places(state, lists)
        self._level, self._slots = self._places.level, self._places.slots
        self._doubt = np.zeros(len(counts), np.bool_)
        self._is_whole = True
        self._kinds = np.array([state.kind(party) for party in lists])
        self._arrays = Arrays(self._slots)
        self._fixed = {name for name in state.tables if name not in ("votes", "valid")}
        self._read(counts)
        for tier in law.tiers:
            self._tier(tier)
        self._ask()

    def _read(self, counts: Ints) -> None:
        """Make the tables that are there before the first step."""
        if self._state.alliances.lists:
            raise Unfit("alliances")
        tables = self._arrays.tables
        for name, table in self._state.tables.items():
            if name not in ("votes", "valid") and table.level in self._places.units:
                tables[name] = Numbers(table.level, self._places.array(table), table.lists)
        cells = np.zeros((len(counts), *self._places.shape(self._level)), np.int64)
        flat = cells.reshape(len(counts), -1)
        columns = [self._places.column(self._level, unit, party) for unit, party in self._state.votes.ballots["votes"]]
        if columns == list(range(flat.shape[1])):
            cells = counts.reshape(cells.shape)
        elif len(set(columns)) == len(columns):
            flat[:, columns] = counts
        else:
            for column, numbers in zip(columns, counts.T, strict=True):
                flat[:, column] += numbers
        tables["votes"] = Numbers(self._level, cells)
        valid = self._state.tables["valid"]
        beside = ballots_beside(self._state)
        whole = sum_lists(self._arrays.rows("votes", valid.level).cells)
        extra = np.array([beside.get(unit, 0) for unit in self._places.units[valid.level]])
        tables["valid"] = Numbers(valid.level, whole + (extra[0] if valid.level == NATION else extra), lists=False)

    def _tier(self, tier: Tier) -> None:
        won = self._state.facts.seats.get(tier.tier)
        if won is not None:
            elsewhere = np.zeros((1, len(self._lists)), np.int64)
            for (_, party), count in won.items():
                elsewhere[0, self._places.lists[party]] += count
            self._fill(tier.tier, Numbers(NATION, elsewhere))
            return
        for step in tier.steps:
            self._step(tier, step)
        if isinstance(tier.seats, int | Formula) and tier.tier in self._arrays.tables:
            seats: Any = tier.seats if isinstance(tier.seats, int) else self._arrays.take(tier.seats, NATION)
            self._doubt |= sum_lists(self._arrays.rows(tier.tier, NATION).cells) != seats

    def _step(self, tier: Tier, step: Step) -> None:
        """Run a step in all elections; one that arrays don't run leaves those where it applies to be counted singly."""
        applies = True if step.when is None else self._arrays.take(step.when, NATION)
        if not np.any(applies) and (step.admit is not None or step.into is None):
            self._admit_nobody(step)
            return
        try:
            self._run(tier, step, applies)
        except Unfit:
            if step.when is None or np.all(applies):
                raise
            self._doubt |= applies
            self._admit_nobody(step)

    def _admit_nobody(self, step: Step) -> None:
        """Make the set of a step that doesn't run."""
        if step.admit is not None:
            nobody = np.zeros((len(self._doubt), len(self._lists)), np.bool_)
            self._arrays.sets[made_by(step) or ""] = Members(NATION, nobody)

    def _run(self, tier: Tier, step: Step, applies: Any) -> None:
        match step.action:
            case Admit() as action:
                self._admit(step, action, applies)
            case Allot() as action if step.when is None and self._is_fixed(action):
                self._allot_once(tier, step, action)
            case Allot() as action:
                self._allot(tier, step, action, applies)
            case Level() as action if step.when is None:
                self._level_seats(tier, step, action)
            case PlaceSeats() as action if step.when is None:
                self._place(tier, step, action)
            case Compute() as action if step.when is None and self._was_not_given(action):
                self._is_whole = False  # this tier is left open in every election, as `elect` leaves it
            case Compute(each="list", where=None) as action if step.when is None:
                cells = self._arrays.take(action.formula, action.at, by_list=True)
                who = self._who(action.who, action.besides, action.at)
                self._write(tier, step, Numbers(action.at, cells * who))
            case _:
                raise Unfit(f"a step of the kind {step.kind} that arrays don't run")

    def _was_not_given(self, action: Compute) -> bool:
        """Tell whether a number is asked for that the election has to supply, and nobody did."""
        law = self._state.law
        return any(
            name.name in law.from_election and name.name not in self._state.tables for name in action.formula.names
        )

    def _write(self, tier: Tier, step: Step, made: Numbers) -> None:
        if step.into is None:
            self._fill(tier.tier, made)
        else:
            self._arrays.tables[step.into] = made

    def _fill(self, tier: str, made: Numbers) -> None:
        """Add seats to those of a tier, and to all that are held."""
        tables = self._arrays.tables
        if tier in tables and tables[tier].level != made.level:
            made = self._arrays.whole(made)
            tables[tier] = self._arrays.rows(tier, NATION)
        before = tables.get(tier)
        tables[tier] = made if before is None else Numbers(made.level, before.cells + made.cells)
        self._hold()

    def _hold(self) -> None:
        """Add up the seats held in all tiers."""
        tables = self._arrays.tables
        outer = [each.tier for each in self._state.law.tiers if each.within is None and each.tier in tables]
        held = [self._arrays.rows(each, NATION).cells for each in outer]
        if held:
            tables[HELD] = Numbers(NATION, sum(held[1:], start=held[0]))

    def _who(self, who: Selector, besides: Selector | None, level: str) -> Truths:
        """Say of every list whether it takes part."""
        chosen: Truths = self._places.at(level, self._kinds != NO_SEATS)
        if who != "all":
            chosen = chosen & self._named(who, level)
        return chosen if besides is None else chosen & ~self._named(besides, level)

    def _named(self, selector: Selector, level: str) -> Truths:
        parts = selector if isinstance(selector, tuple) else (selector,)
        chosen: Truths = np.zeros(1, np.bool_)
        for part in parts:
            if isinstance(part, OfKind):
                chosen = chosen | self._places.at(level, self._kinds == part.kind)
            else:
                chosen = chosen | (True if part == "all" else self._arrays.members(part, level))
        return chosen

    def _admit(self, step: Step, action: Admit, applies: Any) -> None:
        self._level_of(action.at)
        passed = self._who(action.who, action.besides, action.at) & self._meets(action, action.at)
        if action.alternatives:
            met = [self._meets(condition, action.at) for condition in action.alternatives]
            passed = passed & np.logical_or.reduce(np.broadcast_arrays(*met))
        votes = self._arrays.rows("votes", action.at).cells
        where = True if action.where is None else self._arrays.take(action.where, action.at)
        passed = np.broadcast_to(passed, votes.shape) & _each(applies, votes.ndim) & _each(where, votes.ndim)
        if action.largest is not None:
            count = self._arrays.take(action.largest, action.at)
            served, tied = most_votes(votes, passed, count)
            self._doubt |= tied.reshape(len(tied), -1).any(axis=1)
            passed = served
        self._arrays.sets[made_by(step) or ""] = Members(action.at, passed)

    def _meets(self, condition: Condition, at: str) -> Truths:
        """Compare every list with the conditions, in whole numbers."""
        level = condition.within or at
        if condition.votes_of != "list" or condition.ballot != "votes" or not isinstance(level, str):
            raise Unfit("a threshold of another ballot, or in several units")
        self._level_of(level)
        if level != at:
            raise Unfit(f"a threshold in each {level}")
        met: Truths = np.ones(1, np.bool_)
        votes = self._arrays.rows("votes", level).cells
        for share, strictly in ((condition.votes, False), (condition.above, True)):
            if share is None or share.constant is None:
                continue
            valid = self._arrays.rows("valid", level).cells
            above, below = (valid, 1) if condition.of is None else self._arrays.ratio(condition.of, level)
            reached = times(votes, share.constant.denominator * _each(below, votes.ndim))
            base = _each(above, votes.ndim)
            needed = times(share.constant.numerator, base)
            met = met & (reached > needed if strictly else reached >= needed) & (base > 0)
        if condition.seats is not None and condition.tier is not None:
            held = self._arrays.rows(condition.tier, NATION).cells >= condition.seats
            met = met & (held if level == NATION else self._slots.spread(held))
        if condition.kind is not None:
            met = met & self._places.at(level, self._kinds == condition.kind)
        if condition.members is not None:
            least, more = int(condition.members.rstrip("+")), condition.members.endswith("+")
            members = self._places.at(
                level, np.array([self._state.facts.members.get(party, 1) for party in self._lists])
            )
            met = met & (members >= least if more else members == least)
        return met

    def _allot(self, tier: Tier, step: Step, action: Allot, applies: Any) -> None:
        self._level_of(action.at)
        if action.to != "list" or action.after is not None:
            raise Unfit("an allotment to alliances, or behind seats already held")
        if action.source == "alliance":  # there are none here, so that every list keeps its seats
            self._write(tier, step, Numbers(action.at, self._arrays.take(action.seats, action.at, by_list=True)))
            return
        weights = self._weights(action.by, action.at) * self._who(self._taking(action), action.besides, action.at)
        seats = np.broadcast_to(self._arrays.take(action.seats, action.at), weights.shape[:-1])
        seats = seats * _each(applies, seats.ndim)
        if action.where is not None:
            seats = seats * self._arrays.take(action.where, action.at)
        won = self._divide(action.method, weights, seats)
        self._limit(action, won, seats)
        self._write(tier, step, Numbers(action.at, won))

    def _limit(self, action: Allot, won: Ints, seats: Ints) -> None:
        """Note the elections in which a list has more or fewer seats than the step allows."""
        out = np.zeros(won.shape, np.bool_)
        if action.at_least is not None:
            least = self._arrays.take(action.at_least, action.at, by_list=True)
            out |= (won < least) & (seats[..., None] > 0)
        if action.at_most is not None and action.at_most.text == NAMES:
            out |= won > self._names(action.at)
        elif action.at_most is not None:
            out |= won > self._arrays.take(action.at_most, action.at, by_list=True)
        self._doubt |= out.reshape(len(out), -1).any(axis=1)

    def _names(self, level: str) -> Ints:
        """Count the names on every list, as far as they are known."""
        here = [list(self._lists)] if level == NATION else self._places.here
        most = np.full(self._places.shape(level), _UNLIMITED).reshape(len(here), -1)
        for row, unit, parties in zip(most, self._places.units[level], here, strict=True):
            for slot, party in enumerate(parties):
                names = names_of(self._state, Cell(self._state, level, unit, party))
                row[slot] = _UNLIMITED if names is None else names
        return most[0] if level == NATION else most

    def _is_fixed(self, action: Allot) -> bool:
        """Tell whether an allotment reads only numbers that are the same in all elections."""
        read = {name.name for formula in formulas_of(action) for name in formula.names}
        to_units = action.to not in ("list", "alliance")
        everybody = action.besides is None and (to_units or self._taking(action) == "all")
        return everybody and read <= self._fixed | {LOT}

    def _allot_once(self, tier: Tier, step: Step, action: Allot) -> None:
        """Divide seats by numbers that no vote of the list ballot changes, once for all elections."""
        state = self._state
        try:
            allot(state, step, action, step.step or tier.tier, tier.tier)
        except (Open, NoParent) as needs:
            raise Unfit(needs.reason) from None
        if state.lots or state.questions:
            raise Unfit("seats that no vote of the list ballot changes, and lots decide")
        made = step.into or tier.tier
        table = state.tables[made]
        if table.lists and table.level not in self._places.units:
            table = Table(NATION, True, state.rows(made, NATION))
        self._arrays.tables[made] = Numbers(table.level, self._places.array(table), table.lists)
        self._fixed.add(made)
        if step.into is None:
            self._hold()

    def _level_of(self, level: str) -> None:
        if level not in self._places.units:
            raise Unfit(f"a step in each {level}, where no votes stand")

    def _taking(self, action: Allot | Level) -> Selector:
        return action.who or ("admitted" if "admitted" in self._arrays.sets else "all")

    def _weights(self, formula: Formula, level: str) -> Ints:
        if formula.text != "votes":
            raise Unfit(f"an allotment by {formula}")
        return self._arrays.rows("votes", level).cells

    def _divide(self, method: Method | None, weights: Ints, seats: Ints) -> Ints:
        """Divide the seats of every unit, and note the elections with ties."""
        if weights.ndim == 2:
            won, tied = divided(method, weights, seats, fast=self._fast)
            self._doubt |= tied
            return won.astype(np.int64)
        won = np.zeros(weights.shape, np.int64)
        wanted = (seats > 0).any(axis=0)
        for number in np.unique(self._slots.number[wanted]):
            units = np.flatnonzero(wanted & (self._slots.number == number))
            rows, sizes = weights[:, units, :number].reshape(-1, number), seats[:, units].reshape(-1)
            part, tied = divided(method, rows, sizes, fast=self._fast)
            won[:, units, :number] = part.reshape(len(won), len(units), number)
            self._doubt |= tied.reshape(len(won), -1).any(axis=1)
        return won

    def _place(self, tier: Tier, step: Step, action: PlaceSeats) -> None:
        """Leave seats that are placed in districts to their lists; one without votes somewhere may find no place."""
        owed = self._arrays.rows(action.seats, NATION)
        if action.at == self._level != NATION:
            voted = self._slots.gather((self._arrays.rows("votes", action.at).cells > 0).astype(np.int64))
            self._doubt |= ((owed.cells > 0) & (voted < len(self._places.here))).any(axis=1)
        self._write(tier, step, owed)

    def _level_seats(self, tier: Tier, step: Step, action: Level) -> None:
        if action.at != NATION or action.where or action.at_least or action.at_most:
            raise Unfit("a levelling in parts of the country, or with limits")
        votes = self._arrays.rows("votes", NATION).cells
        who = self._who(self._taking(action), action.besides, NATION) & (votes > 0)
        if HELD not in self._arrays.tables:
            raise Unfit("no list with a seat in any of them")
        held = np.broadcast_to(self._arrays.tables[HELD].cells, votes.shape)
        seats = self._arrays.take(action.seats, NATION) - (held * ~who).sum(axis=1)
        entitled = self._divide(action.method, self._weights(action.by, NATION) * who, np.maximum(seats, 0))
        over = ((held > entitled) & who).any(axis=1)
        if action.over != "keep":
            self._doubt |= over
        owed = np.where(who, np.maximum(entitled - held, 0), 0)
        self._write(tier, step, Numbers(NATION, owed))

    def _ask(self) -> None:
        """Note the elections in which a question that ends a run bites."""
        for question in self._state.law.open_questions:
            if question.when is not None and question.we == UNDETERMINED:
                self._doubt |= np.broadcast_to(self._arrays.take(question.when, NATION), self._doubt.shape)

    def finish(self) -> tuple[Ints, Truths]:
        """Give the seats of all lists, and the elections that are to be counted one by one."""
        if HELD not in self._arrays.tables:
            raise Unfit("no list with a seat in any of them")
        held = np.broadcast_to(self._arrays.tables[HELD].cells, (len(self._doubt), len(self._lists)))
        if not self._is_whole:
            return held, self._doubt
        house = self._state.law.seats
        if isinstance(house, Formula):
            house = self._arrays.take(house, NATION)
        if isinstance(house, int | np.ndarray | np.integer):
            self._doubt |= sum_lists(held) != house
        else:
            self._doubt |= sum_lists(held) < house.at_least
        return held, self._doubt


def _each(numbers: Any, dimensions: int) -> Any:
    """Give a number of every election as many axes as it is to be set beside."""
    shape = np.shape(numbers)
    return np.reshape(numbers, shape + (1,) * (dimensions - len(shape))) if shape else numbers
