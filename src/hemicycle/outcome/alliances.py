"""The tree of contestants: alliances, and the lists or smaller alliances in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.count.votes import WHOLE
from hemicycle.outcome.facts import Alliance
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Alliances:
    """Who is allied with whom.

    `above` leads from (district, list or alliance) to the alliance it is in, under `*` where that holds
    everywhere; `lists` are the lists of an alliance, those of the alliances in it among them.
    """

    above: Mapping[tuple[str, str], str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, party: str, unit: str) -> str | None:
        """Find the alliance that a list or alliance is directly in, in a unit; None where it stands alone."""
        return self.above.get((unit, party)) or self.above.get((WHOLE, party))

    def root(self, party: str, unit: str) -> str:
        """Find the largest alliance that a list is in; the list itself where it stands alone."""
        while (higher := self.of(party, unit)) is not None:
            party = higher
        return party

    def part_of(self, party: str, alliance: str, unit: str) -> str | None:
        """Find what stands directly in an alliance and is, or contains, this list; None where nothing does."""
        while (higher := self.of(party, unit)) is not None:
            if higher == alliance:
                return party
            party = higher
        return None


def alliances_from(given: tuple[Alliance, ...]) -> Alliances:
    """Build the tree. Raises BadInput for a list in two alliances, and for alliances that contain each other."""
    above: dict[tuple[str, str], str] = {}
    members: dict[str, tuple[str, ...]] = {}
    for alliance in given:
        members[alliance.name] = tuple(dict.fromkeys((*members.get(alliance.name, ()), *alliance.lists)))
        for party in alliance.lists:
            other = above.setdefault((alliance.district, party), alliance.name)
            if other != alliance.name:
                found = f"{party} in {other} and in {alliance.name}"
                raise BadInput(Mistake("alliances", found, "each list in one alliance of a district"))
    return Alliances(above, {name: _lists(name, members, ()) for name in members})


def _lists(name: str, members: Mapping[str, tuple[str, ...]], path: tuple[str, ...]) -> tuple[str, ...]:
    if name not in members:
        return (name,)
    if name in path:
        raise BadInput(Mistake("alliances", f"{name}, which contains itself", "alliances of lists"))
    return tuple(each for member in members[name] for each in _lists(member, members, (*path, name)))
