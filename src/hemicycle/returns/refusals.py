"""Rows that can't be used, with their reason, counted and told by a sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from hemicycle.returns.cells import A_COUNT, MOMENT, Cell, missing, unit_as_written
from hemicycle.returns.collected import count_of, rows_of
from hemicycle.returns.columns import Columns
from hemicycle.returns.profile import ListRows, Profile
from hemicycle.source.mistake import Mistake

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
        """Make the mistake for a row."""
        return Mistake(self.name, found, expected, self.line(row) if row is not None else None, at)


def bad_cells(
    frame: Frame, profile: Profile, columns: Columns, cells: dict[str, Cell], source: Source
) -> tuple[Refusal, ...]:
    """Tell the rows of a published table with a number, a unit or a time that can't be used; each row once.

    A row counts under the first of its columns that is wrong.
    """
    numbered = "row" in frame.collect_schema().names()
    wrong: list[tuple[str, nw.Expr, str]] = [
        (columns.levels[level], missing(unit_as_written(columns.levels[level])), f"the name of a {level}")
        for level in profile.keys
    ]
    if isinstance(profile.lists, ListRows):
        wrong.append((profile.lists.column, missing(unit_as_written(profile.lists.column)), "the name of a list"))
    wrong += [(column, cell.bad, A_COUNT) for column, cell in cells.items()]
    if profile.received_at:
        is_moment = unit_as_written(profile.received_at).str.contains(MOMENT)
        wrong.append((profile.received_at, ~is_moment, "a time such as 2021-01-10 23:15"))
    flags = [expr.fill_null(value=True).alias(f"wrong_{place}") for place, (_, expr, _) in enumerate(wrong)]
    refusals = []
    flagged = frame.with_columns(*flags)
    for place, (column, _, expected) in enumerate(wrong):
        earlier = [~nw.col(f"wrong_{before}") for before in range(place)]
        found = flagged.filter(nw.col(f"wrong_{place}"), *earlier)
        rows = count_of(found)
        if rows:
            shown = _first(found, ["row"] if numbered else [], [column, *columns.levels.values()])
            told = tuple(
                source.mistake(_cell(row[column]), expected, row.get("row"), _at(column, row, columns, numbered))
                for row in shown
            )
            refusals.append(Refusal(f"{column}: not {expected}", rows, told))
    return tuple(refusals)


def _first(frame: Frame, row: list[str], columns: list[str]) -> list[dict[str, Any]]:
    """Take the first rows, in the order of the file or, without one, of the names."""
    chosen = list(dict.fromkeys([*row, *columns]))
    return rows_of(frame.select(*chosen).sort(*(row or chosen)).head(SHOWN))


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _at(column: str, row: dict[str, Any], columns: Columns, numbered: bool) -> str:
    where = "" if numbered else f" of {place(row, columns.levels.values())}"
    return f"column {column}{where}"


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
    numbered = "row" in counted.collect_schema().names()
    content = [name for name in counted.collect_schema().names() if name not in ("row", "bad_row", "empty_row", "rows")]
    weight = nw.col("rows").sum() if "rows" in counted.collect_schema().names() else nw.len()
    distinct = counted.group_by(*content).agg(
        weight.alias("rows"), *([nw.col("row").min().alias("row")] if numbered else [])
    )
    several = distinct.group_by(*keys).agg(nw.len().alias("accounts")).filter(nw.col("accounts") > 1)
    clean = distinct.join(several.select(*keys), on=list(keys), how="anti")
    refusals = []
    copies = clean.filter(nw.col("rows") > 1) if "rows" not in counted.collect_schema().names() else clean.head(0)
    extra = int(rows_of(copies.select((nw.col("rows") - 1).sum().alias("rows")))[0]["rows"] or 0)
    if extra:
        shown = _first(copies, ["row"] if numbered else [], [*columns.levels, "rows"])
        told = tuple(
            source.mistake(
                f"{place(row, columns.levels)} {row['rows']} times, all the same", "each station once", row.get("row")
            )
            for row in shown
        )
        refusals.append(Refusal("copies of a row", extra, told))
    disputed = distinct.join(several, on=list(keys), how="inner")
    rows = int(rows_of(disputed.select(nw.col("rows").sum().alias("rows")))[0]["rows"] or 0)
    if rows:
        refusals.append(
            Refusal("a station with several different returns", rows, _disputes(disputed, keys, columns, source))
        )
    return clean, tuple(refusals)


def _disputes(disputed: Frame, keys: tuple[str, ...], columns: Columns, source: Source) -> tuple[Mistake, ...]:
    """Tell what stations claim twice: another place, or other figures."""
    numbered = "row" in disputed.collect_schema().names()
    first = nw.col("row").min() if numbered else nw.len()
    groups = disputed.group_by(*keys).agg(
        nw.col("rows").sum().alias("times"),
        first.alias("first"),
        *(nw.col(level).min().alias(f"{level}_a") for level in columns.levels if level not in keys),
        *(nw.col(level).max().alias(f"{level}_b") for level in columns.levels if level not in keys),
    )
    told = []
    station = list(columns.levels)[-1]
    for row in rows_of(groups.sort("first", *keys).head(SHOWN)):
        name = " / ".join(str(row[key]) for key in keys)
        moved = [level for level in columns.levels if level not in keys and row[f"{level}_a"] != row[f"{level}_b"]]
        what = f"{name} {row['times']} times, with different figures"
        if moved:
            level = moved[0]
            what = f"{name} in {level} {row[f'{level}_a']!r} and in {level} {row[f'{level}_b']!r}"
        told.append(source.mistake(what, f"each {station} once", row["first"] if numbered else None))
    return tuple(told)
