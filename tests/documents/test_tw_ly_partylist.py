"""The Legislative Yuan, party lists: Hare and largest remainders on ratios rounded to four decimals."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome


def _count(lists: dict[str, int], facts: Facts | None = None, day: str = "2024-01-13") -> Outcome:
    law = hemicycle.find_law("tw-ly-partylist", day)
    return elect(law, Votes({"votes": {("*", party): n for party, n in lists.items()}}), facts or Facts())


def test_election_of_2016() -> None:
    # Central Election Commission, 16 January 2016, as given by Chinese Wikipedia. All party votes are what the share
    # printed for the first, 44.06 per cent, comes to; the least, a middle and the largest number that it allows.
    lists = {"DPP": 5_370_953, "KMT": 3_280_949, "PFP": 794_838, "NPP": 744_315}
    for whole in (12_188_702, 12_190_000, 12_191_468):
        outcome = _count(lists | {"(others)": whole - sum(lists.values())}, day="2016-01-16")
        assert outcome.status == "decided"
        assert dict(outcome.totals) == {"DPP": 18, "KMT": 11, "PFP": 3, "NPP": 2}


def test_party_with_exactly_five_per_cent_is_admitted() -> None:
    outcome = _count({"A": 600_000, "B": 350_000, "C": 50_000})
    assert outcome.status == "decided"
    assert not outcome.open_questions
    assert dict(outcome.totals) == {"A": 20, "B": 12, "C": 2}


@pytest.mark.parametrize("votes", [49_999, 49_950])
def test_party_that_rounding_lifts_to_five_per_cent_is_admitted_with_a_question(votes: int) -> None:
    outcome = _count({"A": 600_000, "B": 400_000 - votes, "C": votes})
    assert outcome.totals["C"] == 2
    (question,) = outcome.open_questions
    assert "rounding" in question.asks
    assert outcome.status == "decided"


def test_party_below_the_rounding_is_out() -> None:
    outcome = _count({"A": 600_000, "B": 350_051, "C": 49_949})
    assert set(outcome.totals) == {"A", "B"}
    assert sum(outcome.totals.values()) == 34
    assert not outcome.open_questions


def test_votes_of_parties_that_are_out_count_in_the_base() -> None:
    assert "C" not in _count({"A": 600_000, "B": 340_000, "C": 49_000, "D": 11_000}).totals


def test_rounding_of_the_ratios_makes_a_lot_of_what_one_vote_would_decide() -> None:
    # without rounding the remainder of A is larger, .50016 to .50012; both ratios are 0.4559
    lists = {"A": 455_887, "B": 455_886, "C": 88_227}
    outcome = _count(lists)
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert set(lot.among) == {"A", "B"}
    assert "Art. 67(2)(3)" in lot.cites


def test_drawn_lot_gives_the_last_seat() -> None:
    facts = Facts(lots=(DrawnLot(frozenset({"A", "B"}), ("B",)),))
    outcome = _count({"A": 500_000, "B": 500_000, "C": 90_000}, facts)
    assert outcome.status == "decided"
    assert dict(outcome.totals) == {"A": 15, "B": 16, "C": 3}


def test_more_equal_remainders_than_seats_left_need_a_lot() -> None:
    outcome = _count({"A": 250, "B": 250, "C": 250, "D": 250})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (len(lot.among), lot.seats) == (4, 2)
    assert dict(_count({"A": 500, "B": 500}).totals) == {"A": 17, "B": 17}


def test_one_party_at_the_threshold_takes_all_seats() -> None:
    outcome = _count({"A": 100_000} | {f"P{i}": 4_000 for i in range(30)})
    assert dict(outcome.totals) == {"A": 34}


def test_nobody_at_the_threshold_is_undetermined() -> None:
    outcome = _count({f"P{i}": 100 for i in range(21)})
    assert outcome.status == "undetermined"
    assert any("five per cent" in question.asks for question in outcome.open_questions)
