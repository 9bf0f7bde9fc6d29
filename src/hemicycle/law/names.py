"""Names in a law document: every step may use only what stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hemicycle.law.document import Law, Step
from hemicycle.law.formula import Formula, Name
from hemicycle.law.steps import (
    NAMES,
    Action,
    Admit,
    Allot,
    ByQuota,
    Compute,
    Condition,
    GiveBack,
    Level,
    OfKind,
    PlaceSeats,
    Selector,
    Transfer,
)
from hemicycle.source.documents import Document
from hemicycle.source.mistake import Mistake, nearest

Place = tuple[str | int, ...]

LOT = "lot"

# Always there: the list ballot, the other ballots, all seats held so far; the valid votes.
BALLOTS = ("first", "runoff", "repeat_vote")
_PER_LIST = {"votes", "held", *BALLOTS}
_PER_UNIT = {"valid"}
# What an allotment leaves behind beside its seats: remainders by list; the quota and seats left over by unit.
REMAINDER, QUOTA, UNFILLED = ".remainder", ".quota", ".unfilled"


def made_by(step: Step) -> str | None:
    """Name the set or working table that a step makes; None for a step that fills its tier."""
    return step.into or ("admitted" if step.admit is not None else None)


def check_names(law: Law, document: Document) -> list[Mistake]:
    """Find the names that a document uses and nothing defines, or that it uses as what they are not.

    Also finds levels that the document doesn't declare, and tiers whose seats don't add up.
    """
    check = _Check(law, document)
    check.level(law.votes_at, ("votes_at",))
    for i, level in enumerate(law.named_within):
        check.level(level, ("named_within", i))
    for name, number in law.from_election.items():
        check.level(number.at, ("from_election", name, "at"))
        (check.per_list if number.each == "list" else check.per_unit).add(name)
    if isinstance(law.seats, Formula) and any(name.name not in law.from_election for name in law.seats.names):
        check.wrong(
            ("seats",), repr(law.seats.text), "a whole number, {at_least: a number}, or a name in from_election"
        )
    for t, tier in enumerate(law.tiers):
        if tier.tier != "all":
            check.define(tier.tier, ("tiers", t, "tier"))
        check.per_list.add(tier.tier)
        if tier.within is not None and tier.within not in {other.tier for other in law.tiers} - {tier.tier}:
            others = [other.tier for other in law.tiers if other is not tier]
            check.wrong(("tiers", t, "within"), f"the unknown tier {tier.within!r}", nearest(tier.within, others))
        for s, step in enumerate(tier.steps):
            check.step(step, ("tiers", t, "steps", s), tier.tier)
        if isinstance(tier.seats, Formula):
            check.formula(tier.seats, ("tiers", t, "seats"), per_list=False)
    for q, question in enumerate(law.open_questions):
        if question.when is not None:
            check.formula(question.when, ("open_questions", q, "when"), per_list=False)
    _check_members(law, check)
    parts = [tier.seats for tier in law.tiers if tier.within is None]
    sizes = [part for part in parts if isinstance(part, int)]
    if isinstance(law.seats, int) and len(sizes) == len(parts) and sum(sizes) != law.seats:
        said = " + ".join(map(str, sizes))
        check.wrong(("seats",), f"{law.seats} seats, and tiers of {said}", "the same sum")
    return check.mistakes


def _check_members(law: Law, check: _Check) -> None:
    """Find rules on members for tiers that the document doesn't have."""
    tiers = [tier.tier for tier in law.tiers]
    for index, rule in enumerate(law.members):
        if rule.tier is not None and rule.tier not in tiers:
            check.wrong(("members", index, "tier"), f"the unknown tier {rule.tier!r}", nearest(rule.tier, tiers))


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
        if name in self.per_list | self.per_unit | self.sets | set(self.law.levels) | {"all", LOT, NAMES}:
            self.wrong(place, f"the name {name!r} again", "a name of its own")

    def step(self, step: Step, place: Place, tier: str) -> None:
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
        for path, name in _tables(action):
            if name not in self.per_list:
                what = "ballot" if path[-1] == "ballot" else "table"
                self.wrong((*inside, *path), f"the unknown {what} {name!r}", nearest(name, self.per_list))
        if isinstance(action, Allot) and action.to not in ("list", "alliance"):
            self.level(action.to, (*inside, "to"))
        if isinstance(action, Admit):
            for path, level in _levels(action):
                self.level(level, (*inside, *path))
        self._made(step, action, place, tier)

    def _made(self, step: Step, action: Action, place: Place, tier: str) -> None:
        made = made_by(step)
        if made is not None:
            self.define(made, (*place, "as"))
            self._kind_of(action).add(made)
        if isinstance(action, Allot):
            self.per_list.add((made or tier) + REMAINDER)
            self.per_unit |= {(made or tier) + QUOTA, (made or tier) + UNFILLED}

    def _kind_of(self, action: Action) -> set[str]:
        if isinstance(action, Admit):
            return self.sets
        by_unit = isinstance(action, Compute) and action.each == "unit"
        to_units = isinstance(action, Allot) and action.to not in ("list", "alliance")
        return self.per_unit if by_unit or to_units else self.per_list

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


