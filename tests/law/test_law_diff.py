from __future__ import annotations

from pathlib import Path

import pytest
from council_act import COUNCIL_ACT
from law_texts import changed, written

from hemicycle.law.catalogue import find_law, read_law, versions
from hemicycle.law.diff import Change, differences


@pytest.fixture(scope="module")
def may_2021() -> list[Change]:
    return differences(find_law("kz-mazhilis@2021-01-10"), find_law("kz-mazhilis@2021-05-24"))


def section(change: Change) -> str:
    clause = change.before or change.after
    assert clause is not None
    return clause.section


def test_the_threshold_falls_from_seven_to_five_per_cent(may_2021: list[Change]):
    (change,) = [change for change in may_2021 if section(change).startswith("Party lists")]
    assert change.before is not None
    assert change.after is not None
    assert change.before.says.startswith("Threshold: all lists that have at least 7 %")
    assert change.after.says.startswith("Threshold: all lists that have at least 5 %")
    assert change.before.cites == change.after.cites == ("Art. 97-1(1)", "Art. 43(5)")


def test_marks_against_all_come_onto_the_ballot(may_2021: list[Change]):
    new = [change for change in may_2021 if section(change) == "The ballot"]
    assert [change.before for change in new] == [None, None, None]
    said = [change.after.says for change in new if change.after]
    for row, words in zip(("against-all", "против всех", "барлығына қарсы"), said, strict=True):
        assert words.startswith(f"The mark “{row}” is no list")


def test_the_deposit_falls_with_the_threshold(may_2021: list[Change]):
    (change,) = [change for change in may_2021 if section(change) == "Who sits"]
    assert change.before is not None
    assert change.after is not None
    assert "given back at 7 per cent" in change.before.says
    assert "given back at 5 per cent" in change.after.says


def test_nothing_else_changes_and_the_seats_stay(may_2021: list[Change]):
    assert {section(change) for change in may_2021} == {
        "Party lists: 98 seats",
        "The ballot",
        "Who sits",
        "Open questions",
    }
    said = " ".join(clause.says for change in may_2021 for clause in (change.before, change.after) if clause)
    assert "107" not in said
    assert "98 seats" not in said


def test_a_version_has_no_differences_from_itself():
    for law in versions("kz-mazhilis"):
        assert differences(law, law) == []


def test_two_versions_differ_the_other_way_round_as_well(may_2021: list[Change]):
    back = differences(find_law("kz-mazhilis@2021-05-24"), find_law("kz-mazhilis@2021-01-10"))
    assert {(change.after, change.before) for change in back} == {(change.before, change.after) for change in may_2021}


def test_the_seats_of_2023_are_told_as_a_change():
    changes = differences(find_law("kz-mazhilis@2022-12-31"), find_law("kz-mazhilis@2023-01-01"))
    (chamber,) = [change for change in changes if section(change) == "The chamber"]
    assert chamber.before is not None
    assert chamber.after is not None
    assert (chamber.before.says, chamber.after.says) == ("Mazhilis: 107 seats.", "Mazhilis: 98 seats.")


def test_other_articles_alone_are_a_change(tmp_path: Path):
    old = read_law(written(tmp_path, COUNCIL_ACT, "old.yaml"))
    new = read_law(written(tmp_path, changed(COUNCIL_ACT, ("cites: [s. 1]", "cites: [s. 1, s. 2]")), "new.yaml"))
    (change,) = differences(old, new)
    assert change.before is not None
    assert change.after is not None
    assert change.before.says == change.after.says
    assert (change.before.cites, change.after.cites) == (("s. 1",), ("s. 1", "s. 2"))
