"""Ballots by turnout: those for a leader, and all others scaled so that the two meet at the peak."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from hemicycle.outcome.numbers import fixed, number
from hemicycle.publish.pictures.canvas import Element, Picture, Words, box, path
from hemicycle.publish.pictures.plot import OVER, PER_POINT, START, UNDER, field, frame, steps
from hemicycle.publish.pictures.sheet import About, sheet
from hemicycle.scrutiny.turnout import BINS, SHIFT, LeftOver

_HEIGHT = 260.0


def picture_of_curves(about: About, found: LeftOver, leader: str) -> Picture:
    """Draw both curves in thousands of ballots, and the bins from which the band comes."""
    at, curves = found.peak.at, found.curves
    ratio = curves.leader[at] / curves.others[at]
    times = number(Fraction(float(ratio)))
    scaled = curves.others * ratio / 1000
    most = Fraction(float(max(curves.leader[:-1].max() / 1000, scaled[:-1].max())))
    low, high = max(at - SHIFT, 0), min(at + SHIFT, BINS - 1) + 1
    description = (
        f"Ballots for {leader} and for others by turnout. The peak is at {at} to {at + 1} %, where {leader} has "
        f"{times} ballots for each ballot for others."
    )
    notes = [
        f"Solid: ballots for {leader}. Dashed: all others times {times}, the ratio at the peak",
        f"Shaded: the bins where the peak is tried; the area between the curves is then "
        f"{_part(found.shares[0])} to {_part(found.shares[1])} % of the leader's ballots",
        "It assumes that the leader's share doesn't go with turnout, which it does in many honest elections",
    ]
    last = max(curves.leader[-1] / 1000, scaled[-1])
    if last > most:
        notes.append(f"The last bin is cut off: it reaches {number(round(float(last)))} thousand ballots")

    def body(top: float) -> tuple[list[Element], float]:
        on = field(0, 100, most, top + OVER, _HEIGHT)
        left, right = on.across.at(low), on.across.at(high)
        drawn: list[Element] = [box(left, on.top, right - left, _HEIGHT, "grid", fill_opacity=0.7)]
        ticks = [Fraction(tick) for tick in range(0, 101, 20)]
        drawn += frame(on, "turnout, %", "thousand ballots", ticks, on.up.ticks(4))
        per = _HEIGHT / float(most)
        drawn.append(Words("peak tried", (left + right) / 2, on.top - 6, 12.5, "middle", "quiet", halo=True))
        for values, ink, more in (
            (scaled, "list-1", {"stroke_dasharray": "5 3"}),
            (curves.leader / 1000, "list-0", {}),
        ):
            outline = steps(np.minimum(values * per, _HEIGHT).tolist(), START, PER_POINT, on.bottom)
            drawn.append(path(outline, class_=f"line-{ink}", fill="none", stroke_width=1.75, **more))
        return drawn, on.bottom + UNDER

    return sheet(about, "Ballots by turnout", description, body, notes)


def _part(share: float) -> str:
    return fixed(Fraction(share) * 100, 1).replace("-", "−")
