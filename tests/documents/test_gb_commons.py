"""The House of Commons: one member for each constituency, most votes, equality by lot."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome


def _count(
    candidates: dict[str, int], facts: Facts | None = None, day: str = "2019-12-12", house: int = 650
) -> Outcome:
    """Count one constituency; the others, with one candidate each, fill the house."""
    law = hemicycle.find_law("gb-commons", day)
    ballots = {("Here", candidate): n for candidate, n in candidates.items()}
    ballots |= {(f"Elsewhere {i}", "Rest"): 1 for i in range(house - 1)}
    return elect(law, Votes({"votes": ballots}), facts or Facts())


def _seats(outcome: Outcome) -> dict[str, int]:
    return {row.party: row.seats for row in outcome.rows if row.district == "Here"}


def test_most_votes_win_without_a_majority_of_all() -> None:
    outcome = _count({"A": 40, "B": 35, "C": 34})
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 1}
    assert sum(outcome.totals.values()) == 650


def test_one_vote_is_enough() -> None:
    assert _seats(_count({"A": 3_050, "B": 3_049})) == {"A": 1}


def test_equal_leaders_need_a_lot() -> None:
    # the votes of Ashton-under-Lyne in 1886 (spectator.co.uk, tag general elections), under the rule of today
    outcome = _count({"A": 3_049, "B": 3_049, "C": 10})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (lot.district, set(lot.among), lot.seats) == ("Here", {"A", "B"}, 1)
    assert any("rule 49" in article for article in lot.cites)
    assert _seats(outcome) == {}


def test_drawn_lot_elects() -> None:
    lots = (DrawnLot(frozenset({"A", "B"}), ("B",), "Here"),)
    outcome = _count({"A": 3_049, "B": 3_049, "C": 10}, Facts(lots=lots))
    assert outcome.status == "decided"
    assert _seats(outcome) == {"B": 1}


def test_three_equal_leaders_are_one_lot() -> None:
    (lot,) = _count({"A": 7, "B": 7, "C": 7, "D": 1}).lots
    assert set(lot.among) == {"A", "B", "C"}


def test_equality_below_the_winner_means_nothing() -> None:
    outcome = _count({"A": 9, "B": 8, "C": 8})
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 1}


def test_pooled_row_cannot_win() -> None:
    outcome = _count({"A": 10, "B": 9, "(all other candidates together)": 30})
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 1}


def test_independent_wins_like_any_candidate() -> None:
    assert _seats(_count({"A": 10, "IND Someone": 11})) == {"IND Someone": 1}


@pytest.mark.parametrize(("day", "house"), [("1997-05-01", 659), ("2005-05-05", 646)])
def test_earlier_house_is_as_large_as_the_orders_made_it(day: str, house: int) -> None:
    # English Wikipedia: list of members elected in 1997 (659), Number of Westminster MPs (646 in 2005)
    facts = Facts(numbers={"house": {("*", ""): house}})
    outcome = _count({"A": 2, "B": 1}, facts, day, house)
    assert outcome.status == "decided"
    assert sum(outcome.totals.values()) == house


def test_constituency_that_polls_later_leaves_its_seat_open() -> None:
    outcome = _count({"A": 2, "B": 1}, house=649)
    assert sum(outcome.totals.values()) == 649
    assert outcome.status == "undetermined"
