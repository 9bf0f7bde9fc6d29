from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple


class OneEach(NamedTuple):
    served: set[int]
    tied: frozenset[int]
    contested: int


class Allotted(NamedTuple):
    seats: list[int]
    whole: list[int]
    left_over: list[int]
    tied: frozenset[int]
    contested: int


class Limited(NamedTuple):
    seats: list[int]
    tied: frozenset[int]
    contested: int
    fixed: dict[int, tuple[str, int]]


def most_votes(numbers: Sequence[int | Fraction], seats: int) -> OneEach:
    waiting = dict(enumerate(numbers))
    served: set[int] = set()
    while waiting and len(served) < seats:
        largest = max(waiting.values())
        equal = [i for i, number in waiting.items() if number == largest]
        left = seats - len(served)
        if len(equal) > left:
            return OneEach(served, frozenset(equal), left)
        served.add(equal[0])
        del waiting[equal[0]]
    return OneEach(served, frozenset(), 0)


def largest_remainders(
    votes: Sequence[int], seats: int, ratio: tuple[int, int] | None = None, *, remainders: bool = True
) -> Allotted:
    """A quota is a ratio of whole numbers; what votes leave over is counted in parts of its denominator."""
    nobody = [0] * len(votes)
    if not any(votes) or (ratio is None and seats == 0):
        return Allotted(nobody, nobody, nobody, frozenset(), 0)
    quota, parts = ratio or (sum(votes), seats)
    left_over = [number * parts for number in votes]
    whole = nobody.copy()
    for i in range(len(votes)):
        while left_over[i] >= quota:
            left_over[i] -= quota
            whole[i] += 1
            if sum(whole) > seats + len(votes):
                raise ValueError("a quota too small for the house")
    while sum(whole) > seats:
        smallest = min(left_over[i] for i in range(len(votes)) if whole[i])
        givers = [i for i in range(len(votes)) if whole[i] and left_over[i] == smallest]
        excess = sum(whole) - seats
        for i in givers:
            left_over[i] += quota
            whole[i] -= 1
        if len(givers) > excess:
            return Allotted(whole, whole, left_over, frozenset(givers), len(givers) - excess)
    free = seats - sum(whole)
    if free == 0 or not remainders:
        return Allotted(whole, whole, left_over, frozenset(), 0)
    voted = [i for i in range(len(votes)) if votes[i]]
    served, tied, contested = most_votes([left_over[i] for i in voted], free)
    given = whole.copy()
    for place, i in enumerate(voted):
        given[i] += place in served
    return Allotted(given, whole, left_over, frozenset(voted[place] for place in tied), contested)


def within_limits(
    votes: Sequence[int],
    seats: int,
    low: Sequence[int] | None,
    high: Sequence[int] | None,
    fixed: dict[int, tuple[str, int]],
) -> Limited:
    """Largest remainders with a limit on one side, one round of fixing after the other."""
    left = seats - sum(at for _, at in fixed.values())
    free = [i for i in range(len(votes)) if i not in fixed]
    part = largest_remainders([votes[i] for i in free], left)
    given = dict(zip(free, part.seats, strict=True))
    tied = {free[i] for i in part.tied}
    breaking = {i: ("minimum", low[i]) for i in free if low is not None and given[i] < low[i]}
    for i in free:
        if high is not None and given[i] + (i in tied) > high[i]:
            breaking[i] = ("maximum", high[i])
    if breaking:
        return within_limits(votes, seats, low, high, fixed | breaking)
    given.update((i, at) for i, (_, at) in fixed.items())
    return Limited([given[i] for i in range(len(votes))], frozenset(tied), part.contested, fixed)


class Divided(NamedTuple):
    """Seats beyond doubt, who can have one more, how many of those are given, and how many seats nobody can take."""

    seats: list[int]
    tied: frozenset[int]
    contested: int
    unfilled: int


# A quotient as something that can be compared: infinite ones, over the divisor 0, first, the larger weight before.
Quotient = tuple[bool, Fraction]


def over(weight: int | Fraction, divisor: int | Fraction) -> Quotient:
    return (True, Fraction(weight)) if divisor == 0 else (False, Fraction(weight) / divisor)


