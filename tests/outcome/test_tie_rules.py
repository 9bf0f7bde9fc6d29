"""Every rule an act can have for equals, in every kind of step."""

from __future__ import annotations

import pytest
from invented import WHOLE, Facts, by_unit, elect, law_of, nation, numbers, seats

from hemicycle.outcome.facts import DrawnLot
from hemicycle.outcome.outcome import Outcome
from hemicycle.source.mistake import BadInput

# By D'Hondt, a's 12/3, b's 8/2 and c's 4/1 are equal, after 12, 8 and 6.
EQUAL = {"a": 12, "b": 8, "c": 4}


def ties(folder, rules: str, facts: Facts | None = None, *, house: int = 4, **votes: int) -> Outcome:
    law = law_of(
        folder, [f"allot: {{seats: {house}, method: dhondt, ties: [{rules}]}}"], seats=house, facts="age, order"
    )
    return elect(law, nation(**(votes or EQUAL)), facts or Facts())


@pytest.mark.parametrize(
    ("rules", "totals"),
    [
        ("votes", {"a": 3, "b": 1}),
        ("-votes", {"a": 2, "b": 1, "c": 1}),
        ("1 / votes", {"a": 2, "b": 1, "c": 1}),
        # -4, -8 and -4: a and c are still equal, and the next rule takes the smaller.
        ("'votes - 2 * min(votes, 8)', -votes", {"a": 2, "b": 1, "c": 1}),
    ],
)
def test_a_formula_settles_the_larger_value_first(tmp_path, rules, totals):
    outcome = ties(tmp_path, rules)
    assert (outcome.status, outcome.totals) == ("decided", totals)
    assert outcome.trace[0].settled


def test_equals_who_can_all_be_served_need_no_rule(tmp_path):
    outcome = ties(tmp_path, "age", house=6)
    assert (outcome.status, outcome.totals) == ("decided", {"a": 3, "b": 2, "c": 1})
    assert outcome.trace[0].settled == ()


def test_a_rule_for_two_of_three_serves_them_both(tmp_path):
    outcome = ties(tmp_path, "votes", house=5)
    assert outcome.totals == {"a": 3, "b": 2}
    (settled,) = outcome.trace[0].settled
    assert (settled.among, settled.seats, settled.winners) == (("a", "b", "c"), 2, ("a", "b"))


def test_those_still_equal_go_on_to_the_next_rule(tmp_path):
    age = numbers(age={"a": 40, "b": 50, "c": 50}, order={"b": 2, "c": 1})
    outcome = ties(tmp_path, "age, -order, lot", age)
    assert outcome.totals == {"a": 2, "b": 1, "c": 1}
    assert [(each.among, each.winners) for each in outcome.trace[0].settled] == [(("b", "c"), ("c",))]


def test_a_rule_may_serve_some_and_leave_the_rest_to_the_lot(tmp_path):
    age = numbers(age={"a": 50, "b": 40, "c": 40})
    outcome = ties(tmp_path, "age, lot", age, house=5)
    # Two seats: a is the oldest, b and c are equal for the other.
    assert (outcome.status, outcome.totals) == ("lots needed", {"a": 3, "b": 1})
    assert (outcome.lots[0].among, outcome.lots[0].seats) == (("b", "c"), 1)
    lots = (DrawnLot(frozenset("bc"), ("b",)),)
    drawn = ties(tmp_path, "age, lot", Facts(numbers=age.numbers, lots=lots), house=5)
    assert (drawn.status, drawn.totals) == ("decided", {"a": 3, "b": 2})


def test_a_lot_for_several_seats(tmp_path):
    outcome = ties(tmp_path, "lot", house=5)
    (lot,) = outcome.lots
    assert (lot.among, lot.seats, lot.step, lot.cites) == (("a", "b", "c"), 2, "lists.1", ("Art. 1",))
    drawn = ties(tmp_path, "lot", Facts(lots=(DrawnLot(frozenset("abc"), ("c", "a")),)), house=5)
    assert drawn.totals == {"a": 3, "b": 1, "c": 1}


