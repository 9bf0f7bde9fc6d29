"""The order in which the candidates of a list come to its seats.

A ranking is a sequence of places, each with the candidates who are equal for it. One function for each way
that statutes know: list order, votes, preferences, list votes handed down, an alphabet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from hemicycle.chamber.alphabet import alphabetical
from hemicycle.chamber.candidates import Candidate
from hemicycle.law.members import Order, Seating
from hemicycle.outcome.numbers import number
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Place:
    """Candidates who are equal under the law's rule, in list order, and what brought them here."""

    candidates: tuple[Candidate, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Base:
    """What the shares of a list are taken of.

    `votes` of the list, `quota` of the tier as an exact fraction, `seats` of the list, and `list_votes`,
    its ballots for no candidate. None where it isn't known.
    """

    seats: int
    votes: int | None = None
    quota: Fraction | None = None
    list_votes: int | None = None


def rank(rule: Seating, candidates: Sequence[Candidate], base: Base, by: Order | None = None) -> list[Place]:
    """Rank the candidates of one list by a rule of the law, or by the order `by` that the rule falls back on.

    Raises BadInput where the rule needs votes, or a base, that were not given.
    """
    match by or rule.by:
        case "votes":
            return _by_votes(rule, candidates, _votes(candidates), "{} votes")
        case "preferences":
            return _by_preferences(rule, candidates, base)
        case "list votes handed down":
            return _handed_down(rule, candidates, base)
        case "alphabet":
            order = alphabetical([each.name for each in candidates], rule.language or "")
            return [Place((candidates[index],), "by the alphabet") for index in order]
        case _:
            return [Place((each,), f"place {each.position} of the list") for each in candidates]


def _votes(candidates: Sequence[Candidate]) -> list[Fraction]:
    """Take the votes for each candidate. Raises BadInput for one without."""
    for each in candidates:
        if "votes" not in each.numbers:
            raise BadInput(
                Mistake(f"the list {each.party!r}", f"no votes for {each.name}", "votes for every candidate", each.line)
            )
    return [Fraction(each.votes) for each in candidates]


def _by_votes(rule: Seating, candidates: Sequence[Candidate], votes: Sequence[Fraction], says: str) -> list[Place]:
    """Rank by votes, the most first; equal ones by the columns of the rule, then by list order or together."""
    columns = [tie for tie in rule.ties if tie not in ("list order", "lots")]
    apart = "list order" in rule.ties
    keys = [
        (-count, *(-each.numbers.get(column, 0) for column in columns), index if apart else 0)
        for index, (each, count) in enumerate(zip(candidates, votes, strict=True))
    ]
    places: list[Place] = []
    order = sorted(range(len(candidates)), key=lambda index: keys[index])
    for _, same in groupby(order, key=lambda index: keys[index]):
        equal = list(same)
        places.append(Place(tuple(candidates[index] for index in equal), says.format(number(votes[equal[0]]))))
    return places


def _by_preferences(rule: Seating, candidates: Sequence[Candidate], base: Base) -> list[Place]:
    """Rank those who reach the share of the base by votes, then the others in list order."""
    whole = base.quota if rule.of == "quota" else base.votes
    if whole is None or rule.share is None or rule.share.constant is None:
        raise BadInput(Mistake("the rule on seating", f"no {rule.of}", f"the {rule.of} that the share is taken of"))
    bar = rule.share.constant * whole
    votes = _votes(candidates)
    reach = [count > bar if rule.strictly else count >= bar for count in votes]
    first = [index for index, over in enumerate(reach) if over]
    told = f"{{}} votes, {'above' if rule.strictly else 'at least'} {number(bar)}"
    return [
        *_by_votes(rule, [candidates[index] for index in first], [votes[index] for index in first], told),
        *(
            Place((each,), f"place {each.position} of the list")
            for each, over in zip(candidates, reach, strict=True)
            if not over
        ),
    ]


def _handed_down(rule: Seating, candidates: Sequence[Candidate], base: Base) -> list[Place]:
    """Hand the pot down in list order until each has the figure, then rank by all votes."""
    if base.list_votes is None or base.votes is None or rule.pot is None or rule.figure is None:
        wanted = "the list's ballots for no candidate, as the number list_votes of the election"
        raise BadInput(Mistake("the rule on seating", "no list_votes to hand down", wanted))
    numbers = {"votes": base.votes, "list_votes": base.list_votes, "seats": base.seats}
    pot, figure = rule.pot.over(**numbers), rule.figure.over(**numbers)
    votes = _votes(candidates)
    for index, own in enumerate(votes):
        given = max(Fraction(0), min(pot, figure - own))
        votes[index] += given
        pot -= given
    return _by_votes(rule, candidates, votes, f"{{}} votes with those handed down, where {number(figure)} elect")
