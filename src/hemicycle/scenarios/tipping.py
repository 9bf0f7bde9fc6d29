"""Where one named assumption about voters would tip a result: the share at which it does, never that it would have.

Each point takes the published votes and changes them in one way only. It says of how many voters which share
would have to do something; whether they would have is not for figures to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.elections.archive import Election
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import valid_given
from hemicycle.outcome.numbers import exact
from hemicycle.outcome.trace import Admission
from hemicycle.scenarios.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Tipping:
    """One assumption, and the least number of voters of a group with which it tips the result.

    `group` is who they are, the voters of a `list` where it isn't empty; `votes` of its `size` voters.
    """

    assumption: str
    tips: str
    party: str
    votes: int
    group: str
    size: int
    list: str = ""

    @property
    def share(self) -> Fraction:
        """The tipping value, as a share of the group."""
        return Fraction(self.votes, self.size)

    def as_json(self) -> dict[str, Any]:
        """The point for programs."""
        return {
            "assumption": self.assumption,
            "tips": self.tips,
            "party": self.party,
            "votes": self.votes,
            "of": self.group,
            "of_list": self.list or None,
            "of_how_many": self.size,
            "share": exact(self.share),
        }


def tipping_points(election: Election, bounds: Bounds) -> list[Tipping]:
    """Find where single assumptions on boycott, turnout and tactical votes would tip an election's result.

    Points that no number of voters reaches are left out.
    """
    return [*_boycott(bounds), *_tactical(election, bounds), *_turnout(election, bounds)]


def _boycott(bounds: Bounds) -> Iterator[Tipping]:
    """Those who stayed away: some of them for others, the rest at home or for the largest list."""
    away, leader = bounds.stayed_away, bounds.leader_votes
    tips, group = "no more than half of the valid votes", "voters who stayed away"
    if 0 < bounds.to_half <= away:
        only = "of those who stayed away only voters of other lists had come, and nothing else had changed"
        yield Tipping(only, tips, bounds.leader, bounds.to_half, group, away)
    # leader + away - others <= (valid + away) / 2, rounded up to whole voters
    others = -((bounds.valid - 2 * leader - away) // 2)
    if 0 < others <= away:
        every = "everybody who stayed away had voted, some for other lists and the rest for the largest"
        yield Tipping(every, tips, bounds.leader, others, group, away)


def _tactical(election: Election, bounds: Bounds) -> Iterator[Tipping]:
    """Voters of one list that failed, or of the largest, who vote for another list that failed."""
    votes = election.exact_votes().by_list()
    failed = list(dict.fromkeys(each.party for each in bounds.thresholds))
    for each in bounds.thresholds:
        if each.way != "switched to it":
            continue
        for other in (*failed, bounds.leader):
            if other != each.party and each.votes <= votes[other]:
                assumption = "voters of one list had voted for another, and nothing else had changed"
                tips = "over the threshold"
                yield Tipping(assumption, tips, each.party, each.votes, "its voters", votes[other], other)


def _turnout(election: Election, bounds: Bounds) -> Iterator[Tipping]:
    """Voters of other lists who stay away, so that a threshold of the votes falls to what a list has."""
    votes = election.exact_votes()
    facts = election.record.as_facts()
    now = elect(election.law, votes, facts)
    given = valid_given(election.law, votes, facts)
    lists = votes.by_list()
    for record in now.trace:
        if not isinstance(record, Admission) or record.share is None or record.base != bounds.valid or given:
            continue
        for line in record.lines:
            most = line.votes / record.share  # the most valid votes at which the list has its share
            whole = int(most) - (record.strictly and most == int(most))
            fewer, size = int(bounds.valid - whole), int(bounds.valid - line.votes)
            if not line.passes and line.party in lists and 0 < fewer <= size:
                assumption = "voters of other lists had stayed away, and this one's had come all the same"
                yield Tipping(assumption, "over the threshold", line.party, fewer, "voters of the other lists", size)
