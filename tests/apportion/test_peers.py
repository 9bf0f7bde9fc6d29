from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from apportionment import methods as apportionment
from votelib.component.divisor import modified_first_coef, sainte_lague
from votelib.evaluate.core import Tie as VotelibTie
from votelib.evaluate.proportional import HighestAverages, LargestRemainder

from hemicycle.apportion.divisor import ByDivisors, by_divisors
from hemicycle.apportion.quota import ByQuota, by_quota

from .draws import Case, beyond_floats, equal_remainders, many_lists, near_ties, real_sizes, small_numbers, zero_votes
from .series import SERIES

VOTELIB = LargestRemainder("hare")


def exact_cases(seed: str, count: int) -> list[Case]:
    random = Random(seed)
    kinds = (small_numbers, real_sizes, zero_votes, many_lists, equal_remainders, near_ties, beyond_floats)
    cases = [random.choice(kinds)(random) for _ in range(count)]
    # Both divide by zero where there is no seat or no vote: votelib on {0: 1, 1: 2} and 0 seats, {0: 0} and 2 seats;
    # apportionment with fractions on the same.
    return [case for case in cases if case.seats and any(case.votes)]


def contested(result: ByQuota) -> tuple[frozenset[int], int]:
    return (frozenset(result.tie.among), result.tie.seats) if result.tie else (frozenset(), 0)


# votelib takes fractions throughout, so every vote and every tie is compared. Its maximums can't be: it applies them
# to remainders only. {a: 9, b: 1}, 5 seats, at most 3 for a: it gives a 4 seats.
def test_votelib_gives_the_same_seats_and_ties():
    for votes, seats, _ in exact_cases("votelib", 12_000):
        theirs = VOTELIB.evaluate(dict(enumerate(votes)), seats)
        ours = by_quota(votes, seats)
        ties = {among: count for among, count in theirs.items() if isinstance(among, VotelibTie)}
        among, count = contested(ours)
        assert [theirs.get(i, 0) for i in range(len(votes))] == ours.seats, (votes, seats)
        assert ties == ({among: count} if count else {}), (votes, seats)


# apportionment with fractions decides exactly, but breaks ties by the order of the lists, and then against a larger
# remainder too: [6, 6, 8] and 2 seats give [1, 1, 0], where the third list is first by remainder. So ties are compared
# only by its refusal to break them. It names lists by the letters of the alphabet, of which it has 52:
# [2] * 54 + [3] and 1 seat is an IndexError.
def test_apportionment_with_fractions_gives_the_same_seats_and_finds_the_same_ties():
    for votes, seats, _ in exact_cases("apportionment", 12_000):
        if len(votes) > 52:
            continue
        ours = by_quota(votes, seats)
        if ours.tie:
            with pytest.raises(apportionment.TiesException):
                apportionment.largest_remainder(votes, seats, fractions=True, tiesallowed=False)
        else:
            theirs = apportionment.largest_remainder(votes, seats, fractions=True, tiesallowed=False)
            assert theirs == ours.seats, (votes, seats)


# Without fractions it decides in floats. Equal remainders are then unequal: [1, 4, 4] and 3 seats give [1, 1, 1] and
# no tie, where the three remainders are one third each. [2**53, 2**53 + 1] and 1 seat are a tie, where the second list
# has more votes; at [2**62, 2**62] and 4 seats its integers overflow. So only real sizes without ties are compared:
# there, unequal remainders differ by far more than floats err.
def test_apportionment_in_floats_gives_the_same_seats_where_floats_suffice():
    random = Random("floats")
    for _ in range(12_000):
        votes = [random.randint(1, 6_000_000) for _ in range(random.randint(2, 12))]
        seats = random.randint(1, 110)
        ours = by_quota(votes, seats)
        if ours.tie is None:
            assert apportionment.largest_remainder(votes, seats) == ours.seats, (votes, seats)


