from __future__ import annotations

from pathlib import Path

import pytest
from vote_tables import only_mistake, table

from hemicycle.count.files import read_folder
from hemicycle.law.catalogue import find_law
from hemicycle.outcome.elect import elect

BY_DISTRICT = "district,party,votes\nnorth,a,60\nnorth,b,40\nsouth,a,30\nsouth,b,70\n"


def test_a_folder_with_votes_alone(tmp_path: Path):
    table(tmp_path, "party,votes\na,1\n")
    votes = read_folder(tmp_path)
    assert dict(votes.ballots["votes"]) == {("*", "a"): 1}
    assert dict(votes.counts) == {}


@pytest.mark.parametrize(
    ("file", "ballot"),
    [
        ("votes_first.csv", "first"),
        ("votes_constituency.csv", "first"),
        ("votes_runoff.csv", "runoff"),
        ("votes_repeat.csv", "repeat_vote"),
    ],
)
def test_ballots_beside_the_list_ballot(file: str, ballot: str, tmp_path: Path):
    table(tmp_path, "party,votes\na,1\n")
    table(tmp_path, "district,party,votes\nd1,x,5\nd1,y,6\n", file)
    votes = read_folder(tmp_path)
    assert set(votes.ballots) == {"votes", ballot}
    assert dict(votes.ballots[ballot]) == {("d1", "x"): 5, ("d1", "y"): 6}


def test_other_files_are_left_alone(tmp_path: Path):
    table(tmp_path, "party,votes\na,1\n")
    table(tmp_path, "anything\n", "notes.csv")
    assert set(read_folder(tmp_path).ballots) == {"votes"}


def test_more_valid_votes_than_the_lists_have(tmp_path: Path):
    table(tmp_path, "party,votes\na,60\nb,30\n")
    table(tmp_path, "district,item,number\n*,registered,500\n*,valid,100\n", "counts.csv")
    assert dict(read_folder(tmp_path).counts) == {"registered": {"*": 500}, "valid": {"*": 100}}


def test_valid_votes_decide_who_reaches_the_threshold(tmp_path: Path):
    """7 of 93 is more than 7 %, 7 of 101 is less."""
    table(tmp_path, "party,votes\na,43\nb,43\nc,7\n")
    law = find_law("kz-mazhilis@2021-01-10")
    assert "c" in elect(law, read_folder(tmp_path)).totals
    table(tmp_path, "district,item,number\n*,valid,101\n", "counts.csv")
    assert "c" not in elect(law, read_folder(tmp_path)).totals


def test_fewer_valid_votes_than_the_lists_have(tmp_path: Path):
    table(tmp_path, "party,votes\na,60\nb,30\n")
    path = table(tmp_path, "district,item,number\n*,valid,89\n", "counts.csv")
    mistake = only_mistake(read_folder, tmp_path)
    assert (mistake.file, mistake.line, mistake.at) == (str(path), 2, "column number")
    assert "'89'" in mistake.found
    assert "at least 90 valid votes, the sum of votes.csv" in mistake.expected


def test_valid_votes_by_district(tmp_path: Path):
    table(tmp_path, BY_DISTRICT)
    table(tmp_path, "district,item,number\nnorth,valid,110\nsouth,valid,100\n", "counts.csv")
    assert dict(read_folder(tmp_path).counts) == {"valid": {"north": 110, "south": 100}}


def test_fewer_valid_votes_in_one_district(tmp_path: Path):
    table(tmp_path, BY_DISTRICT)
    table(tmp_path, "district,item,number\nnorth,valid,110\nsouth,valid,99\n", "counts.csv")
    mistake = only_mistake(read_folder, tmp_path)
    assert mistake.line == 3
    assert "at least 100" in mistake.expected


def test_valid_votes_by_district_are_summed_under_a_law_that_counts_nationwide(tmp_path: Path):
    table(tmp_path, BY_DISTRICT)
    table(tmp_path, "district,item,number\nnorth,valid,110\nsouth,valid,120\n", "counts.csv")
    outcome = elect(find_law("kz-mazhilis@2021-01-10"), read_folder(tmp_path))
    assert outcome.trace[0].says.startswith("threshold: 7 % of 230 valid votes")
    assert outcome.totals == {"b": 54, "a": 44}


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("district,item,number\n*,valid,many\n", 2, "'many'"),
        ("district,item,number\n*,valid,-1\n", 2, "'-1'"),
        ("district,item\n*,valid\n", 1, "the columns district, item"),
        ("item,number\nvalid,9\n", 1, "the columns item, number"),
        ("district,item,number\n*,valid,9\n*,valid,8\n", 3, ""),
    ],
)
def test_bad_counts(text: str, line: int, found: str, tmp_path: Path):
    table(tmp_path, "party,votes\na,1\n")
    path = table(tmp_path, text, "counts.csv")
    mistake = only_mistake(read_folder, tmp_path)
    assert (mistake.file, mistake.line) == (str(path), line)
    assert found in mistake.found


def test_a_mistake_in_another_ballot_names_its_file(tmp_path: Path):
    table(tmp_path, "party,votes\na,1\n")
    path = table(tmp_path, "district,party,votes\nd1,x,-5\n", "votes_first.csv")
    mistake = only_mistake(read_folder, tmp_path)
    assert (mistake.file, mistake.line) == (str(path), 2)


def test_a_folder_without_votes(tmp_path: Path):
    mistake = only_mistake(read_folder, tmp_path)
    assert mistake.file == str(tmp_path)
    assert mistake.found == "a folder without votes.csv"
