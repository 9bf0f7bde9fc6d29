from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.count.votes import Votes
from hemicycle.elections.archive import read_election
from hemicycle.law.catalogue import find_law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS
from hemicycle.scenarios.changed_law import Setting, change_law
from hemicycle.scenarios.sweep import methods_tried, seats_tried, threshold_stretches
from hemicycle.source.mistake import BadInput

ALL = Fraction(15, 100)


def stretches(name: str, tier: str, threshold: str = "", high: Fraction = ALL):
    election = read_election(name)
    facts = election.record.as_facts()
    setting = Setting(tier, "threshold", "", threshold)
    return election, threshold_stretches(election.law, election.votes(), facts, setting, Fraction(0), high)


def at(election, tier: str, share: Fraction, threshold: str = "") -> tuple[str, dict[str, int]]:
    setting = Setting(tier, "threshold", f"{share.numerator}/{share.denominator}", threshold)
    outcome = elect(change_law(election.law, [setting]), election.votes(), election.record.as_facts())
    return outcome.status, outcome.totals if outcome.status == "decided" else {}


def test_the_break_points_of_2021_are_the_shares_of_the_lists():
    _, found = stretches("kz-mazhilis-2021", "lists")
    votes = {"adal": 258_618, "auyl": 383_023, "people-s-party": 659_019, "ak-zhol": 792_828}
    ends = [(each.passes, each.high) for each in found[:-1]]
    assert ends == [((party,), Fraction(count, 7_241_562)) for party, count in votes.items()]
    seats = [tuple(n for party, n in each.totals.items() if party != "assembly-of-the-people") for each in found]
    assert seats == [(70, 11, 9, 5, 3), (72, 11, 9, 6), (76, 12, 10), (85, 13), (89, 9)]


@pytest.mark.parametrize(
    ("name", "tier", "threshold"),
    [
        ("kz-mazhilis-2021", "lists", ""),
        ("kz-mazhilis-2023", "lists", ""),
        ("il-knesset-2019", "all", ""),
        ("de-bundestag-2017", "list", ""),
        ("tr-tbmm-2018", "all", ""),
        ("se-riksdag-2018", "fixed", "fixed_lists.1"),
    ],
)
def test_seats_on_both_sides_of_every_break_point_are_those_told(name, tier, threshold):
    election, found = stretches(name, tier, threshold)
    tiny = Fraction(1, 10**15)
    for before, after in pairwise(found):
        assert before.high == after.low
        assert before.with_high != after.with_low
        own, other = (before, after) if before.with_high else (after, before)
        step = tiny if before.with_high else -tiny
        assert at(election, tier, before.high, threshold) == (own.status, own.totals)
        assert at(election, tier, before.high + step, threshold) == (other.status, other.totals)
        assert (before.totals, before.status) != (after.totals, after.status)


LAW = find_law("kz-mazhilis@2021-01-10")


@given(st.lists(st.integers(1, 400), min_size=2, max_size=7), st.data())
def test_any_threshold_gives_the_seats_of_its_stretch(counts, data):
    votes = Votes({"votes": {("*", f"P{place}"): count for place, count in enumerate(counts)}})
    setting = Setting("lists", "threshold", "")
    found = threshold_stretches(LAW, votes, NO_FACTS, setting, Fraction(0), Fraction(1, 2))
    assert found[0].low == 0
    assert found[-1].high == Fraction(1, 2)
    share = data.draw(
        st.fractions(0, Fraction(1, 2), max_denominator=2000) | st.sampled_from([each.high for each in found])
    )
    (within,) = [
        each
        for each in found
        if (each.low < share or (each.with_low and each.low == share))
        and (share < each.high or (each.with_high and share == each.high))
    ]
    value = f"{share.numerator}/{share.denominator}"
    outcome = elect(change_law(LAW, [Setting("lists", "threshold", value)]), votes, NO_FACTS)
    assert outcome.status == within.status
    if outcome.status == "decided":
        assert outcome.totals == within.totals


def test_every_method_and_every_number_of_seats_is_tried():
    election = read_election("kz-mazhilis-2021")
    facts = election.record.as_facts()
    tried = {each.value: each.outcome.totals for each in methods_tried(election.law, election.votes(), facts, "lists")}
    assert tried["hare"] == election.elect().totals
    assert tried["dhondt"]["nur-otan"] == 77
    sizes = list(seats_tried(election.law, election.votes(), facts, "lists", 90, 110))
    assert [sum(each.outcome.totals.values()) for each in sizes] == list(range(99, 120))


def test_a_base_that_cant_be_told_apart_is_refused():
    with pytest.raises(BadInput, match="the unknown tier 'upper'"):
        stretches("kz-mazhilis-2021", "upper")
