from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.elections.archive import read_election
from hemicycle.elections.quota_seen import Bounds, _least_covered, see_quota
from hemicycle.elections.terms import compare_terms
from hemicycle.law.catalogue import find_law
from hemicycle.source.mistake import BadInput


def test_2021_asked_30_per_cent_of_the_lists_and_nothing_of_the_seats():
    seen = see_quota(read_election("kz-mazhilis-2021"))
    assert (seen.law, seen.later) == ("kz-mazhilis@2020-05-25", "kz-mazhilis@2022-02-07")
    lists = {each.party: (each.names, each.group, each.needed, each.kept, each.needed_of_seats) for each in seen.lists}
    assert lists == {
        "nur-otan": (126, 40, 38, True, 23),
        "ak-zhol": (38, 14, 12, True, 4),
        "people-s-party": (113, 41, 34, True, 3),
    }


def test_29_of_107_were_women_and_at_least_20_of_them_sat_for_lists():
    seen = see_quota(read_election("kz-mazhilis-2021"))
    assert (seen.women, seen.seats, seen.women_by_lists) == (29, 107, Bounds(20, 29))


def test_the_later_law_would_have_moved_between_0_and_23_seats():
    """At worst 12 of 20 women sit for a list that needs 4 and 8 for one that needs 3, so that 7 of 30 are met."""
    assert see_quota(read_election("kz-mazhilis-2021")).to_others == Bounds(0, 23)


def test_another_law_may_be_named():
    seen = see_quota(read_election("kz-mazhilis-2021"), find_law("kz-mazhilis@2023-03-19"))
    assert seen.later == "kz-mazhilis@2023-01-01"


def test_a_chamber_without_any_quota_says_so():
    with pytest.raises(BadInput, match="no version of nl-tweedekamer with a quota on seats"):
        see_quota(read_election("nl-tweedekamer-2023"))


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4),
    st.integers(0, 10),
)
def test_the_worst_spread_is_the_worst_of_all_spreads(lists, people):
    caps, needs = [max(each) for each in lists], [min(each) for each in lists]
    placed = min(people, sum(caps))
    spreads = (each for each in product(*(range(cap + 1) for cap in caps)) if sum(each) == placed)
    worst = min(sum(min(*pair) for pair in zip(each, needs, strict=True)) for each in spreads)
    assert _least_covered(people, caps, needs) == worst


def test_terms_of_2016_and_2021_side_by_side():
    terms = compare_terms("kz-mazhilis-2016", "kz-mazhilis-2021")
    sizes = {group.party: (group.before, group.after) for group in terms.groups}
    assert sizes == {
        "nur-otan": (84, 76),
        "ak-zhol": (7, 12),
        "people-s-party": (7, 10),
        "assembly-of-the-people": (9, 9),
    }
    assert (terms.stayed.number, terms.new.number) == (32, 75)
    assert [count.number for count in terms.women] == [29, 29]
    (assembly,) = [group for group in terms.groups if group.party == "assembly-of-the-people"]
    assert assembly.stayed == ("Sauytbek Abdrakhmanov",)
    assert len(assembly.new) == len(assembly.gone) == 8
    assert terms.all_named == (False, False)


def test_terms_in_the_wrong_order_or_of_two_chambers_are_refused():
    with pytest.raises(BadInput, match="expected the earlier election first"):
        compare_terms("kz-mazhilis-2021", "kz-mazhilis-2016")
    with pytest.raises(BadInput, match="expected two elections of one chamber"):
        compare_terms("kz-mazhilis-2021", "nl-tweedekamer-2023")
