"""The six kinds of step: admit, compute, allot, level, place, transfer.

Each says one thing that statutes say, with parameters; a country is made of these and of nothing else.
What a kind does exactly is in docs/language.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from hemicycle.law.formula import Formula, NotAFormula, parse_formula
from hemicycle.source.schema import Part, Words

NATION = "nation"
NAMES = "names"  # the limit of a list to the names it has


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


def _positive(formula: Formula) -> Formula:
    value = formula.constant
    if value is None or value <= 0:
        raise ValueError(f"{formula.text!r}; expected a plain number above 0, such as 1.4")
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
Divisor = Annotated[
    Formula,
    AfterValidator(_positive),
    BeforeValidator(_formula),
    WithJsonSchema({"type": ["string", "number"], "description": "a number above 0, such as 1.4"}),
]
Word = Annotated[str, AfterValidator(_word)]


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


def _one_level(places: dict[str, int]) -> dict[str, int]:
    if len(places) != 1 or min(places.values()) < 1:
        raise ValueError("not one level and a number of its units; expected something like {province: 2}")
    return places


InSeveral = Annotated[dict[Word, int], AfterValidator(_one_level)]
Members = Annotated[str, Field(pattern=r"^\d+\+?$", description="as 2 or 3+")]


class Condition(Part):
    """What a list has to meet; all the keys given have to hold."""

    votes: Share | None = Field(None, description="at least this share of the base")
    above: Share | None = Field(None, description="strictly more than this share of the base")
    of: FormulaText | None = Field(None, description="the base; the valid votes without it")
    within: Word | InSeveral | None = Field(
        None, alias="in", description="the level whose figures are compared, or {province: 2}: in so many of its units"
    )
    ballot: Word = "votes"
    votes_of: Literal["list", "alliance"] = "list"
    seats: int | None = Field(None, ge=1, description="holds at least so many seats of `tier`, anywhere")
    tier: Word | None = Field(None, description="the tier or table of seats that `seats` speaks of")
    kind: Words | None = None
    members: Members | None = Field(None, description="how many parties the list is made of: 2 or 3+")

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Condition:
        shares = [share for share in (self.votes, self.above) if share is not None]
        for given, name in ((self.of, "of"), (self.within, "in")):
            if given is not None and not shares:
                raise ValueError(f"a base ({name}) without a share; expected also votes or above")
        for share in shares:
            if share.constant and share.constant > 1 and (self.of is None or self.of.text == "valid"):
                raise ValueError(f"{share.text} times all votes; expected a share such as {share.text}%")
        if (self.seats is None) != (self.tier is None):
            raise ValueError("one of seats and tier; expected both, as in {seats: 1, tier: district}")
        return self

    @property
    def tests(self) -> bool:
        """Whether it asks for anything."""
        return any(value is not None for value in (self.votes, self.above, self.seats, self.kind, self.members))


class Admit(Condition):
    """Who may take part: the lists that meet the conditions given, or all without one."""

    who: Selector = "all"
    besides: Selector | None = Field(None, alias="except")
    at: Word = NATION
    where: FormulaText | None = Field(None, description="only in the units where this holds")
    alternatives: tuple[Condition, ...] = Field((), alias="any", description="one of these has to hold")
    largest: FormulaText | None = Field(None, description="then keep this many, those with most votes")
    ties: Ties = ()


class Compute(Part):
    """A number per list or per unit, by a formula; standing in a tier without `as` it fills the tier."""

    at: Word = NATION
    each: Literal["list", "unit"] = "list"
    who: Selector = "all"
    besides: Selector | None = Field(None, alias="except")
    formula: FormulaText = Field(alias="is")
    where: FormulaText | None = Field(None, description="only in the units where this holds")


def _by_key(**tags: str) -> Callable[[Any], str]:
    """Tell the branches of a union apart by a key that only one of them has, so that mistakes are told once."""

    def tag(value: Any) -> str:
        if isinstance(value, dict):
            return next((tag for key, tag in tags.items() if key.replace("_", " ") in value), next(iter(tags.values())))
        if isinstance(value, Part):
            return next(tag for tag in tags.values() if tag == type(value).__name__)
        return "name"

    return tag


class Series(Part):
    """Divisors that are no named series: `from` and then by `step`, or `from` and each `times` the last."""

    start: Divisor = Field(alias="from")
    step: Divisor | None = None
    times: Divisor | None = None

    @model_validator(mode="after")
    def _has_one_way(self) -> Series:
        if (self.step is None) == (self.times is None):
            raise ValueError("not one of step and times; expected one, as in {from: 1, step: 3}")
        return self


class Power(Part):
    """The divisors 1, 2, 3 ... each to this power."""

    power: Divisor


NamedDivisors = Literal["dhondt", "sainte-lague", "imperiali", "huntington-hill", "danish", "adams", "dean", "macau"]


class ByDivisors(Part):
    """The highest quotients of weights and divisors, the first divisor replaced where `first` is given."""

    divisors: Annotated[
        Annotated[NamedDivisors, Tag("name")] | Annotated[Series, Tag("Series")] | Annotated[Power, Tag("Power")],
        Discriminator(_by_key(**{"from": "Series", "power": "Power"})),
    ]
    first: Divisor | None = None

    @model_validator(mode="after")
    def _first_fits(self) -> ByDivisors:
        odd = self.divisors in ("huntington-hill", "dean", "macau")
        if self.first is not None and (odd or (isinstance(self.divisors, Series) and self.divisors.times)):
            raise ValueError("a first divisor in a series that isn't one of equal steps; expected the series alone")
        return self


NamedQuota = Literal["hare", "droop", "hagenbach-bischoff", "imperiali"]


class ByQuota(Part):
    """Whole quotas, then remainders. The quota is named, or is a formula; `rounded` says how, if it is."""

    quota: NamedQuota | FormulaText
    rounded: Literal["none", "nearest", "up", "down"] = "none"
    remainders: Literal["largest", "averages", "none"] = "largest"


NamedMethod = Annotated[NamedDivisors | Literal["hare", "most votes"], Tag("name")]
Method = Annotated[
    NamedMethod | Annotated[ByQuota, Tag("ByQuota")] | Annotated[ByDivisors, Tag("ByDivisors")],
    Discriminator(_by_key(quota="ByQuota", divisors="ByDivisors")),
]


class Allot(Part):
    """Seats of a unit to its lists, to alliances, or to the units inside it."""

    at: Word = NATION
    to: Word = Field("list", description="list, alliance, or the level of units that get the seats")
    source: Literal["alliance"] | None = Field(
        None, alias="from", description="alliance: divides the seats of each alliance among its members"
    )
    who: Selector | None = None
    besides: Selector | None = Field(None, alias="except")
    seats: FormulaText
    by: FormulaText = Field(default_factory=lambda: parse_formula("votes"))
    where: FormulaText | None = Field(None, description="only in the units where this holds")
    method: Method | None = None
    after: FormulaText | None = Field(None, description="seats already held, behind which the divisors go on")
    at_least: FormulaText | None = None
    at_most: FormulaText | None = Field(None, description="a formula, or `names`: no more than the list has names")
    ties: Ties = ()

    @model_validator(mode="after")
    def _limits_fit(self) -> Allot:
        both = self.at_least is not None and self.at_most is not None
        if both and is_by_quota(self.method):
            raise ValueError("at_least and at_most together with a quota; expected one of them")
        limited = self.at_least is not None or self.at_most is not None
        if limited and self.method is None:
            raise ValueError("a limit without a method; expected a method beside at_least and at_most")
        if self.at_least is not None and self.method == "most votes":
            raise ValueError("at_least with most votes; expected a method by divisors or quota")
        if self.after is not None and not is_by_divisors(self.method):
            raise ValueError("after without divisors; expected a method such as dhondt")
        if self.source and self.to != "list":
            raise ValueError("from alliance and to at once; expected one of them")
        return self


class SetAside(Part):
    """Who holds too much keeps it and leaves with it; the rest is shared anew by the others."""

    set_aside: Literal["more", "as many or more"] = Field(
        alias="set aside", description="more: who holds more than its share; or as many or more, once one holds more"
    )


class Enlarge(Part):
    """The house grows until all the surplus seats together are no more than this."""

    enlarge: int = Field(ge=0)


class GiveBack(Part):
    """Who holds too much returns the seat of a tier that it won with the lowest quotient."""

    give_back: Word = Field(alias="give back")
    where: FormulaText | None = Field(None, description="only in the units where this holds")


class Level(Part):
    """Seats counted over everything already held: what each list is still owed."""

    at: Word = NATION
    who: Selector | None = None
    besides: Selector | None = Field(None, alias="except")
    seats: FormulaText
    by: FormulaText = Field(default_factory=lambda: parse_formula("votes"))
    where: FormulaText | None = Field(None, description="only in the units where this holds")
    method: Method
    at_least: FormulaText | None = Field(None, description="what a list must have; what it holds without it")
    at_most: FormulaText | None = None
    over: Annotated[
        Annotated[Literal["keep", "set aside", "enlarge"], Tag("name")]
        | Annotated[SetAside, Tag("SetAside")]
        | Annotated[Enlarge, Tag("Enlarge")]
        | Annotated[GiveBack, Tag("GiveBack")],
        Discriminator(_by_key(set_aside="SetAside", enlarge="Enlarge", give_back="GiveBack")),
    ] = Field(description="what happens when a list holds too much: keep, set aside, enlarge or give back")
    ties: Ties = ()


class PlaceSeats(Part):
    """The seats of each list to the units where it takes them."""

    at: Word
    who: Selector = "all"
    besides: Selector | None = Field(None, alias="except")
    seats: Word = Field(description="the table of seats to place, per list, or per upper unit and list")
    room: FormulaText | None = Field(None, description="free seats per unit; without it each list is placed alone")
    by: FormulaText = Field(default_factory=lambda: parse_formula("votes"))
    method: Annotated[
        Annotated[NamedDivisors | Literal["most votes", "biproportional", "hare"], Tag("name")]
        | Annotated[ByQuota, Tag("ByQuota")]
        | Annotated[ByDivisors, Tag("ByDivisors")],
        Discriminator(_by_key(quota="ByQuota", divisors="ByDivisors")),
    ]
    after: FormulaText | None = None
    at_least: FormulaText | None = None
    at_most: FormulaText | None = None
    turns: Word | None = Field(None, description="the allotment in whose order the lists choose")
    ties: Ties = ()

    @model_validator(mode="after")
    def _parts_fit(self) -> PlaceSeats:
        if self.method == "biproportional" and self.room is None:
            raise ValueError("biproportional without room; expected the seats of the units as room")
        if is_by_quota(self.method) and (self.room is not None or self.after is not None):
            raise ValueError("a quota with room or after; expected divisors or most votes")
        if self.turns is not None and (self.room is None or self.at_least is not None):
            raise ValueError("turns without room, or with at_least; expected room, for which the lists take turns")
        return self


class Transfer(Part):
    """Ranked ballots to elected candidates."""

    at: Word
    seats: FormulaText
    quota: Literal["droop", "hare", "hagenbach-bischoff", "majority"]
    surplus: Literal["gregory-inclusive", "gregory-weighted", "gregory-last", "none"]
    rounding: Literal["none", "whole votes"] | Annotated[int, Field(ge=0, le=9)] = "none"
    shared_by: Literal["all papers", "transferable papers"] = Field(
        "all papers", description="whether papers without a further preference carry a part of a surplus"
    )
    order: Literal["earliest", "largest"] = Field("earliest", description="which of several surpluses is moved first")
    exclude: Literal["fewest"] = "fewest"
    ties: tuple[Literal["previous", "first", "lot"], ...] = Field(
        (), description="previous: the last count at which they differed; first: the first; lot last"
    )
    last_seat: Literal["ties", "lot"] = Field("ties", description="how equals for the last seat are told apart")


Action = Admit | Compute | Allot | Level | PlaceSeats | Transfer
KINDS = ("admit", "compute", "allot", "level", "place", "transfer")


def is_by_quota(method: object) -> bool:
    """Tell whether a method goes by whole quotas and remainders."""
    return method == "hare" or isinstance(method, ByQuota)


def is_by_divisors(method: object) -> bool:
    """Tell whether a method goes by highest quotients."""
    return isinstance(method, ByDivisors) or (
        isinstance(method, str) and method not in ("hare", "most votes", "biproportional")
    )
