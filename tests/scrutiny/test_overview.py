"""What is said of an election and of returns as a whole, and what is refused, in words that can be quoted."""

from __future__ import annotations

import shlex

import pytest

import hemicycle as library
from hemicycle.returns.synthetic import Country
from hemicycle.returns.synthetic_file import write_country
from hemicycle.scrutiny.possible import TESTS

ROWS = "region,station,registered,votes:A,votes:B\nNorth,1,900,300,200\nNorth,2,800,150,260\n"


@pytest.fixture
def overview(hemicycle):
    def run(name):
        found = hemicycle("scrutiny", name, "--json")
        assert found.status == 0
        return found.json

    return run


def test_an_election_without_results_by_station_is_refused_forensics_in_words_to_quote(hemicycle, overview):
    told = overview("kz-mazhilis-2021")["sections"]["returns"]
    assert told["published_by_station"] == "no"
    assert told["tests_run"] == 0
    says = told["lines"][0]["says"]
    assert says.startswith(
        "Election to the Mazhilis of 10 January 2021: no results of polling stations exist in public."
    )
    text = hemicycle("scrutiny", "kz-mazhilis-2021")
    assert text.status == 0
    assert says in " ".join(text.out.split())


def test_an_election_of_which_that_is_not_known_is_not_said_to_be_without(overview):
    told = overview("kz-mazhilis-2007")["sections"]["returns"]
    assert told["published_by_station"] is None
    assert "doesn't say whether" in told["lines"][0]["says"]


def test_the_overview_tells_thresholds_last_seats_lists_offices_and_women(overview):
    sections = overview("kz-mazhilis-2021")["sections"]
    assert "Auyl (short by 123,887)" in sections["seats"]["lines"][0]["says"]
    assert sections["seats"]["totals"]["nur-otan"] == 76
    assert sections["standing"]["list_lengths"]["nur-otan"] == 126
    assert [each["party"] for each in sections["standing"]["did_not_stand"]] == ["osdp"]
    (hand,) = sections["standing"]["party_and_state_offices"]
    assert (hand["party"], hand["name"]) == ("nur-otan", "N. Nazarbayev")
    assert sections["women"]["quota"]["adal"] == {"names": 16, "group": 5, "needed": 5}
    assert any("29 of 107" in line["says"] for line in sections["women"]["lines"])


def test_findings_stand_in_the_overview_under_their_body_and_source(overview):
    told = overview("kz-mazhilis-2021")
    findings = told["sections"]["findings"]
    assert {each["body"] for each in findings["areas"]["political context"]} >= {
        "ODIHR (limited mission) with the OSCE Parliamentary Assembly",
        "observer mission of the Commonwealth of Independent States",
    }
    assert all("says" not in line and line["body"] and line["sources"] for line in findings["lines"])
    for section in told["sections"].values():
        assert all(key in told["sources"] for line in section["lines"] for key in line["sources"])


@pytest.mark.parametrize("name", ["nl-tweedekamer-2023", "kz-mazhilis-2012", "kz-mazhilis-2023"])
def test_any_election_of_the_archive_has_every_section(hemicycle, overview, name):
    sections = overview(name)["sections"]
    assert list(sections) == ["contest", "seats", "standing", "women", "findings", "returns", "unknown", "context"]
    assert all(section["lines"] for section in sections.values())
    assert hemicycle("scrutiny", name).status == 0


def test_returns_without_invalid_or_issued_ballots_are_told_which_tests_they_lack_numbers_for(hemicycle, written):
    path = written("returns.csv", ROWS)
    told = hemicycle("scrutiny", str(path), "--json").json
    lacking = {each["test"]: each["lacking"] for each in told["tests"]}
    assert "no number of ballots found in the boxes" in lacking["turnout"]
    assert "no number of ballots issued to voters or of ballots found" in lacking["rounding"]
    assert "2 stations, and under 1,000" in lacking["rounding"]
    assert lacking["protocols"] is None
    assert all((each["command"] is None) == (not each["possible"]) for each in told["tests"])
    assert told["leader"] == "B"


def test_whole_returns_are_given_a_command_for_each_test_and_digits_are_off(hemicycle, tmp_path):
    path = tmp_path / "my returns.csv"
    write_country(path, Country(stations=1_200, regions=3, seed=2))
    told = hemicycle("scrutiny", str(path), "--leader", "list-2", "--json").json
    assert told["rows_read"] == told["rows_tallied"] == told["stations"] == 1_200
    commands = {each["test"]: shlex.split(each["command"]) for each in told["tests"]}
    assert list(commands) == [test.name for test in TESTS]
    assert commands["rounding"] == ["hemicycle", "scrutiny", "rounding", str(path), "--leader", "list-2"]
    assert [each["test"] for each in told["tests"] if each["off_by_default"]] == ["digits"]
    shown = hemicycle("scrutiny", str(path), "--leader", "list-2").out
    assert all(each["command"] in shown for each in told["tests"])


def test_a_leader_that_is_no_list_is_refused(hemicycle, written):
    path = written("returns.csv", ROWS)
    found = hemicycle("scrutiny", str(path), "--leader", "C")
    assert (found.status, found.out) == (2, "")
    assert "--leader" in found.err
    assert hemicycle("scrutiny", "kz-mazhilis-2021", "--leader", "A").status == 2
    assert hemicycle("scrutiny", "kz-mazhilis-2o21").status == 2


def test_the_overview_adds_nothing_to_the_seats_that_elect_gives(overview):
    elected = library.election("kz-mazhilis-2016").elect()
    assert overview("kz-mazhilis-2016")["sections"]["seats"]["totals"] == elected.totals


def test_every_command_that_the_overview_names_runs(hemicycle, tmp_path):
    path = tmp_path / "returns.csv"
    write_country(path, Country(stations=1_200, regions=4, seed=6))
    told = hemicycle("scrutiny", path, "--json").json["tests"]
    assert [each["test"] for each in told] == [test.name for test in TESTS]
    for each in told:
        assert hemicycle(*shlex.split(each["command"])[1:]).status == 0, each["command"]
