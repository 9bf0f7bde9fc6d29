"""Digits of a list's votes, and rounded percentages: means and shares with their standard errors.

The second digit follows the sizes of stations, the last one hardly notices numbers made up by people who know of
the test, and rounded percentages pile up wherever few ballots are. So these stand in no overview.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hemicycle.scrutiny.stations import Ints
from hemicycle.scrutiny.turnout import Counted
from hemicycle.source.mistake import BadInput, Mistake

Floats = NDArray[np.float64]
Base = Literal["found", "valid"]

# How often a digit is second if leading digits follow Benford's law (F. Benford, 1938).
SECOND = np.array([sum(log10(1 + 1 / (10 * first + digit)) for first in range(1, 10)) for digit in range(10)])
WHY_OFF = (
    "Left out of overviews: the second digit follows the sizes of stations, which are no work of chance, and the other "
    "three find only what was made up carelessly. A deviation here has many causes, most of them dull."
)


@dataclass(frozen=True, slots=True)
class Digit:
    """One statistic: what was found, what digits by chance would have, the standard error of that, and of how many."""

    name: str
    definition: str
    found: float
    expected: float
    error: float
    of: int

    @property
    def z(self) -> float:
        """How many standard errors the two are apart."""
        return (self.found - self.expected) / self.error


def digits_of(numbers: Counted, at_least: int = 100, base: Base = "found") -> tuple[Digit, ...]:
    """Look at the digits of a list's votes at stations with so many voters and at least one ballot.

    Percentages are of ballots returned, or of valid votes where `base` says so and they are known, and rounded half
    up to whole ones. Expected values and standard errors are in closed form, of independent digits: Benford's for
    the second, each as frequent for the others. Raises BadInput where no number of two digits is left.
    """
    whole = numbers.valid if base == "valid" and numbers.valid is not None else numbers.ballots
    used = (numbers.registered >= at_least) & (whole > 0)
    counts, ballots = numbers.votes[used], whole[used]
    two = counts[counts >= 10]
    if not len(two):
        raise BadInput(Mistake("returns", "no number of votes with two digits", "stations for the digits"))
    last = counts % 10
    rounded = (200 * counts + ballots) // (2 * ballots)
    digits = np.arange(10)
    mean = float(SECOND @ digits)
    spread = sqrt(float(SECOND @ digits**2) - mean**2)
    share = sqrt(0.2 * 0.8 / len(counts))
    of = "valid votes" if base == "valid" else "ballots returned"
    return (
        Digit(
            "second digit",
            "mean, of votes from 10",
            float(second_digits(two).mean()),
            mean,
            spread / sqrt(len(two)),
            len(two),
        ),
        Digit("last digit", "mean, of all votes", float(last.mean()), 4.5, sqrt(8.25 / len(counts)), len(counts)),
        Digit("last digit 0 or 5", "share, of all votes", float((last % 5 == 0).mean()), 0.2, share, len(counts)),
        Digit(
            "percentage ending in 0 or 5",
            f"share, of votes / {of} in whole %",
            float((rounded % 5 == 0).mean()),
            0.2,
            share,
            len(counts),
        ),
    )


def second_digits(counts: Ints) -> Ints:
    """Take the second digit of whole numbers from 10."""
    powers = 10 ** np.arange(19, dtype=np.int64)
    below = powers[np.searchsorted(powers, counts, side="right") - 2]
    return counts // below % 10
