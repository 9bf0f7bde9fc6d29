from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.apportion.plurality import Most, Tie, most_votes

from . import reference
from .strategies import SEATS, repeatable, votes


def same(numbers: list[int], seats: int) -> None:
    result, expected = most_votes(numbers, seats), reference.most_votes(numbers, seats)
    tied = result.tie or Tie((), 0)
    assert sorted(result.served) == sorted(expected.served), (numbers, seats)
    assert (list(tied.among), tied.seats) == (sorted(expected.tied), expected.contested), (numbers, seats)


def test_served_and_tied_are_those_of_counting_seat_by_seat():
    random = Random("most votes")
    for _ in range(40_000):
        top = random.choice((1, 3, 20, 2**60))
        same([random.randint(0, top) for _ in range(random.randint(0, 9))], random.randint(0, 10))


@repeatable
@given(votes(), SEATS)
def test_every_seat_is_served_or_contested(numbers: list[int], seats: int):
    result = most_votes(numbers, seats)
    contested = result.tie.seats if result.tie else 0
    assert len(result.served) + contested == min(seats, len(numbers))


@repeatable
@given(votes(), st.integers(0, 8))
def test_tied_are_all_equal_and_stand_between_served_and_passed_over(numbers: list[int], seats: int):
    _, served, tie = most_votes(numbers, seats)
    if tie is None:
        return
    assert 0 < tie.seats < len(tie.among)
    (level,) = {numbers[i] for i in tie.among}
    passed_over = set(range(len(numbers))) - {*served, *tie.among}
    assert all(numbers[i] > level for i in served)
    assert all(numbers[i] < level for i in passed_over)


@repeatable
@given(votes(), st.integers(0, 8))
def test_nobody_passed_over_has_as_many_votes_as_one_served(numbers: list[int], seats: int):
    _, served, tie = most_votes(numbers, seats)
    passed_over = set(range(len(numbers))) - set(served) - set(tie.among if tie else ())
    assert all(numbers[i] > numbers[j] for i in served for j in passed_over)


@repeatable
@given(votes(), st.integers(0, 8), st.randoms(use_true_random=False))
def test_order_of_the_candidates_changes_nothing(numbers: list[int], seats: int, random: Random):
    places = list(range(len(numbers)))
    random.shuffle(places)
    moved = most_votes([numbers[i] for i in places], seats)
    there = most_votes(numbers, seats)
    assert {places[i] for i in moved.served} == set(there.served)
    assert _tied(moved, places) == _tied(there, range(len(numbers)))


def _tied(result: Most, places) -> tuple[set[int], int]:
    return ({places[i] for i in result.tie.among}, result.tie.seats) if result.tie else (set(), 0)


@repeatable
@given(votes(), SEATS)
def test_all_are_listed_once_by_falling_votes(numbers: list[int], seats: int):
    order = most_votes(numbers, seats).order
    assert sorted(order) == list(range(len(numbers)))
    assert all(numbers[i] >= numbers[j] for i, j in pairwise(order))


def test_equals_who_can_all_be_served_are_no_tie():
    assert most_votes([5, 9, 5], 3) == Most([1, 0, 2], [1, 0, 2], None)


def test_equals_at_the_last_seat_are_left_out_of_those_served():
    assert most_votes([5, 9, 5, 1], 2) == Most([1, 0, 2, 3], [1], Tie((0, 2), 1))


def test_seats_beyond_the_candidates_stay_unfilled():
    assert most_votes([3, 4], 5).served == [1, 0]


def test_nobody_is_served_where_there_is_no_seat():
    assert [most_votes([3, 3], seats)[1:] for seats in (0, -1)] == [([], None)] * 2
