"""Any file of returns as a table of columns: CSV in any dress, Parquet, workbooks, packed or in an archive."""

from __future__ import annotations

import codecs
import csv
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.returns.profile import Writing
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    import duckdb

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Refused:
    """Lines that aren't rows of the table: how many, and some of them as mistakes."""

    lines: int = 0
    sample: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a table: a relation with a column `row` that counts rows from 1, and the columns of the file.

    `text` tells whether cells are text as written; else they have the types of the file. `refused` are lines
    whose cells don't fit the header. `line(row)` finds the line of a row, None where a file has no lines.
    `kept` holds the folder of temporary files as long as the relation is used.
    """

    name: str
    relation: duckdb.DuckDBPyRelation
    columns: tuple[str, ...]
    text: bool
    refused: Refused
    line: Callable[[int], int | None]
    connection: duckdb.DuckDBPyConnection
    notes: tuple[str, ...] = ()
    kept: Any = field(default=None, repr=False)


@contextmanager
def _as_bad_input(name: str) -> Iterator[None]:
    """Turn what a library says of a broken file into one clear message."""
    import lzma
    import zipfile
    import zlib

    import duckdb

    try:
        yield
    except FileNotFoundError:
        raise BadInput(Mistake(name, "no such file", "a file that exists")) from None
    except IsADirectoryError:
        raise BadInput(Mistake(name, "a directory", "a file")) from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError) as error:
        found = f"a broken archive ({str(error) or type(error).__name__})"
        raise BadInput(Mistake(name, found, "an archive that unpacks whole")) from None
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise BadInput(Mistake(name, f"a file that can't be read ({first})", "a whole table")) from None
    except OSError as error:
        raise BadInput(Mistake(name, f"a file that can't be read ({error})", "a readable file")) from None


def open_returns(
    source: str, writing: Writing | None = None, connection: duckdb.DuckDBPyConnection | None = None
) -> Opened:
    """Open a file of returns: CSV, Parquet, a workbook, packed by gzip, or `archive.zip/member.csv`.

    Text that says its encoding by a mark, and UTF-8, are read as they are; any other is read when `writing`
    names it. The separator is found in the line of the columns. `connection` is one to read into, where tables
    of several files meet. Raises BadInput.
    """
    writing = writing or Writing()
    folder = tempfile.TemporaryDirectory(prefix="hemicycle-")
    scratch = Path(folder.name)
    with _as_bad_input(source):
        path, kind = _unpacked(source, scratch)
        connection = connection or connect(scratch)
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PAR1" or kind == ".parquet":
            return _parquet(source, path, folder, connection)
        if kind in WORKBOOKS:
            table = _from_workbook(source, path, kind, writing.sheet, scratch)
            return _csv(source, table, writing.model_copy(update={"separator": ","}), folder, (), connection)
        table, notes = _as_utf8(source, path, writing.encoding, scratch)
        return _csv(source, table, writing, folder, notes, connection)


def connect(scratch: Path) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that spills into a folder rather than outgrow the machine."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET temp_directory = ?", [str(scratch / "spilled")])
    connection.execute("SET memory_limit = '600MB'")
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    return connection


def _unpacked(source: str, scratch: Path) -> tuple[Path, str]:
    """Find the file itself, taken out of an archive if it lies in one, and the ending of its name."""
    import gzip
    import zipfile

    path = Path(source)
    archive = next(
        (each for each in (path, *path.parents) if each.suffix.casefold() == ".zip" and each.is_file()), None
    )
    if archive is not None:
        with zipfile.ZipFile(archive) as packed:
            member = _member(packed, archive, path.relative_to(archive).as_posix())
            target = scratch / "member"
            with packed.open(member) as file, target.open("wb") as out:
                shutil.copyfileobj(file, out, _PIECE)
        path, name = target, member
    else:
        name = path.name
    if name.casefold().endswith(".gz"):
        target = scratch / "unpacked"
        with gzip.open(path) as file, target.open("wb") as out:
            shutil.copyfileobj(file, out, _PIECE)
        path, name = target, name[:-3]
    if path.stat().st_size == 0:
        raise BadInput(Mistake(source, "an empty file", "a table of returns"))
    return path, Path(name).suffix.casefold()


def _member(packed: Any, archive: Path, wanted: str) -> str:
    members: list[str] = [name for name in packed.namelist() if not name.endswith("/")]
    if wanted in members:
        return wanted
    tables = [name for name in members if name.casefold().endswith((".csv", ".txt", ".tsv", ".parquet", *WORKBOOKS))]
    if wanted == "." and len(tables) == 1:
        return tables[0]
    found = "an archive without a table" if wanted == "." and not tables else f"no member {wanted!r}"
    if wanted == "." and tables:
        found = f"an archive of {len(tables)} tables"
    listed = ", ".join(f"{archive.name}/{name}" for name in tables[:12]) + (" ..." if len(tables) > 12 else "")
    raise BadInput(Mistake(str(archive), found, f"one of: {listed}" if tables else "an archive with a table"))


def _parquet(source: str, path: Path, folder: Any, connection: duckdb.DuckDBPyConnection) -> Opened:
    connection.execute("SET preserve_insertion_order = false")
    relation = connection.from_parquet(str(path), file_row_number=True)
    columns = tuple(name for name in relation.columns if name != "file_row_number")
    picked = ", ".join(['file_row_number + 1 AS "row"', *(_quoted(name) for name in columns)])
    return Opened(source, relation.project(picked), columns, False, Refused(), lambda row: None, connection, (), folder)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _from_workbook(source: str, path: Path, kind: str, sheet: str | None, scratch: Path) -> Path:
    """Write a sheet of a workbook as CSV; whole numbers lose the decimals that workbooks store."""
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    named = path if path.suffix.casefold() == kind else path.rename(path.with_suffix(kind))
    try:
        book = CalamineWorkbook.from_path(str(named))
        chosen = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        rows = chosen.to_python(skip_empty_area=False)
    except WorksheetNotFound:
        raise BadInput(Mistake(source, f"no sheet {sheet!r}", f"one of: {', '.join(book.sheet_names)}")) from None
    except CalamineError as error:
        raise BadInput(Mistake(source, f"a broken workbook ({error})", "a workbook that opens")) from None
    target = scratch / "sheet.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in rows:
            writer.writerow([int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in row])
    return target


def _as_utf8(source: str, path: Path, encoding: str | None, scratch: Path) -> tuple[Path, tuple[str, ...]]:
    """Find or make a copy of a text in UTF-8 without a mark; say what was found."""
    with path.open("rb") as file:
        start = file.read(4096)
    found = encoding or next((codec for mark, codec in _MARKS if start.startswith(mark)), "utf-8")
    if encoding is None and found == "utf-8" and b"\0" in start:
        raise BadInput(Mistake(source, "zero bytes: UTF-16 text or no text at all", "text; or --encoding utf-16-le", 1))
    try:
        plain = codecs.lookup(found).name == "utf-8"
    except LookupError:
        expected = "one such as utf-8, utf-16, windows-1251"
        raise BadInput(Mistake(source, f"the unknown encoding {found!r}", expected)) from None
    decoded = _decoded(source, path, found, encoding)
    if plain:
        for _ in decoded:
            pass
        return path, ()
    target = scratch / "utf8.csv"
    with target.open("wb") as out:
        out.writelines(text.encode("utf-8") for text in decoded)
    return target, () if encoding or found == "utf-8-sig" else (f"{source}: read as {found} text",)


def _decoded(source: str, path: Path, found: str, encoding: str | None) -> Iterator[str]:
    """Decode a file piece by piece. Raises BadInput with the line of the first byte that doesn't fit."""
    decoder = codecs.getincrementaldecoder(found)()
    lines = 1
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            try:
                yield decoder.decode(piece)
            except UnicodeError as error:
                raise _undecodable(source, piece, error, encoding, lines, path) from None
            lines += piece.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        raise BadInput(Mistake(source, f"{found} text that ends within a letter", "a whole file", lines)) from None


