from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hemicycle.apportion.divisor import by_divisors
from hemicycle.apportion.quota import by_quota

from .series import SERIES


# Balinski and Young, Fair Representation (1982), appendix A: 26 seats, on which the five methods give five results.
@pytest.mark.parametrize(
    ("series", "seats"),
    [
        ("adams", [9, 7, 5, 3, 2]),
        ("dean", [9, 7, 5, 4, 1]),
        ("huntington-hill", [9, 7, 6, 3, 1]),
        ("sainte-lague", [9, 8, 5, 3, 1]),
        ("dhondt", [10, 7, 5, 3, 1]),
    ],
)
def test_five_methods_give_five_results(series: str, seats: list[int]):
    assert by_divisors([9061, 7179, 5259, 3319, 1182], 26, SERIES[series]).seats == seats


# Census of 1790, the bills of Hamilton (120 seats, vetoed) and Jefferson (105 seats, one for 33,000): Balinski and
# Young, chapter 3; COMAP, For All Practical Purposes, chapter 14, example 6.
CENSUS_1790 = {
    "Virginia": (630_560, 21, 19),
    "Massachusetts": (475_327, 16, 14),
    "Pennsylvania": (432_879, 14, 13),
    "North Carolina": (353_523, 12, 10),
    "New York": (331_589, 11, 10),
    "Maryland": (278_514, 9, 8),
    "Connecticut": (236_841, 8, 7),
    "South Carolina": (206_236, 7, 6),
    "New Jersey": (179_570, 6, 5),
    "New Hampshire": (141_822, 5, 4),
    "Vermont": (85_533, 3, 2),
    "Georgia": (70_835, 2, 2),
    "Kentucky": (68_705, 2, 2),
    "Rhode Island": (68_446, 2, 2),
    "Delaware": (55_540, 2, 1),
}


def test_the_bills_of_hamilton_and_jefferson():
    numbers = [number for number, _, _ in CENSUS_1790.values()]
    assert sum(numbers) == 3_615_920
    assert by_quota(numbers, 120).seats == [hamilton for _, hamilton, _ in CENSUS_1790.values()]
    assert by_divisors(numbers, 105, SERIES["dhondt"]).seats == [jefferson for _, _, jefferson in CENSUS_1790.values()]
    assert [number // 33_000 for number in numbers] == [jefferson for _, _, jefferson in CENSUS_1790.values()]


CENSUS_2010 = Path(__file__).parents[3] / "shared" / "corpus" / "us-house-apportionment-2010"


def rows(file: str, column: str) -> dict[str, int]:
    with (CENSUS_2010 / file).open(encoding="utf-8") as lines:
        return {row["party"]: int(row[column]) for row in csv.DictReader(lines)}


# Seats as the Bureau of the Census published them. By the other methods: COMAP, For All Practical Purposes, chapter
# 14, example 22, and Paul Edelman in the Election Law list of 23 December 2010: Webster's gives North Carolina a seat
# that Rhode Island has, Dean's Montana one that California has, Hamilton's changes nothing.
@pytest.mark.skipif(not CENSUS_2010.is_dir(), reason="needs the folder of real elections beside the project")
def test_the_house_of_2010_by_the_method_in_force_and_by_others():
    population, published = rows("votes.csv", "votes"), rows("seats.csv", "seats")
    assert (len(published), sum(published.values()), sum(population.values())) == (50, 435, 309_183_463)

    def seats(series: str) -> dict[str, int]:
        result = by_divisors(list(population.values()), 435, SERIES[series], low=[1] * 50)
        assert result.tie is None
        return dict(zip(population, result.seats, strict=True))

    def changed(series: str) -> dict[str, int]:
        return {state: won - published[state] for state, won in seats(series).items() if won != published[state]}

    assert seats("huntington-hill") == published
    assert changed("sainte-lague") == {"North Carolina": 1, "Rhode Island": -1}
    assert changed("dean") == {"California": -1, "Montana": 1}
    hamilton = by_quota(list(population.values()), 435)
    assert dict(zip(population, hamilton.seats, strict=True)) == published


# The example of the Spanish act (LOREG 163): 480,000 votes in a district of eight.
def test_the_example_of_the_spanish_act():
    lists = [168_000, 104_000, 72_000, 64_000, 40_000, 32_000]
    assert by_divisors(lists, 8, SERIES["dhondt"]).seats == [4, 2, 1, 1, 0, 0]


# Electowiki, Sainte-Laguë method: lists with 50.3 % of the votes have less than half of 35 seats.
def test_more_than_half_the_votes_can_be_less_than_half_the_seats():
    assert by_divisors([503, 304, 193], 35, SERIES["sainte-lague"]).seats == [17, 11, 7]
    # By hand: of D'Hondt's quotients, 503/18, 304/11 and 193/6 are above 193/7 = 27.57.
    assert by_divisors([503, 304, 193], 35, SERIES["dhondt"]).seats == [18, 11, 6]


# A first divisor of 1.4 keeps out small lists. By hand, 7 seats: 53/1.4 = 37.9, 53/3 = 17.7, 24/1.4 = 17.1,
# 23/1.4 = 16.4, 53/5 = 10.6, 24/3 = 8, 23/3 = 7.67; then 53/7 = 7.57, and 6/1.4 = 4.3, where 6/1 = 6 is no seat either.
def test_a_larger_first_divisor():
    assert by_divisors([53, 24, 23, 6], 7, SERIES["sainte-lague from 1.4"]).seats == [3, 2, 2, 0]
    # 10/1.4 = 7.14 falls behind 53/7; 10/1.2 = 8.33 is before 24/3, and 10/1 too.
    assert by_divisors([53, 24, 23, 10], 8, SERIES["sainte-lague from 1.4"]).seats == [4, 2, 2, 0]
    assert by_divisors([53, 24, 23, 10], 8, SERIES["sainte-lague from 1.2"]).seats == [3, 2, 2, 1]
