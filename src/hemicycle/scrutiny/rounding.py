"""Integer percentages: whether more stations have a round turnout or a round result than chance gives.

The test of Kobak, Shpilkin and Pshenichnikov (Annals of Applied Statistics 10(1), 2016), who simulate what chance
gives; here it is computed. A turnout or a result is round where it lies within 0.05 of an integer percentage. By
chance alone the ballots issued at a station are binomial with its own turnout as their probability, the leader's
votes binomial with its own result, and the two are independent. A station then has a round turnout with the chance a
and a round result with the chance b, either with q = 1 - (1 - a)(1 - b).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.table import Returns
from hemicycle.scrutiny.corrections import benjamini_hochberg
from hemicycle.scrutiny.excess import Excess, of_stations, of_weights
from hemicycle.scrutiny.integers import LARGEST, chances, near
from hemicycle.scrutiny.stations import stations_of
from hemicycle.source.mistake import BadInput, Mistake, nearest

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
TURNOUT_OF = ("issued", "found")

LEAST = 100  # registered voters of a station
SENSITIVITY = (100, 300, 500)
_MOST = 99  # per cent of turnout and of the result


@dataclass(frozen=True)
class Counts:
    """What the test takes of each station: registered voters, ballots issued, ballots found, the leader's votes."""

    registered: Ints
    issued: Ints
    found: Ints
    leader: Ints

    def __len__(self) -> int:
        return len(self.registered)

    def where(self, which: Truths) -> Counts:
        """Take some of the stations."""
        return Counts(self.registered[which], self.issued[which], self.found[which], self.leader[which])


@dataclass(frozen=True)
class Tested:
    """Stations that the test uses, with what was observed and what chance gives: integers, and multiples of five."""

    counts: Counts
    turnout: Truths
    result: Truths
    by_turnout: Floats
    by_result: Floats

    @property
    def either(self) -> Truths:
        """Which stations have a round turnout or a round result."""
        return np.asarray(self.turnout | self.result)

    @property
    def chance(self) -> Floats:
        """The chance of either, for each station."""
        return np.asarray(1 - (1 - self.by_turnout[:, 0]) * (1 - self.by_result[:, 0]))

    def whole(self, which: Truths | slice = slice(None)) -> Excess:
        """Compare the number of stations with either, among all or some."""
        return of_stations(self.either[which], self.chance[which])

    def fives(self) -> Excess:
        """Compare the number of stations with a turnout or result near a multiple of five."""
        counts = self.counts
        hits = near(counts.issued, counts.registered, 5) | near(counts.leader, counts.found, 5)
        return of_stations(hits, 1 - (1 - self.by_turnout[:, 1]) * (1 - self.by_result[:, 1]))


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a level: its names from the largest level down, its stations, and its p after Benjamini-Hochberg."""

    unit: tuple[str, ...]
    stations: int
    whole: Excess
    log10_p_adjusted: float


@dataclass(frozen=True)
class Rounding:
    """What the test found in returns; `sensitivity` by the least number of registered voters, `units` of a level."""

    name: str
    leader: str
    turnout_of: str
    result_of: str
    least: int
    counts: Counts
    stations: int
    left_out: Mapping[str, int]
    whole: Excess
    turnout: Excess
    result: Excess
    fives: Excess
    weighted: Mapping[str, Excess]
    sensitivity: Mapping[int, tuple[int, Excess]]
    levels: tuple[str, ...]
    units: tuple[Unit, ...]

    @property
    def definition(self) -> str:
        """Say what is counted, among which stations, and what chance is."""
        return (
            f"Stations where the turnout ({self.turnout_of} / registered voters) or the result (votes of "
            f"{self.leader} / {self.result_of}) lies within 0.05 percentage points of an integer percentage; among "
            f"stations with ballots found, at least {self.least:,} registered voters, and a turnout and a result of "
            f"at most {_MOST} %. Expected: the mean of this number if at every station the numerators were binomial "
            "with the station's own turnout and result as probabilities, independently; computed, not simulated. "
            "Anomaly: the stations observed less those expected, a number of stations and not of votes."
        )

    def as_json(self) -> dict[str, Any]:
        """Give it for programs."""
        return {
            "returns": self.name,
            "leader": self.leader,
            "stations": self.stations,
            **self.whole.as_json(),
            "definition": self.definition,
            "turnout": self.turnout.as_json() | {"of": f"{self.turnout_of} / registered voters"},
            "result": self.result.as_json() | {"of": f"votes of {self.leader} / {self.result_of}"},
            "fives": self.fives.as_json(),
            "weighted": {by: each.as_json() | {"tail": "normal"} for by, each in self.weighted.items()},
            "sensitivity": [
                {"registered_at_least": least, "stations": stations, **each.as_json()}
                for least, (stations, each) in self.sensitivity.items()
            ],
            "left_out": dict(self.left_out),
            "regions": [
                dict(zip(self.levels, each.unit, strict=True))
                | {"stations": each.stations, **each.whole.as_json(), "log10_p_adjusted": each.log10_p_adjusted}
                for each in self.units
            ],
        }


def rounding(
    returns: Returns,
    leader: str | None = None,
    *,
    by: str | None = None,
    turnout: str | None = None,
    least: int = LEAST,
    fast: bool | None = None,
) -> Rounding:
    """Test the turnout and the result of a list, the largest without `leader`, for integer percentages.

    `by` names a level whose units are tested each. `turnout` is of ballots `issued`, where the returns have these, or
    of ballots `found`; `least` leaves out smaller stations. Raises BadInput for a list, a level or a number that the
    returns don't have, and where no station can be used.
    """
    if by is not None and by not in returns.levels:
        raise BadInput(Mistake("--by", repr(by), nearest(by, returns.levels)))
    if turnout is not None and turnout not in TURNOUT_OF:
        raise BadInput(Mistake("--turnout", repr(turnout), nearest(turnout, TURNOUT_OF)))
    leader = leader or largest_list(returns)
    ballots = _ballots_found(returns)
    of = turnout or ("issued" if "issued" in returns.numbers else "found")
    stations = stations_of(returns, ["registered", *ballots, *(["issued"] if of == "issued" else [])], [leader])
    found = sum((stations.fields[name] for name in ballots), np.zeros(len(stations), np.int64))
    issued = stations.fields["issued"] if of == "issued" else found
    counts = Counts(stations.fields["registered"], issued, found, stations.of(leader))
    reasons = unusable(counts, least)
    used = ~np.logical_or.reduce(list(reasons.values()))
    if not used.any():
        raise BadInput(
            Mistake(returns.name, "no station that the test can use", f"{least:,} registered voters or more")
        )
    tested = examined(counts.where(used), fast=fast)
    levels = returns.levels[: returns.levels.index(by) + 1] if by is not None else ()
    units = [unit[: len(levels)] for unit, taken in zip(stations.units, used.tolist(), strict=True) if taken]
    result_of = f"ballots found ({' + '.join(ballots)})" if len(ballots) > 1 else _CALLED[ballots[0]]
    left_out = {
        "a row that was refused": returns.refused,
        "nothing counted yet": returns.rows_waiting,
        "a number not given": stations.left_out,
    }
    return Rounding(
        name=returns.name,
        leader=leader,
        turnout_of="ballots issued" if of == "issued" else result_of,
        result_of=result_of,
        least=least,
        counts=counts,
        stations=len(tested.counts),
        left_out=left_out | {name: int(each.sum()) for name, each in reasons.items()},
        whole=tested.whole(),
        turnout=of_stations(tested.turnout, tested.by_turnout[:, 0]),
        result=of_stations(tested.result, tested.by_result[:, 0]),
        fives=tested.fives(),
        weighted=_weighted(tested),
        sensitivity=_sensitivity(tested, counts, least, fast),
        levels=levels,
        units=_by_unit(tested, units) if levels else (),
    )


_CALLED = {"found": "ballots found", "valid": "valid votes"}


def _ballots_found(returns: Returns) -> list[str]:
    """Choose what results are shares of: valid and invalid ballots where both are given, ballots found, valid votes."""
    if {"valid", "invalid"} <= {*returns.numbers}:
        return ["valid", "invalid"]
    return ["found"] if "found" in returns.numbers else ["valid"]


def largest_list(returns: Returns) -> str:
    """Name the list with the most votes."""
    from hemicycle.count.tally import tally

    votes = tally(returns).whole.votes
    return max(votes, key=lambda each: votes[each])


def unusable(counts: Counts, least: int) -> dict[str, Truths]:
    """Tell which stations the test can't use, each by the first reason that holds."""
    voters, found = counts.registered, counts.found
    reasons = {
        "no ballots found": found <= 0,
        f"fewer than {least:,} registered voters": voters < max(least, 1),
        f"more than {LARGEST:,} registered voters or ballots": np.maximum(voters, found) > LARGEST,
        f"turnout above {_MOST} %": 100 * counts.issued > _MOST * voters,
        f"result above {_MOST} %": 100 * counts.leader > _MOST * found,
    }
    told = np.zeros(len(counts), np.bool_)
    for name, which in reasons.items():
        reasons[name] = which & ~told
        told |= which
    return reasons


