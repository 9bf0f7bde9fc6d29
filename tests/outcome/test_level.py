"""Seats counted over everything already held, and what is done about a list that holds too much."""

from __future__ import annotations

from random import Random

import pytest
from invented import WHOLE, Facts, by_unit, elect, law_of, nation, numbers, seats

from hemicycle.apportion.divisor import NAMED, by_divisors
from hemicycle.outcome.facts import DrawnLot
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Levelling

AT_LEAST_ONE = "{at_least: 1}"


def counted(
    folder, level: str, held: dict[str, int], *, house: int | str = AT_LEAST_ONE, lots=(), kinds=None, **votes: int
) -> Outcome:
    """Count seats over those held, by the law of a country whose direct seats are known."""
    tiers = {"direct": ["compute: {is: won}"], "lists": [f"level: {{{level}}}"]}
    law = law_of(folder, tiers, seats=house, facts="won, minimum")
    facts = Facts(numbers=numbers(won=held).numbers, lots=lots, kinds=kinds or {})
    return elect(law, nation(**votes), facts)


def record(outcome: Outcome) -> Levelling:
    return next(each for each in outcome.trace if isinstance(each, Levelling))


# 10 seats of 50, 30, 20 by Sainte-Laguë: 50, 30, 20, 16.7, 10, 10, 7.1, 6.7, 6, 5.6: a 5, b 3, c 2.
VOTES = {"a": 50, "b": 30, "c": 20}
TEN = "seats: 10, method: sainte-lague"


def test_nobody_holds_too_much_and_each_is_owed_the_rest(tmp_path):
    outcome = counted(tmp_path, f"{TEN}, over: keep", {"a": 4, "b": 3}, house=10, **VOTES)
    assert seats(outcome, "lists") == {WHOLE: {"a": 1, "c": 2}}
    assert (outcome.status, outcome.totals) == ("decided", {"a": 5, "b": 3, "c": 2})


def test_holding_exactly_the_share_is_not_too_much(tmp_path):
    for over in ("keep", "set aside", "enlarge", "{enlarge: 1}"):
        outcome = counted(tmp_path, f"{TEN}, over: {over}", {"a": 5, "b": 1}, house=10, **VOTES)
        assert outcome.totals == {"a": 5, "b": 3, "c": 2}, over
        assert not any(share.over for share in record(outcome).shares)


@pytest.mark.parametrize(
    ("over", "totals"),
    [
        # a holds 7 of a share of 5 and keeps them: the house grows by two.
        ("keep", {"a": 7, "b": 3, "c": 2}),
        # a leaves with its 7; b and c divide three: 30, 20, 10.
        ("set aside", {"a": 7, "b": 2, "c": 1}),
        # By Sainte-Laguë a's seventh seat, on 50/13 = 3.85, is the 14th: before it are b 30/7 and c 20/5; the next are
        # 30/9 and 20/7.
        ("enlarge", {"a": 7, "b": 4, "c": 3}),
        # a's sixth, on 50/11 = 4.5, is the 11th, and one seat stays as surplus.
        ("{enlarge: 1}", {"a": 7, "b": 3, "c": 2}),
        ("{enlarge: 2}", {"a": 7, "b": 3, "c": 2}),
    ],
)
def test_a_list_that_holds_two_too_many(tmp_path, over, totals):
    outcome = counted(tmp_path, f"{TEN}, over: {over}", {"a": 7}, **VOTES)
    assert outcome.totals == totals
    assert [share.party for share in record(outcome).shares if share.over] == ["a"]
    assert record(outcome).house == {"enlarge": 14, "{enlarge: 1}": 11}.get(over, 10)


def test_whoever_holds_too_much_of_what_is_left_is_set_aside_too(tmp_path):
    # a is set aside with 7; b and c divide 3 seats, 2 and 1, of which b holds 3: it is set aside too, c has none.
    outcome = counted(tmp_path, f"{TEN}, over: set aside", {"a": 7, "b": 3}, house=10, **VOTES)
    assert outcome.totals == {"a": 7, "b": 3}
    assert len(record(outcome).done) == 2


# Five lists with 41, 29, 17, 8, 5 of 100 votes and 20 seats, by largest remainders: 8.2, 5.8, 3.4, 1.6, 1 are 8, 6, 3,
# 2, 1. b holds 7. The other 13 seats on 71 votes: 7.5, 3.1, 1.46, .92: 7 + 3 + 1 and one each for .92 and .507.
def test_set_aside_with_largest_remainders(tmp_path):
    votes = {"a": 41, "b": 29, "c": 17, "d": 8, "e": 5}
    outcome = counted(tmp_path, "seats: 20, method: hare, over: set aside", {"b": 7, "c": 3}, house=20, **votes)
    assert outcome.totals == {"a": 8, "b": 7, "c": 3, "d": 1, "e": 1}


