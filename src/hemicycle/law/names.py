"""Names in a law document: every formula may use only what stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hemicycle.law.document import Admit, Allot, Compute, Law, OfKind, Selector, Step
from hemicycle.law.formula import Formula
from hemicycle.source.documents import Document
from hemicycle.source.mistake import Mistake, nearest

Place = tuple[str | int, ...]

# Always there: the list ballot, the candidates' ballot, its valid votes, all seats held so far.
_PER_LIST = {"votes", "first", "held"}
_PER_UNIT = {"valid"}
LOT = "lot"


@dataclass
class _Known:
    """What a step can refer to: tables with a value per list, tables with one per unit, sets."""

    law: Law
    per_list: set[str] = field(default_factory=lambda: set(_PER_LIST))
    per_unit: set[str] = field(default_factory=lambda: set(_PER_UNIT))
    sets: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)


def check_names(law: Law, document: Document) -> list[Mistake]:
    """Find the names that a document uses and nothing defines, or that it uses as what they are not."""
    known = _Known(law)
    for name, number in law.from_election.items():
        (known.per_list if number.each == "list" else known.per_unit).add(name)
    _check_levels(known, document)
    for t, tier in enumerate(law.tiers):
        _define(known, document, tier.tier, ("tiers", t, "tier"))
        known.per_list.add(tier.tier)
        for s, step in enumerate(tier.steps):
            place: Place = ("tiers", t, "steps", s)
            _check_step(known, document, step, place)
    if sum(tier.seats for tier in law.tiers) != law.seats:
        found = " + ".join(str(tier.seats) for tier in law.tiers)
        known.mistakes.append(document.mistake(("seats",), f"{law.seats} seats, and tiers of {found}", "the same sum"))
    for q, question in enumerate(law.open_questions):
        if question.when is not None:
            _check_formula(known, document, question.when, ("open_questions", q, "when"), per_list=False)
    return known.mistakes


def _check_levels(known: _Known, document: Document) -> None:
    law = known.law
    if law.votes_at not in law.levels:
        known.mistakes.append(
            document.mistake(("votes_at",), f"the level {law.votes_at!r}", nearest(law.votes_at, law.levels))
        )
    for name, number in law.from_election.items():
        if number.at not in law.levels:
            place = ("from_election", name, "at")
            known.mistakes.append(
                document.mistake(place, f"the level {number.at!r}", nearest(number.at, law.levels))
            )


def _check_step(known: _Known, document: Document, step: Step, place: Place) -> None:
    if step.when is not None:
        _check_formula(known, document, step.when, (*place, "when"), per_list=False)
    action = step.action
    inside = (*place, step.kind)
    if action.at not in known.law.levels:
        known.mistakes.append(
            document.mistake((*inside, "at"), f"the level {action.at!r}", nearest(action.at, known.law.levels))
        )
    for key, selector in selectors(action):
        for name in set_names(selector):
            if name not in known.sets:
                what = nearest(name, [*known.sets, "all"])
                known.mistakes.append(document.mistake((*inside, key), f"the unknown set {name!r}", what))
    for key, formula, per_list in formulas(action):
        _check_formula(known, document, formula, (*inside, *key), per_list=per_list)
    if isinstance(action, Admit) and action.ballot not in known.per_list:
        what = nearest(action.ballot, known.per_list)
        known.mistakes.append(document.mistake((*inside, "ballot"), f"the unknown ballot {action.ballot!r}", what))
    made = made_by(step)
    if made is None:
        return
    _define(known, document, made, (*place, "as"))
    if isinstance(action, Admit):
        known.sets.add(made)
    elif isinstance(action, Compute) and action.each == "unit":
        known.per_unit.add(made)
    else:
        known.per_list.add(made)


def _define(known: _Known, document: Document, name: str, place: Place) -> None:
    if name in known.per_list | known.per_unit | known.sets | set(known.law.levels) | {"all", LOT}:
        known.mistakes.append(document.mistake(place, f"the name {name!r} again", "a name of its own"))


def _check_formula(known: _Known, document: Document, formula: Formula, place: Place, *, per_list: bool) -> None:
    for name in formula.names:
        mistake = _misuse(known, name.name, name.use, name.level, per_list=per_list)
        if mistake:
            found, expected = mistake
            known.mistakes.append(document.mistake(place, f"{found} in {formula.text!r}", expected))


def _misuse(known: _Known, name: str, use: str, level: str | None, *, per_list: bool) -> tuple[str, str] | None:
    tables = known.per_list | known.per_unit
    if use == "set":
        return None if name in known.sets else (f"the unknown set {name!r}", nearest(name, known.sets))
    if name not in tables:
        return f"the unknown name {name!r}", nearest(name, tables)
    if level is not None and level not in known.law.levels:
        return f"the unknown level {level!r}", nearest(level, known.law.levels)
    if use == "value" and name in known.per_list and not per_list:
        return f"{name!r}, which is a number per list,", f"total({name}) or sum({name}, a set)"
    if use in ("total", "sum", "most") and name in known.per_unit:
        return f"{use}({name}), but {name!r} has no lists,", name
    return None


def formulas(action: Admit | Compute | Allot) -> Iterator[tuple[Place, Formula, bool]]:
    """List the formulas of a step: where each stands, and whether it is taken for each list."""
    match action:
        case Admit(of=of, largest=largest, ties=ties):
            if of is not None:
                yield ("of",), of, False
            if largest is not None:
                yield ("largest",), largest, False
            yield from _rules(ties)
        case Compute(formula=formula, each=each):
            yield ("is",), formula, each == "list"
        case Allot(seats=seats, by=by, method=method, at_least=low, at_most=high, ties=ties):
            yield ("seats",), seats, False
            yield ("by",), by, True
            if method is not None and not isinstance(method, str) and isinstance(method.quota, Formula):
                yield ("method", "quota"), method.quota, False
            if low is not None:
                yield ("at_least",), low, True
            if high is not None:
                yield ("at_most",), high, True
            yield from _rules(ties)


def _rules(ties: tuple[Formula, ...]) -> Iterator[tuple[Place, Formula, bool]]:
    for i, rule in enumerate(ties):
        if rule.text != LOT:
            yield ("ties", i), rule, True


def selectors(action: Admit | Compute | Allot) -> Iterator[tuple[str, Selector]]:
    """List the selectors of a step by their key."""
    if action.who is not None:
        yield "who", action.who
    if not isinstance(action, Compute) and action.besides is not None:
        yield "except", action.besides


def set_names(selector: Selector) -> Iterator[str]:
    """List the sets a selector refers to."""
    parts = selector if isinstance(selector, tuple) else (selector,)
    for part in parts:
        if not isinstance(part, OfKind) and part != "all":
            yield part


def made_by(step: Step) -> str | None:
    """Name the set or working table that a step makes; None for a step that fills its tier."""
    return step.into or ("admitted" if step.admit is not None else None)
