"""Blocks of a hemicycle, from the seats of an outcome or from the members of a chamber on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.elections.looks import Looks, left_to_right
from hemicycle.law.document import Law
from hemicycle.outcome.facts import NO_FACTS, Facts
from hemicycle.outcome.numbers import listed, plural
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission, Allotment
from hemicycle.publish.pictures.hemicycle import Block
from hemicycle.publish.pictures.palette import fallback, hue

if TYPE_CHECKING:
    from hemicycle.chamber.chamber import Chamber

GREY = "axis"
_INDEPENDENT, _BODY = "independent", "indirect"


@dataclass(frozen=True, slots=True)
class Arranged:
    """Blocks from left to right, and what a reader should know of their order."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def blocks_of_outcome(outcome: Outcome, law: Law, looks: Looks, facts: Facts = NO_FACTS) -> Arranged:
    """Arrange the seats of an outcome; seats that it doesn't settle are rings.

    Where what is known leaves several allocations, a list has the seats that all of them give it.
    """
    seats, house = _settled(outcome)
    if isinstance(law.seats, int):
        house = max(house, law.seats)
    apart = set_apart(outcome, facts)
    look = _Looking(outcome.names, looks, inks_of(outcome.totals | seats, looks, facts), apart)
    ordered, note = _ordered(seats, apart, looks, outcome.election, law.law)
    blocks = [look.block(party, seats[party]) for party in ordered]
    missing = house - sum(seats.values())
    if missing > 0:
        why = _why_missing(outcome)
        blocks.insert(sum(not block.apart for block in blocks), Block(why, 0, GREY, missing, empty=why))
    return Arranged(tuple(blocks), (note,))


def blocks_of_chamber(chamber: Chamber, law: Law, looks: Looks, outcome: Outcome, facts: Facts = NO_FACTS) -> Arranged:
    """Arrange the members of a chamber by the party they sit for, with their names; seats nobody holds are rings.

    Those who left their party and kept the seat are a block of their own.
    """
    members: dict[str, list[str | None]] = {}
    vacant: dict[str, int] = {}
    for place in chamber.places:
        if place.holder:
            members.setdefault(place.holder.party, []).append(place.holder.name)
        else:
            vacant[place.party] = vacant.get(place.party, 0) + 1
    left = members.pop("", [])
    seats = {party: len(members.get(party, [])) + vacant.get(party, 0) for party in [*members, *vacant]}
    apart = set_apart(outcome, facts)
    look = _Looking(chamber.names, looks, inks_of(outcome.totals | seats, looks, facts), apart)
    ordered, note = _ordered(seats, apart, looks, chamber.election, law.law)
    blocks = [look.block(party, members.get(party, []), vacant.get(party, 0)) for party in ordered]
    if left:
        at = sum(not block.apart for block in blocks)
        blocks.insert(at, Block("without the party they were elected for", len(left), GREY, members=tuple(left)))
    return Arranged(tuple(blocks), (note,))


def set_apart(outcome: Outcome, facts: Facts = NO_FACTS) -> frozenset[str]:
    """Find bodies with seats of their own: those the facts call so, and those nobody voted for but independents."""
    bodies = {party for party, kind in facts.kinds.items() if kind == _BODY}
    voted = {claim.party for record in outcome.trace if isinstance(record, Allotment) for claim in record.claims}
    voted |= {line.party for record in outcome.trace if isinstance(record, Admission) for line in record.lines}
    if not voted or len(outcome.totals) < 2:
        return frozenset(bodies)
    independent = {party for party, kind in facts.kinds.items() if kind == _INDEPENDENT}
    return frozenset(bodies | {party for party in outcome.totals if party not in voted and party not in independent})


def inks_of(parties: Iterable[str], looks: Looks, facts: Facts = NO_FACTS) -> dict[str, str]:
    """Give each party its ink: its own colour, grey for independents, else a place in the palette."""
    inks: dict[str, str] = {}
    parties = list(parties)
    for party in parties:
        look = looks.parties.get(party)
        if facts.kinds.get(party) == _INDEPENDENT or (look and look.independent):
            inks[party] = GREY
        elif look and look.colour:
            inks[party] = hue(look.colour, look.dark or "")
    return fallback(party for party in parties if party not in inks) | inks


@dataclass(frozen=True, slots=True)
class _Looking:
    """What every block of a chamber is made with: names, looks, inks, and who stands apart."""

    names: Mapping[str, str]
    looks: Looks
    inks: Mapping[str, str]
    apart: frozenset[str]

    def block(self, party: str, members: Sequence[str | None] | int, vacant: int = 0) -> Block:
        """Make the block of a party: of its members, or of so many seats."""
        look = self.looks.parties.get(party)
        return Block(
            self.names.get(party, party),
            members if isinstance(members, int) else len(members),
            self.inks[party],
            vacant,
            party in self.apart,
            () if isinstance(members, int) else tuple(members),
            (look.short if look else None) or "",
        )


def _ordered(
    seats: Mapping[str, int], apart: frozenset[str], looks: Looks, *names: str | None
) -> tuple[list[str], str]:
    """Arrange parties from left to right, those set apart at the end; say where the order is from."""
    order = looks.order(*names)
    ordered = sorted(left_to_right(order, seats), key=lambda party: party in apart)
    if order is None:
        return ordered, "From left to right by seats: no published order is at hand"
    others = [party for party in ordered if party not in order.parties and party not in apart]
    beyond = f"; not in it, at its right end by seats: {listed(_short(others, looks))}" if others else ""
    return ordered, f"Order from left to right: {order.source}{beyond}"


def _short(parties: Sequence[str], looks: Looks) -> list[str]:
    if len(parties) > 6:
        return [plural(len(parties), "list")]
    return [(looks.parties[party].short if party in looks.parties else None) or party for party in parties]


def _settled(outcome: Outcome) -> tuple[dict[str, int], int]:
    """Take the seats that are certain, and the number of all."""
    if outcome.certain is not False:
        return outcome.totals, sum(outcome.totals.values())
    found = [each.totals for each in outcome.alternatives]
    parties = dict.fromkeys(party for totals in found for party in totals)
    sure = {party: min(totals.get(party, 0) for totals in found) for party in parties}
    return {party: seats for party, seats in sure.items() if seats}, max(sum(totals.values()) for totals in found)


def _why_missing(outcome: Outcome) -> str:
    if outcome.certain is False:
        return "not certain from what is known" if outcome.complete else "not certain, of the allocations found"
    if outcome.status == "lots needed":
        return "to be drawn by lot"
    return "undetermined by law" if outcome.status == "undetermined" else "not in this result"
