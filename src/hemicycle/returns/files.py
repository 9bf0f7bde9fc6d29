"""Any file of returns as a table of columns: CSV in any dress, Parquet, workbooks, packed or in an archive."""

from __future__ import annotations

import codecs
import csv
import re
import shutil
import tempfile
import weakref
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import IncrementalNewlineDecoder
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.returns.columns import ROW
from hemicycle.returns.profile import Writing
from hemicycle.returns.separated import Refused, quoted, read_separated
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    import duckdb

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
# Workbooks are told by what they begin with, since text is often saved under their names.
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a table: a relation with a column `ROW` that counts rows from 1, and the columns of the file.

    `text` tells whether cells are text as written; else they have the types of the file. `refused` are lines
    whose cells don't fit the header. `line(row)` finds the line of a row, and that of the columns for row 0; None
    where a file has no lines. `kept` holds the folder of temporary files as long as the relation is used.
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


class _Scratch:
    """A folder of temporary files, which is gone once nothing holds this any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="hemicycle-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Turn what libraries say of a broken file into one clear message: raises BadInput in place of their errors."""
    import duckdb

    try:
        yield
    except FileNotFoundError:
        raise BadInput(Mistake(name, "no such file", "a file that exists")) from None
    except IsADirectoryError:
        raise BadInput(Mistake(name, "a directory", "a file")) from None
    except duckdb.OutOfMemoryException:
        found = "more than the memory and the disk of this machine hold"
        raise BadInput(Mistake(name, found, "a smaller file, or more room for temporary files")) from None
    except duckdb.Error:
        raise BadInput(Mistake(name, "a broken file", "a table that is whole")) from None
    except (OSError, ValueError) as error:
        raise BadInput(Mistake(name, f"a file that can't be read ({_told(error)})", "a readable file")) from None


def _told(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def open_returns(
    source: str, writing: Writing | None = None, connection: duckdb.DuckDBPyConnection | None = None
) -> Opened:
    """Open a file of returns: CSV, Parquet, a workbook, packed by gzip, or `archive.zip/member.csv`.

    Text that says its encoding by a mark, and UTF-8, are read as they are; any other is read when `writing`
    names it. The separator is found in the line of the columns. `connection` is one to read into, where tables
    of several files meet. Raises BadInput.
    """
    writing = writing or Writing()
    scratch = _Scratch()
    with plainly(source):
        path, kind = _unpacked(source, scratch.path)
        connection = connection or connect(scratch.path)
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PAR1" or kind == ".parquet":
            return _parquet(source, path, scratch, connection)
        if start in _WORKBOOK_MARKS:
            return _workbook(source, path, writing, scratch, connection)
        path, lines, notes = _as_utf8(source, path, writing.encoding, scratch.path)
        table = read_separated(source, path, lines, writing, connection)
    refused, line = table.refused, table.line
    return Opened(source, table.relation, table.columns, True, refused, line, connection, notes, scratch)


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
    import lzma
    import struct
    import zipfile
    import zlib

    path = Path(source)
    archive = next(
        (each for each in (path, *path.parents) if each.suffix.casefold() == ".zip" and each.is_file()), None
    )
    name = path.name
    try:
        if archive is not None:
            with zipfile.ZipFile(archive) as packed:
                name = _member(packed, archive, path.relative_to(archive).as_posix())
                with packed.open(name) as file:
                    path = _copied(file, scratch / "member")
        with path.open("rb") as file:
            gzipped = file.read(2) == b"\x1f\x8b" or name.casefold().endswith(".gz")
        if gzipped:
            with gzip.open(path) as file:
                path = _copied(file, scratch / "unpacked")
            name = re.sub(r"\.gz$", "", name, flags=re.IGNORECASE)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError, struct.error) as error:
        raise BadInput(Mistake(source, f"a broken archive ({_told(error)})", "an archive that unpacks whole")) from None
    except RuntimeError as error:  # a member under a password, or packed in a way that Python doesn't know
        found = f"an archive that can't be unpacked ({_told(error)})"
        raise BadInput(Mistake(source, found, "one without a password, packed as usual")) from None
    if path.stat().st_size == 0:
        raise BadInput(Mistake(source, "an empty file", "a table of returns"))
    return path, Path(name).suffix.casefold()


