from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple


class Case(NamedTuple):
    votes: list[int]
    seats: int
    quota: tuple[int, int] | None = None


def small_numbers(random: Random) -> Case:
    return Case([random.randint(0, 40) for _ in range(random.randint(1, 6))], random.randint(0, 12))


def real_sizes(random: Random) -> Case:
    return Case([random.randint(1, 3_000_000) for _ in range(random.randint(2, 6))], random.randint(1, 14))


def large_houses(random: Random) -> Case:
    return Case([random.randint(1, 6_000_000) for _ in range(random.randint(2, 10))], random.randint(60, 110))


def one_list(random: Random) -> Case:
    return Case([random.choice((0, 1, random.randint(1, 10**6)))], random.randint(0, 12))


def zero_votes(random: Random) -> Case:
    return Case(
        [random.choice((0, 0, random.randint(0, 9))) for _ in range(random.randint(1, 7))], random.randint(0, 9)
    )


def more_seats_than_votes(random: Random) -> Case:
    votes = [random.randint(0, 2) for _ in range(random.randint(1, 5))]
    return Case(votes, sum(votes) + random.randint(1, 9))


def many_lists(random: Random) -> Case:
    return Case([random.randint(0, 9) for _ in range(random.randint(20, 60))], random.randint(1, 20))


def equal_remainders(random: Random) -> Case:
    return _around_equal_remainders(random, random.randint(2, 60), 0)


def near_ties(random: Random) -> Case:
    return _around_equal_remainders(random, random.randint(3, 100_000), 1)


def beyond_floats(random: Random) -> Case:
    quota = random.choice((2**53, 2**63, 2**64, 10**30)) // random.randint(1, 9) + random.randint(-2, 2)
    return _around_equal_remainders(random, quota, random.randint(0, 1))


def formula_quotas(random: Random) -> Case:
    votes, seats, _ = random.choice((small_numbers, zero_votes, near_ties, equal_remainders))(random)
    total = sum(votes)
    droop = (total // (seats + 1) + 1, 1)
    hagenbach_bischoff, imperiali = (total, seats + 1), (total, seats + 2)
    rounded_up = (-(-total // max(seats, 1)), 1)
    uneven = (2 * total + 1, 2 * seats + random.randint(1, 3))
    fixed = (random.randint(1, 50), random.randint(1, 4))
    quota = random.choice((droop, hagenbach_bischoff, imperiali, rounded_up, uneven, fixed))
    return Case(votes, seats, quota if quota[0] else (1, 1))


def _around_equal_remainders(random: Random, quota: int, step: int) -> Case:
    """Lists with the same remainder, one more that fills the house, and some of them moved by `step`."""
    rest = random.choice((quota // 2, (quota + 1) // 2, random.randrange(quota)))
    votes = [quota * random.randint(0, 2) + rest for _ in range(random.randint(1, 5))]
    votes.append(-sum(votes) % quota + quota * random.randint(0, 2))
    seats = sum(votes) // quota
    for i in range(len(votes)):
        votes[i] = max(votes[i] + random.choice((-step, 0, step)), 0)
    random.shuffle(votes)
    return Case(votes, seats)


# Each way to draw a case, and how many are drawn.
DRAWS: dict[Callable[[Random], Case], int] = {
    small_numbers: 60_000,
    real_sizes: 30_000,
    large_houses: 3_000,
    one_list: 10_000,
    zero_votes: 20_000,
    more_seats_than_votes: 20_000,
    many_lists: 5_000,
    equal_remainders: 50_000,
    near_ties: 50_000,
    beyond_floats: 40_000,
    formula_quotas: 40_000,
}
