"""The Chamber of Deputies of Czechia: d'Hondt in the regions up to 2021, then two scrutinies by quota."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome
from hemicycle.source.mistake import BadInput

BEFORE, SINCE = "2017-10-20", "2025-10-03"
Lists = dict[str, int]


def _count(day: str, regions: dict[str, Lists], *lots: DrawnLot, coalitions: Lists | None = None) -> Outcome:
    """Count the lists of the regions; `coalitions` gives the number of members of those that are one."""
    cells = {(region, party): n for region, lists in regions.items() for party, n in lists.items()}
    facts = Facts(kinds=dict.fromkeys(coalitions or {}, "coalition"), members=coalitions or {}, lots=lots)
    return elect(hemicycle.find_law("cz-psp", day), Votes({"votes": cells}), facts)


def _in(outcome: Outcome, region: str) -> Lists:
    seats: Lists = {}
    for row in outcome.rows:
        if row.district == region:
            seats[row.party] = seats.get(row.party, 0) + row.seats
    return seats


def test_no_rule_is_in_force_between_the_finding_and_the_new_act() -> None:
    with pytest.raises(BadInput):
        hemicycle.find_law("cz-psp", "2021-05-01")


@pytest.mark.parametrize(
    ("day", "members", "needs"),
    [
        (BEFORE, 1, 5),
        (BEFORE, 2, 10),
        (BEFORE, 3, 15),
        (BEFORE, 4, 20),
        (BEFORE, 7, 20),
        (SINCE, 1, 5),
        (SINCE, 2, 8),
        (SINCE, 3, 11),
        (SINCE, 6, 11),
    ],
)
def test_list_needs_its_share_of_all_regions_to_the_vote(day: str, members: int, needs: int) -> None:
    coalitions = {"C": members} if members > 1 else None
    enough = {"A": 40_000, "B": 60_000 - 1_000 * needs, "C": 1_000 * needs}
    assert "C" in _count(day, {"R": enough}, coalitions=coalitions).totals
    short = {"A": 40_000, "B": 60_001 - 1_000 * needs, "C": 1_000 * needs - 1}
    assert "C" not in _count(day, {"R": short}, coalitions=coalitions).totals


def test_share_is_of_the_country_and_not_of_a_region() -> None:
    regions = {"North": {"A": 9_000, "C": 1_000}, "South": {"A": 45_000, "B": 45_000}}
    assert "C" not in _count(BEFORE, regions).totals


def test_votes_of_lists_left_out_still_give_their_region_seats() -> None:
    regions = {"North": {"A": 500, "B": 440, "X": 60}, "South": {"A": 500, "B": 500}}
    outcome = _count(BEFORE, regions)
    assert sum(_in(outcome, "North").values()) == sum(_in(outcome, "South").values()) == 100
    assert set(_in(_count(BEFORE, {"N": {"A": 480, "B": 480, "X": 40}, "S": {"A": 1000}}), "N")) == {"A", "B"}


def test_seats_left_after_the_rounded_mandate_number_go_to_the_largest_remainder() -> None:
    # 20,020 votes by 200 are 100.1, so the number is 100: 100 seats and 40 over, 99 and 80 over; one is left.
    outcome = _count(BEFORE, {"North": {"A": 6_000, "B": 4_040}, "South": {"A": 6_000, "B": 3_980}})
    assert sum(_in(outcome, "North").values()) == 100
    assert sum(_in(outcome, "South").values()) == 100


@pytest.mark.parametrize("day", [BEFORE, SINCE])
def test_regions_with_equal_remainders_draw_lots(day: str) -> None:
    # 3 regions of 2,000 votes: by 30 each has 66 and 20 over; two seats are left.
    regions = {name: {"A": 1_200, "B": 800} for name in ("East", "North", "West")}
    outcome = _count(day, regions)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == set(regions)
    assert outcome.lots[0].seats == 2


# --- up to 2021


def test_equal_quotients_go_to_the_list_with_more_votes_in_the_region() -> None:
    # A has 2 and B has 1 in a region of 200 seats: 13,400 / 134 = 6,700 / 67.
    outcome = _count(BEFORE, {"R": {"A": 13_400, "B": 6_700}})
    assert outcome.totals == {"A": 134, "B": 66}


def test_equal_quotients_of_equal_lists_are_drawn() -> None:
    lists = dict.fromkeys("ABC", 200)  # 66 seats each, two left
    outcome = _count(BEFORE, {"R": lists})
    assert outcome.status == "lots needed"
    assert outcome.lots[0].seats == 2
    settled = _count(BEFORE, {"R": lists}, DrawnLot(frozenset("ABC"), ("A", "C"), "R"))
    assert settled.totals == {"A": 67, "B": 66, "C": 67}


def test_one_list_alone_is_undetermined_because_the_lower_percentages_were_not_read() -> None:
    outcome = _count(BEFORE, {"R": {"A": 96_000, **{f"X{i}": 400 for i in range(10)}}})
    assert outcome.status == "undetermined"


# --- since 2021


def test_one_list_alone_lowers_the_percentages_by_one_point() -> None:
    small = {f"X{i}": 2_000 for i in range(4)}
    enough = _count(SINCE, {"R": {"A": 88_000, "B": 4_000, **small}})
    assert set(enough.totals) == {"A", "B"}
    short = _count(SINCE, {"R": {"A": 88_001, "B": 3_999, **small}})
    assert set(short.totals) == {"A", "B"}  # at three per cent
    assert not short.open_questions
    again = _count(SINCE, {"R": {"A": 88_000, "B": 2_500, **{f"X{i}": 1_900 for i in range(5)}}})
    assert set(again.totals) == {"A", "B"}  # at two per cent
    assert any("lowered by a further point" in question.asks for question in again.open_questions)


def test_coalitions_are_lowered_to_seven_and_ten() -> None:
    small = {f"X{i}": 1_000 for i in range(3)}
    lists = {"A": 80_000, "B": 7_000, "C": 10_000, **small}
    assert set(_count(SINCE, {"R": lists}, coalitions={"B": 2, "C": 3}).totals) == {"A", "B", "C"}
    lists = {"A": 80_001, "B": 6_999, "C": 10_000, **small}
    assert set(_count(SINCE, {"R": lists}, coalitions={"B": 2, "C": 3}).totals) == {"A", "C"}


def test_percentages_stay_when_two_lists_pass() -> None:
    assert set(_count(SINCE, {"R": {"A": 51_000, "B": 44_500, "C": 4_500}}).totals) == {"A", "B"}


def test_fewer_than_two_lists_at_every_percentage_is_undetermined() -> None:
    assert _count(SINCE, {"R": {"A": 99_100, "B": 900}}).status == "undetermined"


def test_seats_too_many_in_a_region_are_taken_from_the_smallest_remainders_and_fewer_votes() -> None:
    # 2,020 votes by 202 are 10 for a seat: 100 + 60 + 42 seats, two too many, all remainders 0. X and Y are left out.
    assert _count(SINCE, {"R": {"A": 1_000, "B": 600, "C": 420, "X": 90, "Y": 90}}).totals == {
        "A": 100,
        "B": 59,
        "C": 41,
    }


def test_seat_too_many_between_equal_lists_is_drawn() -> None:
    # 10 votes for a seat: 101 with 5 over, and twice 50 with 2 over; one too many.
    lists = {"A": 1_015, "B": 502, "C": 502, "X": 91, "Y": 90}
    outcome = _count(SINCE, {"R": lists})
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"B", "C"}
    settled = _count(SINCE, {"R": lists}, DrawnLot(frozenset("BC"), ("C",), "R"))
    assert settled.totals == {"A": 101, "B": 49, "C": 50}


def test_second_scrutiny_carries_remainders_to_their_largest_share() -> None:
    # North: 89 seats, 2,507 / 91 = 28 votes (27.5...); South: 111 seats, 3,110 / 113 = 28. What is over: A 10 + 17,
    # B 26 + 21, C 10 + 26, D 25 + 22, and 5 seats. 157 / 6 = 26: one seat each and one left; B and D have 21 over,
    # carried 47 each, and D has more votes.
    north = {"A": 878, "B": 446, "C": 514, "D": 669}
    south = {"A": 1_025, "B": 441, "C": 586, "D": 1_058}
    outcome = _count(SINCE, {"North": north, "South": south})
    assert outcome.status == "decided"
    first = {party: north[party] // 28 + south[party] // 28 for party in north}
    assert outcome.totals == {"A": first["A"] + 1, "B": first["B"] + 1, "C": first["C"] + 1, "D": first["D"] + 2}
    second = {(row.district, row.party) for row in outcome.rows if row.tier == "scrutiny_2"}
    assert second == {("South", "A"), ("North", "B"), ("South", "C"), ("North", "D"), ("South", "D")}


def test_equal_remainders_go_to_the_list_with_more_votes_carried_over() -> None:
    # A and B both have 19 over; B carried 46, A 19, though A has twice the votes.
    regions = {
        "North": {"A": 928, "B": 456, "C": 694, "D": 308},
        "South": {"A": 1_170, "B": 562, "C": 935, "D": 375},
    }
    outcome = _count(SINCE, regions)
    second = dict.fromkeys("ABCD", 0)
    for row in outcome.rows:
        if row.tier == "scrutiny_2":
            second[row.party] += row.seats
    assert second == {"A": 0, "B": 2, "C": 1, "D": 1}


def test_equal_remainders_of_equal_lists_are_drawn() -> None:
    regions = {
        "North": {"A": 781, "B": 1_002, "C": 941, "D": 1_038},
        "South": {"A": 1_172, "B": 951, "C": 357, "D": 803},
    }
    outcome = _count(SINCE, regions)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"A", "B"}


def test_region_of_a_second_scrutiny_seat_is_drawn_where_remainders_are_equal() -> None:
    lists = {"A": 470, "B": 240, "C": 550, "D": 300, "E": 440}  # alike in both regions; A and C are owed one seat
    regions = {"North": lists, "South": lists}
    outcome = _count(SINCE, regions)
    assert outcome.status == "lots needed"
    assert [(lot.district, set(lot.among)) for lot in outcome.lots] == [
        ("A", {"North", "South"}),
        ("C", {"North", "South"}),
    ]
    both = frozenset({"North", "South"})
    settled = _count(SINCE, regions, DrawnLot(both, ("North",), "A"), DrawnLot(both, ("South",), "C"))
    assert settled.status == "decided"
    assert settled.totals == {"A": 47, "B": 24, "C": 55, "D": 30, "E": 44}
    assert sum(_in(settled, "North").values()) == 100
