"""Seats divided by a method of the law: the one place where allot, level and place come to their kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from hemicycle.apportion.divisor import NAMED, ByDivisors, Divisors, Geometric, Linear, Powers, by_divisors
from hemicycle.apportion.limits import Limited, within_limits
from hemicycle.apportion.plurality import Tie, most_votes
from hemicycle.apportion.quota import ByQuota as Quotas
from hemicycle.apportion.quota import by_quota
from hemicycle.law import steps
from hemicycle.law.formula import Formula
from hemicycle.law.steps import NAMES, ByQuota, Method, Power, Series
from hemicycle.outcome.facts import INDEPENDENT
from hemicycle.outcome.numbers import listed, plural
from hemicycle.outcome.outcome import Question
from hemicycle.outcome.state import Cell, Place, State, whole_seats
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(slots=True)
class Division:
    """What a method gives: seats in the order of those who take part, and how they came about."""

    who: list[str]
    weights: list[Any]
    seats: list[int]
    tie: Tie | None = None
    quota: tuple[Any, Any] | None = None
    whole: Sequence[int] = ()
    rest: Sequence[Any] = ()
    order: Sequence[int] = ()
    limited: Sequence[Limited] = ()
    divisors: Divisors | None = None
    held: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the seats of each: none, or in the order of those who take part."""

    low: list[int] | None = None
    high: list[int | None] | None = None
    after: list[int] | None = None


NO_LIMITS = Limits()


def divide(
    state: State, method: Method | None, place: Place, who: list[str], weights: list[Any], seats: int, limits: Limits
) -> Division:
    """Divide the seats of one unit among those who take part.

    Raises BadInput for a method that the numbers don't fit: a quota of 0, limits that the seats can't meet.
    """
    if method is None:
        if len(who) > 1:
            return _undivided(state, place, who, weights, seats)
        return Division(who, weights, [seats] * len(who))
    if method == "most votes":
        return _most_votes(who, weights, seats, limits)
    try:
        divisors = divisors_of(method)
        if divisors is not None:
            by: ByDivisors = by_divisors(weights, seats, divisors, after=limits.after, low=limits.low, high=limits.high)
            return Division(who, weights, by.seats, by.tie, divisors=divisors, held=limits.after or ())
        return _by_quota(state, method, place, who, weights, seats, limits)
    except ValueError as error:
        found = f"in step {place.step} {error}"
        raise BadInput(Mistake(state.law.id, found, "a quota and limits that the seats can meet")) from None


def _undivided(state: State, place: Place, who: list[str], weights: list[Any], seats: int) -> Division:
    """Leave seats open that the law gives to one alone, where several stand."""
    names = listed([state.facts.names.get(party, party) for party in who])
    where = "" if place.unit == "*" else f"{place.unit}: "
    asks = f"{where}nothing says how {plural(seats, 'seat')} are shared among {names}"
    state.questions.append(Question(asks, "silent", "undetermined"))
    state.leave_open([place.tier], "seats are not shared out")
    return Division(who, weights, [0] * len(who))


def _most_votes(who: list[str], weights: list[Any], seats: int, limits: Limits) -> Division:
    """Serve the largest weights, one seat each; where maximums allow more, again until the seats are gone."""
    won = [0] * len(who)
    left = seats
    bounds = [1] * len(who) if limits.high is None else [seats if most is None else most for most in limits.high]
    while left:
        open_to = [i for i in range(len(who)) if won[i] < bounds[i]]
        if not open_to:
            break
        _, served, tie = most_votes([weights[i] for i in open_to], left)
        for i in served:
            won[open_to[i]] += 1
        left -= len(served)
        if tie is not None:
            return Division(who, weights, won, Tie(tuple(open_to[i] for i in tie.among), tie.seats))
    return Division(who, weights, won)


