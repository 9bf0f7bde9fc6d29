"""The Second Chamber of the Netherlands: the quota, largest averages, the rule for a majority, short lists."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Alliance, DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]
COMBINED, NOW = "2012-09-12", "2023-11-22"

# Kiesraad, the lists with seats, as given by Italian Wikipedia (2012, 2021) and parlement.com (2017); valid votes in
# all are 9,424,235, 10,516,041 and 10,422,852. The combinations of 2012 and 2017: europa-nu.nl, Lijstencombinatie.
VOTES_2012 = {
    "VVD": 2_504_948,
    "PvdA": 2_340_750,
    "PVV": 950_263,
    "SP": 909_853,
    "CDA": 801_620,
    "D66": 757_091,
    "ChristenUnie": 294_586,
    "GroenLinks": 219_896,
    "SGP": 196_780,
    "PvdD": 182_162,
    "50PLUS": 177_631,
}
SEATS_2012 = dict(zip(VOTES_2012, (41, 38, 15, 15, 13, 12, 5, 4, 3, 2, 2), strict=True))
VOTES_2017 = {
    "VVD": 2_238_351,
    "PVV": 1_372_941,
    "CDA": 1_301_796,
    "D66": 1_285_819,
    "GroenLinks": 959_600,
    "SP": 955_633,
    "PvdA": 599_699,
    "ChristenUnie": 356_271,
    "PvdD": 335_214,
    "50PLUS": 327_131,
    "SGP": 218_950,
    "DENK": 216_147,
    "FVD": 187_162,
}
SEATS_2017 = dict(zip(VOTES_2017, (33, 20, 19, 19, 14, 14, 9, 5, 5, 4, 3, 3, 2), strict=True))
VOTES_2021 = {
    "VVD": 2_279_130,
    "D66": 1_565_861,
    "PVV": 1_124_482,
    "CDA": 990_601,
    "SP": 623_371,
    "PvdA": 597_192,
    "GroenLinks": 537_308,
    "FVD": 523_083,
    "PvdD": 399_750,
    "ChristenUnie": 351_275,
    "Volt": 252_480,
    "JA21": 246_620,
    "SGP": 215_249,
    "DENK": 211_237,
    "50PLUS": 106_702,
    "BBB": 104_319,
    "BIJ1": 87_238,
}
SEATS_2021 = dict(zip(VOTES_2021, (34, 24, 17, 15, 9, 9, 8, 8, 6, 5, 3, 3, 3, 3, 1, 1, 1), strict=True))
CHRISTIAN = ("ChristenUnie", "SGP")


def _count(
    lists: Lists,
    *lots: DrawnLot,
    day: str = NOW,
    valid: int | None = None,
    names: Lists | None = None,
    combined: tuple[tuple[str, ...], ...] = (),
) -> Outcome:
    facts = Facts(
        alliances=tuple(Alliance(" + ".join(lists), lists) for lists in combined),
        numbers={"names": {("*", party): n for party, n in names.items()}} if names else {},
        lots=lots,
        valid=valid,
    )
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    return elect(hemicycle.find_law("nl-tweedekamer", day), votes, facts)


def test_election_of_2021() -> None:
    outcome = _count(VOTES_2021, day="2021-03-17", valid=10_422_852)
    assert outcome.status == "decided"
    assert outcome.totals == SEATS_2021


def test_election_of_2017_with_its_combinations() -> None:
    combined = (("PvdA", "GroenLinks"), CHRISTIAN)
    outcome = _count(VOTES_2017, day="2017-03-15", valid=10_516_041, combined=combined)
    assert outcome.law == "nl-tweedekamer@1997-12-01"
    assert outcome.totals == SEATS_2017


def test_combinations_decided_seats_in_2012() -> None:
    combined = (("PvdA", "SP", "GroenLinks"), CHRISTIAN)
    assert _count(VOTES_2012, day=COMBINED, valid=9_424_235, combined=combined).totals == SEATS_2012
    assert _count(VOTES_2012, day=COMBINED, valid=9_424_235).totals != SEATS_2012


def test_combinations_are_gone_since_2017() -> None:
    alone = _count(VOTES_2012, valid=9_424_235)
    assert _count(VOTES_2012, valid=9_424_235, combined=(CHRISTIAN,)).totals == alone.totals


@pytest.mark.parametrize("day", [COMBINED, NOW])
def test_list_with_exactly_the_quota_wins_a_seat(day: str) -> None:
    lists = {"A": 90_000, "B": 59_000}
    assert _count(lists | {"C": 1_000}, day=day).totals["C"] == 1
    assert "C" not in _count(lists | {"C": 999}, day=day, valid=150_000).totals


def test_list_below_the_quota_takes_no_part_in_a_combination() -> None:
    lists = {"A": 70_000, "B": 70_600, "C": 8_401, "D": 999}
    combined = _count(lists, day=COMBINED, combined=(("C", "D"),))
    assert combined.totals == _count(lists, day=COMBINED).totals
    assert "D" not in combined.totals


def test_seats_of_a_combination_go_by_its_quota_and_largest_remainders() -> None:
    # B and C have 60,000 of 150,000 and 60 seats, as whole quotas of 1,000: 40.4 and 19.6.
    lists = {"A": 90_000, "B": 40_400, "C": 19_600}
    outcome = _count(lists, day=COMBINED, combined=(("B", "C"),))
    assert outcome.totals == {"A": 90, "B": 40, "C": 20}


# --- a list with more than half of the votes


@pytest.mark.parametrize("day", [COMBINED, NOW])
def test_majority_of_votes_is_a_majority_of_seats(day: str) -> None:
    # 150,100 votes: A has 75,051 and 75 whole quotas of 1,000.67. B and C have 37 each and the last seat goes to B by
    # the average: 37,600 / 38 = 989.5 beats A's 75,051 / 76 = 987.5. B's falls away.
    lists = {"A": 75_051, "B": 37_600, "C": 37_449}
    outcome = _count(lists, day=day)
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 76, "B": 37, "C": 37}


@pytest.mark.parametrize("day", [COMBINED, NOW])
def test_exactly_half_of_the_votes_is_no_majority(day: str) -> None:
    lists = {"A": 75_050, "B": 37_601, "C": 37_449}
    assert _count(lists, day=day).totals == {"A": 75, "B": 38, "C": 37}


def test_seat_that_falls_away_is_drawn_between_equal_averages() -> None:
    # A has 75 whole quotas of 1,000, the others 14 each and one by the same average of 999.9; one of these falls away.
    others = dict.fromkeys("BCDEF", 14_999)
    outcome = _count({"A": 75_005, **others})
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == set(others)
    assert outcome.lots[0].seats == 4
    settled = _count({"A": 75_005, **others}, DrawnLot(frozenset(others), ("B", "C", "D", "F")))
    assert settled.totals == {"A": 76, "B": 15, "C": 15, "D": 15, "E": 14, "F": 15}


def test_combination_with_a_majority_of_votes_has_a_majority_of_seats() -> None:
    lists = {"A": 45_030, "E": 30_021, "B": 37_600, "C": 37_449}
    outcome = _count(lists, day=COMBINED, combined=(("A", "E"),))
    assert outcome.totals["A"] + outcome.totals["E"] == 76
    assert (outcome.totals["B"], outcome.totals["C"]) == (37, 37)


# --- lists short of names, and lots


@pytest.mark.parametrize("day", [COMBINED, NOW])
def test_list_without_names_left_passes_its_seats_on(day: str) -> None:
    lists = {"A": 70_000, "B": 50_000, "C": 30_000}
    assert _count(lists, day=day).totals == {"A": 70, "B": 50, "C": 30}
    # 60 names: 10 seats go on by the largest average among B and C.
    outcome = _count(lists, day=day, names={"A": 60, "B": 80, "C": 80})
    assert outcome.totals == {"A": 60, "B": 56, "C": 34}


def test_majority_list_without_names_left_passes_its_seats_on() -> None:
    lists = {"A": 90_000, "B": 60_000}
    assert _count(lists, names={"A": 80, "B": 80}).totals == {"A": 80, "B": 70}


def test_too_few_names_of_all_lists_leave_the_outcome_undetermined() -> None:
    assert _count({"A": 70_000, "B": 80_000}, names={"A": 60, "B": 80}).status == "undetermined"


@pytest.mark.parametrize("day", [COMBINED, NOW])
def test_equal_averages_are_drawn(day: str) -> None:
    lists = dict.fromkeys("ABCD", 1_000)  # 37 each, two left
    outcome = _count(lists, day=day)
    assert outcome.status == "lots needed"
    assert outcome.lots[0].seats == 2
    settled = _count(lists, DrawnLot(frozenset("ABCD"), ("A", "D")), day=day)
    assert settled.totals == {"A": 38, "B": 37, "C": 37, "D": 38}


def test_nobody_at_the_quota_is_undetermined() -> None:
    assert _count({f"P{i}": 1 for i in range(151)}).status == "undetermined"
