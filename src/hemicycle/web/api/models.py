"""What the API takes and gives, as schemas: requests are checked by them, answers described."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from hemicycle.source.tables import LARGEST_COUNT
from hemicycle.web.asked import MOST_ROWS, Asked, Rows

LAW_OR_VERSION = r"^[a-z]{2}(-[a-z0-9]+)+(@\d{4}-\d\d-\d\d)?$"
Text = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f]*$")]
Number = Annotated[int, Field(strict=True, ge=0, le=LARGEST_COUNT)]
LawName = Annotated[str, Field(pattern=LAW_OR_VERSION, max_length=100, description="A law, or a version of it.")]


def _as_written(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    raise PydanticCustomError("day", "a day such as 2021-01-10")


# Pydantic alone takes seconds since 1970 for a day as well.
WrittenDay = Annotated[dt.date, BeforeValidator(_as_written)]


class Strict(BaseModel):
    """A request: what it doesn't know it refuses."""

    model_config = ConfigDict(extra="forbid")


class Row(Strict):
    """The votes of a list, in a district or in the whole country."""

    district: Annotated[str, Field(max_length=300, pattern=r"^[^\x00-\x1f]*$")] = ""
    party: Text
    votes: Number


def _kind(votes: Any) -> str:
    return "lists" if isinstance(votes, dict) else "rows"


# Rows, or votes by list; a mistake is told of the kind that was meant.
AnyVotes = Annotated[
    Annotated[list[Row], Field(min_length=1, max_length=MOST_ROWS), Tag("rows")]
    | Annotated[dict[Text, Number], Field(min_length=1, max_length=MOST_ROWS), Tag("lists")],
    Discriminator(_kind),
]


class ToElect(Strict):
    """Votes, and the law that turns them into seats."""

    votes: AnyVotes
    law: LawName
    date: WrittenDay | None = Field(None, description="The day whose version of the law counts.")

    def asked(self) -> Asked:
        """The question it asks."""
        return Asked(as_rows(self.votes), law=self.law, date=self.date)


class WhatIf(Strict):
    """An election of the archive, or votes, and what is changed: votes, law, settings, method, seats."""

    election: Annotated[str, Field(max_length=100)] | None = None
    stage: Annotated[str, Field(max_length=100)] | None = None
    votes: AnyVotes | None = Field(
        None, description="Of an election: other numbers for some of its lists. Without one: the votes."
    )
    law: LawName | None = None
    date: WrittenDay | None = None
    set: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50)] = Field(
        default_factory=list, description="TIER.threshold=5%, TIER.method=dhondt or TIER.seats=150."
    )
    method: Annotated[str, Field(max_length=50)] | None = Field(None, description="The method of the first tier.")
    seats: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = Field(
        None, description="The seats of the first tier."
    )

    def asked(self) -> Asked:
        """The question it asks. Raises BadInput for one without votes."""
        from hemicycle.source.mistake import BadInput, Mistake

        shared = {"law": self.law, "date": self.date, "settings": tuple(self.set)}
        changed: dict[str, Any] = {**shared, "method": self.method, "seats": self.seats}
        if self.election is None:
            if self.votes is None:
                raise BadInput(Mistake("the request", "neither an election nor votes", "one of them"))
            return Asked(as_rows(self.votes), **changed)
        others: tuple[tuple[str, int], ...] = ()
        if isinstance(self.votes, dict):
            others = tuple(self.votes.items())
        elif self.votes is not None:
            others = tuple((row.party, row.votes) for row in self.votes)
        return Asked(self.election, stage=self.stage, votes=others, **changed)


def as_rows(votes: list[Row] | dict[str, int]) -> Rows:
    """Make rows of votes as they were sent."""
    if isinstance(votes, dict):
        return Rows(tuple(("", party, number) for party, number in votes.items()))
    return Rows(tuple((row.district, row.party, row.votes) for row in votes))


class Wrong(BaseModel):
    """One mistake of an input."""

    file: str
    line: int | None
    at: str | None
    found: str
    expected: str


