"""The outcome of an election: seats, and everything one needs to check them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import Any, Literal

from hemicycle.outcome.numbers import exact
from hemicycle.outcome.trace import Record

Status = Literal["decided", "lots needed", "undetermined"]


@dataclass(frozen=True, slots=True)
class Seat:
    """Seats of one party in one district and tier; the district `*` is the whole country."""

    district: str
    tier: str
    party: str
    seats: int

    def as_json(self) -> dict[str, Any]:
        """The row for programs."""
        return {"district": self.district, "tier": self.tier, "party": self.party, "seats": self.seats}


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot the law calls for: among whom, for how many seats, by which articles.

    `decides` is what it decides on: seats, or who is excluded, whose surplus is transferred first.
    """

    step: str
    tier: str
    district: str
    among: tuple[str, ...]
    seats: int
    cites: tuple[str, ...]
    decides: str = "seats"

    def as_json(self) -> dict[str, Any]:
        """The lot for programs."""
        return {
            "decides": self.decides,
            "step": self.step,
            "tier": self.tier,
            "district": self.district,
            "among": list(self.among),
            "seats": self.seats,
            "cites": list(self.cites),
        }


@dataclass(frozen=True, slots=True)
class Question:
    """A question the law leaves open that bites here; `we` is the reading taken, or `undetermined`."""

    asks: str
    law: str
    we: str
    cites: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The question for programs."""
        return {"asks": self.asks, "law": self.law, "we": self.we, "cites": list(self.cites)}


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """The figures that decided a last seat: the holder's and the runner-up's.

    `figure` says what they are: votes, quotients, remainders, or the quotas that the runner-up alone holds.
    `place` is the number of the seat, where seats are left over behind whole quotas.
    """

    figure: Literal["votes", "quotients", "remainders", "quotas"]
    holder: Any
    runner_up: Any
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """What decided one of the last seats, and the fewest votes that would have moved it.

    `switched` votes going from the holder to the runner-up, or `added` new votes for the runner-up, give
    it one more seat outright; one fewer does not. None where no number does.
    """

    tier: str
    district: str
    holder: str
    runner_up: str
    decided_by: DecidedBy
    switched: int | None
    added: int | None
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def says(self) -> str:
        """The margin as a sentence, in English; hemicycle.outcome.telling_margins says it in others."""
        from hemicycle.outcome.telling_margins import tell_margin
        from hemicycle.outcome.tongue import ENGLISH

        return tell_margin(self, ENGLISH)

    def as_json(self) -> dict[str, Any]:
        """The margin for programs."""
        return {
            "tier": self.tier,
            "district": self.district,
            "holder": self.holder,
            "runner_up": self.runner_up,
            "switched": self.switched,
            "added": self.added,
            "says": self.says,
        }


@dataclass(frozen=True, slots=True)
class Alternative:
    """One allocation that fits what is known, a result that gives it, and what the law says to it.

    `witness` is in the measure of what was known: votes, or % of the valid votes.
    """

    totals: Mapping[str, int]
    witness: Mapping[str, Fraction]
    status: Status


@dataclass(frozen=True)
class Outcome:
    """What the votes come to under a law.

    `rows`  seats won, one row per district, tier and party that holds any
    `trace` a record per step, in the order of the act
    `notes` what an incomplete result leaves out, and why
    `missing` what would have to be given, where nothing could be counted without it
    `within` tiers whose seats are some of another tier's, and add nothing to any total
    `certain`, `alternatives`  for votes known only in part: whether all that fits gives the same seats,
            and every allocation that is possible; None and empty for votes that are known
    `complete` whether `alternatives` are all there are; a search cut short finds some of them
    """

    law: str
    status: Status
    rows: tuple[Seat, ...]
    trace: tuple[Record, ...]
    lots: tuple[Lot, ...] = ()
    open_questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    election: str | None = None
    stage: str = "final"
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    missing: tuple[str, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    certain: bool | None = None
    alternatives: tuple[Alternative, ...] = ()
    complete: bool = True
    find_margins: Callable[[], tuple[Margin, ...]] | None = field(default=None, repr=False, compare=False)
    shape: Callable[[tuple[Seat, ...]], Any] | None = field(default=None, repr=False, compare=False)

    @property
    def totals(self) -> dict[str, int]:
        """Seats by party over all tiers, the largest first; empty where they aren't certain."""
        totals: dict[str, int] = {}
        for row in self.rows:
            if row.tier in self.within:
                continue
            totals[row.party] = totals.get(row.party, 0) + row.seats
        return dict(sorted(totals.items(), key=lambda item: -item[1]))

    @property
    def seats(self) -> Any:
        """The seats in the kind the votes came in: a dict for a dict, a frame for a frame, else rows."""
        return self.shape(self.rows) if self.shape else self.rows

    @cached_property
    def margins(self) -> tuple[Margin, ...]:
        """For each of the last seats what decided it, and the votes that would have moved it."""
        return self.find_margins() if self.find_margins else ()

    def explain(self) -> str:
        """Tell step by step how the seats follow, each step with its articles."""
        lines = [f"{', '.join(record.cites)}\n    {record.says}" for record in self.trace]
        lines += [f"What decided: {margin.says}" for margin in self.margins]
        lines += [f"Lot needed ({', '.join(lot.cites)}): {lot.seats} among {', '.join(lot.among)}" for lot in self.lots]
        lines += [f"Open question: {q.asks} (law: {q.law}; here: {q.we})" for q in self.open_questions]
        lines += [f"Note: {note}" for note in self.notes]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The outcome for programs: one object, everything in it plain."""
        outcome: dict[str, Any] = {
            "election": self.election,
            "law": self.law,
            "stage": self.stage,
            "status": self.status,
            "seats": [row.as_json() for row in self.rows],
            "totals": None if self.certain is False else self.totals,
            "trace": [record.as_json() for record in self.trace],
            "lots": [lot.as_json() for lot in self.lots],
            "open_questions": [question.as_json() for question in self.open_questions],
            "margins": [margin.as_json() for margin in self.margins],
            "notes": list(self.notes),
        }
        if self.certain is not None:
            outcome["certain"] = self.certain
            outcome["complete"] = self.complete
            outcome["alternatives"] = [dict(each.totals) for each in self.alternatives]
            outcome["witnesses"] = [
                {party: exact(share) for party, share in each.witness.items()} for each in self.alternatives
            ]
        return outcome

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        rows = "".join(
            f"<tr><td>{escape(self.names.get(row.party, row.party))}</td><td>{escape(row.tier)}</td>"
            f"<td>{escape(row.district)}</td><td style='text-align:right'>{row.seats:,}</td></tr>"
            for row in self.rows
        )
        head = "<tr><th>party</th><th>tier</th><th>district</th><th>seats</th></tr>"
        caption = f"{self.election or ''} {self.law}: {self.status}".strip()
        return f"<table><caption>{escape(caption)}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>"
