"""Cells as they were published to the numbers they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import narwhals as nw

from hemicycle.returns.columns import ROW, Columns
from hemicycle.returns.fields import LARGEST_RETURN
from hemicycle.returns.profile import ListRows, Profile
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.tables import GUARDED

MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?$"
A_COUNT = f"a whole number from 0 to {LARGEST_RETURN:,}"
# Blanks that look the same in print; who names one of them as the mark of thousands means them all.
_SPACES = " \u00a0\u2007\u2009\u202f"
_BLANKS = f"\t\n\v\f\r\ufeff{_SPACES}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of numbers: its value (null where nobody gave one), whether it is wrong, whether it says nothing."""

    value: nw.Expr
    bad: nw.Expr
    empty: nw.Expr


def cell_of(profile: Profile, column: str, kind: Any, file: str) -> Cell:
    """Read a column of numbers of a table. Raises BadInput for a column of a kind that holds none."""
    if kind in (nw.String, nw.Categorical, nw.Enum, nw.Unknown, nw.Object):
        return _from_text(profile, column)
    if kind.is_numeric():
        return _from_numbers(profile, column, kind)
    raise BadInput(Mistake(file, f"the column {column!r} of type {kind.base_type().__name__}", "whole numbers"))


def _from_text(profile: Profile, column: str) -> Cell:
    written = unit_as_written(column)
    writing = profile.writing
    # Tables that passed through floats carry `.0`; more zeros could be thousands, and need the profile's word.
    zeros = "0+" if "decimal" in writing.model_fields_set else "0"
    end = f"{_class(writing.decimal)}{zeros}"
    plain = written.str.replace_all(f"{end}$", "")
    if writing.thousands:
        mark = _class(_SPACES if writing.thousands in _SPACES else writing.thousands)
        whole = plain.str.contains(f"^([0-9]+|[0-9]{{1,3}}({mark}[0-9]{{3}})+)$")
        plain = plain.str.replace_all(mark, "")
        good = whole & plain.str.contains("^0*[0-9]{1,10}$")
    else:  # one look at a cell, of which large tables have many millions
        good = written.str.contains(f"^0*[0-9]{{1,10}}(?:{end})?$")
    empty = written == ""
    if profile.unknown:
        unknown = written.is_in(list(profile.unknown))
        good, empty = good & ~unknown, empty | unknown
        bad = ~(good | unknown)
    else:
        bad = ~good
    value = nw.when(good).then(plain).otherwise(nw.lit(None, dtype=nw.String)).cast(nw.Int64)
    return Cell(value, bad, empty)


def _class(marks: str) -> str:
    return f"[{re.escape(marks)}]"


def _from_numbers(profile: Profile, column: str, kind: Any) -> Cell:
    number = nw.col(column)
    absent = number.is_null()
    within = (number >= 0) & (number <= LARGEST_RETURN)
    if kind == nw.Int64:
        value = number
    elif kind.is_integer():
        value = nw.when(within).then(number).otherwise(nw.lit(None)).cast(nw.Int64)
    else:
        absent = absent | number.cast(nw.Float64).is_nan()
        value = nw.when(~absent & within).then(number).otherwise(nw.lit(None)).cast(nw.Float64).round(0).cast(nw.Int64)
        within = value == number
    within = within.fill_null(value=False)
    codes = [int(text) for text in profile.unknown if re.fullmatch(r"-?[0-9]{1,18}", text)]
    allowed = [absent] if "" in profile.unknown else []
    empty = absent
    if codes:
        coded = number.is_in(codes).fill_null(value=False)
        allowed.append(coded)
        empty = empty | coded
        value = nw.when(~coded).then(value).otherwise(nw.lit(None)).cast(nw.Int64)
    bad = ~nw.any_horizontal(within, *allowed, ignore_nulls=True) if allowed else ~within
    return Cell(value, bad, empty)


Unit = Callable[[str], nw.Expr]


def unit_as_written(column: str) -> nw.Expr:
    """Read a column of names that somebody typed: text without blanks around it, or a guard against formulas."""
    text = nw.col(column).cast(nw.String).fill_null("").str.strip_chars(_BLANKS)
    return nw.when(text.str.starts_with("'") & text.str.contains(GUARDED)).then(text.str.slice(1)).otherwise(text)


def unit_as_stored(column: str) -> nw.Expr:
    """Read a column of names from a table that knows types: as it stands, which is what large tables can afford."""
    return nw.col(column).cast(nw.String)


