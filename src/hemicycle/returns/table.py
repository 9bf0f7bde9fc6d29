"""Returns as one table: a row for each station, numbers as numbers, and what could not be used told with its reason.

Everything is said once, in narwhals, and runs where the table lives: DuckDB, Polars, pandas or Spark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from hemicycle.returns.cells import Unit, cell_of, typed, unit_as_stored, unit_in
from hemicycle.returns.collected import count_of, rows_of
from hemicycle.returns.columns import ROW, Columns, columns_of
from hemicycle.returns.fields import derivable
from hemicycle.returns.lists_in_rows import wide
from hemicycle.returns.profile import ListRows, Profile
from hemicycle.returns.refusals import SHOWN, Frame, Refusal, Source, bad_cells, clashes, without_doubles
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Returns:
    """The returns of a country: one row for each station that has been counted.

    `stations` has a text column for each of `levels`, an integer column for each of `fields`, of the keys of
    `derived` (with the parts it is the sum of), of `hours` and of `lists` (column to id); null is a number nobody
    gave. `versions` holds every version of every return, `stations` the last of each; they are the same where a
    file has but one. `waiting` are stations named in a row with nothing counted yet.

    Every row read is accounted for: rows_read = rows_tallied + rows_superseded + rows_waiting + refused.
    """

    name: str
    profile: Profile
    levels: tuple[str, ...]
    fields: tuple[str, ...]
    derived: Mapping[str, tuple[str, ...]]
    hours: tuple[str, ...]
    lists: Mapping[str, str]
    stations: Frame
    versions: Frame
    waiting: Frame
    rows_read: int
    rows_tallied: int
    rows_superseded: int
    rows_waiting: int
    refusals: tuple[Refusal, ...]
    unknown_cells: int
    unused: tuple[str, ...]
    notes: tuple[str, ...] = ()
    kept: Any = field(default=None, repr=False, compare=False)

    @property
    def refused(self) -> int:
        """How many rows can't be used."""
        return sum(refusal.rows for refusal in self.refusals)

    @property
    def accounted(self) -> dict[str, int]:
        """What became of the rows, for programs: those read are all of the others together."""
        return {
            "rows_read": self.rows_read,
            "rows_tallied": self.rows_tallied,
            "rows_superseded": self.rows_superseded,
            "rows_outstanding": self.rows_waiting,
            "refused": self.refused,
        }

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns of numbers: fields given and derived, hours, lists."""
        return (*self.fields, *self.derived, *self.hours, *self.lists)

    @property
    def version(self) -> str | None:
        """The column that orders the versions of a return, if there are several."""
        return version_column(self.profile)

    def progress(self) -> float:
        """Tell how far the query now running is, in percent; -1 where that can't be told."""
        opened = self.kept[0] if isinstance(self.kept, tuple) else self.kept
        return float(opened.connection.query_progress()) if opened is not None else -1.0

    def line(self, row: int) -> int | None:
        """Find the line of the file where a row stands; None where the table has no lines."""
        opened = self.kept[0] if isinstance(self.kept, tuple) else self.kept
        return opened.line(row) if opened is not None else None

    def called(self, list_: str) -> str:
        """Call a list by its name, where the profile knows it."""
        return self.profile.names.get(list_, list_)


def version_column(profile: Profile) -> str | None:
    """Name the column that orders versions of a return: its number or, without one, when it was received."""
    return "version" if profile.version else "received_at" if profile.received_at else None