def arithmetic(start: int, step: int, first: Fraction | None = None) -> Callable[[Any, int], Quotient]:
    def quotient(weight: int | Fraction, seat: int) -> Quotient:
        return over(weight, first if seat == 1 and first is not None else start + step * (seat - 1))

    return quotient


# Roots are compared by their powers: v / sqrt(s(s-1)) by its square, v / s^0.9 by its tenth power.
QUOTIENTS: dict[str, Callable[[Any, int], Quotient]] = {
    "dhondt": arithmetic(1, 1),
    "sainte-lague": arithmetic(1, 2),
    "sainte-lague from 1.4": arithmetic(1, 2, Fraction(7, 5)),
    "sainte-lague from 1.2": arithmetic(1, 2, Fraction(6, 5)),
    "danish": arithmetic(1, 3),
    "imperiali": arithmetic(2, 1),
    "adams": arithmetic(0, 1),
    "macau": lambda weight, seat: over(weight, 2 ** (seat - 1)),
    "dean": lambda weight, seat: over(weight, Fraction(seat * (seat - 1), 1) / Fraction(2 * seat - 1, 2)),
    "huntington-hill": lambda weight, seat: over(weight if seat == 1 else weight * weight, seat * (seat - 1)),
    "to the power 0.9": lambda weight, seat: over(Fraction(weight) ** 10, seat**9),
    "to the power 0.9 from 1.5": lambda weight, seat: over(
        Fraction(weight) ** 10, Fraction(3, 2) ** 10 if seat == 1 else seat**9
    ),
}


def by_divisors(
    weights: Sequence[int | Fraction],
    seats: int,
    series: str,
    after: Sequence[int] | None = None,
    low: Sequence[int] | None = None,
    high: Sequence[int | None] | None = None,
) -> Divided:
    """Seat by seat to the highest quotient, in every order that equal quotients allow."""
    quotient = QUOTIENTS[series]
    held = after or [0] * len(weights)
    most = high or [None] * len(weights)
    ends = {tuple(low or [0] * len(weights))}
    given = sum(low or [])
    while given < seats:
        longer = set()
        for won in ends:
            nearest: dict[int, Quotient] = {}
            for i, weight in enumerate(weights):
                limit = most[i]
                if weight > 0 and (limit is None or won[i] < limit):
                    nearest[i] = quotient(weight, held[i] + won[i] + 1)
            longer |= {(*won[:i], won[i] + 1, *won[i + 1 :]) for i, q in nearest.items() if q == max(nearest.values())}
        if not longer:
            break
        ends = longer
        given += 1
    least = [min(column) for column in zip(*ends, strict=True)]
    tied = {i for i in range(len(weights)) if len({won[i] for won in ends}) > 1}
    return Divided(least, frozenset(tied), given - sum(least), seats - sum(least))


# Who has a weight where: (list, unit, weight, seats held there, how many more it may take).
Spot = tuple[int, int, Any, int, int | None]


def placings(
    spots: Sequence[Spot], owed: Sequence[int], room: Sequence[int], series: str | None
) -> set[tuple[int, ...]]:
    """Place seat by seat, always one of the highest quotients: the ends of every way that this can go."""
    ends: set[tuple[int, ...]] = set()
    waiting = {(0,) * len(spots)}
    while waiting:
        longer: set[tuple[int, ...]] = set()
        for won in waiting:
            left, free = list(owed), list(room)
            for (party, unit, *_), number in zip(spots, won, strict=True):
                left[party] -= number
                free[unit] -= number
            keys = {
                i: (-won[i], weight) if series is None else QUOTIENTS[series](weight, held + won[i] + 1)
                for i, (party, unit, weight, held, most) in enumerate(spots)
                if left[party] > 0 and free[unit] > 0 and weight > 0 and (most is None or won[i] < most)
            }
            best = max(keys.values(), default=None)
            if best is None:
                ends.add(won)
            longer |= {(*won[:i], won[i] + 1, *won[i + 1 :]) for i, key in keys.items() if key == best}
        waiting = longer
    return ends
