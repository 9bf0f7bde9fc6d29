"""Tables for programs and spreadsheets: CSV, Parquet, workbooks."""

from __future__ import annotations

import csv
import errno
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.outcome.outcome import Seat
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.tables import guarded_row

if TYPE_CHECKING:
    import duckdb

FORMS = ("csv", "parquet", "xlsx")


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written: columns by name with their kind (`text` or `number`), and rows; None is no value."""

    columns: dict[str, str]
    rows: Iterable[Sequence[Any]]


def seats_table(rows: Sequence[Seat]) -> Table:
    """Make a table of seats."""
    columns = {"district": "text", "tier": "text", "party": "text", "seats": "number"}
    return Table(columns, [(row.district, row.tier, row.party, row.seats) for row in rows])


def as_table(table: Table, form: str) -> bytes:
    """Write a table in one of the forms csv, parquet, xlsx. Raises BadInput for another."""
    match form:
        case "csv":
            return as_csv(table).encode()
        case "parquet":
            return as_parquet(table)
        case "xlsx":
            return as_workbook(table)
    raise BadInput(Mistake("--format", repr(form), " or ".join(FORMS)))


def as_csv(table: Table) -> str:
    """Write a table as CSV; no text in it is one that a spreadsheet would run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(guarded_row(table.columns))
    writer.writerows(map(guarded_row, table.rows))
    return text.getvalue()


def as_parquet(table: Table) -> bytes:
    """Write a table with some text as Parquet: text, which is empty where there is none, and 64-bit integers."""
    return as_parquets({"table": table})["table"]


def as_parquets(tables: Mapping[str, Table]) -> dict[str, bytes]:
    """Write tables as Parquet, each as `as_parquet` does; the same tables give the same bytes."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="hemicycle-") as folder, duckdb.connect() as database:
        return {name: _as_parquet(table, Path(folder), database) for name, table in tables.items()}


def _as_parquet(table: Table, folder: Path, database: duckdb.DuckDBPyConnection) -> bytes:
    kinds = {"text": "VARCHAR", "number": "BIGINT"}
    quoted = {name: "'" + name.replace("'", "''") + "'" for name in table.columns}
    columns = ", ".join(f"{quoted[name]}: '{kinds[kind]}'" for name, kind in table.columns.items())
    plain, path = folder / "table.csv", folder / "table.parquet"
    with plain.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(table.rows)
    texts = [
        f"coalesce({_quoted(name)}, '') AS {_quoted(name)}" for name, kind in table.columns.items() if kind == "text"
    ]
    made = database.sql(
        f"SELECT * REPLACE ({', '.join(texts)}) FROM read_csv('{plain}', auto_detect = false, header = false, "
        f"delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}})"
    )
    made.write_parquet(str(path))
    return path.read_bytes()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def as_workbook(table: Table) -> bytes:
    """Write a table as an Excel workbook of one sheet. Raises BadInput for more rows than a sheet holds."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("hemicycle")
        bold, thousands = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        sheet.write_row(0, 0, list(table.columns), bold)
        sheet.freeze_panes(1, 0)
        line = 0
        for line, row in enumerate(table.rows, 1):
            if line >= 1_048_576:
                raise BadInput(Mistake("--format xlsx", f"more than {line - 1:,} rows", "csv or parquet for so many"))
            for place, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(line, place, value, thousands)
                elif value is not None:
                    sheet.write_string(line, place, str(value))
        sheet.autofilter(0, 0, max(line, 1), len(table.columns) - 1)
    return file.getvalue()


def save(output: Path, data: bytes) -> None:
    """Write a file whole or not at all. A device or a pipe is written to as it is: it isn't a file to be replaced."""
    part = None
    try:
        if output.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if output.exists() and not output.is_file():
            output.write_bytes(data)
            return
        part = output.with_name(f".{output.name}.{os.getpid()}")
        part.write_bytes(data)
        part.replace(output)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        found = f"a place that can't be written ({error.strerror or error})"
        raise BadInput(Mistake(str(output), found, "a file in a folder that exists")) from None