def returns_from(
    frame: Frame,
    profile: Profile,
    source: Source,
    *,
    unit: Unit = unit_as_stored,
    refused: Refusal | None = None,
    lasting: Callable[[Frame], Frame] = lambda frame: frame,
    notes: tuple[str, ...] = (),
    kept: Any = None,
) -> Returns:
    """Make returns of a table as it was published, by its profile.

    `frame` may have a column `ROW`, which `source` finds lines by. `unit` reads names. `refused` are
    lines that never became rows. `lasting` stores a table whose making is dear. Raises BadInput where columns
    are missing or of a kind that holds no numbers, and where no row can be used.
    """
    schema = frame.collect_schema()
    columns = columns_of(profile, source.name, [name for name in schema.names() if name != ROW], source.line(0))
    profile = _without_absent(profile, schema.names())
    cells = {name: cell_of(profile, name, schema[name], source.name) for name in _number_columns(profile, columns)}
    unit = unit_in(schema, unit, source.name)
    rows = typed(frame, profile, columns, cells, unit)
    published, in_rows = columns, isinstance(profile.lists, ListRows)
    if in_rows:
        rows, columns = wide(lasting(rows), profile, columns)
    rows = lasting(rows)
    seen = _seen(rows, columns, in_rows=in_rows, may_be_unknown=bool(profile.unknown))
    refusals = [refused] if refused and refused.rows else []
    if seen["bad"]:
        refusals += bad_cells(frame, profile, published, cells, source, unit=unit, lasting=lasting)
        refusals += clashes(rows, columns, source) if in_rows else ()
        told = sum(refusal.rows for refusal in refusals) - (refused.rows if refused else 0)
        if told < seen["bad"]:
            refusals.append(Refusal("rows of a station of which another row can't be used", seen["bad"] - told))
    some = [~nw.col(flag) for flag, count in (("bad_row", seen["bad"]), ("empty_row", seen["empty"])) if count]
    counted = rows.filter(*some) if some else rows
    versions, doubled = _once(counted, profile, columns, source)
    refusals += doubled
    tallied = seen["rows"] - seen["bad"] - seen["empty"] - sum(refusal.rows for refusal in doubled)
    if not tallied and not seen["empty"]:
        raise _nothing_to_use(source, refusals)
    derived = derivable(columns.fields)
    versions = _with_sums(versions, derived, columns)
    waiting = rows.filter(~nw.col("bad_row"), nw.col("empty_row"))
    order = version_column(profile)
    stations, waiting = _last(versions, waiting, profile, some_wait=seen["empty"] > 0)
    in_last = _weight(stations, in_rows=in_rows) if order else tallied
    still_out = _weight(waiting, in_rows=in_rows) if seen["empty"] else 0
    superseded = tallied - in_last
    if again := seen["empty"] - still_out:
        superseded += again if order else 0
        refusals += (
            () if order else (Refusal("rows with nothing counted, of stations that stand in other rows", again),)
        )
    return Returns(
        name=source.name,
        profile=profile,
        levels=tuple(columns.levels),
        fields=tuple(columns.fields),
        derived=derived,
        hours=tuple(columns.hours),
        lists={f"list_{place}": each for place, each in enumerate(columns.lists, 1)},
        stations=stations,
        versions=versions,
        waiting=waiting,
        rows_read=seen["rows"] + (refused.rows if refused else 0),
        rows_tallied=in_last,
        rows_superseded=superseded,
        rows_waiting=still_out,
        refusals=tuple(refusals),
        unknown_cells=seen["unknown"],
        unused=columns.unused,
        notes=notes,
        kept=kept,
    )


def _without_absent(profile: Profile, present: Sequence[str]) -> Profile:
    """Leave out of a profile what tells the time of a return, where a table lacks those columns."""
    orders = {name: None for name in ("version", "received_at") if getattr(profile, name) not in present}
    hours = {hour: column for hour, column in profile.voters_by.items() if column in present}
    return profile.model_copy(update={**orders, "voters_by": hours})


def _number_columns(profile: Profile, columns: Columns) -> list[str]:
    """Name the columns of a file that hold numbers, each once."""
    names = [part for parts in columns.numbers.values() for part in parts]
    if isinstance(profile.lists, ListRows):
        names.append(profile.lists.votes)
    if profile.version:
        names.append(profile.version)
    return list(dict.fromkeys(names))


