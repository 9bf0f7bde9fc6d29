"""Numbers by a formula: where it is taken decides what it comes to."""

from __future__ import annotations

import pytest
from invented import WHOLE, Facts, by_unit, elect, law_of, nation, numbers, seats

from hemicycle.outcome.trace import Computed
from hemicycle.source.mistake import BadInput

AT_LEAST_ONE = "{at_least: 1}"
VOTES = {"n": {"a": 3, "b": 2}, "s": {"a": 1, "b": 2}}
DIRECT = {"n": {"a": 1, "b": 4}, "s": {"a": 5, "b": 0}}


@pytest.mark.parametrize(
    ("at", "totals"),
    [
        # In n the maxima are 3 and 4, in s 5 and 2: a 8, b 6. Of the sums (4 and 4, 6 and 4) they are a 6, b 4.
        ("at: district, ", {"a": 8, "b": 6}),
        ("", {"a": 6, "b": 4}),
    ],
    ids=["the sum of the maxima", "the maximum of the sums"],
)
def test_a_maximum_taken_by_district_or_in_the_whole(tmp_path, at, totals):
    steps = [f"compute: {{{at}is: 'max(direct, votes)'}}, as: due", "allot: {seats: total(due), by: due, method: hare}"]
    law = law_of(tmp_path, steps, seats=AT_LEAST_ONE, units="district", facts="direct at district")
    assert elect(law, by_unit(VOTES), numbers(direct=DIRECT)).totals == totals


@pytest.mark.parametrize(
    ("rounded", "totals"),
    [
        # Votes per seat: n has 2 seats, a 5/2, b 4/2; s has 3, a 2/3, b 4/3. Rounded half up a 3 + 1, b 2 + 1.
        ("round(votes / places)", {"a": 4, "b": 3}),
        ("floor(votes / places)", {"b": 3, "a": 2}),
        ("ceil(votes / places)", {"a": 4, "b": 4}),
    ],
)
def test_rounding_in_each_district_comes_before_the_sum(tmp_path, rounded, totals):
    steps = [f"compute: {{at: district, is: {rounded}}}, as: due", "allot: {seats: total(due), by: due, method: hare}"]
    law = law_of(tmp_path, steps, seats=AT_LEAST_ONE, units="district", facts="places per unit at district")
    facts = Facts(numbers={"places": {(WHOLE, "n"): 2, (WHOLE, "s"): 3}})
    assert elect(law, by_unit({"n": {"a": 5, "b": 4}, "s": {"a": 2, "b": 4}}), facts).totals == totals


def test_unrounded_parts_are_summed_exactly(tmp_path):
    steps = ["compute: {at: district, is: votes / 3}, as: due", "allot: {seats: 3, by: due, method: hare}"]
    outcome = elect(law_of(tmp_path, steps, seats=3, units="district"), by_unit({"n": {"a": 1, "b": 1}, "s": {"a": 1}}))
    assert outcome.totals == {"a": 2, "b": 1}


def test_a_number_for_each_unit(tmp_path):
    steps = [
        "compute: {at: district, each: unit, is: floor(valid / 10)}, as: places",
        "allot: {at: district, seats: places, method: dhondt}",
    ]
    law = law_of(tmp_path, steps, seats=AT_LEAST_ONE, units="district")
    outcome = elect(law, by_unit({"n": {"a": 30, "b": 9}, "s": {"a": 11, "b": 12}, "w": {"a": 9}}))
    # n has 3 seats: 30, 15 and 10 are before 9. s has 2; w, with 9 votes, none.
    assert seats(outcome) == {"n": {"a": 3}, "s": {"a": 1, "b": 1}}


def test_a_number_of_the_lists_of_a_unit(tmp_path):
    steps = [
        "compute: {at: district, each: unit, is: most(votes) + total(votes)}, as: places",
        "allot: {at: district, seats: places, method: hare}",
    ]
    law = law_of(tmp_path, steps, seats=AT_LEAST_ONE, units="district")
    # Most votes and all votes: 3 + 5; quotas of 5/8 votes are 4.8 for a and 3.2 for b.
    assert elect(law, by_unit({"n": {"a": 3, "b": 2}})).totals == {"a": 5, "b": 3}


def test_a_sum_over_a_set_and_its_size(tmp_path):
    steps = [
        "admit: {votes: 20%}, as: passed",
        "compute: {who: passed, is: 'votes * count(passed) + sum(votes, passed)'}, as: due",
        "allot: {seats: total(due), by: due, method: hare}",
    ]
    law = law_of(tmp_path, steps, seats=AT_LEAST_ONE)
    # a 6 and b 3 of 10 pass: 12 + 9 and 6 + 9.
    assert elect(law, nation(a=6, b=3, c=1)).totals == {"a": 21, "b": 15}


