"""Indices: published examples, theorems, and a peer library."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from votelib.crit import proportionality as peer

from hemicycle.scrutiny import indices

COUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)
PAIRS = st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 400)), min_size=1, max_size=12).filter(
    lambda pairs: any(seats for _, seats in pairs)
)

# Golosov (2010), the eight constellations on which he compares his number with that of Laakso and Taagepera.
SMALL = [Fraction(1, 100)] * 15
CONSTELLATIONS = [
    (["0.75", "0.25"], [], "1.60", "1.33"),
    (["0.75", "0.1"], SMALL, "1.74", "1.42"),
    (["0.55", "0.45"], [], "1.98", "1.82"),
    (["0.55", "0.1", "0.1", "0.1"], SMALL, "2.99", "2.24"),
    (["0.35", "0.35", "0.3"], [], "2.99", "2.90"),
    (["0.35"] + ["0.1"] * 5, SMALL, "5.75", "4.49"),
    (["0.15"] * 6 + ["0.1"], [], "6.90", "6.89"),
    (["0.15"] + ["0.1"] * 7, SMALL, "10.64", "11.85"),
]


@pytest.mark.parametrize(("large", "small", "laakso", "golosov"), CONSTELLATIONS)
def test_both_effective_numbers_of_golosov_s_constellations(large, small, laakso, golosov):
    shares = [Fraction(each) for each in large] + small
    assert sum(shares) == 1
    assert f"{float(indices.effective_number(shares)):.2f}" == laakso
    assert f"{float(indices.golosov_number(shares)):.2f}" == golosov


def test_disproportionality_by_hand():
    # Votes 50, 30, 20 %, seats 6, 3, 1 of 10: differences of 10, 0 and -10 points.
    votes, seats = [50, 30, 20], [6, 3, 1]
    assert indices.gallagher(votes, seats) == pytest.approx(10)
    assert indices.loosemore_hanby(votes, seats) == 10
    assert indices.rae(votes, seats) == Fraction(20, 3)
    assert indices.sainte_lague(votes, seats) == 100 * (Fraction(1, 50) + Fraction(1, 20))
    assert indices.margin(votes) == 20


def test_thresholds_by_hand():
    assert indices.effective_threshold(4) == 15
    assert indices.nationwide_threshold(4, 25) == pytest.approx(3)
    assert indices.effective_threshold(1) == Fraction(75, 2)


def test_swing_is_the_mean_of_a_gain_and_a_loss():
    assert indices.swing((40, 45), (50, 43)) == 6
    assert indices.swing((50, 43), (40, 45)) == -6


@given(COUNTS)
def test_effective_numbers_lie_between_one_and_the_number_of_lists(votes):
    standing = sum(1 for count in votes if count)
    for number in (indices.effective_number(votes), indices.golosov_number(votes)):
        assert 1 <= number <= standing
    assert indices.herfindahl(votes) * indices.effective_number(votes) == 1


@given(st.integers(1, 10**6), st.integers(1, 30))
def test_equal_lists_count_as_many_as_they_are(votes, lists):
    assert indices.effective_number([votes] * lists) == lists
    assert indices.golosov_number([votes] * lists) == lists


@given(COUNTS, st.integers(1, 1000))
def test_numbers_of_lists_know_neither_order_nor_scale_nor_empty_lists(votes, factor):
    other = [0, *(factor * count for count in reversed(votes))]
    for function in (indices.effective_number, indices.golosov_number, indices.herfindahl):
        assert function(votes) == function(other)
    if len(votes) > 1:
        assert indices.margin(votes) == indices.margin(other)


@given(PAIRS)
def test_disproportionality_agrees_with_another_library(pairs):
    votes, seats = zip(*pairs, strict=True)
    by_name = dict(enumerate(votes)), dict(enumerate(seats))
    for name in ("gallagher", "loosemore_hanby", "rae", "sainte_lague"):
        ours, theirs = getattr(indices, name)(votes, seats), getattr(peer, name)(*by_name)
        assert float(ours) == pytest.approx(100 * float(theirs), rel=1e-9, abs=1e-9), name


@given(PAIRS)
def test_disproportionality_is_nothing_exactly_where_shares_are_equal(pairs):
    votes, seats = zip(*pairs, strict=True)
    same = indices.shares(votes) == indices.shares(seats)
    for function in (indices.gallagher, indices.loosemore_hanby, indices.rae, indices.sainte_lague):
        assert (function(votes, seats) == 0) is same
        assert function(votes, votes) == 0


@given(PAIRS)
def test_least_squares_never_exceed_loosemore_and_hanby_who_never_exceed_a_hundred(pairs):
    votes, seats = zip(*pairs, strict=True)
    largest = indices.loosemore_hanby(votes, seats)
    assert indices.gallagher(votes, seats) <= float(largest) + 1e-9
    assert largest <= 100


@given(PAIRS, st.randoms())
def test_disproportionality_knows_no_names(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    (votes, seats), (others, theirs) = zip(*pairs, strict=True), zip(*shuffled, strict=True)
    for function in (indices.gallagher, indices.loosemore_hanby, indices.rae, indices.sainte_lague):
        assert function(votes, seats) == function(others, theirs)


def test_seats_without_votes_have_no_sainte_lague_index():
    with pytest.raises(ValueError, match="seats without votes"):
        indices.sainte_lague([10, 0], [1, 1])


@pytest.mark.parametrize("votes", [[], [0, 0], [3, -1]])
def test_nothing_has_no_shares(votes):
    with pytest.raises(ValueError, match=r"nothing|below 0"):
        indices.effective_number(votes)


@given(st.integers(1, 500), st.integers(1, 500))
def test_larger_districts_have_lower_thresholds(smaller, more):
    assume(more > 0)
    assert indices.effective_threshold(smaller + more) < indices.effective_threshold(smaller)
