"""The schema of a law document: what may be written, and what it becomes in memory.

A document is an ordered list of steps in tiers, each step with the articles it comes from. The kinds of
step built so far are `admit`, `compute` and `allot`; the language they belong to is in docs/language.md.
Everything a reader of the statute would look for stands in the document; nothing is filled in here.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from hemicycle.law.formula import Formula, NotAFormula, parse_formula
from hemicycle.source.schema import Part, Words

NATION = "nation"
KINDS = ("admit", "compute", "allot")


def _formula(value: Any) -> Formula:
    if isinstance(value, Formula):
        return value
    if not isinstance(value, str):
        raise ValueError("expected a formula such as 98 or 7/10 * votes")
    try:
        return parse_formula(value)
    except NotAFormula as error:
        raise ValueError(str(error)) from None


def _share(formula: Formula) -> Formula:
    value = formula.constant
    if value is None:
        raise ValueError(f"{formula.text!r}; expected a plain number such as 7% or 1")
    if value < 0 or ("%" in formula.text and value > 1):
        raise ValueError(f"{formula.text!r}; expected a share from 0 to 100%")
    return formula


def _word(text: str) -> str:
    if not text.isidentifier():
        raise ValueError(f"{text!r}; expected a word of letters, digits and _")
    return text


FormulaText = Annotated[
    Formula,
    BeforeValidator(_formula),
    WithJsonSchema({"type": ["string", "number"], "description": "a formula, such as 7/10 * votes"}),
]
Share = Annotated[
    Formula,
    AfterValidator(_share),
    BeforeValidator(_formula),
    WithJsonSchema({"type": ["string", "number"], "description": "a share or multiple of the base, such as 7%"}),
]
Word = Annotated[str, AfterValidator(_word)]
Cites = Annotated[tuple[Words, ...], Field(min_length=1, description="the articles this comes from")]


def _lot_comes_last(rules: tuple[Formula, ...]) -> tuple[Formula, ...]:
    if any(rule.text == "lot" for rule in rules[:-1]):
        raise ValueError("rules after the lot; expected the lot last")
    return rules


Ties = Annotated[
    tuple[FormulaText, ...],
    AfterValidator(_lot_comes_last),
    Field(description="tried in turn, the larger value wins; `lot` last"),
]


class OfKind(Part):
    """A selector: the lists of one kind, as the facts of the election give it."""

    kind: Words


Selector = Word | OfKind | tuple[Word | OfKind, ...]


class Admit(Part):
    """Who may take part: the lists that meet every condition given, or all without one."""

    who: Selector = "all"
    besides: Selector | None = Field(None, alias="except")
    at: Word = NATION
    votes: Share | None = Field(None, description="at least this share of the base")
    above: Share | None = Field(None, description="strictly more than this share of the base")
    of: FormulaText | None = Field(None, description="the base; the valid votes without it")
    ballot: Word = "votes"
    largest: FormulaText | None = Field(None, description="then keep this many, those with most votes")
    ties: Ties = ()

    @model_validator(mode="after")
    def _has_its_condition(self) -> Admit:
        if self.of is not None and self.votes is None and self.above is None:
            raise ValueError("a base (of) without a share; expected also votes or above")
        for share in (self.votes, self.above):
            if share and share.constant and share.constant > 1 and (self.of is None or self.of.text == "valid"):
                raise ValueError(f"{share.text} times all votes; expected a share such as {share.text}%")
        return self


class Compute(Part):
    """A number per list or per unit, by a formula; standing in a tier without `as` it fills the tier."""

    at: Word = NATION
    each: Literal["list", "unit"] = "list"
    who: Selector = "all"
    formula: FormulaText = Field(alias="is")


class ByQuota(Part):
    """Whole quotas, then remainders. The quota is named, or is a formula, never rounded."""

    quota: Literal["hare"] | FormulaText
    remainders: Literal["largest", "none"] = "largest"


Method = Literal["hare", "most votes"] | ByQuota


class Allot(Part):
    """Seats of a unit to its lists. Without a method there is one contestant, which takes all."""

    at: Word = NATION
    who: Selector | None = None
    besides: Selector | None = Field(None, alias="except")
    seats: FormulaText
    by: FormulaText = Field(default_factory=lambda: parse_formula("votes"))
    method: Method | None = None
    at_least: FormulaText | None = None
    at_most: FormulaText | None = None
    ties: Ties = ()

    @model_validator(mode="after")
    def _has_one_limit(self) -> Allot:
        if self.at_least is not None and self.at_most is not None:
            raise ValueError("at_least and at_most together; expected one of them")
        limited = self.at_least is not None or self.at_most is not None
        if limited and self.method in (None, "most votes"):
            raise ValueError("a limit without a quota; expected a method by quota beside at_least and at_most")
        return self


class Step(Part):
    """One step of the act: its kind, its articles, and when it applies."""

    step: Word | None = None
    admit: Admit | None = None
    compute: Compute | None = None
    allot: Allot | None = None
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
        return self

    @property
    def action(self) -> Admit | Compute | Allot:
        """What the step does."""
        action = self.admit or self.compute or self.allot
        assert action is not None
        return action

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


class Tier(Part):
    """Steps that fill one tier of seats, in the order of the act."""

    tier: Word
    label: Words
    seats: int = Field(ge=0)
    steps: tuple[Step, ...] = Field(min_length=1)


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


class MemberRule(Part):
    """One rule on who sits: lists, quotas, seating, vacancies. Read by the chamber, not by the count."""

    rule: Literal[
        "list length", "list order", "list quota", "seat quota", "seating", "vacancy", "list falls", "deposit"
    ]
    says: Words
    share: FormulaText | None = None
    of: tuple[Words, ...] = ()
    within_days: int | None = Field(None, ge=1)
    cites: Cites


class Law(Part):
    """One dated version of an electoral law for one chamber."""

    law: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z0-9]+)+$")]
    title: Words
    country: Words
    chamber: Words
    act: Words = Field(description="the act that made this version")
    in_force: InForce
    used_from: dt.date | None = None
    seats: int = Field(ge=1)
    units: tuple[Word, ...] = ()
    votes_at: Word = NATION
    rows: dict[str, Literal["no seats"]] = Field(
        default_factory=dict, description="rows of the ballot that are no lists, such as against-all"
    )
    from_election: dict[Word, FromElection] = Field(default_factory=dict)
    tiers: tuple[Tier, ...] = Field(min_length=1)
    members: tuple[MemberRule, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    read_in: tuple[Words, ...] = Field(min_length=1, description="the texts this document was written from")
    note: Words | None = None

    @property
    def id(self) -> str:
        """The law and its version: `kz-mazhilis@2020-05-25`."""
        return f"{self.law}@{self.in_force.start}"

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of units, from the whole country down."""
        return (NATION, *self.units)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a law document, as editors use it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Law.model_json_schema(by_alias=True)}
