"""Who may take part: every condition, alone and together, in invented countries."""

from __future__ import annotations

import pytest
from invented import WHOLE, Facts, Votes, by_unit, cells, elect, law_of, nation, numbers, seats

from hemicycle.law.document import Law
from hemicycle.outcome.facts import Alliance, DrawnLot
from hemicycle.outcome.trace import Admission

ALL_ONE_SEAT = "allot: {seats: count(passed), who: passed, method: dhondt, at_most: 1}"
TWO_PROVINCES = {"n1": "north", "n2": "north", "s1": "south"}


def admitted(law: Law, votes: Votes, facts: Facts | None = None, name: str = "passed") -> list[str]:
    """Name who is admitted, unit by unit."""
    records = [record for record in elect(law, votes, facts or Facts()).trace if isinstance(record, Admission)]
    return sorted({party for record in records if record.makes == name for party in record.admitted})


def admitted_in(law: Law, votes: Votes, facts: Facts | None = None) -> dict[str, tuple[str, ...]]:
    """Name who is admitted in each unit by the last admission."""
    records = [record for record in elect(law, votes, facts or Facts()).trace if isinstance(record, Admission)]
    return {record.district: tuple(sorted(record.admitted)) for record in records if record.makes == records[-1].makes}


def one(folder, condition, **more) -> Law:
    """Write a law of one admission."""
    return law_of(folder, [f"admit: {condition}, as: passed", ALL_ONE_SEAT], seats="{at_least: 1}", **more)


# The share


def test_exactly_the_share_is_enough_and_one_vote_less_is_not(tmp_path):
    law = one(tmp_path, "{votes: 5%}")
    assert admitted(law, nation(a=95, b=5)) == ["a", "b"]
    assert admitted(law, nation(a=951, b=49)) == ["a"]


def test_more_than_the_share_has_to_be_more(tmp_path):
    law = one(tmp_path, "{above: 50%}")
    assert admitted(law, nation(a=50, b=50)) == []
    assert admitted(law, nation(a=51, b=49)) == ["a"]
    assert admitted(law, nation(a=2**60 + 1, b=2**60)) == ["a"]


def test_a_share_with_decimals_is_exact(tmp_path):
    # 3.25 % of 400 is 13; of 401 it is 13.0325.
    law = one(tmp_path, "{votes: 3.25%}")
    assert admitted(law, nation(a=387, b=13)) == ["a", "b"]
    assert admitted(law, nation(a=388, b=13)) == ["a"]


def test_at_least_and_more_than_hold_together(tmp_path):
    law = one(tmp_path, "{votes: 5%, above: 10, of: 1}")
    assert admitted(law, nation(a=89, b=11)) == ["a", "b"]
    assert admitted(law, nation(a=90, b=10)) == ["a"]


def test_nobody_passes_where_there_are_no_votes(tmp_path):
    law = one(tmp_path, "{at: district, votes: 0%}", units="district")
    votes = by_unit({"n": {"a": 0}, "s": {"a": 1, "b": 0}})
    assert admitted_in(law, votes) == {"n": (), "s": ("a", "b")}


# The base


def test_the_base_is_all_valid_votes_rows_without_seats_among_them(tmp_path):
    law = one(tmp_path, "{votes: 5%}", more="rows: {blank: no seats}")
    assert admitted(law, nation(a=85, b=5, blank=10)) == ["a", "b"]
    assert admitted(law, nation(a=84, b=5, blank=12)) == ["a"]


def test_the_base_may_be_a_quota_of_the_valid_votes(tmp_path):
    law = one(tmp_path, "{votes: 1, of: valid / 150}")
    assert admitted(law, nation(a=298, b=2)) == ["a", "b"]
    assert admitted(law, nation(a=299, b=2)) == ["a"]  # 301 / 150 is a little more than 2


def test_the_base_may_be_a_number_of_the_election(tmp_path):
    law = one(tmp_path, "{votes: 5%, of: cast}", facts="cast per unit at nation")
    votes = nation(a=95, b=5)
    assert admitted(law, votes, Facts(numbers={"cast": {(WHOLE, ""): 100}})) == ["a", "b"]
    assert admitted(law, votes, Facts(numbers={"cast": {(WHOLE, ""): 101}})) == ["a"]


