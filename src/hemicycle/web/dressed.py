"""Problems dressed for their readers: programs get them as they are, people as a page of the site."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache

from starlette.types import Scope

from hemicycle.publish.language.language import LANGUAGES
from hemicycle.web.answer import Answer
from hemicycle.web.given import is_for_programs
from hemicycle.web.pages.ways import nothing
from hemicycle.web.problem import PROBLEM


def dressed(scope: Scope, told: Answer) -> Answer:
    """Dress a problem for its reader: programs get it as it is, people as a page."""
    path = str(scope["path"])
    if told.media_type != PROBLEM or is_for_programs(scope) or path.startswith("/assets/"):
        return told
    code = path.split("/")[1] if path.count("/") else ""
    page = _page(code if code in LANGUAGES else "en", path.count("/"), told.status, json.loads(told.body)["detail"])
    return replace(page, headers=told.headers)


@lru_cache(maxsize=256)
def _page(code: str, depth: int, status: int, detail: str) -> Answer:
    return nothing(code, min(depth, 8), status, detail)
