"""Votes from files: a table of votes, a folder of tables, shares known only in part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from hemicycle.count.ballot import Cells, Entry, ballot_cells, is_total
from hemicycle.count.votes import WHOLE, Known, PartlyKnown, Votes
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
    rows = _rows(path, ["party"], reading)
    if "votes" in rows[0].cells:
        return Votes({"votes": _ballot(rows)})
    if {"votes_at_least", "votes_at_most"} <= set(rows[0].cells):
        return PartlyKnown(_by_list(rows, _interval), measure="votes")
    if {"share", "at_least", "at_most", "below"} & set(rows[0].cells):
        return read_shares(rows)
    raise BadInput(Mistake(str(path), f"the columns {', '.join(rows[0].cells)}", "also the column votes, or share", 1))


def read_folder(folder: Path, reading: Reading = PLAIN) -> Votes:
    """Read the tables of a folder: votes.csv, the other ballots beside it, and counts.csv.

    Raises BadInput with file and line, also where counts.csv gives fewer valid votes than the lists have.
    """
    if not (folder / "votes.csv").is_file():
        raise BadInput(Mistake(str(folder), "a folder without votes.csv", "a file votes.csv in it"))
    ballots = {}
    for name, ballot in _BALLOTS.items():
        path = folder / name
        if path.is_file():
            ballots[ballot] = _ballot(_rows(path, ["party", "votes"], reading))
    counts: dict[str, dict[str, int]] = {}
    if (folder / "counts.csv").is_file():
        rows = _rows(folder / "counts.csv", ["district", "item", "number"], reading)
        valid = _valid_votes(rows, ballots["votes"])
        if valid:
            counts["valid"] = valid
    return Votes(ballots, counts)


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


def _valid_votes(rows: Iterable[Row], cells: Cells) -> dict[str, int]:
    """Read the number of valid votes by district; they can't be fewer than the votes of the lists."""
    valid: dict[str, int] = {}
    for row in rows:
        if row["item"] != "valid":
            continue
        district = row["district"] or WHOLE
        if district in valid:
            raise row.wrong("district", "each number once", f"the valid votes of {district} again")
        votes = sum(count for (place, _), count in cells.items() if district in (place, WHOLE))
        if row.count("number") < votes:
            raise row.wrong("number", f"at least {votes:,} valid votes, the sum of votes.csv")
        valid[district] = row.count("number")
    return valid


def _ballot(rows: list[Row]) -> Cells:
    """Make the cells of one ballot from the rows of its table."""
    entries = (Entry(row["district"] or WHOLE, row["party"], row.count("votes"), row.line) for row in rows)
    return ballot_cells(rows[0].file, entries)


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
