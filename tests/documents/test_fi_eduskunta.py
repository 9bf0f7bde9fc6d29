"""The Eduskunta: comparison numbers of groups, and persons inside a group."""

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Alliance, DrawnLot, Facts
from hemicycle.outcome.outcome import Outcome


def run(votes: dict[str, int], seats: int, facts: Facts | None = None) -> Outcome:
    law = hemicycle.find_law("fi-eduskunta", "2019-04-14")
    cells = {("HEL", party): number for party, number in votes.items()}
    return elect(law, Votes({"votes": cells}, {"seats": {"HEL": seats}}), facts or Facts())


CANDIDATES = {"A1": 900, "A2": 300, "B1": 500, "C1": 800, "C2": 700, "D": 850}
GROUPS = (Alliance("X", ("A1", "A2", "B1"), "HEL"), Alliance("C", ("C1", "C2"), "HEL"))


def persons(seats: int, lots: tuple[DrawnLot, ...] = ()) -> Outcome:
    """An alliance X of two parties, a party C, and a candidate who stands alone."""
    kinds = {name: "candidate" for name in CANDIDATES if name != "D"} | {"D": "independent"}
    return run(CANDIDATES, seats, Facts(kinds=kinds, alliances=GROUPS, lots=lots))


def test_groups_take_seats_by_comparison_numbers_and_persons_by_their_votes() -> None:
    """X 1,700 and 850, C 1,500 and 750, D 850."""
    assert persons(2).totals == {"A1": 1, "C1": 1}
    assert persons(4).totals == {"A1": 1, "B1": 1, "C1": 1, "D": 1}


def test_equal_comparison_numbers_are_settled_by_lot() -> None:
    outcome = persons(3)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"X", "D"}
    assert "§ 90" in outcome.lots[0].cites
    assert persons(3, (DrawnLot(frozenset(("X", "D")), ("X",), "HEL"),)).totals == {"A1": 1, "B1": 1, "C1": 1}
    assert persons(3, (DrawnLot(frozenset(("X", "D")), ("D",), "HEL"),)).totals == {"A1": 1, "C1": 1, "D": 1}


def test_equal_personal_votes_are_settled_by_lot() -> None:
    kinds = {"A1": "candidate", "A2": "candidate"}
    facts = Facts(kinds=kinds, alliances=(Alliance("A", ("A1", "A2")),))
    outcome = run({"A1": 400, "A2": 400, "B": 300}, 1, facts)
    assert outcome.status == "lots needed"
    assert set(outcome.lots[0].among) == {"A1", "A2"}


def test_party_outside_an_alliance_is_a_group_of_its_own() -> None:
    outcome = run({"SDP": 5000, "KOK": 3000, "VIHR": 1000}, 5)
    assert outcome.totals == {"SDP": 3, "KOK": 2}
    assert outcome.status == "decided"


def test_there_is_no_threshold() -> None:
    votes = {"SDP": 96_000, "KOK": 1_000} | {f"P{i}": 500 - i for i in range(6)}
    assert run(votes, 97).totals["KOK"] == 1


def test_candidate_alone_has_one_seat_and_the_next_number_gets_the_other() -> None:
    outcome = run({"SDP": 1000, "IND Somebody": 9000, "KOK": 900}, 3)
    assert outcome.totals == {"SDP": 1, "IND Somebody": 1, "KOK": 1}


def test_group_with_fewer_candidates_than_numbers_passes_the_seat_on() -> None:
    facts = Facts(numbers={"names": {("HEL", "SDP"): 2}})
    assert run({"SDP": 9000, "KOK": 900, "PS": 800}, 4, facts).totals == {"SDP": 2, "KOK": 1, "PS": 1}


def test_alliance_of_parties_without_votes_of_candidates_is_undetermined() -> None:
    """The alliance has three seats; how they divide, only the candidates' votes tell."""
    facts = Facts(alliances=(Alliance("KD+KESK", ("KD", "KESK"), "HEL"),))
    outcome = run({"KD": 2000, "KESK": 2500, "SDP": 3100}, 5, facts)
    assert outcome.status == "undetermined"
    assert outcome.totals.get("SDP") == 2


def test_count_of_the_mainland_alone_is_a_whole_result() -> None:
    """Åland's seat is not in it; the size of the chamber is the sum of the districts."""
    outcome = run({"SDP": 5000, "KOK": 3001}, 199)
    assert outcome.status == "decided"
    assert sum(outcome.totals.values()) == 199
