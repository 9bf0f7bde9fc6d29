from __future__ import annotations

from pathlib import Path

import pytest
from council_act import COUNCIL_ACT
from law_texts import changed, written

import hemicycle
from hemicycle.law.catalogue import find_law
from hemicycle.source.mistake import BadInput


@pytest.mark.parametrize("name", ["act.yaml", "act.yml"])
def test_a_document_is_taken_by_its_path_whatever_its_dates(name: str, tmp_path: Path):
    path = written(
        tmp_path, changed(COUNCIL_ACT, ("{from: 2000-01-01}", "{from: 2000-01-01, until: 2001-01-01}")), name
    )
    assert find_law(str(path)).id == "xx-council@2000-01-01"
    assert hemicycle.elect({"a": 2, "b": 1}, law=str(path), date="2021-01-10").seats == {"a": 2, "b": 1}


def test_a_document_that_was_changed_is_read_again(tmp_path: Path):
    path = written(tmp_path, COUNCIL_ACT)
    assert find_law(str(path)).seats == 3
    path.write_text(COUNCIL_ACT.replace("seats: 3", "seats: 6"), encoding="utf-8")
    assert find_law(str(path)).seats == 6


@pytest.mark.parametrize("date", ["2021-02-30", "10 January 2021", ""])
def test_a_date_that_is_none(date: str):
    with pytest.raises(BadInput, match="expected a date"):
        hemicycle.find_law("kz-mazhilis", date)
