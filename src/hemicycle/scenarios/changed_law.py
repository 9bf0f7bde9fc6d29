"""A law with something changed in it: another threshold, another method, another number of seats."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar, get_args

from hemicycle.law.document import Law, Step, Tier, formulas_of
from hemicycle.law.formula import Formula, parse_formula
from hemicycle.law.steps import Admit, Allot, Condition, NamedDivisors
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.schema import Part

METHODS: tuple[str, ...] = ("hare", *get_args(NamedDivisors))
_WHAT = ("threshold", "method", "seats")


@dataclass(frozen=True, slots=True)
class Setting:
    """One change of a law: what of which tier is set to which value; `threshold` names one of several."""

    tier: str
    what: str
    value: str
    threshold: str = ""

    def __str__(self) -> str:
        return ".".join(filter(None, (self.tier, self.threshold, self.what))) + f"={self.value}"


def read_setting(text: str) -> Setting:
    """Read a change as people write it: `lists.threshold=5%`. Raises BadInput for anything else."""
    path, equals, value = text.partition("=")
    tier, *named = path.strip().split(".")
    what = named.pop() if named else ""
    if not equals or not value.strip() or what not in _WHAT or (named and what != "threshold"):
        raise BadInput(Mistake("--set", repr(text), "TIER.threshold=5%, TIER.method=sainte-lague or TIER.seats=150"))
    return Setting(tier, what, value.strip(), ".".join(named))


def settings_for(law: Law, texts: Sequence[str], method: str | None, seats: int | None) -> list[Setting]:
    """Read the changes asked for, as people write them; a method and seats without a tier are for the first one."""
    first = law.tiers[0].tier
    changes = [read_setting(each) for each in texts]
    if method is not None:
        changes.append(Setting(first, "method", method))
    if seats is not None:
        changes.append(Setting(first, "seats", str(seats)))
    return changes


def change_law(law: Law, settings: Sequence[Setting]) -> Law:
    """Change a law as told, in the order given. Raises BadInput for what the law doesn't have."""
    for setting in settings:
        law = _CHANGES[setting.what](law, setting)
    return law


def tier_of(law: Law, setting: Setting) -> Tier:
    """Find the tier that a setting is about. Raises BadInput for one that the law lacks."""
    for tier in law.tiers:
        if tier.tier == setting.tier:
            return tier
    known = [tier.tier for tier in law.tiers]
    raise BadInput(
        Mistake(str(setting), f"the unknown tier {setting.tier!r} of {law.id}", nearest(setting.tier, known))
    )


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of votes that an admission asks for.

    `name` is how a setting calls it: the set that the step makes, or the step's place in the tier, and the
    place of the alternative where there are several. `position` is the place of the step, `alternative` that
    of the condition among those of which one has to hold, both from 0.
    """

    name: str
    position: int
    admit: Admit
    alternative: int | None
    condition: Condition

    @property
    def share(self) -> Formula:
        """The share asked for."""
        share = self.condition.votes or self.condition.above
        assert share is not None
        return share

    @property
    def is_majority(self) -> bool:
        """Whether it asks for half of the votes or more, as clauses on majorities do."""
        return self.share.constant is not None and self.share.constant >= Fraction(1, 2)


def thresholds_of(tier: Tier) -> list[Threshold]:
    """List the thresholds of a tier in the order of the act."""
    found: list[Threshold] = []
    for position, step in enumerate(tier.steps):
        if step.admit is None:
            continue
        conditions = [(None, step.admit), *enumerate(step.admit.alternatives)]
        asking = [(place, each) for place, each in conditions if each.votes is not None or each.above is not None]
        name = step.into or f"{position + 1}"
        for order, (place, each) in enumerate(asking, 1):
            called = name if len(asking) == 1 else f"{name}.{order}"
            found.append(Threshold(called, position, step.admit, place, each))
    return found


def chosen_thresholds(law: Law, setting: Setting) -> list[Threshold]:
    """Find the thresholds that a setting means: the one it names, or those of the tier where all are one share.

    Clauses on majorities are meant only by their names. Raises BadInput for none, and for several that differ.
    """
    known = thresholds_of(tier_of(law, setting))
    meant = [each for each in known if each.name == setting.threshold or not (setting.threshold or each.is_majority)]
    if not meant:
        found = f"no threshold called {setting.threshold!r}" if setting.threshold else "no threshold"
        expected = f"one of: {_listed(setting, known)}" if known else "a tier that has one"
        raise BadInput(Mistake(str(setting), f"{found} in {setting.tier}", expected))
    if len({each.share.constant for each in meant}) > 1:
        expected = f"one of them by name: {_listed(setting, meant)}"
        raise BadInput(Mistake(str(setting), f"{len(meant)} thresholds that differ", expected))
    return meant


def _listed(setting: Setting, thresholds: Sequence[Threshold]) -> str:
    return ", ".join(f"{setting.tier}.{each.name}.threshold ({each.share})" for each in thresholds)


def _threshold(law: Law, setting: Setting) -> Law:
    """Set the share that admissions ask for."""
    share = _share(setting)
    steps = list(tier_of(law, setting).steps)
    for each in chosen_thresholds(law, setting):
        admit = steps[each.position].admit
        assert admit is not None
        changed: dict[str, Any] = {"votes" if each.condition.votes is not None else "above": share}
        if each.alternative is not None:
            alternatives = list(admit.alternatives)
            alternatives[each.alternative] = alternatives[each.alternative].model_copy(update=changed)
            changed = {"alternatives": tuple(alternatives)}
        steps[each.position] = steps[each.position].model_copy(update={"admit": admit.model_copy(update=changed)})
    return _with_steps(law, setting.tier, steps)


def _share(setting: Setting) -> Formula:
    text = setting.value
    if not re.fullmatch(r"\d+(\.\d+)?\s*%|\d+/[1-9]\d*|0?\.\d+|0|1", text):
        raise BadInput(Mistake(str(setting), repr(text), "a share such as 5% or 1/20"))
    share = parse_formula(text)
    if share.constant is None or not 0 <= share.constant <= 1:
        raise BadInput(Mistake(str(setting), repr(text), "a share from 0 to 100%"))
    return share


def _method(law: Law, setting: Setting) -> Law:
    """Set the method of a tier's allotments to lists; those with a quota of their own formula stay."""
    if setting.value not in METHODS:
        raise BadInput(Mistake(str(setting), repr(setting.value), nearest(setting.value, METHODS)))
    before = tier_of(law, setting).steps
    steps = [
        step.model_copy(update={"allot": step.allot.model_copy(update={"method": setting.value})})
        if step.allot is not None and _may_change(step.allot)
        else step
        for step in before
    ]
    if all(one is other for one, other in zip(steps, before, strict=True)):
        raise BadInput(Mistake(str(setting), f"no allotment by quota or divisors in {setting.tier}", "a tier with one"))
    return _with_steps(law, setting.tier, steps)


