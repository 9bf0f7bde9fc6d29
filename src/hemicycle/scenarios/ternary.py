"""Three lists share the votes they have together in every way, all else as it was: who wins where.

The ways are a grid, for a picture: between two of its points anything may be. Each list's votes change in the
same proportion wherever it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hemicycle.count.votes import Votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.many import STATUSES, Many, elect_many
from hemicycle.source.mistake import BadInput, Mistake, nearest

Ints = NDArray[np.int64]
_MOST_STEPS = 300


@dataclass(frozen=True, slots=True)
class Ternary:
    """Seats at each point of a grid of ways to share votes among three lists.

    `parts` has a row for each point: how many of the `steps` parts of the votes each list has. `votes` are those
    of each list in the election itself, and `actual` the seats then by list. `many` has a row for each point.
    """

    lists: tuple[str, str, str]
    steps: int
    votes: tuple[int, int, int]
    parts: Ints
    many: Many
    actual: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """The grid for programs: seats in the order of `columns`."""
        rows = zip(self.parts.tolist(), self.many.status.tolist(), self.many.seats.tolist(), strict=True)
        return {
            "lists": list(self.lists),
            "votes": list(self.votes),
            "steps": self.steps,
            "columns": list(self.many.lists),
            "points": [{"parts": parts, "status": STATUSES[status], "seats": seats} for parts, status, seats in rows],
            "actual": self.actual,
        }


def ternary_of(
    law: Law,
    votes: Votes,
    facts: Facts,
    lists: Sequence[str] = (),
    steps: int = 60,
    told: Callable[[int], None] | None = None,
) -> Ternary:
    """Count the election at each point of the grid; the three largest lists without `lists`.

    Votes are whole numbers: where parts don't come out even, a list's districts share the odd votes. `told` hears
    of each election that is counted singly. Raises BadInput for lists that aren't three with votes.
    """
    if not 2 <= steps <= _MOST_STEPS:
        raise BadInput(Mistake("--steps", f"{steps:,}", f"a number from 2 to {_MOST_STEPS}"))
    like = votes.as_one() if law.votes_at == NATION else votes
    sums = {party: int(count) for party, count in like.by_list().items() if party not in law.rows}
    chosen = _chosen(sums, lists)
    had = tuple(sums[party] for party in chosen)
    parts = np.array([(a, b, steps - a - b) for a in range(steps, -1, -1) for b in range(steps - a, -1, -1)], np.int64)
    actual = elect_many(law, like, _cells(like)[None], facts)
    many = elect_many(law, like, votes_at(like, chosen, parts, steps), facts, told=told)
    won = {party: int(seats) for party, seats in zip(actual.lists, actual.seats[0], strict=True) if seats}
    return Ternary(chosen, steps, (had[0], had[1], had[2]), parts, many, won)


def votes_at(like: Votes, lists: Sequence[str], parts: Ints, steps: int) -> Ints:
    """Give the votes at points of the grid, a column for each cell of the list ballot.

    The three lists have as many together everywhere, and each is spread over its districts as it was.
    """
    cells = _cells(like)
    parties = np.array([party for _, party in like.ballots["votes"]])
    together = int(sum(cells[parties == party].sum() for party in lists))
    first, second = (together * parts[:, place] // steps for place in (0, 1))
    shared = (first, second, together - first - second)
    found = np.tile(cells, (len(parts), 1))
    for party, total in zip(lists, shared, strict=True):
        places = np.flatnonzero(parties == party)
        reached = np.cumsum(cells[places])
        # whole votes up to each district, so that what is lost in one district comes in the next
        upto = total[:, None] * reached // reached[-1]
        found[:, places] = np.diff(upto, axis=1, prepend=0)
    return found


def _cells(like: Votes) -> Ints:
    return np.array([int(count) for count in like.ballots["votes"].values()], np.int64)


def _chosen(sums: dict[str, int], lists: Sequence[str]) -> tuple[str, str, str]:
    """Take the lists asked for, or the three largest."""
    voted = [party for party in sorted(sums, key=lambda party: -sums[party]) if sums[party]]
    asked = list(lists) or voted[:3]
    for party in asked:
        if party not in voted:
            raise BadInput(Mistake("--lists", f"the unknown list {party!r}", nearest(party, voted)))
    if len(asked) != 3 or len(set(asked)) != 3:
        raise BadInput(Mistake("--lists", f"{len(set(asked))} lists", "three lists with votes, such as A,B,C"))
    return asked[0], asked[1], asked[2]
