"""The National Council of Austria: three counts, the Land's number raised in every case, seats kept and set aside."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS, DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

DAYS = ["1999-10-03", "2017-10-15", "2024-09-29"]
Regions = dict[str, dict[str, dict[str, int]]]


def _national(votes: dict[str, int], day: str = "2017-10-15", facts: Facts = NO_FACTS) -> Outcome:
    law = hemicycle.find_law("at-nationalrat", day)
    return elect(law, Votes({"votes": {("*", party): number for party, number in votes.items()}}), facts)


def _full(regions: Regions, seats: dict[str, int], day: str = "2017-10-15", facts: Facts = NO_FACTS) -> Outcome:
    """Run an election with votes by Land, regional constituency and party, and the seats of the Länder."""
    law = hemicycle.find_law("at-nationalrat", day)
    votes = {(name, party): n for each in regions.values() for name, row in each.items() for party, n in row.items()}
    parents = {("land", name): land for land, each in regions.items() for name in each}
    return elect(law, Votes({"votes": votes}, counts={"seats": seats}, parents=parents), facts)


def _by_unit(outcome: Outcome, tier: str) -> dict[tuple[str, str], int]:
    return {(row.district, row.party): row.seats for row in outcome.rows if row.tier == tier}


def test_election_of_2017() -> None:
    # Ministry of the Interior (bmi.gv.at/412), final result of 15 October 2017, 5,069,929 valid votes; seats:
    # bundeswahlen.gv.at/2019
    votes = {
        "ÖVP": 1_595_526, "SPÖ": 1_361_746, "FPÖ": 1_316_442, "NEOS": 268_518, "PILZ": 223_543, "GRÜNE": 192_638,
        "GILT": 48_234, "KPÖ": 39_689, "WEIẞE": 9_167, "FLÖ": 8_889, "NBZ": 2_724, "ODP": 761, "SLP": 713,
        "EUAUS": 693, "CPÖ": 425, "M": 221,
    }  # fmt: skip
    outcome = _national(votes)
    assert outcome.status == "decided"
    assert outcome.totals == {"ÖVP": 62, "SPÖ": 52, "FPÖ": 51, "NEOS": 10, "PILZ": 8}


@pytest.mark.parametrize("day", DAYS)
def test_exactly_four_percent_is_enough_and_one_vote_less_is_not(day: str) -> None:
    assert "B" in _national({"A": 960_000, "B": 40_000}, day).totals
    assert set(_national({"A": 960_001, "B": 39_999}, day).totals) == {"A"}


@pytest.mark.parametrize("day", DAYS)
def test_number_of_the_land_is_raised_even_where_the_division_is_even(day: str) -> None:
    # 18,300 votes for 183 seats: 101, not 100; 9,999 votes hold 99 times 101, 8,301 hold 82 times
    regions = {"L": {"r": {"A": 9_999, "B": 8_301}}}
    outcome = _full(regions, {"L": 183}, day)
    assert outcome.status == "decided"
    assert _by_unit(outcome, "regional_seats") == {("r", "A"): 99, ("r", "B"): 82}
    assert _by_unit(outcome, "land_seats") == {}
    # the third count: 99.99 and 83.01 of 183
    assert outcome.totals == {"A": 100, "B": 83}


def test_votes_short_of_a_number_in_each_region_are_joined_in_the_land() -> None:
    # the number is 101; B has 100, 100 and 102 in the regions: one seat there, and 302 hold two in the Land
    regions = {"L": {"r1": {"A": 5_900, "B": 100}, "r2": {"A": 5_900, "B": 100}, "r3": {"A": 6_198, "B": 102}}}
    outcome = _full(regions, {"L": 183})
    assert _by_unit(outcome, "regional_seats") == {("r1", "A"): 58, ("r2", "A"): 58, ("r3", "A"): 61, ("r3", "B"): 1}
    # 17,998 hold 178 times 101, one more than the regions
    assert _by_unit(outcome, "land_seats") == {("L", "A"): 1, ("L", "B"): 1}
    assert sum(outcome.totals.values()) == 183


def test_regional_seat_admits_below_four_percent() -> None:
    # 1,000,000 votes and 183 seats: the number is 5,465
    def regions(best: int) -> Regions:
        rows = {f"r{i}": {"A": 96_000, "B": 2_000} for i in range(1, 10)}
        return {"L": rows | {"r0": {"A": 1_000_000 - 9 * 98_000 - best, "B": best}}}

    enough = _full(regions(5_465), {"L": 183})
    assert _by_unit(enough, "regional_seats")["r0", "B"] == 1
    # 23,465 votes hold four numbers in the Land, and 4.29 of 183 in the country
    assert enough.totals["B"] == 4
    short = _full(regions(5_464), {"L": 183})
    assert set(short.totals) == {"A"}


def test_party_without_federal_nomination_keeps_its_seats_and_the_rest_share() -> None:
    regions = {"L": {"r": {"A": 10_950, "B": 5_499, "C": 1_851}}}
    every = _full(regions, {"L": 183})
    assert every.totals == {"A": 110, "B": 55, "C": 18}
    facts = Facts(kinds={"B": "no federal nomination"})
    outcome = _full(regions, {"L": 183}, facts=facts)
    # B keeps 54 times 101; 129 seats for the 12,801 votes of A and C
    assert outcome.totals == {"A": 111, "B": 54, "C": 18}


def test_parties_with_more_than_their_share_are_set_aside_and_the_house_stays() -> None:
    # in the small Land a seat costs 11 votes: C and D hold 45 each for half of a percent of the country
    regions = {"small": {"s": {"C": 500, "D": 500}}, "large": {"b": {"A": 60_000, "B": 40_000}}}
    outcome = _full(regions, {"small": 100, "large": 83})
    assert outcome.status == "decided"
    # the other 93 over 60,000 and 40,000 votes
    assert outcome.totals == {"A": 56, "C": 45, "D": 45, "B": 37}
    assert _by_unit(outcome, "federal_seats") == {("*", "A"): 7, ("*", "B"): 4}


def test_setting_aside_is_repeated_until_nobody_has_more_than_its_share() -> None:
    # C is set aside with 45 first; then A's 83 of the other 138 are fewer than its 45 + 49
    regions = {"small": {"s": {"A": 500, "C": 500}}, "large": {"b": {"A": 60_000, "B": 40_000}}}
    outcome = _full(regions, {"small": 100, "large": 83})
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 94, "C": 45, "B": 44}


def test_equal_claims_to_the_last_seat_are_settled_by_lot() -> None:
    votes = {"A": 1_000, "B": 1_000}
    outcome = _national(votes)
    assert outcome.status == "lots needed"
    assert [(set(lot.among), lot.seats) for lot in outcome.lots] == [({"A", "B"}, 1)]
    drawn = Facts(lots=(DrawnLot(frozenset({"A", "B"}), ("A",)),))
    assert _national(votes, facts=drawn).totals == {"A": 92, "B": 91}


def test_nobody_admitted_is_undetermined() -> None:
    assert _national({f"list {i}": 10 for i in range(30)}).status == "undetermined"


def test_regional_seats_known_from_elsewhere_admit_in_a_national_run() -> None:
    votes = {"A": 970_000, "B": 30_000}
    assert "B" not in _national(votes).totals
    outcome = _national(votes, facts=Facts(seats={"regional_seats": {("*", "B"): 1}}))
    assert outcome.totals["B"] == 5
    assert sum(outcome.totals.values()) == 183
