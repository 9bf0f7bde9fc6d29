"""The operations of the API: their addresses, what they take, and which work answers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel

from hemicycle.web.answer import Answer
from hemicycle.web.api import counting, description, elections, laws, models
from hemicycle.web.asked import Asked
from hemicycle.web.given import Given
from hemicycle.web.problem import PROBLEM
from hemicycle.web.site import LONG, site_of

router = APIRouter(prefix="/api/v1")

Name = Annotated[str, Path(max_length=100, description="An election of the archive.")]
LawId = Annotated[str, Path(max_length=100, description="A law of the catalogue.")]
Stage = Annotated[str | None, Query(max_length=100, description="A stage of the result; the final one without it.")]
Day = Annotated[models.WrittenDay, Path(description="A day on which a version is in force.")]
_SAID = {
    400: "The request isn't one.",
    404: "The archive or the catalogue lacks it.",
    405: "The address has no such method.",
    408: "The body didn't come in time.",
    413: "The body is too large.",
    414: "The address is too long.",
    415: "The body is of a kind that isn't read here.",
    422: "The input can't be used: where, what was found, what was expected.",
    429: "Too many requests of one client; Retry-After says when to come again.",
    503: "It would take too long, or too much is asked at the moment.",
}
_ALWAYS = (404, 422, 429, 503)
_WITH_BODY = (400, 408, 413, 415)


def _operation(name: str, answer: type[BaseModel] | str, *, body: bool = False) -> dict[str, Any]:
    """Describe an operation: its name, its answer (a schema, or a kind of content), and its problems."""
    problems = {
        status: {
            "description": _SAID[status],
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in sorted((*_ALWAYS, *(_WITH_BODY if body else ())))
    }
    if isinstance(answer, str):
        good: dict[str, Any] = {"description": "The table.", "content": {answer: {"schema": {"type": "string"}}}}
    else:
        good = {"description": (answer.__doc__ or "").strip(), "model": answer}
    return {"operation_id": name, "responses": {200: good, **problems}}


async def _answer(request: Request, work: Callable[..., Answer], *args: Any) -> Given:
    return Given(await site_of(request).once(work, *args, seconds=LONG))


@router.get("/elections", summary="List elections", tags=["elections"], **_operation("elections", models.Elections))
async def list_elections(
    request: Request,
    country: Annotated[str | None, Query(pattern="^[a-z]{2}$", description="A country by its code.")] = None,
    law: Annotated[str | None, Query(max_length=100, description="A law, or one version of it.")] = None,
    after: Annotated[models.WrittenDay | None, Query(description="The first day.")] = None,
    before: Annotated[models.WrittenDay | None, Query(description="The last day.")] = None,
    q: Annotated[str, Query(max_length=100, description="Words of the title, the place or the chamber.")] = "",
) -> Given:
    """List the elections of the archive, those that fit."""
    return await _answer(request, elections.listed, country, law, after, before, q)


@router.get(
    "/elections/{election}", summary="Tell an election", tags=["elections"], **_operation("election", models.Known)
)
async def one_election(request: Request, election: Name) -> Given:
    """Give the record of an election as the archive has it, its sources, and links to all else."""
    return await _answer(request, elections.told, election)


@router.get(
    "/elections/{election}/outcome", summary="Count it", tags=["elections"], **_operation("outcome", models.Outcome)
)
async def one_outcome(request: Request, election: Name, stage: Stage = None) -> Given:
    """Count an election under the law of its day: every seat with its article, and what decided the last ones."""
    return await _answer(request, elections.outcome, election, stage)


@router.get(
    "/elections/{election}/seats.csv",
    summary="Its seats as a table",
    tags=["elections"],
    **_operation("seats", "text/csv"),
)
async def seats_table(request: Request, election: Name, stage: Stage = None) -> Given:
    """Give the seats by district, tier and party."""
    return await _answer(request, elections.seats, election, stage)


@router.get(
    "/elections/{election}/votes.csv",
    summary="Its votes as a table",
    tags=["elections"],
    **_operation("votes", "text/csv"),
)
async def votes_table(request: Request, election: Name) -> Given:
    """Give the votes as the archive has them."""
    return await _answer(request, elections.votes, election)


@router.get(
    "/elections/{election}/export.zip",
    summary="All of it as open data",
    tags=["elections"],
    **_operation("export", "application/zip"),
)
async def open_data(request: Request, election: Name) -> Given:
    """Give tables, documents, the law, what each file means, and sums: what `hemicycle export` writes, packed."""
    return await _answer(request, elections.exported, election)


@router.get(
    "/elections/{election}/brief", summary="In a few sentences", tags=["elections"], **_operation("brief", "text/plain")
)
async def one_brief(
    request: Request,
    election: Name,
    stage: Stage = None,
    lang: Annotated[Literal["en", "ru", "kk"], Query(description="The language.")] = "en",
) -> Given:
    """Tell an election in 200 to 300 words, each sentence from its data."""
    return await _answer(request, elections.brief, election, stage, lang)


@router.get(
    "/elections/{election}/chamber", summary="Who sits", tags=["elections"], **_operation("chamber", models.Chamber)
)
async def one_chamber(
    request: Request,
    election: Name,
    on: Annotated[models.WrittenDay | None, Query(description="A day of the term.")] = None,
) -> Given:
    """Tell who holds each seat on the first day of the term, or on another."""
    return await _answer(request, elections.chamber, election, on)


@router.get(
    "/elections/{election}/contest",
    summary="Its contest in figures",
    tags=["scrutiny"],
    **_operation("contest", models.Contest),
)
async def one_contest(
    request: Request, election: Name, stage: Annotated[str, Query(max_length=100)] = "final"
) -> Given:
    """Give the figures of the contest, each with its formula and its source. None of them is a verdict."""
    return await _answer(request, elections.contest, election, stage)


@router.get(
    "/elections/{election}/scrutiny",
    summary="What can be said",
    tags=["scrutiny"],
    **_operation("scrutiny", models.Scrutiny),
)
async def one_scrutiny(request: Request, election: Name) -> Given:
    """Tell all that can be said of an election, what can't, and why."""
    return await _answer(request, elections.scrutiny, election)


