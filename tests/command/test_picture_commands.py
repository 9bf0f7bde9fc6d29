from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from command_runs import Command

SIMULATED = ("simulate", "kz-mazhilis-2021", "--stage", "exit-poll-public-opinion", "--draws", "500")


@pytest.mark.parametrize(
    "args",
    [
        ("sweep", "kz-mazhilis-2021"),
        ("sweep", "kz-mazhilis-2021", "--over", "method"),
        ("sweep", "kz-mazhilis-2021", "--over", "seats", "--from", "95", "--to", "99"),
        SIMULATED,
    ],
)
def test_a_picture_is_written_beside_the_text(hemicycle: Command, tmp_path: Path, args):
    path = tmp_path / "answer.svg"
    plain, ran = hemicycle(*args), hemicycle(*args, "--svg", path)
    assert ran.status == 0
    assert ran.out == plain.out
    said = ET.parse(path).findtext("{*}desc")
    assert said.startswith("Election to the Mazhilis of 10 January 2021.")
    assert "Nur Otan" in said
    assert "Assumed: " in said
    assert "Law: kz-mazhilis@2020-05-25." in said


def test_a_sweep_of_one_s_own_votes_has_a_picture(hemicycle: Command, written, tmp_path: Path):
    votes = written("votes.csv", "party,votes\n<b>,600\nB & C,60\n")
    path = tmp_path / "answer.svg"
    assert hemicycle("sweep", votes, "--law", "kz-mazhilis", "--date", "2021-01-10", "--svg", path).status == 0
    assert {"<b>", "B & C"} <= {each.text for each in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")}


def test_the_triangle_tells_the_same_in_text_picture_and_json(hemicycle: Command, tmp_path: Path):
    path = tmp_path / "triangle.svg"
    args = ("ternary", "kz-mazhilis-2021", "--steps", "12")
    ran = hemicycle(*args, "-o", path)
    found = hemicycle(*args, "--json").json
    assert found["lists"] == ["nur-otan", "ak-zhol", "people-s-party"]
    assert found["votes"] == [5148074, 792828, 659019]
    assert len(found["points"]) == 91
    nur_otan = found["columns"].index("nur-otan")
    majorities = sum(
        2 * point["seats"][nur_otan] > sum(point["seats"]) and point["status"] == "decided" for point in found["points"]
    )
    row = next(line for line in ran.out.splitlines() if line.startswith("Nur Otan has a majority"))
    assert row.split()[-2] == f"{majorities}"
    assert f"Nur Otan has a majority at {majorities};" in ET.parse(path).findtext("{*}desc")
    assert "not a chance of anything" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("sweep", "kz-mazhilis-2021", "--svg", "answer.jpg"), "expected a name ending in .svg or .png"),
        (("sweep", "kz-mazhilis-2021", "--svg", "nowhere/answer.svg"), "expected a file in a folder that exists"),
        ((*SIMULATED, "--svg", "answer"), "expected a name ending in .svg"),
        (("ternary", "kz-mazhilis-2021", "-o", "nowhere/a.svg"), "expected a file in a folder that exists"),
        (("ternary", "kz-mazhilis-2021", "--lists", "auyl,adal,nobody"), "the unknown list 'nobody'"),
        (("ternary", "kz-mazhilis-2021", "--lists", "auyl"), "expected three lists with votes, such as A,B,C"),
        (("ternary", "kz-mazhilis-2021", "--steps", "0"), "expected a number from 2 to 300"),
    ],
)
def test_a_picture_that_cant_be_made_is_one_message(hemicycle: Command, tmp_path: Path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    ran = hemicycle(*args)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cant_be_written_leaves_nothing_behind(hemicycle: Command, tmp_path: Path):
    path = tmp_path / "answer.svg"
    path.mkdir()
    ran = hemicycle("sweep", "kz-mazhilis-2021", "--svg", path)
    assert ran.status == 2
    assert "a place that can't be written" in ran.err
    assert [each.name for each in tmp_path.iterdir()] == ["answer.svg"]


def test_every_picture_may_be_a_png(hemicycle: Command, tmp_path: Path):
    path = tmp_path / "sweep.png"
    assert hemicycle("sweep", "kz-mazhilis-2021", "--svg", path).status == 0
    assert path.read_bytes().startswith(b"\x89PNG")
