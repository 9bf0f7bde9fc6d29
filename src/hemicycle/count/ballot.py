"""The cells of one ballot, whatever they were read from, and the checks they have to pass."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hemicycle.count.votes import WHOLE
from hemicycle.source.mistake import BadInput, Mistake

_TOTALS = {"total", "totals", "sum", "всего", "итого", "барлығы"}

Cells = dict[tuple[str, str], int]


class Entry(NamedTuple):
    """One number of a ballot and where it stands; `line` is None where the source has no lines."""

    district: str
    party: str
    votes: int
    line: int | None


def is_total(name: str) -> bool:
    """Tell whether a row is called a total, and so is no list."""
    return name.casefold() in _TOTALS


def ballot_cells(file: str, entries: Iterable[Entry]) -> Cells:
    """Make the cells (district, party) of a ballot.

    A row called total, and rows for the whole country beside rows for its districts, are checked against
    the others and left out. Raises BadInput for a list without a name, a list twice, sums that don't agree,
    and a ballot without votes.
    """
    found: dict[tuple[str, str], Entry] = {}
    totals: list[Entry] = []
    for entry in entries:
        if not entry.party:
            raise BadInput(Mistake(file, "nothing", "the name of a list", entry.line, "column party"))
        if is_total(entry.party):
            totals.append(entry)
            continue
        cell = (entry.district, entry.party)
        if cell in found:
            first = found[cell].line
            expected = "each list once" + (f"; it stands in line {first} already" if first else "")
            raise BadInput(Mistake(file, repr(entry.party), expected, entry.line, "column party"))
        found[cell] = entry
    if totals and not found:
        raise BadInput(Mistake(file, "no lists", "a row for each list", totals[0].line))
    for total in totals:
        _check_total(file, total, found.values())
    cells = _without_sums(file, found)
    if not any(cells.values()):
        raise BadInput(Mistake(file, "no votes at all", "votes for one list at least"))
    return cells


def _check_total(file: str, total: Entry, entries: Iterable[Entry]) -> None:
    votes = {WHOLE: 0, "parts": 0}
    for entry in entries:
        if entry.district == total.district:
            votes[WHOLE] += entry.votes
        if entry.district != WHOLE:
            votes["parts"] += entry.votes
    sums = {votes[WHOLE], votes["parts"]} if total.district == WHOLE else {votes[WHOLE]}
    if total.votes not in sums:
        expected = f"{votes[WHOLE] or votes['parts']:,}, the sum of the other rows"
        raise BadInput(Mistake(file, f"a total of {total.votes:,}", expected, total.line, "column votes"))


def _without_sums(file: str, found: dict[tuple[str, str], Entry]) -> Cells:
    """Leave out what stands for the whole country where the districts stand too; both have to agree."""
    parts: dict[str, int] = {}
    for entry in found.values():
        if entry.district != WHOLE:
            parts[entry.party] = parts.get(entry.party, 0) + entry.votes
    for party, votes in parts.items():
        whole = found.get((WHOLE, party))
        if whole is not None and whole.votes != votes:
            said = f"{whole.votes:,} votes of {party} in the whole country"
            raise BadInput(Mistake(file, said, f"{votes:,}, the sum of its districts", whole.line))
    return {cell: entry.votes for cell, entry in found.items() if cell[0] != WHOLE or cell[1] not in parts}
