"""Whole electoral systems in a few lines each: of countries that don't exist, by rules that some have had."""

from __future__ import annotations

import pytest
from invented import WHOLE, Facts, Votes, by_unit, cells, elect, law_of, nation, numbers, seats

from hemicycle.law.document import Law
from hemicycle.outcome.facts import Alliance, DrawnLot

# Two rounds: more than half of the valid ballots, or the second ballot.


def two_rounds(folder, second: str) -> Law:
    steps = [
        "admit: {at: district, ballot: first, above: 50%}, as: outright",
        "allot: {at: district, who: outright, seats: 1, by: first, method: most votes}",
        *second.split("; "),
    ]
    return law_of(folder, steps, seats=2, units="district")


BETWEEN_TWO = (
    "admit: {at: district, ballot: first, largest: 2, ties: [lot]}, as: finalists; "
    "allot: {at: district, who: finalists, seats: 1 - total(lists), by: runoff, method: most votes, ties: [lot]}"
)
OPEN_TO_ALL = (
    "admit: {at: district, ballot: first, votes: 12.5%}, as: entitled; "
    "allot: {at: district, who: entitled, seats: 1 - total(lists), by: runoff, method: most votes, ties: [lot]}"
)


def ballots(first, runoff) -> Votes:
    return Votes({"votes": cells(first), "first": cells(first), "runoff": cells(runoff)})


def test_more_than_half_elects_and_half_does_not(tmp_path):
    first = {"n": {"a": 51, "b": 49}, "s": {"a": 50, "b": 50}}
    law = two_rounds(tmp_path, BETWEEN_TWO)
    outcome = elect(law, ballots(first, {"s": {"a": 40, "b": 41}}))
    assert (outcome.status, seats(outcome)) == ("decided", {"n": {"a": 1}, "s": {"b": 1}})


def test_only_the_two_first_stand_in_the_second_round(tmp_path):
    first = {"n": {"a": 51, "b": 49}, "s": {"a": 40, "b": 35, "c": 25}}
    # Votes for c in the second ballot count for nobody.
    second = {"s": {"a": 30, "b": 31, "c": 90}}
    assert seats(elect(two_rounds(tmp_path, BETWEEN_TWO), ballots(first, second)))["s"] == {"b": 1}
    # Where an eighth of the valid ballots is enough for the second round, c, with a quarter, may stand.
    assert seats(elect(two_rounds(tmp_path, OPEN_TO_ALL), ballots(first, second)))["s"] == {"c": 1}


def test_equals_for_the_second_place_are_drawn_before_the_second_round(tmp_path):
    first = {"n": {"a": 51, "b": 49}, "s": {"a": 40, "b": 30, "c": 30}}
    law = two_rounds(tmp_path, BETWEEN_TWO)
    outcome = elect(law, ballots(first, {"s": {"a": 1, "c": 2}}))
    assert (outcome.status, outcome.lots[0].among, seats(outcome)) == ("lots needed", ("b", "c"), {"n": {"a": 1}})
    votes = ballots(first, {"s": {"a": 1, "c": 2}})
    drawn = elect(law, votes, Facts(lots=(DrawnLot(frozenset("bc"), ("c",), "s"),)))
    assert seats(drawn) == {"n": {"a": 1}, "s": {"c": 1}}


def test_without_a_second_ballot_its_seats_stay_open_and_the_others_stand(tmp_path):
    first = {"n": {"a": 51, "b": 49}, "s": {"a": 50, "b": 50}}
    outcome = elect(two_rounds(tmp_path, BETWEEN_TWO), Votes({"votes": cells(first), "first": cells(first)}))
    assert seats(outcome) == {"n": {"a": 1}}
    assert any("runoff" in note for note in outcome.notes)


# A bonus that grows with the winner's share: 20 seats at 25 %, one more for each half point, 50 from 40 % on.


