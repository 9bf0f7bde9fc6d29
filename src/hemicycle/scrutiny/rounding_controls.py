"""The test of integer percentages in elections that are in order: those a user names, or made-up ones.

Nobody rounds in made-up elections (hemicycle.scrutiny.honest). Their stations have the registered voters of the
returns, and a typical station its turnout and the leader's share. Shares vary by region, territory and station beyond
the binomial, so these are no draws of the null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log10, sqrt
from typing import Any

import numpy as np

from hemicycle.scrutiny.excess import Excess
from hemicycle.scrutiny.honest import Electorate, honest_elections, in_a_row
from hemicycle.scrutiny.rounding import LEAST, Counts, Ints, Rounding, examined, unusable

LEVEL = 0.05  # below which p counts as a rejection
# So many stations are made up in all where no number of countries is asked for, within bounds of that number.
_STATIONS, _FEWEST, _MOST = 2_000_000, 20, 200


@dataclass(frozen=True, slots=True)
class Control:
    """The test in one election that is in order; `made_up` by the generator or given by the user."""

    name: str
    leader: str
    stations: int
    whole: Excess
    made_up: bool = False

    @property
    def rejects(self) -> bool:
        """Whether the test says of this election that chance gives so much too seldom."""
        return self.whole.log10_p < log10(LEVEL)

    def as_json(self) -> dict[str, Any]:
        """Give it for programs."""
        told = {"name": self.name, "made_up": self.made_up, "leader": self.leader, "stations": self.stations}
        return told | self.whole.as_json() | {"rejects": self.rejects}


@dataclass(frozen=True)
class Compared:
    """The test in returns beside the same test in elections that are in order."""

    found: Rounding
    controls: tuple[Control, ...]

    @property
    def pooled(self) -> float:
        """Give z of all controls together: the sum of what lies above their means, over its standard deviation."""
        spread = sqrt(sum(each.whole.sd**2 for each in self.controls))
        return sum(each.whole.anomaly for each in self.controls) / spread if spread else 0.0

    @property
    def rejected(self) -> int:
        """How many controls the test rejects: false alarms all of them."""
        return sum(each.rejects for each in self.controls)

    def as_json(self) -> dict[str, Any]:
        """Give it for programs."""
        rate = self.rejected / len(self.controls)
        alarms = {"level": LEVEL, "controls": len(self.controls), "rejected": self.rejected, "rate": rate}
        controls = [each.as_json() for each in self.controls]
        return self.found.as_json() | {"controls": controls, "pooled_z": self.pooled, "false_alarms": alarms}


def beside_controls(
    found: Rounding,
    given: Sequence[Rounding] = (),
    made_up: int | None = None,
    told: Callable[[int], None] = lambda count: None,
) -> Compared:
    """Set a test beside controls: those given or, without any, made-up countries, so many or 20 to 200."""
    if given:
        return Compared(found, tuple(Control(each.name, each.leader, each.stations, each.whole) for each in given))
    return Compared(found, tuple(made_up_controls(found.counts, made_up, least=found.least, told=told)))


def made_up_controls(
    counts: Counts,
    number: int | None = None,
    *,
    least: int = LEAST,
    told: Callable[[int], None] = lambda count: None,
    fast: bool | None = None,
) -> list[Control]:
    """Test so many made-up countries of the same sizes, 20 to 200 without a number; the seeds are 1, 2, 3 and so on."""
    number = number or max(_FEWEST, min(_MOST, _STATIONS // len(counts)))
    found = []
    for seed, made in enumerate(honest_countries(counts, number), 1):
        used = ~np.logical_or.reduce(list(unusable(made, least).values()))
        tested = examined(made.where(used), fast=fast)
        found.append(Control(f"made-up country {seed}", "list-1", len(tested.counts), tested.whole(), made_up=True))
        told(seed)
    return found


def honest_countries(like: Counts, number: int) -> Iterator[Counts]:
    """Draw made-up countries with the sizes of stations that have voters."""
    like = like.where((like.registered > 0) & (like.found > 0))
    turnout, share = _typical(like.issued, like.registered), _typical(like.leader, like.found)
    for ballots, votes in honest_elections(Electorate(like.registered, *in_a_row(len(like)), turnout, share), number):
        yield Counts(like.registered, ballots, ballots, votes)


def _typical(parts: Ints, wholes: Ints) -> float:
    """Find the middle share, inside 1 to 99 %, outside which the test doesn't look and a logit has no sense."""
    return float(np.clip(np.median(parts / wholes), 0.01, 0.99))
