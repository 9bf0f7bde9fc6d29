# Theorems about largest remainders with the Hare quota. Sources:
# Balinski and Young, Fair Representation (1982), here BY; Pukelsheim, Proportional Representation (2017), here P.
from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import ceil, comb, floor
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from hemicycle.apportion.quota import ByQuota, by_quota

from .strategies import SEATS, SOME_SEATS, repeatable, votes


def at_most(result: ByQuota) -> list[int]:
    """Seats of each list if it wins every lot."""
    tied = result.tie.among if result.tie else ()
    return [seats + (i in tied) for i, seats in enumerate(result.seats)]


def outcomes(result: ByQuota) -> list[list[int]]:
    """Every way the lots can fall."""
    among, contested = result.tie or ((), 0)
    return [[seats + (i in won) for i, seats in enumerate(result.seats)] for won in combinations(among, contested)]


def tie_of(result: ByQuota) -> tuple[frozenset[int], int]:
    return (frozenset(result.tie.among), result.tie.seats) if result.tie else (frozenset(), 0)


# Every seat is given or contested: what makes it an apportionment at all.
@repeatable
@given(votes(), SEATS)
def test_seats_given_and_contested_make_up_the_house(numbers: list[int], seats: int):
    assume(any(numbers))
    result = by_quota(numbers, seats)
    assert sum(result.seats) + tie_of(result)[1] == seats
    assert result.unfilled == tie_of(result)[1]


# Quota property: the exact share rounded down or up (BY; P, chapter 5).
@repeatable
@given(votes(), SEATS)
def test_every_list_has_its_exact_share_rounded_down_or_up(numbers: list[int], seats: int):
    assume(any(numbers))
    result = by_quota(numbers, seats)
    for number, least, most in zip(numbers, result.seats, at_most(result), strict=True):
        share = Fraction(seats * number, sum(numbers))
        assert floor(share) <= least <= most <= ceil(share)


# Anonymity: only the votes count, not the place on the ballot (P, chapter 4).
@repeatable
@given(votes(least=2), SEATS, st.randoms(use_true_random=False))
def test_lists_in_another_order_win_the_same_seats_and_ties(numbers: list[int], seats: int, random: Random):
    places = list(range(len(numbers)))
    random.shuffle(places)
    moved, there = by_quota([numbers[i] for i in places], seats), by_quota(numbers, seats)
    assert moved.seats == [there.seats[i] for i in places]
    among, contested = tie_of(moved)
    assert (frozenset(places[i] for i in among), contested) == tie_of(there)


# Homogeneity, in P "decency": only the proportions count (BY; P, chapter 4).
@repeatable
@given(votes(), SEATS, st.integers(1, 10**20))
def test_all_votes_times_a_number_win_the_same_seats_and_ties(numbers: list[int], seats: int, times: int):
    scaled, there = by_quota([times * number for number in numbers], seats), by_quota(numbers, seats)
    assert (scaled.seats, tie_of(scaled)) == (there.seats, tie_of(there))


# Exactness, in BY "proportionality": where no rounding is needed, none is done (BY; P, chapter 4).
@repeatable
@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(1, 10**20))
def test_votes_in_proportion_to_whole_seats_win_those_seats(shares: list[int], times: int):
    result = by_quota([times * share for share in shares], sum(shares))
    assert (result.seats, result.tie) == (shares, None)


# Balancedness: equal lists differ by one seat at most, and only by lot (P, chapter 4).
@repeatable
@given(votes(least=2), SEATS)
def test_equal_lists_have_equal_seats_but_for_a_lot(numbers: list[int], seats: int):
    result = by_quota(numbers, seats)
    among, _ = tie_of(result)
    for i, j in combinations(range(len(numbers)), 2):
        if numbers[i] == numbers[j]:
            assert result.seats[i] == result.seats[j]
            assert (i in among) == (j in among)


# Concordance: more votes, not fewer seats (P, chapter 4).
@repeatable
@given(votes(least=2), SEATS)
def test_list_with_more_votes_has_not_fewer_seats_however_lots_fall(numbers: list[int], seats: int):
    result = by_quota(numbers, seats)
    assume(result.tie is None or comb(len(result.tie.among), result.tie.seats) <= 40)
    for won in outcomes(result):
        for i, j in combinations(range(len(numbers)), 2):
            if numbers[i] > numbers[j]:
                assert won[i] >= won[j]
            if numbers[i] < numbers[j]:
                assert won[i] <= won[j]


