"""The Folketing: who shares the compensatory seats, overhang by § 77(4)-(5), and where seats go."""

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

Rows = dict[str, dict[str, int]]
PROVINCES = {"Nord": "P1", "Vest": "P1", "Midt": "P2", "Syd": "P3"}
COMPENSATORY = {"P1": 20, "P2": 10, "P3": 10}
SEATS = {"Nord": 40, "Vest": 25, "Midt": 35, "Syd": 35}


def run(
    votes: Rows,
    seats: dict[str, int] = SEATS,
    compensatory: dict[str, int] = COMPENSATORY,
    won: dict[tuple[str, str], int] | None = None,
) -> Outcome:
    law = hemicycle.find_law("dk-folketing", "2022-11-01")
    cells = {(unit, party): number for unit, row in votes.items() for party, number in row.items()}
    parents = {("province", unit): PROVINCES.get(unit, "P1") for unit in votes}
    numbers = {"compensatory": {(province, province): number for province, number in compensatory.items()}}
    given = {} if won is None else {"kredsmandat": won}
    return elect(law, Votes({"votes": cells}, {"seats": seats}, parents), Facts(numbers=numbers, seats=given))


def tier(outcome: Outcome, name: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in outcome.rows:
        if row.tier == name:
            sums[row.party] = sums.get(row.party, 0) + row.seats
    return sums


def country(votes: dict[str, int], won: dict[str, int]) -> Outcome:
    """The country as one constituency, the constituency seats of the parties as they were won."""
    cells = {("Danmark", party): seats for party, seats in won.items()}
    return run({"Danmark": votes}, {"Danmark": 135}, {"P1": 40}, cells)


# 1 November 2022, Danmarks Statistik, as given by ispd.org.cy (Denmark) with the seats; 3,533,951 valid votes in all
# (electionguide.org, election 3981), so that the rest of the lists and the independents are one pooled row.
VOTES_2022 = {
    "A": 971995, "V": 470546, "M": 327699, "F": 293186, "Æ": 286796, "I": 278656, "C": 194820, "Ø": 181452,
    "B": 133931, "D": 129524, "Å": 117567, "O": 93428,
}  # fmt: skip
VOTES_2022["(all others)"] = 3_533_951 - sum(VOTES_2022.values())
RESULT_2022 = {
    "A": 50, "V": 23, "M": 16, "F": 15, "Æ": 14, "I": 14, "C": 10, "Ø": 9, "B": 7, "D": 6, "Å": 6, "O": 5,
}  # fmt: skip
# The Social Democrats kept one constituency seat more than their share (Danmarks Statistik, 3 November 2022, and
# sermitsiaq.ag, 2 November 2022). Their 50 decide; the 85 of the others are stand-ins, any below their shares.
WON_2022 = {"A": 50, "V": 18, "M": 11, "F": 11, "Æ": 10, "I": 10, "C": 7, "Ø": 6, "B": 4, "D": 3, "Å": 3, "O": 2}


def test_overhang_of_2022_is_paid_by_the_other_parties() -> None:
    outcome = country(VOTES_2022, WON_2022)
    assert outcome.totals == RESULT_2022
    assert outcome.status == "decided"


def test_without_overhang_the_first_share_is_final() -> None:
    outcome = country(VOTES_2022, WON_2022 | {"A": 49, "V": 19})
    assert outcome.totals == RESULT_2022 | {"A": 49, "V": 24}


def test_result_of_2019() -> None:
    """valg.im.dk, final count of 5 June 2019; the constituency seats are stand-ins, any below the shares."""
    votes = {
        "A": 914882, "V": 826161, "O": 308513, "B": 304714, "F": 272304, "Ø": 245100, "C": 233865, "Å": 104278,
        "D": 83201, "I": 82270, "P": 63114, "K": 60944, "E": 29600, "(outside the parties)": 2774,
    }  # fmt: skip
    won = {"A": 43, "V": 40, "O": 11, "B": 11, "F": 10, "Ø": 9, "C": 8, "Å": 2, "D": 1}
    assert country(votes, won).totals == {
        "A": 48, "V": 43, "O": 16, "B": 16, "F": 14, "Ø": 13, "C": 12, "Å": 5, "D": 4, "I": 4,
    }  # fmt: skip


def test_party_that_gains_by_the_new_computation_gets_its_first_share() -> None:
    """E holds 14, one more than its share; then A would have 6 of 161, but stays at the 5 of the first count."""
    votes = {"A": 3100, "B": 23300, "C": 30400, "D": 34800, "E": 7100}
    outcome = country(votes, {"A": 2, "B": 31, "C": 40, "D": 48, "E": 14})
    assert outcome.totals == {"D": 61, "C": 54, "B": 41, "E": 14, "A": 5}


def test_party_with_exactly_its_share_is_left_out_too_once_there_is_overhang() -> None:
    """§ 77(4): E holds 14 against 13, A its 5; the 156 others go to B, C and D."""
    votes = {"A": 3100, "B": 23300, "C": 30400, "D": 34800, "E": 7100}
    outcome = country(votes, {"A": 5, "B": 30, "C": 39, "D": 47, "E": 14})
    assert tier(outcome, "tillaegsmandat").get("A", 0) == 0
    assert outcome.totals == {"D": 61, "C": 54, "B": 41, "E": 14, "A": 5}


def small(x: dict[str, int]) -> Rows:
    """X beside two large parties; a constituency has 1,000 valid votes for each of its seats."""
    large = {"Nord": 24_011, "Vest": 14_803, "Midt": 21_307, "Syd": 20_611}
    return {
        unit: {"A": a, "B": 1000 * SEATS[unit] - a - x.get(unit, 0), "X": x.get(unit, 0)} for unit, a in large.items()
    }


def test_exactly_two_percent_of_the_country_is_admitted() -> None:
    outcome = run(small({"Nord": 800, "Vest": 500, "Midt": 700, "Syd": 700}), won=WON)
    assert outcome.totals["X"] == 3  # 3.5, the smallest of the three fractions


def test_one_vote_short_of_two_percent_is_not() -> None:
    votes = small({"Nord": 799, "Vest": 500, "Midt": 700, "Syd": 700})
    outcome = run(votes, won=WON)
    assert "X" not in outcome.totals


WON = {
    ("Nord", "A"): 24, ("Nord", "B"): 16, ("Vest", "A"): 15, ("Vest", "B"): 10,
    ("Midt", "A"): 21, ("Midt", "B"): 14, ("Syd", "A"): 21, ("Syd", "B"): 14,
}  # fmt: skip


def test_a_constituency_seat_admits() -> None:
    won = WON | {("Midt", "B"): 13, ("Midt", "X"): 1}
    outcome = run(small({"Midt": 900}), won=won)
    assert outcome.totals["X"] == 1  # 900 of 135,000 votes: 1.17 seats


def test_average_votes_per_seat_in_two_provinces_admit() -> None:
    """Each province has 1,000 valid votes for a constituency seat."""
    outcome = run(small({"Midt": 1000, "Syd": 1000}), won=WON)
    assert outcome.totals["X"] > 0
    for votes in (small({"Midt": 1000, "Syd": 999}), small({"Nord": 1300, "Vest": 1000})):
        assert "X" not in run(votes, won=WON).totals


def test_a_province_counts_as_a_whole() -> None:
    """Nord and Vest are one province."""
    votes = small({"Nord": 500, "Vest": 500, "Syd": 1000})
    assert run(votes, won=WON).totals["X"] > 0


def test_independent_has_one_seat_at_most_and_no_share_of_the_compensatory_seats() -> None:
    votes = small({})
    votes["Syd"]["IND Nobody"] = 9_000
    outcome = run(votes)
    assert outcome.totals["IND Nobody"] == 1
    assert tier(outcome, "tillaegsmandat").get("IND Nobody") is None
    assert sum(outcome.totals.values()) == 175


def test_equal_quotients_in_a_constituency_are_settled_by_lot() -> None:
    outcome = run({"Nord": {"A": 1000, "B": 1000}}, {"Nord": 1}, {"P1": 0})
    assert outcome.status == "lots needed"
    assert (outcome.lots[0].among, outcome.lots[0].cites) == (("A", "B"), ("§ 76",))


def test_equal_fractions_are_settled_by_lot() -> None:
    """175 seats for votes in the proportion 1 : 1 leave one seat to two fractions of a half."""
    won = {("Nord", "A"): 67, ("Nord", "B"): 68}
    outcome = run({"Nord": {"A": 1000, "B": 1000}}, {"Nord": 135}, {"P1": 40}, won)
    assert outcome.status == "lots needed"
    assert outcome.lots[0].cites == ("§ 77(2)",)


def test_compensatory_seats_fill_each_province_and_go_on_behind_constituency_seats() -> None:
    votes = {
        "Nord": {"A": 24_000, "B": 9_000, "C": 7_000},
        "Vest": {"A": 9_100, "B": 12_000, "C": 3_900},
        "Midt": {"A": 17_000, "B": 10_000, "C": 8_100},
        "Syd": {"A": 8_000, "B": 21_000, "C": 6_050},
    }
    outcome = run(votes)
    assert outcome.status == "decided"
    given: dict[str, int] = {}
    for row in outcome.rows:
        if row.tier == "tillaegsmandat":
            given[PROVINCES[row.district]] = given.get(PROVINCES[row.district], 0) + row.seats
    assert given == COMPENSATORY


def test_inside_a_province_the_divisors_are_1_4_7() -> None:
    """C has six compensatory seats to place in P1, where it holds six seats of Nord and none of Vest."""
    votes = {"Nord": {"A": 30_000, "C": 3_600}, "Vest": {"A": 30_000, "C": 1_000}, "Midt": {"A": 1}, "Syd": {"A": 1}}
    won = {("Nord", "A"): 60, ("Nord", "C"): 6, ("Vest", "A"): 68, ("Midt", "A"): 1}
    outcome = run(votes, compensatory={"P1": 40, "P2": 0, "P3": 0}, won=won)
    placed = {row.district: row.seats for row in outcome.rows if row.tier == "tillaegsmandat" and row.party == "C"}
    assert outcome.totals["C"] == 12
    # Nord behind six seats: 3600 / 19 = 189.5, / 22 = 163.6, / 25 = 144, / 28. Vest: 1000, 250, 142.9, 100.
    assert placed == {"Vest": 3, "Nord": 3}
