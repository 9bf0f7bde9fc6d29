"""The arithmetic of protocols as evidence: denominators, both directions, the line that leads to the station."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest
from polling_stations import FIVE, needs_stations, published, published_rows, returns_text

from hemicycle.count.ruleset import find_rules
from hemicycle.returns.read import read_returns
from hemicycle.scrutiny.protocols import evidence_of

SHORT = "East,301,400,300,10,290,150,143"  # 3 votes more than are declared valid
LONG = "East,302,400,300,10,290,150,120"  # 20 fewer


@pytest.fixture
def protocols(written):
    return str(written("returns.csv", returns_text(*FIVE, SHORT, LONG)))


def rule(found, number):
    return next(each for each in found["evidence"] if each["rule"] == number)


def test_a_rule_tells_of_how_many_stations_it_was_asked_and_both_directions(hemicycle, protocols):
    found = hemicycle("scrutiny", "protocols", protocols, "--json")
    assert found.status == 0
    votes = rule(found.json, "F.301")
    assert (votes["stations"], votes["marked"]) == (7, 2)
    assert votes["sides"] == [
        {"larger": "total(votes)", "stations": 1, "sum": 3},
        {"larger": "valid", "stations": 1, "sum": 20},
    ]


def test_the_largest_gap_comes_first_and_leads_to_the_line_of_the_file(hemicycle, protocols):
    marks = rule(hemicycle("scrutiny", "protocols", protocols, "--json").json, "F.301")["marks"]
    assert [(mark["station"], mark["difference"]) for mark in marks] == [("302", -20), ("301", 3)]
    with open(protocols, encoding="utf-8") as file:
        lines = file.read().splitlines()
    assert [lines[mark["line"] - 1] for mark in marks] == [LONG, SHORT]


def test_the_table_holds_every_station_that_any_rule_marks(hemicycle, protocols):
    table = hemicycle("scrutiny", "protocols", protocols, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["station"], row["line"], row["difference"]) for row in rows if row["rule"] == "F.301"] == [
        ("302", "8", "-20"),
        ("301", "7", "3"),
    ]
    told = hemicycle("scrutiny", "protocols", protocols, "--json").json
    assert len(rows) == sum(each["marked"] for each in told["evidence"])


def test_the_page_says_what_can_t_be_told_apart(hemicycle, protocols):
    page = " ".join(hemicycle("scrutiny", "protocols", protocols).out.split())
    assert "A slip of the pen, a correction and a recount look the same from here." in page
    assert "2 of 7 stations where it could be asked (28.57 %)" in page
    assert "valid is the larger in 1, by 20 in all" in page


def test_a_table_without_lines_has_marks_without_lines():
    frame = pl.read_csv(io.StringIO(returns_text(*FIVE, SHORT)))
    found = evidence_of(read_returns(frame), find_rules("general"))
    (mark,) = next(each for each in found if each.checked.check.number == "F.301").marks
    assert (mark.station, mark.line, mark.gap) == (("East", "301"), None, 3)


@needs_stations
def test_georgia_2016_has_the_published_numbers_of_precincts_in_both_directions(hemicycle):
    found = hemicycle("scrutiny", "protocols", published("georgia_2016_party_list"), "--profile", "georgia", "--json")
    votes = rule(found.json, "F.301")
    assert (votes["stations"], votes["marked"]) == (3_668, 1_033)
    assert {side["larger"]: side["stations"] for side in votes["sides"]} == {"valid": 908, "total(votes)": 125}
    gaps = []
    for row in published_rows("georgia_2016_party_list"):
        lists = [name for name in row if name.split(" - ")[0].isdigit() and " - " in name]
        gaps.append(sum(int(float(row[name] or 0)) for name in lists) - int(float(row["valid votes"] or 0)))
    assert {side["larger"]: side["sum"] for side in votes["sides"]} == {
        "valid": -sum(gap for gap in gaps if gap < 0),
        "total(votes)": sum(gap for gap in gaps if gap > 0),
    }
    assert abs(votes["marks"][0]["difference"]) == max(map(abs, gaps))


def test_copies_are_told_with_the_largest_difference_first(hemicycle, written, protocols):
    others = [line.replace("400,190", "395,195") for line in FIVE[1:]]
    changed = [SHORT.replace("143", "140"), LONG.replace("150,120", "90,120")]
    copies = str(written("copies.csv", returns_text(*others, *changed)))
    found = hemicycle("scrutiny", "copies", protocols, copies, "--json").json
    assert [(cell["station"][-1], cell["of"], cell["first"], cell["second"]) for cell in found["cells"]] == [
        ("302", "A", 150, 90),
        ("301", "B", 143, 140),
    ]
    assert (found["only_in_first"], found["stations_differing"], found["absolute_difference"]) == (1, 2, 63)
    same = hemicycle("returns", "compare", protocols, copies, "--json").json
    assert {key: same[key] for key in same if key != "cells"} == {key: found[key] for key in found if key != "cells"}
    page = hemicycle("scrutiny", "copies", protocols, copies).out
    assert "look the same from here" in " ".join(page.split())
