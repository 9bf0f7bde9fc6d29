"""Seats by highest averages: the largest quotients of weights and divisors.

The methods of D'Hondt (Jefferson), Sainte-Laguë (Webster), Adams, Dean and Huntington-Hill (Balinski and
Young, Fair Representation, 1982), and all other series that laws use. Quotients are compared as products of
integers; nothing is rounded and no root is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any, NamedTuple, Protocol

from hemicycle.apportion.plurality import Tie

Ratio = tuple[Any, Any]


class Divisors(Protocol):
    """A series of divisors, one for each seat of a contestant, each larger than the one before."""

    def quotient(self, weight: Any, seat: int) -> Ratio:
        """Give what stands for the quotient at the `seat`-th seat, as a ratio; over 0 it is infinite.

        It may be a power of the quotient, if it is the same power throughout.
        """

    def reached(self, weight: Any, total: Any, seats: int, size: int) -> int:
        """Count the seats of a contestant down to some quotient that is the same for all of them.

        `seats` and `size` (the number of contestants) say how many seats these should come to, roughly.
        """

    @property
    def root(self) -> int:
        """The root of a ratio that is the quotient itself."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Divisors start, start + step, start + 2 step ...; the first replaced by `first`, where it is given.

    They are whole numbers: 1.4, 3, 5 is written 14, 30, 50 with the `scale` 10.
    """

    start: int
    step: int
    first: int | None = None
    scale: int = 1

    def quotient(self, weight: Any, seat: int) -> Ratio:
        if seat == 1 and self.first is not None:
            return weight, self.first
        return weight, self.start + self.step * (seat - 1)

    def reached(self, weight: Any, total: Any, seats: int, size: int) -> int:
        scale = self.step * seats + size * (2 * self.start - self.step) // 2
        divisor = weight * max(scale, self.start) // total
        if self.first is not None:
            return 0 if divisor < self.first else max(1, int((divisor - self.start) // self.step) + 1)
        return int((divisor - self.start) // self.step) + 1 if divisor >= self.start else 0

    @property
    def root(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class Geometric:
    """Divisors start, start * times, start * times² ..., as in Macau (1, 2, 4, 8)."""

    start: Fraction
    times: Fraction

    def quotient(self, weight: Any, seat: int) -> Ratio:
        divisor = self.start * self.times ** (seat - 1)
        return weight * divisor.denominator, divisor.numerator

    def reached(self, weight: Any, total: Any, seats: int, size: int) -> int:
        return 0

    @property
    def root(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class Powers:
    """Divisors 1, 2, 3 ... each to a power, as in Estonia (0.9); compared as powers of whole numbers."""

    power: Fraction
    first: Fraction | None = None

    def quotient(self, weight: Any, seat: int) -> Ratio:
        above, below = self.power.numerator, self.power.denominator
        if seat == 1 and self.first is not None:
            return (weight * self.first.denominator) ** below, self.first.numerator**below
        return weight**below, seat**above

    def reached(self, weight: Any, total: Any, seats: int, size: int) -> int:
        return 0

    @property
    def root(self) -> int:
        return self.power.denominator


@dataclass(frozen=True, slots=True)
class HuntingtonHill:
    """Divisors sqrt(s(s - 1)): the geometric mean of a seat number and the one before; squares are compared."""

    def quotient(self, weight: Any, seat: int) -> Ratio:
        return weight * weight, seat * (seat - 1)

    def reached(self, weight: Any, total: Any, seats: int, size: int) -> int:
        square = weight * weight * seats * seats // (total * total)
        return (1 + isqrt(1 + 4 * int(square))) // 2

    @property
    def root(self) -> int:
        return 2


@dataclass(frozen=True, slots=True)
class Dean:
    """Divisors 2s(s - 1) / (2s - 1): the harmonic mean of a seat number and the one before."""

    def quotient(self, weight: Any, seat: int) -> Ratio:
        return weight * (2 * seat - 1), 2 * seat * (seat - 1)

    def reached(self, weight: Any, total: Any, seats: int, size: int) -> int:
        return 0

    @property
    def root(self) -> int:
        return 1


DHONDT = Linear(1, 1)
NAMED: dict[str, Divisors] = {
    "dhondt": DHONDT,
    "sainte-lague": Linear(1, 2),
    "imperiali": Linear(2, 1),
    "danish": Linear(1, 3),
    "adams": Linear(0, 1),
    "macau": Geometric(Fraction(1), Fraction(2)),
    "huntington-hill": HuntingtonHill(),
    "dean": Dean(),
}


class ByDivisors(NamedTuple):
    """An allotment by highest averages.

    `seats`     seats of each contestant that are beyond doubt, in the order of the input
    `tie`       equal quotients at the last seat: who, and how many of them can be served
    `unfilled`  seats given to nobody: those of the tie, and all that maximums leave over
    """

    seats: list[int]
    tie: Tie | None
    unfilled: int


def by_divisors(
    weights: Sequence[Any],
    seats: int,
    divisors: Divisors,
    *,
    after: Sequence[int] | None = None,
    low: Sequence[int] | None = None,
    high: Sequence[int | None] | None = None,
) -> ByDivisors:
    """Divide `seats` by the highest averages.

    With `after`, seats held already, each series goes on behind them, and `seats` are new ones. `low` and
    `high` bound the new seats of each: minimums are served first, and a contestant at its maximum drops out
    of the comparison. Contestants without weight win nothing beyond their minimum.

    All start from the seats that one common quotient would give them, which is nearly right, and the last
    few are added or taken back one by one (Happacher and Pukelsheim, Rounding probabilities, 1996).

    Raises ValueError for minimums that come to more than the seats.
    """
    size = len(weights)
    least = low or [0] * size
    if low is not None and sum(low) > seats:
        raise ValueError(f"minimums of {sum(low)} seats together, and {seats} seats")
    held = after or [0] * size
    voted = [i for i in range(size) if weights[i] > 0]
    total = sum([weights[i] for i in voted])
    aim = seats + sum([held[i] for i in voted])
    won = list(least)
    for i in voted:
        count = divisors.reached(weights[i], total, aim, len(voted)) - held[i]
        if high is not None and (most := high[i]) is not None and count > most:
            count = most
        won[i] = max(won[i], count)
    quotient = divisors.quotient
    taken = sum(won)
    while taken > seats:
        won[_smallest([i for i in voted if won[i] > least[i]], weights, held, won, quotient)] -= 1
        taken -= 1
    open_to = [i for i in voted if high is None or (most := high[i]) is None or won[i] < most]
    while taken < seats and open_to:
        best = _largest(open_to, weights, held, won, quotient)
        won[best] += 1
        taken += 1
        if high is not None and won[best] == high[best]:
            open_to.remove(best)
    tie = _tie(voted, open_to, weights, held, won, least, quotient) if taken == seats else None
    if tie is None:
        return ByDivisors(won, None, seats - taken)
    return ByDivisors(won, tie, seats - sum(won))


def _largest(among: Sequence[int], weights: Sequence[Any], held: Sequence[int], won: list[int], quotient: Any) -> int:
    """Find who has the largest quotient at its next seat."""
    best = among[0]
    above, below = quotient(weights[best], held[best] + won[best] + 1)
    for i in among[1:]:
        over, under = quotient(weights[i], held[i] + won[i] + 1)
        if over * below > above * under or (below == 0 == under and weights[i] > weights[best]):
            best, above, below = i, over, under
    return best


def _smallest(among: Sequence[int], weights: Sequence[Any], held: Sequence[int], won: list[int], quotient: Any) -> int:
    """Find who has the smallest quotient at its last seat."""
    worst = among[0]
    above, below = quotient(weights[worst], held[worst] + won[worst])
    for i in among[1:]:
        over, under = quotient(weights[i], held[i] + won[i])
        if over * below < above * under or (below == 0 == under and weights[i] < weights[worst]):
            worst, above, below = i, over, under
    return worst


def _tie(
    voted: Sequence[int],
    open_to: Sequence[int],
    weights: Sequence[Any],
    held: Sequence[int],
    won: list[int],
    least: Sequence[int],
    quotient: Any,
) -> Tie | None:
    """Find equal quotients on both sides of the last seat; the seats they won are taken from `won`."""
    winners = [i for i in voted if won[i] > least[i]]
    if not winners or not open_to:
        return None
    last = _smallest(winners, weights, held, won, quotient)
    following = _largest(open_to, weights, held, won, quotient)
    above, below = quotient(weights[last], held[last] + won[last])
    over, under = quotient(weights[following], held[following] + won[following] + 1)
    if over * below != above * under or (below == 0 and weights[last] != weights[following]):
        return None
    infinite = weights[last] if below == 0 else None

    def equal(i: int, seat: int) -> bool:
        top, bottom = quotient(weights[i], seat)
        return bool(top * below == above * bottom) and (infinite is None or bool(weights[i] == infinite))

    doubtful = [i for i in winners if equal(i, held[i] + won[i])]
    waiting = [i for i in open_to if equal(i, held[i] + won[i] + 1)]
    for i in doubtful:
        won[i] -= 1
    return Tie(tuple(sorted({*doubtful, *waiting})), len(doubtful))


class Won(NamedTuple):
    """One seat and the quotient that won it: whose, the number of that seat for it, the ratio compared."""

    position: int
    seat: int
    quotient: Ratio


def in_order(
    weights: Sequence[Any], seats: Sequence[int], divisors: Divisors, after: Sequence[int] | None = None
) -> list[Won]:
    """List the seats in the order in which they were won, the largest quotient first; equal ones as they stand."""
    held = after or [0] * len(weights)
    won = [
        Won(i, seat, divisors.quotient(weights[i], seat))
        for i, count in enumerate(seats)
        for seat in range(held[i] + 1, held[i] + count + 1)
    ]
    infinite = [each for each in won if each.quotient[1] == 0]
    infinite.sort(key=lambda each: weights[each.position], reverse=True)
    finite = [each for each in won if each.quotient[1] != 0]
    finite.sort(key=lambda each: Fraction(each.quotient[0]) / each.quotient[1], reverse=True)
    return infinite + finite
