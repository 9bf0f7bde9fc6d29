from __future__ import annotations

from math import log, sqrt
from statistics import fmean, pstdev

import numpy as np
import pytest
from counted_stations import LEADERS, honest_country, invented, stations_of_election
from polling_stations import needs_stations, published_rows
from scipy.stats import gaussian_kde, kurtosis, skew

from hemicycle.scrutiny.moments import moments_of, peak_of, vote_rate
from hemicycle.source.mistake import BadInput

REPORTED = {
    "russia_2007": (0.561, 0.610, 0.069873, 0.098875, 0.425573),
    "russia_2011": (0.529, 0.324, 0.081381, 0.069723, 0.559001),
}


@needs_stations
@pytest.mark.parametrize("name", REPORTED)
def test_the_moments_are_those_reported_to_six_digits(name: str):
    found = moments_of(stations_of_election(name)).named()
    assert tuple(round(value, 6) for value in found.values()) == REPORTED[name]
    assert list(found) == ["tau", "nu", "s_tau", "s_nu", "theta"]


@needs_stations
def test_widths_are_those_of_a_sum_by_hand_over_the_rows_of_the_file():
    tau, nu, *widths = REPORTED["russia_2011"]
    below, left, right = [], [], []
    for row in published_rows("russia_2011"):
        voters, ballots = int(row["registered"]), int(row["valid"]) + int(row["invalid"])
        issued = sum(int(row[f"issued_{place}"]) for place in ("early", "station", "outside"))
        if not voters or not ballots or issued > voters:
            continue
        share, turnout = int(row[LEADERS["russia_2011"]]) / ballots, issued / voters
        (left if share < nu else right).append((share - nu) ** 2)
        if share < nu and turnout < tau:
            below.append((turnout - tau) ** 2)
    by_hand = (sqrt(fmean(below)), sqrt(fmean(left)), sqrt(sqrt(fmean(each for each in right if each))))
    assert tuple(round(width, 6) for width in by_hand) == tuple(widths)


@needs_stations
@pytest.mark.parametrize("name", ["georgia_2016_party_list", "albania_2013", "lithuania_2004"])
def test_peaks_are_those_of_scipys_density(name: str):
    numbers = stations_of_election(name)
    used = (numbers.registered > 0) & (numbers.ballots > 0) & (numbers.ballots <= numbers.registered)
    grid = np.arange(0, 951) / 1000
    for part, whole in ((numbers.ballots, numbers.registered), (numbers.votes, numbers.ballots)):
        shares = part[used] / whole[used]
        assert peak_of(shares) == pytest.approx(grid[gaussian_kde(shares)(grid).argmax()], abs=0.0011)


def test_the_order_of_stations_doesnt_matter():
    numbers = honest_country(900, 1)
    order = np.random.default_rng(3).permutation(900)
    shuffled = invented(numbers.registered[order], numbers.ballots[order], numbers.votes[order])
    assert moments_of(shuffled).named() == pytest.approx(moments_of(numbers).named(), abs=1e-12)


def test_a_pile_of_stations_in_unison_is_no_peak():
    rng = np.random.default_rng(2)
    shares = np.concatenate([np.clip(rng.normal(0.4, 0.05, 500), 0, 1), np.ones(900)])
    assert peak_of(shares) == pytest.approx(0.4, abs=0.03)


def test_the_vote_rate_has_scipys_skewness_and_kurtosis_and_leaves_out_unison():
    numbers = honest_country(900, 1)
    joined = invented([*numbers.registered, 500, 500], [*numbers.ballots, 300, 300], [*numbers.votes, 0, 300])
    rates = [log((cast - votes) / votes) for cast, votes in zip(numbers.ballots, numbers.votes, strict=True)]
    found = vote_rate(joined)
    assert len(found.standard) == 900
    assert (found.mean, found.deviation) == pytest.approx((fmean(rates), pstdev(rates)))
    assert (found.skewness, found.kurtosis) == pytest.approx((skew(rates), kurtosis(rates, fisher=False)))


@pytest.mark.parametrize("tell", [moments_of, vote_rate])
def test_stations_that_are_all_alike_are_refused(tell):
    with pytest.raises(BadInput, match="no station unlike the others"):
        tell(invented([200] * 3, [150] * 3, [50] * 3))
