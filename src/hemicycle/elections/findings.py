"""The ledger of findings: what bodies of observers found at the elections of a chamber, each as that body's own.

A finding is stored with its source and shown as it is stored; nothing here weighs, counts or sums findings up.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.tables import Row, read_table

# The areas by which ODIHR's reports are laid out, in their order; `overall` is a verdict on the election as such.
AREAS = (
    "overall",
    "political context",
    "electoral system",
    "legal framework",
    "administration",
    "voter registration",
    "candidate registration",
    "campaign",
    "campaign finance",
    "media",
    "minorities",
    "women",
    "complaints",
    "observation",
    "election day",
    "tabulation",
    "post-election",
    "recommendations",
)
_FOLDER = Path(__file__).parent
COLUMNS = ("election", "body", "when", "area", "commitment", "found", "sources")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a body found in one area of an election, in our words but as its own.

    `when` is as exact as it is known: a day, a month or a year. `commitment` is the one that the body named.
    """

    election: dt.date
    body: str
    when: str
    area: str
    commitment: str
    found: str
    sources: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The finding for programs."""
        return {
            "area": self.area,
            "body": self.body,
            "when": self.when,
            "commitment": self.commitment or None,
            "found": self.found,
            "sources": list(self.sources),
        }


@cache
def read_findings(chamber: Path) -> tuple[Finding, ...]:
    """Read the ledger of a chamber's folder, `findings.csv`, by election, area and time; none where it has no ledger.

    Raises BadInput for a row without a body, a date, an area of the list, words or a source.
    """
    path = chamber / "findings.csv"
    if not path.is_file():
        return ()
    found = [_finding(row) for row in read_table(path, COLUMNS)]
    return tuple(sorted(found, key=lambda each: (each.election, AREAS.index(each.area), each.when)))


def _finding(row: Row) -> Finding:
    for column in ("body", "found", "sources"):
        if not row[column]:
            raise row.wrong(column, "some text")
    if row["area"] not in AREAS:
        raise row.wrong("area", nearest(row["area"], AREAS))
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", row["when"]):
        raise row.wrong("when", "a day, a month or a year, such as 2021-01")
    try:
        election = dt.date.fromisoformat(row["election"])
    except ValueError:
        raise row.wrong("election", "the day of the vote, such as 2021-01-10") from None
    sources = tuple(row["sources"].split())
    return Finding(election, row["body"], row["when"], row["area"], row["commitment"], row["found"], sources)


def by_area(findings: tuple[Finding, ...]) -> dict[str, tuple[Finding, ...]]:
    """Set findings side by side: for each area that any body speaks of, what each of them found."""
    return {
        area: tuple(each for each in findings if each.area == area)
        for area in AREAS
        if any(each.area == area for each in findings)
    }


def find_ledger(name: str) -> tuple[Path, dict[str, tuple[Finding, ...]]]:
    """Find the ledger of a chamber, or of one of its elections, archived or not: the country's folder, findings by id.

    Raises BadInput for a chamber without a ledger, and an election that isn't in it.
    """
    chambers = {
        f"{path.parent.parent.name}-{path.parent.name}": path.parent for path in _FOLDER.glob("*/*/findings.csv")
    }
    ledgers = {chamber: _by_election(chamber, folder) for chamber, folder in chambers.items()}
    for chamber, ledger in ledgers.items():
        if name == chamber:
            return chambers[chamber].parent, ledger
        if name in ledger:
            return chambers[chamber].parent, {name: ledger[name]}
    known = [*ledgers, *(election for ledger in ledgers.values() for election in ledger)]
    raise BadInput(Mistake("the ledgers of findings", repr(name), nearest(name, known)))


def _by_election(chamber: str, folder: Path) -> dict[str, tuple[Finding, ...]]:
    """Sort findings by the ids of elections; a year with several needs the whole date."""
    findings = read_findings(folder)
    days = sorted({each.election for each in findings})
    years = [day.year for day in days]
    return {
        f"{chamber}-{day.year if years.count(day.year) == 1 else day}": tuple(
            each for each in findings if each.election == day
        )
        for day in days
    }
