"""The House of Representatives of Japan: D'Hondt in eleven blocks, lists no longer than the names left on them."""

from __future__ import annotations

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome


def _count(seats: int, lists: dict[str, int], facts: Facts | None = None, day: str = "2021-10-31") -> Outcome:
    """Count one block; another one with one list fills the house."""
    law = hemicycle.find_law("jp-shugiin-pr", day)
    assert isinstance(law.seats, int)
    votes = {("東京都", party): n for party, n in lists.items()} | {("Rest", "Rest"): 10}
    counts = {"seats": {"東京都": seats, "Rest": law.seats - seats}}
    return elect(law, Votes({"votes": votes}, counts=counts), facts or Facts())


def _seats(outcome: Outcome) -> dict[str, int]:
    return {row.party: row.seats for row in outcome.rows if row.district == "東京都"}


def test_tokyo_in_2021() -> None:
    # electoral commission of Tokyo, 31 October 2021 (tokyo-np.co.jp, article 140414); lists without seats are left out
    lists = {
        "自由民主党": 2_000_084,
        "立憲民主党": 1_293_281,
        "日本維新の会": 858_577,
        "公明党": 715_450,
        "日本共産党": 670_340,
        "れいわ新選組": 360_387,
    }
    outcome = _count(17, lists)
    assert outcome.status == "decided"
    assert list(_seats(outcome).values()) == [6, 4, 2, 2, 2, 1]
    assert sum(outcome.totals.values()) == 176


def test_struck_names_end_a_list_and_the_next_quotients_follow() -> None:
    # B has quotients for two seats; with one name left its second goes to the next quotient, of C
    lists = {"A": 900, "B": 400, "C": 250, "D": 150}
    assert _seats(_count(7, lists)) == {"A": 4, "B": 2, "C": 1}
    facts = Facts(numbers={"names": {("東京都", "B"): 1}})
    assert _seats(_count(7, lists, facts)) == {"A": 5, "B": 1, "C": 1}


def test_list_whose_names_are_all_struck_wins_nothing() -> None:
    facts = Facts(numbers={"names": {("東京都", "C"): 0}})
    assert _seats(_count(7, {"A": 900, "B": 400, "C": 250}, facts)) == {"A": 5, "B": 2}


def test_names_in_one_block_say_nothing_of_another() -> None:
    facts = Facts(numbers={"names": {("Rest", "A"): 1}})
    assert _seats(_count(5, {"A": 900, "B": 400}, facts)) == {"A": 4, "B": 1}


def test_fewer_names_than_seats_leave_seats_open() -> None:
    facts = Facts(numbers={"names": {("東京都", "A"): 2, ("東京都", "B"): 1}})
    outcome = _count(5, {"A": 900, "B": 400}, facts)
    assert _seats(outcome) == {"A": 2, "B": 1}
    assert outcome.status == "undetermined"


def test_equal_quotients_for_the_last_seat_need_a_lot() -> None:
    outcome = _count(4, {"A": 300, "B": 200, "C": 100})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (lot.district, set(lot.among), lot.seats) == ("東京都", {"A", "B", "C"}, 1)
    assert "Art. 95-2(2)" in lot.cites


def test_equal_quotients_are_all_served_while_seats_are_left() -> None:
    outcome = _count(6, {"A": 300, "B": 200, "C": 100})
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 3, "B": 2, "C": 1}


def test_drawn_lot_gives_the_last_seat() -> None:
    facts = Facts(lots=(DrawnLot(frozenset({"A", "B", "C"}), ("C",), "東京都"),))
    outcome = _count(4, {"A": 300, "B": 200, "C": 100}, facts)
    assert outcome.status == "decided"
    assert _seats(outcome) == {"A": 2, "B": 1, "C": 1}


def test_house_of_180_until_2017() -> None:
    outcome = _count(17, {"A": 10, "B": 7}, day="2014-12-14")
    assert outcome.law == "jp-shugiin-pr@2000-02-09"
    assert _seats(outcome) == {"A": 10, "B": 7}
    assert sum(outcome.totals.values()) == 180
