"""Communal councils of the Brussels-Capital Region: Imperiali, no threshold, silence where the text was not read."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome


def _elect(
    votes: dict[str, int], house: int, day: str = "2018-10-14", **numbers: dict[tuple[str, str], int]
) -> Outcome:
    law = hemicycle.find_law("be-local", day)
    facts = Facts(numbers={"house": {("*", ""): house}, **numbers})
    return elect(law, Votes({"votes": {("*", party): number for party, number in votes.items()}}), facts)


@pytest.mark.parametrize("day", ["2018-10-14", "2024-10-13"])
def test_example_of_the_electoral_office(day: str) -> None:
    # electoral office of the Region, explanation of the distribution of seats: 13 seats, 2000 votes
    outcome = _elect({"A": 480, "B": 310, "C": 940, "D": 270}, 13, day)
    assert outcome.status == "decided"
    assert outcome.totals == {"C": 8, "A": 3, "B": 1, "D": 1}


def test_division_by_one_is_not_left_out() -> None:
    # beginning at 1.5, the second seat of the large list would come before the first of the small one
    assert _elect({"large": 149, "small": 100}, 2).totals == {"large": 1, "small": 1}
    assert _elect({"large": 151, "small": 100}, 2).totals == {"large": 2}


def test_list_below_five_percent_takes_a_seat() -> None:
    votes = {"large": 960, "small": 40}
    assert _elect(votes, 49).totals == {"large": 48, "small": 1}


def test_equal_quotients_at_the_last_seat_are_undetermined() -> None:
    # 300 / 1.5 = 200 / 1
    outcome = _elect({"large": 300, "small": 200}, 2)
    assert outcome.status == "undetermined"
    assert outcome.lots == ()


def test_equal_quotients_that_can_all_be_served_are_no_tie() -> None:
    assert _elect({"large": 300, "small": 200}, 3).totals == {"large": 2, "small": 1}


def test_list_with_too_few_names_passes_its_seats_on() -> None:
    votes = {"large": 800, "small": 200}
    assert _elect(votes, 9).totals == {"large": 8, "small": 1}
    names = {("*", "large"): 5, ("*", "small"): 9}
    assert _elect(votes, 9, names=names).totals == {"large": 5, "small": 4}


# Nouvelle loi communale art. 8 up to 39 members, as printed by the commune of Ixelles (elsene.be, Conseil communal),
# and for 7 members by French Wikipedia (Conseil communal, Belgique).
@pytest.mark.parametrize(
    ("population", "members"),
    [
        (999, 7),
        (1_000, 9),
        (4_999, 15),
        (5_000, 17),
        (7_000, 19),
        (9_000, 21),
        (12_000, 23),
        (15_000, 25),
        (24_999, 27),
        (25_000, 29),
        (35_304, 33),  # Auderghem in 2024: 33 members (bx1.be)
        (49_999, 35),
        (60_000, 39),
    ],
)
def test_number_of_members_is_that_of_the_population_class(population: int, members: int) -> None:
    votes = {"A": 480, "B": 310}
    assert _elect(votes, members, population={("*", ""): population}).open_questions == ()
    odd = _elect(votes, members + 2, population={("*", ""): population})
    assert odd.status == "decided"
    assert [question.we for question in odd.open_questions] == ["the number given is taken"]
