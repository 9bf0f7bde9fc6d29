from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.apportion.plurality import Tie
from hemicycle.apportion.quota import by_quota

from . import reference
from .draws import DRAWS, Case
from .strategies import SEATS, repeatable, votes


def same(case: Case, remainders: bool = True) -> None:
    try:
        expected = reference.largest_remainders(*case, remainders=remainders)
    except ValueError:
        with pytest.raises(ValueError, match="whole quotas are"):
            by_quota(*case, remainders="largest" if remainders else "none")
        return
    result = by_quota(*case, remainders="largest" if remainders else "none")
    tied = result.tie or Tie((), 0)
    assert result.seats == expected.seats, case
    assert (set(tied.among), tied.seats) == (expected.tied, expected.contested), case
    assert result.unfilled == case.seats - sum(expected.seats), case
    assert result.whole == expected.whole, case
    assert result.quota == (case.quota or (sum(case.votes), case.seats)), case
    if any(case.votes):
        assert result.rest == expected.left_over, case
    gave_back = sum(expected.whole) - expected.contested < case.seats and expected.contested and not result.order
    if any(case.votes) and remainders and sum(expected.whole) < case.seats and not gave_back:
        ranked = _by_falling(expected.left_over)
        assert result.order == [i for i in ranked if case.quota is None or case.votes[i]], case
    else:
        assert result.order == [], case


def _by_falling(numbers: list[int]) -> list[int]:
    return [i for _, i in sorted((-number, i) for i, number in enumerate(numbers))]


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_seats_and_ties_are_those_of_counting_seat_by_seat(draw: Callable[[Random], Case]):
    random = Random(draw.__name__)
    for _ in range(DRAWS[draw]):
        same(draw(random), remainders=random.random() < 0.9)


@repeatable
@given(votes(), SEATS)
def test_seats_are_those_of_counting_seat_by_seat_whatever_the_votes(numbers: list[int], seats: int):
    same(Case(numbers, seats))


@repeatable
@given(votes(smallest=1), st.integers(0, 12), st.integers(1, 10**6), st.integers(1, 9), st.booleans())
def test_any_quota_divides_as_counting_seat_by_seat(
    numbers: list[int], seats: int, above: int, below: int, remainders: bool
):
    same(Case(numbers, seats, (above, below)), remainders)


def test_seats_left_over_stay_unfilled_without_remainders():
    result = by_quota([6, 6, 8], 2, remainders="none")
    assert (result.seats, result.unfilled, result.order, result.tie) == ([0, 0, 0], 2, [], None)


def test_largest_remainder_is_served_before_a_tie_below_it():
    result = by_quota([6, 6, 8], 2)
    assert (result.seats, result.tie, result.unfilled) == ([0, 0, 1], Tie((0, 1), 1), 1)


def test_equal_remainders_of_unequal_lists_are_a_tie():
    assert by_quota([1, 4, 4], 3).tie == Tie((0, 1, 2), 1)


def test_one_vote_decides_beyond_the_precision_of_floats():
    assert by_quota([2**53, 2**53 + 1], 1).seats == [0, 1]


def test_nobody_wins_without_votes():
    result = by_quota([0, 0], 5)
    assert (result.seats, result.tie, result.unfilled) == ([0, 0], None, 5)


def test_no_list_at_all_leaves_every_seat_unfilled():
    assert by_quota([], 3).unfilled == 3


def test_quota_too_small_for_the_house_takes_seats_back_from_the_smallest_remainders():
    result = by_quota([31, 10], 3, (10, 1))
    assert (result.seats, result.rest, result.unfilled) == ([3, 0], [1, 10], 0)


def test_quota_far_too_small_for_the_house_is_refused():
    with pytest.raises(ValueError, match="whole quotas are 37 more than the 3 seats"):
        by_quota([30, 10], 3, (1, 1))


def test_equal_remainders_that_need_not_all_give_back_are_a_tie():
    result = by_quota([30, 10], 3, (10, 1))
    assert (result.seats, result.tie, result.unfilled) == ([2, 0], Tie((0, 1), 1), 1)


def test_no_more_than_one_seat_each_is_given_by_remainder():
    result = by_quota([19, 5], 9, (10, 1))
    assert (result.seats, result.unfilled) == ([2, 1], 6)


def test_fractions_and_integers_give_the_same_seats_and_ties():
    whole, parts = by_quota([1, 4, 4], 3), by_quota([Fraction(1, 9), Fraction(4, 9), Fraction(4, 9)], 3)
    assert (parts.seats, parts.tie) == (whole.seats, whole.tie)


def test_list_without_votes_wins_no_seat_by_remainder():
    assert by_quota([10, 0], 5, (10, 1)).seats[1] == 0
    assert by_quota([10, 0, 0], 2, (10, 1)).tie is None
