"""Seats that are certain while stations are out, beside every way in which the rest could come in."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.count.outstanding import Outstanding, Range
from hemicycle.count.tally import Totals
from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.catalogue import read_law
from hemicycle.outcome.elect import elect
from hemicycle.scenarios.certain_seats import certain_seats

ACT = """\
law: xx-council
title: Council Act
country: Examplia
chamber: Council
act: Act No 1
in_force: {{from: 2000-01-01}}
seats: 5
tiers:
- tier: lists
  label: lists
  seats: 5
  steps:
  - admit: {{votes: {threshold}, of: valid}}
    as: passed
    cites: [s. 1]
  - allot: {{who: passed, seats: 5, method: {method}, ties: [lot]}}
    cites: [s. 2]
read_in: [the act]
"""


def law(tmp_path_factory, method, threshold="0%"):
    path = tmp_path_factory.mktemp("act") / "act.yaml"
    path.write_text(ACT.format(method=method, threshold=threshold))
    return read_law(path)


def unfinished(votes, electors):
    most = sum(votes.values()) + electors
    ranges = {
        each: Range(count, None, Fraction(count, most), Fraction(count + electors, most))
        for each, count in votes.items()
    }
    return Outstanding(Totals((), 1, 1, {}, votes, {}), 1, electors, ranges)


def least_of_all(act, votes, electors):
    """Try every way in which voters who are still out can vote or stay away; a tie is lost by everyone in it."""
    found = dict.fromkeys(votes, 5)
    for more in product(range(electors + 1), repeat=len(votes)):
        if sum(more) <= electors:
            counted = {(WHOLE, each): count + extra for (each, count), extra in zip(votes.items(), more, strict=True)}
            outcome = elect(act, Votes({"votes": counted}))
            found = {each: min(found[each], outcome.totals.get(each, 0)) for each in votes}
    return found


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 30), min_size=2, max_size=3), st.integers(0, 5), st.sampled_from(["dhondt", "sainte-lague"])
)
def test_without_a_threshold_the_seats_told_are_exactly_the_fewest_that_can_come(
    tmp_path_factory, counts, electors, method
):
    act = law(tmp_path_factory, method)
    votes = {f"list {place}": count for place, count in enumerate(counts)}
    assert certain_seats(act, unfinished(votes, electors)) == least_of_all(act, votes, electors)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=3, max_size=3), st.integers(0, 4))
def test_with_a_threshold_no_more_seats_are_told_than_can_be_lost(tmp_path_factory, counts, electors):
    act = law(tmp_path_factory, "sainte-lague", "20%")
    votes = {f"list {place}": count for place, count in enumerate(counts)}
    told, least = certain_seats(act, unfinished(votes, electors)), least_of_all(act, votes, electors)
    assert all(told[each] <= least[each] for each in votes)


def test_once_all_is_counted_every_seat_is_certain(tmp_path_factory):
    # Sainte-Laguë: 500 300 200; 166.7 100 66.7; 100: seats 500, 300, 200, 166.7, then 100 and 100 tie for none
    act = law(tmp_path_factory, "sainte-lague")
    assert certain_seats(act, unfinished({"A": 510, "B": 300, "C": 190}, 0)) == {"A": 3, "B": 1, "C": 1}


def test_a_law_of_another_kind_is_not_told(tmp_path_factory):
    assert certain_seats(law(tmp_path_factory, "hare"), unfinished({"A": 5, "B": 4}, 1)) is None
