"""The addresses of pages, and of the files they need."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request

from hemicycle.publish.language.language import LANGUAGES
from hemicycle.web.answer import HTML, Answer
from hemicycle.web.given import Given
from hemicycle.web.pages import ways
from hemicycle.web.pages.assets import asset
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
