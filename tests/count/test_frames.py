from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from vote_tables import VOTES_OF_2021

import hemicycle
from hemicycle.count.frames import votes_from

# Seats of the lists after the election of 10 January 2021: Central Election Commission.
SEATS_OF_2021 = {"nur-otan": 76, "ak-zhol": 12, "people-s-party": 10}
FRAMES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pyarrow": pa.table,
}


def elected(votes: Any) -> Any:
    return hemicycle.elect(votes, law="kz-mazhilis", date="2021-01-10").seats


def columns(frame: Any) -> dict[str, list[Any]]:
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dict(as_series=False)
    return frame.to_dict(orient="list") if isinstance(frame, pd.DataFrame) else frame.to_pydict()


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_a_frame_comes_back_in_its_own_kind(make: Callable[[Any], Any]):
    votes = make({"party": list(VOTES_OF_2021), "votes": list(VOTES_OF_2021.values())})
    seats = elected(votes)
    assert type(seats) is type(votes)
    assert columns(seats) == {
        "district": ["*"] * 3,
        "tier": ["lists"] * 3,
        "party": list(SEATS_OF_2021),
        "seats": list(SEATS_OF_2021.values()),
    }


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_a_frame_by_district(make: Callable[[Any], Any]):
    votes, _ = votes_from(
        make({"district": ["n", "n", "s"], "party": ["a", "b", "a"], "votes": [1, 2, 3], "turnout": [0.1, 0.1, 0.2]})
    )
    assert dict(votes.ballots["votes"]) == {("n", "a"): 1, ("n", "b"): 2, ("s", "a"): 3}


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_the_frame_that_was_given_is_left_as_it_was(make: Callable[[Any], Any]):
    data = {"party": ["a", "b"], "votes": [60, 40]}
    frame = make(data)
    elected(frame)
    assert columns(frame) == data


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_an_outcome_without_seats_is_an_empty_frame(make: Callable[[Any], Any]):
    nobody = elected(make({"party": [f"list {i}" for i in range(20)], "votes": [5] * 20}))
    assert columns(nobody) == {"district": [], "tier": [], "party": [], "seats": []}


def test_a_mapping_comes_back_as_a_mapping():
    seats = elected(VOTES_OF_2021)
    assert type(seats) is dict
    assert list(seats.items()) == list(SEATS_OF_2021.items())


def test_a_mapping_by_district_and_party():
    """Rows of two districts are summed under a law that counts nationwide."""
    halves = {party: votes // 2 for party, votes in VOTES_OF_2021.items()}
    north = {("north", party): half for party, half in halves.items()}
    south = {("south", party): VOTES_OF_2021[party] - half for party, half in halves.items()}
    votes, _ = votes_from(north | south)
    assert votes.ballots["votes"]["north", "adal"] == 129_309
    assert elected(north | south) == SEATS_OF_2021


def test_rows_for_the_whole_country_are_not_counted_beside_their_districts():
    rows = {("*", "a"): 100, ("north", "a"): 60, ("south", "a"): 40, ("north", "b"): 100}
    assert elected(rows) == {"a": 49, "b": 49}


@pytest.mark.parametrize(
    ("number", "count"),
    [
        (7, 7),
        (7.0, 7),
        (Fraction(7), 7),
        (np.int64(7), 7),
        (np.uint8(7), 7),
        (np.float64(7), 7),
        (2.0**53 - 1, 2**53 - 1),
        (10**18 - 1, 10**18 - 1),
    ],
)
def test_whole_numbers_of_any_type(number: Any, count: int):
    votes, _ = votes_from({"a": number})
    assert votes.ballots["votes"]["*", "a"] == count
    assert type(votes.ballots["votes"]["*", "a"]) is int


@pytest.mark.parametrize("kind", ["int8", "uint64", "float64", "Int64", "int64[pyarrow]"])
def test_columns_of_any_whole_type(kind: str):
    frame = pd.DataFrame({"party": ["a", "b"], "votes": pd.Series([60, 40], dtype=kind)})
    assert dict(votes_from(frame)[0].ballots["votes"]) == {("*", "a"): 60, ("*", "b"): 40}
