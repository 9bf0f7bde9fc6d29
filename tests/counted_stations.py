"""Published and invented stations as tests of returns take them, each read once."""

from __future__ import annotations

from functools import cache

import numpy as np
from polling_stations import published_returns

from hemicycle.returns.synthetic import Country, blocks
from hemicycle.scrutiny.stations import Stations
from hemicycle.scrutiny.turnout import Counted, counted

LEADERS = {"russia_2007": "p10", "russia_2011": "p06", "russia_2016": "p04", "russia_2018": "p04"}


@cache
def stations_of_election(name: str) -> Counted:
    """The stations of a published election, with its leader: the largest list where none is named."""
    return counted(published_returns(name), LEADERS.get(name))


def invented(registered, ballots, votes, units=None) -> Counted:
    """Stations from three rows of numbers."""
    numbers = [np.array(each, dtype=np.int64) for each in (registered, ballots, votes)]
    names = units or [("North", f"{place:06d}") for place in range(len(numbers[0]))]
    fields = {"registered": numbers[0], "found": numbers[1]}
    stations = Stations("invented", ("region", "station"), tuple(names), ("A",), fields, numbers[2].reshape(-1, 1), 0)
    return Counted(stations, "A", *numbers)


@cache
def honest_country(stations: int, seed: int) -> Counted:
    """A made-up country of the count's generator, its first list as the leader."""
    drawn = list(blocks(Country(stations=stations, seed=seed)))
    registered, found, votes = (
        np.concatenate([block.numbers[name] for block in drawn]) for name in ("registered", "found", "votes:list-1")
    )
    regions = np.concatenate([block.region for block in drawn])
    units = [(f"{region:03d}", f"{place:06d}") for place, region in enumerate(regions.tolist())]
    return invented(registered, found, votes, units)
