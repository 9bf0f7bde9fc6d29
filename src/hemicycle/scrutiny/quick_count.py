"""Quick counts: what a sample of stations says of the whole country, and how large a sample has to be.

A station isn't a voter drawn by lot: people who vote together vote alike. So the error of a sample of stations
follows from how stations differ from each other, not from how many ballots they hold. Shares are ratios of two
estimated totals; their variance is linearised (Särndal, Swensson and Wretman, Model Assisted Survey Sampling, 1992,
section 5.6; Cochran, Sampling Techniques, 1977, chapters 5, 6 and 9), with strata, with whole clusters of stations,
and with the factor for a finite country.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.arrays import Floats
from hemicycle.scrutiny.sampling import LEVEL, draw, proportional
from hemicycle.scrutiny.stations import Stations
from hemicycle.source.mistake import BadInput, Mistake

Places = NDArray[np.intp]
WHOLE = "all"


@dataclass(frozen=True)
class Frame:
    """All stations of a country, grouped as a sample draws them: units (stations or clusters) within strata.

    `unit` is the unit of each station, `stratum` the stratum of each unit, both as places in `units` and `strata`.
    """

    stations: Stations
    by: str | None
    clusters: str | None
    units: tuple[str, ...]
    strata: tuple[str, ...]
    unit: Places
    stratum: Places

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The units of each stratum."""
        return tuple(np.bincount(self.stratum, minlength=len(self.strata)).tolist())

    def total(self, numbers: NDArray[np.int64]) -> Floats:
        """Add up numbers of stations by unit."""
        return np.bincount(self.unit, numbers.astype(np.float64), len(self.units)).astype(np.float64)


def frame_of(stations: Stations, by: str | None = None, clusters: str | None = None) -> Frame:
    """Group stations into strata by the level `by`, and into the units of the level `clusters`, all of which count.

    Raises BadInput for levels that aren't there.
    """
    names = stations.unit_at(by) if by else np.array([WHOLE] * len(stations))
    strata, of_station = np.unique(names, return_inverse=True)
    if clusters is None:
        unit = np.arange(len(stations))
        units = tuple(" / ".join(each) for each in stations.units)
        return Frame(stations, by, None, units, tuple(map(str, strata)), unit, of_station)
    inside = np.char.add(np.char.add(names.astype(str), " / "), stations.unit_at(clusters))
    found, first, unit = np.unique(inside, return_index=True, return_inverse=True)
    return Frame(stations, by, clusters, tuple(map(str, found)), tuple(map(str, strata)), unit, of_station[first])


@dataclass(frozen=True)
class Planned:
    """What a sample would tell of one list, if it votes as the stations of the frame did.

    `margin` is half the width of the interval that holds the true share in 95 of 100 samples, as a part of 1;
    `binomial` is what the formula for `ballots` drawn one by one would give instead. `parts` are the units
    drawn from each stratum.
    """

    frame: Frame
    list: str
    base: str
    size: int
    share: float
    margin: float
    binomial: float
    ballots: float
    parts: Mapping[str, int]

    @property
    def effect(self) -> float:
        """How many times larger the variance is than by the binomial formula."""
        return (self.margin / self.binomial) ** 2 if self.binomial else math.nan


@dataclass(frozen=True)
class _Spread:
    """How the units of each stratum differ around the ratio of the country: all that a size depends on."""

    share: float
    total: float
    size: Floats
    units: Floats
    variance: Floats

    def margin(self, drawn: Floats) -> float:
        """Half the width of the interval with so many units drawn from each stratum."""
        variance = (self.units**2 * (1 - drawn / self.units) * self.variance / drawn).sum()
        return NormalDist().inv_cdf((1 + LEVEL) / 2) * math.sqrt(max(variance, 0)) / self.total


def _spread(frame: Frame, list_: str, base: str) -> _Spread:
    stations = frame.stations
    whole = frame.total(stations.fields[base])
    votes = frame.total(stations.of(list_))
    if not whole.sum():
        raise BadInput(Mistake(stations.name, f"nothing in {base}", "stations with ballots"))
    share = votes.sum() / whole.sum()
    strata = len(frame.strata)
    units = np.bincount(frame.stratum, minlength=strata).astype(np.float64)
    return _Spread(
        float(share),
        float(whole.sum()),
        np.bincount(frame.stratum, whole, strata) / units,
        units,
        variances(votes - share * whole, frame.stratum, strata)[0],
    )


def variances(values: Floats, stratum: Places, strata: int) -> tuple[Floats, Floats]:
    """Find the variance of values within each stratum, and how many there are; 0 for one alone."""
    held = np.bincount(stratum, minlength=strata).astype(np.float64)
    means = np.bincount(stratum, values, strata) / np.maximum(held, 1)
    squares = np.bincount(stratum, (values - means[stratum]) ** 2, strata)
    return (squares / np.maximum(held - 1, 1)).astype(np.float64), held


def planned(frame: Frame, list_: str, base: str, size: int) -> Planned:
    """Say what a sample of a size would tell. Raises BadInput for a size below 2 or above the number of units."""
    return _planned(frame, _spread(frame, list_, base), list_, base, size)


def _planned(frame: Frame, spread: _Spread, list_: str, base: str, size: int) -> Planned:
    if not 2 <= size <= len(frame.units):
        raise BadInput(Mistake("--size", f"{size:,}", f"a number from 2 to {len(frame.units):,}"))
    parts = proportional(frame.sizes, size)
    drawn = np.array(parts, np.float64)
    ballots = float((drawn * spread.size).sum())
    deviation = math.sqrt(spread.share * (1 - spread.share) / ballots)
    binomial = NormalDist().inv_cdf((1 + LEVEL) / 2) * deviation
    named = dict(zip(frame.strata, parts, strict=True))
    return Planned(frame, list_, base, sum(parts), spread.share, spread.margin(drawn), binomial, ballots, named)


def size_for(frame: Frame, list_: str, base: str, margin: float) -> Planned:
    """Find the smallest sample that keeps the margin, a part of 1. Raises BadInput for one that isn't above 0."""
    if not margin > 0:
        raise BadInput(Mistake("--margin", f"{margin:.4%}", "a margin above 0, such as 1%"))
    spread = _spread(frame, list_, base)

    def keeps(size: int) -> bool:
        return spread.margin(np.array(proportional(frame.sizes, size), np.float64)) <= margin

    low, high = 1, len(frame.units)  # all units together have no margin
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if keeps(middle) else (middle, high)
    return _planned(frame, spread, list_, base, max(high, 2))


def drawn(plan: Planned, seed: str) -> list[int]:
    """Draw the sample: the places of its stations in the frame, stratum by stratum.

    The units of a stratum are numbered from 1 in the order of the frame, and drawn with the seed and the stratum's
    name (`scrutiny.sampling.draw`).
    """
    frame = plan.frame
    chosen: list[int] = []
    for place, stratum in enumerate(frame.strata):
        units = np.flatnonzero(frame.stratum == place)
        text = f"{seed},{stratum}" if frame.by else seed
        chosen += [int(units[number - 1]) for number in draw(len(units), text, plan.parts[stratum])]
    members = np.argsort(frame.unit, kind="stable")
    ends = np.cumsum(np.bincount(frame.unit, minlength=len(frame.units)))
    return [int(at) for unit in chosen for at in members[ends[unit - 1] if unit else 0 : ends[unit]]]
