"""The Senate of Australia: transferable votes, inclusive Gregory, whole votes, ties by earlier counts and lot."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Paper, Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

STATE = "Tasmania"


def _count(papers: dict[str, int], seats: int, lots: tuple[DrawnLot, ...] = (), day: str = "2022-05-21") -> Outcome:
    """Count papers written as the candidates' letters in order: `ABC` is A before B before C."""
    law = hemicycle.find_law("au-senate", day)
    first: dict[tuple[str, str], int] = dict.fromkeys(((STATE, c) for c in sorted(set("".join(papers)))), 0)
    for ranking, number in papers.items():
        first[STATE, ranking[0]] += number
    ranked = {STATE: tuple(Paper(number, tuple(ranking)) for ranking, number in papers.items())}
    facts = Facts(numbers={"seats": {(STATE, ""): seats}}, lots=lots)
    return elect(law, Votes({"votes": first}, ranked=ranked), facts)


def _elected(outcome: Outcome) -> set[str]:
    return set(outcome.totals)


def test_quota_is_reached_at_once() -> None:
    # 100 papers, two seats: the quota is 34
    outcome = _count({"A": 34, "B": 34, "C": 32}, 2)
    assert outcome.status == "decided"
    assert _elected(outcome) == {"A", "B"}


def test_surplus_moves_all_papers_at_one_value() -> None:
    # quota 34; A has a surplus of 26 on 60 papers: 50 of them carry 21 votes to B and 10 carry 4 to C, so 33 to 32
    assert _elected(_count({"AB": 50, "AC": 10, "B": 12, "C": 28}, 2)) == {"A", "B"}
    assert _elected(_count({"AB": 49, "AC": 11, "B": 11, "C": 29}, 2)) == {"A", "C"}


def test_fractions_of_a_transfer_are_dropped() -> None:
    # quota 34; the surplus of A is 6 on 40 papers: 27 of them carry 4.05 votes, so 4, to D, which is then equal to C
    outcome = _count({"AB": 13, "AD": 27, "B": 20, "C": 22, "D": 18}, 2)
    assert outcome.status == "lots needed"
    assert [set(lot.among) for lot in outcome.lots] == [{"C", "D"}]


def test_lowest_candidate_is_excluded_and_passes_papers_on() -> None:
    outcome = _count({"A": 45, "B": 30, "CB": 25}, 1)
    assert _elected(outcome) == {"B"}


def test_last_seat_goes_to_the_larger_of_two_below_the_quota() -> None:
    outcome = _count({"A": 40, "B": 39, "C": 21}, 1)
    assert _elected(outcome) == {"A"}


def test_as_many_candidates_as_seats_are_all_elected() -> None:
    outcome = _count({"A": 90, "B": 6, "C": 4}, 3)
    assert _elected(outcome) == {"A", "B", "C"}


def test_equality_at_the_bottom_looks_back_to_the_last_count_that_differed() -> None:
    # C and D have 12 each after E is excluded; before that D had 10, so D is excluded, and then B, both for C
    outcome = _count({"A": 40, "BCD": 20, "CD": 12, "DC": 10, "EDC": 2}, 1)
    assert outcome.status == "decided"
    assert _elected(outcome) == {"C"}


def test_candidates_never_unequal_need_a_lot_for_the_exclusion() -> None:
    outcome = _count({"A": 40, "B": 36, "CA": 12, "DB": 12}, 1)
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert set(lot.among) == {"C", "D"}


def test_last_two_with_equal_votes_need_a_lot_even_if_they_once_differed() -> None:
    # after C is excluded A and B have 50 each; A led before, which s. 273(17) does not ask
    outcome = _count({"A": 45, "B": 40, "CB": 10, "CA": 5}, 1)
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (lot.district, set(lot.among), lot.seats) == (STATE, {"A", "B"}, 1)


def test_drawn_lot_elects_the_last() -> None:
    drawn = (DrawnLot(frozenset({"A", "B"}), ("B",), STATE),)
    outcome = _count({"A": 45, "B": 40, "CB": 10, "CA": 5}, 1, drawn)
    assert outcome.status == "decided"
    assert _elected(outcome) == {"B"}


def test_exhausted_papers_do_not_lower_the_quota() -> None:
    outcome = _count({"A": 30, "B": 29, "C": 21, "D": 20}, 1)
    assert outcome.status == "decided"
    assert _elected(outcome) == {"A"}


@pytest.mark.parametrize("day", ["2016-07-02", "2019-05-18"])
def test_version_before_the_lot_asks_for_the_officer_s_word(day: str) -> None:
    papers = {"A": 40, "B": 36, "CA": 12, "DB": 12}
    outcome = _count(papers, 1, day=day)
    assert outcome.law == "au-senate@2016-03-22"
    assert outcome.status == "lots needed"
    named = (DrawnLot(frozenset({"C", "D"}), ("D",), STATE),)
    assert _count(papers, 1, named, day).status == "decided"
