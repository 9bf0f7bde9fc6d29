"""Files that can't be used, or not wholly: one message each, and every row accounted for."""

from __future__ import annotations

import gzip
import zipfile

import duckdb
import pytest
from polling_stations import FIVE, HEADER, returns_text

from hemicycle.returns.profile import Writing, as_profile
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput


def refused(path, profile=None, **writing):
    with pytest.raises(BadInput) as error:
        read_returns(str(path), profile, Writing(**writing) if writing else None)
    message = str(error.value)
    assert path.name in message or str(path) in message
    assert "found" in message
    assert "expected" in message
    return message


def written(tmp_path, *rows, header=HEADER):
    path = tmp_path / "returns.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def test_no_such_file(tmp_path):
    assert "no such file" in refused(tmp_path / "none.csv")


def test_a_directory(tmp_path):
    assert "a directory" in refused(tmp_path)


def test_an_empty_file(tmp_path):
    path = tmp_path / "returns.csv"
    path.touch()
    assert "an empty file" in refused(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_truncated_gzip(tmp_path, share):
    path = tmp_path / "returns.csv.gz"
    packed = gzip.compress(returns_text(*FIVE).encode() * 50)
    path.write_bytes(packed[: int(len(packed) * share)])
    assert "a broken archive" in refused(path)


def test_gzip_in_name_only(tmp_path):
    path = tmp_path / "returns.csv.gz"
    path.write_text(returns_text(*FIVE))
    assert "a broken archive" in refused(path)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_archive(tmp_path, share):
    path = tmp_path / "returns.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("returns.csv", returns_text(*FIVE) * 100)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    refused(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_an_archive_with_bytes_turned_over(tmp_path, method):
    path = tmp_path / "returns.zip"
    with zipfile.ZipFile(path, "w", method) as packed:
        packed.writestr("returns.csv", returns_text(*FIVE) * 40)
    data = bytearray(path.read_bytes())
    middle = len(data) // 3
    for place in range(middle, middle + 8):
        data[place] ^= 0xFF
    path.write_bytes(data)
    assert "a broken archive" in refused(path)


def test_an_archive_without_the_member_lists_what_it_has(tmp_path):
    path = tmp_path / "returns.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("north.csv", "x")
        packed.writestr("south.csv", "x")
    with pytest.raises(BadInput, match=r"one of: returns\.zip/north\.csv, returns\.zip/south\.csv"):
        read_returns(f"{path}/west.csv")
    assert "an archive of 2 tables" in refused(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_parquet(tmp_path, share):
    path = tmp_path / "returns.parquet"
    with duckdb.connect() as database:
        database.execute(
            f"COPY (SELECT 'N' AS region, i AS station, 5 AS valid, 5 AS \"votes:A\" FROM range(9999) r(i)) TO '{path}'"
        )
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert "a broken" in refused(path)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("DATE '2021-01-10'", "Date"), ("[1, 2]", "List"), ("true", "Boolean"), ("{'a': 1}", "Struct")],
)
def test_a_parquet_with_another_type(tmp_path, kind, said):
    path = tmp_path / "returns.parquet"
    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT 'N' AS region, 'a' AS station, {kind} AS valid, 5 AS \"votes:A\") TO '{path}'")
    assert f"the column 'valid' of type {said}; expected whole numbers" in refused(path)


@pytest.mark.parametrize(
    ("number", "tallied"), [("5.0::DOUBLE", 1), ("5.5::DOUBLE", 0), ("5::DECIMAL(9,2)", 1), ("-5", 0), ("'5'", 1)]
)
def test_numbers_of_other_types_in_parquet_count_when_they_are_whole(tmp_path, number, tallied):
    path = tmp_path / "returns.parquet"
    with duckdb.connect() as database:
        database.execute(
            "COPY (SELECT 'N' AS region, station, valid, 5 AS \"votes:A\" FROM "
            f"(VALUES ('a', {number}), ('b', '9'::{'VARCHAR' if chr(39) in number else 'INTEGER'})) t(station, valid)) "
            f"TO '{path}'"
        )
    returns = read_returns(str(path))
    assert (returns.rows_tallied, returns.refused) == (1 + tallied, 1 - tallied)


