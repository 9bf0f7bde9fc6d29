# Theorems about divisor methods. Sources: Balinski and Young, Fair Representation (1982), appendix A, here BY;
# Pukelsheim, Proportional Representation (second edition 2017), here P, by chapter; Marshall, Olkin and
# Pukelsheim, A majorization comparison of apportionment methods in proportional representation (2002), here MOP;
# Huntington, The apportionment of representatives in Congress (1928), here H.
from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from math import ceil, comb, floor
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hemicycle.apportion.divisor import ByDivisors, by_divisors
from hemicycle.apportion.quota import by_quota

from .series import SERIES
from .strategies import repeatable, votes

some = settings(repeatable, max_examples=200)
ANY = st.sampled_from(sorted(SERIES))
# Their divisors lie between a seat number and the one before: what BY calls divisor methods. Imperiali's don't, and
# those that a first divisor or a power bends aren't in proportion.
TRADITIONAL = ["adams", "dean", "huntington-hill", "sainte-lague", "dhondt"]
HOUSE = st.integers(0, 14) | st.integers(0, 60)
FEW = votes(least=2, most=5, smallest=1)


def allot(numbers: Sequence[Any], seats: int, series: str) -> ByDivisors:
    return by_divisors(numbers, seats, SERIES[series])


def outcomes(result: ByDivisors) -> list[tuple[int, ...]]:
    """Every way the lots can fall."""
    among, contested = result.tie or ((), 0)
    return [tuple(seats + (i in won) for i, seats in enumerate(result.seats)) for won in combinations(among, contested)]


def ways(result: ByDivisors) -> int:
    return comb(len(result.tie.among), result.tie.seats) if result.tie else 1


def most(result: ByDivisors) -> list[int]:
    tied = result.tie.among if result.tie else ()
    return [seats + (i in tied) for i, seats in enumerate(result.seats)]


def all_of(size: int, seats: int) -> Iterator[tuple[int, ...]]:
    """Every way to give the seats."""
    if size == 1:
        yield (seats,)
        return
    for own in range(seats + 1):
        yield from ((own, *rest) for rest in all_of(size - 1, seats - own))


@some
@given(votes(), HOUSE, ANY)
def test_seats_given_and_contested_make_up_the_house(numbers: list[int], seats: int, series: str):
    assume(any(numbers))
    result = allot(numbers, seats, series)
    assert sum(result.seats) + result.unfilled == seats
    assert result.unfilled == (result.tie.seats if result.tie else 0)


# Anonymity: only the votes count, not the place on the ballot (P 4; BY, symmetry).
@some
@given(votes(least=2), HOUSE, ANY, st.randoms(use_true_random=False))
def test_lists_in_another_order_win_the_same_seats_and_ties(
    numbers: list[int], seats: int, series: str, random: Random
):
    places = list(range(len(numbers)))
    random.shuffle(places)
    moved, there = allot([numbers[i] for i in places], seats, series), allot(numbers, seats, series)
    assert moved.seats == [there.seats[i] for i in places]
    assert most(moved) == [most(there)[i] for i in places]


# Homogeneity, in P "decency": only the proportions count (BY; P 4). Powers of quotients are in proportion too.
@some
@given(votes(), HOUSE, ANY, st.integers(1, 10**20), st.integers(1, 10**20))
def test_all_votes_times_a_number_win_the_same_seats_and_ties(
    numbers: list[int], seats: int, series: str, times: int, parts: int
):
    there = allot(numbers, seats, series)
    assert allot([times * number for number in numbers], seats, series) == there
    assert allot([Fraction(number, parts) for number in numbers], seats, series) == there


# Exactness, in BY "proportionality": where no rounding is needed, none is done (BY; P 4).
@some
@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=8),
    st.integers(1, 10**20),
    st.sampled_from([*TRADITIONAL, "danish"]),
)
def test_votes_in_proportion_to_whole_seats_win_those_seats(shares: list[int], times: int, series: str):
    result = allot([times * share for share in shares], sum(shares), series)
    assert (result.seats, result.tie) == (shares, None)


# Balancedness: equal lists differ by one seat at most, and only by lot (P 4).
@some
@given(votes(least=2), HOUSE, ANY)
def test_equal_lists_have_equal_seats_but_for_a_lot(numbers: list[int], seats: int, series: str):
    result = allot(numbers, seats, series)
    for i, j in combinations(range(len(numbers)), 2):
        if numbers[i] == numbers[j]:
            assert result.seats[i] == result.seats[j]
            assert most(result)[i] == most(result)[j]


