"""Quotas named in a law, rounded or as a formula, and what happens to the seats left over."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import WHOLE, Facts, by_unit, elect, law_of, nation, numbers, seats

from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Allotment
from hemicycle.source.mistake import BadInput

AT_LEAST_ONE = "{at_least: 1}"


def counted(folder, method: str, seats: int, facts: Facts | None = None, *, allow: str = "", **votes: int) -> Outcome:
    law = law_of(folder, [f"allot: {{seats: {seats}, method: {method}{allow}}}"], seats=AT_LEAST_ONE, facts="given")
    return elect(law, nation(**votes), facts or Facts())


# 1,000 votes and 9 seats, by hand. Hare 111.1: a 4.5, b 2.7, c 1.8. Droop 101: 4.95, 2.97, 1.98. Hagenbach-Bischoff
# 100: 5, 3, 2, one more than there are seats. Imperiali 90.9: 5.5, 3.3, 2.2, one more too.
VOTES = {"a": 500, "b": 300, "c": 200}


@pytest.mark.parametrize(
    ("quota", "value", "whole", "unfilled"),
    [
        ("hare", Fraction(1000, 9), {"a": 4, "b": 2, "c": 1}, 2),
        ("droop", Fraction(101), {"a": 4, "b": 2, "c": 1}, 2),
    ],
)
def test_whole_quotas_and_what_they_leave(tmp_path, quota, value, whole, unfilled):
    outcome = counted(tmp_path, f"{{quota: {quota}, remainders: none}}", 9, **VOTES)
    (record,) = outcome.trace
    assert isinstance(record, Allotment)
    assert (record.quota, outcome.totals, record.unfilled) == (value, whole, unfilled)


# Droop with 10 seats is 91: a 5.49, b 3.30, c 2.20; Hagenbach-Bischoff 90.9: 5.5, 3.3, 2.2; both fill the house.
@pytest.mark.parametrize("quota", ["droop", "hagenbach-bischoff"])
def test_smaller_quotas_leave_fewer_seats(tmp_path, quota):
    assert counted(tmp_path, f"{{quota: {quota}}}", 10, **VOTES).totals == {"a": 5, "b": 3, "c": 2}


def test_the_quota_rounded_down_and_one_more_is_droop_s(tmp_path):
    # 99 votes, 2 seats: 99 / 3 = 33 and one more is 34. a has 66, which is two Hagenbach-Bischoff quotas and one Droop.
    droop = counted(tmp_path, "{quota: droop, remainders: none}", 2, a=66, b=33)
    assert (droop.trace[0].quota, droop.totals) == (34, {"a": 1})


def test_imperiali_s_quota_can_give_too_much_and_the_smallest_remainder_gives_back(tmp_path):
    # 900 votes, 7 seats: 900 / 9 = 100. 5 + 3 whole quotas; remainders of 20 and 80: a, with the smaller, has 4.
    outcome = counted(tmp_path, "{quota: imperiali}", 7, a=520, b=380)
    assert (outcome.trace[0].quota, outcome.totals) == (100, {"a": 4, "b": 3})


def test_equal_remainders_that_need_not_both_give_back_are_a_tie(tmp_path):
    # 5 + 4 quotas of 100 for 8 seats, no remainder: one of them gives back.
    method = "{quota: hagenbach-bischoff}"
    outcome = counted(tmp_path, method, 8, a=500, b=400)
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": 4, "b": 3})
    assert "a and b are equal for 1 place" in outcome.open_questions[0].asks
    settled = counted(tmp_path, method, 8, allow=", ties: [-votes]", a=500, b=400)
    assert settled.totals == {"a": 4, "b": 4}


@pytest.mark.parametrize(
    ("rounded", "quota", "totals"),
    [
        # 1,003 votes, 10 seats, whole quotas alone: 100.3 is 101 rounded up, 100 down and to the nearest.
        ("none", Fraction(1003, 10), {"a": 5, "b": 3, "c": 1}),
        ("up", 101, {"a": 4, "b": 3, "c": 1}),
        ("down", 100, {"a": 5, "b": 3, "c": 1}),
        ("nearest", 100, {"a": 5, "b": 3, "c": 1}),
    ],
)
def test_a_quota_as_the_law_rounds_it(tmp_path, rounded, quota, totals):
    method = f"{{quota: hare, rounded: {rounded}, remainders: none}}"
    outcome = counted(tmp_path, method, 10, a=502, b=304, c=197)
    assert (outcome.trace[0].quota, outcome.totals) == (quota, totals)


def test_a_half_is_rounded_up_to_the_nearest(tmp_path):
    outcome = counted(tmp_path, "{quota: hare, rounded: nearest, remainders: none}", 2, a=4, b=1)
    assert outcome.trace[0].quota == 3


def test_a_formula_is_rounded_too_and_remainders_follow_from_it(tmp_path):
    # 107 / 10 = 10.7, up to 11. a 6.45 and b 3.27 quotas: nine whole ones; the tenth to a, 5 votes over before b's 3.
    outcome = counted(tmp_path, "{quota: valid / 10, rounded: up}", 10, a=71, b=36)
    assert outcome.trace[0].quota == 11
    assert outcome.totals == {"a": 7, "b": 3}
    assert [(claim.whole, claim.remainder) for claim in outcome.trace[0].claims] == [
        (6, Fraction(5, 11)),
        (3, Fraction(3, 11)),
    ]


def test_a_quota_of_all_votes_leaves_seats_of_lists_that_failed(tmp_path):
    # The quota is 10 of 100 votes; those of c, without a seat, leave three for remainders, one each for a and b.
    steps = ["admit: {votes: 30%}", "allot: {seats: 10, method: {quota: valid / 10}}"]
    outcome = elect(law_of(tmp_path, steps, seats=AT_LEAST_ONE), nation(a=44, b=31, c=25))
    assert outcome.totals == {"a": 5, "b": 4}
    assert outcome.trace[1].unfilled == 1


def test_the_quota_of_another_unit(tmp_path):
    quota = "{quota: valid@nation / places@nation, rounded: up, remainders: none}"
    steps = [f"allot: {{at: district, seats: places, method: {quota}}}"]
    law = law_of(tmp_path, steps, seats=AT_LEAST_ONE, units="district", facts="places per unit at district")
    facts = Facts(numbers={"places": {(WHOLE, "n"): 4, (WHOLE, "s"): 6}})
    # 95 votes and 10 seats: 9.5, up to 10.
    outcome = elect(law, by_unit({"n": {"a": 29, "b": 6}, "s": {"a": 20, "b": 40}}), facts)
    assert seats(outcome) == {"n": {"a": 2}, "s": {"a": 2, "b": 4}}


@pytest.mark.parametrize("quota", ["given", "0 * valid", "given - 5"])
def test_a_quota_of_nothing_is_refused(tmp_path, quota):
    steps = [f"allot: {{seats: 3, method: {{quota: {quota}}}}}"]
    law = law_of(tmp_path, steps, seats=AT_LEAST_ONE, facts="given per unit at nation")
    with pytest.raises(BadInput, match="expected a quota above 0"):
        elect(law, nation(a=5), Facts(numbers={"given": {(WHOLE, ""): 0}}))


def test_a_quota_far_too_small_for_the_seats_is_refused(tmp_path):
    with pytest.raises(BadInput, match="whole quotas are 7 more than the 3 seats"):
        counted(tmp_path, "{quota: valid / 10}", 3, a=50, b=50)


# What is left over


def test_remainders_go_by_size_one_each(tmp_path):
    # Quota 10 of 100: 4.9, 2.6, 1.5, .6 and .4; seven whole ones, and three by remainder to .9 and twice .6.
    method = "{quota: hare, remainders: largest}"
    assert counted(tmp_path, method, 10, a=49, b=26, c=15, d=6, e=4).totals == {"a": 5, "b": 3, "c": 1, "d": 1}


def test_averages_go_on_from_the_whole_quotas(tmp_path):
    # 4 + 2 + 1 whole quotas of 10; then 49/5 = 9.8, 26/3 = 8.7, 49/6 = 8.2 before 15/2 = 7.5 and 6.
    method = "{quota: hare, remainders: averages}"
    assert counted(tmp_path, method, 10, a=49, b=26, c=15, d=6, e=4).totals == {"a": 6, "b": 3, "c": 1}


def test_equal_averages_are_a_tie(tmp_path):
    # 2 whole quotas of 8 for a, and none for b: 18/3 = 6/1.
    outcome = counted(tmp_path, "{quota: hare, remainders: averages}", 3, a=18, b=6)
    assert (outcome.status, outcome.totals) == ("undetermined", {"a": 2})
    settled = counted(tmp_path, "{quota: hare, remainders: averages}", 3, allow=", ties: [votes]", a=18, b=6)
    assert settled.totals == {"a": 3}


# Hagenbach-Bischoff quotas with averages are D'Hondt: nobody's whole quotas of v / (n + 1) are more than D'Hondt gives
# it (Pukelsheim, Proportional Representation, 2017, chapter 5).
@settings(deadline=None, derandomize=True, database=None, max_examples=60)
@given(st.lists(st.integers(1, 60) | st.integers(1, 10**6), min_size=1, max_size=6), st.integers(1, 20))
def test_hagenbach_bischoff_with_averages_is_dhondt(tmp_path_factory, votes: list[int], house: int):
    folder = tmp_path_factory.getbasetemp()
    lists = {f"list{i}": number for i, number in enumerate(votes)}
    by_quota = counted(folder, "{quota: hagenbach-bischoff, remainders: averages}", house, **lists)
    by_divisors = counted(folder, "dhondt", house, **lists)
    assert (by_quota.totals, by_quota.status) == (by_divisors.totals, by_divisors.status)
    assert [q.asks for q in by_quota.open_questions] == [q.asks for q in by_divisors.open_questions]


# What an allotment leaves for the next


def test_seats_and_votes_left_over_go_up_to_the_nation(tmp_path):
    tiers = {
        "districts": ["allot: {at: district, seats: 4, method: {quota: hare, remainders: none}}"],
        "nation_wide": ["allot: {seats: districts.unfilled, by: districts.remainder, method: hare}"],
    }
    law = law_of(tmp_path, tiers, seats=8, units="district")
    # n: quota 25, a 1 + 17, b 1 + 16, c 0 + 17. s: quota 25, a 2 + 5, b 0 + 20, c 1 + 8, two and one seats left.
    outcome = elect(law, by_unit({"n": {"a": 42, "b": 41, "c": 17}, "s": {"a": 55, "b": 12, "c": 33}}))
    assert seats(outcome, "districts") == {"n": {"a": 1, "b": 1}, "s": {"a": 2, "c": 1}}
    # 3 seats on 22 + 28 + 25 remaining votes, quota 25: b and c have one, and .88 of a is before .12 of b.
    assert seats(outcome, "nation_wide") == {WHOLE: {"a": 1, "b": 1, "c": 1}}


def test_a_quota_taken_back_returns_to_the_remainder(tmp_path):
    tiers = {
        "districts": ["allot: {at: district, seats: 7, method: {quota: imperiali, remainders: none}}"],
        "left": ["allot: {seats: 1, by: districts.remainder, method: dhondt}"],
    }
    # 520 and 380 of 900: 5 + 3 quotas of 100, a gives one back and has 120 votes over, b 80.
    outcome = elect(law_of(tmp_path, tiers, seats=8, units="district"), by_unit({"n": {"a": 520, "b": 380}}))
    assert seats(outcome) == {"n": {"a": 4, "b": 3}, WHOLE: {"a": 1}}


def test_the_quota_of_an_allotment_may_be_read_by_another(tmp_path):
    tiers = {
        "districts": ["allot: {at: district, seats: 3, method: {quota: hare, remainders: none}}"],
        "owed_seats": ["compute: {at: district, is: districts.remainder / districts.quota}, as: parts"],
        "last": ["allot: {seats: 2, by: parts, method: most votes}"],
    }
    law = law_of(tmp_path, tiers, seats=AT_LEAST_ONE, units="district")
    # n: quota 10, a 1.9, b 1.1. s: quota 100, a 1.2, b 1.8. Summed, a has 1.1 quotas left over and b .9.
    outcome = elect(law, by_unit({"n": {"a": 19, "b": 11}, "s": {"a": 120, "b": 180}}))
    assert outcome.trace[2].cells == (
        ("n", "a", Fraction(9, 10)),
        ("n", "b", Fraction(1, 10)),
        ("s", "a", Fraction(1, 5)),
        ("s", "b", Fraction(4, 5)),
    )


# Limits


def test_who_falls_below_a_minimum_is_fixed_and_the_rest_is_done_again(tmp_path):
    # Quota 10: 6.0, 2.4, 1.5, .1. c, with one and a remainder too few, and d are fixed at 2; of the other six seats
    # a has 60/84 and b 24/84: 4.29 and 1.71.
    outcome = counted(tmp_path, "hare", 10, allow=", at_least: 2", a=60, b=24, c=15, d=1)
    assert outcome.totals == {"a": 4, "b": 2, "c": 2, "d": 2}


def test_who_exceeds_a_maximum_is_fixed_and_its_votes_leave(tmp_path):
    # a is held at 5. Of the other 5, b has 3.23 quotas and c 1.77.
    assert counted(tmp_path, "hare", 10, allow=", at_most: 5", a=70, b=20, c=11).totals == {"a": 5, "b": 3, "c": 2}


def test_a_maximum_for_each_list(tmp_path):
    # At most 1/10 more than its share of 10 seats, rounded down: a floor(7.7), b floor(2.2), c floor(1.1).
    most = "floor(11/10 * votes / valid * 10)"
    outcome = counted(tmp_path, "dhondt", 10, allow=f", at_most: {most}", a=70, b=20, c=10)
    assert outcome.totals == {"a": 7, "b": 2, "c": 1}
    # By D'Hondt alone b's third of 9 and c's second of 9 are behind a's eighth; 78/9 is before 13/2 and 9/1.
    outcome = counted(tmp_path, "dhondt", 10, allow=f", at_most: {most}", a=78, b=13, c=9)
    assert outcome.totals == {"a": 8, "b": 1}
    assert outcome.trace[0].unfilled == 1


def test_a_named_quota_is_that_of_those_still_in(tmp_path):
    # Droop of 100 votes and 9 seats is 11: a 6, b 2, c 1 by remainder; a is held at 4. Of the other 5 seats and 31
    # votes the quota is 6: b has 3 and 4 votes over, c 1 and 3, so that the fifth is b's.
    outcome = counted(tmp_path, "{quota: droop}", 9, allow=", at_most: 4", a=69, b=22, c=9)
    assert outcome.totals == {"a": 4, "b": 4, "c": 1}


def test_minimums_that_the_seats_cannot_meet_are_refused(tmp_path):
    for method in ("hare", "dhondt"):
        with pytest.raises(BadInput, match="minimums of 4 seats together, and 3 seats"):
            counted(tmp_path, method, 3, allow=", at_least: 2", a=5, b=4)


def test_a_minimum_from_the_facts(tmp_path):
    outcome = counted(tmp_path, "sainte-lague", 5, numbers(given={"c": 1}), allow=", at_least: given", a=60, b=39, c=1)
    assert outcome.totals == {"a": 2, "b": 2, "c": 1}
