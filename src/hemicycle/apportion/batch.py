"""Many allotments at once, with NumPy: highest averages and largest remainders over rows of votes.

Floats propose: every list starts from the seats that one common quotient would give it, and the last few are
added or taken back. Integers decide: a proposal stands only where the two quotients at the last seat are
further apart than floats can err, or where remainders, which are whole numbers here, settle it. All other
rows go to the exact methods for one election, which name the ties.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from hemicycle.apportion.divisor import Divisors, by_divisors
from hemicycle.apportion.namespaces import by_averages as averages_elsewhere
from hemicycle.apportion.namespaces import by_remainders as remainders_elsewhere
from hemicycle.apportion.namespaces import is_elsewhere, namespace
from hemicycle.apportion.namespaces import settled as settle_elsewhere
from hemicycle.apportion.quota import ByQuota, by_quota

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

# So many rows at a time fit into the cache of a core, with all that is computed for them.
_ROWS = 4096
# Quotients this much apart, relatively, are apart in truth: a float's own error is below 1e-15 here.
_APART = 1e-12
# Stands for a first divisor of 0, before which everybody comes by the number of votes.
_NOTHING = 1e-290
# Votes times seats stay below this, so that they are exact in 64 bits.
_LARGEST = 2**62
# Fewer numbers than these are counted sooner than a second thread begins.
_ALONE = 2**20


@dataclass(frozen=True, slots=True)
class Batch:
    """Seats of many elections, a row each, in 16-bit integers where these hold them.

    `seats` are those beyond doubt; in a row of `tied` some are left to a lot, and given to nobody.
    """

    seats: NDArray[np.signedinteger[Any]]
    tied: Truths


def highest_averages(votes: Any, seats: Any, divisors: Divisors, *, fast: bool | None = None) -> Batch:
    """Divide seats by highest averages in every row.

    `votes` are whole numbers of shape (elections, lists), `seats` one number or one for each row. Lists
    without votes win nothing. `fast` says whether compiled loops are used; without it they are where Numba
    is installed. Arrays of other libraries (CuPy, PyTorch, JAX) stay where they are, and the answer's are of
    their kind. Raises ValueError for negative numbers, and for shapes that don't fit.
    """
    if is_elsewhere(votes):

        def propose_there(xp: Any, there: Any, wanted: Any) -> tuple[Any, Any]:
            return averages_elsewhere(xp, there, wanted, _table(divisors, int(xp.max(wanted)) + 2), _APART)

        return _elsewhere(votes, seats, lambda row, count: by_divisors(row, count, divisors), propose_there)
    counts, sizes = _checked(votes, seats)
    table = _table(divisors, int(sizes.max(initial=0)) + 2)
    if is_fast(fast):
        from hemicycle.apportion.kernels import by_averages

        def loops(part: Ints, wanted: Ints, won: Any) -> Truths:
            return by_averages(part, wanted, table, _APART, won)  # type: ignore[no-any-return]

        found, doubtful = _in_threads(loops, counts, sizes)
        return _settled(found, doubtful, counts, sizes, lambda row, count: by_divisors(row, count, divisors))

    def propose(part: Ints, wanted: Ints) -> tuple[Ints, Truths]:
        return _by_averages(part, wanted, table)

    found, doubtful = _in_parts(propose, counts, sizes)
    return _settled(found, doubtful, counts, sizes, lambda row, count: by_divisors(row, count, divisors))


Quota = Literal["hare", "droop", "hagenbach-bischoff", "imperiali"]

# The seats by which the votes are divided, beyond those to give; Droop's quota is rounded to whole votes.
_BEYOND: dict[Quota, int] = {"hare": 0, "droop": 1, "hagenbach-bischoff": 1, "imperiali": 2}


def largest_remainders(votes: Any, seats: Any, quota: Quota = "hare", *, fast: bool | None = None) -> Batch:
    """Divide seats by a quota and largest remainders in every row; shapes and errors as above."""
    beyond, rounded = _BEYOND[quota], quota == "droop"

    def exactly(row: list[int], count: int) -> ByQuota:
        if not sum(row):
            return by_quota(row, count)
        above, below = sum(row), count + beyond
        return by_quota(row, count, (above // below + 1, 1) if rounded else (above, below))

    if is_elsewhere(votes):

        def propose_there(xp: Any, there: Any, wanted: Any) -> tuple[Any, Any]:
            return remainders_elsewhere(xp, there, wanted, beyond, rounded=rounded)

        return _elsewhere(votes, seats, exactly, propose_there)
    counts, sizes = _checked(votes, seats)

    if is_fast(fast):
        from hemicycle.apportion.kernels import by_remainders

        def loops(part: Ints, wanted: Ints, won: Any) -> Truths:
            return by_remainders(part, wanted, beyond, rounded, won)  # type: ignore[no-any-return]

        found, doubtful = _in_threads(loops, counts, sizes)
        return _settled(found, doubtful, counts, sizes, exactly)

    def propose(part: Ints, wanted: Ints) -> tuple[Ints, Truths]:
        return _by_remainders(part, wanted, beyond, rounded=rounded)

    found, doubtful = _in_parts(propose, counts, sizes)
    return _settled(found, doubtful, counts, sizes, exactly)


def _elsewhere(votes: Any, seats: Any, exactly: Callable[[list[int], int], Any], propose: Callable[..., Any]) -> Batch:
    """Divide seats in arrays of another library, on their device."""
    xp = namespace(votes)
    if not xp.isdtype(votes.dtype, "integral") or votes.ndim != 2:
        raise ValueError(f"votes of shape {tuple(votes.shape)} and kind {votes.dtype}; expected rows of whole numbers")
    counts = xp.astype(votes, xp.int64)
    sizes = xp.broadcast_to(xp.asarray(seats, dtype=xp.int64, device=votes.device), (votes.shape[0],))
    if counts.dtype != xp.int64:
        raise ValueError(f"whole numbers of {counts.dtype}; expected 64 bits, which JAX has with jax_enable_x64")
    if bool(xp.any(counts < 0)) or bool(xp.any(sizes < 0)):
        raise ValueError("a negative number of votes or seats")
    if votes.shape[0] and int(xp.max(counts)) * votes.shape[1] * (int(xp.max(sizes)) + 1) >= _LARGEST:
        raise ValueError("votes times seats beyond 64 bits")
    found, doubtful = propose(xp, counts, sizes)
    return Batch(*settle_elsewhere(xp, found, doubtful, counts, sizes, exactly))


def is_fast(fast: bool | None) -> bool:
    """Decide whether compiled loops are used. Raises ValueError where they are wanted and Numba is missing."""
    from importlib.util import find_spec

    there = find_spec("numba") is not None
    if fast and not there:
        raise ValueError("compiled loops without Numba; expected the extra: pip install 'hemicycle[fast]'")
    return there if fast is None else fast


def _checked(votes: Any, seats: Any) -> tuple[Ints, Ints]:
    counts = np.asarray(votes)
    if counts.ndim != 2 or counts.dtype.kind not in "iu":
        raise ValueError(f"votes of shape {counts.shape} and kind {counts.dtype}; expected rows of whole numbers")
    counts = counts.astype(np.int64, copy=False)
    sizes = np.broadcast_to(np.asarray(seats, dtype=np.int64), (len(counts),))
    if not counts.size:
        return counts, sizes
    largest = int(counts.view(np.uint64).max())  # a negative number looks like one beyond all others
    if largest >= 2**63 or sizes.min() < 0:
        raise ValueError("a negative number of votes or seats")
    if largest * counts.shape[1] * (int(sizes.max()) + 1) >= _LARGEST:
        raise ValueError("votes times seats beyond 64 bits")
    return counts, sizes


def _kind(seats: Ints) -> type[np.signedinteger[Any]]:
    """Choose the smallest integers that hold the seats: writing them takes time."""
    return np.int16 if seats.max(initial=0) < 2**15 else np.int64


def _table(divisors: Divisors, length: int) -> Floats:
    """Tabulate the divisors of the first seats, from 1; place 0 is never used."""
    values = [np.inf]
    for seat in range(1, length + 1):
        above, below = divisors.quotient(1, seat)
        values.append(float(Fraction(below) / Fraction(above)) ** (1 / divisors.root) or _NOTHING)
    return np.array(values)


def _in_threads(
    loops: Callable[[Ints, Ints, Any], Truths], votes: Ints, seats: Ints
) -> tuple[NDArray[np.signedinteger[Any]], Truths]:
    """Run compiled loops over the rows, on all cores where there are many."""
    found = np.empty(votes.shape, _kind(seats))
    threads = (os.cpu_count() or 1) if votes.size > _ALONE else 1
    if threads == 1:
        return found, loops(votes, seats, found)
    step = -(-len(votes) // threads)
    parts = [slice(start, start + step) for start in range(0, len(votes), step)]
    with ThreadPoolExecutor(threads) as pool:
        doubtful = pool.map(lambda part: loops(votes[part], seats[part], found[part]), parts)
        return found, np.concatenate(list(doubtful))


def _in_parts(
    propose: Callable[[Ints, Ints], tuple[Ints, Truths]], votes: Ints, seats: Ints
) -> tuple[NDArray[np.signedinteger[Any]], Truths]:
    """Let a method propose part by part, each small enough for the cache."""
    found = np.empty(votes.shape, _kind(seats))
    doubtful = np.empty(len(votes), np.bool_)
    for start in range(0, len(votes), _ROWS):
        rows = slice(start, start + _ROWS)
        part, doubtful[rows] = propose(np.ascontiguousarray(votes[rows].T), seats[rows])
        found[rows] = part.T
    return found, doubtful


def _by_averages(votes: Ints, seats: Ints, table: Floats) -> tuple[Ints, Truths]:
    """Propose seats by highest averages for votes of shape (lists, elections)."""
    weights = votes.astype(np.float64)
    total = weights.sum(axis=0)
    lists = (votes > 0).sum(axis=0)
    # the seat numbers at which the divisors of one common quotient lie, roughly; see hemicycle.apportion.divisor
    step = table[-1] - table[-2]
    scale = step * seats + lists * (table[1] - step / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        common = np.where(total > 0, scale / total, 0.0)
    won = np.floor((weights * common - table[1]) / step).astype(np.int64) + 1
    np.clip(won, 0, seats, out=won)
    won[votes == 0] = 0
    short = seats - won.sum(axis=0)
    none = total == 0
    short[none] = 0
    _take_back(weights, won, short, table)
    _add(weights, won, short, table)
    with np.errstate(divide="ignore", invalid="ignore"):
        last = np.where(won > 0, weights / table[np.maximum(won, 1)], np.inf).min(axis=0)
        following = np.where(votes > 0, weights / table[won + 1], 0.0).max(axis=0)
    doubtful = ~(last > following * (1 + _APART)) & ~none & (seats > 0)
    return won, doubtful


def _take_back(weights: Floats, won: Ints, short: Ints, table: Floats) -> None:
    """Take seats back from the smallest quotients where too many were given."""
    rows = np.flatnonzero(short < 0)
    while rows.size:
        held = won[:, rows]
        quotients = np.where(held > 0, weights[:, rows] / table[np.maximum(held, 1)], np.inf)
        won[quotients.argmin(axis=0), rows] -= 1
        short[rows] += 1
        rows = rows[short[rows] < 0]


def _add(weights: Floats, won: Ints, short: Ints, table: Floats) -> None:
    """Give seats to the largest quotients where some are left."""
    rows = np.flatnonzero(short > 0)
    while rows.size:
        with np.errstate(divide="ignore", invalid="ignore"):
            quotients = weights[:, rows] / table[won[:, rows] + 1]
        quotients[weights[:, rows] == 0] = -1.0
        won[quotients.argmax(axis=0), rows] += 1
        short[rows] -= 1
        rows = rows[short[rows] > 0]


def _by_remainders(votes: Ints, seats: Ints, beyond: int, *, rounded: bool) -> tuple[Ints, Truths]:
    """Give whole quotas, then a seat to each of the largest remainders; all in whole numbers.

    A quota is `base / times` votes, so that `votes * times` over `base` are whole quotas and a remainder.
    """
    total = votes.sum(axis=0)
    base = total // (seats + beyond) + 1 if rounded else np.maximum(total, 1)
    shares = votes * (1 if rounded else seats + beyond)
    whole = np.floor(shares / base).astype(np.int64)
    rest = shares - whole * base
    # a float division may be off by one where the quotient is nearly whole
    whole -= rest < 0
    whole += rest >= base
    rest = shares - whole * base
    rest[votes == 0] = -1
    left = np.where(total > 0, seats - whole.sum(axis=0), 0)
    before = np.zeros(votes.shape, np.int8)
    for one in range(len(votes)):
        for other in range(one):
            behind = rest[one] < rest[other]
            before[one] += behind
            before[other] += rest[one] > rest[other]
    served = (before < left) & (votes > 0)
    return whole + served, served.sum(axis=0) != left


def _settled(
    found: NDArray[np.signedinteger[Any]],
    doubtful: Truths,
    votes: Ints,
    seats: Ints,
    exactly: Callable[[list[int], int], Any],
) -> Batch:
    """Put the rows in doubt to the exact method for one election."""
    tied = np.zeros(len(votes), np.bool_)
    for row in np.flatnonzero(doubtful):
        result = exactly(votes[row].tolist(), int(seats[row]))
        found[row] = result.seats
        tied[row] = result.tie is not None
    return Batch(found, tied)
