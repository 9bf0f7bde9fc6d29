"""The cantonal council of Zug: two ways over the threshold, both margins, a seat for the strongest list."""

from __future__ import annotations

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.outcome import Outcome


def _elect(votes: dict[tuple[str, str], int], seats: dict[str, int]) -> Outcome:
    law = hemicycle.find_law("ch-zug-kantonsrat", "2022-10-02")
    return elect(law, Votes({"votes": votes}, counts={"seats": seats}))


def _two(east: int, west: int) -> dict[tuple[str, str], int]:
    """Make two municipalities of 100,000 party votes, with those of list B."""
    return {("east", "A"): 100_000 - east, ("east", "B"): east, ("west", "A"): 100_000 - west, ("west", "B"): west}


SEATS = {"east": 40, "west": 40}


def test_five_percent_in_one_municipality_admit() -> None:
    outcome = _elect(_two(5_000, 0), SEATS)
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 78, "B": 2}


def test_three_percent_in_the_canton_admit() -> None:
    assert _elect(_two(3_000, 3_000), SEATS).totals == {"A": 78, "B": 2}


def test_one_vote_short_of_both_does_not() -> None:
    assert _elect(_two(4_999, 1_000), SEATS).totals == {"A": 80}
    assert _elect(_two(3_000, 2_999), SEATS).totals == {"A": 80}


def test_party_votes_of_large_municipalities_weigh_more_in_the_threshold() -> None:
    # 1.8 % of the voters' numbers, and 3.4 % of the party votes, which is what counts
    votes = {("large", "A"): 190_000, ("large", "B"): 7_000, ("small", "A"): 10_000}
    assert "B" in _elect(votes, {"large": 76, "small": 4}).totals


def test_voters_numbers_weigh_by_municipality() -> None:
    # B's 30 % stand where a voter has 60 votes, C's 30 % where a voter has 20: the same number of voters
    votes = {("large", "A"): 42_000, ("large", "B"): 18_000, ("small", "A"): 14_000, ("small", "C"): 6_000}
    outcome = _elect(votes, {"large": 60, "small": 20})
    assert outcome.status == "decided"
    assert outcome.totals["B"] == outcome.totals["C"] == 12


LEADER = {
    ("small", "A"): 50,
    ("small", "B"): 42,
    ("small", "C"): 55,
    ("large", "A"): 1_359,
    ("large", "B"): 884,
    ("large", "C"): 2_498,
}


def test_strongest_list_without_a_seat_is_undetermined() -> None:
    # C leads in the small municipality; its 36 seats all fall into the large one, where it is stronger still
    outcome = _elect(LEADER, {"small": 2, "large": 78})
    assert {row.party for row in outcome.rows if row.district == "small"} == {"A", "B"}
    assert outcome.status == "undetermined"
    assert "strongest list" in outcome.open_questions[0].asks


def test_strongest_list_below_the_threshold_is_not_asked_for() -> None:
    # 21 local lists, each below both thresholds; one of them leads the small municipality with 4.5 %
    votes = {("small", f"local {i}"): 95 for i in range(20)} | {("small", "leader"): 99, ("small", "A"): 98}
    votes |= {("large", "A"): 50_000, ("large", "B"): 50_000}
    outcome = _elect(votes | {("small", "B"): 97}, {"small": 2, "large": 78})
    assert outcome.status == "decided"
    assert set(outcome.totals) == {"A", "B"}


def test_equal_voters_numbers_at_the_last_seat_are_undetermined() -> None:
    votes = {("d", "A"): 800, ("d", "B"): 800, ("d", "C"): 800}
    outcome = _elect(votes, {"d": 80})
    assert outcome.status == "undetermined"
    assert outcome.lots == ()


def test_nobody_at_the_threshold_is_undetermined() -> None:
    assert _elect({("d", f"list {i}"): 100 for i in range(60)}, {"d": 80}).status == "undetermined"
