"""Many allotments at once on arrays of other libraries, where they live: CuPy, PyTorch, JAX.

The same proposals as in hemicycle.apportion.batch, in the functions that all array libraries share (the array
API standard). Only rows in doubt leave the device, for the exact methods.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def is_elsewhere(votes: Any) -> bool:
    """Tell whether votes are an array of another library than NumPy."""
    return hasattr(votes, "dtype") and not isinstance(votes, np.ndarray | np.generic)


def namespace(votes: Any) -> Any:
    """Find the functions of the library that an array is of. Raises ValueError for one that has none."""
    try:
        from array_api_compat import array_namespace

        return array_namespace(votes)
    except (ImportError, TypeError):
        found = f"votes of {type(votes).__module__}"
        raise ValueError(f"{found}; expected NumPy, or a library of the array standard with array-api-compat") from None


def by_averages(xp: Any, votes: Any, seats: Any, table: Any, apart: float) -> tuple[Any, Any]:
    """Propose seats by highest averages for votes of shape (elections, lists); tell the rows in doubt."""
    divisors = xp.asarray(table, device=votes.device)
    weights = xp.astype(votes, xp.float64)
    total, voted = xp.sum(weights, axis=1), xp.sum(xp.astype(votes > 0, xp.float64), axis=1)
    wanted = xp.astype(seats, xp.float64)
    first, step = float(table[1]), float(table[-1] - table[-2])
    scale = step * wanted + voted * (first - step / 2)
    common = xp.where(total > 0, scale / xp.where(total > 0, total, xp.ones_like(total)), xp.zeros_like(total))
    won = xp.astype(xp.floor((weights * common[:, None] - first) / step), xp.int64) + 1
    zero = xp.zeros_like(won)
    won = xp.minimum(xp.maximum(won, zero), seats[:, None])
    won = xp.where(votes > 0, won, zero)
    short = xp.where(total > 0, seats - xp.sum(won, axis=1), xp.zeros_like(seats))
    lists = xp.arange(votes.shape[1], device=votes.device)
    infinite = xp.full_like(weights, float("inf"))

    def last() -> Any:
        return xp.where(won > 0, weights / _of(xp, divisors, xp.maximum(won, zero + 1)), infinite)

    def following() -> Any:
        return xp.where(votes > 0, weights / _of(xp, divisors, won + 1), xp.full_like(weights, -1.0))

    while bool(xp.any(short < 0)):
        gives = (lists[None, :] == xp.argmin(last(), axis=1)[:, None]) & (short < 0)[:, None]
        won, short = won - xp.astype(gives, xp.int64), short + xp.astype(short < 0, xp.int64)
    while bool(xp.any(short > 0)):
        takes = (lists[None, :] == xp.argmax(following(), axis=1)[:, None]) & (short > 0)[:, None]
        won, short = won + xp.astype(takes, xp.int64), short - xp.astype(short > 0, xp.int64)
    sure = xp.min(last(), axis=1) > xp.maximum(xp.max(following(), axis=1), xp.zeros_like(total)) * (1 + apart)
    return won, ~sure & (total > 0) & (seats > 0)


def _of(xp: Any, table: Any, places: Any) -> Any:
    return xp.reshape(xp.take(table, xp.reshape(places, (-1,)), axis=0), places.shape)


def by_remainders(xp: Any, votes: Any, seats: Any, beyond: int, *, rounded: bool) -> tuple[Any, Any]:
    """Propose seats by a quota and largest remainders, all in whole numbers; tell the rows in doubt."""
    total = xp.sum(votes, axis=1)
    one = xp.ones_like(total)
    base = total // (seats + beyond) + 1 if rounded else xp.maximum(total, one)
    shares = votes * (one if rounded else seats + beyond)[:, None]
    whole = shares // base[:, None]
    rest = xp.where(votes > 0, shares - whole * base[:, None], xp.full_like(votes, -1))
    left = xp.where(total > 0, seats - xp.sum(whole, axis=1), xp.zeros_like(seats))
    before = xp.zeros_like(whole)
    for other in range(votes.shape[1]):
        before = before + xp.astype(rest[:, other][:, None] > rest, xp.int64)
    served = xp.astype((before < left[:, None]) & (votes > 0), xp.int64)
    return whole + served, xp.sum(served, axis=1) != left


def settled(
    xp: Any, found: Any, doubtful: Any, votes: Any, seats: Any, exactly: Callable[[list[int], int], Any]
) -> tuple[Any, Any]:
    """Put the rows in doubt to the exact method for one election; tell which of them have a tie."""
    if not bool(xp.any(doubtful)):
        return found, doubtful
    (places,) = xp.nonzero(doubtful)
    rows, sizes = _here(xp.take(votes, places, axis=0)), _here(xp.take(seats, places, axis=0))
    decided = np.zeros(tuple(found.shape), np.int64)
    tied = np.zeros(found.shape[0], np.bool_)
    for place, row, size in zip(_here(places), rows, sizes, strict=True):
        result = exactly(row.tolist(), int(size))
        decided[place], tied[place] = result.seats, result.tie is not None
    seated = xp.where(doubtful[:, None], xp.asarray(decided, device=votes.device), found)
    return seated, xp.asarray(tied, device=votes.device)


def _here(array: Any) -> Any:
    """Bring an array to NumPy, from whatever device."""
    return np.asarray(array.tolist() if hasattr(array, "tolist") else array)
