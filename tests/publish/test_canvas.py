from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction
from itertools import pairwise

import pytest
from drawn import SVG, drawn
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.publish.pictures.canvas import Picture, Words, as_svg, box, line, pattern
from hemicycle.publish.pictures.measure import shorten, width_of, wrap
from hemicycle.publish.pictures.palette import INKS, PAPER, PARTIES
from hemicycle.publish.pictures.scale import Scale

HOSTILE = "<script>alert(\"1\")</script> & 'x' \x00 ]]> --> \ud800"


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["ink", "quiet", "accent"])
def test_words_stand_out_from_light_and_dark_paper(name):
    assert contrast(INKS[name].light, PAPER.light) >= 4.5
    assert contrast(INKS[name].dark, PAPER.dark) >= 4.5


@pytest.mark.parametrize("ink", PARTIES)
def test_lines_of_lists_stand_out_from_light_and_dark_paper(ink):
    assert contrast(ink.light, PAPER.light) >= 3
    assert contrast(ink.dark, PAPER.dark) >= 3


def test_a_picture_has_what_a_screen_reader_asks_for():
    found = drawn(Picture(100, 50, "Seats", "Two lists.", (Words("A", 1, 20),)))
    ids = [found.root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")]
    assert found.root.get("role") == "img"
    assert found.root.get("aria-labelledby").split() == ids
    assert (found.title, found.description) == ("Seats", "Two lists.")
    assert found.root.get("viewBox") == "0 0 100 50"


def test_whatever_a_name_holds_is_only_text():
    elements = (Words(HOSTILE, 1, 20), box(0, 0, 1, 1, "ink", HOSTILE))
    found = drawn(Picture(100, 50, HOSTILE, HOSTILE, elements))
    assert "<script" not in found.text
    assert {each.tag.removeprefix(SVG) for each in found.root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "rect", "text",
    }  # fmt: skip
    said = HOSTILE.replace("\x00", "").replace("\ud800", "")
    assert found.words == [said]
    assert found.title == found.description == said


def test_without_a_style_shapes_and_words_have_the_colours_of_light_paper():
    words = Words("A", 1, 20, ink="quiet", halo=True)
    text = as_svg(Picture(9, 9, "a", "b", (words, box(0, 0, 1, 1, "list-0"), line(0, 0, 1, 1, "accent"))), styled=False)
    found = ET.fromstring(text)
    edge, said = found.iter(f"{SVG}text")
    assert (edge.get("aria-hidden"), edge.get("fill"), edge.get("stroke")) == ("true", "none", PAPER.light)
    assert (said.get("aria-hidden"), said.get("fill")) == (None, INKS["quiet"].light)
    assert [each.get("fill") for each in found.iter(f"{SVG}rect")] == [PAPER.light, PARTIES[0].light]
    assert [each.get("stroke") for each in found.iter(f"{SVG}line")] == [INKS["accent"].light]


def test_nothing_comes_from_outside():
    text = as_svg(Picture(9, 9, "a", "b", (box(0, 0, 1, 1, pattern("list-0", 3)),)))
    assert text.count("http") == 1  # the name of the language
    assert "@import" not in text
    assert "url(#p" in text


def test_two_pictures_in_one_page_have_no_id_in_common():
    pictures = [Picture(9, 9, "a", text, (box(0, 0, 1, 1, pattern("list-0")),)) for text in ("b", "c")]
    one, other = ({each.get("id") for each in drawn(picture).root.iter()} - {None} for picture in pictures)
    assert len(one) == 3
    assert not one & other
    assert as_svg(pictures[0]) == as_svg(pictures[0])


shares = st.fractions(0, 1, max_denominator=10**7)


@given(shares, shares, shares)
def test_a_value_stands_where_its_exact_share_of_the_scale_is(one, other, part):
    low, high = min(one, other), max(one, other)
    value = low + (high - low) * part
    place = Scale(low, high, 16, 464).at(value)
    assert place == pytest.approx(16 + 448 * float(part) if low < high else 16)


@given(shares, shares.filter(bool), st.integers(1, 12))
def test_ticks_are_whole_steps_of_one_two_or_five_inside_the_scale(low, length, about):
    ticks = Scale(low, low + length, 0, 100).ticks(about)
    assert len(ticks) <= about + 1
    assert all(low <= tick <= low + length for tick in ticks)
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) <= 1
    for step in steps:
        digits = str(Fraction(step).limit_denominator(10**12) * 10**12)
        assert digits.rstrip("0") in ("1", "2", "5")


@given(st.text(max_size=120), st.floats(40, 400), st.integers(1, 5))
def test_lines_are_never_wider_than_their_room(text, room, most):
    lines = wrap(text, room, 14, most=most)
    assert len(lines) <= most
    assert all(width_of(line, 14) <= room for line in lines)


@given(st.lists(st.text(alphabet="abc-/", max_size=6), max_size=12))
def test_nothing_is_lost_where_every_word_has_room(words):
    assert "".join("".join(wrap(" ".join(words), 60, 14)).split()) == "".join(words)


def test_a_name_that_is_cut_says_so():
    assert shorten("Union for the Renewal", 80, 14).endswith("…")
    assert wrap("kept at kz-mazhilis@2020-05-25", 190, 14) == ["kept at", "kz-mazhilis@2020-05-25"]
    assert wrap("at most 5 %", 60, 14) == ["at most", "5 %"]
