"""Many allotments at once agree with the exact methods for one, row by row."""

from __future__ import annotations

from typing import Any

import array_api_strict as strict
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.apportion.batch import Batch, highest_averages, largest_remainders
from hemicycle.apportion.divisor import DHONDT, NAMED, Linear, by_divisors
from hemicycle.apportion.quota import by_quota

MODIFIED = Linear(10, 20, first=14, scale=10)
DIVISORS = {**NAMED, "modified sainte-lague": MODIFIED}
WAYS = pytest.mark.parametrize("fast", [False, True], ids=["numpy", "numba"])


def agrees(batch: Batch, votes: Any, seats: Any, exactly: Any) -> None:
    sizes = np.broadcast_to(seats, (len(votes),))
    for row, size, found, tied in zip(votes.tolist(), sizes.tolist(), batch.seats.tolist(), batch.tied, strict=True):
        result = exactly(row, size)
        assert found == result.seats, (row, size)
        assert tied == (result.tie is not None), (row, size)


def averages(votes: Any, seats: Any, name: str, *, fast: bool) -> None:
    divisors = DIVISORS[name]
    batch = highest_averages(votes, seats, divisors, fast=fast)
    agrees(batch, votes, seats, lambda row, size: by_divisors(row, size, divisors))


QUOTAS = {
    "hare": lambda total, seats: None,
    "droop": lambda total, seats: (total // (seats + 1) + 1, 1),
    "hagenbach-bischoff": lambda total, seats: (total, seats + 1),
    "imperiali": lambda total, seats: (total, seats + 2),
}


def remainders(votes: Any, seats: Any, *, fast: bool) -> None:
    for name, quota in QUOTAS.items():
        if name == "imperiali" and votes.shape[1] < 2:
            continue  # one list alone has more whole quotas than it could give back
        batch = largest_remainders(votes, seats, name, fast=fast)
        agrees(batch, votes, seats, lambda row, size, quota=quota: by_quota(row, size, quota(sum(row), size)))


SHAPES = st.sampled_from([(1, 1, 3), (2, 1, 9), (3, 5, 20), (4, 7, 4), (6, 10, 60), (9, 98, 2_000_000), (5, 3, 10**12)])


@WAYS
@settings(max_examples=40, deadline=None)  # compiled loops are compiled in the first
@given(shape=SHAPES, seed=st.integers(0, 10**6), name=st.sampled_from(sorted(DIVISORS)))
def test_random_rows_come_out_as_one_by_one(fast, shape, seed, name):
    lists, seats, most = shape
    votes = np.random.default_rng(seed).integers(0, most + 1, size=(50, lists))
    averages(votes, seats, name, fast=fast)
    remainders(votes, seats, fast=fast)


@WAYS
@settings(max_examples=40, deadline=None)  # compiled loops are compiled in the first
@given(seats=st.lists(st.integers(0, 30), min_size=1, max_size=20), seed=st.integers(0, 10**6))
def test_every_row_may_have_seats_of_its_own(fast, seats, seed):
    votes = np.random.default_rng(seed).integers(0, 500, size=(len(seats), 5))
    averages(votes, np.array(seats), "dhondt", fast=fast)
    remainders(votes, np.array(seats), fast=fast)


@WAYS
@pytest.mark.parametrize("name", sorted(DIVISORS))
def test_ties_that_were_made_on_purpose_are_all_found(fast, name):
    """Rows of multiples: the same quotient comes up for several lists, often at the last seat."""
    rng = np.random.default_rng(7)
    unit = rng.integers(1, 50, size=(400, 1))
    votes = unit * rng.integers(0, 6, size=(400, 4))
    for seats in (1, 2, 3, 7):
        averages(votes, seats, name, fast=fast)
        remainders(votes, seats, fast=fast)


@WAYS
def test_quotients_that_only_whole_numbers_can_tell_apart_go_to_the_exact_method(fast):
    """At a million million votes a quotient of one list exceeds that of another by less than a float can hold."""
    large = 3 * 10**15
    votes = np.array([[large, large - 1], [large - 1, large], [large, large], [2 * large // 3, large // 3]])
    averages(votes, 1, "dhondt", fast=fast)
    averages(votes, 3, "sainte-lague", fast=fast)
    remainders(votes, 3, fast=fast)


@WAYS
def test_rows_without_votes_give_nobody_a_seat(fast):
    votes = np.zeros((3, 4), np.int64)
    for batch in (highest_averages(votes, 5, DHONDT, fast=fast), largest_remainders(votes, 5, fast=fast)):
        assert batch.seats.sum() == 0
        assert not batch.tied.any()


def test_numpy_and_compiled_loops_agree_on_a_million_elections():
    rng = np.random.default_rng(98)
    votes = rng.integers(0, 2_000_000, size=(1_000_000, 10))
    votes[::7] //= 100_000  # small numbers, with many ties
    for name in ("dhondt", "sainte-lague"):
        slow, quick = (highest_averages(votes, 98, NAMED[name], fast=fast) for fast in (False, True))
        assert (slow.seats == quick.seats).all()
        assert (slow.tied == quick.tied).all()
    slow, quick = (largest_remainders(votes, 98, fast=fast) for fast in (False, True))
    assert (slow.seats == quick.seats).all()
    assert (slow.tied == quick.tied).all()
    assert (quick.seats.sum(axis=1) == 98).sum() == (~quick.tied & (votes.sum(axis=1) > 0)).sum()


@settings(max_examples=30, deadline=None)
@given(shape=SHAPES, seed=st.integers(0, 10**6), name=st.sampled_from(sorted(DIVISORS)))
def test_arrays_of_another_library_stay_there_and_come_out_the_same(shape, seed, name):
    """array-api-strict refuses whatever the standard doesn't promise, as CuPy, PyTorch or JAX might."""
    lists, seats, most = shape
    votes = np.random.default_rng(seed).integers(0, most + 1, size=(40, lists))
    votes[::5] //= max(1, most // 4)
    there = strict.asarray(votes)
    pairs = [(highest_averages(there, seats, DIVISORS[name]), highest_averages(votes, seats, DIVISORS[name]))]
    pairs += [
        (largest_remainders(there, seats, quota), largest_remainders(votes, seats, quota))
        for quota in QUOTAS
        if lists > 1
    ]
    for found, expected in pairs:
        assert type(found.seats) is type(there)
        assert (np.asarray(found.seats) == expected.seats).all()
        assert (np.asarray(found.tied) == expected.tied).all()


def test_arrays_of_another_library_are_checked_as_numpys_are():
    for votes, said in (([[1.5, 2.0]], "rows of whole numbers"), ([[1, -2]], "negative"), ([[10**17, 2]], "beyond 64")):
        with pytest.raises(ValueError, match=said):
            largest_remainders(strict.asarray(votes), 98)


@pytest.mark.parametrize(
    ("votes", "seats", "said"),
    [
        ([[1.5, 2.0]], 3, "expected rows of whole numbers"),
        ([1, 2, 3], 3, "expected rows of whole numbers"),
        ([[1, -2]], 3, "a negative number of votes or seats"),
        ([[1, 2]], -3, "a negative number of votes or seats"),
        ([[10**17, 2]], 98, "beyond 64 bits"),
    ],
)
def test_what_cant_be_counted_is_refused(votes, seats, said):
    for divide in (largest_remainders, lambda *args: highest_averages(*args, DHONDT)):
        with pytest.raises(ValueError, match=said):
            divide(votes, seats)


def test_seats_come_in_small_integers_where_these_hold_them():
    assert largest_remainders([[3, 5]], 8).seats.dtype == np.int16
    assert largest_remainders([[3, 5]], 80_000).seats.dtype == np.int64
