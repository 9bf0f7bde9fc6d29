from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class OneEach(NamedTuple):
    served: set[int]
    tied: frozenset[int]
    contested: int


class Allotted(NamedTuple):
    seats: list[int]
    whole: list[int]
    left_over: list[Fraction]
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
    votes: Sequence[int], seats: int, quota: Fraction | None = None, *, remainders: bool = True
) -> Allotted:
    left_over = [Fraction(number) for number in votes]
    nobody = [0] * len(votes)
    if not any(votes):
        return Allotted(nobody, nobody, left_over, frozenset(), 0)
    if quota is None:
        if seats == 0:
            return Allotted(nobody, nobody, [Fraction(0)] * len(votes), frozenset(), 0)
        quota = Fraction(sum(votes), seats)
    whole = nobody.copy()
    free = seats
    for i in range(len(votes)):
        while left_over[i] >= quota:
            if free == 0:
                raise ValueError("more whole quotas than seats")
            left_over[i] -= quota
            whole[i] += 1
            free -= 1
    if free == 0 or not remainders:
        return Allotted(whole, whole, left_over, frozenset(), 0)
    served, tied, contested = most_votes(left_over, free)
    return Allotted([count + (i in served) for i, count in enumerate(whole)], whole, left_over, tied, contested)


def within_limits(
    votes: Sequence[int], seats: int, low: Sequence[int], high: Sequence[int], fixed: dict[int, tuple[str, int]]
) -> Limited | None:
    """Largest remainders with limits; None where those fixed already hold more seats than there are."""
    left = seats - sum(at for _, at in fixed.values())
    if left < 0:
        return None
    free = [i for i in range(len(votes)) if i not in fixed]
    part = largest_remainders([votes[i] for i in free], left)
    given = dict(zip(free, part.seats, strict=True))
    below = {i: ("minimum", low[i]) for i in free if given[i] < low[i]}
    above = {i: ("maximum", high[i]) for i in free if given[i] > high[i]}
    if below or above:
        return within_limits(votes, seats, low, high, fixed | below | above)
    given.update((i, at) for i, (_, at) in fixed.items())
    return Limited([given[i] for i in range(len(votes))], frozenset(free[i] for i in part.tied), part.contested, fixed)
