"""What an allotment leaves in the trace: the last seat, the one after it, and the votes between them."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Any

from hemicycle.apportion.divisor import Divisors, Linear, Ratio, in_order
from hemicycle.law.document import Step
from hemicycle.law.methods import method_told, series_told
from hemicycle.law.steps import Allot, ByQuota, Method
from hemicycle.outcome.divide import Division
from hemicycle.outcome.state import Place, State
from hemicycle.outcome.trace import Allotment, Claim, LastSeat, Quotient, Settled

_DECIMALS = 10**4


def allotment(
    state: State, step: Step, action: Allot, place: Place, problem: Any, division: Division, settled: list[Settled]
) -> Allotment:
    """Make the record of one division."""
    quota = Fraction(*division.quota) if division.quota and all(division.quota) else None
    claims = [
        _claim(party, weight, quota, won)
        for party, weight, won in zip(division.who, division.weights, division.seats, strict=True)
    ]
    by_remainder = [division.who[i] for i in division.order if claims[i].seats > claims[i].whole]
    passed_over = [division.who[i] for i in division.order if claims[i].seats <= claims[i].whole]
    return Allotment(
        **state.heading(step, place),
        to=action.to,
        alliance=problem.alliance,
        seats=problem.seats,
        by=next((name.name for name in action.by.names if name.use == "value"), str(action.by)),
        method=_called(action.method),
        told=method_told(action.method),
        quota=quota,
        claims=tuple(claims),
        by_remainder=tuple(by_remainder),
        next=passed_over[0] if passed_over else None,
        quotients=quotients(division),
        last=last_seat(division) if not settled else None,
        limited=tuple((division.who[i], which, at) for i, which, at in division.limited),
        unfilled=problem.seats - sum(division.seats),
        seated=step.into is None,
        settled=tuple(settled),
    )


def quotients(division: Division) -> tuple[Quotient, ...]:
    """List the quotients that won seats, in their order; empty for a method that has none."""
    if division.divisors is None:
        return ()
    won = in_order(division.weights, division.seats, division.divisors, division.held or None)
    return tuple(
        Quotient(division.who[each.position], each.seat, shown(each.quotient, division.divisors)) for each in won
    )


def last_seat(division: Division) -> LastSeat | None:
    """Find the last seat of a division by divisors, who came next, and the votes that lie between them."""
    divisors = division.divisors
    if divisors is None or division.tie is not None:
        return None
    won = in_order(division.weights, division.seats, divisors, division.held or None)
    rivals = [i for i, weight in enumerate(division.weights) if weight > 0]
    if not won or len(rivals) < 2:
        return None
    last = won[-1]
    held = division.held or [0] * len(division.who)
    nearest: tuple[int, Ratio] | None = None
    for i in rivals:
        over, under = divisors.quotient(division.weights[i], held[i] + division.seats[i] + 1)
        if i != last.position and (nearest is None or over * nearest[1][1] > nearest[1][0] * under):
            nearest = i, (over, under)
    if nearest is None or last.quotient[1] == 0 or nearest[1][1] == 0:
        return None
    position, ratio = nearest
    if last.quotient[0] * ratio[1] < ratio[0] * last.quotient[1]:
        return None  # a limit, not the quotient, decided the last seat
    switched, added = _between(division, last.position, last.quotient, position, ratio)
    return LastSeat(
        division.who[last.position],
        shown(last.quotient, divisors),
        division.who[position],
        shown(ratio, divisors),
        switched,
        added,
    )


def _between(
    division: Division, holder: int, last: Ratio, runner_up: int, following: Ratio
) -> tuple[int | None, int | None]:
    """Count the votes that would have moved the last seat: switched from holder to runner-up, or added."""
    weights = division.weights[holder], division.weights[runner_up]
    if not isinstance(division.divisors, Linear) or not all(isinstance(weight, int) for weight in weights):
        return None, None
    mine, yours = last[1], following[1]
    added = (weights[0] * yours) // mine - weights[1] + 1
    switched = (weights[0] * yours - weights[1] * mine) // (mine + yours) + 1
    return (switched if switched <= weights[0] else None), added


def shown(ratio: Ratio, divisors: Divisors) -> Fraction | None:
    """Give the quotient that a ratio stands for; None for an infinite one, four decimals where it is a root."""
    above, below = ratio
    if not below:
        return None
    if divisors.root == 1:
        quotient: Fraction = Fraction(above) * _scale(divisors) / below
        return quotient
    return _root(Fraction(above) / below, divisors.root)


def _scale(divisors: Divisors) -> int:
    """Undo the whole numbers that a series such as 1.4, 3, 5 was written in."""
    return divisors.scale if isinstance(divisors, Linear) else 1


def _root(value: Fraction, root: int) -> Fraction:
    """Take a root to four decimals, for reading only: nothing is decided by it."""
    scaled = value.numerator * _DECIMALS**root // value.denominator
    if root == 2:
        return Fraction(isqrt(scaled), _DECIMALS)
    low, high = 0, 1
    while high**root <= scaled:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**root <= scaled else (low, middle)
    return Fraction(low, _DECIMALS)


def _claim(party: str, weight: Any, quota: Fraction | None, seats: int) -> Claim:
    if not quota:
        return Claim(party, weight, None, 0, None, seats)
    quotas = weight / quota
    whole = quotas // 1
    return Claim(party, weight, quotas, int(whole), quotas - whole, seats)


def _called(method: Method | None) -> str:
    match method:
        case None:
            return "all to one list"
        case ByQuota(quota=quota, remainders=remainders):
            return f"quota {quota}, remainders {remainders}"
        case str():
            return method
    return series_told(method)
