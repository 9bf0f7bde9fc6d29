import pytest
from cases import count, national, registered, tiny_law

from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import DrawnLot, Facts
from hemicycle.source.mistake import BadInput

# 98 seats among three lists: 49, 24.5 and 24.5 quotas; the last seat is between b and c.
TIED = {"a": 200, "b": 100, "c": 100}


def test_equal_remainders_go_to_the_list_registered_earlier():
    outcome = count("2021-01-10", registered(b=2, c=1), **TIED)
    assert outcome.totals == {"a": 49, "c": 25, "b": 24}
    assert "the list registered earlier: c" in outcome.trace[2].says


def test_a_tie_whose_registration_is_not_known_is_undetermined_and_asks_for_it():
    outcome = count("2021-01-10", **TIED)
    assert outcome.status == "undetermined"
    assert "b and c are equal for 1 place" in outcome.open_questions[0].asks
    assert "registered" in outcome.open_questions[0].asks


def test_a_registration_known_for_one_of_two_is_not_enough():
    assert count("2021-01-10", registered(b=1), **TIED).status == "undetermined"


def test_two_lists_registered_on_the_same_day_stay_undetermined():
    outcome = count("2021-01-10", registered(b=1, c=1), **TIED)
    assert outcome.status == "undetermined"
    assert "no rule of the law settles it" in outcome.open_questions[0].asks


def test_registration_is_not_asked_for_without_a_tie():
    assert count("2021-01-10", a=200, b=101, c=99).status == "decided"


def test_equal_remainders_that_can_all_be_served_are_no_tie():
    # 40.6, 40.6 and 16.8 quotas: two seats left, the larger remainder .8 and one of two .6
    assert count("2021-01-10", a=406, b=406, c=168).status == "undetermined"
    # 41.4, 28.3 and 28.3 quotas leave one seat, for .4 alone; 28.7 twice and 40.6 leave two, for both .7
    assert count("2021-01-10", a=406, b=287, c=287).totals == {"a": 40, "b": 29, "c": 29}


LOT = "  - {allot: {seats: 3, method: hare, ties: [lot]}, cites: [Art. 1]}"


def test_a_tie_left_to_lots_names_who_how_many_and_the_article(tmp_path):
    outcome = elect(tiny_law(tmp_path, LOT), national(a=10, b=10))
    assert outcome.status == "lots needed"
    (lot,) = outcome.lots
    assert lot.among == ("a", "b")
    assert lot.seats == 1
    assert lot.cites == ("Art. 1",)
    assert outcome.totals == {"a": 1, "b": 1}  # what is beyond doubt


@pytest.mark.parametrize("winner", ["a", "b"])
def test_the_drawn_lot_is_an_input_of_the_next_run(tmp_path, winner):
    facts = Facts(lots=(DrawnLot(frozenset({"a", "b"}), (winner,)),))
    outcome = elect(tiny_law(tmp_path, LOT), national(a=10, b=10), facts)
    assert outcome.status == "decided"
    assert outcome.totals[winner] == 2
    assert "the lot that was drawn" in outcome.trace[0].says


def test_a_lot_that_draws_too_many_is_refused(tmp_path):
    facts = Facts(lots=(DrawnLot(frozenset({"a", "b"}), ("a", "b")),))
    with pytest.raises(BadInput, match="expected 1 of them"):
        elect(tiny_law(tmp_path, LOT), national(a=10, b=10), facts)


def test_a_lot_drawn_among_others_is_not_taken(tmp_path):
    facts = Facts(lots=(DrawnLot(frozenset({"a", "c"}), ("a",)),))
    assert elect(tiny_law(tmp_path, LOT), national(a=10, b=10), facts).status == "lots needed"


def test_rules_are_tried_in_their_order(tmp_path):
    law = tiny_law(tmp_path, "  - {allot: {seats: 3, method: hare, ties: [-votes, lot]}, cites: [Art. 1]}")
    # The quota is 4: a has 2.5 quotas and b 0.5; of equal remainders the fewer votes win.
    outcome = elect(law, national(a=10, b=2))
    assert outcome.totals == {"a": 2, "b": 1}


def test_a_rule_that_serves_some_passes_the_rest_on(tmp_path):
    law = tiny_law(
        tmp_path, "  - {allot: {seats: 2, method: hare, ties: [order, lot]}, cites: [Art. 1]}", seats=2, more=ORDER
    )
    facts = Facts(numbers={"order": {("*", "a"): 5, ("*", "b"): 1, ("*", "c"): 1}})
    outcome = elect(law, national(a=1, b=1, c=1), facts)
    assert outcome.totals == {"a": 1}
    assert outcome.lots[0].among == ("b", "c")


ORDER = "from_election: {order: {means: an order, cites: [Art. 2]}}"
