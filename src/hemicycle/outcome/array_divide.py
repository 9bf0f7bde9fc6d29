"""Seats of many units at once, by the methods of the law: rows of votes in, rows of seats out, and which are tied."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hemicycle.apportion.batch import Batch, highest_averages, largest_remainders
from hemicycle.law.steps import ByQuota, Method
from hemicycle.outcome.arrays import Ints, Truths, Unfit
from hemicycle.outcome.divide import divisors_of


def divided(method: Method | None, weights: Ints, seats: Ints, *, fast: bool | None) -> tuple[NDArray[Any], Truths]:
    """Divide the seats of every row by a method of the law; without one, all go to the only list there is.

    Raises Unfit for methods that arrays don't have, and for numbers beyond them.
    """
    if (seats < 0).any():
        raise Unfit("a negative number of seats")
    if method == "most votes":
        return most_votes(weights, weights > 0, seats)
    if method is None:
        several = (weights > 0).sum(axis=1) > 1
        return (weights > 0) * seats[:, None], several & (seats > 0)
    batch = _by_method(method, weights, seats, fast=fast)
    return batch.seats, batch.tied


def _by_method(method: Method, weights: Ints, seats: Ints, *, fast: bool | None) -> Batch:
    divisors = divisors_of(method)
    try:
        if divisors is not None:
            return highest_averages(weights, seats, divisors, fast=fast)
        if method == "hare":
            return largest_remainders(weights, seats, fast=fast)
        if isinstance(method, ByQuota) and isinstance(method.quota, str) and _is_plain(method):
            return largest_remainders(weights, seats, method.quota, fast=fast)
    except ValueError as error:
        raise Unfit(str(error)) from None
    raise Unfit("a quota by a formula, or seats left over by another rule")


def _is_plain(method: ByQuota) -> bool:
    """Tell whether seats left over go to the largest remainders, of a quota that isn't rounded otherwise."""
    return method.remainders == "largest" and (method.rounded == "none" or method.quota == "droop")


def most_votes(votes: Ints, among: Truths, seats: Any) -> tuple[Truths, Truths]:
    """Serve those with most votes; in a tied row all who are equal at the last place, which are too many."""
    counted = np.where(among, votes, -1)
    wanted = np.clip(seats, 0, among.sum(axis=-1))
    ranked = np.sort(counted, axis=-1)
    place = np.minimum(votes.shape[-1] - wanted, votes.shape[-1] - 1)
    served = among & (counted >= np.take_along_axis(ranked, place[..., None], axis=-1)) & (wanted > 0)[..., None]
    return served, served.sum(axis=-1) != wanted
