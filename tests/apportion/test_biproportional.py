from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votelib.evaluate.core import VotingSystemError
from votelib.evaluate.proportional import BiproportionalEvaluator

from hemicycle.apportion.biproportional import Biproportional, biproportional

from .strategies import repeatable

Matrix = Sequence[Sequence[Any]]
Case = tuple[list[list[Any]], list[int], list[int]]

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def transposed(matrix: Matrix) -> list[list[Any]]:
    return [list(column) for column in zip(*matrix, strict=True)]


def margins(seats: Matrix) -> tuple[list[int], list[int]]:
    return [sum(row) for row in seats], [sum(column) for column in transposed(seats)]


def rounds_to(weights: Matrix, row_divisors: Sequence[Fraction], column_divisors: Sequence[Fraction], seats: Matrix):
    """Whether the seats are standard roundings of the weights, divided by the divisors of their row and column."""
    for i, j in product(range(len(row_divisors)), range(len(column_divisors))):
        share = Fraction(weights[i][j]) / (row_divisors[i] * column_divisors[j])
        if not max(seats[i][j] - Fraction(1, 2), 0) <= share <= seats[i][j] + Fraction(1, 2):
            return False
    return True


def holds(result: Biproportional, weights: Matrix, rows: list[int], columns: list[int]) -> None:
    assert [sum(row) for row in result.seats] == rows
    assert [sum(row[j] for row in result.seats) for j in range(len(columns))] == columns
    assert all(divisor > 0 for divisor in (*result.row_divisors, *result.column_divisors))
    assert (len(result.row_divisors), len(result.column_divisors)) == (len(rows), len(columns))
    assert rounds_to(weights, result.row_divisors, result.column_divisors, result.seats)


