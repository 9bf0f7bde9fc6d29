"""Made-up returns written to a file, block by block, whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hemicycle.returns.synthetic import FIELDS, Block, Country, blocks
from hemicycle.returns.synthetic_faults import EMPTY, NO_FAULTS, Faults, Planted, plant
from hemicycle.source.mistake import BadInput, Mistake

Told = Callable[[int], None]


def write_country(
    path: Path,
    country: Country,
    faults: Faults = NO_FAULTS,
    *,
    in_rows: bool = False,
    ledger: Path | None = None,
    told: Told = lambda count: None,
) -> int:
    """Write a made-up country as Parquet or, by the ending of the name, CSV. Returns the number of rows.

    Columns are those of Hemicycle's own form: region, territory, station, received_at, the fields, and a column
    for each list; `in_rows` writes a row for each station and list instead. `ledger` is a file for the faults
    planted. Files appear whole: they are written beside their place and put there at the end. Memory doesn't grow
    with the country. Raises BadInput where a file can't be written.
    """
    if path.suffix not in (".parquet", ".csv"):
        raise BadInput(Mistake(str(path), f"a file ending in {path.suffix or 'nothing'}", ".parquet or .csv"))
    if not path.parent.is_dir():
        raise BadInput(Mistake(str(path), "no such folder", "a file in a folder that exists"))
    part = path.with_name(f".{path.name}.{os.getpid()}")
    noted = ledger.with_name(f".{ledger.name}.{os.getpid()}") if ledger else None
    try:
        rows = _write(part, path.suffix, country, faults, in_rows, noted, told)
        part.replace(path)
        if ledger and noted:
            noted.replace(ledger)
    except OSError as error:
        raise BadInput(
            Mistake(str(path), f"a place that can't be written ({error.strerror or error})", "room for a file")
        ) from None
    finally:
        part.unlink(missing_ok=True)
        if noted:
            noted.unlink(missing_ok=True)
    return rows


def _write(
    part: Path, suffix: str, country: Country, faults: Faults, in_rows: bool, noted: Path | None, told: Told
) -> int:
    import duckdb

    with (
        tempfile.TemporaryDirectory(prefix="hemicycle-") as folder,
        duckdb.connect(str(Path(folder) / "country.db")) as database,
    ):
        database.execute("SET memory_limit = '600MB'")
        database.execute("SET temp_directory = ?", [str(Path(folder) / "spilled")])
        planted = _filled(database, country, faults, told)
        _noted(noted, planted)
        form = "FORMAT parquet" if suffix == ".parquet" else "FORMAT csv, HEADER"
        query = _in_rows(country) if in_rows else _in_columns(country)
        target = str(part).replace("'", "''")
        return int(database.execute(f"COPY ({query}) TO '{target}' ({form})").fetchall()[0][0])


def _filled(database: Any, country: Country, faults: Faults, told: Told) -> list[Planted]:
    """Fill the table of numbers block by block; return the faults planted."""
    found: list[Planted] = []
    stations = 0
    for number, clean in enumerate(blocks(country)):
        block, planted = plant(clean, country, faults, number)
        database.register("arrays", _arrays(block))
        if number == 0:
            database.execute("CREATE TABLE numbers AS SELECT * FROM arrays LIMIT 0")
        database.execute("INSERT INTO numbers SELECT * FROM arrays")
        found += planted
        stations += len(clean.station)
        told(stations)
    return found


def _arrays(block: Block) -> dict[str, Any]:
    places = {"s": block.station, "t": block.territory, "r": block.region, "m": block.minutes}
    return places | dict(block.numbers)


# Where a station lies and what it is called, made of numbers where the file is written.
_UNITS = (
    "'R' || lpad((r + 1)::VARCHAR, 2, '0') AS region, 'T' || lpad((t + 1)::VARCHAR, 5, '0') AS territory, "
    "'S' || lpad((s + 1)::VARCHAR, 7, '0') AS station"
)
_MOMENT = "strftime(TIMESTAMP '2021-01-10 20:00:00' + to_minutes(m), '%Y-%m-%d %H:%M') AS received_at"


def _cell(name: str) -> str:
    return f'nullif("{name}", {EMPTY}) AS "{name}"'


def _in_columns(country: Country) -> str:
    numbers = ", ".join(_cell(name) for name in (*FIELDS, *(f"votes:{each}" for each in country.names)))
    return f"SELECT {_UNITS}, {_MOMENT}, {numbers} FROM numbers"


def _in_rows(country: Country) -> str:
    fields = ", ".join(_cell(name) for name in FIELDS)
    lists = ", ".join(f"('{each}', nullif(\"votes:{each}\", {EMPTY}))" for each in country.names)
    source = f"numbers, LATERAL (VALUES {lists}) AS of_lists(list, votes)"
    return f"SELECT {_UNITS}, {_MOMENT}, {fields}, list, votes FROM {source}"


def station_name(number: int) -> str:
    """Name a station by its number, as the file does."""
    return f"S{number + 1:07}"


def _noted(noted: Path | None, planted: Sequence[Planted]) -> None:
    if noted is None:
        return
    with noted.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("station", "fault", "field", "was", "now"))
        for each in planted:
            now = "" if each.now == EMPTY else each.now
            writer.writerow((station_name(each.station), each.kind, each.field, each.was, now))