def _may_change(allot: Allot) -> bool:
    quota = getattr(allot.method, "quota", None)
    own = allot.method is None or allot.method == "most votes" or isinstance(quota, Formula)
    return allot.to == "list" and not own


def _seats(law: Law, setting: Setting) -> Law:
    """Set the seats of a tier: the number, and every place in its formulas where it stands, or the next one.

    The next number is the divisor of quotas such as Droop's, votes over seats and one.
    """
    tier = tier_of(law, setting)
    if not re.fullmatch(r"[1-9]\d{0,5}", setting.value):
        raise BadInput(Mistake(str(setting), repr(setting.value), "a whole number of seats above 0"))
    seats, before = int(setting.value), tier.seats
    if not isinstance(before, int) or not isinstance(law.seats, int) or not _speaks_of(tier, before):
        found = f"seats of {setting.tier} that the steps of the act don't divide as one number"
        raise BadInput(Mistake(str(setting), found, "districts.csv or the facts of the election, changed"))

    new = {str(before): str(seats), str(before + 1): str(seats + 1)}

    def renumber(formula: Formula) -> Formula:
        text = re.sub(r"(?<![\w.])\d+(?![\w.%])", lambda number: new.get(number[0], number[0]), formula.text)
        return formula if text == formula.text else parse_formula(text)

    changed = with_formulas(tier, renumber).model_copy(update={"seats": seats})
    return law.model_copy(
        update={
            "seats": law.seats - before + seats,
            "tiers": tuple(changed if each is tier else each for each in law.tiers),
            "open_questions": with_formulas(law.open_questions, renumber),
        }
    )


def _speaks_of(tier: Tier, seats: int) -> bool:
    """Tell whether a number of seats stands in a formula of the tier's steps."""
    return any(re.search(rf"(?<![\w.]){seats}(?![\w.%])", formula.text) for formula in formulas_of(tier.steps))


AnyPart = TypeVar("AnyPart")


def with_formulas(part: AnyPart, change: Callable[[Formula], Formula]) -> AnyPart:
    """Rebuild a part of a document, or a tuple of them, with its formulas changed."""
    found: Any = part
    if isinstance(part, Formula):
        found = change(part)
    elif isinstance(part, tuple):
        found = tuple(with_formulas(each, change) for each in part)
    elif isinstance(part, Part):
        found = part.model_copy(
            update={name: with_formulas(getattr(part, name), change) for name in type(part).model_fields}
        )
    return found  # type: ignore[no-any-return]


def _with_steps(law: Law, tier: str, steps: Sequence[Step]) -> Law:
    changed = [each.model_copy(update={"steps": tuple(steps)}) if each.tier == tier else each for each in law.tiers]
    return law.model_copy(update={"tiers": tuple(changed)})


_CHANGES: dict[str, Callable[[Law, Setting], Law]] = {"threshold": _threshold, "method": _method, "seats": _seats}
