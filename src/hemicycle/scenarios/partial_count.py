"""A count in progress as arrays: a row for each station, counted or out, with what it had at an earlier election."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hemicycle.chamber.lineage import Party, continues_as
from hemicycle.count.outstanding import electors_waiting
from hemicycle.count.votes import WHOLE
from hemicycle.returns.arrays import Floats, Station, arrays_of
from hemicycle.returns.refusals import Frame
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake, nearest

Truths = NDArray[np.bool_]
Places = NDArray[np.intp]
# The lists of an earlier election that a list of this one carries on.
Lineage = Mapping[str, Sequence[str]]
NOBODY: Mapping[str, Party] = {}


@dataclass(frozen=True)
class PartialCount:
    """The stations of a country, counted and outstanding.

    `lists` and then `others` (fields of a return) name the columns of `numbers`, of shape (stations, columns); a row
    counts only where `is_in`. `electors` are the voters on a station's list. `regions` are the units by which
    returns come in, `region` the place of each station's; `districts` and `district` the same for the units in
    which the law counts votes. `before` is what the columns had at an earlier election for each voter on the list,
    in the station or, where it isn't the same station, in the unit around it; None without one. `matched` is how
    many stations were found there themselves.
    """

    name: str
    stations: tuple[Station, ...]
    lists: tuple[str, ...]
    others: tuple[str, ...]
    regions: tuple[str, ...]
    region: Places
    districts: tuple[str, ...]
    district: Places
    electors: Floats
    numbers: Floats
    is_in: Truths
    before: Floats | None = None
    matched: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The numbers of a return that are projected."""
        return (*self.lists, *self.others)

    @property
    def electors_out(self) -> int:
        """The voters on the lists of the outstanding stations."""
        return int(self.electors[~self.is_in].sum())

    @property
    def regions_in(self) -> int:
        """In how many regions at least one station is counted."""
        return len(np.unique(self.region[self.is_in]))


