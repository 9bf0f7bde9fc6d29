"""The Assembleia da República: D'Hondt in each district, no threshold, fewer votes win the last equal term."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.outcome import Outcome


def _count(seats: int, lists: dict[str, int], day: str = "2022-01-30") -> Outcome:
    """Count one district; another one with one list fills the house."""
    law = hemicycle.find_law("pt-ar", day)
    ballots = {("Here", party): n for party, n in lists.items()} | {("Rest", "Rest"): 10}
    assert isinstance(law.seats, int)
    return elect(law, Votes({"votes": ballots}, counts={"seats": {"Here": seats, "Rest": law.seats - seats}}))


def _seats(outcome: Outcome) -> dict[str, int]:
    return {row.party: row.seats for row in outcome.rows if row.district == "Here"}


def test_example_of_the_parliament() -> None:
    # parlamento.pt, Sistema Eleitoral, and the bill of 1978: the seventh seat goes to D, which has fewer votes
    outcome = _count(7, {"A": 12_000, "B": 7_500, "C": 4_500, "D": 3_000})
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 3, "B": 2, "C": 1, "D": 1}
    assert sum(outcome.totals.values()) == 230


def test_one_vote_decides_instead_of_the_rule_on_equal_terms() -> None:
    assert _seats(_count(7, {"A": 12_004, "B": 7_500, "C": 4_500, "D": 3_000})) == {"A": 4, "B": 2, "C": 1}


def test_equal_terms_are_both_served_while_two_seats_are_left() -> None:
    outcome = _count(8, {"A": 12_000, "B": 7_500, "C": 4_500, "D": 3_000})
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 4, "B": 2, "C": 1, "D": 1}


def test_three_equal_terms_for_two_seats_go_to_the_lists_with_fewest_votes() -> None:
    # the terms of 100 are A/3, B/2 and C/1; three seats are gone before
    outcome = _count(5, {"A": 300, "B": 200, "C": 100})
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 2, "B": 2, "C": 1}


def test_equal_terms_of_lists_with_equal_votes_are_undetermined() -> None:
    outcome = _count(3, {"A": 100, "B": 100})
    assert outcome.status == "undetermined"
    assert not outcome.lots


def test_tiny_list_wins_a_seat_without_a_threshold() -> None:
    assert _seats(_count(48, {"A": 9_800, "B": 205})) == {"A": 47, "B": 1}


def test_district_of_two_seats_abroad() -> None:
    assert _seats(_count(2, {"A": 200, "B": 99, "C": 98})) == {"A": 2}


@pytest.mark.parametrize(("day", "seats"), [("1987-07-19", 250), ("1991-10-06", 230), ("2024-03-10", 230)])
def test_size_of_the_house(day: str, seats: int) -> None:
    assert hemicycle.find_law("pt-ar", day).seats == seats
