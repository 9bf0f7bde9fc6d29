"""The Althing: constituency seats, and adjustment seats in the order of the national numbers."""

from fractions import Fraction

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome

Rows = dict[str, dict[str, int]]
SEATS = {"N": 10, "E": 10, "S": 10, "W": 12, "R1": 6, "R2": 6}
ADJUSTMENT = {"N": 1, "E": 1, "S": 1, "W": 2, "R1": 2, "R2": 2}


def run(
    votes: Rows,
    date: str = "2017-10-28",
    seats: dict[str, int] = SEATS,
    adjustment: dict[str, int] = ADJUSTMENT,
    facts: Facts | None = None,
) -> Outcome:
    law = hemicycle.find_law("is-althingi", date)
    cells = {(unit, party): number for unit, row in votes.items() for party, number in row.items()}
    counts = {"seats": seats, "adjustment_seats": adjustment}
    return elect(law, Votes({"votes": cells}, counts), facts or Facts())


def adjustment_seats(outcome: Outcome) -> dict[tuple[str, str], int]:
    return {(row.district, row.party): row.seats for row in outcome.rows if row.tier == "adjustment"}


def country() -> Rows:
    """Two organisations, 60,000 valid votes."""
    return {
        "N": {"A": 6_011, "B": 3_989},
        "E": {"A": 5_003, "B": 4_997},
        "S": {"A": 5_507, "B": 4_493},
        "W": {"A": 7_013, "B": 4_987},
        "R1": {"A": 4_511, "B": 4_489},
        "R2": {"A": 4_217, "B": 4_783},
    }


def with_x(**numbers: int) -> Rows:
    """X beside them, its votes taken from B."""
    votes = country()
    for unit, number in numbers.items():
        votes[unit]["X"] = number
        votes[unit]["B"] -= number
    return votes


def test_exactly_five_percent_of_the_country_takes_part() -> None:
    """X has no constituency seat, so its national numbers are 3,000, 1,500, 1,000 ..."""
    outcome = run(with_x(N=450, E=520, S=530, W=540, R1=470, R2=490))
    assert outcome.status == "decided"
    assert sum(seats for (_, party), seats in adjustment_seats(outcome).items() if party == "X") >= 2
    short = run(with_x(N=449, E=520, S=530, W=540, R1=470, R2=490))
    assert short.status == "decided"
    assert "X" not in short.totals


def test_constituency_seats_have_no_threshold() -> None:
    outcome = run(with_x(N=1_200))
    assert {(row.district, row.tier) for row in outcome.rows if row.party == "X"} == {("N", "district")}


def test_nobody_with_five_percent_leaves_the_adjustment_seats_undetermined() -> None:
    votes = {unit: {f"{unit}{k}": 1000 + 13 * k for k in range(4)} for unit in SEATS}
    outcome = run(votes)
    assert outcome.status == "undetermined"
    assert adjustment_seats(outcome) == {}


def test_national_numbers_go_on_behind_the_constituency_seats() -> None:
    """The nine largest of votes / (constituency seats + 1), + 2, ..."""
    votes = with_x(N=900, R1=700, R2=600, E=380, S=300, W=120)
    outcome = run(votes)
    held = dict.fromkeys("ABX", 0)
    for row in outcome.rows:
        if row.tier == "district":
            held[row.party] += row.seats
    sums = {party: sum(row.get(party, 0) for row in votes.values()) for party in held}
    numbers = sorted(
        ((Fraction(sums[party], held[party] + k), party) for party in held for k in range(1, 10)), reverse=True
    )
    expected = {party: held[party] + sum(1 for _, each in numbers[:9] if each == party) for party in held}
    assert outcome.totals == expected


def test_equal_national_numbers_for_the_last_seat_are_settled_by_lot() -> None:
    """A and B mirror each other; nine is odd."""
    votes = {
        "N": {"A": 6_011, "B": 3_989}, "E": {"A": 3_989, "B": 6_011}, "S": {"A": 5_507, "B": 4_493},
        "W": {"A": 4_493, "B": 5_507}, "R1": {"A": 4_511, "B": 4_689}, "R2": {"A": 4_689, "B": 4_511},
    }  # fmt: skip
    outcome = run(votes, seats={"N": 10, "E": 10, "S": 10, "W": 10, "R1": 7, "R2": 7})
    assert outcome.status == "lots needed"
    assert (outcome.lots[0].among, outcome.lots[0].seats) == (("A", "B"), 1)
    assert outcome.lots[0].cites[0] == "Art. 108(2)(1)"


def test_equal_ratios_are_settled_by_lot() -> None:
    """The two constituencies of Reykjavík are alike, and X has one seat to take there."""
    votes = with_x(N=1_200)
    votes["R1"] = votes["R2"] = {"A": 4_100, "B": 3_100, "X": 1_800}
    outcome = run(votes, seats=SEATS | {"R1": 2, "R2": 2, "W": 20})
    assert any(set(lot.among) == {"R1", "R2"} for lot in outcome.lots)


def test_adjustment_seat_takes_the_largest_ratio_of_its_list() -> None:
    """X has 3 seats; its ratios are 900 / 10,000 in N, 700 / 9,000 in R1, 600 / 9,000 in R2, 380 / 10,000 in E."""
    votes = with_x(N=900, R1=700, R2=600, E=380, S=300, W=120)
    outcome = run(votes, seats={"N": 8, "E": 10, "S": 10, "W": 14, "R1": 6, "R2": 6})
    mine = {unit: seats for (unit, party), seats in adjustment_seats(outcome).items() if party == "X"}
    assert mine == {"N": 1, "R1": 1, "R2": 1}


def test_constituency_takes_no_more_adjustment_seats_than_it_has() -> None:
    votes = with_x(N=700, R1=500, R2=480, E=500, S=520, W=330)
    outcome = run(votes)
    given: dict[str, int] = {}
    for (unit, _), seats in adjustment_seats(outcome).items():
        given[unit] = given.get(unit, 0) + seats
    assert given == ADJUSTMENT


def test_same_rules_under_the_act_of_2021() -> None:
    votes = with_x(N=700, E=650, S=640, W=630, R1=540, R2=520)
    assert run(votes, "2024-11-30").rows == run(votes, "2017-10-28").rows
    assert run(votes, "2021-09-25").law == "is-althingi@2009-03-20"
    assert run(votes, "2024-11-30").law == "is-althingi@2022-01-01"


def test_equal_quotients_in_a_constituency_are_settled_by_lot() -> None:
    votes = {"One": {"A": 100, "B": 100, "C": 100}}
    outcome = run(votes, seats={"One": 2}, adjustment={"One": 0})
    assert outcome.lots[0].among == ("A", "B", "C")
    assert outcome.lots[0].cites == ("Art. 107",)
    drawn = Facts(lots=(DrawnLot(frozenset("ABC"), ("A", "C"), "One"),))
    again = run(votes, seats={"One": 2}, adjustment={"One": 0}, facts=drawn)
    assert {row.party for row in again.rows if row.tier == "district"} == {"A", "C"}


def test_turn_of_a_list_without_room_goes_to_the_next_national_number() -> None:
    """X stands in N alone, where one adjustment seat is to be had; its further national numbers are struck."""
    votes = country()
    votes["N"]["X"] = 3_300
    outcome = run(votes, seats={"N": 2, "E": 10, "S": 10, "W": 20, "R1": 6, "R2": 6})
    assert adjustment_seats(outcome)["N", "X"] == 1
    assert outcome.totals["X"] == 1
    assert sum(outcome.totals.values()) == 63
    assert outcome.status == "decided"
