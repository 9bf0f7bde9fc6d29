from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from command_runs import Command
from council_act import COUNCIL_ACT

DOCS = Path(__file__).parents[2] / "docs"
LAW = ("--law", "kz-mazhilis", "--date", "2021-01-10", "--json")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


def test_the_whole_law_of_the_chapter_is_one_and_gives_the_seats_told_there(hemicycle: Command, tmp_path: Path):
    law, votes = tmp_path / "council.yaml", tmp_path / "votes.csv"
    law.write_text(blocks("language.md", "yaml")[0], encoding="utf-8")
    votes.write_text("party,votes\nA,60\nB,38\nC,2\n", encoding="utf-8")
    assert hemicycle("law", "check", str(law)).status == 0
    assert hemicycle("elect", str(votes), "--law", str(law), "--json").json["totals"] == {"A": 3, "B": 2}


def test_the_facts_of_the_chapter_give_the_seats_told_there(hemicycle: Command, tmp_path: Path):
    (facts,) = blocks("archive.md", "yaml")
    (tmp_path / "election.yaml").write_text(facts, encoding="utf-8")
    (tmp_path / "votes.csv").write_text("district,party,votes\n*,a,600\n*,b,380\n*,blank,20\n", encoding="utf-8")
    outcome = hemicycle("elect", str(tmp_path), *LAW).json
    assert outcome["totals"] == {"a": 60, "b": 38, "assembly": 9}
    assert outcome["trace"][0]["base"] == 1000


@pytest.mark.parametrize(("place", "certain"), [(0, True), (1, False)])
def test_the_tables_of_shares_can_be_counted(hemicycle: Command, tmp_path: Path, place: int, certain: bool):
    table = tmp_path / "shares.csv"
    table.write_text(blocks("archive.md", "text")[place], encoding="utf-8")
    assert hemicycle("elect", str(table), *LAW).json["certain"] is certain


def test_more_valid_votes_than_rows_raise_the_threshold(hemicycle: Command, tmp_path: Path):
    (tmp_path / "votes.csv").write_text("district,party,votes\n*,a,600\n*,b,70\n", encoding="utf-8")
    (tmp_path / "election.yaml").write_text("valid: 1001\n", encoding="utf-8")
    outcome = hemicycle("elect", str(tmp_path), *LAW).json
    assert outcome["trace"][0]["admitted"] == ["a"]
    (tmp_path / "election.yaml").write_text("valid: 669\n", encoding="utf-8")
    refused = hemicycle("elect", str(tmp_path), *LAW)
    assert refused.status == 2
    assert "fewer than the lists have together" in refused.err


def test_the_tables_of_the_chapter_on_members_seat_those_it_names(hemicycle: Command, tmp_path: Path):
    candidates, events = blocks("members.md", "text")
    (members,) = blocks("members.md", "yaml")
    law = COUNCIL_ACT.replace("seats: 3", "seats: 5").replace("read_in:", f"{members}read_in:")
    (tmp_path / "act.yaml").write_text(law, encoding="utf-8")
    folder = tmp_path / "council"
    folder.mkdir()
    (folder / "votes.csv").write_text("party,votes\ngreen,650\nblue,400\n", encoding="utf-8")
    (folder / "candidates.csv").write_text(candidates, encoding="utf-8")
    (folder / "events.csv").write_text(events, encoding="utf-8")
    args = ("chamber", str(folder), "--law", str(tmp_path / "act.yaml"), "--date", "2020-05-01", "--json")
    first, later = (hemicycle(*args, "--on", day).json for day in ("2020-05-01", "2021-03-01"))
    names = ["Anna Berg", "Clara Hill", "Dan Field", "Emma Lake", "Grace Pond"]
    assert [each["name"] for each in first["members"]] == names
    assert first["members"][1]["says"] == "120 votes, at least 65"
    assert [each["name"] for each in later["members"]] == ["Boris Stone", "Clara Hill", None, "Emma Lake", "Grace Pond"]
    assert later["members"][2]["says"] == "vacant: the list is exhausted (s. 21)"
    assert later["parties"] == {"green": 2, "blue": 1, "": 1}
    checks = hemicycle("lists", "check", str(folder / "candidates.csv"), *args[2:]).json["checks"]
    assert {each["rule"] for each in checks} == {"list length", "list quota", "list falls"}
    assert {each["verdict"] for each in checks} == {"kept"}


def test_the_commands_of_the_chapter_on_scenarios_run(
    hemicycle: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    lines = [line.partition("#")[0].strip() for block in blocks("scenarios.md", "sh") for line in block.splitlines()]
    assert len(lines) == 21
    for line in lines:
        words = shlex.split(line)[1:]
        few = ["--draws", "500"] if words[0] == "simulate" and "--draws" not in words else []
        assert hemicycle(*words, *few).status == 0, line
    pictures = {"thresholds.svg", "methods.svg", "seats.svg", "draws.svg", "triangle.svg"}
    assert {each.name for each in tmp_path.iterdir()} == pictures


def test_the_commands_and_the_example_of_the_chapter_on_nowcasts_run(
    hemicycle: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    lines = [line.partition("#")[0].strip() for block in blocks("nowcast.md", "sh") for line in block.splitlines()]
    assert len(lines) == 6
    for line in lines:
        words = shlex.split(line)[1:]
        assert hemicycle(*words, *(["--draws", "500"] if "--law" in words else [])).status == 0, line
    found = doctest.testfile(str(DOCS / "nowcast.md"), module_relative=False)
    assert (found.attempted, found.failed) == (7, 0)


def test_the_examples_of_the_chapter_on_scenarios_give_what_they_show():
    found = doctest.testfile(str(DOCS / "scenarios.md"), module_relative=False)
    assert found.attempted > 5
    assert not found.failed


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


def test_the_commands_and_the_example_of_the_chapter_on_pictures_run(
    hemicycle: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    lines = [line.partition("#")[0].strip() for block in blocks("pictures.md", "sh") for line in block.splitlines()]
    assert len(lines) == 7
    for line in lines:
        assert hemicycle(*shlex.split(line)[1:]).status == 0, line
    assert len(list(tmp_path.iterdir())) == 6
    found = doctest.testfile(str(DOCS / "pictures.md"), module_relative=False)
    assert (found.attempted, found.failed) == (6, 0)


def test_the_looks_of_the_chapter_on_pictures_are_such():
    from hemicycle.elections.looks import Looks
    from hemicycle.source.documents import parse_document
    from hemicycle.source.schema import validate

    looks = validate(Looks, parse_document(blocks("pictures.md", "yaml")[0], "looks.yaml"))
    assert looks.parties["others"].independent
    assert looks.order("xx-council").parties == ("greens", "blues")
