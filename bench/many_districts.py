"""Time the systems of the archive beside votelib in one run, and the whole archive counted again.

votelib does plain highest averages by district; the seats of both have to agree. Levelling, placement and
overhang it doesn't put together, so those stand alone.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from time import perf_counter
from typing import Any

from votelib.evaluate.proportional import HighestAverages

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.elections.archive import Election
from hemicycle.outcome.elect import elect

ROUNDS = 15
BESIDE_VOTELIB = ("es-congreso-2016", "jp-sangiin-pr-2022", "pt-ar-2024")
ALONE = ("no-storting-2017", "dk-folketing-2015", "se-riksdag-2018", "de-bundestag-2017", "de-bundestag-2025")


def main() -> None:
    print(f"whole elections without trace, best of {ROUNDS}; votelib {version('votelib')}: its allotment alone")
    print(f"{'election':<22}{'seats':>6}{'ms':>9}{'votelib ms':>12}{'ratio':>7}")
    for name in BESIDE_VOTELIB:
        election = hemicycle.election(name)
        ours, seats = _ours(election)
        contests = _contests(election)
        theirs, found = _best(lambda contests=contests: [_votelib(votes, size) for votes, size in contests])
        _agree(election, found)
        print(f"{name:<22}{seats:>6}{ours * 1e3:>9.2f}{theirs * 1e3:>12.2f}{theirs / ours:>7.1f}")
    for name in ALONE:
        ours, seats = _ours(hemicycle.election(name))
        print(f"{name:<22}{seats:>6}{ours * 1e3:>9.2f}")
    start = perf_counter()
    from hemicycle.elections.verify import verify

    count = len([verify(hemicycle.election(name)) for name in hemicycle.election_ids()])
    print(f"verify: {count} elections read, counted with their trace and compared in {perf_counter() - start:.2f} s")


def _ours(election: Election) -> tuple[float, int]:
    votes, facts, law = election.votes(), election.record.as_facts(), election.law
    assert isinstance(votes, Votes)
    time, outcome = _best(lambda: elect(law, votes, facts, tracing=False))
    return time, sum(outcome.totals.values())


def _best(call: Callable[[], Any]) -> tuple[float, Any]:
    times = []
    result = None
    for _ in range(ROUNDS):
        start = perf_counter()
        result = call()
        times.append(perf_counter() - start)
    return min(times), result


def _contests(election: Election) -> list[tuple[dict[str, int], int]]:
    """List the contests as votelib takes them: the lists admitted in a unit, and its seats."""
    outcome = election.elect()
    admitted = {
        record.district: set(record.admitted) for record in outcome.trace if record.kind == "admit" and record.admitted
    }
    votes = election.votes()
    assert isinstance(votes, Votes)
    seats: dict[str, int] = {}
    for row in outcome.rows:
        seats[row.district] = seats.get(row.district, 0) + row.seats
    by_unit: dict[str, dict[str, int]] = {}
    for (unit, party), number in votes.ballots["votes"].items():
        place = unit if unit in seats else "*"
        if place not in admitted or party in admitted[place]:
            by_unit.setdefault(place, {})[party] = number
    return [(by_unit[unit], size) for unit, size in seats.items()]


def _votelib(votes: dict[str, int], seats: int) -> dict[str, int]:
    found: dict[str, int] = HighestAverages("d_hondt").evaluate(votes, seats)
    return found


def _agree(election: Election, found: list[dict[str, int]]) -> None:
    totals: dict[str, int] = {}
    for contest in found:
        for party, seats in contest.items():
            totals[party] = totals.get(party, 0) + seats
    assert totals == election.elect().totals, (totals, election.elect().totals)


if __name__ == "__main__":
    main()