def _seen(rows: Frame, columns: Columns, *, in_rows: bool, may_be_unknown: bool) -> dict[str, int]:
    """Count rows in one pass: all, those that can't be used, those with nothing counted yet, cells nobody filled."""
    weight = nw.col("rows") if in_rows else nw.lit(1)
    bad, empty = nw.col("bad_row"), nw.col("empty_row")
    counts = [
        weight.sum().alias("rows") if in_rows else nw.len().alias("rows"),
        nw.when(bad).then(weight).otherwise(nw.lit(0)).sum().alias("bad"),
        nw.when(empty & ~bad).then(weight).otherwise(nw.lit(0)).sum().alias("empty"),
    ]
    if may_be_unknown:
        open_cells = [
            nw.when(nw.col(name).is_null() & ~bad & ~empty)
            .then(nw.lit(1))
            .otherwise(nw.lit(0))
            .sum()
            .alias(f"open_{name}")
            for name in columns.numbers
        ]
        counts += open_cells
    found = rows_of(rows.select(*counts))[0]
    unknown = sum(int(number or 0) for name, number in found.items() if name.startswith("open_"))
    return {name: int(found[name] or 0) for name in ("rows", "bad", "empty")} | {"unknown": unknown}


def _weight(rows: Frame, *, in_rows: bool) -> int:
    """Count the rows of the file that stand behind those of a table."""
    return int(rows_of(rows.select(nw.col("rows").sum().alias("rows")))[0]["rows"] or 0) if in_rows else count_of(rows)


def _nothing_to_use(source: Source, refusals: Sequence[Refusal]) -> BadInput:
    """Tell why a table can't be used as a whole."""
    sample = [mistake for refusal in refusals for mistake in refusal.sample]
    if not sample:
        return BadInput(Mistake(source.name, "no rows after the names of the columns", "returns", source.line(0)))
    rows = sum(refusal.rows for refusal in refusals)
    if rows == 1:
        return BadInput(sample)
    return BadInput([Mistake(source.name, f"{rows:,} rows, none of which can be used", "returns"), *sample[:SHOWN]])


def _once(counted: Frame, profile: Profile, columns: Columns, source: Source) -> tuple[Frame, tuple[Refusal, ...]]:
    """Make sure that each version of each return stands in the table once."""
    order = version_column(profile)
    keys = (*profile.keys, *([order] if order else []))
    if not profile.keys:
        return counted, ()
    doubled = counted.group_by(*keys).agg(nw.len().alias("times")).filter(nw.col("times") > 1)
    if not count_of(doubled):
        return counted, ()
    return without_doubles(counted, keys, columns, source)


def latest(versions: Frame, keys: tuple[str, ...], order: str) -> Frame:
    """Keep the last version of each return."""
    return versions.filter(nw.col(order) == nw.col(order).max().over(*keys))


def _last(versions: Frame, empty: Frame, profile: Profile, *, some_wait: bool) -> tuple[Frame, Frame]:
    """Tell stations that have been counted from those that wait, by the last version of each return.

    A return that says nothing withdraws earlier ones. Each station that waits stands in the result once.
    """
    keys, order = profile.keys, version_column(profile)
    if not some_wait or not keys:
        return (latest(versions, keys, order) if order else versions), empty
    on = list(keys)
    if order:
        everything = nw.concat([versions.select(*keys, order), empty.select(*keys, order)], how="vertical")
        last = everything.group_by(*keys).agg(nw.col(order).max().alias("last"))
        versions = versions.join(last, on=on, how="inner").filter(nw.col(order) == nw.col("last")).drop("last")
        empty = empty.join(last, on=on, how="inner")
        empty = empty.filter((nw.col(order) == nw.col("last")) | nw.col("last").is_null()).drop("last")
    empty = empty.join(versions.select(*keys), on=on, how="anti")
    others = [name for name in empty.collect_schema().names() if name not in (*keys, "bad_row", "empty_row", "clash")]
    return versions, empty.group_by(*keys).agg(*(nw.col(name).max().alias(name) for name in others))


def _with_sums(rows: Frame, derived: Mapping[str, tuple[str, ...]], columns: Columns) -> Frame:
    """Add the fields that follow from others; the votes of all lists together are `votes`."""
    lists = [f"list_{place}" for place in range(1, len(columns.lists) + 1)]
    rows = rows.with_columns(nw.sum_horizontal(*lists).alias("votes"))
    for name, parts in derived.items():
        total = nw.col(parts[0])
        for part in parts[1:]:
            total = total + nw.col(part)
        rows = rows.with_columns(total.alias(name))
    return rows