@pytest.mark.parametrize(
    ("first", "bonus"), [(2499, 0), (2500, 20), (2549, 20), (2550, 21), (3999, 49), (4000, 50), (6000, 50)]
)
def test_a_bonus_that_grows_with_the_winner_s_share(tmp_path, first, bonus):
    steps = [
        "admit: {votes: 3%}",
        "admit: {who: admitted, votes: 25%, largest: 1, ties: [lot]}, as: winner",
        "compute: {who: winner, is: '20 + min(30, floor(200 * (votes / valid - 25%)))'}, as: bonus",
        "allot: {who: winner, seats: total(bonus)}, when: count(winner) == 1",
        "allot: {seats: 300 - total(held), method: hare}",
    ]
    law = law_of(tmp_path, steps, seats=300)
    rest = 10_000 - first
    outcome = elect(
        law, nation(a=first, b=rest // 4 + 3, c=rest // 4 + 2, d=rest // 4 + 1, e=rest - 3 * (rest // 4) - 6)
    )
    largest = max(first, rest // 4 + 3)
    shared = [record for record in outcome.trace if record.kind == "allot"][-1].seats
    assert outcome.status == "decided"
    if first == largest:
        assert shared == 300 - bonus
        # The rest by largest remainders on all votes: a's share of it rounded down, or one more.
        assert outcome.totals["a"] - bonus - first * shared // 10_000 in (0, 1)
    else:
        assert shared == 300 - 20  # b is first with a quarter and a little


# A prize for more than 40 %, or for whoever wins the run-off between the two first: 11 of 20 seats at least.


def prize(folder) -> Law:
    steps = [
        "admit: {votes: 40%, largest: 1, ties: [lot]}, as: outright",
        "admit: {largest: 2, ties: [lot]}, as: finalists, when: count(outright) == 0",
        "admit: {who: finalists, ballot: runoff, largest: 1, ties: [lot]}, as: second, when: count(finalists) == 2",
        "compute: {who: [outright, second], is: 11}, as: guaranteed",
        "allot: {seats: 20, method: dhondt, at_least: guaranteed, ties: [votes, lot]}",
    ]
    return law_of(folder, steps, seats=20)


def test_a_prize_for_the_list_above_forty_per_cent(tmp_path):
    # a's 42 % would be 9 of 20: 42/9 = 4.67, 33/7 = 4.71, 25/5 = 5; with its eleven the others share nine: 33, 25,
    # 16.5, 12.5, 11, 8.3, 8.25, 6.6, 6.25.
    assert elect(prize(tmp_path), nation(a=42, b=33, c=25)).totals == {"a": 11, "b": 5, "c": 4}


def test_a_list_with_more_seats_than_the_prize_keeps_them(tmp_path):
    # 70, 23 ... 70/15 = 4.67, 20/4 = 5, 10/2 = 5: 14, 4, 2.
    assert elect(prize(tmp_path), nation(a=70, b=20, c=10)).totals == {"a": 14, "b": 4, "c": 2}


def test_a_prize_for_the_winner_of_the_run_off(tmp_path):
    first = {"a": 39, "b": 35, "c": 26}
    votes = Votes({"votes": cells({WHOLE: first}), "runoff": cells({WHOLE: {"a": 48, "b": 52}})})
    # b has eleven; a and c share nine of 39 and 26: 39, 26, 19.5, 13, 13, 9.75, 8.7, 7.8, 6.5 (and 6.5: a tie with a's
    # sixth, 39/6, which the larger list wins).
    outcome = elect(prize(tmp_path), votes)
    assert outcome.totals == {"b": 11, "a": 6, "c": 3}
    assert outcome.trace[2].admitted == ("b",)


def test_without_the_run_off_nothing_is_decided(tmp_path):
    outcome = elect(prize(tmp_path), nation(a=39, b=35, c=26))
    assert outcome.totals == {}
    assert any("runoff was not given" in note for note in outcome.notes)


# Who has more than half of the votes has more than half of the seats.


def test_more_than_half_the_votes_are_more_than_half_the_seats(tmp_path):
    steps = [
        "admit: {above: 50%}, as: majority",
        "compute: {who: majority, is: floor(35 / 2) + 1}, as: guaranteed",
        "allot: {seats: 35, method: sainte-lague, at_least: guaranteed}",
    ]
    law = law_of(tmp_path, steps, seats=35)
    # Sainte-Laguë alone: 17, 11, 7 (Electowiki). With its 18, b and c share 17: 10.4 and 6.6.
    assert elect(law, nation(a=503, b=304, c=193)).totals == {"a": 18, "b": 10, "c": 7}
    assert elect(law, nation(a=500, b=304, c=196)).totals == {"a": 17, "b": 11, "c": 7}
    steps[2] = "allot: {seats: 35, method: hare, at_least: guaranteed}"
    # Hare: 17.6, 10.6, 6.8: 17, 11, 7; with 18 for a the other 17 are 10.4 and 6.6.
    assert elect(law_of(tmp_path, steps, seats=35), nation(a=503, b=304, c=193)).totals == {"a": 18, "b": 10, "c": 7}


# Panachage: a voter has as many votes as seats, and may give them to candidates of several lists.


def test_votes_of_voters_with_several_votes_are_divided_by_the_seats(tmp_path):
    steps = [
        "compute: {at: district, is: votes / places}, as: voters",
        "allot: {seats: 7, by: voters, method: sainte-lague}, as: upper",
        "place: {at: district, seats: upper, room: places, method: biproportional}",
    ]
    law = law_of(tmp_path, steps, seats=7, units="district", facts="places per unit at district")
    facts = Facts(numbers={"places": {(WHOLE, "large"): 5, (WHOLE, "small"): 2}})
    # large: 300 and 200 votes of 100 voters; small: 60 and 140 of 100. Voters: a 60 + 30, b 40 + 70: 90 and 110 of
    # 200, 3.15 and 3.85: 3 and 4. By votes it would be 360 and 340, 3.6 and 3.4.
    outcome = elect(law, by_unit({"large": {"a": 300, "b": 200}, "small": {"a": 60, "b": 140}}), facts)
    assert outcome.totals == {"b": 4, "a": 3}
    assert seats(outcome) == {"large": {"a": 3, "b": 2}, "small": {"b": 2}}


# Personal votes: the list's seats are won by its candidates, the list as their alliance.


CANDIDATES = (Alliance("red", ("ada", "ben", "cy")), Alliance("blue", ("dora", "eli")))


def personal(folder) -> Law:
    steps = [
        "allot: {seats: 4, to: alliance, method: dhondt}, as: of_list",
        "allot: {from: alliance, seats: of_list, method: most votes, ties: [lot]}",
    ]
    return law_of(folder, steps, seats=4)


def test_seats_of_a_list_go_to_its_candidates_with_most_votes(tmp_path):
    votes = nation(ada=30, ben=12, cy=18, dora=25, eli=14)
    # red 60, blue 39: 60, 39, 30, 20 before 19.5: 3 and 1.
    outcome = elect(personal(tmp_path), votes, Facts(alliances=CANDIDATES))
    assert (outcome.status, outcome.totals) == ("decided", {"ada": 1, "cy": 1, "ben": 1, "dora": 1})


def test_an_independent_stands_for_itself_and_a_list_may_run_out(tmp_path):
    votes = nation(ada=90, ben=9, cy=1, dora=10, eli=9, zoe=20)
    # red 100: 100, 50, 33.3, 25 are before zoe's 20 and blue's 19; red has three candidates.
    outcome = elect(personal(tmp_path), votes, Facts(alliances=CANDIDATES))
    assert (outcome.status, outcome.totals) == ("undetermined", {"ada": 1, "ben": 1, "cy": 1})


def test_equal_candidates_of_a_list_are_drawn(tmp_path):
    votes = nation(ada=30, ben=15, cy=15, dora=35, eli=14)
    # red 60, blue 49: 60, 49, 30, 24.5: two each.
    outcome = elect(personal(tmp_path), votes, Facts(alliances=CANDIDATES))
    assert (outcome.status, outcome.totals) == ("lots needed", {"ada": 1, "dora": 1, "eli": 1})
    assert outcome.lots[0].among == ("ben", "cy")


# Full quotas in the region, what is left in the province, and the rest by D'Hondt over everything.


def test_quotas_at_three_levels(tmp_path):
    up = "rounded: up, remainders: none"
    tiers = {
        "in_regions": [f"allot: {{at: region, seats: places, method: {{quota: valid@land / places@land, {up}}}}}"],
        "in_lands": [
            "admit: {any: [{votes: 4%}, {seats: 1, tier: in_regions}]}",
            f"level: {{at: land, seats: places, method: {{quota: valid / places, {up}}}, over: keep}}",
        ],
        "federal": ["level: {seats: 10, method: dhondt, over: set aside}"],
    }
    law = law_of(tmp_path, tiers, seats=10, units="land, region", facts="places per unit at region")
    facts = Facts(numbers={"places": {(WHOLE, "e1"): 3, (WHOLE, "e2"): 2, (WHOLE, "w1"): 5}})
    votes = Votes(
        {
            "votes": cells(
                {
                    "e1": {"a": 170, "b": 90, "c": 39},
                    "e2": {"a": 60, "b": 130, "c": 11},
                    "w1": {"a": 225, "b": 75, "c": 200},
                }
            )
        },
        parents={("land", "e1"): "east", ("land", "e2"): "east", ("land", "w1"): "west"},
    )
    # The east has 500 votes and 5 seats: 100. e1: a 1; e2: b 1. The west has 100 too: a 2, c 2.
    # East: a 230, b 220: 2 each, one more for both. West: nothing more.
    # Ten seats on a 455, b 295, c 250: 455, 295, 250, 227.5, 151.7, 147.5, 125, 113.75, 98.3, 91: a 5, b 3, c 2.
    outcome = elect(law, votes, facts)
    assert seats(outcome, "in_regions") == {"e1": {"a": 1}, "e2": {"b": 1}, "w1": {"a": 2, "c": 2}}
    assert seats(outcome, "in_lands") == {"east": {"a": 1, "b": 1}}
    assert seats(outcome, "federal") == {WHOLE: {"a": 1, "b": 1}}
    assert (outcome.status, outcome.totals) == ("decided", {"a": 5, "b": 3, "c": 2})


# Single-member seats within the seats of the lists: those that the list's votes cover.


def test_districts_are_won_only_as_far_as_the_list_s_seats_cover_them(tmp_path):
    tiers = {
        "lists": [
            "allot: {at: district, seats: 1, by: first, method: most votes, ties: [lot]}, as: won",
            "admit: {any: [{votes: 5%}, {seats: 3, tier: won}]}",
            "allot: {seats: 6, method: sainte-lague}, as: national",
            "place: {at: land, seats: national, method: sainte-lague}",
        ],
        "direct within lists": [
            "place: {at: district, seats: lists, by: won * first / total(first), room: 1, method: most votes}"
        ],
    }
    law = law_of(tmp_path, tiers, seats=6, units="land, district")
    first = {"n1": {"a": 60, "b": 40}, "n2": {"a": 55, "b": 45}, "n3": {"a": 51, "b": 49}, "s1": {"a": 10, "b": 90}}
    lists = {unit: {"a": 20, "b": 30, "c": 50} for unit in ("n1", "n2", "n3")} | {"s1": {"a": 10, "b": 80, "c": 60}}
    votes = Votes(
        {"votes": cells(lists), "first": cells(first)},
        parents={("land", unit): "north" if unit < "s" else "south" for unit in first},
    )
    # a 70, b 170, c 210 of 450: 0.93, 2.27, 2.8: 1, 2, 3. a's goes to the north (60 to 10), b's: 90 and 80, one each,
    # c's: 150, 60, 50: two in the north, one in the south. a has won three districts, and the best of them is covered.
    outcome = elect(law, votes)
    assert seats(outcome, "lists") == {"north": {"a": 1, "b": 1, "c": 2}, "south": {"b": 1, "c": 1}}
    assert seats(outcome, "direct") == {"n1": {"a": 1}, "s1": {"b": 1}}
    assert (outcome.status, outcome.totals) == ("decided", {"c": 3, "b": 2, "a": 1})


# A ceiling on what a winner may have above its share of the votes, seats won elsewhere among it.


def test_a_ceiling_above_the_share_of_the_votes(tmp_path):
    tiers = {
        "direct": ["compute: {is: won}"],
        "lists": ["allot: {seats: 10, method: hare, at_most: 'max(0, floor(125% * votes / valid * 20) - won)'}"],
    }
    law = law_of(tmp_path, tiers, seats=20, facts="won")
    # a may have 12 of 20 seats, of which it has won 10: 2 of the ten. b and c share eight, 28 and 24 of 52: 4.3, 3.7.
    outcome = elect(law, nation(a=48, b=28, c=24), numbers(won={"a": 10}))
    assert outcome.totals == {"a": 12, "b": 4, "c": 4}
    # Beyond it already, it has none of them.
    outcome = elect(law, nation(a=20, b=42, c=38), numbers(won={"a": 10}))
    assert outcome.totals == {"a": 10, "b": 5, "c": 5}


# Two seats in each district, won by the two candidates with most votes, and list seats behind them.


def test_dual_member_districts_and_compensation(tmp_path):
    tiers = {
        "district_seats": ["allot: {at: district, seats: 2, by: first, method: most votes, ties: [lot]}"],
        "list_seats": ["allot: {seats: 4, method: dhondt, after: held, ties: [votes]}"],
    }
    law = law_of(tmp_path, tiers, seats=8, units="district")
    first = {"n": {"a": 50, "b": 30, "c": 20}, "s": {"a": 45, "b": 25, "c": 30}}
    votes = by_unit({"n": {"a": 50, "b": 30, "c": 20}, "s": {"a": 40, "b": 25, "c": 35}}, first=first)
    # a 2, b 1, c 1. a 90/3 = 30, b 55/2 = 27.5, c 55/2; then a 90/4 = 22.5; 18.3 are next.
    outcome = elect(law, votes)
    assert seats(outcome, "list_seats") == {WHOLE: {"a": 2, "b": 1, "c": 1}}
    assert outcome.totals == {"a": 4, "b": 2, "c": 2}
