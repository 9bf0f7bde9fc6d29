"""Many elections at once: arrays of votes in, seats out, the same steps as `elect` takes.

Thresholds, allotments by highest averages and largest remainders, in the country and in districts, and
levelling run over all elections together. An election with a tie, with a question that the law leaves open, or
with a levelling that has to take seats away is counted by `elect` itself; so is every election of a law
whose steps go further, and the answer says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from hemicycle.outcome.state import Chooser

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
    choose: Chooser | None = None,
) -> Many:
    """Count many elections that differ in the votes of the list ballot.

    `votes` are whole numbers of shape (elections, cells), a column for each (district, list) of `like`'s list
    ballot, in its order. All else is as in `like`: what lies in what, seats of districts, and the ballots that
    are valid without being for a list. `fast` is as in hemicycle.apportion.batch; `told` hears of each election
    counted singly. `choose` takes the seats of elections that need lots, whose status stays. Where seats of a list
    fall inside the country isn't found. Raises ValueError for votes of another shape or kind, and BadInput as
    `elect`.
    """
    counts = _checked(like, votes)
    given = begin(law, like, facts, tracing=False)
    lists = lists_of(given)
    because = ""
    seats = np.zeros((len(counts), len(lists)), np.int32)
    status = np.zeros(len(counts), np.int8)
    singly = np.ones(len(counts), np.bool_)
    rows = max(1, _CELLS // counts.shape[1])
    try:
        for start in range(0, len(counts), rows):
            part = slice(start, start + rows)
            # steps that are the same in all elections write into the state, so that each part begins anew
            state = begin(law, like, facts, tracing=False) if start else given
            seats[part], singly[part] = ArrayRun(state, lists, counts[part], fast).finish()
    except Unfit as unfit:
        because = str(unfit)
        singly[:] = True
    places = {party: place for place, party in enumerate(lists)}
    beside = ballots_beside(begin(law, like, facts, tracing=False)) if singly.any() else {}
    for done, row in enumerate(np.flatnonzero(singly), 1):
        alone = _votes_of(like, counts[row], beside)
        outcome = elect(law, alone, facts, tracing=False)
        status[row] = STATUSES.index(outcome.status)
        if choose and outcome.status == "lots needed":
            outcome = elect(law, alone, facts, tracing=False, choose=choose)
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


def _votes_of(like: Votes, counts: Ints, beside: Mapping[str, int]) -> Votes:
    """Write one row of votes as `elect` takes them, with the valid ballots that are for no list."""
    cells = dict(zip(like.ballots["votes"], counts.tolist(), strict=True))
    known = {name: numbers for name, numbers in like.counts.items() if name != "valid"}
    if any(beside.values()):
        valid = dict(beside)
        for (unit, _), number in cells.items():
            valid[unit if unit in valid else WHOLE] += number
        known["valid"] = valid
    return Votes({**like.ballots, "votes": cells}, known, like.parents, like.ranked)
