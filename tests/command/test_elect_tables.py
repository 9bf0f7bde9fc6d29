from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_runs import Command

HEADER = ["district", "tier", "party", "seats"]
ROWS = [
    ["*", "lists", "nur-otan", 76],
    ["*", "lists", "ak-zhol", 12],
    ["*", "lists", "people-s-party", 10],
    ["*", "assembly", "assembly-of-the-people", 9],
]


def test_seats_as_csv(hemicycle: Command):
    ran = hemicycle("elect", "kz-mazhilis-2021", "--format", "csv")
    assert (ran.status, ran.err) == (0, "")
    header, *rows = csv.reader(io.StringIO(ran.out))
    assert header == HEADER
    assert [[*row[:3], int(row[3])] for row in rows] == ROWS


def test_seats_as_parquet(hemicycle: Command, tmp_path: Path):
    ran = hemicycle("elect", "kz-mazhilis-2021", "--format", "parquet", "-o", tmp_path / "seats.parquet")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    table = pq.read_table(tmp_path / "seats.parquet")
    assert table.column_names == HEADER
    assert [list(row.values()) for row in table.to_pylist()] == ROWS


@pytest.mark.parametrize("form", [("--json",), ("--format", "csv"), ()], ids=["json", "csv", "text"])
def test_a_file_holds_what_would_have_been_printed(form: tuple[str, ...], hemicycle: Command, tmp_path: Path):
    printed = hemicycle("elect", "kz-mazhilis-2021", *form)
    file = tmp_path / "result"
    ran = hemicycle("elect", "kz-mazhilis-2021", *form, "-o", file)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == printed.out
    assert [path.name for path in tmp_path.iterdir()] == ["result"]


def test_a_file_is_replaced(hemicycle: Command, written: Callable[..., Path]):
    file = written("seats.csv", "old")
    hemicycle("elect", "kz-mazhilis-2021", "--format", "csv", "-o", file)
    assert file.read_text(encoding="utf-8").startswith("district,tier,party,seats\n")


def test_a_file_may_be_read_by_whom_the_system_lets_read(hemicycle: Command, tmp_path: Path):
    old = os.umask(0o022)
    try:
        hemicycle("elect", "kz-mazhilis-2021", "--json", "-o", tmp_path / "seats.json")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "seats.json").stat().st_mode) == 0o644


def test_a_threshold_of_a_whole_quota_is_headed_without_a_share(hemicycle: Command):
    """One quota is 100 % of the valid votes divided by the seats, which tells a reader nothing."""
    heads = next(line for line in hemicycle("elect", "nl-tweedekamer-2023").out.splitlines() if "% of valid" in line)
    assert "from threshold" in heads
    assert "100 %" not in heads