def partial_count(
    returns: Returns,
    by: str | None = None,
    at: str | None = None,
    others: Sequence[str] = (),
    earlier: tuple[Returns, Lineage] | None = None,
) -> PartialCount:
    """Write returns as arrays, and beside them what an earlier election had in the same stations.

    `by` is the level by which returns come in (the largest without it), `at` that of the districts in which votes
    count (the whole country without it). Stations are the same where their names by the levels of the key are.
    Raises BadInput for a level that isn't there, an outstanding station without voters on its list, and an earlier
    election in which no station of this one is found.
    """
    for level in (by, at):
        if level is not None and level not in returns.levels:
            raise BadInput(Mistake(returns.name, f"no level {level!r}", nearest(level, returns.levels)))
    electors_waiting(returns)
    columns = (*(column for column in returns.lists), *others)
    around = by or _largest(returns)
    counted = _Rows.of(returns, returns.stations, columns)
    waiting = _Rows.of(returns, returns.waiting, ()) if returns.rows_waiting else None
    units = [*counted.units, *(waiting.units if waiting else ())]
    is_in = np.arange(len(units)) < len(counted.units)
    numbers = np.zeros((len(units), len(columns)))
    numbers[is_in] = np.nan_to_num(counted.numbers)
    electors = np.concatenate([counted.electors, waiting.electors]) if waiting else counted.electors
    # a station where more voted than stand on its list counts with those who voted
    electors = np.fmax(electors, numbers[:, : len(returns.lists)].sum(axis=1))
    # and one that didn't give all its numbers is counted as far as it did, but shows nothing
    electors[: len(counted.units)][np.isnan(counted.numbers).any(axis=1)] = 0
    regions, region = _placed([unit[returns.levels.index(around)] if around else WHOLE for unit in units])
    districts, district = _placed([unit[returns.levels.index(at)] if at else WHOLE for unit in units])
    stations = tuple(_station(returns, unit) for unit in units)
    before, matched = None, 0
    if earlier is not None:
        before, matched = _before(returns, stations, [regions[place] for place in region], others, *earlier, around)
    return PartialCount(
        name=returns.name,
        stations=stations,
        lists=tuple(returns.lists.values()),
        others=tuple(others),
        regions=regions,
        region=region,
        districts=districts,
        district=district,
        electors=electors,
        numbers=numbers,
        is_in=is_in,
        before=before,
        matched=matched,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of returns: the units of each, voters on the list (0 where not known), numbers (NaN where not given)."""

    units: list[Station]
    electors: Floats
    numbers: Floats

    @classmethod
    def of(cls, returns: Returns, frame: Frame, columns: Sequence[str]) -> _Rows:
        fields = ["registered"] if "registered" in returns.fields else []
        given = [column for column in columns if column in returns.numbers]
        units, found = arrays_of(frame, returns.levels, [*fields, *given])
        # engines give rows in any order, and the same seed has to give the same draws
        order = sorted(range(len(units)), key=units.__getitem__)
        units, found = [units[place] for place in order], found[order]
        electors = np.nan_to_num(found[:, 0]) if fields else np.zeros(len(units))
        numbers = np.zeros((len(units), len(columns)))
        numbers[:, [columns.index(column) for column in given]] = found[:, len(fields) :]
        return cls(units, electors, numbers)


def _largest(returns: Returns) -> str | None:
    return returns.levels[0] if len(returns.levels) > 1 else None


def _placed(names: list[str]) -> tuple[tuple[str, ...], Places]:
    """Name what there is, and find each one's place in it."""
    known = tuple(dict.fromkeys(names))
    places = {name: place for place, name in enumerate(known)}
    return known, np.array([places[name] for name in names], np.intp)


def _station(returns: Returns, unit: Station) -> Station:
    """Take the levels that tell a station apart, all of them where rows do."""
    keys = returns.profile.keys or returns.levels
    return tuple(unit[returns.levels.index(level)] for level in keys)


def _before(
    returns: Returns,
    stations: Sequence[Station],
    regions: Sequence[str],
    others: Sequence[str],
    earlier: Returns,
    lineage: Lineage,
    around: str | None,
) -> tuple[Floats, int]:
    """Find what each column had earlier, for each voter on the list: in the station, else in its region or in all."""
    carried = _carried(returns, earlier, lineage)
    rows = _Rows.of(earlier, earlier.stations, (*earlier.lists, *others))
    numbers = np.nan_to_num(rows.numbers)
    mapped = np.concatenate([numbers[:, : len(earlier.lists)] @ carried, numbers[:, len(earlier.lists) :]], axis=1)
    known = rows.electors > 0
    here: dict[Station, tuple[float, Floats]] = {}
    place = earlier.levels.index(around) if around in earlier.levels else None
    for unit, electors, row in zip(rows.units, rows.electors, mapped, strict=True):
        if electors > 0:
            wider = ("in", unit[place]) if place is not None else ("",)
            for key in {("at", *_station(earlier, unit)), wider, ("",)}:
                before = here.get(key)
                here[key] = (electors, row) if before is None else (before[0] + electors, before[1] + row)
    if not known.any():
        expected = "an earlier election with the voters on each list"
        raise BadInput(Mistake(earlier.name, "no voters on the lists of stations", expected))
    found = np.empty((len(stations), mapped.shape[1]))
    matched = 0
    for index, (station, region) in enumerate(zip(stations, regions, strict=True)):
        same = here.get(("at", *station))
        matched += same is not None
        electors, row = same or here.get(("in", region)) or here[("",)]
        found[index] = row / electors
    if not matched:
        raise BadInput(Mistake(earlier.name, f"none of the {len(stations):,} stations of {returns.name}", "the same"))
    return found, matched


def _carried(returns: Returns, earlier: Returns, lineage: Lineage) -> Floats:
    """Make the matrix that takes votes of earlier lists to those of the lists that carry them on."""
    now, then = list(returns.lists.values()), list(earlier.lists.values())
    matrix = np.zeros((len(then), len(now)))
    for list_, before in lineage.items():
        if list_ not in now:
            raise BadInput(Mistake("--same", f"the unknown list {list_!r}", nearest(list_, now)))
        for each in before:
            if each not in then:
                raise BadInput(Mistake("--same", f"the unknown list {each!r} of {earlier.name}", nearest(each, then)))
            matrix[then.index(each), now.index(list_)] = 1
    return matrix


def lineage_of(
    returns: Returns,
    earlier: Returns,
    told: Sequence[str] = (),
    parties: Mapping[str, Party] = NOBODY,
    by: str = "9999-12-31",
) -> dict[str, tuple[str, ...]]:
    """Say which lists of an earlier election each list carries on.

    As `told` in pairs written `NEW=OLD` or `NEW=OLD+OLD`; without any, lists of the same name are the same, and those
    of `parties` that took another name or merged `by` the day of this election (YYYY-MM-DD). Raises BadInput for
    anything else, for an earlier list told twice, and where nothing is told and nothing found.
    """
    now, then = _named(returns), _named(earlier)
    if not told:
        ids = {record.name: each for each, record in parties.items()}
        standing = {ids.get(name, name): list_ for name, list_ in now.items()}
        same: dict[str, tuple[str, ...]] = {}
        for name, list_ in then.items():
            heir = continues_as(ids.get(name, name), parties, standing, by)
            if heir in standing:
                same[standing[heir]] = (*same.get(standing[heir], ()), list_)
        if same:
            return same
        expected = "which lists are the same: --same 'NEW=OLD' for each that was there before"
        raise BadInput(Mistake(earlier.name, "no list with a name of this election's", expected))
    pairs: dict[str, tuple[str, ...]] = {}
    for text in told:
        new, equals, old = (part.strip() for part in text.partition("="))
        parts = tuple(then.get(part.strip(), part.strip()) for part in old.split("+"))
        if not equals or not new or not all(parts):
            raise BadInput(Mistake("--same", repr(text), "a list and those it carries on, as in NEW=OLD or NEW=A+B"))
        pairs[now.get(new, new)] = parts
    every = [part for parts in pairs.values() for part in parts]
    twice = next((part for part in every if every.count(part) > 1), None)
    if twice is not None:
        raise BadInput(Mistake("--same", f"{twice!r} more than once", "each earlier list for one list"))
    return pairs


def _named(returns: Returns) -> dict[str, str]:
    """Find lists by name; those that are called by their column have none."""
    return {returns.called(each): each for column, each in returns.lists.items() if returns.called(each) != column}
