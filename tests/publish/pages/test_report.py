"""The report as one file: whole, closed, asking for nothing, in three languages, for elections of every kind."""

import json
import re
import shutil
from fractions import Fraction

import pytest
from read_page import ReadPage
from reports_made import CASE, account, report

from hemicycle.elections.archive import read_election
from hemicycle.elections.folder import own_election
from hemicycle.publish.account import account_of
from hemicycle.publish.language.language import language
from hemicycle.publish.pages.report import report_html

KINDS = (
    (CASE, "final", "en"),
    (CASE, "final", "ru"),
    (CASE, "final", "kk"),
    (CASE, "preliminary", "en"),
    (CASE, "preliminary", "ru"),
    (CASE, "preliminary", "kk"),
    ("es-ep-1994", None, "en"),
    ("se-riksdag-2018", None, "kk"),
    ("nl-tweedekamer-2023", None, "ru"),
    ("gb-commons-2024", None, "en"),
    ("au-senate-nt-2022", None, "en"),
    ("us-house-apportionment-2010", None, "en"),
)


@pytest.mark.parametrize(("name", "stage", "lang"), KINDS)
def test_a_report_of_any_kind_of_election_is_a_closed_page_that_asks_for_nothing(name, stage, lang):
    page = ReadPage(report(name, stage, lang))
    assert page.faults == []
    assert page.count("h1") == 1
    assert page.count("main") == 1
    assert len(page.ids) == len(set(page.ids))
    assert page.asked_for == []
    assert "@import" not in report(name, stage, lang)
    assert re.findall(r"url\((?!data:|#)", report(name, stage, lang)) == []
    assert ("html", lang) == (page.elements[0][0], page.elements[0][1]["lang"])
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inside) <= set(page.ids)
    assert all(link.startswith("https://") for link in page.links if not link.startswith("#"))


def test_a_report_on_a_folder_of_one_s_own(tmp_path):
    own = tmp_path / "mine"
    shutil.copytree(read_election(CASE).folder, own)
    page = ReadPage(report_html(account_of(own_election(own)), language("en")))
    assert page.faults == []
    assert "76" in page.text


def test_names_with_markup_in_them_are_text(tmp_path):
    name = "<script>alert(1)</script>"
    (tmp_path / "votes.csv").write_text(f'party,votes\n"{name}",900\n"B & ""C""",100\n')
    day = read_election(CASE).date
    made = report_html(account_of(own_election(tmp_path, "kz-mazhilis", day)), language("en"))
    page = ReadPage(made)
    assert page.faults == []
    assert name not in made
    assert name in page.text
    assert 'B & "C"' in page.text


def test_the_slider_has_every_stretch_exactly():
    data = json.loads(re.search(r'class="stretches">(.*?)</script>', report())[1])
    swept = account().swept
    assert [
        (
            Fraction(each["from"]),
            Fraction(each["to"]),
            each["with_from"],
            each["with_to"],
            each["totals"],
            each["status"],
        )
        for each in data["stretches"]
    ] == [(s.low, s.high, s.with_low, s.with_high, dict(s.totals), s.status) for s in swept.stretches]
    assert Fraction(data["law"]) == Fraction(7, 100)


def test_break_points_are_the_shares_of_lists():
    shares = {Fraction(votes, 7241562) for votes in (258618, 383023, 659019, 792828)}
    assert {each.high for each in account().swept.stretches[:-1]} == shares


def test_without_scripts_a_table_gives_the_seats_of_every_stretch():
    swept = account().swept
    text = ReadPage(report()).text
    for each in swept.stretches:
        assert f"{float(each.high * 100):.4f}".rstrip("0") in text or each.high == Fraction(15, 100)
    assert "hidden" in dict(next(at for tag, at in ReadPage(report()).elements if at.get("class") == "line slider"))


def test_a_text_that_has_no_translation_is_marked_as_english():
    made = report("nl-tweedekamer-2023", None, "ru")
    assert '<span lang="en">' in made


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_findings_of_bodies_that_disagree_stand_side_by_side(lang):
    made = report(lang=lang)
    assert made.count('class="bodies"') > 3
