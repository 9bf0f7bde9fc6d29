"""The list tier of the State Duma: a share of those who took part, the first electoral quotient, largest fractions."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]

# Central Election Commission of the Russian Federation: the lists admitted, their votes and seats of the lists.
# 2016: votes as given by English Wikipedia, seats of the lists by news-front.info (19 September 2016); the number of
# those who took part is what the published share of the first list, 54.20 per cent, comes to.
# 2021: votes and ballots cast as given by electionguide.org (election 3647), seats of the lists as its totals less the
# constituencies won (meduza.io, 21 September 2021).
ELECTIONS = {
    "2016-09-18": (
        52_630_000,
        {
            "Единая Россия": (28_527_828, 140),
            "КПРФ": (7_019_752, 35),
            "ЛДПР": (6_917_063, 34),
            "Справедливая Россия": (3_275_053, 16),
        },
    ),
    "2021-09-19": (
        56_329_690,
        {
            "Единая Россия": (28_064_200, 126),
            "КПРФ": (10_660_669, 48),
            "ЛДПР": (4_252_252, 19),
            "Справедливая Россия": (4_201_744, 19),
            "Новые люди": (2_997_744, 13),
        },
    ),
}


def _count(lists: Lists, took_part: int | None = None, day: str = "2016-09-18") -> Outcome:
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    facts = Facts(numbers={} if took_part is None else {"took_part": {("*", ""): took_part}})
    return elect(hemicycle.find_law("ru-duma-list", day), votes, facts)


@pytest.mark.parametrize("day", ELECTIONS)
def test_elections_of_the_lists(day: str) -> None:
    took_part, lists = ELECTIONS[day]
    outcome = _count({party: votes for party, (votes, _) in lists.items()}, took_part, day)
    assert outcome.status == "decided"
    assert outcome.totals == {party: seats for party, (_, seats) in lists.items()}


def test_list_with_exactly_five_percent_of_those_who_took_part_is_admitted() -> None:
    assert set(_count({"A": 50_000, "B": 40_000, "C": 5_000}, 100_000).totals) == {"A", "B", "C"}


def test_list_one_vote_short_of_five_percent_is_left_out() -> None:
    assert set(_count({"A": 50_000, "B": 40_000, "C": 4_999}, 100_000).totals) == {"A", "B"}


def test_one_invalid_ballot_more_keeps_a_list_out() -> None:
    assert set(_count({"A": 50_000, "B": 40_000, "C": 5_000}, 100_001).totals) == {"A", "B"}


def test_number_of_those_who_took_part_has_to_be_given() -> None:
    outcome = _count({"A": 50_000, "B": 40_000})
    assert not outcome.totals
    assert any("took_part" in note for note in outcome.notes)


def test_one_list_with_more_than_half_takes_the_next_one_with_it() -> None:
    outcome = _count({"A": 50_001, "B": 4_000, "C": 3_999}, 100_000)
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 208, "B": 17}


def test_equal_lists_for_the_place_of_the_next_one_are_undetermined() -> None:
    assert _count({"A": 50_001, "B": 4_000, "C": 4_000}, 100_000).status == "undetermined"


def test_lists_with_half_of_the_votes_or_less_are_undetermined() -> None:
    lists = {"A": 30_000, "B": 20_000} | {f"L{i}": 4_000 for i in range(10)}
    assert _count(lists, 100_000).status == "undetermined"
    assert _count(lists | {"B": 20_001}, 100_000).totals == {"A": 135, "B": 90}


def test_one_list_with_half_of_the_votes_is_undetermined() -> None:
    assert _count({"A": 50_000, "B": 4_000}, 100_000).status == "undetermined"


def test_nobody_at_five_percent_is_undetermined() -> None:
    outcome = _count({f"L{i}": 100 for i in range(30)}, 3_100)
    assert outcome.status == "undetermined"
    assert not outcome.totals


def test_fractions_equal_to_the_sixth_digit_go_to_the_list_with_more_votes() -> None:
    # the quotient is 4,000,000; fractions of 0.50000025, 0.5 and 0.99999975, two seats left
    lists = {"A": 202_000_001, "B": 402_000_000, "C": 295_999_999}
    outcome = _count(lists, 900_000_000)
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 50, "B": 101, "C": 74}


def test_fractions_that_differ_at_the_sixth_digit_decide() -> None:
    # fractions of 0.500001, 0.5 and 0.999999
    lists = {"A": 202_000_004, "B": 402_000_000, "C": 295_999_996}
    assert _count(lists, 900_000_000).totals == {"A": 51, "B": 100, "C": 74}


def test_equal_fractions_and_votes_are_undetermined() -> None:
    # the quotient is 400: 50.5, 50.5 and 124 quotients
    outcome = _count({"A": 20_200, "B": 20_200, "C": 49_600}, 100_000)
    assert outcome.status == "undetermined"
    assert not outcome.lots


@pytest.mark.parametrize(
    ("day", "version", "seats"),
    [("2007-12-02", "2005-05-18", 450), ("2011-12-04", "2009-05-12", 450), ("2021-09-19", "2014-02-24", 225)],
)
def test_version_in_force_on_the_day_of_an_election(day: str, version: str, seats: int) -> None:
    law = hemicycle.find_law("ru-duma-list", day)
    assert (law.id, law.seats) == (f"ru-duma-list@{version}", seats)


def test_seven_percent_of_those_who_took_part_until_2014() -> None:
    outcome = _count({"A": 60_000, "B": 20_000, "C": 7_000, "D": 6_999}, 100_000, "2007-12-02")
    assert outcome.totals == {"A": 310, "B": 104, "C": 36}


def test_list_with_five_percent_has_one_seat_and_one_with_six_has_two_from_2009() -> None:
    lists = {"A": 60_000, "B": 20_000, "C": 6_999, "D": 6_000, "E": 5_999, "F": 1_002}
    outcome = _count(lists, 100_000, "2011-12-04")
    assert outcome.totals == {"A": 334, "B": 111, "C": 2, "D": 2, "E": 1}


def test_equal_fractions_under_the_old_law_are_undetermined() -> None:
    # the quotient is 200: 100.5, 50.5 and 299 quotients
    assert _count({"A": 20_100, "B": 10_100, "C": 59_800}, 100_000, "2007-12-02").status == "undetermined"
