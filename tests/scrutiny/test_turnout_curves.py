from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from counted_stations import LEADERS, honest_country, invented, stations_of_election
from hypothesis import given, settings
from hypothesis import strategies as st
from polling_stations import needs_stations, published_rows

from hemicycle.scrutiny.controls import made_up, reckoned
from hemicycle.scrutiny.honest import KINDS, Kind, honest_as
from hemicycle.scrutiny.turnout import curves_of, find_peak, left_over, left_over_of, two_gaussians
from hemicycle.source.mistake import BadInput

CHAPTER = Path(__file__).parents[2] / "docs" / "scrutiny-turnout.md"
# Peak, votes left over and the band in millions, as reckoned elsewhere from the same files.
REPORTED = {
    "russia_2007": (54, 12_945_302, (11.2, 13.8)),
    "russia_2011": (51, 14_932_292, (11.5, 15.6)),
    "russia_2016": (36, 12_653_699, (10.7, 13.2)),
    "russia_2018": (61, 10_138_780, (7.9, 11.3)),
}
# Per cent of the leader's votes, with turnouts on a border counted in the bin above.
CONTROLS = {
    "lithuania_2004": 4.6,
    "lithuania_2012": 1.5,
    "lithuania_2016": -6.0,
    "georgia_2016_party_list": 8.7,
    "albania_2013": 1.9,
}


@needs_stations
@pytest.mark.parametrize("name", REPORTED)
def test_the_peak_and_the_votes_left_over_are_those_reported(name: str):
    peak, votes, band = REPORTED[name]
    found = left_over_of(stations_of_election(name))
    assert (found.peak.at, found.votes) == (peak, votes)
    assert tuple(round(end / 1e6, 1) for end in found.band) == band


@needs_stations
@pytest.mark.parametrize("name", CONTROLS)
def test_the_same_arithmetic_leaves_votes_over_in_clean_elections_as_reported(name: str):
    numbers = stations_of_election(name)
    assert round(100 * left_over_of(numbers, borders="above").share, 1) == CONTROLS[name]
    low, high = left_over_of(numbers).shares
    assert low <= 0 <= high


