"""What is rare among returns: shares far from those of the neighbours, and figures that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import narwhals as nw

from hemicycle.count.ruleset import Neighbours
from hemicycle.returns.collected import rows_of
from hemicycle.returns.table import Returns

Station = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """A station whose share lies outside the fences of its neighbours; all are shares of the same field."""

    station: Station
    share: Fraction
    low: Fraction
    high: Fraction
    neighbours: int


def far_from_neighbours(returns: Returns, rule: Neighbours) -> tuple[int, list[Apart]]:
    """Find stations whose share lies far from those of their unit, the level above the station.

    Quartiles are those of the shares in order at the places (n + 3) / 4 and (3 n + 1) / 4, rounded down and up (the
    inner hinges); the fences lie `rule.fences` times their distance outside them (Tukey, Exploratory Data
    Analysis, 1977). All in fractions. Returns how many stations were compared, and those outside.
    """
    column = _leading(returns) if rule.share == "leading" else rule.share
    above = returns.levels[-2] if len(returns.levels) > 1 else None
    shown = [name for name in (*returns.levels, column, rule.of) if name]
    chosen = returns.stations.filter(nw.col(rule.of) > 0, ~nw.col(column).is_null()).select(*dict.fromkeys(shown))
    units: dict[str, list[tuple[float, Fraction, Station]]] = {}
    for row in rows_of(chosen):
        station = tuple(row[level] or "" for level in returns.levels)
        part, whole = row[column], row[rule.of]
        units.setdefault(row[above] if above else "", []).append((part / whole, Fraction(part, whole), station))
    compared, found = 0, []
    for members in units.values():
        if len(members) >= rule.least:
            compared += len(members)
            found += list(outside_fences(members, rule.fences))
    return compared, sorted(found, key=lambda apart: apart.station)


def outside_fences(members: Sequence[tuple[float, Fraction, Station]], fences: int) -> Iterator[Apart]:
    """Find the members outside the fences.

    Each comes with its share as a float too. Rounding keeps the order, so that shares differ as their floats do, and
    fractions have to tell only where the floats are equal.
    """
    shares = sorted((near, share) for near, share, _ in members)
    last = len(shares) - 1
    first, third = shares[last // 4][1], shares[last - last // 4][1]
    reach = fences * (third - first)
    low, high = first - reach, third + reach
    near_low, near_high = float(low), float(high)
    for near, share, station in members:
        if not near_low < near < near_high and not low <= share <= high:
            yield Apart(station, share, low, high, last)


def _leading(returns: Returns) -> str:
    """Find the list with the most votes in the whole."""
    columns = list(returns.lists)
    sums = rows_of(returns.stations.select(*(nw.col(name).sum().alias(name) for name in columns)))[0]
    return max(columns, key=lambda name: int(sums[name] or 0))


def same_figures(returns: Returns, least: int) -> tuple[int, list[tuple[Station, Station]]]:
    """Find stations with the same votes for every list, from `least` votes on, two at least of them not none.

    Returns how many stations were compared, and each later station with the first that has its figures.
    """
    lists = list(returns.lists)
    large = returns.stations.filter(nw.col("votes") >= least)
    twice = large.group_by(*lists).agg(nw.len().alias("times")).filter(nw.col("times") > 1)
    compared = int(rows_of(large.select(nw.len().alias("stations")))[0]["stations"])
    groups: dict[tuple[Any, ...], list[Station]] = {}
    for row in rows_of(large.join(twice.select(*lists), on=lists, how="inner").select(*returns.levels, *lists)):
        figures = tuple(row[name] for name in lists)
        if sum(1 for votes in figures if votes) >= _LISTS_THAT_TELL:
            groups.setdefault(figures, []).append(tuple(row[level] or "" for level in returns.levels))
    pairs = []
    for stations in groups.values():
        first, *others = sorted(stations)
        pairs += [(other, first) for other in others]
    return compared, sorted(pairs)


# Two lists alone agree by chance too often to be worth a question.
_LISTS_THAT_TELL = 3
