"""The Knesset: a threshold, highest averages, and pairs of lists with an agreement on surplus votes."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Alliance, DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]
Pairs = list[tuple[str, str]]

# 1 November 2022, Central Elections Committee (votes25.bechirot.gov.il/nationalresults): the lists with seats, and
# Meretz, which had an agreement; 4,764,742 valid votes in all. The agreements: English Wikipedia.
VOTES_2022 = {
    "Likud": 1_115_336,
    "Yesh Atid": 847_435,
    "Religious Zionism": 516_470,
    "National Unity": 432_482,
    "Shas": 392_964,
    "United Torah Judaism": 280_194,
    "Yisrael Beitenu": 213_687,
    "Ra'am": 194_047,
    "Hadash-Ta'al": 178_735,
    "Labor": 175_992,
    "Meretz": 150_793,
}
SEATS_2022 = dict(zip(VOTES_2022, (32, 24, 14, 12, 11, 7, 6, 5, 5, 4), strict=False))
PAIRS_2022 = [
    ("Likud", "Religious Zionism"),
    ("Yesh Atid", "National Unity"),
    ("Shas", "United Torah Judaism"),
    ("Labor", "Meretz"),
]


def _count(
    lists: Lists, *lots: DrawnLot, pairs: Pairs | None = None, valid: int | None = None, day: str = "2022-11-01"
) -> Outcome:
    alliances = tuple(Alliance(" and ".join(pair), pair) for pair in pairs or [])
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    return elect(hemicycle.find_law("il-knesset", day), votes, Facts(alliances=alliances, lots=lots, valid=valid))


def test_election_of_2022() -> None:
    outcome = _count(VOTES_2022, pairs=PAIRS_2022, valid=4_764_742)
    assert outcome.status == "decided"
    assert outcome.totals == SEATS_2022


def test_agreements_decided_a_seat_in_2019() -> None:
    # 9 April 2019, Central Elections Committee; the lists that passed, as in the archive, il-knesset-2019. Without
    # agreements Likud would have won 36.
    lists = {
        "Likud": 1_140_370,
        "Blue and White": 1_125_881,
        "Shas": 258_275,
        "United Torah Judaism": 249_049,
        "Hadash-Ta'al": 193_442,
        "Labor": 190_870,
        "Yisrael Beitenu": 173_004,
        "United Right": 159_468,
        "Meretz": 156_473,
        "Kulanu": 152_756,
        "Ra'am-Balad": 143_666,
    }
    pairs = [
        ("Likud", "United Right"),
        ("Shas", "United Torah Judaism"),
        ("Hadash-Ta'al", "Ra'am-Balad"),
        ("Labor", "Meretz"),
    ]
    outcome = _count(lists, pairs=pairs, day="2019-04-09")
    assert outcome.totals == dict(zip(lists, (35, 35, 8, 8, 6, 6, 5, 5, 4, 4, 4), strict=True))
    alone = _count(lists, day="2019-04-09").totals
    assert (alone["Likud"], alone["United Torah Judaism"]) == (36, 7)


@pytest.mark.parametrize(("day", "needs"), [("2013-01-22", 20_000), ("2019-04-09", 32_500)])
def test_list_needs_exactly_its_share_of_all_valid_votes(day: str, needs: int) -> None:
    lists = {"A": 610_000, "B": 300_000}
    assert "C" in _count(lists | {"C": needs}, valid=1_000_000, day=day).totals
    assert "C" not in _count(lists | {"C": needs - 1}, valid=1_000_000, day=day).totals


def test_agreement_does_not_help_over_the_threshold() -> None:
    lists = {"A": 600_000, "B": 340_000, "C": 32_499, "D": 27_501}
    assert set(_count(lists, pairs=[("C", "D")]).totals) == {"A", "B"}


def test_partner_below_the_threshold_adds_nothing_to_a_pair() -> None:
    lists = {"A": 600_000, "B": 368_000, "C": 32_000}
    assert _count(lists, pairs=[("B", "C")]).totals == _count(lists).totals


def test_pair_adds_its_votes_for_the_seats_left_over() -> None:
    # 120,000 votes, 1,000 for a whole seat: 59, 36 and 24, one left. Alone: A 59,300 / 60 = 988, B 36,100 / 37 = 976,
    # C 24,600 / 25 = 984. Together B and C have 60,700 / 61 = 995, and C the larger index in the pair.
    lists = {"A": 59_300, "B": 36_100, "C": 24_600}
    assert _count(lists).totals == {"A": 60, "B": 36, "C": 24}
    assert _count(lists, pairs=[("B", "C")]).totals == {"A": 59, "B": 36, "C": 25}


def test_equal_indices_are_drawn() -> None:
    lists = dict.fromkeys("ABCDEFG", 1_000)  # 17 each, one left
    outcome = _count(lists)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == set(lists)
    assert _count(lists, DrawnLot(frozenset("ABCDEFG"), ("C",))).totals["C"] == 18


def test_equal_indices_inside_a_pair_are_drawn() -> None:
    lists = {"A": 55_000, "B": 32_500, "C": 32_500}
    outcome = _count(lists, pairs=[("B", "C")])
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"B", "C"}


def test_list_without_a_majority_stops_at_half_of_the_seats() -> None:
    # 4,950 of 9,900: the next indices of A, 4,950 / 61 = 81.1 and / 62 = 79.8, beat all others, at most 554 / 7 = 79.1.
    others = {f"P{i}": 546 + i for i in range(9)}
    outcome = _count({"A": 4_950, **others})
    assert outcome.totals["A"] == 60
    assert [outcome.totals[f"P{i}"] for i in range(9)] == [6, 6, 6, 7, 7, 7, 7, 7, 7]


def test_list_with_a_majority_goes_on() -> None:
    others = {f"P{i}": 546 + i for i in range(9)}
    assert _count({"A": 4_951, **others}).totals["A"] == 62


def test_pair_that_stops_at_half_of_the_seats_is_an_open_question() -> None:
    others = {f"P{i}": 546 + i for i in range(9)}
    outcome = _count({"A": 2_500, "B": 2_450, **others}, pairs=[("A", "B")])
    assert outcome.totals["A"] + outcome.totals["B"] == 60
    assert any("pair without a majority" in question.asks for question in outcome.open_questions)


def test_nobody_over_the_threshold_is_undetermined() -> None:
    assert _count({f"P{i}": 100 for i in range(40)}).status == "undetermined"
