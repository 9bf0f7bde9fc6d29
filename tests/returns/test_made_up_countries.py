"""Made-up countries: the same seed gives the same, the arithmetic holds, and every planted fault is found."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import time

import duckdb
import pytest

from hemicycle.count.check import check_returns
from hemicycle.count.ruleset import find_rules
from hemicycle.returns.read import read_returns
from hemicycle.returns.synthetic import Country
from hemicycle.returns.synthetic_faults import Faults
from hemicycle.returns.synthetic_file import write_country


def country(path, seed=3, stations=600, ledger=None, **faults):
    write_country(path, Country(stations=stations, regions=8, lists=5, seed=seed), Faults(**faults), ledger=ledger)
    return path


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_one_seed_gives_one_country_and_another_seed_another(tmp_path):
    one, same = country(tmp_path / "a.csv"), country(tmp_path / "b.csv")
    other = country(tmp_path / "c.csv", seed=4)
    assert one.read_bytes() == same.read_bytes()
    assert one.read_bytes() != other.read_bytes()


def test_parquet_and_csv_hold_the_same_country(tmp_path):
    plain, packed = country(tmp_path / "a.csv"), country(tmp_path / "a.parquet")
    with duckdb.connect() as database:
        found = database.execute(f"SELECT * FROM '{packed}'")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, map(str, row), strict=True)) for row in found.fetchall()]
    assert rows == rows_of(plain)


def test_the_arithmetic_of_every_return_holds(tmp_path):
    rows = rows_of(country(tmp_path / "a.csv"))
    for row in rows:
        number = {name: int(row[name]) for name in row if name not in ("region", "territory", "station", "received_at")}
        lists = sum(value for name, value in number.items() if name.startswith("votes:"))
        assert lists == number["valid"]
        assert number["valid"] + number["invalid"] == number["found"] == number["box_mobile"] + number["box_station"]
        assert number["found"] <= number["issued"] <= number["registered"]
        assert number["issued"] + number["cancelled"] <= number["received"]
    assert len({row["station"] for row in rows}) == 600
    assert len({row["region"] for row in rows}) == 8


KINDS_FOUND = ("wrong_sum", "wrong_boxes", "wrong_turnout", "conflicting", "moved", "missing", "negative")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_fault_is_reported_and_no_clean_station_is(tmp_path, seed):
    ledger = tmp_path / "planted.csv"
    path = country(tmp_path / "a.csv", seed, 1500, ledger, **dict.fromkeys(KINDS_FOUND, 0.01))
    planted = {row["station"]: row["fault"] for row in rows_of(ledger)}
    assert set(planted.values()) == set(KINDS_FOUND)
    returns = read_returns(str(path))
    results = check_returns(returns, find_rules("general"), shown=None)
    marked = {each.station[-1] for result in results if result.check.is_error for each in result.findings}
    from hemicycle.returns.collected import rows_of as rows

    counted = {row["station"] for row in rows(returns.stations.select("station"))}
    reported = marked | ({row["station"] for row in rows_of(path)} | set(planted)) - counted
    assert reported == set(planted)
    assert returns.rows_read == returns.rows_tallied + returns.refused + returns.rows_waiting + returns.rows_superseded


def test_a_station_that_stands_twice_with_the_same_figures_counts_once_and_is_told(tmp_path):
    ledger = tmp_path / "planted.csv"
    returns = read_returns(str(country(tmp_path / "a.csv", 5, 1500, ledger, copied=0.01)))
    (refusal,) = returns.refusals
    assert (refusal.reason, refusal.rows, returns.rows_tallied) == ("copies of a row", len(rows_of(ledger)), 1500)


@pytest.mark.parametrize("kind", ["rounded", "stuffed"])
def test_a_fault_that_keeps_the_arithmetic_breaks_no_error_rule_and_stands_in_the_ledger(tmp_path, kind):
    ledger = tmp_path / "planted.csv"
    returns = read_returns(str(country(tmp_path / "a.csv", 5, 1500, ledger, **{kind: 0.02})))
    assert {row["fault"] for row in rows_of(ledger)} == {kind}
    found = check_returns(returns, find_rules("general"))
    assert sum(each.marked for each in found if each.check.is_error) == returns.refused == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_country_without_faults_breaks_no_error_rule(tmp_path, seed):
    returns = read_returns(str(country(tmp_path / "a.csv", seed, 1500)))
    found = [each.check.number for each in check_returns(returns, find_rules("general")) if each.marked]
    assert [number for number in found if number.startswith("F")] == []
    assert returns.refused == 0


@pytest.mark.parametrize("name", ["returns.csv", "returns.parquet"])
@pytest.mark.parametrize("seconds", [1.0, 2.5])
def test_killed_in_the_middle_of_writing_the_old_file_is_there_whole(tmp_path, name, seconds):
    path = country(tmp_path / name)
    before = path.read_bytes()
    words = [sys.executable, "-m", "hemicycle", "synthesize", "returns", "--stations", "20000000", "-o", str(path)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as writing:
        time.sleep(seconds)
        assert writing.poll() is None
        writing.send_signal(signal.SIGKILL)
    assert path.read_bytes() == before
