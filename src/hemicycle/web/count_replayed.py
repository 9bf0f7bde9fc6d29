"""A count replayed as on election night: its states, in the order in which returns came in, and what each allows."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle.count.outstanding import AGAINST_ALL

if TYPE_CHECKING:
    from hemicycle.count.outstanding import Outstanding
    from hemicycle.law.document import Law
    from hemicycle.returns.table import Returns

# So many states of a count are told at most.
STATES = 16
_MADE_UP = Path(__file__).parent / "made_up.yaml"
_LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True, slots=True)
class Replayed:
    """Which count is replayed: a file of returns with its profile, law and day; a made-up country without one."""

    returns: str = ""
    profile: str | None = None
    law: str = ""
    date: dt.date | None = None


MADE_UP = Replayed()


@dataclass(frozen=True, slots=True)
class Now:
    """The count at one moment: what is counted, what is out, and how far shares can still move."""

    place: int
    moment: str
    found: Outstanding

    @property
    def counted(self) -> float:
        """The part of the stations that are counted."""
        return self.found.counted.stations / (self.found.counted.stations + self.found.stations)


@cache
def law_of(count: Replayed) -> Law:
    """Find the law under which a count gives seats."""
    from hemicycle.law.catalogue import find_law, read_law

    return find_law(count.law, count.date) if count.law else read_law(_MADE_UP)


@lru_cache(maxsize=4)
def states_of(count: Replayed) -> tuple[tuple[Now, ...], dict[str, str]]:
    """Tell the states of a count, the first return to the last, and what lists are called."""
    from hemicycle.returns.read import read_returns

    if count.returns:
        returns = read_returns(count.returns, count.profile)
        return _states(returns), {each: returns.called(each) for each in returns.lists.values()}
    from hemicycle.returns.synthetic import Country
    from hemicycle.returns.synthetic_file import write_country

    country = Country(stations=1_000, regions=9, lists=6, shares=(0.33, 0.27, 0.17, 0.12, 0.06, 0.05), seed=20)
    with tempfile.TemporaryDirectory(prefix="hemicycle-") as folder:
        path = Path(folder) / "made-up.parquet"
        write_country(path, country)
        states = _states(read_returns(str(path)))
    return states, dict(zip(country.names, _LETTERS, strict=False))


def _states(returns: Returns) -> tuple[Now, ...]:
    from hemicycle.count.outstanding import outstanding
    from hemicycle.count.states import as_of, moments
    from hemicycle.count.tally import tally

    found = []
    for place, moment in enumerate(moments(returns, STATES)):
        state = as_of(returns, moment)
        found.append(Now(place, moment, outstanding(state, tally(state).whole)))
    return tuple(found)


def seats_of(count: Replayed, now: Now) -> dict[str, int] | None:
    """Tell the seats that are certain by now; those the law gives once all is counted. None where neither is known."""
    from hemicycle.count.votes import WHOLE, Votes
    from hemicycle.outcome.elect import elect
    from hemicycle.outcome.facts import NO_SEATS, Facts
    from hemicycle.scenarios.certain_seats import certain_seats

    if now.found.stations:
        return certain_seats(law_of(count), now.found)
    kinds = {AGAINST_ALL: NO_SEATS} if AGAINST_ALL in now.found.ranges else {}
    votes = Votes({"votes": {(WHOLE, each): one.votes for each, one in now.found.ranges.items()}})
    return elect(law_of(count), votes, Facts(kinds=kinds)).totals or None