def test_as_many_or_more_leave_once_one_holds_more(tmp_path):
    # a holds 6 of 5, b exactly its 3: both leave, and c has the last seat.
    as_many = f"{TEN}, over: {{set aside: as many or more}}"
    outcome = counted(tmp_path, as_many, {"a": 6, "b": 3}, house=10, **VOTES)
    assert outcome.totals == {"a": 6, "b": 3, "c": 1}
    assert record(outcome).done == ("set aside with 9 seats: a and b; 1 for the others",)
    # Nobody holds more: nobody is set aside, though b holds as many.
    outcome = counted(tmp_path, as_many, {"a": 4, "b": 3}, house=10, **VOTES)
    assert (outcome.totals, record(outcome).done) == ({"a": 5, "b": 3, "c": 2}, ())


# 39 votes, 12 seats, largest remainders: a 3.69, b .31, c 2.15, d 5.85: 4, 0, 2, 6. c holds 3.
@pytest.mark.parametrize(
    ("word", "totals"),
    [
        # The other nine on a, b, d: 3.38, .28, 5.34: the last is a's.
        ("more", {"d": 5, "a": 4, "c": 3}),
        # b holds none and is entitled to none, and leaves too. Nine on a and d: 3.48, 5.52: the last is d's.
        ("as many or more", {"d": 6, "a": 3, "c": 3}),
    ],
)
def test_who_holds_as_many_can_matter_by_leaving_with_its_votes(tmp_path, word, totals):
    level = f"seats: 12, method: hare, over: {{set aside: {word}}}"
    assert counted(tmp_path, level, {"a": 1, "c": 3}, house=12, a=12, b=1, c=7, d=19).totals == totals


# By divisors it can't: some of the lists divide their seats as all did (coherence; Balinski and Young, Fair
# Representation, 1982, appendix A).
def test_by_divisors_the_two_words_come_to_the_same(tmp_path):
    random = Random("words")
    laws = [
        law_of(
            tmp_path,
            {
                "direct": ["compute: {is: won}"],
                "lists": [f"level: {{{TEN}, over: {{set aside: {word}}}, ties: [votes]}}"],
            },
            seats=AT_LEAST_ONE,
            facts="won",
        )
        for word in ("more", "as many or more")
    ]
    for _ in range(150):
        votes = dict(zip("abcd", random.sample(range(1, 999), 4), strict=True))
        won = numbers(won={party: random.randint(0, 4) for party in votes})
        more, as_many = (elect(law, nation(**votes), won) for law in laws)
        if more.status == as_many.status == "decided":
            assert more.totals == as_many.totals


# Seats of those that don't take part


def test_seats_of_others_come_off_first(tmp_path):
    # Two of i's come off; the other lists share eight: 50, 30, 20, 16.7, 10, 10, 7.1, 6.7: a 4, b 2, c 2.
    outcome = counted(tmp_path, f"{TEN}, over: keep", {"a": 3, "i": 2}, house=10, **VOTES)
    assert outcome.totals == {"a": 4, "b": 2, "c": 2, "i": 2}
    assert record(outcome).off == (("i", 2),)


def test_independents_with_votes_of_their_own_are_taken_out_by_name(tmp_path):
    kinds = {"i": "independent"}
    level = f"{TEN}, except: {{kind: independent}}, over: keep"
    outcome = counted(tmp_path, level, {"a": 3, "i": 1}, house=10, kinds=kinds, i=60, **VOTES)
    # One seat off; nine on 50, 30, 20, 16.7, 10, 10, 7.1, 6.7 and 6: a 4, b 3, c 2.
    assert outcome.totals == {"a": 4, "b": 3, "c": 2, "i": 1}


def test_seats_of_a_list_that_failed_come_off_and_stay_with_it(tmp_path):
    tiers = {
        "direct": ["compute: {is: won}"],
        "lists": ["admit: {votes: 25%}", f"level: {{{TEN}, over: keep}}"],
    }
    outcome = elect(law_of(tmp_path, tiers, seats=10, facts="won"), nation(**VOTES), numbers(won={"c": 2, "a": 1}))
    # Eight for a and b, 50 and 30: exactly 5 and 3.
    assert outcome.totals == {"a": 5, "b": 3, "c": 2}


