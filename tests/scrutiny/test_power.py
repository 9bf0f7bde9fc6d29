"""Power: the examples of the papers, every coalition counted one by one, theorems."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.scrutiny.factions import house_of
from hemicycle.scrutiny.power import banzhaf, shapley_shubik, simple_majority, swings, two_thirds

HOUSES = st.lists(st.integers(0, 40), min_size=1, max_size=7).filter(any)


def both_quotas(seats):
    return [simple_majority(sum(seats)), two_thirds(sum(seats))]


def counted_one_by_one(seats, quota):
    players = range(len(seats))
    counts = [0] * len(seats)
    for size in range(len(seats) + 1):
        for coalition in combinations(players, size):
            held = sum(seats[player] for player in coalition)
            for player in coalition:
                counts[player] += held >= quota > held - seats[player]
    return counts


def turned_one_by_one(seats, quota):
    counts, orders = [0] * len(seats), 0
    for order in permutations(range(len(seats))):
        orders += 1
        held = 0
        for player in order:
            held += seats[player]
            if held >= quota:
                counts[player] += 1
                break
    return [Fraction(count, orders) for count in counts]


def test_three_of_six_towns_have_all_the_power_though_two_more_have_votes():
    # Banzhaf (1965): Nassau County, 1958; 16 of 30 votes decide.
    assert banzhaf([9, 9, 7, 3, 1, 1], 16) == [Fraction(1, 3)] * 3 + [Fraction(0)] * 3


def test_the_smallest_of_six_ministers_never_decides():
    # The Council of the European Economic Community, 1958 to 1972: 12 of 17 votes.
    seats = [4, 4, 4, 2, 2, 1]
    assert banzhaf(seats, 12) == [Fraction(5, 21)] * 3 + [Fraction(1, 7)] * 2 + [Fraction(0)]
    assert shapley_shubik(seats, 12) == [Fraction(7, 30)] * 3 + [Fraction(3, 20)] * 2 + [Fraction(0)]


def test_permanent_members_of_the_security_council():
    # Since 1965 five with a veto and ten without, nine votes needed: 421/2145 and 4/2145; 848/5080 and 84/5080.
    seats = [7] * 5 + [1] * 10
    assert shapley_shubik(seats, 39) == [Fraction(421, 2145)] * 5 + [Fraction(4, 2145)] * 10
    assert swings(seats, 39) == [848] * 5 + [84] * 10


@given(HOUSES)
def test_coalitions_counted_one_by_one(seats):
    for quota in both_quotas(seats):
        assert swings(seats, quota) == counted_one_by_one(seats, quota)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any))
def test_orders_counted_one_by_one(seats):
    for quota in both_quotas(seats):
        assert shapley_shubik(seats, quota) == turned_one_by_one(seats, quota)


@given(HOUSES)
def test_all_power_together_is_one_and_more_seats_never_have_less(seats):
    for quota in both_quotas(seats):
        for power in (banzhaf(seats, quota), shapley_shubik(seats, quota)):
            assert sum(power) == 1
            ranked = [share for _, share in sorted(zip(seats, power, strict=True))]
            assert ranked == sorted(ranked)


@given(HOUSES, st.randoms())
def test_power_goes_by_seats_and_not_by_place(seats, random):
    order = list(range(len(seats)))
    random.shuffle(order)
    for quota in both_quotas(seats):
        for measure in (banzhaf, shapley_shubik):
            power = measure(seats, quota)
            assert measure([seats[place] for place in order], quota) == [power[place] for place in order]


@given(st.integers(1, 3000))
def test_majorities_are_the_least_that_suffice(seats):
    assert 2 * (simple_majority(seats) - 1) <= seats < 2 * simple_majority(seats)
    assert 3 * (two_thirds(seats) - 1) < 2 * seats <= 3 * two_thirds(seats)


def test_independents_vote_singly():
    # Party A 2 of 5 seats, three independents with one each: by hand, A decides in 6 coalitions, each of them in 2.
    house = house_of({"a": 2, "independents": 3}, singly={"independents"})
    assert [faction.players for faction in house.factions] == [1, 3]
    assert [faction.banzhaf[0] for faction in house.factions] == [Fraction(1, 2), Fraction(1, 2)]
    assert house_of({"a": 2, "independents": 3}).factions[0].banzhaf[0] == 0


@pytest.mark.parametrize(("seats", "quota"), [([3, 2], 6), ([3, 2], 0), ([3, -1], 1)])
def test_a_quota_that_nobody_can_reach_is_refused(seats, quota):
    for measure in (banzhaf, shapley_shubik):
        with pytest.raises(ValueError, match=r"quota|below 0"):
            measure(seats, quota)
