"""How far a result is from another: the least number of votes that would have made it, and the witness.

The law itself is asked, on changed votes. As the votes of one list grow or shrink, every other list meets each
threshold, and each list its neighbour, at most once; so between two numbers of votes at which the same lists
pass in the same order, they do throughout. Between such two, more votes never cost a list a seat under any
method of averages or remainders, and halving finds the least number. Where a law does more than admit and
allot, that last step isn't proved, and the distance says so. Votes of several lists changing together, beyond
one list's exchange with another, aren't searched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts, valid_given
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission
from hemicycle.source.mistake import BadInput, Mistake, nearest

Goal = Literal[
    "one seat more", "one seat fewer", "over the threshold", "under the threshold", "a majority", "no majority"
]
Way = Literal["switched to it", "new for it", "switched from it", "not cast for it"]

_UP: tuple[Way, Way] = ("switched to it", "new for it")
_DOWN: tuple[Way, Way] = ("switched from it", "not cast for it")

# Votes are added up to this multiple of all votes; beyond it nothing is near.
_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class Distance:
    """The least number of votes by which one list reaches a goal in one way.

    `other` is the list that votes come from or go to, where they switch; `district` is where they change, `*`
    for a ballot that counts in the whole country. `totals` are the seats with that many votes changed, the
    witness, and `moves` what each list has more or fewer than it has now. `proved` says whether no smaller
    number can do it in this way; otherwise it is the least that was found, and one vote fewer doesn't do it.
    """

    party: str
    goal: Goal
    way: Way
    votes: int
    other: str | None
    district: str
    proved: bool
    totals: Mapping[str, int]
    moves: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """The distance for programs."""
        names = ("party", "goal", "way", "votes", "other", "district", "proved")
        plain = {name: getattr(self, name) for name in names}
        return {**plain, "totals": dict(self.totals), "moves": dict(self.moves)}


def distances(
    law: Law,
    votes: Votes,
    facts: Facts,
    party: str | None = None,
    told: Callable[[int], None] | None = None,
    goals: Collection[Goal] = get_args(Goal),
) -> list[Distance]:
    """Find how far each list is from each result that it doesn't have, in each way that leads there.

    With `party` only that list is measured, with `goals` only these results are; `told` hears how many lists have
    been. Where the ballot counts by district, votes change in one district at a time, and majorities, which would
    take several, aren't measured.
    Raises BadInput for a result that isn't decided, a law of ranked ballots, and a list that isn't there.
    """
    if any(step.transfer for tier in law.tiers for step in tier.steps):
        raise BadInput(Mistake(law.id, "a law of ranked ballots", "one whose ballots are for lists"))
    changes = _Changes(law, votes, facts)
    now = changes.now
    if now.status != "decided":
        raise BadInput(Mistake(law.id, f"a result that is {now.status}", "one that is decided"))
    if party is not None and party not in changes.lists:
        raise BadInput(Mistake("--party", repr(party), nearest(party, changes.lists)))
    found: list[Distance] = []
    for place, each in enumerate([party] if party else changes.lists, 1):
        for goal, way in _open_goals(changes, each):
            closest = _closest(changes, each, goal, way) if goal in goals else None
            if closest is not None:
                found.append(closest)
        if told:
            told(place)
    return found


def _open_goals(changes: _Changes, party: str) -> Iterator[tuple[Goal, Way]]:
    """Go through what a list doesn't have yet, and the ways that lead there.

    Thresholds are the country's, and majorities those of a ballot that counts in the whole country.
    """
    now = changes.now
    goals: list[tuple[Goal, tuple[Way, Way]]] = [("one seat more", _UP)]
    if now.totals.get(party, 0):
        goals.append(("one seat fewer", _DOWN))
    admitted = None if changes.is_local else _is_admitted(now, party)
    if admitted is not None:
        goals.append(("under the threshold", _DOWN) if admitted else ("over the threshold", _UP))
    if changes.districts == [WHOLE]:
        has_it = 2 * now.totals.get(party, 0) > sum(now.totals.values())
        goals.append(("no majority", _DOWN) if has_it else ("a majority", _UP))
    yield from ((goal, way) for goal, ways in goals for way in ways)


def _is_admitted(outcome: Outcome, party: str) -> bool | None:
    """Tell whether a list passes every threshold it meets; None where it meets none."""
    met = [
        line.passes
        for record in outcome.trace
        if isinstance(record, Admission) and record.share is not None
        for line in record.lines
        if line.party == party
    ]
    return all(met) if met else None


class _Changes:
    """The same election with one list's votes changed in one place."""

    def __init__(self, law: Law, votes: Votes, facts: Facts) -> None:
        self._law, self._votes, self._facts = law, votes, facts
        by_list = {(WHOLE, party): count for party, count in votes.by_list().items()}
        self._cells = by_list if law.votes_at == NATION else dict(votes.ballots["votes"])
        self._valid = valid_given(law, votes, facts)
        self.lists = [party for _, party in by_list if party not in law.rows]
        self.districts = list(dict.fromkeys(unit for unit, _ in self._cells))
        self.now = elect(law, votes, facts)
        steps = [step for tier in law.tiers for step in tier.steps]
        self.is_plain = all(
            step.kind in ("admit", "allot")
            or (step.compute and {name.name for name in step.compute.formula.names} <= set(law.from_election))
            for step in steps
        )
        levels = {getattr(step.action, "at", NATION) for step in steps}
        # each district is counted by itself, so that a change needs only its own votes
        self.is_local = self.is_plain and law.votes_at != NATION and levels == {law.votes_at} and not facts.seats

    def others(self, party: str, way: Way, district: str) -> list[str | None]:
        """List where the votes may come from or go to, the largest list first; None where they don't switch."""
        if not way.startswith("switched"):
            return [None]
        here = [each for unit, each in self._cells if unit == district and each != party and each in self.lists]
        return [*sorted(here, key=lambda each: -self._cells[district, each])]

    def stands(self, party: str, district: str) -> bool:
        """Tell whether a list was on the ballot of a district."""
        return (district, party) in self._cells

    def most(self, party: str, way: Way, other: str | None, district: str) -> int:
        """The most votes that can be changed in a way."""
        if way == "new for it":
            return int(_FARTHEST * sum(count for (unit, _), count in self._cells.items() if unit == district))
        return int(self._cells[district, other if other and way == "switched to it" else party])

    def elect(self, party: str, way: Way, other: str | None, district: str, count: int) -> Outcome:
        """Run the law with so many votes changed."""
        cells = dict(self._cells)
        gained = count if way in _UP else -count
        cells[district, party] += gained
        if other is not None:
            cells[district, other] -= gained
        counts = dict(self._votes.counts)
        if self._valid:
            changed = 0 if other is not None else gained
            where = district if district in self._valid else WHOLE
            counts["valid"] = {**self._valid, where: self._valid.get(where, 0) + changed}
        if self.is_local:
            cells = {(unit, each): number for (unit, each), number in cells.items() if unit == district}
            counts = {name: {district: by[district]} for name, by in counts.items() if district in by}
        ballots = {**self._votes.ballots, "votes": cells}
        return elect(self._law, Votes(ballots, counts, self._votes.parents), self._facts)

    def before(self, district: str) -> Mapping[str, int]:
        """The seats as they are, of the district where it is counted by itself."""
        if not self.is_local:
            return self.now.totals
        return {row.party: row.seats for row in self.now.rows if row.district == district}

    def decides(self, outcome: Outcome, district: str) -> bool:
        """Tell whether the law says who has the seats; a district by itself is short of the others' seats."""
        if not self.is_local:
            return outcome.status != "undetermined"
        given = sum(outcome.totals.values()) + sum(lot.seats for lot in outcome.lots if lot.decides == "seats")
        return given == sum(self.before(district).values())

    def order(self, party: str, other: str | None, district: str, gained: int) -> tuple[int, ...]:
        """Tell for every list of a district whether it has fewer, as many or more votes than the two that change."""
        changed = {party: gained} | ({other: -gained} if other else {})
        here = {each: count + changed.get(each, 0) for (unit, each), count in self._cells.items() if unit == district}
        moving = [here[each] for each in changed]
        return tuple((count > moved) - (count < moved) for moved in moving for count in here.values())


