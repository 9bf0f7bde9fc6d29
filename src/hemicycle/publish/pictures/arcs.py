"""Where seats stand in a half circle: rows of arcs, as close to each other as the seats within them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import cos, floor, pi, sin

# The innermost row has about this part of the radius of the outermost, and never less than this radius.
_HOLLOW = 0.42
_LEAST = 0.8
# A seat takes this part of the room between two of them.
_FULL = 0.86


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for one seat: `turn` of the half circle from its left end, and its row's radius."""

    turn: Fraction
    radius: float

    @property
    def x(self) -> float:
        """How far right of the middle."""
        return -cos(pi * self.turn) * self.radius

    @property
    def y(self) -> float:
        """How far above the middle."""
        return sin(pi * self.turn) * self.radius


@dataclass(frozen=True, slots=True)
class Arcs:
    """Places from left to right, in units of the distance between rows.

    `seat` is the radius of a seat, at which no two touch; `inner` and `outer` are the first and the last row's.
    """

    spots: tuple[Spot, ...]
    seat: float
    inner: float
    outer: float

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return round(self.outer - self.inner) + 1


@lru_cache(maxsize=256)
def arcs(seats: int) -> Arcs:
    """Place seats in a half circle, at least one.

    Of all numbers of rows the one is taken whose hollow comes nearest to what reads well; the radius follows, since
    so many seats a row's distance apart fill exactly that length of arcs. Rows take their seats by their lengths, by
    largest remainder. Places are in the order of their angle, of those at the same one the outermost first.
    """
    inner, rows = min(
        ((inner, rows) for rows in range(1, seats + 1) if (inner := _inner(seats, rows)) >= _LEAST or rows == 1),
        key=lambda each: abs(each[0] / (each[0] + each[1] - 1 or 1) - _HOLLOW),
    )
    radii = [inner + row for row in range(rows)]
    in_rows = _shared(seats, [pi * radius + 1 for radius in radii])
    spots = [
        Spot(Fraction(place, count - 1) if count > 1 else Fraction(1, 2), radius)
        for radius, count in zip(radii, in_rows, strict=True)
        for place in range(count)
    ]
    apart = [2 * radius * sin(pi / (2 * (n - 1))) for radius, n in zip(radii, in_rows, strict=True) if n > 1]
    spots.sort(key=lambda spot: (spot.turn, -spot.radius))
    return Arcs(tuple(spots), _FULL / 2 * min([1.0, *apart]), inner, inner + rows - 1)


def _inner(seats: int, rows: int) -> float:
    """Find the radius of the first of so many rows that hold the seats, a row's distance from each other."""
    return max(0.0, (seats - rows) / (rows * pi) - (rows - 1) / 2)


def _shared(seats: int, lengths: list[float]) -> list[int]:
    """Share seats among rows by their lengths, by largest remainder; of equal remainders the outer row's first."""
    exact = [seats * length / sum(lengths) for length in lengths]
    shares = [floor(each) for each in exact]
    rest = sorted(range(len(exact)), key=lambda row: (shares[row] - exact[row], -row))
    for row in rest[: seats - sum(shares)]:
        shares[row] += 1
    return shares
