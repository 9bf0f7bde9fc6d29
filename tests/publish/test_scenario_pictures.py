from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from drawn import LONG_NAMES, SVG, drawn, outside, overlapping

from hemicycle.elections.archive import read_election
from hemicycle.publish.pictures.canvas import Box, Shape, Words
from hemicycle.publish.pictures.draws import picture_of_draws
from hemicycle.publish.pictures.methods import picture_of_methods
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About
from hemicycle.publish.pictures.sweeps import picture_of_seats_tried, picture_of_thresholds
from hemicycle.publish.pictures.triangle import picture_of_ternary
from hemicycle.scenarios.changed_law import Setting, change_law, chosen_thresholds
from hemicycle.scenarios.simulation import Tally
from hemicycle.scenarios.sweep import Stretch, Tried, methods_tried, seats_tried, threshold_stretches
from hemicycle.scenarios.ternary import ternary_of

MAZHILIS = read_election("kz-mazhilis-2021")
THRESHOLD = chosen_thresholds(MAZHILIS.law, Setting("lists", "threshold", ""))[0]
ABOUT = About("Election to the Council of 1 May", LONG_NAMES, ("Assumed: the same votes",))
MANY = tuple(LONG_NAMES)
REAL = ("kz-mazhilis-2021", "il-knesset-2019", "es-congreso-2016")


def about(election) -> About:
    return About(election.title, election.record.as_facts().names, ("Votes: final",))


@cache
def swept(name: str):
    election = read_election(name)
    setting = Setting(election.law.tiers[0].tier, "threshold", "")
    law, votes, facts = election.law, election.votes(), election.record.as_facts()
    found = threshold_stretches(law, votes, facts, setting, Fraction(0), Fraction(15, 100))
    return election, found, picture_of_thresholds(about(election), found, chosen_thresholds(law, setting)[0])


def stretch(low: int, high: int, totals: dict[str, int], status: str = "decided") -> Stretch:
    ends = (Fraction(low, 100), Fraction(high, 100))
    return Stretch(*ends, with_low=low == 0, with_high=True, totals=totals, status=status)


def tried(value: str, totals: dict[str, int], status: str = "decided") -> Tried:
    return Tried(value, SimpleNamespace(totals=totals, status=status))  # type: ignore[arg-type]


def tally(seats: dict[str, dict[int, int]], draws: int) -> Tally:
    return Tally(tuple(seats), draws, seats={party: Counter(counted) for party, counted in seats.items()})


CROWD = {party: 5 + 3 * place for place, party in enumerate(MANY)}
MOVED = {party: seats + (-1) ** place for place, (party, seats) in enumerate(CROWD.items())}
SPREAD = {party: {seats: 10, seats + 1: 5, seats + 4: 1} for party, seats in CROWD.items()}


def methods(name: str):
    election = read_election(name)
    law, votes, facts = election.law, election.votes(), election.record.as_facts()
    found = list(methods_tried(law, votes, facts, law.tiers[0].tier))
    return picture_of_methods(about(election), found, election.elect().totals)


def triangle(name: str, lists: Sequence[str] = (), steps: int = 12):
    election = read_election(name)
    law, votes, facts = election.law, election.votes(), election.record.as_facts()
    return picture_of_ternary(about(election), ternary_of(law, votes, facts, lists, steps=steps))


def houses():
    law, votes, facts = MAZHILIS.law, MAZHILIS.votes(), MAZHILIS.record.as_facts()
    return picture_of_seats_tried(about(MAZHILIS), list(seats_tried(law, votes, facts, "lists", 88, 108)), 98)


