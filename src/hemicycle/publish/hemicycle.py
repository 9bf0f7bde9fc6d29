"""The seats of a chamber as a half circle: where each seat stands, and the picture in characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

# One character cell is about twice as high as it is wide.
_ASPECT = 2
# Beyond this many seats, single characters no longer make a readable half circle in 80 columns.
MOST_IN_TEXT = 220


def arcs(seats: int, rows: int) -> list[int]:
    """Divide seats among `rows` arcs, the inner first, in proportion to their length.

    The innermost arc has half the radius of the outermost. Largest remainders give the seats left over.
    """
    from hemicycle.apportion.quota import by_quota

    if rows == 1:
        return [seats]
    lengths = [rows - 1 + row for row in range(rows)]
    shares = by_quota(lengths, seats)
    counts = list(shares.seats)
    if shares.tie:
        for row in reversed(shares.tie.among[-shares.tie.seats :]):
            counts[row] += 1
    return counts


def places(seats: int, rows: int) -> list[tuple[float, float]]:
    """Place every seat: (x, y) with the centre at 0, 0 and the outer arc at 1, from left to right.

    The seats are in the order of their angle, so that a party's seats form a wedge.
    """
    found: list[tuple[float, float, float]] = []
    for row, count in enumerate(arcs(seats, rows)):
        radius = 1.0 if rows == 1 else 0.5 + 0.5 * row / (rows - 1)
        for place in range(count):
            angle = pi / 2 if count == 1 else pi * (1 - place / (count - 1))
            found.append((-angle, radius * cos(angle), radius * sin(angle)))
    return [(x, y) for _, x, y in sorted(found)]


def in_characters(seats: Sequence[str], width: int = 72) -> Iterator[list[tuple[int, str]]]:
    """Draw the half circle in characters; `seats` is the mark of each seat from left to right.

    Yields the lines from the top, each a list of (column, mark). Yields nothing if the seats don't fit.
    """
    for rows in range(2, 16):
        grid = _grid(seats, rows, width)
        if grid is not None:
            for line in sorted(grid, reverse=True):
                yield sorted(grid[line].items())
            return


def _grid(seats: Sequence[str], rows: int, width: int) -> dict[int, dict[int, str]] | None:
    """Put every seat into a cell of its own; None where two would share one."""
    radius = min((width - 1) // 2, rows * 2 * _ASPECT + 4)
    grid: dict[int, dict[int, str]] = {}
    for mark, (x, y) in zip(seats, places(len(seats), rows), strict=True):
        line = grid.setdefault(round(y * radius / _ASPECT), {})
        column = round(x * radius) + radius
        if column in line:
            return None
        line[column] = mark
    return grid
