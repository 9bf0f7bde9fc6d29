"""Seats from whatever is known of the votes: all of them, or a part."""

from __future__ import annotations

from collections.abc import Callable

from hemicycle.count.votes import PartlyKnown, Votes
from hemicycle.law.document import Law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome


def seats_from(
    law: Law,
    votes: Votes | PartlyKnown,
    facts: Facts,
    *,
    election: str | None = None,
    stage: str = "final",
    told: Callable[[int], None] | None = None,
) -> Outcome:
    """Elect on known votes, or find every allocation that fits what is known of them.

    `told` hears of the progress of a search. Raises BadInput as `elect` and `elect_in_part` do.
    """
    if isinstance(votes, Votes):
        return elect(law, votes, facts, election=election, stage=stage)
    # The solver is loaded only where votes are known in part.
    from hemicycle.outcome.known_in_part import elect_in_part

    return elect_in_part(law, votes, facts, election=election, stage=stage, told=told)
