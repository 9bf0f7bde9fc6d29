"""The seats of each list to the units where it takes them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from invented import WHOLE, Facts, Votes, by_unit, elect, law_of, numbers, seats

from hemicycle.law.document import Law
from hemicycle.outcome.facts import DrawnLot
from hemicycle.outcome.trace import Placement
from hemicycle.source.mistake import BadInput

AT_LEAST_ONE = "{at_least: 1}"
VOTES = {"n": {"a": 30, "b": 10}, "s": {"a": 20, "b": 25}, "w": {"a": 5, "b": 4}}
PLACES = Facts(numbers={"places": {(WHOLE, "n"): 2, (WHOLE, "s"): 2, (WHOLE, "w"): 1}})


# Five seats by D'Hondt on 55 and 39: 55, 39, 27.5, 19.5, 18.3: a 3, b 2.
def placed(folder, place: str, *, facts: str = "places per unit at district", house: int | str = 5) -> Law:
    steps = [f"allot: {{seats: {house}, method: dhondt}}, as: owed", f"place: {{at: district, seats: owed, {place}}}"]
    return law_of(folder, steps, seats=house, units="district", facts=facts)


def count(law: Law, votes=VOTES, facts: Facts = PLACES):
    return elect(law, by_unit(votes), facts)


@pytest.mark.parametrize(
    ("place", "where"),
    [
        # Each list alone. a: 30, 20, 10. b: 25, 10.
        ("method: sainte-lague", {"n": {"a": 2, "b": 1}, "s": {"a": 1, "b": 1}}),
        # a: 30, 20, 15. b: 25, 12.5.
        ("method: dhondt", {"n": {"a": 2}, "s": {"a": 1, "b": 2}}),
        # One each first: a in all three, b in s and n.
        ("method: most votes", {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 1}}),
        # Quotas of 18.3 for a: 1.64, 1.09, .27; of 19.5 for b: .51, 1.28, .21.
        ("method: hare", {"n": {"a": 2, "b": 1}, "s": {"a": 1, "b": 1}}),
        # The same whole quotas; then 25/2 before 10 for b, and a's 30/2 before 20/2.
        ("method: {quota: hare, remainders: averages}", {"n": {"a": 2}, "s": {"a": 1, "b": 2}}),
        # All together, as long as there is room: 30, 25, 20 fill all but one of n: 15 is a's third; b is left with w.
        ("room: places, method: dhondt", {"n": {"a": 2}, "s": {"a": 1, "b": 1}, "w": {"b": 1}}),
        # 30, 25, 20, and 10 of both a and b in n, one of whose two is left; a's would be its third, b's its second.
        (
            "room: places, method: sainte-lague, ties: [-votes]",
            {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 1}},
        ),
        ("room: places, method: sainte-lague, ties: [votes]", {"n": {"a": 2}, "s": {"a": 1, "b": 1}, "w": {"b": 1}}),
        # Where it has most votes, one each: a n, b s, a s, b n, a w.
        ("room: places, method: most votes", {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 1}}),
        # In turns a, b, a, b, a (55, 39, 27.5, 19.5, 18.3): a n 30, b s 25, a s 20, b n 10 (s is full), a w 5.
        ("room: places, turns: owed, method: dhondt", {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 1}}),
    ],
)
def test_seats_go_where_the_way_of_placing_takes_them(tmp_path, place, where):
    outcome = count(placed(tmp_path, place))
    assert (outcome.status, seats(outcome)) == ("decided", where)


def test_by_which_number_a_list_goes(tmp_path):
    # Shares of the district's votes: a 3/4, 4/9, 5/9; b 1/4, 5/9, 4/9. a: n .75, w .56, s .44. b: s .56, w .44.
    law = placed(tmp_path, "by: votes / valid, method: most votes")
    assert seats(count(law)) == {"n": {"a": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 1, "b": 1}}


def test_the_series_goes_on_behind_seats_held_in_the_district(tmp_path):
    law = placed(tmp_path, "method: sainte-lague, after: won", facts="won at district")
    # a holds two in n: 30/5 = 6, so that 20, 20/3 = 6.7 and then 6 are next. b holds none: 25, 10.
    held = numbers(won={"n": {"a": 2}})
    assert seats(count(law, facts=held)) == {"s": {"a": 2, "b": 1}, "n": {"a": 1, "b": 1}}


def test_a_minimum_in_each_district(tmp_path):
    law = placed(tmp_path, "method: dhondt, at_least: won", facts="won at district")
    # a has to have one in w, and two are left: 30, 20. b has to have two in n.
    assert seats(count(law, facts=numbers(won={"w": {"a": 1}, "n": {"b": 2}}))) == {
        "n": {"a": 1, "b": 2},
        "s": {"a": 1},
        "w": {"a": 1},
    }


def test_a_maximum_in_each_district(tmp_path):
    law = placed(tmp_path, "method: dhondt, at_most: 1")
    assert seats(count(law)) == {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 1}}


def test_minimums_beyond_what_is_owed_are_refused_with_room_and_without(tmp_path):
    for room in ("", "room: 9, "):
        law = placed(tmp_path, f"{room}method: dhondt, at_least: 2")
        with pytest.raises(BadInput, match=r"minimums of (6 seats together, and 3 seats|a in step)"):
            count(law)


def test_a_minimum_counts_for_the_maximum_where_there_is_room(tmp_path):
    law = placed(tmp_path, "room: 9, method: dhondt, at_least: won, at_most: 1", facts="won at district")
    # a has one in n by its minimum, and no more there: s and w. b: s and n.
    outcome = count(law, facts=numbers(won={"n": {"a": 1}}))
    assert seats(outcome) == {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}, "w": {"a": 1}}


def test_a_minimum_where_lists_take_turns_is_refused(tmp_path):
    with pytest.raises(BadInput, match="turns without room, or with at_least"):
        placed(tmp_path, "room: 9, turns: owed, method: dhondt, at_least: 1")


def test_only_some_lists_are_placed_by_a_step(tmp_path):
    steps = [
        "allot: {seats: 5, method: dhondt}, as: owed",
        "admit: {largest: 1}, as: large",
        "place: {at: district, who: large, seats: owed, method: sainte-lague}",
        "place: {at: district, except: large, seats: owed, method: most votes}",
    ]
    law = law_of(tmp_path, steps, seats=5, units="district")
    assert seats(count(law)) == {"n": {"a": 2, "b": 1}, "s": {"a": 1, "b": 1}}


def test_seats_of_a_province_stay_in_it(tmp_path):
    steps = [
        "allot: {at: province, seats: 3, method: dhondt}, as: owed",
        "place: {at: district, seats: owed, method: dhondt}",
    ]
    law = law_of(tmp_path, steps, seats=6, units="province, district")
    votes = by_unit(
        {"n1": {"a": 30, "b": 20}, "n2": {"a": 5, "b": 22}, "s1": {"a": 9}}, {"n1": "n", "n2": "n", "s1": "s"}
    )
    # n: a 35, b 42, 21 before 17.5: b 2 and a 1: a to n1, b to n2 on 22 and n1 on 20.
    assert seats(elect(law, votes)) == {"n1": {"a": 1, "b": 1}, "n2": {"b": 1}, "s1": {"a": 3}}


def test_seats_go_down_level_by_level_behind_those_held(tmp_path):
    tiers = {
        "direct": ["allot: {at: district, seats: 1, method: dhondt}"],
        "more_seats": [
            "level: {seats: 6, method: dhondt, over: set aside}, as: owed",
            "place: {at: province, seats: owed, room: 2, method: sainte-lague, after: direct}, as: shares",
            "place: {at: district, seats: shares, method: {divisors: {from: 1, step: 3}}, after: direct}",
        ],
    }
    law = law_of(tmp_path, tiers, seats="{at_least: 6}", units="province, district")
    votes = by_unit(
        {"n1": {"a": 30, "b": 20}, "n2": {"a": 10, "b": 11}, "s1": {"a": 6, "b": 4}}, {"n1": "n", "n2": "n", "s1": "s"}
    )
    # Direct: a n1 and s1, b n2. Six on 46 and 35: 46, 35, 23, 17.5, 15.3, 11.7: 3 and 3: a is owed one, b two. North: a
    # 40/3, b 31/3; south: a 6/3, b 4/1: a and b in the north, which is full, b in the south. In the north a 30/4 to n1
    # and 10/1 to n2: n2; b 20/1 to n1.
    assert seats(elect(law, votes), "more_seats") == {"n2": {"a": 1}, "n1": {"b": 1}, "s1": {"b": 1}}


# Within another tier


def cover(folder, more: str = "") -> Law:
    tiers = {
        "lists": ["allot: {seats: 3, method: dhondt}"],
        "won within lists": [f"place: {{at: district, seats: lists, by: wins, room: 1, method: most votes{more}}}"],
    }
    return law_of(folder, tiers, seats=3, units="district", facts="wins at district")


def test_seats_within_a_tier_name_some_of_its_seats(tmp_path):
    votes = {"n": {"a": 30}, "s": {"a": 20}, "w": {"b": 40}, "e": {"a": 10}}
    # 60, 40, 30: a 2, b 1. a has won n, s and e with shares of 9, 5 and 8 tenths; two of them are covered. b has none.
    wins = numbers(wins={"n": {"a": 9}, "s": {"a": 5}, "e": {"a": 8}})
    outcome = elect(cover(tmp_path), by_unit(votes), wins)
    assert (outcome.status, outcome.totals) == ("decided", {"a": 2, "b": 1})
    assert seats(outcome, "won") == {"n": {"a": 1}, "e": {"a": 1}}
    assert outcome.within == {"won": "lists"}


def test_what_finds_no_unit_within_a_tier_stays_with_the_list(tmp_path):
    wins = numbers(wins={"n": {"a": 9}})
    outcome = elect(cover(tmp_path), by_unit({"n": {"a": 30}, "s": {"b": 12}}), wins)
    assert (outcome.status, outcome.totals) == ("decided", {"a": 2, "b": 1})
    assert seats(outcome, "won") == {"n": {"a": 1}}
    assert "no place for 1 of a and 1 of b" in outcome.trace[-1].says


# Unplaceable


def test_a_seat_for_which_no_unit_has_room_is_a_question(tmp_path):
    law = placed(tmp_path, "room: 1, method: dhondt", house=3)
    outcome = count(law, {"n": {"a": 30}, "s": {"a": 20}, "w": {"b": 5}}, Facts())
    assert (outcome.status, seats(outcome)) == ("undetermined", {"n": {"a": 1}, "s": {"a": 1}})
    assert outcome.open_questions[0].asks.startswith("a is owed 1 more")
    assert outcome.trace[-1].unplaced == (("a", 1),)


def test_a_seat_of_a_list_without_votes_in_any_unit_is_a_question(tmp_path):
    steps = ["place: {at: district, seats: due, method: dhondt}"]
    law = law_of(tmp_path, steps, seats=2, units="district", facts="due")
    outcome = elect(law, by_unit({"n": {"a": 5}}), numbers(due={"a": 1, "z": 1}))
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": 1})
    assert "z is owed 1 more" in outcome.open_questions[0].asks


def test_parts_of_seats_are_refused(tmp_path):
    steps = ["compute: {is: votes / 2}, as: due", "place: {at: district, seats: due, method: dhondt}"]
    law = law_of(tmp_path, steps, seats=2, units="district")
    with pytest.raises(BadInput, match="5/2 seats of a"):
        elect(law, by_unit({"n": {"a": 3}, "s": {"a": 2}}))


# Ties


TIED = {"n": {"a": 5, "b": 2}, "s": {"a": 5}}


def test_equal_districts_of_a_list_are_settled_or_left_open(tmp_path):
    # a has three seats and as many votes in n as in s.
    assert count(placed(tmp_path, "method: dhondt", house=3), TIED).status == "undetermined"
    law = placed(tmp_path, "method: dhondt, ties: [valid, lot]", house=3)
    assert seats(count(law, TIED)) == {"n": {"a": 2}, "s": {"a": 1}}
    law = placed(tmp_path, "method: dhondt, ties: [lot]", house=3)
    outcome = count(law, TIED)
    assert (outcome.status, seats(outcome)) == ("lots needed", {"n": {"a": 1}, "s": {"a": 1}})
    (lot,) = outcome.lots
    assert (lot.among, lot.seats, lot.district) == (("n", "s"), 1, "a")
    drawn = count(law, TIED, Facts(lots=(DrawnLot(frozenset("ns"), ("s",), "a"),)))
    assert (drawn.status, seats(drawn)) == ("decided", {"n": {"a": 1}, "s": {"a": 2}})


def test_equal_lists_for_the_last_place_of_a_district(tmp_path):
    votes = {"n": {"a": 5, "b": 5}, "s": {"a": 4, "b": 2}}
    where = {"votes@nation": {"n": {"a": 1}, "s": {"b": 1}}, "-votes@nation": {"n": {"b": 1}, "s": {"a": 1}}}
    for rule, found in where.items():
        law = placed(tmp_path, f"room: 1, method: dhondt, ties: [{rule}]", house=2)
        assert seats(count(law, votes)) == found
    law = placed(tmp_path, "room: 1, method: dhondt, ties: [lot]", house=2)
    assert [(lot.among, lot.district) for lot in count(law, votes).lots] == [(("a", "b"), "n")]
    drawn = count(law, votes, Facts(lots=(DrawnLot(frozenset("ab"), ("b",), "n"),)))
    assert seats(drawn) == {"n": {"b": 1}, "s": {"a": 1}}
    open_ = count(placed(tmp_path, "room: 1, method: dhondt", house=2), votes)
    assert (open_.status, open_.totals) == ("undetermined", {})


# In turns


def turns(folder, *, facts: str = "", house: int = 4, more: str = "") -> Law:
    steps = [
        f"allot: {{seats: {house}, by: order, method: dhondt}}, as: owed",
        f"place: {{at: district, seats: owed, room: 1, turns: owed, method: dhondt{more}}}",
    ]
    return law_of(folder, steps, seats=house, units="district", facts="order")


def test_the_order_of_the_allotment_decides_not_the_quotients(tmp_path):
    # b is first in turn with 7 and 4 (a has 6 and 3), though a's votes are larger everywhere.
    votes = by_unit({"n": {"a": 90, "b": 9}, "s": {"a": 80, "b": 8}, "w": {"a": 70, "b": 7}, "e": {"a": 60, "b": 6}})
    outcome = elect(turns(tmp_path), votes, numbers(order={"a": 6, "b": 7}))
    # In turn b 7, a 6, b 3.5, a 3: n, s, w, e.
    assert seats(outcome) == {"n": {"b": 1}, "s": {"a": 1}, "w": {"b": 1}, "e": {"a": 1}}
    placement = outcome.trace[-1]
    assert isinstance(placement, Placement)
    assert [(put.party, put.unit) for put in placement.sequence] == [("b", "n"), ("a", "s"), ("b", "w"), ("a", "e")]


def test_equal_turns_matter_only_where_both_want_the_same_place(tmp_path):
    # a and b are equal in turn. One wants n and one s: nothing to settle.
    apart = by_unit({"n": {"a": 9, "b": 1}, "s": {"a": 1, "b": 9}})
    law = turns(tmp_path, house=2)
    assert seats(elect(law, apart, numbers(order={"a": 5, "b": 5}))) == {"n": {"a": 1}, "s": {"b": 1}}
    both = by_unit({"n": {"a": 9, "b": 8}, "s": {"a": 1, "b": 1}})
    assert elect(law, both, numbers(order={"a": 5, "b": 5})).status == "undetermined"
    law = turns(tmp_path, house=2, more=", ties: [-votes]")
    assert seats(elect(law, both, numbers(order={"a": 5, "b": 5}))) == {"n": {"b": 1}, "s": {"a": 1}}


def test_equal_districts_of_the_list_in_turn_are_a_tie(tmp_path):
    votes = by_unit({"n": {"a": 9}, "s": {"a": 9}, "w": {"b": 5}})
    law = turns(tmp_path, house=2)
    # a may go to n or s, and b to w.
    outcome = elect(law, votes, numbers(order={"a": 5, "b": 4}))
    assert outcome.status == "undetermined"
    assert "n and s are equal" in outcome.open_questions[0].asks


# Both margins


def test_both_margins_are_met(tmp_path):
    law = placed(tmp_path, "room: places, method: biproportional")
    outcome = count(law)
    # n 2, s 2, w 1; a 3, b 2: whatever the divisors are, they have to round to the seats.
    assert outcome.totals == {"a": 3, "b": 2}
    assert {unit: sum(row.values()) for unit, row in seats(outcome).items()} == {"n": 2, "s": 2, "w": 1}
    placement = outcome.trace[-1]
    assert isinstance(placement, Placement)
    rows, columns = dict(placement.unit_divisors), dict(placement.list_divisors)
    for unit, row in VOTES.items():
        for party, votes in row.items():
            share = Fraction(votes) / (rows[unit] * columns[party])
            own = seats(outcome)[unit].get(party, 0)
            assert max(own - Fraction(1, 2), 0) <= share <= own + Fraction(1, 2)


def test_margins_that_do_not_fit_are_refused(tmp_path):
    law = placed(tmp_path, "room: 2, method: biproportional")
    with pytest.raises(BadInput, match="6 seats in the rows together, and 5 in the columns"):
        count(law)


def test_seats_that_no_district_can_take_are_refused(tmp_path):
    law = placed(tmp_path, "room: 1, method: biproportional", house=2)
    # a's two seats are won in n alone, which has one.
    with pytest.raises(BadInput, match="have weights only in rows"):
        count(law, {"n": {"a": 50, "b": 1}, "s": {"b": 9}}, Facts())


EQUAL = {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}}


def test_equally_good_placements_without_a_rule_are_undetermined(tmp_path):
    outcome = count(placed(tmp_path, "room: 1, method: biproportional", house=2), EQUAL, Facts())
    assert (outcome.status, outcome.totals) == ("undetermined", {})  # nothing is beyond doubt
    assert "a / n, b / n, a / s and b / s are equal for 2 places" in outcome.open_questions[0].asks


def test_equally_good_placements_may_be_left_to_the_lot(tmp_path):
    law = placed(tmp_path, "room: 1, method: biproportional, ties: [lot]", house=2)
    outcome = count(law, EQUAL, Facts())
    assert (outcome.status, outcome.totals) == ("lots needed", {})
    cells = frozenset(outcome.lots[0].among)
    drawn = count(law, EQUAL, Facts(lots=(DrawnLot(cells, ("a / s", "b / n")),)))
    assert (drawn.status, seats(drawn)) == ("decided", {"n": {"b": 1}, "s": {"a": 1}})
    for wrong in (("a / n", "a / s"), ("a / n", "b / n")):
        with pytest.raises(BadInput, match="gives every list and unit its seats"):
            count(law, EQUAL, Facts(lots=(DrawnLot(cells, wrong),)))


def test_votes_given_without_districts_leave_the_placing_open(tmp_path):
    law = placed(tmp_path, "method: dhondt")
    outcome = elect(law, Votes({"votes": {(WHOLE, "a"): 3, (WHOLE, "b"): 2}}))
    assert outcome.totals == {}
    assert "district" in outcome.notes[0]
