from __future__ import annotations

from fractions import Fraction

import pytest

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.elections.archive import read_election
from hemicycle.outcome.elect import elect
from hemicycle.scenarios.bounds import bounds_of
from hemicycle.scenarios.tipping import tipping_points

MAZHILIS = read_election("kz-mazhilis-2021")


@pytest.fixture(scope="module")
def bounds():
    return bounds_of(MAZHILIS)


@pytest.fixture(scope="module")
def points(bounds):
    return tipping_points(MAZHILIS, bounds)


def admitted(change: dict[str, int]) -> set[str]:
    votes = {party: count + change.get(party, 0) for party, count in MAZHILIS.votes().by_list().items()}
    changed = Votes({"votes": {(WHOLE, party): count for party, count in votes.items()}})
    return set(elect(MAZHILIS.law, changed, MAZHILIS.record.as_facts()).totals)


def test_the_others_who_stayed_away_tip_the_majority_at_exactly_that_number(bounds, points):
    some, everybody = [point for point in points if point.party == "nur-otan"]
    assert some.votes == 3_054_586
    leader, valid, away = bounds.leader_votes, bounds.valid, bounds.stayed_away
    for point, at, total in ((some, 0, valid), (everybody, away, valid + away)):
        for votes, tips in ((point.votes, True), (point.votes - 1, False)):
            share = Fraction(leader + (away - votes if at else 0), total + (0 if at else votes))
            assert (share <= Fraction(1, 2)) is tips


@pytest.mark.parametrize("party", ["auyl", "adal"])
def test_tactical_votes_tip_the_threshold_at_exactly_that_number(points, party):
    of_lists = [point for point in points if point.party == party and point.list]
    assert of_lists
    for point in of_lists:
        assert party in admitted({party: point.votes, point.list: -point.votes})
        assert party not in admitted({party: point.votes - 1, point.list: 1 - point.votes})


@pytest.mark.parametrize("party", ["auyl", "adal"])
def test_turnout_tips_the_threshold_at_exactly_that_number(points, party):
    (point,) = [point for point in points if point.party == party and point.group == "voters of the other lists"]
    assert party in admitted({"nur-otan": -point.votes})
    assert party not in admitted({"nur-otan": 1 - point.votes})


def test_a_tipping_point_says_of_whom_and_never_what_anybody_would_have_done(points):
    for point in points:
        told = point.as_json()
        assert told["of_how_many"] >= told["votes"] > 0
        assert "would" not in f"{told['assumption']} {told['tips']}"
