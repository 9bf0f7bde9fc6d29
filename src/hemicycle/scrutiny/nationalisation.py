"""Nationalisation of a party system: how evenly its lists stand over the districts.

Votes come as a table, a row for each list and a column for each district. Shares of districts have as many
denominators as there are districts, so that these figures are floats, summed without loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, log10

Table = Sequence[Sequence[int]]


def gini(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Measure inequality, from 0 for equal values to under 1: twice the area between Lorenz curve and diagonal.

    `weights` are the sizes of the units whose mean value each is; 1 each without them. Raises ValueError where
    all values are 0.
    """
    sizes = [1.0] * len(values) if weights is None else weights
    units = sorted((value, size) for value, size in zip(values, sizes, strict=True) if size)
    whole, people = fsum(value * size for value, size in units), fsum(size for _, size in units)
    if whole <= 0:
        raise ValueError("nothing to share")
    below, areas = 0.0, []
    for value, size in units:
        areas.append(size * (2 * below + value * size))
        below += value * size
    return max(0.0, 1 - fsum(areas) / (whole * people))


def party_nationalisation(votes: Sequence[int], totals: Sequence[int]) -> float:
    """Measure one list: 1 less the Gini coefficient of its shares over the districts (Jones and Mainwaring 2003).

    `totals` are the votes of all lists in each district.
    """
    return 1 - gini(_shares(votes, totals))


def nationalisation(table: Table) -> float:
    """Measure a party system: the mean of its lists' figures, weighted by their votes (Jones and Mainwaring 2003)."""
    totals = [sum(column) for column in zip(*table, strict=True)]
    return _mean(table, [party_nationalisation(row, totals) if any(row) else 0.0 for row in table])


def standardised_nationalisation(table: Table) -> float:
    """Measure a party system independently of the number and size of districts (Bochsler 2010).

    Each list's figure has districts weighted by their votes, and is raised to the power 1 / log10(E), E being the
    effective number of districts by votes. Raises ValueError where E is 1 or less.
    """
    totals = [sum(column) for column in zip(*table, strict=True)]
    effective = sum(totals) ** 2 / sum(total**2 for total in totals)
    if effective <= 1:
        raise ValueError("one district alone")
    power = 1 / log10(effective)
    weighted = [1 - gini(_shares(row, totals), totals) if any(row) else 0.0 for row in table]
    return _mean(table, [each**power for each in weighted])


def _shares(votes: Sequence[int], totals: Sequence[int]) -> list[float]:
    return [vote / total if total else 0.0 for vote, total in zip(votes, totals, strict=True)]


def _mean(table: Table, figures: Sequence[float]) -> float:
    sums = [sum(row) for row in table]
    return fsum(figure * votes for figure, votes in zip(figures, sums, strict=True)) / sum(sums)
