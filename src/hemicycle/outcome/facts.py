"""Facts of one election that its law takes from outside the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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
