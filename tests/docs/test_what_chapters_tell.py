"""What chapters tell in words is so."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from chapters import ROOT, Block, blocks_of
from command_runs import Command

from hemicycle.elections.archive import election_ids
from hemicycle.elections.findings import find_ledger
from hemicycle.law import document, members, steps
from hemicycle.law.document import FromElection, OpenQuestion, Step
from hemicycle.source.documents import parse_document
from hemicycle.source.schema import Part

LAW = ("--law", "kz-mazhilis", "--date", "2021-01-10", "--json")


@pytest.mark.parametrize(
    "block",
    [block for block in blocks_of("docs/language.md") if block.language == "yaml" and not block.mark],
    ids=lambda block: block.place,
)
def test_what_the_chapter_on_the_language_shows_is_in_the_language(block: Block):
    match parse_document(block.text, block.place).tree:
        case {"from_election": numbers}:
            parts = [(FromElection, number) for number in numbers.values()]
        case {"open_questions": questions}:
            parts = [(OpenQuestion, question) for question in questions]
        case steps:
            parts = [(Step, step) for step in steps]
    assert parts
    for kind, part in parts:
        assert kind.model_validate(part)


@pytest.mark.parametrize(
    ("page", "schema"), [("language.md", document), ("language.md", steps), ("members.md", members)]
)
def test_the_chapter_names_every_key_that_a_law_may_have(page: str, schema: ModuleType):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    code = " ".join(re.findall(r"```yaml.*?```|`[^`\n]+`", text, re.DOTALL))
    parts = [each for each in vars(schema).values() if isinstance(each, type) and issubclass(each, Part)]
    keys = {field.alias or name for part in parts for name, field in part.model_fields.items()}
    assert len(keys) > 10
    assert {key for key in keys if not re.search(rf"\b{key}\b", code)} == set()


def test_the_start_says_how_many_elections_there_are():
    assert f"has {len(election_ids())} elections" in (ROOT / "docs" / "start.md").read_text(encoding="utf-8")


def test_the_ledger_has_as_many_elections_as_the_chapter_on_scrutiny_says():
    assert "at nine elections" in (ROOT / "docs" / "scrutiny.md").read_text(encoding="utf-8")
    assert len(find_ledger("kz-mazhilis")[1]) == 9


def test_more_valid_votes_than_rows_raise_the_threshold(hemicycle: Command, tmp_path: Path):
    (tmp_path / "votes.csv").write_text("district,party,votes\n*,a,600\n*,b,70\n", encoding="utf-8")
    (tmp_path / "election.yaml").write_text("valid: 1001\n", encoding="utf-8")
    outcome = hemicycle("elect", str(tmp_path), *LAW).json
    assert outcome["trace"][0]["admitted"] == ["a"]
    (tmp_path / "election.yaml").write_text("valid: 669\n", encoding="utf-8")
    refused = hemicycle("elect", str(tmp_path), *LAW)
    assert refused.status == 2
    assert "fewer than the lists have together" in refused.err


def test_the_probabilities_told_in_the_chapter_on_scenarios_are_those_of_the_exit_poll(hemicycle: Command):
    told = {}
    for margin in ([], ["--margin", "2%"]):
        stage = ("--stage", "exit-poll-public-opinion", "--draws", "50000", "--json")
        found = hemicycle("simulate", "kz-mazhilis-2021", *stage, *margin).json
        lists = ("nur-otan", "ak-zhol", "people-s-party")
        shares = {
            tuple(each["totals"].get(party, 0) for party in lists): each["share"]
            for each in found["allocations"]
            if not each["totals"].keys() & {"auyl", "adal"}
        }
        told[bool(margin)] = (shares[77, 11, 10], shares[76, 12, 10])
    assert told[False] == (pytest.approx(0.77, abs=0.01), pytest.approx(0.0007, abs=0.0006))
    assert told[True] == (pytest.approx(0.28, abs=0.01), pytest.approx(0.08, abs=0.01))
