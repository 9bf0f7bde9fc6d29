"""What a nowcast says: the shares of all lists, and the votes that a law counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hemicycle.count.outstanding import AGAINST_ALL
from hemicycle.count.votes import Votes
from hemicycle.law.document import Law
from hemicycle.returns.arrays import Floats
from hemicycle.returns.table import Returns
from hemicycle.scenarios.nowcast import Nowcast
from hemicycle.scenarios.partial_count import PartialCount

LEVEL = 0.9  # the part of the draws between the ends that are told
_DRAWS = 4_000
_AGAINST = AGAINST_ALL.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Projected:
    """A share: as counted so far, and the low end, the middle and the high end of the draws of the final result."""

    counted: float
    low: float
    middle: float
    high: float

    def holds(self, share: float) -> bool:
        """Tell whether a share lies between the ends."""
        return self.low <= share <= self.high

    def as_json(self) -> dict[str, float]:
        """The share for programs, as parts of 1."""
        return {"counted": self.counted, "low": self.low, "middle": self.middle, "high": self.high}


def shares_of(count: PartialCount, numbers: Floats) -> Floats:
    """Turn numbers of every column, along the last axis, into the lists' shares of the valid votes."""
    votes = numbers[..., : len(count.lists)]
    valid = votes.sum(axis=-1, keepdims=True)
    if _AGAINST in count.others:
        valid = valid + numbers[..., [len(count.lists) + count.others.index(_AGAINST)]]
    found: Floats = np.divide(votes, valid, out=np.zeros_like(votes), where=valid > 0)
    return found


def projected(cast: Nowcast, seed: int = 1) -> dict[str, Projected]:
    """Project the shares of all lists in the whole country."""
    drawn = shares_of(cast.count, cast.numbers(np.random.default_rng(seed), _DRAWS).sum(axis=1))
    low, middle, high = np.quantile(drawn, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2], axis=0)
    counted = shares_of(cast.count, cast.counted.sum(axis=0))
    told = zip(cast.count.lists, counted, low, middle, high, strict=True)
    return {list_: Projected(*map(float, numbers)) for list_, *numbers in told}


def numbers_wanted(law: Law | None, returns: Returns) -> list[str]:
    """Name the numbers of a return, beside the lists, that are projected as well: those that the law asks for."""
    numbers = law.from_election if law else {}
    asked = {number.in_returns or name for name, number in numbers.items() if number.each == "unit"}
    return [name for name in returns.numbers if name in asked or name == _AGAINST]


def expected_votes(cast: Nowcast) -> Votes:
    """Write the expected result as `elect` takes it; a count that is complete is its own result.

    Draws of the votes go with it: they have its cells, district by district. The other numbers that a law asks
    for stay as expected in all draws.
    """
    count = cast.count
    numbers = np.rint(cast.expected()).astype(np.int64)
    lists = len(count.lists)
    cells = {
        (district, list_): int(numbers[row, place])
        for row, district in enumerate(count.districts)
        for place, list_ in enumerate(count.lists)
    }
    counts = {name: _by_district(count.districts, numbers[:, lists + i]) for i, name in enumerate(count.others)}
    if _AGAINST in counts:
        valid = numbers[:, :lists].sum(axis=1) + numbers[:, lists + count.others.index(_AGAINST)]
        counts["valid"] = _by_district(count.districts, valid)
    return Votes({"votes": cells}, counts)


def _by_district(districts: Sequence[str], numbers: NDArray[np.int64]) -> dict[str, int]:
    return dict(zip(districts, map(int, numbers), strict=True))
