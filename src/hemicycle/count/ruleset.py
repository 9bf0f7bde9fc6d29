"""Check rules of returns as data: numbered errors and warnings, with the fields they mark and the article."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from hemicycle.count.conditions import condition, fields_of
from hemicycle.law.formula import Formula, NotAFormula, parse_formula
from hemicycle.returns.fields import FIELDS
from hemicycle.source.documents import read_document
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.schema import Part, Words, validate

_RULES = Path(__file__).parent / "rules"


def _number(text: str) -> str:
    if not re.fullmatch(r"[FW]\.\d{3}", text):
        raise ValueError(
            f"the number {text!r}; expected F and three digits for an error, W for a warning, such as F.101"
        )
    return text


def _formula(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        formula = parse_formula(value)
        for name in fields_of(formula):
            if name not in FIELDS and name != "votes":
                raise NotAFormula(f"the field {name!r} (fields: votes, {', '.join(FIELDS)})")
        condition(formula, ["list_1"], frozenset())
    except NotAFormula as error:
        raise ValueError(f"{error}; expected a comparison of fields, such as valid + invalid == found") from None
    return formula


Comparison = Annotated[Formula, BeforeValidator(_formula)]


class Neighbours(Part):
    """A share far from that of the other stations of the same unit, by Tukey's fences.

    `share` of `of` lies more than `fences` times the distance of the quartiles outside them, among at least `least`
    stations of the unit one level up. `leading` takes the votes of the list that leads in the whole as the share.
    """

    share: Words
    of: Words
    fences: int = Field(3, ge=1)
    least: int = Field(10, ge=4)


class Check(Part):
    """One rule: what has to hold of a return, or what is looked for among returns.

    Exactly one of `holds` (a comparison), `rising` (voters who had come never grow fewer by the hour),
    `neighbours` and `same_figures` (two stations with the same votes for every list, from so many votes on).
    `when` narrows it to returns of which it is true. An F is an error, which the paper or its copy has to settle;
    a W is a warning, which somebody has to explain, and often can.
    """

    number: Annotated[str, AfterValidator(_number)]
    title: Words
    holds: Comparison | None = None
    rising: Literal["voters"] | None = None
    neighbours: Neighbours | None = None
    same_figures: Annotated[int, Field(ge=1)] | None = None
    when: Comparison | None = None
    unless_given: tuple[Words, ...] = Field((), description="fields with which another rule takes this one's place")
    marks: tuple[Words, ...] = ()
    cites: tuple[Words, ...] = ()
    follows: Words | None = Field(None, description="what the rule follows from, where no article says it")
    says: Words | None = Field(None, description="what is told of a return; {field} stands for its number")

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        ways = [self.holds, self.rising, self.neighbours, self.same_figures]
        if sum(way is not None for way in ways) != 1:
            raise ValueError("a rule without one test; expected one of holds, rising, neighbours, same_figures")
        return self

    @property
    def is_error(self) -> bool:
        """Whether the paper or its copy has to be set right."""
        return self.number.startswith("F")

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a rule marks: those named, or else those its test reads."""
        if self.marks or self.holds is None:
            return self.marks
        return fields_of(self.holds)


class Rules(Part):
    """A set of rules; those of the set it extends come first."""

    rules: Words
    title: Words
    extends: Words | None = None
    sources: tuple[Words, ...] = ()
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]


def ruleset_ids() -> tuple[str, ...]:
    """Name the sets of rules that come with the project."""
    return tuple(sorted(path.stem for path in _RULES.glob("*.yaml")))


def find_rules(name: str) -> Rules:
    """Read a set of rules: one of the project's by its name, or a file of the user's. Raises BadInput."""
    is_file = name.endswith((".yaml", ".yml"))
    if not is_file and name not in ruleset_ids():
        expected = f"{nearest(name, ruleset_ids())}, or a file such as my-rules.yaml"
        raise BadInput(Mistake("--rules", f"the unknown rules {name!r}", expected))
    document = read_document(Path(name) if is_file else _RULES / f"{name}.yaml")
    rules = validate(Rules, document)
    if rules.extends is None:
        inherited: tuple[Check, ...] = ()
    elif rules.extends not in ruleset_ids() or rules.extends == rules.rules:
        raise BadInput(document.mistake(("extends",), repr(rules.extends), nearest(rules.extends, ruleset_ids())))
    else:
        inherited = find_rules(rules.extends).checks
    numbers = [check.number for check in rules.checks]
    for place, number in enumerate(numbers):
        if number in numbers[:place]:
            raise BadInput(document.mistake(("checks", place, "number"), f"{number} again", "each number once"))
    kept = tuple(check for check in inherited if check.number not in numbers)
    in_order = sorted((*kept, *rules.checks), key=lambda check: check.number)
    return rules.model_copy(update={"checks": tuple(in_order)})
