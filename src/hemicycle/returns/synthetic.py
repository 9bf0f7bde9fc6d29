"""Made-up returns of a plausible country: stations of all sizes, neighbours alike, arithmetic that holds.

For demonstrations, tests and benchmarks, and as honest elections beside which real ones can be looked at. The same
seed gives the same country; a block of stations depends on the seed and its own number alone, so that a country of
any size can be streamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]
    Rates = np.ndarray[Any, np.dtype[np.float64]]

# Territories in a block, which is drawn at once.
_TERRITORIES = 100
_SHARES = (0.42, 0.21, 0.14, 0.09, 0.06, 0.04, 0.02, 0.01)


@dataclass(frozen=True, slots=True)
class Country:
    """What a made-up country is like.

    `shares` of the lists are those of a typical station, `turnout` too. `between_regions`, `between_territories`
    and `between_stations` are standard deviations on the logit scale, for turnout and for each list: that is
    what makes counts vary more than chance alone would have them, and neighbours less than strangers.
    """

    stations: int = 10_000
    regions: int = 17
    stations_in_territory: int = 45
    lists: int = 5
    shares: tuple[float, ...] = ()
    turnout: float = 0.62
    invalid: float = 0.02
    between_regions: float = 0.25
    between_territories: float = 0.2
    between_stations: float = 0.15
    typical_size: int = 900
    largest_size: int = 3_000
    seed: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the lists, the largest first."""
        return tuple(f"list-{number}" for number in range(1, self.lists + 1))

    @property
    def territories(self) -> int:
        """How many territories the stations make."""
        return -(-self.stations // self.stations_in_territory)

    def expected_shares(self) -> tuple[float, ...]:
        """The shares of a typical station: those given, or a falling row of them, scaled to one."""
        given = self.shares or tuple(
            _SHARES[min(n, len(_SHARES) - 1)] * 0.9 ** max(n - 7, 0) for n in range(self.lists)
        )
        return tuple(share / sum(given) for share in given)


FIELDS = (
    "registered",
    "received",
    "issued",
    "cancelled",
    "applications",
    "box_mobile",
    "box_station",
    "found",
    "invalid",
    "valid",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of stations as columns: number, territory and region of each, minutes after the polls closed, numbers.

    `numbers` are the fields of a return and `votes:<list>` columns.
    """

    station: Numbers
    territory: Numbers
    region: Numbers
    minutes: Numbers
    numbers: Mapping[str, Numbers]


def blocks(country: Country) -> Iterator[Block]:
    """Draw the stations of a country, block by block."""
    import numpy as np

    effects = _normal(country, 1, 0, (country.regions, country.lists + 1)) * country.between_regions
    shares = np.log(np.array(country.expected_shares()))
    for number in range(-(-country.territories // _TERRITORIES)):
        yield _block(country, number, effects, shares)


def generator(country: Country, purpose: int, number: int) -> np.random.Generator:
    """Make the source of chance for one purpose and one block; it depends on nothing else."""
    import numpy as np

    return np.random.Generator(np.random.Philox(np.random.SeedSequence((country.seed, purpose, number))))


def _normal(country: Country, purpose: int, number: int, shape: tuple[int, ...]) -> Rates:
    return generator(country, purpose, number).standard_normal(shape)


def _block(country: Country, number: int, of_regions: Rates, shares: Rates) -> Block:
    import numpy as np

    first = number * _TERRITORIES * country.stations_in_territory
    station = np.arange(first, min(first + _TERRITORIES * country.stations_in_territory, country.stations))
    territory = station // country.stations_in_territory
    region = territory * country.regions // country.territories
    rng = generator(country, 2, number)
    columns = country.lists + 1
    of_territories = rng.standard_normal((_TERRITORIES, columns)) * country.between_territories
    own = rng.standard_normal((len(station), columns)) * country.between_stations
    effect = of_regions[region] + of_territories[territory - number * _TERRITORIES] + own
    # Sizes differ by territory, as between towns and villages, and within it.
    town = rng.standard_normal(_TERRITORIES)[territory - number * _TERRITORIES] * 0.5
    size = country.typical_size * np.exp(town + rng.standard_normal(len(station)) * 0.4)
    registered = np.clip(size, 30, country.largest_size).astype(np.int64)
    turnout = 1 / (1 + np.exp(-(np.log(country.turnout / (1 - country.turnout)) + effect[:, 0])))
    issued = rng.binomial(registered, turnout)
    found = issued - rng.binomial(issued, 0.002)
    spoilt = 1 / (
        1 + np.exp(-(np.log(country.invalid / (1 - country.invalid)) + rng.standard_normal(len(station)) * 0.4))
    )
    invalid = rng.binomial(found, spoilt)
    valid = found - invalid
    weights = np.exp(shares + effect[:, 1:])
    votes = rng.multinomial(valid, weights / weights.sum(axis=1, keepdims=True))
    mobile = rng.binomial(found, 0.03)
    received = registered + -(-registered // 100)
    numbers = dict(
        zip(
            FIELDS,
            (
                registered,
                received,
                issued,
                received - issued - rng.binomial(issued, 0.001),
                mobile + rng.binomial(mobile, 0.03),
                mobile,
                found - mobile,
                found,
                invalid,
                valid,
            ),
            strict=True,
        )
    )
    numbers |= {f"votes:{name}": votes[:, place] for place, name in enumerate(country.names)}
    # Small stations are done first; the way to the commission takes its time.
    minutes = (registered // 12 + rng.exponential(70, len(station))).astype(np.int64)
    return Block(station, territory, region, minutes, numbers)
