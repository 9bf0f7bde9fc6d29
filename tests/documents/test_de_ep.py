"""Members of the European Parliament from Germany: a threshold until 2011, none since, two majority clauses."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS, DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

WITH_FIVE, VOID, NONE = "2009-06-07", "2012-01-01", "2014-05-25"


def _elect(votes: dict[str, int], day: str, facts: Facts = NO_FACTS) -> Outcome:
    law = hemicycle.find_law("de-ep", day)
    return elect(law, Votes({"votes": {("*", party): number for party, number in votes.items()}}), facts)


def test_election_of_2014() -> None:
    # Federal Returning Officer, final result of 25 May 2014 (notice printed by mein-geld-medien.de, 5773): seats, and
    # shares in tenths of a percent, which stand for the votes
    shares = {
        "CDU": 300, "SPD": 273, "GRÜNE": 107, "DIE LINKE": 74, "AfD": 71, "CSU": 53, "FDP": 34, "FREIE WÄHLER": 15,
        "PIRATEN": 14, "Tierschutzpartei": 12, "NPD": 10, "FAMILIE": 7, "ÖDP": 6, "Die PARTEI": 6, "REP": 4,
        "Volksabstimmung": 3, "PBC": 2, "BP": 2, "PRO NRW": 2, "AUF": 2, "CM": 1, "DKP": 1, "MLPD": 1,
    }  # fmt: skip
    seats = {
        "CDU": 29, "SPD": 27, "GRÜNE": 11, "DIE LINKE": 7, "AfD": 7, "CSU": 5, "FDP": 3, "FREIE WÄHLER": 1,
        "PIRATEN": 1, "Tierschutzpartei": 1, "NPD": 1, "FAMILIE": 1, "ÖDP": 1, "Die PARTEI": 1,
    }  # fmt: skip
    outcome = _elect(shares, NONE)
    assert outcome.status == "decided"
    assert outcome.totals == seats


def test_proposal_with_exactly_five_percent_takes_part() -> None:
    assert _elect({"A": 500_000, "B": 450_000, "C": 50_000}, WITH_FIVE).totals["C"] == 5


def test_proposal_one_vote_short_of_five_percent_does_not() -> None:
    outcome = _elect({"A": 500_000, "B": 450_001, "C": 49_999}, WITH_FIVE)
    assert outcome.totals == {"A": 52, "B": 47}


def test_pooled_small_proposals_count_in_the_base_and_win_nothing() -> None:
    votes = {"A": 500_000, "B": 400_000, "C": 49_999, "Übrige": 50_000}
    assert set(_elect(votes, WITH_FIVE).totals) == {"A", "B"}
    assert set(_elect({"A": 500_000, "B": 400_000, "C": 50_001, "Übrige": 50_000}, WITH_FIVE).totals) == {"A", "B", "C"}


@pytest.mark.parametrize("day", [VOID, NONE])
def test_no_threshold_once_the_clause_is_void(day: str) -> None:
    assert _elect({"A": 600_000, "B": 390_000, "C": 10_000}, day).totals["C"] == 1


def test_nobody_at_five_percent_is_undetermined() -> None:
    outcome = _elect({f"list {i}": 100 for i in range(25)}, WITH_FIVE)
    assert outcome.status == "undetermined"


def test_equal_fractions_are_settled_by_lot() -> None:
    votes = {"A": 100, "B": 100}
    outcome = _elect(votes, WITH_FIVE)
    assert outcome.status == "lots needed"
    assert [(set(lot.among), lot.seats) for lot in outcome.lots] == [({"A", "B"}, 1)]
    drawn = Facts(lots=(DrawnLot(frozenset({"A", "B"}), ("B",)),))
    assert _elect(votes, WITH_FIVE, drawn).totals == {"B": 50, "A": 49}


def test_even_seats_for_equal_votes_need_no_lot() -> None:
    assert _elect({"A": 100, "B": 100}, NONE).totals == {"A": 48, "B": 48}


# A majority of votes that the divisors leave without a majority of seats: one large list and 64 mostly rounded up,
# with 70 to 133 votes, 6,496 together.
def _scattered(large: int) -> dict[str, int]:
    return {"large": large, **{f"list {votes}": votes for votes in range(70, 134)}}


def test_majority_of_votes_has_a_majority_of_seats_since_2013() -> None:
    outcome = _elect(_scattered(6_497), NONE)
    assert outcome.status == "decided"
    assert outcome.totals["large"] == 49
    # the others share the 47 seats left: the 47 largest of them
    assert {party for party in outcome.totals if party != "large"} == {f"list {votes}" for votes in range(87, 134)}


def test_half_of_the_votes_is_no_majority() -> None:
    outcome = _elect(_scattered(6_496), NONE)
    assert outcome.totals["large"] == 41


def test_majority_of_votes_with_half_of_the_seats_gets_one_more() -> None:
    # 50.1 % and 49.9 % of 96 seats are 48.096 and 47.904
    assert _elect({"A": 501, "B": 499}, NONE).totals == {"A": 49, "B": 47}


def test_majority_of_votes_with_a_majority_of_seats_changes_nothing() -> None:
    assert _elect({"A": 600, "B": 400}, NONE).totals == {"A": 58, "B": 38}


def test_one_seat_in_advance_before_2013() -> None:
    # one seat in advance, and 42 of the other 98 by divisors
    outcome = _elect(_scattered(6_497), VOID)
    assert outcome.status == "decided"
    assert sum(outcome.totals.values()) == 99
    assert outcome.totals["large"] == 43
    assert [question.we for question in outcome.open_questions] == ["the act gives one seat, and it is given once"]


def test_seat_in_advance_can_make_the_majority() -> None:
    # by divisors 49, 49 and 1 of 99; one in advance, then 49, 48 and 1 of 98
    votes = {"A": 50_100, "B": 49_300, "C": 600}
    assert _elect(votes, VOID).totals == {"A": 50, "B": 48, "C": 1}
