"""Names in a law document: every step may use only what stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hemicycle.law.document import Admit, Allot, Compute, Law, OfKind, Selector, Step
from hemicycle.law.formula import Formula, Name
from hemicycle.source.documents import Document
from hemicycle.source.mistake import Mistake, nearest

Place = tuple[str | int, ...]

LOT = "lot"

# Always there: the list ballot, the candidates' ballot, all seats held so far; the valid votes.
_PER_LIST = {"votes", "first", "held"}
_PER_UNIT = {"valid"}


def made_by(step: Step) -> str | None:
    """Name the set or working table that a step makes; None for a step that fills its tier."""
    return step.into or ("admitted" if step.admit is not None else None)


def check_names(law: Law, document: Document) -> list[Mistake]:
    """Find the names that a document uses and nothing defines, or that it uses as what they are not.

    Also finds levels that the document doesn't declare, and tiers whose seats don't add up.
    """
    check = _Check(law, document)
    check.level(law.votes_at, ("votes_at",))
    for name, number in law.from_election.items():
        check.level(number.at, ("from_election", name, "at"))
        (check.per_list if number.each == "list" else check.per_unit).add(name)
    for t, tier in enumerate(law.tiers):
        check.define(tier.tier, ("tiers", t, "tier"))
        check.per_list.add(tier.tier)
        for s, step in enumerate(tier.steps):
            check.step(step, ("tiers", t, "steps", s))
    for q, question in enumerate(law.open_questions):
        if question.when is not None:
            check.formula(question.when, ("open_questions", q, "when"), per_list=False)
    if sum(tier.seats for tier in law.tiers) != law.seats:
        parts = " + ".join(str(tier.seats) for tier in law.tiers)
        check.wrong(("seats",), f"{law.seats} seats, and tiers of {parts}", "the same sum")
    return check.mistakes


@dataclass
class _Check:
    """What a step can refer to so far, and the mistakes found.

    `per_list` are the tables with a number per list, `per_unit` those with one per unit.
    """

    law: Law
    document: Document
    per_list: set[str] = field(default_factory=lambda: set(_PER_LIST))
    per_unit: set[str] = field(default_factory=lambda: set(_PER_UNIT))
    sets: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, place: Place, found: str, expected: str) -> None:
        """Note a mistake."""
        self.mistakes.append(self.document.mistake(place, found, expected))

    def level(self, level: str, place: Place) -> None:
        """Check a level of units."""
        if level not in self.law.levels:
            self.wrong(place, f"the unknown level {level!r}", nearest(level, self.law.levels))

    def define(self, name: str, place: Place) -> None:
        """Check that a new name is new."""
        if name in self.per_list | self.per_unit | self.sets | set(self.law.levels) | {"all", LOT}:
            self.wrong(place, f"the name {name!r} again", "a name of its own")

    def step(self, step: Step, place: Place) -> None:
        """Check one step, then add what it makes."""
        if step.when is not None:
            self.formula(step.when, (*place, "when"), per_list=False)
        action = step.action
        inside = (*place, step.kind)
        self.level(action.at, (*inside, "at"))
        for key, selector in _selectors(action):
            for name in _set_names(selector):
                if name not in self.sets:
                    self.wrong((*inside, key), f"the unknown set {name!r}", nearest(name, [*self.sets, "all"]))
        for path, formula, per_list in _formulas(action):
            self.formula(formula, (*inside, *path), per_list=per_list)
        if isinstance(action, Admit) and action.ballot not in self.per_list:
            found = f"the unknown ballot {action.ballot!r}"
            self.wrong((*inside, "ballot"), found, nearest(action.ballot, self.per_list))
        made = made_by(step)
        if made is not None:
            self.define(made, (*place, "as"))
            self._made(action).add(made)

    def _made(self, action: Admit | Compute | Allot) -> set[str]:
        if isinstance(action, Admit):
            return self.sets
        return self.per_unit if isinstance(action, Compute) and action.each == "unit" else self.per_list

    def formula(self, formula: Formula, place: Place, *, per_list: bool) -> None:
        """Check every name of a formula; `per_list` says whether it is taken for each list."""
        for name in formula.names:
            misuse = self._misuse(name, per_list=per_list)
            if misuse:
                found, expected = misuse
                self.wrong(place, f"{found} in {formula.text!r}", expected)

    def _misuse(self, name: Name, *, per_list: bool) -> tuple[str, str] | None:
        tables = self.per_list | self.per_unit
        if name.use == "set":
            known = name.name in self.sets
            return None if known else (f"the unknown set {name.name!r}", nearest(name.name, self.sets))
        if name.name not in tables:
            return f"the unknown name {name.name!r}", nearest(name.name, tables)
        if name.level is not None and name.level not in self.law.levels:
            return f"the unknown level {name.level!r}", nearest(name.level, self.law.levels)
        if name.use == "value" and name.name in self.per_list and not per_list:
            return f"{name.name!r}, which is a number per list,", f"total({name.name}) or sum({name.name}, a set)"
        if name.use in ("total", "sum", "most") and name.name in self.per_unit:
            return f"{name.use}({name.name}), but {name.name!r} has no lists,", name.name
        return None


def _formulas(action: Admit | Compute | Allot) -> Iterator[tuple[Place, Formula, bool]]:
    """List the formulas of a step: where each stands, and whether it is taken for each list."""
    found: list[tuple[Place, Formula | None, bool]]
    match action:
        case Admit(of=of, largest=largest):
            found = [(("of",), of, False), (("largest",), largest, False)]
        case Compute(formula=formula, each=each):
            found = [(("is",), formula, each == "list")]
        case Allot(seats=seats, by=by, method=method, at_least=low, at_most=high):
            quota = None if method is None or isinstance(method, str) else method.quota
            found = [
                (("seats",), seats, False),
                (("by",), by, True),
                (("method", "quota"), quota if isinstance(quota, Formula) else None, False),
                (("at_least",), low, True),
                (("at_most",), high, True),
            ]
    for path, given, per_list in found:
        if given is not None:
            yield path, given, per_list
    if not isinstance(action, Compute):
        for i, rule in enumerate(action.ties):
            if rule.text != LOT:
                yield ("ties", i), rule, True


def _selectors(action: Admit | Compute | Allot) -> Iterator[tuple[str, Selector]]:
    """List the selectors of a step by their key."""
    if action.who is not None:
        yield "who", action.who
    if not isinstance(action, Compute) and action.besides is not None:
        yield "except", action.besides


def _set_names(selector: Selector) -> Iterator[str]:
    """List the sets a selector refers to."""
    for part in selector if isinstance(selector, tuple) else (selector,):
        if not isinstance(part, OfKind) and part != "all":
            yield part