def test_the_base_may_be_votes_per_seat_of_the_district(tmp_path):
    law = one(
        tmp_path,
        "{at: district, votes: 3/4, of: valid / places}",
        units="district",
        facts="places per unit at district",
    )
    votes = by_unit({"n": {"a": 80, "b": 15, "c": 5}, "s": {"a": 85, "b": 15}})
    facts = Facts(numbers={"places": {(WHOLE, "n"): 5, (WHOLE, "s"): 4}})
    # In n 3/4 of 20 votes is 15, in s 3/4 of 25 is 18.75.
    assert admitted_in(law, votes, facts) == {"n": ("a", "b"), "s": ("a",)}


def test_the_base_may_be_that_of_the_whole_country(tmp_path):
    law = one(tmp_path, "{at: district, votes: 10%, of: valid@nation}", units="district")
    votes = by_unit({"n": {"a": 30, "b": 20}, "s": {"a": 10, "b": 40}})
    assert admitted_in(law, votes) == {"n": ("a", "b"), "s": ("a", "b")}
    votes = by_unit({"n": {"a": 30, "b": 20}, "s": {"a": 9, "b": 41}})
    assert admitted_in(law, votes) == {"n": ("a", "b"), "s": ("b",)}


def test_the_base_of_another_ballot_is_that_ballot_s(tmp_path):
    law = one(tmp_path, "{ballot: first, votes: 25%}", units="district")
    votes = by_unit({"n": {"a": 90, "b": 10}}, first={"n": {"a": 60, "b": 20, "c": 20}})
    assert admitted(law, votes) == ["a"]
    votes = by_unit({"n": {"a": 90, "b": 10}}, first={"n": {"a": 50, "b": 25, "c": 25}})
    assert admitted(law, votes) == ["a", "b", "c"]


# Where the figures are compared


def test_a_share_of_the_whole_country_or_of_the_district(tmp_path):
    law = one(tmp_path, "{at: district, any: [{votes: 10%, in: nation}, {votes: 30%}]}", units="district")
    votes = by_unit({"n": {"a": 60, "b": 30, "c": 10}, "s": {"a": 270, "b": 0, "c": 30}})
    # b has 30 of 100 in n, 30 of 400 in all; c has 40 of 400.
    assert admitted_in(law, votes) == {"n": ("a", "b", "c"), "s": ("a", "c")}
    votes = by_unit({"n": {"a": 61, "b": 29, "c": 10}, "s": {"a": 270, "b": 1, "c": 29}})
    assert admitted_in(law, votes) == {"n": ("a",), "s": ("a",)}


def test_a_share_in_so_many_provinces(tmp_path):
    law = one(tmp_path, "{votes: 20%, in: {province: 2}}", units="province, district")
    votes = by_unit({"n1": {"a": 5, "b": 3}, "n2": {"a": 3, "c": 4}, "s1": {"a": 2, "b": 2, "c": 6}}, TWO_PROVINCES)
    # north: a 8, b 3, c 4 of 15, where 20 % are 3; south: a 2, b 2, c 6 of 10, where they are 2.
    assert admitted(law, votes) == ["a", "b", "c"]
    votes = by_unit({"n1": {"a": 6, "b": 3}, "n2": {"a": 3, "c": 4}, "s1": {"a": 1, "b": 2, "c": 6}}, TWO_PROVINCES)
    # Of 16 in the north 20 % are 3.2, which b misses; of 9 in the south 1.8, which a misses.
    assert admitted(law, votes) == ["c"]


def test_a_share_in_one_district_at_least(tmp_path):
    law = one(tmp_path, "{any: [{votes: 50%, in: {district: 1}}, {votes: 40%}]}", units="district")
    votes = by_unit({"n": {"a": 40, "b": 10, "c": 30}, "s": {"a": 60, "b": 80, "c": 20}})
    # a has 40 and 60 of 80 and 160, b 80 of 160 in s, c 30 of 80: 37.5 %, and 50 of 240 in all.
    assert admitted(law, votes) == ["a", "b"]


# Alliances


def test_the_alliance_s_votes_count_for_each_member(tmp_path):
    law = one(tmp_path, "{votes: 10%, votes_of: alliance}")
    pair = Facts(alliances=(Alliance("pair", ("b", "c")),))
    assert admitted(law, nation(a=85, b=6, c=4, d=5), pair) == ["a", "b", "c"]
    assert admitted(law, nation(a=85, b=6, c=4, d=5)) == ["a"]
    assert admitted(law, nation(a=86, b=6, c=3, d=5), pair) == ["a"]


