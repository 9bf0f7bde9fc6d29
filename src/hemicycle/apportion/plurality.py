"""Seats to the largest numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Tie(NamedTuple):
    """Contestants with equal claims to fewer seats than there are claims.

    `among` holds their positions in the input, `seats` how many of them can be served.
    """

    among: tuple[int, ...]
    seats: int


class Most(NamedTuple):
    """All positions by falling number, those of them served for certain, and the tie at the cut."""

    order: list[int]
    served: list[int]
    tie: Tie | None


def most_votes(numbers: Sequence[Any], seats: int) -> Most:
    """Serve the positions of the `seats` largest numbers, one seat each (plurality, block vote).

    Equal numbers are a tie only where they can't all be served; those are left out of `served`
    and named in `tie`. With more seats than numbers all are served, and the rest stays unfilled.
    """
    order = sorted(range(len(numbers)), key=numbers.__getitem__, reverse=True)
    if seats >= len(order):
        return Most(order, order, None)
    if seats <= 0:
        return Most(order, [], None)
    last = numbers[order[seats - 1]]
    if last > numbers[order[seats]]:
        return Most(order, order[:seats], None)
    above = [i for i in order[:seats] if numbers[i] > last]
    equal = tuple(sorted(i for i in order[len(above) :] if not numbers[i] < last))
    return Most(order, above, Tie(equal, seats - len(above)))