class Problem(BaseModel):
    """A problem as of RFC 9457, with every mistake of the input where it is one."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] | None = None


class Seats(BaseModel):
    """Seats of a party in a district (`*` is the whole country) and a tier."""

    district: str
    tier: str
    party: str
    seats: int


class Outcome(BaseModel):
    """Seats and how they follow. `totals` is null where they aren't certain; then `alternatives` lists them all."""

    election: str | None
    law: str
    stage: str
    status: str = Field(description="decided, lots needed, or undetermined")
    seats: list[Seats]
    totals: dict[str, int] | None
    trace: list[dict[str, Any]]
    lots: list[dict[str, Any]]
    open_questions: list[dict[str, Any]]
    margins: list[dict[str, Any]]
    notes: list[str]
    certain: bool | None = None
    complete: bool | None = None
    alternatives: list[dict[str, int]] | None = None
    witnesses: list[dict[str, Any]] | None = None


class WhatIfOutcome(Outcome):
    """An outcome, what was changed for it, and what was assumed."""

    changes: list[str]
    assumption: str


class ElectionLine(BaseModel):
    """An election in a list."""

    election: str
    title: str
    country: str
    chamber: str
    date: dt.date
    law: str
    stages: list[str]
    url: str


class Elections(BaseModel):
    """Elections of the archive."""

    elections: list[ElectionLine]


class Known(BaseModel):
    """What the archive knows of an election, and where the rest is."""

    election: str
    record: dict[str, Any]
    sources: dict[str, str]
    links: dict[str, str]


class Chamber(BaseModel):
    """Who holds each seat on a day."""

    election: str | None
    law: str
    chamber: str
    on: dt.date
    status: str
    seats: int
    seated: int
    vacant: int
    parties: dict[str, int]
    members: list[dict[str, Any]]
    ties: list[Any]
    ballots: dict[str, Any]
    notes: list[str]


class Contest(BaseModel):
    """Figures of the contest, each with its formula and source."""

    election: str
    stage: str
    indices: list[dict[str, Any]]
    past: list[dict[str, Any]]
    notes: list[str]
    limit: str


class Scrutiny(BaseModel):
    """What can be said of an election, section by section."""

    election: str
    title: str
    law: str
    sections: dict[str, Any]
    sources: dict[str, str]


class Findings(BaseModel):
    """What bodies of observers found, each as its own."""

    election: str
    findings: list[dict[str, Any]]
    sources: dict[str, str]


class Comparison(BaseModel):
    """Two elections of a chamber side by side, by the lineage of parties."""

    before: str
    after: str
    seats_before: int
    seats_after: int
    lines: list[dict[str, Any]]
    volatility: dict[str, Any]


class Thresholds(BaseModel):
    """Seats at every threshold: stretches that give the same seats, between exact break points."""

    election: str
    law: str
    tier: str
    stretches: list[dict[str, Any]]


class Version(BaseModel):
    """A version of a law in a list."""

    version: str
    act: str
    from_: dt.date = Field(alias="from")
    until: dt.date | None
    used_from: dt.date | None
    seats: str
    url: str


class LawLine(BaseModel):
    """A law with its versions."""

    law: str
    title: str
    country: str
    chamber: str
    versions: list[Version]


class Laws(BaseModel):
    """The laws of the catalogue."""

    laws: list[LawLine]


class Document(BaseModel):
    """A version of a law as its document says it."""

    version: str
    document: dict[str, Any]


class Clause(BaseModel):
    """A clause of a law in plain words, with its articles."""

    section: str
    says: str
    cites: list[str]
    step: int | None


class InWords(BaseModel):
    """A law in plain words."""

    version: str
    clauses: list[Clause]


class Change(BaseModel):
    """A clause before and after; null where it is new or gone."""

    before: Clause | None
    after: Clause | None


class Differences(BaseModel):
    """What two versions of a law say differently."""

    before: str
    after: str
    changes: list[Change]


class PartyLine(BaseModel):
    """A party in a list."""

    party: str
    country: str
    name: str
    names: dict[str, str]
    from_: str | None = Field(alias="from")
    until: str | None
    becomes: str | None
    url: str


class Parties(BaseModel):
    """The parties whose line the archive tells."""

    parties: list[PartyLine]


class Story(BaseModel):
    """A party: its line, its leaders, the elections its line stood at."""

    party: str
    name: str
    names: dict[str, str]
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
    leaders: list[dict[str, Any]]
    elections: list[dict[str, Any]]