@pytest.mark.parametrize("drawn", [("c",), ("c", "c"), ("a", "b", "c"), ("a", "z")])
def test_a_lot_that_can_t_be_the_one_needed_is_refused(tmp_path, drawn):
    with pytest.raises(BadInput, match="expected 2 of them"):
        ties(tmp_path, "lot", Facts(lots=(DrawnLot(frozenset("abc"), drawn),)), house=5)


def test_a_lot_drawn_in_another_district_is_not_this_one(tmp_path):
    facts = Facts(lots=(DrawnLot(frozenset("abc"), ("c",), "n"),))
    assert ties(tmp_path, "lot", facts).status == "lots needed"


def test_silence_is_undetermined_and_what_is_beyond_doubt_stands(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 4, method: dhondt}"], seats=4)
    outcome = elect(law, nation(**EQUAL))
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": 2, "b": 1})
    (question,) = outcome.open_questions
    assert question.asks == "a, b and c are equal for 1 place: the law has no rule for it"
    assert question.cites == ("Art. 1",)


def test_rules_that_run_out_without_a_lot_are_undetermined(tmp_path):
    outcome = ties(tmp_path, "age", numbers(age={"a": 5, "b": 5, "c": 1}))
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": 2, "b": 1})
    assert outcome.open_questions[0].asks == "a and b are equal for 1 place: no rule of the law settles it"


def test_a_number_that_is_missing_is_asked_for_by_name(tmp_path):
    for facts in (Facts(), numbers(age={"a": 50, "b": 40})):
        outcome = ties(tmp_path, "age, lot", facts)
        assert outcome.status == "undetermined"
        assert "the age, which is not given for all of them (age)" in outcome.open_questions[0].asks


def test_a_number_of_zero_is_a_number(tmp_path):
    assert ties(tmp_path, "age", numbers(age={"a": 0, "b": 0, "c": 1})).totals == {"a": 2, "b": 1, "c": 1}


