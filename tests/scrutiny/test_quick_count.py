"""Quick counts: the estimator against all samples, a jackknife, published returns; plans against the truth."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, product

import numpy as np
import polars as pl
import pytest
from polling_stations import needs_stations, published_returns
from scipy import stats

import hemicycle
from hemicycle.scrutiny.estimate import estimate
from hemicycle.scrutiny.quick_count import drawn, frame_of, planned, size_for
from hemicycle.scrutiny.ratios import Drawn, ratio
from hemicycle.scrutiny.sampling import proportional, t_quantile
from hemicycle.scrutiny.stations import stations_of
from hemicycle.source.mistake import BadInput

STRATA = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1])
A = np.array([210.0, 190, 250, 240, 90, 120, 60, 150, 130])
SAME = np.full(9, 400.0)
DIFFERENT = np.array([400.0, 380, 420, 500, 300, 330, 270, 350, 310])


def all_samples():
    return [
        [*north, *(4 + i for i in south)]
        for north, south in product(combinations(range(4), 2), combinations(range(5), 3))
    ]


def estimates(below):
    units = np.array([4.0, 5.0])
    return [ratio(A[some], below[some], Drawn(STRATA[some], units)) for some in map(list, all_samples())]


def test_over_all_samples_share_and_variance_are_right_on_average_where_stations_are_of_one_size():
    found = estimates(SAME)
    assert np.mean([each.share for each in found]) == pytest.approx(A.sum() / SAME.sum(), rel=1e-12)
    assert np.mean([each.error**2 for each in found]) == pytest.approx(
        np.var([each.share for each in found]), rel=1e-12
    )


def test_over_all_samples_a_ratio_is_nearly_right_where_stations_differ_in_size():
    found = estimates(DIFFERENT)
    spread = np.std([each.share for each in found])
    assert abs(np.mean([each.share for each in found]) - A.sum() / DIFFERENT.sum()) < 0.1 * spread
    assert np.mean([each.error**2 for each in found]) == pytest.approx(spread**2, rel=0.15)


def test_whole_clusters_vary_as_units_of_their_own_over_all_samples():
    of_cluster = np.array([0, 0, 1, 1, 2, 2, 3, 3, 3])
    votes, whole = (np.bincount(of_cluster, numbers) for numbers in (A, np.array([400.0] * 6 + [800 / 3] * 3)))
    found = [
        ratio(votes[list(some)], whole[list(some)], Drawn(np.zeros(2, np.intp), np.array([4.0])))
        for some in combinations(range(4), 2)
    ]
    assert np.mean([each.share for each in found]) == pytest.approx(A.sum() / whole.sum(), rel=1e-12)
    assert np.mean([each.error**2 for each in found]) == pytest.approx(
        np.var([each.share for each in found]), rel=1e-12
    )


def test_the_error_is_that_of_a_jackknife():
    rng = np.random.default_rng(8)
    stratum = np.repeat([0, 1, 2], [60, 80, 40])
    whole = rng.integers(200, 900, 180).astype(float)
    votes = rng.binomial(
        whole.astype(int), np.clip(rng.normal([0.3, 0.5, 0.4], 0.08, (180, 3))[range(180), stratum], 0, 1)
    )
    units = np.array([600.0, 500, 90])
    found = ratio(votes.astype(float), whole, Drawn(stratum, units))
    variance = 0.0
    for place, count in enumerate((60, 80, 40)):
        shares = []
        for left in np.flatnonzero(stratum == place):
            weight = (units / np.bincount(stratum))[stratum]
            weight[stratum == place] *= count / (count - 1)
            weight[left] = 0
            shares.append((weight * votes).sum() / (weight * whole).sum())
        variance += (1 - count / units[place]) * (count - 1) * np.var(shares)
    assert found.error == pytest.approx(math.sqrt(variance), rel=0.01)
    assert found.freedom == 180 - 3


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 30, 83, 922, 1_999])
def test_quantiles_are_those_of_student_s_t(freedom):
    assert t_quantile(0.95, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-9)


def test_quantiles_end_in_the_normal_and_none_is_known_without_freedom():
    assert t_quantile(0.95, 5_000) == pytest.approx(stats.t.ppf(0.975, 5_000), rel=1e-3)
    assert t_quantile(0.95, 0) == math.inf


def test_strata_get_parts_in_proportion_and_two_at_least():
    assert proportional([1, 2, 100, 897], 100) == (1, 2, 10, 90)


@cache
def country(stations: int = 400, seed: int = 4):
    """A made-up country in which regions, territories and stations differ, with numbers of every kind."""
    rng = np.random.default_rng(seed)
    region = rng.integers(0, 6, stations)
    registered = rng.integers(300, 2_500, stations)
    found = rng.binomial(registered, np.clip(rng.normal(0.5 + 0.04 * region, 0.1), 0.05, 0.95))
    votes = rng.binomial(found, np.clip(rng.normal(0.3 + 0.06 * region, 0.1), 0.02, 0.9))
    invalid = rng.binomial(found - votes, 0.03)
    return pl.DataFrame(
        {
            "region": [f"R{each}" for each in region],
            "territory": [f"R{each} T{i % 7}" for i, each in enumerate(region)],
            "station": [str(i) for i in range(stations)],
            "registered": registered,
            "found": found,
            "invalid": invalid,
            "votes:A": votes,
            "votes:B": found - votes - invalid,
        }
    )


def framed(by=None, clusters=None):
    return frame_of(stations_of(hemicycle.read_returns(country()), ["found", "registered"]), by, clusters)


def returned(places, missing=()):
    table = country()[list(places)]
    numbers = [name for name in table.columns if name not in ("region", "territory", "station")]
    gone = pl.Series([i in missing for i in range(len(table))])
    return hemicycle.read_returns(table.with_columns(pl.when(gone).then(None).otherwise(pl.col(numbers)).name.keep()))


@pytest.mark.parametrize(
    ("by", "clusters"), [(None, None), ("region", None), ("region", "territory"), (None, "territory")]
)
def test_a_sample_of_all_stations_is_the_result_without_a_margin(by, clusters):
    frame = framed(by, clusters)
    places = drawn(planned(frame, "A", "found", len(frame.units)), "7")
    assert sorted(places) == list(range(400))
    found = estimate(frame, returned(places), "found", domain="region")
    table = country()
    assert found.shares["A"].ratio.share == pytest.approx(table["votes:A"].sum() / table["found"].sum(), rel=1e-12)
    assert found.turnout.ratio.share == pytest.approx(table["found"].sum() / table["registered"].sum(), rel=1e-12)
    assert found.shares["A"].ratio.margin == found.turnout.ratio.margin == 0
    here = table.filter(pl.col("region") == "R2")
    assert found.domains["R2"]["B"].ratio.share == pytest.approx(here["votes:B"].sum() / here["found"].sum(), rel=1e-12)
    assert not found.missing


@pytest.mark.parametrize(
    ("by", "clusters", "size"), [(None, None, 60), ("region", None, 60), ("region", "territory", 14)]
)
def test_the_planned_margin_is_the_one_that_samples_have(by, clusters, size):
    frame = framed(by, clusters)
    plan = planned(frame, "A", "found", size)
    truth = country()["votes:A"].sum() / country()["found"].sum()
    found = [estimate(frame, returned(drawn(plan, str(seed))), "found") for seed in range(200)]
    shares = [each.shares["A"].ratio for each in found]
    assert 1.96 * np.std([each.share for each in shares]) == pytest.approx(plan.margin, rel=0.15)
    covered = np.mean([each.low <= truth <= each.high for each in shares])
    assert 0.91 <= covered <= 0.99


def test_missing_stations_are_told_and_the_bounds_hold_whatever_they_say():
    frame = framed("region")
    places = drawn(planned(frame, "A", "found", 60), "3")
    gone = {2, 11, 30}
    found = estimate(frame, returned(places, gone), "found")
    assert {each[-1] for each in found.missing} == {str(places[i]) for i in gone}
    whole = estimate(frame, returned(places), "found")
    for list_ in ("A", "B"):
        low, high = found.shares[list_].bounds
        assert low <= whole.shares[list_].ratio.share <= high
        assert low < found.shares[list_].ratio.share < high
    low, high = found.turnout.bounds
    assert low <= whole.turnout.ratio.share <= high


def test_the_bounds_of_missing_stations_by_hand():
    table = pl.DataFrame(
        {
            "station": ["1", "2", "3", "4"],
            "registered": [100, 100, 100, 300],
            "found": [50, 80, 60, 90],
            "votes:A": [30, 20, 30, 10],
        }
    )
    frame = frame_of(stations_of(hemicycle.read_returns(table), ["found", "registered"]))
    some = table.with_columns(
        pl.when(pl.col("station") == "4").then(None).otherwise(pl.col("registered", "found", "votes:A")).name.keep()
    )
    found = estimate(frame, hemicycle.read_returns(some), "found")
    assert found.shares["A"].ratio.share == pytest.approx(80 / 190)
    assert found.shares["A"].bounds == pytest.approx((80 / (190 + 300), (80 + 300) / (190 + 300)))
    assert found.turnout.bounds == pytest.approx((190 / 600, 490 / 600))


def test_a_stratum_with_one_station_back_and_one_with_none_are_told():
    frame = framed("region")
    regions = country()["region"].to_list()
    places = [i for i in range(60) if regions[i] not in ("R0", "R1")] + [regions.index("R1")]
    found = estimate(frame, returned(places), "found")
    assert found.alone == ("R1",)
    assert found.absent == ("R0",)


def test_the_size_for_a_margin_is_the_smallest_that_keeps_it():
    frame = framed()
    plan = size_for(frame, "A", "found", 0.03)
    assert plan.margin <= 0.03 < planned(frame, "A", "found", plan.size - 1).margin


def test_stations_that_the_frame_lacks_are_refused():
    frame = framed("region")
    stranger = country()[:3].with_columns(pl.lit("999").alias("station"))
    with pytest.raises(BadInput, match="3 stations that the frame doesn't have, such as 'R"):
        estimate(
            frame, hemicycle.read_returns(stranger.with_columns(pl.Series("station", ["997", "998", "999"]))), "found"
        )


@needs_stations
def test_a_thousand_stations_of_russia_in_2011_tell_less_than_the_binomial_formula_claims():
    returns = published_returns("russia_2011")
    stations = stations_of(returns, ["found", "registered"])
    plain = planned(frame_of(stations), "p06", "found", 1_000)
    assert plain.share == pytest.approx(0.4931, abs=0.0001)
    assert plain.margin * 100 == pytest.approx(1.76, abs=0.005)
    assert plain.binomial * 100 == pytest.approx(0.118, abs=0.0005)
    assert plain.effect == pytest.approx(223, abs=0.5)
    by_region = planned(frame_of(stations, "region"), "p06", "found", 1_000)
    assert by_region.size == 1_006
    assert by_region.margin * 100 == pytest.approx(1.38, abs=0.005)


@needs_stations
def test_intervals_hold_the_official_share_as_often_as_they_say_in_georgia():
    returns = published_returns("georgia_2016_party_list")
    stations = stations_of(returns, ["valid"])
    frame = frame_of(stations)
    leader = int(stations.votes.sum(axis=0).argmax())
    votes, whole = stations.votes[:, leader].astype(float), stations.fields["valid"].astype(float)
    truth, rng, held = votes.sum() / whole.sum(), np.random.default_rng(12), 0
    for _ in range(500):
        some = rng.choice(len(votes), 300, replace=False)
        found = ratio(votes[some], whole[some], Drawn(np.zeros(300, np.intp), np.array(frame.sizes, float)))
        held += found.low <= truth <= found.high
    assert 0.93 <= held / 500 <= 0.97
