"""Votes from files: a table of votes, a folder of tables, shares known only in part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hemicycle.count.ballot import Cells, Entry, ballot_cells, is_total
from hemicycle.count.votes import WHOLE, Known, Paper, PartlyKnown, Votes
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.tables import Row, read_table

# The files of a folder that hold a ballot, and the name the ballot has in a law.
_BALLOTS = {
    "votes.csv": "votes",
    "votes_first.csv": "first",
    "votes_constituency.csv": "first",
    "votes_electorate.csv": "first",
    "votes_runoff.csv": "runoff",
    "votes_repeat.csv": "repeat_vote",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a user's tables are written: encoding (UTF-8 without it) and separator."""

    encoding: str | None = None
    separator: str = ","


PLAIN = Reading()


def read_votes(path: Path, reading: Reading = PLAIN) -> Votes | PartlyKnown:
    """Read a table of votes, or of what is known of them.

    With the columns `party,votes` (and `district`, if any) the votes are known. With `party` and any of
    `share`, `at_least`, `at_most`, `below` they are known in part: shares in percent, rounded to the
    decimals they are printed with. With `votes_at_least,votes_at_most` they are known as intervals.
    A row called total is checked against the others and left out. Raises BadInput with file and line.
    """
    return votes_in(_rows(path, ["party"], reading))


def votes_in(rows: list[Row]) -> Votes | PartlyKnown:
    """Make votes, or what is known of them, of the rows of a table as `read_votes` describes it."""
    if "votes" in rows[0].cells:
        return Votes({"votes": _ballot(rows)})
    if {"votes_at_least", "votes_at_most"} <= set(rows[0].cells):
        return PartlyKnown(_by_list(rows, _interval), measure="votes")
    if {"share", "at_least", "at_most", "below"} & set(rows[0].cells):
        return read_shares(rows)
    columns = ", ".join(rows[0].cells)
    raise BadInput(Mistake(rows[0].file, f"the columns {columns}", "also the column votes, or share", 1))


def read_folder(folder: Path, reading: Reading = PLAIN) -> Votes:
    """Read the tables of a folder: votes.csv, the other ballots beside it, districts.csv, counts.csv, ballots.csv.

    Columns of districts.csv that hold numbers become numbers by unit under the column's name (`seats`), and so
    do the items of counts.csv. Any other column of districts.csv or of a ballot says in which larger unit a
    district lies, under the name of the level (`province`).

    Raises BadInput with file and line, also where counts.csv gives fewer valid votes than the lists have.
    """
    if not (folder / "votes.csv").is_file():
        raise BadInput(Mistake(str(folder), "a folder without votes.csv", "a file votes.csv in it"))
    ballots: dict[str, Cells] = {}
    parents: dict[tuple[str, str], str] = {}
    for name, ballot in _BALLOTS.items():
        if (folder / name).is_file():
            rows = _rows(folder / name, ["party", "votes"], reading)
            ballots[ballot] = _ballot(rows, _parents(rows, parents))
    counts: dict[str, dict[str, Any]] = {}
    if (folder / "districts.csv").is_file():
        _districts(_rows(folder / "districts.csv", [], reading), counts, parents)
    if (folder / "counts.csv").is_file():
        rows = _rows(folder / "counts.csv", ["district", "item", "number"], reading)
        for item, numbers in _counts(rows, ballots["votes"]).items():
            counts.setdefault(item, {}).update(numbers)
    return Votes(ballots, counts, parents, _ranked(folder, reading, ballots["votes"]))


# Columns of a ballot that say nothing of where a district lies.
_OF_A_ROW = frozenset({"district", "party", "candidate", "votes", "elected", "stage", "note"})


def _parents(rows: list[Row], parents: dict[tuple[str, str], str]) -> dict[str, set[str]]:
    """Note the larger unit of every district; return the districts whose name stands in several of them.

    The whole country lies in nothing, whatever else a table says of its rows.
    """
    levels = [column for column in rows[0].cells if column and column not in _OF_A_ROW]
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for level in levels if row["district"] not in ("", WHOLE) else ():
            if row[level]:
                found.setdefault((level, row["district"]), set()).add(row[level])
    shared: dict[str, set[str]] = {}
    for (level, district), larger in found.items():
        if len(larger) == 1:
            parents[level, district] = next(iter(larger))
        else:
            shared.setdefault(level, set()).add(district)
            parents.update({(level, f"{above} / {district}"): above for above in larger})
    return shared


def _name(row: Row, shared: dict[str, set[str]]) -> str:
    """Call a district by its name; with the larger unit in front where several have one of that name."""
    district = row["district"]
    for level, names in shared.items():
        if district in names:
            return f"{row[level]} / {district}"
    return district or WHOLE


def _districts(rows: list[Row], counts: dict[str, dict[str, Any]], parents: dict[tuple[str, str], str]) -> None:
    """Read what is known of each district: numbers, and the larger units it lies in."""
    first, *columns = rows[0].cells
    numeric = {column for column in columns if all(is_number(row[column]) for row in rows if row[column])}
    seen: set[str] = set()
    for row in rows:
        unit = row[first]
        if not unit or unit in seen:
            raise row.wrong(first, "each district once" if unit else "the name of a district")
        seen.add(unit)
        for column in columns:
            if not row[column]:
                continue
            if column in numeric:
                counts.setdefault(column, {})[unit] = exact_number(row[column])
            else:
                parents[column, unit] = row[column]


def is_number(text: str) -> bool:
    """Tell whether a text is a plain number: digits, and decimals behind a point."""
    whole, _, decimals = text.partition(".")
    return text.isascii() and len(text) <= 20 and whole.isdigit() and (decimals.isdigit() or text == whole)