# Concordance: more votes, not fewer seats (P 4; BY, weak population monotonicity).
@some
@given(votes(least=2), HOUSE, ANY)
def test_list_with_more_votes_has_not_fewer_seats(numbers: list[int], seats: int, series: str):
    result = allot(numbers, seats, series)
    for i, j in permutations(range(len(numbers)), 2):
        if numbers[i] > numbers[j]:
            assert result.seats[i] >= result.seats[j]
            assert most(result)[i] >= most(result)[j]


# House monotonicity: no Alabama paradox (BY; P 9).
@some
@given(votes(), HOUSE, ANY)
def test_nobody_loses_a_seat_when_the_house_grows(numbers: list[int], seats: int, series: str):
    assume(any(numbers))
    smaller, larger = allot(numbers, seats, series), allot(numbers, seats + 1, series)
    assert all(a <= b for a, b in zip(smaller.seats, larger.seats, strict=True))
    assert all(a <= b for a, b in zip(most(smaller), most(larger), strict=True))


# Population monotonicity, in P "vote ratio monotonicity": no seat passes from a list that grew faster to one that
# grew slower. The divisor methods alone have it (BY, theorem 4.3; P 9).
@some
@given(FEW, FEW, st.integers(0, 14), ANY)
def test_no_seat_passes_to_a_list_that_grew_slower(before: list[int], after: list[int], seats: int, series: str):
    size = min(len(before), len(after))
    then, now = allot(before[:size], seats, series), allot(after[:size], seats, series)
    for i, j in permutations(range(size), 2):
        if after[i] * before[j] > after[j] * before[i]:
            assert not any(b[i] < a[i] and b[j] > a[j] for a in outcomes(then) for b in outcomes(now)), (
                "a seat went from i, which grew faster, to j"
            )


@some
@given(votes(least=2), HOUSE, ANY, st.data())
def test_votes_added_to_one_list_never_cost_it_a_seat_and_never_win_one_for_another(
    numbers: list[int], seats: int, series: str, data: st.DataObject
):
    which = data.draw(st.integers(0, len(numbers) - 1))
    more = data.draw(st.integers(1, 5) | st.integers(1, sum(numbers) + 1))
    before = allot(numbers, seats, series)
    after = allot([number + more * (i == which) for i, number in enumerate(numbers)], seats, series)
    for i in range(len(numbers)):
        if i == which:
            assert after.seats[i] >= before.seats[i]
            assert most(after)[i] >= most(before)[i]
        elif any(numbers):
            assert after.seats[i] <= most(before)[i]
            assert most(after)[i] <= most(before)[i]


# Coherence, in BY "uniformity": lists that divide the seats they have among themselves have them again (BY; P 9).
@some
@given(votes(least=2, most=6), st.integers(0, 14), ANY, st.data())
def test_some_of_the_lists_divide_their_seats_as_all_did(
    numbers: list[int], seats: int, series: str, data: st.DataObject
):
    whole = allot(numbers, seats, series)
    assume(ways(whole) <= 10)
    some = data.draw(st.lists(st.sampled_from(range(len(numbers))), min_size=1, unique=True))
    for won in outcomes(whole):
        theirs = tuple(won[i] for i in some)
        assert theirs in outcomes(allot([numbers[i] for i in some], sum(theirs), series))


# D'Hondt never goes below the exact share rounded down, Adams never above the one rounded up; they are the only
# divisor methods that don't (BY, section 6; P 5 and 11).
@some
@given(votes(), HOUSE)
def test_dhondt_stays_above_lower_quota_and_adams_below_upper_quota(numbers: list[int], seats: int):
    assume(any(numbers))
    dhondt, adams = allot(numbers, seats, "dhondt"), allot(numbers, seats, "adams")
    for i, number in enumerate(numbers):
        share = Fraction(seats * number, sum(numbers))
        assert dhondt.seats[i] >= floor(share)
        assert most(adams)[i] <= ceil(share)


# The other bounds fail, and no divisor method keeps both (BY, theorem 6.1): one list of 55 % and many small ones.
def test_dhondt_can_exceed_upper_quota_and_adams_fall_below_lower_quota():
    numbers = [55, *[5] * 9]
    # Exact shares of 5.5 and 0.5; but 55/10 is more than 5/1.
    assert allot(numbers, 10, "dhondt").seats == [10, *[0] * 9]
    assert allot(numbers, 10, "adams").seats == [1] * 10


# Sainte-Laguë is near quota: no seat moved brings both lists nearer to their exact shares. It is the only divisor
# method that is (BY, theorem 6.2). Of three lists it stays within quota (BY, section 6), and of two it is Hare's.
@some
@given(FEW, st.integers(0, 30))
def test_sainte_lague_is_near_quota(numbers: list[int], seats: int):
    for won in outcomes(allot(numbers, seats, "sainte-lague")):
        off = [own - Fraction(seats * number, sum(numbers)) for own, number in zip(won, numbers, strict=True)]
        for i, j in permutations(range(len(numbers)), 2):
            assert not (won[i] and abs(off[i] - 1) < abs(off[i]) and abs(off[j] + 1) < abs(off[j]))


