"""The same returns from any engine, in any order, in any pieces: one tally, to the last field."""

from __future__ import annotations

import itertools
import random

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import hemicycle
from hemicycle.count.check import check_returns
from hemicycle.count.copies import compare
from hemicycle.count.ruleset import find_rules
from hemicycle.count.tally import tally
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

FIELDS = ["registered", "issued", "invalid", "valid", "votes:A", "votes:B", "votes:C"]


def country(stations=400, seed=5):
    """Make columns of returns, with the faults that a reader has to refuse."""
    draws = np.random.default_rng(seed)
    votes = draws.integers(0, 400, (3, stations))
    invalid = draws.integers(0, 9, stations)
    valid = votes.sum(axis=0)
    columns = {
        "region": [f"R{number % 7}" for number in range(stations)],
        "station": [f"S{number}" for number in range(stations)],
        "registered": (valid + invalid + draws.integers(1, 900, stations)).tolist(),
        "issued": (valid + invalid).tolist(),
        "invalid": invalid.tolist(),
        "valid": valid.tolist(),
        **{f"votes:{each}": row.tolist() for each, row in zip("ABC", votes, strict=True)},
    }
    columns["valid"][3] += 5  # breaks F.301
    columns["station"][8] = columns["station"][7]  # two returns of one station
    columns["invalid"][11] = -1
    return columns


COLUMNS = country()
ROWS = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]
GOOD = [row for place, row in enumerate(ROWS) if place not in (7, 8, 11)]


def whole_of(rows):
    return {name: sum(row[name] for row in rows) for name in FIELDS}


def frames():
    yield "polars", pl.DataFrame(COLUMNS)
    yield "polars, lazy", pl.LazyFrame(COLUMNS)
    yield "pandas", pd.DataFrame(COLUMNS)
    yield "pandas, arrow types", pd.DataFrame(COLUMNS).convert_dtypes(dtype_backend="pyarrow")
    yield "pyarrow", pa.table(COLUMNS)
    yield "pyarrow, in chunks", pa.concat_tables([pa.table(COLUMNS).slice(at, 37) for at in range(0, 400, 37)])
    yield "duckdb", duckdb.from_arrow(pa.table(COLUMNS))


def summary(returns):
    """Everything that may not depend on the engine."""
    added = tally(returns, "region")
    checks = check_returns(returns, find_rules("general"), shown=None)
    return (
        added.whole,
        added.units,
        returns.refused,
        sorted((refusal.reason, refusal.rows) for refusal in returns.refusals),
        [(each.check.number, each.stations, each.marked, each.not_asked, each.findings) for each in checks],
    )


@pytest.fixture(scope="module")
def expected():
    return summary(read_returns(pl.DataFrame(COLUMNS)))


def test_the_tally_is_the_sum_of_the_rows_that_can_be_used(expected):
    whole, units, refused, _, checks = expected
    sums = whole_of(GOOD)
    assert {name: whole.fields[name] for name in FIELDS[:4]} == {name: sums[name] for name in FIELDS[:4]}
    assert whole.votes == {each: sums[f"votes:{each}"] for each in "ABC"}
    assert (whole.stations, refused) == (397, 3)
    for unit in units:
        own = whole_of([row for row in GOOD if row["region"] == unit.unit[0]])
        assert unit.votes == {each: own[f"votes:{each}"] for each in "ABC"}
    marked = {number: findings for number, _, count, _, findings in checks if count and number.startswith("F")}
    assert [finding.station for finding in marked["F.301"]] == [("R3", "S3")]


@pytest.mark.parametrize(("engine", "frame"), list(frames()), ids=[name for name, _ in frames()])
def test_every_engine_gives_the_same(engine, frame, expected):
    assert summary(read_returns(frame)) == expected


@pytest.mark.parametrize("seed", range(6))
def test_rows_in_another_order_and_in_other_pieces_give_the_same(seed, expected):
    order = list(ROWS)
    random.Random(seed).shuffle(order)
    table = pa.Table.from_pylist(order)
    cut = [0, *sorted(random.Random(seed).sample(range(1, 400), 5)), 400]
    pieces = pa.concat_tables([table.slice(a, b - a) for a, b in itertools.pairwise(cut)])
    assert summary(read_returns(pieces)) == expected
    assert summary(read_returns(duckdb.from_arrow(pieces))) == expected


@pytest.mark.parametrize("rows_in_a_group", [2048, 10_000])
def test_a_file_with_other_row_groups_gives_the_same(tmp_path, rows_in_a_group, expected):
    import pyarrow.parquet

    path = tmp_path / "returns.parquet"
    pyarrow.parquet.write_table(pa.table(COLUMNS), path, row_group_size=rows_in_a_group // 64)
    assert summary(read_returns(str(path))) == expected


def test_columns_of_floats_with_gaps_are_read_where_they_are_whole():
    frame = pd.DataFrame(COLUMNS).astype({"registered": float, "votes:A": float})
    assert tally(read_returns(frame)).whole.fields["registered"] == whole_of(GOOD)["registered"]


def test_the_front_door_takes_a_frame():
    frame = pl.DataFrame(COLUMNS)
    assert hemicycle.tally(frame, by="region").whole.votes["A"] == whole_of(GOOD)["votes:A"]
    assert {each.check.number: each.marked for each in hemicycle.check(frame)}["F.301"] == 1
    assert hemicycle.read_returns(frame).rows_read == 400


@pytest.mark.parametrize("source", [42, None, {"a": 1}, [1, 2]])
def test_what_is_no_table_is_refused(source):
    with pytest.raises(BadInput, match="the path of a file, or a dataframe"):
        read_returns(source)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning")
def test_a_session_of_spark_gives_the_same(spark, expected):
    frame = spark.createDataFrame(
        ROWS,
        schema=", ".join(f"`{name}` {'string' if name in ('region', 'station') else 'bigint'}" for name in COLUMNS),
    ).repartition(5)
    assert summary(read_returns(frame)) == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning")
def test_accounts_are_compared_on_spark_as_anywhere(spark):
    corrected = [row | {"votes:A": row["votes:A"] + 3} if row["station"] == "S20" else row for row in GOOD]
    schema = ", ".join(f"`{name}` {'string' if name in ('region', 'station') else 'bigint'}" for name in COLUMNS)
    first, second = (read_returns(spark.createDataFrame(rows, schema=schema)) for rows in (GOOD, corrected))
    found = compare(first, second, by="region")
    plain = compare(read_returns(pl.DataFrame(GOOD)), read_returns(pl.DataFrame(corrected)), by="region")
    assert found == plain
    assert [(cell.station, cell.name, cell.second - cell.first) for cell in found.cells] == [(("R6", "S20"), "A", 3)]


def test_a_frame_of_pandas_with_times_of_arrival_is_read_without_a_warning():
    frame = pd.DataFrame(
        {
            "region": ["R1", "R1"],
            "station": ["S1", "S2"],
            "received_at": ["2021-01-10 21:00", "2021-01-10 22:30"],
            "registered": [100, 90],
            "votes:A": [40, 30],
        }
    )
    assert tally(read_returns(frame)).whole.votes == {"A": 70}
