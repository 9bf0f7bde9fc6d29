"""A risk-limiting audit: how many ballots, and the risk that is left after those drawn.

The risk limit is the largest chance that the audit confirms a result that is wrong, whatever made it wrong. Each
assertion is tested by a martingale of the ballots in the order drawn; by Ville's inequality its inverse is a P-value
after every ballot, so that one may look as often as one likes. All assertions have to be confirmed.

Comparison of ballots with what was reported of each: Kaplan and Wald's martingale with a cushion `gamma` up to 1 (Stark
and Teague, 2014), Kaplan and Markov's with one above 1 (Stark, Super-simple simultaneous single-ballot risk-limiting
audits, 2010). Polling, which needs no report of single ballots: ALPHA (Stark, Annals of Applied Statistics 17(1),
2023), whose guess starts at the reported mean and moves to what was seen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.arrays import Floats
from hemicycle.scrutiny.assertions import Assertion, Audited, assertions_of

Way = Literal["comparison", "polling"]
NOT_FOUND = ""
_HALF = 0.5
_NEXT_TO_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Hurdle:
    """An assertion and how hard it is to confirm.

    `total` is its sum over the reported ballots. `inflation` is by how much the worst error in one ballot is larger
    than the average that would make it false; None where it is false, or true by nothing, in the report itself.
    `ballots` is how many confirm it if none differs; on average, in polling. None where only a full count can.
    """

    assertion: Assertion
    total: Fraction
    inflation: Fraction | None
    ballots: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an audit would take: its hurdles, the hardest first."""

    audited: Audited
    way: Way
    risk: Fraction
    gamma: Fraction
    hurdles: tuple[Hurdle, ...]

    @property
    def ballots(self) -> int | None:
        """How many ballots confirm all seats if none differs; None where it takes all of them."""
        counts = [hurdle.ballots for hurdle in self.hurdles]
        return None if None in counts else max((count for count in counts if count is not None), default=0)


def plan_of(audited: Audited, way: Way, risk: Fraction, gamma: Fraction) -> Plan:
    """Say how many ballots an audit takes.

    Numbers are those of ballots drawn with replacement, as published; drawn without it takes no more.
    """
    hurdles = [_hurdle(audited, each, way, risk, gamma) for each in assertions_of(audited)]
    hurdles.sort(key=lambda each: (each.ballots is not None, -(each.ballots or 0), -(each.inflation or 0)))
    return Plan(audited, way, risk, gamma, tuple(hurdles))


def _hurdle(audited: Audited, assertion: Assertion, way: Way, risk: Fraction, gamma: Fraction) -> Hurdle:
    total = assertion.total(audited.tally)
    if total <= 0:
        return Hurdle(assertion, total, None, None)
    inflation = (assertion.most - assertion.least) * audited.ballots / total
    if way == "comparison":
        growth = math.log1p(float(_bet(inflation, gamma) / (inflation - 1)))
    else:
        growth = _growth(assertion, audited)
    needed = math.ceil(-math.log(risk) / growth) if growth > 0 else None
    most = audited.ballots
    return Hurdle(assertion, total, inflation, needed if needed is not None and needed < most else None)


def _bet(inflation: Fraction, gamma: Fraction) -> Fraction:
    """Turn a cushion into the part that is staked on each ballot: itself up to 1, by Kaplan and Markov above."""
    return gamma if gamma <= 1 else (inflation - 1) / (gamma * inflation - 1)


def _growth(assertion: Assertion, audited: Audited) -> float:
    """Find how much the logarithm of the martingale of polling grows on average, if the report is right."""
    mean, most = _polled_mean(assertion, audited), _polled(assertion, assertion.most)
    return sum(
        count
        / audited.ballots
        * math.log(
            (_polled(assertion, assertion.weight(ballot)) / _HALF * (mean - _HALF) + most - mean) / (most - _HALF)
        )
        for ballot, count in audited.tally.items()
        if count
    )


def _polled(assertion: Assertion, weight: Fraction) -> float:
    """Turn what a ballot counts into a number from 0 up whose mean is above a half if the assertion is true."""
    return float((weight - assertion.least) / (-2 * assertion.least))


def _polled_mean(assertion: Assertion, audited: Audited) -> float:
    return float((assertion.total(audited.tally) / audited.ballots - assertion.least) / (-2 * assertion.least))


@dataclass(frozen=True, slots=True)
class Standing:
    """How an assertion stands after the ballots drawn.

    `risk` is its P-value now, `least` the smallest it ever had, which counts; `confirmed` is after how many ballots it
    was at the limit or below, None where it wasn't.
    """

    assertion: Assertion
    risk: float
    least: float
    confirmed: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """An audit so far. `differ` are ballots found to say something else than reported, `lost` those not found."""

    audited: Audited
    way: Way
    limit: Fraction
    gamma: Fraction
    drawn: int
    differ: int
    lost: int
    standings: tuple[Standing, ...]

    @property
    def risk(self) -> float:
        """The risk that is left: the largest of the assertions'."""
        return max((each.least for each in self.standings), default=0.0)

    @property
    def may_stop(self) -> bool:
        """Whether every assertion is confirmed."""
        return all(each.confirmed is not None for each in self.standings)


