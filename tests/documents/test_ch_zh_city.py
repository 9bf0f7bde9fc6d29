"""The city council of Zürich: threshold in one district, voters' numbers, both margins."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.outcome import Outcome
from hemicycle.source.mistake import BadInput

# City of Zürich, table of the lower apportionment of 4 March 2018 (stadt-zuerich.ch, archiv-wahlen, 180304,
# wp_herleitung_unterzuteilung): seats of the districts, party votes and seats of the groups above the threshold.
DISTRICTS = ["1+2", "3", "4+5", "6", "7+8", "9", "10", "11", "12"]
SEATS = [12, 15, 13, 10, 16, 16, 12, 22, 9]
VOTES_2018 = {
    "SP": [37360, 67129, 49212, 34296, 71164, 60063, 52231, 89477, 13192],
    "SVP": [15856, 19340, 8339, 8974, 28050, 33783, 17789, 55160, 8980],
    "FDP": [23990, 20529, 13844, 16857, 69536, 26712, 23098, 40194, 3826],
    "Grüne": [15007, 26471, 19388, 12571, 31442, 20296, 15534, 28713, 4191],
    "glp": [12551, 19573, 16442, 11613, 28414, 16488, 14630, 31911, 2931],
    "AL": [7668, 22692, 22136, 7612, 13659, 10164, 12054, 12435, 1954],
    "EVP/BDP": [1841, 2939, 1152, 2101, 5655, 9777, 3374, 13901, 2568],
}
SEATS_2018 = {
    "SP": [4, 6, 5, 4, 4, 5, 5, 7, 3],
    "SVP": [2, 1, 1, 1, 2, 3, 1, 4, 2],
    "FDP": [2, 2, 1, 2, 5, 3, 2, 3, 1],
    "Grüne": [2, 2, 2, 1, 2, 2, 2, 2, 1],
    "glp": [1, 2, 2, 1, 2, 1, 1, 3, 1],
    "AL": [1, 2, 2, 1, 1, 1, 1, 1, 0],
    "EVP/BDP": [0, 0, 0, 0, 0, 1, 0, 2, 1],
}


def _elect(votes: dict[tuple[str, str], int], seats: dict[str, int], day: str = "2018-03-04") -> Outcome:
    law = hemicycle.find_law("ch-zh-city", day)
    return elect(law, Votes({"votes": votes}, counts={"seats": seats}))


def _cells(outcome: Outcome) -> dict[tuple[str, str], int]:
    return {(row.district, row.party): row.seats for row in outcome.rows}


@pytest.mark.parametrize("day", ["2018-03-04", "2022-02-13"])
def test_election_of_2018_by_district_and_group(day: str) -> None:
    votes = {(d, party): n for party, row in VOTES_2018.items() for d, n in zip(DISTRICTS, row, strict=True)}
    outcome = _elect(votes, dict(zip(DISTRICTS, SEATS, strict=True)), day)
    assert outcome.status == "decided"
    assert outcome.totals == {"SP": 43, "FDP": 21, "SVP": 17, "Grüne": 16, "glp": 14, "AL": 10, "EVP/BDP": 4}
    expected = {(d, p): n for p, row in SEATS_2018.items() for d, n in zip(DISTRICTS, row, strict=True) if n}
    assert _cells(outcome) == expected


def test_five_percent_in_one_district_admit_in_all() -> None:
    seats = {"east": 62, "west": 63}
    votes = {("east", "A"): 950_000, ("west", "A"): 970_000, ("east", "B"): 50_000, ("west", "B"): 30_000}
    outcome = _elect(votes, seats)
    # voters' numbers 806 + 476 of 32,002 are 5.008 of 125 seats
    assert outcome.totals["B"] == 5
    assert ("west", "B") in _cells(outcome)


def test_one_vote_short_of_five_percent_in_every_district_does_not() -> None:
    seats = {"east": 62, "west": 63}
    votes = {("east", "A"): 950_001, ("west", "A"): 970_000, ("east", "B"): 49_999, ("west", "B"): 30_000}
    assert set(_elect(votes, seats).totals) == {"A"}


def test_votes_count_less_where_a_voter_has_more_of_them() -> None:
    # A has more votes than B, but they were cast by as many voters
    votes = {("large", "A"): 60_000, ("large", "C"): 15_000, ("small", "B"): 40_000, ("small", "C"): 10_000}
    outcome = _elect(votes, {"large": 75, "small": 50})
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 50, "B": 50, "C": 25}


def test_voters_numbers_are_rounded_in_each_district_until_2021() -> None:
    # four districts of ten seats: A has 10.5 voters in each, rounded 11; B has 10.6 in three and 10.4 in one
    votes = {("rest", "A"): 8_500, ("rest", "B"): 8_500}
    for district, b in zip(("one", "two", "three", "four"), (106, 106, 106, 104), strict=True):
        votes |= {(district, "A"): 105, (district, "B"): b}
    seats = {"one": 10, "two": 10, "three": 10, "four": 10, "rest": 85}
    # 144 against 143 rounded, 142 against 142.2 as they are
    assert _elect(votes, seats, "2018-03-04").totals == {"A": 63, "B": 62}
    assert _elect(votes, seats, "2022-02-13").totals == {"B": 63, "A": 62}


def test_equal_voters_numbers_at_the_last_seat_are_undetermined() -> None:
    outcome = _elect({("d", "A"): 1_250, ("d", "B"): 1_250}, {"d": 125})
    assert outcome.status == "undetermined"
    assert outcome.lots == ()


def test_equally_good_placements_are_undetermined() -> None:
    votes = {(d, party): 6_300 for d in ("one", "two") for party in ("A", "B")}
    votes |= {("three", "A"): 6_200, ("three", "B"): 6_100}
    outcome = _elect(votes, {"one": 41, "two": 41, "three": 43})
    assert outcome.status == "undetermined"


def test_seats_that_no_placement_can_meet_are_refused() -> None:
    # A stands only in the small district, and has more seats by voters' numbers than that has
    votes = {("small", "A"): 2_000, ("large", "B"): 12_300}
    with pytest.raises(BadInput):
        _elect(votes, {"small": 2, "large": 123})


def test_nobody_at_the_threshold_is_undetermined() -> None:
    assert _elect({("d", f"list {i}"): 100 for i in range(30)}, {"d": 125}).status == "undetermined"
