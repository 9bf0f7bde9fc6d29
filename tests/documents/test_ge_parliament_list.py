"""Georgia's list seats of 2020: one per cent, largest remainders, and a ceiling over all seats of a party."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]

# 31 October 2020, Central Election Commission of Georgia, count of all precincts; 48.15 per cent for the first. The
# figures and their source are those of the archive, ge-parliament-list-2020.
VOTES_2020 = {
    "Georgian Dream": 926_959,
    "UNM": 522_463,
    "European Georgia": 72_752,
    "Lelo": 60_691,
    "Strategy Aghmashenebeli": 60_592,
    "Alliance of Patriots": 60_493,
    "Girchi": 55_600,
    "Citizens": 25_534,
    "Labour": 19_281,
}


def _count(
    lists: Lists, *, valid: int | None = None, district: Lists | None = None, blocs: Lists | None = None
) -> Outcome:
    """Count the lists; `district` are the seats won in districts, `blocs` the parties of those that are one."""
    facts = Facts(
        kinds=dict.fromkeys(blocs or {}, "coalition"),
        members=blocs or {},
        numbers={"district_seats": {("*", party): n for party, n in (district or {"none": 0}).items()}},
        valid=valid,
    )
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    return elect(hemicycle.find_law("ge-parliament-list", "2020-10-31"), votes, facts)


@pytest.mark.parametrize("valid", [1_924_950, 1_925_149, 1_925_349])
def test_election_of_2020_for_every_number_of_valid_votes_that_the_share_allows(valid: int) -> None:
    outcome = _count(VOTES_2020, valid=valid, district={"Georgian Dream": 30})
    assert outcome.status == "decided"
    assert outcome.totals == dict(zip(VOTES_2020, (60, 36, 5, 4, 4, 4, 4, 2, 1), strict=True))


def test_without_district_seats_the_ceiling_does_not_bind() -> None:
    assert _count(VOTES_2020, valid=1_925_149).totals["Georgian Dream"] == 61


def test_party_with_exactly_one_percent_is_admitted() -> None:
    others = {"A": 600_000, "B": 390_000}
    assert "C" in _count(others | {"C": 10_000}).totals
    assert "C" not in _count(others | {"C": 9_999}, valid=1_000_000).totals


@pytest.mark.parametrize("parties", [2, 3, 7])
def test_bloc_needs_one_percent_for_each_of_its_parties(parties: int) -> None:
    needs = 10_000 * parties
    others = {"A": 600_000, "B": 400_000 - needs}
    assert "C" in _count(others | {"C": needs}, blocs={"C": parties}).totals
    assert "C" not in _count(others | {"C": needs - 1}, valid=1_000_000, blocs={"C": parties}).totals


def test_ceiling_is_rounded_down() -> None:
    # The least share that can bring 76 of 150 seats is 76 / 187.5 = 40.5333... per cent.
    lists = {"A": 405_334, "B": 594_666}
    assert _count(lists, district={"A": 30}).totals == {"A": 46, "B": 74}
    lists = {"A": 405_333, "B": 594_667}
    assert _count(lists, district={"A": 30}).totals == {"A": 45, "B": 75}


def test_seats_above_the_ceiling_are_shared_anew_among_the_others() -> None:
    # A: 187.5 * 0.4 = 75, less 30. The other 75 by 600 votes: 37.5, 25, 12.5 and a tie, so 301, 200, 99 instead.
    lists = {"A": 400, "B": 301, "C": 200, "D": 99}
    assert _count(lists, district={"A": 30}).totals == {"A": 45, "B": 38, "C": 25, "D": 12}


def test_ceiling_is_tested_again_for_the_others() -> None:
    # A is cut to 45; B then gets more of what is left than its own ceiling, 56 less 20, allows.
    lists = {"A": 400, "B": 300, "C": 300}
    assert _count(lists, district={"A": 30, "B": 20}).totals == {"A": 45, "B": 36, "C": 39}


def test_district_seats_above_the_ceiling_leave_no_list_seat_and_stay() -> None:
    lists = {"A": 150, "B": 850}  # 28 seats for A, which won 30 in districts
    assert _count(lists, district={"A": 30}).totals == {"B": 120}


def test_nobody_at_one_percent_is_undetermined() -> None:
    assert _count({f"P{i}": 10 for i in range(120)}).status == "undetermined"


def test_equal_remainders_are_undetermined() -> None:
    assert _count(dict.fromkeys("ABCDEFG", 100)).status == "undetermined"


def test_everybody_at_the_ceiling_is_undetermined() -> None:
    assert _count({"A": 600, "B": 400}, valid=1_500, district={"A": 20, "B": 10}).status == "undetermined"
