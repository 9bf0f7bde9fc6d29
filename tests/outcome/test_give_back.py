"""Seats given back by lists that hold too many, and handed on to those still short."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from invented import WHOLE, Facts, by_unit, elect, law_of, seats

from hemicycle.apportion.divisor import NAMED, by_divisors
from hemicycle.law.document import Law
from hemicycle.outcome.facts import DrawnLot
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Levelling

Rows = dict[str, dict[str, int]]


def give_back(folder, house: int | str, *, where: str = "", ties: str = "", method: str = "dhondt") -> Law:
    """Write a law of fixed seats by district, and a count over all seats behind them."""
    tiers = {
        "fixed": [f"allot: {{at: district, seats: places, method: {method}}}"],
        "levelling": [f"level: {{seats: house, method: sainte-lague, over: {{give back: fixed{where}}}{ties}}}"],
    }
    facts = "places per unit at district, house per unit at nation"
    return law_of(folder, tiers, seats=house, units="district", facts=facts)


def facts(places: dict[str, int], house: int, lots: tuple[DrawnLot, ...] = ()) -> Facts:
    table = {(WHOLE, unit): number for unit, number in places.items()}
    return Facts(numbers={"places": table, "house": {(WHOLE, ""): house}}, lots=lots)


def told(outcome: Outcome) -> Levelling:
    return next(record for record in outcome.trace if isinstance(record, Levelling))


# n: 62, 31, 21, 20.7 by D'Hondt: a 3, b 1. s: 50, 40, 25: a 2, b 1. Over eight seats, on 112, 61 and 30 of 203:
# 112, 61, 37.3, 30, 22.4, 20.3, 16, 12.4: a 4, b 2, c 1 are seven, the eighth a's (16) before b's third (12.2): a 5.
VOTES: Rows = {"n": {"a": 62, "b": 21, "c": 20}, "s": {"a": 50, "b": 40, "c": 10}}
PLACES = {"n": 4, "s": 3}


def test_a_list_within_its_share_gives_nothing_back(tmp_path):
    outcome = elect(give_back(tmp_path, 8), by_unit(VOTES), facts(PLACES, 8))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 5, "b": 2, "c": 1})
    assert (told(outcome).done, seats(outcome, "levelling")) == ((), {WHOLE: {"c": 1}})


def test_the_seat_won_on_the_lowest_quotient_goes_to_the_list_that_is_short(tmp_path):
    # Of seven a is entitled to four: 112, 61, 37.3, 30, 22.4, 20.3, 16. It returns the one on 20.7, in n; c, which is
    # short of one, has it. There is no seat left to level.
    outcome = elect(give_back(tmp_path, 7), by_unit(VOTES), facts(PLACES, 7))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 4, "b": 2, "c": 1})
    assert seats(outcome, "fixed") == {"n": {"a": 2, "b": 1, "c": 1}, "s": {"a": 2, "b": 1}}
    assert told(outcome).done == ("a gives back a seat in n", "c has it in n")
    assert [share.party for share in told(outcome).shares if share.over] == ["a"]


def test_only_where_the_condition_holds(tmp_path):
    # Seats are returned in districts of at most three: a's second in s, on 25.
    outcome = elect(give_back(tmp_path, 7, where=", where: places <= 3"), by_unit(VOTES), facts(PLACES, 7))
    assert seats(outcome, "fixed") == {"n": {"a": 3, "b": 1}, "s": {"a": 1, "b": 1, "c": 1}}
    assert outcome.totals == {"a": 4, "b": 2, "c": 1}


def test_a_list_that_holds_its_share_gets_nothing_returned(tmp_path):
    # n: 60, 40, 30, 20 and 20 are a 3, b 2. s: a 1. Six seats on 69, 48 and 26: 69, 48, 26, 23, 16, 13.8: a 3, b 2,
    # c 1. a returns its seat in s; c is short and has it. b, whose 8 votes there are more than c's 7, holds its two.
    votes = {"n": {"a": 60, "b": 40, "c": 19}, "s": {"a": 9, "b": 8, "c": 7}}
    outcome = elect(give_back(tmp_path, 6), by_unit(votes), facts({"n": 5, "s": 1}, 6))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 3, "b": 2, "c": 1})
    assert seats(outcome, "fixed") == {"n": {"a": 3, "b": 2}, "s": {"c": 1}}


def test_all_are_returned_before_any_is_handed_on(tmp_path):
    # n: 90, 45, 30, 22.5, 18: a 5, before b's 17, c's 16 and d's 8. s: 30, 15, 10 before 9: b 3. Eight seats on 94, 47,
    # 25, 17: 94, 47, 31.3, 25, 18.8, 17, 15.7, 13.4: a 4, b 2, c 1, d 1. a returns 18 in n, b 10 in s. c and d are
    # short of one each: the next quotients are 16 and 8 in n, 9 and 9 in s, so that c has n and d s.
    votes = {"n": {"a": 90, "b": 17, "c": 16, "d": 8}, "s": {"a": 4, "b": 30, "c": 9, "d": 9}}
    outcome = elect(give_back(tmp_path, 8), by_unit(votes), facts({"n": 5, "s": 3}, 8))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 4, "b": 2, "c": 1, "d": 1})
    assert seats(outcome, "fixed") == {"n": {"a": 4, "c": 1}, "s": {"b": 2, "d": 1}}
    assert told(outcome).done == (
        "a gives back a seat in n",
        "b gives back a seat in s",
        "c has it in n",
        "d has it in s",
    )


def test_several_of_one_list_in_several_districts(tmp_path):
    # n: 60, 30, 20, 15: a 4 of four, before b's 14. s: 50, 25, 16.7: a 3 of three, before b's 16. Seven seats on 110,
    # 30 and 12: 110, 36.7, 30, 22, 15.7, 12.2, 12: a 5, b 1, c 1. a returns 15 in n and 16.7 in s; b has 14 and 16
    # there, c 11 and 1: b takes s, and c n.
    votes = {"n": {"a": 60, "b": 14, "c": 11}, "s": {"a": 50, "b": 16, "c": 1}}
    outcome = elect(give_back(tmp_path, 7), by_unit(votes), facts({"n": 4, "s": 3}, 7))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 5, "b": 1, "c": 1})
    assert seats(outcome, "fixed") == {"n": {"a": 3, "c": 1}, "s": {"a": 2, "b": 1}}


def test_what_cannot_be_returned_stays_and_is_a_question(tmp_path):
    # Nowhere are seats returned: a keeps five of the seven, and the house has eight.
    outcome = elect(give_back(tmp_path, 7, where=", where: places > 9"), by_unit(VOTES), facts(PLACES, 7))
    assert outcome.totals == {"a": 5, "b": 2, "c": 1}
    assert "a would have to give back 1 seat" in outcome.open_questions[0].asks
    assert "it keeps" in outcome.open_questions[0].we


def test_a_seat_that_no_list_still_short_has_votes_for_goes_back_to_the_levelling(tmp_path):
    # c stands in s alone; a's returned seat, of n, finds nobody there who is short.
    votes = {"n": {"a": 62, "b": 21}, "s": {"a": 50, "b": 40, "c": 24}}
    # Seven on 112, 61, 24: 112, 61, 37.3, 24, 22.4, 20.3, 16: a 4, b 2, c 1.
    outcome = elect(give_back(tmp_path, 7), by_unit(votes), facts(PLACES, 7))
    assert (outcome.status, outcome.totals) == ("decided", {"a": 4, "b": 2, "c": 1})
    assert seats(outcome, "fixed") == {"n": {"a": 2, "b": 1}, "s": {"a": 2, "b": 1}}
    assert seats(outcome, "levelling") == {WHOLE: {"c": 1}}


def test_equals_for_the_seat_to_give_back(tmp_path):
    # a's third seats in n and s are both on 20: it has to return one of them.
    votes = {"n": {"a": 60, "b": 19, "c": 5}, "s": {"a": 60, "b": 19, "c": 6}}
    # Six on 120, 38, 11: 120, 40, 38, 24, 17.1, 13.3: a 5, b 1; b's 12.7 is next. a holds six.
    law = give_back(tmp_path, 6, ties=", ties: [lot]")
    outcome = elect(law, by_unit(votes), facts({"n": 3, "s": 3}, 6))
    assert (outcome.status, outcome.lots[0].among, outcome.lots[0].district) == ("lots needed", ("n", "s"), "a")
    # The lot says where the list keeps its seat.
    lots = (DrawnLot(frozenset("ns"), ("n",), "a"),)
    drawn = elect(law, by_unit(votes), facts({"n": 3, "s": 3}, 6, lots))
    assert (drawn.status, seats(drawn, "fixed")) == ("decided", {"n": {"a": 3}, "s": {"a": 2, "b": 1}})


def test_equals_for_a_returned_seat(tmp_path):
    # n: 60, 30, 20, 15: a 4. Five seats: 60, 20, 14, 14, 12: a 3. It returns one, and b and c are both short of one and
    # have the same votes. Whoever doesn't have it has the levelling seat.
    votes = {"n": {"a": 60, "b": 14, "c": 14}}
    law = give_back(tmp_path, 5, ties=", ties: [lot]")
    outcome = elect(law, by_unit(votes), facts({"n": 4}, 5))
    assert (outcome.status, outcome.lots[0].among) == ("lots needed", ("b / n", "c / n"))
    lots = (DrawnLot(frozenset(("b / n", "c / n")), ("c / n",)),)
    drawn = elect(law, by_unit(votes), facts({"n": 4}, 5, lots))
    assert (drawn.status, seats(drawn)) == ("decided", {"n": {"a": 3, "c": 1}, WHOLE: {"b": 1}})


def test_each_province_gives_back_its_own_seats(tmp_path):
    tiers = {
        "fixed": ["allot: {at: district, seats: places, method: dhondt}"],
        "levelling": ["level: {at: province, seats: places, method: sainte-lague, over: {give back: fixed}}"],
    }
    law = law_of(tmp_path, tiers, seats=9, units="province, district", facts="places per unit at district")
    votes = by_unit(
        {"n1": {"a": 62, "b": 21, "c": 20}, "s1": {"a": 17, "b": 21, "c": 62}}, {"n1": "north", "s1": "south"}
    )
    # North: a 3, b 1, entitled to 2, 1 and c to 1: a's third, on 20.7, goes to c. South: 62, 31, 21, 20.7, 17 are c 3,
    # b 1, a 1; by Sainte-Laguë 62, 21, 20.7, 17, 12.4: the same. a's seat there, on 17, is none of the north's.
    outcome = elect(law, votes, Facts(numbers={"places": {(WHOLE, "n1"): 4, (WHOLE, "s1"): 5}}))
    assert seats(outcome) == {"n1": {"a": 2, "b": 1, "c": 1}, "s1": {"c": 3, "a": 1, "b": 1}}


# Against the act followed word by word (14:4a and 4b): all surplus seats are returned, each list's lowest quotients;
# then the largest next quotient of a list short of its share, in a district with a seat to hand on, has one.


def by_the_act(votes: Rows, places: dict[str, int], house: int) -> tuple[Rows, dict[str, int]] | None:
    """Give the fixed seats after the return, and the seats of each list in all; None where quotients are equal."""
    lists = sorted({party for row in votes.values() for party in row})
    won = {}
    for unit, row in votes.items():
        found = by_divisors([row[party] for party in lists], places[unit], NAMED["dhondt"])
        if found.tie:
            return None
        won[unit] = dict(zip(lists, found.seats, strict=True))
    share = by_divisors([sum(row[party] for row in votes.values()) for party in lists], house, NAMED["sainte-lague"])
    if share.tie:
        return None
    entitled = dict(zip(lists, share.seats, strict=True))
    free = dict.fromkeys(votes, 0)
    for party in lists:
        held = [(Fraction(votes[unit][party], seat), unit) for unit in votes for seat in range(1, won[unit][party] + 1)]
        if len({quotient for quotient, _ in held}) < len(held):
            return None
        for _, unit in sorted(held)[: max(0, len(held) - entitled[party])]:
            won[unit][party] -= 1
            free[unit] += 1
    while True:
        short = [party for party in lists if sum(row[party] for row in won.values()) < entitled[party]]
        nearest = sorted(
            (Fraction(votes[unit][party], won[unit][party] + 1), unit, party)
            for unit in votes
            if free[unit]
            for party in short
        )
        if not nearest:
            return {unit: {p: n for p, n in row.items() if n} for unit, row in won.items()}, entitled
        if len(nearest) > 1 and nearest[-1][0] == nearest[-2][0]:
            return None
        _, unit, party = nearest[-1]
        won[unit][party] += 1
        free[unit] -= 1


def test_seats_are_those_of_the_act_followed_word_by_word(tmp_path):
    random = Random("give back")
    law = give_back(tmp_path, "{at_least: 1}")
    returned = 0
    for _ in range(250):
        units = "nswe"[: random.randint(2, 4)]
        votes = {unit: {party: random.randint(1, random.choice((60, 900))) for party in "abcd"} for unit in units}
        places = {unit: random.randint(1, 6) for unit in units}
        house = sum(places.values()) + random.randint(0, 2)
        expected = by_the_act(votes, places, house)
        if expected is None:
            continue
        outcome = elect(law, by_unit(votes), facts(places, house))
        fixed = {unit: row for unit, row in expected[0].items() if row}
        assert seats(outcome, "fixed") == fixed, (votes, places, house)
        assert outcome.totals == {p: n for p, n in sorted(expected[1].items(), key=lambda each: -each[1]) if n}
        returned += bool(told(outcome).done)
    assert returned > 50
