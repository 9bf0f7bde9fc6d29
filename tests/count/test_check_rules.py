"""Each rule at its boundary: what breaks it, what doesn't, where it isn't asked."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.count.check import check_returns
from hemicycle.count.neighbours import outside_fences
from hemicycle.count.ruleset import find_rules, ruleset_ids
from hemicycle.returns.profile import as_profile
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

# A protocol in which everything agrees.
SOUND = {
    "registered": 1000,
    "received": 1005,
    "issued": 600,
    "cancelled": 405,
    "applications": 40,
    "box_mobile": 40,
    "box_station": 560,
    "found": 600,
    "invalid": 20,
    "valid": 580,
    "votes:A": 300,
    "votes:B": 200,
    "votes:C": 80,
}


def returns(*protocols, **profile):
    rows = [{"region": "North", "station": f"s{place}", **row} for place, row in enumerate(protocols)]
    return read_returns(pl.DataFrame(rows))


def broken(rules, *protocols):
    """The numbers of the rules that each protocol breaks."""
    read = returns(*protocols)
    found = [set() for _ in protocols]
    for result in check_returns(read, find_rules(rules), shown=None):
        for finding in result.findings:
            found[int(finding.station[-1][1:])].add(result.check.number)
        assert result.marked == len(result.findings)
    return found


@pytest.mark.parametrize("rules", ruleset_ids())
def test_a_sound_protocol_breaks_no_rule(rules):
    assert broken(rules, SOUND) == [set()]


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("F.101", {"registered": 599, "received": 1005}),
        ("F.201", {"cancelled": 406}),
        ("F.202", {"issued": 599, "found": 600, "cancelled": 405}),
        ("F.203", {"invalid": 21}),
        ("F.203", {"invalid": 19}),
        ("F.301", {"votes:C": 81}),
        ("F.301", {"votes:C": 79}),
    ],
)
@pytest.mark.parametrize("rules", ["general", "kz-mazhilis"])
def test_one_ballot_more_or_less_breaks_an_error_rule(rules, number, changes):
    assert number in broken(rules, SOUND | changes)[0]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"registered": 600, "issued": 600}, False),
        ({"registered": 600, "issued": 601}, True),
    ],
)
def test_all_voters_may_come_and_not_one_more(changes, wrong):
    assert ("F.101" in broken("general", SOUND | changes)[0]) is wrong


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("W.103", {"registered": 3001, "received": 3032, "cancelled": 2432}),
        ("W.204", {"received": 999, "cancelled": 399}),
        ("W.204", {"received": 1012, "cancelled": 412}),
        ("F.206", {"applications": 39}),
    ],
)
def test_the_law_of_the_mazhilis_at_the_first_number_that_breaks_it(number, changes):
    assert broken("kz-mazhilis", SOUND | changes) == [{number}]


@pytest.mark.parametrize(
    "changes",
    [
        {"registered": 3000, "received": 3030, "cancelled": 2430},  # Art. 23(2): 3,000 at most
        {"received": 1000, "cancelled": 400},  # Art. 37: as many ballots as voters
        {"received": 1011, "cancelled": 411},  # and one in a hundred more, with room for one by rounding
        {"applications": 40},  # Art. 43(3-1)
    ],
)
def test_the_law_of_the_mazhilis_at_the_last_number_that_keeps_it(changes):
    assert broken("kz-mazhilis", SOUND | changes) == [set()]


def test_votes_against_all_make_the_valid_votes_with_the_lists():
    protocol = SOUND | {"against_all": 50, "votes:A": 250}
    assert broken("kz-mazhilis", protocol) == [set()]
    assert broken("kz-mazhilis", protocol | {"against_all": 49})[0] == {"F.302"}


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("W.301", {"votes:A": 580, "votes:B": 0, "votes:C": 0}),
        ("W.202", {"invalid": 61, "valid": 539, "votes:A": 259}),
        ("W.102", {"registered": 600, "received": 1005}),
        ("W.203", {"issued": 613, "cancelled": 392}),
        ("W.201", {"cancelled": 394}),
    ],
)
def test_what_is_implausible_is_a_warning(number, changes):
    assert number in broken("general", SOUND | changes)[0]
    assert not any(each.startswith("F") for each in broken("general", SOUND | changes)[0])


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("W.301", {"votes:A": 579, "votes:B": 1, "votes:C": 0}),
        ("W.202", {"invalid": 60, "valid": 540, "votes:A": 260}),
        ("W.203", {"issued": 612, "cancelled": 393}),
        ("W.201", {"cancelled": 395}),
    ],
)
def test_what_is_just_plausible_is_none(number, changes):
    assert number not in broken("general", SOUND | changes)[0]


def test_turnout_over_the_day_never_falls():
    rows = [
        {
            "station": "s0",
            "registered": 900,
            "by_1200": 300,
            "by_1700": 500,
            "issued": 600,
            "valid": 600,
            "votes:A": 600,
        },
        {
            "station": "s1",
            "registered": 900,
            "by_1200": 300,
            "by_1700": 299,
            "issued": 600,
            "valid": 600,
            "votes:A": 600,
        },
        {
            "station": "s2",
            "registered": 900,
            "by_1200": 300,
            "by_1700": 601,
            "issued": 600,
            "valid": 600,
            "votes:A": 600,
        },
        {
            "station": "s3",
            "registered": 900,
            "by_1200": 300,
            "by_1700": 300,
            "issued": 300,
            "valid": 300,
            "votes:A": 300,
        },
    ]
    found = {each.check.number: each for each in check_returns(read_returns(pl.DataFrame(rows)), find_rules("general"))}
    assert [finding.station for finding in found["F.401"].findings] == [("s1",), ("s2",)]
    assert "12:00: 300" in found["F.401"].findings[0].says


def test_a_rule_is_not_asked_where_its_field_is_the_sum_of_what_it_compares():
    plain = {
        name: SOUND[name] for name in ("registered", "issued", "invalid", "valid", "votes:A", "votes:B", "votes:C")
    }
    found = {each.check.number: each for each in check_returns(returns(plain), find_rules("general"))}
    assert "found is valid + invalid here" in found["F.203"].not_asked
    assert "not given: cancelled, received" in found["F.201"].not_asked.replace(
        "received, cancelled", "cancelled, received"
    )
    assert found["F.301"].stations == 1


def test_a_return_that_lacks_a_field_is_not_asked():
    rows = [
        {"station": "a", **SOUND},
        {"station": "b", **SOUND, "found": None},
        {"station": "c", **SOUND, "invalid": 3},
    ]
    profile = as_profile(
        {
            "profile": "x",
            "title": "x",
            "levels": {"station": "station"},
            "fields": {name: name for name in SOUND if ":" not in name},
            "lists": {"columns": "votes:.+"},
            "unknown": [""],
        }
    )
    found = check_returns(read_returns(pl.DataFrame(rows), profile), find_rules("general"))
    by_number = {each.check.number: each for each in found}
    assert (by_number["F.203"].stations, by_number["F.203"].marked) == (2, 1)
    assert by_number["F.301"].stations == 3


@pytest.mark.parametrize(("turnout", "marked"), [(81, False), (82, True), (32, False), (31, True)])
def test_a_share_outside_the_fences_of_its_neighbours_is_marked(turnout, marked):
    """Of 51, 52 ... 61 and 82 the hinges are the third, 53, and the tenth, 60: fences at 53 - 21 and 60 + 21."""

    def station(turnout):
        issued = turnout * 10
        cast = {"issued": issued, "cancelled": 1005 - issued, "found": issued, "valid": issued, "invalid": 0}
        return SOUND | cast | {"box_mobile": 0, "box_station": issued, "votes:A": issued - 300, "votes:C": 100}

    others = [53, 53, 54, 55, 56, 57, 58, 60, 60, 60, 60] if turnout < 50 else range(51, 62)
    found = broken("general", *map(station, [*others, turnout]))
    assert ["W.501" in each for each in found] == [False] * 11 + [marked]


# Ten million million million: shares of parts of it differ by less than floats can hold.
NEARLY = 10**19


@given(st.lists(st.integers(0, 9).map(lambda more: NEARLY // 3 + more) | st.integers(0, 9), min_size=4, max_size=12))
def test_fences_are_exact_where_floats_cannot_tell_shares_apart(votes):
    shares = [Fraction(number, NEARLY) for number in votes]
    members = [
        (number / NEARLY, share, (f"{at:02}",)) for at, (number, share) in enumerate(zip(votes, shares, strict=True))
    ]
    ordered = sorted(shares)
    last = len(ordered) - 1
    first, third = ordered[last // 4], ordered[last - last // 4]
    low, high = first - 3 * (third - first), third + 3 * (third - first)
    found = [(apart.station, apart.share, apart.low, apart.high) for apart in outside_fences(members, 3)]
    assert found == [(station, share, low, high) for _, share, station in members if share < low or share > high]


def test_the_same_figures_in_two_stations_are_a_warning_of_the_later():
    marked = broken("general", SOUND, SOUND | {"registered": 1001}, SOUND | {"votes:A": 301, "votes:B": 199})
    assert ["W.504" in found for found in marked] == [False, True, False]


RULES = """
rules: mine
title: Mine
checks:
- number: F.101
  title: one
  holds: valid + invalid == found
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("F.101", "X.1", "the number 'X.1'"),
        ("valid + invalid == found", "valid + invalid", "expected a comparison of fields"),
        ("valid + invalid", "valid + spoilt", "the field 'spoilt'"),
        ("valid + invalid == found", "valid / found > 5%", "write a share as a product"),
        ("  holds: valid + invalid == found", "  cites: [Art. 1]", "expected one of holds, rising"),
        ("title: Mine", "title: Mine\nextends: nothing", "'nothing'"),
        ("title: Mine", "titel: Mine", "titel"),
    ],
)
def test_a_mistake_in_a_set_of_rules_is_told_with_its_line(tmp_path, old, new, said):
    path = tmp_path / "mine.yaml"
    path.write_text(RULES.replace(old, new))
    with pytest.raises(BadInput) as error:
        find_rules(str(path))
    assert said in str(error.value)
    assert "mine.yaml, line" in str(error.value)


def test_a_rule_of_the_same_number_takes_the_place_of_the_one_it_extends(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(RULES.replace("title: Mine", "title: Mine\nextends: general"))
    rules = find_rules(str(path))
    assert [check.title for check in rules.checks if check.number == "F.101"] == ["one"]
    assert len(rules.checks) == len(find_rules("general").checks)


def test_every_rule_names_an_article_or_what_it_follows_from():
    for name in ruleset_ids():
        for check in find_rules(name).checks:
            assert check.cites or check.follows, check.number
