"""The archive counted again: every election's seats from its votes, beside the official ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hemicycle.chamber.chamber import candidates_of
from hemicycle.count.votes import WHOLE
from hemicycle.elections.archive import Election
from hemicycle.elections.people import chamber_of, read_lists, with_lists
from hemicycle.outcome.outcome import Outcome, Seat

ANY_TIER = "all"


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of seats that differs: where, whose, computed and official, and the reason, if one is known."""

    district: str
    tier: str
    party: str
    computed: int
    official: int
    why: str | None

    @property
    def says(self) -> str:
        """The difference as a sentence."""
        where = "" if self.district == WHOLE else f"{self.district}, "
        return f"{where}{self.party}: {self.computed} computed, {self.official} official"

    def as_json(self) -> dict[str, Any]:
        """The difference for programs."""
        return {
            "district": self.district,
            "tier": self.tier,
            "party": self.party,
            "computed": self.computed,
            "official": self.official,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """One election counted again.

    `compared` is the number of official figures compared, `finest` how far down they go: `totals`, or
    `districts`; None where the archive holds no official seats. `members` is the number of members who were
    found by name and compared with the official ones, `strangers` who sits here and not there, or the reverse.
    """

    election: Election
    outcome: Outcome
    compared: int
    finest: str | None
    differences: tuple[Difference, ...]
    members: int = 0
    strangers: tuple[str, ...] = ()

    @property
    def unexplained(self) -> bool:
        """Whether a difference has no reason."""
        return bool(self.strangers) or any(difference.why is None for difference in self.differences)

    def as_json(self) -> dict[str, Any]:
        """The election for programs."""
        return {
            "election": self.election.id,
            "law": self.outcome.law,
            "status": self.outcome.status,
            "seats": sum(self.outcome.totals.values()),
            "compared": self.compared,
            "finest": self.finest,
            "differences": [difference.as_json() for difference in self.differences],
            "members": self.members,
            "strangers": list(self.strangers),
        }


def verify(election: Election) -> Verified:
    """Count the final votes of an election under the law of its day, and compare with the official seats."""
    outcome = election.elect("final")
    official = election.official_seats
    finest = None if not official else "totals" if all(row.district == WHOLE for row in official) else "districts"
    differences = tuple(_differences(election, outcome, official))
    return Verified(election, outcome, len(official), finest, differences, *_members(election))


def _members(election: Election) -> tuple[int, tuple[str, ...]]:
    """Compare the members by name with those whom the table of candidates marks as elected."""
    path = with_lists(election.folder)
    if path is None:
        return 0, ()
    lists = read_lists(path, election.law).by_list.values()
    official = {(each.district, each.party, each.name) for names in lists for each in names if each.elected}
    if not official:
        return 0, ()
    found = {(each.district, each.party, each.name) for each in candidates_of(chamber_of(election))}
    strangers = [f"{name} ({party}): computed, not official" for _, party, name in sorted(found - official)]
    strangers += [f"{name} ({party}): official, not computed" for _, party, name in sorted(official - found)]
    return len(found), tuple(strangers)


def _differences(election: Election, outcome: Outcome, official: tuple[Seat, ...]) -> Iterator[Difference]:
    """Compare cell by cell; an official number for the whole country, or for all tiers, with the sum computed."""
    reasons = {district: each.why for each in election.record.differences for district in each.districts}
    tiers = {tier.tier for tier in election.law.tiers}
    expected = {(row.district, row.tier, row.party): row.seats for row in official}
    summed = {row.tier for row in official if row.district == WHOLE}
    computed: dict[tuple[str, str, str], int] = {}
    for row in outcome.rows:
        tier = row.tier if row.tier in {tier for _, tier, _ in expected} else ANY_TIER
        if row.tier in outcome.within and tier == ANY_TIER and ANY_TIER not in tiers:
            continue
        for district in {row.district, WHOLE} if tier in summed else {row.district}:
            key = (district, tier, row.party)
            computed[key] = computed.get(key, 0) + row.seats
    places = {(district, tier) for district, tier, _ in expected}
    for district, tier, party in sorted({*expected, *computed}):
        if tier in summed and (district, tier) not in places:
            continue  # a district of which no official number is at hand
        if not expected:
            continue
        ours, theirs = computed.get((district, tier, party), 0), expected.get((district, tier, party), 0)
        if ours != theirs:
            why = reasons.get(district) or reasons.get(WHOLE)
            yield Difference(district, tier, party, ours, theirs, why)
