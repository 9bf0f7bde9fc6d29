from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from command_runs import Command

from hemicycle.elections.archive import read_election
from hemicycle.scrutiny.beside import beside
from hemicycle.scrutiny.contest import contest_of
from hemicycle.scrutiny.definitions import DEFINITIONS

CHAPTER = Path(__file__).parents[2] / "docs" / "scrutiny-contest.md"
SVG = "{http://www.w3.org/2000/svg}"


def test_the_contest_for_programs(hemicycle: Command):
    ran = hemicycle("contest", "kz-mazhilis-2021", "--json")
    assert (ran.status, ran.err) == (0, "")
    found = ran.json
    assert found["enp_votes"] == pytest.approx(1.8878, abs=5e-5)
    assert found["gallagher"] == pytest.approx(6.5332, abs=5e-5)
    assert [each["name"] for each in found["indices"]] == [each.name for each in DEFINITIONS]
    for each in found["indices"]:
        assert found[each["name"]] == each["value"]
        assert each["formula"]
        assert each["source"]
    assert [each["election"] for each in found["past"]] == [f"kz-mazhilis-{year}" for year in (2016, 2012, 2007, 2004)]
    assert found["majorities"] == {"seats": 107, "simple": 54, "two_thirds": 72}
    assert found["power"][0]["banzhaf"] == {"simple": 1.0, "two_thirds": 1.0}
    assert "archive" not in found


def test_the_contest_for_programs_beside_others(hemicycle: Command):
    found = hemicycle("contest", "kz-mazhilis-2021", "--json", "--beside").json["archive"]["enp_votes"]
    assert found["lower"] + found["higher"] == found["others"]
    assert 2 < found["median"] < 8


def test_the_contest_for_people(hemicycle: Command):
    ran = hemicycle("contest", "kz-mazhilis-2021")
    assert (ran.status, ran.err) == (0, "")
    line = next(line for line in ran.out.splitlines() if line.startswith("Effective parties, votes"))
    assert re.fullmatch(r"Effective parties, votes +1\.89 +\d\.\d\d +3 of \d+ +1\.46 +1\.50 +1\.27 +2\.49", line)
    assert "not why" in ran.out
    assert "98 seats that these votes filled (tier lists), without 9 of the tier assembly." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    verdicts = r"fraud|stolen|falsif|manipulat|competitive|uncompetitive|democratic\b"
    assert not re.search(verdicts, ran.out, re.IGNORECASE)


def test_alone_has_no_others(hemicycle: Command):
    ran = hemicycle("contest", "gb-commons-2024", "--alone")
    assert ran.status == 0
    assert "Median" not in ran.out
    assert "countless small lists" in ran.out


def test_an_unknown_stage_and_no_election_are_told_in_one_line(hemicycle: Command):
    for args in (("kz-mazhilis-2021", "--stage", "second"), ("us-house-apportionment-2010",), ("nowhere-2021",)):
        ran = hemicycle("contest", *args)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("hemicycle: ")
        assert ran.err.count("\n") == 1


def test_a_dot_for_every_other_election_and_one_that_is_marked(hemicycle: Command, tmp_path: Path):
    path = tmp_path / "contest.svg"
    assert hemicycle("contest", "no-storting-2017", "--json", "--svg", path).status == 0
    root = ET.parse(path).getroot()
    dots = [each for each in root.iter(f"{SVG}circle") if "fill-accent" not in (each.get("class") or "")]
    election = contest_of(read_election("no-storting-2017"))
    strips = beside(election)
    shown = [strips[name] for name in election.values if strips[name].others]
    assert len(dots) == sum(len(strip.others) for strip in shown)
    assert len(list(root.iter(f"{SVG}circle"))) - len(dots) == len(shown)
    assert "Effective number of parties, votes: 5.55" in (root.findtext(f"{SVG}desc") or "")


def test_the_chapter_names_every_figure():
    text = CHAPTER.read_text(encoding="utf-8")
    for definition in DEFINITIONS:
        assert f"`{definition.name}`" in text
