"""Minimum and maximum seats in an allotment by quota."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hemicycle.apportion.quota import ByQuota

Rule = Callable[[Sequence[Any], int], ByQuota]
Limited = tuple[int, str, int]


def within_limits(
    rule: Rule, weights: Sequence[Any], seats: int, low: Sequence[int] | None, high: Sequence[int] | None
) -> tuple[ByQuota, list[Limited]]:
    """Allot by `rule` so that nobody has fewer seats than `low`, or nobody more than `high`.

    Whoever breaks the limit is fixed at it; its seats and votes leave, and the rest is allotted anew by the
    same rule, until nobody breaks it. Returns the allotment and, for each that was fixed, its position,
    `minimum` or `maximum`, and the limit. A list at its maximum has no part in a tie.

    Raises ValueError for both limits at once, whose order would decide and which no statute read has, and
    for minimums that come to more than the seats.
    """
    if low is not None and high is not None:
        raise ValueError("a minimum and a maximum at once")
    if low is not None and sum(low) > seats:
        raise ValueError(f"minimums of {sum(low)} seats together, and {seats} seats")
    fixed: dict[int, tuple[str, int]] = {}
    while True:
        free = [i for i in range(len(weights)) if i not in fixed]
        left = seats - sum(at for _, at in fixed.values())
        part = rule([weights[i] for i in free], left)
        breaks = _breaks(part, free, low, high)
        if not breaks:
            return _joined(part, free, fixed, len(weights), seats), [(i, *fixed[i]) for i in sorted(fixed)]
        fixed.update(breaks)


def _breaks(
    part: ByQuota, free: list[int], low: Sequence[int] | None, high: Sequence[int] | None
) -> dict[int, tuple[str, int]]:
    """Find who breaks the limit; the seats of a tie count as not won, but can't go beyond a maximum."""
    breaks: dict[int, tuple[str, int]] = {}
    tied = part.tie.among if part.tie else ()
    for place, (position, won) in enumerate(zip(free, part.seats, strict=True)):
        if low is not None and won < low[position]:
            breaks[position] = ("minimum", low[position])
        elif high is not None and (won > high[position] or (won == high[position] and place in tied)):
            breaks[position] = ("maximum", high[position])
    return breaks


def _joined(part: ByQuota, free: list[int], fixed: dict[int, tuple[str, int]], size: int, seats: int) -> ByQuota:
    if not fixed:
        return part
    given, whole, rest = [0] * size, [0] * size, [0] * size
    for i, position in enumerate(free):
        given[position], whole[position], rest[position] = part.seats[i], part.whole[i], part.rest[i]
    for position, (_, at) in fixed.items():
        given[position] = at
    tie = part.tie and part.tie._replace(among=tuple(free[i] for i in part.tie.among))
    return part._replace(
        seats=given, whole=whole, rest=rest, order=[free[i] for i in part.order], tie=tie, unfilled=seats - sum(given)
    )
