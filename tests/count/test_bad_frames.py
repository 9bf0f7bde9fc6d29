from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from vote_tables import only_mistake

from hemicycle.count.frames import votes_from

FRAMES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pyarrow": pa.table,
}
NAN = float("nan")
BAD_NUMBERS = [
    (-1, "-1"),
    (1.5, "1.5"),
    (NAN, "nan"),
    (float("inf"), "inf"),
    (float("-inf"), "-inf"),
    (True, "True"),
    ("7", "'7'"),
    ("many", "'many'"),
    (None, "None"),
    (Fraction(7, 2), "7/2"),
    (np.bool_(True), "True"),
    (np.float64(0.5), "0.5"),
    (b"7", "b'7'"),
    (7 + 0j, "7+0j"),
    ([7], "[7]"),
    (2.0**53, "9007199254740992"),
]


@pytest.mark.parametrize(("number", "shown"), BAD_NUMBERS, ids=[shown for _, shown in BAD_NUMBERS])
def test_what_is_no_count_of_votes_in_a_mapping(number: Any, shown: str):
    mistake = only_mistake(votes_from, {"a": 7, "b": number})
    assert mistake.file == "votes['b']"
    assert mistake.expected == "a whole number, 0 or more"
    assert shown.strip("'") in mistake.found.replace("Fraction(7, 2)", "7/2")


@pytest.mark.parametrize("number", [10**18, 10**400, np.uint64(2**63)])
def test_a_number_too_large(number: int):
    mistake = only_mistake(votes_from, {"a": number})
    assert mistake.found == "a number too large"
    assert "999,999,999,999,999,999" in mistake.expected


@pytest.mark.parametrize("number", [Fraction(10**400), -(10**5000)], ids=["fraction", "negative"])
def test_numbers_beyond_all_measure(number: Any):
    assert only_mistake(votes_from, {"a": number}).found


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("bad", [-1, 1.5, NAN, None, float("inf")], ids=str)
def test_what_is_no_count_of_votes_in_a_frame(make: Callable[[Any], Any], bad: Any):
    numbers = [7.0, bad] if isinstance(bad, float) else [7, bad]
    mistake = only_mistake(votes_from, make({"party": ["a", "b"], "votes": numbers}))
    assert (mistake.line, mistake.at) == (2, "column votes")
    assert mistake.expected == "a whole number, 0 or more"


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("numbers", [["7", "8"], [True, False]], ids=["text", "truth values"])
def test_a_column_that_holds_no_numbers(make: Callable[[Any], Any], numbers: list[Any]):
    mistake = only_mistake(votes_from, make({"party": ["a", "b"], "votes": numbers}))
    assert (mistake.line, mistake.found) == (1, repr(numbers[0]))


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_a_column_with_a_number_too_large(make: Callable[[Any], Any]):
    mistake = only_mistake(votes_from, make({"party": ["a"], "votes": [10**18]}))
    assert (mistake.line, mistake.found) == (1, "a number too large")


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_a_list_twice(make: Callable[[Any], Any]):
    mistake = only_mistake(votes_from, make({"party": ["a", "b", "a"], "votes": [1, 2, 3]}))
    assert (mistake.line, mistake.at) == (3, "column party")
    assert (mistake.found, mistake.expected) == ("'a'", "each list once; it stands in line 1 already")


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_a_list_may_stand_once_in_every_district(make: Callable[[Any], Any]):
    rows = {"district": ["n", "s", "n"], "party": ["a", "a", "a"], "votes": [1, 2, 3]}
    assert only_mistake(votes_from, make(rows)).line == 3
    votes, _ = votes_from(make({name: column[:2] for name, column in rows.items()}))
    assert len(votes.ballots["votes"]) == 2


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize(
    ("names", "missing"),
    [(("party", "count"), "votes"), (("name", "votes"), "party"), (("Party", "Votes"), "party, votes")],
)
def test_a_missing_column(make: Callable[[Any], Any], names: tuple[str, str], missing: str):
    mistake = only_mistake(votes_from, make({names[0]: ["a"], names[1]: [1]}))
    assert mistake.found == f"a frame with columns {', '.join(names)}"
    assert mistake.expected == f"also the columns {missing}"


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("name", [None, ""], ids=["missing", "empty"])
def test_a_list_without_a_name(make: Callable[[Any], Any], name: Any):
    mistake = only_mistake(votes_from, make({"party": ["a", name], "votes": [1, 2]}))
    assert mistake.line == 2


@pytest.mark.parametrize(
    ("source", "kind"),
    [([("a", 1)], "list"), (None, "NoneType"), ("votes.csv", "str"), (7, "int"), (pl.Series("votes", [1]), "Series")],
)
def test_what_is_neither_a_mapping_nor_a_frame(source: Any, kind: str):
    mistake = only_mistake(votes_from, source)
    assert mistake.found == f"a {kind}"
    assert mistake.expected == "a mapping of lists to votes, or a dataframe"


@pytest.mark.parametrize("key", [("a",), ("district", "tier", "party")])
def test_a_mapping_by_something_else_than_district_and_party(key: tuple[str, ...]):
    assert "party" in only_mistake(votes_from, {key: 1}).expected


@pytest.mark.parametrize("twice", [{"a": 1, ("*", "a"): 2}, {1: 1, "1": 2}], ids=["whole country", "number and text"])
def test_one_list_under_two_keys(twice: dict[Any, int]):
    assert "each list once" in only_mistake(votes_from, twice).expected


@pytest.mark.parametrize("source", [{}, {"a": 0}, {"a": 0, "b": 0}])
def test_no_votes_at_all(source: dict[str, int]):
    assert only_mistake(votes_from, source).found == "no votes at all"


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_a_frame_without_rows(make: Callable[[Any], Any]):
    assert only_mistake(votes_from, make({"party": [], "votes": []})).found == "no votes at all"


def test_two_columns_of_one_name():
    frame = pd.DataFrame([["a", 1, 2]], columns=["party", "votes", "votes"])
    assert "votes" in only_mistake(votes_from, frame).found
