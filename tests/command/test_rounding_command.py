from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command_runs import Command

from hemicycle.returns.synthetic import Country
from hemicycle.returns.synthetic_file import write_country

CHAPTER = Path(__file__).parents[2] / "docs" / "scrutiny-rounding.md"


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    path = tmp_path / "returns.csv"
    write_country(path, Country(stations=600, regions=4, lists=3, seed=2))
    return path


def test_the_answer_for_programs_keeps_its_contract(hemicycle: Command, returns: Path):
    found = hemicycle("scrutiny", "rounding", returns, "--leader", "list-1", "--by", "region", "--json").json
    numbers = {"observed", "expected", "sd", "anomaly", "z", "log10_p"}
    assert numbers | {"stations", "definition", "left_out", "false_alarms"} <= found.keys()
    assert found["anomaly"] == pytest.approx(found["observed"] - found["expected"])
    for part in (found["turnout"], found["result"], found["fives"], *found["weighted"].values()):
        assert numbers <= part.keys()
    assert {each["tail"] for each in found["weighted"].values()} == {"normal"}
    assert [each["registered_at_least"] for each in found["sensitivity"]] == [100, 300, 500]
    assert sorted(each["region"] for each in found["regions"]) == ["R01", "R02", "R03", "R04"]
    assert len(found["controls"]) == 200
    assert found["false_alarms"]["rate"] == found["false_alarms"]["rejected"] / 200 <= 0.06


def test_controls_are_read_each_by_its_own_profile(
    hemicycle: Command, returns: Path, written: Callable[[str, str], Path]
):
    other = written("other.csv", "place,on list,cast,A,B\n1,1000,612,301,311\n2,900,450,200,250\n")
    profile = written(
        "other.yaml",
        "profile: other\ntitle: Another country\nlevels: {station: place}\nkey: [station]\n"
        "fields: {registered: on list, found: cast}\nlists: {columns: '[AB]'}\n",
    )
    args = ("scrutiny", "rounding", returns, "--control", other, "--json")
    found = hemicycle(*args, "--control-profile", profile, "--control-leader", "A").json
    (control,) = found["controls"]
    # 450 of 900 is 50 %; 301 of 612 is 49.2 %, 200 of 450 is 44.4 %
    assert (control["leader"], control["stations"], control["observed"], control["made_up"]) == ("A", 2, 1, False)
    assert hemicycle(*args, "--control-profile", profile).json["controls"][0]["leader"] == "B"


def test_profiles_that_no_control_has_are_refused(hemicycle: Command, returns: Path):
    args = ("scrutiny", "rounding", returns, "--control", returns, "--control", returns)
    refused = hemicycle(*args, *("--control-profile", "a") * 3)
    assert refused.status == 2
    assert refused.err == (
        "hemicycle: --control-profile: found given 3 times for 2 of --control; "
        "expected one for each --control in the same order, or one for all\n"
    )


def test_what_is_printed_says_what_is_counted_and_stands_beside_controls(hemicycle: Command, returns: Path):
    out = hemicycle("scrutiny", "rounding", returns, "--by", "region", "--made-up", "25").out
    said = " ".join(out.split())
    assert "within 0.05 percentage points of an integer percentage" in said
    assert re.search(r"False alarms: p is below 0\.05 in \d of 25 controls \(\d+(\.\d)? %\)", said)
    assert "evidence of nothing" in said
    assert max(map(len, out.splitlines())) <= 80


def test_nothing_that_is_printed_accuses_anybody(hemicycle: Command, returns: Path):
    ways = ((), ("--json",), ("--help",))
    said = "".join(hemicycle("scrutiny", "rounding", returns, "--made-up", "2", *way).out for way in ways).casefold()
    assert "never a number of votes" in " ".join(said.split())
    assert not [word for word in ("fraud", "stolen", "falsif", "manipulat", "cheat", "score") if word in said]
