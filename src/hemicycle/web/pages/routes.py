"""The addresses of pages, and of the files they need."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile

from hemicycle.publish.language.language import LANGUAGES
from hemicycle.web.answer import HTML, Answer
from hemicycle.web.given import Given
from hemicycle.web.pages import ways
from hemicycle.web.pages.assets import asset
from hemicycle.web.pages.votes import Sent
from hemicycle.web.site import site_of

router = APIRouter(include_in_schema=False)

# Home counts the whole archive when it is first asked for.
HOME_TAKES = 120.0


@router.get("/")
async def root(request: Request) -> Given:
    """Send a reader to the language that the browser asks for."""
    code = preferred(request.headers.get("accept-language", ""))
    return Given(Answer(b"", HTML, 302, lasting=False, headers={"Location": f"{code}/", "Vary": "Accept-Language"}))


@router.get("/assets/{name:path}")
async def own_file(request: Request, name: str) -> Given:
    """Give a file of the site's own."""
    return Given(asset(name) or await missing(request))


@router.get("/{code}/{path:path}")
async def page(request: Request, code: str, path: str) -> Given:
    """Give a page."""
    if code not in LANGUAGES:
        return Given(await missing(request))
    if path and not path.endswith("/"):
        return Given(_moved(request))
    query = tuple((name, tuple(request.query_params.getlist(name))) for name in request.query_params)
    seconds = HOME_TAKES if not path else None
    return Given(await site_of(request).once(ways.answer, code, path, query, seconds=seconds))


@router.post("/{code}/votes/")
async def votes(request: Request, code: str) -> Given:
    """Count votes that a reader sends; they are in memory only, and forgotten when the page is sent."""
    if code not in LANGUAGES:
        return Given(await missing(request))
    return Given(await site_of(request).work(ways.counted, code, await sent_in(request)))


async def sent_in(request: Request) -> Sent:
    """Take votes from a form. A body is small enough that no part of it is ever laid down in a file."""
    async with request.form(max_files=1, max_fields=10, max_part_size=2_000_000) as form:
        file = form.get("file")
        typed, law, day = (
            value if isinstance(value := form.get(name), str) else "" for name in ("table", "law", "date")
        )
        table = await file.read() if isinstance(file, UploadFile) else b""
        return Sent(table.strip() and table or typed.encode(), law.strip()[:100], day.strip()[:20], typed)


@router.get("/{code}")
async def language_alone(request: Request, code: str) -> Given:
    """Send a reader on to the home of a language."""
    return Given(_moved(request) if code in LANGUAGES else await missing(request))


async def missing(request: Request) -> Answer:
    """Say in the reader's language that there is nothing here."""
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
