"""The one place that reads returns: from a file of any kind, or from a dataframe of any library."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import narwhals as nw

from hemicycle.returns.cells import unit_as_stored, unit_as_written
from hemicycle.returns.columns import ROW
from hemicycle.returns.files import Opened, open_returns, plainly
from hemicycle.returns.profile import Profile, Writing, find_profile, plain_profile
from hemicycle.returns.refusals import Frame, Refusal, Source
from hemicycle.returns.table import Returns, returns_from
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    import duckdb


def read_returns(
    source: Any,
    profile: Profile | str | None = None,
    writing: Writing | None = None,
    watch: Callable[[Callable[[], float]], None] = lambda ask: None,
    beside: Returns | None = None,
) -> Returns:
    """Read returns from a file or a dataframe.

    `source` is a path (CSV, Parquet, a workbook, packed, or `archive.zip/member.csv`) or a dataframe that narwhals
    knows (DuckDB, Polars, pandas, PyArrow, Spark). `profile` says what its columns mean: a profile, its name, or
    a file; without it the columns have to be those of Hemicycle's own form. `beside` are returns read before from
    a file, to be compared with these. `watch` is given a function that tells how far reading is, in percent.
    `writing` overrides how the profile says the file is written. Raises BadInput with file and line for what can't
    be used as a whole; rows that can't be used are refused one by one and told in the result.
    """
    chosen = find_profile(profile) if isinstance(profile, str) else profile
    if isinstance(source, os.PathLike):
        source = os.fspath(source)
    if not isinstance(source, str):
        return _from_frame(source, chosen)
    how = (chosen.writing if chosen else Writing()).model_copy(
        update=writing.model_dump(exclude_unset=True) if writing else {}
    )
    opened = open_returns(source, how, _connection(beside) if beside else None)
    watch(opened.connection.query_progress)
    chosen = chosen or plain_profile(source, opened.columns)
    chosen = chosen.model_copy(update={"writing": how})

    def stored(frame: Frame) -> Frame:
        return _stored(opened, frame) if opened.text else frame

    lines = opened.refused
    with plainly(source):
        return returns_from(
            nw.from_native(opened.relation),
            chosen,
            Source(source, opened.line),
            unit=unit_as_written if opened.text else unit_as_stored,
            refused=Refusal("lines whose cells don't fit the columns", lines.lines, lines.sample),
            lasting=stored,
            notes=opened.notes,
            kept=opened,
        )


def _connection(returns: Returns) -> duckdb.DuckDBPyConnection:
    """Find the database in which returns stand. Raises BadInput for those of a dataframe."""
    opened = returns.kept[0] if isinstance(returns.kept, tuple) else returns.kept
    if not isinstance(opened, Opened):
        raise BadInput(Mistake(returns.name, "returns in a dataframe", "returns read from a file"))
    return opened.connection


def _stored(opened: Opened, frame: Frame) -> Frame:
    """Keep a table that was made of text, so that it is made once."""
    relation = frame.to_native()
    place = len(opened.connection.execute("SHOW TABLES").fetchall())
    relation.create(f"returns_{place}")
    return nw.from_native(opened.connection.table(f"returns_{place}"))


def _from_frame(source: Any, profile: Profile | None) -> Returns:
    try:
        frame = nw.from_native(source)
        columns = list(frame.collect_schema().names())
    except TypeError:
        found = f"a {type(source).__name__}"
        raise BadInput(Mistake("returns", found, "the path of a file, or a dataframe")) from None
    except nw.exceptions.DuplicateError:
        raise BadInput(Mistake("returns", "a dataframe with a column twice", "each column once")) from None
    if not all(isinstance(column, str) for column in columns) or ROW in columns:
        raise BadInput(Mistake("returns", f"the columns {', '.join(map(str, columns[:12]))}", "names as text"))
    if isinstance(frame, nw.DataFrame):
        if frame.implementation.is_pandas():
            # Columns of integers with gaps are floats in pandas, until it is asked for types that know gaps.
            frame = nw.from_native(frame.to_native().convert_dtypes())
        frame = frame.with_row_index(ROW).with_columns(nw.col(ROW).cast(nw.Int64) + 1)
    lazy: Any = frame.lazy()
    return returns_from(lazy, profile or plain_profile("returns", columns), Source("returns"))
