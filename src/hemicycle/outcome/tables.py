"""Units and tables: where numbers stand, and how they are read at a coarser unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hemicycle.count.votes import WHOLE

NO_LIST = ""
Row = dict[str, Any]
_NOTHING: Row = {}


class NoParent(LookupError):
    """Nobody said in which unit of a coarser level a unit lies."""

    def __init__(self, level: str, unit: str, coarser: str) -> None:
        self.reason = f"the {coarser} of {unit} was not given"
        super().__init__(self.reason)


@dataclass(frozen=True, slots=True)
class Units:
    """The tree of units. `levels` run from coarse to fine; `parents` lead from (level, unit) one level up."""

    levels: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]
    parents: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _inside: dict[tuple[str, str], dict[str, list[str]]] = field(default_factory=dict, repr=False, compare=False)

    def ancestor(self, level: str, unit: str, coarser: str) -> str:
        """Find the unit of a coarser level that contains this one. Raises NoParent where it wasn't given."""
        place = self.levels.index(level)
        target = self.levels.index(coarser)
        if target == 0:
            return WHOLE
        while place > target:
            above = self.parents.get((self.levels[place], unit))
            if above is None:
                raise NoParent(self.levels[place], unit, self.levels[place - 1])
            unit = above
            place -= 1
        return unit

    def inside(self, level: str, unit: str, finer: str) -> list[str]:
        """List the units of a finer level that lie in this one."""
        if (level, finer) not in self._inside:
            grouped: dict[str, list[str]] = {}
            for member in self.members.get(finer, ()):
                grouped.setdefault(self.ancestor(finer, member, level), []).append(member)
            self._inside[level, finer] = grouped
        return self._inside[level, finer].get(unit, [])

    def is_finer(self, level: str, other: str) -> bool:
        """Tell whether `level` lies below `other`."""
        return self.levels.index(level) > self.levels.index(other)


@dataclass(slots=True)
class Table:
    """Exact numbers by unit and list; a missing cell is 0.

    `lists` says whether there is a number per list; if not, every unit has one number, under no list.
    `given` holds numbers of coarser levels that were given as such and need not be the sum. A `ratio`, such
    as a quota, can't be summed.
    """

    level: str
    lists: bool
    units: dict[str, Row] = field(default_factory=dict)
    given: dict[str, dict[str, Row]] = field(default_factory=dict)
    ratio: bool = False
    _read: dict[str, dict[str, Row]] = field(default_factory=dict, repr=False)

    def at(self, tree: Units, level: str) -> dict[str, Row]:
        """Read the table at a level: as it stands, as it was given there, or summed over the units below."""
        if level == self.level:
            return self.units
        if level in self.given:
            return self.given[level]
        if level not in self._read:
            sums: dict[str, Row] = {}
            for unit, row in self.units.items():
                above = sums.setdefault(tree.ancestor(self.level, unit, level), {})
                for party, number in row.items():
                    above[party] = above.get(party, 0) + number
            self._read[level] = sums
        return self._read[level]

    def row(self, unit: str) -> Row:
        """Read the numbers of one unit of the table's own level."""
        return self.units.get(unit, _NOTHING)

    def add(self, unit: str, party: str, number: Any) -> None:
        """Add to a cell."""
        if self._read:
            self._read.clear()
        row = self.units.setdefault(unit, {})
        row[party] = row.get(party, 0) + number

    def cells(self) -> Iterator[tuple[str, str, Any]]:
        """Go through the cells: unit, list, number."""
        for unit, row in self.units.items():
            for party, number in row.items():
                yield unit, party, number


def table_of(level: str, cells: Mapping[tuple[str, str], Any], *, lists: bool = True) -> Table:
    """Make a table from numbers by (unit, list)."""
    units: dict[str, Row] = {}
    for (unit, party), number in cells.items():
        units.setdefault(unit, {})[party] = number
    return Table(level, lists, units)
