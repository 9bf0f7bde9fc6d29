"""Where votes stand, what lies in what, and which rows can win nothing."""

from __future__ import annotations

import pytest
from invented import WHOLE, Facts, Votes, by_unit, cells, elect, law_of, nation, seats

from hemicycle.source.mistake import BadInput

LEVELS = "province, district"
BY_PROVINCE = ["allot: {at: province, seats: 2, method: dhondt}"]
ROWS = {"n1": {"a": 30, "b": 9}, "n2": {"a": 5, "b": 20}, "s1": {"a": 10, "b": 6}}
ABOVE = {"n1": "north", "n2": "north", "s1": "south"}


def test_votes_of_districts_are_summed_by_province(tmp_path):
    outcome = elect(law_of(tmp_path, BY_PROVINCE, seats=4, units=LEVELS), by_unit(ROWS, ABOVE))
    # North 35 and 29, south 10 and 6.
    assert seats(outcome) == {"north": {"a": 1, "b": 1}, "south": {"a": 1, "b": 1}}


def test_a_district_whose_province_nobody_gave_leaves_the_step_open(tmp_path):
    law = law_of(tmp_path, BY_PROVINCE, seats=4, units=LEVELS)
    outcome = elect(law, by_unit(ROWS, {"n1": "north", "s1": "south"}))
    assert outcome.totals == {}
    assert "the province of n2 was not given" in outcome.notes[0]


def test_votes_of_the_whole_country_cannot_fill_districts(tmp_path):
    steps = ["allot: {at: district, seats: 1, method: dhondt}"]
    outcome = elect(law_of(tmp_path, steps, seats=1, units="district"), nation(a=5))
    assert outcome.totals == {}
    assert "district" in outcome.notes[0]


def test_votes_of_districts_do_for_a_law_of_the_whole_country(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 3, method: dhondt}"], seats=3)
    outcome = elect(law, Votes({"votes": cells({"n": {"a": 5, "b": 1}, "s": {"a": 1, "b": 2}})}))
    assert seats(outcome) == {WHOLE: {"a": 2, "b": 1}}


def test_units_are_called_with_the_one_above_where_the_law_says_so(tmp_path):
    steps = ["allot: {at: district, seats: 1, method: dhondt}"]
    law = law_of(tmp_path, steps, seats=3, units=LEVELS, more="named_within: [district]")
    outcome = elect(law, by_unit(ROWS, ABOVE))
    assert seats(outcome) == {"north / n1": {"a": 1}, "north / n2": {"b": 1}, "south / s1": {"a": 1}}


# Rows that can win nothing


def test_rows_without_seats_are_valid_votes_and_win_nothing(tmp_path):
    steps = ["admit: {votes: 10%}", "allot: {seats: 3, method: dhondt}"]
    law = law_of(tmp_path, steps, seats=3, more="rows: {against-all: no seats}")
    votes = Votes({"votes": cells({WHOLE: {"a": 40, "b": 10, "Against all": 30, "(other lists)": 21}})})
    # 10 % of 101 is 10.1.
    outcome = elect(law, votes)
    assert (outcome.totals, outcome.trace[0].base) == ({"a": 3}, 101)


def test_the_facts_may_say_that_a_row_wins_nothing(tmp_path):
    for steps in (
        ["allot: {seats: 3, method: dhondt}"],
        ["allot: {seats: 3, to: alliance, method: hare}, as: pairs", "allot: {from: alliance, seats: pairs}"],
        ["level: {seats: 3, method: dhondt, over: keep}"],
        ["admit: {largest: 1}", "allot: {seats: 3}"],
        ["compute: {is: votes}, as: same", "allot: {seats: 3, by: same, method: hare}"],
    ):
        outcome = elect(law_of(tmp_path, steps, seats=3), nation(a=5, blank=90), Facts(kinds={"blank": "no seats"}))
        assert outcome.totals == {"a": 3}, steps


def test_independents_are_known_by_their_names(tmp_path):
    steps = ["admit: {except: {kind: independent}}", "allot: {seats: 2, method: dhondt}"]
    votes = Votes({"votes": cells({WHOLE: {"a": 5, "IND Smith": 90, "Independent": 50, "Independents' Party": 4}})})
    outcome = elect(law_of(tmp_path, steps, seats=2), votes)
    assert outcome.totals == {"a": 1, "Independents' Party": 1}


# The number of valid votes


THRESHOLD = ["admit: {votes: 5%}", "allot: {seats: 2, method: hare}"]


@pytest.mark.parametrize(("valid", "admitted"), [(None, ("a", "b")), (100, ("a", "b")), (101, ("a",))])
def test_valid_votes_given_as_a_number_are_the_base(tmp_path, valid, admitted):
    law = law_of(tmp_path, THRESHOLD, seats=2)
    outcome = elect(law, nation(a=90, b=5), Facts(valid=valid))
    assert outcome.trace[0].admitted == admitted


def test_valid_votes_by_district_are_the_base_there(tmp_path):
    steps = ["admit: {at: district, votes: 5%}", "allot: {at: district, seats: 2, method: hare}"]
    law = law_of(tmp_path, steps, seats="{at_least: 1}", units="district")
    rows = cells({"n": {"a": 90, "b": 5}, "s": {"a": 90, "b": 5}})
    outcome = elect(law, Votes({"votes": rows}, {"valid": {"n": 100, "s": 101}}))
    assert [record.admitted for record in outcome.trace[:2]] == [("a", "b"), ("a",)]


def test_fewer_valid_votes_than_the_lists_have_are_refused(tmp_path):
    with pytest.raises(BadInput, match="fewer than the lists have together"):
        elect(law_of(tmp_path, THRESHOLD, seats=2), nation(a=90, b=5), Facts(valid=94))


def test_an_election_without_a_list_ballot_is_refused(tmp_path):
    with pytest.raises(BadInput, match="no list ballot"):
        elect(law_of(tmp_path, THRESHOLD, seats=2), Votes({"first": cells({WHOLE: {"a": 1}})}))


# Alliances


def test_a_list_in_two_alliances_is_refused(tmp_path):
    from hemicycle.outcome.facts import Alliance

    law = law_of(tmp_path, THRESHOLD, seats=2)
    twice = Facts(alliances=(Alliance("x", ("a", "b")), Alliance("y", ("b",))))
    with pytest.raises(BadInput, match="b in x and in y"):
        elect(law, nation(a=90, b=5), twice)
    circle = Facts(alliances=(Alliance("x", ("a", "y")), Alliance("y", ("x",))))
    with pytest.raises(BadInput, match="which contains itself"):
        elect(law, nation(a=90, b=5), circle)
