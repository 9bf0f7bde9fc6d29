"""The saw: voters by turnout and by the leader's share in tenths of a percentage point, whole numbers marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hemicycle.outcome.numbers import number
from hemicycle.publish.pictures.canvas import Element, Picture, Words, line, path
from hemicycle.publish.pictures.plot import END, START, UNDER, field, frame, steps
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import About, sheet

Ints = NDArray[np.int64]

_TENTHS = 1000
_HALVES = ((0, 50), (50, 100))
# A half of the scale with less than this part of the voters isn't drawn.
_LEAST = Fraction(1, 20)
_HEIGHT = 120.0


@dataclass(frozen=True, slots=True)
class Teeth:
    """Voters at each tenth of a percentage point, from 0 to 100 %, and what they are by."""

    title: str
    voters: Ints


def teeth_of(title: str, part: Ints, whole: Ints, voters: Ints) -> Teeth:
    """Add up voters by shares rounded half up to a tenth of a percentage point, in whole numbers."""
    at = (2 * _TENTHS * part + whole) // (2 * whole)
    tenths = np.zeros(_TENTHS + 1, dtype=np.int64)
    np.add.at(tenths, at, voters)
    return Teeth(title, tenths)


def picture_of_saw(about: About, rows: Sequence[Teeth]) -> Picture:
    """Draw each row in one or two strips of fifty points, bars of a tenth of a point, a fine line at each integer."""
    strips = [(teeth, low, high) for teeth in rows for low, high in _HALVES if _drawn(teeth, low, high)]
    cut = any(teeth.voters[[0, _TENTHS]].max() > _most(teeth) for teeth, _, _ in strips)
    notes = [
        "Bars are tenths of a percentage point; fine lines mark whole percentages, stronger ones every fifth",
        "Simple fractions such as a half are frequent in small stations of any election; the rounding test takes "
        "that into account, the eye doesn't",
    ]
    if cut:
        notes.append("Bars at 0 and 100 % are cut off where they are higher than all others")
    told = "; ".join(f"{teeth.title}: most voters at {_top(teeth)} %" for teeth in rows)

    def body(top: float) -> tuple[list[Element], float]:
        drawn: list[Element] = []
        y = top + 4
        for teeth, low, high in strips:
            drawn += _strip(teeth, low, high, y)
            y += _HEIGHT + UNDER + 8
        return drawn, y - 8

    return sheet(about, "Voters by turnout and share", f"{told}.", body, notes)


def _strip(teeth: Teeth, low: int, high: int, top: float) -> list[Element]:
    """Draw fifty points of a row."""
    most = _most(teeth)
    on = field(low, high, Fraction(most, 1000), top, _HEIGHT)
    drawn = frame(on, teeth.title, "thousand voters", (), on.up.ticks(3))
    drawn += _integers(low, high, on.across, on.top, on.bottom)
    heights = np.minimum(teeth.voters[low * 10 : high * 10 + 1] / most, 1) * _HEIGHT
    width = (END - START) / ((high - low) * 10)
    # Half a bar stands before the first whole number and half a bar after the last.
    bars = steps(heights.tolist(), START - width / 2, width, on.bottom, closed=True)
    drawn.append(path(bars, class_="fill-list-0"))
    return drawn


def _integers(low: int, high: int, across: Scale, top: float, bottom: float) -> list[Element]:
    drawn: list[Element] = []
    for place in range(low, high + 1):
        x, fifth = across.at(place), place % 5 == 0
        drawn.append(line(x, top, x, bottom + (4 if fifth else 0), "axis" if fifth else "grid", 0.5))
        if fifth:
            drawn.append(Words(f"{place}", x, bottom + 17, 12.5, "middle", "quiet"))
    return drawn


def _drawn(teeth: Teeth, low: int, high: int) -> bool:
    return int(teeth.voters[low * 10 : high * 10 + 1].sum()) > _LEAST * int(teeth.voters.sum())


def _most(teeth: Teeth) -> int:
    """The highest bar that isn't nobody or all."""
    return max(int(teeth.voters[1:_TENTHS].max()), 1)


def _top(teeth: Teeth) -> str:
    return number(Fraction(int(teeth.voters.argmax()), 10), 1)
