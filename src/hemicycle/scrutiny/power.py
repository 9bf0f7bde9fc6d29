"""Power to make a majority: how often each player of a weighted vote decides, counted exactly.

A player is a faction that votes as one, with its seats; a coalition of players wins with `quota` seats or more.
Coalitions are counted by their seats, and for Shapley and Shubik by their size too, as the coefficients of a
polynomial; nothing is enumerated and nothing is sampled.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial


def simple_majority(seats: int) -> int:
    """More than half of so many seats."""
    return seats // 2 + 1


def two_thirds(seats: int) -> int:
    """At least two thirds of so many seats."""
    return -(-2 * seats // 3)


def swings(seats: Sequence[int], quota: int) -> list[int]:
    """Count for each player the coalitions of the others that lose without it and win with it."""
    _check(seats, quota)
    # The number of coalitions by seats; those of a quota or more are never asked for.
    ways = [1] + [0] * (quota - 1)
    for weight in seats:
        for held in range(quota - 1, weight - 1, -1):
            ways[held] += ways[held - weight]
    found = {weight: _deciding(ways, weight, quota) for weight in set(seats)}
    return [found[weight] for weight in seats]


def banzhaf(seats: Sequence[int], quota: int) -> list[Fraction]:
    """Share power by the number of coalitions in which each player decides (Banzhaf 1965); the shares sum to 1.

    Raises ValueError for a quota that is not above 0 or that all together don't reach, and for seats below 0.
    """
    counted = swings(seats, quota)
    whole = sum(counted)
    return [Fraction(each, whole) for each in counted]


def shapley_shubik(seats: Sequence[int], quota: int) -> list[Fraction]:
    """Share power by the number of orders in which each player turns the vote (Shapley and Shubik 1954).

    The shares sum to 1. Raises ValueError as `banzhaf` does.
    """
    _check(seats, quota)
    players = len(seats)
    # ways[size][held] counts the coalitions of a size that hold so many seats.
    ways = [[0] * quota for _ in range(players + 1)]
    ways[0][0] = 1
    for number, weight in enumerate(seats):
        for size in range(number, -1, -1):
            smaller, larger = ways[size], ways[size + 1]
            for held in range(quota - 1, weight - 1, -1):
                larger[held] += smaller[held - weight]
    found = {weight: _turning(ways, weight, quota) for weight in set(seats)}
    return [found[weight] for weight in seats]


def _deciding(ways: Sequence[int], weight: int, quota: int) -> int:
    """Count coalitions without one player of a weight that it lifts over the quota."""
    if not weight:
        return 0
    without = list(ways)
    for held in range(weight, quota):
        without[held] -= without[held - weight]
    return sum(without[max(0, quota - weight) :])


def _turning(ways: Sequence[Sequence[int]], weight: int, quota: int) -> Fraction:
    """Weigh those coalitions by the orders in which exactly they come before the player."""
    if not weight:
        return Fraction(0)
    players = len(ways) - 1
    without = list(ways[0])
    orders = 0
    for size in range(players):
        orders += sum(without[max(0, quota - weight) :]) * factorial(size) * factorial(players - size - 1)
        without = [
            count - (without[held - weight] if held >= weight else 0) for held, count in enumerate(ways[size + 1])
        ]
    return Fraction(orders, factorial(players))


def _check(seats: Sequence[int], quota: int) -> None:
    if any(each < 0 for each in seats):
        raise ValueError("a player with seats below 0")
    if not 0 < quota <= sum(seats):
        raise ValueError(f"a quota of {quota} with {sum(seats)} seats in all")
