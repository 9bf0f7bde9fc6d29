"""Turnout against votes: what a leader has beyond the share held where most others voted, as S. Shpilkin reckons it.

The arithmetic is his; it is no count of anything. Turnout and support differ together between town and country in
elections that nobody doubts, and the same arithmetic gives them votes "left over" too. So whatever is told here is a
band, with controls beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.table import Returns
from hemicycle.scrutiny.stations import Ints, Stations, stations_of
from hemicycle.source.mistake import BadInput, Mistake

Floats = NDArray[np.float64]
Borders = Literal["below", "above"]

BINS = 100
WINDOW = 5
SHIFT = 5
ABOVE = 100
# A component of the fit with less than this part of the area is a wrinkle, not a peak.
_LEAST_PART = 0.1
# Where the fit of two components begins: beside the maximum by so many bins, with these spreads.
_AWAY, _NARROW, _WIDE = 20.0, 5.0, 10.0
# A fit that takes more steps than this follows single stations, not two peaks.
_MOST_STEPS = 100

DEFINITION = (
    "Stations with more than {above:,} voters, by turnout (ballots returned / registered voters) in bins of one "
    "percentage point. At the peak of the ballots for others the leader has so many votes for each of theirs. Left "
    "over are the leader's votes, less all ballots for others times that ratio."
)
ASSUMPTIONS = (
    "where most ballots for others lie, the returns are as they were cast",
    "the leader would have had the same share of ballots at every turnout: town and country alike",
    "turnout itself would have been what it is for those who voted for others",
)


@dataclass(frozen=True)
class Counted:
    """The stations that the arithmetic is made of: registered voters, ballots returned, the leader's votes.

    `ballots` are valid and invalid ballots together where returns have both, else those found in the boxes. `valid`
    and `issued` are there where returns have them.
    """

    stations: Stations
    leader: str
    registered: Ints
    ballots: Ints
    votes: Ints
    valid: Ints | None = None
    issued: Ints | None = None


@dataclass(frozen=True)
class Curves:
    """Ballots by turnout: those for the leader, and all others with the invalid ones, in bins of a percentage point.

    Bin 54 has turnouts over 54 % up to 55 %; with `borders` above, from 54 % to less than 55 %, and 100 % in the last.
    `small`, `empty` and `beyond` are the stations left out: with too few voters, without a ballot, with more ballots
    than voters.
    """

    leader: Ints
    others: Ints
    borders: Borders
    stations: int
    small: int
    empty: int
    beyond: int


@dataclass(frozen=True, slots=True)
class Peak:
    """The bin where ballots for others are most, and the lower component where the fit finds two peaks."""

    at: int
    centre: float | None = None
    spread: float | None = None

    @property
    def says(self) -> str:
        """How the peak was found."""
        if self.centre is None:
            return "no second peak: the peak is the maximum"
        return f"the lower of two peaks, at {self.centre:.1f} % with a spread of {self.spread:.1f} points"


@dataclass(frozen=True)
class LeftOver:
    """What the arithmetic leaves over, in votes; the band has it for every peak up to five bins away."""

    curves: Curves
    peak: Peak
    votes: int
    band: tuple[int, int]

    @property
    def of_leader(self) -> int:
        """The leader's votes in the curves."""
        return int(self.curves.leader.sum())

    @property
    def share(self) -> float:
        """What is left over, as a part of the leader's votes."""
        return self.votes / self.of_leader

    @property
    def shares(self) -> tuple[float, float]:
        """The band, as parts of the leader's votes."""
        return self.band[0] / self.of_leader, self.band[1] / self.of_leader


def counted(returns: Returns, leader: str | None = None) -> Counted:
    """Take the stations of returns with their turnout and a list's votes; the largest list without `leader`.

    Raises BadInput where registered voters or ballots aren't given, and for a list that isn't there.
    """
    both = {"valid", "invalid"} <= set(returns.numbers)
    more = [name for name in ("valid", "issued") if name in returns.numbers]
    stations = stations_of(returns, ("registered", *(("valid", "invalid") if both else ("found",)), *more))
    if not len(stations):
        raise BadInput(Mistake(returns.name, "no station with all numbers", "stations with voters and ballots"))
    fields = stations.fields
    ballots = fields["valid"] + fields["invalid"] if both else fields["found"]
    name = stations.lists[int(stations.votes.sum(axis=0).argmax())] if leader is None else leader
    known = {field: fields[field] for field in more}
    return Counted(stations, name, fields["registered"], ballots, stations.of(name), **known)


