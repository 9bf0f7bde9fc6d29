"""What becomes of each row of a table, beside a reading in plain Python."""

from __future__ import annotations

import csv
import re
import tempfile
from collections import Counter
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from hemicycle.count.tally import tally
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

COLUMNS = ["region", "station", "registered", "invalid", "votes:A", "votes:B"]
COUNTED = ["invalid", "votes:A", "votes:B"]
CELLS = ["5", "0", " 7 ", "3.0", "0012", "-1", "1.5", "", "", "abc", "10000000000", "9999999999", "1e3", "٣", "1,2"]
rows_of_a_file = st.lists(
    st.tuples(
        st.sampled_from(["North", "South", ""]),
        st.sampled_from(["1", "2", "3", "4", "5", "6", "", " "]),
        *[st.sampled_from(["5", "6", *CELLS])] * 4,
    ),
    min_size=1,
    max_size=12,
)


def number(cell):
    """The number that a cell says, None where it says none."""
    text = re.sub(r"\.0$", "", cell.strip())
    return int(text) if re.fullmatch(r"0*[0-9]{1,10}", text) else None


def fates(rows):
    """Read a file as docs/returns.md says: the stations tallied, those waiting, and how many rows are refused."""
    counted, waiting, refused = [], [], 0
    for row in rows:
        cells = dict(zip(COLUMNS, row, strict=True))
        station = cells["station"].strip()
        registered = number(cells["registered"])
        if station and all(not cells[name].strip() for name in COUNTED):
            if registered is None and cells["registered"].strip():
                refused += 1
            else:
                waiting.append(station)
        elif not station or registered is None or any(number(cells[name]) is None for name in COUNTED):
            refused += 1
        else:
            counted.append((station, cells["region"].strip(), registered, *(number(cells[name]) for name in COUNTED)))
    accounts = Counter(counted)
    claims = Counter(account[0] for account in accounts)
    tallied = [account for account in accounts if claims[account[0]] == 1]
    refused += len(counted) - len(tallied)
    out = {station for station in waiting if station not in {account[0] for account in tallied}}
    return tallied, out, refused + len(waiting) - len(out)


@settings(max_examples=150, deadline=None)
@given(rows_of_a_file)
def test_rows_read_are_those_tallied_waiting_refused_as_a_plain_reading_finds_them(rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returns.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
        tallied, out, refused = fates(rows)
        if not tallied and not out:
            with pytest.raises(BadInput):
                read_returns(str(path))
            return
        returns = read_returns(str(path))
        assert (returns.rows_tallied, returns.rows_waiting, returns.refused) == (len(tallied), len(out), refused)
        assert returns.rows_read == len(rows)
        whole = tally(returns).whole
        assert (whole.stations, whole.waiting) == (len(tallied), len(out))
        if tallied:
            assert whole.fields["registered"] == sum(account[2] for account in tallied)
            assert whole.fields["invalid"] == sum(account[3] for account in tallied)
        assert whole.votes == {"A": sum(each[4] for each in tallied), "B": sum(each[5] for each in tallied)}
        assert sum(refusal.rows for refusal in returns.refusals) == refused


@settings(max_examples=60, deadline=None)
@given(rows_of_a_file, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows, random):
    found = []
    shuffled = list(rows)
    random.shuffle(shuffled)
    for order in (rows, shuffled):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "returns.csv"
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([COLUMNS, *order])
            try:
                returns = read_returns(str(path))
            except BadInput:
                found.append(None)
                continue
            added = tally(returns, "region")
            told = sorted((refusal.reason, refusal.rows) for refusal in returns.refusals)
            found.append((added.whole, added.units, told, returns.rows_waiting))
    assert found[0] == found[1]


LONG = ["region", "station", "registered", "list", "votes"]
long_rows = st.lists(
    st.tuples(
        st.sampled_from(["North", "North", "South"]),
        st.sampled_from(["1", "2", "3", "4"]),
        st.sampled_from(["50", "50", "50", "51", "x"]),
        st.sampled_from(["A", "B", "C", ""]),
        st.sampled_from(["5", "6", "0", "-2"]),
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=120, deadline=None)
@given(long_rows)
def test_with_lists_in_rows_a_station_is_tallied_when_all_its_rows_agree(rows):
    by_station = {}
    for row in rows:
        by_station.setdefault(row[1], []).append(row)
    good = {
        station: own
        for station, own in by_station.items()
        if len({(row[0], row[2]) for row in own}) == 1
        and len({row[3] for row in own}) == len(own)
        and all(row[3] and row[2] != "x" and row[4] != "-2" for row in own)
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returns.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([LONG, *rows])
        if not good:
            with pytest.raises(BadInput):
                read_returns(str(path))
            return
        returns = read_returns(str(path))
        kept = sum(len(own) for own in good.values())
        assert (returns.rows_read, returns.rows_tallied, returns.refused) == (len(rows), kept, len(rows) - kept)
        votes = Counter()
        for own in good.values():
            for row in own:
                votes[row[3]] += int(row[4])
        assert {each: count for each, count in tally(returns).whole.votes.items() if count} == +votes


@pytest.mark.parametrize("rows", [0, 1])
def test_a_file_of_columns_alone_is_refused(tmp_path, rows):
    path = tmp_path / "returns.csv"
    path.write_text("\n" * rows + ",".join(COLUMNS) + "\n")
    with pytest.raises(BadInput, match=r"returns\.csv, line \d: found no rows after the names of the columns"):
        read_returns(str(path))
