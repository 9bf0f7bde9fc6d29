"""Totals at every level, shares with their base, what a field is made of, and the votes that a law needs."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from polling_stations import FIVE, HEADER, returns_text

from hemicycle.count.tally import percent, tally
from hemicycle.returns.read import read_returns
from hemicycle.returns.register import with_register
from hemicycle.source.mistake import BadInput


def of(**columns):
    return read_returns(pl.DataFrame(columns))


def test_shares_have_the_base_that_is_asked_for():
    whole = tally(
        of(station=["a"], registered=[200], issued=[110], invalid=[10], valid=[100], **{"votes:A": [60]})
    ).whole
    assert whole.share("A") == Fraction(60, 100)
    assert whole.share("A", "issued") == Fraction(60, 110)
    assert whole.share("A", "registered") == Fraction(60, 200)
    assert whole.turnout == Fraction(110, 200)


def test_turnout_is_of_ballots_found_where_nobody_says_how_many_were_issued():
    whole = tally(of(station=["a"], registered=[200], invalid=[10], valid=[100], **{"votes:A": [60]})).whole
    assert (whole.turnout, whole.turnout_of) == (Fraction(110, 200), "found / registered")


@pytest.mark.parametrize(
    ("given", "field", "number"),
    [
        ({"issued_early": [1], "issued_station": [20], "issued_outside": [3]}, "issued", 24),
        ({"issued_station": [20], "issued_outside": [3]}, "issued", 23),
        ({"box_mobile": [4], "box_station": [30]}, "found", 34),
        ({"against_all": [7]}, "valid", 17),
        ({"invalid": [2]}, "found", 12),
        ({"issued": [99], "issued_station": [20], "issued_outside": [3]}, "issued", 99),
    ],
)
def test_a_field_that_was_not_given_is_added_up_of_its_parts(given, field, number):
    assert tally(of(station=["a"], **given, **{"votes:A": [10]})).whole.fields[field] == number


def test_nobody_registered_is_no_turnout():
    assert tally(of(station=["a"], registered=[0], issued=[0], **{"votes:A": [0]})).whole.turnout is None


@pytest.mark.parametrize(
    ("share", "shown"), [(Fraction(1, 3), 33.33), (Fraction(2, 3), 66.67), (Fraction(12345, 10**6), 1.23), (None, None)]
)
def test_percentages_are_rounded_half_up_to_two_decimals(share, shown):
    assert percent(share) == shown


def test_half_a_hundredth_rounds_up():
    assert percent(Fraction(5, 10**5)) == 0.01


def test_units_come_in_the_order_people_read_numbers():
    returns = of(region=["R10", "R2", "R1"], station=["a", "b", "c"], **{"votes:A": [1, 2, 3]})
    assert [unit.unit for unit in tally(returns, "region").units] == [("R1",), ("R2",), ("R10",)]


def test_units_of_one_name_in_two_regions_stay_apart_as_districts_of_a_law():
    returns = of(region=["N", "S"], district=["1", "1"], station=["a", "b"], **{"votes:A": [1, 2]})
    assert tally(returns, "district").as_votes().ballots["votes"] == {("N / 1", "A"): 1, ("S / 1", "A"): 2}
    returns = of(region=["N", "S"], district=["1", "2"], station=["a", "b"], **{"votes:A": [1, 2]})
    assert tally(returns, "district").as_votes().ballots["votes"] == {("1", "A"): 1, ("2", "A"): 2}


def test_sums_larger_than_any_single_return_are_exact():
    most = 10**10 - 1
    whole = tally(
        of(station=[f"s{n}" for n in range(5000)], registered=[most] * 5000, **{"votes:A": [most] * 5000})
    ).whole
    assert whole.votes["A"] == whole.fields["registered"] == 5000 * most


@pytest.fixture
def five(tmp_path):
    path = tmp_path / "five.csv"
    path.write_text(returns_text(*FIVE))
    return read_returns(str(path))


def register(tmp_path, text):
    path = tmp_path / "stations.csv"
    path.write_text(text)
    return str(path)


def test_a_station_of_the_register_whose_return_was_refused_is_outstanding(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_text("\n".join([HEADER, *FIVE[:2], "North,103,800,x,5,395,100,295"]) + "\n")
    stations = register(tmp_path, "station,registered\n101,1000\n102,900\n103,800\n")
    known = with_register(read_returns(str(path)), stations)
    assert (tally(known).whole.stations, tally(known).whole.waiting, known.refused) == (2, 1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("region,registered\nNorth,5\n", "also station"),
        ("station,voters\n101,5\n", "also registered"),
        ("station,registered\n101,5\n101,6\n", "1 stations that stand in it twice"),
        ("station,registered\n101,five\n", "1 rows whose registered isn't a count"),
        ("", "an empty file"),
    ],
)
def test_a_register_that_cannot_be_used_is_refused(five, tmp_path, text, said):
    with pytest.raises(BadInput) as error:
        with_register(five, register(tmp_path, text))
    assert said in str(error.value)
