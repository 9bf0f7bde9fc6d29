"""Facts of one election that its law takes from outside the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import NATION, Law
from hemicycle.source.mistake import BadInput, Mistake

NO_SEATS = "no seats"
PARTY = "party"


@dataclass(frozen=True, slots=True)
class DrawnLot:
    """A lot that was drawn: among whom, in which unit, and who won."""

    among: frozenset[str]
    drawn: tuple[str, ...]
    district: str = "*"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is peculiar to one election.

    `names`    what lists are called, by id
    `kinds`    what a list is, where it isn't a party: `independent`, `no seats`
    `numbers`  tables by name, each a number by (unit, list): order of registration, seats of a body
    `seats`    tiers whose seats were won in another contest: seats by (unit, list)
    `lots`     lots already drawn
    `valid`    the number of valid votes, where it isn't the sum of the rows
    """

    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[tuple[str, str], Any]] = field(default_factory=dict)
    seats: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    lots: tuple[DrawnLot, ...] = ()
    valid: int | None = None


NO_FACTS = Facts()


def valid_given(law: Law, votes: Votes, facts: Facts) -> Mapping[str, Any]:
    """Find the number of valid votes that was given, by unit of the list ballot; empty where none was.

    What came with the votes goes before what the facts say. Under a law that counts nationwide it is one
    number, for the district `*`. Raises BadInput for one number where every district has its own.
    """
    given = votes.counts.get("valid", {})
    if not given and facts.valid is not None and votes.measure == "votes":
        if law.votes_at != NATION:
            found = "one number of valid votes for the whole country"
            raise BadInput(Mistake("valid", found, f"a number for each {law.votes_at}, in counts.csv"))
        given = {WHOLE: facts.valid}
    if given and law.votes_at == NATION:
        return {WHOLE: given[WHOLE] if WHOLE in given else sum(given.values())}
    return given
