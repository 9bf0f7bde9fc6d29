"""How parties look in pictures: their colours, short names, and their order from left to right, each with its source.

A country's `looks.yaml` says it. What it lacks isn't made up: a party without a colour takes one of the palette, a
chamber without an order stands by seats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from hemicycle.elections.archive import ARCHIVE
from hemicycle.source.documents import read_document
from hemicycle.source.schema import Part, Words, validate

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$", description="a colour as #rrggbb, in lower case")]


class Look(Part):
    """How a party looks: its colour, one for dark paper where that isn't derived, and its name in short."""

    colour: Colour | None = None
    dark: Colour | None = None
    short: Words | None = None
    independent: bool = False
    source: Words | None = Field(None, description="where the colour is from, in words")


class Order(Part):
    """Parties from left to right, and who says so: a plan of the seats, or a scale named in words."""

    parties: tuple[Words, ...]
    source: Words = Field(description="where the order is from, in words")


class Looks(Part):
    """A looks.yaml: parties by the ids or names that the votes have, orders by election or by law.

    `source` says where colours are from, unless a party says otherwise.
    """

    source: Words | None = None
    parties: dict[str, Look] = Field(default_factory=dict)
    orders: dict[str, Order] = Field(default_factory=dict)

    def order(self, *names: str | None) -> Order | None:
        """Find the order of the first of these elections or laws that has one."""
        return next((self.orders[name] for name in names if name in self.orders), None)


NO_LOOKS = Looks()


def read_looks(country: Path) -> Looks:
    """Read how the parties of a country look; nothing for one without a looks.yaml. Raises BadInput for a wrong one."""
    path = country / "looks.yaml"
    return validate(Looks, read_document(path)) if path.is_file() else NO_LOOKS


def looks_under(law: str) -> Looks:
    """Read how the parties look that stand for election under a law, whose id begins with its country's."""
    return read_looks(ARCHIVE / law.partition("-")[0])


def left_to_right(order: Order | None, seats: Mapping[str, int]) -> list[str]:
    """Arrange parties with seats: those of an order, then the others; without one by seats, the most first."""
    told: Iterable[str] = order.parties if order else ()
    return list(dict.fromkeys([*(party for party in told if party in seats), *_by_seats(seats)]))


def _by_seats(seats: Mapping[str, int]) -> list[str]:
    return sorted(seats, key=lambda party: -seats[party])