DRAWS = {
    "draws, many lists": lambda: picture_of_draws(ABOUT, tally(SPREAD, 16), 300),
    "draws, a list of all or nothing": lambda: picture_of_draws(ABOUT, tally({"word": {0: 1, 99: 9}}, 10), 99),
    "no draws": lambda: picture_of_draws(ABOUT, tally({}, 0), 107),
    "draws, always the same": lambda: picture_of_draws(ABOUT, tally({"A": {5: 3}}, 3), None),
}
# Pictures of few and of many lists, of none, of real elections, with gaps and without; each made when it is looked at.
PICTURES = {
    "thresholds with a gap": lambda: picture_of_thresholds(
        ABOUT, [stretch(0, 4, CROWD), stretch(4, 9, {}, "lots needed"), stretch(9, 15, MOVED)], THRESHOLD
    ),
    "thresholds, one list": lambda: picture_of_thresholds(ABOUT, [stretch(0, 15, {"marks": 98})], THRESHOLD),
    "thresholds, nothing": lambda: picture_of_thresholds(ABOUT, [stretch(0, 15, {}, "undetermined")], THRESHOLD),
    "thresholds, one only": lambda: picture_of_thresholds(ABOUT, [stretch(5, 5, CROWD)], THRESHOLD),
    "methods, many lists": lambda: picture_of_methods(
        ABOUT, [tried("hare", MOVED), tried("dhondt", {}, "lots needed")], CROWD
    ),
    "methods, one list": lambda: picture_of_methods(ABOUT, [tried("hare", {"word": 98})], {"word": 98}),
    "houses, few": lambda: picture_of_seats_tried(
        ABOUT, [tried("1", {}, "lots needed"), tried("2", {"word": 2}), tried("3", {"word": 3})], 2
    ),
    "houses, a large one": lambda: picture_of_seats_tried(ABOUT, [tried("10000", {"word": 10_000})], None),
    **DRAWS,
    **{f"thresholds of {name}": lambda name=name: swept(name)[-1] for name in REAL},
    **{f"methods of {name}": lambda name=name: methods(name) for name in REAL},
    **{f"triangle of {name}": lambda name=name: triangle(name) for name in REAL},
    "houses of kz-mazhilis-2021": houses,
    "triangle of three lists": lambda: triangle("kz-mazhilis-2021", ["adal", "auyl", "ak-zhol"], 40),
}


@pytest.fixture(scope="module", params=PICTURES)
def picture(request):
    return PICTURES[request.param]()


def test_no_words_stand_in_each_other_s_place_or_leave_the_picture(picture):
    assert overlapping(picture) == []
    assert outside(picture) == []


def test_every_picture_is_whole_and_says_what_it_shows(picture):
    found = drawn(picture)
    assert found.root.get("role") == "img"
    assert found.title
    assert len(found.description) > len(ABOUT.election)
    assert "nan" not in found.text
    assert "<script" not in found.text


def test_the_steps_stand_exactly_at_the_shares_of_the_lists():
    _, _, picture = swept("kz-mazhilis-2021")
    outlines = [each.get("d") for each in drawn(picture).all("path", "line-list-0")]
    places = [float(place) for place in re.findall(r"H([\d.]+)", outlines[0])]
    votes = (258_618, 383_023, 659_019, 792_828)
    breaks = [LEFT + (RIGHT - LEFT) * count / 7_241_562 / 0.15 for count in votes]
    assert places == pytest.approx([*breaks, RIGHT], abs=0.001)
    heights = [float(place) for place in re.findall(r"V([\d.]+)", outlines[0])]
    seats = (70, 72, 76, 85, 89)
    per_seat = (heights[0] - heights[-1]) / (89 - 70)
    assert [heights[-1] + (89 - each) * per_seat for each in seats] == pytest.approx(heights, abs=0.002)


def test_all_lists_have_the_same_scale_of_seats():
    _, _, picture = swept("kz-mazhilis-2021")
    found = drawn(picture)
    areas = [each.get("d") for ink in ("fill-list-0", "fill-list-1") for each in found.all("path", ink)]
    first = [re.match(r"M[\d.]+,([\d.]+) V([\d.]+)", area) for area in areas]
    tall = [float(each[1]) - float(each[2]) for each in first if each]
    assert tall[0] / tall[1] == pytest.approx(70 / 11, abs=0.01)


