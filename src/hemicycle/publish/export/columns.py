"""What the tables of an election and their columns mean, in plain words: for a README and for machines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hemicycle.law.document import Law

Kind = Literal["text", "integer", "decimal", "date"]

# What each table holds, in the order in which they are told.
TABLES = {
    "votes.csv": "the votes of each list, by district; * is the whole country",
    "votes_first.csv": "the votes of single-member contests, first ballot",
    "votes_constituency.csv": "the votes of single-member contests, first ballot",
    "votes_electorate.csv": "the votes of single-member contests, first ballot",
    "votes_runoff.csv": "the votes of repeat ballots between the two leading candidates",
    "votes_repeat.csv": "the votes of repeat ballots among candidates who were equal",
    "districts.csv": "what the law needs to know of each district, and the larger units it lies in",
    "counts.csv": "further numbers of the count, by district",
    "ballots.csv": "ranked ballot papers, identical ones together",
    "shares.csv": "stages of the result that are known in shares only, such as exit polls",
    "seats.csv": "the official seats",
    "result.csv": "the seats that follow from the votes under law.yaml, counted by Hemicycle",
    "turnout.csv": "turnout and other figures by region and hour",
    "council.csv": "figures of the council elections of the same day, which are another contest",
    "candidates.csv": "the people on the lists, or what the codes of ranked papers mean",
    "members.csv": "members known by name",
    "events.csv": "what happened in the term",
    "findings.csv": "what bodies of observers found, each as that body's",
    "sources.csv": "every source that a table or election.yaml names by its key",
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means, the kind of its cells, and the unit they are counted in, if any."""

    means: str
    kind: Kind = "text"
    unit: str = ""


_PERCENT = "percent"
_SHARE = "share of the list's votes, of the valid votes, in percent"
_COLUMNS = {
    "district": Column("the district; * is the whole country"),
    "party": Column("the list, by the name that election.yaml uses"),
    "name": Column("what the list or the person is called"),
    "candidate": Column("the person's name"),
    "votes": Column("votes", "integer", "votes"),
    "share_printed": Column(f"{_SHARE}, as its source printed it", "decimal", _PERCENT),
    "share": Column(f"{_SHARE}, rounded as its source rounded it", "decimal", _PERCENT),
    "at_least": Column(f"the least that the {_SHARE} can be", "decimal", _PERCENT),
    "at_most": Column(f"the most that the {_SHARE} can be", "decimal", _PERCENT),
    "below": Column(f"what the {_SHARE} stays below", "decimal", _PERCENT),
    "constituencies": Column("single-member constituencies in the district", "integer"),
    "list_seats": Column("seats filled from lists", "integer", "seats"),
    "district_seats": Column("seats filled in the district", "integer", "seats"),
    "levelling_seats": Column("levelling seats", "integer", "seats"),
    "adjustment_seats": Column("adjustment seats", "integer", "seats"),
    "tier": Column("the tier of seats, by its name in law.yaml"),
    "seats": Column("seats", "integer", "seats"),
    "sources": Column("keys of sources.csv, separated by blanks"),
    "note": Column("a remark"),
    "stage": Column("the stage of the result, by its name in election.yaml"),
    "item": Column("what is counted"),
    "number": Column("how many", "integer"),
    "count": Column("how many papers are alike", "integer", "papers"),
    "preferences": Column("codes of candidates.csv, the most preferred first"),
    "code": Column("the code of a candidate in ballots.csv"),
    "group": Column("the group on the ballot paper"),
    "region": Column("the region; empty or * is the whole country"),
    "measure": Column(
        "what is measured: turnout in percent of the registered voters, share in percent of the valid "
        "votes, other measures as numbers"
    ),
    "at": Column("the hour of the day, or the stage of the count"),
    "value": Column("the value, as the source gives it", "decimal"),
    "elected": Column("the office's word on whether the person is elected"),
    "position": Column("the place on the list", "integer"),
    "born": Column("the day of birth; empty where it isn't known", "date"),
    "gender": Column("f, m or x; empty where it isn't known"),
    "withdrew": Column("the day the person left the list", "date"),
    "died": Column("the day the person died", "date"),
    "date": Column("the day", "date"),
    "event": Column("what happened"),
    "person": Column("the person it happened to"),
    "election": Column("the day of the vote", "date"),
    "body": Column("the body of observers"),
    "when": Column("when the body said so"),
    "area": Column("the area of the election that the finding is on"),
    "commitment": Column("the commitment it is measured by"),
    "found": Column("what the body found, in its sense"),
    "key": Column("the key of the source"),
    "title": Column("the title of the source"),
    "host": Column("the host of its address"),
    "path": Column("the rest of its address"),
}
# Columns that mean something else in one table.
_IN_TABLE = {
    ("votes.csv", "votes"): Column("votes of the list in the district", "integer", "votes"),
    ("seats.csv", "seats"): Column("seats by the office's own statement", "integer", "seats"),
    ("result.csv", "seats"): Column("seats by the law and the votes", "integer", "seats"),
    ("candidates.csv", "votes"): Column("votes for the person", "integer", "votes"),
    ("turnout.csv", "party"): Column("the list, where the measure is of one"),
    ("council.csv", "party"): Column("the list, where the measure is of one"),
}
_FITS = {
    "integer": re.compile(r"[0-9]{1,18}"),
    "decimal": re.compile(r"-?[0-9]+(\.[0-9]+)?"),
}
# Where the numbers of votes.csv are inhabitants.
PEOPLE_TABLE = "the inhabitants of each unit, among which the seats are divided; nobody voted"
PEOPLE = Column("inhabitants, among whom the seats are divided; nobody voted", "integer", "inhabitants")
_APPROVED = {
    "votes": Column("members of the body who voted for the person", "integer", "votes"),
    "share_printed": Column("share of the members who voted, in percent, as printed", "decimal", _PERCENT),
}


def describe(table: str, columns: Sequence[str], rows: Sequence[Sequence[str]], law: Law) -> dict[str, Column]:
    """Say what the columns of a table mean: as the format has it, as the law has it, else as the source left it.

    A column is text where one of its cells isn't of the kind it should be.
    """
    described = {}
    for place, name in enumerate(columns):
        column = _column(table, name, law)
        cells = [row[place] for row in rows if row[place]]
        if column.kind == "text" and name not in _COLUMNS and cells and _all_are("integer", cells):
            column = replace(column, kind="integer")
        described[name] = column if _all_are(column.kind, cells) else replace(column, kind="text")
    return described


def what_of(table: str) -> str:
    """Say what a table holds; one of a body that elects members is named after its tier."""
    return TABLES.get(table) or f"the ballot of the body that elects members to the tier {table.removesuffix('.csv')}"


def _column(table: str, name: str, law: Law) -> Column:
    if table not in TABLES and name in _APPROVED:
        return _APPROVED[name]
    if (table, name) in _IN_TABLE:
        return _IN_TABLE[table, name]
    if name in law.from_election and table == "districts.csv":
        return Column(law.from_election[name].means)
    if name in law.units and table != "candidates.csv":
        return Column(f"the {name.replace('_', ' ')} in which the district lies")
    return _COLUMNS.get(name) or Column("a column of the source's own, which Hemicycle passes on")


def _all_are(kind: Kind, cells: Iterable[str]) -> bool:
    if kind == "date":
        return all(_is_day(cell) for cell in cells)
    return kind == "text" or all(_FITS[kind].fullmatch(cell) for cell in cells)


def _is_day(cell: str) -> bool:
    try:
        return dt.date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False
