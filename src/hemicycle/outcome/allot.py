"""The step `allot`: the seats of each unit to its lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.apportion.limits import Limited, within_limits
from hemicycle.apportion.plurality import Tie, most_votes
from hemicycle.apportion.quota import ByQuota as ByQuotas
from hemicycle.apportion.quota import by_quota
from hemicycle.law.document import Allot, ByQuota, Step
from hemicycle.law.formula import Formula
from hemicycle.outcome.state import Cell, Place, State, whole_seats
from hemicycle.outcome.tables import Table
from hemicycle.outcome.ties import Tied, settle
from hemicycle.outcome.trace import Allotment, Claim, Settled
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(slots=True)
class _Division:
    """What a method gives: seats in the order of the lists, and how they came about."""

    who: list[str]
    weights: list[Any]
    seats: list[int]
    tie: Tie | None = None
    quota: tuple[Any, Any] | None = None
    order: Sequence[int] = ()
    limited: Sequence[Limited] = ()


def allot(state: State, step: Step, action: Allot, name: str, tier: str) -> None:
    """Divide the seats of every unit of the step's level; each is a problem of its own.

    A tie that stays open leaves its seats unfilled and what the step writes unsettled.
    """
    table = Table(action.at, True)
    for unit in state.units_at(action.at):
        place = Place(name, tier, action.at, unit)
        seats = whole_seats(action.seats, Cell(state, action.at, unit), name)
        if not seats:
            continue
        division = _divide(state, action, place, seats)
        settled = _settle(state, step, action, place, division)
        for party, won in zip(division.who, division.seats, strict=True):
            if won:
                table.add(unit, party, won)
        if state.tracing:
            state.trace.append(_record(state, step, action, place, seats, division, settled))
    state.write(table, step.into, tier)


def _divide(state: State, action: Allot, place: Place, seats: int) -> _Division:
    who, weights = _contestants(state, action, place)
    method = action.method
    if method is None:
        if len(who) > 1:
            raise BadInput(Mistake(state.law.id, f"{len(who)} lists in step {place.step}", "one, or a method"))
        return _Division(who, weights, [seats] * len(who))
    if method == "most votes":
        _, served, tie = most_votes(weights, seats)
        return _Division(who, weights, [int(i in served) for i in range(len(who))], tie)
    quota, remainders = None, True
    if isinstance(method, ByQuota):
        remainders = method.remainders == "largest"
        if isinstance(method.quota, Formula):
            value = method.quota.at(Cell(state, place.level, place.unit))
            if not value > 0:
                found = f"the quota {method.quota} = {value} in step {place.step}"
                raise BadInput(Mistake(state.law.id, found, "a quota above 0"))
            quota = _as_ratio(value)
    low, high = (_limit(state, limit, who, place) for limit in (action.at_least, action.at_most))

    def rule(some: Sequence[Any], left: int) -> ByQuotas:
        return by_quota(some, left, quota, remainders=remainders)

    limited: list[Limited] = []
    try:
        if low is None and high is None:
            by = rule(weights, seats)
        else:
            by, limited = within_limits(rule, weights, seats, low, high)
    except ValueError as error:
        found = f"in step {place.step} {error}"
        raise BadInput(Mistake(state.law.id, found, "a quota and limits that the seats can meet")) from None
    return _Division(who, weights, list(by.seats), by.tie, by.quota, by.order, limited)


def _contestants(state: State, action: Allot, place: Place) -> tuple[list[str], list[Any]]:
    """List who takes part, with weights: the step's `who`, or what an earlier step admitted, or all.

    Without weight nobody wins a seat; only a minimum that the law grants is served all the same.
    """
    who = action.who or ("admitted" if state.is_made("admitted") else "all")
    contestants = state.contestants(action.by, place.level, place.unit)
    parties = state.select(contestants, who, action.besides, place.level, place.unit)
    weights = [action.by.at(Cell(state, place.level, place.unit, party)) for party in parties]
    if action.at_least is not None:
        return parties, weights
    voted = [i for i, weight in enumerate(weights) if weight > 0]
    return [parties[i] for i in voted], [weights[i] for i in voted]


def _settle(state: State, step: Step, action: Allot, place: Place, division: _Division) -> list[Settled]:
    if division.tie is None:
        return []
    among = [division.who[i] for i in division.tie.among]
    winners, settled = settle(
        state, Tied(among, division.tie.seats, action.ties, place, step.cites), step.into or place.tier
    )
    for party in winners:
        division.seats[division.who.index(party)] += 1
    return settled


def _record(
    state: State, step: Step, action: Allot, place: Place, seats: int, division: _Division, settled: list[Settled]
) -> Allotment:
    quota = Fraction(*division.quota) if division.quota and division.quota[1] else None
    claims = [
        _claim(party, weight, quota, won)
        for party, weight, won in zip(division.who, division.weights, division.seats, strict=True)
    ]
    by_remainder = [division.who[i] for i in division.order if claims[i].seats > claims[i].whole]
    passed_over = [division.who[i] for i in division.order if claims[i].seats <= claims[i].whole]
    return Allotment(
        step=place.step,
        tier=place.tier,
        cites=step.cites,
        district=place.unit,
        measure=state.votes.measure,
        names=state.facts.names,
        seats=seats,
        by=next((name.name for name in action.by.names if name.use == "value"), str(action.by)),
        method=_called(action),
        quota=quota,
        claims=tuple(claims),
        by_remainder=tuple(by_remainder),
        next=passed_over[0] if passed_over else None,
        limited=tuple((division.who[i], which, at) for i, which, at in division.limited),
        unfilled=seats - sum(division.seats),
        settled=tuple(settled),
    )


def _claim(party: str, weight: Any, quota: Fraction | None, seats: int) -> Claim:
    if not quota:
        return Claim(party, weight, None, 0, None, seats)
    quotas = weight / quota
    whole = quotas // 1
    return Claim(party, weight, quotas, int(whole), quotas - whole, seats)


def _limit(state: State, formula: Formula | None, who: list[str], place: Place) -> list[int] | None:
    if formula is None:
        return None
    return [whole_seats(formula, Cell(state, place.level, place.unit, party), place.step) for party in who]


def _as_ratio(quota: Any) -> tuple[Any, Any]:
    """Write a quota as numerator and denominator, so that weights are compared as integers."""
    return (quota.numerator, quota.denominator) if isinstance(quota, int | Fraction) else (quota, 1)


def _called(action: Allot) -> str:
    match action.method:
        case None:
            return "all to one list"
        case ByQuota(quota=quota, remainders=remainders):
            return f"quota {quota}, remainders {remainders}"
        case name:
            return name
