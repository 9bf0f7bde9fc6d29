"""Two accounts of the same stations, cell by cell: copies of protocols and official figures, one state and another.

What differs is told, and nothing else: a slip of the pen, a correction and a recount look the same from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from hemicycle.returns.collected import count_of, rows_of
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake, nearest

Frame = nw.LazyFrame[Any]
Unit = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A field or a list in both accounts: cells compared, cells that differ, what the differences come to.

    `net` is the second account less the first, `absolute` the sum of the differences without their signs.
    `one_sided` are cells that only one of the accounts gives.
    """

    name: str
    compared: int
    differing: int
    net: int
    absolute: int
    one_sided: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that differs."""

    station: Unit
    name: str
    first: int | None
    second: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two accounts side by side.

    `stations` stand in both; `differing` of them in some cell; `only_first` and `only_second` stand in one alone.
    `by_unit` has the same by the units of a level, where it was asked for: stations, those that differ, and the
    sum of absolute differences. `left_out` are fields and lists that one account doesn't have.
    """

    levels: Unit
    stations: int
    differing: int
    only_first: int
    only_second: int
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    missing: tuple[Unit, ...]
    strangers: tuple[Unit, ...]
    left_out: tuple[str, ...]
    by_unit: Mapping[Unit, tuple[int, int, int]]

    def as_json(self) -> dict[str, Any]:
        """Give the comparison as JSON values."""
        return {
            "stations_compared": self.stations,
            "stations_differing": self.differing,
            "only_in_first": self.only_first,
            "only_in_second": self.only_second,
            "cells_compared": sum(column.compared for column in self.columns),
            "cells_differing": sum(column.differing for column in self.columns),
            "absolute_difference": sum(column.absolute for column in self.columns),
            "columns": {
                column.name: {
                    "compared": column.compared,
                    "differing": column.differing,
                    "net": column.net,
                    "absolute": column.absolute,
                    "given_once": column.one_sided,
                }
                for column in self.columns
            },
            "not_compared": list(self.left_out),
            "units": [
                {"unit": list(unit), "stations": stations, "differing": differing, "absolute_difference": absolute}
                for unit, (stations, differing, absolute) in self.by_unit.items()
            ],
            "cells": [
                {"station": list(cell.station), "of": cell.name, "first": cell.first, "second": cell.second}
                for cell in self.cells
            ],
            "missing_in_second": [list(station) for station in self.missing],
            "missing_in_first": [list(station) for station in self.strangers],
        }


def compare(first: Returns, second: Returns, by: str | None = None, shown: int | None = None) -> Comparison:
    """Set two accounts of the same stations side by side, cell by cell.

    Stations are joined by the levels that tell them apart, lists by their ids. Both have to live in the same
    engine; files read one beside the other do. `shown` cells and stations are told one by one, all without it.
    Raises BadInput where the accounts tell stations apart by different levels, or rows are all that tells them apart.
    """
    keys = list(first.profile.keys)
    if not keys or keys != list(second.profile.keys):
        found = f"stations told apart by {', '.join(second.profile.keys) or 'their rows'}"
        raise BadInput(Mistake(second.name, found, f"{', '.join(keys) or 'levels that tell them apart'}, as the other"))
    if by is not None and by not in first.levels:
        raise BadInput(Mistake(first.name, f"no level {by!r}", nearest(by, first.levels)))
    names, left_out = _shared(first, second)
    one = first.stations.select(*first.levels, *(nw.col(a).alias(f"a_{i}") for i, (_, a, _) in enumerate(names)))
    other = second.stations.select(*keys, *(nw.col(b).alias(f"b_{i}") for i, (_, _, b) in enumerate(names)))
    both = one.join(other, on=keys, how="inner")
    differs = [_differs(place) for place in range(len(names))]
    changed = both.filter(nw.any_horizontal(*differs, ignore_nulls=True))
    missing = first.stations.select(*first.levels).join(second.stations.select(*keys), on=keys, how="anti")
    strangers = second.stations.select(*second.levels).join(first.stations.select(*keys), on=keys, how="anti")
    counted = rows_of(both.select(nw.len().alias("stations"), *_measures(len(names))))[0]
    columns = tuple(
        Column(name, *(int(counted[f"{what}_{place}"] or 0) for what in ("both", "differs", "net", "absolute", "once")))
        for place, (name, _, _) in enumerate(names)
    )
    return Comparison(
        levels=first.levels,
        stations=int(counted["stations"]),
        differing=count_of(changed),
        only_first=count_of(missing),
        only_second=count_of(strangers),
        columns=columns,
        cells=tuple(_cells(changed, first.levels, [name for name, _, _ in names], shown)),
        missing=_units(missing, first.levels, shown),
        strangers=_units(strangers, second.levels, shown),
        left_out=left_out,
        by_unit=_by_unit(both, first.levels[: first.levels.index(by) + 1], len(names)) if by else {},
    )