def unit_in(kinds: Mapping[str, Any], unit: Unit, file: str) -> Unit:
    """Read columns of names by `unit`, and numbers that a table stored with decimals by their whole ones: 101.0 is 101.

    Raises BadInput where a column holds neither text nor numbers nor times.
    """

    def read(column: str) -> nw.Expr:
        kind = kinds[column]
        if kind.is_nested() or kind == nw.Binary:
            found = f"the column {column!r} of type {kind.base_type().__name__}"
            raise BadInput(Mistake(file, found, "names"))
        if not kind.is_float():
            return unit(column)
        number = nw.col(column)
        whole = nw.when(number.abs() < _EXACT).then(number.round(0)).otherwise(nw.lit(None)).cast(nw.Int64)
        named = nw.when(whole == number).then(whole.cast(nw.String)).otherwise(number.cast(nw.String))
        return nw.when(~number.is_nan()).then(named).otherwise(nw.lit(None, dtype=nw.String))

    return read


# Below it, every whole number has a float of its own.
_EXACT = 2**53


def missing(name: nw.Expr) -> nw.Expr:
    """Tell a unit without a name."""
    return name.is_null() | (name == "")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A column of a published table: the rows that can't be used for it, and what was expected in them."""

    column: str
    rows: nw.Expr
    expected: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of the rows of a published table.

    `empty` are rows that name a station in which nothing was counted yet. The others are of the table with that as
    a column `EMPTY`: `wrong` the rows that can't be used, by column, in the order in which they are told, and
    `waived` the empty rows that couldn't be used otherwise.
    """

    empty: nw.Expr
    wrong: tuple[Wrong, ...]
    waived: nw.Expr


EMPTY = "hemicycle:empty"

# What may be known of a station before it has counted anything.
_BEFOREHAND = frozenset({"registered", "received"})


def fate_of_rows(profile: Profile, columns: Columns, cells: dict[str, Cell], unit: Unit) -> Fate:
    """Tell rows that can't be used from those that wait; `unit` reads a column of names."""
    units = [
        Wrong(columns.levels[level], missing(unit(columns.levels[level])), f"the name of a {level}")
        for level in profile.keys
    ]
    lists = profile.lists if isinstance(profile.lists, ListRows) else None
    counted = {part for field, parts in columns.fields.items() if field not in _BEFOREHAND for part in parts}
    counted |= {lists.votes} if lists else set(columns.lists.values())
    said_nothing = (cell.empty for column, cell in cells.items() if column in counted)
    # Each column with what is wrong in it, and where that is excused, since nothing was counted yet.
    empty = nw.col(EMPTY)
    checked: list[tuple[str, nw.Expr, nw.Expr, str]] = []
    if lists:
        checked.append((lists.column, missing(unit(lists.column)), empty, "the name of a list"))
    for column, cell in cells.items():
        # Versions order the returns of a station, so that none of them can be unknown.
        bad = cell.bad | cell.value.is_null() if column == profile.version else cell.bad
        checked.append((column, bad, empty if column in counted else empty & cell.empty, A_COUNT))
    if profile.received_at:
        is_moment = unit(profile.received_at).str.contains(MOMENT).fill_null(value=False)
        checked.append((profile.received_at, ~is_moment, empty, "a time such as 2021-01-10 23:15"))
    return Fate(
        reduce(and_, [*said_nothing, *(~each.rows for each in units)]),
        (*units, *(Wrong(column, bad & ~excused, expected) for column, bad, excused, expected in checked)),
        nw.any_horizontal(*(bad & excused for _, bad, excused, _ in checked), ignore_nulls=True),
    )


def typed(
    frame: nw.LazyFrame[Any], profile: Profile, columns: Columns, cells: dict[str, Cell], unit: Unit
) -> nw.LazyFrame[Any]:
    """Turn a table as published into levels as text and numbers as integers; `unit` reads a column of names.

    Adds `bad_row`, where a number or a unit can't be used, and `empty_row`, where a station is named and nothing
    was counted yet; with lists in rows also `waived`, where such a row would be bad if anything were counted in its
    station. Counts rows in `row` where the table does.
    """
    units = {level: unit(column) for level, column in columns.levels.items()}
    outputs = [(expr if level in profile.keys else expr.fill_null("")).alias(level) for level, expr in units.items()]
    for name, parts in columns.numbers.items():
        outputs.append(reduce(lambda total, part: total + part, (cells[part].value for part in parts)).alias(name))
    if profile.version:
        outputs.append(cells[profile.version].value.alias("version"))
    if profile.received_at:
        moment = unit(profile.received_at).str.replace_all("T", " ", literal=True)
        outputs.append(moment.alias("received_at"))
    fate = fate_of_rows(profile, columns, cells, unit)
    if isinstance(profile.lists, ListRows):
        outputs += [unit(profile.lists.column).alias("list"), cells[profile.lists.votes].value.alias("votes")]
        outputs.append(fate.waived.alias("waived"))
    outputs.append(nw.any_horizontal(*(each.rows for each in fate.wrong), ignore_nulls=True).alias("bad_row"))
    outputs.append(nw.col(EMPTY).alias("empty_row"))
    counts_rows = ROW in frame.collect_schema().names()
    return frame.with_columns(fate.empty.alias(EMPTY)).select(
        *([nw.col(ROW).alias("row")] if counts_rows else []), *outputs
    )
