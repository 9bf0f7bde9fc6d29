"""The application: the API and the pages behind the gate."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from hemicycle.source.mistake import BadInput
from hemicycle.web.api import description
from hemicycle.web.count_replayed import Replayed
from hemicycle.web.dressed import dressed
from hemicycle.web.gate import Gate
from hemicycle.web.given import Given, is_for_programs
from hemicycle.web.limits import Limits
from hemicycle.web.problem import problem, refused
from hemicycle.web.site import Site, new_site

_SAID = {400: "A body that can't be read.", 404: "There is nothing here.", 405: "This address isn't asked in this way."}


def new_app(site: Site | None = None) -> FastAPI:
    """Make the application without its gate."""
    from hemicycle.web.api.models import Problem
    from hemicycle.web.api.routes import router
    from hemicycle.web.pages.routes import router as pages

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        app.state.site = site or new_site(Limits())
        warming = asyncio.create_task(app.state.site.warm_up()) if app.state.site.warm else None
        yield
        if warming:
            warming.cancel()

    app = FastAPI(
        title=description.TITLE,
        version="1",
        description=description.ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=running,
        redirect_slashes=False,
        # Settings of the machine may not make a site tell others of its requests.
        telemetry={"auto_configure": False},
    )
    app.state.site = site
    app.include_router(router)
    app.include_router(pages)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(BadInput, _refused)
    app.add_exception_handler(Exception, _failed)
    _name_problems(app, Problem.model_json_schema(ref_template="#/components/schemas/{model}"))
    return app


def new_server(
    limits: Limits | None = None, processes: int | None = None, count: Replayed | None = None, *, warm: bool = False
) -> ASGIApp:
    """Make the application with its gate, as it is served; a `warm` one works out at once what is asked for most."""
    site = new_site(limits or Limits(), processes, count)
    site.warm = warm
    return Gate(new_app(site), site.limits, site.kept, dressed)


def _name_problems(app: FastAPI, schema: dict[str, Any]) -> None:
    """Put the schema of problems into the description, where every operation refers to it."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        told = plain()
        schemas = told["components"]["schemas"]
        schemas.update(schema.pop("$defs", {}))
        schemas["Problem"] = schema
        return told

    app.openapi = described  # type: ignore[method-assign]


async def _http(request: Request, error: Exception) -> Given:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and not is_for_programs(request.scope):
        from hemicycle.web.pages.routes import missing

        return Given(await missing(request))
    detail = _SAID.get(error.status_code) or str(error.detail)
    return Given(dressed(request.scope, problem(error.status_code, detail, headers=error.headers)))


async def _invalid(request: Request, error: Exception) -> Given:
    assert isinstance(error, RequestValidationError)
    found = error.errors()[:20]
    if any(tuple(each["loc"]) == ("body",) and isinstance(each.get("input"), bytes) for each in found):
        return Given(problem(415, "A body that isn't told to be JSON; expected Content-Type: application/json."))
    mistakes = [_mistake(each) for each in found]
    first = mistakes[0]
    detail = f"{first['at'] or first['file']}: found {first['found']}; expected: {first['expected']}"
    return Given(dressed(request.scope, problem(422, detail, errors=mistakes)))


def _mistake(error: dict[str, Any]) -> dict[str, Any]:
    """Tell a mistake of a request, in the words of JSON and no longer than a line or two."""
    file, *at = error["loc"]
    if error["type"] == "json_invalid":
        place, given, expected = f"character {at[0] + 1}", f"no JSON: {error['ctx']['error']}", "a JSON object"
    else:
        place, given = ".".join(map(str, at)), json.dumps(error.get("input"), ensure_ascii=False, default=str)
        expected = error["msg"]
    return {"file": file, "line": None, "at": place[:200] or None, "found": given[:200], "expected": expected}


async def _refused(request: Request, error: Exception) -> Given:
    assert isinstance(error, BadInput)
    return Given(dressed(request.scope, refused(error)))


async def _failed(request: Request, _: Exception) -> Given:
    return Given(dressed(request.scope, problem(500, "Something went wrong here. It has been noted.")))