@some
@given(votes(least=1, most=3, smallest=1), HOUSE)
def test_sainte_lague_of_three_lists_stays_within_quota(numbers: list[int], seats: int):
    result = allot(numbers, seats, "sainte-lague")
    for number, least, greatest in zip(numbers, result.seats, most(result), strict=True):
        share = Fraction(seats * number, sum(numbers))
        assert floor(share) <= least <= greatest <= ceil(share)


@some
@given(votes(least=2, most=2, smallest=1), HOUSE)
def test_sainte_lague_of_two_lists_is_largest_remainders(numbers: list[int], seats: int):
    there = by_quota(numbers, seats)
    result = allot(numbers, seats, "sainte-lague")
    assert (result.seats, result.tie) == (there.seats, there.tie)


# D'Hondt encourages coalitions, Adams schisms; they alone do (BY, theorem 9.1). Lists that join win by D'Hondt what
# they have, or one seat more; by Adams what they have, or one less; by Sainte-Laguë one more or less at most (P 11).
# Adams's is said of houses where everybody has a seat.
@some
@given(votes(least=3, most=6, smallest=1), st.integers(0, 30))
def test_dhondt_favours_lists_that_join_and_adams_those_that_part(numbers: list[int], more: int):
    joined = [numbers[0] + numbers[1], *numbers[2:]]
    for series, least_gain, most_gain in (("dhondt", 0, 1), ("adams", -1, 0), ("sainte-lague", -1, 1)):
        seats = more + len(numbers) * (series == "adams")
        apart, together = allot(numbers, seats, series), allot(joined, seats, series)
        assume(ways(apart) <= 20)
        sums = [won[0] + won[1] for won in outcomes(apart)]
        # With ties: for every way the lots fall there is one of the joint list that is as good.
        assert most(together)[0] >= max(sums) + least_gain
        assert together.seats[0] <= min(sums) + most_gain


# Majorization: from each of these to the next, seats pass from smaller lists to larger ones only (MOP; BY, section
# 5; P 8). The divisors of a list at seat s, s - 1 + r: r = 0, 1/3, 1/2, 1, 2; Dean's and Hill's lie between Adams's
# and Webster's.
@pytest.mark.parametrize(
    "chain",
    [["adams", "dean", "huntington-hill", "sainte-lague", "dhondt", "imperiali"], ["adams", "danish", "sainte-lague"]],
)
def test_seats_pass_to_larger_lists_from_adams_to_imperiali(chain: list[str]):
    random = Random("majorization")
    for _ in range(250):
        numbers = sorted(random.sample(range(1, 10**6), random.randint(2, 7)), reverse=True)
        seats = random.randint(len(numbers), 40)
        for small, large in combinations(chain, 2):
            before, after = allot(numbers, seats, small), allot(numbers, seats, large)
            if before.tie or after.tie:
                continue
            for i, j in combinations(range(len(numbers)), 2):
                assert not (after.seats[i] < before.seats[i] and after.seats[j] > before.seats[j])
            for head in range(len(numbers)):
                assert sum(after.seats[:head]) >= sum(before.seats[:head])


# Optimal over all ways to give the seats: Sainte-Laguë has the least sum of squared differences between seats per
# vote, weighted by votes; Huntington-Hill that between votes per seat, weighted by seats (Sainte-Laguë 1910; H; BY,
# propositions 3.9 and 3.10; P 10). They are as good exactly where there is a tie.
@pytest.mark.parametrize("series", ["sainte-lague", "huntington-hill"])
def test_least_squares_are_those_of_trying_every_way(series: str):
    random = Random(series)
    for _ in range(150):
        numbers = [random.choice((random.randint(1, 9), random.randint(1, 1000))) for _ in range(random.randint(1, 4))]
        seats = random.randint(len(numbers), 8)
        if series == "sainte-lague":
            found = {
                won: sum(Fraction(own * own, number) for own, number in zip(won, numbers, strict=True))
                for won in all_of(len(numbers), seats)
            }
        else:
            found = {
                won: sum(Fraction(number * number, own) for own, number in zip(won, numbers, strict=True))
                for won in all_of(len(numbers), seats)
                if all(won)
            }
        best = {won for won, sum_ in found.items() if sum_ == min(found.values())}
        assert set(outcomes(allot(numbers, seats, series))) == best, (numbers, seats)


