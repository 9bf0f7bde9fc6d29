"""The House of Representatives of New Zealand: 120 seats by Sainte-Lague, electorates kept on top."""

from __future__ import annotations

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

FIVE = {"A": 550_000, "B": 400_000}  # with 50,000 for a third party, exactly 5 per cent


def _count(
    party_votes: dict[str, int],
    electorates: dict[str, int] | None = None,
    lots: tuple[DrawnLot, ...] = (),
    day: str = "2020-10-17",
) -> Outcome:
    """Count party votes; the electorates were won as the facts say."""
    law = hemicycle.find_law("nz-parliament", day)
    votes = {("*", party): n for party, n in party_votes.items()}
    won = {("*", party): n for party, n in (electorates or {}).items()}
    return elect(law, Votes({"votes": votes}), Facts(seats={"electorate": won}, lots=lots))


def _list_seats(outcome: Outcome) -> dict[str, int]:
    return {row.party: row.seats for row in outcome.rows if row.tier == "list"}


def test_election_of_2020() -> None:
    # Electoral Commission, 17 October 2020, seats: elections.nz, 6 November 2020; party votes: English Wikipedia.
    # Electorates: those of election night (scoop.co.nz, PO2010/S00218) and the three that went from National to Labour
    # in the official count. Parties that won nothing are left out but for New Zealand First.
    votes = {
        "Labour": 1_443_545,
        "National": 738_275,
        "Green": 226_757,
        "ACT": 219_031,
        "Maori": 33_630,
        "New Zealand First": 75_020,
    }
    outcome = _count(votes, {"Labour": 46, "National": 23, "Green": 1, "ACT": 1, "Maori": 1})
    assert outcome.status == "decided"
    assert dict(outcome.totals) == {"Labour": 65, "National": 33, "Green": 10, "ACT": 10, "Maori": 2}


def test_entitlements_of_2014_with_an_overhang_for_no_quotient() -> None:
    # Electoral Commission, 20 September 2014, votes as in the archive; electorates: tallyroom.com.au/21850 and
    # sunlive.co.nz/news/83077. United Future kept its electorate without an entitlement.
    votes = {
        "National": 1_131_501,
        "Labour": 604_535,
        "Green": 257_359,
        "New Zealand First": 208_300,
        "Maori": 31_849,
        "ACT": 16_689,
        "United Future": 5_286,
        "(others)": 2_405_622 - 2_255_519,
    }
    electorates = {"National": 41, "Labour": 27, "Maori": 1, "ACT": 1, "United Future": 1}
    outcome = _count(votes, electorates, day="2014-09-20")
    assert sum(outcome.totals.values()) == 121
    assert _list_seats(outcome) == {"National": 19, "Labour": 5, "Green": 14, "New Zealand First": 11, "Maori": 1}


def test_party_with_exactly_five_per_cent_takes_part() -> None:
    assert _list_seats(_count(FIVE | {"C": 50_000}))["C"] == 6


def test_party_one_vote_short_takes_no_part() -> None:
    outcome = _count(FIVE | {"C": 49_999, "D": 1})
    assert set(_list_seats(outcome)) == {"A", "B"}
    assert sum(outcome.totals.values()) == 120


def test_votes_of_parties_left_out_count_in_the_base() -> None:
    outcome = _count({"A": 550_000, "B": 390_000, "C": 49_999, "D": 10_001})
    assert "C" not in outcome.totals


def test_electorate_opens_the_way_to_list_seats() -> None:
    outcome = _count(FIVE | {"C": 20_000}, {"A": 60, "C": 1})
    assert outcome.totals["C"] == 2
    assert _list_seats(outcome)["C"] == 1
    assert sum(outcome.totals.values()) == 120


def test_electorates_beyond_the_share_are_kept_and_nobody_loses() -> None:
    with_few = _count(FIVE | {"C": 20_000}, {"C": 1})
    with_many = _count(FIVE | {"C": 20_000}, {"C": 5})
    assert with_many.totals["C"] == 5
    assert sum(with_many.totals.values()) == 123
    assert all(with_many.totals[party] == with_few.totals[party] for party in ("A", "B"))


def test_independents_and_parties_off_the_party_vote_are_within_the_120() -> None:
    outcome = _count(FIVE, {"A": 60, "B": 8, "IND Someone": 1, "Local Party": 2})
    assert sum(outcome.totals.values()) == 120
    assert outcome.totals["A"] + outcome.totals["B"] == 117


def test_nobody_over_the_threshold_is_undetermined() -> None:
    outcome = _count({f"P{i}": 100 for i in range(21)})
    assert outcome.status == "undetermined"
    assert any("threshold" in question.asks for question in outcome.open_questions)


def test_equal_quotients_at_the_last_place_need_a_lot() -> None:
    # seven equal parties: 119 quotients are served, the 120th is equal for all of them
    outcome = _count({f"P{i}": 100 for i in range(7)})
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert (len(lot.among), lot.seats) == (7, 1)


def test_drawn_lot_gives_the_last_quotient() -> None:
    parties = [f"P{i}" for i in range(7)]
    lot = DrawnLot(frozenset(parties), ("P3",))
    outcome = _count(dict.fromkeys(parties, 100), lots=(lot,))
    assert outcome.status == "decided"
    assert outcome.totals["P3"] == 18


def test_electorate_is_won_by_most_votes_and_equality_needs_a_lot() -> None:
    law = hemicycle.find_law("nz-parliament", "2008-11-08")
    first = {("North", "A"): 10, ("North", "B"): 9, ("South", "A"): 7, ("South", "B"): 7}
    outcome = elect(law, Votes({"votes": {("*", "A"): 60, ("*", "B"): 40}, "first": first}))
    assert outcome.status == "lots needed"
    assert [(lot.district, set(lot.among)) for lot in outcome.lots] == [("South", {"A", "B"})]
    assert [(row.district, row.party) for row in outcome.rows if row.tier == "electorate"] == [("North", "A")]
