"""Czechia's members of the European Parliament: five per cent, then the highest quotients in one district."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome
from hemicycle.source.mistake import BadInput

Lists = dict[str, int]

# 7 and 8 June 2024, Český statistický úřad, as given by electionseuropeennes.eu (Czech Republic) and English Wikipedia:
# the lists with seats.
VOTES_2024 = {
    "ANO 2011": 776_158,
    "SPOLU": 661_250,
    "Přísaha a Motoristé": 304_623,
    "Stačilo!": 283_935,
    "STAN": 258_431,
    "Piráti": 184_091,
    "SPD a Trikolora": 170_172,
}
SEATS_2024 = dict(zip(VOTES_2024, (7, 6, 2, 2, 2, 1, 1), strict=True))


def _count(
    lists: Lists, *lots: DrawnLot, day: str = "2024-06-07", seats: int | None = 21, names: Lists | None = None
) -> Outcome:
    numbers: dict[str, dict[tuple[str, str], int]] = {}
    if seats is not None:
        numbers["house"] = {("*", ""): seats}
    if names:
        numbers["names"] = {("*", party): n for party, n in names.items()}
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    return elect(hemicycle.find_law("cz-ep", day), votes, Facts(numbers=numbers, lots=lots))


def test_election_of_2024() -> None:
    outcome = _count(VOTES_2024)
    assert outcome.status == "decided"
    assert outcome.totals == SEATS_2024


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2004-06-11", "2003-03-04"),
        ("2009-06-05", "2003-03-04"),
        ("2014-05-23", "2014-04-07"),
        ("2019-05-24", "2014-04-07"),
        ("2024-06-07", "2014-04-07"),
        ("2029-06-08", "2026-01-01"),
    ],
)
def test_election_days_fall_into_their_versions(day: str, version: str) -> None:
    assert _count(VOTES_2024, day=day).law == f"cz-ep@{version}"


def test_list_with_exactly_five_percent_is_admitted() -> None:
    assert "C" in _count({"A": 50_000, "B": 45_000, "C": 5_000}).totals


def test_list_one_vote_short_of_five_percent_is_left_out() -> None:
    assert "C" not in _count({"A": 50_000, "B": 45_001, "C": 4_999}).totals


def test_nobody_at_five_percent_is_undetermined() -> None:
    outcome = _count({f"P{i}": 100 for i in range(25)})
    assert outcome.status == "undetermined"


def test_list_short_of_names_passes_its_next_quotient_on() -> None:
    lists = {"A": 60_000, "B": 40_000}
    assert _count(lists, seats=10).totals == {"A": 6, "B": 4}
    assert _count(lists, seats=10, names={"A": 5, "B": 13}).totals == {"A": 5, "B": 5}


def test_too_few_names_of_all_lists_together_is_undetermined() -> None:
    assert _count({"A": 60, "B": 40}, seats=10, names={"A": 5, "B": 4}).status == "undetermined"


def test_equal_quotients_go_to_the_list_with_more_votes() -> None:
    # 60 / 3 = 20 / 1: the third seat of A and the first of B for the last place.
    assert _count({"A": 60, "B": 20}, seats=3).totals == {"A": 3}


def test_equal_quotients_of_lists_with_equal_votes_are_drawn() -> None:
    lists = {"A": 60, "B": 60}
    outcome = _count(lists, seats=3)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"A", "B"}
    assert _count(lists, DrawnLot(frozenset("AB"), ("B",)), seats=3).totals == {"A": 1, "B": 2}


def _said_without_members() -> str:
    try:
        outcome = _count(VOTES_2024, seats=None)
    except BadInput as error:
        return str(error)
    return "" if outcome.totals else " ".join(outcome.notes)


def test_number_of_members_is_asked_for_by_name() -> None:
    assert "house" in _said_without_members()
