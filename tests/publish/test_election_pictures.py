from __future__ import annotations

import datetime as dt
import struct
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction

import pytest
from drawn import LONG_NAMES, SVG, drawn, outside, overlapping
from test_canvas import contrast

from hemicycle.elections.archive import ARCHIVE, read_election
from hemicycle.elections.compare import compare_elections
from hemicycle.elections.looks import looks_under, read_looks
from hemicycle.elections.people import chamber_of
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Alternative, Outcome
from hemicycle.publish.pictures.bars import Base, Shares, picture_of_shares
from hemicycle.publish.pictures.blocks import blocks_of_chamber, blocks_of_outcome, inks_of
from hemicycle.publish.pictures.canvas import as_svg, page_style
from hemicycle.publish.pictures.fonts import PACKED, unpack_fonts
from hemicycle.publish.pictures.hemicycle import thumbnail
from hemicycle.publish.pictures.kinds import bars_of, flows_of, hemicycle_of
from hemicycle.publish.pictures.palette import FACES, PAPER, hue, ink_named, of_list
from hemicycle.publish.pictures.png import as_png
from hemicycle.publish.pictures.sheet import About
from hemicycle.publish.text.outcome import Shown
from hemicycle.source.mistake import BadInput

ABOUT = About("Election to the Council of 1 May", LONG_NAMES, ("Votes: final",))


def shown(name: str, stage: str = "final") -> tuple[Shown, Facts]:
    election = read_election(name)
    found = Shown(election.elect(stage), election.law, election.votes(stage), election.title)
    return found, election.record.as_facts()


def blocks(name: str, stage: str = "final"):
    found, facts = shown(name, stage)
    return blocks_of_outcome(found.outcome, found.law, looks_under(found.law.law), facts)


@pytest.fixture(scope="module")
def mazhilis():
    return shown("kz-mazhilis-2021")


@pytest.mark.parametrize("country", sorted(path.parent.name for path in ARCHIVE.glob("*/looks.yaml")))
def test_colours_of_parties_stand_out_from_light_and_dark_paper(country):
    looks = read_looks(ARCHIVE / country)
    for party, ink in inks_of(looks.parties, looks).items():
        assert contrast(ink_named(ink).light, PAPER.light) >= 3, party
        assert contrast(ink_named(ink).dark, PAPER.dark) >= 3, party


def test_a_colour_that_stands_out_already_is_kept_as_it_is():
    assert ink_named(hue("#c31906")).light == "#c31906"
    assert ink_named(hue("#fdd200")).dark == "#fdd200"
    assert ink_named(hue("#0a0a0a", "#aaaaaa")).dark == "#aaaaaa"


def test_the_nine_of_the_assembly_stand_apart_at_the_right_end(mazhilis):
    arranged = blocks("kz-mazhilis-2021")
    assert [(block.name, block.seats, block.apart) for block in arranged.blocks] == [
        ("Nur Otan", 76, False),
        ("Ak Zhol", 12, False),
        ("People's Party of Kazakhstan", 10, False),
        ("Assembly of the People of Kazakhstan", 9, True),
    ]
    assert "no published order" in arranged.notes[0]
    said = drawn(hemicycle_of(*mazhilis)).description
    assert "Nur Otan 76 of 107 seats" in said
    assert "54 of 107 seats are more than half: Nur Otan has them alone." in said


def test_independents_are_grey_and_stand_among_the_others():
    found = {block.name: block for block in blocks("kz-mazhilis-2004").blocks}
    assert found["Independents"].ink == "axis"
    assert not found["Independents"].apart


def test_parties_stand_in_the_order_that_a_source_gives():
    arranged = blocks("de-bundestag-2025")
    assert [block.name for block in arranged.blocks] == ["Die Linke", "GRÜNE", "SPD", "CDU", "CSU", "AfD", "SSW"]
    assert "ParlGov" in arranged.notes[0]
    assert "not in it, at its right end by seats: SSW" in arranged.notes[0]


def open_between(*found: dict[str, int]) -> Outcome:
    alternatives = tuple(Alternative(totals, {}, "decided") for totals in found)
    return Outcome("kz-mazhilis@2020-05-25", "decided", (), (), certain=False, alternatives=alternatives)


def test_seats_that_are_not_certain_are_rings(mazhilis):
    outcome = open_between(
        {"nur-otan": 76, "ak-zhol": 22, "assembly-of-the-people": 9},
        {"nur-otan": 80, "ak-zhol": 11, "auyl": 7, "assembly-of-the-people": 9},
    )
    arranged = blocks_of_outcome(outcome, mazhilis[0].law, looks_under("kz-mazhilis"), mazhilis[1])
    assert [(block.seats, block.vacant, block.apart) for block in arranged.blocks] == [
        (76, 0, False),
        (11, 0, False),
        (0, 11, False),
        (9, 0, True),
    ]
    assert arranged.blocks[2].empty == "not certain from what is known"


def test_members_of_a_day_are_named_and_empty_seats_are_rings(mazhilis):
    found, facts = mazhilis
    election = read_election("kz-mazhilis-2021")
    chamber = chamber_of(election, dt.date(2022, 6, 1))
    arranged = blocks_of_chamber(chamber, found.law, looks_under("kz-mazhilis"), found.outcome, facts)
    assert sum(block.places for block in arranged.blocks) == len(chamber.places)
    assert sum(block.vacant for block in arranged.blocks) == chamber.vacant
    named = [name for block in arranged.blocks for name in block.members if name]
    assert set(named) == {place.holder.name for place in chamber.places if place.holder and place.holder.name}


