"""The comet: each station's share for the leader against its turnout, as cells shaded by voters."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hemicycle.outcome.numbers import number, percent
from hemicycle.publish.pictures.canvas import Element, Picture, Shape, path
from hemicycle.publish.pictures.plot import PER_POINT, START, UNDER, field, frame
from hemicycle.publish.pictures.sheet import About, beside, sheet

Ints = NDArray[np.int64]

# Each shade stands for twice as much as the one before it.
_SHADES = 10
_CELLS = 100
_SIDE = 400.0


def cells_of(turnout: tuple[Ints, Ints], share: tuple[Ints, Ints], weights: Ints) -> Ints:
    """Add up weights in cells of one by one percentage point, by shares given as numerator and denominator.

    Rows are turnouts, columns shares; 100 % counts in the last. Denominators are above 0, no share is above 1.
    """
    cells = np.zeros((_CELLS, _CELLS), dtype=np.int64)
    across, up = (np.minimum(100 * part // whole, _CELLS - 1) for part, whole in (turnout, share))
    np.add.at(cells, (across, up), weights)
    return cells


def picture_of_comet(about: About, cells: Ints, whole: tuple[float, float], what: str, leader: str) -> Picture:
    """Draw cells, shaded by how many `what` (voters, stations) are in each; `whole` are turnout and share in all."""
    densest = np.unravel_index(int(cells.argmax()), cells.shape)
    turnout, share = (percent(Fraction(round(part * 1000), 1000), 1) for part in whole)
    at = f"turnouts of {densest[0]} to {densest[0] + 1} % and shares of {densest[1]} to {densest[1] + 1} %"
    most = number(int(cells.max()))
    description = (
        f"Share of {leader} against turnout. The darkest cell has {most} {what}, at {at}. In the whole: turnout "
        f"{turnout}, share {share}."
    )
    notes = (
        f"Each cell is one by one percentage point; each darker shade has twice the {what}, the darkest up to {most}",
        "A tail by itself says nothing of its cause: town and country differ in honest elections too",
    )

    def body(top: float) -> tuple[list[Element], float]:
        on = field(0, 100, 100, top + 6, _SIDE)
        ticks = [Fraction(tick) for tick in range(0, 101, 20)]
        drawn = frame(on, "turnout, %", f"% of ballots for {leader}", ticks, ticks)
        drawn += _shades(cells, on.bottom)
        x, y = on.across.at(Fraction(whole[0]) * 100), on.up.at(Fraction(whole[1]) * 100)
        cross = f"M{x - 6:.1f},{y:.1f}h12M{x:.1f},{y - 6:.1f}v12"
        drawn.append(path(cross, class_="line-accent", fill="none", stroke_width=2))
        drawn.append(beside("the whole", x, y - 10 if y > on.top + 24 else y + 20, ink="accent", bold=True))
        return drawn, on.bottom + UNDER

    return sheet(about, "Share against turnout", description, body, notes)


def _shades(cells: Ints, bottom: float) -> list[Shape]:
    """Draw each shade as one path, cells that touch in a row as one bar, which keeps a picture of any country light."""
    shade = np.zeros(cells.shape, dtype=np.int64)
    some = cells > 0
    halvings = np.floor(np.log2(cells.max() / cells[some])).astype(np.int64)
    shade[some] = np.maximum(_SHADES - halvings, 1)
    drawn = []
    for level in range(1, _SHADES + 1):
        bars = "".join(_bars(shade == level, bottom))
        if bars:
            drawn.append(
                path(bars, class_="fill-list-0", fill_opacity=round(0.07 + 0.93 * (level / _SHADES) ** 1.5, 2))
            )
    return drawn


def _bars(marked: NDArray[np.bool_], bottom: float) -> list[str]:
    """Write the runs of marked cells, each share's from left to right."""
    written = []
    for up in range(_CELLS):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], marked[:, up].astype(np.int8), [0]))))
        for first, last in edges.reshape(-1, 2).tolist():
            x, y = START + first * PER_POINT, bottom - (up + 1) * PER_POINT
            width = (last - first) * PER_POINT
            written.append(f"M{x:g},{y:g}h{width}v{PER_POINT}h-{width}z")
    return written
