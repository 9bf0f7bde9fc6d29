"""The JSON Schema of an election document, which travels beside it and is printed by `hemicycle export --schema`."""

from __future__ import annotations

from typing import Any

from hemicycle.publish.export.document import FORMAT

_TEXT = {"type": "string"}
_COUNT = {
    "description": "a whole number of 0 or more; an exact fraction as text where a law takes decimals",
    "oneOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+/[0-9]+$"}],
}
_SEATS = {"type": "integer", "minimum": 0}
_CITES = {"type": "array", "items": _TEXT, "description": "articles of the law"}


def _rows(means: str, **cells: dict[str, Any]) -> dict[str, Any]:
    """Describe rows that have these cells and no others."""
    row = {"type": "object", "properties": cells, "required": list(cells), "additionalProperties": False}
    return {"type": "array", "description": means, "items": row}


def _part(means: str, **keys: dict[str, Any]) -> dict[str, Any]:
    """Describe an object that has these keys, and maybe more."""
    return {"type": "object", "description": means, "properties": keys, "required": list(keys)}


def json_schema() -> dict[str, Any]:
    """Give the schema of an election document (JSON Schema, draft 2020-12)."""
    votes = _part(
        "the votes, exactly as they are counted",
        measure={"enum": ["votes", "%"]},
        ballots={
            "type": "object",
            "description": "by ballot: `votes` is the list ballot, `first` that of single-member contests",
            "required": ["votes"],
            "additionalProperties": _rows(
                "votes of each list in each district; the district * is the whole country",
                district=_TEXT,
                party=_TEXT,
                votes=_COUNT,
            ),
        },
        counts={
            "type": "object",
            "description": "further numbers by name, such as valid votes, or the seats of a district",
            "additionalProperties": _rows("the number of each district", district=_TEXT, number=_COUNT),
        },
        units=_rows("the larger unit, of a level, in which a unit lies", level=_TEXT, unit=_TEXT, within=_TEXT),
        ranked=_rows(
            "ranked ballot papers by district",
            district=_TEXT,
            candidates={"type": "array", "items": _TEXT},
            papers=_rows(
                "identical papers: how many, and the places of candidates in the list above, counted from 1",
                copies={"type": "integer", "minimum": 0},
                ranking={"type": "string", "pattern": "^([0-9]+( [0-9]+)*)?$"},
            ),
        ),
    )
    outcome = _part(
        "what the votes come to under the law",
        law={**_TEXT, "description": "the law and the first day of its version"},
        stage=_TEXT,
        status={"enum": ["decided", "lots needed", "undetermined"]},
        seats=_rows("seats by district, tier and party", district=_TEXT, tier=_TEXT, party=_TEXT, seats=_SEATS),
        totals={"type": "object", "description": "seats by party", "additionalProperties": _SEATS},
        trace={
            "type": "array",
            "description": "how the seats follow, step by step",
            "items": _part("a step", step=_TEXT, cites=_CITES, says=_TEXT),
        },
        lots={"type": "array", "items": {"type": "object"}, "description": "lots that the law calls for"},
        open_questions={
            "type": "array",
            "items": _part("a question that the law leaves open and that bites here", asks=_TEXT, law=_TEXT, we=_TEXT),
        },
        margins={
            "type": "array",
            "items": _part("what decided one of the last seats", holder=_TEXT, runner_up=_TEXT, says=_TEXT),
        },
        notes={"type": "array", "items": _TEXT},
    )
    law = _part("the law in the version in force on the day", id=_TEXT, document={"type": "object"})
    tables = {
        "type": "object",
        "description": "further tables of the election by name: rows, each cell as text by its column",
        "additionalProperties": {
            "type": "array",
            "items": {"type": "object", "additionalProperties": _TEXT},
        },
    }
    document = _part(
        "an election: its record, its law, its votes and what they come to",
        format={"const": FORMAT},
        election={**_TEXT, "description": "the id of the election"},
        title=_TEXT,
        law=law,
        record={"type": "object", "description": "election.yaml, every value as text"},
        votes=votes,
        outcome=outcome,
        tables=tables,
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An election of Hemicycle", **document}
