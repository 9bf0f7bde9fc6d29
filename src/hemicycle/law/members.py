"""The schema of the rules on members: who may be on a list, who takes its seats, who follows.

A rule always stands in words, with its articles. What the chamber is to carry out stands beside the words
as parameters; a rule without them is told, never guessed. The language is in docs/members.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from hemicycle.law.formula import Formula
from hemicycle.law.steps import FormulaText, Share, Word
from hemicycle.source.schema import Part, Words

Gender = Literal["f", "m", "x"]
_GENDERS: dict[str, Gender] = {"women": "f", "men": "m"}


@dataclass(frozen=True, slots=True)
class Group:
    """People a law counts together: of one gender, under an age, or with a trait such as disability."""

    text: str
    gender: Gender | None = None
    under: int | None = None
    trait: str | None = None


def _group(value: Any) -> Group:
    if isinstance(value, Group):
        return value
    text = str(value)
    if text in _GENDERS:
        return Group(text, gender=_GENDERS[text])
    if age := re.fullmatch(r"under (\d{1,3})", text):
        return Group(text, under=int(age[1]))
    if not re.fullmatch(r"[a-z][a-z_]*", text):
        raise ValueError(f"{text!r}; expected women, men, an age such as under 29, or a trait such as disability")
    return Group(text, trait=text)


GroupText = Annotated[
    Group,
    BeforeValidator(_group),
    WithJsonSchema({"type": "string", "description": "women, men, under 29, or a trait such as disability"}),
]


def _over(*known: str) -> AfterValidator:
    """Let a formula speak of nothing but these numbers."""

    def check(formula: Formula) -> Formula:
        for name in formula.names:
            if name.name not in known or name.use != "value" or name.level:
                raise ValueError(f"{formula.text!r}, which speaks of {name.name!r}; expected {' and '.join(known)}")
        return formula

    return AfterValidator(check)


OverSeats = Annotated[FormulaText, _over("seats")]
OverVotes = Annotated[FormulaText, _over("votes", "list_votes", "seats")]


class Rule(Part):
    """What every rule on members has: its words, its articles, and the tier it is for if not for all."""

    says: Words
    tier: Word | None = Field(None, description="the tier of seats the rule is for; all tiers of lists without it")
    cites: Annotated[tuple[Words, ...], Field(min_length=1, description="the articles this comes from")]

    @property
    def is_carried_out(self) -> bool:
        """Whether the rule has parameters beside its words."""
        return any(getattr(self, name) for name in ("by", "share", "on") if hasattr(self, name))


class ListLength(Rule):
    """How many names a list may have, by formulas in which `seats` are those to be filled."""

    rule: Literal["list length"]
    at_most: OverSeats | None = None
    at_least: OverSeats | None = None


class ListOrder(Rule):
    """Who decides the order of a list: the party, or the alphabet of a language."""

    rule: Literal["list order"]
    by: Literal["party", "alphabet"] | None = None
    language: Words | None = Field(None, description="the language of the alphabet, such as kk")


class ListQuota(Rule):
    """The share of a list, or of each stretch of it, that groups of people together have at least."""

    rule: Literal["list quota"]
    share: Share | None = None
    of: tuple[GroupText, ...] = ()
    in_every: int | None = Field(None, ge=1, description="the quota holds in each stretch of so many names")


class SeatQuota(Rule):
    """The share of a list's seats that groups of people together have at least.

    `how` says who gives way: nobody, since the party has to choose so; or the lowest of the others, for whom
    later names of the groups move up, in seats given by the ranking or by turns between the groups and the
    others. `short` says what becomes of seats for which the list has too few of them.
    """

    rule: Literal["seat quota"]
    share: Share | None = None
    of: tuple[GroupText, ...] = ()
    how: Literal["party chooses", "later names move up", "alternate"] | None = None
    short: Literal["vacant", "others"] | None = None


class Eligibility(Rule):
    """Who may stand. The age is the one on the day of the election."""

    rule: Literal["eligibility"]
    age: int | None = Field(None, ge=1)


class ListFalls(Rule):
    """The share of a list that may leave it; above it the list falls."""

    rule: Literal["list falls"]
    above: Share | None = None


class Band(Part):
    """The part of the deposit to pay from a share of the last election on."""

    start: Share = Field(alias="from")
    pays: Share


class Deposit(Rule):
    """The deposit: so many units for each name, by the share at the last election, and from where it comes back."""

    rule: Literal["deposit"]
    each_name: Share | None = Field(None, description="how many units of `unit` for each name")
    unit: Words | None = None
    bands: tuple[Band, ...] = ()
    back_from: Share | None = None
    of: Literal["valid"] | None = None


Order = Literal["list order", "votes", "preferences", "list votes handed down", "alphabet", "party", "approval"]


class Seating(Rule):
    """Who takes the seats of a list.

    `by` is the list order; the votes of candidates; preferences, which bring candidates with a share of a
    base to the front, by votes, before the list order; list votes handed down to the candidates in list order
    until each has the eligibility figure, a pot and a figure given by formulas over `votes` of the list, its
    `list_votes` for no candidate, and its `seats`; an alphabet; the party's own pick; or the approval of a
    body. `ties` are what settles equal votes, in turn: columns of the candidate table (the larger first), the
    list order, lots.
    """

    rule: Literal["seating"]
    by: Order | None = None
    share: Share | None = Field(None, description="the share of the base to reach")
    of: Literal["quota", "list votes", "voters"] | None = None
    strictly: bool = Field(False, description="whether the share has to be exceeded")
    pot: OverVotes | None = Field(None, description="the votes to hand down")
    figure: OverVotes | None = Field(None, description="the votes with which a candidate is elected")
    ties: tuple[Words, ...] = ()
    within_days: int | None = Field(None, ge=1)
    otherwise: Order | None = Field(None, description="what applies when the party is late")
    language: Words | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Seating:
        if self.by in ("preferences", "approval") and (self.share is None or self.of is None):
            raise ValueError(f"seating by {self.by} without a share and its base; expected both share and of")
        if self.by == "list votes handed down" and (self.pot is None or self.figure is None):
            raise ValueError("list votes handed down without a pot and a figure; expected both pot and figure")
        if "alphabet" in (self.by, self.otherwise) and self.language is None:
            raise ValueError("an alphabet without its language; expected language, such as kk")
        return self


class Vacancy(Rule):
    """Who follows a member: the next in line, somebody the party names, or the winner of a by-election."""

    rule: Literal["vacancy"]
    by: Literal["next", "party", "by-election"] | None = None
    within_days: int | None = Field(None, ge=1)


Loss = Literal["left party", "expelled", "party dissolved"]


class SeatLost(Rule):
    """What ends a membership besides resignation and death: leaving the party, expulsion, its end."""

    rule: Literal["seat lost"]
    on: tuple[Loss, ...] = ()


AnyRule = Annotated[
    ListLength | ListOrder | ListQuota | SeatQuota | Eligibility | ListFalls | Deposit | Seating | Vacancy | SeatLost,
    Field(discriminator="rule"),
]
