from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_runs import Command
from polling_stations import needs_stations, published

import hemicycle as library
from hemicycle.returns.read import read_returns

DOCS = Path(__file__).parents[2] / "docs" / "scrutiny-turnout.md"
ACCUSING = re.compile(r"fraud|stolen|steal|falsif|manipulat|rigg", re.IGNORECASE)


@pytest.fixture
def country(hemicycle: Command, tmp_path: Path) -> Path:
    file = tmp_path / "returns.csv"
    assert hemicycle("synthesize", "returns", "--stations", "900", "--seed", "7", "-o", file).status == 0
    return file


def test_turnout_tells_people_a_band_and_programs_the_rest(hemicycle: Command, country: Path):
    told = hemicycle("scrutiny", "turnout", country, "--leader", "list-1", "--countries", "3")
    found = hemicycle("scrutiny", "turnout", country, "--leader", "list-1", "--countries", "3", "--json").json
    low, high = found["band"]
    assert low <= found["anomalous_votes"] <= high
    assert f"{abs(found['anomalous_votes']):,}" not in told.out
    assert "In votes the band is" in told.out
    assert [each["kind"] for each in found["controls"]] == ["made-up"] * 3
    assert all(each["elections"] == 3 for each in found["controls"])
    assert found["assumptions"]
    assert "more than 100 voters" in found["definition"]
    assert sum(found["curves"]["leader"]) == found["leader_votes"]
    assert sum(found["left_out"].values()) + found["stations"] == 900


@pytest.mark.parametrize("command", ["turnout", "moments", "digits"])
def test_no_command_accuses_and_each_has_controls(hemicycle: Command, country: Path, command: str):
    told = hemicycle("scrutiny", command, country, "--countries", "2")
    asked = hemicycle("scrutiny", command, country, "--countries", "2", "--json")
    named = hemicycle("scrutiny", command, country, "--control", country, "--json").json
    assert told.status == 0
    assert not ACCUSING.search(told.out + asked.out)
    assert "Controls" in told.out
    assert len(asked.json["controls"]) == 3
    assert [(each["name"], each["kind"]) for each in named["controls"]] == [(str(country), "election")]
    assert max(map(len, told.out.splitlines())) <= 80


@needs_stations
def test_published_elections_stand_beside_clean_ones_as_controls(hemicycle: Command):
    names = ("lithuania_2004", "georgia_2016_party_list", "albania_2013")
    controls = [word for name in names for word in ("--control", published(name))]
    profiles = [word for name in names for word in ("--control-profile", name.partition("_")[0])]
    leader = ("--profile", "russia", "--leader", "p06")
    told = hemicycle("scrutiny", "turnout", published("russia_2011"), *leader, *controls, *profiles, "--json").json
    assert (told["peak"], told["anomalous_votes"], told["leader_votes"]) == (51, 14_932_292, 32_235_115)
    found = [(each["leader"], round(each["borders_above"]["percent_of_leader"], 1)) for each in told["controls"]]
    assert found == [("p05", 4.6), ("41 - Georgian Dream", 8.7), ("C035", 1.9)]
    assert all(low < 0 < high for low, high in (each["band_percent"] for each in told["controls"]))


@needs_stations
def test_the_clean_election_has_its_digits_only_when_asked(hemicycle: Command):
    args = (published("georgia_2016_party_list"), "--profile", "georgia", "--voters", "0", "--of", "valid")
    told = hemicycle("scrutiny", "digits", *args, "--countries", "2", "--json").json
    assert [round(each["found"], 4) for each in told["digits"]] == [4.3589, 4.5082, 0.2009, 0.2039]
    assert "follows the sizes of stations" in told["why_off"]


def test_the_same_seed_makes_up_the_same_controls(hemicycle: Command, country: Path):
    args = ("scrutiny", "turnout", country, "--countries", "2", "--json")
    first, again = hemicycle(*args).json, hemicycle(*args).json
    other = hemicycle(*args, "--seed", "5").json
    assert first == again
    assert first["controls"] != other["controls"]
    assert first["band"] == other["band"]


@pytest.mark.parametrize("kind", ["curves", "comet", "saw"])
def test_turnout_draws_each_of_its_pictures(hemicycle: Command, country: Path, tmp_path: Path, kind: str):
    file = tmp_path / "picture.svg"
    args = ("--countries", "1", "--svg", file, "--picture", kind)
    assert hemicycle("scrutiny", "turnout", country, *args).status == 0
    assert file.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("turnout", "--leader", "list-9"), "--leader: found 'list-9'"),
        (("turnout", "--control-leader", "list-1"), "--control-leader: found given 1 times for 0 of --control"),
        (
            ("moments", "--control", "RETURNS", "--control-profile", "a", "--control-profile", "b"),
            "given 2 times for 1",
        ),
        (("turnout", "--voters-above", "99999"), "more than 99,999 voters"),
        (("digits", "--voters", "99999"), "no number of votes with two digits"),
        (("turnout", "--svg", "picture.gif"), "a name ending in .svg or .png"),
        (("turnout", "--control", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cant_be_done_is_one_clear_message(hemicycle: Command, country: Path, args: tuple[str, ...], says: str):
    command, *more = (str(country) if each == "RETURNS" else each for each in args)
    refused = hemicycle("scrutiny", command, country, *more)
    assert refused.status == 2
    assert says in refused.err
    assert not refused.out


def test_percentages_of_valid_votes_need_them(hemicycle: Command, written):
    rows = "".join(f"North,{place},1000,{place + 500},300,{place + 200}\n" for place in range(40))
    file = written("returns.csv", f"region,station,registered,found,votes:A,votes:B\n{rows}")
    assert hemicycle("scrutiny", "digits", file, "--of", "valid", "--countries", "1").status == 0
    assert hemicycle("scrutiny", "turnout", file, "--countries", "1", "--json").json["leader"] == "A"


def test_the_library_gives_the_same_of_a_file_a_dataframe_and_returns(hemicycle: Command, country: Path):
    polars = pytest.importorskip("polars")
    told = hemicycle("scrutiny", "turnout", country, "--countries", "1", "--json").json
    for source in (str(country), polars.read_csv(country, infer_schema_length=None), read_returns(str(country))):
        found = library.turnout_curves(source)
        assert (found.peak.at, found.votes, list(found.band)) == (
            told["peak"],
            told["anomalous_votes"],
            told["band"],
        )
    described = hemicycle("scrutiny", "moments", country, "--countries", "1", "--json").json
    assert round(library.moments(str(country)).theta, 6) == described["theta"]
    digits = hemicycle("scrutiny", "digits", country, "--countries", "1", "--json").json["digits"]
    assert [each.found for each in library.digits(str(country))] == [each["found"] for each in digits]
