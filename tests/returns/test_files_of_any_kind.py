"""The same five returns in every dress a file can wear."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from fractions import Fraction

import duckdb
import pytest
import xlsxwriter
from polling_stations import FIVE, HEADER, returns_text

from hemicycle.count.tally import tally
from hemicycle.returns.profile import Writing, as_profile
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

ROWS = [HEADER.split(","), *(row.split(",") for row in FIVE)]


def tallied(source, **writing):
    return tally(read_returns(str(source), writing=Writing(**writing)), "region")


def assert_the_five(added, names=("North", "South")):
    assert added.whole.stations == 5
    assert added.whole.fields["registered"] == 3950
    assert added.whole.fields["issued"] == 2250
    assert added.whole.votes == {"A": 1100, "B": 1115}
    assert added.whole.turnout == Fraction(2250, 3950)
    assert [unit.unit for unit in added.units] == [(name,) for name in names]
    assert [unit.votes["A"] for unit in added.units] == [750, 350]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_found_out(tmp_path, separator, ends):
    path = tmp_path / "returns.csv"
    path.write_bytes(ends.join(separator.join(row) for row in ROWS).encode())
    assert_the_five(tallied(path))


def test_another_separator_is_read_when_named(tmp_path):
    path = tmp_path / "returns.txt"
    path.write_text("\n".join("~".join(row) for row in ROWS))
    assert_the_five(tallied(path, separator="~"))


CYRILLIC = returns_text(*FIVE).replace("North", "Север").replace("South", "Юг")
GREEK = returns_text(*FIVE).replace("North", "Βορράς").replace("South", "Νότος")
TURKISH = returns_text(*FIVE).replace("North", "Iğdır").replace("South", "Şırnak")


@pytest.mark.parametrize(
    ("encoding", "text", "names"),
    [
        ("windows-1251", CYRILLIC, ("Север", "Юг")),
        ("koi8-r", CYRILLIC, ("Север", "Юг")),
        ("cp866", CYRILLIC, ("Север", "Юг")),
        ("iso8859-5", CYRILLIC, ("Север", "Юг")),
        ("windows-1253", GREEK, ("Βορράς", "Νότος")),
        ("windows-1254", TURKISH, ("Iğdır", "Şırnak")),
        ("utf-16-le", CYRILLIC, ("Север", "Юг")),
    ],
)
def test_an_encoding_is_read_when_named(tmp_path, encoding, text, names):
    path = tmp_path / "returns.csv"
    path.write_bytes(text.encode(encoding))
    assert_the_five(tallied(path, encoding=encoding), names)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_mark_themselves_are_read_as_they_are(tmp_path, encoding):
    path = tmp_path / "returns.csv"
    path.write_bytes(CYRILLIC.encode(encoding))
    assert_the_five(tallied(path), ("Север", "Юг"))


def test_an_encoding_that_has_no_mark_is_refused_with_the_one_it_looks_like(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_bytes(CYRILLIC.replace("Север", "Северо-Казахстанская область").encode("windows-1251"))
    with pytest.raises(BadInput) as refused:
        read_returns(str(path))
    assert "line 2" in str(refused.value)
    assert "--encoding" in str(refused.value)


def test_gzip_is_unpacked(tmp_path):
    path = tmp_path / "returns.csv.gz"
    path.write_bytes(gzip.compress(returns_text(*FIVE).encode()))
    assert_the_five(tallied(path))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_of_an_archive_is_read(tmp_path, method):
    path = tmp_path / "country.zip"
    with zipfile.ZipFile(path, "w", method) as packed:
        packed.writestr("readme.txt", "nothing")
        packed.writestr("folder/returns.csv", returns_text(*FIVE))
    assert_the_five(tallied(path / "folder" / "returns.csv"))


def test_an_archive_of_one_table_needs_no_name(tmp_path):
    path = tmp_path / "country.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("returns.csv", returns_text(*FIVE))
        packed.writestr("readme.md", "nothing")
    assert_the_five(tallied(path))


def test_parquet_is_read_with_its_types(tmp_path):
    path = tmp_path / "returns.parquet"
    plain = tmp_path / "returns.csv"
    plain.write_text(returns_text(*FIVE))
    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT * FROM read_csv('{plain}')) TO '{path}' (FORMAT parquet)")
    assert_the_five(tallied(path))


def workbook(path, rows, sheet="returns", above=0):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("cover").write_string(0, 0, "Election")
        table = book.add_worksheet(sheet)
        for line, row in enumerate(rows, above):
            for place, cell in enumerate(row):
                table.write(line, place, int(cell) if cell.isdigit() else cell)


def test_a_sheet_of_a_workbook_is_read(tmp_path):
    path = tmp_path / "returns.xlsx"
    workbook(path, ROWS)
    assert_the_five(tallied(path, sheet="returns"))


def test_lines_above_the_names_of_columns_are_skipped_in_a_workbook(tmp_path):
    path = tmp_path / "returns.xlsx"
    workbook(path, ROWS, above=3)
    assert_the_five(tallied(path, sheet="returns", skip=3))


def test_a_line_refused_in_a_workbook_is_told_as_spreadsheets_number_it(tmp_path):
    path = tmp_path / "returns.xlsx"
    rows = [list(row) for row in ROWS]
    rows[3][4] = "many"
    workbook(path, rows, above=2)
    returns = read_returns(str(path), writing=Writing(sheet="returns", skip=2))
    assert [mistake.line for refusal in returns.refusals for mistake in refusal.sample] == [6]


def test_text_saved_under_the_name_of_a_workbook_is_read_as_text(tmp_path):
    path = tmp_path / "returns.xls"
    path.write_text("\n".join("\t".join(row) for row in ROWS))
    assert_the_five(tallied(path))


def quoted(rows):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def test_quoted_cells_may_hold_separators_and_lines(tmp_path):
    path = tmp_path / "returns.csv"
    rows = [list(row) for row in ROWS]
    rows[1][1] = 'school "5", \nground floor'
    path.write_text(quoted(rows))
    assert_the_five(tallied(path))


def profile(**writing):
    return as_profile(
        {
            "profile": "mine",
            "title": "mine",
            "levels": {"region": "region", "station": "station"},
            "key": ["station"],
            "fields": {name: name for name in ("registered", "issued", "invalid", "valid")},
            "lists": {"columns": ["votes:A", "votes:B"]},
            "writing": writing,
        }
    )


@pytest.mark.parametrize(
    ("mark", "thousands"),
    [(",", ","), (".", "."), (" ", " "), ("\u00a0", " "), ("\u202f", " "), ("'", "'"), ("’", "’")],
)
def test_marks_of_thousands_are_read_where_a_profile_names_them(tmp_path, mark, thousands):
    path = tmp_path / "returns.csv"
    rows = [[cell.replace("1000", f"1{mark}000").replace("1200", f"1{mark}200") for cell in row] for row in ROWS]
    path.write_text(quoted(rows), encoding="utf-8")
    decimal = "," if mark == "." else "."
    assert_the_five(tally(read_returns(str(path), profile(thousands=thousands, decimal=decimal)), "region"))
    refused = read_returns(str(path), profile())
    assert refused.refused == 2, "without the profile's word 1.000 could be one"


@pytest.mark.parametrize(("decimal", "zeros"), [(".", ".0"), (",", ",00"), (".", ".000")])
def test_decimals_that_are_zeros_are_read_where_a_profile_names_them(tmp_path, decimal, zeros):
    path = tmp_path / "returns.csv"
    head, *rows = ROWS
    path.write_text(quoted([head, *([*row[:2], *(cell + zeros for cell in row[2:])] for row in rows)]))
    assert_the_five(tally(read_returns(str(path), profile(decimal=decimal)), "region"))


def test_a_table_that_passed_through_floats_is_read(tmp_path):
    path = tmp_path / "returns.csv"
    head, *rows = ROWS
    path.write_text(
        "\n".join(",".join(row) for row in [head, *([*row[:2], *(f"{c}.0" for c in row[2:])] for row in rows)])
    )
    assert_the_five(tallied(path))
