"""The ballots drawn in an audit, read from a table and checked against the report and the seed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hemicycle.scrutiny.assertions import Audited
from hemicycle.scrutiny.audit import NOT_FOUND, Way
from hemicycle.scrutiny.sampling import draw
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.tables import Row, read_table


def read_drawn(path: Path, audited: Audited, way: Way, seed: str | None) -> tuple[list[str], list[str]]:
    """Read what was reported and found of each ballot, in the order drawn; nothing reported in polling.

    Raises BadInput with the line for a list that nobody knows, a ballot drawn twice or out of turn, and for more
    ballots than were cast, or than were reported to say the same.
    """
    rows = read_table(path, ["found", *(["reported"] if way == "comparison" else []), *(["ballot"] if seed else [])])
    if len(rows) > audited.ballots:
        raise BadInput(Mistake(str(path), f"{len(rows):,} ballots", f"at most the {audited.ballots:,} that were cast"))
    known = {**{name: party for party, name in audited.names.items() if party in audited.votes}}
    known |= {each: each for each in audited.tally}
    found = [_said(row, "found", known, empty=True) for row in rows]
    reported = [_said(row, "reported", known, empty=False) for row in rows] if way == "comparison" else []
    for ballot, count in Counter(reported).items():
        if count > audited.tally[ballot]:
            what = f"{count:,} ballots reported as {ballot}"
            raise BadInput(Mistake(str(path), what, f"at most {audited.tally[ballot]:,}, as in the reported result"))
    _check_numbers(rows, audited, seed)
    return reported, found


def _said(row: Row, column: str, known: dict[str, str], *, empty: bool) -> str:
    text = row[column]
    if not text and empty:
        return NOT_FOUND
    if text not in known:
        raise row.wrong(column, nearest(text, known))
    return known[text]


def _check_numbers(rows: list[Row], audited: Audited, seed: str | None) -> None:
    """Make sure that no ballot stands twice, and that each is the one that the seed draws."""
    turns = draw(audited.ballots, seed, len(rows)) if seed else ()
    seen: set[int] = set()
    for place, row in enumerate(rows):
        if not row["ballot"] and not seed:
            continue
        number = row.count("ballot")
        if not 1 <= number <= audited.ballots:
            raise row.wrong("ballot", f"a number from 1 to {audited.ballots:,}")
        if number in seen:
            raise row.wrong("ballot", "each ballot once: they are drawn without repeats")
        if turns and number != turns[place]:
            raise row.wrong("ballot", f"{turns[place]}, which the seed draws in this place")
        seen.add(number)