def test_each_district_has_its_own_ties_and_lots(tmp_path):
    law = law_of(tmp_path, ["allot: {at: district, seats: 1, method: dhondt, ties: [lot]}"], seats=3, units="district")
    votes = by_unit({"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 2, "b": 1}})
    outcome = elect(law, votes)
    assert [lot.district for lot in outcome.lots] == ["n", "s"]
    assert seats(outcome) == {"w": {"a": 1}}
    lots = (DrawnLot(frozenset("ab"), ("b",), "n"), DrawnLot(frozenset("ab"), ("a",), "s"))
    assert seats(elect(law, votes, Facts(lots=lots))) == {"n": {"b": 1}, "s": {"a": 1}, "w": {"a": 1}}


def test_a_tie_in_one_district_leaves_what_reads_all_of_them_open(tmp_path):
    tiers = {
        "direct": ["allot: {at: district, seats: 1, method: most votes, ties: [lot]}"],
        "lists": ["level: {seats: 4, method: sainte-lague, over: keep}"],
    }
    law = law_of(tmp_path, tiers, seats=4, units="district")
    outcome = elect(law, by_unit({"n": {"a": 5, "b": 5}, "s": {"a": 5, "b": 1}}))
    assert (outcome.status, seats(outcome)) == ("lots needed", {"s": {"a": 1}})
    assert any("a lot has to be drawn first" in note for note in outcome.notes)


def test_who_is_equal_in_the_district_may_go_by_the_whole_country(tmp_path):
    rule = "ties: [votes@nation, lot]"
    law = law_of(tmp_path, [f"allot: {{at: district, seats: 1, method: dhondt, {rule}}}"], seats=2, units="district")
    outcome = elect(law, by_unit({"n": {"a": 5, "b": 5}, "s": {"a": 5, "b": 6}}))
    assert seats(outcome) == {"n": {"b": 1}, "s": {"b": 1}}


def test_a_number_by_district_settles_a_tie_there(tmp_path):
    rule = "ties: [votes, stations_led, lot]"
    steps = [f"allot: {{at: district, seats: 1, method: dhondt, {rule}}}"]
    law = law_of(tmp_path, steps, seats=1, units="district", facts="stations_led at district")
    votes = by_unit({"n": {"a": 5, "b": 5}})
    assert seats(elect(law, votes, numbers(stations_led={"n": {"a": 2, "b": 3}}))) == {"n": {"b": 1}}


def test_the_seats_held_may_settle_a_tie(tmp_path):
    tiers = {
        "direct": ["compute: {is: won}"],
        "lists": ["allot: {seats: 1, method: dhondt, ties: [-held]}"],
    }
    law = law_of(tmp_path, tiers, seats=3, facts="won")
    assert elect(law, nation(a=5, b=5), numbers(won={"a": 2})).totals == {"a": 2, "b": 1}


def test_equals_of_an_allotment_among_allies(tmp_path):
    from hemicycle.outcome.facts import Alliance

    steps = [
        "allot: {seats: 3, to: alliance, method: dhondt, ties: [votes]}, as: pairs",
        "allot: {from: alliance, seats: pairs, method: dhondt, ties: [lot]}",
    ]
    law = law_of(tmp_path, steps, seats=3)
    facts = Facts(alliances=(Alliance("pair", ("b", "c")),))
    # a 12, 6, 4; the pair 6, 3: a 12 and 6, the pair 6, which is all; b and c are equal for its seat.
    outcome = elect(law, nation(a=12, b=3, c=3), facts)
    assert (outcome.status, outcome.totals) == ("lots needed", {"a": 2})
    assert outcome.lots[0].among == ("b", "c")


def test_the_votes_of_an_alliance_are_those_of_its_members_in_a_rule_too(tmp_path):
    from hemicycle.outcome.facts import Alliance

    steps = [
        "allot: {seats: 3, to: alliance, method: dhondt, ties: [votes]}, as: pairs",
        "allot: {from: alliance, seats: pairs, method: dhondt}",
    ]
    facts = Facts(alliances=(Alliance("pair", ("b", "c")),))
    # Two seats: the pair's 12, then its 6 and a's 6; the pair has more votes.
    law = law_of(tmp_path, [steps[0].replace("3", "2"), steps[1]], seats=2)
    assert elect(law, nation(a=6, b=9, c=3), facts).totals == {"b": 2}
    assert elect(law, nation(a=6, b=7, c=5), facts).totals == {"b": 1, "c": 1}


def test_who_gives_a_seat_back_is_settled_by_the_same_rules(tmp_path):
    # 5 + 4 quotas of 100 for 8 seats and no remainder: the rule says who keeps its seat.
    for rule, totals in (("votes", {"a": 5, "b": 3}), ("-votes", {"a": 4, "b": 4})):
        steps = [f"allot: {{seats: 8, method: {{quota: hagenbach-bischoff}}, ties: [{rule}]}}"]
        assert elect(law_of(tmp_path, steps, seats=8), nation(a=500, b=400)).totals == totals


def test_a_list_at_its_maximum_is_in_no_tie(tmp_path):
    steps = ["allot: {seats: 4, method: dhondt, at_most: 2}"]
    # a has its two; b's 8/2 and c's 4/1 are equal for the last, and the law is silent.
    outcome = elect(law_of(tmp_path, steps, seats=4), nation(**EQUAL))
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": 2, "b": 1})
    assert outcome.open_questions[0].asks.startswith("b and c are equal for 1 place")


def test_equal_numbers_of_no_weight_are_no_tie(tmp_path):
    law = law_of(
        tmp_path, ["allot: {at: district, seats: 1, method: most votes}"], seats="{at_least: 1}", units="district"
    )
    outcome = elect(law, by_unit({"n": {"a": 0, "b": 0}, "s": {"a": 1, "b": 0}}))
    assert (outcome.open_questions, seats(outcome)) == ((), {"s": {"a": 1}})
    assert {row.district for row in outcome.rows} == {"s"} != {WHOLE}
