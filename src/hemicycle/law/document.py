"""The schema of a law document: what may be written, and what it becomes in memory.

A document is an ordered list of steps in tiers, each step with the articles it comes from. The kinds of
step are in hemicycle.law.steps; the language they belong to is in docs/language.md. Everything a reader of
the statute would look for stands in the document; nothing is filled in here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from hemicycle.law.formula import Formula
from hemicycle.law.members import AnyRule
from hemicycle.law.steps import (
    KINDS,
    NATION,
    Action,
    Admit,
    Allot,
    Compute,
    FormulaText,
    Level,
    PlaceSeats,
    Transfer,
    Word,
)
from hemicycle.source.schema import Part, Words

Cites = Annotated[tuple[Words, ...], Field(min_length=1, description="the articles this comes from")]


class Step(Part):
    """One step of the act: its kind, its articles, and when it applies."""

    step: Word | None = None
    admit: Admit | None = None
    compute: Compute | None = None
    allot: Allot | None = None
    level: Level | None = None
    place: PlaceSeats | None = None
    transfer: Transfer | None = None
    into: Word | None = Field(None, alias="as", description="the name of the set or table the step makes")
    when: FormulaText | None = None
    applies: Words | None = Field(None, description="the condition in words: when one list alone passes")
    cites: Cites
    note: Words | None = None

    @model_validator(mode="after")
    def _is_one_kind(self) -> Step:
        kinds = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(kinds) != 1:
            found = " and ".join(kinds) if kinds else "no kind of step"
            raise ValueError(f"{found}; expected one of {', '.join(KINDS)}")
        if self.allot is not None and self.allot.to not in ("list", "alliance") and self.into is None:
            raise ValueError(f"seats of {self.allot.to}s in a tier of lists; expected a name for them (as)")
        return self

    @property
    def action(self) -> Action:
        """What the step does."""
        action: Action = getattr(self, self.kind)
        return action

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


def _no_constant(formula: Formula) -> Formula:
    if not formula.names:
        raise ValueError(f"{formula.text!r}; expected a whole number above 0")
    return formula


SeatsFormula = Annotated[FormulaText, AfterValidator(_no_constant)]


class Tier(Part):
    """Steps that fill one tier of seats, in the order of the act.

    `seats` is a number, a formula where the election fixes it, or left out where votes do. A tier `within`
    another names some of that one's seats and adds nothing to any total.
    """

    tier: Word
    label: Words
    within: Word | None = None
    seats: Annotated[int, Field(ge=0)] | SeatsFormula | None = Field(None, union_mode="left_to_right")
    steps: tuple[Step, ...] = Field(min_length=1)


class AtLeast(Part):
    """The size of a house that may grow."""

    at_least: int = Field(ge=1)


class OpenQuestion(Part):
    """What the statute doesn't settle, when that bites, and what is done then."""

    asks: Words
    law: Literal["silent", "unclear", "not read"]
    when: FormulaText | None = Field(None, description="without it the question is only stated")
    we: Words = Field(description="`undetermined` stops the run; anything else is the reading taken")
    cites: tuple[Words, ...] = ()


class FromElection(Part):
    """A number the election has to supply, because the statute takes it from outside the count."""

    each: Literal["list", "unit"] = "list"
    at: Word = NATION
    means: Words
    optional: bool = Field(False, description="true for a number that is 0 where it isn't given")
    in_returns: Word | None = Field(None, description="the field of a polling station's return that counts it")
    prefers: Words | None = Field(None, description="whom a tie rule on this number prefers, in words")
    cites: Cites


class InForce(Part):
    """The first and the last day of a version."""

    start: dt.date = Field(alias="from")
    until: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> InForce:
        if self.until and self.until < self.start:
            raise ValueError(f"a version that ends on {self.until}, before it starts; expected a later day")
        return self


class Law(Part):
    """One dated version of an electoral law for one chamber."""

    law: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z0-9]+)+$")]
    title: Words
    country: Words
    chamber: Words
    act: Words = Field(description="the act that made this version")
    in_force: InForce
    used_from: dt.date | None = None
    seats: Annotated[int, Field(ge=1)] | AtLeast | SeatsFormula = Field(
        union_mode="left_to_right",
        description="a number; {at_least: 120} where the house may grow; a fact where it is decided elsewhere",
    )
    units: tuple[Word, ...] = Field((), description="the levels of units below the nation, coarse to fine")
    votes_at: Word = Field(NATION, description="the level at which the rows of the list ballot stand")
    named_within: tuple[Word, ...] = Field(
        (), description="levels whose units are called with the unit above in front: `North / Hill`"
    )
    rows: dict[str, Literal["no seats"]] = Field(
        default_factory=dict, description="rows of the ballot that are no lists, such as against-all"
    )
    from_election: dict[Word, FromElection] = Field(default_factory=dict)
    tiers: tuple[Tier, ...] = Field(min_length=1)
    members: tuple[AnyRule, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    read_in: tuple[Words, ...] = Field(min_length=1, description="the texts this document was written from")
    note: Words | None = None

    @property
    def id(self) -> str:
        """The law and its version: `kz-mazhilis@2020-05-25`."""
        return f"{self.law}@{self.in_force.start}"

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The allotments whose remainders, quotas, seats left over, or order later steps read."""
        steps = [step for tier in self.tiers for step in tier.steps]
        parts = (*steps, *self.open_questions)
        names = {name.name for part in parts for formula in formulas_of(part) for name in formula.names}
        turns = {step.place.turns for step in steps if step.place is not None and step.place.turns is not None}
        return frozenset(turns | {name.rpartition(".")[0] for name in names if "." in name})

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of units, from the whole country down."""
        return (NATION, *self.units)


def formulas_of(part: Any) -> Iterator[Formula]:
    """Go through all formulas of a part of a document."""
    if isinstance(part, Formula):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from formulas_of(each)
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from formulas_of(getattr(part, name))


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a law document, as editors use it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Law.model_json_schema(by_alias=True)}