def test_an_alliance_of_one_district_counts_there_only(tmp_path):
    law = one(tmp_path, "{at: district, votes: 50%, votes_of: alliance}", units="district")
    votes = by_unit({"n": {"a": 4, "b": 3, "c": 3}, "s": {"a": 4, "b": 3, "c": 3}})
    assert admitted_in(law, votes, Facts(alliances=(Alliance("pair", ("b", "c"), "s"),))) == {"n": (), "s": ("b", "c")}


def test_of_nested_alliances_the_whole_one_counts(tmp_path):
    law = one(tmp_path, "{votes: 50%, votes_of: alliance}")
    facts = Facts(alliances=(Alliance("block", ("x", "pair")), Alliance("pair", ("y", "z"))))
    assert admitted(law, nation(a=50, x=20, y=20, z=10), facts) == ["a", "x", "y", "z"]
    assert admitted(law, nation(a=51, x=20, y=20, z=9), facts) == ["a"]


# Seats already won


SEATS_WON = ["allot: {at: district, seats: 1, by: first, method: most votes}"]


def two_tiers(folder, admit: str) -> Law:
    tiers = {"direct": SEATS_WON, "lists": [f"admit: {admit}, as: passed", ALL_ONE_SEAT]}
    return law_of(folder, tiers, seats="{at_least: 1}", units="district")


FIRST = {"n": {"a": 2, "b": 1}, "s": {"a": 2, "b": 1}, "w": {"a": 1, "b": 2}}


def test_seats_won_anywhere_are_counted_together(tmp_path):
    votes = by_unit({unit: {"a": 1, "b": 1, "c": 98} for unit in FIRST}, first=FIRST)
    assert admitted(two_tiers(tmp_path, "{seats: 2, tier: direct}"), votes) == ["a"]
    assert admitted(two_tiers(tmp_path, "{any: [{votes: 50%}, {seats: 1, tier: direct}]}"), votes) == ["a", "b", "c"]


def test_seats_won_anywhere_admit_in_every_district(tmp_path):
    law = two_tiers(tmp_path, "{at: district, any: [{seats: 1, tier: direct}]}")
    votes = by_unit({unit: {"a": 1, "b": 1, "c": 98} for unit in FIRST}, first=FIRST)
    assert admitted_in(law, votes) == {"n": ("a", "b"), "s": ("a", "b"), "w": ("a", "b")}


def test_seats_of_a_working_table_admit_too(tmp_path):
    steps = [f"{SEATS_WON[0]}, as: won", "admit: {any: [{seats: 2, tier: won}]}, as: passed", ALL_ONE_SEAT]
    law = law_of(tmp_path, steps, seats="{at_least: 1}", units="district")
    assert admitted(law, by_unit({unit: {"a": 1, "b": 1} for unit in FIRST}, first=FIRST)) == ["a"]


def test_who_won_a_seat_without_votes_for_a_list_is_admitted_by_it(tmp_path):
    votes = by_unit({"n": {"a": 9, "b": 1}}, first={"n": {"a": 1, "c": 2}})
    assert admitted(two_tiers(tmp_path, "{any: [{seats: 1, tier: direct}]}"), votes) == ["c"]
    assert admitted(two_tiers(tmp_path, "{seats: 1, tier: direct}"), votes) == ["c"]


# Kinds and members

KINDS = Facts(kinds={"b": "coalition", "c": "coalition", "m": "minority"}, members={"b": 2, "c": 4})


def test_a_share_for_each_kind_of_list(tmp_path):
    condition = "{any: [{kind: party, votes: 5%}, {kind: coalition, votes: 8%}, {kind: minority}]}"
    law = one(tmp_path, condition)
    assert admitted(law, nation(a=86, b=7, c=6, m=1), KINDS) == ["a", "m"]
    assert admitted(law, nation(a=5, b=79, c=8, m=8), KINDS) == ["a", "b", "c", "m"]


def test_a_share_by_the_number_of_members(tmp_path):
    condition = "{any: [{members: 1, votes: 5%}, {members: 2, votes: 8%}, {members: 3+, votes: 11%}]}"
    law = one(tmp_path, condition)
    assert admitted(law, nation(a=82, b=8, c=10), KINDS) == ["a", "b"]
    assert admitted(law, nation(a=82, b=7, c=11), KINDS) == ["a", "c"]


def test_all_keys_of_a_condition_have_to_hold(tmp_path):
    law = one(tmp_path, "{kind: coalition, members: 3+, votes: 5%}")
    assert admitted(law, nation(a=80, b=10, c=10), KINDS) == ["c"]
    assert admitted(law, nation(a=87, b=10, c=3), KINDS) == []


