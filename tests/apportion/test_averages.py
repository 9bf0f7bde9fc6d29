from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.apportion.plurality import Tie
from hemicycle.apportion.quota import by_quota

from . import reference
from .draws import equal_remainders, near_ties, real_sizes, small_numbers, zero_votes
from .strategies import repeatable, votes


def same(numbers: list[int], seats: int, quota: Fraction) -> None:
    """Whole quotas, and then seat by seat to the largest average, in every order that equal ones allow."""
    ratio = (quota.numerator, quota.denominator)
    whole = [int(number // quota) for number in numbers]
    if sum(whole) > seats:  # some are given back, and none is left over
        if sum(whole) - seats > len(numbers):
            return
        assert by_quota(numbers, seats, ratio, remainders="averages") == by_quota(numbers, seats, ratio)
        return
    more = reference.by_divisors(numbers, seats - sum(whole), "dhondt", after=whole)
    result = by_quota(numbers, seats, ratio, remainders="averages")
    tie = result.tie or Tie((), 0)
    assert result.seats == [a + b for a, b in zip(whole, more.seats, strict=True)], (numbers, seats, quota)
    assert (list(tie.among), tie.seats) == (sorted(more.tied), more.contested), (numbers, seats, quota)
    assert (result.whole, result.unfilled) == (whole, more.unfilled), (numbers, seats, quota)


def test_seats_left_over_go_by_averages_seat_by_seat():
    random = Random("averages")
    for _ in range(3_000):
        numbers, seats, _ = random.choice((small_numbers, real_sizes, zero_votes, equal_remainders, near_ties))(random)
        total = sum(numbers)
        if total and len(numbers) <= 7 and seats <= 25:
            droop = Fraction(total // (seats + 1) + 1)
            hagenbach_bischoff, wide = Fraction(total, seats + 1), Fraction(2 * total, seats + 1)
            same(numbers, seats, random.choice((droop, hagenbach_bischoff, wide)))


@repeatable
@given(votes(smallest=1), st.integers(1, 12), st.fractions(Fraction(1, 3), 3))
def test_seats_left_over_go_by_averages_whatever_the_quota(numbers: list[int], seats: int, part: Fraction):
    same(numbers, seats, part * Fraction(sum(numbers), seats + 1))


def test_averages_may_give_one_list_several_of_the_seats_left_over():
    # A quota of 40: 2 and 0; then 95/3, 95/4 = 23.75 and 95/5 = 19 before 15.
    result = by_quota([95, 15], 5, (40, 1), remainders="averages")
    assert (result.seats, result.whole, result.order) == ([5, 0], [2, 0], [])
