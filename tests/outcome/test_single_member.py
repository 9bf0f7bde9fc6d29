from cases import WHOLE, national, tiny_law

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts

LISTS = {(WHOLE, "a"): 600, (WHOLE, "b"): 400}


def seats(outcome):
    return {(row.district, row.party): row.seats for row in outcome.rows if row.tier == "single_member"}


def under(date, first, **ballots):
    votes = Votes({"votes": LISTS, "first": first, **ballots})
    return elect(hemicycle.find_law("kz-mazhilis", date), votes)


def test_plurality_is_enough_in_2023():
    outcome = under("2023-03-19", {("d1", "x"): 40, ("d1", "y"): 35, ("d1", "z"): 25})
    assert seats(outcome) == {("d1", "x"): 1}


def test_more_than_half_is_needed_in_2004():
    first = {("d1", "x"): 51, ("d1", "y"): 49, ("d2", "x"): 50, ("d2", "y"): 50}
    outcome = under("2004-09-19", first)
    assert seats(outcome) == {("d1", "x"): 1}
    assert any("runoff" in note for note in outcome.notes)


def test_a_repeat_ballot_decides_where_nobody_had_more_than_half_in_2004():
    first = {("d1", "x"): 40, ("d1", "y"): 35, ("d1", "z"): 25, ("d2", "x"): 60, ("d2", "y"): 40}
    outcome = under("2004-09-19", first, runoff={("d1", "x"): 45, ("d1", "y"): 50})
    assert seats(outcome) == {("d1", "y"): 1, ("d2", "x"): 1}


def test_no_repeat_ballot_is_asked_for_where_everybody_had_more_than_half():
    outcome = under("2004-09-19", {(f"d{i}", party): votes for i in range(67) for party, votes in (("x", 6), ("y", 4))})
    assert outcome.status == "decided"
    assert sum(seats(outcome).values()) == 67
    assert outcome.notes == ()


def test_equal_leaders_need_a_repeat_ballot_in_2023():
    outcome = under("2023-03-19", {("d1", "x"): 40, ("d1", "y"): 40, ("d1", "z"): 20})
    assert outcome.status == "undetermined"
    assert "repeat ballot" in outcome.open_questions[0].asks
    assert seats(outcome) == {}


def test_the_repeat_ballot_settles_equal_leaders_in_2023():
    first = {("d1", "x"): 40, ("d1", "y"): 40, ("d1", "z"): 20}
    facts = Facts(numbers={"repeat_vote": {("d1", "x"): 10, ("d1", "y"): 11}})
    votes = Votes({"votes": LISTS, "first": first})
    outcome = elect(hemicycle.find_law("kz-mazhilis", "2023-03-19"), votes, facts)
    assert seats(outcome) == {("d1", "y"): 1}


def test_a_tie_in_one_district_leaves_lists_and_other_districts_as_they_are():
    first = {("d1", "x"): 40, ("d1", "y"): 40, ("d2", "x"): 30, ("d2", "y"): 20}
    outcome = under("2023-03-19", first)
    assert seats(outcome) == {("d2", "x"): 1}
    assert {row.party: row.seats for row in outcome.rows if row.tier == "lists"} == {"a": 41, "b": 28}


def test_list_votes_alone_decide_the_list_seats_and_say_what_is_missing():
    outcome = elect(hemicycle.find_law("kz-mazhilis", "2023-03-19"), Votes({"votes": LISTS}))
    assert outcome.status == "decided"
    assert outcome.totals == {"a": 41, "b": 28}
    assert outcome.notes == ("single-member districts: 0 of 29 seats; no votes by constituency were given",)


def test_margin_of_a_plurality_is_half_the_distance_and_one():
    outcome = under("2023-03-19", {("d1", "x"): 40, ("d1", "y"): 35} | {(f"e{i}", "x"): 1 for i in range(28)})
    margin = next(margin for margin in outcome.margins if margin.district == "d1")
    assert (margin.holder, margin.runner_up, margin.switched, margin.added) == ("x", "y", 3, 6)


def test_rows_by_district_are_summed_for_lists_counted_nationwide():
    votes = Votes({"votes": {("north", "a"): 300, ("south", "a"): 300, ("north", "b"): 400}})
    outcome = elect(hemicycle.find_law("kz-mazhilis", "2023-03-19"), votes)
    assert outcome.totals == {"a": 41, "b": 28}


def test_the_assembly_s_seats_come_from_its_own_session():
    law = hemicycle.find_law("kz-mazhilis", "2021-01-10")
    with_them = elect(law, Votes({"votes": LISTS}), Facts(numbers={"assembly_seats": {(WHOLE, "assembly"): 9}}))
    without = elect(law, Votes({"votes": LISTS}))
    assert with_them.totals == {"a": 59, "b": 39, "assembly": 9}
    assert without.status == "decided"
    assert without.notes == ("Assembly of the People: 0 of 9 seats; assembly_seats was not given",)


def test_seats_won_in_another_contest_are_taken_as_reported():
    law = hemicycle.find_law("kz-mazhilis", "2023-03-19")
    outcome = elect(law, Votes({"votes": LISTS}), Facts(seats={"single_member": {(WHOLE, "a"): 22, (WHOLE, "i"): 7}}))
    assert outcome.totals == {"a": 63, "b": 28, "i": 7}
    assert "won in another contest, as reported" in outcome.trace[-1].says


def test_a_tier_that_nobody_holds_yet_counts_as_empty(tmp_path):
    steps = """  - {allot: {seats: 1, method: hare}, when: count(none) > 0, cites: [Art. 1]}
  - {allot: {seats: 3 - total(lists) - total(held), method: hare}, cites: [Art. 2]}"""
    none = "  - {admit: {above: 100%}, as: none, cites: [Art. 1]}\n"
    outcome = elect(
        tiny_law(tmp_path, none + steps.replace("allot: {seats", "allot: {who: all, seats")), national(a=2, b=1)
    )
    assert outcome.totals == {"a": 2, "b": 1}
