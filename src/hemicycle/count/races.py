"""Two races on one day in the same stations: the same voters, who received a ballot for each."""

from __future__ import annotations

from dataclasses import replace

from hemicycle.count.copies import Comparison, compare
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake

# What is the same for every race of a station; ballots found may differ, since voters can take one away.
_OF_THE_VOTERS = ("registered", "added", "issued", "issued_early", "issued_station", "issued_outside", "certificates")


def compare_races(returns: Returns, race: Returns, shown: int | None = None) -> Comparison:
    """Compare what two races on one day must agree on, station by station: voters, and ballots issued to them.

    Both have to live in the same engine; files read one beside the other do. Raises BadInput where the races
    have no such field in common.
    """
    first, second = _voters(returns), _voters(race)
    given = {*first.fields, *first.derived}
    if not given.intersection((*second.fields, *second.derived)):
        expected = f"one of {', '.join(_OF_THE_VOTERS)}, as in {returns.name}"
        raise BadInput(Mistake(race.name, "returns without numbers that two races share", expected))
    return compare(first, second, shown=shown)


def _voters(returns: Returns) -> Returns:
    return replace(
        returns,
        fields=tuple(name for name in returns.fields if name in _OF_THE_VOTERS),
        derived={name: parts for name, parts in returns.derived.items() if name in _OF_THE_VOTERS},
        lists={},
    )