def _copied(file: Any, target: Path) -> Path:
    with target.open("wb") as out:
        shutil.copyfileobj(file, out, _PIECE)
    return target


def _member(packed: Any, archive: Path, wanted: str) -> str:
    members: list[str] = [name for name in packed.namelist() if not name.endswith("/")]
    if wanted in members:
        return wanted
    endings = (".csv", ".txt", ".tsv", ".parquet", *WORKBOOKS)
    tables = [name for name in members if name.casefold().removesuffix(".gz").endswith(endings)]
    if wanted == "." and len(tables) == 1:
        return tables[0]
    found = "an archive without a table" if wanted == "." and not tables else f"no member {wanted!r}"
    if wanted == "." and tables:
        found = f"an archive of {len(tables)} tables"
    listed = ", ".join(f"{archive.name}/{name}" for name in tables[:12]) + (" ..." if len(tables) > 12 else "")
    raise BadInput(Mistake(str(archive), found, f"one of: {listed}" if tables else "an archive with a table"))


def _parquet(source: str, path: Path, scratch: Any, connection: duckdb.DuckDBPyConnection) -> Opened:
    import duckdb

    connection.execute("SET preserve_insertion_order = false")
    try:
        relation = connection.from_parquet(str(path), file_row_number=True)
    except duckdb.Error:
        raise BadInput(Mistake(source, "a broken Parquet file", "a Parquet file that is whole")) from None
    columns = tuple(name for name in relation.columns if name != "file_row_number")
    picked = ", ".join([f"file_row_number + 1 AS {quoted(ROW)}", *(quoted(name) for name in columns)])
    refused = Refused()
    return Opened(source, relation.project(picked), columns, False, refused, lambda row: None, connection, (), scratch)


def _workbook(
    source: str, path: Path, writing: Writing, scratch: _Scratch, connection: duckdb.DuckDBPyConnection
) -> Opened:
    """Read a sheet of a workbook by way of CSV; its rows are told as lines, as spreadsheets number them."""
    target = scratch.path / "sheet.csv"
    begins = array("Q")  # the line in the CSV on which each row of the sheet begins
    following = 1
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in _rows_of_sheet(source, path, writing.sheet):
            cells = [_as_text(cell) for cell in row] if len(begins) >= writing.skip else []
            writer.writerow(cells if any(cells) else [])
            begins.append(following)
            following += 1 + sum(cell.count("\n") for cell in cells)
    written = writing.model_copy(update={"separator": ",", "skip": 0})
    table = read_separated(source, target, following - 1, written, connection)

    def line(row: int) -> int | None:
        found = table.line(row)
        return bisect_right(begins, found) if found is not None else None

    return Opened(source, table.relation, table.columns, True, table.refused, line, connection, (), scratch)


