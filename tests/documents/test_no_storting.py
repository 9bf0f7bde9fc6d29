"""The Storting: direct seats, the national computation, and where levelling seats go."""

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

DISTRICTS = [f"D{i:02}" for i in range(1, 20)]
SEATS = dict(zip(DISTRICTS, [8] * 17 + [7] * 2, strict=True))  # 150 direct seats


def run(
    votes: dict[str, dict[str, int]],
    date: str = "2013-09-09",
    seats: dict[str, int] = SEATS,
    facts: Facts | None = None,
) -> Outcome:
    law = hemicycle.find_law("no-storting", date)
    cells = {(unit, party): number for unit, row in votes.items() for party, number in row.items()}
    return elect(law, Votes({"votes": cells}, counts={"district_seats": seats}), facts or Facts())


def spread(national: dict[str, int]) -> dict[str, dict[str, int]]:
    """National votes over the 19 districts in uneven parts, so that no two quotients are equal."""
    whole = sum(range(31, 31 + len(DISTRICTS)))
    votes: dict[str, dict[str, int]] = {unit: {} for unit in DISTRICTS}
    for party, number in national.items():
        left = number
        for i, unit in enumerate(DISTRICTS[1:], 1):
            votes[unit][party] = number * (31 + i) // whole
            left -= votes[unit][party]
        votes[DISTRICTS[0]][party] = left
    return votes


def tier(outcome: Outcome, name: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in outcome.rows:
        if row.tier == name:
            sums[row.party] = sums.get(row.party, 0) + row.seats
    return sums


# Valgdirektoratet, valgresultat.no: votes of the country and seats by party, 14 September 2009, as in the archive. The
# districts of the test are stand-ins.
VOTES_2009 = {
    "A": 949049, "FRP": 614717, "H": 462458, "SV": 166361, "SP": 165006, "KRF": 148748, "V": 104144,
}  # fmt: skip
DIRECT_2009 = {"A": 64, "FRP": 38, "H": 27, "SV": 6, "SP": 9, "KRF": 4, "V": 2}
LEVELLING_2009 = {"FRP": 3, "H": 3, "SV": 5, "SP": 2, "KRF": 6}


def test_party_with_too_many_direct_seats_is_set_aside_as_in_2009() -> None:
    others = 2682903 - sum(VOTES_2009.values())
    votes = spread(VOTES_2009 | {"(other parties pooled)": others})
    facts = Facts(seats={"district": {(DISTRICTS[0], party): seats for party, seats in DIRECT_2009.items()}})
    outcome = run(votes, "2009-09-14", facts=facts)
    assert tier(outcome, "levelling") == LEVELLING_2009
    assert outcome.totals["A"] == 64
    assert sum(outcome.totals.values()) == 169


def big(party_x: int, whole: int = 1_000_000) -> dict[str, int]:
    return {"A": whole * 60 // 100, "B": whole - whole * 60 // 100 - party_x, "X": party_x}


def test_exactly_four_percent_of_the_country_takes_part_in_levelling() -> None:
    outcome = run(spread(big(40_000)))
    assert outcome.status == "decided"
    assert tier(outcome, "district").get("X", 0) == 0
    assert tier(outcome, "levelling")["X"] > 0


def test_one_vote_short_of_four_percent_does_not() -> None:
    outcome = run(spread(big(39_999)))
    assert outcome.status == "decided"
    assert "X" not in outcome.totals


def test_blank_ballots_are_not_in_the_base() -> None:
    votes = spread(big(40_000))
    law = hemicycle.find_law("no-storting", "2013-09-09")
    cells = {(unit, party): number for unit, row in votes.items() for party, number in row.items()}
    blank = dict.fromkeys(DISTRICTS, 500)
    outcome = elect(law, Votes({"votes": cells}, counts={"district_seats": SEATS, "blank": blank}))
    assert tier(outcome, "levelling")["X"] > 0


def local(x_in_last: int) -> dict[str, dict[str, int]]:
    votes = spread({"A": 600_000, "B": 350_000, "X": 50_000})
    votes[DISTRICTS[-1]]["X"] = x_in_last
    return votes


def test_since_2022_a_party_needs_lists_in_all_districts() -> None:
    assert tier(run(local(0), "2021-09-13"), "levelling")["X"] > 0
    for date in ("2023-01-01", "2025-09-08"):
        assert "X" not in tier(run(local(0), date), "levelling")
        assert tier(run(local(1), date), "levelling")["X"] > 0


def test_list_that_is_no_registered_party_has_no_levelling_seats() -> None:
    outcome = run(spread(big(50_000)), facts=Facts(kinds={"X": "group"}))
    assert tier(outcome, "levelling").get("X", 0) == 0


def test_direct_seats_of_lists_outside_are_taken_off_first() -> None:
    """Local list L takes a direct seat; the 168 others are shared in the country."""
    votes = spread({"A": 600_000, "B": 398_000})
    votes[DISTRICTS[0]]["L"] = 20_000
    outcome = run(votes)
    assert tier(outcome, "district")["L"] >= 1
    assert "L" not in tier(outcome, "levelling")
    assert sum(outcome.totals.values()) == 169


def test_equal_quotients_in_a_district_go_to_more_votes() -> None:
    """A's second quotient 3000 / 3 equals B's first, 1400 / 1.4; two seats."""
    for date in ("2013-09-09", "2025-09-08"):
        outcome = run({"D01": {"A": 3000, "B": 1400}}, date, {"D01": 2})
        assert tier(outcome, "district") == {"A": 2}
        assert not outcome.lots


def test_equal_votes_in_a_district_are_settled_by_lot() -> None:
    outcome = run({"D01": {"A": 3000, "B": 3000}}, seats={"D01": 1})
    assert {lot.among for lot in outcome.lots} == {("A", "B")}
    assert outcome.lots[0].cites[:2] == ("§ 11-4(2)", "§ 11-4(3)")


def test_levelling_seat_goes_where_the_weighted_quotient_is_largest_one_to_a_district() -> None:
    outcome = run(spread(big(60_000)), "2025-09-08")
    places = [row for row in outcome.rows if row.tier == "levelling"]
    assert len({row.district for row in places}) == len(places) == 19


def equal_places() -> dict[str, dict[str, int]]:
    """X is owed fewer seats than there are districts, and all districts are alike."""
    return {unit: {"A": 30_000, "B": 20_000, "X": 2_200} for unit in DISTRICTS}


def test_equal_weighted_quotients_are_settled_by_lot_since_2024_and_by_no_rule_read_before() -> None:
    seats = dict.fromkeys(DISTRICTS, 8) | {"D18": 7, "D19": 7}
    after = run(equal_places(), "2025-09-08", seats)
    before = run(equal_places(), "2013-09-09", seats)
    assert after.status == "lots needed"
    assert before.status == "undetermined"


def test_nobody_with_four_percent_leaves_the_levelling_seats_undetermined() -> None:
    votes = {unit: {f"P{unit}{k}": 100 + k for k in range(3)} for unit in DISTRICTS}
    outcome = run(votes)
    assert outcome.status == "undetermined"
    assert tier(outcome, "levelling") == {}
