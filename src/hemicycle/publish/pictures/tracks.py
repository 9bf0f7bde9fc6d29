"""Seats of each list as a function of a number of the law: for every list a step line on its own zero line.

All lists share both scales, so that one is as high beside another as its seats are; none hides another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hemicycle.outcome.numbers import number
from hemicycle.publish.pictures.axes import ABOVE, BELOW, lines_behind, mark, numbers_below
from hemicycle.publish.pictures.canvas import Element, box, line, path, pattern
from hemicycle.publish.pictures.measure import width_of
from hemicycle.publish.pictures.palette import of_list
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, beside, row_title

MOST = 20  # lists that have a line of their own
_HEIGHT = 340  # of all lines together, on their scale
_TALLEST_SEAT = 5.0
_EMPTY = 60.0  # of a picture without any list


@dataclass(frozen=True, slots=True)
class Run:
    """So many seats from one value to another; None where the law decides nothing."""

    low: Fraction
    high: Fraction
    seats: int | None


@dataclass(frozen=True, slots=True)
class Track:
    """The seats of one list over all values, and a fact to stand beside its name."""

    name: str
    runs: tuple[Run, ...]
    fact: str = ""

    @property
    def most(self) -> int:
        """The most seats it has anywhere."""
        return max((run.seats or 0 for run in self.runs), default=0)

    @property
    def moves(self) -> bool:
        """Whether its seats change at all."""
        return len({run.seats for run in self.runs if run.seats is not None}) > 1


@dataclass(frozen=True, slots=True)
class Axis:
    """The values below the tracks: what they are, their unit, the law's own with words for it, and where nothing is."""

    title: str
    low: Fraction
    high: Fraction
    unit: str = ""
    now: Fraction | None = None
    now_is: str = ""
    gaps: tuple[tuple[Fraction, Fraction], ...] = ()


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join neighbours with the same number of seats."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].seats == run.seats:
            found[-1] = Run(found[-1].low, run.high, run.seats)
        else:
            found.append(run)
    return tuple(found)


def draw_tracks(tracks: Sequence[Track], axis: Axis, top: float) -> tuple[list[Element], float]:
    """Draw the tracks one below another from a height on, and the axis below them; tell where they end."""
    scale = Scale(axis.low, axis.high, LEFT, RIGHT)
    ticks = scale.ticks(whole=not axis.unit)
    tall = min(_TALLEST_SEAT, _HEIGHT / max(1, sum(track.most for track in tracks)))
    y = top + ABOVE
    drawn: list[Element] = []
    for place, track in enumerate(tracks):
        titled, y = row_title(track.name, track.fact, y + 14)
        zero = y + 22 + track.most * tall
        drawn += [*titled, *_track(track, scale, zero, tall, of_list(place))]
        y = zero + 14
    bottom = y - 6 if tracks else y + _EMPTY
    behind = lines_behind(scale, ticks, top, bottom)
    for low, high in axis.gaps:
        start, end = scale.at(low), scale.at(high)
        behind.append(box(start, top + ABOVE, end - start, bottom - top - ABOVE, pattern("grid"), "nothing decided"))
    behind += mark(scale, axis.now, axis.now_is, top, bottom)
    return [*behind, *drawn, *numbers_below(scale, ticks, bottom, axis.title, axis.unit)], bottom + BELOW


def _track(track: Track, scale: Scale, zero: float, tall: float, ink: str) -> list[Element]:
    drawn: list[Element] = []
    start, end = scale.at(scale.low), scale.at(scale.high)
    for known in _unbroken(track.runs):
        steps = " ".join(f"V{zero - (run.seats or 0) * tall:.3f} H{scale.at(run.high):.3f}" for run in known)
        first = scale.at(known[0].low)
        outline = f"M{first:.3f},{zero - (known[0].seats or 0) * tall:.3f} {steps}"
        area = f"M{first:.3f},{zero:.3f} {steps} V{zero:.3f} Z"
        drawn.append(path(area, class_=f"fill-{ink}", fill_opacity=0.13))
        drawn.append(path(outline, class_=f"line-{ink}", fill="none", stroke_width=2, stroke_linejoin="round"))
    drawn.insert(0, line(start, zero, end, zero, "axis", 0.75))
    for run in track.runs:
        if run.seats is None:
            continue
        text, room = number(run.seats), scale.at(run.high) - scale.at(run.low)
        if width_of(text, 13, bold=True) + 3 <= room:
            middle = (scale.at(run.low) + scale.at(run.high)) / 2
            ink_of = "ink" if run.seats else "quiet"
            drawn.append(beside(text, middle, zero - run.seats * tall - 5, ink=ink_of, bold=bool(run.seats)))
    return drawn


def _unbroken(runs: Sequence[Run]) -> list[list[Run]]:
    """Cut runs where nothing is decided."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        if run.seats is None:
            parts.append([])
        else:
            parts[-1].append(run)
    return [part for part in parts if part]