def test_only_who_is_meant_has_a_number(tmp_path):
    steps = [
        "compute: {who: {kind: minority}, is: votes}, as: minorities",
        "compute: {except: {kind: minority}, is: votes}, as: others",
        "allot: {seats: total(minorities), by: minorities, method: hare}",
        "allot: {seats: 2, by: others, method: hare}",
    ]
    outcome = elect(law_of(tmp_path, steps, seats=3), nation(a=40, b=40, m=1), Facts(kinds={"m": "minority"}))
    assert outcome.totals == {"a": 1, "b": 1, "m": 1}


def test_the_number_of_a_larger_unit_beside_that_of_the_smaller(tmp_path):
    # A list's share of all votes, in each district: a 4 of 8, b 4 of 8, times 2 seats.
    steps = [
        "compute: {at: district, is: 2 * votes@nation / valid@nation}, as: due",
        "allot: {at: district, seats: total(due), by: due, method: hare}",
    ]
    outcome = elect(law_of(tmp_path, steps, seats=4, units="district"), by_unit(VOTES))
    assert seats(outcome) == {"n": {"a": 1, "b": 1}, "s": {"a": 1, "b": 1}}


def test_a_fact_fills_a_tier(tmp_path):
    tiers = {"lists": ["allot: {seats: 2, method: hare}"], "minority": ["compute: {is: minority_seats}"]}
    law = law_of(tmp_path, tiers, seats=5, facts="minority_seats")
    outcome = elect(law, nation(a=10, b=10), numbers(minority_seats={"k": 2, "l": 1}))
    assert (outcome.status, outcome.totals) == ("decided", {"k": 2, "a": 1, "b": 1, "l": 1})
    without = elect(law, nation(a=10, b=10))
    assert without.totals == {"a": 1, "b": 1}
    assert "minority_seats was not given" in without.notes[0]


def test_a_number_that_is_no_number_of_seats_is_refused(tmp_path):
    with pytest.raises(BadInput, match="a whole number of seats, 0 or more"):
        elect(law_of(tmp_path, ["compute: {is: votes / 3}"]), nation(a=10))
    with pytest.raises(BadInput, match="a whole number of seats, 0 or more"):
        elect(law_of(tmp_path, ["compute: {is: votes - 11}"]), nation(a=10))


def test_a_division_by_nothing_is_refused(tmp_path):
    steps = ["compute: {is: votes / (valid - 10)}, as: due", "allot: {seats: 1, by: due, method: hare}"]
    with pytest.raises(BadInput, match=r"a division by zero in step lists\.1"):
        elect(law_of(tmp_path, steps), nation(a=10))


def test_a_number_of_the_nation_read_in_a_district_is_refused_but_for_its_level(tmp_path):
    steps = ["allot: {seats: 2, method: dhondt}, as: due", "allot: {at: district, seats: 1, by: due, method: dhondt}"]
    law = law_of(tmp_path, steps, seats=2, units="district")
    with pytest.raises(BadInput, match="due read at district; expected due@nation"):
        elect(law, by_unit(VOTES))
    steps[1] = steps[1].replace("by: due", "by: due@nation * votes")
    assert seats(elect(law_of(tmp_path, steps, seats=2, units="district"), by_unit(VOTES))) == {
        "n": {"a": 1},
        "s": {"b": 1},
    }


def test_a_quota_has_no_sum(tmp_path):
    steps = [
        "allot: {at: district, seats: 2, method: {quota: hare, remainders: none}}, as: whole",
        "allot: {seats: 1, by: votes * whole.quota, method: dhondt}",
    ]
    with pytest.raises(BadInput, match=r"whole\.quota read at nation"):
        elect(law_of(tmp_path, steps, units="district"), by_unit(VOTES))


def test_what_is_known_decides_which_step_applies(tmp_path):
    steps = [
        "allot: {seats: 3, by: revised, method: hare}, when: known(revised)",
        "allot: {seats: 3 - total(lists), method: hare}",
    ]
    law = law_of(tmp_path, steps, seats=3, facts="revised")
    assert elect(law, nation(a=2, b=1)).totals == {"a": 2, "b": 1}
    assert elect(law, nation(a=2, b=1), numbers(revised={"a": 1, "b": 2})).totals == {"b": 2, "a": 1}


def test_the_record_tells_every_number(tmp_path):
    steps = ["compute: {at: district, is: votes / 2}, as: half", "allot: {seats: 1, by: half, method: dhondt}"]
    outcome = elect(law_of(tmp_path, steps, seats=1, units="district"), by_unit({"n": {"a": 6, "b": 2}, "s": {"a": 2}}))
    record = outcome.trace[0]
    assert isinstance(record, Computed)
    assert record.cells == (("n", "a", 3), ("n", "b", 1), ("s", "a", 1))
    assert not record.seats
