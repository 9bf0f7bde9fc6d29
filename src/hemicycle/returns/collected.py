"""Results of a query as Python values, whatever engine ran it."""

from __future__ import annotations

from typing import Any

import narwhals as nw


def rows_of(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """Run a query and give its rows as mappings of columns to values."""
    native = frame.to_native()
    if frame.implementation is nw.Implementation.DUCKDB:
        names = native.columns
        return [dict(zip(names, row, strict=True)) for row in native.fetchall()]
    if frame.implementation.is_spark_like():
        return [row.asDict() for row in native.collect()]
    return list(frame.collect().rows(named=True))


def count_of(frame: nw.LazyFrame[Any]) -> int:
    """Count the rows of a query."""
    return int(rows_of(frame.select(nw.len().alias("rows")))[0]["rows"])
