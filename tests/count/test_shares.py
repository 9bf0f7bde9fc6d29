from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from vote_tables import only_mistake, table

from hemicycle.count.files import read_votes
from hemicycle.count.votes import Known, PartlyKnown


def known(path: Path) -> dict[str, Known]:
    votes = read_votes(path)
    assert isinstance(votes, PartlyKnown)
    assert votes.measure == "%"
    return dict(votes.lists)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("71.1", "71.05", "71.15"),
        ("71.09", "71.085", "71.095"),
        ("71", "70.5", "71.5"),
        ("7.00", "6.995", "7.005"),
        ("7.0", "6.95", "7.05"),
        ("0.0", "0", "0.05"),
        ("0", "0", "0.5"),
        ("0.02", "0.015", "0.025"),
        ("100", "99.5", "100.5"),
    ],
)
def test_a_share_stands_for_all_that_rounds_to_it(printed: str, low: str, high: str, tmp_path: Path):
    share = known(table(tmp_path, f"party,share\na,{printed}\n"))["a"]
    assert (share.low, share.high) == (Fraction(low), Fraction(high))
    assert not share.above_low  # half is rounded up, so the lower end is in
    assert share.below_high  # and the upper end is not
    assert share.printed == Fraction(printed)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("at_least", "7", Known(Fraction(7), Fraction(100))),
        ("below", "7", Known(Fraction(0), Fraction(7), below_high=True)),
        ("at_most", "6.99", Known(Fraction(0), Fraction("6.99"))),
        ("at_least,below", "5,7", Known(Fraction(5), Fraction(7), below_high=True)),
        ("at_least,at_most", "5,7.5", Known(Fraction(5), Fraction("7.5"))),
        ("at_least,at_most", "7,7", Known(Fraction(7), Fraction(7))),
        ("at_least,at_most", ",7", Known(Fraction(0), Fraction(7))),
        ("share,at_least", ",7", Known(Fraction(7), Fraction(100))),
    ],
)
def test_bounds_of_a_share(header: str, row: str, expected: Known, tmp_path: Path):
    assert known(table(tmp_path, f"party,{header}\na,{row}\n")) == {"a": expected}


def test_shares_and_bounds_in_one_table(tmp_path: Path):
    lists = known(table(tmp_path, "party,share,at_least,below\na,71.1,,\nb,,7,\nc,,,7\n"))
    assert lists["a"].printed == Fraction("71.1")
    assert lists["b"] == Known(Fraction(7), Fraction(100))
    assert lists["c"] == Known(Fraction(0), Fraction(7), below_high=True)


def test_votes_are_read_before_shares(tmp_path: Path):
    assert not isinstance(read_votes(table(tmp_path, "party,votes,share\na,7,100\n")), PartlyKnown)


@pytest.mark.parametrize(
    ("header", "row", "column", "expected"),
    [
        ("share", "101", "share", "a percentage from 0 to 100"),
        ("share", "100.01", "share", "a percentage from 0 to 100"),
        ("share", "-1", "share", "a percentage from 0 to 100"),
        ("share", "7%", "share", "a percentage from 0 to 100"),
        ("share", '"71,1"', "share", "a percentage from 0 to 100"),
        ("share", "7.0.0", "share", "a percentage from 0 to 100"),
        ("share", "7e1", "share", "a percentage from 0 to 100"),
        ("share", "1/2", "share", "a percentage from 0 to 100"),
        ("share", "nan", "share", "a percentage from 0 to 100"),
        ("share", ".", "share", "a percentage from 0 to 100"),
        ("share", "٧", "share", "a percentage from 0 to 100"),
        ("share", "7." + "0" * 5000, "share", "a percentage from 0 to 100"),
        ("share", "", "share", "a share, or bounds"),
        ("at_least,below", ",", "share", "a share, or bounds"),
        ("at_least", "x", "at_least", "a percentage from 0 to 100"),
        ("at_least,below", "7,x", "below", "a percentage from 0 to 100"),
        ("at_least,at_most", "7,200", "at_most", "a percentage from 0 to 100"),
        ("at_least,at_most", "7,6", "at_least", "less than the upper bound of 6 %"),
        ("at_least,below", "7,7", "at_least", "less than the upper bound of 7 %"),
    ],
)
def test_what_is_no_share(header: str, row: str, column: str, expected: str, tmp_path: Path):
    path = table(tmp_path, f"party,{header}\na,{row}\n")
    mistake = only_mistake(read_votes, path)
    assert (mistake.file, mistake.line, mistake.at) == (str(path), 2, f"column {column}")
    assert expected in mistake.expected


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("party,share\na,60\na,40\n", 3, "each list once"),
        ("party,share\na,60\n,40\n", 3, "the name of a list"),
    ],
)
def test_every_list_has_one_share(text: str, line: int, expected: str, tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, text))
    assert (mistake.line, mistake.expected) == (line, expected)


def test_a_total_of_shares_is_no_list(tmp_path: Path):
    assert set(known(table(tmp_path, "party,share\na,60.0\nb,40.0\ntotal,100.0\n"))) == {"a", "b"}
