"""A law document begun by the command, and the lists of laws and versions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_runs import Command

from hemicycle.law.catalogue import DOCUMENTS, law_ids, versions

Write = Callable[..., Path]


def words(text: str) -> str:
    return " ".join(text.split())


def fits(text: str) -> bool:
    return max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("law", ["xx-council", "kz-town-3", "no-no", "on-off", "ye-s", "xx-1"])
def test_the_skeleton_checks(law: str, hemicycle: Command, tmp_path: Path):
    path = tmp_path / "law.yaml"
    ran = hemicycle("law", "new", law, "-o", path)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    ran = hemicycle("law", "check", path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{law}@2000-01-01: 100 seats, 1 tier, 2 steps, no mistakes\n"


def test_the_skeleton_is_printed_without_a_file(hemicycle: Command, tmp_path: Path):
    path = tmp_path / "law.yaml"
    hemicycle("law", "new", "xx-council", "-o", path)
    ran = hemicycle("law", "new", "xx-council")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == path.read_text(encoding="utf-8")
    assert max(map(len, ran.out.splitlines())) <= 120


def test_the_skeleton_is_told_and_counts(hemicycle: Command, written: Write):
    """Sixty and forty seats, five per cent of 115 votes, D'Hondt: a has 60 to 40 in the north and all of the south."""
    law = written("law.yaml", hemicycle("law", "new", "xx-council").out)
    ran = hemicycle("law", "show", law)
    assert (ran.status, ran.err) == (0, "")
    assert "at least 5 % of the valid" in words(ran.out)
    assert fits(ran.out)
    votes = written("election/votes.csv", "district,party,votes\nnorth,a,60\nnorth,b,40\nsouth,a,10\nsouth,c,5\n")
    written("election/districts.csv", "district,seats\nnorth,60\nsouth,40\n")
    ran = hemicycle("elect", votes.parent, "--law", law, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json["totals"] == {"a": 76, "b": 24}
    assert {(row["district"], row["party"]): row["seats"] for row in ran.json["seats"]} == {
        ("north", "a"): 36,
        ("north", "b"): 24,
        ("south", "a"): 40,
    }


def test_what_the_skeleton_leaves_open_is_undetermined(hemicycle: Command, written: Write):
    """Nobody among thirty equal lists has five per cent, and the question in the skeleton says so."""
    law = written("law.yaml", hemicycle("law", "new", "xx-council").out)
    rows = "".join(f"north,list {i},10\n" for i in range(30))
    folder = written("election/votes.csv", f"district,party,votes\n{rows}").parent
    written("election/districts.csv", "district,seats\nnorth,100\n")
    ran = hemicycle("elect", folder, "--law", law, "--json")
    assert (ran.status, ran.json["status"], ran.json["totals"]) == (4, "undetermined", {})
    assert [question["asks"] for question in ran.json["open_questions"]] == ["no list reaches five per cent"]


def test_the_skeleton_without_the_seats_of_a_district(hemicycle: Command, written: Write):
    law = written("law.yaml", hemicycle("law", "new", "xx-council").out)
    folder = written("election/votes.csv", "district,party,votes\nnorth,a,60\nnorth,b,40\n").parent
    ran = hemicycle("elect", folder, "--law", law)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "seats was not given (members to be elected in each district)" in ran.err


def test_no_file_is_overwritten(hemicycle: Command, written: Write):
    path = written("law.yaml", "mine")
    ran = hemicycle("law", "new", "xx-council", "-o", path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"hemicycle: {path}: found a file that exists; expected a name for a new file\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert hemicycle("law", "new", "xx-council", "-o", path.parent).status == 2
    assert hemicycle("law", "new", "xx-council", "-o", path.parent / "no" / "law.yaml").status == 2


@pytest.mark.parametrize(
    "law",
    ["", "xx", "XX-council", "xxx-council", "xx-", "xx_council", "xx-Rat", "xx-rät", "xx-a\nact: b", "xx-a ", "-"],
)
def test_an_id_that_is_none(law: str, hemicycle: Command, tmp_path: Path):
    ran = hemicycle("law", "new", "-o", tmp_path / "law.yaml", "--", law)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert repr(law) in ran.err
    assert ran.err.endswith("expected a country code and a chamber, such as xx-council\n")
    assert list(tmp_path.iterdir()) == []


def test_every_law_has_a_line(hemicycle: Command):
    ran = hemicycle("laws")
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    starts = [line.split(" ")[0] for line in ran.out.splitlines()]
    assert [start for start in starts if start in law_ids()] == law_ids()


def test_every_version_for_programs(hemicycle: Command):
    ran = hemicycle("laws", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert len(ran.json) == len(list(DOCUMENTS.rglob("*.yaml")))
    keys = {"law", "version", "title", "country", "chamber", "act", "from", "until", "used_from", "seats"}
    assert all(set(row) == keys for row in ran.json)
    assert all(row["version"] == f"{row['law']}@{row['from']}" for row in ran.json)
    assert all(isinstance(row["seats"], int | str) and row["seats"] for row in ran.json)


@pytest.mark.parametrize("law", law_ids())
def test_the_versions_of_a_law(law: str, hemicycle: Command):
    ran = hemicycle("laws", law)
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    found = [line.split()[:2] for line in ran.out.splitlines() if line.startswith(f"{law}@")]
    assert found == [[each.id, str(each.in_force.until or "now")] for each in versions(law)]
    rows = hemicycle("laws", law, "--json").json
    assert [row["version"] for row in rows] == [version for version, _ in found]
    assert [row["until"] is None for row in rows] == [until == "now" for _, until in found]
    assert all(row["until"] is not None for row in rows[:-1])


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_a_law_that_is_none(form: tuple[str, ...], hemicycle: Command):
    ran = hemicycle("laws", "no-stortinget", *form)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "the unknown law 'no-stortinget'; expected no-storting?" in ran.err