def by_size(found: Comparison, shown: int | None = None) -> Comparison:
    """Put the cells with the largest differences first, and keep `shown` cells and stations; all without it."""
    cells = sorted(found.cells, key=lambda cell: -abs((cell.second or 0) - (cell.first or 0)))
    return replace(found, cells=tuple(cells[:shown]), missing=found.missing[:shown], strangers=found.strangers[:shown])


def _shared(first: Returns, second: Returns) -> tuple[list[tuple[str, str, str]], tuple[str, ...]]:
    """Pair the columns of two accounts by field and list; a field that both only derive from others adds nothing."""
    fields = {name: name for name in (*first.fields, *first.derived)}
    others = {name: name for name in (*second.fields, *second.derived)}
    lists = {each: column for column, each in first.lists.items()}
    other_lists = {each: column for column, each in second.lists.items()}
    pairs = [
        (name, fields[name], others[name])
        for name in fields
        if name in others and not (name in first.derived and name in second.derived)
    ]
    pairs += [(each, lists[each], other_lists[each]) for each in lists if each in other_lists]
    alone = [name for name in (*first.fields, *lists) if name not in others and name not in other_lists]
    alone += [name for name in (*second.fields, *other_lists) if name not in fields and name not in lists]
    return pairs, tuple(dict.fromkeys(alone))


def _differs(place: int) -> nw.Expr:
    return nw.col(f"a_{place}") != nw.col(f"b_{place}")


def _measures(count: int) -> Iterator[nw.Expr]:
    for place in range(count):
        first, second = nw.col(f"a_{place}"), nw.col(f"b_{place}")
        gap = second - first
        one, none = nw.lit(1), nw.lit(0)
        once = first.is_null() != second.is_null()
        yield nw.when(~gap.is_null()).then(one).otherwise(none).sum().alias(f"both_{place}")
        yield nw.when(_differs(place)).then(one).otherwise(none).sum().alias(f"differs_{place}")
        yield gap.sum().alias(f"net_{place}")
        yield gap.abs().sum().alias(f"absolute_{place}")
        yield nw.when(once).then(one).otherwise(none).sum().alias(f"once_{place}")


def _cells(changed: Frame, levels: Unit, names: Sequence[str], shown: int | None) -> Iterator[Cell]:
    ordered = changed.sort(*levels)
    left = shown
    for row in rows_of(ordered if shown is None else ordered.head(shown)):
        station = tuple(row[level] or "" for level in levels)
        for place, name in enumerate(names):
            first, second = row[f"a_{place}"], row[f"b_{place}"]
            if first is not None and second is not None and first != second and left != 0:
                yield Cell(station, name, first, second)
                left = None if left is None else left - 1


def _units(frame: Frame, levels: Unit, shown: int | None) -> tuple[Unit, ...]:
    ordered = frame.select(*levels).sort(*levels)
    return tuple(
        tuple(row[level] or "" for level in levels)
        for row in rows_of(ordered if shown is None else ordered.head(shown))
    )


def _by_unit(both: Frame, levels: Unit, count: int) -> dict[Unit, tuple[int, int, int]]:
    gaps = [(nw.col(f"b_{place}") - nw.col(f"a_{place}")).abs().fill_null(0) for place in range(count)]
    differs = nw.any_horizontal(*(_differs(place) for place in range(count)), ignore_nulls=True)
    grouped = both.with_columns(
        nw.sum_horizontal(*gaps).alias("gap"), nw.when(differs).then(1).otherwise(0).alias("changed")
    )
    found = grouped.group_by(*levels).agg(nw.len().alias("stations"), nw.col("changed").sum(), nw.col("gap").sum())
    return {
        tuple(row[level] or "" for level in levels): (int(row["stations"]), int(row["changed"]), int(row["gap"]))
        for row in rows_of(found.sort(*levels))
    }
