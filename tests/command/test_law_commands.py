from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from command_runs import Command
from council_act import COUNCIL_ACT

from hemicycle.law.catalogue import DOCUMENTS
from hemicycle.law.document import json_schema

Write = Callable[..., Path]


def joined(text: str) -> str:
    """The text without its margin of articles and its line breaks."""
    return " ".join(" ".join(line[:62] for line in text.splitlines()).split())


def test_show_tells_the_law_of_a_day(hemicycle: Command):
    ran = hemicycle("law", "show", "kz-mazhilis@2021-01-10")
    assert (ran.status, ran.err) == (0, "")
    assert "kz-mazhilis@2020-05-25" in ran.out
    assert "Threshold: all lists that have at least 7 % of the valid" in joined(ran.out)
    assert "nobody gets fewer than 2" in joined(ran.out)
    assert "Ties go to the list registered earlier" in joined(ran.out)
    assert "Art. 97-1(1)" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_show_for_programs(hemicycle: Command):
    ran = hemicycle("law", "show", "kz-mazhilis@2021-01-10", "--json")
    assert ran.json["law"] == "kz-mazhilis@2020-05-25"
    assert all(clause["section"] and clause["says"] for clause in ran.json["clauses"])
    (threshold,) = [clause for clause in ran.json["clauses"] if clause["says"].startswith("Threshold")]
    assert threshold["cites"] == ["Art. 97-1(1)", "Art. 43(5)"]


def test_show_without_a_day_tells_the_law_of_today(hemicycle: Command):
    ran = hemicycle("law", "show", "kz-mazhilis", "--json")
    versions = hemicycle("laws", "--json").json
    assert ran.json["law"] in {entry["version"] for entry in versions}


def test_show_tells_a_document(hemicycle: Command, written: Write):
    ran = hemicycle("law", "show", written("act.yaml", COUNCIL_ACT))
    assert ran.status == 0
    assert "Ties go to whoever is drawn by lot" in joined(ran.out)
    assert "s. 1" in ran.out


def test_diff_tells_old_and_new(hemicycle: Command):
    ran = hemicycle("law", "diff", "kz-mazhilis@2021-01-10", "kz-mazhilis@2021-05-24")
    assert (ran.status, ran.err) == (0, "")
    assert "− Threshold: all lists that have at least 7 %" in joined(ran.out)
    assert "+ Threshold: all lists that have at least 5 %" in joined(ran.out)
    assert "against-all" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_diff_for_programs(hemicycle: Command):
    ran = hemicycle("law", "diff", "kz-mazhilis@2021-01-10", "kz-mazhilis@2021-05-24", "--json")
    assert (ran.json["before"], ran.json["after"]) == ("kz-mazhilis@2020-05-25", "kz-mazhilis@2021-05-24")
    assert all(change["before"] or change["after"] for change in ran.json["changes"])
    (threshold,) = [
        change
        for change in ran.json["changes"]
        if change["before"] and change["before"]["says"].startswith("Threshold")
    ]
    assert "7 %" in threshold["before"]["says"]
    assert "5 %" in threshold["after"]["says"]


def test_diff_of_a_version_with_itself(hemicycle: Command):
    day = "kz-mazhilis@2021-01-10"
    assert hemicycle("law", "diff", day, day, "--json").json["changes"] == []
    assert "Nothing that these documents hold has changed" in hemicycle("law", "diff", day, day).out


def test_check_of_a_sound_document(hemicycle: Command, written: Write):
    act = written("act.yaml", COUNCIL_ACT)
    ran = hemicycle("law", "check", act)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "xx-council@2000-01-01: 3 seats, 1 tier, 1 step, no mistakes\n"
    assert hemicycle("law", "check", act, "--json").json == {"laws": ["xx-council@2000-01-01"], "mistakes": []}


def test_check_of_the_catalogue(hemicycle: Command):
    ran = hemicycle("law", "check", DOCUMENTS)
    assert ran.status == 0
    assert len(ran.out.splitlines()) == len(list(DOCUMENTS.rglob("*.yaml")))


def test_check_tells_programs_every_mistake(hemicycle: Command, written: Write):
    act = written("act.yaml", COUNCIL_ACT.replace("method: hare", "method: hair").replace("[s. 1]", "[]"))
    ran = hemicycle("law", "check", act, "--json")
    assert (ran.status, ran.err) == (2, "")
    mistakes = ran.json["mistakes"]
    assert [mistake["line"] for mistake in mistakes] == [13, 14]
    assert all(mistake["file"] == str(act) and mistake["found"] and mistake["expected"] for mistake in mistakes)


def test_the_schema_for_editors(hemicycle: Command):
    assert json.loads(hemicycle("law", "schema").out) == json_schema()
