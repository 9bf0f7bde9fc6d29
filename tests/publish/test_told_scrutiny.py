"""Scrutiny, quota, bounds and comparison speak each language, with the same figures."""

from __future__ import annotations

import pytest
from test_told import in_english, in_translation

from hemicycle.elections.archive import read_election
from hemicycle.elections.compare import compare_elections
from hemicycle.elections.people import chamber_of
from hemicycle.elections.quota_seen import see_quota
from hemicycle.outcome.tongue import ENGLISH
from hemicycle.publish.language.language import language
from hemicycle.publish.told.bounds import half_told, thresholds_told
from hemicycle.publish.told.compare import lineage_told, volatility_told
from hemicycle.publish.told.members import notes_told, seats_told
from hemicycle.publish.told.quota import asked_told, chamber_told
from hemicycle.publish.told.voice import voice_of
from hemicycle.publish.told.words import stage_told
from hemicycle.scenarios.bounds import bounds_of
from hemicycle.scrutiny.overview import Overview

LANGUAGES = ("ru", "kk")
# Sections whose lines are made of figures, and not of texts of the archive.
FIGURES = ("contest", "seats", "women")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["kz-mazhilis-2004", "kz-mazhilis-2016", "kz-mazhilis-2021", "kz-mazhilis-2023"])
def test_every_line_of_an_overview_of_the_mazhilis_is_in_the_language(name: str, code: str) -> None:
    election = read_election(name)
    for section in Overview(election, voice_of(election, language(code))).sections:
        assert {line.code for line in section.lines} == {code}, section.name
        assert {line.whose_code for line in section.lines if line.whose} <= {code}


@pytest.mark.parametrize("code", LANGUAGES)
def test_lines_of_figures_have_the_figures_of_english(code: str) -> None:
    election = read_election("kz-mazhilis-2021")
    here, there = Overview(election, voice_of(election, language(code))), Overview(election)
    for told, english in zip(here.sections, there.sections, strict=True):
        assert told.data == english.data
        if told.name in FIGURES:
            for line, other in zip(told.lines, english.lines, strict=True):
                if not other.says.startswith("Asked") and "Art." not in other.says:
                    assert in_translation(line.says) == in_english(other.says), line.says


def test_a_finding_stays_its_body_s_own() -> None:
    election = read_election("kz-mazhilis-2021")
    (findings,) = (
        each for each in Overview(election, voice_of(election, language("ru"))).sections if each.name == "findings"
    )
    assert all(line.whose for line in findings.lines)
    assert any(line.whose.startswith("БДИПЧ") for line in findings.lines)


@pytest.mark.parametrize("code", LANGUAGES)
def test_quota_bounds_and_comparison_are_told_with_the_figures_of_english(code: str) -> None:
    election = read_election("kz-mazhilis-2021")
    voice = voice_of(election, language(code))
    seen, bounds = see_quota(election), bounds_of(election)
    names = election.record.as_facts().names
    compared = compare_elections("kz-mazhilis-2016", "kz-mazhilis-2021")
    for told, english in (
        (chamber_told(seen, voice), chamber_told(seen, ENGLISH)),
        ([half_told(bounds, names, voice)], [half_told(bounds, names, ENGLISH)]),
        (thresholds_told(bounds, names, voice), thresholds_told(bounds, names, ENGLISH)),
        (lineage_told(compared, voice), lineage_told(compared, ENGLISH)),
        (volatility_told(compared, voice), volatility_told(compared, ENGLISH)),
    ):
        for here, there in zip(told, english, strict=True):
            assert here.code == code
            assert in_translation(here.text) == in_english(there.text), here.text
    assert {said.code for said in asked_told(seen, voice)} == {code}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_chamber_is_told(code: str) -> None:
    election = read_election("kz-mazhilis-2021")
    voice, chamber = voice_of(election, language(code)), chamber_of(election)
    told = [
        *seats_told(chamber, voice),
        *notes_told(chamber, voice),
    ]
    assert {said.code for said in told} == {code}


def test_stages_are_told() -> None:
    election = read_election("kz-mazhilis-2021")
    voice = voice_of(election, language("ru"))
    stages = ["final", "preliminary", "exit-poll-public-opinion", "first-report"]
    assert [stage_told(each, voice) for each in stages] == [
        "окончательные итоги",
        "предварительные итоги",
        "экзитпол",
        "первое сообщение",
    ]
