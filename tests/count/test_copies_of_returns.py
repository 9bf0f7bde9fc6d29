"""Two accounts of the same stations joined cell by cell, beside a comparison of two dicts."""

from __future__ import annotations

import hypothesis.strategies as st
import polars as pl
import pytest
from hypothesis import given, settings
from polling_stations import FIVE, returns_text

from hemicycle.count.chain import compare_with_totals
from hemicycle.count.copies import compare
from hemicycle.returns.profile import as_profile
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

cells = st.one_of(st.none(), st.integers(0, 5))
account = st.dictionaries(st.sampled_from("abcdefg"), st.tuples(cells, cells, cells), min_size=1)
COLUMNS = ("registered", "A", "B")
PROFILE = as_profile(
    {
        "profile": "x",
        "title": "x",
        "levels": {"region": "region", "station": "station"},
        "key": ["station"],
        "fields": {"registered": "registered", "invalid": "invalid"},
        "lists": {"columns": ["votes:A", "votes:B"]},
        "unknown": [""],
    }
)


def read(stations):
    rows = [
        {"region": "NS"[station in "abc"], "station": station, "invalid": 1}
        | dict(zip(("registered", "votes:A", "votes:B"), numbers, strict=True))
        for station, numbers in stations.items()
    ]
    kinds = {"region": pl.String, "station": pl.String, "invalid": pl.Int64}
    kinds |= dict.fromkeys(["registered", "votes:A", "votes:B"], pl.Int64)
    return read_returns(pl.DataFrame(rows, schema=kinds), PROFILE)


@settings(max_examples=120, deadline=None)
@given(account, account)
def test_cells_compared_differing_missing_as_two_dicts_have_them(first, second):
    found = compare(read(first), read(second), by="region")
    both = sorted(first.keys() & second.keys())
    differing = {
        (station, COLUMNS[place]): (first[station][place], second[station][place])
        for station in both
        for place in range(3)
        if None not in (one := (first[station][place], second[station][place])) and one[0] != one[1]
    }
    assert (found.stations, found.only_first, found.only_second) == (
        len(both),
        len(first.keys() - second.keys()),
        len(second.keys() - first.keys()),
    )
    assert {(cell.station[1], cell.name): (cell.first, cell.second) for cell in found.cells} == differing
    assert found.differing == len({station for station, _ in differing})
    assert {station for _, station in found.missing} == first.keys() - second.keys()
    assert {station for _, station in found.strangers} == second.keys() - first.keys()
    by_name = {column.name: column for column in found.columns}
    for place, name in enumerate(COLUMNS):
        pairs = [(first[each][place], second[each][place]) for each in both]
        known = [(one, other) for one, other in pairs if one is not None and other is not None]
        column = by_name[name]
        assert column.compared == len(known)
        assert column.differing == sum(one != other for one, other in known)
        assert column.net == sum(other - one for one, other in known)
        assert column.absolute == sum(abs(other - one) for one, other in known)
        assert column.one_sided == sum((one is None) != (other is None) for one, other in pairs)
    assert sum(gap for _, _, gap in found.by_unit.values()) == sum(column.absolute for column in found.columns)


def test_an_account_differs_from_itself_in_no_cell():
    one = read({"a": (5, 4, 3), "b": (5, None, 3)})
    assert compare(one, one).differing == 0


def test_accounts_by_other_levels_are_refused(tmp_path):
    other = read_returns(pl.DataFrame({"place": ["a"], "registered": [5], "votes:A": [5]}))
    with pytest.raises(BadInput, match="stations told apart by place; expected station"):
        compare(read({"a": (5, 4, 3)}), other)


@pytest.fixture
def five(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_text(returns_text(*FIVE))
    return read_returns(str(path))


def test_totals_of_a_higher_commission_that_are_the_sums_of_its_stations_differ_nowhere(five, tmp_path):
    totals = tmp_path / "totals.csv"
    totals.write_text("region,registered,invalid,votes:A,votes:B\nNorth,2700,15,750,735\nSouth,1250,20,350,380\n")
    found = compare_with_totals(five, str(totals))
    assert (found.stations, found.differing, found.only_first, found.only_second) == (2, 0, 0, 0)


def test_a_total_that_is_no_sum_is_told_with_both_numbers(five, tmp_path):
    totals = tmp_path / "totals.csv"
    totals.write_text("region,registered,votes:A,votes:B\nNorth,2700,753,735\nWest,1250,350,380\n")
    found = compare_with_totals(five, str(totals))
    told = [(cell.station, cell.name, cell.first, cell.second) for cell in found.cells if cell.name != "valid"]
    assert told == [(("North",), "A", 750, 753)]
    assert (found.missing, found.strangers) == ((("South",),), (("West",),))


def test_totals_by_a_level_that_returns_do_not_have_are_refused(five, tmp_path):
    totals = tmp_path / "totals.csv"
    totals.write_text("canton,registered,votes:A,votes:B\nNorth,2700,753,735\n")
    with pytest.raises(BadInput, match=r"totals\.csv, line 1: found totals by canton"):
        compare_with_totals(five, str(totals))
