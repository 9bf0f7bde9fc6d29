"""Many elections at once: arrays of votes in, seats out, the same steps as `elect` takes.

Thresholds, allotments by highest averages and largest remainders, in the country and in districts, and
levelling run over all elections together. An election with a tie, with a question that the law leaves open, or
with a levelling that has to take seats away is counted by `elect` itself; so is every election of a law
whose steps go further, and the answer says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law
from hemicycle.outcome.array_run import ArrayRun, ballots_beside, lists_of
from hemicycle.outcome.arrays import Ints, Unfit
from hemicycle.outcome.elect import begin, elect
from hemicycle.outcome.facts import NO_FACTS, Facts
from hemicycle.outcome.state import State

STATUSES = ("decided", "lots needed", "undetermined")
Told = Callable[[int], None]

# So many numbers of votes go through the steps together.
_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Many:
    """The seats of many elections, a row each.

    `lists` name the columns of `seats`, which are totals over all tiers; seats left to lots are nobody's.
    `status` is the place of each election's status in STATUSES. `singly` is how many were counted one by one,
    and `because` why all of them were, empty where only some had to be.
    """

    lists: tuple[str, ...]
    seats: NDArray[np.int32]
    status: NDArray[np.int8]
    singly: int
    because: str = ""


def elect_many(
    law: Law,
    like: Votes,
    votes: Any,
    facts: Facts = NO_FACTS,
    *,
    fast: bool | None = None,
    told: Told | None = None,
) -> Many:
    """Count many elections that differ in the votes of the list ballot.

    `votes` are whole numbers of shape (elections, cells), a column for each (district, list) of `like`'s list
    ballot, in its order. All else is as in `like`: what lies in what, seats of districts, and the ballots that
    are valid without being for a list. `fast` is as in hemicycle.apportion.batch; `told` hears of each election
    counted singly. Where seats of a list fall inside the country isn't found. Raises ValueError for votes of
    another shape or kind, and BadInput as `elect`.
    """
    counts = _checked(like, votes)
    state = begin(law, like, facts, tracing=False)
    lists = lists_of(state)
    because = ""
    seats = np.zeros((len(counts), len(lists)), np.int32)
    status = np.zeros(len(counts), np.int8)
    singly = np.ones(len(counts), np.bool_)
    rows = max(1, _CELLS // counts.shape[1])
    try:
        for start in range(0, len(counts), rows):
            part = slice(start, start + rows)
            seats[part], singly[part] = ArrayRun(state, lists, counts[part], fast).finish()
    except Unfit as unfit:
        because = str(unfit)
        singly[:] = True
    places = {party: place for place, party in enumerate(lists)}
    for done, row in enumerate(np.flatnonzero(singly), 1):
        outcome = elect(law, _votes_of(like, counts[row], state), facts, tracing=False)
        status[row] = STATUSES.index(outcome.status)
        seats[row] = 0
        for party, won in outcome.totals.items():
            seats[row, places[party]] = won
        if told:
            told(done)
    return Many(lists, seats, status, int(singly.sum()), because)


def _checked(like: Votes, votes: Any) -> Ints:
    counts = np.asarray(votes)
    cells = len(like.ballots["votes"])
    if counts.ndim != 2 or counts.shape[1] != cells or counts.dtype.kind not in "iu":
        found = f"votes of shape {counts.shape} and kind {counts.dtype}"
        raise ValueError(f"{found}; expected whole numbers of shape (elections, {cells})")
    if counts.size and counts.min() < 0:
        raise ValueError("a negative number of votes")
    return counts.astype(np.int64, copy=False)


def _votes_of(like: Votes, counts: Ints, state: State) -> Votes:
    """Write one row of votes as `elect` takes them."""
    cells = dict(zip(like.ballots["votes"], counts.tolist(), strict=True))
    beside = ballots_beside(state)
    by_unit = {unit: number for unit, number in beside.items() if number}
    known = dict(like.counts)
    known.pop("valid", None)
    if by_unit:
        sums: dict[str, int] = dict(beside)
        for (unit, _), number in cells.items():
            where = unit if unit in sums else WHOLE
            sums[where] = sums.get(where, 0) + number
        known["valid"] = sums
    return Votes({**like.ballots, "votes": cells}, known, like.parents, like.ranked)


def resolve_lots(law: Law, like: Votes, votes: Any, facts: Facts, many: Many) -> tuple[NDArray[np.int32], int]:
    """Give the seats that lots would decide to whom the ballot names first; tell how many elections needed any.

    Which list that is says nothing: it is a rule stated beforehand, so that simulated elections all have a result.
    """
    rows = np.flatnonzero(many.status == STATUSES.index("lots needed"))
    seats = many.seats.copy()
    state = begin(law, like, facts, tracing=False)
    places = {party: place for place, party in enumerate(many.lists)}

    def first_named(among: list[str], count: int) -> list[str]:
        return sorted(among, key=lambda party: places.get(party, len(places)))[:count]

    for row in rows:
        like_row = _votes_of(like, np.asarray(votes)[row], state)
        outcome = elect(law, like_row, facts, tracing=False, choose=first_named)
        seats[row] = 0
        for party, won in outcome.totals.items():
            seats[row, places[party]] = won
    return seats, len(rows)
