"""The logarithmic vote rate of stations beside a normal distribution."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import exp, pi, sqrt

import numpy as np

from hemicycle.outcome.numbers import fixed, number
from hemicycle.publish.pictures.canvas import Element, Picture, path
from hemicycle.publish.pictures.plot import END, OVER, START, UNDER, field, frame, steps
from hemicycle.publish.pictures.sheet import About, sheet
from hemicycle.scrutiny.moments import VoteRate

_REACH, _BARS = 5, 100
_HEIGHT = 260.0


def picture_of_vote_rate(about: About, rate: VoteRate, leader: str) -> Picture:
    """Draw a histogram in standard deviations from the mean, and the normal distribution with as many stations."""
    bars, edges = np.histogram(rate.standard, _BARS, (-_REACH, _REACH))
    stations = len(rate.standard)
    per_bar = stations * 2 * _REACH / _BARS / sqrt(2 * pi)
    normal = [per_bar * exp(-((low + high) ** 2) / 8) for low, high in pairwise(edges.tolist())]
    most = Fraction(max(float(bars.max()), *normal))
    shape = f"skewness {_told(rate.skewness)}, kurtosis {_told(rate.kurtosis)}"
    description = f"Logarithmic vote rate of {leader} at {number(stations)} stations: {shape}."
    notes = [
        "The logarithmic vote rate is log((ballots - votes) / votes): the further to the left, the larger the share",
        f"Found: {shape}. Dashed: a normal distribution, with 0 and 3. Differences of town and country change both",
        f"Stations without votes for {leader} or without any for others have no rate and are left out",
    ]
    if beyond := stations - int(bars.sum()):
        notes.append(f"{number(beyond)} stations lie beyond five standard deviations and aren't drawn")

    def body(top: float) -> tuple[list[Element], float]:
        on = field(-_REACH, _REACH, most, top + OVER, _HEIGHT)
        ticks = [Fraction(tick) for tick in range(-_REACH, _REACH + 1)]
        drawn = frame(on, "standard deviations from the mean", "stations", ticks, on.up.ticks(4, whole=True))
        per, width = _HEIGHT / float(most), (END - START) / _BARS
        drawn.append(path(steps((bars * per).tolist(), START, width, on.bottom, closed=True), class_="fill-list-0"))
        outline = steps([height * per for height in normal], START, width, on.bottom)
        drawn.append(path(outline, class_="line-list-1", fill="none", stroke_width=2, stroke_dasharray="5 3"))
        return drawn, on.bottom + UNDER

    return sheet(about, "The logarithmic vote rate", description, body, notes)


def _told(value: float) -> str:
    return fixed(Fraction(value)).replace("-", "−")
