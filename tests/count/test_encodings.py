from __future__ import annotations

from pathlib import Path

import pytest
from vote_tables import only_mistake, table

from hemicycle.count.files import PLAIN, Reading, read_folder, read_votes
from hemicycle.count.votes import Votes

TEXT = "party,votes\nНародная партия,60\nАуыл,40\n"
CELLS = {("*", "Народная партия"): 60, ("*", "Ауыл"): 40}


def counted(path: Path, reading: Reading) -> dict[tuple[str, str], int]:
    votes = read_votes(path, reading)
    assert isinstance(votes, Votes)
    return dict(votes.ballots["votes"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1251", "koi8-r"])
def test_the_encoding_that_the_caller_names(encoding: str, tmp_path: Path):
    assert counted(table(tmp_path, TEXT, encoding=encoding), Reading(encoding)) == CELLS


@pytest.mark.parametrize("separator", [";", "\t", "|", ":"])
def test_the_separator_that_the_caller_names(separator: str, tmp_path: Path):
    path = table(tmp_path, TEXT.replace(",", separator))
    assert counted(path, Reading(separator=separator)) == CELLS


def test_encoding_and_separator_together(tmp_path: Path):
    path = table(tmp_path, TEXT.replace(",", ";"), encoding="windows-1251")
    assert counted(path, Reading("windows-1251", ";")) == CELLS


def test_every_file_of_a_folder_is_read_as_the_caller_says(tmp_path: Path):
    reading = Reading("utf-16", ";")
    table(tmp_path, TEXT.replace(",", ";"), encoding="utf-16")
    table(tmp_path, "district;party;votes\nd1;Сейтов;5\n", "votes_first.csv", "utf-16")
    table(tmp_path, "district;item;number\n*;valid;120\n", "counts.csv", "utf-16")
    votes = read_folder(tmp_path, reading)
    assert dict(votes.ballots["votes"]) == CELLS
    assert dict(votes.ballots["first"]) == {("d1", "Сейтов"): 5}
    assert dict(votes.counts) == {"valid": {"*": 120}}


@pytest.mark.parametrize(
    ("encoding", "found", "expected", "line"),
    [
        ("utf-8-sig", "UTF-8 with a byte-order mark", "--encoding utf-8-sig", 1),
        ("utf-16", "UTF-16 text", "--encoding utf-16", 1),
        ("utf-16-le", "zero bytes", "--encoding utf-16", 1),
        ("utf-16-be", "zero bytes", "--encoding utf-16", 1),
        ("utf-32", "UTF-32 text", "--encoding utf-32", 1),
        ("windows-1251", "Windows-1251 text", "--encoding windows-1251", 2),
    ],
)
def test_another_encoding_is_named_and_never_guessed(
    encoding: str, found: str, expected: str, line: int, tmp_path: Path
):
    path = table(tmp_path, TEXT, encoding=encoding)
    mistake = only_mistake(read_votes, path, PLAIN)
    assert (mistake.file, mistake.line) == (str(path), line)
    assert found in mistake.found
    assert expected in mistake.expected


def test_western_letters_are_not_called_cyrillic(tmp_path: Path):
    path = tmp_path / "votes.csv"
    path.write_bytes(b"party,votes\nB\xe4rgerliste,1\n\x80\x99\x96,2\n")
    assert "text in another encoding" in only_mistake(read_votes, path).found


def test_an_encoding_that_does_not_fit(tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, TEXT, encoding="windows-1251"), Reading("ascii"))
    assert mistake.line == 2
    assert "which is not ascii" in mistake.found


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", "undefined"])
def test_an_encoding_that_is_none(encoding: str, tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, TEXT), Reading(encoding))
    assert encoding in mistake.found
    assert "utf-8" in mistake.expected


@pytest.mark.parametrize(
    ("separator", "called", "flag"),
    [(";", "semicolons", "--separator ';'"), ("\t", "tabs", r"--separator $'\t'"), ("|", "bars", "--separator '|'")],
)
def test_another_separator_is_named_and_never_guessed(separator: str, called: str, flag: str, tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, TEXT.replace(",", separator)))
    assert mistake.line == 1
    assert called in mistake.found
    assert flag in mistake.expected


def test_commas_where_the_caller_says_semicolons(tmp_path: Path):
    mistake = only_mistake(read_votes, table(tmp_path, TEXT), Reading(separator=";"))
    assert "commas" in mistake.found
    assert "';'" in mistake.expected
