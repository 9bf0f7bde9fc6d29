"""The Grand National Assembly of Türkiye: a national threshold, d'Hondt in the districts, alliances from 2018."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Alliance, DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

BEFORE, ALLIED, ONE_STEP = "2015-11-01", "2018-06-24", "2023-05-14"
Lists = dict[str, int]


def _count(
    day: str,
    districts: dict[str, tuple[int, Lists]],
    *lots: DrawnLot,
    allied: dict[str, tuple[str, ...]] | None = None,
    valid: int | None = None,
) -> Outcome:
    """Count districts, each with its seats and lists. Their seats are few, so the house is never full."""
    cells = {(name, party): n for name, (_, lists) in districts.items() for party, n in lists.items()}
    votes = Votes({"votes": cells}, counts={"seats": {name: seats for name, (seats, _) in districts.items()}})
    alliances = tuple(Alliance(name, lists) for name, lists in (allied or {}).items())
    return elect(hemicycle.find_law("tr-tbmm", day), votes, Facts(alliances=alliances, lots=lots, valid=valid))


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2002-11-03", "1995-11-23"),
        ("2015-11-01", "1995-11-23"),
        ("2018-06-24", "2018-03-16"),
        ("2022-11-06", "2018-03-16"),
        ("2023-05-14", "2022-04-06"),
    ],
)
def test_election_days_fall_into_their_versions(day: str, version: str) -> None:
    assert hemicycle.find_law("tr-tbmm", day).id == f"tr-tbmm@{version}"


@pytest.mark.parametrize(("day", "q", "r"), [(ALLIED, 1, 2), (ONE_STEP, 0, 3)])
def test_alliance_counts_as_one_in_2018_and_for_the_threshold_only_in_2023(day: str, q: int, r: int) -> None:
    # Allied P and Q: 55,000 / 3 = 18,333 beats R's 45,000 / 3 = 15,000; inside, Q's 14,000 beats P's third.
    lists = {"P": 41_000, "Q": 14_000, "R": 45_000}
    outcome = _count(day, {"D": (5, lists)}, allied={"PQ": ("P", "Q")})
    assert outcome.totals == {party: n for party, n in {"P": 2, "Q": q, "R": r}.items() if n}


@pytest.mark.parametrize(("day", "needs"), [(BEFORE, 10_000), (ALLIED, 10_000), (ONE_STEP, 7_000)])
def test_party_needs_more_than_its_share_of_the_country(day: str, needs: int) -> None:
    rest = 100_000 - needs
    enough = _count(day, {"D": (20, {"A": rest - 1, "B": needs + 1})})
    assert set(enough.totals) == {"A", "B"}
    assert set(_count(day, {"D": (20, {"A": rest, "B": needs})}).totals) == {"A"}


def test_threshold_is_of_the_country_and_not_of_a_district() -> None:
    districts = {"North": (5, {"A": 10_000, "B": 40_000}), "South": (5, {"A": 450_000, "C": 500_000})}
    outcome = _count(BEFORE, districts)
    assert {row.party for row in outcome.rows if row.district == "North"} == {"A"}


@pytest.mark.parametrize("day", [ALLIED, ONE_STEP])
def test_small_party_comes_in_with_its_alliance(day: str) -> None:
    lists = {"A": 60_000, "B": 36_000, "C": 4_000}
    assert "C" not in _count(day, {"D": (30, lists)}).totals
    assert "C" in _count(day, {"D": (30, lists)}, allied={"BC": ("B", "C")}).totals


@pytest.mark.parametrize("day", [ALLIED, ONE_STEP])
def test_alliance_below_the_threshold_fails_as_a_whole(day: str) -> None:
    lists = {"A": 60_000, "B": 33_001, "C": 4_000, "D": 2_999}
    assert set(_count(day, {"D": (30, lists)}, allied={"CD": ("C", "D")}).totals) == {"A", "B"}


@pytest.mark.parametrize("day", [BEFORE, ALLIED, ONE_STEP])
def test_independent_needs_no_share_and_wins_one_seat_at_most(day: str) -> None:
    districts = {"D": (4, {"A": 20_000, "B": 8_000, "IND Kaya": 30_000}), "E": (2, {"A": 900_000, "B": 400_000})}
    outcome = _count(day, districts)
    assert {row.party: row.seats for row in outcome.rows if row.district == "D"} == {"IND Kaya": 1, "A": 2, "B": 1}


def test_pooled_others_are_votes_and_win_nothing() -> None:
    outcome = _count(BEFORE, {"D": (5, {"A": 40_000, "B": 8_000, "Diğer": 52_000})})
    assert outcome.totals == {"A": 5}


@pytest.mark.parametrize("day", [BEFORE, ALLIED, ONE_STEP])
def test_equal_figures_for_the_last_seat_are_drawn(day: str) -> None:
    districts = {"D": (4, {"A": 30_000, "B": 15_000, "C": 15_000})}  # 30, 15, 15, 15 thousand for 4 seats: all served
    assert _count(day, districts).totals == {"A": 2, "B": 1, "C": 1}
    districts = {"D": (3, districts["D"][1])}
    outcome = _count(day, districts)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"A", "B", "C"}
    assert outcome.lots[0].seats == 2
    settled = _count(day, districts, DrawnLot(frozenset("ABC"), ("B", "C"), "D"))
    assert settled.totals == {"A": 1, "B": 1, "C": 1}


def test_equal_figures_inside_an_alliance_are_drawn() -> None:
    lists = {"A": 30_000, "B": 30_000, "C": 40_000}
    outcome = _count(ALLIED, {"D": (2, lists)}, allied={"AB": ("A", "B")})
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"A", "B"}


def test_nobody_over_the_threshold_is_undetermined() -> None:
    outcome = _count(BEFORE, {"D": (5, {f"P{i}": 100 for i in range(10)})})
    assert outcome.status == "undetermined"
    assert not outcome.totals