def test_more_seats_of_others_than_there_are_leave_nothing_to_share(tmp_path):
    outcome = counted(tmp_path, f"{TEN}, over: keep", {"i": 11, "a": 2}, **VOTES)
    assert outcome.totals == {"i": 11, "a": 2}


# Other minimums


def test_a_minimum_beyond_what_is_held(tmp_path):
    tiers = {
        "direct": ["compute: {is: won}"],
        "lists": [f"level: {{{TEN}, at_least: minimum, over: keep}}"],
    }
    law = law_of(tmp_path, tiers, seats=AT_LEAST_ONE, facts="won, minimum")
    outcome = elect(law, nation(**VOTES), numbers(won={"a": 3, "c": 1}, minimum={"c": 4, "a": 2}))
    # c has four by its minimum, b and a what they would have had; a holds more than its own minimum.
    assert seats(outcome, "lists") == {WHOLE: {"a": 2, "b": 3, "c": 3}}


def test_a_maximum_of_the_seats_in_all(tmp_path):
    # a, with five by its votes, may have four, one of which it holds; b and c share six: 30, 20, 10, 6.7, 6, 4.3.
    outcome = counted(tmp_path, f"{TEN}, at_most: 4, over: keep", {"a": 1}, house=10, **VOTES)
    assert outcome.totals == {"a": 4, "b": 4, "c": 2}


def test_a_house_that_grows_until_every_minimum_is_met(tmp_path):
    # Against a search seat by seat.
    random = Random("enlarge")
    tiers = {
        "direct": ["compute: {is: won}"],
        "lists": ["level: {seats: start, method: dhondt, at_least: minimum, over: {enlarge: 2}}"],
    }
    law = law_of(tmp_path, tiers, seats=AT_LEAST_ONE, facts="won, minimum, start per unit at nation")
    for _ in range(150):
        votes = random.sample(range(10, 999), 4)
        least, won, start = [random.randint(0, 6) for _ in votes], [random.randint(0, 4) for _ in votes], 6
        floor = [max(pair) for pair in zip(least, won, strict=True)]
        house, met, tied = start, False, False
        while not met and not tied:
            found = by_divisors(votes, house, NAMED["dhondt"])
            tied = found.tie is not None
            met = sum(max(0, low - own) for low, own in zip(floor, found.seats, strict=True)) <= 2
            house += not met
        if tied:
            continue
        tables = {"minimum": dict(zip("abcd", least, strict=True)), "won": dict(zip("abcd", won, strict=True))}
        facts = Facts(numbers={**numbers(**tables).numbers, "start": {(WHOLE, ""): start}})
        outcome = elect(law, nation(**dict(zip("abcd", votes, strict=True))), facts)
        assert record(outcome).house == house
        assert outcome.totals == {
            party: max(pair)
            for party, *pair in sorted(zip("abcd", floor, found.seats, strict=True), key=lambda each: -max(each[1:]))
            if max(pair)
        }


def test_a_house_that_would_grow_beyond_measure_is_refused(tmp_path):
    from hemicycle.source.mistake import BadInput

    with pytest.raises(BadInput, match="a house of more than 100,000 seats"):
        counted(tmp_path, "seats: 10, method: dhondt, over: enlarge", {"b": 1}, a=10**7, b=1)


# Largest remainders can move two seats where the house grows by one: 184 votes and 5 seats are 1.33, .76, 1.30, 1.20
# and .41, one seat each; 6 seats 1.60, .91, 1.57, 1.43 and .49: 2, 1, 2, 1, 0. So six are enough for a and c to have 2.
def test_a_house_grows_no_further_than_it_has_to(tmp_path):
    level = "seats: 5, method: hare, over: enlarge"
    outcome = counted(tmp_path, level, {"a": 2, "b": 1, "c": 2, "d": 1}, a=49, b=28, c=48, d=44, e=15)
    assert outcome.totals == {"a": 2, "c": 2, "b": 1, "d": 1}


# Ties


