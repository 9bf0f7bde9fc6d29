"""Returns row by row: what readers of exchange formats give, and writers take."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hemicycle.returns.collected import rows_of
from hemicycle.returns.profile import VOTES_OF, as_profile
from hemicycle.returns.read import read_returns
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.tables import guarded_row

Line = tuple[Any, ...]
WHOLE = "*"  # the unit of a row for the whole country, where a sheet has no other
STATION = "station"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Returns of one contest as a header and rows.

    `levels` are the names of the units a station lies in, the largest first and the station itself last
    (`region`, `territory`, `station`). `fields` are keys of `hemicycle.returns.fields.FIELDS`, `lists` the ids
    of the lists in ballot order and `names` what they are called where that is more than the id. A row holds
    the unit of each level as text, then an int, or None for what isn't known, for each field and each list.
    Where units are districts and not stations, the one row `*` stands for a country counted as a whole.
    `about` says what is known of the election: `election` (an id), `title`, `country`, `date` (YYYY-MM-DD), `law`,
    `stage`, and of the document: `generated`, the moment it was made.
    """

    levels: tuple[str, ...]
    fields: tuple[str, ...]
    lists: tuple[str, ...]
    rows: Iterable[Line]
    names: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


def is_whole(sheet: Sheet, rows: Iterable[Line]) -> bool:
    """Tell whether a sheet is one row for the whole country."""
    return len(sheet.levels) == 1 and [row[0] for row in rows] == [WHOLE]


def day_of(about: Mapping[str, str]) -> str:
    """Give the day of the election, which some formats can't do without. Raises BadInput where it isn't known."""
    if "date" not in about:
        raise BadInput(Mistake("--date", "nothing", "the day of the election, which this format requires"))
    return about["date"]


def generated(about: Mapping[str, str]) -> str:
    """Give the moment a document is made, in UTC: what `about` says, or now."""
    return about.get("generated") or dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sheet_of(returns: Returns, about: Mapping[str, str] | None = None) -> Sheet:
    """Give returns row by row, stations in the order of their units; numbers that follow from others are left out."""
    columns = [*returns.levels, *returns.fields, *returns.lists]
    found = rows_of(returns.stations.select(*columns).sort(*returns.levels))
    rows = (
        (
            *(row[level] or "" for level in returns.levels),
            *(None if row[name] is None else int(row[name]) for name in (*returns.fields, *returns.lists)),
        )
        for row in found
    )
    lists = tuple(returns.lists.values())
    names = {each: returns.called(each) for each in lists if returns.called(each) != each}
    return Sheet(returns.levels, returns.fields, lists, rows, names, about or {})


def write_plain(sheet: Sheet, path: Path) -> None:
    """Write a sheet as CSV in Hemicycle's own form: levels, fields, `votes:<list>`; no number is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*sheet.levels, *sheet.fields, *(f"{VOTES_OF}{each}" for each in sheet.lists)])
        writer.writerows(map(guarded_row, sheet.rows))


def returns_of(sheet: Sheet, name: str) -> Returns:
    """Read a sheet as returns, by the same road as a file: what a file may not say, a sheet may not either."""
    profile = as_profile(
        {
            "profile": "exchanged",
            "title": f"returns from {name}",
            "levels": {level: level for level in sheet.levels},
            "fields": {each: each for each in sheet.fields},
            "lists": {"columns": [f"{VOTES_OF}{each}" for each in sheet.lists]},
            "names": dict(sheet.names),
            "unknown": [""],
        }
    )
    with tempfile.TemporaryDirectory(prefix="hemicycle-") as folder:
        path = Path(folder) / "sheet.csv"
        write_plain(sheet, path)
        return replace(read_returns(str(path), profile), name=name)
