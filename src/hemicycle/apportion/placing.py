"""Seats of several lists to units with limited room, in one sequence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hemicycle.apportion.divisor import Divisors, Ratio

Settle = Callable[[list[int], int], list[int] | None]


class Cell(NamedTuple):
    """A list in a unit: positions of both, its weight there, seats it holds there, and how many more it may take."""

    party: int
    unit: int
    weight: Any
    held: int = 0
    most: int | None = None


class Placed(NamedTuple):
    """A seat that was placed: the position of its cell, and the ratio compared."""

    cell: int
    quotient: Ratio


class Placing(NamedTuple):
    """The placements in their order, and whether a tie that nobody settled ended them."""

    placed: list[Placed]
    unsettled: bool


def place_in_sequence(
    cells: Sequence[Cell], owed: Sequence[int], room: Sequence[int], divisors: Divisors | None, settle: Settle
) -> Placing:
    """Place seats one by one: always the highest quotient whose list is owed a seat and whose unit has room.

    Each cell's quotients go on behind the seats it holds. Without `divisors` cells go by their weight, one seat
    each before any has a second. Equal quotients are taken together; where not all of them can be, `settle` is
    given the cells and the number that can, and answers with those served, or with None.
    """
    left, free = list(owed), list(room)
    count = [0] * len(cells)
    placed: list[Placed] = []
    while True:
        open_to = [
            i
            for i, cell in enumerate(cells)
            if left[cell.party] > 0
            and free[cell.unit] > 0
            and cell.weight > 0
            and (cell.most is None or count[i] < cell.most)
        ]
        if not open_to:
            return Placing(placed, unsettled=False)
        best = highest(open_to, cells, count, divisors)
        served = _served(best, cells, left, free, settle)
        if served is None:
            return Placing(placed, unsettled=True)
        for i in served:
            placed.append(Placed(i, _quotient(cells[i], count[i], divisors)))
            count[i] += 1
            left[cells[i].party] -= 1
            free[cells[i].unit] -= 1


def highest(
    open_to: Sequence[int], cells: Sequence[Cell], count: Sequence[int], divisors: Divisors | None
) -> list[int]:
    """Find the cells with the highest quotient at their next seat, all that are equal."""
    if divisors is None:
        fewest = min(count[i] for i in open_to)
        open_to = [i for i in open_to if count[i] == fewest]
    best: list[int] = []
    above, below = 0, 1
    for i in open_to:
        over, under = _quotient(cells[i], count[i], divisors)
        # Quotients over 0 are infinite, and told apart by their weights.
        both_infinite = bool(best) and under == 0 == below
        left, right = (over, above) if both_infinite else (over * below, above * under)
        if not best or left > right:
            best, above, below = [i], over, under
        elif left == right:
            best.append(i)
    return best


def _quotient(cell: Cell, count: int, divisors: Divisors | None) -> Ratio:
    if divisors is None:
        return cell.weight, 1
    return divisors.quotient(cell.weight, cell.held + count + 1)


def _served(
    best: list[int], cells: Sequence[Cell], left: Sequence[int], free: Sequence[int], settle: Settle
) -> list[int] | None:
    """Serve all cells that are equal, or, where a unit or a list can't take them all, those that win there."""
    for limits, side in ((free, "unit"), (left, "party")):
        for position in dict.fromkeys(getattr(cells[i], side) for i in best):
            rivals = [i for i in best if getattr(cells[i], side) == position]
            if len(rivals) > limits[position]:
                return settle(rivals, limits[position])
    return best
