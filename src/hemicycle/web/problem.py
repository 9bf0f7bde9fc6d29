"""What goes wrong, told as problem details (RFC 9457): one clear message, and nothing of the machine behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.web.answer import Answer

PROBLEM = "application/problem+json"
# Folders in front of a file's name say where a machine keeps it.
_FOLDERS = re.compile(r"(?<![\w:/.])(?:[A-Za-z]:)?(?:[/\\][^/\\\s:,;'\"]+)+[/\\](?=[^/\\\s])")
_OPTION = re.compile(r"(?<!\S)--(?=[a-z])")
# The site has no way to name an encoding; tables have to be UTF-8 there.
_ENCODING = re.compile(r"; or (?:name the encoding|--encoding)[^\n]*")


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, errors: list[dict[str, Any]] | None = None
) -> Answer:
    """Tell a problem: its status, what happened, and every mistake of the input where there are some."""
    told: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    told["detail"] = detail
    if errors is not None:
        told["errors"] = errors
    # JSON may send halves of characters, which no text can hold.
    body = json.dumps(told, ensure_ascii=False).encode(errors="replace")
    return Answer(body, PROBLEM, status, lasting=False, headers=dict(headers or {}))


def refused(error: BadInput) -> Answer:
    """Tell that an input can't be used: 404 for what the archive or the catalogue lacks, 422 for the rest."""
    mistakes = [_told(each) for each in error.mistakes]
    status = 404 if all(is_absence(each) for each in error.mistakes) else 422
    first = mistakes[0]
    where = first["file"] + (f", line {first['line']}" if first["line"] else "")
    where += f", {first['at']}" if first["at"] else ""
    detail = f"{where}: found {first['found']}; expected {first['expected']}"
    return problem(status, detail, errors=mistakes)


def is_absence(mistake: Mistake) -> bool:
    """Tell whether a mistake is to ask for something that isn't there."""
    return mistake.file in ("the archive", "the catalogue")


def _told(mistake: Mistake) -> dict[str, Any]:
    return {
        "file": plainly(mistake.file),
        "line": mistake.line,
        "at": plainly(mistake.at) or None,
        "found": plainly(mistake.found),
        "expected": plainly(mistake.expected),
    }


def plainly(text: str) -> str:
    """Take folders of the machine, and what only a command has, out of a message: dashes of options, encodings."""
    return _OPTION.sub("", _FOLDERS.sub("", _ENCODING.sub("", text)))