def test_a_tie_of_the_entitlements_is_settled_by_the_rules(tmp_path):
    # 2 seats of 20, 10, 10: b and c are equal for the second.
    level = "seats: 2, method: sainte-lague, over: keep"
    votes = {"a": 20, "b": 10, "c": 10}
    assert counted(tmp_path, level, {}, house=2, **votes).status == "undetermined"
    lots = counted(tmp_path, f"{level}, ties: [lot]", {}, house=2, **votes)
    assert (lots.status, lots.lots[0].among) == ("lots needed", ("b", "c"))
    drawn = counted(tmp_path, f"{level}, ties: [lot]", {}, house=2, lots=(DrawnLot(frozenset("bc"), ("c",)),), **votes)
    assert (drawn.status, drawn.totals) == ("decided", {"a": 1, "c": 1})


def test_a_tie_of_a_house_that_grows_on_is_no_question(tmp_path):
    # a and b are equal for the last seat of every odd house, until the eleventh seat is c's: a 5, b 5, c 1.
    level = "seats: 3, method: sainte-lague, over: enlarge"
    outcome = counted(tmp_path, level, {"c": 1}, a=10, b=10, c=1)
    assert (outcome.status, outcome.totals) == ("decided", {"a": 5, "b": 5, "c": 1})
    assert outcome.open_questions == ()


def test_a_tie_of_a_count_that_is_done_again_is_no_question(tmp_path):
    # 3 seats: a and b are equal for the third, and whoever has it, c holds one too many; the others then share two.
    outcome = counted(tmp_path, "seats: 3, method: sainte-lague, over: set aside", {"c": 1}, house=3, a=10, b=10, c=1)
    assert (outcome.status, outcome.totals) == ("decided", {"a": 1, "b": 1, "c": 1})


# Smaller units, and what comes after


def test_each_unit_is_counted_by_itself(tmp_path):
    tiers = {
        "direct": ["allot: {at: district, seats: 1, by: first, method: most votes}"],
        "lists": ["level: {at: province, seats: 4, method: dhondt, over: set aside}"],
    }
    law = law_of(tmp_path, tiers, seats=8, units="province, district")
    votes = by_unit(
        {"n1": {"a": 61, "b": 40}, "n2": {"a": 0, "b": 0}, "s1": {"a": 19, "b": 81}},
        {"n1": "north", "n2": "north", "s1": "south"},
        first={"n1": {"a": 2, "b": 1}, "n2": {"a": 2, "b": 1}, "s1": {"a": 2, "b": 1}},
    )
    # north: 61, 40, 30.5, 20.3 before 20: a 3, of which it holds 2, b 1.
    # south: 81, 40.5, 27, 20.25, 19: b 4, but a holds one: it is set aside, and b has the other three.
    outcome = elect(law, votes)
    assert seats(outcome, "lists") == {"north": {"a": 1, "b": 1}, "south": {"b": 3}}
    assert outcome.totals == {"a": 4, "b": 4}


def test_what_is_owed_may_be_placed_by_a_later_step(tmp_path):
    tiers = {
        "direct": ["allot: {at: district, seats: 2, method: dhondt}"],
        "levelling": [
            "level: {seats: 6, method: sainte-lague, over: set aside}, as: owed",
            "place: {at: district, seats: owed, method: sainte-lague, after: direct}",
        ],
    }
    law = law_of(tmp_path, tiers, seats=6, units="district")
    # n: 60, 30 before 25: both a's. s: 50, 40. Over 6 seats: a 110, b 65, c 15: 110, 65, 36.7, 22, 21.7, 15.7: a 4,
    # b 2 (15 is behind), so that a is owed one and b one: a's 60/5 = 12 to 50/3 = 16.7; b's 25/1 to 40/3.
    votes = by_unit({"n": {"a": 60, "b": 25, "c": 15}, "s": {"a": 50, "b": 40}})
    outcome = elect(law, votes)
    assert seats(outcome, "direct") == {"n": {"a": 2}, "s": {"a": 1, "b": 1}}
    assert seats(outcome, "levelling") == {"n": {"b": 1}, "s": {"a": 1}}


def test_the_record_tells_what_each_is_owed_and_why(tmp_path):
    told = record(counted(tmp_path, f"{TEN}, over: set aside", {"a": 7, "i": 1}, house=10, **VOTES))
    assert (told.asked, told.house, told.off) == (10, 10, (("i", 1),))
    # Nine without i's: a 4, b 3, c 2; a leaves with 7, two are left: 30 and 20.
    assert [(s.party, s.entitled, s.held, s.minimum, s.owed, s.over) for s in told.shares] == [
        ("a", 7, 7, 7, 0, True),
        ("b", 1, 0, 0, 1, False),
        ("c", 1, 0, 0, 1, False),
    ]
    assert told.done == ("set aside with 7 seats: a; 2 for the others",)
