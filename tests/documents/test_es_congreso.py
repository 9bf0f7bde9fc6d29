"""The Congreso de los Diputados: D'Hondt in each district over three per cent, blank votes in the base."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

District = tuple[int, int, dict[str, int]]
HOUSE = 350


def _count(districts: dict[str, District], *lots: DrawnLot, day: str = "2016-06-26") -> Outcome:
    """Count districts of (seats, valid votes, votes); one more district with one list fills the house."""
    rest = HOUSE - sum(seats for seats, _, _ in districts.values())
    every = districts | {"Rest": (rest, 10, {"Rest": 10})}
    votes = Votes(
        {"votes": {(name, party): n for name, (_, _, lists) in every.items() for party, n in lists.items()}},
        counts={
            "valid": {name: valid for name, (_, valid, _) in every.items()},
            "seats": {name: seats for name, (seats, _, _) in every.items()},
        },
    )
    return elect(hemicycle.find_law("es-congreso", day), votes, Facts(lots=lots))


def _seats(outcome: Outcome, district: str) -> dict[str, int]:
    return {row.party: row.seats for row in outcome.rows if row.district == district}


def test_example_printed_in_the_act() -> None:
    # LOREG Art. 163(1)(c): 480,000 valid votes, eight seats
    lists = {"A": 168_000, "B": 104_000, "C": 72_000, "D": 64_000, "E": 40_000, "F": 32_000}
    outcome = _count({"Example": (8, 480_000, lists)})
    assert outcome.status == "decided"
    assert _seats(outcome, "Example") == {"A": 4, "B": 2, "C": 1, "D": 1}
    assert sum(outcome.totals.values()) == HOUSE


def test_list_with_exactly_three_percent_of_a_district_is_admitted() -> None:
    outcome = _count({"Madrid": (34, 100_000, {"A": 60_000, "B": 37_000, "C": 3_000})})
    assert _seats(outcome, "Madrid") == {"A": 21, "B": 12, "C": 1}


def test_list_one_vote_short_of_three_percent_is_left_out() -> None:
    outcome = _count({"Madrid": (34, 100_000, {"A": 60_001, "B": 37_000, "C": 2_999})})
    assert "C" not in _seats(outcome, "Madrid")
    assert sum(_seats(outcome, "Madrid").values()) == 34


def test_one_blank_ballot_more_keeps_a_list_out() -> None:
    outcome = _count({"Madrid": (34, 100_001, {"A": 60_000, "B": 37_000, "C": 3_000})})
    assert "C" not in _seats(outcome, "Madrid")


def test_threshold_is_tested_in_each_district_alone() -> None:
    outcome = _count(
        {
            "Madrid": (34, 100_000, {"A": 60_000, "B": 37_000, "C": 3_000}),
            "Barcelona": (34, 100_000, {"A": 60_000, "B": 38_000, "C": 2_000}),
        }
    )
    assert _seats(outcome, "Madrid")["C"] == 1
    assert "C" not in _seats(outcome, "Barcelona")


def test_equal_quotients_go_to_the_list_with_more_votes() -> None:
    outcome = _count({"Soria": (2, 300, {"A": 200, "B": 100})})
    assert outcome.status == "decided"
    assert _seats(outcome, "Soria") == {"A": 2}


def test_lists_with_equal_votes_draw_a_lot_for_the_odd_seat() -> None:
    outcome = _count({"Soria": (3, 200, {"A": 100, "B": 100})})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (set(lot.among), lot.seats, lot.district) == ({"A", "B"}, 1, "Soria")
    assert "Art. 163(1)(d)" in lot.cites


@pytest.mark.parametrize("winner", ["A", "B"])
def test_drawn_lot_gives_the_odd_seat(winner: str) -> None:
    lot = DrawnLot(frozenset({"A", "B"}), (winner,), "Soria")
    outcome = _count({"Soria": (3, 200, {"A": 100, "B": 100})}, lot)
    assert outcome.status == "decided"
    assert _seats(outcome, "Soria")[winner] == 2


def test_even_seats_of_two_equal_lists_need_no_lot() -> None:
    outcome = _count({"Soria": (4, 200, {"A": 100, "B": 100})})
    assert outcome.status == "decided"
    assert _seats(outcome, "Soria") == {"A": 2, "B": 2}


def test_ceuta_goes_to_most_votes_without_a_threshold() -> None:
    many = {f"L{i}": 20 for i in range(49)} | {"First": 21}
    outcome = _count({"Ceuta": (1, 1_001, many)})
    assert _seats(outcome, "Ceuta") == {"First": 1}


def test_equal_leaders_in_melilla_are_undetermined() -> None:
    outcome = _count({"Melilla": (1, 300, {"A": 100, "B": 100, "C": 100})})
    assert outcome.status == "undetermined"
    assert not _seats(outcome, "Melilla")


def test_nobody_at_three_percent_leaves_the_seats_of_the_district_open() -> None:
    outcome = _count({"Soria": (2, 4_000, {f"L{i}": 100 for i in range(40)})})
    assert outcome.status == "undetermined"
    assert not _seats(outcome, "Soria")


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("1986-06-22", "1985-06-20"),
        ("1989-10-29", "1985-06-20"),
        ("1993-06-06", "1991-03-13"),
        ("2019-11-10", "1991-03-13"),
    ],
)
def test_version_in_force_on_the_day_of_an_election(day: str, version: str) -> None:
    assert hemicycle.find_law("es-congreso", day).id == f"es-congreso@{version}"
