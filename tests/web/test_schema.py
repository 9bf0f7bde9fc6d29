"""Schemathesis asks what the description allows, and answers keep to what it promises."""

from __future__ import annotations

import json

import httpx
import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from site_served import served

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def address():
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def described(site):
    return site.get("/api/v1/openapi.json").json()


@pytest.fixture(scope="module")
def operations(described):
    schema = schemathesis.openapi.from_dict(described)
    return [operation.ok() for operation in schema.get_all_operations()]


def test_every_answer_is_as_described(address, operations):
    assert len(operations) > 20
    for operation in operations:

        @hypothesis.settings(
            max_examples=4,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy())
        def asked(case):
            case.validate_response(case.call(base_url=address), checks=CHECKS)

        asked()


def test_the_examples_of_the_description_are_answered(address, described):
    # An election, a law and a party that are there, and bodies that can be counted.
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            given = operation.get("parameters", ())
            ways = {each["name"]: str(each["example"]) for each in given if each["in"] == "path"}
            query = {each["name"]: each["example"] for each in given if each["in"] == "query"}
            content = operation.get("requestBody", {}).get("content", {})
            sent = [(kind, each["example"]) for kind, each in content.items()]
            body = [each if isinstance(each, str) else json.dumps(each) for _, each in sent]
            answer = httpx.request(
                method,
                address + path.format(**ways),
                params=query,
                content=body[0] if body else None,
                headers={"content-type": sent[0][0]} if sent else {},
                timeout=60,
            )
            assert answer.status_code == 200, (path, answer.text[:300])