def curves_of(
    registered: Ints, ballots: Ints, leader: Ints, *, above: int = ABOVE, borders: Borders = "below"
) -> Curves:
    """Add up ballots by turnout, in whole numbers; a turnout on a border counts in the bin `borders` says.

    Raises BadInput where no station is left.
    """
    large = registered > above
    voters, cast, votes = registered[large], ballots[large], leader[large]
    bins = np.minimum((100 * cast - (borders == "below")) // np.maximum(voters, 1), BINS - 1)
    empty, beyond = cast <= 0, cast > voters
    used = ~empty & ~beyond
    if not used.any():
        raise BadInput(Mistake("returns", "no station for the test", f"stations with more than {above:,} voters"))
    by_turnout = [np.zeros(BINS, dtype=np.int64) for _ in range(2)]
    for curve, numbers in zip(by_turnout, (votes, cast - votes), strict=True):
        np.add.at(curve, bins[used], numbers[used])
    left_out = (int((~large).sum()), int(empty.sum()), int((beyond & ~empty).sum()))
    return Curves(by_turnout[0], by_turnout[1], borders, int(used.sum()), *left_out)


def smoothed(curve: Ints) -> Floats:
    """Take the moving average of five bins; beyond the ends there is nothing."""
    return np.convolve(curve, np.ones(WINDOW, dtype=np.int64), "same") / WINDOW


def find_peak(others: Ints) -> Peak:
    """Find the peak of ballots for others: the lower one where there are two, else the maximum.

    Two Gaussian curves are fitted to the moving average by least squares, from the maximum and 20 bins above it, and
    from the maximum and 20 bins below it; the better fit counts. The lower peak is the highest bin of the moving
    average within one spread of the lower curve, if it is higher than both its neighbours.
    """
    average = smoothed(others)
    # A bin without a ballot for others has no ratio, so that it is no peak of them.
    heights = np.where(others > 0, average, 0.0)
    highest = int(heights.argmax())
    lower = _lower_component(average)
    if lower is None:
        return Peak(highest)
    centre, spread = lower
    within = np.where(np.abs(np.arange(BINS) + 0.5 - centre) <= spread, heights, 0.0)
    at = int(within.argmax())
    is_peak = 0 < heights[max(at - 1, 0) : at + 2].max() == within[at]
    return Peak(at, centre, spread) if is_peak else Peak(highest)


def two_gaussians(x: Floats, *sizes: float) -> Floats:
    """Give the sum of two Gaussian curves: height, centre and spread of each."""
    parts = [sizes[at] * np.exp(-((x - sizes[at + 1]) ** 2) / (2 * sizes[at + 2] ** 2)) for at in (0, 3)]
    return np.asarray(parts[0] + parts[1], dtype=np.float64)


def _slopes(x: Floats, *sizes: float) -> Floats:
    """Give the derivatives of the sum by its six sizes, a column for each."""
    columns = []
    for height, centre, spread in (sizes[:3], sizes[3:]):
        away = (x - centre) / spread
        curve = np.exp(-(away**2) / 2)
        columns += [curve, height * curve * away / spread, height * curve * away**2 / spread]
    return np.stack(columns, axis=1)


def _lower_component(heights: Floats) -> tuple[float, float] | None:
    """Fit two components, and take centre and spread of the lower; none where one has it all."""
    from scipy.optimize import curve_fit

    x: Floats = np.arange(BINS, dtype=np.float64) + 0.5
    top, middle = float(heights.max()), float(x[heights.argmax()])
    fits: list[tuple[float, Any]] = []
    for away in (_AWAY, -_AWAY):
        start = (1.0, middle, _NARROW, 0.25, min(max(middle + away, 1.0), 99.0), _WIDE)
        bounds = ((0, 0, 1, 0, 0, 1), (2, 100, 50, 2, 100, 50))
        try:
            sizes, _ = curve_fit(
                two_gaussians, x, heights / top, start, bounds=bounds, jac=_slopes, max_nfev=_MOST_STEPS
            )
        except RuntimeError:  # no fit in so many steps
            continue
        fits.append((float(((two_gaussians(x, *sizes) - heights / top) ** 2).sum()), sizes))
    if not fits:
        return None
    sizes = min(fits, key=lambda fit: fit[0])[1]
    lower, upper = sorted((sizes[:3], sizes[3:]), key=lambda component: component[1])
    part = lower[0] * lower[2] / (lower[0] * lower[2] + upper[0] * upper[2])
    return (float(lower[1]), float(lower[2])) if _LEAST_PART <= part <= 1 - _LEAST_PART else None


def left_over(curves: Curves) -> LeftOver:
    """Reckon what is left over at the peak, and at every one up to five bins away.

    Bins without a ballot for others have no ratio and are passed over. Raises BadInput where there are no others.
    """
    if curves.others.max() <= 0:
        raise BadInput(Mistake("returns", "no ballots for others", "votes for more than one list"))
    found = find_peak(curves.others)
    around = range(max(found.at - SHIFT, 0), min(found.at + SHIFT, BINS - 1) + 1)
    votes = {at: _beyond_ratio(curves, at) for at in around if curves.others[at] > 0}
    return LeftOver(curves, found, votes[found.at], (min(votes.values()), max(votes.values())))


def _beyond_ratio(curves: Curves, at: int) -> int:
    """Take the leader's votes less those that the ratio of a bin would give, in whole votes."""
    ratio = Fraction(int(curves.leader[at]), int(curves.others[at]))
    return round(int(curves.leader.sum()) - int(curves.others.sum()) * ratio)


def left_over_of(numbers: Counted, above: int = ABOVE, borders: Borders = "below") -> LeftOver:
    """Reckon what is left over in counted stations."""
    return left_over(curves_of(numbers.registered, numbers.ballots, numbers.votes, above=above, borders=borders))
