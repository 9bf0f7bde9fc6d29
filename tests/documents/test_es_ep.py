"""The members of the European Parliament elected in Spain: D'Hondt over the country, no threshold."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

# 26 May 2019: votes of the lists from 1.3 % up and the 59 seats after the United Kingdom had left as given by English
# Wikipedia (Spain, European Parliament constituency); the 54 seats before: acorianooriental.pt, 26 May 2019.
VOTES_2019 = {
    "PSOE": 7_369_789,
    "PP": 4_519_205,
    "Cs": 2_731_825,
    "Unidas Podemos": 2_258_857,
    "Vox": 1_393_684,
    "Ahora Repúblicas": 1_252_139,
    "Junts": 1_018_435,
    "CEUS": 633_090,
    "CPE": 296_491,
    "PACMA": 295_546,
}
SEATS_2019 = {
    "PSOE": 20,
    "PP": 12,
    "Cs": 7,
    "Unidas Podemos": 6,
    "Vox": 3,
    "Ahora Repúblicas": 3,
    "Junts": 2,
    "CEUS": 1,
}
SEATS_2020 = SEATS_2019 | {"PSOE": 21, "PP": 13, "Cs": 8, "Vox": 4, "Junts": 3}


def _count(lists: dict[str, int], *lots: DrawnLot, day: str = "2014-05-25") -> Outcome:
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    return elect(hemicycle.find_law("es-ep", day), votes, Facts(lots=lots))


def test_election_of_2019() -> None:
    outcome = _count(VOTES_2019, day="2019-05-26")
    assert outcome.status == "decided"
    assert outcome.totals == SEATS_2019


def test_count_of_2019_carried_on_to_59_members() -> None:
    assert _count(VOTES_2019, day="2020-02-01").totals == SEATS_2020


# English Wikipedia, Spain (European Parliament constituency)
@pytest.mark.parametrize(
    ("day", "seats"),
    [
        ("1987-06-10", 60),
        ("1989-06-15", 60),
        ("1994-06-12", 64),
        ("1999-06-13", 64),
        ("2004-06-13", 54),
        ("2009-06-07", 50),
        ("2014-05-25", 54),
        ("2019-05-26", 54),
        ("2024-06-09", 61),
    ],
)
def test_number_of_members_of_each_election(day: str, seats: int) -> None:
    assert hemicycle.find_law("es-ep", day).seats == seats
    assert _count({"A": 100, "B": 1}, day=day).totals == {"A": seats}


def test_small_list_wins_a_seat_without_a_threshold() -> None:
    outcome = _count({"A": 5_400, "B": 101})
    assert outcome.totals == {"A": 53, "B": 1}


def test_equal_quotients_go_to_the_list_with_more_votes() -> None:
    # the 54th quotient is 100 for both
    outcome = _count({"A": 5_400, "B": 100})
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 54}


def test_lists_with_equal_votes_draw_a_lot_for_the_last_seat() -> None:
    outcome = _count({"A": 100, "B": 100, "C": 100, "D": 100})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (set(lot.among), lot.seats) == ({"A", "B", "C", "D"}, 2)


def test_drawn_lot_decides() -> None:
    lot = DrawnLot(frozenset("ABCD"), ("B", "D"))
    outcome = _count({"A": 100, "B": 100, "C": 100, "D": 100}, lot)
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 13, "B": 14, "C": 13, "D": 14}
