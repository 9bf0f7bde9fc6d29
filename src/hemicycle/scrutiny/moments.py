"""Where turnout and the leader's share have their peaks, and how wide they are beside them.

After P. Klimek, Y. Yegorov, R. Hanel and S. Thurner, "Statistical detection of systematic election irregularities",
PNAS 109 (2012). The paper's text wasn't at hand: filters, denominators and peaks are those that give known values of
two elections to six digits. Their model goes on from here to fractions of stations with added ballots. It isn't here:
the fractions can't be told apart by the data, and published fits of one election differ fivefold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hemicycle.scrutiny.stations import Ints, Truths
from hemicycle.scrutiny.turnout import Counted
from hemicycle.source.mistake import BadInput, Mistake

Floats = NDArray[np.float64]

DEFINITION = (
    "Stations with voters and ballots, and no more ballots issued than voters. Turnout is ballots issued (returned, "
    "where no issued ones are known) / registered voters, the share is the leader's votes / ballots returned. Each "
    "station counts once. Peaks are the highest maxima of a density with Gaussian kernels of Scott's width (standard "
    "deviation x stations^(-1/5)), on a grid of 0.001 up to 0.95, so that stations in unison don't decide them."
)
NAMES = ("tau", "nu", "s_tau", "s_nu", "theta")
WHY_NO_FRACTIONS = (
    "The paper goes on to fractions of stations with added ballots. They are left out: the data don't tell them apart, "
    "and published fits of one election differ fivefold."
)
# Densities are reckoned on places so much finer than the grid of the peaks.
_FINE = 10_000
_STEP = 10
_LAST = 950


@dataclass(frozen=True)
class Moments:
    """The five numbers, and which stations they are made of.

    `turnout_peak` (tau) and `share_peak` (nu) are peaks. `turnout_width` (s_tau) is the root mean square distance to
    tau of stations below both peaks; `share_width` (s_nu) that of shares below nu to nu. `theta` is the square root
    of the root mean square distance of the shares above nu to nu.
    """

    turnout_peak: float
    share_peak: float
    turnout_width: float
    share_width: float
    theta: float
    used: Truths

    def named(self) -> dict[str, float]:
        """The five by the names they have in the paper."""
        values = (self.turnout_peak, self.share_peak, self.turnout_width, self.share_width, self.theta)
        return dict(zip(NAMES, values, strict=True))


def moments_of(numbers: Counted) -> Moments:
    """Reckon the moments of counted stations. Raises BadInput where all stations are alike."""
    cast = turned_out(numbers)
    used = (numbers.registered > 0) & (numbers.ballots > 0) & (cast <= numbers.registered)
    turnout = cast[used] / numbers.registered[used]
    share = numbers.votes[used] / numbers.ballots[used]
    if len(share) < 2 or not turnout.std() or not share.std():
        raise BadInput(Mistake("returns", "no station unlike the others", "stations with turnouts and shares"))
    tau, nu = peak_of(turnout), peak_of(share)
    return Moments(
        tau,
        nu,
        _distance(turnout[(turnout < tau) & (share < nu)], tau),
        _distance(share[share < nu], nu),
        float(np.sqrt(_distance(share[share > nu], nu))),
        used,
    )


def turned_out(numbers: Counted) -> Ints:
    """Give the ballots that turnout is of: those issued, or those returned where no issued ones are known."""
    return numbers.ballots if numbers.issued is None else numbers.issued


@dataclass(frozen=True)
class VoteRate:
    """The logarithms of (ballots - votes) / votes at stations with some of both, in standard deviations from the mean.

    `skewness` and `kurtosis` are 0 and 3 for a normal distribution.
    """

    standard: Floats
    mean: float
    deviation: float
    skewness: float
    kurtosis: float


def vote_rate(numbers: Counted) -> VoteRate:
    """Take the logarithmic vote rate of each station. Raises BadInput where all stations are alike."""
    some = (numbers.votes > 0) & (numbers.votes < numbers.ballots)
    rates = np.log((numbers.ballots[some] - numbers.votes[some]) / numbers.votes[some])
    if len(rates) < 2 or not rates.std():
        raise BadInput(Mistake("returns", "no station unlike the others", "stations with votes for several lists"))
    standard = (rates - rates.mean()) / rates.std()
    shape = float((standard**3).mean()), float((standard**4).mean())
    return VoteRate(standard, float(rates.mean()), float(rates.std()), *shape)


def peak_of(shares: Floats) -> float:
    """Find the highest maximum of a density of shares, to 0.001 and up to 0.95."""
    width = float(shares.std(ddof=1)) * len(shares) ** -0.2 * _FINE
    heights = np.bincount(np.rint(shares * _FINE).astype(np.int64), minlength=_FINE + 1)[: _FINE + 1].astype(float)
    reach = min(int(6 * width) + 1, _FINE)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(width, 1e-9)) ** 2)
    density = _convolved(heights, kernel)[reach : reach + _FINE + 1 : _STEP]
    before, here, after = np.append(-1.0, density[:_LAST]), density[: _LAST + 1], density[1 : _LAST + 2]
    maxima = np.flatnonzero((here >= before) & (here >= after))
    return int(maxima[here[maxima].argmax()] if len(maxima) else here.argmax()) * _STEP / _FINE


def _convolved(heights: Floats, kernel: Floats) -> Floats:
    """Convolve by Fourier transforms; a sum of 10,000 by 10,000 products would take seconds."""
    length = len(heights) + len(kernel) - 1
    return np.fft.irfft(np.fft.rfft(heights, length) * np.fft.rfft(kernel, length), length)


def _distance(shares: Floats, peak: float) -> float:
    """Take the root mean square distance to a peak; none where there is no station."""
    return float(np.sqrt(((shares - peak) ** 2).mean())) if len(shares) else 0.0


def described(numbers: Counted) -> dict[str, float]:
    """Give the moments by name, with skewness and kurtosis of the logarithmic vote rate."""
    rate = vote_rate(numbers)
    return moments_of(numbers).named() | {"skewness": rate.skewness, "kurtosis": rate.kurtosis}
