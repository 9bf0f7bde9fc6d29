"""How far a count of stations lies above what chance gives, where every station has a chance of its own.

Such a count is Poisson-binomial: its mean is the sum of the chances q, its variance the sum of q(1 - q), and its tail
is had to a relative error of a few per mille, also far out where nothing can be simulated, by the saddlepoint
approximation of Lugannani and Rice (Advances in Applied Probability 12, 1980) with Daniels' second correction for
counts (International Statistical Review 55, 1987).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

# Nearer to the mean than so many standard deviations the two halves of the formula cancel, and its limit is used.
_AT_THE_MEAN = 1e-4
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Excess:
    """A number observed, what chance alone gives on average, its standard deviation, log10 of its upper tail.

    The tail is the chance of so much or more: by the saddlepoint for numbers of stations, normal for sums of voters
    or ballots.
    """

    observed: int
    expected: float
    sd: float
    log10_p: float

    @property
    def anomaly(self) -> float:
        """What was observed above the null's mean."""
        return self.observed - self.expected

    @property
    def z(self) -> float:
        """The same in standard deviations; 0 where nothing is left to chance."""
        return self.anomaly / self.sd if self.sd else 0.0

    def as_json(self) -> dict[str, Any]:
        """Give it for programs."""
        told = {"observed": self.observed, "expected": self.expected, "sd": self.sd}
        return told | {"anomaly": self.anomaly, "z": self.z, "log10_p": self.log10_p}


def of_stations(hits: Truths, chances: Floats) -> Excess:
    """Compare a number of stations with the chances of each."""
    observed = int(hits.sum())
    return Excess(observed, float(chances.sum()), _root(chances * (1 - chances)), log10_tail(chances, observed))


def of_weights(hits: Truths, chances: Floats, weights: NDArray[np.int64]) -> Excess:
    """Compare a sum of voters or ballots in stations with the chances of each; its tail is normal."""
    observed, expected = int(weights[hits].sum()), float((weights * chances).sum())
    sd = _root(weights.astype(np.float64) ** 2 * chances * (1 - chances))
    tail = _log10_normal((observed - expected) / sd) if sd else 0.0
    return Excess(observed, expected, sd, tail)


def _root(variances: Floats) -> float:
    return math.sqrt(float(variances.sum()))


def log10_tail(chances: Floats, least: int) -> float:
    """Give log10 of the chance that at least so many of independent events happen, each with its own chance."""
    open_ = chances[(chances > 0) & (chances < 1)]
    wanted = least - int((chances >= 1).sum())
    if wanted <= 0:
        return 0.0
    if wanted > len(open_):
        return -math.inf
    if wanted == len(open_):
        return float(np.log10(open_).sum())
    return min(0.0, _saddlepoint(open_, wanted - 0.5))


def _saddlepoint(chances: Floats, at: float) -> float:
    mean = float(chances.sum())
    tilt = _solved(chances, at)
    tilted = _tilted(chances, tilt)
    spread = float((tilted * (1 - tilted)).sum())
    # tilt * at - K(tilt) about the mean, where its terms are small
    distance = tilt * (at - mean) - float((_log_mean(chances, tilt) - tilt * chances).sum())
    w = math.copysign(math.sqrt(2 * max(distance, 0.0)), tilt)
    if abs(w) < _AT_THE_MEAN:
        skew = float((tilted * (1 - tilted) * (1 - 2 * tilted)).sum()) / spread**1.5
        return math.log10(0.5 - skew / (6 * math.sqrt(2 * math.pi)) - w / math.sqrt(2 * math.pi))
    u = 2 * math.sinh(tilt / 2) * math.sqrt(spread)
    if w < 0:
        return math.log10(math.erfc(w / math.sqrt(2)) / 2 + 10 ** _log10_density(w) * (1 / u - 1 / w))
    return _log10_density(w) + math.log10(_mills(w) + 1 / u - 1 / w)


def _solved(chances: Floats, at: float) -> float:
    """Find the tilt under which the mean is as observed, by Newton's steps kept between bounds that close in."""
    low, high, tilt = -700.0, 700.0, 0.0
    for _ in range(_STEPS):
        tilted = _tilted(chances, tilt)
        over = float(tilted.sum()) - at
        if over > 0:
            high = tilt
        else:
            low = tilt
        spread = float((tilted * (1 - tilted)).sum())
        following = tilt - over / spread if spread > 0 else math.inf
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - tilt) <= 1e-14 * (1 + abs(tilt)):
            return following
        tilt = following
    return tilt


def _tilted(chances: Floats, tilt: float) -> Floats:
    """Weigh chances by e^tilt."""
    with np.errstate(over="ignore"):
        return np.asarray(chances / (chances + (1 - chances) * np.exp(-tilt)))


def _log_mean(chances: Floats, tilt: float) -> Floats:
    """Take the logarithm of the mean of e^(tilt x) for each event x."""
    if tilt > 0:
        return np.asarray(tilt + np.log1p((1 - chances) * np.expm1(-tilt)))
    return np.asarray(np.log1p(chances * np.expm1(tilt)))


def _log10_density(w: float) -> float:
    return (-w * w / 2 - math.log(2 * math.pi) / 2) / math.log(10)


def _mills(w: float) -> float:
    """Divide the upper tail of a normal variable, above 0, by its density."""
    if w < 25:
        return math.erfc(w / math.sqrt(2)) / 2 * math.sqrt(2 * math.pi) * math.exp(w * w / 2)
    return (1 - (1 - (3 - 15 / w**2) / w**2) / w**2) / w


def _log10_normal(z: float) -> float:
    """Give log10 of the upper tail of a normal variable."""
    if z < 0:
        return math.log10(math.erfc(z / math.sqrt(2)) / 2)
    return _log10_density(z) + math.log10(_mills(z))
