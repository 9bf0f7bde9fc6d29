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
