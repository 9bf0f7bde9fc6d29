"""Ratios of two totals, estimated from units drawn within strata, with the variance of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.arrays import Floats
from hemicycle.scrutiny.sampling import LEVEL, t_quantile

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Drawn:
    """The design of a sample: the stratum of each unit counted, and how many units each stratum has in all."""

    stratum: Places
    units: Floats

    @property
    def counted(self) -> Floats:
        """The units counted in each stratum."""
        return np.bincount(self.stratum, minlength=len(self.units)).astype(np.float64)

    @property
    def weights(self) -> Floats:
        """For how many units of the country each unit counted stands."""
        found: Floats = (self.units / np.maximum(self.counted, 1))[self.stratum]
        return found

    @property
    def alone(self) -> NDArray[np.bool_]:
        """The strata of which one unit was counted, and others weren't: their own variation can't be seen."""
        found: NDArray[np.bool_] = (self.counted == 1) & (self.units > 1)
        return found

    def freedom(self, inside: NDArray[np.bool_] | None = None) -> int:
        """The degrees of freedom: units less strata, of those in which a domain lies and that weren't taken whole."""
        seen = (self.counted < self.units)[self.stratum]
        touched = np.unique(self.stratum[seen if inside is None else seen & inside])
        return max(0, int(self.counted[touched].sum()) - len(touched))


@dataclass(frozen=True, slots=True)
class Ratio:
    """An estimated ratio with its standard error; `low` and `high` hold the true one in 95 of 100 samples."""

    share: float
    error: float
    freedom: int

    @property
    def margin(self) -> float:
        """Half the width of the interval; infinite where nothing shows the variation."""
        return t_quantile(LEVEL, self.freedom) * self.error if self.error else 0.0

    @property
    def low(self) -> float:
        return max(0.0, self.share - self.margin)

    @property
    def high(self) -> float:
        return min(1.0, self.share + self.margin)


def ratio(above: Floats, below: Floats, sample: Drawn, inside: NDArray[np.bool_] | None = None) -> Ratio | None:
    """Estimate the ratio of two totals from the units counted.

    `above` and `below` have a number for each unit. Those of a domain are nothing outside it, so that the design stays
    whole, and `inside` says which units lie in it. A stratum with one unit counted of several is taken to vary around
    the country's mean, which overstates the variance rather than leaving it out. None where the total below is nothing.
    """
    weights = sample.weights
    whole = float((weights * below).sum())
    if whole <= 0:
        return None
    share = float((weights * above).sum()) / whole
    residual = (above - share * below) / whole
    counted, units = sample.counted, sample.units
    strata = len(units)
    means = np.bincount(sample.stratum, residual, strata) / np.maximum(counted, 1)
    means = np.where(sample.alone, residual.mean() if len(residual) else 0.0, means)
    squares = np.bincount(sample.stratum, (residual - means[sample.stratum]) ** 2, strata)
    inner = squares / np.maximum(counted - 1, 1)
    held = counted > 0
    variance = (units[held] ** 2 * (1 - counted[held] / units[held]) * inner[held] / counted[held]).sum()
    return Ratio(share, float(np.sqrt(max(variance, 0.0))), sample.freedom(inside))
