"""Whether the seats of the steps add up to those of the law, and what is said where they don't."""

from __future__ import annotations

import pytest
from invented import WHOLE, Facts, by_unit, elect, law_of, nation, numbers, seats

from hemicycle.outcome.trace import NotRun


def allot(number: int | str, more: str = "") -> str:
    return f"allot: {{seats: {number}, method: hare}}{more}"


@pytest.mark.parametrize(("given", "asks"), [(9, "9 seats of a chamber of 10"), (11, "11 seats of a chamber of 10")])
def test_fewer_or_more_seats_than_the_law_has_are_a_question(tmp_path, given, asks):
    outcome = elect(law_of(tmp_path, [allot(given)], seats=10), nation(a=1))
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": given})
    assert asks in outcome.open_questions[-1].asks
    assert outcome.notes == (f"{given} of 10 seats",)


def test_as_many_seats_as_the_law_has_need_no_word(tmp_path):
    outcome = elect(law_of(tmp_path, [allot(7), allot(3)], seats=10), nation(a=1))
    assert (outcome.status, outcome.open_questions, outcome.notes) == ("decided", (), ())


@pytest.mark.parametrize("given", [10, 25])
def test_a_house_may_grow_where_the_law_says_so(tmp_path, given):
    outcome = elect(law_of(tmp_path, [allot(given)], seats="{at_least: 10}"), nation(a=1))
    assert (outcome.status, outcome.totals, outcome.notes) == ("decided", {"a": given}, ())


def test_a_house_that_may_grow_does_not_shrink(tmp_path):
    outcome = elect(law_of(tmp_path, [allot(9)], seats="{at_least: 10}"), nation(a=1))
    assert outcome.status == "undetermined"


def test_the_election_may_say_how_many_seats_there_are(tmp_path):
    law = law_of(tmp_path, [allot("house")], seats="house", facts="house per unit at nation")
    outcome = elect(law, nation(a=2, b=1), Facts(numbers={"house": {(WHOLE, ""): 6}}))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 4, "b": 2})


def test_a_tier_that_is_not_full_is_named(tmp_path):
    tiers = {"first_tier": [allot(4)], "second_tier": [allot(5)]}
    law = law_of(tmp_path, tiers, seats=10, of_tiers={"first_tier": 4, "second_tier": 6})
    outcome = elect(law, nation(a=1))
    assert outcome.status == "undetermined"
    assert outcome.notes == ("second_tier seats: 5 of 6 seats",)


def test_tiers_that_make_up_for_each_other_are_both_named(tmp_path):
    tiers = {"first_tier": [allot(3)], "second_tier": [allot(7)]}
    law = law_of(tmp_path, tiers, seats=10, of_tiers={"first_tier": 4, "second_tier": 6})
    outcome = elect(law, nation(a=1))
    assert outcome.status == "undetermined"
    assert len(outcome.notes) == 2


def test_a_tier_within_another_adds_nothing(tmp_path):
    tiers = {"lists": [allot(3)], "direct within lists": ["compute: {at: district, is: wins}"]}
    law = law_of(tmp_path, tiers, seats=3, units="district", facts="wins at district")
    outcome = elect(law, by_unit({"n": {"a": 2, "b": 1}}), numbers(wins={"n": {"a": 1}}))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 2, "b": 1})
    assert seats(outcome, "direct") == {"n": {"a": 1}}


def test_seats_within_a_tier_are_not_held_twice(tmp_path):
    tiers = {
        "lists": [allot(3)],
        "direct within lists": ["compute: {at: district, is: wins}"],
        "rest": ["allot: {seats: 6 - total(held), method: hare}"],
    }
    law = law_of(tmp_path, tiers, seats=6, units="district", facts="wins at district")
    outcome = elect(law, by_unit({"n": {"a": 2, "b": 1}}), numbers(wins={"n": {"a": 1}}))
    assert outcome.totals == {"a": 4, "b": 2}


def test_seats_won_elsewhere_are_counted_and_a_tier_s_steps_are_not_run(tmp_path):
    tiers = {
        "direct": ["allot: {at: district, seats: 1, by: first, method: most votes}"],
        "lists": ["level: {seats: 6, method: sainte-lague, over: keep}"],
    }
    law = law_of(tmp_path, tiers, seats=6, units="district")
    outcome = elect(law, by_unit({"n": {"a": 2, "b": 1}}), Facts(seats={"direct": {("n", "a"): 1, ("s", "b"): 1}}))
    assert seats(outcome, "direct") == {"n": {"a": 1}, "s": {"b": 1}}
    assert outcome.totals == {"a": 4, "b": 2}