def test_the_law_s_own_threshold_is_marked_where_it_is():
    _, _, picture = swept("kz-mazhilis-2021")
    found = drawn(picture)
    (mark,) = found.all("line", "line-accent")
    assert float(mark.get("x1")) == float(mark.get("x2")) == pytest.approx(LEFT + (RIGHT - LEFT) * 7 / 15, abs=0.001)
    assert "the law: 7 %" in found.words


@pytest.mark.parametrize("name", REAL)
def test_the_description_has_the_seats_of_every_stretch(name):
    election, stretches, picture = swept(name)
    names = election.record.as_facts().names
    said = picture.description
    for each in stretches:
        for party, seats in each.totals.items():
            if f"{names.get(party, party)}: " not in said:  # the same throughout
                assert f"{names.get(party, party)} {seats}" in said
                continue
            told = re.search(re.escape(names.get(party, party)) + r": (.*?)(;|\. )", said)[1]
            runs = [re.fullmatch(r"(\d+) up to ([\d.]+) %", run) for run in told.split(", ")]
            middle = (each.low + each.high) / 2
            here = next(int(run[1]) for run in runs if Fraction(run[2]) / 100 >= middle)
            assert here == seats, (party, each)


def test_where_the_law_decides_nothing_the_lines_have_a_gap_and_it_is_said():
    found = [stretch(0, 5, {"A": 9}), stretch(5, 10, {}, "lots needed"), stretch(10, 15, {"A": 8})]
    picture = drawn(picture_of_thresholds(ABOUT, found, THRESHOLD))
    parts = [each.get("d") for each in picture.all("path", "line-list-0")]
    places = [[float(place) for place in re.findall(r"[MH]([\d.]+)", part)] for part in parts]
    assert places == [pytest.approx([16, 16 + 448 / 3], abs=0.001), pytest.approx([16 + 448 * 2 / 3, 464], abs=0.001)]
    assert "nothing decided: from 5.0000 % to 10.0000 % (lots needed)" in picture.description
    assert any("nothing decided" in words for words in picture.words)


def test_methods_that_give_more_or_fewer_seats_are_marked_and_told():
    picture = drawn(picture_of_methods(ABOUT, [tried("hare", {"A": 7, "B": 3})], {"A": 6, "B": 4}))
    titles = [each.findtext(f"{SVG}title") for each in picture.root.iter(f"{SVG}rect") if len(each)]
    assert titles == ["A, hare: +1", "B, hare: −1"]
    assert "as it was: A 6, B 4; hare: A 7, B 3" in picture.description


def test_bars_are_as_high_as_their_share_of_the_draws():
    counted = {10: 100, 11: 400, 12: 250, 15: 50}
    picture = drawn(picture_of_draws(ABOUT, tally({"A": counted}, 800), 25))
    bars = picture.all("rect", "fill-list-0")
    heights = [float(bar.get("height")) for bar in bars]
    assert heights == pytest.approx([40 * times / 400 for times in counted.values()])
    middles = [float(bar.get("x")) + float(bar.get("width")) / 2 for bar in bars]
    assert np.diff(middles) / (middles[1] - middles[0]) == pytest.approx([1, 1, 3], abs=0.01)


@pytest.mark.parametrize("name", DRAWS)
def test_no_words_stand_on_bars(name):
    picture = DRAWS[name]()
    places = [
        Box(each.attributes["x"], each.attributes["y"], *(each.attributes[name] for name in ("width", "height")))
        for each in picture.elements
        if isinstance(each, Shape) and each.attributes.get("class", "").startswith("fill-list")
    ]
    bars = [Box(each.left, each.top, each.left + each.right, each.top + each.bottom) for each in places]
    words = [each for each in picture.elements if isinstance(each, Words)]
    assert [each.text for each in words for bar in bars if each.box.meets(bar)] == []


