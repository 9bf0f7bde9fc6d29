"""CSV tables, row by row, with line numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hemicycle.source.files import read_text
from hemicycle.source.mistake import BadInput, Mistake

# What a spreadsheet may run as a formula, but for plain numbers; with guards in front of it or without.
_RUN = re.compile(r"(?![+-]?[0-9][0-9.,]*%?$)(?P<guards>'*)[=+\-@\t\r]", re.DOTALL)
_GUARD = "'"
GUARDED = r"^'+[=+\-@\t\r]"  # a text that was guarded, for engines that read whole columns
# No electorate comes near it, and it still fits into the 64-bit columns of every table format.
_DIGITS = 18
LARGEST_COUNT = 10**_DIGITS - 1


def guarded(text: str) -> str:
    """Write a text so that no spreadsheet runs it as a formula: an apostrophe in front of = + - @ and control signs.

    Plain numbers stay as they are. A text that has apostrophes there already gets one more, so that `unguarded`
    gives back every text as it was.
    """
    return _GUARD + text if _RUN.match(text) else text


def guarded_row(row: Iterable[Any]) -> list[Any]:
    """Guard the texts of a row; numbers and cells without a value stay as they are."""
    return [guarded(cell) if isinstance(cell, str) else cell for cell in row]


def unguarded(text: str) -> str:
    """Read a text that was guarded: one apostrophe before a sign that a spreadsheet would run is no part of it."""
    found = _RUN.match(text)
    return text[1:] if found and found["guards"] else text


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, column: str, expected: str, found: str | None = None) -> BadInput:
        """Make the error for one cell of this row."""
        text = found if found is not None else (repr(self[column]) if self[column] else "nothing")
        return BadInput(Mistake(self.file, text, expected, self.line, f"column {column}"))

    def count(self, column: str) -> int:
        """Read a cell as a whole number of at least 0; raise BadInput otherwise."""
        text = self[column]
        if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
            digits = text.replace(" ", "").replace(",", "").replace("\u00a0", "").replace("'", "")
            if re.fullmatch(r"[0-9]{19,}", text):
                raise self.wrong(column, f"a number up to {LARGEST_COUNT:,}", f"a number of {len(text)} digits")
            if text != digits and re.fullmatch(r"[0-9]+", digits):
                raise self.wrong(column, f"a whole number without separators, such as {digits}")
            raise self.wrong(column, "a whole number, 0 or more")
        return int(text)


def read_table(path: Path, required: Sequence[str], *, encoding: str | None = None, separator: str = ",") -> list[Row]:
    """Read a CSV file whose first line names its columns.

    Cells lose surrounding blanks, and the apostrophe that keeps a spreadsheet from running them (`guarded`); wholly
    empty lines are passed over. Raises BadInput if a required
    column is missing or named twice, if a row has more or fewer cells than the header, and if nothing
    follows the header.
    """
    return table_rows(str(path), read_text(path, encoding), required, separator)


def table_rows(name: str, text: str, required: Sequence[str], separator: str = ",") -> list[Row]:
    """Read the text of a CSV file as `read_table` does; `name` is what messages call it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    header: list[str] = []
    line = 1
    try:
        for written in reader:
            start, line = line, reader.line_num + 1
            cells = [unguarded(cell.strip()) for cell in written]
            if not any(cells):
                continue
            if not header:
                header = cells
                _check_header(name, start, header, required, separator)
            elif len(cells) != len(header):
                raise BadInput(Mistake(name, f"{len(cells)} cells", f"{len(header)}, as in the first line", start))
            else:
                rows.append(Row(name, start, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        raise BadInput(Mistake(name, f"broken quoting ({error})", "cells as CSV writes them", line)) from None
    if not rows:
        raise BadInput(Mistake(name, "no rows after the header", "at least one row", 1))
    return rows


def _check_header(name: str, line: int, header: list[str], required: Sequence[str], separator: str) -> None:
    missing = [column for column in required if column not in header]
    if missing and len(header) == 1:
        for other, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars"), (",", "commas")):
            if other != separator and other in header[0]:
                flag = r"$'\t'" if other == "\t" else f"'{other}'"
                raise BadInput(
                    Mistake(
                        name,
                        f"columns separated by {called}",
                        f"{'commas' if separator == ',' else repr(separator)}; or say --separator {flag}",
                        line,
                    )
                )
    if missing:
        raise BadInput(
            Mistake(
                name,
                f"the columns {', '.join(header)}",
                f"also the column{'s' * (len(missing) > 1)} {', '.join(missing)}",
                line,
            )
        )
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise BadInput(Mistake(name, f"the column {twice[0]!r} twice", "each column once", line))