def test_a_tier_left_open_explains_what_is_missing(tmp_path):
    tiers = {"direct": ["allot: {at: district, seats: 1, by: first, method: most votes}"], "lists": [allot(9)]}
    law = law_of(tmp_path, tiers, seats=10, units="district", of_tiers={"direct": 1, "lists": 9})
    outcome = elect(law, by_unit({"n": {"a": 2, "b": 1}}))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 6, "b": 3})
    assert outcome.notes == ("direct seats: 0 of 1 seat; first was not given",)


def test_a_step_that_does_not_apply_says_so(tmp_path):
    outcome = elect(
        law_of(tmp_path, [allot(5, ", when: valid > 10"), allot(3, ", when: valid <= 10")], seats=3), nation(a=9)
    )
    assert outcome.totals == {"a": 3}
    assert isinstance(outcome.trace[0], NotRun)
    assert "valid > 10" in outcome.trace[0].says


# Seats that depend on those held


def test_a_top_up_until_the_winner_has_no_more_than_two_thirds(tmp_path):
    steps = [
        allot(10),
        "admit: {largest: 1}, as: winner",
        "allot: {except: winner, seats: 'max(0, ceil(most(held) * 3/2) - total(held))', method: hare}",
    ]
    law = law_of(tmp_path, steps, seats="{at_least: 10}")
    # a has 8 of 10: 12 seats in all, two more for the others, 1.33 and .67 quotas of the lists with 12 and 6.
    assert elect(law, nation(a=82, b=12, c=6)).totals == {"a": 8, "b": 2, "c": 2}
    # With 6 of 10 there is nothing to add.
    assert elect(law, nation(a=60, b=20, c=20)).totals == {"a": 6, "b": 2, "c": 2}


def test_a_tier_nobody_holds_yet_counts_as_empty(tmp_path):
    tiers = {"lists": ["allot: {seats: 5 - total(extra), method: hare}"], "extra": [allot(2)]}
    from hemicycle.source.mistake import BadInput

    with pytest.raises(BadInput, match="extra"):  # what stands later can't be read before
        law_of(tmp_path, tiers, seats=7)
    tiers = {"lists": ["allot: {seats: 5 - total(lists) - total(held), method: hare}"], "extra": [allot(2)]}
    assert elect(law_of(tmp_path, tiers, seats=7), nation(a=1)).totals == {"a": 7}


# Open questions of the law


def test_a_question_that_bites_stops_the_run(tmp_path):
    steps = ["admit: {votes: 50%}, as: passed", "allot: {who: passed, seats: 2, method: hare}"]
    law = law_of(
        tmp_path,
        steps,
        seats=2,
        questions=["asks: nobody passes, law: silent, when: count(passed) == 0, we: undetermined"],
    )
    outcome = elect(law, nation(a=1, b=1, c=1))
    assert (outcome.status, outcome.totals) == ("undetermined", {})
    assert [question.asks for question in outcome.open_questions] == ["nobody passes"]
    assert [record.kind for record in outcome.trace] == ["admit"]
    decided = elect(law, nation(a=3, b=1, c=1))
    assert (decided.status, decided.open_questions) == ("decided", ())


def test_a_question_that_was_answered_goes_into_the_outcome_as_a_remark(tmp_path):
    question = "asks: one alone, law: unclear, when: count(passed) == 1, we: it takes all, cites: [Art. 7]"
    steps = ["admit: {votes: 50%}, as: passed", "allot: {who: passed, seats: 2, method: hare}"]
    outcome = elect(law_of(tmp_path, steps, seats=2, questions=[question]), nation(a=3, b=1, c=1))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 2})
    (found,) = outcome.open_questions
    assert (found.asks, found.law, found.we, found.cites) == ("one alone", "unclear", "it takes all", ("Art. 7",))


def test_a_question_on_what_a_step_left_over(tmp_path):
    steps = ["allot: {seats: 4, method: {quota: hare, remainders: none}}"]
    question = "asks: who has the seats left over, law: silent, when: lists.unfilled > 0, we: undetermined"
    outcome = elect(law_of(tmp_path, steps, seats=4, questions=[question]), nation(a=3, b=2))
    # Quotas of 1.25: 2.4 and 1.6, one seat left.
    assert outcome.status == "undetermined"
    assert [each.asks for each in outcome.open_questions] == ["who has the seats left over"]


def test_what_is_undetermined_weighs_more_than_a_lot(tmp_path):
    tiers = {
        "lists": ["allot: {seats: 1, method: hare, ties: [lot]}"],
        "more_seats": ["allot: {seats: 1, by: others, method: hare}"],
    }
    law = law_of(tmp_path, tiers, seats=2, facts="others")
    outcome = elect(law, nation(a=1, b=1), numbers(others={"c": 1, "d": 1}))
    assert (outcome.status, len(outcome.lots), len(outcome.open_questions)) == ("undetermined", 1, 1)
