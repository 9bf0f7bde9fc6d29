"""Integer percentages of single stations, and of how many stations chance gives one."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, false_discovery_control, norm

from hemicycle.scrutiny.corrections import benjamini_hochberg
from hemicycle.scrutiny.excess import log10_tail, of_stations, of_weights
from hemicycle.scrutiny.integers import LARGEST, chances, near

shares = st.integers(1, 5_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def arrays(*pairs: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    parts, wholes = np.array(pairs, np.int64).T
    return parts, wholes


def is_near(part: int, whole: int, every: int = 1) -> bool:
    """By fractions: the distance to the next multiple on either side."""
    share = Fraction(100 * part, whole)
    below = share // every * every
    return min(share - below, below + every - share) <= Fraction(1, 20)


@given(shares, st.sampled_from([1, 5]))
def test_a_percentage_is_near_an_integer_as_fractions_say(share: tuple[int, int], every: int):
    assert near(*arrays(share), every).tolist() == [is_near(*share, every)]


def test_a_percentage_exactly_at_the_edge_counts_where_floats_lose_it():
    # with 2,000 voters every twentieth ballot is a whole per cent, and the ballot before and after lies 0.05 from it
    parts, wholes = np.arange(2_001), np.full(2_001, 2_000)
    found = near(parts, wholes)
    assert found.sum() == 3 * 101 - 2
    assert found.tolist() == [part % 20 in (0, 1, 19) for part in range(2_001)]
    floats = np.abs(100 * parts / wholes - np.round(100 * parts / wholes)) <= 0.05
    assert floats.sum() < found.sum()


def test_floats_agree_everywhere_but_at_the_edge():
    rng = np.random.default_rng(5)
    wholes = rng.integers(100, 3_000, 50_000)
    parts = rng.binomial(wholes, 0.6)
    distance = np.abs(100 * parts / wholes - np.round(100 * parts / wholes))
    clear = np.abs(distance - 0.05) > 1e-9
    assert clear.mean() > 0.99
    assert ((distance <= 0.05) == near(parts, wholes))[clear].all()


def summed(part: int, whole: int, every: int) -> float:
    """By SciPy: the binomial probabilities of all counts whose percentage is near."""
    counts = np.array([count for count in range(whole + 1) if is_near(count, whole, every)])
    return float(binom.pmf(counts, whole, part / whole).sum())


SOME = ((0, 150), (150, 150), (1, 1), (1, 3), (1, 100), (3, 700), (698, 700), (61, 100), (740, 1_499), (1_300, 2_600))
SOME += ((2_999, 6_001), (4, 12_000))


@pytest.mark.parametrize("fast", [True, False])
def test_the_chance_of_an_integer_is_a_sum_of_binomial_probabilities(fast: bool):
    found = chances(*arrays(*SOME), fast=fast)
    expected = [[summed(part, whole, 1), summed(part, whole, 5)] for part, whole in SOME]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def test_compiled_loops_and_numpy_give_the_same_chances():
    rng = np.random.default_rng(7)
    wholes = rng.integers(1, 4_000, 5_000)
    wholes[:3] = 40_000, 400_000, 1_000_000
    parts = rng.binomial(wholes, rng.random(len(wholes)))
    np.testing.assert_allclose(chances(parts, wholes, fast=True), chances(parts, wholes, fast=False), atol=1e-9)


@given(shares)
def test_the_chance_is_the_same_for_a_share_and_for_what_is_left(share: tuple[int, int]):
    part, whole = share
    here, there = chances(*arrays((part, whole), (whole - part, whole)), fast=False)
    np.testing.assert_allclose(here, there, atol=1e-11)


def test_a_simulation_of_the_same_chance_agrees():
    rng = np.random.default_rng(11)
    voters = rng.integers(100, 2_500, 400)
    ballots = rng.binomial(voters, rng.uniform(0.3, 0.9, 400))
    votes = rng.binomial(ballots, 0.45)
    q = 1 - (1 - chances(ballots, voters)[:, 0]) * (1 - chances(votes, ballots)[:, 0])
    draws = np.array(
        [
            (
                near(rng.binomial(voters, ballots / voters), voters)
                | near(rng.binomial(ballots, votes / ballots), ballots)
            ).sum()
            for _ in range(4_000)
        ]
    )
    mean, sd = q.sum(), math.sqrt((q * (1 - q)).sum())
    assert abs(draws.mean() - mean) < 4 * sd / math.sqrt(len(draws))
    assert draws.std() == pytest.approx(sd, rel=4 / math.sqrt(2 * len(draws)))


@pytest.mark.parametrize("share", [(0, 0), (5, LARGEST + 1), (-1, 10), (11, 10)])
def test_what_is_no_share_is_refused(share: tuple[int, int]):
    with pytest.raises(ValueError, match=r"expected 1 to|larger than its whole"):
        chances(*arrays(share))


def tails(q: np.ndarray) -> np.ndarray:
    """By convolution: the exact chance of at least so many events, for every number."""
    chance = np.ones(1)
    for each in q:
        chance = np.convolve(chance, [1 - each, each])
    return np.cumsum(chance[::-1])[::-1]


@pytest.mark.parametrize(("events", "low", "high"), [(30, 0.02, 0.9), (200, 0.05, 0.4), (1_000, 0.1, 0.3)])
def test_the_tail_agrees_with_the_exact_distribution_everywhere(events: int, low: float, high: float):
    q = np.random.default_rng(events).uniform(low, high, events)
    exact = tails(q)
    known = np.flatnonzero(exact > 1e-290)
    found = np.array([log10_tail(q, int(least)) for least in known])
    off = np.abs(found - np.log10(np.minimum(exact[known], 1)))
    # within three per cent of the probability at the very ends, within one between them, better with more events
    assert off.max() < math.log10(1.03)
    inside = (known > events * 0.1) & (known < events * 0.9)
    assert off[inside].max() < math.log10(1 + 0.3 / events)


def test_the_tail_has_no_seam_where_the_number_is_the_mean():
    # 200 events with a chance of 0.2475 have a mean of 49.5, which is where 50 or more is cut off
    for shift in (0.0, 1e-9, 1e-7, 1e-6, 1e-5, 1e-4):
        q = np.full(200, 0.2475 + shift)
        assert 10 ** log10_tail(q, 50) == pytest.approx(binom.sf(49, 200, q[0]), rel=1e-4)


def test_a_tail_too_small_for_floats_has_a_logarithm():
    # 400 of 400 events at even chance, and half of 4,000 at a chance of one in ten, summed in whole numbers
    assert log10_tail(np.full(400, 0.5), 400) == pytest.approx(400 * math.log10(0.5))
    expected = math.log10(sum(math.comb(4_000, k) * 9 ** (4_000 - k) for k in range(2_000, 4_001))) - 4_000
    assert expected < -800
    assert log10_tail(np.full(4_000, 0.1), 2_000) == pytest.approx(expected, abs=0.001)


def test_events_that_are_certain_or_impossible_leave_nothing_to_chance():
    q = np.array([1.0, 1.0, 0.0, 0.5])
    assert log10_tail(q, 2) == 0
    assert log10_tail(q, 3) == pytest.approx(math.log10(0.5))
    assert log10_tail(q, 4) == -math.inf
    sure = of_stations(np.array([True]), np.array([1.0]))
    assert (sure.anomaly, sure.sd, sure.z, sure.log10_p) == (0, 0, 0, 0)


def test_weights_have_the_mean_the_spread_and_the_normal_tail_of_their_sum():
    q, weights = np.array([0.2, 0.5, 0.9]), np.array([10, 200, 30])
    found = of_weights(np.array([False, True, True]), q, weights)
    mean, sd = 2 + 100 + 27, math.sqrt(100 * 0.16 + 40_000 * 0.25 + 900 * 0.09)
    assert (found.observed, found.expected, found.sd) == (230, pytest.approx(mean), pytest.approx(sd))
    assert found.log10_p == pytest.approx(norm.logsf((230 - mean) / sd) / math.log(10))


@pytest.mark.parametrize("z", [-3.0, 0.0, 0.5, 8.0, 24.9, 25.1, 60.0])
def test_the_normal_tail_is_right_however_far_out(z: float):
    found = of_weights(np.array([True]), np.array([0.5]), np.array([2]))
    assert found.z == 1
    from hemicycle.scrutiny.excess import _log10_normal

    assert _log10_normal(z) == pytest.approx(norm.logsf(z) / math.log(10), rel=1e-6, abs=1e-12)


@given(st.lists(st.floats(1e-12, 1), min_size=1, max_size=40))
def test_many_tests_are_corrected_as_scipy_does(p: list[float]):
    found = 10 ** benjamini_hochberg(np.log10(np.array(p)))
    np.testing.assert_allclose(found, false_discovery_control(p), rtol=1e-9)
