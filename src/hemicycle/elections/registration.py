"""The lists of an election against the law: from its record, from a table of candidates, from a table of numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hemicycle.chamber.lineage import continues_as
from hemicycle.chamber.registration import Before, Checked, Filed, Numbers, check_list, seats_of_lists
from hemicycle.count.votes import WHOLE, Votes
from hemicycle.elections.archive import Election
from hemicycle.elections.parties import read_parties
from hemicycle.elections.people import previous_election, read_lists
from hemicycle.law.document import Law
from hemicycle.outcome.facts import NO_SEATS
from hemicycle.source.tables import read_table

_INDIRECT = frozenset({NO_SEATS, "indirect", "independent"})


def check_archived(election: Election, law: Law | None = None) -> list[Checked]:
    """Check the lists of an election in the archive by the numbers its record has: names, and the quota's groups."""
    law = law or election.law
    before = shares_before(election)
    checks = []
    for party, facts in election.record.lists.items():
        if facts.kind in _INDIRECT:
            continue
        numbers = Numbers(facts.candidates, facts.quota_group)
        filed = Filed(
            WHOLE,
            party,
            seats_of_lists(law),
            election.date,
            numbers=numbers,
            before=before.get(party, Before()),
        )
        checks += check_list(law, filed)
    return checks


def check_table(
    path: Path,
    law: Law,
    on: dt.date,
    *,
    seats: int | None = None,
    districts: Mapping[str, int] | None = None,
    registered: dt.date | None = None,
    previous: Election | None = None,
) -> tuple[list[Checked], tuple[str, ...]]:
    """Check the lists of a table: of candidates, or of numbers (party, candidates, quota_group, gone).

    `registered` is the day the lists were registered: who left before isn't on them. `previous` is the last
    election, on whose shares the deposit hangs. Returns the checks and the columns that nothing reads.
    Raises BadInput.
    """
    header = read_table(path, [])[0].cells
    if "candidates" in header:
        return _check_numbers(path, law, on, seats, previous), ()
    lists = read_lists(path, law)
    before = shares_at(previous, lists.parties, on) if previous else {}
    checks = []
    for (district, party), people in lists.by_list.items():
        filed = Filed(
            district,
            party,
            seats or seats_of_lists(law, districts, district),
            on,
            [each for each in people if registered is None or each.gone is None or each.gone > registered],
            before=before.get(party, Before()),
        )
        checks += check_list(law, filed)
    return checks, lists.unused


def _check_numbers(path: Path, law: Law, on: dt.date, seats: int | None, previous: Election | None) -> list[Checked]:
    checks = []
    met: dict[str, int] = {}
    rows = read_table(path, ["party", "candidates"])
    before = shares_at(previous, [row["party"] for row in rows], on) if previous else {}
    for row in rows:
        party = row["party"]
        if not party:
            raise row.wrong("party", "the list that the numbers are of")
        if party in met:
            raise row.wrong("party", "each list once", f"the list {party!r} again (first in line {met[party]})")
        met[party] = row.line
        names = row.count("candidates") if row["candidates"] else None
        group = row.count("quota_group") if row["quota_group"] else None
        gone = row.count("gone") if row["gone"] else None
        for column, number in (("quota_group", group), ("gone", gone)):
            if names is not None and number is not None and number > names:
                raise row.wrong(column, f"at most {names}, the names on the list")
        filed = Filed(
            WHOLE,
            party,
            seats or seats_of_lists(law),
            on,
            numbers=Numbers(names, group, gone),
            before=before.get(party, Before()),
        )
        checks += check_list(law, filed)
    return checks


def shares_before(election: Election) -> dict[str, Before]:
    """Find what each list had at the last election of the chamber, by lineage, and what it has now."""
    now = _shares(election)
    last = previous_election(election)
    if last is None:
        return {party: Before(now=share) for party, share in now.items()}
    then = shares_at(last, now, election.date)
    return {party: replace(then[party], now=share) for party, share in now.items()}


def shares_at(last: Election, standing: Collection[str], on: dt.date) -> dict[str, Before]:
    """Find what parties had at an earlier election, by lineage; those of several predecessors are added up.

    A party without a predecessor that stood had nothing.
    """
    parties = read_parties(last.country).parties
    then = dict.fromkeys(standing, Fraction(0))
    for party, share in _shares(last).items():
        heir = continues_as(party, parties, standing, str(on))
        if heir in then:
            then[heir] += share
    return {party: Before(share, last.id) for party, share in then.items()}


def _shares(election: Election) -> dict[str, Fraction]:
    """Take each list's share of the valid votes; nothing where only shares are known."""
    votes = election.votes() if "final" in election.stages else None
    if not isinstance(votes, Votes):
        return {}
    counts = votes.by_list()
    whole = sum(counts.values())
    return {party: Fraction(count, whole) for party, count in counts.items()}
