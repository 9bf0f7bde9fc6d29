"""The register of stations: which returns are expected, so that those still out can be counted."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw

from hemicycle.returns.cells import cell_of, unit_as_stored, unit_as_written
from hemicycle.returns.collected import count_of
from hemicycle.returns.files import Opened, open_returns
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake


def with_register(returns: Returns, source: str) -> Returns:
    """Add the stations of a register that haven't reported, or whose returns can't be used, to those waiting.

    The register is a file with a column for each level that tells stations apart, by the level's name or as the
    returns call it, and `registered`, the voters on the list. Raises BadInput where columns are missing, a station
    stands in it twice, or the returns weren't read from a file.
    """
    if not isinstance(returns.kept, Opened) or not returns.profile.keys:
        expected = "returns from a file in which levels tell stations apart"
        raise BadInput(Mistake(returns.name, "returns that can't be joined to a register", expected))
    opened = open_returns(source, returns.profile.writing, returns.kept.connection)
    unit = unit_as_written if opened.text else unit_as_stored
    frame = nw.from_native(opened.relation)
    units = {level: _column(returns, level, opened) for level in returns.levels}
    missing = [level for level in returns.profile.keys if units[level] is None]
    registered = next((name for name in ("registered", _given_as(returns)) if name in opened.columns), None)
    if missing or registered is None:
        wanted = ", ".join([*missing, *(["registered"] if registered is None else [])])
        raise BadInput(Mistake(source, f"the columns {', '.join(opened.columns)}", f"also {wanted}", 1))
    voters = cell_of(returns.profile, registered, frame.collect_schema()[registered], source)
    expected_stations = frame.select(
        *((unit(column) if column else nw.lit("")).alias(level) for level, column in units.items()),
        voters.value.alias("registered"),
        voters.bad.alias("bad"),
    )
    if wrong := count_of(expected_stations.filter(nw.col("bad"))):
        raise BadInput(Mistake(source, f"{wrong:,} rows whose registered isn't a count", "voters for every station"))
    keys = list(returns.profile.keys)
    twice = expected_stations.group_by(*keys).agg(nw.len().alias("times")).filter(nw.col("times") > 1)
    if again := count_of(twice):
        raise BadInput(Mistake(source, f"{again:,} stations that stand in it twice", "each station once"))
    waiting = expected_stations.join(returns.stations.select(*keys), on=keys, how="anti")
    strangers = count_of(returns.stations.select(*keys).join(expected_stations.select(*keys), on=keys, how="anti"))
    notes = (f"{strangers:,} stations reported that aren't in the register {source}",) if strangers else ()
    return replace(
        returns,
        waiting=waiting,
        rows_waiting=count_of(waiting),
        fields=returns.fields if "registered" in returns.fields else ("registered", *returns.fields),
        notes=(*returns.notes, *notes),
        kept=(returns.kept, opened),
    )


def _column(returns: Returns, level: str, opened: Opened) -> str | None:
    wanted = (level, returns.profile.levels[level])
    return next((name for name in wanted if name in opened.columns), None)


def _given_as(returns: Returns) -> str:
    column = returns.profile.fields.get("registered", "registered")
    return column if isinstance(column, str) else column[0]
