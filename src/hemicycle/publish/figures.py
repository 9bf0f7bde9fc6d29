"""The figures of a result that text and pictures share: the measure of each list, the valid votes, the threshold."""

from __future__ import annotations

from typing import Any

from hemicycle.count.votes import WHOLE, PartlyKnown, Votes
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission


def national_threshold(outcome: Outcome) -> Admission | None:
    """Find the threshold of the whole country, if the law has one and it was tested."""
    for record in outcome.trace:
        if isinstance(record, Admission) and record.share is not None and record.district == "*":
            return record
    return None


def valid_votes(votes: Votes | PartlyKnown, measured: dict[str, Any]) -> Any:
    """Take the valid votes as given, by district or for the whole country; else the sum of the lists."""
    given = votes.counts.get("valid", {}) if isinstance(votes, Votes) else {}
    return given.get(WHOLE) or sum(given.values()) or sum(measured.values())


def measures_of(votes: Votes | PartlyKnown) -> dict[str, Any]:
    """Take the votes of every list, or its lowest possible share."""
    if isinstance(votes, PartlyKnown):
        return {party: known.printed or known.low for party, known in votes.lists.items()}
    return votes.by_list()
