"""How far a nowcast would have been off: an earlier election with exactly the stations in that are in now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hemicycle.returns.table import Returns
from hemicycle.scenarios.nowcast import nowcast
from hemicycle.scenarios.partial_count import PartialCount, partial_count
from hemicycle.scenarios.projection import Projected, projected, shares_of
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Replayed:
    """An earlier election with exactly those stations in that are in now, projected without anything before it.

    `shares` are what was projected and `result` what came out, as parts of the valid votes.
    """

    name: str
    stations: int
    out: int
    shares: Mapping[str, Projected]
    result: Mapping[str, float]

    @property
    def held(self) -> int:
        """Of how many lists the result lies between the ends."""
        return sum(each.holds(self.result[list_]) for list_, each in self.shares.items())

    @property
    def largest(self) -> float:
        """The largest error of a list's share, the middle less the result, by size."""
        return max((each.middle - self.result[list_] for list_, each in self.shares.items()), key=abs)

    def as_json(self) -> dict[str, Any]:
        """The replay for programs."""
        return {
            "returns": self.name,
            "stations": self.stations,
            "outstanding": self.out,
            "lists": {
                list_: {**each.as_json(), "result": self.result[list_], "error": each.middle - self.result[list_]}
                for list_, each in self.shares.items()
            },
            "results_between_the_ends": self.held,
            "of_lists": len(self.shares),
        }


def replay(earlier: Returns, now: PartialCount, by: str | None = None, seed: int = 1) -> Replayed:
    """Project an earlier election from the stations that are in now, and set its result beside.

    Stations of then that aren't in now are out, also those that no longer exist. The model sees nothing of an
    election still earlier, so that its errors are rather larger than those it makes with one. Raises BadInput where
    none of the stations that are in was there then.
    """
    whole = partial_count(earlier, by if by in earlier.levels else None)
    there = {station for station, is_in in zip(now.stations, now.is_in, strict=True) if is_in}
    is_in = np.array([station in there for station in whole.stations])
    if not is_in.any():
        expected = "some of the stations that are in now"
        raise BadInput(Mistake(earlier.name, f"{len(whole.stations):,} other stations", expected))
    shares = projected(nowcast(replace(whole, is_in=is_in)), seed)
    result = shares_of(whole, whole.numbers.sum(axis=0))
    named = dict(zip(whole.lists, map(float, result), strict=True))
    return Replayed(earlier.name, int(is_in.sum()), int((~is_in).sum()), shares, named)
