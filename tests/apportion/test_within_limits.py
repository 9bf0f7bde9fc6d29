from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hemicycle.apportion.limits import within_limits
from hemicycle.apportion.plurality import Tie
from hemicycle.apportion.quota import by_quota

from . import reference
from .strategies import SEATS, repeatable, votes


@st.composite
def one_sided(draw, side: str) -> tuple[list[int], int, list[int]]:
    """Votes of everyone, seats, and limits on one side that the house can meet."""
    numbers = draw(votes(smallest=1))
    limits = draw(st.lists(st.integers(0, 9), min_size=len(numbers), max_size=len(numbers)))
    total = sum(limits)
    seats = draw(st.integers(total, total + 30) if side == "low" else st.integers(0, total))
    return numbers, seats, limits


def test_seats_ties_and_limits_are_those_of_counting_seat_by_seat():
    random = Random("limits")
    for _ in range(25_000):
        top = random.choice((3, 60, 10**6, 2**60))
        numbers = [random.randint(0, top) for _ in range(random.randint(1, 6))]
        limits = [random.choice((0, random.randint(0, 4), random.randint(0, 4))) for _ in numbers]
        if random.random() < 0.5:
            seats = sum(limits) + random.randint(0, 6)
            case = (numbers, seats, limits, None)
        else:
            seats = random.randint(0, 12)
            case = (numbers, seats, None, limits)
        expected = reference.within_limits(*case, {})
        result, limited = within_limits(by_quota, *case)
        tied = result.tie or Tie((), 0)
        assert result.seats == expected.seats, case
        assert (set(tied.among), tied.seats) == (expected.tied, expected.contested), case
        assert limited == [(i, *expected.fixed[i]) for i in sorted(expected.fixed)], case
        assert result.unfilled == seats - sum(expected.seats), case
        assert set(result.order) in (set(), set(range(len(numbers))) - set(expected.fixed)), case


@repeatable
@given(one_sided("low"))
def test_minimums_hold_and_the_house_is_full(case: tuple[list[int], int, list[int]]):
    numbers, seats, low = case
    result, limited = within_limits(by_quota, numbers, seats, low, None)
    assert all(won >= least for won, least in zip(result.seats, low, strict=True))
    assert sum(result.seats) + (result.tie.seats if result.tie else 0) == seats
    assert all(result.seats[i] == at == low[i] for i, which, at in limited if which == "minimum")


@repeatable
@given(one_sided("high"))
def test_maximums_hold_and_the_house_is_full(case: tuple[list[int], int, list[int]]):
    numbers, seats, high = case
    result, limited = within_limits(by_quota, numbers, seats, None, high)
    assert all(won <= most for won, most in zip(result.seats, high, strict=True))
    assert sum(result.seats) + (result.tie.seats if result.tie else 0) == seats
    assert all(result.seats[i] == at == high[i] for i, which, at in limited if which == "maximum")


@repeatable
@given(votes(), SEATS, st.data())
def test_limits_that_do_not_bind_change_nothing(numbers: list[int], seats: int, data: st.DataObject):
    free = by_quota(numbers, seats)
    low = [data.draw(st.integers(0, won)) for won in free.seats]
    high = [won + data.draw(st.integers(0, 5)) for won in free.seats]
    assert within_limits(by_quota, numbers, seats, low, None) == (free, [])
    assume(free.tie is None)
    assert within_limits(by_quota, numbers, seats, None, high) == (free, [])
    assert within_limits(by_quota, numbers, seats, None, None) == (free, [])


@repeatable
@given(one_sided("low"))
def test_lists_that_keep_their_minimum_divide_the_rest_by_themselves(case: tuple[list[int], int, list[int]]):
    numbers, seats, low = case
    result, limited = within_limits(by_quota, numbers, seats, low, None)
    assume(limited)
    fixed = {i for i, _, _ in limited}
    free = [i for i in range(len(numbers)) if i not in fixed]
    alone = by_quota([numbers[i] for i in free], seats - sum(low[i] for i in fixed))
    assert [result.seats[i] for i in free] == alone.seats
    assert [result.whole[i] for i in free] == alone.whole
    assert [result.rest[i] for i in free] == alone.rest


def test_seats_above_a_maximum_go_to_the_others_by_their_votes():
    result, limited = within_limits(by_quota, [70, 20, 10], 10, None, [5, 10, 10])
    assert (result.seats, limited) == ([5, 3, 2], [(0, "maximum", 5)])


def test_second_list_has_its_minimum_at_the_cost_of_the_first():
    result, limited = within_limits(by_quota, [95, 5], 7, [0, 2], None)
    assert (result.seats, limited) == ([5, 2], [(1, "minimum", 2)])


def test_list_that_falls_under_its_minimum_in_a_later_round_is_fixed_too():
    result, limited = within_limits(by_quota, [60, 24, 15, 1], 10, [0, 0, 2, 2], None)
    assert (result.seats, limited) == ([4, 2, 2, 2], [(2, "minimum", 2), (3, "minimum", 2)])


def test_tie_among_those_left_names_them_by_their_place_among_all():
    result, _ = within_limits(by_quota, [90, 5, 5], 6, None, [3, 6, 6])
    assert (result.seats, result.tie, result.unfilled) == ([3, 1, 1], Tie((1, 2), 1), 1)


def test_maximums_below_the_house_leave_seats_unfilled():
    result, _ = within_limits(by_quota, [5, 5], 10, None, [2, 3])
    assert (result.seats, result.unfilled) == ([2, 3], 5)


def test_both_limits_at_once_are_refused():
    with pytest.raises(ValueError, match="at once"):
        within_limits(by_quota, [60, 20, 10, 10], 10, [0, 2, 2, 2], [5, 5, 5, 5])


def test_minimums_beyond_the_house_are_refused():
    with pytest.raises(ValueError, match="minimums of 4 seats together"):
        within_limits(by_quota, [60, 20], 3, [2, 2], None)


def test_list_at_its_maximum_has_no_part_in_a_tie():
    result, limited = within_limits(by_quota, [1, 1], 3, None, [1, 2])
    assert (result.seats, result.tie) == ([1, 2], None)
    assert limited == [(0, "maximum", 1)]


def test_minimum_can_be_met_under_a_quota_that_stays_the_same():
    result, _ = within_limits(lambda some, left: by_quota(some, left, (10, 1)), [30, 1], 3, [0, 1], None)
    assert result.seats == [2, 1]
