from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.apportion.divisor import ByDivisors, Won, by_divisors, in_order
from hemicycle.apportion.plurality import Tie

from . import reference
from .series import SERIES
from .strategies import repeatable, votes

# What the votes of a draw look like: (largest number, how many lists at most, how many seats at most).
SIZES = [(3, 6, 7), (12, 6, 12), (60, 5, 15), (3_000_000, 6, 14), (2**70, 4, 9)]
DRAWS = 3_000


def same(series: str, *case) -> None:
    weights, seats, after, low, high = (*case, None, None, None)[:5]
    expected = reference.by_divisors(weights, seats, series, after, low, high)
    result = by_divisors(weights, seats, SERIES[series], after=after, low=low, high=high)
    tie = result.tie or Tie((), 0)
    assert result.seats == expected.seats, (series, case)
    assert (list(tie.among), tie.seats) == (sorted(expected.tied), expected.contested), (series, case)
    assert result.unfilled == expected.unfilled, (series, case)


def drawn(random: Random) -> tuple[list, int]:
    top, lists, seats = random.choice(SIZES)
    weights: list = [random.choice((0, 1, top, *[random.randint(1, top)] * 6)) for _ in range(random.randint(1, lists))]
    if random.random() < 0.4:  # many equal and proportional numbers, so that quotients are equal
        unit = random.choice((1, 7, random.randint(1, top)))
        weights = [unit * random.choice((0, 1, 2, 3, 3, 4, 5, 6, 9, 12)) for _ in weights]
    return weights, random.randint(0, seats)


@pytest.mark.parametrize("series", SERIES)
def test_seats_and_ties_are_those_of_giving_seat_by_seat_in_every_order(series: str):
    random = Random(series)
    for _ in range(DRAWS):
        same(series, *drawn(random))


@pytest.mark.parametrize("series", SERIES)
def test_behind_seats_held_and_within_limits_they_are_the_same_too(series: str):
    random = Random(f"{series} with limits")
    for _ in range(DRAWS):
        weights, seats = drawn(random)
        after = low = high = None
        if random.random() < 0.5:
            after = [random.choice((0, 0, 1, 2, 5)) for _ in weights]
        if random.random() < 0.5:
            low = [random.choice((0, 0, 1, 3)) for _ in weights]
            seats += sum(low)
        if random.random() < 0.6:
            least = low or [0] * len(weights)
            high = [random.choice((None, number, number + 1, number + 3)) for number in least]
        same(series, weights, seats, after, low, high)


