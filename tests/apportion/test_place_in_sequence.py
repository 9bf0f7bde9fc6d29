from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.apportion.placing import Cell, Placing, place_in_sequence

from . import reference
from .series import SERIES
from .strategies import repeatable

Task = tuple[list[reference.Spot], list[int], list[int]]
Settle = Callable[[list[int], int], list[int] | None]
ANY = [None, "dhondt", "sainte-lague", "danish", "adams", "macau"]


def drawn(random: Random) -> Task:
    """Lists and units, some lists not standing everywhere; weights often equal."""
    lists, units = random.randint(1, 3), random.randint(1, 3)
    top = random.choice((1, 3, 1000))
    spots = [
        (party, unit, random.randint(0, top), random.choice((0, 0, 0, 1, 2)), random.choice((*[None] * 4, 0, 1, 2)))
        for party in range(lists)
        for unit in range(units)
        if random.random() < 0.8
    ]
    random.shuffle(spots)
    return spots, [random.randint(0, 3) for _ in range(lists)], [random.randint(0, 3) for _ in range(units)]


def placed(task: Task, series: str | None, settle: Settle) -> Placing:
    spots, owed, room = task
    return place_in_sequence([Cell(*spot) for spot in spots], owed, room, SERIES[series] if series else None, settle)


def won(task: Task, placing: Placing) -> tuple[int, ...]:
    cells = [each.cell for each in placing.placed]
    return tuple(cells.count(i) for i in range(len(task[0])))


def nobody(rivals: list[int], seats: int) -> None:
    return None


def refused(rivals: list[int], seats: int) -> list[int]:
    raise AssertionError(f"a tie of {rivals} for {seats}")


@pytest.mark.parametrize("series", ANY)
def test_seats_are_those_of_placing_one_by_one(series: str | None):
    random = Random(f"placing {series}")
    counts = {"one way": 0, "several": 0}
    for _ in range(3_000):
        task = drawn(random)
        ends = reference.placings(*task, series)
        if len(ends) == 1:
            result = placed(task, series, refused)
            assert (won(task, result), result.unsettled) == (*ends, False), task
            counts["one way"] += 1
        else:
            # Whoever settles the ties, the end is one of those that can be.
            for pick in (lambda rivals, seats: rivals[:seats], lambda rivals, seats: rivals[-seats:]):
                assert won(task, placed(task, series, pick)) in ends, task
            stopped = placed(task, series, nobody)
            assert stopped.unsettled
            assert all(any(w <= e for w, e in zip(won(task, stopped), end, strict=True)) for end in ends), task
            counts["several"] += 1
    assert min(counts.values()) > 50


def test_who_is_asked_to_settle_are_equals_for_too_few_places():
    random = Random("rivals")
    for _ in range(400):
        spots, owed, room = task = drawn(random)

        def settle(rivals: list[int], seats: int, spots=spots) -> list[int]:
            units, parties = {spots[i][1] for i in rivals}, {spots[i][0] for i in rivals}
            assert len(units) == 1 or len(parties) == 1
            assert 0 < seats < len(rivals) == len(set(rivals))
            return random.sample(rivals, seats)

        result = placed(task, "sainte-lague", settle)
        seats = won(task, result)
        for party, most in enumerate(owed):
            assert sum(seats[i] for i, spot in enumerate(spots) if spot[0] == party) <= most
        for unit, most in enumerate(room):
            assert sum(seats[i] for i, spot in enumerate(spots) if spot[1] == unit) <= most
        # Nothing more could have been placed.
        for i, (party, unit, weight, _, most) in enumerate(spots):
            left = owed[party] - sum(seats[k] for k, spot in enumerate(spots) if spot[0] == party)
            free = room[unit] - sum(seats[k] for k, spot in enumerate(spots) if spot[1] == unit)
            assert not (left and free and weight and (most is None or seats[i] < most))


@settings(repeatable, max_examples=80)
@given(
    st.lists(st.integers(1, 10**6), min_size=6, max_size=6, unique=True),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
)
def test_quotients_fall_from_seat_to_seat(weights: list[int], numbers: list[int]):
    spots: list[reference.Spot] = [(i % 2, i // 2, weight, 0, None) for i, weight in enumerate(weights)]
    result = placed((spots, numbers[:2], numbers[2:]), "dhondt", nobody)
    ratios = [above / below for _, (above, below) in result.placed]
    assert ratios == sorted(ratios, reverse=True)
    assert len(result.placed) == min(sum(numbers[:2]), sum(numbers[2:])) or result.unsettled


# By hand: north has room for two, south for one; a is owed two, b one.
def test_a_full_unit_sends_a_list_elsewhere():
    spots: list[reference.Spot] = [(0, 0, 60, 0, None), (0, 1, 20, 0, None), (1, 0, 50, 0, None), (1, 1, 10, 0, None)]
    result = placed((spots, [2, 1], [2, 1]), "dhondt", refused)
    # 60 and 50 fill the north, where 60/2 would be next: a goes to the south on 20.
    assert [each.cell for each in result.placed] == [0, 2, 1]
    assert [each.quotient for each in result.placed] == [(60, 1), (50, 1), (20, 1)]


def test_the_series_goes_on_behind_seats_held():
    spots: list[reference.Spot] = [(0, 0, 60, 2, None), (0, 1, 25, 0, None), (0, 2, 24, 0, None)]
    # 25/1 and 24/1 are before 60/3.
    assert won((spots, [2], [2, 2, 2]), placed((spots, [2], [2, 2, 2]), "dhondt", refused)) == (0, 1, 1)


def test_equals_who_can_all_be_placed_are_placed_without_a_question():
    spots: list[reference.Spot] = [(0, 0, 5, 0, None), (0, 1, 5, 0, None), (1, 0, 5, 0, None)]
    assert won((spots, [2, 1], [2, 1]), placed((spots, [2, 1], [2, 1]), "dhondt", refused)) == (1, 1, 1)


def test_seats_for_which_no_unit_is_left_stay_unplaced():
    spots: list[reference.Spot] = [(0, 0, 5, 0, None), (1, 0, 4, 0, None), (1, 1, 1, 0, None)]
    result = placed((spots, [2, 1], [1, 3]), "dhondt", refused)
    # a has votes in the north alone, which is full after one; b goes to the south.
    assert (won((spots, [2, 1], [1, 3]), result), result.unsettled) == ((1, 0, 1), False)


def test_without_a_series_each_cell_has_one_before_any_has_two():
    spots: list[reference.Spot] = [(0, 0, 9, 0, None), (0, 1, 3, 0, None), (0, 2, 1, 0, None)]
    task = (spots, [4], [9, 9, 9])
    result = placed(task, None, refused)
    assert [each.cell for each in result.placed] == [0, 1, 2, 0]
    assert [each.quotient for each in result.placed] == [(9, 1), (3, 1), (1, 1), (9, 1)]


def test_a_list_of_no_weight_has_no_cell():
    spots: list[reference.Spot] = [(0, 0, 0, 0, None)]
    assert placed((spots, [1], [1]), "dhondt", refused) == Placing([], unsettled=False)
