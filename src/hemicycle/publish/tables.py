"""Seats as a table for programs: CSV and Parquet."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hemicycle.outcome.outcome import Seat
from hemicycle.source.mistake import BadInput, Mistake

COLUMNS = ("district", "tier", "party", "seats")


def as_csv(rows: Sequence[Seat]) -> str:
    """Write seats as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.district, row.tier, row.party, row.seats) for row in rows)
    return text.getvalue()


def as_parquet(rows: Sequence[Seat]) -> bytes:
    """Write seats as a Parquet file."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        path = Path(folder) / "seats.parquet"
        database.execute("CREATE TABLE seats (district VARCHAR, tier VARCHAR, party VARCHAR, seats BIGINT)")
        if rows:
            values = [(row.district, row.tier, row.party, row.seats) for row in rows]
            database.executemany("INSERT INTO seats VALUES (?, ?, ?, ?)", values)
        database.table("seats").write_parquet(str(path))
        return path.read_bytes()


def save(output: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        found = f"a place that can't be written ({error.strerror or error})"
        raise BadInput(Mistake(str(output), found, "a file in a folder that exists")) from None
