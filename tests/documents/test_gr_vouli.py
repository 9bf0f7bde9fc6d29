"""The Parliament of Greece: largest remainders over three per cent, and what the first party gets on top."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]

# Ministry of the Interior of Greece, as given by English Wikipedia on each election: formations with seats. The valid
# ballots of June 2023: electionguide.org, election 4142.
ELECTIONS = {
    "2009-10-04": {
        "PASOK": (3_012_542, 160),
        "ND": (2_295_719, 91),
        "KKE": (517_249, 21),
        "LAOS": (386_205, 15),
        "SYRIZA": (315_665, 13),
    },
    "2015-01-25": {
        "SYRIZA": (2_245_978, 149),
        "ND": (1_718_694, 76),
        "XA": (388_387, 17),
        "Potami": (373_924, 17),
        "KKE": (338_188, 15),
        "ANEL": (293_683, 13),
        "PASOK": (289_469, 13),
    },
    "2023-05-21": {
        "ND": (2_407_750, 146),
        "SYRIZA": (1_184_621, 71),
        "PASOK": (676_165, 41),
        "KKE": (426_628, 26),
        "EL": (262_498, 16),
    },
    "2023-06-25": {
        "ND": (2_115_322, 158),
        "SYRIZA": (930_013, 47),
        "PASOK": (617_487, 32),
        "KKE": (401_224, 21),
        "Spartans": (243_922, 12),
        "EL": (231_491, 12),
        "Niki": (193_124, 10),
        "PE": (165_523, 8),
    },
}
VALID_JUNE_2023 = 5_215_207
BEFORE, MAY, JUNE = "2019-07-07", "2023-05-21", "2023-06-25"
EXAMPLE = {"A": 1_900_000, "B": 1_500_000, "C": 430_000, "D": 310_000, "E": 205_000, "F": 145_000}


def _count(
    lists: Lists, *lots: DrawnLot, day: str = JUNE, valid: int | None = None, coalitions: Lists | None = None
) -> Outcome:
    """Count the lists; `coalitions` gives the number of parties of those that are one."""
    facts = Facts(kinds=dict.fromkeys(coalitions or {}, "coalition"), members=coalitions or {}, lots=lots, valid=valid)
    return elect(
        hemicycle.find_law("gr-vouli", day), Votes({"votes": {("*", party): n for party, n in lists.items()}}), facts
    )


@pytest.mark.parametrize("day", ELECTIONS)
def test_elections(day: str) -> None:
    given = ELECTIONS[day]
    valid = VALID_JUNE_2023 if day == JUNE else None
    outcome = _count({party: votes for party, (votes, _) in given.items()}, day=day, valid=valid)
    assert outcome.status == "decided"
    assert outcome.totals == {party: seats for party, (_, seats) in given.items()}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2007-09-16", "2004-02-11"),
        ("2009-10-04", "2004-02-11"),
        ("2012-05-06", "2008-02-01"),
        ("2019-07-07", "2008-02-01"),
        ("2023-05-21", "2016-07-26"),
        ("2023-06-25", "2020-01-29"),
    ],
)
def test_law_waits_for_the_election_after_the_next(day: str, version: str) -> None:
    assert hemicycle.find_law("gr-vouli", day).id == f"gr-vouli@{version}"


@pytest.mark.parametrize(
    ("day", "seats"),
    [("2019-07-07", (159, 86, 25, 18, 12)), (MAY, (131, 104, 30, 21, 14)), (JUNE, (157, 88, 25, 18, 12))],
)
def test_same_votes_under_three_laws(day: str, seats: tuple[int, ...]) -> None:
    # 38 per cent for A, so that in June 2023 it gets 20 and 26 for the half points above 25.
    assert _count(EXAMPLE, day=day, valid=5_000_000).totals == dict(zip("ABCDE", seats, strict=True))


def test_formation_with_exactly_three_percent_is_admitted() -> None:
    assert "F" in _count(EXAMPLE | {"F": 150_000}, valid=5_000_000).totals
    assert "F" not in _count(EXAMPLE | {"F": 149_999}, valid=5_000_000).totals


def test_nobody_at_three_percent_is_undetermined() -> None:
    for day in ("2009-10-04", BEFORE, MAY, JUNE):
        assert _count({f"P{i}": 100 for i in range(50)}, day=day).status == "undetermined"


# --- seats for the first party


def test_coalition_ahead_needs_more_by_its_parties_than_the_strongest_party() -> None:
    lists = {"K": 4_000_002, "A": 2_000_000, "B": 1_500_000}
    assert _count(lists, day=BEFORE, coalitions={"K": 2}).totals["K"] > 160
    even = _count(lists | {"K": 4_000_000}, day=BEFORE, coalitions={"K": 2})
    assert even.totals["K"] == 133
    assert even.totals["A"] == 67 + 50


@pytest.mark.parametrize("day", ["2009-10-04", BEFORE, JUNE])
def test_coalition_of_three_ahead_leaves_the_seats_to_the_strongest_party(day: str) -> None:
    lists = {"K": 4_000_000, "A": 2_000_000, "B": 1_500_000}
    with_bonus, without = _count(lists, day=day), _count(lists, day=day, coalitions={"K": 3})
    assert with_bonus.totals["K"] > without.totals["K"]
    assert without.totals["A"] > with_bonus.totals["A"]


def test_coalitions_alone_are_undetermined() -> None:
    assert _count({"K": 60, "L": 40}, day=BEFORE, coalitions={"K": 2, "L": 3}).status == "undetermined"


def test_share_of_the_strongest_party_counts_where_a_coalition_is_ahead_of_it() -> None:
    # K of three has 30 per cent, A 26: the seats go by the share of A, 2 half points above 25.
    lists = {"K": 300_000, "A": 260_000, "B": 240_000, "C": 200_000}
    assert sum(row.seats for row in _count(lists, coalitions={"K": 3}).rows if row.tier == "bonus") == 22


@pytest.mark.parametrize(
    ("votes", "bonus"),
    [(249_999, 0), (250_000, 20), (254_999, 20), (255_000, 21), (399_999, 49), (400_000, 50), (600_000, 50)],
)
def test_seats_for_the_first_grow_by_whole_half_points(votes: int, bonus: int) -> None:
    others = {f"P{i}": (1_000_000 - votes) // 5 for i in range(5)}
    outcome = _count({"A": votes, **others}, valid=1_000_000)
    assert sum(row.seats for row in outcome.rows if row.tier == "bonus") == bonus
    assert sum(outcome.totals.values()) == 300 or outcome.status == "lots needed"


def test_share_of_the_first_is_of_all_valid_ballots() -> None:
    lists = {"A": 250_000, "B": 200_000, "C": 150_000}
    assert {row.tier for row in _count(lists).rows} == {"proportional", "bonus"}
    assert {row.tier for row in _count(lists, valid=1_000_001).rows} == {"proportional"}


def test_two_first_parties_draw_lots() -> None:
    lists = {"A": 400_000, "B": 400_000, "C": 200_000}
    outcome = _count(lists, day=BEFORE)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"A", "B"}
    assert _count(lists, DrawnLot(frozenset("AB"), ("B",)), day=BEFORE).totals == {"A": 100, "B": 150, "C": 50}


def test_equal_remainders_draw_lots() -> None:
    lists = {"A": 500_000, "B": 250_000, "C": 250_000}  # 125 and twice 62.5
    outcome = _count(lists, day=BEFORE)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"B", "C"}
    assert _count(lists, DrawnLot(frozenset("BC"), ("C",)), day=BEFORE).totals == {"A": 175, "B": 62, "C": 63}
