"""Where the numbers of many elections stand in arrays: the units of each level, and the lists in each."""

from __future__ import annotations

from typing import Any

import numpy as np

from hemicycle.count.votes import WHOLE
from hemicycle.law.steps import NATION
from hemicycle.outcome.arrays import Ints, Slots, Unfit
from hemicycle.outcome.state import State
from hemicycle.outcome.tables import Table


class Places:
    """The places of units and lists, which are the same in all elections.

    `level` is that of the list ballot. `units` has the place of each unit by level, `lists` that of each list in the
    country, and `here` the lists of each district: those that any table has there.
    """

    def __init__(self, state: State, lists: tuple[str, ...]) -> None:
        ballot = state.tables["votes"]
        self.level = ballot.level
        self.lists = {party: place for place, party in enumerate(lists)}
        self.units: dict[str, dict[str, int]] = {NATION: {WHOLE: 0}}
        if ballot.level != NATION:
            self.units[ballot.level] = {unit: place for place, unit in enumerate(ballot.units)}
        found: dict[str, dict[str, None]] = {unit: {} for unit in self.units[self.level]}
        for table in state.tables.values():
            if table.lists and table.level == self.level:
                for unit in found.keys() & table.units:
                    found[unit].update(dict.fromkeys(table.units[unit]))
        self.here = [list(row) for row in found.values()]
        self.slots = Slots([[self.lists[party] for party in row] for row in self.here], len(lists))

    def shape(self, level: str, *, lists: bool = True) -> tuple[int, ...]:
        """Give the shape of a table's numbers in one election."""
        if level == NATION:
            return (len(self.lists),) if lists else ()
        return self.slots.lists.shape if lists else self.slots.lists.shape[:1]

    def column(self, level: str, unit: str, party: str) -> int:
        """Find where a number by list stands among those of one election. Raises Unfit where it has no place."""
        if level == NATION:
            return self.lists[party]
        place = self.units[level].get(unit)
        if place is None or party not in self.here[place]:
            raise Unfit("numbers of units without votes")
        return place * self.slots.lists.shape[1] + self.here[place].index(party)

    def array(self, table: Table) -> Ints:
        """Write a table that is the same in all elections as an array of one row."""
        cells = np.zeros((1, *self.shape(table.level, lists=table.lists)), np.int64)
        flat, units = cells.reshape(-1), self.units[table.level]
        for unit, row in table.units.items():
            for party, number in row.items():
                if unit not in units or number != int(number):
                    raise Unfit("numbers of units without votes")
                flat[self.column(table.level, unit, party) if table.lists else units[unit]] = int(number)
        return cells

    def at(self, level: str, cells: Any) -> Any:
        """Set what is known of every list beside a table of a level."""
        return cells[None] if level == NATION else self.slots.spread(cells[None])