# Monotonicity in one's own votes. Votes added to one list raise its share and lower all others in one proportion.
# Its whole quotas don't fall; and of the lists ahead of it by remainder, each new one has lost a whole quota, which
# leaves one more seat to give by remainder. The search for margins halves intervals by this.
@repeatable
@given(votes(least=2), SEATS, st.data())
def test_votes_added_to_one_list_never_cost_it_a_seat(numbers: list[int], seats: int, data: st.DataObject):
    which = data.draw(st.integers(0, len(numbers) - 1))
    more = data.draw(st.integers(1, 5) | st.integers(1, sum(numbers) + 1))
    grown = [number + more * (i == which) for i, number in enumerate(numbers)]
    before, after = by_quota(numbers, seats), by_quota(grown, seats)
    assert after.seats[which] >= before.seats[which]
    assert at_most(after)[which] >= at_most(before)[which]


def test_votes_added_one_at_a_time_never_cost_a_seat():
    for others in ([5, 7], [3, 3, 8], [1, 1, 1, 6], [12, 2, 9]):
        for seats in range(1, 12):
            won = [by_quota([own, *others], seats).seats[0] for own in range(80)]
            assert won == sorted(won)


# House monotonicity holds for two lists, where the method is Webster's (BY).
@repeatable
@given(votes(least=2, most=2), SOME_SEATS)
def test_of_two_lists_none_loses_when_the_house_grows(numbers: list[int], seats: int):
    assume(any(numbers))
    smaller, larger = by_quota(numbers, seats), by_quota(numbers, seats + 1)
    assert all(a <= b for a, b in zip(smaller.seats, larger.seats, strict=True))
    assert all(a <= b for a, b in zip(at_most(smaller), at_most(larger), strict=True))


def test_of_three_lists_one_can_lose_when_the_house_grows():
    assert by_quota([6, 6, 2], 10).seats == [4, 4, 2]
    assert by_quota([6, 6, 2], 11).seats == [5, 5, 1]


# Populations of the states by the census of 1880, as used for the apportionment of the House of Representatives
# (BY).
STATES = {
    "Alabama": 1_262_505,
    "Arkansas": 802_525,
    "California": 864_694,
    "Colorado": 194_327,
    "Connecticut": 622_700,
    "Delaware": 146_608,
    "Florida": 269_493,
    "Georgia": 1_542_180,
    "Illinois": 3_077_871,
    "Indiana": 1_978_301,
    "Iowa": 1_624_615,
    "Kansas": 996_096,
    "Kentucky": 1_648_690,
    "Louisiana": 939_946,
    "Maine": 648_936,
    "Maryland": 934_943,
    "Massachusetts": 1_783_085,
    "Michigan": 1_636_937,
    "Minnesota": 780_773,
    "Mississippi": 1_131_597,
    "Missouri": 2_168_380,
    "Nebraska": 452_402,
    "Nevada": 62_266,
    "New Hampshire": 346_991,
    "New Jersey": 1_131_116,
    "New York": 5_082_871,
    "North Carolina": 1_399_750,
    "Ohio": 3_198_062,
    "Oregon": 174_768,
    "Pennsylvania": 4_282_891,
    "Rhode Island": 276_531,
    "South Carolina": 995_577,
    "Tennessee": 1_542_359,
    "Texas": 1_591_749,
    "Vermont": 332_286,
    "Virginia": 1_512_565,
    "West Virginia": 618_457,
    "Wisconsin": 1_315_497,
}


# The Alabama paradox of 1880 (BY).
def test_alabama_loses_a_seat_when_the_house_grows_from_299_to_300():
    total = sum(STATES.values())
    assert total == 49_371_340
    # Nevada fell short of half a quota and had its one seat from the Constitution; the quota counts it all the same.
    others = {state: number for state, number in STATES.items() if state != "Nevada"}
    smaller, larger = (
        dict(zip(others, by_quota(list(others.values()), seats - 1, (total, seats)).seats, strict=True))
        for seats in (299, 300)
    )
    changed = {state: (smaller[state], larger[state]) for state in others if smaller[state] != larger[state]}
    assert changed == {"Alabama": (8, 7), "Illinois": (18, 19), "Texas": (9, 10)}


# Population monotonicity: no seat passes from a list that grew faster to one that grew slower. Of two lists this
# holds, of three it doesn't; the divisor methods alone keep it (BY; P, chapter 9).
@repeatable
@given(votes(least=2, most=2), votes(least=2, most=2), SOME_SEATS)
def test_of_two_lists_none_that_grew_faster_loses_a_seat(before: list[int], after: list[int], seats: int):
    assume(any(before) and any(after))
    faster = 0 if after[0] * before[1] >= after[1] * before[0] else 1
    then, now = by_quota(before, seats), by_quota(after, seats)
    assert now.seats[faster] >= then.seats[faster]
    assert at_most(now)[faster] >= at_most(then)[faster]


def test_of_three_lists_one_that_doubled_can_lose_a_seat_to_one_that_did_not():
    assert by_quota([1, 5, 7], 6).seats == [1, 2, 3]
    assert by_quota([2, 9, 9], 6).seats == [0, 3, 3]
