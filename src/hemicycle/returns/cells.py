"""Cells as they were published to the numbers they mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import narwhals as nw

from hemicycle.returns.columns import Columns
from hemicycle.returns.fields import LARGEST_RETURN
from hemicycle.returns.profile import ListRows, Profile
from hemicycle.source.mistake import BadInput, Mistake

MOMENT = r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$"
A_COUNT = f"a whole number from 0 to {LARGEST_RETURN:,}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of numbers: its value (null where nobody gave one), whether it is wrong, whether it is empty."""

    value: nw.Expr
    bad: nw.Expr
    empty: nw.Expr


def cell_of(profile: Profile, column: str, kind: Any, file: str) -> Cell:
    """Read a column of numbers of a table. Raises BadInput for a column of a kind that holds none."""
    if kind in (nw.String, nw.Categorical, nw.Enum, nw.Unknown, nw.Object):
        return _from_text(profile, column)
    if kind.is_numeric():
        return _from_numbers(profile, column, kind)
    raise BadInput(Mistake(file, f"the column {column!r} of type {kind}", "whole numbers"))


def _from_text(profile: Profile, column: str) -> Cell:
    written = nw.col(column).cast(nw.String).fill_null("").str.strip_chars()
    plain = written
    writing = profile.writing
    grouped = ""
    if writing.thousands:
        mark = re.escape(writing.thousands)
        grouped = f"|[0-9]{{1,3}}({mark}[0-9]{{3}})+"
        plain = plain.str.replace_all(writing.thousands, "", literal=True)
    # Tables that passed through floats carry `.0`; more zeros could be thousands, and need the profile's word.
    zeros = "0+" if "decimal" in writing.model_fields_set else "0"
    decimals = f"({re.escape(writing.decimal)}{zeros})?"
    digits = plain.str.replace_all(f"{re.escape(writing.decimal)}{zeros}$", "")
    good = written.str.contains(f"^([0-9]+{grouped}){decimals}$") & digits.str.contains("^0*[0-9]{1,10}$")
    if profile.unknown:
        good = good & ~written.is_in(list(profile.unknown))
    value = nw.when(good).then(digits).otherwise(nw.lit(None, dtype=nw.String)).cast(nw.Int64)
    bad = ~(good | written.is_in(list(profile.unknown))) if profile.unknown else ~good
    return Cell(value, bad, written == "")


def _from_numbers(profile: Profile, column: str, kind: Any) -> Cell:
    number = nw.col(column)
    absent = number.is_null()
    if kind.is_integer():
        within = (number >= 0) & (number <= LARGEST_RETURN)
        value = number if kind == nw.Int64 else number.cast(nw.Int64)
    else:
        absent = absent | number.cast(nw.Float64).is_nan()
        rounded = nw.when(~absent & (number >= 0) & (number <= LARGEST_RETURN)).then(number)
        value = rounded.otherwise(nw.lit(None)).cast(nw.Float64).round(0).cast(nw.Int64)
        within = ((value.cast(nw.Float64) - number.cast(nw.Float64)) == 0).fill_null(value=False)
    standing_for_unknown = [int(text) for text in profile.unknown if re.fullmatch(r"-?[0-9]{1,18}", text)]
    allowed = absent if "" in profile.unknown else nw.lit(value=False)
    if standing_for_unknown:
        allowed = allowed | number.is_in(standing_for_unknown).fill_null(value=False)
        value = nw.when(~number.is_in(standing_for_unknown)).then(value).otherwise(nw.lit(None)).cast(nw.Int64)
    return Cell(value, ~(within.fill_null(value=False) | allowed), absent)


def typed(
    frame: nw.LazyFrame[Any], profile: Profile, columns: Columns, cells: dict[str, Cell], unit: Unit
) -> nw.LazyFrame[Any]:
    """Turn a table as published into levels as text and numbers as integers; `unit` reads a column of names.

    Adds `bad_row`, where a number or a unit can't be used, and `empty_row`, where a station is named and nothing
    was counted yet. Keeps the column `row` where the table has one.
    """
    present = frame.collect_schema().names()
    units = {level: unit(column) for level, column in columns.levels.items()}
    outputs = [(expr if level in profile.keys else expr.fill_null("")).alias(level) for level, expr in units.items()]
    for name, parts in columns.numbers.items():
        outputs.append(reduce(lambda total, part: total + part, (cells[part].value for part in parts)).alias(name))
    bad = [missing(units[level]) for level in profile.keys] + [cell.bad for cell in cells.values()]
    if isinstance(profile.lists, ListRows):
        outputs += [unit(profile.lists.column).alias("list"), cells[profile.lists.votes].value.alias("votes")]
        bad.append(missing(unit(profile.lists.column)))
    if profile.version:
        outputs.append(cells[profile.version].value.alias("version"))
    if profile.received_at:
        moment = unit(profile.received_at).str.replace_all("T", " ", literal=True)
        outputs.append(moment.alias("received_at"))
    empty = _empty(profile, columns, cells)
    if profile.received_at:
        bad.append(~unit(profile.received_at).str.contains(MOMENT) & ~empty)
    unusable = nw.any_horizontal(*bad, ignore_nulls=True)
    keyed = reduce(and_, (~missing(units[level]) for level in profile.keys), nw.lit(value=True))
    outputs += [(unusable & ~(empty & keyed)).alias("bad_row"), (empty & keyed).alias("empty_row")]
    return frame.select(*(["row"] if "row" in present else []), *outputs)


Unit = Callable[[str], nw.Expr]


def unit_as_written(column: str) -> nw.Expr:
    """Read a column of names that somebody typed: text without blanks around it."""
    return nw.col(column).cast(nw.String).fill_null("").str.strip_chars()


def unit_as_stored(column: str) -> nw.Expr:
    """Read a column of names from a table that knows types: as it stands, which is what large tables can afford."""
    return nw.col(column).cast(nw.String)


def missing(name: nw.Expr) -> nw.Expr:
    """Tell a unit without a name."""
    return name.is_null() | (name == "")


# What may be known of a station before it has counted anything.
_BEFOREHAND = frozenset({"registered", "added", "received"})


def _empty(profile: Profile, columns: Columns, cells: dict[str, Cell]) -> nw.Expr:
    """Tell a row in which nothing of the count stands."""
    counted = [part for field, parts in columns.fields.items() if field not in _BEFOREHAND for part in parts]
    lists = list(columns.lists.values()) or ([profile.lists.votes] if isinstance(profile.lists, ListRows) else [])
    return reduce(and_, (cells[column].empty for column in [*counted, *lists]))
