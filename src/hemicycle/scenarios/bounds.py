"""What those who stayed away could have changed: accounting, with no assumption on how they would have voted.

A bound is a number of voters, beside how many there are. It never says what anybody would have done.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.elections.archive import Election
from hemicycle.outcome.numbers import exact
from hemicycle.scenarios.distance import Distance, distances
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Bounds:
    """An election's votes beside its register.

    `leader` is the largest list. `to_half` are the voters that the others would have needed on top for the
    leader to have no more than half of the valid votes. `thresholds` are, for each list that failed one, the
    voters who would have brought it over: new ones, and ones that come from another list.
    """

    election: str
    registered: int
    received: int
    valid: int
    leader: str
    leader_votes: int
    to_half: int
    thresholds: tuple[Distance, ...]

    @property
    def stayed_away(self) -> int:
        """Voters on the register who received no ballot."""
        return self.registered - self.received

    def of_register(self, count: int) -> Fraction:
        """A number as a share of the register."""
        return Fraction(count, self.registered)

    def of_those_away(self, count: int) -> Fraction | None:
        """A number as a share of those who stayed away; None where nobody did."""
        return Fraction(count, self.stayed_away) if self.stayed_away else None

    def as_json(self) -> dict[str, Any]:
        """The bounds for programs; shares as exact fractions of 1."""
        away = self.of_those_away(self.to_half)
        return {
            "election": self.election,
            "registered": self.registered,
            "received_a_ballot": self.received,
            "stayed_away": self.stayed_away,
            "valid": self.valid,
            "valid_of_registered": exact(self.of_register(self.valid)),
            "leader": {
                "party": self.leader,
                "votes": self.leader_votes,
                "of_registered": exact(self.of_register(self.leader_votes)),
                "to_half": self.to_half,
                "to_half_of_registered": exact(self.of_register(self.to_half)),
                "to_half_of_those_away": None if away is None else exact(away),
            },
            "thresholds": [each.as_json() for each in self.thresholds],
            "assumption": "none: numbers of voters, never how they would have voted",
        }


def bounds_of(election: Election) -> Bounds:
    """Set an election's votes beside its register. Raises BadInput where the record lacks one of the figures."""
    figures = election.record.figures
    missing = [name for name in ("registered", "ballots_received") if name not in figures]
    if missing:
        expected = "both in its record, as elections with a register have them"
        raise BadInput(Mistake(election.id, f"no figure {' and '.join(missing)}", expected))
    votes = election.exact_votes()
    counts = votes.by_list()
    lists = {party: count for party, count in counts.items() if party not in election.law.rows}
    leader = max(lists, key=lambda party: (lists[party], party))
    found = distances(election.law, votes, election.record.as_facts(), goals={"over the threshold"})
    return Bounds(
        election.id,
        int(figures["registered"].value),
        int(figures["ballots_received"].value),
        sum(counts.values()),
        leader,
        lists[leader],
        max(0, 2 * lists[leader] - sum(counts.values())),
        tuple(found),
    )
