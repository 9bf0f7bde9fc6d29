"""The command of the nowcast: what it prints, what it refuses, and a complete count that is its own result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runs import Command, joined

from hemicycle.returns.synthetic import Country
from hemicycle.returns.synthetic_file import write_country

LAW = ("--law", "kz-mazhilis", "--date", "2021-01-10")
NIGHT = ("--as-of", "2021-01-10 23:30")


@pytest.fixture(scope="module")
def returns(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("nowcast") / "returns.csv"
    write_country(path, Country(stations=900, regions=9, seed=7))
    return path


@pytest.fixture(scope="module")
def before(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("before") / "before.csv"
    write_country(path, Country(stations=900, regions=9, turnout=0.7, seed=7))
    return path


def test_a_count_in_progress_is_projected_with_its_seats(hemicycle: Command, returns: Path):
    ran = hemicycle("nowcast", returns, *NIGHT, *LAW, "--draws", "400")
    assert ran.status == 0
    assert "of 900 stations counted, in 9 of 9 regions" in ran.out
    assert "Assumed: which stations of a region come in first" in ran.out
    assert "nothing shows how far this would have been off" in joined(ran.out)
    told = hemicycle("nowcast", returns, *NIGHT, *LAW, "--draws", "400", "--json").json
    assert told["stations"] + told["outstanding"] == 900
    assert told["replay"] is None
    for share in told["shares"].values():
        assert share["low"] <= share["middle"] <= share["high"]
    assert sum(each["times"] for each in told["seats"]["allocations"]) == 400


def test_the_same_seed_gives_the_same_nowcast_and_another_nearly_so(hemicycle: Command, returns: Path):
    first, again = (hemicycle("nowcast", returns, *NIGHT, *LAW, "--draws", "200", "--json").out for _ in range(2))
    assert first == again
    other = hemicycle("nowcast", returns, *NIGHT, "--seed", "2", "--json").json
    for list_, share in json.loads(first)["shares"].items():
        assert other["shares"][list_]["middle"] == pytest.approx(share["middle"], abs=0.003)


def test_a_complete_count_gives_the_seats_that_elect_gives(hemicycle: Command, returns: Path):
    told = hemicycle("nowcast", returns, *LAW, "--json").json
    elected = hemicycle("elect", returns, *LAW, "--json").json
    assert told["complete"]
    assert told["draws"] == 1
    assert [each["totals"] for each in told["seats"]["allocations"]] == [elected["totals"]]
    assert told["assumptions"] == ["nothing: every station with voters on its list is counted"]


def test_an_election_before_is_taken_into_account_and_replayed(hemicycle: Command, returns: Path, before: Path):
    ran = hemicycle("nowcast", returns, *NIGHT, "--before", before)
    assert ran.status == 0
    assert "with exactly the stations in that are in now" in joined(ran.out)
    assert "results lay between the ends; the largest error was" in ran.out
    told = hemicycle("nowcast", returns, *NIGHT, "--before", before, "--json").json
    assert told["carries_on"] == {f"list-{n}": [f"list-{n}"] for n in range(1, 6)}
    assert told["replay"]["stations"] == told["stations"]
    errors = [each["middle"] - each["result"] for each in told["replay"]["lists"].values()]
    assert [each["error"] for each in told["replay"]["lists"].values()] == errors
    merged = hemicycle("nowcast", returns, *NIGHT, "--before", before, "--same", "list-1=list-1+list-2", "--json").json
    assert merged["carries_on"] == {"list-1": ["list-1", "list-2"]}


def test_a_picture_of_the_seats_is_written(hemicycle: Command, returns: Path, tmp_path: Path):
    picture = tmp_path / "seats.svg"
    assert hemicycle("nowcast", returns, *NIGHT, *LAW, "--draws", "200", "--svg", picture).status == 0
    assert "of 900 stations counted" in picture.read_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--same", "list-1=list-2"], "--same: found no earlier election; expected --before FILE as well"),
        (["--by", "county"], "no level 'county'"),
        (["--svg", "seats.svg"], "--svg: found no law"),
        ([*LAW, "--draws", "0"], "--draws: found 0"),
        (["--before", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_what_cant_be_projected_is_one_message(hemicycle: Command, returns: Path, options: list[str], said: str):
    refused = hemicycle("nowcast", returns, *NIGHT, *options)
    assert (refused.status, refused.out) == (2, "")
    assert said in joined(refused.err)
    assert "Traceback" not in refused.err


def test_the_first_stations_alone_are_too_few(hemicycle: Command, returns: Path):
    refused = hemicycle("nowcast", returns, "--as-of", "2021-01-10 20:10")
    assert refused.status == 2
    assert "stations counted, in" in refused.err
    assert "expected 20 stations" in refused.err
