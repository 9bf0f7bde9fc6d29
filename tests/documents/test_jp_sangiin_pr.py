"""The House of Councillors of Japan: D'Hondt in the whole country, lists no longer than their names."""

from __future__ import annotations

from fractions import Fraction

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

WHOLE = "全国"


def _count(
    lists: dict[str, int | Fraction], facts: Facts | None = None, day: str = "2019-07-21", seats: int = 50
) -> Outcome:
    law = hemicycle.find_law("jp-sangiin-pr", day)
    votes = {(WHOLE, party): n for party, n in lists.items()}
    return elect(law, Votes({"votes": votes}, counts={"seats": {WHOLE: seats}}), facts or Facts())


def test_election_of_2019() -> None:
    # Ministry of Internal Affairs and Communications, 21 July 2019, as given by seatmap.ojpp.dev and wada-system.jp:
    # totals of the lists in whole votes, cut off
    lists: dict[str, int | Fraction] = {
        "自由民主党": 17_711_862,
        "立憲民主党": 7_917_719,
        "公明党": 6_536_336,
        "日本維新の会": 4_907_844,
        "日本共産党": 4_483_411,
        "国民民主党": 3_481_078,
        "れいわ新選組": 2_280_252,
        "社会民主党": 1_046_011,
        "NHKから国民を守る党": 987_885,
        "安楽死制度を考える会": 269_051,
        "幸福実現党": 202_278,
        "オリーブの木": 167_897,
        "労働の解放をめざす労働者党": 80_055,
    }
    outcome = _count(lists)
    assert outcome.status == "decided"
    assert list(outcome.totals.values()) == [19, 8, 7, 5, 4, 3, 2, 1, 1]
    assert {row.district for row in outcome.rows} == {WHOLE}


def test_list_without_a_threshold_wins_the_last_seat() -> None:
    assert dict(_count({"A": 4_900, "B": 101}).totals) == {"A": 49, "B": 1}


def test_list_used_up_leaves_its_seats_to_the_next_quotients() -> None:
    facts = Facts(numbers={"names": {(WHOLE, "A"): 3}})
    outcome = _count({"A": 9_000, "B": 600, "C": 290}, facts)
    assert outcome.status == "decided"
    assert outcome.totals["A"] == 3
    assert sum(outcome.totals.values()) == 50


def test_fewer_names_than_seats_leave_seats_open() -> None:
    facts = Facts(numbers={"names": {(WHOLE, "A"): 20, (WHOLE, "B"): 10}})
    outcome = _count({"A": 900, "B": 600}, facts)
    assert dict(outcome.totals) == {"A": 20, "B": 10}
    assert outcome.status == "undetermined"


def test_equal_quotients_for_the_last_seat_need_a_lot() -> None:
    outcome = _count({"A": 4_950, "B": 100, "C": 100})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (lot.district, set(lot.among), lot.seats) == (WHOLE, {"B", "C"}, 1)
    assert "Art. 95-3(2)" in lot.cites


def test_drawn_lot_gives_the_last_seat() -> None:
    facts = Facts(lots=(DrawnLot(frozenset({"B", "C"}), ("C",), WHOLE),))
    assert dict(_count({"A": 4_950, "B": 100, "C": 100}, facts).totals) == {"A": 49, "C": 1}


def test_decimals_of_divided_votes_decide() -> None:
    outcome = _count({"A": 4_950, "B": Fraction(100), "C": 100 + Fraction(1, 1000)})
    assert outcome.status == "decided"
    assert dict(outcome.totals) == {"A": 49, "C": 1}


def test_forty_eight_seats_until_2018() -> None:
    outcome = _count({"A": 300, "B": 180}, day="2016-07-10", seats=48)
    assert outcome.law == "jp-sangiin-pr@2000-11-01"
    assert dict(outcome.totals) == {"A": 30, "B": 18}
