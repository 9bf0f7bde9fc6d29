"""The loops of hemicycle.scrutiny.integers compiled, with Numba (the extra `fast`).

They run in one thread and let others run meanwhile.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def chances_into(parts: Any, wholes: Any, logs: Any, narrow: float, wide: float, found: Any) -> None:
    """Write into rows of `found` the chance of a percentage near an integer, and near a multiple of five.

    `logs` are the logarithms of factorials; sums go as far as `narrow` standard deviations and `wide` ballots from
    the mean.
    """
    for row in range(len(parts)):
        part, whole = parts[row], wholes[row]
        found[row, 0] = found[row, 1] = 1.0
        if part <= 0 or part >= whole:
            continue
        yes, no = np.log(part / whole), np.log((whole - part) / whole)
        reach = narrow * np.sqrt(part * ((whole - part) / whole)) + wide
        low, high = max(0, int(part - reach)), min(whole, int(part + reach) + 1)
        first, last = max(0, 100 * low // whole - 1), min(100, 100 * high // whole + 1)
        integers = fives = 0.0
        for percent in range(first, last + 1):
            # the ballots within 0.05 of this percentage, from the first to the last
            start = max(low, -((whole - 20 * percent * whole) // 2000))
            end = min(high, (20 * percent * whole + whole) // 2000)
            near = 0.0
            for ballots in range(start, end + 1):
                rest = whole - ballots
                near += np.exp(logs[whole] - logs[ballots] - logs[rest] + ballots * yes + rest * no)
            integers += near
            if percent % 5 == 0:
                fives += near
        found[row, 0], found[row, 1] = min(integers, 1.0), min(fives, 1.0)