@router.get(
    "/elections/{election}/findings",
    summary="What observers found",
    tags=["scrutiny"],
    **_operation("findings", models.Findings),
)
async def one_ledger(request: Request, election: Name) -> Given:
    """Show what bodies of observers found, each as its own and with its source."""
    return await _answer(request, elections.findings, election)


@router.get(
    "/elections/{election}/compare/{before}",
    summary="Beside an earlier one",
    tags=["elections"],
    **_operation("compare", models.Comparison),
)
async def one_comparison(request: Request, election: Name, before: Name) -> Given:
    """Set an election beside an earlier one of its chamber, by the lineage of parties."""
    return await _answer(request, elections.compared, election, before)


@router.get(
    "/elections/{election}/thresholds",
    summary="Seats at every threshold",
    tags=["what if"],
    **_operation("thresholds", models.Thresholds),
)
async def one_sweep(request: Request, election: Name) -> Given:
    """Tell the seats at every threshold up to 15 per cent, at the exact break points."""
    return await _answer(request, elections.thresholds, election)


@router.get("/laws", summary="List laws", tags=["laws"], **_operation("laws", models.Laws))
async def list_laws(request: Request) -> Given:
    """List the laws of the catalogue with their versions."""
    return await _answer(request, laws.listed)


@router.get("/laws/{law}", summary="List the versions of a law", tags=["laws"], **_operation("law", models.LawLine))
async def one_law(request: Request, law: LawId) -> Given:
    """List the versions of a law, the oldest first."""
    return await _answer(request, laws.told, law)