# The plain way: all matrices with the rows and columns wanted. The biproportional ones are those with the least
# product of all (k - 1/2) / weight, over each cell and each k up to its seats (Balinski and Demange, 1989; Gaffke and
# Pukelsheim, Divisor methods for proportional representation systems: an optimization approach, 2008).
def matrices(weights: Matrix, rows: Sequence[int], columns: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
    if not rows:
        if not any(columns):
            yield []
        return
    most = [left if weight else 0 for left, weight in zip(columns, weights[0], strict=True)]
    for row in product(*(range(min(number, rows[0]) + 1) for number in most)):
        if sum(row) == rows[0]:
            left = [number - won for number, won in zip(columns, row, strict=True)]
            yield from ([row, *rest] for rest in matrices(weights[1:], rows[1:], left))


def badness(weights: Matrix, seats: Matrix) -> Fraction:
    return prod(
        (
            Fraction(2 * k - 1) / (2 * weight)
            for row, won in zip(weights, seats, strict=True)
            for weight, number in zip(row, won, strict=True)
            for k in range(1, number + 1)
        ),
        start=Fraction(1),
    )


def same_as_the_plain_way(weights: Matrix, rows: list[int], columns: list[int]) -> None:
    found = [(badness(weights, seats), seats) for seats in matrices(weights, rows, columns)]
    if not found:
        with pytest.raises(ValueError, match=r"have weights only in rows|has no weight in any row"):
            biproportional(weights, rows, columns)
        return
    least = min(bad for bad, _ in found)
    best = [[list(row) for row in seats] for bad, seats in found if bad == least]
    result = biproportional(weights, rows, columns)
    holds(result, weights, rows, columns)
    assert result.seats in best
    cells = product(range(len(rows)), range(len(columns)))
    assert result.ties == tuple((i, j) for i, j in cells if len({seats[i][j] for seats in best}) > 1)


WEIGHTS = {
    "equal and nearly equal": [1, 1, 2, 3],
    "small": list(range(9)),
    "many zeros": [0, 0, 0, 1, 2, 3],
    "far apart": [1, 3, 10**6, 10**30],
    "fractions": [Fraction(1, 3), Fraction(2, 3), Fraction(1, 2), 1, 0],
    "odd, as ties need": [1, 3, 5, 7, 9, 15],
}


@pytest.mark.parametrize("kind", WEIGHTS)
def test_seats_and_ties_are_those_of_trying_every_matrix(kind: str):
    random = Random(kind)
    for _ in range(300):
        height, width = random.choice(((1, 3), (2, 2), (2, 3), (3, 2), (3, 3)))
        weights = [[random.choice(WEIGHTS[kind]) for _ in range(width)] for _ in range(height)]
        seats = [[random.choice((0, 0, 1, 1, 2)) for _ in range(width)] for _ in range(height)]
        same_as_the_plain_way(weights, *margins(seats))


@st.composite
def cases(draw, sizes: st.SearchStrategy[int], most: int) -> Case:
    """Weights, and rows and columns that they can meet."""
    height, width = draw(sizes), draw(sizes)
    pool = draw(st.lists(st.integers(1, 30) | st.integers(1, 10**6) | st.fractions(0.1, 9), min_size=1, max_size=5))
    weights = st.lists(st.sampled_from([0, *pool, *pool]), min_size=width, max_size=width)
    matrix = draw(st.lists(weights, min_size=height, max_size=height))
    seats = [[draw(st.integers(0, most)) if weight else 0 for weight in row] for row in matrix]
    return (matrix, *margins(seats))


@settings(repeatable, max_examples=120)
@given(cases(st.integers(1, 6), 4))
def test_divisors_round_to_the_seats_and_rows_and_columns_are_met(case: Case):
    holds(biproportional(*case), *case)


@settings(repeatable, max_examples=60)
@given(cases(st.integers(2, 5), 3), st.randoms(use_true_random=False), st.lists(st.fractions(0.1, 9), min_size=5))
def test_order_direction_and_scale_of_rows_and_columns_change_nothing(case: Case, random: Random, scale: list[Any]):
    weights, rows, columns = case
    result = biproportional(*case)
    places = list(range(len(rows)))
    random.shuffle(places)
    moved = biproportional([weights[i] for i in places], [rows[i] for i in places], columns)
    turned = biproportional(transposed(weights), columns, rows)
    scaled = biproportional([[w * by for w in row] for row, by in zip(weights, scale, strict=False)], rows, columns)
    assert {(places[i], j) for i, j in moved.ties} == set(result.ties)
    assert {(i, j) for j, i in turned.ties} == set(result.ties)
    assert scaled.ties == result.ties
    for i, j in product(range(len(rows)), range(len(columns))):
        if (i, j) not in result.ties:
            assert result.seats[i][j] == turned.seats[j][i] == scaled.seats[i][j] == moved.seats[places.index(i)][j]


def test_one_district_has_the_seats_of_the_divisor_method_itself():
    result = biproportional([[60, 25, 15, 0]], [10], [6, 2, 2, 0])
    assert (result.seats, result.ties) == ([[6, 2, 2, 0]], ())


# Wikipedia, Biproportional apportionment: parties A, B, C in rows, regions I, II, III in columns.
def test_example_of_three_parties_and_three_regions():
    votes = [[123, 45, 815], [912, 714, 414], [312, 255, 215]]
    result = biproportional(votes, [5, 11, 4], [7, 5, 8])
    assert (result.seats, result.ties) == ([[1, 0, 4], [4, 4, 3], [2, 1, 1]], ())


# Wikipedia in German, Doppeltproportionales Zuteilungsverfahren: lists in rows, districts A, B, C in columns.
def test_example_of_three_lists_and_three_districts():
    votes = [[51, 98, 45], [60, 100, 120], [63, 102, 144]]
    result = biproportional(votes, [4, 5, 6], [4, 5, 6])
    assert (result.seats, result.ties) == ([[1, 2, 1], [1, 2, 2], [2, 1, 3]], ())


# City council of Zurich, 4 March 2018: the city's table of the lower apportionment, with the divisors printed there.
# Lists in rows: SP, SVP, FDP, Greens, glp, AL, EVP/BDP; districts 1+2, 3, 4+5, 6, 7+8, 9, 10, 11, 12 in columns.
VOTES_2018 = [
    [37_360, 67_129, 49_212, 34_296, 71_164, 60_063, 52_231, 89_477, 13_192],
    [15_856, 19_340, 8_339, 8_974, 28_050, 33_783, 17_789, 55_160, 8_980],
    [23_990, 20_529, 13_844, 16_857, 69_536, 26_712, 23_098, 40_194, 3_826],
    [15_007, 26_471, 19_388, 12_571, 31_442, 20_296, 15_534, 28_713, 4_191],
    [12_551, 19_573, 16_442, 11_613, 28_414, 16_488, 14_630, 31_911, 2_931],
    [7_668, 22_692, 22_136, 7_612, 13_659, 10_164, 12_054, 12_435, 1_954],
    [1_841, 2_939, 1_152, 2_101, 5_655, 9_777, 3_374, 13_901, 2_568],
]
SEATS_2018 = [
    [4, 6, 5, 4, 4, 5, 5, 7, 3],
    [2, 1, 1, 1, 2, 3, 1, 4, 2],
    [2, 2, 1, 2, 5, 3, 2, 3, 1],
    [2, 2, 2, 1, 2, 2, 2, 2, 1],
    [1, 2, 2, 1, 2, 1, 1, 3, 1],
    [1, 2, 2, 1, 1, 1, 1, 1, 0],
    [0, 0, 0, 0, 0, 1, 0, 2, 1],
]
LISTS_2018 = [Fraction(text) for text in ("1", "1.0708", "0.973", "0.934", "1.02", "1", "0.73")]
DISTRICTS_2018 = [Fraction(number) for number in (9870, 12100, 10000, 9000, 15850, 10950, 11080, 12400, 5000)]


def test_seats_of_zurich_2018_are_those_declared():
    lists, districts = [43, 17, 21, 16, 14, 10, 4], [12, 15, 13, 10, 16, 16, 12, 22, 9]
    assert margins(SEATS_2018) == (lists, districts)
    assert rounds_to(VOTES_2018, LISTS_2018, DISTRICTS_2018, SEATS_2018)
    result = biproportional(VOTES_2018, lists, districts)
    holds(result, VOTES_2018, lists, districts)
    assert (result.seats, result.ties) == (SEATS_2018, ())


def read(folder: Path, name: str, number: str) -> dict[tuple[str, str], int]:
    with (folder / name).open(encoding="utf-8") as lines:
        return {(row["district"], row.get("party", "")): int(row[number]) for row in csv.DictReader(lines)}


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the folder of real elections beside the project")
def test_seats_of_zurich_2006_are_those_declared():
    folder = CORPUS / "ch-zh-city-2006"
    votes, declared = read(folder, "votes.csv", "votes"), read(folder, "seats.csv", "seats")
    house = {district: seats for (district, _), seats in read(folder, "districts.csv", "seats").items()}
    lists = list(dict.fromkeys(party for _, party in votes))
    # Voters of a list: its votes by those that each voter has, rounded in each district.
    voters = [sum((2 * votes[at, party] + seats) // (2 * seats) for at, seats in house.items()) for party in lists]
    due = [0] * len(lists)
    for _ in range(125):
        due[max(range(len(lists)), key=lambda j: Fraction(voters[j], 2 * due[j] + 1))] += 1
    weights = [[votes[at, party] for party in lists] for at in house]
    result = biproportional(weights, list(house.values()), due)
    holds(result, weights, list(house.values()), due)
    assert result.seats == [[declared.get((at, party), 0) for party in lists] for at in house]
    assert result.ties == ()


# votelib transfers in fractions too. It gives up on more than half of the cases ("invalid adjustment coefficient 0", on
# [[6, 3], [5, 5]] and rows [5, 2]), and some of its matrices aren't biproportional: [[2, 1], [8, 3], [8, 5]] and rows
# [4, 4, 6] give [[2, 2], [3, 1], [4, 2]]. Ties between lists leave its rows short. So where it differs, its matrix
# has to be the worse, or there is a tie.
def test_votelib_gives_the_same_seats_where_it_is_right():
    random, compared, same = Random("votelib"), 0, 0
    theirs = BiproportionalEvaluator("sainte_lague")
    for _ in range(400):
        height, width, top = random.randint(2, 4), random.randint(2, 4), random.choice((9, 1000, 10**6))
        votes = [[random.randint(1, top) for _ in range(width)] for _ in range(height)]
        rows = [random.randint(1, 6) for _ in range(height)]
        try:
            given = theirs.evaluate({i: dict(enumerate(row)) for i, row in enumerate(votes)}, dict(enumerate(rows)))
        except VotingSystemError:
            continue
        seats = [[given[i].get(j, 0) for j in range(width)] for i in range(height)]
        if margins(seats)[0] != rows:
            continue
        ours = biproportional(votes, rows, margins(seats)[1])
        compared, same = compared + 1, same + (ours.seats == seats)
        if ours.seats != seats:
            assert badness(votes, seats) > badness(votes, ours.seats) or ours.ties
    assert compared > 100
    assert same > compared * 0.95


def test_equal_weights_tie_all_cells():
    result = biproportional([[1, 1], [1, 1]], [1, 1], [1, 1])
    assert result.ties == ((0, 0), (0, 1), (1, 0), (1, 1))


def test_half_that_is_on_no_cycle_is_no_tie():
    many = 10**9
    weights = [[many, 0, many, 1], [0, 0, 0, many], [1, many, many, 0], [0, many, many, 0]]
    case = weights, [1, 0, 3, 1], [2, 1, 1, 1]
    same_as_the_plain_way(*case)
    result = biproportional(*case)
    assert 2 * weights[2][0] == 3 * result.row_divisors[2] * result.column_divisors[0]
    assert result.ties == ((2, 1), (2, 2), (3, 1), (3, 2))


def test_tie_leaves_the_other_cells_alone():
    weights = [[1, 1, 0], [1, 1, 0], [0, 0, 7]]
    assert biproportional(weights, [1, 1, 3], [1, 1, 3]).ties == ((0, 0), (0, 1), (1, 0), (1, 1))


def test_one_vote_decides_beyond_the_precision_of_floats():
    result = biproportional([[10**30 + 1, 10**30], [10**30, 10**30]], [1, 1], [1, 1])
    assert (result.seats, result.ties) == ([[1, 0], [0, 1]], ())


def test_weights_beyond_the_range_of_floats_are_allotted():
    case = [[10**400, 1], [1, 10**400]], [1, 2], [2, 1]
    holds(biproportional(*case), *case)


def test_columns_without_a_fraction_have_no_part_in_the_tie_of_equal_weights():
    case = [[1] * 9 for _ in range(8)], [7] * 4 + [8] * 4, [6] * 6 + [8] * 3
    result = biproportional(*case)
    holds(result, *case)
    assert result.ties == tuple(product(range(8), range(6)))


def test_divisors_are_short():
    result = biproportional(VOTES_2018, *margins(SEATS_2018))
    assert max(len(str(float(divisor))) for divisor in (*result.row_divisors, *result.column_divisors)) < 8


def test_nothing_to_allot():
    assert biproportional([], [], []) == ([], [], [], ())
    assert biproportional([], [], [0, 0]) == ([], [], [1, 1], ())
    assert biproportional([[0, 3], [0, 0]], [0, 0], [0, 0]).seats == [[0, 0], [0, 0]]


def test_rows_and_columns_of_different_houses_are_refused():
    with pytest.raises(ValueError, match="5 seats in the rows together, and 4 in the columns"):
        biproportional([[1, 2], [3, 4]], [2, 3], [2, 2])


def test_list_without_a_vote_that_is_due_seats_is_refused():
    with pytest.raises(ValueError, match="column 1 has no weight in any row, and seats: 1"):
        biproportional([[1, 0], [3, 0]], [2, 3], [4, 1])


def test_lists_with_more_seats_than_the_districts_that_voted_for_them_are_refused():
    with pytest.raises(ValueError, match=r"columns \[0, 2\] have weights only in rows \[1\], and 5 seats where .* 3"):
        biproportional([[0, 9, 0], [4, 5, 6], [0, 7, 0]], [4, 3, 1], [3, 3, 2])


def test_district_with_seats_and_no_vote_is_refused():
    with pytest.raises(ValueError, match=r"columns \[0, 1\] have weights only in rows \[0\], and 5 seats where .* 4"):
        biproportional([[5, 6], [0, 0]], [4, 1], [3, 2])
