"""Files with a row for each station and list, made into a row for each station."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from hemicycle.returns.collected import rows_of
from hemicycle.returns.columns import Columns
from hemicycle.returns.profile import Profile


def wide(frame: nw.LazyFrame[Any], profile: Profile, columns: Columns) -> tuple[nw.LazyFrame[Any], Columns]:
    """Gather the rows of each station (and version) into one, with a column for each list.

    A list without a row in a station has no votes there. `clash` tells where rows of a station disagree on a
    field or a unit, or name a list twice; such a station is a bad row as a whole. `rows` counts what was gathered.
    """
    ids = sorted((row["list"] for row in rows_of(frame.select("list").unique()) if row["list"]), key=in_order)
    made = replace(columns, lists={each: each for each in ids})
    by = [*profile.keys, *(name for name in ("version", "received_at") if getattr(profile, name))]
    single = [*(level for level in columns.levels if level not in by), *columns.fields, *columns.hours]
    present = frame.collect_schema().names()
    gathered = frame.group_by(*by).agg(
        *(nw.col(name).min().alias(name) for name in single),
        *(nw.col(name).max().alias(f"most_{name}") for name in single),
        *(nw.col(name).count().alias(f"known_{name}") for name in single),
        *(
            nw.when(nw.col("list") == each).then(nw.col("votes")).otherwise(nw.lit(0)).sum().alias(f"list_{place}")
            for place, each in enumerate(ids, 1)
        ),
        nw.col("list").n_unique().alias("lists"),
        nw.len().alias("rows"),
        nw.col("bad_row").any().alias("bad_row"),
        nw.col("empty_row").all().alias("empty_row"),
        nw.col("empty_row").any().alias("some_empty"),
        *([nw.col("row").min().alias("row")] if "row" in present else []),
    )
    twice = (nw.col("lists") != nw.col("rows")) | (nw.col("some_empty") & ~nw.col("empty_row"))
    differs = [nw.col(name) != nw.col(f"most_{name}") for name in single]
    partly = [(nw.col(f"known_{name}") != 0) & (nw.col(f"known_{name}") != nw.col("rows")) for name in single]
    clash = reduce(or_, (part.fill_null(value=False) for part in [*differs, *partly]), twice)
    kept = [*by, *single, *(f"list_{place}" for place in range(1, len(ids) + 1)), "rows", "empty_row"]
    return (
        gathered.select(
            *kept,
            *(["row"] if "row" in present else []),
            (clash & ~nw.col("bad_row")).alias("clash"),
            (clash | nw.col("bad_row")).alias("bad_row"),
        ),
        made,
    )


def in_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort names as people do: 2 before 10."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", text) if part)