def exact_number(text: str) -> int | Fraction:
    """Read a plain number exactly."""
    return int(text) if text.isdigit() else Fraction(text)


def _ranked(folder: Path, reading: Reading, ballot: Cells) -> dict[str, tuple[Paper, ...]]:
    """Read ranked ballot papers: how many alike, and the candidates on them by the codes of candidates.csv.

    Without a column district they are those of the one district of votes.csv.
    """
    path = next((folder / name for name in ("ballots.csv", "ballots.csv.gz") if (folder / name).is_file()), None)
    if path is None:
        return {}
    candidates = {
        row["code"]: row["candidate"] for row in _rows(folder / "candidates.csv", ["code", "candidate"], reading)
    }
    only = next(iter(dict.fromkeys(district for district, _ in ballot)), WHOLE)
    papers: dict[str, list[Paper]] = {}
    apart = re.compile(r"[>\s]+").split
    for row in _rows(path, ["count", "preferences"], reading):
        text = row["preferences"]
        codes = apart(text) if text else []
        ranking = tuple(candidates[code] for code in codes if code in candidates)
        if len(ranking) != len(codes) or len(codes) != len(set(codes)):
            raise row.wrong("preferences", "codes of candidates.csv, each once")
        paper = Paper(row.count("count"), ranking)
        papers.setdefault(row["district"] or only, []).append(paper)
    return {district: tuple(found) for district, found in papers.items()}


def read_stage(folder: Path, stage: str, reading: Reading = PLAIN) -> PartlyKnown:
    """Read what shares.csv of a folder knows of one stage. Raises BadInput for a stage it doesn't hold."""
    rows = _rows(folder / "shares.csv", ["stage", "party"], reading)
    chosen = [row for row in rows if row["stage"] == stage]
    if not chosen:
        stages = dict.fromkeys(row["stage"] for row in rows)
        raise BadInput(Mistake(rows[0].file, f"no stage {stage!r}", nearest(stage, stages)))
    return read_shares(chosen)


def _rows(path: Path, required: Sequence[str], reading: Reading) -> list[Row]:
    return read_table(path, required, encoding=reading.encoding, separator=reading.separator)


def _counts(rows: Iterable[Row], cells: Cells) -> dict[str, dict[str, int]]:
    """Read further numbers by item and district; the valid votes can't be fewer than the votes of the lists."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        item, district = row["item"], row["district"] or WHOLE
        numbers = counts.setdefault(item, {})
        if district in numbers:
            raise row.wrong("district", "each number once", f"the {item} of {district} again")
        if item == "valid":
            votes = sum(count for (place, _), count in cells.items() if district in (place, WHOLE))
            if row.count("number") < votes:
                raise row.wrong("number", f"at least {votes:,} valid votes, the sum of votes.csv")
        numbers[district] = row.count("number")
    return counts


def _ballot(rows: list[Row], shared: dict[str, set[str]] | None = None) -> Cells:
    """Make the cells of one ballot from the rows of its table."""
    shared = shared or {}
    places = [_name(row, shared) for row in rows]
    several = Counter(zip(places, (row["party"] for row in rows), strict=True)) if "candidate" in rows[0].cells else {}
    entries = (
        Entry(place, _contestant(row, several.get((place, row["party"]), 1)), row.count("votes"), row.line)
        for place, row in zip(places, rows, strict=True)
    )
    return ballot_cells(rows[0].file, entries)


def _contestant(row: Row, rows: int) -> str:
    """Call a row by its party, or by its candidate where several stand for one label in a district."""
    if rows == 1 or not row["candidate"]:
        return row["party"]
    return f"{'IND' if row['party'] == 'Independent' else row['party']} {row['candidate']}"


def read_shares(rows: Iterable[Row]) -> PartlyKnown:
    """Make what is known of each list from rows with a share, or with the bounds of one, in percent.

    A share `71.1` stands for everything that rounds to it, half up: from 71.05 to below 71.15.
    """
    return PartlyKnown(_by_list(rows, lambda row: _rounded(row) if row["share"] else _between(row)))


def _by_list(rows: Iterable[Row], known: Callable[[Row], Known]) -> dict[str, Known]:
    lists: dict[str, Known] = {}
    for row in rows:
        party = row["party"]
        if not party:
            raise row.wrong("party", "the name of a list")
        if is_total(party):
            continue
        if party in lists:
            raise row.wrong("party", "each list once")
        lists[party] = known(row)
    return lists


def _interval(row: Row) -> Known:
    low, high = row.count("votes_at_least"), row.count("votes_at_most")
    if low > high:
        raise row.wrong("votes_at_least", f"at most {high:,}, as votes_at_most says")
    return Known(Fraction(low), Fraction(high))


def _rounded(row: Row) -> Known:
    printed = _percentage(row, "share")
    _, _, decimals = row["share"].partition(".")
    half = Fraction(1, 2 * 10 ** len(decimals))
    return Known(max(printed - half, Fraction(0)), printed + half, below_high=True, printed=printed)


def _between(row: Row) -> Known:
    low = _percentage(row, "at_least") if row["at_least"] else Fraction(0)
    high, below = Fraction(100), False
    if row["below"]:
        high, below = _percentage(row, "below"), True
    elif row["at_most"]:
        high = _percentage(row, "at_most")
    if not any((row["at_least"], row["below"], row["at_most"])):
        raise row.wrong("share", "a share, or bounds in at_least, at_most or below")
    if low > high or (below and low == high):
        raise row.wrong("at_least", f"less than the upper bound of {high} %")
    return Known(low, high, below_high=below)


def _percentage(row: Row, column: str) -> Fraction:
    text = row[column]
    if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() and len(text) <= 20:
        value = Fraction(text)
        if value <= 100:
            return value
    raise row.wrong(column, "a percentage from 0 to 100, such as 71.09")