def _closest(changes: _Changes, party: str, goal: Goal, way: Way) -> Distance | None:
    """Find the least number of votes, over all districts and lists that they may come from or go to."""
    least: tuple[int, str | None, str] | None = None
    for district in changes.districts:
        if not changes.stands(party, district):
            continue
        for other in changes.others(party, way, district):
            most = changes.most(party, way, other, district)
            # another list is of interest only if it takes fewer votes than the best so far
            search = _Search(changes, party, goal, way, other, district)
            found = search.least(most if least is None else min(most, least[0] - 1))
            if found is not None:
                least = (found, other, district)
    if least is None:
        return None
    count, other, district = least
    after, before = changes.elect(party, way, other, district, count).totals, changes.before(district)
    moved = {each: after.get(each, 0) - before.get(each, 0) for each in dict.fromkeys([*after, *before])}
    moves = {each: seats for each, seats in moved.items() if seats}
    now = changes.now.totals
    totals = {each: now.get(each, 0) + moves.get(each, 0) for each in dict.fromkeys([*now, *moves])}
    proved = "threshold" in goal or changes.is_plain
    return Distance(party, goal, way, count, other, district, proved, totals, moves)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a number of changed votes comes to: whether the goal is reached, and who passes in which order."""

    reached: bool
    passing: tuple[Any, ...]


class _Search:
    """The search for the least number of votes in one way, from and to one list in one district."""

    def __init__(self, changes: _Changes, party: str, goal: Goal, way: Way, other: str | None, district: str) -> None:
        self._changes, self._party, self._goal = changes, party, goal
        self._way, self._other, self._district = way, other, district
        self._seen: dict[int, _Seen] = {}

    def least(self, most: int) -> int | None:
        """Find the least number from 1 to `most` that reaches the goal; None if none does.

        Strides double from 1, so that what is near is found in few runs.
        """
        low = 0
        while low < most:
            high = min(most, 2 * low or 1)
            found = self._between(low, high)
            if found is not None:
                return found
            low = high
        return None

    def _between(self, low: int, high: int) -> int | None:
        """Find the least number above `low`, which doesn't reach the goal, up to `high`."""
        first, last = self._at(low), self._at(high)
        if first.passing == last.passing and not last.reached:
            return None
        if high - low == 1:
            return high if last.reached else None
        middle = (low + high) // 2
        if first.passing == last.passing:
            return self._between(low, middle) if self._at(middle).reached else self._between(middle, high)
        found = self._between(low, middle)
        return self._between(middle, high) if found is None else found

    def _at(self, count: int) -> _Seen:
        if count not in self._seen:
            gained = count if self._way in _UP else -count
            outcome = self._changes.elect(self._party, self._way, self._other, self._district, count)
            admitted = tuple(
                (record.step, line.party, line.passes)
                for record in outcome.trace
                if isinstance(record, Admission)
                for line in record.lines
            )
            order = self._changes.order(self._party, self._other, self._district, gained)
            self._seen[count] = _Seen(
                self._is_reached(outcome), (self._changes.decides(outcome, self._district), admitted, order)
            )
        return self._seen[count]

    def _is_reached(self, outcome: Outcome) -> bool:
        """Tell whether the goal is reached whatever the lots that are still needed say."""
        if not self._changes.decides(outcome, self._district):
            return False
        lots = [lot for lot in outcome.lots if lot.decides == "seats"]
        by_lot = sum(min(lot.seats, 1) for lot in lots if self._party in lot.among)
        house = sum(outcome.totals.values()) + sum(lot.seats for lot in lots)
        before = self._changes.before(self._district).get(self._party, 0)
        now = outcome.totals.get(self._party, 0)
        reached: dict[Goal, bool] = {
            "one seat more": now > before,
            "one seat fewer": now + by_lot < before,
            "over the threshold": _is_admitted(outcome, self._party) is True,
            "under the threshold": _is_admitted(outcome, self._party) is False,
            "a majority": 2 * now > house,
            "no majority": 2 * (now + by_lot) <= house,
        }
        return reached[self._goal]
