from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from command_runs import Command


@pytest.mark.parametrize("kind", ["hemicycle", "thumbnail", "bars", "threshold", "flows"])
def test_every_kind_is_written_and_told_in_words(hemicycle: Command, tmp_path: Path, kind):
    path = tmp_path / "picture.svg"
    told = hemicycle("picture", "kz-mazhilis-2021", "--kind", kind, "-o", path, "--json").json
    root = ET.parse(path).getroot()
    assert root.findtext("{*}desc") == told["description"]
    assert root.findtext("{*}title") == told["title"]
    assert (told["kind"], told["file"]) == (kind, str(path))
    assert "Nur Otan" in told["description"]


def test_without_a_file_the_picture_is_the_answer(hemicycle: Command):
    ran = hemicycle("picture", "kz-mazhilis-2021", "--kind", "thumbnail")
    assert ran.status == 0
    assert ET.fromstring(ran.out).tag.endswith("svg")


def test_kinds_are_listed(hemicycle: Command):
    kinds = hemicycle("picture", "--list", "--json").json
    assert {"hemicycle", "bars", "threshold", "flows", "strip"} <= set(kinds)
    assert all(kind in hemicycle("picture", "--list").out for kind in kinds)


def test_one_s_own_votes_have_a_hemicycle_in_the_colours_of_the_country(hemicycle: Command, written):
    votes = written("votes.csv", "party,votes\nnur-otan,600\n<b>,380\n")
    ran = hemicycle("picture", votes, "--law", "kz-mazhilis", "--date", "2021-01-10")
    assert ran.status == 0
    assert "0096a8" in ran.out
    assert "&lt;b&gt;" in ran.out


def test_members_of_a_day_are_drawn(hemicycle: Command, tmp_path: Path):
    told = hemicycle("picture", "kz-mazhilis-2021", "--on", "2022-06-01", "-o", tmp_path / "seats.svg", "--json").json
    assert "members on 1 June 2022" in told["description"]
    assert "1 vacant" in told["description"]


def test_a_png_is_written(hemicycle: Command, tmp_path: Path):
    path = tmp_path / "seats.png"
    assert hemicycle("picture", "kz-mazhilis-2021", "-o", path, "--width", "200").status == 0
    assert path.read_bytes()[1:4] == b"PNG"


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("kz-mazhilis-2021", "--kind", "pie"), "hemicycle"),
        (("kz-mazhilis-2021", "-o", "seats.jpg"), ".svg or .png"),
        (("kz-mazhilis-2021", "--width", "300"), "-o FILE.png"),
        (("kz-mazhilis-2021", "-o", "seats.png", "--width", "0"), "from 16 to 10,000 pixels"),
        (("kz-mazhilis-2004", "--kind", "flows"), "an election with one before it"),
        (("kz-mazhilis-2021", "--kind", "bars", "--on", "2021-02-01"), "--kind hemicycle or thumbnail"),
        (("kz-mazhilis-2021", "--kind", "strip", "--figure", "enp"), "enp_votes"),
        (("us-house-apportionment-2010", "--kind", "bars"), "an election with votes"),
        (("votes.csv", "--kind", "flows"), "an election of the archive"),
        ((), "an election, such as"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_message(hemicycle: Command, args, expected):
    ran = hemicycle("picture", *args)
    assert ran.status == 2
    assert ran.out == ""
    assert expected in " ".join(ran.err.split())
