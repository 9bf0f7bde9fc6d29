"""What every step leaves behind: typed records, each of which can be said in a sentence.

The text output, the JSON, the pages and the tests all read these. Numbers in them are exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, ClassVar

from hemicycle.outcome.numbers import exact

_APART = frozenset({"names", "measure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One step of the run: which step, in which tier and unit, by which articles.

    `names` gives what lists are called, `measure` what is counted (`votes`, or `%` of the valid votes).
    """

    kind: ClassVar[str] = "record"
    step: str
    tier: str
    cites: tuple[str, ...]
    district: str = "*"
    measure: str = "votes"
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def says(self) -> str:
        """The record as a sentence, in English; hemicycle.outcome.telling says it in other languages."""
        from hemicycle.outcome.telling import tell
        from hemicycle.outcome.tongue import ENGLISH

        return tell(self, ENGLISH)

    def name(self, party: str) -> str:
        """What a list is called."""
        return self.names.get(party, party)

    @property
    def place(self) -> str:
        """The district in front of a sentence; nothing for the whole country."""
        return "" if self.district == "*" else f"{self.district}: "

    def as_json(self) -> dict[str, Any]:
        """The record for programs: every field, fractions as text, and what it says."""
        plain = {item.name: _plain(getattr(self, item.name)) for item in fields(self) if item.name not in _APART}
        return {"kind": self.kind, **plain, "says": self.says}


def _plain(value: Any) -> Any:
    match value:
        case Fraction():
            return exact(value)
        case tuple() | list():
            return [_plain(item) for item in value]
        case Line() | Claim() | Settled() | Quotient() | LastSeat() | Share() | Put() | Round():
            return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Line:
    """One list in a comparison with a threshold: what it has, what it needs, by how much it passes.

    `carried` tells the other condition by which it passes, where it isn't the threshold.
    """

    party: str
    votes: Any
    required: Any
    margin: Any
    passes: bool
    carried: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A tie and how the law settles it: who, for how many seats, by which rule, and who won."""

    among: tuple[str, ...]
    seats: int
    rule: str
    winners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission(Record):
    """Who may take part."""

    kind: ClassVar[str] = "admit"
    makes: str
    share: Fraction | None
    strictly: bool
    base: Any
    base_is: str
    lines: tuple[Line, ...]
    largest: int | None
    admitted: tuple[str, ...]
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed(Record):
    """Numbers by a formula; seats, where a tier takes them from a fact of the election.

    `means` says in words what the numbers are.
    """

    kind: ClassVar[str] = "compute"
    formula: str
    means: str
    cells: tuple[tuple[str, str, Any], ...]
    seats: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One list in an allotment: its weight, how many quotas that is, and its seats.

    `quotas` is exact and None where no quota is used; `remainder` is its part behind the whole quotas.
    """

    party: str
    weight: Any
    quotas: Fraction | None
    whole: int
    remainder: Fraction | None
    seats: int


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient that won a seat: whose, the number of that seat for it, and the quotient.

    The quotient is exact, or cut to four decimals where it is a root; None where it is infinite.
    """

    party: str
    seat: int
    quotient: Fraction | None


@dataclass(frozen=True, slots=True)
class LastSeat:
    """The last seat of a division by divisors and the next in line, each with its quotient.

    `switched` votes from holder to runner-up, or `added` ones, would have moved that seat; None where the
    numbers compared aren't votes.
    """

    holder: str
    quotient: Fraction | None
    runner_up: str
    next_quotient: Fraction | None
    switched: int | None
    added: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment(Record):
    """Seats of a unit to its lists, to alliances, to the lists of one alliance, or to smaller units.

    `by` is the table that the weights come from, `told` the method in words. `by_remainder` names the lists
    that took the seats left over, the largest remainder first, and `next` the first that got none;
    `quotients` are those that won, the largest first; `seated` says whether these are seats of the tier, or
    numbers for a later step; `limited` the lists held at a minimum or maximum.
    """

    kind: ClassVar[str] = "allot"
    seats: int
    by: str
    method: str
    quota: Fraction | None
    claims: tuple[Claim, ...]
    to: str = "list"
    alliance: str | None = None
    told: str = ""
    by_remainder: tuple[str, ...] = ()
    next: str | None = None
    quotients: tuple[Quotient, ...] = ()
    last: LastSeat | None = None
    limited: tuple[tuple[str, str, int], ...] = ()
    unfilled: int = 0
    seated: bool = True
    settled: tuple[Settled, ...] = ()

    @property
    def ranked(self) -> list[Claim]:
        """The claims by weight, the largest first."""
        return sorted(self.claims, key=lambda claim: claim.weight, reverse=True)


@dataclass(frozen=True, slots=True)
class Share:
    """One list in a levelling: its weight, the seats it is entitled to, holds, must have, and is still owed.

    `over` says that it holds, or must have, more than it is entitled to.
    """

    party: str
    weight: Any
    entitled: int
    held: int
    minimum: int
    owed: int
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelling(Record):
    """Seats counted over everything held: who is entitled to how many, and is owed which.

    `house` is the number shared out in the end, `asked` what the law starts from; `off` are the seats of
    lists that don't take part, which come off first. `done` tells, round by round, what was done about lists
    that held too much.
    """

    kind: ClassVar[str] = "level"
    asked: int
    house: int
    off: tuple[tuple[str, int], ...]
    told: str
    over: str
    shares: tuple[Share, ...]
    done: tuple[str, ...]
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True)
class Put:
    """One seat put into a unit: whose, where, and the quotient it was put there by."""

    party: str
    unit: str
    quotient: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Record):
    """The seats of lists put into units.

    `sequence` is their order, where they are placed one by one; `cells` the result; `unplaced` the seats for
    which no unit is left; the divisors of rows and columns are those of a biproportional placement.
    """

    kind: ClassVar[str] = "place"
    told: str
    cells: tuple[tuple[str, str, int], ...]
    sequence: tuple[Put, ...] = ()
    unplaced: tuple[tuple[str, int], ...] = ()
    unit_divisors: tuple[tuple[str, Fraction], ...] = ()
    list_divisors: tuple[tuple[str, Fraction], ...] = ()
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a transfer of votes: what was done to whom, at what value, and what everybody has after it."""

    action: str
    candidate: str | None
    value: Fraction | None
    votes: tuple[tuple[str, Fraction], ...]
    elected: tuple[str, ...]
    exhausted: Fraction
    lost_by_fraction: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred(Record):
    """Ranked ballots counted to elected candidates, round by round."""

    kind: ClassVar[str] = "transfer"
    seats: int
    papers: int
    quota: Fraction
    rounds: tuple[Round, ...]
    elected: tuple[str, ...]
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRun(Record):
    """A step that was passed over, and why."""

    kind: ClassVar[str] = "not run"
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromFacts(Record):
    """A tier whose seats were won in another contest, whose votes are not part of this count."""

    kind: ClassVar[str] = "from facts"
    seats: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges(Record):
    """The fewest and the most seats of each list over all results that fit what is known."""

    kind: ClassVar[str] = "ranges"
    seats: tuple[tuple[str, int, int], ...]
    allocations: int
    complete: bool = True
