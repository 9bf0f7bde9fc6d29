"""Adding up: totals of returns at every level, shares with their base, turnout, what is counted and what isn't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import narwhals as nw

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.returns.collected import rows_of
from hemicycle.returns.files import plainly
from hemicycle.returns.lists_in_rows import in_order
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake, nearest


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of one unit: stations counted and waiting, fields, voters by the hour, votes by list.

    `unit` names it by the levels above and its own. A field is None where no station of the unit gives it, and
    `known` says of how many stations a field's total is, where that isn't all of them.
    """

    unit: tuple[str, ...]
    stations: int
    waiting: int
    fields: Mapping[str, int | None]
    votes: Mapping[str, int]
    known: Mapping[str, int]

    @property
    def turnout(self) -> Fraction | None:
        """Voters who received a ballot, or whose ballots were found where that isn't known, of those registered."""
        voters = self.fields.get("issued")
        voters = self.fields.get("found") if voters is None else voters
        registered = self.fields.get("registered")
        return Fraction(voters, registered) if voters is not None and registered else None

    @property
    def turnout_of(self) -> str:
        """Which field over which the turnout is."""
        return f"{'found' if self.fields.get('issued') is None else 'issued'} / registered"

    def share(self, list_: str, base: str = "valid") -> Fraction | None:
        """The votes of a list as a share of a field; None where the field isn't known or is 0."""
        whole = self.fields.get(base)
        return Fraction(self.votes[list_], whole) if whole else None

    def as_json(self, base: str = "valid") -> dict[str, Any]:
        """Give the totals as JSON values; shares and turnout in percent, with two decimals, beside their bases."""
        whole = self.fields.get(base)
        return {
            "stations": self.stations,
            "outstanding": self.waiting,
            **dict.fromkeys(_ALWAYS_TOLD),
            **self.fields,
            "votes": dict(self.votes),
            "turnout": percent(self.turnout),
            "turnout_of": self.turnout_of if self.turnout is not None else None,
            "shares": {each: percent(self.share(each, base)) for each in self.votes} if whole else {},
            "shares_of": base if whole else None,
            **({"known_in": dict(self.known)} if self.known else {}),
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """What returns add up to: in the whole and, where it was asked for, by the units of one level."""

    returns: Returns
    whole: Totals
    by: str | None = None
    units: tuple[Totals, ...] = ()

    def as_votes(self) -> Votes:
        """Make the votes that `elect` takes: of the whole country, or by the units of the level tallied by."""
        if not self.units:
            cells = {(WHOLE, each): count for each, count in self.whole.votes.items()}
            counts = {name: {WHOLE: number} for name, number in self.whole.fields.items() if number is not None}
            return Votes({"votes": cells}, counts)
        return _by_district(self.units)


# Fields that programs find in every tally, null where returns don't give them.
_ALWAYS_TOLD = ("registered", "issued", "found", "invalid", "valid")


def _by_district(units: Sequence[Totals]) -> Votes:
    # Units of one name in several units above them are districts of their own.
    repeated = len({unit.unit[-1] for unit in units}) < len(units)
    names = {" / ".join(unit.unit) if repeated else unit.unit[-1]: unit for unit in units}
    cells = {(name, each): count for name, unit in names.items() for each, count in unit.votes.items()}
    counts: dict[str, dict[str, Any]] = {}
    for name, unit in names.items():
        for field, number in unit.fields.items():
            if number is not None:
                counts.setdefault(field, {})[name] = number
    return Votes({"votes": cells}, counts)


def percent(share: Fraction | None, decimals: int = 2) -> float | None:
    """Write a share in percent, rounded half up, for reading only."""
    if share is None:
        return None
    scale: int = 10**decimals
    rounded = (2 * share * 100 * scale + 1) // 2
    return rounded / scale


def tally(returns: Returns, by: str | None = None) -> Tally:
    """Add up returns, in the whole and by the units of a level.

    Sums are exact and don't depend on the order of the stations. Raises BadInput for a level the returns don't have.
    """
    if by is not None and by not in returns.levels:
        raise BadInput(Mistake(returns.name, f"no level {by!r}", nearest(by, returns.levels)))
    if by is None:
        with plainly(returns.name):
            return Tally(returns, _totals((), returns, _sums(returns, ()), _waiting(returns, ())))
    levels = returns.levels[: returns.levels.index(by) + 1]
    with plainly(returns.name):
        waiting = _by_unit(_waiting(returns, levels), levels)
        found = _by_unit(_sums(returns, levels), levels)
    units = tuple(
        _totals(unit, returns, found.get(unit, []), waiting.get(unit, []))
        for unit in sorted({*found, *waiting}, key=lambda unit: [in_order(name) for name in unit])
    )
    return Tally(returns, _together(units or [_totals((), returns, [], [])]), by, units)


def _sums(returns: Returns, levels: Sequence[str]) -> list[dict[str, Any]]:
    numbers = [nw.col(name).sum().alias(name) for name in returns.numbers]
    # Where every cell is known, the stations of a unit are those of each of its totals.
    gaps = returns.unknown_cells > 0
    known = [nw.col(name).count().alias(f"known_{name}") for name in returns.numbers] if gaps else []
    totals = [nw.len().alias("stations"), *numbers, *known]
    stations = returns.stations
    return rows_of(stations.group_by(*levels).agg(*totals) if levels else stations.select(*totals))


def _waiting(returns: Returns, levels: Sequence[str]) -> list[dict[str, Any]]:
    if not returns.rows_waiting:
        return []
    count = nw.len().alias("waiting")
    return rows_of(returns.waiting.group_by(*levels).agg(count) if levels else returns.waiting.select(count))


def _by_unit(rows: Iterable[dict[str, Any]], levels: Sequence[str]) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row[level] or "" for level in levels), []).append(row)
    return found


def _totals(
    unit: tuple[str, ...], returns: Returns, sums: Sequence[dict[str, Any]], waiting: Sequence[dict[str, Any]]
) -> Totals:
    row = sums[0] if sums else {}
    stations = int(row.get("stations") or 0)
    known = {
        each: int(row[f"known_{name}"])
        for name in returns.numbers
        if f"known_{name}" in row and int(row[f"known_{name}"]) != stations
        for each in (returns.lists.get(name, name),)
    }
    fields = (*returns.fields, *returns.derived, *returns.hours)
    return Totals(
        unit,
        stations,
        sum(int(row["waiting"]) for row in waiting),
        {name: int(row[name] or 0) if stations and known.get(name) != 0 else None for name in fields},
        {each: int(row.get(name) or 0) for name, each in returns.lists.items()},
        known,
    )


def _together(units: Sequence[Totals]) -> Totals:
    """Add up units to the whole."""
    names = units[0].fields
    partly = {name for unit in units for name in unit.known}

    def known(unit: Totals, name: str) -> int:
        return unit.known.get(name, unit.stations)

    return Totals(
        (),
        sum(unit.stations for unit in units),
        sum(unit.waiting for unit in units),
        {name: _total(unit.fields[name] for unit in units) for name in names},
        {each: sum(unit.votes[each] for unit in units) for each in units[0].votes},
        {name: sum(known(unit, name) for unit in units) for name in (*names, *units[0].votes) if name in partly},
    )


def _total(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
