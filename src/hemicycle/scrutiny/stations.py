"""Stations as tests of returns take them: whole numbers, and only where all of those that a test needs are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.arrays import Station, arrays_of
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake, nearest

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Stations:
    """The stations of a country, as arrays in one order.

    `fields` are numbers of a return by name (`registered`, `issued`, `found`, `valid`, `invalid`), `votes` of shape
    (stations, lists). `units` name each station by the `levels`, the largest first. `left_out` are stations that
    lack a number.
    """

    name: str
    levels: tuple[str, ...]
    units: tuple[Station, ...]
    lists: tuple[str, ...]
    fields: Mapping[str, Ints]
    votes: Ints
    left_out: int

    def __len__(self) -> int:
        return len(self.votes)

    def of(self, list_: str) -> Ints:
        """The votes of a list. Raises BadInput for one that isn't there."""
        if list_ not in self.lists:
            raise BadInput(Mistake("--leader", repr(list_), nearest(list_, self.lists)))
        return self.votes[:, self.lists.index(list_)]

    def where(self, which: Truths) -> Stations:
        """Take some of the stations."""
        return replace(
            self,
            units=tuple(unit for unit, taken in zip(self.units, which, strict=True) if taken),
            fields={name: numbers[which] for name, numbers in self.fields.items()},
            votes=self.votes[which],
        )

    def unit_at(self, level: str) -> NDArray[np.str_]:
        """Name the unit of a level that each station lies in. Raises BadInput for a level that isn't there."""
        if level not in self.levels:
            raise BadInput(Mistake("--by", repr(level), nearest(level, self.levels)))
        return np.array([unit[self.levels.index(level)] for unit in self.units])


def stations_of(returns: Returns, needs: Sequence[str] = (), lists: Sequence[str] | None = None) -> Stations:
    """Bring the counted stations of returns to memory, with the fields that a test needs, and all lists or some.

    A need such as `issued|found` is met by the first of these that the returns have, and stands under its own name.
    Raises BadInput where a field or a list is missing.
    """
    voted = {column: each for column, each in returns.lists.items() if lists is None or each in lists}
    for each in lists or ():
        if each not in voted.values():
            raise BadInput(Mistake("--leader", repr(each), nearest(each, returns.lists.values())))
    chosen = []
    for need in needs:
        known = [name for name in need.split("|") if name in returns.numbers]
        if not known:
            expected = f"a column mapped to {' or '.join(need.split('|'))}"
            raise BadInput(Mistake(returns.name, f"no number of {need.split('|')[0]}", expected))
        chosen.append(known[0])
    columns = [*dict.fromkeys(chosen), *voted]
    units, numbers = arrays_of(returns.stations, returns.levels, columns)
    given: Truths = np.asarray(np.isfinite(numbers).all(axis=1))
    whole = numbers[given].astype(np.int64)
    fields = {name: whole[:, place] for place, name in enumerate(dict.fromkeys(chosen))}
    return Stations(
        returns.name,
        returns.levels,
        tuple(unit for unit, taken in zip(units, given.tolist(), strict=True) if taken),
        tuple(voted.values()),
        fields,
        whole[:, len(fields) :],
        int((~given).sum()),
    )
