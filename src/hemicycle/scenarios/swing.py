"""From shares in the country to votes by district: an earlier result, moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from hemicycle.count.votes import Votes
from hemicycle.scenarios.poll import Floats, Poll
from hemicycle.source.mistake import BadInput, Mistake, nearest

Swing = Literal["proportional", "uniform"]
SWINGS: tuple[str, ...] = get_args(Swing)
Ints = NDArray[np.int64]
Draw = Callable[[np.random.Generator, int], Ints]


@dataclass(frozen=True)
class Swings:
    """How the country's shares become those of districts.

    `proportional`: a list's share changes everywhere in the same proportion; `uniform`: by the same points, never
    below 0. `noise` is the standard deviation of a district's own error, relative to a list's share there. Lists
    that the poll doesn't name share what it leaves in the proportions that they had.
    """

    kind: Swing = "proportional"
    noise: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in SWINGS:
            raise BadInput(Mistake("--swing", repr(self.kind), nearest(self.kind, SWINGS)))
        if not 0 <= self.noise <= 1:
            raise BadInput(Mistake("--district-noise", f"{self.noise * 100:g} %", "a share from 0 to 100 %"))


@dataclass(frozen=True, eq=False)
class Moved:
    """A draw of votes: an earlier result that moves with each draw of a poll. It can be sent to other processes.

    By list: the `shares` it had, whether it is of the `rest` that the poll doesn't name, whose share is `left`;
    `places` are those that the poll names, in its order. By cell: its `counts`, its list and its district
    (`column` and `row`). By district: the `sizes`, in votes.
    """

    poll: Poll
    swings: Swings
    shares: Floats
    rest: NDArray[np.bool_]
    left: float
    places: list[int]
    counts: Floats
    column: NDArray[np.intp]
    row: NDArray[np.intp]
    sizes: Floats

    def __call__(self, rng: np.random.Generator, draws: int) -> Ints:
        """Draw votes: whole numbers, a row for each draw."""
        drawn = self.poll.draw(rng, draws)
        if len(self.sizes) == 1 and not self.rest.any() and not self.swings.noise:
            # one ballot for the whole country: shares are votes, in whatever order its rows stand
            found = np.empty((draws, len(self.counts)), np.int64)
            scale = self.counts.sum()
            for place, party in enumerate(self.places):
                found[:, party] = np.rint(drawn[:, place] * scale)
            return found
        now = np.empty((draws, len(self.shares)))
        now[:, self.places] = drawn / drawn.sum(axis=1)[:, None] * (1 - self.left)
        others = self.shares[self.rest].sum()
        now[:, self.rest] = self.shares[self.rest] * (self.left / others if others else 0.0)
        return self._in_districts(rng, now)

    def _in_districts(self, rng: np.random.Generator, now: Floats) -> Ints:
        """Move every district's result by the swing of the country, add its own error, and write whole votes."""
        if self.swings.kind == "proportional":
            with np.errstate(divide="ignore", invalid="ignore"):
                factor = np.where(self.shares > 0, now / self.shares, 0.0)
            moved = self.counts * factor[:, self.column]
        else:
            moved = self.counts + (now - self.shares)[:, self.column] * self.sizes[self.row]
            moved = np.maximum(moved, 0.0) * (self.counts > 0)
        if self.swings.noise:
            noise = rng.standard_normal(moved.shape)
            noise *= self.swings.noise
            moved *= np.exp(noise, out=noise)
        starts = np.flatnonzero(np.diff(self.row, prepend=-1))
        if len(starts) == len(self.sizes):  # the rows of a district stand together
            sums = np.add.reduceat(moved, starts, axis=1)
        else:
            sums = np.stack([moved[:, self.row == unit].sum(axis=1) for unit in range(len(self.sizes))], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            moved *= np.where(sums > 0, self.sizes / sums, 0.0)[:, self.row]
        return np.rint(moved).astype(np.int64)


def votes_drawn(poll: Poll, before: Votes, swings: Swings) -> Moved:
    """Make the function that draws votes: whole numbers, a column for each cell of the earlier result.

    The number of votes of each district is that of the earlier result. Raises BadInput where a list of the poll
    wasn't on the ballot then, or had no votes that could move.
    """
    cells = list(before.ballots["votes"])
    counts = np.array([float(number) for number in before.ballots["votes"].values()])
    parties = list(dict.fromkeys(party for _, party in cells))
    units = list(dict.fromkeys(unit for unit, _ in cells))
    column = np.array([parties.index(party) for _, party in cells])
    row = np.array([units.index(unit) for unit, _ in cells])
    shares = np.bincount(column, counts, len(parties)) / counts.sum()
    places = []
    for party in poll.lists:
        if party not in parties:
            raise BadInput(Mistake("the poll", f"the unknown list {party!r}", nearest(party, parties)))
        places.append(parties.index(party))
        if not shares[places[-1]] and poll.shares[party]:
            raise BadInput(Mistake(f"the list {party}", "no votes in the earlier result", "votes that can move"))
    rest = np.ones(len(parties), np.bool_)
    rest[places] = False
    left = max(0.0, 1 - sum(poll.shares.values())) if rest.any() else 0.0
    sizes = np.bincount(row, counts, len(units)).astype(np.float64)
    return Moved(poll, swings, shares, rest, left, places, counts, column, row, sizes)
