from fractions import Fraction

from cases import WHOLE, national, tiny_law

from hemicycle.count.votes import Known, PartlyKnown, Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.known_in_part import elect_in_part

UNITS = "units: [district]\n"


def test_what_reads_an_admission_that_is_left_open_is_left_open_too(tmp_path):
    steps = """  - {admit: {ballot: first, votes: 5%}, cites: [s. 1]}
  - {allot: {seats: 3, method: hare}, cites: [s. 2]}"""
    outcome = elect(tiny_law(tmp_path, steps), national(a=2, b=1))
    assert outcome.totals == {}
    assert outcome.notes == ("lists: 0 of 3 seats; first was not given",)


def test_the_size_of_a_set_may_stand_in_a_weight(tmp_path):
    steps = """  - {admit: {votes: 5%}, as: passed, cites: [s. 1]}
  - {allot: {who: passed, seats: 3, by: votes * count(passed), method: hare}, cites: [s. 2]}"""
    assert elect(tiny_law(tmp_path, steps), national(a=2, b=1)).totals == {"a": 2, "b": 1}


def test_a_number_for_each_unit_comes_from_the_facts(tmp_path):
    steps = "  - {allot: {at: district, who: all, seats: places, by: first, method: most votes}, cites: [s. 1]}"
    more = UNITS + "from_election: {places: {each: unit, at: district, means: seats of a district, cites: [s. 2]}}"
    votes = Votes(
        {
            "votes": {(WHOLE, "a"): 1},
            "first": {("n", "a"): 5, ("n", "b"): 4, ("n", "c"): 1, ("s", "a"): 2, ("s", "b"): 1},
        }
    )
    facts = Facts(numbers={"places": {(WHOLE, "n"): 2, (WHOLE, "s"): 1}})
    rows = elect(tiny_law(tmp_path, steps, more=more), votes, facts).rows
    assert {(row.district, row.party) for row in rows} == {("n", "a"), ("n", "b"), ("s", "a")}


def test_votes_by_district_are_asked_for_where_the_law_needs_them(tmp_path):
    steps = "  - {admit: {at: district, votes: 5%}, as: passed, cites: [s. 1]}\n"
    steps += "  - {allot: {who: passed, seats: 3, method: hare}, cites: [s. 1]}"
    votes = Votes({"votes": {(WHOLE, "a"): 1}, "first": {("n", "a"): 5}})
    outcome = elect(tiny_law(tmp_path, steps, more=UNITS), votes)
    assert outcome.rows == ()
    assert outcome.missing == ("votes by district was not given",)


def test_a_tie_in_a_district_may_go_by_a_number_of_the_nation(tmp_path):
    allot = "{at: district, who: all, seats: 1, by: first, method: most votes, ties: [age@nation]}"
    steps = f"  - {{allot: {allot}, cites: [s. 1]}}"
    more = UNITS + "from_election: {age: {means: age, cites: [s. 2]}}"
    votes = Votes({"votes": {(WHOLE, "a"): 1}, "first": {("n", "a"): 5, ("n", "b"): 5}})
    facts = Facts(numbers={"age": {(WHOLE, "a"): 40, (WHOLE, "b"): 50}})
    assert elect(tiny_law(tmp_path, steps, seats=1, more=more), votes, facts).totals == {"b": 1}


def test_a_list_at_its_maximum_leaves_the_rest_to_the_others(tmp_path):
    steps = "  - {allot: {seats: 10, method: hare, at_most: 5}, cites: [s. 1]}"
    outcome = elect(tiny_law(tmp_path, steps, seats=10), national(a=70, b=20, c=11))
    # By hand: a is held at 5; of the other 5, b has 3.23 quotas and c 1.77.
    assert outcome.totals == {"a": 5, "b": 3, "c": 2}
    assert "9 by whole quotas, 1 by largest remainder: c" in outcome.trace[0].says
    assert "a held at its maximum of 5" in outcome.trace[0].says
    assert [margin.says[:9] for margin in outcome.margins] == ["seat 10 t"]


def test_shares_stay_shares_of_all_when_the_facts_know_the_valid_votes(tmp_path):
    steps = "  - {admit: {votes: 40%}, as: passed, cites: [s. 1]}\n"
    steps += "  - {allot: {who: passed, seats: 3, method: hare}, cites: [s. 1]}"
    known = PartlyKnown({"a": Known(Fraction(60), Fraction(60)), "b": Known(Fraction(40), Fraction(40))})
    outcome = elect_in_part(tiny_law(tmp_path, steps), known, Facts(valid=12345))
    assert outcome.totals == {"a": 2, "b": 1}


def test_one_number_of_valid_votes_says_nothing_of_the_districts(tmp_path):
    steps = "  - {admit: {at: district, votes: 5%}, as: passed, cites: [s. 1]}\n"
    steps += "  - {allot: {at: district, who: passed, seats: 3, method: hare}, cites: [s. 1]}"
    law = tiny_law(tmp_path, steps, more=UNITS + "votes_at: district")
    votes = Votes({"votes": {("n", "a"): 2, ("n", "b"): 1}})
    assert elect(law, votes).totals == {"a": 2, "b": 1}
    outcome = elect(law, votes, Facts(valid=100))
    assert outcome.rows == ()
    assert outcome.missing == ("valid by district was not given",)