def _formulas(action: Action) -> Iterator[tuple[Place, Formula, bool]]:
    """List the formulas of a step: where each stands, and whether it is taken for each list."""
    found: list[tuple[Place, Formula | None, bool]] = []
    match action:
        case Admit(of=of, largest=largest, alternatives=alternatives):
            found = [(("of",), of, False), (("largest",), largest, False)]
            found += [(("any", i, "of"), each.of, False) for i, each in enumerate(alternatives)]
        case Compute(formula=formula, each=each):
            found = [(("is",), formula, each == "list")]
        case Allot():
            by_list = action.to in ("list", "alliance")
            found = [(("seats",), action.seats, action.source is not None), (("by",), action.by, by_list)]
            found += [(("after",), action.after, True), *_limits(action, by_list=by_list), *_quota(action.method)]
        case Level():
            found = [(("seats",), action.seats, False), (("by",), action.by, True), *_limits(action)]
            found += _quota(action.method)
            if isinstance(action.over, GiveBack):
                found.append((("over", "where"), action.over.where, False))
        case PlaceSeats():
            found = [(("room",), action.room, False), (("by",), action.by, True), (("after",), action.after, True)]
            found += [*_limits(action), *_quota(action.method)]
        case Transfer():
            found = [(("seats",), action.seats, False)]
    if not isinstance(action, PlaceSeats | Transfer):
        found.append((("where",), action.where, False))
    if not isinstance(action, Compute | Transfer):
        to_units = isinstance(action, Allot) and action.to not in ("list", "alliance")
        found += [(("ties", i), rule, not to_units) for i, rule in enumerate(action.ties) if rule.text != LOT]
    for path, given, per_list in found:
        if given is not None:
            yield path, given, per_list


def _limits(action: Allot | Level | PlaceSeats, *, by_list: bool = True) -> list[tuple[Place, Formula | None, bool]]:
    most = action.at_most if action.at_most is None or action.at_most.text != NAMES else None
    return [(("at_least",), action.at_least, by_list), (("at_most",), most, by_list)]


def _quota(method: object) -> list[tuple[Place, Formula | None, bool]]:
    quota = method.quota if isinstance(method, ByQuota) else None
    return [(("method", "quota"), quota if isinstance(quota, Formula) else None, False)]


def _tables(action: Action) -> Iterator[tuple[Place, str]]:
    """List the tables per list that a step names outside formulas."""
    match action:
        case Admit():
            for path, condition in _conditions(action):
                yield (*path, "ballot"), condition.ballot
                if condition.tier is not None:
                    yield (*path, "tier"), condition.tier
        case PlaceSeats(seats=seats, turns=turns):
            yield ("seats",), seats
            if turns is not None:
                yield ("turns",), turns
        case Level(over=GiveBack(give_back=tier)):
            yield ("over", "give back"), tier


def _levels(action: Admit) -> Iterator[tuple[Place, str]]:
    for path, condition in _conditions(action):
        for level in (condition.within,) if isinstance(condition.within, str) else condition.within or ():
            yield (*path, "in"), level


def _conditions(action: Admit) -> Iterator[tuple[Place, Condition]]:
    yield (), action
    for i, condition in enumerate(action.alternatives):
        yield ("any", i), condition


def _selectors(action: Action) -> Iterator[tuple[str, Selector]]:
    """List the selectors of a step by their key."""
    if isinstance(action, Transfer):
        return
    if action.who is not None:
        yield "who", action.who
    if action.besides is not None:
        yield "except", action.besides


def _set_names(selector: Selector) -> Iterator[str]:
    """List the sets a selector refers to."""
    for part in selector if isinstance(selector, tuple) else (selector,):
        if not isinstance(part, OfKind) and part != "all":
            yield part
