"""The description of the API: OpenAPI, with an example from the archive for every answer and every problem."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.source.documents import read_document
from hemicycle.web.answer import ZIP, Answer, answering, of_json
from hemicycle.web.problem import PROBLEM, problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

TITLE = "Hemicycle"
ABOUT = (
    "Elections, electoral laws and what follows from them, each seat with its article. Answers carry a strong ETag; "
    "problems are problem details (RFC 9457). Nothing that is sent here is kept."
)
_CASE = read_document(Path(__file__).parent / "examples.yaml").tree
_ELECTION, _LAW, _DAYS, _PARTY = _CASE["election"], _CASE["law"], _CASE["days"], _CASE["party"]
# A list in an example is shown by its first items; the answer itself has them all.
_SHOWN = 2
_WHAT_IF = {"election": _ELECTION, "set": [_CASE["set"]]}
_VERSION = f"{_LAW}@{_DAYS[0]}"
_TO_ELECT = {"votes": {"Red": 430_000, "Blue": 320_000, "Green": 90_000}, "law": _VERSION}
_TABLE = "party,votes\nRed,430000\nBlue,320000\nGreen,90000\n"
GIVEN: dict[str, Any] = {
    "country": _CASE["country"],
    "law": _LAW,
    "after": "2012-01-01",
    "before": _DAYS[0],
    "q": "2021",
    "election": _ELECTION,
    "stage": "preliminary",
    "on": "2021-02-01",
    "day": _DAYS[0],
    "party": _PARTY,
    "date": _DAYS[0],
    "lang": "en",
}
_OWN = {("compare", "before"): _CASE["before"], ("law_diff", "after"): _DAYS[1], ("contest", "stage"): "final"}


@answering
def described() -> Answer:
    """Give the whole description."""
    return of_json(description())


@cache
def description() -> dict[str, Any]:
    """Describe the API; the answers of the examples are worked out here and now."""
    from hemicycle.web.app import new_app

    return with_examples(new_app())


def with_examples(app: FastAPI) -> dict[str, Any]:
    """Describe an application, and put examples to its operations."""
    told = app.openapi()
    answers = _answers()
    for methods in told["paths"].values():
        for operation in methods.values():
            _with_examples(operation, answers[operation["operationId"]]())
    told["components"]["schemas"].pop("HTTPValidationError", None)
    told["components"]["schemas"].pop("ValidationError", None)
    return told


def _with_examples(operation: dict[str, Any], answer: Answer) -> None:
    name = operation["operationId"]
    for parameter in operation.get("parameters", ()):
        parameter["example"] = _OWN.get((name, parameter["name"]), GIVEN[parameter["name"]])
    for kind, body in operation.get("requestBody", {}).get("content", {}).items():
        body["example"] = _TABLE if kind == "text/csv" else _WHAT_IF if name == "what_if" else _TO_ELECT
    kinds = operation["responses"]["200"]["content"]
    if len(kinds) > 1:
        # The framework adds its own kind to those of tables and texts.
        kinds.pop("application/json", None)
    for status, response in operation["responses"].items():
        for kind, content in response.get("content", {}).items():
            if kind == PROBLEM:
                content["example"] = json.loads(_wrong(int(status)).body)
            elif kind != "application/json":
                content["example"] = "\n".join(answer.body.decode().splitlines()[:4]) + "\n"
            else:
                content["example"] = _shortened(json.loads(answer.body))


def _answers() -> dict[str, Callable[[], Answer]]:
    """Say how the example of each operation is worked out."""
    import datetime as dt

    from hemicycle.web.api import counting, elections, laws
    from hemicycle.web.api.models import ToElect, WhatIf
    from hemicycle.web.asked import Asked

    day, other = (dt.date.fromisoformat(each) for each in _DAYS)
    return {
        "elections": lambda: elections.listed(_CASE["country"], None, None, None, ""),
        "election": lambda: elections.told(_ELECTION),
        "outcome": lambda: elections.outcome(_ELECTION, None),
        "seats": lambda: elections.seats(_ELECTION, None),
        "votes": lambda: elections.votes(_ELECTION),
        "export": lambda: Answer(b"PK", ZIP),
        "brief": lambda: elections.brief(_ELECTION, "preliminary", "en"),
        "chamber": lambda: elections.chamber(_ELECTION, None),
        "contest": lambda: elections.contest(_ELECTION, "final"),
        "scrutiny": lambda: elections.scrutiny(_ELECTION),
        "findings": lambda: elections.findings(_ELECTION),
        "compare": lambda: elections.compared(_ELECTION, _CASE["before"]),
        "thresholds": lambda: elections.thresholds(_ELECTION),
        "laws": laws.listed,
        "law": lambda: laws.told(_LAW),
        "law_version": lambda: laws.version(_LAW, day),
        "law_words": lambda: laws.in_words(_LAW, day),
        "law_diff": lambda: laws.differences(_LAW, day, other),
        "parties": laws.parties,
        "party": lambda: laws.party(_PARTY),
        "what_if": lambda: counting.what_if(WhatIf.model_validate(_WHAT_IF).asked()),
        "elect": lambda: counting.elect(ToElect.model_validate(_TO_ELECT).asked()),
        "elect_csv": lambda: counting.elect(Asked(_TABLE.encode(), law=_VERSION)),
    }


def _wrong(status: int) -> Answer:
    """Give an example of a problem, as it is really told."""
    from hemicycle.web.api import elections
    from hemicycle.web.api.counting import elect
    from hemicycle.web.asked import Asked

    if status == 404:
        return elections.told("xx-council-2020")
    if status == 422:
        return elect(Asked(_TABLE.replace("320000", "many").encode(), law=_VERSION))
    said = {
        400: "A body that can't be read.",
        408: "The body of the request didn't come in time.",
        413: "A body of more than 1,000,000 bytes, which is the most that is read here.",
        415: "A body of the kind 'image/png'; expected text/csv.",
        429: "More requests than this site answers for one client. Please wait a little.",
        503: "This took longer than 10 seconds, so that it was stopped. Ask for less at once.",
    }
    return problem(status, said[status])


def _shortened(value: Any) -> Any:
    """Show lists by their first items."""
    if isinstance(value, list):
        return [_shortened(each) for each in value[:_SHOWN]]
    if isinstance(value, dict):
        return {key: _shortened(each) for key, each in value.items()}
    return value
