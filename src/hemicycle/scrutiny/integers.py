"""Percentages near an integer: whether a station has one, and how often chance alone would give it one.

A share of `part` in `whole` is near an integer where 100 part / whole lies within 0.05 of it. Both are whole numbers,
so that this is a comparison of whole numbers. The chance is that of a binomial count with the observed share as its
probability: a sum of its terms over the counts that are near, nothing simulated.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hemicycle.apportion.batch import is_fast

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

# Larger wholes aren't those of a polling station; the table of factorials ends here.
LARGEST = 2**22
# By Bernstein's inequality a binomial count lies further than 7.5 standard deviations and 19 from its mean with a
# probability below 1e-12 on either side.
_NARROW, _WIDE = 7.5, 19.0
# So many stations at a time are computed with NumPy, to bound its memory.
_ROWS = 2048
# Fewer stations than these are done sooner than a second thread begins.
_ALONE = 4096
# Large stations lie together; with so many cuts for each thread none waits for another.
_CUTS = 8


def near(parts: Ints, wholes: Ints, every: int = 1) -> Truths:
    """Tell which percentages lie within 0.05 of a multiple of `every`; wholes are above 0."""
    step = every * wholes
    nearest = (200 * parts + step) // (2 * step)
    return np.asarray(np.abs(100 * parts - nearest * step) * 20 <= wholes)


def chances(parts: Ints, wholes: Ints, *, fast: bool | None = None) -> Floats:
    """Give the chance that a binomial percentage is near an integer, and near a multiple of five.

    A row for each station, two columns. Wholes lie between 1 and LARGEST, parts between 0 and the whole. `fast` says
    whether compiled loops are used; without it they are where Numba is installed. Raises ValueError for numbers out
    of range.
    """
    if len(parts) and not (wholes.min() >= 1 and wholes.max() <= LARGEST and (parts >= 0).all()):
        raise ValueError(f"wholes from {wholes.min()} to {wholes.max()}; expected 1 to {LARGEST}, and parts of them")
    if (parts > wholes).any():
        raise ValueError("a part larger than its whole")
    logs = _log_factorials(int(wholes.max(initial=1)).bit_length())
    found = np.empty((len(parts), 2))
    if is_fast(fast):
        _compiled(parts, wholes, logs, found)
    else:
        for start in range(0, len(parts), _ROWS):
            rows = slice(start, start + _ROWS)
            found[rows] = _summed(parts[rows], wholes[rows], logs)
    return found


@lru_cache(maxsize=2)
def _log_factorials(bits: int) -> Floats:
    """Tabulate the logarithms of factorials of all numbers of so many bits."""
    logs = np.log(np.arange(1, 2**bits, dtype=np.longdouble))
    return np.concatenate([[0.0], np.cumsum(logs)]).astype(np.float64)


def _compiled(parts: Ints, wholes: Ints, logs: Floats, found: Floats) -> None:
    from hemicycle.scrutiny.kernels import chances_into

    threads = (os.cpu_count() or 1) if len(parts) > _ALONE else 1
    step = -(-len(parts) // (threads * _CUTS)) or 1
    cuts = [slice(start, start + step) for start in range(0, len(parts), step)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda cut: chances_into(parts[cut], wholes[cut], logs, _NARROW, _WIDE, found[cut]), cuts))


def _summed(parts: Ints, wholes: Ints, logs: Floats) -> Floats:
    """Sum the terms of the binomial counts with NumPy: first the windows of all stations, then their counts."""
    share = parts / wholes
    reach = _NARROW * np.sqrt(parts * (1 - share)) + _WIDE
    low = np.maximum(0, (parts - reach).astype(np.int64))[:, None]
    high = np.minimum(wholes, (parts + reach).astype(np.int64) + 1)[:, None]
    middles = 20 * np.arange(101) * wholes[:, None]
    starts = np.maximum(low, -((wholes[:, None] - middles) // 2000))
    ends = np.minimum(high, (middles + wholes[:, None]) // 2000)
    certain = (parts == 0) | (parts == wholes)
    rows, percents = np.nonzero((starts <= ends) & ~certain[:, None])
    first, widths = starts[rows, percents], (ends - starts)[rows, percents] + 1
    window = np.repeat(np.arange(len(rows)), widths)
    ballots = first[window] + np.arange(len(window)) - (np.cumsum(widths) - widths)[window]
    of, rest = rows[window], wholes[rows[window]] - ballots
    with np.errstate(divide="ignore"):
        yes, no = np.log(share), np.log((wholes - parts) / wholes)
    terms = np.exp(logs[ballots + rest] - logs[ballots] - logs[rest] + ballots * yes[of] + rest * no[of])
    fives = np.where(percents[window] % 5 == 0, terms, 0.0)
    found = np.stack([np.bincount(of, each, len(parts)) for each in (terms, fives)], axis=1)
    found[certain] = 1.0
    return np.minimum(found, 1.0)
