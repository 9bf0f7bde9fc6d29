"""Seats of a unit to its lists, to alliances, and to the units inside it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from invented import WHOLE, Facts, by_unit, elect, law_of, nation, numbers, seats

from hemicycle.outcome.facts import Alliance
from hemicycle.outcome.trace import Allotment
from hemicycle.source.mistake import BadInput

AT_LEAST_ONE = "{at_least: 1}"


# Alliances


PAIRS = [
    "allot: {seats: 7, to: alliance, method: dhondt}, as: pairs",
    "allot: {from: alliance, seats: pairs, method: dhondt}",
]


def test_allies_count_as_one_list_and_then_divide(tmp_path):
    law = law_of(tmp_path, PAIRS, seats=7)
    # Alone: 40, 25, 20, 15 and 20, 13.3, 12.5 before 10: a 3, b 2, c 1, d 1.
    assert elect(law, nation(a=40, b=25, c=20, d=15)).totals == {"a": 3, "b": 2, "c": 1, "d": 1}
    # c and d as one: 40, 35, 25, 20, 17.5, 13.3, 12.5 before 11.7: a 3, pair 2, b 2.
    pair = Facts(alliances=(Alliance("pair", ("c", "d")),))
    assert elect(law, nation(a=40, b=25, c=20, d=15), pair).totals == {"a": 3, "b": 2, "c": 1, "d": 1}
    # 8/1 of b is behind, and so would be d's 5; with c it has 19, 9.5 and 6.3, the last of them behind 9.
    outcome = elect(law, nation(a=45, b=8, c=14, d=5), pair)
    # 45, 22.5, 19, 15, 11.25, 9.5, 9: a 5, pair 2, which are c's, on 14 and 7 before 5.
    assert outcome.totals == {"a": 5, "c": 2}
    assert elect(law, nation(a=45, b=8, c=14, d=5)).totals == {"a": 5, "b": 1, "c": 1}


def test_of_an_alliance_only_those_admitted_count(tmp_path):
    law = law_of(tmp_path, ["admit: {votes: 10%}", *PAIRS], seats=7)
    pair = Facts(alliances=(Alliance("pair", ("c", "d")),))
    # d, with 5 of 72, isn't admitted: c stands for the pair with 14, b with 8 is admitted.
    assert elect(law, nation(a=45, b=8, c=14, d=5), pair).totals == {"a": 5, "b": 1, "c": 1}


def test_alliances_of_a_district_count_there(tmp_path):
    steps = [
        "allot: {at: district, seats: 2, to: alliance, method: dhondt}, as: pairs",
        "allot: {at: district, from: alliance, seats: pairs, method: dhondt}",
    ]
    law = law_of(tmp_path, steps, seats=4, units="district")
    rows = {"a": 50, "b": 30, "c": 24}
    facts = Facts(alliances=(Alliance("pair", ("b", "c"), "s"),))
    # n: 50 and 30. s: the pair's 54 and a's 50, before 27: it goes to b.
    assert seats(elect(law, by_unit({"n": rows, "s": rows}), facts)) == {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}}
    # With 52 for b and c together and 26 for a, both seats are the pair's: 52 and 26 are before 25.
    facts = Facts(alliances=(Alliance("pair", ("b", "c"), "s"), Alliance("other", ("a", "b"), "n")))
    found = seats(elect(law, by_unit({"n": rows, "s": {"a": 25, "b": 30, "c": 24}}), facts))
    # n: a and b as one have 80 and 40, which they share as 50 and 30; c has 24.
    assert found == {"n": {"a": 1, "b": 1}, "s": {"b": 1, "c": 1}}


NESTED = [
    "allot: {seats: 6, to: alliance, method: dhondt}, as: blocks",
    "allot: {from: alliance, seats: blocks, method: dhondt}, as: parts",
    "allot: {from: alliance, seats: parts, method: dhondt}",
]
BLOCK = Facts(alliances=(Alliance("block", ("x", "pair")), Alliance("pair", ("y", "z"))))


def test_alliances_in_alliances_are_divided_one_after_the_other(tmp_path):
    outcome = elect(law_of(tmp_path, NESTED, seats=6), nation(x=20, y=14, z=13, w=10), BLOCK)
    # The block has 47, w 10: 5 seats, since 47/5 = 9.4 is behind 10, and before 5 and 47/6. Of them x (20) has 2 and
    # the pair (27) 3: 27, 20, 13.5, 10, 9. y (14) has 2 of the 3, z 1: 14, 13, 7.
    assert outcome.totals == {"x": 2, "y": 2, "z": 1, "w": 1}
    assert [record.alliance for record in outcome.trace[1:]] == ["block", None, None, "pair", None]


def test_an_alliance_within_another_may_have_nothing(tmp_path):
    steps = [NESTED[0].replace("6", "3"), *NESTED[1:]]
    outcome = elect(law_of(tmp_path, steps, seats=3), nation(x=20, y=4, z=3, w=10), BLOCK)
    # The block has 27, 13.5 and 9, w 10: two seats, both x's on 20 and 10, before 7.
    assert (outcome.status, outcome.totals) == ("decided", {"x": 2, "w": 1})


def test_an_alliance_is_divided_by_another_method_than_the_seats(tmp_path):
    steps = [PAIRS[0], PAIRS[1].replace("dhondt", "hare")]
    outcome = elect(
        law_of(tmp_path, steps, seats=7), nation(a=30, b=60, c=10), Facts(alliances=(Alliance("p", ("b", "c")),))
    )
    # p: 70, 35, 23.3, 17.5, 14 and a 30, 15: 5 and 2. 5 quotas of 14: b 4.29, c .71.
    assert outcome.totals == {"b": 4, "a": 2, "c": 1}


def test_a_tie_of_alliances_leaves_their_members_open(tmp_path):
    law = law_of(tmp_path, [PAIRS[0].replace("7", "1"), PAIRS[1]], seats=1)
    outcome = elect(law, nation(a=10, b=6, c=4), Facts(alliances=(Alliance("pair", ("b", "c")),)))
    assert (outcome.status, outcome.totals) == ("undetermined", {})
    assert "a and pair are equal for 1 place" in outcome.open_questions[0].asks


# Units


def test_seats_go_to_districts_and_then_to_lists(tmp_path):
    steps = [
        "allot: {to: district, seats: 10, by: people, method: hare}, as: places",
        "allot: {at: district, seats: places, method: dhondt}",
    ]
    law = law_of(tmp_path, steps, units="district", facts="people per unit at district")
    facts = Facts(numbers={"people": {(WHOLE, "n"): 66, (WHOLE, "s"): 34}})
    # 6.6 and 3.4 quotas: 7 and 3. n: 30/6 before 9/2. s: 12, 11, 6.
    outcome = elect(law, by_unit({"n": {"a": 30, "b": 9}, "s": {"a": 11, "b": 12}}), facts)
    assert seats(outcome) == {"n": {"a": 6, "b": 1}, "s": {"a": 1, "b": 2}}


def test_seats_go_down_level_by_level(tmp_path):
    steps = [
        "allot: {to: province, seats: 10, by: valid, method: hare}, as: shares",
        "allot: {at: province, to: district, seats: shares, by: valid, method: sainte-lague}, as: places",
        "allot: {at: district, seats: places, method: dhondt}",
    ]
    law = law_of(tmp_path, steps, units="province, district")
    votes = by_unit({"n1": {"a": 39}, "n2": {"a": 20}, "s1": {"a": 11, "b": 12}}, {"n1": "n", "n2": "n", "s1": "s"})
    # 59 and 23 of 82: 7.2 and 2.8. In n 39, 20, 13, 7.8, 6.7, 5.6, 4.3 before 4: n1 5, n2 2.
    assert seats(elect(law, votes)) == {"n1": {"a": 5}, "n2": {"a": 2}, "s1": {"a": 1, "b": 2}}


def test_every_district_has_a_minimum(tmp_path):
    steps = [
        "allot: {to: district, seats: 6, by: valid, method: dhondt, at_least: 2}, as: places",
        "allot: {at: district, seats: places, method: dhondt}",
    ]
    outcome = elect(law_of(tmp_path, steps, seats=6, units="district"), by_unit({"n": {"a": 90}, "s": {"a": 10}}))
    assert seats(outcome) == {"n": {"a": 4}, "s": {"a": 2}}


def test_a_tie_of_districts_goes_by_a_number_of_theirs(tmp_path):
    steps = [
        "allot: {to: district, seats: 3, by: people, method: hare, ties: [area, lot]}, as: places",
        "allot: {at: district, seats: places, method: dhondt}",
    ]
    law = law_of(
        tmp_path, steps, seats=3, units="district", facts="people per unit at district, area per unit at district"
    )
    people = {(WHOLE, "n"): 50, (WHOLE, "s"): 50}
    votes = by_unit({"n": {"a": 1}, "s": {"a": 1}})
    larger = elect(law, votes, Facts(numbers={"people": people, "area": {(WHOLE, "n"): 7, (WHOLE, "s"): 8}}))
    assert seats(larger) == {"n": {"a": 1}, "s": {"a": 2}}
    equal = elect(law, votes, Facts(numbers={"people": people, "area": {(WHOLE, "n"): 7, (WHOLE, "s"): 7}}))
    assert (equal.status, equal.lots[0].among, equal.totals) == ("lots needed", ("n", "s"), {})


def test_seats_of_districts_are_no_seats_of_lists(tmp_path):
    with pytest.raises(BadInput, match=r"tiers\[0\]\.steps\[0\]"):
        law_of(tmp_path, ["allot: {to: district, seats: 3, by: valid, method: hare}"], seats=3, units="district")


# Behind seats already held


def test_the_series_goes_on_behind_seats_held(tmp_path):
    tiers = {
        "direct": ["allot: {at: district, seats: 1, by: first, method: most votes}"],
        "lists": ["allot: {seats: 3, method: dhondt, after: held}"],
    }
    law = law_of(tmp_path, tiers, seats=5, units="district")
    votes = by_unit({"n": {"a": 30, "b": 9}, "s": {"a": 11, "b": 12}}, first={"n": {"a": 1}, "s": {"a": 1}})
    # a holds two: 41/3 = 13.7 and 41/4 = 10.25; b 21 and 10.5.
    outcome = elect(law, votes)
    assert seats(outcome, "lists") == {WHOLE: {"a": 1, "b": 2}}


def test_who_holds_too_much_wins_nothing_and_loses_nothing(tmp_path):
    steps = ["allot: {seats: 2, method: sainte-lague, after: held_before}"]
    law = law_of(tmp_path, steps, seats=2, facts="held_before")
    # a holds 5 with 10 of 30 votes: 10/11. b has 20 and 20/3.
    assert elect(law, nation(a=10, b=20), numbers(held_before={"a": 5})).totals == {"b": 2}


# Limits


def test_the_limits_bound_the_seats_of_the_step(tmp_path):
    steps = ["allot: {seats: 4, method: dhondt, after: held_before, at_most: 2}"]
    law = law_of(tmp_path, steps, seats=4, facts="held_before")
    # a holds three and may win two more: 60/4 and 60/5 are before 11.
    assert elect(law, nation(a=60, b=11), numbers(held_before={"a": 3})).totals == {"a": 2, "b": 2}


def test_a_minimum_is_served_first_and_its_series_goes_on(tmp_path):
    steps = ["allot: {seats: 6, method: dhondt, at_least: reserved, at_most: 4}"]
    law = law_of(tmp_path, steps, seats=6, facts="reserved")
    # c has 1; of 5, a on 60, 30, 20, 15 has its four, b the last on 12; 13 of b would be the second without c.
    assert elect(law, nation(a=60, b=12, c=1), numbers(reserved={"c": 1})).totals == {"a": 4, "b": 1, "c": 1}


def test_a_minimum_is_served_even_without_votes(tmp_path):
    steps = ["allot: {seats: 3, method: dhondt, at_least: reserved}"]
    law = law_of(tmp_path, steps, seats=3, facts="reserved")
    assert elect(law, nation(a=5, z=0), numbers(reserved={"z": 1})).totals == {"a": 2, "z": 1}


def test_without_votes_nobody_wins(tmp_path):
    law = law_of(tmp_path, ["allot: {at: district, seats: 2, method: dhondt}"], seats=AT_LEAST_ONE, units="district")
    outcome = elect(law, by_unit({"n": {"a": 5, "b": 0}, "s": {"a": 0, "b": 0}}))
    assert seats(outcome) == {"n": {"a": 2}}


def test_no_list_has_more_seats_than_names(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 5, method: dhondt, at_most: names}"], seats=5)
    names = numbers(names={"a": 2, "b": 9})
    assert elect(law, nation(a=90, b=20), names).totals == {"b": 3, "a": 2}
    # Nobody said how many names b has: no limit. An independent is one.
    facts = Facts(numbers={"names": {(WHOLE, "a"): 2}}, kinds={"i": "independent"})
    assert elect(law, nation(a=90, b=20, i=40), facts).totals == {"a": 2, "b": 2, "i": 1}


def test_seats_for_which_no_list_has_a_name_stay_empty_and_are_a_question(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 5, method: dhondt, at_most: names}"], seats=5)
    outcome = elect(law, nation(a=90, b=20), numbers(names={"a": 2, "b": 1}))
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": 2, "b": 1})
    assert "3 seats of a chamber of 5" in outcome.open_questions[0].asks
    assert outcome.trace[0].unfilled == 2


def test_names_are_those_of_the_district(tmp_path):
    steps = ["allot: {at: district, seats: 3, method: dhondt, at_most: names}"]
    law = law_of(tmp_path, steps, seats=6, units="district")
    votes = by_unit({"n": {"a": 30, "b": 9}, "s": {"a": 30, "b": 12}})
    # 30, 15, 12 and 10 in s: a 2, b 1; in n a would have all three.
    outcome = elect(law, votes, numbers(names={"n": {"a": 1, "b": 3}, "s": {"a": 3, "b": 3}}))
    assert seats(outcome) == {"n": {"a": 1, "b": 2}, "s": {"a": 2, "b": 1}}


def test_names_limit_an_allotment_by_quota_too(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 5, method: hare, at_most: names}"], seats=5)
    # a is held at 2; b and c divide three by 20 and 10.
    assert elect(law, nation(a=90, b=20, c=10), numbers(names={"a": 2})).totals == {"a": 2, "b": 2, "c": 1}


# The largest numbers


def test_a_block_vote_seats_the_candidates_with_most_votes(tmp_path):
    law = law_of(tmp_path, ["allot: {at: district, seats: 2, method: most votes}"], seats=4, units="district")
    outcome = elect(law, by_unit({"n": {"x": 5, "y": 9, "z": 6}, "s": {"u": 2, "v": 3, "w": 3}}))
    assert (outcome.status, seats(outcome)) == ("decided", {"n": {"y": 1, "z": 1}, "s": {"v": 1, "w": 1}})


def test_equals_for_the_last_of_several_seats(tmp_path):
    law = law_of(
        tmp_path, ["allot: {at: district, seats: 2, method: most votes, ties: [lot]}"], seats=2, units="district"
    )
    outcome = elect(law, by_unit({"n": {"x": 9, "y": 5, "z": 5}}))
    assert (outcome.status, outcome.totals, outcome.lots[0].among) == ("lots needed", {"x": 1}, ("y", "z"))


def test_more_seats_than_candidates_stay_empty(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 3, method: most votes}"], seats=3)
    outcome = elect(law, nation(x=9, y=5))
    assert (outcome.status, outcome.totals) == ("undetermined", {"x": 1, "y": 1})


def test_further_rounds_where_the_limit_allows_them(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 5, method: most votes, at_most: 2}"], seats=5)
    assert elect(law, nation(a=90, b=20, c=10)).totals == {"a": 2, "b": 2, "c": 1}


def test_a_maximum_of_none_keeps_a_list_out(tmp_path):
    for method in ("most votes", "dhondt", "hare"):
        steps = [f"allot: {{seats: 2, method: {method}, at_most: allowed}}"]
        law = law_of(tmp_path, steps, seats=2, facts="allowed")
        facts = numbers(allowed={"a": 0, "b": 1, "c": 1})
        assert elect(law, nation(a=9, b=8, c=7), facts).totals == {"b": 1, "c": 1}, method


# Series written out


@pytest.mark.parametrize(
    ("method", "totals"),
    [
        # 90, 45, 30, 22.5 | 40, 20 | 25
        ("dhondt", {"a": 3, "b": 1, "c": 1}),
        # 90, 40, 30, 25, 18 | 13.3
        ("sainte-lague", {"a": 3, "b": 1, "c": 1}),
        # 64.3, 30, 28.6, 18, 17.9 | 13.3
        ("{divisors: sainte-lague, first: 1.4}", {"a": 3, "b": 1, "c": 1}),
        # 45, 30, 22.5, 20, 18 | 13.3, 12.5
        ("imperiali", {"a": 4, "b": 1}),
        # 90, 40, 25, 22.5, 12.9 | 10, 6.25
        ("danish", {"a": 3, "b": 1, "c": 1}),
        # one each; 90, 45 | 40
        ("adams", {"a": 3, "b": 1, "c": 1}),
        # 90, 45, 40, 25, 22.5 | 20
        ("macau", {"a": 3, "b": 1, "c": 1}),
        # one each; 90/1.33, 90/2.4 = 37.5 | 40/1.33 = 30
        ("dean", {"a": 3, "b": 1, "c": 1}),
        # one each; 90/1.41, 90/2.45 = 36.7 | 40/1.41 = 28.3
        ("huntington-hill", {"a": 3, "b": 1, "c": 1}),
        # 90/1, 90/6, 40/1, 25/1, 90/11, 40/6 = 6.7
        ("{divisors: {from: 1, step: 5}}", {"a": 3, "b": 1, "c": 1}),
        # 90/1, 90/3 = 30, 90/9 = 10, 40/1, 40/3 = 13.3, 25/1
        ("{divisors: {from: 1, times: 3}}", {"a": 2, "b": 2, "c": 1}),
        # 90/10, 90/11 ... 90/14 = 6.4, before 40/10
        ("{divisors: {from: 10, step: 1}}", {"a": 5}),
        # 90, 48.2, 33.5, 25.8 | 40 | 25
        ("{divisors: {power: 0.9}}", {"a": 4, "b": 1}),
        # 90, 22.5, 10 | 40, 10 | 25
        ("{divisors: {power: 2}}", {"a": 2, "b": 1, "c": 1}),
        # 90/2, 90/4 = 22.5, 90/4.5 = 20, 90/5 = 18 | 40/2 = 20 | 25/2
        ("{divisors: {from: 3.5, step: 0.5}, first: 2}", {"a": 4, "b": 1}),
    ],
)
def test_any_series_divides_by_its_quotients(tmp_path, method, totals):
    law = law_of(tmp_path, [f"allot: {{seats: 5, method: {method}}}"], seats=AT_LEAST_ONE)
    assert elect(law, nation(a=90, b=40, c=25)).totals == totals


@pytest.mark.parametrize(
    ("series", "first"), [("macau", "1.9"), ("{from: 1, times: 2}", "1.9"), ("dean", "1.3"), ("huntington-hill", "1.4")]
)
def test_a_first_divisor_replaces_that_of_any_series_or_is_refused(tmp_path, series, first):
    # b's first seat, on 6/1.9, 6/1.3 or 6/1.4, is behind a's second, on 10/2, 10/(4/3) or 10/1.41.
    try:
        law = law_of(tmp_path, [f"allot: {{seats: 2, method: {{divisors: {series}, first: {first}}}}}"], seats=2)
    except BadInput:
        law_of(tmp_path, [f"allot: {{seats: 2, method: {{divisors: {series}}}}}"], seats=2)  # which is taken
        return
    assert elect(law, nation(a=10, b=6)).totals == {"a": 2}


def test_the_record_tells_the_last_seat_and_the_next(tmp_path):
    law = law_of(tmp_path, ["allot: {seats: 7, method: dhondt}"], seats=7)
    outcome = elect(law, nation(a=53, b=24, c=23))
    record = outcome.trace[0]
    assert isinstance(record, Allotment)
    # 53, 26.5, 24, 23, 17.7, 13.25, 12 and then 11.5.
    assert [(each.party, each.seat) for each in record.quotients] == [
        ("a", 1),
        ("a", 2),
        ("b", 1),
        ("c", 1),
        ("a", 3),
        ("a", 4),
        ("b", 2),
    ]
    assert (record.last.holder, record.last.quotient) == ("b", 12)
    assert (record.last.runner_up, float(record.last.next_quotient)) == ("c", 11.5)
    # With two votes more c would have 25/2, with one 24/2, which is equal; with one of b's it would be 24/2 to 23/2.
    assert record.last.added == 2
    assert record.last.switched == 1


@pytest.mark.parametrize(
    ("method", "second"),
    [
        ("dhondt", 45),
        ("sainte-lague", 30),
        ("{divisors: sainte-lague, first: 1.4}", 30),
        ("imperiali", 30),
        ("adams", 90),
        ("macau", 45),
        ("dean", Fraction(135, 2)),
        # Roots are cut to four decimals: 90 / 1.41421 and 90 / 1.86607.
        ("huntington-hill", Fraction(636396, 10_000)),
        ("{divisors: {power: 0.9}}", Fraction(482298, 10_000)),
        ("{divisors: {from: 0.5, step: 0.25}}", 120),
    ],
)
def test_the_record_tells_every_quotient_as_it_is(tmp_path, method, second):
    law = law_of(tmp_path, [f"allot: {{seats: 2, method: {method}}}"], seats=2)
    quotients = elect(law, nation(a=90)).trace[0].quotients
    assert [(each.party, each.seat) for each in quotients] == [("a", 1), ("a", 2)]
    assert quotients[1].quotient == second


def test_the_first_quotient_of_a_divisor_of_nothing_is_infinite(tmp_path):
    for method in ("adams", "dean", "huntington-hill"):
        law = law_of(tmp_path, [f"allot: {{seats: 2, method: {method}}}"], seats=2)
        assert elect(law, nation(a=90)).trace[0].quotients[0].quotient is None
    law = law_of(tmp_path, ["allot: {seats: 2, method: {divisors: sainte-lague, first: 1.4}}"], seats=2)
    assert elect(law, nation(a=90)).trace[0].quotients[0].quotient == Fraction(450, 7)


# A single contestant


def test_the_only_list_takes_all_without_a_method(tmp_path):
    outcome = elect(law_of(tmp_path, ["admit: {largest: 1}", "allot: {seats: 3}"], seats=3), nation(a=1, b=2))
    assert (outcome.status, outcome.totals) == ("decided", {"b": 3})


def test_several_lists_without_a_method_are_a_question(tmp_path):
    outcome = elect(law_of(tmp_path, ["allot: {seats: 3}"], seats=3), nation(a=1, b=2))
    assert (outcome.status, outcome.totals) == ("undetermined", {})
    assert "a and b" in outcome.open_questions[0].asks


def test_seats_that_nobody_may_take_are_a_question(tmp_path):
    outcome = elect(law_of(tmp_path, ["admit: {above: 50%}", "allot: {seats: 3}"], seats=3), nation(a=1, b=1))
    assert (outcome.status, outcome.totals) == ("undetermined", {})
