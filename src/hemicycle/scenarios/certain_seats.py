"""Seats that are certain while stations are still out: what a list has at least, however the rest comes in.

A list is worst off when all that is out goes to others (highest averages are monotone in votes). It keeps its s-th seat
unless others can have more quotients above its own s-th than there are other seats. How many they can have is found
exactly: each further quotient costs a list the votes it lacks for it, those costs rise with every quotient, and so the
cheapest ones first is the most that can be had (Balinski and Young, Fair Representation, 1982, for the monotonicity).
Other lists are taken as admitted by the threshold, which can only take seats from this one: no number is too high.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from heapq import heapify, heapreplace

from hemicycle.count.outstanding import AGAINST_ALL, Outstanding
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION

# No chamber has more seats.
_ENOUGH = 100_000
# Divisors of the n-th seat, as whole numbers start + step (n - 1).
_SERIES = {"dhondt": (1, 1), "sainte-lague": (1, 2)}


def certain_seats(law: Law, found: Outstanding) -> dict[str, int] | None:
    """Tell for each list how many seats it has for certain by now.

    None for a law that isn't one allotment of the country's seats by D'Hondt or Sainte-Laguë among lists over a
    threshold of the valid votes: nothing is known of others in this way.
    """
    read = _read(law)
    if read is None:
        return None
    seats, series, threshold = read
    votes = {each: one.votes for each, one in found.ranges.items() if each != AGAINST_ALL}
    return {
        each: _least(each, votes, found.electors, seats, series) if found.ranges[each].low >= threshold else 0
        for each in votes
    }


def _read(law: Law) -> tuple[int, tuple[int, int], Fraction] | None:
    """Read the seats, the divisors and the threshold of a law that has no more than those."""
    if len(law.tiers) != 1 or law.votes_at != NATION:
        return None
    seats, threshold = None, Fraction(0)
    method = ""
    for step in law.tiers[0].steps:
        if step.allot is not None and seats is None and step.when is None:
            allot = step.allot
            plain = (allot.to, allot.at) == ("list", NATION) and str(allot.by) == "votes"
            if not plain or allot.after or allot.at_least or allot.at_most or allot.method not in _SERIES:
                return None
            seats, method = allot.seats.constant, str(allot.method)
        elif step.admit is not None and step.when is None:
            admit, share = step.admit, step.admit.votes or step.admit.above
            of = admit.of.text if admit.of else "valid"
            if share is None or share.constant is None or share.constant > 1 or of not in ("valid", "total(votes)"):
                return None
            if admit.alternatives or admit.largest or admit.at != NATION:
                return None
            threshold = max(threshold, share.constant)
        else:
            return None
    return (int(seats), _SERIES[method], threshold) if seats is not None else None


def _least(party: str, votes: Mapping[str, int], out: int, seats: int, series: tuple[int, int]) -> int:
    """Find the most seats that a list keeps whatever comes."""
    own = votes[party]
    others = [number for each, number in votes.items() if each != party]
    kept = 0
    while kept < seats and own and _most_above(others, own, kept + 1, out, series) <= seats - kept - 1:
        kept += 1
    return kept


def _most_above(others: list[int], own: int, seat: int, out: int, series: tuple[int, int]) -> int:
    """Count the most quotients that others can have, equal to a list's quotient for a seat or above it.

    Equal ones count against the list: nobody knows how a tie would end.
    """
    divisor = _divisor(seat, series)
    reached, costs = 0, []
    for number in others:
        # The n-th quotient is as large when number / d(n) >= own / divisor.
        n = _reached(number * divisor // own, series)
        reached += n
        costs.append((_needed(n + 1, own, divisor, series) - number, n + 1))
    heapify(costs)
    while costs and costs[0][0] <= out:
        cost, n = costs[0]
        out -= cost
        reached += 1
        further = _needed(n + 1, own, divisor, series) - _needed(n, own, divisor, series)
        heapreplace(costs, (further, n + 1))
        if reached > _ENOUGH:
            break
    return reached


def _needed(n: int, own: int, divisor: int, series: tuple[int, int]) -> int:
    """How many votes make the n-th quotient as large as a list's."""
    return -(-own * _divisor(n, series) // divisor)


def _reached(ratio: int, series: tuple[int, int]) -> int:
    """Count the divisors up to a ratio."""
    start, step = series
    return max(0, (ratio - start) // step + 1)


def _divisor(seat: int, series: tuple[int, int]) -> int:
    return series[0] + series[1] * (seat - 1)
