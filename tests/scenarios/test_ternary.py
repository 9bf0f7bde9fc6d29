from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.elections.archive import read_election
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS
from hemicycle.publish.pictures.triangle import kinds_of, kinds_said
from hemicycle.scenarios.ternary import ternary_of, votes_at
from hemicycle.source.mistake import BadInput

MAZHILIS = read_election("kz-mazhilis-2021")
CONGRESO = read_election("es-congreso-2016")
LARGEST = ("PARTIDO POPULAR", "PARTIDO SOCIALISTA OBRERO ESPAÑOL", "UNIDOS PODEMOS")


def of_mazhilis(lists=(), steps=20):
    return ternary_of(MAZHILIS.law, MAZHILIS.votes(), MAZHILIS.record.as_facts(), lists, steps)


def test_the_three_largest_lists_are_taken_without_others():
    found = of_mazhilis()
    assert found.lists == ("nur-otan", "ak-zhol", "people-s-party")
    assert found.votes == (5_148_074, 792_828, 659_019)
    assert found.actual == {"nur-otan": 76, "ak-zhol": 12, "people-s-party": 10, "assembly-of-the-people": 9}


def test_the_grid_has_every_way_to_share_once():
    found = of_mazhilis(steps=20)
    assert len(found.parts) == 21 * 22 // 2 == len({tuple(row) for row in found.parts.tolist()})
    assert (found.parts.sum(axis=1) == 20).all()
    assert found.parts.min() == 0


def test_seats_at_a_point_are_those_that_elect_gives_for_its_votes():
    found = of_mazhilis()
    together = sum(found.votes)
    others = {"auyl": 383_023, "adal": 258_618}
    for place in range(0, len(found.parts), 7):
        first, second, _ = (together * int(part) // 20 for part in found.parts[place])
        votes = {"nur-otan": first, "ak-zhol": second, "people-s-party": together - first - second, **others}
        ballot = Votes({"votes": {(WHOLE, party): count for party, count in votes.items()}})
        outcome = elect(MAZHILIS.law, ballot, MAZHILIS.record.as_facts())
        seats = dict(zip(found.many.lists, found.many.seats[place].tolist(), strict=True))
        assert {party: won for party, won in seats.items() if won} == outcome.totals


def test_the_order_of_the_lists_only_turns_the_triangle():
    votes = {"a": 400_000, "b": 300_000, "c": 500_000, "d": 200_000}
    ballot = Votes({"votes": {(WHOLE, party): count for party, count in votes.items()}})
    one, other = (ternary_of(MAZHILIS.law, ballot, NO_FACTS, order, 20) for order in ("abc", "cab"))
    turned = {tuple(parts): place for place, parts in enumerate(other.parts.tolist())}
    decided = 0
    for place, (first, second, third) in enumerate(one.parts.tolist()):
        there = turned[third, first, second]
        assert other.many.status[there] == one.many.status[place]
        if not one.many.status[place]:
            decided += 1
            assert other.many.seats[there].tolist() == one.many.seats[place].tolist()
    assert decided > 150


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3).filter(any))
def test_votes_are_shared_whole_and_spread_over_districts_as_they_were(parts):
    like, steps = CONGRESO.votes(), sum(parts)
    before = like.by_list()
    (votes,) = votes_at(like, LARGEST, np.array([parts]), steps)
    cells = dict(zip(like.ballots["votes"], votes.tolist(), strict=True))
    together = sum(before[party] for party in LARGEST)
    now = {party: sum(count for (_, other), count in cells.items() if other == party) for party in before}
    assert sum(now[party] for party in LARGEST) == together
    for party, part in zip(LARGEST, parts, strict=True):
        assert abs(now[party] - together * part / steps) <= 2
    for (unit, party), count in cells.items():
        had = like.ballots["votes"][unit, party]
        expected = had * now[party] / before[party] if party in LARGEST else had
        assert abs(count - expected) <= 1


def test_the_election_s_own_shares_give_its_own_votes():
    like = CONGRESO.votes()
    own = [like.by_list()[party] for party in LARGEST]
    (votes,) = votes_at(like, LARGEST, np.array([own]), sum(own))
    assert votes.tolist() == list(like.ballots["votes"].values())


def test_who_wins_at_a_point_is_told_by_its_seats():
    found = of_mazhilis(("ak-zhol", "people-s-party", "auyl"))
    said = kinds_said(["Ak Zhol", "People's Party", "Auyl"])
    for kind, seats in zip(kinds_of(found).tolist(), found.many.seats.tolist(), strict=True):
        held = dict(zip(found.many.lists, seats, strict=True))
        assert held["nur-otan"] == max(seats)
        assert said[kind] == "another list has the most seats"
    found = of_mazhilis()
    columns = [found.many.lists.index(party) for party in found.lists]
    for kind, seats, status in zip(
        kinds_of(found).tolist(), found.many.seats.tolist(), found.many.status.tolist(), strict=True
    ):
        most = [place for place, column in enumerate(columns) if seats[column] == max(seats)]
        if status:
            assert kind == 8
        elif len(most) > 1:
            assert kind == 7
        else:
            assert kind == most[0] + (0 if 2 * max(seats) > sum(seats) else 3)


@pytest.mark.parametrize(
    ("lists", "steps", "said"),
    [
        (("nur-otan", "ak-zhol", "nobody"), 20, "the unknown list 'nobody'"),
        (("nur-otan", "ak-zhol"), 20, "2 lists; expected three lists with votes"),
        (("nur-otan", "ak-zhol", "ak-zhol"), 20, "2 lists; expected three lists with votes"),
        ((), 1, "expected a number from 2 to 300"),
        ((), 301, "expected a number from 2 to 300"),
    ],
)
def test_a_triangle_that_cant_be_drawn_is_one_message(lists, steps, said):
    with pytest.raises(BadInput, match=said):
        of_mazhilis(lists, steps)
