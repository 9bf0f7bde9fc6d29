"""What every step leaves behind: typed records, each of which can say itself in a sentence.

The text output, the JSON, the pages and the tests all read these. Numbers in them are exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, ClassVar

from hemicycle.outcome.numbers import exact, listed, number, percent, plural

_APART = frozenset({"names", "measure"})
_MANY = 12  # lists that failed are named one by one up to here


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
        """The record as a sentence."""
        raise NotImplementedError

    def name(self, party: str) -> str:
        """What a list is called."""
        return self.names.get(party, party)

    def called(self, parties: tuple[str, ...]) -> str:
        """What several lists are called, joined as in a sentence."""
        names = [self.name(party) for party in parties]
        return listed([*names[:_MANY], f"{len(names) - _MANY} more"] if len(names) > _MANY + 1 else names)

    def counted(self, votes: Any) -> str:
        """A number of votes, or a share where only shares are known."""
        return f"{number(votes)} %" if self.measure == "%" else number(votes)

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

    def told(self, record: Record) -> str:
        """The tie as a sentence."""
        return (
            f"tie of {record.called(self.among)} for {plural(self.seats, 'seat')}, "
            f"which goes to {self.rule}: {record.called(self.winners)}"
        )


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

    @property
    def says(self) -> str:
        if self.share is None:
            return self.place + self._largest()
        required = self.share * self.base
        more = "more than " if self.strictly else ""
        ranked = sorted(self.lines, key=lambda line: line.votes, reverse=True)
        admitted = self._by_reason([line for line in ranked if line.party in self.admitted])
        much = f"{more}{percent(self.share)} of" if self.share != 1 else f"{more or 'at least '}once"
        text = f"{self.place}threshold: {much} {self._base()} = {self.counted(required)} -> admitted {admitted}"
        failed = [line for line in ranked if not line.passes]
        if len(failed) > _MANY:
            text += f"; not admitted {plural(len(failed), 'other')}, nearest {self._failed(failed[0])}"
        elif failed:
            text += f"; not admitted {', '.join(self._failed(line) for line in failed)}"
        return text + "".join(f"; {tie.told(self)}" for tie in self.settled)

    def _by_reason(self, lines: list[Line]) -> str:
        """Name those admitted, with the condition that carried them where it isn't the share."""
        groups: dict[str, list[str]] = {}
        for line in lines:
            groups.setdefault(line.carried, []).append(line.party)
        told = [self.called(tuple(parties)) + (f" ({reason})" if reason else "") for reason, parties in groups.items()]
        return "; ".join(told) if told else self.called(())

    def _base(self) -> str:
        whole = self.measure == "%" and self.base == 100
        if whole:
            return f"the {self.base_is}"
        if self.base_is.startswith("the "):
            return f"{self.base_is} ({self.counted(self.base)})"
        return f"{self.counted(self.base)} {self.base_is}"

    def _largest(self) -> str:
        votes = {line.party: line.votes for line in self.lines}
        who = [f"{self.name(party)} ({self.counted(votes[party])})" for party in self.admitted]
        if self.largest is None:
            reasons = dict.fromkeys(line.carried for line in self.lines if line.passes)
            if len(reasons) == 1 and (reason := next(iter(reasons))):
                return f"{reason}: admitted {self.called(self.admitted)}"
            if any(reasons):
                return f"admitted {self._by_reason([line for line in self.lines if line.passes])}"
            return f"admitted {listed(who)}"
        said = "next largest number of votes" if self.largest == 1 else f"next {self.largest} by number of votes"
        return f"{said}: admitted {listed(who)}" + "".join(f"; {tie.told(self)}" for tie in self.settled)

    def _failed(self, line: Line) -> str:
        if self.measure == "%":
            return f"{self.name(line.party)} (short by {number(-line.margin)} points)"
        short = -(line.margin // 1)
        return f"{self.name(line.party)} (short by {number(max(short, 1))})"


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

    @property
    def says(self) -> str:
        units = dict.fromkeys(unit for unit, _, _ in self.cells)
        parts = [f"{self.name(party) or unit} {number(value)}" for unit, party, value in self.cells]
        if len(units) > 1 and len(parts) > _MANY:
            return f"{self.means}: {len(parts)} numbers in {len(units)} units"
        if len(units) > 1 and any(party for _, party, _ in self.cells):
            parts = [f"{unit}, {self.name(party)} {number(value)}" for unit, party, value in self.cells]
        return f"{self.means}: {listed(parts) if parts else 'nothing'}"


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
    def says(self) -> str:
        won = listed([f"{self.name(c.party)} {number(c.seats)}" for c in self.ranked if c.seats])
        ties = "".join(f"; {tie.told(self)}" for tie in self.settled)
        left = f"; {plural(self.unfilled, 'seat')} left over" if self.unfilled else ""
        of = f"of {self.name(self.alliance)}, " if self.alliance else ""
        return f"{self.place}{of}{self._how()} -> {won}{left}{ties}"

    @property
    def ranked(self) -> list[Claim]:
        """The claims by weight, the largest first."""
        return sorted(self.claims, key=lambda claim: claim.weight, reverse=True)

    def _how(self) -> str:
        if self.method == "most votes":
            votes = [
                f"{self.name(claim.party)} {self.counted(claim.weight)}" for claim in self.ranked[: self.seats + 1]
            ]
            return f"{plural(self.seats, 'seat')} by plurality: {', '.join(votes)}"
        if self.quotients:
            return self._averages()
        if self.quota is None and self.method != "all to one list":
            return f"{plural(self.seats, 'seat')} by {self.told}"
        if self.quota is None:
            return f"all {plural(self.seats, 'seat')} to the only list entitled to them"
        quotas = [f"{self.name(c.party)} {number(c.quotas, 4)}" for c in self.ranked]
        text = f"{plural(self.seats, 'seat')}, quota {self.counted(self.quota)}: {listed(quotas)}"
        if self.by_remainder:
            claims = {claim.party: claim for claim in self.claims}
            given = [f"{self.name(party)} ({number(claims[party].remainder, 4)})" for party in self.by_remainder]
            whole = sum(claim.seats for claim in self.claims) - len(given)
            text += f"; {number(whole)} by whole quotas, {len(given)} by largest remainder: {listed(given)}"
        for party, limit, at in self.limited:
            text += f"; {self.name(party)} held at its {limit} of {at}"
        return text

    def _averages(self) -> str:
        text = f"{plural(self.seats, 'seat')} by {self.told}"
        if self.last is not None:
            text += (
                f"; the last goes to {self.name(self.last.holder)} on {number(self.last.quotient or 0)}, "
                f"before {self.name(self.last.runner_up)} with {number(self.last.next_quotient or 0)}"
            )
        return text


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

    @property
    def says(self) -> str:
        ranked = sorted(self.shares, key=lambda share: share.entitled, reverse=True)
        text = f"{self.place}{plural(self.asked, 'seat')} counted over all seats held, by {self.told}"
        if self.off:
            text += "; off go " + listed([f"{seats} held by {self.name(party)}" for party, seats in self.off])
        if self.done:
            text += f"; {'; '.join(self.done)}"
        owed = [
            f"{self.name(each.party)} {max(each.entitled, each.minimum)} - {each.held} held = {each.owed}"
            for each in ranked
        ]
        return f"{text} -> still owed {listed(owed)}" + "".join(f"; {tie.told(self)}" for tie in self.settled)


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

    @property
    def says(self) -> str:
        by_party: dict[str, list[str]] = {}
        for unit, party, seats in self.cells:
            by_party.setdefault(party, []).append(unit if seats == 1 else f"{unit} {seats}")
        parts = [f"{self.name(party)}: {', '.join(units)}" for party, units in by_party.items()]
        total = sum(seats for _, _, seats in self.cells)
        text = f"{self.place}{plural(total, 'seat')} placed by {self.told} -> {'; '.join(parts) or 'nowhere'}"
        if self.unplaced:
            text += "; no place for " + listed([f"{seats} of {self.name(party)}" for party, seats in self.unplaced])
        return text + "".join(f"; {tie.told(self)}" for tie in self.settled)


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

    @property
    def says(self) -> str:
        return (
            f"{self.place}{number(self.papers)} ranked ballots, {plural(self.seats, 'seat')}, quota "
            f"{number(self.quota)}; {plural(len(self.rounds), 'round')} -> elected {self.called(self.elected)}"
            + "".join(f"; {tie.told(self)}" for tie in self.settled)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRun(Record):
    """A step that was passed over, and why."""

    kind: ClassVar[str] = "not run"
    because: str

    @property
    def says(self) -> str:
        return f"not run: {self.because}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FromFacts(Record):
    """A tier whose seats were won in another contest, whose votes are not part of this count."""

    kind: ClassVar[str] = "from facts"
    seats: tuple[tuple[str, str, int], ...]

    @property
    def says(self) -> str:
        parts = [f"{self.name(party)} {count}" for _, party, count in self.seats]
        return f"won in another contest, as reported: {listed(parts)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges(Record):
    """The fewest and the most seats of each list over all results that fit what is known."""

    kind: ClassVar[str] = "ranges"
    seats: tuple[tuple[str, int, int], ...]
    allocations: int
    complete: bool = True

    @property
    def says(self) -> str:
        parts = [
            f"{self.name(party)} {low}" if low == high else f"{self.name(party)} {low} to {high}"
            for party, low, high in self.seats
        ]
        some = "" if self.complete else "at least "
        return f"{some}{plural(self.allocations, 'allocation')} possible: {listed(parts)}"
