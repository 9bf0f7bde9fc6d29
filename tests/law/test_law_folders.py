from __future__ import annotations

from pathlib import Path

import pytest
from council_act import COUNCIL_ACT
from law_texts import changed, line_of, text_of, written

from hemicycle.law.catalogue import check_file
from hemicycle.source.mistake import BadInput, Mistake

DAYS = "{from: 2000-01-01}"


def version(start: str, until: str = "") -> str:
    days = f"{{from: {start}, until: {until}}}" if until else f"{{from: {start}}}"
    return changed(COUNCIL_ACT, (DAYS, days))


def mistakes_in(path: Path) -> tuple[Mistake, ...]:
    with pytest.raises(BadInput) as refused:
        check_file(path)
    return refused.value.mistakes


def test_versions_that_follow_each_other_are_fine(tmp_path: Path):
    first = written(tmp_path, version("2000-01-01", "2009-12-31"), "2000-01-01.yaml")
    second = written(tmp_path, version("2010-01-01"), "2010-01-01.yaml")
    assert [law.id for law in check_file(tmp_path)] == ["xx-council@2000-01-01", "xx-council@2010-01-01"]
    assert [law.id for law in check_file(first)] == ["xx-council@2000-01-01"]
    assert [law.id for law in check_file(second)] == ["xx-council@2010-01-01"]


@pytest.mark.parametrize("until", ["2010-01-01", "2015-06-30", ""], ids=["one day", "years", "for ever"])
@pytest.mark.parametrize("checked", [".", "2000-01-01.yaml", "2010-01-01.yaml"])
def test_two_versions_in_force_on_one_day(until: str, checked: str, tmp_path: Path):
    written(tmp_path, version("2000-01-01", until), "2000-01-01.yaml")
    written(tmp_path, version("2010-01-01"), "2010-01-01.yaml")
    (mistake,) = mistakes_in(tmp_path / checked)
    assert mistake.found == (
        "two versions of xx-council in force on 2010-01-01: xx-council@2000-01-01, xx-council@2010-01-01"
    )
    assert "xx-council@2000-01-01 ends before 2010-01-01" in mistake.expected
    assert mistake.line == line_of("in_force", COUNCIL_ACT)
    assert mistake.file == str(tmp_path / ("2010-01-01.yaml" if checked == "." else checked))


def test_versions_of_different_laws_may_hold_on_one_day(tmp_path: Path):
    written(tmp_path, COUNCIL_ACT, "a.yaml")
    written(tmp_path, changed(COUNCIL_ACT, ("xx-council", "xx-senate")), "b.yaml")
    assert {law.law for law in check_file(tmp_path)} == {"xx-council", "xx-senate"}


def test_a_sound_version_is_not_blamed_for_its_neighbours(tmp_path: Path):
    written(tmp_path, version("2000-01-01", "2009-12-31"), "2000-01-01.yaml")
    written(tmp_path, version("2001-01-01", "2009-12-31"), "2001-01-01.yaml")
    sound = written(tmp_path, version("2010-01-01"), "2010-01-01.yaml")
    assert [law.id for law in check_file(sound)] == ["xx-council@2010-01-01"]


def test_a_broken_neighbour_is_not_this_file_s_mistake(tmp_path: Path):
    written(tmp_path, "law: [", "broken.yaml")
    sound = written(tmp_path, COUNCIL_ACT)
    assert [law.id for law in check_file(sound)] == ["xx-council@2000-01-01"]


def test_a_folder_tells_the_mistakes_of_all_its_documents(tmp_path: Path):
    written(tmp_path, changed(COUNCIL_ACT, ("method: hare", "method: hair")), "a.yaml")
    written(tmp_path, changed(COUNCIL_ACT, ("cites: [s. 1]", "cites: []")), "b.yaml")
    written(tmp_path, COUNCIL_ACT, "c.yaml")
    mistakes = mistakes_in(tmp_path)
    assert [Path(mistake.file).name for mistake in mistakes] == ["a.yaml", "b.yaml"]


def test_folders_below_are_checked_too(tmp_path: Path):
    inner = tmp_path / "kz" / "mazhilis"
    inner.mkdir(parents=True)
    written(inner, text_of("2020-05-25"), "2020-05-25.yaml")
    written(inner, text_of("2021-05-24"), "2021-05-24.yaml")
    assert [law.id for law in check_file(tmp_path)] == ["kz-mazhilis@2020-05-25", "kz-mazhilis@2021-05-24"]


def test_a_folder_without_documents(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("nothing")
    (mistake,) = mistakes_in(tmp_path)
    assert (mistake.file, mistake.found) == (str(tmp_path), "a folder without law documents")
    assert ".yaml" in mistake.expected


def test_an_act_that_waits_leaves_its_predecessor_in_use(tmp_path: Path):
    written(tmp_path, version("2000-01-01", "2012-05-05"), "2000-01-01.yaml")
    waiting = changed(version("2010-01-01"), ("in_force:", "used_from: 2012-05-06\nin_force:"))
    path = written(tmp_path, waiting, "2010-01-01.yaml")
    assert [law.id for law in check_file(path)] == ["xx-council@2010-01-01"]
    assert len(check_file(tmp_path)) == 2
