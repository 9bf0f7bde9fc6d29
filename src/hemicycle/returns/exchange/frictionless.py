"""Frictionless data packages: returns as a CSV file, and a description that machines read (Table Schema 1)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hemicycle.returns.fields import FIELDS
from hemicycle.returns.profile import VOTES_OF
from hemicycle.returns.sheet import Line, Sheet
from hemicycle.source.files import read_text
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.tables import guarded_row, unguarded

TABLE = "returns.csv"
_ABOUT = {"title": "title", "election": "name", "date": "created", "stage": "version"}


def left_out(sheet: Sheet) -> tuple[str, ...]:
    """Name what a package can't carry: nothing."""
    return ()


def write_frictionless(sheet: Sheet) -> Mapping[str, bytes]:
    """Write a package: `datapackage.json` and `returns.csv`, in Hemicycle's own form."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*sheet.levels, *sheet.fields, *(f"{VOTES_OF}{each}" for each in sheet.lists)])
    writer.writerows(map(guarded_row, sheet.rows))
    table = text.getvalue().encode()
    package = {
        "profile": "tabular-data-package",
        "name": sheet.about.get("election", "returns"),
        **({"title": sheet.about["title"]} if "title" in sheet.about else {}),
        "hemicycle": dict(sheet.about),
        "resources": [
            resource("returns", TABLE, table, _schema(sheet)),
        ],
    }
    return {"datapackage.json": (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode(), TABLE: table}


def resource(name: str, path: str, table: bytes, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a CSV file of a package: what it is, its size and sum, and the schema of its columns."""
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table),
        "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
        "schema": schema,
    }


def _schema(sheet: Sheet) -> dict[str, Any]:
    levels = [{"name": level, "type": "string", "constraints": {"required": True}} for level in sheet.levels]
    fields = [_number(name, FIELDS[name]) for name in sheet.fields]
    lists = [_number(f"{VOTES_OF}{each}", f"votes for {sheet.names.get(each, each)}") for each in sheet.lists]
    for column, each in zip(lists, sheet.lists, strict=True):
        column["title"] = sheet.names.get(each, each)
    return {"fields": [*levels, *fields, *lists], "primaryKey": list(sheet.levels), "missingValues": [""]}


def _number(name: str, means: str) -> dict[str, Any]:
    return {"name": name, "type": "integer", "description": means, "constraints": {"minimum": 0}}


def read_frictionless(path: Path) -> Sheet:
    """Read a package written in this form. Raises BadInput where its table isn't what it describes."""
    name = str(path)
    try:
        package = json.loads(read_text(path))
        resource = package["resources"][0]
        schema = resource["schema"]["fields"]
        columns = [column["name"] for column in schema]
        table = path.parent / resource["path"]
    except json.JSONDecodeError as error:
        raise BadInput(Mistake(name, f"no JSON ({error.msg})", "a datapackage.json", error.lineno)) from None
    except (KeyError, IndexError, TypeError) as error:
        found = f"a package without {error}" if isinstance(error, KeyError) else "a package without a table"
        raise BadInput(Mistake(name, found, "a resource with a path and a schema with fields")) from None
    data = read_text(table).encode()
    expected = str(resource.get("hash", "")).removeprefix("sha256:")
    if len(expected) == 64 and hashlib.sha256(data).hexdigest() != expected:
        raise BadInput(Mistake(str(table), "a table that isn't the one described", f"the sha256 sum {expected}"))
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    header = next(rows, [])
    if header != columns:
        raise BadInput(Mistake(str(table), f"the columns {', '.join(header)}", f"{', '.join(columns)}", 1))
    levels = tuple(column["name"] for column in schema if column.get("type") == "string")
    fields = tuple(each for each in columns if each in FIELDS)
    lists = tuple(each.removeprefix(VOTES_OF) for each in columns if each.startswith(VOTES_OF))
    if not levels or not lists or len(levels) + len(fields) + len(lists) != len(columns):
        found = f"the columns {', '.join(columns)}"
        raise BadInput(Mistake(name, found, "units as text, then fields of a return, then votes:<list> columns"))
    titles = {column["name"].removeprefix(VOTES_OF): column.get("title") for column in schema}
    names = {each: titles[each] for each in lists if titles[each] and titles[each] != each}
    about = {key: str(text) for key, text in package.get("hemicycle", {}).items()}
    lines = tuple(_line(table, number, row, columns, len(levels)) for number, row in enumerate(rows, 2))
    return Sheet(levels, fields, lists, lines, names, about)


def _line(table: Path, number: int, row: list[str], columns: list[str], levels: int) -> Line:
    if len(row) != len(columns):
        raise BadInput(Mistake(str(table), f"{len(row)} cells", f"{len(columns)}", number))
    for column, cell in zip(columns[levels:], row[levels:], strict=True):
        if cell and not (cell.isascii() and cell.isdigit()):
            raise BadInput(Mistake(str(table), repr(cell), "a whole number, 0 or more", number, f"column {column}"))
    return (*map(unguarded, row[:levels]), *(int(cell) if cell else None for cell in row[levels:]))