def test_bars_tell_shares_of_the_votes_and_of_the_seats_of_lists(mazhilis):
    found = drawn(bars_of(*mazhilis))
    # 5,148,074 of 7,241,562 votes, 76 of 98 seats: the commission's figures, and by hand
    assert "Nur Otan 71.09 % of votes, 76 seats (77.55 %, +6.46 points)" in found.description
    assert "The threshold is 7 % of 7,241,562 valid votes." in found.description
    assert "Seats of the lists alone; without Assembly of the People of Kazakhstan 9." in found.words
    wide = [float(bar.get("width")) for bar in found.root.iter(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]
    assert wide[0] / wide[1] == pytest.approx(5148074 / 7241562 / (76 / 98), abs=0.001)


def test_bars_of_seats_that_are_not_certain_are_refused(mazhilis):
    with pytest.raises(BadInput, match="aren't certain"):
        bars_of(replace(mazhilis[0], outcome=open_between({"nur-otan": 98}, {"nur-otan": 97, "auyl": 1})))


def test_flows_join_a_party_with_the_one_that_carries_it_on():
    found = drawn(flows_of(compare_elections("kz-mazhilis-2004", "kz-mazhilis-2007")))
    assert "Nur Otan: 42 of Otan and 11 of AIST bloc" in found.description
    assert "98 now (+41)" in found.description
    assert "Assembly of the People of Kazakhstan: no seats before, 9 now" in found.description
    assert "Independents: 18 before, none now" in found.description
    assert len(list(found.root.iter(f"{SVG}path"))) == 3  # ribbons of Otan, AIST and Asar
    assert "nothing of how voters moved" in found.description


def test_carried_seats_are_all_seats_of_the_term_before():
    for pair in (("kz-mazhilis-2004", "kz-mazhilis-2007"), ("pl-sejm-2015", "pl-sejm-2019")):
        comparison = compare_elections(*pair)
        assert sum(each.seats for each in comparison.carried) == comparison.seats_before
        for line in comparison.lines:
            assert line.seats_before == sum(e.seats for e in comparison.carried if e.heir == line.party)


def all_pictures():
    lists = [Shares(party, Fraction(place, 99), 7 * place, of_list(place)) for place, party in enumerate(LONG_NAMES)]
    yield picture_of_shares(ABOUT, lists, Base("123,456 valid votes", sum(e.seats for e in lists), Fraction(5, 100)))
    yield picture_of_shares(ABOUT, [Shares("word", None, 3, "list-0")], Base("votes", 3))
    for pair in (("kz-mazhilis-2004", "kz-mazhilis-2007"), ("kz-mazhilis-2021", "kz-mazhilis-2023")):
        yield flows_of(compare_elections(*pair))
    for name in ("kz-mazhilis-2021", "nl-tweedekamer-2023", "gb-commons-2024", "es-congreso-2016"):
        yield bars_of(*shown(name))
        yield hemicycle_of(*shown(name))


def test_words_neither_meet_nor_leave_the_picture():
    for picture in all_pictures():
        assert overlapping(picture) == [], picture.title
        assert outside(picture) == [], picture.title
        assert drawn(picture).root.get("role") == "img"


def test_pictures_of_one_page_share_a_style(mazhilis):
    pictures = [hemicycle_of(*mazhilis), thumbnail("Council", blocks("de-bundestag-2025").blocks)]
    plain = [as_svg(picture, styled=False) for picture in pictures]
    style = page_style(pictures)
    assert all("<style" not in text for text in plain)
    looks = {look for text in plain for each in ET.fromstring(text).iter() for look in each.get("class", "").split()}
    assert all(f".{look}{{" in style for look in looks if look.startswith(("fill-", "line-")))
    assert style.count("@media") == 1


def test_a_png_has_the_width_that_was_asked_for_and_the_colours_of_the_parties(mazhilis):
    found = as_png(hemicycle_of(*mazhilis), 321)
    assert found.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", found[16:20]) == (321,)
    other = as_png(thumbnail("Council", blocks("kz-mazhilis-2021").blocks), 64)
    assert struct.unpack(">I", other[16:20]) == (64,)


@pytest.mark.skipif(not any(PACKED.glob("*.woff2")), reason="the project's fonts are not installed")
def test_the_project_s_fonts_are_joined_from_the_parts_that_a_text_needs(tmp_path):
    from fontTools.ttLib import TTFont

    files = unpack_fonts("Nur Otan 76 Қазақстан", tmp_path)
    assert len(files) == 4
    for file in files:
        font = TTFont(file)
        assert set(map(ord, "Nur Otan 76 Қазақстан")) <= set(font.getBestCmap())
        assert font["name"].getDebugName(1) in FACES


def test_a_width_that_no_picture_has_is_refused(mazhilis):
    with pytest.raises(BadInput, match="from 16 to 10,000 pixels"):
        as_png(hemicycle_of(*mazhilis), 3)


def test_a_png_without_the_library_is_refused_in_one_line(mazhilis, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BadInput, match=r"pip install 'hemicycle\[png\]'"):
        as_png(hemicycle_of(*mazhilis))
