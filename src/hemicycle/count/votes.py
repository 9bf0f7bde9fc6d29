"""The votes of an election, as `elect` takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from hemicycle.source.mistake import BadInput, Mistake

Cells = Mapping[tuple[str, str], Any]


WHOLE = "*"  # the district of numbers for the whole country


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one list: a lowest and a highest number, each included or not.

    `printed` is the share as it was published, where it is one rounded number.
    """

    low: Fraction
    high: Fraction | None
    above_low: bool = False
    below_high: bool = False
    printed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PartlyKnown:
    """An election known only in part: what is known of each list, in votes or in % of the valid votes.

    `together` is the most that all lists can have between them, where that is less than their bounds allow.
    """

    lists: Mapping[str, Known]
    measure: str = "%"
    together: int | None = None


class Paper(NamedTuple):
    """Identical ranked ballot papers: how many, and the candidates on them, the most preferred first."""

    copies: int
    ranking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """Exact numbers by ballot, and by unit and list.

    `ballots`  `votes` is the list ballot, `first` the ballot for single-member contests; each a number
               by (district, list), where the district `*` is the whole country
    `counts`   further numbers by name and unit: `valid`, `blank`, `seats` of a district, its population
    `parents`  the unit that another lies in, by (the level above, unit): `("land", "Halle")`
    `ranked`   ranked ballot papers by district
    `measure`  what the numbers are: `votes`, or `%` where only shares are known
    """

    ballots: Mapping[str, Cells]
    counts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parents: Mapping[tuple[str, str], str] = field(default_factory=dict)
    ranked: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    measure: str = "votes"

    def by_list(self, ballot: str = "votes") -> dict[str, Any]:
        """Sum a ballot over all districts, in the order of its rows."""
        sums: dict[str, Any] = {}
        for (_, party), number in self.ballots[ballot].items():
            sums[party] = sums.get(party, 0) + number
        return sums

    def as_one(self) -> Votes:
        """The same votes with the list ballot added up over the country."""
        cells = {(WHOLE, party): number for party, number in self.by_list().items()}
        return Votes({**self.ballots, "votes": cells}, self.counts, self.parents, self.ranked, self.measure)


def exact_votes(known: Votes | PartlyKnown, of: str) -> Votes:
    """Take votes where they are known one by one. Raises BadInput, naming whose they are, where only shares are."""
    if isinstance(known, PartlyKnown):
        raise BadInput(Mistake(of, "a result known only in shares", "votes"))
    return known
