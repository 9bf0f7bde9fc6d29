"""Published returns of polling stations, and small invented ones."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path

import pytest

from hemicycle.returns.read import read_returns
from hemicycle.returns.table import Returns

PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "stations" / "stations_dev.zip"
needs_stations = pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published returns of stations aren't here")


def published(name: str) -> str:
    return f"{PUBLISHED}/{name}.csv"


@cache
def published_returns(name: str) -> Returns:
    """Read a published file by the profile of its country, once for all tests that look at it."""
    return read_returns(published(name), name.partition("_")[0])


@cache
def published_rows(name: str) -> list[dict[str, str]]:
    """Read a published file with nothing but the csv module."""
    with zipfile.ZipFile(PUBLISHED) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(f"{name}.csv").decode())))


def total(name: str, *columns: str) -> int:
    return sum(int(float(row[column] or 0)) for row in published_rows(name) for column in columns)


HEADER = "region,station,registered,issued,invalid,valid,votes:A,votes:B"


def returns_text(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


FIVE = (
    "North,101,1000,600,10,590,400,190",
    "North,102,900,500,0,500,250,250",
    "North,103,800,400,5,395,100,295",
    "South,201,1200,700,20,680,300,380",
    "South,202,50,50,0,50,50,0",
)
