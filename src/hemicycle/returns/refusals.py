"""Rows that can't be used, with their reason, counted and told by a sample."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from hemicycle.returns.cells import A_COUNT, EMPTY, Cell, Unit, Wrong, fate_of_rows, unit_as_written
from hemicycle.returns.collected import rows_of
from hemicycle.returns.columns import ROW, Columns
from hemicycle.returns.profile import Profile
from hemicycle.source.mistake import Mistake
from hemicycle.source.words import several

Frame = nw.LazyFrame[Any]
Line = Callable[[int], int | None]
# How many of the refused rows are told one by one; the rest are counted.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rows that can't be used, for one reason: how many, and some of them."""

    reason: str
    rows: int
    sample: tuple[Mistake, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the refusal as JSON values."""
        sample = [
            {"line": each.line, "at": each.at, "found": each.found, "expected": each.expected} for each in self.sample
        ]
        return {"reason": self.reason, "rows": self.rows, "sample": sample}


@dataclass(frozen=True, slots=True)
class Source:
    """What messages need to know of where a table comes from: its name, and the line of each row."""

    name: str
    line: Line = lambda row: None

    def mistake(self, found: str, expected: str, row: int | None, at: str = "") -> Mistake:
        """Make the mistake for a row: by its line or, in a table without lines, by its number."""
        line = self.line(row) if row is not None else None
        if row is not None and line is None:
            at = f"row {row}, {at}" if at else f"row {row}"
        return Mistake(self.name, found, expected, line, at)


def bad_cells(
    frame: Frame,
    profile: Profile,
    columns: Columns,
    cells: dict[str, Cell],
    source: Source,
    *,
    unit: Unit = unit_as_written,
    lasting: Callable[[Frame], Frame] = lambda frame: frame,
) -> tuple[Refusal, ...]:
    """Tell the rows of a published table with a number, a unit or a time that can't be used; each row once.

    A row counts under the first of its columns that is wrong. `lasting` stores a table whose making is dear.
    """
    fate = fate_of_rows(profile, columns, cells, unit)
    wrong = fate.wrong
    none = nw.lit(len(wrong))
    first = nw.min_horizontal(*(nw.when(each.rows).then(nw.lit(at)).otherwise(none) for at, each in enumerate(wrong)))
    found = lasting(
        frame.with_columns(fate.empty.alias(EMPTY))
        .with_columns(first.alias(_WRONG))
        .filter(nw.col(_WRONG) < len(wrong))
    )
    counts = rows_of(found.group_by(_WRONG).agg(nw.len().alias("rows")).sort(_WRONG))
    return tuple(
        _told(found.filter(nw.col(_WRONG) == row[_WRONG]), wrong[row[_WRONG]], int(row["rows"]), columns, source)
        for row in counts
    )


# The first column of a published row that can't be used, by its place among those that matter.
_WRONG = "hemicycle:wrong"


def _told(found: Frame, wrong: Wrong, rows: int, columns: Columns, source: Source) -> Refusal:
    """Tell the first of the rows that can't be used for one column."""
    numbered = ROW in found.collect_schema().names()
    sample = []
    for row in _first(found, [ROW] if numbered else [], [wrong.column, *columns.levels.values()]):
        at = f"column {wrong.column}" + ("" if numbered else f" of {place(row, columns.levels.values())}")
        expected = wrong.expected + (_hint(row[wrong.column]) if wrong.expected == A_COUNT else "")
        sample.append(source.mistake(_cell(row[wrong.column]), expected, row.get(ROW), at))
    return Refusal(f"{wrong.column}: not {wrong.expected}", rows, tuple(sample))


def _first(frame: Frame, row: list[str], columns: list[str]) -> list[dict[str, Any]]:
    """Take the first rows, in the order of the file or, without one, of the names."""
    chosen = list(dict.fromkeys([*row, *columns]))
    return rows_of(frame.select(*chosen).sort(*(row or chosen)).head(SHOWN))


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _hint(value: Any) -> str:
    """Say what a profile may say of numbers written with marks."""
    written = str(value).strip()
    mark = re.fullmatch(r"[0-9]{1,3}(?:([^0-9])[0-9]{3})+", written)
    if mark:
        return f"; or `thousands: {mark[1]!r}` in the profile, under writing"
    if re.fullmatch(r"[0-9]+,0+", written):
        return "; or `decimal: ','` in the profile, under writing"
    return ""


def place(row: dict[str, Any], levels: Any) -> str:
    """Name a station by the units it lies in."""
    return " / ".join(str(row[level]) for level in levels if row[level] not in (None, ""))


def clashes(typed: Frame, columns: Columns, source: Source) -> tuple[Refusal, ...]:
    """Tell the stations whose rows disagree, in a file with a row for each list."""
    found = typed.filter(nw.col("clash"))
    total = rows_of(found.select(nw.col("rows").sum().alias("rows")))[0]["rows"]
    if not total:
        return ()
    expected = "each list once in a station, and the same units and totals in all of its rows"
    shown = _first(found, ["row"] if "row" in found.collect_schema().names() else [], [*columns.levels, "rows"])
    told = tuple(
        source.mistake(f"{row['rows']} rows of {place(row, columns.levels)} that disagree", expected, row.get("row"))
        for row in shown
    )
    return (Refusal("rows of one station that disagree", int(total), told),)


def without_doubles(
    counted: Frame, keys: tuple[str, ...], columns: Columns, source: Source
) -> tuple[Frame, tuple[Refusal, ...]]:
    """Leave out stations that stand in a table twice: the copies where all is the same, every row where it isn't.

    Which of two contradicting rows is right can't be known, so neither is tallied. The result doesn't depend on
    the order of the rows. `keys` tell apart what may stand once (stations, or versions of their returns).
    """
    names = counted.collect_schema().names()
    numbered, gathered = "row" in names, "rows" in names
    content = [name for name in names if name not in ("row", "bad_row", "empty_row", "rows", "clash")]
    times = nw.col("rows").sum() if gathered else nw.len()
    twice = counted.group_by(*keys).agg(nw.len().alias("times")).filter(nw.col("times") > 1).select(*keys)
    accounts = (
        counted.join(twice, on=list(keys), how="semi")
        .group_by(*content)
        .agg(times.alias("times"), *([nw.col("row").min().alias("row")] if numbered else []))
    )
    differing = accounts.group_by(*keys).agg(nw.len().alias("accounts")).filter(nw.col("accounts") > 1).select(*keys)
    copied = accounts.join(differing, on=list(keys), how="anti")
    disputed = accounts.join(differing, on=list(keys), how="semi")
    kept = [name for name in names if name in ("row", "rows", *content)]
    clean = counted.join(twice, on=list(keys), how="anti").select(*kept)
    if not gathered:  # rows that were gathered into stations have no copies
        clean = nw.concat([clean, copied.select(*kept)], how="vertical")
    refusals = []
    extra = 0 if gathered else _sum(copied, nw.col("times") - 1)
    if extra:
        shown = _first(copied, ["row"] if numbered else [], [*columns.levels, "times"])
        told = tuple(
            source.mistake(
                f"{place(row, columns.levels)} {row['times']} times, all the same", "each station once", row.get("row")
            )
            for row in shown
        )
        refusals.append(Refusal("copies of a row", extra, told))
    rows = _sum(disputed, nw.col("times"))
    if rows:
        refusals.append(
            Refusal("a station with several different returns", rows, _disputes(disputed, keys, columns, source))
        )
    return clean, tuple(refusals)


def _sum(frame: Frame, what: nw.Expr) -> int:
    return int(rows_of(frame.select(what.sum().alias("rows")))[0]["rows"] or 0)


def _disputes(disputed: Frame, keys: tuple[str, ...], columns: Columns, source: Source) -> tuple[Mistake, ...]:
    """Tell what stations claim twice: another place, or other figures."""
    numbered = "row" in disputed.collect_schema().names()
    others = [level for level in columns.levels if level not in keys]
    groups = disputed.group_by(*keys).agg(
        nw.col("times").sum().alias("times"),
        (nw.col("row").min() if numbered else nw.len()).alias("first"),
        *(nw.col(level).min().alias(f"{level}_a") for level in others),
        *(nw.col(level).max().alias(f"{level}_b") for level in others),
        *(nw.col(level).n_unique().alias(f"{level}_n") for level in others),
    )
    told = []
    station = list(columns.levels)[-1]
    for row in rows_of(groups.sort("first", *keys).head(SHOWN)):
        what = f"{' / '.join(str(row[key]) for key in keys)} {row['times']} times, with different figures"
        for level in others:
            if row[f"{level}_n"] > 1:
                units = f"{row[f'{level}_a']!r} and {row[f'{level}_b']!r}"
                named = (
                    f"{level} {units}"
                    if row[f"{level}_n"] == 2
                    else f"{row[f'{level}_n']} {several(level)}, such as {units}"
                )
                what = f"{' / '.join(str(row[key]) for key in keys)} in {named}"
                break
        told.append(source.mistake(what, f"each {station} once", row["first"] if numbered else None))
    return tuple(told)
