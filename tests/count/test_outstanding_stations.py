"""What outstanding stations could still change, beside every way in which they could report."""

from __future__ import annotations

import itertools
from fractions import Fraction

import polars as pl
import pytest

import hemicycle
from hemicycle.count.outstanding import outstanding
from hemicycle.count.tally import tally
from hemicycle.outcome.facts import NO_FACTS
from hemicycle.outcome.known_in_part import elect_in_part
from hemicycle.returns.profile import as_profile
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

LISTS = ("A", "B", "C")


def unfinished(votes, electors):
    """A count in which one station has reported, and others of so many voters are out."""
    rows = [
        {"station": "in", "registered": sum(votes) + 9, **{f"votes:{e}": v for e, v in zip(LISTS, votes, strict=True)}}
    ]
    rows += [
        {"station": f"out-{place}", "registered": voters, **dict.fromkeys([f"votes:{e}" for e in LISTS])}
        for place, voters in enumerate(electors)
    ]
    returns = read_returns(pl.DataFrame(rows))
    return outstanding(returns, tally(returns).whole)


def endings(votes, electors):
    """Every result that the outstanding voters can still make."""
    out = sum(electors)
    for more in itertools.product(range(out + 1), repeat=len(LISTS)):
        if sum(more) <= out:
            yield [have + extra for have, extra in zip(votes, more, strict=True)]


CASES = [((40, 25, 7), (6,)), ((30, 30, 5), (3, 4)), ((9, 1, 0), (8,)), ((50, 4, 3), (5, 5)), ((5, 5, 5), ())]


@pytest.mark.parametrize(("votes", "electors"), CASES)
def test_shares_end_between_the_least_and_the_most_of_every_ending(votes, electors):
    found = unfinished(votes, electors)
    assert (found.stations, found.electors) == (len(electors), sum(electors))
    for place, each in enumerate(LISTS):
        shares = [Fraction(ending[place], sum(ending)) for ending in endings(votes, electors)]
        assert (found.ranges[each].low, found.ranges[each].high) == (min(shares), max(shares))


def allocations(votes, seats=98):
    """Every allocation under Art. 97-1 among three lists: quotas and largest remainders for those of 7 %, ties in
    every way; where one alone has them, the next list gets seven tenths of its quotas, two seats at least."""
    total = sum(votes)
    passed = [place for place, have in enumerate(votes) if 100 * have >= 7 * total]
    if len(passed) == 1:
        (leader,) = passed
        others = [place for place in range(len(votes)) if place != leader]
        most = max(votes[place] for place in others)
        for second in (place for place in others if votes[place] == most):
            won = max(2, 7 * most * seats // (10 * (most + votes[leader])))
            yield tuple(won if place == second else seats - won if place == leader else 0 for place in range(3))
        return
    together = sum(votes[place] for place in passed)
    first = {place: votes[place] * seats // together for place in passed}
    rest = {place: votes[place] * seats % together for place in passed}
    for more in itertools.combinations(passed, seats - sum(first.values())):
        if all(rest[one] >= rest[other] for one in more for other in passed if other not in more):
            yield tuple(first.get(place, 0) + (place in more) for place in range(len(votes)))


@pytest.mark.parametrize(("votes", "electors"), CASES)
def test_seats_are_those_of_every_ending_and_no_others(votes, electors):
    law = hemicycle.find_law("kz-mazhilis", "2021-01-10")
    possible = {seats for ending in endings(votes, electors) for seats in allocations(ending)}
    found = elect_in_part(law, unfinished(votes, electors).known(), NO_FACTS)
    assert found.complete
    assert {tuple(each.totals.get(list_, 0) for list_ in LISTS) for each in found.alternatives} == possible


def test_a_threshold_is_certain_possible_or_out_of_reach():
    ranges = unfinished((80, 15, 5), (10,)).ranges
    assert ranges["A"].reaches(Fraction("7/100")) == "certain"
    assert ranges["C"].reaches(Fraction("7/100")) == "possible"
    assert ranges["C"].reaches(Fraction("15/100")) == "impossible"


def test_an_outstanding_station_without_voters_on_its_list_is_named():
    profile = as_profile(
        {
            "profile": "x",
            "title": "x",
            "levels": {"station": "station"},
            "fields": {"registered": "registered"},
            "lists": {"columns": "votes:.+"},
            "unknown": [""],
        }
    )
    rows = [{"station": "in", "registered": 9, "votes:A": 5}, {"station": "out", "registered": None, "votes:A": None}]
    returns = read_returns(pl.DataFrame(rows), profile)
    with pytest.raises(BadInput, match="1 outstanding stations without voters on the list, such as out"):
        outstanding(returns, tally(returns).whole)
