"""The test of integer percentages on whole countries: published ones, made-up ones, and ones where somebody rounds."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
import pytest
from polling_stations import needs_stations, published_returns, published_rows

import hemicycle
from hemicycle.scrutiny.integers import near
from hemicycle.scrutiny.rounding import Counts, Rounding, examined, rounding, unusable
from hemicycle.scrutiny.rounding_controls import beside_controls, honest_countries, made_up_controls
from hemicycle.source.mistake import BadInput


@cache
def found_in(name: str, leader: str, by: str | None = None) -> Rounding:
    return rounding(published_returns(name), leader, by=by)


# Stations used, observed, the null's mean and standard deviation, anomaly, z and log10 p, computed apart from this
# program; and the anomalies that the authors of the test stored of their 1,000 draws, whose error is about 3.7.
PUBLISHED = {
    ("russia_2007", "p10"): (85_908, 17_273, 16_550.7, 114.0, 722.3, 6.3, -9.8, 722.7),
    ("russia_2011", "p06"): (86_718, 17_803, 16_800.4, 114.7, 1_002.6, 8.7, -17.7, 1_003.5),
    ("russia_2016", "p04"): (90_357, 19_068, 17_570.2, 117.1, 1_497.8, 12.8, -36.3, 1_502.4),
    ("russia_2018", "p04"): (91_152, 19_271, 17_562.4, 117.4, 1_708.6, 14.6, -46.5, 1_708.8),
}


@needs_stations
@pytest.mark.parametrize(("name", "leader"), PUBLISHED)
def test_the_published_anomalies_of_four_elections_are_met(name: str, leader: str):
    found = found_in(name, leader)
    stations, observed, mean, sd, anomaly, z, log10_p, simulated = PUBLISHED[name, leader]
    assert (found.stations, found.whole.observed) == (stations, observed)
    whole = found.whole
    rounded = [round(each, 1) for each in (whole.expected, whole.sd, whole.anomaly, whole.z, whole.log10_p)]
    assert rounded == [mean, sd, anomaly, z, log10_p]
    assert abs(found.whole.anomaly - simulated) < 2 * 3.7


@needs_stations
def test_the_parts_and_the_weights_of_2011_are_met():
    found = found_in("russia_2011", "p06")
    assert round(found.result.anomaly, 1) == 766.5
    assert round(found.turnout.anomaly, 1) == 448.8
    weighted = {by: round(each.anomaly) for by, each in found.weighted.items()}
    assert weighted == {"registered": 1_598_610, "issued": 1_262_315, "leader": 947_422}


@needs_stations
@pytest.mark.parametrize(
    ("name", "leader", "z"),
    [
        ("georgia_2016_party_list", "41 - Georgian Dream", -0.20),
        ("albania_2013", "C035", -1.10),
        ("albania_2013", "C050", -0.79),
    ],
)
def test_the_published_controls_are_met(name: str, leader: str, z: float):
    assert round(found_in(name, leader).whole.z, 2) == z


@needs_stations
def test_every_row_of_a_file_is_used_or_left_out_for_a_reason():
    for name, leader in (("russia_2011", "p06"), ("albania_2013", "C035"), ("lithuania_2016", "p06")):
        found = found_in(name, leader)
        assert found.stations + sum(found.left_out.values()) == len(published_rows(name))
        assert next(iter(found.sensitivity.values()))[0] == found.stations


@needs_stations
def test_the_regions_of_a_country_add_up_to_it():
    found = found_in("georgia_2016_party_list", "41 - Georgian Dream", "district")
    assert sum(each.stations for each in found.units) == found.stations
    assert sum(each.whole.observed for each in found.units) == found.whole.observed
    assert sum(each.whole.expected for each in found.units) == pytest.approx(found.whole.expected)
    assert all(each.log10_p_adjusted >= each.whole.log10_p for each in found.units)


@needs_stations
def test_numpy_alone_tests_a_country_as_compiled_loops_do():
    returns = published_returns("lithuania_2012")
    fast, plain = (rounding(returns, "p03", fast=fast).whole for fast in (True, False))
    assert plain.expected == pytest.approx(fast.expected, abs=1e-9)
    assert plain.log10_p == pytest.approx(fast.log10_p, abs=1e-9)


STATIONS = pl.DataFrame(
    {
        "region": ["N", "N", "N", "S", "S", "S", "S", "S"],
        "station": [str(number) for number in range(8)],
        "registered": [1_000, 1_000, 50, 400, 1_000, 1_000, 800, None],
        "issued": [600, 613, 30, 0, 1_000, 500, 400, 300],
        "invalid": [0, 13, 0, 0, 0, 0, 3, 0],
        "valid": [600, 600, 30, 0, 1_000, 500, 397, 300],
        "votes:A": [301, 331, 15, 0, 600, 499, 190, 200],
        "votes:B": [299, 269, 15, 0, 400, 1, 207, 100],
    }
)


def looked_at(leader: str, **asked: str) -> Rounding:
    return rounding(hemicycle.read_returns(STATIONS), leader, **asked)


def test_each_station_left_out_has_one_reason():
    found = looked_at("A", by="region")
    assert {reason: count for reason, count in found.left_out.items() if count} == {
        "a row that was refused": 1,
        "no ballots found": 1,
        "fewer than 100 registered voters": 1,
        "turnout above 99 %": 1,
        "result above 99 %": 1,
    }
    # 60.0 and 50.2 %; 61.3 and 331 of 613, which is 54.0 %; 50.0 and 47.1 %
    assert (found.stations, found.whole.observed) == (3, 3)
    assert (found.turnout.observed, found.result.observed, found.fives.observed) == (2, 1, 2)
    assert {each.unit: each.stations for each in found.units} == {("N",): 2, ("S",): 1}


def test_turnout_is_of_the_ballots_that_are_named():
    issued, found = (looked_at("A", turnout=of) for of in ("issued", "found"))
    assert "ballots issued / registered" in issued.definition
    assert "ballots found (valid + invalid) / registered" in found.definition
    without = rounding(hemicycle.read_returns(STATIONS.drop("issued", "invalid")), "A")
    assert "turnout (valid votes / registered voters)" in without.definition
    assert without.result.observed == 0  # 331 of 600 is 55.2 %


def test_the_largest_list_is_tested_where_none_is_named():
    assert hemicycle.rounding(STATIONS, made_up=1).found.leader == "A"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"leader": "C"}, "--leader: found 'C'; expected one of: A, B"),
        ({"by": "country"}, "--by: found 'country'; expected one of: region, station"),
        ({"turnout": "cast"}, "--turnout: found 'cast'; expected one of: found, issued"),
    ],
)
def test_what_the_returns_do_not_have_is_refused(asked: dict[str, str], message: str):
    with pytest.raises(BadInput, match=message):
        hemicycle.rounding(STATIONS, made_up=1, **asked)


def test_a_country_without_a_station_to_use_is_refused():
    with pytest.raises(BadInput, match="no station that the test can use"):
        hemicycle.rounding(STATIONS.head(0).vstack(STATIONS[2:3]), "A")


def country(stations: int) -> Counts:
    """Stations of plausible sizes; what they counted serves only as the typical turnout and result."""
    registered = np.random.default_rng(3).integers(200, 2_500, stations)
    issued = registered * 61 // 100
    return Counts(registered, issued, issued, issued * 43 // 100)


def test_made_up_countries_have_the_same_sizes_and_the_typical_shares():
    like = country(5_000)
    first, again = list(honest_countries(like, 2)), list(honest_countries(like, 2))
    assert (first[0].registered == like.registered).all()
    assert all((one.leader == other.leader).all() for one, other in zip(first, again, strict=True))
    assert not (first[0].issued == first[1].issued).all()
    assert np.median(first[0].issued / first[0].registered) == pytest.approx(0.61, abs=0.06)
    assert np.median(first[0].leader / first[0].found) == pytest.approx(0.43, abs=0.06)
    assert np.std(first[0].issued / first[0].registered) > 0.04  # by chance alone it would be about 0.015


def test_countries_in_order_are_rejected_no_more_often_than_the_level_says():
    controls = made_up_controls(country(1_000), 300)
    assert 4 <= sum(each.rejects for each in controls) <= 18  # 6 % of 300
    assert abs(np.mean([each.whole.z for each in controls])) < 0.25
    assert 0.85 < np.std([each.whole.z for each in controls]) < 1.15


def rounded(counts: Counts, share: float) -> Counts:
    """Let a share of the stations write the number of ballots that makes turnout the nearest integer percentage."""
    moved = np.random.default_rng(4).random(len(counts)) < share
    percent = np.rint(100 * counts.issued / counts.registered).astype(np.int64)
    issued = np.where(moved, (percent * counts.registered + 50) // 100, counts.issued)
    return Counts(counts.registered, issued, counts.found, np.minimum(counts.leader, issued))


def test_one_station_in_ten_that_rounds_is_found_where_it_rounds_and_not_elsewhere():
    (made,) = honest_countries(country(5_000), 1)
    planted = rounded(made, 0.1)
    moved = int((near(planted.issued, planted.registered) & ~near(made.issued, made.registered)).sum())
    before, after = (
        examined(each.where(~np.logical_or.reduce([*unusable(each, 100).values()]))) for each in (made, planted)
    )
    assert before.whole().log10_p > -2
    assert after.whole().log10_p < -10
    assert after.turnout.sum() - before.turnout.sum() == moved
    assert after.result.sum() == before.result.sum()


def test_controls_that_are_given_take_the_place_of_those_made_up():
    given = looked_at("B")
    compared = beside_controls(given, [given, given])
    assert [each.made_up for each in compared.controls] == [False, False]
    assert compared.pooled == pytest.approx(2 * given.whole.z / 2**0.5)
