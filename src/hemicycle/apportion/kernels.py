"""The proposals of hemicycle.apportion.batch as compiled loops, with Numba (the extra `fast`).

Each function takes rows of votes, writes the seats it proposes into `won`, and returns the rows in doubt, as
its twin with NumPy does. It runs in one thread and lets others run meanwhile.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(inline="always")
def _proposed(votes: Any, quota: float, first: float, step: float, wanted: int) -> int:
    """Find the seats that a common quotient would give, from 0 to all."""
    count = int((votes * quota - first) / step + 1.0)
    return 0 if votes == 0 or count < 0 else min(count, wanted)


@njit(inline="always")
def _smallest(weights: Any, won: Any, over: Any) -> tuple[int, float]:
    """Find who has the smallest quotient at its last seat."""
    worst, least = 0, np.inf
    for one in range(len(weights)):
        if won[one] > 0:
            quotient = weights[one] * over[won[one]]
            if quotient < least:
                worst, least = one, quotient
    return worst, least


@njit(inline="always")
def _largest(weights: Any, won: Any, over: Any) -> tuple[int, float]:
    """Find who has the largest quotient at its next seat; lists without votes have none."""
    best, most = 0, 0.0
    for one in range(len(weights)):
        quotient = weights[one] * over[won[one] + 1]
        if quotient > most:
            best, most = one, quotient
    return best, most


@njit(nogil=True, cache=True)
def by_averages(votes: Any, seats: Any, table: Any, apart: float, won: Any) -> Any:
    """Propose seats by highest averages; `table` holds the divisors from place 1 on."""
    rows, lists = votes.shape
    doubtful = np.zeros(rows, np.bool_)
    step, first, over = table[-1] - table[-2], table[1], 1.0 / table
    weights = np.empty(lists, np.float64)
    for row in range(rows):
        total, voted, taken, wanted = 0.0, 0, 0, seats[row]
        for one in range(lists):
            weights[one] = votes[row, one]
            total += weights[one]
            voted += votes[row, one] > 0
        quota = (step * wanted + voted * (first - step / 2)) / total if total > 0.0 else 0.0
        for one in range(lists):
            won[row, one] = _proposed(votes[row, one], quota, first, step, wanted)
            taken += won[row, one]
        while taken > wanted:
            worst, _ = _smallest(weights, won[row], over)
            won[row, worst] -= 1
            taken -= 1
        while taken < wanted and total > 0.0:
            best, _ = _largest(weights, won[row], over)
            won[row, best] += 1
            taken += 1
        _, last = _smallest(weights, won[row], over)
        _, following = _largest(weights, won[row], over)
        doubtful[row] = total > 0.0 and wanted > 0 and not last > following * (1 + apart)
    return doubtful


@njit(nogil=True, cache=True)
def by_remainders(votes: Any, seats: Any, beyond: int, rounded: bool, won: Any) -> Any:
    """Propose seats by a quota and largest remainders; `beyond` and `rounded` make the quota."""
    rows, lists = votes.shape
    doubtful = np.zeros(rows, np.bool_)
    rest = np.empty(lists, np.int64)
    for row in range(rows):
        total = 0
        for one in range(lists):
            total += votes[row, one]
        left = seats[row] if total > 0 else 0
        times = 1 if rounded else seats[row] + beyond
        base = total // (seats[row] + beyond) + 1 if rounded else max(total, 1)
        over = 1.0 / base
        for one in range(lists):
            share = votes[row, one] * times
            whole = int(share * over)
            whole -= whole * base > share
            whole += share - whole * base >= base
            won[row, one] = whole
            rest[one] = share - whole * base if share > 0 else -1
            left -= whole
        served = 0
        for one in range(lists):
            before = 0
            for other in range(lists):
                before += rest[other] > rest[one]
            takes = before < left and rest[one] >= 0
            won[row, one] += takes
            served += takes
        doubtful[row] = served != left
    return doubtful