@pytest.mark.parametrize("series", SERIES)
def test_fractions_are_weights_like_any_other(series: str):
    random = Random(f"{series} of fractions")
    for _ in range(DRAWS // 3):
        weights, seats = drawn(random)
        parts = [Fraction(weight, random.choice((1, 3, 9))) for weight in weights]
        same(series, parts, seats)


@repeatable
@given(votes(), st.integers(0, 10), st.sampled_from(sorted(SERIES)))
def test_they_are_the_same_whatever_the_votes(numbers: list[int], seats: int, series: str):
    same(series, numbers, seats)


# The quotients of seats won and of the next ones, compared as in the definition of a divisor method: that is all it
# takes in a house of any size (Pukelsheim, Proportional Representation, 2017, chapter 4, the max-min inequality).
@pytest.mark.parametrize("series", SERIES)
def test_in_large_houses_no_next_quotient_is_larger_than_one_that_won(series: str):
    random = Random(f"{series} in large houses")
    quotient = reference.QUOTIENTS[series]
    for _ in range(25):
        weights = [random.choice((random.randint(1, 10**7), 10**30, 5)) for _ in range(random.randint(1, 60))]
        seats = random.choice((100, 435, 751, 2000)) if series != "macau" and "power" not in series else 60
        result = by_divisors(weights, seats, SERIES[series])
        assert sum(result.seats) + (result.tie.seats if result.tie else 0) == seats
        among = result.tie.among if result.tie else ()
        next_ones = [quotient(weight, won + 1) for weight, won in zip(weights, result.seats, strict=True)]
        last_ones = [quotient(weight, won) for weight, won in zip(weights, result.seats, strict=True) if won]
        largest = max(next_ones)
        assert not last_ones or min(last_ones) > largest or (not among and min(last_ones) == largest)
        assert all(next_ones[i] == largest for i in among)
        assert not among or sum(number == largest for number in next_ones) == len(among)


def test_one_vote_decides_beyond_the_precision_of_floats():
    assert by_divisors([2**60, 2**60 + 1], 1, SERIES["dhondt"]).seats == [0, 1]
    assert by_divisors([2**60, 2**61 + 1], 2, SERIES["dhondt"]).seats == [0, 2]
    assert by_divisors([2**60, 2**61 - 1], 2, SERIES["dhondt"]).seats == [1, 1]
    assert by_divisors([10**40 + 1, 10**40], 3, SERIES["huntington-hill"]).seats == [2, 1]


def test_equal_roots_are_equal():
    # The ninth seat of the one is won on 6 / sqrt(8 * 9), the second of the other on 1 / sqrt(1 * 2): the same.
    assert by_divisors([1, 6], 10, SERIES["huntington-hill"]) == ByDivisors([1, 8], Tie((0, 1), 1), 1)


def test_nobody_wins_without_votes():
    assert by_divisors([0, 0], 5, SERIES["dhondt"]) == ByDivisors([0, 0], None, 5)
    assert by_divisors([], 5, SERIES["sainte-lague"]) == ByDivisors([], None, 5)


def test_list_without_votes_has_its_minimum_and_nothing_else():
    assert by_divisors([0, 9], 5, SERIES["dhondt"], low=[2, 0]).seats == [2, 3]
    assert by_divisors([0, 9], 5, SERIES["dhondt"], low=[2, 0], high=[4, 1]) == ByDivisors([2, 1], None, 2)


def test_equals_who_can_all_be_served_are_no_tie():
    assert by_divisors([5, 5, 2], 2, SERIES["dhondt"]) == ByDivisors([1, 1, 0], None, 0)


def test_equals_at_the_last_seats_are_left_out_of_the_seats():
    assert by_divisors([6, 3, 2], 4, SERIES["dhondt"]).seats == [2, 1, 0]
    # 6/3, 3/2 and 2/1: two equals for one seat.
    assert by_divisors([6, 3, 2], 4, SERIES["dhondt"]).tie == Tie((0, 2), 1)
    assert by_divisors([4, 4, 4, 1], 5, SERIES["sainte-lague"]).tie == Tie((0, 1, 2), 2)


def test_fewer_seats_than_lists_go_to_the_largest_where_first_divisors_are_zero():
    for series in ("adams", "dean", "huntington-hill"):
        assert by_divisors([3, 9, 5, 4], 2, SERIES[series]).seats == [0, 1, 1, 0]
        assert by_divisors([3, 9, 3, 3], 2, SERIES[series]) == ByDivisors([0, 1, 0, 0], Tie((0, 2, 3), 1), 1)


def test_seat_at_a_maximum_is_in_no_tie():
    assert by_divisors([1, 1], 3, SERIES["dhondt"], high=[1, None]) == ByDivisors([1, 2], None, 0)
    assert by_divisors([1, 1], 2, SERIES["dhondt"], low=[0, 1]) == ByDivisors([1, 1], None, 0)


def test_minimums_beyond_the_seats_are_refused():
    with pytest.raises(ValueError, match="minimums of 4 seats together, and 3 seats"):
        by_divisors([5, 5], 3, SERIES["dhondt"], low=[2, 2])


def test_seats_in_the_order_in_which_they_were_won():
    # 53/1, 53/2, 24/1, 23/1, 53/3, 53/4, 24/2
    won = in_order([53, 24, 23], [4, 2, 1], SERIES["dhondt"])
    assert [(each.position, each.seat) for each in won] == [(0, 1), (0, 2), (1, 1), (2, 1), (0, 3), (0, 4), (1, 2)]
    assert in_order([53, 24], [1, 1], SERIES["dhondt"], after=[2, 0]) == [Won(1, 1, (24, 1)), Won(0, 3, (53, 3))]
    first = in_order([3, 9, 5], [1, 2, 1], SERIES["adams"])
    assert [each.position for each in first] == [1, 2, 0, 1]
