"""Indices of party systems and of disproportionality, as plain functions of sequences.

Votes and seats come as numbers not below 0, one for each list and in the same order; shares are taken of their
sums. What can be exact comes back as a Fraction, a square root as a float. Indices of differences in share are
in percentage points, as the papers print them. Sources and formulas in words are in
hemicycle.scrutiny.definitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from typing import Any

Numbers = Sequence[int | Fraction]


def shares(numbers: Numbers) -> list[Fraction]:
    """Divide numbers by their sum. Raises ValueError where one is below 0, or all are 0."""
    if any(number < 0 for number in numbers):
        raise ValueError("a number below 0")
    whole = sum(numbers)
    if not whole:
        raise ValueError("nothing to take shares of")
    return [Fraction(number) / whole for number in numbers]


def herfindahl(numbers: Numbers) -> Fraction:
    """Sum the squares of the shares: the probability that two votes drawn at random are for one list."""
    return _sum(share**2 for share in shares(numbers))


def effective_number(numbers: Numbers) -> Fraction:
    """Count how many lists of equal size would be as concentrated (Laakso and Taagepera 1979): from 1 to n."""
    return 1 / herfindahl(numbers)


def golosov_number(numbers: Numbers) -> Fraction:
    """Count lists by their size and by that of the largest (Golosov 2010): from 1 to n."""
    each = [share for share in shares(numbers) if share]
    largest = max(each)
    return _sum(share / (share + largest**2 - share**2) for share in each)


def gallagher(votes: Numbers, seats: Numbers) -> float:
    """Take the root of half the sum of squared differences in share (Gallagher 1991), in points."""
    return 100 * sqrt(_sum(difference**2 for difference in _differences(votes, seats)) / 2)


def loosemore_hanby(votes: Numbers, seats: Numbers) -> Fraction:
    """Take half the sum of absolute differences in share (Loosemore and Hanby 1971), in points."""
    return 50 * _sum(abs(difference) for difference in _differences(votes, seats))


def rae(votes: Numbers, seats: Numbers) -> Fraction:
    """Take the mean absolute difference in share over lists with votes or seats (Rae 1967), in points."""
    standing = sum(1 for pair in zip(votes, seats, strict=True) if any(pair))
    return 100 * _sum(abs(difference) for difference in _differences(votes, seats)) / standing


def sainte_lague(votes: Numbers, seats: Numbers) -> Fraction:
    """Sum squared differences in share, each over the share of votes (Gallagher 1991), in percent.

    Raises ValueError where a list has seats and no votes.
    """
    differences = _differences(votes, seats)
    if any(not vote and seat for vote, seat in zip(votes, seats, strict=True)):
        raise ValueError("seats without votes")
    each = zip(differences, shares(votes), strict=True)
    return 100 * _sum(difference**2 / share for difference, share in each if share)


def margin(votes: Numbers) -> Fraction:
    """Take how far the largest list is ahead of the next, in points; a list alone is ahead of nobody by all."""
    first, second, *_ = [*sorted(shares(votes), reverse=True), Fraction(0)]
    return 100 * (first - second)


def swing(first: tuple[Any, Any], second: tuple[Any, Any]) -> Fraction:
    """Take half of what the first list gained and the second lost (Butler's swing), in the measure given.

    Each list comes as its share before and its share now.
    """
    return Fraction((first[1] - first[0]) - (second[1] - second[0])) / 2


def effective_threshold(magnitude: int | Fraction) -> Fraction:
    """Estimate the share of votes that wins a seat half the time in a district of so many seats, in percent.

    75 / (M + 1) (Lijphart 1997). Raises ValueError for a magnitude of 0 or below.
    """
    if magnitude <= 0:
        raise ValueError("a district without seats")
    return Fraction(75) / (magnitude + 1)


def nationwide_threshold(magnitude: int | Fraction, districts: int) -> float:
    """Estimate the share of the country's votes that wins a seat half the time, in percent.

    75 / ((M + 1) sqrt(E)) for E districts of M seats (Taagepera 2002). Raises ValueError as `effective_threshold`.
    """
    if districts < 1:
        raise ValueError("no district")
    return float(effective_threshold(magnitude)) / sqrt(districts)


def _differences(votes: Numbers, seats: Numbers) -> list[Fraction]:
    return [seat - vote for vote, seat in zip(shares(votes), shares(seats), strict=True)]


def _sum(numbers: Any) -> Fraction:
    return sum(numbers, Fraction(0))
