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


def votes_drawn(poll: Poll, before: Votes, swings: Swings) -> Draw:
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
    others = shares[rest].sum()
    sizes: Floats = np.bincount(row, counts, len(units)).astype(np.float64)

    def draw(rng: np.random.Generator, draws: int) -> Ints:
        drawn = poll.draw(rng, draws)
        if len(units) == 1 and not rest.any() and not swings.noise:
            # one ballot for the whole country: shares are votes, in whatever order its rows stand
            found = np.empty((draws, len(cells)), np.int64)
            scale = counts.sum()
            for place, party in enumerate(places):
                found[:, party] = np.rint(drawn[:, place] * scale)
            return found
        now = np.empty((draws, len(parties)))
        now[:, places] = drawn / drawn.sum(axis=1)[:, None] * (1 - left)
        now[:, rest] = shares[rest] * (left / others if others else 0.0)
        return _in_districts(rng, now, shares, counts, column, row, sizes, swings)

    return draw


def _in_districts(
    rng: np.random.Generator,
    now: Floats,
    shares: Floats,
    counts: Floats,
    column: NDArray[np.intp],
    row: NDArray[np.intp],
    sizes: Floats,
    swings: Swings,
) -> Ints:
    """Move every district's result by the swing of the country, add its own error, and write whole votes."""
    if swings.kind == "proportional":
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = np.where(shares > 0, now / shares, 0.0)
        moved = counts * factor[:, column]
    else:
        moved = np.maximum(counts + (now - shares)[:, column] * sizes[row], 0.0) * (counts > 0)
    if swings.noise:
        noise = rng.standard_normal(moved.shape)
        noise *= swings.noise
        moved *= np.exp(noise, out=noise)
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    if len(starts) == len(sizes):  # the rows of a district stand together
        sums = np.add.reduceat(moved, starts, axis=1)
    else:
        sums = np.stack([moved[:, row == unit].sum(axis=1) for unit in range(len(sizes))], axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        moved *= np.where(sums > 0, sizes / sums, 0.0)[:, row]
    return np.rint(moved).astype(np.int64)