# D'Hondt makes the largest number of seats per vote as small as it can be, Adams the smallest as large; Imperiali's
# and the others' bounds follow from their divisors (BY, section 3; P 10).
def test_dhondt_and_adams_are_best_for_the_best_and_the_worst_represented():
    random = Random("extremes")
    for _ in range(150):
        numbers = [random.choice((random.randint(1, 9), random.randint(1, 1000))) for _ in range(random.randint(1, 4))]
        seats = random.randint(len(numbers), 8)
        rates = {
            won: [Fraction(own, number) for own, number in zip(won, numbers, strict=True)]
            for won in all_of(len(numbers), seats)
        }
        for won in outcomes(allot(numbers, seats, "dhondt")):
            assert max(rates[won]) == min(max(each) for each in rates.values())
        for won in outcomes(allot(numbers, seats, "adams")):
            assert min(rates[won]) == max(min(each) for each in rates.values())


# Huntington's pairwise tests: no seat moved from one list to another makes the difference between the two smaller,
# each method in its own measure of it (H; BY, proposition 3.5 to 3.9; P 10). i is the list better off.
MEASURES = {
    "adams": lambda a, v, b, w: a - Fraction(b * v, w),
    "dean": lambda a, v, b, w: Fraction(w, b) - Fraction(v, a),
    "huntington-hill": lambda a, v, b, w: Fraction(a * w, b * v) - 1,
    "sainte-lague": lambda a, v, b, w: Fraction(a, v) - Fraction(b, w),
    "dhondt": lambda a, v, b, w: Fraction(a * w, v) - b,
}


def difference(series: str, a: int, v: int, b: int, w: int) -> Fraction:
    """How much better off one is than the other, whichever is; None of them may be without a seat."""
    return MEASURES[series](a, v, b, w) if a * w >= b * v else MEASURES[series](b, w, a, v)


@some
@given(FEW, st.integers(0, 25), st.sampled_from(TRADITIONAL))
def test_no_seat_moved_between_two_lists_makes_them_more_equal(numbers: list[int], seats: int, series: str):
    assume(seats > len(numbers))
    for won in outcomes(allot(numbers, seats, series)):
        for i, j in permutations(range(len(numbers)), 2):
            if won[i] and won[j]:
                now = difference(series, won[i], numbers[i], won[j], numbers[j])
                if won[i] > 1:
                    assert now <= difference(series, won[i] - 1, numbers[i], won[j] + 1, numbers[j])


# Max-min inequality with limits: a list above its minimum has no smaller quotient behind it than one below its
# maximum has before it (P 12). With minimums alone the result is that of one divisor and max(minimum, rounded).
@some
@given(votes(smallest=1), st.integers(0, 20), ANY, st.data())
def test_between_limits_seats_still_go_by_quotients(numbers: list[int], more: int, series: str, data: st.DataObject):
    size = len(numbers)
    low = data.draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    high = [least + data.draw(st.integers(0, 6)) for least in low]
    seats = sum(low) + more
    result = by_divisors(numbers, seats, SERIES[series], low=low, high=list(high))
    given_ = sum(result.seats) + (result.tie.seats if result.tie else 0)
    assert given_ == min(seats, sum(high))
    assume(ways(result) <= 10)
    for won in outcomes(result):
        assert all(least <= own <= top for least, own, top in zip(low, won, high, strict=True))
        for i, j in permutations(range(size), 2):
            if won[i] > low[i] and won[j] < high[j]:
                above, below = SERIES[series].quotient(numbers[i], won[i])
                over, under = SERIES[series].quotient(numbers[j], won[j] + 1)
                assert above * under >= over * below


@some
@given(votes(), st.integers(0, 9), st.integers(0, 9), ANY)
def test_seats_given_in_two_goes_are_those_of_one(numbers: list[int], first: int, then: int, series: str):
    begun = allot(numbers, first, series)
    assume(begun.tie is None)
    more = by_divisors(numbers, then, SERIES[series], after=begun.seats)
    both = allot(numbers, first + then, series)
    assert [a + b for a, b in zip(begun.seats, more.seats, strict=True)] == both.seats
    assert more.tie == both.tie


# Behind whole quotas the series goes on to what it would have given by itself, where nobody has more whole quotas
# than that: D'Hondt's seats are never fewer than the whole Hagenbach-Bischoff quotas (P 4 and 5).
@some
@given(votes(smallest=1), st.integers(1, 40))
def test_hagenbach_bischoff_with_averages_is_dhondt(numbers: list[int], seats: int):
    result = by_quota(numbers, seats, (sum(numbers), seats + 1), remainders="averages")
    there = allot(numbers, seats, "dhondt")
    assume(sum(result.whole) <= seats)
    if there.tie is None:
        assert (result.seats, result.tie) == (there.seats, None)