def test_the_description_of_draws_has_their_median_and_middle():
    rng = np.random.default_rng(5)
    drawn_seats = {party: rng.binomial(98, share, 999) for party, share in (("A", 0.6), ("B", 0.2), ("C", 0.1))}
    seats = {party: dict(Counter(values.tolist())) for party, values in drawn_seats.items()}
    said = picture_of_draws(ABOUT, tally(seats, 999), 98).description
    for party, values in drawn_seats.items():
        low, middle, high = np.quantile(values, [0.05, 0.5, 0.95], method="inverted_cdf")
        assert f"{party}: median {middle}, 90 % of draws from {low} to {high}" in said
    assert "A majority is 50 seats" in said


def test_no_draws_is_a_picture_that_says_so():
    picture = drawn(picture_of_draws(ABOUT, tally({}, 0), 107))
    assert "No draws yet." in picture.words


def test_one_list_that_has_all_seats_is_drawn_too():
    flat = drawn(picture_of_thresholds(ABOUT, [stretch(0, 15, {"A": 98})], THRESHOLD))
    assert flat.all("path", "line-list-0")
    assert "98" in flat.words
    always = drawn(picture_of_draws(ABOUT, tally({"A": {98: 5}}, 5), 98))
    assert len(always.all("rect", "fill-list-0")) == 1
    assert {"A", "100 %"} <= set(always.words)


def test_numbers_of_seats_stand_below_as_whole_numbers():
    few = [tried(f"{seats}", {"A": seats}) for seats in (1, 2)]
    words = drawn(picture_of_seats_tried(ABOUT, few, 2)).words
    assert {"1", "2"} <= set(words)
    assert not [each for each in words if "." in each and each.replace(".", "").isdigit()]


def test_lists_that_hardly_ever_have_seats_are_named_with_how_often():
    seats = {"A": {50: 990, 49: 10}, "B": {0: 990, 1: 10}}
    picture = drawn(picture_of_draws(ABOUT, tally(seats, 1000), 50))
    assert "Seats in few of the draws: B (1 %)." in picture.words
    assert "B: " not in picture.description


def test_borders_between_allocations_stand_only_where_they_can_be_told_apart():
    votes, facts = MAZHILIS.votes(), MAZHILIS.record.as_facts()
    few = change_law(MAZHILIS.law, [Setting("lists", "seats", "2")])
    for law, borders in ((MAZHILIS.law, False), (few, True)):
        picture = picture_of_ternary(ABOUT, ternary_of(law, votes, facts, steps=30))
        assert (", with borders between them" in picture.description) is borders
        lines = [each for each in drawn(picture).all("path", "line-ink") if each.get("stroke-width") == "0.75"]
        assert len(lines) == borders
        assert all("h" in each.get("d") and "v" in each.get("d") for each in lines)


def test_the_dot_of_a_triangle_stands_at_the_shares_of_the_election():
    law, votes, facts = MAZHILIS.law, MAZHILIS.votes(), MAZHILIS.record.as_facts()
    found = drawn(picture_of_ternary(ABOUT, ternary_of(law, votes, facts, steps=4)))
    outline = next(each for each in found.all("path", "line-ink") if each.get("d").endswith("Z"))
    corners = np.array([float(each) for each in re.findall(r"[\d.]+", outline.get("d"))]).reshape(3, 2)
    shares = np.array([5_148_074, 792_828, 659_019]) / 6_599_921
    (dot,) = found.root.iter(f"{SVG}circle")
    assert [float(dot.get("cx")), float(dot.get("cy"))] == pytest.approx((shares @ corners).tolist(), abs=0.002)
    sides = [np.hypot(*(corners[place] - corners[place - 1])) for place in range(3)]
    assert sides == pytest.approx([sides[0]] * 3, abs=0.01)