def run_audit(
    audited: Audited, way: Way, limit: Fraction, gamma: Fraction, reported: Sequence[str], found: Sequence[str]
) -> Progress:
    """Say what the ballots drawn confirm; both sequences are in the order drawn, without replacement.

    A ballot says a list, `other` or `invalid`; one that wasn't found counts as the worst that it could say.
    `reported` isn't read in polling.
    """
    standings = [
        _standing(each, risks(each, audited, way, gamma, reported, found), limit) for each in assertions_of(audited)
    ]
    lost = sum(ballot == NOT_FOUND for ballot in found)
    differ = 0
    if way == "comparison":
        differ = sum(was != now for was, now in zip(reported, found, strict=True) if now != NOT_FOUND)
    standings.sort(key=lambda each: -each.least)
    return Progress(audited, way, limit, gamma, len(found), differ, lost, tuple(standings))


def _standing(assertion: Assertion, after: Floats, limit: Fraction) -> Standing:
    if not len(after):
        return Standing(assertion, 1.0, 1.0, None)
    below = np.flatnonzero(after <= float(limit))
    confirmed = int(below[0]) + 1 if len(below) else None
    return Standing(assertion, float(after[-1]), float(after.min()), confirmed)


def risks(
    assertion: Assertion,
    audited: Audited,
    way: Way,
    gamma: Fraction,
    reported: Sequence[str],
    found: Sequence[str],
) -> Floats:
    """Find the P-value of an assertion after each ballot; 1 throughout where the report itself contradicts it."""
    total = assertion.total(audited.tally)
    counts: Mapping[str, Fraction] = {
        **{ballot: assertion.weight(ballot) for ballot in audited.tally},
        NOT_FOUND: assertion.least,
    }
    if total <= 0:
        return np.ones(len(found))
    if way == "polling":
        values = {ballot: _polled(assertion, weight) for ballot, weight in counts.items()}
        polled = np.array([values[ballot] for ballot in found])
        return _polling(polled, audited.ballots, _polled_mean(assertion, audited), _polled(assertion, assertion.most))
    reach = assertion.most - assertion.least
    inflation = reach * audited.ballots / total
    pairs = {pair: counts[pair[0]] - counts[pair[1]] for pair in set(zip(reported, found, strict=True))}
    values_of = {pair: float((1 - over / reach) / (1 - 1 / inflation) / 2) for pair, over in pairs.items()}
    compared = np.array([values_of[pair] for pair in zip(reported, found, strict=True)])
    return _comparison(compared, audited.ballots, float(_bet(inflation, gamma)))


def _comparison(values: Floats, ballots: int, bet: float) -> Floats:
    rest, open_ = _rest(values, ballots)
    return _inverse(np.where(open_, 1 + bet * (values / rest - 1), 1.0), values, ballots)


def _polling(values: Floats, ballots: int, mean: float, most: float) -> Floats:
    rest, open_ = _rest(values, ballots)
    # the report counts beside the ballots seen for as many as it takes to tell its mean from a half
    weight = (mean - _HALF) ** -2
    seen = weight + np.arange(len(values))
    guess = (weight * mean + _before(values)) / seen
    above = rest + (mean - _HALF) / 2 / np.sqrt(seen)
    guess = np.minimum(np.maximum(guess, above), most * (1 - _NEXT_TO_NOTHING))
    open_ &= rest < guess
    rest = np.where(open_, rest, _HALF)
    factors = (values / rest * (guess - rest) + most - guess) / (most - rest)
    return _inverse(np.where(open_, factors, 1.0), values, ballots)


def _before(values: Floats) -> Floats:
    """Add up what was drawn before each ballot."""
    return np.concatenate([np.zeros(1), np.cumsum(values)])[:-1]


def _rest(values: Floats, ballots: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Find the mean of the ballots not yet drawn, before each draw, if the mean of all is a half, and where it is one.

    Where it is next to nothing or below, it is written as a half, and the ballot tells nothing.
    """
    left = ballots * _HALF - _before(values)
    open_ = left > _NEXT_TO_NOTHING
    return np.where(open_, left / (ballots - np.arange(len(values))), _HALF), open_


def _inverse(factors: Floats, values: Floats, ballots: int) -> Floats:
    """Turn the factors of a martingale into P-values; nothing once no rest could bring the mean of all to a half."""
    with np.errstate(divide="ignore"):
        grown = np.cumsum(np.log(np.maximum(factors, 0)))
    certain = np.cumsum(values) > ballots * _HALF + _NEXT_TO_NOTHING
    found: Floats = np.where(certain, 0.0, np.exp(-np.maximum(grown, 0)))
    return found
