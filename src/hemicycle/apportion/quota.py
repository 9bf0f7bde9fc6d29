"""Seats by quota: whole quotas first, then remainders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from hemicycle.apportion.divisor import DHONDT, by_divisors
from hemicycle.apportion.plurality import Most, Tie, most_votes

Remainders = Literal["largest", "averages", "none"]


class ByQuota(NamedTuple):
    """An allotment by quota.

    `seats`     seats of each contestant that are beyond doubt, in the order of the input
    `whole`     its whole quotas
    `rest`      what its weight leaves over, times the quota's denominator
    `order`     positions by falling remainder; empty where no seat was left to give by remainder
    `tie`       equal remainders at the last seat: who, and how many of them can be served
    `unfilled`  seats given to nobody: those of the tie, and all that is left without remainders
    `quota`     the quota as a fraction: numerator, denominator
    """

    seats: list[int]
    whole: list[int]
    rest: list[Any]
    order: list[int]
    tie: Tie | None
    unfilled: int
    quota: tuple[Any, Any]


def by_quota(
    weights: Sequence[Any], seats: int, quota: tuple[Any, Any] | None = None, *, remainders: Remainders = "largest"
) -> ByQuota:
    """Divide `seats` by a quota, the seats left over by the largest remainders, or the largest averages.

    The method of Hare-Niemeyer, in the United States Hamilton's (Balinski and Young, Fair
    Representation, 1982). `quota` is a fraction (numerator, denominator); without it the Hare quota,
    the sum of the weights divided by the seats. It isn't rounded: a contestant's whole quotas are
    `weight * denominator // numerator`, and its remainder is kept in the same units, so that integers
    decide. With `averages` the seats left over go one by one to the largest weight / (seats held + 1), the
    divisors of D'Hondt continued behind the whole quotas; with `none` they stay unfilled.

    Contestants without weight win nothing. Where a quota makes the whole quotas exceed the seats (the
    Hare quota can't), the smallest remainder gives one back, again until they fit; its quota is put back
    into its remainder. Raises ValueError for a quota so small that every list would have to.
    """
    hare = quota is None
    quota = above, below = quota or (sum(weights), seats)
    if not above:
        nothing = [0] * len(weights)
        return ByQuota(nothing, nothing[:], nothing[:], [], None, seats, quota)
    whole: list[int] = []
    rest: list[Any] = []
    for weight in weights:
        count, left = divmod(weight * below, above)
        whole.append(count)
        rest.append(left)
    unfilled = seats - sum(whole)
    if not unfilled:
        return ByQuota(whole, whole, rest, [], None, 0, quota)
    if unfilled < -len(whole):
        raise ValueError(f"whole quotas are {-unfilled} more than the {seats} seats")
    if unfilled < 0:
        return _give_back(whole, rest, -unfilled, quota)
    if remainders == "none":
        return ByQuota(whole, whole, rest, [], None, unfilled, quota)
    if remainders == "averages":
        more = by_divisors(weights, unfilled, DHONDT, after=whole)
        both = [some + others for some, others in zip(whole, more.seats, strict=True)]
        return ByQuota(both, whole, rest, [], more.tie, more.unfilled, quota)
    # Under the Hare quota a list without votes is never in reach of a seat left over.
    order, served, tie = most_votes(rest, unfilled) if hare else _of_those_with_votes(weights, rest, unfilled)
    given = whole.copy()
    for position in served:
        given[position] += 1
    return ByQuota(given, whole, rest, order, tie, unfilled - len(served), quota)


def _of_those_with_votes(weights: Sequence[Any], rest: list[Any], seats: int) -> Most:
    """Serve the largest remainders, lists without votes left out."""
    takers = [position for position, weight in enumerate(weights) if weight > 0]
    order, served, tie = most_votes([rest[position] for position in takers], seats)
    among = tie and Tie(tuple(takers[i] for i in tie.among), tie.seats)
    return Most([takers[i] for i in order], [takers[i] for i in served], among)


def _give_back(whole: list[int], rest: list[Any], excess: int, quota: tuple[Any, Any]) -> ByQuota:
    """Take seats back from the smallest remainders. Equal ones that needn't all give back are a tie."""
    above, _ = quota
    while excess:
        holders = [position for position, seats in enumerate(whole) if seats]
        smallest = min(rest[position] for position in holders)
        givers = [position for position in holders if not rest[position] > smallest]
        for position in givers:
            whole[position] -= 1
            rest[position] += above
        kept = len(givers) - excess
        if kept > 0:
            return ByQuota(whole, whole, rest, [], Tie(tuple(givers), kept), kept, quota)
        excess -= len(givers)
    return ByQuota(whole, whole, rest, [], None, 0, quota)