def test_what_all_have_to_meet_stands_before_the_alternatives(tmp_path):
    law = one(tmp_path, "{votes: 3%, any: [{kind: minority}, {votes: 10%}]}")
    assert admitted(law, nation(a=90, b=7, m=3), KINDS) == ["a", "m"]
    assert admitted(law, nation(a=90, b=8, m=2), KINDS) == ["a"]


# Who is asked


def test_without_a_condition_all_pass_but_rows_that_can_win_nothing(tmp_path):
    law = one(tmp_path, "{who: all}", more="rows: {against all: no seats}")
    votes = Votes({"votes": cells({WHOLE: {"a": 5, "b": 0, "against all": 9, "(others)": 3}})})
    assert admitted(law, votes) == ["a", "b"]


def test_sets_and_kinds_are_joined_and_taken_off(tmp_path):
    steps = [
        "admit: {votes: 50%}, as: large",
        "admit: {who: {kind: minority}}, as: minorities",
        "admit: {who: [large, minorities], except: {kind: coalition}}, as: passed",
        "admit: {except: [large, {kind: minority}]}, as: rest",
        "allot: {seats: 3, who: rest, method: dhondt}",
    ]
    outcome = elect(law_of(tmp_path, steps, seats=3), nation(a=10, b=60, c=20, m=10), KINDS)
    assert [record.admitted for record in outcome.trace[:4]] == [("b",), ("m",), ("m",), ("a", "c")]
    assert outcome.totals == {"c": 2, "a": 1}


def test_the_next_largest_fill_up_those_that_passed(tmp_path):
    steps = [
        "admit: {votes: 30%}, as: passed",
        "admit: {except: passed, largest: 3 - count(passed)}, as: next",
        "allot: {who: [passed, next], seats: 10, method: hare}",
    ]
    law = law_of(tmp_path, steps)
    assert set(elect(law, nation(a=40, b=25, c=20, d=15)).totals) == {"a", "b", "c"}
    assert set(elect(law, nation(a=40, b=30, c=15, d=15)).totals) == set()  # a tie without a rule
    assert set(elect(law, nation(a=31, b=32, c=37, d=0)).totals) == {"a", "b", "c"}
    assert set(elect(law, nation(a=30, b=30, c=30, d=9, e=1)).totals) == {"a", "b", "c"}


# The largest


def test_the_largest_are_kept_of_those_that_passed(tmp_path):
    law = one(tmp_path, "{votes: 10%, largest: 2}")
    assert admitted(law, nation(a=40, b=30, c=25, d=5)) == ["a", "b"]
    assert admitted(law, nation(a=85, b=6, c=5, d=4)) == ["a"]


@pytest.mark.parametrize("keep", ["0", "count(large) - 3"])
def test_no_number_or_less_keeps_nobody(tmp_path, keep):
    steps = ["admit: {votes: 10%}, as: large", f"admit: {{largest: {keep}}}, as: passed", ALL_ONE_SEAT]
    law = law_of(tmp_path, steps, seats="{at_least: 1}")
    assert admitted(law, nation(a=60, b=40)) == []


def test_equals_at_the_cut_are_a_tie_that_a_rule_settles(tmp_path):
    law = one(tmp_path, "{largest: 2, ties: [age, lot]}", facts="age")
    votes = nation(a=40, b=30, c=30)
    outcome = elect(law, votes, numbers(age={"b": 1, "c": 2}))
    assert outcome.trace[0].admitted == ("a", "c")
    assert "which goes to" in outcome.trace[0].says
    assert outcome.totals == {"a": 1, "c": 1}


def test_equals_at_the_cut_are_left_to_the_lot(tmp_path):
    law = one(tmp_path, "{largest: 2, ties: [lot]}")
    votes = nation(a=40, b=30, c=30)
    outcome = elect(law, votes)
    assert outcome.status == "lots needed"
    assert (outcome.lots[0].among, outcome.lots[0].seats) == (("b", "c"), 1)
    assert outcome.totals == {}  # who takes part isn't settled
    drawn = elect(law, votes, Facts(lots=(DrawnLot(frozenset("bc"), ("c",)),)))
    assert (drawn.status, drawn.totals) == ("decided", {"a": 1, "c": 1})


def test_equals_at_the_cut_without_a_rule_are_undetermined(tmp_path):
    outcome = elect(one(tmp_path, "{largest: 2}"), nation(a=40, b=30, c=30))
    assert outcome.status == "undetermined"
    assert "b and c are equal for 1 place" in outcome.open_questions[0].asks


