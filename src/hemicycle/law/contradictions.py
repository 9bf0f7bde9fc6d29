"""Contradictions in a law document: what is well written and still can't be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from hemicycle.law.document import Law, Step, Tier
from hemicycle.law.formula import Formula
from hemicycle.law.steps import Admit, Allot, ByQuota, Level, PlaceSeats, Transfer
from hemicycle.source.documents import Document
from hemicycle.source.mistake import Mistake

# A condition on the sizes of sets is tried with sets of up to so many lists.
_LARGEST_SET = 6
OF_TIES = re.compile(r"\b(ties?|tied|equal|equality|lots?|draws?)\b", re.IGNORECASE)


def check_contradictions(law: Law, document: Document) -> list[Mistake]:
    """Find steps that can never run, two rules for one case, and ties for which no rule is given or missed."""
    mistakes: list[Mistake] = []
    asked = any(OF_TIES.search(question.asks) for question in law.open_questions)
    for t, tier in enumerate(law.tiers):
        for s, step in enumerate(tier.steps):
            place = ("tiers", t, "steps", s)
            if step.when is not None and not any(_cases(step.when)):
                found = f"a step that can never run: no case meets {step.when.text!r}"
                mistakes.append(document.mistake((*place, "when"), found, "a condition that some case meets"))
            if not asked and _can_tie(step) and not _ties(step):
                found = "no rule for ties"
                expected = "ties, or an open question that says what the act doesn't settle"
                mistakes.append(document.mistake((*place, step.kind), found, expected))
        for first, second in _both_run(tier):
            found = f"two rules for one case: steps {first + 1} and {second + 1} both give all seats of {tier.tier}"
            place = ("tiers", t, "steps", second)
            mistakes.append(document.mistake(place, found, "conditions (when) that never hold together"))
    return [*mistakes, *_members_twice(law, document)]


def _members_twice(law: Law, document: Document) -> Iterator[Mistake]:
    """Find rules on members that contradict each other: two of a kind to be carried out for one tier."""
    met: dict[tuple[str, str | None], int] = {}
    for index, rule in enumerate(law.members):
        if rule.is_carried_out and rule.rule in ("seating", "seat quota", "vacancy", "seat lost"):
            first = met.setdefault((rule.rule, rule.tier), index)
            if first != index:
                found = f"two rules to be carried out for one case: {rule.rule}, members[{first}] and members[{index}]"
                yield document.mistake(("members", index), found, "one, the other in words alone or for another tier")


def _cases(*conditions: Formula | None) -> Iterator[bool]:
    """Try conditions together on sets of all small sizes; what reads more than sizes may hold."""
    given = [condition for condition in conditions if condition is not None]
    names = {name for condition in given for name in condition.names}
    if any(name.use != "set" for name in names):
        yield True
        return
    sets = sorted({name.name for name in names})
    for sizes in product(range(_LARGEST_SET), repeat=len(sets)):
        scope = _Sizes(dict(zip(sets, sizes, strict=True)))
        yield all(condition.at(scope) for condition in given)


class _Sizes:
    """A scope that knows how large sets are and nothing else."""

    def __init__(self, sizes: dict[str, int]) -> None:
        self._sizes = sizes

    def count(self, chosen: str) -> int:
        """Count the lists of a set."""
        return self._sizes[chosen]

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a condition on sizes asked for {name}")


def _can_tie(step: Step) -> bool:
    """Tell whether equal claims can meet in a step."""
    match step.action:
        case Admit(largest=largest):
            return largest is not None
        case Allot(method=None) | Allot(method=ByQuota(remainders="none")):
            return False
        case Allot() | Level() | Transfer():
            return True
        case PlaceSeats(method="biproportional"):
            return False
        case PlaceSeats():
            return True
    return False


def _ties(step: Step) -> tuple[Any, ...]:
    return getattr(step.action, "ties", ())


def _both_run(tier: Tier) -> Iterator[tuple[int, int]]:
    """List pairs of steps that each give all the seats of a tier and can run in the same case."""
    whole = [
        (s, step)
        for s, step in enumerate(tier.steps)
        if step.allot is not None
        and step.into is None
        and step.allot.seats.constant is not None
        and step.allot.seats.constant == tier.seats
        and step.allot.at == "nation"
    ]
    for i, (first, one) in enumerate(whole):
        for second, other in whole[i + 1 :]:
            if any(_cases(one.when, other.when)) and _sizes_only(one.when) and _sizes_only(other.when):
                yield first, second


def _sizes_only(condition: Formula | None) -> bool:
    """Tell whether a condition can be decided from the sizes of sets."""
    return condition is None or all(name.use == "set" for name in condition.names)
