"""The Scottish Parliament: constituencies by most votes, seven list seats per region by D'Hondt behind them."""

from __future__ import annotations

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome


def _count(
    regional: dict[str, int], won: dict[str, int], facts: Facts | None = None, day: str = "2016-05-05", equal: str = ""
) -> Outcome:
    """Count one region, in which parties win so many constituencies; seven others fill the parliament.

    In the constituency called `equal` two candidates have the same votes.
    """
    votes = {("Here", party): n for party, n in regional.items()}
    votes |= {(f"Other {i}", "Rest"): 100 for i in range(7)}
    first: dict[tuple[str, str], int] = {}
    parents: dict[tuple[str, str], str] = {}
    here = [party for party, n in won.items() for _ in range(n)]
    for i in range(73):
        name = f"C{i}"
        parents["region", name] = "Here" if i < len(here) else f"Other {i % 7}"
        first[name, here[i] if i < len(here) else "Rest"] = 10
        first[name, "Loser"] = 10 if name == equal else 9
    law = hemicycle.find_law("gb-sct-parliament", day)
    return elect(law, Votes({"votes": votes, "first": first}, parents=parents), facts or Facts())


def _list_seats(outcome: Outcome) -> dict[str, int]:
    return {row.party: row.seats for row in outcome.rows if row.tier == "regional_list" and row.district == "Here"}


def test_north_east_scotland_in_1999() -> None:
    # official explanatory notes on section 8 of the Scotland Act 1998, election of 6 May 1999
    regional = {"Labour": 72_666, "SNP": 92_329, "Con": 52_149, "Lib Dem": 49_843, "Green": 8_067}
    outcome = _count(regional, {"Labour": 4, "Lib Dem": 3, "SNP": 2}, day="1999-05-06")
    assert outcome.status == "decided"
    assert _list_seats(outcome) == {"SNP": 4, "Con": 3}
    assert sum(outcome.totals.values()) == 129


def test_party_with_more_constituencies_than_its_share_gets_no_list_seat_and_costs_nobody_one() -> None:
    outcome = _count({"A": 1_000, "B": 700, "C": 350}, {"A": 9})
    assert outcome.status == "decided"
    assert _list_seats(outcome) == {"B": 5, "C": 2}
    assert sum(outcome.totals.values()) == 129


def test_constituencies_of_a_party_without_a_list_change_no_figure() -> None:
    regional = {"B": 700, "C": 350}
    assert _list_seats(_count(regional, {"IND Someone": 3})) == _list_seats(_count(regional, {"Loser": 3}))


def test_individual_takes_one_list_seat_at_most() -> None:
    outcome = _count({"IND_0": 9_000, "A": 700, "B": 350}, {})
    assert outcome.status == "decided"
    assert _list_seats(outcome) == {"IND_0": 1, "A": 4, "B": 2}


def test_list_used_up_is_passed_over() -> None:
    facts = Facts(numbers={"names": {("Here", "A"): 2}})
    outcome = _count({"A": 900, "B": 300, "C": 140}, {}, facts)
    assert outcome.status == "decided"
    assert _list_seats(outcome) == {"A": 2, "B": 4, "C": 1}


def test_all_lists_used_up_leave_seats_vacant() -> None:
    facts = Facts(numbers={"names": {("Here", "A"): 2, ("Here", "B"): 1}})
    outcome = _count({"A": 900, "B": 300}, {}, facts)
    assert _list_seats(outcome) == {"A": 2, "B": 1}
    assert outcome.status == "undetermined"


def test_equal_figures_each_get_a_seat_while_there_are_enough() -> None:
    # five seats to C down to 7,000; P and Q are equal at 6,000 after that, with two seats left
    regional = {"P": 12_000, "Q": 6_000, "C": 35_000}
    outcome = _count(regional, {"P": 1})
    assert outcome.status == "decided"
    assert _list_seats(outcome) == {"C": 5, "P": 1, "Q": 1}


def test_one_added_vote_decides_for_the_smaller_divisor() -> None:
    # the figures are 12,000 / 2 and 6,000 / 1; with one vote more 6,000.5 and 6,001; one seat is left
    outcome = _count({"P": 12_000, "Q": 6_000, "C": 42_000}, {"P": 1})
    assert outcome.status == "decided"
    assert _list_seats(outcome)["C"] == 6
    assert "P" not in _list_seats(outcome)
    assert _list_seats(outcome)["Q"] == 1


def test_equal_votes_and_figures_need_a_lot() -> None:
    outcome = _count({"P": 6_000, "Q": 6_000, "C": 42_000}, {})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (lot.district, set(lot.among), lot.seats) == ("Here", {"P", "Q"}, 1)


def test_drawn_lot_settles_equal_figures() -> None:
    facts = Facts(lots=(DrawnLot(frozenset({"P", "Q"}), ("P",), "Here"),))
    outcome = _count({"P": 6_000, "Q": 6_000, "C": 42_000}, {}, facts)
    assert outcome.status == "decided"
    assert _list_seats(outcome) == {"C": 6, "P": 1}


def test_equal_figures_for_the_last_seat_are_undetermined_before_the_rule_was_read() -> None:
    outcome = _count({"P": 12_000, "Q": 6_000, "C": 42_000}, {"P": 1}, day="2003-05-01")
    assert outcome.status == "undetermined"
    assert not outcome.lots


def test_equal_candidates_of_a_constituency_need_a_lot() -> None:
    outcome = _count({"A": 700, "B": 350}, {"A": 1}, equal="C0")
    assert outcome.status == "lots needed"
    assert any(set(lot.among) == {"A", "Loser"} for lot in outcome.lots)