def _by_quota(
    state: State, method: Method, place: Place, who: list[str], weights: list[Any], seats: int, limits: Limits
) -> Division:
    remainders = method.remainders if isinstance(method, ByQuota) else "largest"
    fixed = None
    if isinstance(method, ByQuota) and isinstance(method.quota, Formula):
        fixed = _rounded(method.quota.at(Cell(state, place.level, place.unit)), method.rounded)
        if not fixed > 0:
            found = f"the quota {method.quota} = {fixed} in step {place.step}"
            raise BadInput(Mistake(state.law.id, found, "a quota above 0"))

    def rule(some: Sequence[Any], left: int) -> Quotas:
        quota = None if fixed is None else _ratio(fixed)
        if isinstance(method, ByQuota) and quota is None:
            quota = _named_quota(method, some, left)
        return by_quota(some, left, quota, remainders=remainders)

    high = None if limits.high is None else [seats if most is None else most for most in limits.high]
    limited: list[Limited] = []
    if limits.low is None and high is None:
        by = rule(weights, seats)
    else:
        by, limited = within_limits(rule, weights, seats, limits.low, high)
    return Division(who, weights, list(by.seats), by.tie, by.quota, by.whole, by.rest, by.order, limited)


def _named_quota(method: ByQuota, weights: Sequence[Any], seats: int) -> tuple[Any, Any] | None:
    """Compute a quota from the weights of those who take part; None for the exact Hare quota."""
    total = sum(weights)
    match method.quota:
        case "droop":
            return total // (seats + 1) + 1, 1
        case "hagenbach-bischoff":
            quota = total, seats + 1
        case "imperiali":
            quota = total, seats + 2
        case _:
            quota = total, seats
    if method.rounded == "none":
        return None if method.quota == "hare" else quota
    above, below = quota
    return (_rounded_ratio(above, below, method.rounded), 1) if below else quota


def _rounded(value: Any, how: str) -> Any:
    if how == "none":
        return value
    return _rounded_ratio(*_ratio(value), how)


def _rounded_ratio(above: Any, below: Any, how: str) -> Any:
    match how:
        case "nearest":
            return (2 * above + below) // (2 * below)
        case "up":
            return -(-above // below)
    return above // below


def _ratio(quota: Any) -> tuple[Any, Any]:
    """Write a quota as numerator and denominator, so that weights are compared as integers."""
    return (quota.numerator, quota.denominator) if isinstance(quota, int | Fraction) else (quota, 1)


def divisors_of(method: Method | None) -> Divisors | None:
    """Find the series of a method; None for a method by quota."""
    if isinstance(method, str):
        return NAMED.get(method)
    return series_of(method) if isinstance(method, steps.ByDivisors) else None


@cache
def _linear(start: Fraction, step: Fraction, first: Fraction | None) -> Linear:
    """Write a series in whole numbers: its divisors all multiplied by the same."""
    scale = start.denominator * step.denominator * (first.denominator if first else 1)
    return Linear(int(start * scale), int(step * scale), None if first is None else int(first * scale), scale)


def series_of(method: steps.ByDivisors | str) -> Divisors:
    """Make the series of divisors that a law names or writes out."""
    if isinstance(method, str):
        return NAMED[method]
    first = None if method.first is None else method.first.constant
    match method.divisors:
        case Series(start=start, step=step, times=times):
            beginning = start.constant or Fraction(0)
            if times is not None:
                return Geometric(beginning, times.constant or Fraction(1))
            assert step is not None
            return _linear(beginning, step.constant or Fraction(1), first)
        case Power(power=power):
            return Powers(power.constant or Fraction(1), first)
        case name:
            series = NAMED[name]
            if first is not None and isinstance(series, Linear):
                return _linear(Fraction(series.start), Fraction(series.step), first)
            return series


def limits_of(
    state: State,
    place: Place,
    cells: list[Cell],
    at_least: Formula | None,
    at_most: Formula | None,
    after: Formula | None = None,
) -> Limits:
    """Find the bounds of those who take part, each taken at its cell."""
    if at_least is None and at_most is None and after is None:
        return NO_LIMITS
    low, held = (
        None if formula is None else [whole_seats(formula, cell, place.step) for cell in cells]
        for formula in (at_least, after)
    )
    high: list[int | None] | None = None
    if at_most is not None and at_most.text == NAMES:
        high = [names_of(state, cell) for cell in cells]
    elif at_most is not None:
        high = [0 if at_most.at(cell) < 0 else whole_seats(at_most, cell, place.step) for cell in cells]
    return Limits(low, high, held)


def names_of(state: State, cell: Cell) -> int | None:
    """Count the names on a list, where that is known; an independent is one."""
    names = state.facts.numbers.get(NAMES, {})
    party = cell.party or ""
    for unit in (cell.unit, "*"):
        if (unit, party) in names:
            return int(names[unit, party])
    return 1 if state.kind(party) == INDEPENDENT else None