@pytest.mark.parametrize("name", ["returns.xlsx", "returns.ods", "returns.xls"])
def test_a_broken_workbook(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    assert "a broken" in refused(path)


@pytest.mark.parametrize("cell", ["-3", "12.5", "1,204", "1e3", "abc", "", "10000000000", "0x10", "NaN", "५", "1 204"])
def test_a_number_that_is_none_is_refused_with_line_column_and_cell(tmp_path, cell):
    path = written(tmp_path, *FIVE, f'South,203,500,400,5,"{cell}",300,95')
    returns = read_returns(str(path))
    assert (returns.rows_read, returns.rows_tallied, returns.refused) == (6, 5, 1)
    (mistake,) = returns.refusals[0].sample
    assert mistake.line == 7
    assert "valid" in mistake.at
    assert mistake.found == (repr(cell) if cell else "nothing")


@pytest.mark.parametrize("row", ["South,203,500,400,5,395,300", "South,203,500,400,5,395,300,95,1"])
def test_a_line_with_more_or_fewer_cells_is_refused_with_its_line(tmp_path, row):
    returns = read_returns(str(written(tmp_path, *FIVE[:2], row, *FIVE[2:])))
    assert (returns.rows_read, returns.rows_tallied, returns.refused) == (6, 5, 1)
    assert returns.refusals[0].sample[0].line == 4


def test_a_missing_column_is_told_with_those_present(tmp_path):
    profile = as_profile(
        {
            "profile": "mine",
            "title": "mine",
            "levels": {"station": "uik"},
            "fields": {"valid": "bulletins"},
            "lists": {"columns": "votes:.+"},
        }
    )
    message = refused(written(tmp_path, *FIVE), profile)
    assert "line 1" in message
    assert "uik" in message
    assert "bulletins" in message


def test_an_extra_column_is_told(tmp_path):
    path = written(tmp_path, "N,1,5,5,x", header="region,station,valid,votes:A,comment")
    assert "region,station" in refused(path)
    profile = as_profile(
        {
            "profile": "mine",
            "title": "mine",
            "levels": {"region": "region", "station": "station"},
            "fields": {"valid": "valid"},
            "lists": {"columns": "votes:.+"},
        }
    )
    assert read_returns(str(path), profile).unused == ("comment",)


def test_a_column_twice(tmp_path):
    assert "twice" in refused(written(tmp_path, "N,1,5,5,5", header="region,station,valid,valid,votes:A"))


def test_a_station_twice_with_the_same_figures_counts_once(tmp_path):
    returns = read_returns(str(written(tmp_path, *FIVE, FIVE[1])))
    assert (returns.rows_read, returns.rows_tallied, returns.refused) == (6, 5, 1)
    assert "North / 102 2 times, all the same" in returns.refusals[0].sample[0].found


def test_a_station_twice_with_other_figures_is_refused_in_both_rows(tmp_path):
    returns = read_returns(str(written(tmp_path, *FIVE, "North,102,900,500,0,500,251,249")))
    assert (returns.rows_read, returns.rows_tallied, returns.refused) == (6, 4, 2)
    assert "102 2 times, with different figures" in returns.refusals[0].sample[0].found


def test_a_station_that_belongs_to_two_regions_is_refused_in_both(tmp_path):
    returns = read_returns(str(written(tmp_path, *FIVE, "West,102,900,500,0,500,250,250")))
    assert (returns.rows_tallied, returns.refused) == (4, 2)
    assert "102 in region 'North' and 'West'" in returns.refusals[0].sample[0].found


def test_a_quote_that_is_never_closed_does_not_swallow_rows_in_silence(tmp_path):
    rows = [*FIVE[:2], 'North,"103,800,400,5,395,100,295', *FIVE[3:]]
    message = refused(written(tmp_path, *rows))
    assert "line 4" in message
    assert "quote" in message


def test_zero_bytes(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_bytes(b"region,station\x00,valid,votes:A\nN,1,5,5\n")
    assert "zero bytes" in refused(path)


def test_an_unknown_encoding(tmp_path):
    assert "the unknown encoding 'latin-99'" in refused(written(tmp_path, *FIVE), encoding="latin-99")


def test_a_million_bad_rows_are_counted_and_sampled(tmp_path):
    path = tmp_path / "returns.csv"
    with path.open("w") as file:
        file.write("region,station,registered,votes:A\n")
        file.writelines(f"North,{row},100,50\n" for row in range(5))
        for block in range(100):
            file.writelines(f"West,w{block}-{row},x,5\n" for row in range(10_000))
    returns = read_returns(str(path))
    assert (returns.rows_read, returns.rows_tallied, returns.refused) == (1_000_005, 5, 1_000_000)
    (refusal,) = returns.refusals
    assert refusal.rows == 1_000_000
    assert [mistake.line for mistake in refusal.sample] == list(range(7, 17))


def test_nothing_but_bad_rows_is_refused_as_a_whole(tmp_path):
    message = refused(written(tmp_path, "N,1,x,5,5,5,5,5", "N,2,x,5,5,5,5,5"))
    assert "2 rows, none of which can be used" in message
