"""Which seats the votes for lists filled, over how many districts, and which lists a threshold turned away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.count.votes import WHOLE
from hemicycle.law.document import Law, Step, Tier
from hemicycle.law.formula import Formula
from hemicycle.law.steps import Allot, Compute, Level, PlaceSeats, Transfer
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission

_VOTES, _HELD = "votes", "held"
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Districts:
    """The units in which lists share seats, at the highest level where they do, and their seats on average."""

    level: str
    number: int
    magnitude: Fraction


def tiers_filled(law: Law) -> tuple[str, ...]:
    """Name the tiers of a law whose seats follow from the votes for lists.

    These are the tiers whose weights rest on the list ballot, straight or through tables, and the tiers that one of
    these levels over or counts on from: constituencies whose seats are taken off a list's share.
    """
    rests = {_VOTES: True}
    filled: list[str] = []
    earlier: list[str] = []
    for tier in law.tiers:
        if tier.within is not None:
            continue
        on_votes = [step for step in tier.steps if _note(step, tier, rests)]
        if on_votes:
            reached = {name for step in on_votes for name in _counted_on(step, earlier)}
            filled += [name for name in earlier if name in reached and name not in filled]
            filled.append(tier.tier)
        earlier.append(tier.tier)
    return tuple(tier.tier for tier in law.tiers if tier.tier in filled)


def seats_filled(outcome: Outcome, tiers: Collection[str]) -> dict[str, int]:
    """Sum the seats of lists over some tiers."""
    seats: dict[str, int] = {}
    for row in outcome.rows:
        if row.tier in tiers:
            seats[row.party] = seats.get(row.party, 0) + row.seats
    return seats


def districts_of(law: Law, outcome: Outcome, tiers: Collection[str]) -> Districts:
    """Find the units in which lists share the seats of some tiers; seats placed in units afterwards don't count."""
    seats = sum(seats_filled(outcome, tiers).values())
    shared = [
        (law.levels.index(action.at), tier.tier)
        for tier in law.tiers
        for action in (step.action for step in tier.steps)
        if tier.tier in tiers and isinstance(action, Allot | Level | Transfer) and not _to_units(action)
    ]
    level, tier_name = min(shared, default=(0, ""))
    units = {row.district for row in outcome.rows if row.tier == tier_name} if level else {WHOLE}
    return Districts(law.levels[level], len(units), Fraction(seats, max(1, len(units))))


def thresholds(outcome: Outcome, tiers: Collection[str]) -> list[Admission]:
    """List the admissions to some tiers by a share of the valid votes; clauses on majorities are no thresholds."""
    return [
        record
        for record in outcome.trace
        if isinstance(record, Admission)
        and record.tier in tiers
        and record.share is not None
        and "valid votes" in record.base_is
        and (record.share < Fraction(1, 2) or record.base_is != "valid votes")
    ]


def turned_away(cells: Mapping[Cell, Any], outcome: Outcome, tiers: Collection[str]) -> dict[Cell, Any]:
    """Find the votes of lists that a threshold turned away and that won no seat, by district and list.

    A threshold of the country takes all votes of a list without any seat, one of a district those it had there.
    """
    seats = seats_filled(outcome, tiers)
    won = {(row.district, row.party) for row in outcome.rows if row.tier in tiers}
    failed = {
        (record.district, line.party)
        for record in thresholds(outcome, tiers)
        for line in record.lines
        if not line.passes
    }
    return {
        (district, party): number
        for (district, party), number in cells.items()
        if ((WHOLE, party) in failed and not seats.get(party))
        or ((district, party) in failed and (district, party) not in won and district != WHOLE)
    }


def _note(step: Step, tier: Tier, rests: dict[str, bool]) -> bool:
    """Note whether the table that a step makes rests on the list ballot; True where it does and gives lists seats."""
    action = step.action
    if isinstance(action, Transfer):
        return True
    if not isinstance(action, Allot | Level | Compute | PlaceSeats) or _to_units(action):
        return False
    names = [action.seats] if isinstance(action, PlaceSeats) else _names([_weights(action)])
    found = any(rests.get(name, False) for name in names)
    made = step.into or tier.tier
    rests[made] = rests.get(made, False) or found
    return found


def _weights(action: Allot | Level | Compute) -> Formula:
    return action.formula if isinstance(action, Compute) else action.by


def _counted_on(step: Step, earlier: list[str]) -> Iterable[str]:
    """Name the earlier tiers whose seats a step counts in."""
    action = step.action
    if isinstance(action, Level):
        return earlier
    if isinstance(action, Allot | PlaceSeats):
        names = _names([action.after, action.at_least])
        return earlier if _HELD in names else names
    return ()


def _names(formulas: Iterable[Formula | None]) -> list[str]:
    """Name the tables that formulas read: `lists` for `lists.remainder`."""
    return [name.name.partition(".")[0] for formula in formulas if formula is not None for name in formula.names]


def _to_units(action: object) -> bool:
    return isinstance(action, Allot) and action.to not in ("list", "alliance")
