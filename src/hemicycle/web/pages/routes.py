"""The addresses of pages, and of the files they need."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response, StreamingResponse

from hemicycle.publish.language.language import LANGUAGES
from hemicycle.web.answer import HTML, Answer
from hemicycle.web.dressed import dressed
from hemicycle.web.given import Given, is_for_programs
from hemicycle.web.pages import ways
from hemicycle.web.pages.assets import asset
from hemicycle.web.pages.votes import Sent
from hemicycle.web.problem import problem
from hemicycle.web.site import LONG, Site, site_of

router = APIRouter(include_in_schema=False)

# In seconds; a night in about a minute.
BETWEEN_STATES = 2.0
_MOST_STATES = 1_000
_LIVE = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/")
async def root(request: Request) -> Given:
    """Send a reader to the language that the browser asks for."""
    code = preferred(request.headers.get("accept-language", ""))
    return Given(Answer(b"", HTML, 302, lasting=False, headers={"Location": f"{code}/", "Vary": "Accept-Language"}))


@router.get("/assets/{name:path}")
async def own_file(request: Request, name: str) -> Given:
    """Give a file of the site's own."""
    return Given(asset(name) or await missing(request))


@router.get("/{code}/live/states")
async def states(request: Request, code: str) -> Response:
    """Send the states of a count one after another, as they came in on the night."""
    site, begin = site_of(request), request.query_params.get("from", "0")
    if code not in LANGUAGES or not begin.isdecimal() or len(begin) > 4:
        return Given(await missing(request))
    client = request.client.host if request.client else "?"
    if not site.streams.opened(client):
        return Given(problem(503, "Too many counts are being watched at the moment.", headers={"Retry-After": "30"}))
    return StreamingResponse(_states(site, code, int(begin), client), media_type="text/event-stream", headers=_LIVE)


async def _states(site: Site, code: str, begin: int, client: str) -> AsyncIterator[bytes]:
    """Go through the states from one on, with time between them to read each."""
    try:
        yield b"retry: 5000\n\n"
        for place in range(begin, _MOST_STATES):
            state = await site.once(ways.now, code, place, site.count, seconds=LONG)
            if state.status != 200:
                break
            yield b"event: state\n" + b"".join(b"data: %s\n" % line for line in state.body.splitlines()) + b"\n"
            await asyncio.sleep(BETWEEN_STATES)
        yield b"event: over\ndata: \n\n"
    finally:
        site.streams.closed(client)


@router.get("/{code}/{path:path}")
async def page(request: Request, code: str, path: str) -> Given:
    """Give a page."""
    if code not in LANGUAGES:
        return Given(await missing(request))
    if path and not path.endswith("/"):
        return Given(_moved(request))
    query = tuple((name, tuple(request.query_params.getlist(name))) for name in request.query_params)
    site = site_of(request)
    seconds = None if path.startswith("what-if/") else LONG
    answer = await site.once(ways.answer, code, path, query, False, site.count, seconds=seconds)
    return Given(dressed(request.scope, answer))


@router.post("/{code}/votes/")
async def votes(request: Request, code: str) -> Given:
    """Count votes that a reader sends; they are in memory only, and forgotten when the page is sent."""
    if code not in LANGUAGES:
        return Given(await missing(request))
    answer = await site_of(request).work(ways.counted, code, await sent_in(request))
    return Given(dressed(request.scope, answer))


async def sent_in(request: Request) -> Sent:
    """Take votes from a form. A body is small enough that no part of it is ever laid down in a file."""
    async with request.form(max_files=1, max_fields=10, max_part_size=2_000_000) as form:
        file = form.get("file")
        typed, law, day = (
            value if isinstance(value := form.get(name), str) else "" for name in ("table", "law", "date")
        )
        table = await file.read() if isinstance(file, UploadFile) else b""
        return Sent((table.strip() and table) or typed.encode(), law.strip()[:100], day.strip()[:20], typed)


@router.get("/{code}")
async def language_alone(request: Request, code: str) -> Given:
    """Send a reader on to the home of a language."""
    return Given(_moved(request) if code in LANGUAGES else await missing(request))


async def missing(request: Request) -> Answer:
    """Say in the reader's language that there is nothing here; to programs as a problem."""
    if is_for_programs(request.scope):
        return problem(404, "There is nothing here.")
    code = request.url.path.split("/")[1]
    code = code if code in LANGUAGES else preferred(request.headers.get("accept-language", ""))
    return await site_of(request).once(ways.nothing, code, request.url.path.count("/"))


def _moved(request: Request) -> Answer:
    query = f"?{request.url.query}" if request.url.query else ""
    last = request.url.path.rsplit("/", 1)[-1]
    return Answer(b"", HTML, 308, lasting=False, headers={"Location": f"{quote(last)}/{query}"})


def preferred(accepts: str) -> str:
    """Choose a language by the Accept-Language of a browser; English without one that is spoken here."""
    wanted = []
    for place, part in enumerate(accepts[:500].split(",")):
        tag, _, weight = part.partition(";")
        code = tag.strip().partition("-")[0].casefold()
        try:
            liked = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            liked = 0.0
        if code in LANGUAGES and liked > 0:
            wanted.append((-liked, place, code))
    return min(wanted)[2] if wanted else "en"
