"""What the stations of a sample say of a country: shares of all lists and turnout, with what isn't known of them.

Stations that were drawn and didn't come back are taken to be like the others of their stratum. That is an assumption
and is told as one; beside it stand bounds without it, in which every voter of such a station chose one list, or none
did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.arrays import Floats, Station, arrays_of
from hemicycle.returns.table import Returns
from hemicycle.scrutiny.quick_count import Frame, Places
from hemicycle.scrutiny.ratios import Drawn, Ratio, ratio
from hemicycle.scrutiny.stations import Stations, stations_of
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.words import plural

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimated:
    """An estimated share; `bounds` hold the estimate whatever the stations that are missing would say.

    The bounds say nothing of chance. None where the frame doesn't tell the voters of those stations.
    """

    ratio: Ratio
    bounds: tuple[float, float] | None


@dataclass(frozen=True)
class QuickCount:
    """A sample of stations and what it says.

    `shares` are of `base`, by list; `turnout` is of `registered`, None where either isn't given. `domains` are the
    shares in the units of a level. `alone` are strata with one unit counted of several, `absent` those with none: no
    estimate speaks of these.
    """

    frame: Frame
    base: str
    counted: int
    missing: tuple[Station, ...]
    units: int
    shares: Mapping[str, Estimated]
    turnout: Estimated | None
    domains: Mapping[str, Mapping[str, Estimated]]
    alone: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class _Sample:
    """Stations counted and missing, each with the unit it was drawn in and that unit's stratum."""

    counted: Stations
    missing: tuple[Station, ...]
    unit: Places
    stratum: Places
    unit_of_missing: Places
    scale: Floats
    registered: Floats | None


def estimate(frame: Frame, sample: Returns, base: str, domain: str | None = None) -> QuickCount:
    """Estimate the shares of all lists, and turnout, from the returns of the stations that were drawn.

    A row of `sample` with nothing counted, or with a number missing, is a station drawn that didn't come back.
    Raises BadInput for stations that the frame doesn't have, and for a sample without ballots.
    """
    given = _read(frame, sample, base)
    counted = given.counted
    units = np.array(frame.sizes, np.float64)
    seen, place = np.unique(given.unit, return_inverse=True)
    design = Drawn(given.stratum[seen], units)
    whole = counted.fields[base]

    def summed(numbers: NDArray[np.int64]) -> Floats:
        found: Floats = np.bincount(place, numbers.astype(np.float64), len(seen)) * given.scale[seen]
        return found

    def estimated(above: NDArray[np.int64], below: NDArray[np.int64], inside: Truths | None = None) -> Ratio | None:
        if inside is None:
            return ratio(summed(above), summed(below), design)
        return ratio(summed(above * inside), summed(below * inside), design, summed(inside.astype(np.int64)) > 0)

    bounds = _Bounds(given, units)
    shares: dict[str, Estimated] = {}
    for list_ in counted.lists:
        found = estimated(counted.of(list_), whole)
        if found is None:
            raise BadInput(Mistake(sample.name, f"nothing in {base}", "stations with ballots"))
        shares[list_] = Estimated(found, bounds.of(counted.of(list_), whole))
    turnout = None
    if "registered" in counted.fields and base == "found":
        voters = counted.fields["registered"]
        came = estimated(whole, voters)
        turnout = Estimated(came, bounds.of(whole, voters)) if came else None
    domains: dict[str, dict[str, Estimated]] = {}
    for name, inside in _parts(counted, domain):
        some = {list_: estimated(counted.of(list_), whole, inside) for list_ in counted.lists}
        domains[name] = {list_: Estimated(each, None) for list_, each in some.items() if each}
    return QuickCount(
        frame,
        base,
        len(counted),
        given.missing,
        len(seen),
        shares,
        turnout,
        domains,
        tuple(np.array(frame.strata)[design.alone].tolist()),
        tuple(np.array(frame.strata)[design.counted == 0].tolist()),
    )


