from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from counted_stations import honest_country, invented, stations_of_election
from drawn import SVG, drawn, outside, overlapping
from polling_stations import needs_stations

from hemicycle.publish.pictures.comet import cells_of
from hemicycle.publish.pictures.plot import steps
from hemicycle.publish.pictures.saw import teeth_of
from hemicycle.publish.pictures.stations import picture_of_moments, picture_of_turnout
from hemicycle.scrutiny.controls import reckoned
from hemicycle.scrutiny.moments import moments_of, vote_rate

LONG = "Union for the Renewal of all Districts of the Republic and its Villages"
KINDS = ("curves", "comet", "saw", "fingerprint", "vote-rate")


def picture(kind: str, numbers, leader: str = "A"):
    if kind in KINDS[:3]:
        return picture_of_turnout(kind, reckoned("archive.zip/returns.csv", numbers), leader, 100)
    return picture_of_moments(kind, "archive.zip/returns.csv", numbers, moments_of(numbers), vote_rate(numbers), leader)


@pytest.mark.parametrize("leader", ["A", LONG, "Қазақстанның халық партиясы", "<script>&"])
@pytest.mark.parametrize("kind", KINDS)
def test_words_of_a_picture_stand_apart_and_inside(kind: str, leader: str):
    made = picture(kind, honest_country(900, 1), leader)
    assert not overlapping(made)
    assert not outside(made)
    seen = drawn(made)
    assert leader in seen.description
    assert seen.words[1] == "Returns: returns.csv"


@needs_stations
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_ninety_thousand_stations_is_light(kind: str):
    assert len(drawn(picture(kind, stations_of_election("russia_2011"))).text) < 100_000


@pytest.mark.parametrize("kind", ["curves", "comet", "saw"])
def test_a_picture_says_its_numerator_denominator_and_filter(kind: str):
    seen = drawn(picture(kind, honest_country(900, 1))).description
    assert "ballots returned / registered voters" in seen
    assert "the leader's votes / ballots returned" in seen
    assert re.search(r"more than 100 voters .*: 900 of 900", seen)


def test_cells_hold_every_voter_once_and_all_of_a_station_in_its_own():
    numbers = invented([200, 400, 300], [200, 200, 87], [200, 50, 0])
    cells = cells_of((numbers.ballots, numbers.registered), (numbers.votes, numbers.ballots), numbers.registered)
    assert {tuple(at): int(cells[tuple(at)]) for at in np.argwhere(cells)} == {
        (99, 99): 200,
        (50, 25): 400,
        (29, 0): 300,
    }


def test_the_comet_draws_each_cell_that_has_voters():
    numbers = honest_country(900, 1)
    seen = drawn(picture("comet", numbers))
    bars = "".join(each.get("d", "") for each in seen.all("path", "fill-list-0"))
    cells = sum(int(width) // 4 for width in re.findall(r"h(\d+)v", bars))
    used = [each[numbers.registered > 100] for each in (numbers.registered, numbers.ballots, numbers.votes)]
    assert cells == np.count_nonzero(cells_of((used[1], used[0]), (used[2], used[1]), used[0]))


def test_teeth_are_shares_rounded_half_up_to_a_tenth_of_a_point():
    part, whole = np.array([0, 1, 1, 333, 1999]), np.array([10, 2000, 2, 1000, 2000])
    teeth = teeth_of("turnout, %", part, whole, np.array([1, 2, 4, 8, 16]))
    assert {int(at): int(teeth.voters[at]) for at in teeth.voters.nonzero()[0]} == {
        0: 1,
        1: 2,
        500: 4,
        333: 8,
        1000: 16,
    }


def test_a_half_of_the_scale_where_nobody_is_isnt_drawn():
    seen = drawn(picture("saw", invented(np.full(50, 1000), np.arange(700, 750), np.arange(600, 650))))
    assert seen.words.count("turnout, %") == 1
    assert "55" in seen.words
    assert "45" not in seen.words


def test_a_last_bin_higher_than_all_others_is_cut_and_its_height_told():
    numbers = honest_country(900, 1)
    full = replace(
        numbers,
        registered=np.append(numbers.registered, 9_000_000),
        ballots=np.append(numbers.ballots, 9_000_000),
        votes=np.append(numbers.votes, 8_000_000),
        stations=replace(numbers.stations, units=(*numbers.stations.units, ("000", "x"))),
    )
    seen = drawn(picture("curves", full))
    assert "The last bin is cut off: it reaches 8,000 thousand ballots." in seen.description
    lines = [each.get("d", "") for each in seen.root.iter(f"{SVG}path")]
    assert all(float(y) > 0 for each in lines for y in re.findall(r"V(-?[\d.]+)", each))


def test_an_outline_of_bars_steps_at_their_edges():
    assert steps([2, 5], 10, 4, 100) == "M10,98H14V95H18"
    assert steps([2, 5], 10, 4, 100, closed=True) == "M10,100V98H14V95H18V100Z"
