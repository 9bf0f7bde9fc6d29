from __future__ import annotations

import json
from pathlib import Path

import pytest
from law_texts import PACKAGED

import hemicycle.law
from hemicycle.law.document import json_schema
from hemicycle.source.documents import read_document

PUBLISHED = Path(hemicycle.law.__file__).parent / "schema.json"


def test_the_published_schema_is_the_one_the_code_gives():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: path.stem)
def test_every_key_of_a_document_is_in_the_schema(path: Path):
    schema = json_schema()
    tree = read_document(path).tree
    assert set(tree) <= set(schema["properties"])
    assert set(schema["required"]) <= set(tree)


def test_the_kinds_of_step_are_in_the_schema():
    assert {"admit", "compute", "allot", "as", "when", "cites"} <= set(json_schema()["$defs"]["Step"]["properties"])


def test_unknown_keys_are_refused_by_the_schema_too():
    parts = [json_schema(), *json_schema()["$defs"].values()]
    assert all(part["additionalProperties"] is False for part in parts if part.get("type") == "object")
