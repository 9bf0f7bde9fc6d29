"""Units and tables: where numbers stand, and how they are read at a coarser unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hemicycle.count.votes import WHOLE


@dataclass(frozen=True, slots=True)
class Units:
    """The tree of units. `levels` run from coarse to fine; `parents` lead one level up."""

    levels: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]
    parents: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def ancestor(self, level: str, unit: str, coarser: str) -> str:
        """Find the unit of a coarser level that contains this one."""
        place = self.levels.index(level)
        target = self.levels.index(coarser)
        while place > target:
            unit = self.parents.get((self.levels[place], unit), WHOLE)
            place -= 1
        return unit

    def is_finer(self, level: str, other: str) -> bool:
        """Tell whether `level` lies below `other`."""
        return self.levels.index(level) > self.levels.index(other)


@dataclass(slots=True)
class Table:
    """Exact numbers by unit and list; a missing cell is 0.

    `lists` says whether there is a number per list; if not, the list part of every key is empty.
    """

    level: str
    lists: bool
    cells: dict[tuple[str, str], Any] = field(default_factory=dict)
    _read: dict[str, dict[tuple[str, str], Any]] = field(default_factory=dict, repr=False)

    def at(self, units: Units, level: str) -> dict[tuple[str, str], Any]:
        """Read the table at a level: as it stands, or summed over the units below."""
        if level == self.level:
            return self.cells
        if level not in self._read:
            sums: dict[tuple[str, str], Any] = {}
            for (unit, party), number in self.cells.items():
                key = (units.ancestor(self.level, unit, level), party)
                sums[key] = sums.get(key, 0) + number
            self._read[level] = sums
        return self._read[level]

    def add(self, unit: str, party: str, number: Any) -> None:
        """Add to a cell."""
        self._read.clear()
        self.cells[unit, party] = self.cells.get((unit, party), 0) + number


def parties_of(cells: Iterable[tuple[str, str]], unit: str) -> list[str]:
    """List the parties that have a cell in a unit, in the order of the input."""
    return [party for place, party in cells if place == unit]
