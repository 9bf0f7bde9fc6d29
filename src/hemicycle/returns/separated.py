"""Text in columns as a table: the line that names the columns, the rows below it, and the lines that aren't rows."""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from hemicycle.returns.columns import ROW
from hemicycle.returns.profile import Writing
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    import duckdb

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SHOWN = 10
# A cell of several lines is a name or an address; one that also holds as many separators as a row is rows that a
# stray quote took in. Narrower tables can't be told apart so.
_NARROW = 4
_PIECE = 1 << 20
_BROKEN = {
    "UNQUOTED VALUE": "a quote within a cell, or one that isn't closed",
    "LINE SIZE OVER MAXIMUM": "a line of more than 16 million characters",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """Lines that aren't rows of the table: how many, and some of them as mistakes."""

    lines: int = 0
    sample: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Separated:
    """A text as a table of texts: a relation with a column `ROW`, its other columns, and what isn't a row.

    `line(row)` finds the line on which a row begins, or that of the columns for row 0.
    """

    relation: duckdb.DuckDBPyRelation
    columns: tuple[str, ...]
    refused: Refused
    line: Callable[[int], int | None]


def read_separated(
    source: str, path: Path, lines: int, writing: Writing, connection: duckdb.DuckDBPyConnection
) -> Separated:
    """Read a text of so many lines, in UTF-8 without a mark and with one kind of line ends.

    `source` is what messages call it. Raises BadInput where no line names the columns, and where a quote that isn't
    closed took in rows, since nobody can tell then which.
    """
    separator, columns, first = _header(source, path, writing)
    number = len(connection.execute("SHOW TABLES").fetchall())
    cells, rejects = f"cells_{number}", f"rejects_{number}"
    columns_in_sql = ", ".join(f"c{place}: 'VARCHAR'" for place, _ in enumerate(columns))
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(
        f"CREATE TEMP TABLE {cells} AS SELECT * FROM read_csv({_literal(str(path))}, auto_detect = false, "
        f"header = false, skip = {first}, delim = {_literal(separator)}, quote = '\"', escape = '\"', "
        f"columns = {{{columns_in_sql}}}, strict_mode = true, max_line_size = 16777216, store_rejects = true, "
        f"rejects_table = '{rejects}', rejects_scan = '{rejects}_scan')"
    )
    begins = {at - 1 for (at,) in connection.execute(f"SELECT DISTINCT line_byte_position FROM {rejects}").fetchall()}
    rows = connection.execute(f"SELECT count(*) FROM {cells}").fetchall()[0][0]
    if not begins and lines == first + rows:  # each line is a row, as nearly always
        line: Callable[[int], int | None] = first.__add__
    else:
        line = _line_finder(path, separator, first, begins)
    refused = _rejected(source, path, connection, rejects, len(begins))
    if len(columns) >= _NARROW and lines > first + rows + len(begins):
        _refuse_rows_within_cells(source, connection, cells, (separator, len(columns)), line)
    picked = ", ".join(f"c{place} AS {quoted(name)}" for place, name in enumerate(columns))
    relation = connection.sql(f"SELECT rowid + 1 AS {quoted(ROW)}, {picked} FROM {cells}")
    return Separated(relation, columns, refused, line)


def quoted(name: str) -> str:
    """Write a name of a column in SQL."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _header(source: str, path: Path, writing: Writing) -> tuple[str, tuple[str, ...], int]:
    """Read the line that names the columns: the separator, the names, and how many lines end with it."""
    if writing.separator is not None and writing.separator in '"\r\n':
        raise BadInput(Mistake(source, f"the separator {writing.separator!r}", "one such as , or ;"))
    with path.open(encoding="utf-8", newline="") as file:
        skipped = 0
        head = file.readline()
        while head and (skipped < writing.skip or not head.strip()):
            skipped += 1
            head = file.readline()
        separator = writing.separator or max(SEPARATORS, key=lambda mark: (_outside_quotes(head, mark), mark == ","))

        def rest() -> Iterator[str]:
            yield head
            yield from file

        reader = csv.reader(rest(), delimiter=separator, strict=True)
        try:
            names = [cell.strip() for cell in next(reader, [])]
        except csv.Error as error:
            raise BadInput(Mistake(source, f"broken quoting ({error})", "names of columns", skipped + 1)) from None
    line = skipped + reader.line_num
    if not any(names):
        raise BadInput(Mistake(source, "no names of columns", "a first line that names the columns", line))
    names = [name or f"column {place}" for place, name in enumerate(names, 1)]
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), None)
    if twice:
        raise BadInput(Mistake(source, f"the column {twice!r} twice", "each column once", line))
    return separator, tuple(names), line


def _outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[::2])


def _rejected(source: str, path: Path, connection: duckdb.DuckDBPyConnection, rejects: str, lines: int) -> Refused:
    if not lines:
        return Refused()
    found = connection.execute(
        "SELECT line_byte_position - 1, min(error_type), min(error_message), min(csv_line), "
        f"bool_or(contains(trim(csv_line, '\r\n'), '\n')) FROM {rejects} GROUP BY line_byte_position "
        f"ORDER BY 5 DESC, 1 LIMIT {_SHOWN}"
    ).fetchall()
    within = _lines_at(path, [at for at, *_ in found])
    mistakes = [
        _reject(source, within[at], kind, message, text, several=several) for at, kind, message, text, several in found
    ]
    if found[0][4]:
        raise BadInput(mistakes[0])
    return Refused(lines, tuple(mistakes))


def _reject(source: str, line: int, kind: str, message: str, text: str, *, several: bool) -> Mistake:
    text = text.strip("\r\n")
    shown = repr(text if len(text) <= 60 else f"{text[:57]}...")
    if several:
        found = f"a quote that isn't closed, which takes in the lines that follow: {shown}"
        return Mistake(source, found, "quotes in pairs", line)
    counted = re.search(r": (\d+) Found: (\d+)", message)
    if counted:
        return Mistake(source, f"{counted[2]} cells: {shown}", f"{counted[1]}, as in the line of the columns", line)
    return Mistake(source, f"{_BROKEN.get(kind, 'a broken row')}: {shown}", "cells as CSV writes them", line)


def _lines_at(path: Path, offsets: Collection[int]) -> dict[int, int]:
    """Find the lines of some places in a file, each given in bytes; blank lines at a place are passed over."""
    found = {}
    with path.open("rb") as file:
        at, line = 0, 1
        for offset in sorted(offsets):
            while at < offset:
                piece = file.read(min(_PIECE, offset - at))
                at += len(piece)
                line += piece.count(b"\n")
            found[offset] = line + _blank_lines(file)
            file.seek(at)
    return found


def _blank_lines(file: BinaryIO) -> int:
    lines = 0
    while (byte := file.read(1)) and byte in b"\r\n":
        lines += byte == b"\n"
    return lines


def _refuse_rows_within_cells(
    source: str,
    connection: duckdb.DuckDBPyConnection,
    cells: str,
    shape: tuple[str, int],
    line: Callable[[int], int | None],
) -> None:
    """Refuse a table in which a cell holds lines with as many separators as a row of the table."""
    separator, width = shape
    mark = _literal(separator)
    swallowed = " OR ".join(
        f"(contains(c{place}, '\n') AND length(c{place}) - length(replace(c{place}, {mark}, '')) >= {width - 1})"
        for place in range(width)
    )
    first = connection.execute(f"SELECT min(rowid) FROM {cells} WHERE {swallowed}").fetchall()[0][0]
    if first is not None:
        found = "a quoted cell that takes in the next lines of the table"
        raise BadInput(Mistake(source, found, "quotes in pairs", line(first + 1)))


def _line_finder(path: Path, separator: str, first: int, refused: Collection[int]) -> Callable[[int], int | None]:
    """Make the function that finds the line of a row, past blank lines, cells of several lines and what was refused.

    `refused` are the places in bytes where lines begin that aren't rows. The file is read only as far as is asked.
    """
    begins = _begins(path, separator, first, refused)
    known = array("Q")

    def line(row: int) -> int | None:
        if row < 1:
            return first
        try:
            while len(known) < row:
                known.append(next(begins))
        except (StopIteration, csv.Error):
            return None
        return known[row - 1]

    return line


def _begins(path: Path, separator: str, first: int, refused: Collection[int]) -> Iterator[int]:
    at, number = 0, 0

    def lines() -> Iterator[str]:
        nonlocal at, number
        with path.open("rb") as file:
            for line in file:
                at += len(line)
                number += 1
                yield line.decode()

    written = lines()
    for _ in range(first):
        next(written)
    reader = csv.reader(written, delimiter=separator)
    start, line, passed = at, number + 1, False
    for cells in reader:
        # Blank lines before a refused one count as its beginning.
        passed = passed or start in refused
        if cells:
            if not passed:
                yield line
            passed = False
        start, line = at, number + 1
