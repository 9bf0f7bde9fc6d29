"""The National Council of Slovakia: percentages by the kind of list, then the rounded republic electoral number."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]

# 5 March 2016, as given by electionguide.org (election 2717): the lists with seats; 2,607,750 valid votes in all.
VOTES_2016 = {
    "Smer": 737_481,
    "SaS": 315_558,
    "OĽaNO-NOVA": 287_611,
    "SNS": 225_386,
    "ĽSNS": 209_779,
    "Sme rodina": 172_860,
    "Most-Híd": 169_593,
    "Sieť": 146_205,
}
SEATS_2016 = dict(zip(VOTES_2016, (49, 21, 19, 15, 14, 11, 11, 10), strict=True))

# 10 March 2012, as given by electionguide.org (election 1622): the lists with seats.
VOTES_2012 = {
    "Smer": 1_134_280,
    "KDH": 225_361,
    "OĽaNO": 218_537,
    "Most-Híd": 176_088,
    "SDKÚ-DS": 155_744,
    "SaS": 150_266,
}
SEATS_2012 = dict(zip(VOTES_2012, (83, 16, 16, 13, 11, 11), strict=True))


def _count(
    lists: Lists, *lots: DrawnLot, coalitions: Lists | None = None, names: Lists | None = None, day: str = "2020-02-29"
) -> Outcome:
    """Count the lists; `coalitions` gives the number of members of those that are one."""
    facts = Facts(
        kinds=dict.fromkeys(coalitions or {}, "coalition"),
        members=coalitions or {},
        numbers={"names": {("*", party): n for party, n in names.items()}} if names else {},
        lots=lots,
    )
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    return elect(hemicycle.find_law("sk-nr", day), votes, facts)


def test_election_of_2016() -> None:
    outcome = _count(VOTES_2016, day="2016-03-05")
    assert outcome.status == "decided"
    assert outcome.totals == SEATS_2016


def test_election_of_2012() -> None:
    outcome = _count(VOTES_2012, day="2012-03-10")
    assert outcome.law == "sk-nr@2004-10-01"
    assert outcome.totals == SEATS_2012


def test_party_with_exactly_five_percent_goes_on() -> None:
    assert set(_count({"A": 50_000, "B": 45_000, "C": 5_000}).totals) == {"A", "B", "C"}


def test_party_one_vote_short_of_five_percent_is_left_out() -> None:
    assert set(_count({"A": 50_001, "B": 45_000, "C": 4_999}).totals) == {"A", "B"}


@pytest.mark.parametrize(("members", "needs"), [(2, 7_000), (3, 7_000), (4, 10_000), (6, 10_000)])
def test_coalition_needs_more_by_the_number_of_its_parties(members: int, needs: int) -> None:
    enough = _count({"A": 60_000, "B": 40_000 - needs, "C": needs}, coalitions={"C": members})
    assert "C" in enough.totals
    short = _count({"A": 60_000, "B": 40_001 - needs, "C": needs - 1}, coalitions={"C": members})
    assert "C" not in short.totals


def test_nobody_passes_and_the_percentages_are_lowered_by_one_point() -> None:
    lists = {"A": 4_500, "B": 4_000, "C": 3_999} | {f"L{i:02}": 3_000 for i in range(29)} | {"Rest": 501}
    outcome = _count(lists)
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 79, "B": 71}


def test_coalition_of_two_goes_on_with_six_percent_when_nobody_passes() -> None:
    lists = {"Both": 6_000, "A": 4_000} | {f"L{i:02}": 3_000 for i in range(30)}
    outcome = _count(lists, coalitions={"Both": 2})
    assert set(outcome.totals) == {"Both", "A"}


def test_percentages_are_lowered_again_until_two_lists_go_on() -> None:
    lists = {"A": 4_500, "B": 3_000} | {f"L{i:02}": 2_500 for i in range(37)}
    assert set(_count(lists).totals) == {"A", "B"}


def test_percentages_of_the_old_act_are_lowered_once_only() -> None:
    lists = {"A": 4_500, "B": 3_000} | {f"L{i:02}": 2_500 for i in range(37)}
    outcome = _count(lists, day="2010-06-12")
    assert outcome.status == "undetermined"


def test_one_list_alone_takes_all_and_the_question_is_named() -> None:
    outcome = _count({"A": 60_000} | {f"L{i}": 4_000 for i in range(10)})
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 150}
    assert any("one list alone" in question.asks for question in outcome.open_questions)


def test_seat_too_many_is_taken_from_the_smallest_remainder() -> None:
    # 151,030 / 151 = 1,000.2, rounded 1,000: 100 and 51 whole ones, remainders 10 and 20
    assert _count({"A": 100_010, "B": 51_020}).totals == {"A": 99, "B": 51}


def test_seat_too_many_with_equal_remainders_is_taken_from_fewer_votes() -> None:
    outcome = _count({"A": 100_010, "B": 51_010})
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 100, "B": 50}


def test_seat_too_many_with_equal_remainders_and_votes_is_taken_by_lot() -> None:
    lists = {"A": 50_005, "B": 50_005, "C": 51_040}
    outcome = _count(lists)
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (set(lot.among), lot.seats) == ({"A", "B"}, 1)
    drawn = _count(lists, DrawnLot(frozenset({"A", "B"}), ("B",)))
    assert drawn.totals == {"A": 49, "B": 50, "C": 51}


def test_rounded_number_decides_where_the_unrounded_one_would_differ() -> None:
    # 101,745 / 151 = 673.81, rounded 674: remainders 274, 522 and 523; unrounded they are 287, 533 and 528
    assert _count({"A": 44_758, "B": 38_266, "C": 18_721}).totals == {"A": 66, "B": 56, "C": 28}


def test_seat_left_with_equal_remainders_goes_to_more_votes() -> None:
    # 149,877 / 151 = 992.6, rounded 993: 80 and 69 whole ones, remainders of 960 both
    outcome = _count({"A": 80_400, "B": 69_477})
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 81, "B": 69}


def test_seat_left_with_equal_remainders_and_votes_needs_a_lot() -> None:
    # 149,877 / 151, rounded 993: 50, 50 and 49 whole ones, remainders of 960, 960 and 0
    lists = {"A": 50_610, "B": 50_610, "C": 48_657}
    outcome = _count(lists)
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (set(lot.among), lot.seats) == ({"A", "B"}, 1)


def test_list_short_of_names_leaves_its_seat_to_the_largest_remainder() -> None:
    # as above, but A has a name for its whole ones only
    outcome = _count({"A": 80_400, "B": 69_477}, names={"A": 80, "B": 150})
    assert outcome.totals == {"A": 80, "B": 70}


def test_short_list_doesnt_change_the_electoral_number() -> None:
    # 300,000 / 151 = 1,986.75, rounded 1,987: A 75.5 (150,000), B 45.3 (90,000), C 30.2 (60,000)
    outcome = _count({"A": 150_000, "B": 90_000, "C": 60_000}, names={"A": 74, "B": 150, "C": 150})
    assert outcome.totals == {"A": 74, "B": 46, "C": 30}


@pytest.mark.parametrize(
    ("day", "version"), [("2006-06-17", "2004-10-01"), ("2016-03-05", "2015-07-01"), ("2023-09-30", "2015-07-01")]
)
def test_version_in_force_on_the_day_of_an_election(day: str, version: str) -> None:
    assert hemicycle.find_law("sk-nr", day).id == f"sk-nr@{version}"
