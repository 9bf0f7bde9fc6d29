"""Published returns read by the profiles that come with the project, beside a plain reading of the same files."""

from __future__ import annotations

from fractions import Fraction

import pytest
from polling_stations import needs_stations, published_returns, published_rows, total

from hemicycle.count.check import check_returns
from hemicycle.count.ruleset import find_rules
from hemicycle.count.tally import percent, tally

pytestmark = needs_stations

RUSSIA = {2007: ("63.78", "64.30", "p10"), 2011: ("60.21", "49.31", "p06"), 2016: ("47.88", "54.20", "p04")}
RUSSIA[2018] = ("67.54", "76.69", "p04")


@pytest.fixture(scope="module", params=sorted(RUSSIA))
def year(request):
    return request.param


@pytest.fixture(scope="module")
def russia(year):
    return published_returns(f"russia_{year}")


def test_turnout_and_leader_of_russia_are_those_published(russia, year):
    turnout, leader, leading = RUSSIA[year]
    whole = tally(russia).whole
    assert percent(whole.turnout) == float(turnout)
    votes, of = whole.votes[leading], whole.fields["found"]
    assert max(whole.votes.values()) == votes
    assert abs(Fraction(100 * votes, of) - Fraction(leader)) <= Fraction("0.005")


def test_every_total_of_russia_is_the_sum_of_its_column(russia, year):
    name = f"russia_{year}"
    whole = tally(russia).whole
    given = [field for field in russia.fields if field in published_rows(name)[0]]
    assert {field: whole.fields[field] for field in given} == {field: total(name, field) for field in given}
    assert whole.votes == {each: total(name, each) for each in whole.votes}
    assert whole.fields["issued"] == total(name, "issued_early", "issued_station", "issued_outside")
    assert russia.rows_read == whole.stations == len(published_rows(name))
    assert (russia.refused, russia.rows_waiting, russia.rows_superseded) == (0, 0, 0)


def test_sums_up_the_chain_are_exact(russia, year):
    whole = tally(russia).whole
    for level in russia.levels[:-1]:
        added = tally(russia, level)
        assert added.whole == whole
        for list_ in whole.votes:
            assert sum(unit.votes[list_] for unit in added.units) == whole.votes[list_]
    regions = {row["region"] for row in published_rows(f"russia_{year}")}
    by_region = tally(russia, "region").units
    assert {unit.unit[0] for unit in by_region} == regions
    one = next(unit for unit in by_region if unit.unit == ("Республика Адыгея (Адыгея)",))
    adygea = [row for row in published_rows(f"russia_{year}") if row["region"] == one.unit[0]]
    assert one.fields["registered"] == sum(int(row["registered"]) for row in adygea)


def test_protocols_of_russia_are_checked_as_a_plain_count_finds_them(russia, year):
    found = {result.check.number: result for result in check_returns(russia, find_rules("general"), shown=1)}
    rows = [{key: int(row[key]) for key in row if key not in UNITS} for row in published_rows(f"russia_{year}")]
    issued = [row["issued_early"] + row["issued_station"] + row["issued_outside"] for row in rows]
    boxes = [row["box_mobile"] + row["box_station"] for row in rows]
    assert found["F.101"].marked == sum(given > row["registered"] for given, row in zip(issued, rows, strict=True))
    assert found["F.202"].marked == sum(box > given for box, given in zip(boxes, issued, strict=True))
    assert found["F.203"].marked == sum(
        row["valid"] + row["invalid"] != box for box, row in zip(boxes, rows, strict=True)
    )
    assert found["F.301"].marked == sum(
        sum(row[each] for each in row if each.startswith("p")) != row["valid"] for row in rows
    )
    assert found["F.204"].not_asked


UNITS = ("region", "oik", "tik", "uik")


def test_georgia_has_1033_precincts_whose_lists_differ_from_the_declared_valid_votes():
    returns = published_returns("georgia_2016_party_list")
    found = {each.check.number: each for each in check_returns(returns, find_rules("general"), shown=None)}["F.301"]
    assert (found.stations, found.marked, len(found.findings)) == (3668, 1033, 1033)
    gaps = [finding.numbers["valid"] - finding.numbers["votes"] for finding in found.findings]
    assert (sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)) == (908, 125)


def test_georgia_is_tallied_to_the_sums_of_its_columns():
    name = "georgia_2016_party_list"
    returns = published_returns(name)
    whole = tally(returns).whole
    assert returns.refused == 0
    assert whole.fields["registered"] == total(name, "possible voters")
    assert whole.fields["issued"] == total(name, "ballots signed for")
    assert whole.fields["valid"] == total(name, "valid votes")
    assert whole.votes["41 - Georgian Dream"] == total(name, "41 - Georgian Dream")
    assert len(whole.votes) == 25


@pytest.mark.parametrize("name", ["lithuania_2004", "lithuania_2012", "lithuania_2016"])
def test_lithuania_reads_clean(name):
    returns = published_returns(name)
    whole = tally(returns).whole
    rows = published_rows(name)
    assert (returns.refused, returns.rows_read, whole.stations) == (0, len(rows), len(rows))
    assert whole.votes == {each: total(name, each) for each in rows[0] if each.startswith("p")}
    known = [int(row["registered"]) for row in rows if row["registered"] != "-1"]
    assert whole.fields["registered"] == sum(known)
    assert whole.known.get("registered", len(rows)) == len(known)
    broken = [each for each in check_returns(returns, find_rules("general"), shown=0) if each.check.number == "F.301"]
    assert [each.marked for each in broken] == [0]


def test_albania_reads_clean_with_two_cells_that_nobody_knows():
    returns = published_returns("albania_2013")
    whole = tally(returns).whole
    rows = published_rows("albania_2013")
    assert (returns.refused, returns.rows_read, whole.stations) == (0, 5508, 5508)
    assert returns.unknown_cells == sum(not row[column] for row in rows for column in (*whole.votes, "Registered"))
    assert whole.votes == {each: total("albania_2013", each) for each in whole.votes}
    assert whole.fields["found"] == total("albania_2013", "Ballots")
    assert len(whole.votes) == 66