@needs_stations
@pytest.mark.parametrize("name", ["russia_2011", "russia_2018"])
def test_votes_left_over_are_those_of_a_sum_by_hand_over_the_rows_of_the_file(name: str):
    mine, others = Counter(), Counter()
    for row in published_rows(name):
        voters, ballots = int(row["registered"]), int(row["valid"]) + int(row["invalid"])
        if voters > 100 and 0 < ballots <= voters:
            place = -(-100 * ballots // voters) - 1
            mine[place] += int(row[LEADERS[name]])
            others[place] += ballots - int(row[LEADERS[name]])
    around = {place: sum(others[place + step] for step in range(-2, 3)) for place in range(100)}
    peak = max(around, key=lambda place: around[place])
    left = {at: mine.total() - others.total() * Fraction(mine[at], others[at]) for at in range(peak - 5, peak + 6)}
    found = left_over_of(stations_of_election(name))
    assert found.peak.at == peak
    assert found.votes == round(left[peak])
    assert found.band == (round(min(left.values())), round(max(left.values())))


@needs_stations
def test_the_table_of_the_chapter_has_what_the_arithmetic_gives():
    rows = re.findall(r"^\| (\w+) (20\d\d) \| (.+?) \| (.+?) to (.+?) \| (.+?) \|$", CHAPTER.read_text("utf-8"), re.M)
    assert len(rows) == len(CONTROLS)
    for country, year, *told in rows:
        name = next(each for each in CONTROLS if each.startswith(f"{country.lower()}_{year}"))
        below, above = (left_over_of(stations_of_election(name), borders=way) for way in ("below", "above"))
        found = (below.share, *below.shares, above.share)
        assert [f"{share * 100:+.1f}".replace("-", "−") for share in found] == told, name


def test_a_turnout_on_a_border_counts_in_the_bin_that_is_asked_for():
    numbers = invented([200, 200, 200], [100, 101, 200], [50, 50, 200])
    below = curves_of(numbers.registered, numbers.ballots, numbers.votes)
    above = curves_of(numbers.registered, numbers.ballots, numbers.votes, borders="above")
    assert below.leader.nonzero()[0].tolist() == [49, 50, 99]
    assert above.leader.nonzero()[0].tolist() == [50, 99]
    assert above.others[50] == below.others[49] + below.others[50] == 101


def test_stations_left_out_are_counted_by_why():
    numbers = invented([100, 101, 300, 300, 300], [50, 50, 0, 301, 300], [20, 20, 0, 100, 100])
    curves = curves_of(numbers.registered, numbers.ballots, numbers.votes)
    assert (curves.stations, curves.small, curves.empty, curves.beyond) == (2, 1, 1, 1)


def test_the_lower_of_two_peaks_counts_even_where_the_upper_is_higher():
    heights = two_gaussians(np.arange(100) + 0.5, 700, 42.5, 5, 1000, 80.5, 6)
    peak = find_peak(np.rint(heights).astype(np.int64))
    assert peak.at == 42
    assert peak.centre == pytest.approx(42.5, abs=0.5)
    assert peak.spread == pytest.approx(5, abs=0.5)
    assert "lower of two peaks" in peak.says


@pytest.mark.parametrize("wrinkle", [0, 10])
def test_a_single_peak_is_the_maximum_and_says_so(wrinkle: int):
    heights = two_gaussians(np.arange(100) + 0.5, 1000, 60.5, 6, wrinkle, 30.5, 3)
    peak = find_peak(np.rint(heights).astype(np.int64))
    assert peak.at == 60
    assert peak.says == "no second peak: the peak is the maximum"


def test_where_the_share_is_the_same_at_every_turnout_nothing_is_left_over():
    voters = np.full(2000, 1000)
    ballots = np.rint(1000 * np.clip(np.random.default_rng(5).normal(0.6, 0.1, 2000), 0.1, 1)).astype(int) // 5 * 5
    found = left_over_of(invented(voters, ballots, ballots * 2 // 5))
    assert found.votes == 0
    assert found.band == (0, 0)


def test_votes_added_to_stations_with_the_turnout_they_make_are_left_over():
    rng = np.random.default_rng(7)
    voters = np.full(5000, 1000)
    ballots = rng.binomial(1000, np.clip(rng.normal(0.5, 0.05, 5000), 0.2, 0.9))
    votes = rng.binomial(ballots, 0.4)
    added = np.where(np.arange(5000) % 5 == 0, 300, 0)
    found = left_over_of(invented(voters, ballots + added, votes + added))
    assert found.votes == pytest.approx(added.sum(), rel=0.1)
    assert found.band[0] <= added.sum() <= found.band[1]


@st.composite
def stations(draw):
    rows = draw(st.lists(st.tuples(st.integers(101, 3000), st.floats(0.2, 1), st.floats(0.05, 0.95)), min_size=3))
    voters = [row[0] for row in rows]
    ballots = [max(int(row[0] * row[1]), 2) for row in rows]
    return invented(voters, ballots, [int(cast * row[2]) for cast, row in zip(ballots, rows, strict=True)])


@settings(max_examples=40, deadline=None)
@given(stations(), st.randoms(use_true_random=False))
def test_the_order_of_stations_doesnt_matter(numbers, chance):
    order = list(range(len(numbers.registered)))
    chance.shuffle(order)
    shuffled = [each[order] for each in (numbers.registered, numbers.ballots, numbers.votes)]
    mine, other = left_over_of(numbers), left_over(curves_of(*shuffled))
    assert (mine.votes, mine.band, mine.peak) == (other.votes, other.band, other.peak)


@settings(max_examples=40, deadline=None)
@given(stations(), st.integers(2, 9))
def test_stations_so_many_times_larger_leave_so_many_times_more(numbers, times):
    larger = left_over(curves_of(*(times * each for each in (numbers.registered, numbers.ballots, numbers.votes))))
    mine = left_over_of(numbers)
    assert larger.peak.at == mine.peak.at
    assert larger.votes == pytest.approx(times * mine.votes, abs=times)


def test_bands_of_honest_countries_of_the_generator_mostly_hold_zero():
    bands = [left_over_of(honest_country(3000, seed)).band for seed in range(1, 21)]
    holding = sum(low <= 0 <= high for low, high in bands)
    assert holding >= 16, f"{holding} of 20"


def test_made_up_elections_are_the_same_in_whatever_order_their_stations_stand():
    numbers = honest_country(900, 3)
    order = np.random.default_rng(1).permutation(900)
    units = tuple(numbers.stations.units[at] for at in order)
    shuffled = replace(
        numbers,
        stations=replace(numbers.stations, units=units),
        registered=numbers.registered[order],
        ballots=numbers.ballots[order],
        votes=numbers.votes[order],
    )
    (mine,), (other,) = (list(honest_as(each, 1, KINDS[1], seed=4)) for each in (numbers, shuffled))
    assert np.array_equal(mine.ballots[order], other.ballots)
    assert np.array_equal(mine.votes[order], other.votes)


@pytest.mark.parametrize("together", [-0.8, 0.0, 0.8])
def test_turnout_goes_with_support_in_made_up_elections_as_told(together: float):
    numbers = invented(np.full(9000, 20_000), np.full(9000, 12_000), np.full(9000, 5000))
    numbers = replace(
        numbers,
        stations=replace(numbers.stations, units=tuple((f"{at // 45:04d}", f"{at:05d}") for at in range(9000))),
    )
    (drawn,) = honest_as(numbers, 1, Kind(together, 2.0))
    turnout, share = drawn.ballots / drawn.registered, drawn.votes / drawn.ballots
    assert np.corrcoef(turnout, share)[0, 1] == pytest.approx(together, abs=0.12)
    assert np.median(turnout) == pytest.approx(0.6, abs=0.03)
    assert (drawn.ballots <= drawn.registered).all()


def test_made_up_controls_tell_how_many_of_their_bands_hold_zero():
    heard = []
    numbers = honest_country(900, 2)
    kinds = made_up(numbers, countries=4, told=heard.append)
    assert heard == list(range(1, 13))
    assert [len(each.shares) for each in kinds] == [4, 4, 4]
    for each in kinds:
        low, high = each.band
        assert low <= each.at_peak[0] <= each.at_peak[1] <= high
        assert each.holding_zero == sum(low <= 0 <= high for low, high in each.bands)


def test_both_ways_of_counting_borders_stand_beside_each_other():
    found = reckoned("invented", honest_country(900, 2))
    assert (found.below.curves.borders, found.above.curves.borders) == ("below", "above")


@pytest.mark.parametrize("voters", [50, 100])
def test_a_country_of_small_stations_is_refused(voters: int):
    with pytest.raises(BadInput, match="no station for the test"):
        left_over_of(invented([voters] * 3, [40] * 3, [20] * 3))


def test_a_country_that_voted_for_one_list_alone_is_refused():
    with pytest.raises(BadInput, match="no ballots for others"):
        left_over_of(invented([200] * 3, [150] * 3, [150] * 3))
