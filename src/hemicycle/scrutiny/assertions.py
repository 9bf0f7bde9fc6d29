"""What has to be true of the ballots for the seats to be right, as sums over single ballots.

Each assertion is a sum over all ballots of a number that depends only on what one ballot says, and claims that the sum
is above nothing (Stark, Sets of half-average nulls generate risk-limiting audits, 2020; Blom and others,
Assertion-based approaches to auditing complex elections, 2021). If all are true, a count of the ballots admits the
same lists and gives them the same seats; if one is false, it doesn't, or there is a tie.

Highest averages: the quotient of each list at its last seat is larger than that of each other list at its next seat
(Stark and Teague, Verifiable European elections, 2014). Largest remainders by the Hare quota: no list is a whole seat
or more farther above its quota than another, that is p_i - p_j > (s_i - s_j - 1) / S for all ordered pairs, p being
shares of the votes of those that take part, s seats of S. Thresholds: each list's votes lie on the reported side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import Literal

from hemicycle.apportion.divisor import Divisors
from hemicycle.outcome.numbers import number, percent

INVALID = "invalid"
OTHER = "other"
Kind = Literal["last seat", "remainders", "over the threshold", "under the threshold"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A list at a threshold: the share of the valid votes that it needs, and whether it was reported to have it."""

    list: str
    share: Fraction
    passes: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """Seats shared out among lists or alliances; `divisors` is None for the Hare quota and largest remainders.

    `won` are the seats reported, `members` the lists whose votes count for each.
    """

    seats: int
    divisors: Divisors | None
    won: Mapping[str, int]
    members: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Audited:
    """A reported result that can be audited: the votes of each list, and how they were turned into seats.

    `other` are valid votes for no list, such as those against all; `ballots` are all of them, invalid ones too.
    """

    votes: Mapping[str, int]
    other: int
    ballots: int
    bars: tuple[Bar, ...]
    shared: tuple[Shared, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def tally(self) -> dict[str, int]:
        """Ballots by what they say: a list, `other`, or `invalid`, which is all that isn't a valid vote."""
        valid = sum(self.votes.values()) + self.other
        return {**self.votes, OTHER: self.other, INVALID: self.ballots - valid}


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sum over ballots that is above nothing: `weights` is what a ballot counts by what it says, else nothing."""

    kind: Kind
    first: str
    second: str
    says: str
    weights: Mapping[str, Fraction]

    def weight(self, ballot: str) -> Fraction:
        """What one ballot counts."""
        return self.weights.get(ballot, Fraction(0))

    def total(self, tally: Mapping[str, int]) -> Fraction:
        """The sum over ballots."""
        return sum((weight * tally.get(ballot, 0) for ballot, weight in self.weights.items()), Fraction(0))

    @property
    def least(self) -> Fraction:
        """The least that any ballot can count."""
        return min(Fraction(0), *self.weights.values())

    @property
    def most(self) -> Fraction:
        """The most that any ballot can count."""
        return max(Fraction(0), *self.weights.values())


def assertions_of(audited: Audited) -> tuple[Assertion, ...]:
    """List all that has to be true for the reported seats; what no ballots could make false is left out."""
    found = [*_thresholds(audited), *(each for shared in audited.shared for each in _seats(audited, shared))]
    return tuple(each for each in found if each.least < 0)


def _thresholds(audited: Audited) -> Iterator[Assertion]:
    valid = (*audited.votes, OTHER)
    for bar in audited.bars:
        sign = 1 if bar.passes else -1
        weights = {ballot: sign * ((ballot == bar.list) - bar.share) for ballot in valid}
        side = "at least" if bar.passes else "less than"
        says = f"{audited.names.get(bar.list, bar.list)} has {side} {percent(bar.share)} of the valid votes"
        kind: Kind = "over the threshold" if bar.passes else "under the threshold"
        yield Assertion(kind, bar.list, "", says, {ballot: Fraction(weight) for ballot, weight in weights.items()})


def _seats(audited: Audited, shared: Shared) -> Iterator[Assertion]:
    for first, second in permutations(shared.won, 2):
        if shared.divisors is None:
            yield _remainders(audited, shared, first, second)
        elif shared.won[first]:
            yield _last_seat(audited, shared, shared.divisors, first, second)


def _last_seat(audited: Audited, shared: Shared, divisors: Divisors, first: str, second: str) -> Assertion:
    name = audited.names.get
    mine, yours = shared.won[first], shared.won[second] + 1
    weights = {
        **dict.fromkeys(shared.members[first], Fraction(*divisors.quotient(1, mine))),
        **dict.fromkeys(shared.members[second], -Fraction(*divisors.quotient(1, yours))),
    }
    says = f"seat {mine} of {name(first, first)} comes before seat {yours} of {name(second, second)}"
    return Assertion("last seat", first, second, says, weights)


def _remainders(audited: Audited, shared: Shared, first: str, second: str) -> Assertion:
    name = audited.names.get
    ahead = Fraction(shared.won[first] - shared.won[second] - 1, shared.seats)
    among = {list_: holder for holder, lists in shared.members.items() for list_ in lists}
    weights = {list_: (holder == first) - (holder == second) - ahead for list_, holder in among.items()}
    points = number(ahead * 100, 4)
    says = f"{name(first, first)} lies more than {points} points before {name(second, second)}"
    if ahead < 0:
        says = f"{name(first, first)} lies less than {number(-ahead * 100, 4)} points behind {name(second, second)}"
    return Assertion("remainders", first, second, says, weights)
