"""The Sejm: national conditions by the form of the committee, then the seats of each district."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]
KINDS = {"Coalition": "coalition", "Minority": "minority"}


def _count(
    districts: dict[str, tuple[int, Lists]], led: Mapping[tuple[str, str], int] | None = None, day: str = "2019-10-13"
) -> Outcome:
    votes = Votes(
        {"votes": {(name, party): n for name, (_, lists) in districts.items() for party, n in lists.items()}},
        counts={"seats": {name: seats for name, (seats, _) in districts.items()}},
    )
    facts = Facts(kinds=KINDS, numbers={"stations_led": led} if led else {})
    return elect(hemicycle.find_law("pl-sejm", day), votes, facts)


def _country(lists: Lists, day: str = "2019-10-13") -> Outcome:
    return _count({"Poland": (460, lists)}, day=day)


def _seats(outcome: Outcome, district: str) -> Lists:
    return {row.party: row.seats for row in outcome.rows if row.district == district}


def test_committee_with_exactly_five_percent_is_admitted() -> None:
    outcome = _country({"A": 60_000, "B": 35_000, "C": 5_000})
    assert outcome.status == "decided"
    assert outcome.totals["C"] == 23


def test_committee_one_vote_short_of_five_percent_is_left_out() -> None:
    assert set(_country({"A": 60_001, "B": 35_000, "C": 4_999}).totals) == {"A", "B"}


def test_coalition_with_exactly_eight_percent_is_admitted() -> None:
    assert _country({"A": 60_000, "B": 32_000, "Coalition": 8_000}).totals["Coalition"] == 36


def test_coalition_one_vote_short_of_eight_percent_is_left_out() -> None:
    assert set(_country({"A": 60_001, "B": 32_000, "Coalition": 7_999}).totals) == {"A", "B"}


def test_condition_looks_at_the_country_and_not_at_the_district() -> None:
    outcome = _count(
        {"Home": (20, {"A": 4_000, "B": 3_000, "C": 3_000}), "Away": (440, {"A": 60_000, "B": 29_001, "C": 999})}
    )
    assert set(outcome.totals) == {"A", "B"}


def test_committee_of_a_minority_needs_quotients_only() -> None:
    outcome = _count(
        {"Opole": (12, {"A": 5_000, "B": 4_000, "Minority": 1_000}), "Away": (448, {"A": 500_000, "B": 490_000})}
    )
    assert outcome.status == "decided"
    assert _seats(outcome, "Opole") == {"A": 6, "B": 5, "Minority": 1}


def test_minority_without_a_quotient_wins_nothing() -> None:
    outcome = _count({"Opole": (12, {"A": 5_000, "B": 4_000, "Minority": 10}), "Away": (448, {"A": 5, "B": 4})})
    assert "Minority" not in outcome.totals


def test_one_committee_alone_lowers_the_conditions_to_three_and_five_percent() -> None:
    lists = {"A": 85_000, "B": 3_000, "C": 2_999, "Coalition": 5_000, "D": 2_000, "E": 2_001}
    outcome = _country(lists)
    assert outcome.status == "decided"
    assert set(outcome.totals) == {"A", "B", "Coalition"}


def test_coalition_short_of_five_percent_stays_out_when_the_conditions_are_lowered() -> None:
    lists = {"A": 87_000, "B": 4_001, "Coalition": 4_999, "C": 2_000, "D": 2_000}
    assert set(_country(lists).totals) == {"A", "B"}


def test_two_committees_that_pass_leave_the_conditions_as_they_are() -> None:
    assert set(_country({"A": 60_000, "B": 36_000, "C": 4_000}).totals) == {"A", "B"}


def test_one_party_and_one_coalition_that_pass_leave_the_conditions_as_they_are() -> None:
    assert set(_country({"A": 60_000, "Coalition": 36_000, "C": 4_000}).totals) == {"A", "Coalition"}


def test_no_committee_at_five_percent_lowers_the_conditions() -> None:
    lists = {f"L{i}": 3_000 for i in range(32)} | {"Small": 2_000, "Smaller": 2_000}
    outcome = _country(lists)
    assert set(outcome.totals) == {f"L{i}" for i in range(32)}


def test_nobody_at_three_percent_is_undetermined() -> None:
    outcome = _country({f"L{i}": 100 for i in range(40)})
    assert outcome.status == "undetermined"
    assert not outcome.totals


def test_equal_last_quotients_go_to_the_list_with_more_votes() -> None:
    outcome = _count({"Here": (2, {"A": 200, "B": 100}), "Away": (458, {"A": 1_000, "B": 1_000})})
    assert outcome.status == "decided"
    assert _seats(outcome, "Here") == {"A": 2}


@pytest.mark.parametrize(("wards", "seats"), [((7, 5), {"A": 2, "B": 1}), ((5, 7), {"A": 1, "B": 2})])
def test_lists_with_equal_votes_are_told_apart_by_polling_wards(wards: tuple[int, int], seats: Lists) -> None:
    led = {("Here", "A"): wards[0], ("Here", "B"): wards[1]}
    outcome = _count({"Here": (3, {"A": 100, "B": 100}), "Away": (457, {"A": 1_000, "B": 999})}, led)
    assert outcome.status == "decided"
    assert _seats(outcome, "Here") == seats


def test_lists_equal_in_votes_and_wards_are_undetermined_and_draw_no_lot() -> None:
    led = {("Here", "A"): 6, ("Here", "B"): 6}
    outcome = _count({"Here": (3, {"A": 100, "B": 100}), "Away": (457, {"A": 1_000, "B": 999})}, led)
    assert outcome.status == "undetermined"
    assert not outcome.lots


def test_number_of_polling_wards_is_asked_for_when_a_tie_arises() -> None:
    outcome = _count({"Here": (3, {"A": 100, "B": 100}), "Away": (457, {"A": 1_000, "B": 999})})
    assert outcome.status == "undetermined"
    assert any("stations_led" in question.asks for question in outcome.open_questions)


def test_modified_sainte_lague_of_2001_and_dhondt_since_2002() -> None:
    # seven seats; by 1.4, 3, 5: 357.1, 166.7, 100, 71.4 and 142.9, 66.7 and 107.1, 50
    here = {"Here": (7, {"A": 500, "B": 200, "C": 150}), "Away": (453, {"A": 1_000, "B": 1_000, "C": 1_000})}
    assert _seats(_count(here, day="2001-09-23"), "Here") == {"A": 4, "B": 2, "C": 1}
    apart = {"Here": (4, {"A": 300, "B": 115, "C": 95}), "Away": here["Away"]}
    # 1.4, 3, 5: 214.3, 100, 60; 82.1; 67.9. D'Hondt: 300, 150, 100; 115; 95
    assert _seats(_count(apart, day="2001-09-23"), "Here") == {"A": 2, "B": 1, "C": 1}
    assert _seats(_count(apart, day="2007-10-21"), "Here") == {"A": 3, "B": 1}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2001-09-23", "2001-04-12"),
        ("2007-10-21", "2002-08-10"),
        ("2011-10-09", "2011-08-01"),
        ("2023-10-15", "2011-08-01"),
    ],
)
def test_version_in_force_on_the_day_of_an_election(day: str, version: str) -> None:
    assert hemicycle.find_law("pl-sejm", day).id == f"pl-sejm@{version}"
