from __future__ import annotations

from pathlib import Path

import pytest
from vote_tables import VOTES_OF_2021, only_mistake, table

from hemicycle.count.files import read_votes
from hemicycle.count.votes import Votes


def counted(path: Path) -> dict[tuple[str, str], int]:
    votes = read_votes(path)
    assert isinstance(votes, Votes)
    assert votes.measure == "votes"
    assert list(votes.ballots) == ["votes"]
    return dict(votes.ballots["votes"])


def test_a_table_of_lists_and_votes(tmp_path: Path):
    rows = "".join(f"{party},{votes}\n" for party, votes in VOTES_OF_2021.items())
    cells = counted(table(tmp_path, "party,votes\n" + rows))
    assert cells == {("*", party): votes for party, votes in VOTES_OF_2021.items()}
    # the commission's own total of the votes for lists
    assert sum(cells.values()) == 7_241_562


def test_names_may_hold_commas_quotes_line_breaks_and_any_letters(tmp_path: Path):
    text = 'party,votes\n"Justice, Truth",10\n"the ""Left""",20\n"two\nlines",30\nӘділет,40\n'
    assert counted(table(tmp_path, text)) == {
        ("*", "Justice, Truth"): 10,
        ("*", 'the "Left"'): 20,
        ("*", "two\nlines"): 30,
        ("*", "Әділет"): 40,
    }


@pytest.mark.parametrize(
    "text",
    [
        "party,votes\na,1\nb,2\n",
        "party,votes\na,1\nb,2",
        "party,votes\r\na,1\r\nb,2\r\n",
        "party,votes\ra,1\rb,2\r",
        "\nparty,votes\n\na,1\n , \nb,2\n\n",
        " party , votes \n a , 1 \n b , 2 \n",
        "votes,party\n1,a\n2,b\n",
        "party,votes,share,source\na,1,33.3,x\nb,2,66.7,y\n",
        "district,party,votes\n*,a,1\n*,b,2\n",
        "district,party,votes\n,a,1\n,b,2\n",
        "party,votes\na,001\nb,2\n",
    ],
)
def test_ways_to_write_the_same_table(text: str, tmp_path: Path):
    assert counted(table(tmp_path, text)) == {("*", "a"): 1, ("*", "b"): 2}


def test_a_list_without_votes_stands_in_the_count(tmp_path: Path):
    assert counted(table(tmp_path, "party,votes\na,5\nb,0\n")) == {("*", "a"): 5, ("*", "b"): 0}


def test_rows_by_district_are_kept_apart(tmp_path: Path):
    text = "district,party,votes\nnorth,a,1\nsouth,a,2\nnorth,b,3\nsouth,b,4\n"
    assert counted(table(tmp_path, text)) == {
        ("north", "a"): 1,
        ("south", "a"): 2,
        ("north", "b"): 3,
        ("south", "b"): 4,
    }


def test_a_row_for_the_whole_country_that_agrees_with_its_districts_is_left_out(tmp_path: Path):
    text = "district,party,votes\nnorth,a,1\nsouth,a,2\n*,a,3\nnorth,b,4\nsouth,b,5\n*,b,9\n"
    cells = counted(table(tmp_path, text))
    assert cells == {("north", "a"): 1, ("south", "a"): 2, ("north", "b"): 4, ("south", "b"): 5}


def test_a_list_given_for_the_whole_country_alone_stays_beside_lists_by_district(tmp_path: Path):
    text = "district,party,votes\nnorth,a,1\nsouth,a,2\n*,b,9\n"
    assert counted(table(tmp_path, text)) == {("north", "a"): 1, ("south", "a"): 2, ("*", "b"): 9}


def test_a_row_for_the_whole_country_that_contradicts_its_districts(tmp_path: Path):
    path = table(tmp_path, "district,party,votes\nnorth,a,1\nsouth,a,2\nnorth,b,7\n*,a,4\n")
    mistake = only_mistake(read_votes, path)
    assert (mistake.file, mistake.line) == (str(path), 5)
    assert "4 votes of a in the whole country" in mistake.found
    assert "3, the sum of its districts" in mistake.expected


@pytest.mark.parametrize("word", ["total", "TOTAL", "Totals", "sum", "Итого", "всего", "Барлығы"])
def test_a_total_is_checked_and_left_out(word: str, tmp_path: Path):
    assert counted(table(tmp_path, f"party,votes\na,1\nb,2\n{word},3\n")) == {("*", "a"): 1, ("*", "b"): 2}


def test_a_total_may_come_first(tmp_path: Path):
    assert counted(table(tmp_path, "party,votes\nTotal,3\na,1\nb,2\n")) == {("*", "a"): 1, ("*", "b"): 2}


def test_every_district_may_have_its_total_and_the_country_one_too(tmp_path: Path):
    text = "district,party,votes\nn,a,1\nn,b,2\nn,total,3\ns,a,4\ns,b,5\ns,total,9\n*,total,12\n"
    assert len(counted(table(tmp_path, text))) == 4


