"""The figures of one election beside those of the archive's other elections, so that a reader sees what is much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from statistics import median
from typing import Any

from hemicycle.elections.archive import Election, election_ids, read_election
from hemicycle.law.steps import Transfer
from hemicycle.scrutiny.contest import Contest, contest_of


@dataclass(frozen=True)
class Strip:
    """One figure of an election among those of others, by their ids; `chamber` names those of the same chamber."""

    name: str
    value: float | None
    others: dict[str, float]
    chamber: frozenset[str]

    @property
    def lower(self) -> int:
        """How many others have a smaller figure."""
        return sum(1 for other in self.others.values() if self.value is not None and other < self.value)

    @property
    def higher(self) -> int:
        """How many others have a larger figure."""
        return sum(1 for other in self.others.values() if self.value is not None and other > self.value)

    @cached_property
    def median(self) -> float | None:
        """The middle figure of the others; None where there is none."""
        return median(self.others.values()) if self.others else None

    def as_json(self) -> dict[str, Any]:
        """The figure among the others, for programs."""
        return {"others": len(self.others), "lower": self.lower, "higher": self.higher, "median": self.median}


def comparable(election: Election) -> bool:
    """Tell whether an election has votes for lists; those of inhabitants and of ranked candidates don't."""
    steps = [step for tier in election.law.tiers for step in tier.steps]
    return election.record.counted == "votes" and not any(isinstance(step.action, Transfer) for step in steps)


@cache
def _figures(name: str) -> dict[str, float]:
    """Take the figures of an election of the archive that may stand beside others."""
    election = read_election(name)
    if not comparable(election):
        return {}
    found = contest_of(election)
    return {} if found.basis.all_seated and not found.basis.no_votes else found.values


def beside(contest: Contest, told: Callable[[int], None] | None = None) -> dict[str, Strip]:
    """Take the figures of all other elections of the archive with votes for lists, and set the contest among them.

    Elections of which only lists with seats are named are left out, since their figures of votes miss the others.
    `told` hears how many elections are done.
    """
    values: dict[str, dict[str, float]] = {}
    for count, name in enumerate(election_ids(), 1):
        if name != contest.election.id:
            for figure, value in _figures(name).items():
                values.setdefault(figure, {})[name] = value
        if told is not None:
            told(count)
    chamber = contest.election.folder.parent
    here = frozenset(name for name in election_ids() if read_election(name).folder.parent == chamber)
    own = contest.values
    return {
        index.definition.name: Strip(
            index.definition.name,
            own.get(index.definition.name),
            values.get(index.definition.name, {}),
            here,
        )
        for index in contest.indices
    }
