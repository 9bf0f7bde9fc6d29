"""A quota, seen: what it asked of the lists, what they offered, what the chamber got, what a later law would ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hemicycle.chamber.chamber import Chamber
from hemicycle.chamber.quota import groups_told, is_of, share_of, wanted
from hemicycle.elections.archive import Election
from hemicycle.elections.people import chamber_of
from hemicycle.law.catalogue import versions
from hemicycle.law.document import Law
from hemicycle.law.members import ListQuota, SeatQuota
from hemicycle.source.mistake import BadInput, Mistake

WOMEN = "women_in_chamber"


@dataclass(frozen=True, slots=True)
class OfList:
    """One list: its names, those of the groups, and what each quota wants; None for what isn't known."""

    party: str
    names: int | None
    group: int | None
    needed: int | None
    seats: int
    needed_of_seats: int | None

    @property
    def kept(self) -> bool | None:
        """Whether the quota on the list is kept."""
        return None if self.group is None or self.needed is None else self.group >= self.needed

    def as_json(self) -> dict[str, Any]:
        """The list for programs."""
        plain = {name: getattr(self, name) for name in ("party", "names", "group", "needed", "seats")}
        return {**plain, "kept": self.kept, "needed_of_seats": self.needed_of_seats}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The fewest and the most something can be, given what is known."""

    low: int
    high: int

    def as_json(self) -> list[int]:
        """The bounds for programs."""
        return [self.low, self.high]


@dataclass(frozen=True, slots=True)
class QuotaSeen:
    """A quota at one election.

    `on_lists` and `on_seats` are the rules, the second of the law named `later`. `women` sat in a chamber of
    `seats`, as reported; `women_by_lists` of them came from lists. `to_others` is how many seats of lists
    would have gone to other people if `later` had bound them: bounds where names aren't known.
    """

    election: str
    law: str
    later: str
    on_lists: ListQuota | None
    on_seats: SeatQuota
    lists: tuple[OfList, ...]
    seats: int
    women: int | None
    women_by_lists: Bounds | None
    to_others: Bounds
    known_by_name: bool

    def as_json(self) -> dict[str, Any]:
        """The quota for programs."""
        return {
            "election": self.election,
            "law": self.law,
            "later_law": self.later,
            "on_lists": _rule_json(self.on_lists),
            "on_seats": _rule_json(self.on_seats),
            "lists": [each.as_json() for each in self.lists],
            "seats": self.seats,
            "women": self.women,
            "women_by_lists": self.women_by_lists.as_json() if self.women_by_lists else None,
            "seats_to_others": self.to_others.as_json(),
            "known_by_name": self.known_by_name,
        }


def _rule_json(rule: ListQuota | SeatQuota | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {"share": str(rule.share), "of": groups_told(rule.of), "cites": list(rule.cites)}


def see_quota(election: Election, later: Law | None = None) -> QuotaSeen:
    """See the quota of an election, beside the quota on seats of its own law or a later one.

    Without `later` the first version that binds the seats is taken. Raises BadInput where none does.
    """
    later = later or _binding(election)
    on_seats = next((rule for rule in later.members if isinstance(rule, SeatQuota) and rule.share and rule.of), None)
    if on_seats is None:
        raise BadInput(Mistake("--law", f"{later.id}, which has no quota on seats", "a version that has one"))
    on_lists = next((rule for rule in election.law.members if isinstance(rule, ListQuota) and rule.share), None)
    chamber = chamber_of(election)
    won = _list_seats(chamber, on_seats)
    lists = tuple(_of_list(election, party, seats, on_lists, on_seats) for party, seats in won.items())
    figure = election.record.figures.get(WOMEN)
    women = int(figure.value) if figure else None
    bounds, by_name = _to_others(chamber, lists, on_seats, women)
    outside = len(chamber.places) - sum(each.seats for each in lists)
    return QuotaSeen(
        election.id,
        election.law.id,
        later.id,
        on_lists,
        on_seats,
        lists,
        len(chamber.places),
        women,
        None if women is None else Bounds(max(0, women - outside), min(women, sum(each.seats for each in lists))),
        bounds,
        by_name,
    )


def _binding(election: Election) -> Law:
    """Find the first version, from the election's own on, that binds the seats."""
    for law in versions(election.record.law):
        bound = any(isinstance(rule, SeatQuota) and rule.share and rule.of for rule in law.members)
        if bound and law.in_force.start >= election.law.in_force.start:
            return law
    raise BadInput(Mistake(election.id, f"no version of {election.record.law} with a quota on seats", "--law with one"))


def _list_seats(chamber: Chamber, quota: SeatQuota) -> dict[str, int]:
    """Count the seats of each list in the tier that the quota is for."""
    seats: dict[str, int] = {}
    for each in chamber.lists:
        if quota.tier in (None, each.places[0].tier):
            seats[each.party] = seats.get(each.party, 0) + len(each.places)
    return seats


def _of_list(election: Election, party: str, seats: int, on_lists: ListQuota | None, on_seats: SeatQuota) -> OfList:
    facts = election.record.lists.get(party)
    names = facts.candidates if facts else None
    needed = wanted(share_of(on_lists), names) if on_lists and names is not None else None
    group = facts.quota_group if facts else None
    return OfList(party, names, group, needed, seats, wanted(share_of(on_seats), seats))


def _to_others(chamber: Chamber, lists: Sequence[OfList], quota: SeatQuota, women: int | None) -> tuple[Bounds, bool]:
    """Bound the seats that would have gone to others; exact where every member is known by name and group."""
    people = {
        each.party: [holder.candidate for one in chamber.lists if one.party == each.party for holder in one.sitting]
        for each in lists
    }
    answers = {
        party: [is_of(one, quota.of, chamber.on) if one else None for one in held] for party, held in people.items()
    }
    needs = {each.party: each.needed_of_seats or 0 for each in lists}
    if all(answer is not None for held in answers.values() for answer in held):
        short = sum(max(0, needs[party] - held.count(True)) for party, held in answers.items())
        return Bounds(short, short), True
    outside = len(chamber.places) - sum(each.seats for each in lists)
    sure = max(0, (women or 0) - outside)
    caps = [min(each.seats, each.seats if each.group is None else each.group) for each in lists]
    covered = _least_covered(sure, caps, [needs[each.party] for each in lists])
    return Bounds(0, sum(needs.values()) - covered), False


def _least_covered(people: int, caps: Sequence[int], needs: Sequence[int]) -> int:
    """Spread people over lists so that they meet as little of the needs as they can; gives what they meet.

    A list takes up to its cap, and of those only its need counts.
    """
    best: dict[int, int] = {0: 0}
    for cap, need in zip(caps, needs, strict=True):
        following: dict[int, int] = {}
        for spread, covered in best.items():
            for here in range(min(cap, people - spread) + 1):
                total = covered + min(here, need)
                following[spread + here] = min(total, following.get(spread + here, total))
        best = following
    return best[max(best)]
