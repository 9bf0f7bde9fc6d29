"""Fifty million returns added up by region, beside the same SQL typed by hand.

    python bench/tally.py [ROWS]

Each contender runs in a process of its own, once to warm the file and then three times; the best is kept. By hand
is what `hemicycle tally` promises, no more and no less: no number is negative or missing, no station stands there
twice, and the sums by region. The bare sums, which check nothing, stand beside it.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LISTS = 5
FIELDS = ("registered", "issued", "invalid", "valid")
NUMBERS = (*FIELDS, *(f"votes:list-{number}" for number in range(1, LISTS + 1)))


def write_returns(path, rows):
    import duckdb

    votes = ", ".join(f'100 + (i * {7 * n}) % {30 + n} AS "votes:list-{n}"' for n in range(1, LISTS))
    so_far = " + ".join(f"100 + (i * {7 * n}) % {30 + n}" for n in range(1, LISTS))
    with duckdb.connect() as database:
        database.execute("SET memory_limit = '2GB'; SET preserve_insertion_order = false")
        database.execute(
            f"COPY (SELECT 'R' || (i * 17 // {rows}) AS region, 'S' || i AS station, "
            f"1200 + (i * 7919) % 900 AS registered, 700 + (i * 31) % 400 AS issued, "
            f"3 + i % 7 AS invalid, 697 + (i * 31) % 400 - i % 7 AS valid, {votes}, "
            f'697 + (i * 31) % 400 - i % 7 - ({so_far}) AS "votes:list-{LISTS}" '
            f"FROM range({rows}) rows(i)) TO '{path}' (FORMAT parquet)"
        )


def connect():
    import duckdb

    database = duckdb.connect()
    database.execute("SET memory_limit = '600MB'; SET preserve_insertion_order = false")
    return database


def bare_sums(path):
    sums = ", ".join(f'sum("{name}")' for name in NUMBERS)
    return (
        connect().execute(f"SELECT region, count(*), {sums} FROM '{path}' GROUP BY region ORDER BY region").fetchall()
    )


def by_hand(path):
    database = connect()
    wrong = " OR ".join(f'"{name}" IS NULL OR "{name}" < 0' for name in NUMBERS)
    assert database.execute(f"SELECT count(*) FROM '{path}' WHERE {wrong}").fetchall() == [(0,)]
    twice = f"SELECT station, count(*) AS times FROM '{path}' GROUP BY station"
    assert database.execute(f"SELECT count(*) FROM ({twice}) WHERE times > 1").fetchall() == [(0,)]
    return bare_sums(path)


def hemicycle(path):
    from hemicycle.count.tally import tally
    from hemicycle.returns.read import read_returns

    units = tally(read_returns(path), "region").units
    return [
        (unit.unit[0], unit.stations, *(unit.fields[name] for name in FIELDS), *unit.votes.values()) for unit in units
    ]


def polars(path):
    import polars as pl

    frame = pl.scan_parquet(path)
    assert (
        frame.filter(pl.any_horizontal((pl.col(name) < 0) | pl.col(name).is_null() for name in NUMBERS))
        .select(pl.len())
        .collect()
        .item()
        == 0
    )
    assert (
        frame.group_by("station").len().filter(pl.col("len") > 1).select(pl.len()).collect(engine="streaming").item()
        == 0
    )
    sums = frame.group_by("region").agg(pl.len().alias("stations"), *(pl.col(name).sum() for name in NUMBERS))
    return sums.sort("region").collect(engine="streaming").rows()


CONTENDERS = {"bare sums, nothing checked": bare_sums, "by hand": by_hand, "hemicycle": hemicycle, "polars": polars}


def measure(name, path):
    done = subprocess.run([sys.executable, __file__, "--one", name, path], capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    return json.loads(done.stdout)


def one(name, path):
    times = []
    for _ in range(3):
        started = time.perf_counter()
        rows = CONTENDERS[name](path)
        times.append(time.perf_counter() - started)
    digest = sorted((str(row[0]), *map(int, row[1:])) for row in rows)
    print(
        json.dumps({"s": min(times), "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "rows": digest})
    )


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "returns.parquet")
        write_returns(path, rows)
        print(f"{rows:,} returns of {LISTS} lists and {len(FIELDS)} fields by region, Parquet, memory of the process\n")
        found = {name: measure(name, path) for name in CONTENDERS}
        base = found["by hand"]
        for name, result in found.items():
            if result is None:
                print(f"{name:28} did not finish in the memory of this machine")
                continue
            agrees = "" if result["rows"] == base["rows"] else "  DIFFERENT SUMS"
            ratio = result["s"] / base["s"]
            print(f"{name:28} {result['s']:7.2f} s  {ratio:5.2f} x by hand  {result['mb']:6,} MB{agrees}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main()
