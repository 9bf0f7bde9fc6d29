"""Profiles: what they map, what they inherit, and what is wrong with them, told with its line."""

from __future__ import annotations

import pytest
from polling_stations import FIVE, returns_text

from hemicycle.count.tally import tally
from hemicycle.returns.profile import as_profile, find_profile, plain_profile, profile_ids
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

MINE = """\
profile: mine
title: Mine
levels: {region: region, station: station}
key: [station]
fields: {registered: registered, issued: issued, invalid: invalid, valid: valid}
lists: {columns: "votes:.+"}
"""


@pytest.fixture
def mine(tmp_path):
    def write(old="", new="", name="mine.yaml"):
        path = tmp_path / name
        assert old in MINE
        path.write_text(MINE.replace(old, new) if old else MINE)
        return str(path)

    return write


@pytest.fixture
def five(tmp_path):
    path = tmp_path / "five.csv"
    path.write_text(returns_text(*FIVE))
    return str(path)


@pytest.mark.parametrize("name", profile_ids())
def test_every_profile_names_its_source_and_its_station(name):
    profile = find_profile(name)
    assert profile.profile == name
    assert profile.sources
    assert profile.station in profile.levels


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("levels: {region: region, station: station}", "levels: {}", "no levels"),
        ("{region: region,", "{Region: region,", "the level 'Region'"),
        ("{region: region,", "{valid: region,", "the level 'valid'"),
        ("key: [station]", "key: [precinct]", "the key 'precinct'"),
        ("registered: registered,", "electors: registered,", "the field 'electors'"),
        ('"votes:.+"', '"votes:("', "expected a regular expression"),
        ("title: Mine", "tittle: Mine", "tittle"),
        ("title: Mine", "title: Mine\nvoters_by: {noon: issued}", "the time 'noon'"),
        ("title: Mine", "title: Mine\nextends: rusia", "'rusia'"),
        ("title: Mine", "title: Mine\nextends: mine", "a profile that doesn't extend this one"),
        ("title: Mine", "title: Mine\nwriting: {separator: '::'}", "writing"),
        ("title: Mine", "title: [", "mine.yaml"),
    ],
)
def test_a_mistake_in_a_profile_is_told_with_its_file_and_line(mine, old, new, said):
    with pytest.raises(BadInput) as error:
        find_profile(mine(old, new))
    assert said in str(error.value)
    assert "mine.yaml, line" in str(error.value)


def test_an_unknown_profile_is_refused_with_the_nearest():
    with pytest.raises(BadInput, match="the unknown profile 'geogria'; expected georgia"):
        find_profile("geogria")


def test_a_profile_takes_over_what_it_does_not_say(mine, tmp_path, five):
    mine()
    path = tmp_path / "night.yaml"
    path.write_text("profile: night\ntitle: A night\nextends: mine\nnames: {A: Alpha}\n")
    returns = read_returns(five, find_profile(str(path)))
    assert returns.called("A") == "Alpha"
    assert tally(returns).whole.fields["issued"] == 2250


def test_a_field_may_be_the_sum_of_columns(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_text("station,post,person,A\n1,30,70,90\n")
    profile = as_profile(
        {
            "profile": "x",
            "title": "x",
            "levels": {"station": "station"},
            "fields": {"issued": ["post", "person"]},
            "lists": {"columns": ["A"]},
        }
    )
    assert tally(read_returns(str(path), profile)).whole.fields["issued"] == 100


def test_a_text_that_stands_for_unknown_is_no_number_and_totals_say_of_how_many_they_are(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_text("region,station,registered,A\nN,1,-1,90\nN,2,100,80\nS,3,50,\n")
    profile = as_profile(
        {
            "profile": "x",
            "title": "x",
            "levels": {"region": "region", "station": "station"},
            "fields": {"registered": "registered"},
            "lists": {"columns": ["A"]},
            "unknown": ["-1"],
        }
    )
    returns = read_returns(str(path), profile)
    added = tally(returns, "region")
    assert (returns.unknown_cells, returns.rows_waiting) == (1, 1)
    assert added.whole.fields["registered"] == 100
    assert added.whole.known == {"registered": 1}
    assert [unit.known for unit in added.units] == [{"registered": 1}, {}]


def test_rows_as_stations_where_a_file_has_no_sound_identifier(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_text("precinct,A\n10.1,90\n10.1,80\n")
    profile = as_profile(
        {"profile": "x", "title": "x", "levels": {"station": "precinct"}, "key": "row", "lists": {"columns": ["A"]}}
    )
    assert tally(read_returns(str(path), profile)).whole.stations == 2


def test_a_station_number_that_repeats_in_each_region_is_told_apart_by_both(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_text("region,station,A\nN,1,90\nS,1,80\n")
    tree = {
        "profile": "x",
        "title": "x",
        "levels": {"region": "region", "station": "station"},
        "key": ["region", "station"],
        "lists": {"columns": ["A"]},
    }
    assert tally(read_returns(str(path), as_profile(tree))).whole.stations == 2
    with pytest.raises(BadInput, match="2 rows, none of which can be used"):
        read_returns(str(path), as_profile(tree | {"key": ["station"]}))


@pytest.mark.parametrize(
    "columns",
    [
        ["region", "station"],
        ["region", "station", "Voters", "votes:A"],
        ["Region", "station", "valid", "votes:A"],
        ["registered", "votes:A"],
        ["station", "valid", "votes:A", "comment"],
    ],
)
def test_a_file_not_in_the_plain_form_is_told_what_that_is(columns):
    with pytest.raises(BadInput, match="or --profile, which `hemicycle returns guess` proposes"):
        plain_profile("returns.csv", columns)
