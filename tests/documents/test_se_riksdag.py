"""The Riksdag: fixed seats, the national share, seats set aside (to 2014) or returned (since 2018)."""

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

Rows = dict[str, dict[str, int]]


def run(votes: Rows, date: str = "2018-09-09", facts: Facts | None = None, **counts: dict[str, int]) -> Outcome:
    law = hemicycle.find_law("se-riksdag", date)
    cells = {(unit, party): number for unit, row in votes.items() for party, number in row.items()}
    return elect(law, Votes({"votes": cells}, counts=counts), facts or Facts())


def tier(outcome: Outcome, name: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in outcome.rows:
        if row.tier == name:
            sums[row.party] = sums.get(row.party, 0) + row.seats
    return sums


def fixed(outcome: Outcome) -> dict[tuple[str, str], int]:
    return {(row.district, row.party): row.seats for row in outcome.rows if row.tier == "fixed"}


def national(votes: dict[str, int], valid: int, fixed_seats: dict[str, int], date: str) -> Outcome:
    """The country as one constituency, the fixed seats of the parties as they were won."""
    rows = {"Sverige": votes | {"ÖVR": valid - sum(votes.values())}}
    facts = Facts(seats={"fixed": {("Sverige", party): seats for party, seats in fixed_seats.items()}})
    return run(rows, date, facts, eligible_voters={"Sverige": 7_000_000})


def test_national_share_of_2026() -> None:
    """Valmyndigheten, decision of 19 September 2026 (VAL-735-2026), with the fixed seats."""
    votes = {
        "S": 1895989, "M": 1343448, "SD": 1183248, "V": 568781, "C": 475780, "KD": 417490, "MP": 414307, "L": 361187,
    }  # fmt: skip
    won = {"S": 94, "M": 68, "SD": 60, "V": 27, "C": 17, "KD": 20, "MP": 13, "L": 11}
    outcome = national(votes, 6767429, won, "2026-09-13")
    assert outcome.totals == {"S": 99, "M": 70, "SD": 62, "V": 30, "C": 25, "KD": 22, "MP": 22, "L": 19}
    assert outcome.status == "decided"


def test_2010_two_parties_are_set_aside_with_their_fixed_seats() -> None:
    """Votes and seats: electionguide.org, election 1567, and tradebridgeconsultants.com (19 seats of KD).

    S had three and M one more than their shares, all of them fixed (fof.se, 2014/8). The fixed seats of the other
    parties are stand-ins, any below their shares.
    """
    votes = {
        "M": 1791766, "C": 390804, "FP": 420524, "KD": 333696, "S": 1827497, "V": 334053, "MP": 437435, "SD": 339610,
    }  # fmt: skip
    won = {"S": 112, "M": 107, "C": 21, "FP": 17, "KD": 11, "V": 9, "MP": 19, "SD": 14}
    outcome = national(votes, 5960408, won, "2010-09-19")
    assert outcome.totals == {"S": 112, "M": 107, "MP": 25, "FP": 24, "C": 23, "SD": 20, "KD": 19, "V": 19}


def test_2014_two_parties_are_set_aside_with_their_fixed_seats() -> None:
    """Votes and seats: electionguide.org, election 2406.

    S had one and SD two more than their shares (users.mai.liu.se/laral26/Val), so all of them fixed. The fixed seats of
    the other parties are stand-ins, any below their shares.
    """
    votes = {
        "M": 1453517, "C": 380937, "FP": 337773, "KD": 284806, "S": 1932711, "V": 356331, "MP": 429275, "SD": 801178,
    }  # fmt: skip
    won = {"S": 113, "SD": 49, "M": 80, "C": 18, "FP": 12, "KD": 8, "V": 12, "MP": 18}
    outcome = national(votes, 6231573, won, "2014-09-14")
    assert outcome.totals == {"S": 113, "M": 84, "SD": 49, "MP": 25, "C": 22, "V": 21, "FP": 19, "KD": 16}


ELECTORS = {"North": 15_000, "South": 15_800, "Isle": 200}  # 150, 158 and 2 fixed seats


def four_percent(party_x: int) -> Outcome:
    """X has the same share everywhere."""
    rest = 1_000_000 - party_x
    votes = {"North": {"A": rest - 400_000, "B": 400_000, "X": party_x}}
    return run(votes, eligible_voters={"North": 1000})


def test_exactly_four_percent_of_the_country_is_admitted() -> None:
    assert four_percent(40_000).totals["X"] == 14


def test_one_vote_short_of_four_percent_is_not() -> None:
    assert "X" not in four_percent(39_999).totals


def twelve_percent(party_x: int) -> Outcome:
    votes = {
        "Small": {"A": 60_000, "B": 40_000 - party_x, "X": party_x},
        "Large": {"A": 900_000, "B": 1_000_000, "X": 0},
    }
    return run(votes, eligible_voters={"Small": 1000, "Large": 9000})


def test_twelve_percent_in_a_constituency_gives_fixed_seats_there_and_no_levelling_seats() -> None:
    outcome = twelve_percent(12_000)
    assert fixed(outcome)["Small", "X"] == 4
    assert "X" not in tier(outcome, "levelling")
    assert sum(outcome.totals.values()) == 349


def test_one_vote_short_of_twelve_percent_gives_none() -> None:
    assert "X" not in twelve_percent(11_999).totals


def test_decided_fixed_seats_go_before_those_computed_from_electors() -> None:
    votes = {"North": {"A": 1000, "B": 900}, "South": {"A": 800, "B": 1100}}
    computed = run(votes, eligible_voters={"North": 1500, "South": 1600})
    decided = run(votes, eligible_voters={"North": 1500, "South": 1600}, fixed_seats={"North": 160, "South": 150})
    seats = {unit: sum(n for (u, _), n in fixed(decided).items() if u == unit) for unit in votes}
    assert seats == {"North": 160, "South": 150}
    assert sum(n for (u, _), n in fixed(computed).items() if u == "North") == 150


def test_surplus_fixed_seat_is_returned_where_it_was_won_on_the_lowest_number() -> None:
    """C has 67 fixed seats and a share of 78, D 108 and 107; D's lowest number is in South, the next there is A's."""
    votes = {
        "North": {"A": 4500, "B": 4700, "C": 4200, "D": 3500},
        "South": {"A": 3200, "B": 300, "C": 2000, "D": 5200},
        "Isle": {"A": 470, "B": 260, "C": 130, "D": 55},
    }
    outcome = run(votes, eligible_voters=ELECTORS)
    assert outcome.totals == {"D": 107, "A": 100, "C": 78, "B": 64}
    assert tier(outcome, "fixed") == {"A": 89, "B": 47, "C": 67, "D": 107}
    assert fixed(outcome)["South", "D"] == 76
    assert fixed(outcome)["South", "A"] == 48


def test_before_2018_the_party_would_keep_it_and_the_others_share_the_rest() -> None:
    votes = {
        "North": {"A": 4500, "B": 4700, "C": 4200, "D": 3500},
        "South": {"A": 3200, "B": 300, "C": 2000, "D": 5200},
        "Isle": {"A": 470, "B": 260, "C": 130, "D": 55},
    }
    outcome = run(votes, "2014-09-14", eligible_voters=ELECTORS)
    assert outcome.totals["D"] == 108
    assert tier(outcome, "fixed")["D"] == 108


def test_no_seat_is_returned_from_a_constituency_with_two_fixed_seats() -> None:
    """B won its seat on the Isle with its lowest number, 14 / 1.2; it returns one in North instead, to C."""
    votes = {
        "North": {"A": 2500, "B": 3700, "C": 1200},
        "South": {"A": 5000, "B": 3500, "C": 3600},
        "Isle": {"A": 22, "B": 14, "C": 12},
    }
    won = fixed(run(votes, fixed_seats={"North": 188, "South": 120, "Isle": 2}))
    assert (won["Isle", "A"], won["Isle", "B"]) == (1, 1)
    assert (won["North", "B"], won["North", "C"]) == (93, 31)


def test_two_seats_are_returned_and_go_to_parties_short_of_their_share() -> None:
    """C has 81 fixed seats and a share of 79; D, in turn after B, holds exactly its 60."""
    votes = {
        "North": {"A": 400, "B": 4700, "C": 7000, "D": 5000},
        "South": {"A": 12000, "B": 10400, "C": 3600, "D": 2900},
        "Isle": {"A": 510, "B": 215, "C": 50, "D": 155},
    }
    outcome = run(votes, eligible_voters={"North": 15_000, "South": 15_700, "Isle": 300})
    assert tier(outcome, "fixed") == {"A": 71, "B": 100, "C": 79, "D": 60}
    assert outcome.totals == {"B": 114, "A": 96, "C": 79, "D": 60}


def test_returned_seat_passes_over_a_party_that_has_its_share() -> None:
    """C returns a seat in K3. H is next there but holds its share of 21; the seat is E's."""
    votes = {
        "K0": {"A": 1343, "B": 24856, "C": 2020, "D": 604, "E": 4643, "F": 3022, "G": 1184, "H": 2533},
        "K1": {"A": 991, "B": 1921, "C": 1410, "D": 2376, "E": 3443, "F": 2706, "G": 2032, "H": 2171},
        "K2": {"A": 9346, "B": 303351, "C": 5262, "D": 29529, "E": 117841, "F": 7404, "G": 15414, "H": 20174},
        "K3": {"A": 1812, "B": 12092, "C": 20146, "D": 7435, "E": 38007, "F": 3179, "G": 9591, "H": 14545},
    }
    outcome = run(votes, fixed_seats={"K0": 15, "K1": 14, "K2": 215, "K3": 66})
    won = fixed(outcome)
    assert (won["K3", "C"], won["K3", "E"], won["K3", "H"]) == (12, 26, 9)
    assert (won["K1", "H"], won["K1", "F"]) == (2, 2)


def test_seats_returned_in_two_constituencies_go_by_the_largest_number() -> None:
    """E returns one in K2 and one in K0; C takes the one in K0, H the one in K2. A holds its share and takes none."""
    lists = "ABCDEFGHZ"
    numbers = {
        "K0": (27518, 44086, 44556, 13338, 14362, 14133, 11090, 8819, 4089),
        "K1": (16381, 81181, 54155, 29167, 9332, 25816, 12862, 120729, 1177),
        "K2": (6789, 2111, 9014, 2967, 5633, 3310, 4812, 17276, 1179),
        "K3": (33394, 42424, 45303, 5642, 7899, 10895, 2882, 92469, 5021),
    }
    votes = {unit: dict(zip(lists, row, strict=True)) for unit, row in numbers.items()}
    outcome = run(votes, fixed_seats={"K0": 94, "K1": 100, "K2": 31, "K3": 85})
    won = fixed(outcome)
    assert (won["K0", "A"], won["K0", "C"], won["K2", "A"], won["K2", "B"]) == (15, 26, 5, 1)


def test_equal_comparison_numbers_are_settled_by_lot() -> None:
    outcome = run({"North": {"A": 1000, "B": 1000, "C": 1000}}, fixed_seats={"North": 310})
    assert outcome.status == "lots needed"
    assert outcome.lots[0].among == ("A", "B", "C")
    assert "14:2" in outcome.lots[0].cites


def test_first_levelling_seat_in_a_constituency_counts_undivided() -> None:
    """X has no fixed seat anywhere; its 14 levelling seats go by votes, then votes / 3, not by votes / 1.2."""
    votes = {f"K{i}": {"A": 60_000 + 7 * i, "B": 40_000 - 11 * i, "X": 4_300 + i} for i in range(62)}
    outcome = run(votes, fixed_seats=dict.fromkeys(votes, 5))
    placed = [row for row in outcome.rows if row.tier == "levelling" and row.party == "X"]
    assert {row.seats for row in placed} == {1}
    assert "X" not in tier(outcome, "fixed")
    best = sorted(votes, key=lambda unit: -votes[unit]["X"])[: len(placed)]
    assert {row.district for row in placed} == set(best)


def test_nobody_with_four_percent_is_undetermined() -> None:
    votes = {f"K{i}": {f"P{i}": 100} for i in range(31)}
    outcome = run(votes, fixed_seats=dict.fromkeys(votes, 10))
    assert outcome.status == "undetermined"