@pytest.mark.parametrize(
    ("text", "line", "found", "expected"),
    [
        ("party,votes\na,1\nb,2\ntotal,4\n", 4, "a total of 4", "3, the sum of the other rows"),
        ("party,votes\ntotal,2\na,1\nb,2\n", 2, "a total of 2", "3, the sum of the other rows"),
        ("district,party,votes\nn,a,1\nn,b,2\ns,a,4\nn,total,7\n", 5, "a total of 7", "3, the sum of the other rows"),
        ("district,party,votes\nn,a,1\ns,a,4\n*,total,6\n", 4, "a total of 6", "5, the sum of the other rows"),
        ("party,votes\na,1\ntotal,one\n", 3, "'one'", "a whole number"),
    ],
)
def test_a_total_that_contradicts_its_parts(text: str, line: int, found: str, expected: str, tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, text))
    assert (mistake.line, mistake.at) == (line, "column votes")
    assert found in mistake.found
    assert expected in mistake.expected


@pytest.mark.parametrize(
    ("cell", "found", "expected"),
    [
        ("-1", "'-1'", "a whole number, 0 or more"),
        ("+1", "'+1'", "a whole number, 0 or more"),
        ("1.5", "'1.5'", "a whole number, 0 or more"),
        ("1.0", "'1.0'", "a whole number, 0 or more"),
        ("1e3", "'1e3'", "a whole number, 0 or more"),
        ("many", "'many'", "a whole number, 0 or more"),
        ("nan", "'nan'", "a whole number, 0 or more"),
        ("inf", "'inf'", "a whole number, 0 or more"),
        ("0x10", "'0x10'", "a whole number, 0 or more"),
        ("1_000", "'1_000'", "a whole number, 0 or more"),
        ("½", "'½'", "a whole number, 0 or more"),
        ("²", "'²'", "a whole number, 0 or more"),
        ("٣", "'٣'", "a whole number, 0 or more"),
        ("", "nothing", "a whole number, 0 or more"),
        ("1 000", "'1 000'", "without separators, such as 1000"),
        ("1\u00a0000", "000'", "without separators, such as 1000"),
        ('"1,000"', "'1,000'", "without separators, such as 1000"),
        ("1'000", "1'000", "without separators, such as 1000"),
        ("9" * 19, "a number of 19 digits", "a number up to 999,999,999,999,999,999"),
        ("9" * 5000, "a number of 5000 digits", "a number up to"),
    ],
)
def test_what_is_no_count_of_votes(cell: str, found: str, expected: str, tmp_path: Path):
    path = table(tmp_path, f"party,votes\na,7\nb,{cell}\n")
    mistake = only_mistake(read_votes, path)
    assert (mistake.file, mistake.line, mistake.at) == (str(path), 3, "column votes")
    assert found in mistake.found
    assert expected in mistake.expected


def test_the_largest_number_that_is_read(tmp_path: Path):
    assert counted(table(tmp_path, f"party,votes\na,{10**18 - 1}\n")) == {("*", "a"): 10**18 - 1}


@pytest.mark.parametrize(
    ("text", "line", "found", "expected"),
    [
        ("party,votes\na,1\nb,2\na,3\n", 4, "'a'", "each list once; it stands in line 2 already"),
        ("district,party,votes\nn,a,1\nn,a,1\n", 3, "'a'", "each list once; it stands in line 2 already"),
        ("party,votes\na,1\n,2\n", 3, "nothing", "the name of a list"),
        ("votes\n1\n", 1, "the columns votes", "also the column party"),
        ("party\na\n", 1, "the columns party", "also the column votes"),
        ("party,vote\na,1\n", 1, "the columns party, vote", "also the column votes"),
        ("Party,Votes\na,1\n", 1, "the columns Party, Votes", "also the column party"),
        ("party,votes,votes\na,1,2\n", 1, "the column 'votes' twice", "each column once"),
        ("party,votes\na,1,2\n", 2, "3 cells", "2, as in the first line"),
        ("party,votes\na,1\nb\n", 3, "1 cells", "2, as in the first line"),
        ("party,votes\n", 1, "no rows", "at least one row"),
        ("party,votes\ntotal,0\n", 2, "no lists", "a row for each list"),
        ('party,votes\na,1\n"b,2\n', 3, "broken quoting", "cells as CSV writes them"),
        ('party,votes\n"a"b,2\n', 2, "broken quoting", "cells as CSV writes them"),
    ],
)
def test_a_table_that_can_not_be_right(text: str, line: int, found: str, expected: str, tmp_path: Path):
    path = table(tmp_path, text)
    mistake = only_mistake(read_votes, path)
    assert (mistake.file, mistake.line) == (str(path), line)
    assert found in mistake.found
    assert expected in mistake.expected


def test_lines_are_counted_through_line_breaks_in_cells(tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, 'party,votes\n"two\nlines",1\n\nb,x\n'))
    assert mistake.line == 5


@pytest.mark.parametrize("text", ["", "\n \n", "\t"])
def test_an_empty_file(text: str, tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, text))
    assert (mistake.found, mistake.expected) == ("an empty file", "some content")


def test_a_file_that_is_not_there(tmp_path: Path):
    assert only_mistake(read_votes, tmp_path / "votes.csv").found == "no such file"


def test_a_directory_in_place_of_a_file(tmp_path: Path):
    assert only_mistake(read_votes, tmp_path).found == "a directory"


def test_lists_without_any_votes(tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, "party,votes\na,0\nb,0\n"))
    assert (mistake.found, mistake.expected) == ("no votes at all", "votes for one list at least")