def _undecodable(
    source: str, piece: bytes, error: UnicodeError, encoding: str | None, lines: int, path: Path
) -> BadInput:
    at = getattr(error, "start", 0)
    line = lines + piece.count(b"\n", 0, at)
    byte = f"the byte 0x{piece[at]:02X}" if at < len(piece) else "bytes"
    if encoding:
        return BadInput(Mistake(source, f"{byte}, which is not {encoding}", f"{encoding} text", line))
    likely = likely_encoding(path)
    looks = f"text that looks like {likely}" if likely else "text in another encoding"
    expected = f"UTF-8; or name the encoding, such as --encoding {likely or 'windows-1251'}"
    return BadInput(Mistake(source, f"{byte}: {looks}", expected, line))


def likely_encoding(path: Path) -> str | None:
    """Guess the encoding of a text by the frequencies of its letters (charset-normalizer); None where nothing fits."""
    from charset_normalizer import from_bytes

    with path.open("rb") as file:
        best = from_bytes(file.read(1 << 18)).best()
    if best is None:
        return None
    spelled = codecs.lookup(best.encoding).name
    return f"windows-{spelled[2:]}" if spelled.startswith("cp125") else spelled


def _csv(
    source: str,
    path: Path,
    writing: Writing,
    folder: Any,
    notes: tuple[str, ...],
    connection: duckdb.DuckDBPyConnection,
) -> Opened:
    separator, columns, first = _header(source, path, writing)
    number = len(connection.execute("SHOW TABLES").fetchall())
    cells, rejects = f"cells_{number}", f"rejects_{number}"
    columns_in_sql = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in columns)
    quoting = "quote = '\"', escape = '\"'"
    connection.execute(
        f"CREATE TEMP TABLE {cells} AS SELECT * FROM read_csv({_literal(str(path))}, auto_detect = false, "
        f"header = false, skip = {first}, delim = {_literal(separator)}, {quoting}, "
        f"columns = {{{columns_in_sql}}}, strict_mode = true, max_line_size = 16777216, store_rejects = true, "
        f"rejects_table = '{rejects}', rejects_scan = '{rejects}_scan')"
    )
    refused = _rejected(source, connection, rejects)
    picked = ", ".join(['rowid + 1 AS "row"', *(_quoted(name) for name in columns)])
    relation = connection.sql(f"SELECT {picked} FROM {cells}")

    def line(row: int) -> int | None:
        return _line_of(path, separator, len(columns), first, row)

    return Opened(source, relation, columns, True, refused, line, connection, notes, folder)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _header(source: str, path: Path, writing: Writing) -> tuple[str, tuple[str, ...], int]:
    """Read the line that names the columns: the separator, the names, and how many lines end with it."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in range(writing.skip):
            file.readline()
        place = file.tell()
        head = file.readline()
        separator = writing.separator or max(SEPARATORS, key=lambda mark: (_outside_quotes(head, mark), mark == ","))
        file.seek(place)
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            names = [cell.strip() for cell in next(reader, [])]
        except csv.Error as error:
            raise BadInput(Mistake(source, f"broken quoting ({error})", "names of columns", writing.skip + 1)) from None
    line = writing.skip + reader.line_num
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


def _rejected(source: str, connection: duckdb.DuckDBPyConnection, rejects: str) -> Refused:
    lines = connection.execute(f"SELECT count(DISTINCT line) FROM {rejects}").fetchall()[0][0]
    if not lines:
        return Refused()
    worst = connection.execute(
        f"SELECT line, min(error_type), min(error_message), min(csv_line) FROM {rejects} "
        "GROUP BY line ORDER BY line LIMIT 10"
    ).fetchall()
    return Refused(lines, tuple(_reject(source, *each) for each in worst))


def _reject(source: str, line: int, kind: str, message: str, text: str) -> Mistake:
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    if kind in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
        wanted, found = (part for part in message.replace(":", "").split() if part.isdigit())
        return Mistake(source, f"{found} cells ({shown})", f"{wanted}, as in the line of the columns", line)
    return Mistake(source, f"a broken row ({kind.casefold()}: {shown})", "cells as CSV writes them", line)


def _line_of(path: Path, separator: str, width: int, first: int, row: int) -> int | None:
    """Find the line on which a row of the table begins, past lines that were refused and cells of several lines."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in range(first):
            file.readline()
        reader = csv.reader(file, delimiter=separator)
        begins, seen = first + 1, 0
        for cells in reader:
            if len(cells) == width:
                seen += 1
                if seen == row:
                    return begins
            begins = first + reader.line_num + 1
    return None
