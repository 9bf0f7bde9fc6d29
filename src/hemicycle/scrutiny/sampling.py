"""Drawing by lot so that anybody can draw the same again, and the sizes and quantiles that samples need.

Numbers come from a public seed and a counter through SHA-256, as in R. Rivest's sampler (Reference implementation
code for pseudo-random sampler for election audits, 2011): the hash of `seed,counter`, as one whole number, leaves a
remainder by the number of ballots, and the ballot has that number plus one. The counter goes up from 1. A number that
came before is passed over, so that nothing is drawn twice. The remainder favours no number by more than one part in
10^58 for any electorate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from statistics import NormalDist

from hemicycle.source.mistake import BadInput, Mistake

LEVEL = 0.95
_FEWEST = 2  # stations of a stratum, so that its own variation can be seen
_HALVINGS = 60


def draw(among: int, seed: str, size: int) -> tuple[int, ...]:
    """Draw `size` different numbers from 1 to `among`, in the order in which they are drawn.

    Raises BadInput for an empty seed, and for more numbers than there are.
    """
    if not seed:
        raise BadInput(Mistake("--seed", "an empty seed", "a text that nobody could choose alone, such as dice thrown"))
    if not 0 <= size <= among:
        raise BadInput(Mistake("--size", f"{size:,} of {among:,}", f"a number from 0 to {among:,}"))
    drawn: dict[int, None] = {}
    counter = 0
    while len(drawn) < size:
        counter += 1
        number = int.from_bytes(sha256(f"{seed},{counter}".encode()).digest()) % among + 1
        drawn.setdefault(number)
    return tuple(drawn)


def proportional(units: Sequence[int], size: int) -> tuple[int, ...]:
    """Divide a sample among strata in proportion to their units: rounded to the nearest, half up, at least two.

    A stratum of one unit gives it. The parts may come to a few more or fewer than `size`.
    """
    total = sum(units)
    return tuple(min(each, max(_FEWEST, (2 * size * each + total) // (2 * total))) for each in units)


@cache
def t_quantile(level: float, freedom: int) -> float:
    """Find how many standard errors on each side hold the part `level` of Student's t.

    By halving on the closed form for whole degrees of freedom (Abramowitz and Stegun, Handbook of Mathematical
    Functions, 1964, 26.7.3 and 26.7.4); the normal quantile from 2,000 degrees on. Infinite for no degree.
    """
    if freedom < 1:
        return math.inf
    normal = NormalDist().inv_cdf((1 + level) / 2)
    if freedom >= 2_000:
        return normal
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return math.sqrt(freedom) * math.tan(high)


def _within(angle: float, freedom: int) -> float:
    """Find the part of Student's t between ±sqrt(freedom) tan(angle)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term, total = (cosine, 0.0) if odd else (1.0, 0.0)
    for power in range(1 + odd, freedom, 2):
        total += term
        term *= power / (power + 1) * cosine**2
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