def _rows_of_sheet(source: str, path: Path, wanted: str | None) -> Iterator[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    names: list[str] = []
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
        names = book.sheet_names
        chosen = book.get_sheet_by_name(wanted) if wanted else book.get_sheet_by_index(0)
    except WorksheetNotFound:
        found = f"no sheet {wanted!r}" if wanted else "a workbook without a sheet"
        expected = f"one of: {', '.join(names)}" if wanted and names else "a workbook with a table"
        raise BadInput(Mistake(source, found, expected)) from None
    except CalamineError as error:
        raise BadInput(Mistake(source, f"a broken workbook ({error})", "a workbook that opens")) from None
    yield from chosen.iter_rows()


def _as_text(cell: Any) -> str:
    """Write a cell; whole numbers lose the decimals that workbooks store."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")


def _as_utf8(source: str, path: Path, encoding: str | None, scratch: Path) -> tuple[Path, int, tuple[str, ...]]:
    """Find or make a copy of a text in UTF-8, without a mark and with one kind of line ends.

    Counts its lines, and says how it was read where that may surprise.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    marked = next((codec for mark, codec in _MARKS if start.startswith(mark)), None)
    found = marked or encoding or "utf-8"
    if encoding is None and marked is None and b"\0" in start:
        raise BadInput(Mistake(source, "zero bytes: UTF-16 text or no text at all", "text; or --encoding utf-16-le", 1))
    try:
        b"".decode(found)  # of all codecs, only those of text can do this
        b"".decode(named := encoding or found)
        plain, named = codecs.lookup(found).name == "utf-8", codecs.lookup(named).name
    except (LookupError, ValueError):
        expected = "one such as utf-8, utf-16, windows-1251"
        raise BadInput(Mistake(source, f"the unknown encoding {encoding!r}", expected)) from None
    texts = _EvenLines(source, path, found)
    if plain:
        for _ in texts:
            pass
        if texts.even:
            return path, texts.lines, ()
        texts = _EvenLines(source, path, found)
    target = scratch / "utf8.csv"
    with target.open("wb") as out:
        out.writelines(text.encode("utf-8") for text in texts)
    expected_so = marked is None or (encoding is None and marked == "utf-8-sig")
    quiet = expected_so or (encoding is not None and named.startswith((marked or "").removesuffix("-sig")))
    return target, texts.lines, () if quiet else (f"{source}: read as {marked} text, as its first bytes say",)


class _EvenLines:
    """A text piece by piece, made to have one kind of line ends.

    `lines` counts them, and `even` tells whether they were so before; both are known at the end.
    """

    def __init__(self, source: str, path: Path, encoding: str) -> None:
        self._source, self._path, self._encoding = source, path, encoding
        self.lines = 0
        self.even = True

    def __iter__(self) -> Iterator[str]:
        ends = IncrementalNewlineDecoder(None, translate=True)
        last = "\n"
        for piece, final in self._decoded():
            text = ends.decode(piece, final)
            self.lines += text.count("\n")
            last = text[-1:] or last
            yield text
        self.lines += last != "\n"
        self.even = ends.newlines in (None, "\n", "\r\n")

    def _decoded(self) -> Iterator[tuple[str, bool]]:
        """Decode piece by piece. Raises BadInput with the line of the first byte that doesn't fit."""
        decoder = codecs.getincrementaldecoder(self._encoding)()
        with self._path.open("rb") as file:
            piece = file.read(_PIECE)
            while piece:
                following = file.read(_PIECE)
                try:
                    yield decoder.decode(piece, not following), not following
                except UnicodeDecodeError as error:
                    raise self._undecodable(error) from None
                except UnicodeError as error:
                    expected = "text in the encoding named; utf-16-le or utf-16-be for UTF-16 without a mark"
                    raise BadInput(Mistake(self._source, f"no {self._encoding} text ({error})", expected, 1)) from None
                piece = following

    def _undecodable(self, error: UnicodeDecodeError) -> BadInput:
        byte = f"the byte 0x{error.object[error.start]:02X}"
        before = error.object[: error.start].decode(self._encoding, "ignore")
        line = self.lines + 1 + len(re.findall("\r\n?|\n", before))
        if self._encoding not in ("utf-8", "utf-8-sig"):
            found = f"{byte}, which is not {self._encoding}"
            return BadInput(Mistake(self._source, found, f"{self._encoding} text", line))
        likely = likely_encoding(self._path)
        looks = f"text that looks like {likely}" if likely else "text in another encoding"
        expected = f"UTF-8; or name the encoding, such as --encoding {likely or 'windows-1251'}"
        return BadInput(Mistake(self._source, f"{byte}: {looks}", expected, line))


def likely_encoding(path: Path) -> str | None:
    """Guess the encoding of a text by the frequencies of its letters (charset-normalizer); None where nothing fits."""
    from charset_normalizer import from_bytes

    with path.open("rb") as file:
        best = from_bytes(file.read(1 << 18)).best()
    if best is None:
        return None
    spelled = codecs.lookup(best.encoding).name
    return f"windows-{spelled[2:]}" if spelled.startswith("cp125") else spelled
