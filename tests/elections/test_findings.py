"""The ledger of observers' findings: every row whose, when, of what and from where; bodies side by side."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

import hemicycle as library
from hemicycle.elections.archive import ARCHIVE
from hemicycle.elections.context import read_context
from hemicycle.elections.findings import AREAS, by_area, find_ledger, read_findings
from hemicycle.source.mistake import BadInput

LEDGERS = sorted(path.parent for path in ARCHIVE.glob("*/*/findings.csv"))
MAZHILIS = ARCHIVE / "kz" / "mazhilis"
HEADER = "election,body,when,area,commitment,found,sources\n"


@pytest.mark.parametrize("chamber", LEDGERS, ids=lambda path: path.name)
def test_every_finding_names_a_body_a_date_an_area_and_known_sources(chamber):
    with (chamber.parent / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = {row["key"] for row in csv.DictReader(file)}
    for each in read_findings(chamber):
        assert each.body
        assert each.when
        assert each.found.endswith(".")
        assert each.area in AREAS
        assert each.sources
        assert set(each.sources) <= known, each


def test_the_ledger_reaches_from_1994_to_2023_beyond_the_archived_elections():
    _, ledger = find_ledger("kz-mazhilis")
    years = [1994, 1995, 1999, 2004, 2007, 2012, 2016, 2021, 2023]
    assert list(ledger) == [f"kz-mazhilis-{year}" for year in years]
    assert all(ledger.values())
    assert set(library.election_ids()) >= {f"kz-mazhilis-{year}" for year in years if year >= 2004}


def test_each_archived_election_has_its_rows_of_the_ledger():
    _, ledger = find_ledger("kz-mazhilis")
    for name in ledger:
        if name in library.election_ids():
            assert library.election(name).findings == ledger[name]


def test_bodies_that_disagree_stand_side_by_side_in_one_area():
    areas = by_area(library.election("kz-mazhilis-2021").findings)
    found = {each.body: each.found for each in areas["political context"]}
    assert "Without genuine competition." in [each.found for each in areas["political context"]]
    assert found["observer mission of the Commonwealth of Independent States"] == "Competitive."
    assert {"ODIHR (limited mission)", "observer mission of the Shanghai Cooperation Organisation"} <= {
        each.body for each in areas["overall"]
    }


def test_areas_are_told_in_the_order_of_the_reports():
    for chamber in LEDGERS:
        for day in {each.election for each in read_findings(chamber)}:
            areas = list(by_area(tuple(each for each in read_findings(chamber) if each.election == day)))
            assert areas == sorted(areas, key=AREAS.index)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2021-01-10,ODIHR,2021-01,weather,,Rain.,A", "area.*expected"),
        ("2021-01-10,,2021-01,media,,Rain.,A", "body"),
        ("2021-01-10,ODIHR,2021-01,media,,Rain.,", "sources"),
        ("2021-01-10,ODIHR,in winter,media,,Rain.,A", "when"),
        ("2021,ODIHR,2021-01,media,,Rain.,A", "the day of the vote"),
    ],
)
def test_a_row_that_lacks_something_is_refused_with_its_line(written, row, message):
    path = written("findings.csv", f"{HEADER}{row}\n")
    with pytest.raises(BadInput, match=f"line 2.*{message}"):
        read_findings(path.parent)


def test_a_chamber_without_a_ledger_has_no_findings(tmp_path):
    assert read_findings(tmp_path) == ()
    assert library.election("de-bundestag-2025").findings == ()
    with pytest.raises(BadInput, match="kz-mazhilis"):
        find_ledger("kz-mazhilis-1993")


def test_context_tells_each_figure_with_its_vintage_and_keeps_two_for_one_year():
    figures = read_context(ARCHIVE / "kz", 2021)
    growth = {(each.value, each.vintage) for each in figures if (each.year, each.measure) == (2020, "GDP growth")}
    assert {value for value, _ in growth} == {"-2.5", "-2.6"}
    assert all(each.vintage and each.sources for each in figures)
    assert {each.year for each in figures} == {2020, 2021}
    assert read_context(ARCHIVE / "de", 2021) == ()


def test_every_figure_of_context_names_a_known_source():
    with (ARCHIVE / "kz" / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = {row["key"] for row in csv.DictReader(file)}
    with (ARCHIVE / "kz" / "context.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["sources"] and set(row["sources"].split()) <= known for row in rows)
    assert len({(row["year"], row["measure"], row["vintage"]) for row in rows}) == len(rows)


def test_who_would_not_and_who_could_not_stand_is_told_with_sources():
    away = {
        each.party: (year, each.how)
        for year in (2012, 2021)
        for each in library.election(f"kz-mazhilis-{year}").record.did_not_stand
    }
    assert away == {"rukhaniyat": (2012, "could not"), "osdp": (2021, "would not")}


def test_the_ledger_is_of_elections_on_their_days():
    days = {each.election for each in read_findings(MAZHILIS)}
    assert {dt.date(2021, 1, 10), dt.date(1995, 12, 9)} <= days


def test_one_area_says_where_the_ledger_has_nothing_of_it(hemicycle):
    page = hemicycle("findings", "kz-mazhilis", "--area", "overall").out
    after = page.partition("kz-mazhilis-1995")[2].partition("kz-mazhilis-1999")[0]
    assert " ".join(after.split()) == "The ledger has no finding of this area."
    found = hemicycle("findings", "kz-mazhilis", "--area", "overall", "--json").json["findings"]
    assert found["kz-mazhilis-1995"] == []
    assert {each["area"] for rows in found.values() for each in rows} == {"overall"}


def test_an_unknown_area_is_refused(hemicycle):
    found = hemicycle("findings", "kz-mazhilis", "--area", "weather")
    assert (found.status, found.out) == (2, "")
    assert "--area" in found.err