@router.get("/laws/{law}/diff", summary="Two versions", tags=["laws"], **_operation("law_diff", models.Differences))
async def law_diff(
    request: Request,
    law: LawId,
    before: Annotated[models.WrittenDay, Query(description="A day of the one version.")],
    after: Annotated[models.WrittenDay, Query(description="A day of the other.")],
) -> Given:
    """Show what two versions of a law say differently, clause by clause."""
    return await _answer(request, laws.differences, law, before, after)


@router.get("/laws/{law}/{day}", summary="One version", tags=["laws"], **_operation("law_version", models.Document))
async def law_version(request: Request, law: LawId, day: Day) -> Given:
    """Give the version of a law that is in force on a day, as its document says it."""
    return await _answer(request, laws.version, law, day)


@router.get(
    "/laws/{law}/{day}/words", summary="One version in words", tags=["laws"], **_operation("law_words", models.InWords)
)
async def law_words(request: Request, law: LawId, day: Day) -> Given:
    """Tell a version in plain words, clause by clause, each with its articles."""
    return await _answer(request, laws.in_words, law, day)


@router.get("/parties", summary="List parties", tags=["parties"], **_operation("parties", models.Parties))
async def list_parties(request: Request) -> Given:
    """List the parties whose line the archive tells."""
    return await _answer(request, laws.parties)


@router.get("/parties/{party}", summary="Tell a party", tags=["parties"], **_operation("party", models.Story))
async def one_party(
    request: Request, party: Annotated[str, Path(max_length=100, description="A party's id.")]
) -> Given:
    """Tell a party's line, who led it, and every election its line stood at."""
    return await _answer(request, laws.party, party)


@router.post(
    "/what-if", summary="Change something", tags=["what if"], **_operation("what_if", models.WhatIfOutcome, body=True)
)
async def what_if(request: Request, asked: models.WhatIf) -> Given:
    """Count the same votes under another law, or with something changed. The seats are exact, the votes assumed."""
    return Given(await site_of(request).work(counting.what_if, asked.asked()))


@router.post(
    "/elect",
    summary="Turn votes into seats",
    tags=["what if"],
    **_operation("elect", models.Outcome, body=True),
)
async def elect(request: Request, asked: models.ToElect) -> Given:
    """Turn votes into seats under any law of the catalogue. Nothing that is sent is kept."""
    return Given(await site_of(request).work(counting.elect, asked.asked()))


@router.post(
    "/elect/csv",
    summary="Turn a table of votes into seats",
    tags=["what if"],
    **_operation("elect_csv", models.Outcome, body=True),
    openapi_extra={
        "requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string", "minLength": 1}}}}
    },
)
async def elect_csv(
    request: Request,
    law: Annotated[str, Query(pattern=models.LAW_OR_VERSION, max_length=100, description="A law, or a version of it.")],
    date: Annotated[models.WrittenDay | None, Query(description="The day whose version of the law counts.")] = None,
) -> Given:
    """Turn a table of votes (`party,votes`, or `district,party,votes`) into seats. Nothing that is sent is kept."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "text/csv":
        from hemicycle.web.problem import problem

        return Given(problem(415, f"A body of the kind {kind[:50]!r}; expected text/csv."))
    asked = Asked(await request.body(), law=law, date=date)
    return Given(await site_of(request).work(counting.elect, asked))


@router.get("/what-if", include_in_schema=False)
@router.get("/elect", include_in_schema=False)
@router.get("/elect/csv", include_in_schema=False)
async def only_sent_to() -> Given:
    """Say that these addresses take what is sent to them. Without this the pages would answer that there is nothing."""
    from hemicycle.web.problem import problem

    return Given(problem(405, "This address isn't asked in this way.", headers={"Allow": "POST"}))


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request) -> Given:
    """Give the description of the API, with examples from the archive."""
    return await _answer(request, description.described)