def examined(counts: Counts, *, fast: bool | None = None) -> Tested:
    """Look at stations that can all be used, and compute what chance gives each."""
    return Tested(
        counts,
        near(counts.issued, counts.registered),
        near(counts.leader, counts.found),
        chances(counts.issued, counts.registered, fast=fast),
        chances(counts.leader, counts.found, fast=fast),
    )


def _weighted(tested: Tested) -> dict[str, Excess]:
    """Weigh stations by their voters and ballots, which are as observed in every draw of chance."""
    counts = tested.counts
    weights = {"registered": counts.registered, "issued": counts.issued, "leader": counts.leader}
    return {name: of_weights(tested.either, tested.chance, weight) for name, weight in weights.items()}


def _sensitivity(tested: Tested, counts: Counts, least: int, fast: bool | None) -> dict[int, tuple[int, Excess]]:
    """Repeat the test with other least numbers of registered voters."""
    if least > min(SENSITIVITY):
        used = ~np.logical_or.reduce(list(unusable(counts, min(SENSITIVITY)).values()))
        tested = examined(counts.where(used), fast=fast)
    larger = {bound: tested.counts.registered >= bound for bound in SENSITIVITY}
    return {bound: (int(which.sum()), tested.whole(which)) for bound, which in larger.items()}


def _by_unit(tested: Tested, units: Sequence[tuple[str, ...]]) -> tuple[Unit, ...]:
    """Test each unit, and correct for their number; those with the smallest p first."""
    names = sorted(set(units))
    place = {name: number for number, name in enumerate(names)}
    of = np.array([place[unit] for unit in units])
    order = np.argsort(of, kind="stable")
    ends = np.searchsorted(of[order], np.arange(len(names) + 1))
    members = [order[ends[number] : ends[number + 1]] for number in range(len(names))]
    either, chance = tested.either, tested.chance
    found = [of_stations(either[which], chance[which]) for which in members]
    adjusted = benjamini_hochberg(np.array([each.log10_p for each in found]))
    rows = zip(names, members, found, adjusted.tolist(), strict=True)
    told = [Unit(name, len(which), each, corrected) for name, which, each, corrected in rows]
    return tuple(sorted(told, key=lambda each: (each.whole.log10_p, each.unit)))