def _parts(stations: Stations, domain: str | None) -> list[tuple[str, Truths]]:
    if domain is None:
        return []
    names = stations.unit_at(domain)
    return [(str(name), names == name) for name in np.unique(names)]


def _read(frame: Frame, sample: Returns, base: str) -> _Sample:
    """Bring a sample to memory and find each of its stations in the frame."""
    needs = [base, *(["registered"] if "registered" in sample.numbers else [])]
    counted = stations_of(sample, needs)
    came_back, _ = arrays_of(sample.stations, sample.levels, ())
    waiting, _ = arrays_of(sample.waiting, sample.levels, ()) if sample.rows_waiting else ([], None)
    missing = tuple(sorted((Counter([*came_back, *waiting]) - Counter(counted.units)).elements()))
    if not len(counted):
        raise BadInput(Mistake(sample.name, "no station with numbers", "a sample of which something came back"))
    everyone = [*counted.units, *missing]
    at = _in_frame(frame, sample, everyone)
    if frame.clusters is None:
        unit = np.arange(len(everyone))
        stratum = frame.stratum[frame.unit[at]]
        scale = np.ones(len(everyone))
    else:
        unit = frame.unit[at]
        stratum = frame.stratum
        held = np.bincount(frame.unit, minlength=len(frame.units))
        scale = held / np.maximum(np.bincount(unit[: len(counted)], minlength=len(frame.units)), 1)
    voters = frame.stations.fields.get("registered")
    out = at[len(counted) :]
    registered = voters[out].astype(np.float64) if voters is not None else None
    return _Sample(counted, missing, unit[: len(counted)], stratum, unit[len(counted) :], scale, registered)


def _in_frame(frame: Frame, sample: Returns, everyone: Sequence[Station]) -> Places:
    """Find the place of each station in the frame by the levels that both have."""
    levels = [level for level in frame.stations.levels if level in sample.levels]
    absent = [level for level in (frame.by, frame.clusters) if level and level not in levels]
    if absent or frame.stations.levels[-1] not in levels:
        wanted = ", ".join(dict.fromkeys([*absent, frame.stations.levels[-1]]))
        raise BadInput(
            Mistake(sample.name, f"the levels {', '.join(sample.levels)}", f"also {wanted}, as in the frame")
        )
    mine = [frame.stations.levels.index(level) for level in levels]
    yours = [sample.levels.index(level) for level in levels]
    known = {tuple(unit[i] for i in mine): place for place, unit in enumerate(frame.stations.units)}
    found = [known.get(tuple(unit[i] for i in yours)) for unit in everyone]
    strangers = [" / ".join(unit) for unit, place in zip(everyone, found, strict=True) if place is None]
    if strangers:
        what = f"{plural(len(strangers), 'station')} that the frame doesn't have, such as {strangers[0]!r}"
        expected = f"stations of {frame.stations.name}, such as {' / '.join(frame.stations.units[0])!r}"
        raise BadInput(Mistake(sample.name, what, expected))
    return np.array(found, np.intp)


class _Bounds:
    """The estimate if all voters of the missing stations had chosen a list, and if none of them had."""

    def __init__(self, given: _Sample, units: Floats) -> None:
        self._given = given
        drawn = np.unique(np.concatenate([given.unit, given.unit_of_missing]))
        of_stratum = np.bincount(given.stratum[drawn], minlength=len(units))
        weights = units / np.maximum(of_stratum, 1)
        self._weights = weights[given.stratum[given.unit]]
        out = weights[given.stratum[given.unit_of_missing]]
        self._out = None if given.registered is None else float((out * given.registered).sum())

    def of(self, above: NDArray[np.int64], below: NDArray[np.int64]) -> tuple[float, float] | None:
        """Give the bounds of a ratio: nothing of it in the missing stations, or all of their voters."""
        if self._out is None:
            return None
        over, under = float((self._weights * above).sum()), float((self._weights * below).sum())
        if under <= 0 and not self._out:
            return None
        whole = under + self._out
        return over / whole, (over + self._out) / whole
