"""The National Assembly of Armenia: 101 list seats, four for minorities, and what a large majority brings."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]


def _count(
    lists: Lists,
    *,
    day: str = "2021-06-20",
    alliances: tuple[str, ...] = (),
    valid: int | None = None,
    candidates: Lists | None = None,
) -> Outcome:
    """Count the lists; `candidates` are the minorities for which a list named somebody."""
    numbers = {"minority_candidates": {("*", p): n for p, n in candidates.items()}} if candidates else {}
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    facts = Facts(kinds=dict.fromkeys(alliances, "alliance"), numbers=numbers, valid=valid)
    return elect(hemicycle.find_law("am-assembly", day), votes, facts)


def _tier(outcome: Outcome, tier: str) -> Lists:
    return {row.party: row.seats for row in outcome.rows if row.tier == tier}


def test_election_of_2017() -> None:
    # 2 April 2017, Central Electoral Commission, as given by electionguide.org (election 2474): the forces with seats.
    # The number of valid votes isn't given; the 1,574,947 who voted are more, and the four pass on that base too.
    lists = {"Republican Party": 770_718, "Tsarukyan": 428_892, "Yelk": 121_997, "ARF": 103_148}
    outcome = _count(lists, day="2017-04-02", alliances=("Tsarukyan", "Yelk"), valid=1_574_947)
    assert outcome.status == "decided"
    assert outcome.totals == dict(zip(lists, (58, 31, 9, 7), strict=True))


def test_election_of_2018_gives_the_others_a_third() -> None:
    # 9 December 2018, Central Electoral Commission, as given by electionguide.org (election 3132): 88 of 132 are
    # exactly two thirds.
    lists = {"My Step": 884_864, "Prosperous Armenia": 103_801, "Bright Armenia": 80_047}
    outcome = _count(lists, day="2018-12-09", alliances=("My Step",))
    assert _tier(outcome, "list") == dict(zip(lists, (84, 10, 7), strict=True))
    assert _tier(outcome, "minority") == {"My Step": 4}
    assert outcome.totals == dict(zip(lists, (88, 26, 18), strict=True))


def test_election_of_2021_admits_a_third_and_adds_two() -> None:
    # 20 June 2021, Central Electoral Commission, with the valid votes of the archive, am-assembly-2021, and the seats
    # of electionguide.org (election 3702): 5.2 per cent for an alliance, which would need seven.
    lists = {"Civil Contract": 688_761, "Armenia": 269_481, "I Have Honor": 66_650}
    outcome = _count(lists, alliances=("Armenia", "I Have Honor"), valid=1_277_404)
    assert _tier(outcome, "minority") == {"Civil Contract": 3, "Armenia": 1}
    assert outcome.totals == {"Civil Contract": 71, "Armenia": 29, "I Have Honor": 7}


@pytest.mark.parametrize(("alliances", "needs"), [((), 5_000), (("D",), 7_000)])
def test_force_with_exactly_its_share_is_admitted(alliances: tuple[str, ...], needs: int) -> None:
    lists = {"A": 40_000, "B": 30_000, "C": 30_000 - needs}
    assert "D" in _count(lists | {"D": needs}, alliances=alliances).totals
    assert "D" not in _count(lists | {"D": needs - 1, "E": 1}, alliances=alliances).totals


def test_third_force_comes_in_by_votes_whichever_percentage_it_missed() -> None:
    # The alliance C has more votes than the party D, though D is nearer to its own percentage.
    lists = {"A": 50_000, "B": 41_000, "C": 4_600, "D": 4_400}
    assert set(_count(lists, alliances=("C",)).totals) == {"A", "B", "C"}


def test_equality_for_the_third_place_is_undetermined() -> None:
    assert _count({"A": 52_000, "B": 40_000, "C": 4_000, "D": 4_000}).status == "undetermined"


def test_equal_remainders_are_undetermined() -> None:
    assert _count({"A": 100, "B": 100, "C": 100}).status == "undetermined"


def test_majority_below_54_percent_is_raised_to_it() -> None:
    # 51 + 2 of 105: eight more are 61 of 113, 53.98 per cent, nine are 62 of 114.
    lists = {"A": 51_000, "B": 30_000, "C": 20_000}
    outcome = _count(lists)
    before = {party: _tier(outcome, "list")[party] + _tier(outcome, "minority").get(party, 0) for party in lists}
    assert before == {"A": 53, "B": 31, "C": 21}
    assert _tier(outcome, "stable_majority") == {"A": 9}
    assert outcome.totals == {"A": 62, "B": 31, "C": 21}


def test_half_of_the_seats_is_no_majority_and_the_outcome_says_so() -> None:
    outcome = _count({"A": 50_000, "B": 31_000, "C": 20_000})
    assert outcome.totals == {"A": 52, "B": 32, "C": 21}
    assert any("second round" in question.asks for question in outcome.open_questions)


def test_between_54_percent_and_two_thirds_nothing_is_added() -> None:
    assert sum(_count({"A": 60_000, "B": 25_000, "C": 16_000}).totals.values()) == 105


def test_minority_seat_passes_a_list_without_candidates() -> None:
    lists = {"A": 60_000, "B": 25_000, "C": 16_000}
    assert _tier(_count(lists), "minority") == {"A": 3, "B": 1}
    assert _tier(_count(lists, candidates={"A": 1, "B": 4, "C": 4}), "minority") == {"A": 1, "B": 2, "C": 1}


def test_minority_seat_that_nobody_has_a_candidate_for_is_undetermined() -> None:
    lists = {"A": 60_000, "B": 25_000, "C": 16_000}
    assert _count(lists, candidates={"A": 1, "B": 1, "C": 1}).status == "undetermined"