def divisor_cases(seed: str, count: int) -> list[Case]:
    """Cases in which everybody has a vote: votelib gives {0: 0} and 5 seats all five."""
    random = Random(seed)
    kinds = (small_numbers, real_sizes, equal_remainders, near_ties, beyond_floats)
    cases = [random.choice(kinds)(random) for _ in range(count)]
    return [case for case in cases if case.seats and all(case.votes) and case.seats <= 60]


def as_votelib(votes: list[int], result: ByDivisors) -> dict[object, int]:
    """Write a result as votelib does: who won anything, and the tie as one more winner."""
    seats: dict[object, int] = {i: won for i, won in enumerate(result.seats) if won}
    if result.tie:
        seats[VotelibTie(result.tie.among)] = result.tie.seats
    return seats


# votelib: Imperiali's divisors are 1, 1.5, 2 there, which are as good as 2, 3, 4. Its Huntington-Hill takes decimal
# roots and needs a first seat for everybody.
VOTELIB_SERIES = {
    "dhondt": HighestAverages("d_hondt"),
    "sainte-lague": HighestAverages("sainte_lague"),
    "sainte-lague from 1.4": HighestAverages(modified_first_coef(sainte_lague, Fraction(7, 5))),
    "sainte-lague from 1.2": HighestAverages(modified_first_coef(sainte_lague, Fraction(6, 5))),
    "danish": HighestAverages("danish"),
    "imperiali": HighestAverages("imperiali"),
    "macau": HighestAverages("macau"),
}


@pytest.mark.parametrize("series", VOTELIB_SERIES)
def test_votelib_gives_the_same_seats_and_ties_by_divisors(series: str):
    for votes, seats, _ in divisor_cases(f"votelib {series}", 700):
        ours = by_divisors(votes, seats, SERIES[series])
        theirs = VOTELIB_SERIES[series].evaluate(dict(enumerate(votes)), seats)
        assert theirs == as_votelib(votes, ours), (votes, seats)


# Its seats gained before go in by total, so the seats are new ones and old ones together.
@pytest.mark.parametrize("series", VOTELIB_SERIES)
def test_votelib_gives_the_same_seats_behind_others(series: str):
    random = Random(f"votelib behind {series}")
    for votes, seats, _ in divisor_cases(f"votelib behind {series}", 300):
        held = [random.randint(0, 3) for _ in votes]
        ours = by_divisors(votes, seats, SERIES[series], after=held)
        gained = {i: before for i, before in enumerate(held) if before}
        theirs = VOTELIB_SERIES[series].evaluate(dict(enumerate(votes)), seats + sum(held), prev_gains=gained)
        if ours.tie is None:
            assert theirs == as_votelib(votes, ours), (votes, seats, held)


# apportionment with fractions decides exactly up to 63 bits, beyond which it takes floats; a tie it finds only if it is
# told to refuse to break it.
@pytest.mark.parametrize(
    ("series", "called"),
    [("dhondt", "dhondt"), ("sainte-lague", "saintelague"), ("adams", "adams"), ("dean", "dean")],
)
def test_apportionment_gives_the_same_seats_and_finds_the_same_ties_by_divisors(series: str, called: str):
    for votes, seats, _ in divisor_cases(f"apportionment {series}", 600):
        if max(votes) >= 2**53:
            continue
        ours = by_divisors(votes, seats, SERIES[series])
        if ours.tie:
            with pytest.raises(apportionment.TiesException):
                apportionment.divisor(votes, seats, called, fractions=True, tiesallowed=False)
        else:
            theirs = apportionment.divisor(votes, seats, called, fractions=True, tiesallowed=False)
            assert theirs == ours.seats, (votes, seats)


# Its roots are floats, so equal quotients may be unequal there: votes of real size, without ties.
def test_apportionment_gives_the_same_seats_by_huntington_hill():
    random = Random("huntington-hill")
    for _ in range(400):
        votes = [random.randint(1, 6_000_000) for _ in range(random.randint(2, 12))]
        seats = random.randint(len(votes), 110)
        ours = by_divisors(votes, seats, SERIES["huntington-hill"])
        if ours.tie is None:
            assert apportionment.divisor(votes, seats, "huntington") == ours.seats, (votes, seats)
