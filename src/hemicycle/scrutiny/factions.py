"""The power of each faction of a house to make a majority, by its seats alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.scrutiny.power import banzhaf, shapley_shubik, simple_majority, two_thirds


@dataclass(frozen=True, slots=True)
class Faction:
    """A faction with its seats; one whose members vote singly is so many `players`, and its power theirs together."""

    party: str
    seats: int
    players: int
    banzhaf: tuple[Fraction, Fraction]
    shapley_shubik: tuple[Fraction, Fraction]

    def as_json(self) -> dict[str, Any]:
        """The faction for programs."""
        return {
            "party": self.party,
            "seats": self.seats,
            "players": self.players,
            "banzhaf": _plain(self.banzhaf),
            "shapley_shubik": _plain(self.shapley_shubik),
        }


@dataclass(frozen=True, slots=True)
class House:
    """A house, its majorities, and the power of its factions: in each pair for a simple majority, then two thirds."""

    seats: int
    simple: int
    two_thirds: int
    factions: tuple[Faction, ...]


def house_of(totals: Mapping[str, int], singly: Collection[str] = ()) -> House:
    """Measure the power of the factions of a house; members of those in `singly` vote each for themselves.

    Raises ValueError for a house without seats.
    """
    players = [
        (party, seat)
        for party, seats in totals.items()
        for seat in ([1] * seats if party in singly else [seats])
        if seats
    ]
    weights = [seats for _, seats in players]
    whole = sum(weights)
    quotas = (simple_majority(whole), two_thirds(whole))
    powers = [
        [_by_party(players, measure(weights, quota)) for quota in quotas] for measure in (banzhaf, shapley_shubik)
    ]
    factions = [
        Faction(
            party,
            seats,
            sum(1 for each, _ in players if each == party),
            (powers[0][0][party], powers[0][1][party]),
            (powers[1][0][party], powers[1][1][party]),
        )
        for party, seats in totals.items()
        if seats
    ]
    return House(whole, *quotas, tuple(factions))


def _by_party(players: list[tuple[str, int]], powers: list[Fraction]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for (party, _), power in zip(players, powers, strict=True):
        sums[party] = sums.get(party, Fraction(0)) + power
    return sums


def _plain(pair: tuple[Fraction, Fraction]) -> dict[str, float]:
    return {"simple": float(pair[0]), "two_thirds": float(pair[1])}
