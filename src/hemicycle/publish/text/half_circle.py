"""The seats of a chamber as a half circle of characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, hypot

# Seats stand two columns apart, and a character cell is about twice as high as it is wide.
_APART = 2
# The empty half circle inside has this part of the radius.
_HOLLOW = 0.42
# Beyond this many seats, single characters no longer make a readable half circle in 80 columns.
MOST_IN_TEXT = 220


def in_characters(seats: Sequence[str]) -> Iterator[str]:
    """Draw the chamber in characters; `seats` is one character for each seat from left to right.

    The seats fill a lattice between two half circles, in the order of their angle, so that each party's
    seats form a wedge. Yields the lines from the top, each without blanks at its end.
    """
    lattice = _lattice(len(seats))
    by_angle = sorted(lattice, key=lambda cell: (-atan2(cell[1] + 0.5, cell[0] / 2), hypot(cell[0] / 2, cell[1] + 0.5)))
    marks = dict(zip(by_angle, seats, strict=True))
    width = max((column for column, _ in lattice), default=0)
    for line in range(max((line for _, line in lattice), default=-1), -1, -1):
        cells = (marks.get((column, line), " ") for column in range(-width, width + 1, 2))
        yield (" " * (_APART - 1)).join(cells).rstrip()


def _lattice(seats: int) -> list[tuple[int, int]]:
    """Choose the cells: all between the half circles, less those nearest to the hollow that aren't needed.

    Columns are counted in half steps from the middle, so that an even number stands on each line.
    """
    radius = 1.0
    while True:
        reach = int(radius) + 1
        cells = [
            (column, line)
            for line in range(reach)
            for column in range(-2 * reach + 1, 2 * reach, 2)
            if _HOLLOW * radius <= hypot(column / 2, line + 0.5) <= radius
        ]
        if len(cells) >= seats:
            outermost = sorted(cells, key=lambda cell: (-hypot(cell[0] / 2, cell[1] + 0.5), abs(cell[0]), cell[0]))
            return outermost[:seats]
        radius += 0.25
