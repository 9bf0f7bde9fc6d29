"""Facts of one election that its law takes from outside the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.source.mistake import BadInput, Mistake

NO_SEATS = "no seats"
PARTY = "party"
INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class DrawnLot:
    """A lot that was drawn: among whom, in which unit, and who won."""

    among: frozenset[str]
    drawn: tuple[str, ...]
    district: str = "*"


@dataclass(frozen=True, slots=True)
class Alliance:
    """Lists that count as one in some step: everywhere, or in one district. Its `lists` may be alliances."""

    name: str
    lists: tuple[str, ...]
    district: str = "*"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is peculiar to one election.

    `names`     what lists are called, by id
    `kinds`     what a list is, where it isn't a party: `independent`, `coalition`, `no seats`
    `members`   how many parties a list is made of, where it is more than one
    `alliances` which lists are allied, and where
    `numbers`   tables by name, each a number by (unit, list): order of registration, seats of a body; for
                numbers by unit the list is the unit, or empty
    `seats`     tiers whose seats were won in another contest: seats by (unit, list)
    `lots`      lots already drawn
    `valid`     the number of valid votes, where it isn't the sum of the rows
    """

    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, int] = field(default_factory=dict)
    alliances: tuple[Alliance, ...] = ()
    numbers: Mapping[str, Mapping[tuple[str, str], Any]] = field(default_factory=dict)
    seats: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    lots: tuple[DrawnLot, ...] = ()
    valid: int | None = None


NO_FACTS = Facts()


def valid_given(law: Law, votes: Votes, facts: Facts) -> Mapping[str, Any]:
    """Find the number of valid votes that was given, by unit of the list ballot; empty where none was.

    What came with the votes goes before what the facts say. One number for the whole country stands under
    the district `*`, also beside votes by district. Raises BadInput where it comes to less than the votes.
    """
    given = dict(votes.counts.get("valid", {}))
    if not given and facts.valid is not None and votes.measure == "votes":
        given = {WHOLE: facts.valid}
    if given and law.votes_at == NATION:
        given = {WHOLE: given[WHOLE] if WHOLE in given else sum(given.values())}
    sums: dict[str, Any] = {}
    for (unit, _), number in votes.ballots["votes"].items():
        sums[unit] = sums.get(unit, 0) + number
    for unit, number in given.items():
        least = sum(sums.values()) if unit == WHOLE else sums.get(unit, 0)
        if number < least:
            found = f"{number:,} valid votes, fewer than the lists have together"
            raise BadInput(Mistake("valid", found, f"at least {least:,}"))
    return given
