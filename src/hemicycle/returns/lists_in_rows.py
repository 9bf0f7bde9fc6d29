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
from hemicycle.source.mistake import BadInput, Mistake

# No ballot has so many lists; a column with more of them names something else.
_MOST_LISTS = 2000


def wide(frame: nw.LazyFrame[Any], profile: Profile, columns: Columns) -> tuple[nw.LazyFrame[Any], Columns]:
    """Gather the rows of each station (and version) into one, with a column for each list.

    A list without a row in a station has no votes there. `clash` tells where rows of a station disagree on a
    field or a unit, name a list twice, or leave out the votes of some lists only; such a station is a bad row as a
    whole. `rows` counts what was gathered. Raises BadInput where what should be lists are too many.
    """
    named = rows_of(frame.select("list").unique().head(_MOST_LISTS + 2))
    ids = sorted((row["list"] for row in named if row["list"]), key=in_order)
    if len(ids) > _MOST_LISTS:
        found = f"more than {_MOST_LISTS:,} lists, such as {ids[0]!r} and {ids[-1]!r}"
        raise BadInput(Mistake(f"profile {profile.profile}", found, "the column that names the list of each row"))
    made = replace(columns, lists={each: each for each in ids})
    by = [*profile.keys, *(name for name in ("version", "received_at") if getattr(profile, name))]
    single = [*(level for level in columns.levels if level not in by), *columns.fields, *columns.hours]
    row = [nw.col("row").min().alias("row")] if "row" in frame.collect_schema().names() else []
    votes = [_sum_where(nw.col("list") == each, nw.col("votes")) for each in ids]
    unknown = [_sum_where((nw.col("list") == each) & nw.col("votes").is_null(), nw.lit(1)) for each in ids]
    gathered = frame.group_by(*by).agg(
        *row,
        *(nw.col(name).min().alias(name) for name in single),
        *(nw.col(name).max().alias(f"most_{name}") for name in single),
        *(nw.col(name).count().alias(f"known_{name}") for name in single),
        *(total.alias(f"list_{place}") for place, total in enumerate(votes, 1)),
        *(count.alias(f"open_{place}") for place, count in enumerate(unknown if profile.unknown else (), 1)),
        nw.col("list").n_unique().alias("lists"),
        nw.len().alias("rows"),
        nw.col("bad_row").any().alias("bad_row"),
        nw.col("empty_row").all().alias("empty_row"),
        nw.col("waived").any().alias("waived"),
    )
    wrong = (nw.col("lists") != nw.col("rows")) | (nw.col("waived") & ~nw.col("empty_row"))
    differs = [nw.col(name) != nw.col(f"most_{name}") for name in single]
    partly = [(nw.col(f"known_{name}") != 0) & (nw.col(f"known_{name}") != nw.col("rows")) for name in single]
    clash = reduce(or_, (part.fill_null(value=False) for part in [*differs, *partly]), wrong)
    return (
        gathered.select(
            *("row" for _ in row),
            *by,
            *single,
            *(_where_known(f"list_{place}", place if profile.unknown else None) for place, _ in enumerate(ids, 1)),
            "rows",
            "empty_row",
            (clash & ~nw.col("bad_row")).alias("clash"),
            (clash | nw.col("bad_row")).alias("bad_row"),
        ),
        made,
    )


def _sum_where(which: nw.Expr, what: nw.Expr) -> nw.Expr:
    return nw.when(which).then(what).otherwise(nw.lit(0)).sum()


def _where_known(name: str, place: int | None) -> nw.Expr:
    if place is None:
        return nw.col(name)
    return nw.when(nw.col(f"open_{place}") == 0).then(nw.col(name)).otherwise(nw.lit(None)).alias(name)


def in_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort names as people do: 2 before 10."""
    parts = [part for part in re.split(r"([0-9]+)", text) if part]
    digits = [part.lstrip("0") if part[0] in "0123456789" else None for part in parts]
    numbered = zip(parts, digits, strict=True)
    return (*((1, 0, part) if number is None else (0, len(number), number) for part, number in numbered), (-1, 0, text))
