"""Made-up honest elections in the stations of a real one: how much a test finds where nothing is to be found.

Voters, stations, regions and territories are those of the returns, and so is what a typical station has. How much
units differ from each other is what a made-up country has (hemicycle.returns.synthetic), so nothing is taken from the
returns that a test looks at. Turnout and support go together or against each other as it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log, sqrt

import numpy as np

from hemicycle.returns.synthetic import Country, generator
from hemicycle.scrutiny.stations import Ints, Stations
from hemicycle.scrutiny.turnout import Counted

# What the purposes of chance are called in a made-up country: its own are 1 and 2.
_PURPOSE = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of made-up election: how turnout goes with the leader's support, and how uneven both are.

    `together` is their correlation, the same between regions, territories and stations. Differences on the logit
    scale are `uneven` times those of a made-up country.
    """

    together: float = 0.0
    uneven: float = 1.0

    @property
    def says(self) -> str:
        """Say in words which kind it is."""
        if not self.together:
            return "support unrelated to turnout"
        return f"uneven, support going {'with' if self.together > 0 else 'against'} turnout"


# Much alike everywhere; then as different as town and country may be, in either direction.
KINDS = (Kind(), Kind(0.5, 2.0), Kind(-0.5, 2.0))


@dataclass(frozen=True)
class Electorate:
    """The stations that made-up elections are held in, and what a typical one has.

    `voters`, `region` and `territory` have a number for each station. `turnout` and `share` are parts of 1.
    """

    voters: Ints
    region: Ints
    territory: Ints
    turnout: float
    share: float


def honest_elections(
    like: Electorate, countries: int, kind: Kind = KINDS[0], seed: int = 1
) -> Iterator[tuple[Ints, Ints]]:
    """Draw honest elections: the ballots of each station, and the leader's votes. The same seed gives the same ones."""
    country = Country(seed=seed)
    middle = np.array([_logit(like.turnout), _logit(like.share)])
    # the second effect is made of the first and of one of its own
    mixing = kind.uneven * np.array([[1.0, kind.together], [0.0, sqrt(1 - kind.together**2)]])
    for place in range(countries):
        rng = generator(country, _PURPOSE, place)
        effect = rng.standard_normal((int(like.region.max()) + 1, 2))[like.region] * country.between_regions
        effect += rng.standard_normal((int(like.territory.max()) + 1, 2))[like.territory] * country.between_territories
        effect += rng.standard_normal((len(like.voters), 2)) * country.between_stations
        turnout, support = (1 / (1 + np.exp(-(middle + effect @ mixing)))).T
        ballots = rng.binomial(like.voters, turnout)
        yield ballots, rng.binomial(ballots, support)


def honest_as(numbers: Counted, countries: int, kind: Kind = KINDS[0], seed: int = 1) -> Iterator[Counted]:
    """Draw honest elections in the stations of a real one, with its turnout and the leader's share in the whole.

    The same seed gives the same elections, in whatever order the stations stand.
    """
    units = numbers.stations.units
    order = np.array(sorted(range(len(units)), key=units.__getitem__), dtype=np.int64)
    region, territory = _places(numbers.stations, order)
    turnout = float(numbers.ballots.sum()) / max(float(numbers.registered.sum()), 1.0)
    share = float(numbers.votes.sum()) / max(float(numbers.ballots.sum()), 1.0)
    like = Electorate(numbers.registered[order], region, territory, turnout, share)
    back = np.argsort(order)
    for ballots, votes in honest_elections(like, countries, kind, seed):
        yield replace(numbers, ballots=ballots[back], votes=votes[back], valid=None, issued=None)


def in_a_row(stations: int) -> tuple[Ints, Ints]:
    """Number the region and the territory of stations that stand in a row, neighbours together."""
    country = Country()
    territory = np.arange(stations) // country.stations_in_territory
    return territory * country.regions // (int(territory.max()) + 1), territory


def _logit(share: float) -> float:
    """Take the logit of a share, kept off its ends."""
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))


def _places(stations: Stations, order: Ints) -> tuple[Ints, Ints]:
    """Number the region and the territory of each station, in an order of their names.

    They are the largest levels above the station. Where there is no second one, neighbours by name make territories
    of the usual size, and where there is none at all, territories make regions.
    """
    units = [stations.units[at][:-1] for at in order.tolist()]
    if not units[0]:
        return in_a_row(len(order))
    region = _numbered([unit[:1] for unit in units])
    if len(units[0]) > 1:
        return region, _numbered(units)
    first = np.searchsorted(region, np.arange(int(region.max()) + 1))
    within = (np.arange(len(order)) - first[region]) // Country().stations_in_territory
    return region, _numbered(list(zip(region.tolist(), within.tolist(), strict=True)))


def _numbered(names: list[tuple[str, ...]] | list[tuple[int, int]]) -> Ints:
    """Give each name its number, in the order of their first mention."""
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return np.array([places[name] for name in names], dtype=np.int64)