def test_equals_who_can_all_be_kept_are_no_tie(tmp_path):
    assert elect(one(tmp_path, "{largest: 3}"), nation(a=40, b=30, c=30, d=29)).status == "decided"


def test_the_largest_of_each_district(tmp_path):
    law = one(tmp_path, "{at: district, largest: 1}", units="district")
    assert admitted_in(law, by_unit({"n": {"a": 3, "b": 2}, "s": {"a": 1, "b": 4}})) == {"n": ("a",), "s": ("b",)}


def test_the_largest_of_another_ballot(tmp_path):
    law = one(tmp_path, "{ballot: first, largest: 1}", units="district")
    assert admitted(law, by_unit({"n": {"a": 9, "b": 1}}, first={"n": {"a": 3, "b": 4}})) == ["b"]


# Sets and units


def test_a_set_of_districts_holds_where_it_was_made(tmp_path):
    steps = ["admit: {at: district, votes: 20%}", "allot: {at: district, seats: 5, method: dhondt}"]
    law = law_of(tmp_path, steps, seats=10, units="district")
    # In the south 19/1 of b would be before 60/4.
    outcome = elect(law, by_unit({"n": {"a": 60, "b": 40}, "s": {"a": 21, "b": 19, "c": 60}}))
    assert seats(outcome) == {"n": {"a": 3, "b": 2}, "s": {"a": 1, "c": 4}}
    outcome = elect(law, by_unit({"n": {"a": 60, "b": 40}, "s": {"a": 20, "b": 20, "c": 60}}))
    assert seats(outcome) == {"n": {"a": 3, "b": 2}, "s": {"a": 1, "b": 1, "c": 3}}


def test_a_set_of_the_nation_holds_in_every_district(tmp_path):
    steps = ["admit: {votes: 20%}", "allot: {at: district, seats: 2, method: dhondt}"]
    law = law_of(tmp_path, steps, seats=4, units="district")
    # b has 60 of 100 in the south and 60 of 400 in all.
    outcome = elect(law, by_unit({"n": {"a": 190, "c": 110}, "s": {"a": 40, "b": 60, "c": 0}}))
    assert seats(outcome) == {"n": {"a": 1, "c": 1}, "s": {"a": 2}}


def test_of_a_set_of_districts_the_nation_sees_whoever_is_in_one(tmp_path):
    steps = ["admit: {at: district, votes: 50%}, as: strong", "allot: {who: strong, seats: 10, method: hare}"]
    law = law_of(tmp_path, steps, units="district")
    outcome = elect(law, by_unit({"n": {"a": 50, "b": 30, "c": 20}, "s": {"a": 10, "b": 50, "c": 40}}))
    # a has 60 votes of 140, b 80: 4.29 and 5.71 quotas of 14.
    assert outcome.totals == {"b": 6, "a": 4}


def test_an_admission_that_does_not_apply_admits_nobody(tmp_path):
    steps = [
        "admit: {votes: 60%}, as: winner",
        "admit: {except: winner}, as: passed, when: count(winner) > 0",
        "allot: {who: passed, seats: 2, method: dhondt}, when: count(passed) > 0",
        "allot: {who: all, seats: 2, method: dhondt}, when: count(passed) == 0",
    ]
    law = law_of(tmp_path, steps, seats=2)
    assert elect(law, nation(a=60, b=40)).totals == {"b": 2}
    outcome = elect(law, nation(a=59, b=41))
    assert outcome.totals == {"a": 1, "b": 1}
    assert "not run: it applies only" in outcome.trace[1].says


def test_the_record_tells_votes_required_and_by_how_much(tmp_path):
    outcome = elect(one(tmp_path, "{votes: 5%}"), nation(a=97, b=3))
    record = outcome.trace[0]
    assert (record.base, record.share) == (100, record.lines[0].required / 100)
    assert [(line.party, line.votes, line.required, line.margin, line.passes) for line in record.lines] == [
        ("a", 97, 5, 92, True),
        ("b", 3, 5, -2, False),
    ]


def test_the_record_tells_which_alternative_carried_a_list(tmp_path):
    outcome = elect(one(tmp_path, "{any: [{votes: 5%}, {kind: minority}]}"), nation(a=97, m=3), KINDS)
    assert [bool(line.carried) for line in outcome.trace[0].lines] == [False, True]
    assert "minority" in outcome.trace[0].says
