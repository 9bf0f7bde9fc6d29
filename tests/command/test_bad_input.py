from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from command_runs import Command, Ran
from council_act import COUNCIL_ACT

Write = Callable[..., Path]
LAW = ("--law", "kz-mazhilis", "--date", "2021-01-10")
GOOD = "party,votes\na,60\nb,40\n"
LARGE = "9" * 30


def assert_one_message(ran: Ran, where: str, found: str, expected: str):
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"hemicycle: {where}")
    _, _, rest = ran.err.partition(": found ")
    was, _, should = rest.partition("; expected ")
    assert found in was
    assert expected in should


@pytest.mark.parametrize(
    ("args", "where", "found", "expected"),
    [
        (("elect", "kz-mazhilis-1999"), "the archive", "no election 'kz-mazhilis-1999'", "kz-mazhilis-2021"),
        (("elect", "x" * 5000), "", "x" * 5000, ""),
        (("law", "check", "x" * 5000), "", "", ""),
        (("elect", "nowhere.csv", *LAW), "nowhere.csv", "no such file", "a file that exists"),
        (("elect", "no/such/folder", *LAW), "no/such/folder", "no such file", "a file that exists"),
        (("elect", "kz-mazhilis-2021", "--law", "kz-senate"), "--law", "the unknown law 'kz-senate'", "kz-mazhilis"),
        (("elect", "kz-mazhilis-2021", "--law", "nowhere.yaml"), "nowhere.yaml", "no such file", "a file that exists"),
        (("law", "show", "kz-senate"), "--law", "the unknown law 'kz-senate'", "kz-mazhilis"),
        (("law", "show", "kz-mazhilis@someday"), "--law", "someday", "a date after the @"),
        (("law", "diff", "kz-mazhilis@2021-01-10", "kz-mazhilis@1990-01-01"), "--date", "1990-01-01", "2004-04-14"),
        (("law", "check", "nowhere.yaml"), "nowhere.yaml", "no such file", "a file that exists"),
        (("elect", "kz-mazhilis-2021", "--stage", "midnight"), "--stage", "'midnight'", "preliminary"),
        (("elect", "kz-mazhilis-2021", "--stage", "exit-poll"), "--stage", "begins several stages", "exit-poll-public"),
        (("elect", "kz-mazhilis-2021", "--date", "1990-01-01"), "--date", "1990-01-01", "a day in 2004-04-14"),
        (("elect", "kz-mazhilis-2021", "--date", "2021-02-30"), "--date", "'2021-02-30'", "a date such as 2021-01-10"),
        (("elect", "kz-mazhilis-2021", "--date", "10.01.2021"), "--date", "'10.01.2021'", "a date such as 2021-01-10"),
        (("elect", "kz-mazhilis-2021", "--date", ""), "--date", "''", "a date such as 2021-01-10"),
        (("elect", "kz-mazhilis-2021", "--format", "xls"), "--format", "'xls'", "csv or parquet"),
        (("elect", "kz-mazhilis-2021", "--separator", ""), "--separator", "''", "one character"),
        (("elect", "kz-mazhilis-2021", "--facts", "f.yaml"), "--facts", "an election of the archive", "facts for"),
        (("compare", "kz-mazhilis-2016", "kz-2021"), "the archive", "no election 'kz-2021'", "kz-mazhilis-2021"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else "",
)
def test_words_of_the_command(args: tuple[str, ...], where: str, found: str, expected: str, hemicycle: Command):
    assert_one_message(hemicycle(*args), where, found, expected)


class Table(NamedTuple):
    """A table of votes that is refused: where, what was found, what was expected."""

    text: str
    line: int | None
    found: str
    expected: str
    encoding: str = "utf-8"


TABLES = {
    "negative": Table("party,votes\na,60\nb,-4\n", 3, "'-4'", "a whole number, 0 or more"),
    "fractional": Table("party,votes\na,60.5\n", 2, "'60.5'", "a whole number, 0 or more"),
    "not a number": Table("party,votes\na,many\n", 2, "'many'", "a whole number, 0 or more"),
    "empty": Table("party,votes\na,\nb,1\n", 2, "nothing", "a whole number, 0 or more"),
    "a list twice": Table("party,votes\na,1\nb,2\na,3\n", 4, "'a'", "each list once"),
    "no column of votes": Table("party,number\na,1\n", 1, "the columns party, number", "also the column votes"),
    "no column of lists": Table("name,votes\na,1\n", 1, "the columns name, votes", "also the column party"),
    "semicolons": Table("party;votes\na;1\n", 1, "columns separated by semicolons", "--separator ';'"),
    "tabs": Table("party\tvotes\na\t1\n", 1, "columns separated by tabs", "--separator"),
    "a byte-order mark": Table(GOOD, 1, "a byte-order mark", "--encoding utf-8-sig", "utf-8-sig"),
    "Windows-1251": Table("party,votes\nАуыл,1\n", 2, "Windows-1251 text", "--encoding windows-1251", "windows-1251"),
    "UTF-16": Table(GOOD, 1, "UTF-16 text", "--encoding utf-16", "utf-16"),
    "a total that is another": Table("party,votes\na,60\nb,40\ntotal,101\n", 4, "a total of 101", "100, the sum"),
    "a sum of districts that is another": Table(
        "district,party,votes\nn,a,1\ns,a,2\n*,a,4\n", 4, "4 votes of a in the whole country", "3, the sum"
    ),
    "a huge number": Table(f"party,votes\na,{LARGE}\n", 2, "a number of 30 digits", "a number up to"),
    "thousands apart": Table('party,votes\na,"1,000"\n', 2, "'1,000'", "without separators, such as 1000"),
    "an empty file": Table("", None, "an empty file", "some content"),
    "a header alone": Table("party,votes\n", 1, "no rows after the header", "at least one row"),
    "nobody has votes": Table("party,votes\na,0\n", None, "no votes at all", "votes for one list at least"),
    "a cell too many": Table("party,votes\na,1,2\n", 2, "3 cells", "2, as in the first line"),
    "a quote left open": Table('party,votes\n"a,1\n', 2, "broken quoting", "cells as CSV writes them"),
    "a share above all": Table("party,share\na,101\n", 2, "'101'", "a percentage from 0 to 100"),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_a_table_of_votes(name: str, form: tuple[str, ...], hemicycle: Command, written: Write):
    bad = TABLES[name]
    path = written("votes.csv", bad.text, bad.encoding)
    where = f"{path}, line {bad.line}" if bad.line else f"{path}: "
    assert_one_message(hemicycle("elect", path, *LAW, *form), where, bad.found, bad.expected)


@pytest.mark.parametrize("name", [name for name, bad in TABLES.items() if "share" not in bad.text])
def test_a_table_of_votes_in_a_folder(name: str, hemicycle: Command, written: Write):
    bad = TABLES[name]
    path = written("election/votes.csv", bad.text, bad.encoding)
    where = f"{path}, line {bad.line}" if bad.line else f"{path}: "
    assert_one_message(hemicycle("elect", path.parent, *LAW), where, bad.found, bad.expected)


def test_counts_that_contradict_the_votes(hemicycle: Command, written: Write):
    written("election/votes.csv", GOOD)
    path = written("election/counts.csv", "district,item,number\n*,valid,99\n")
    assert_one_message(
        hemicycle("elect", path.parent, *LAW), f"{path}, line 2", "'99'", "at least 100 valid votes, the sum"
    )


def test_a_folder_without_votes(hemicycle: Command, tmp_path: Path):
    assert_one_message(hemicycle("elect", tmp_path, *LAW), f"{tmp_path}: ", "a folder without votes.csv", "votes.csv")


def test_a_directory_with_the_name_of_a_table(hemicycle: Command, tmp_path: Path):
    (tmp_path / "votes.csv").mkdir()
    ran = hemicycle("elect", tmp_path / "votes.csv", *LAW)
    assert_one_message(ran, str(tmp_path / "votes.csv"), "a folder without votes.csv", "votes.csv")


def test_votes_without_a_law(hemicycle: Command, written: Write):
    path = written("votes.csv", GOOD)
    assert_one_message(hemicycle("elect", path), f"{path}: ", "votes without a law", "--law")


def test_a_law_without_a_date(hemicycle: Command, written: Write):
    ran = hemicycle("elect", written("votes.csv", GOOD), "--law", "kz-mazhilis")
    assert_one_message(ran, "--law", "'kz-mazhilis' without a date", "--date")


@pytest.mark.parametrize(
    ("text", "line", "found", "expected"),
    [
        ("", None, "an empty file", "some content"),
        ("- a\n", 1, "a list of 1", "a mapping"),
        ("lots: [\n", 2, "did not find expected node content", "a YAML document"),
        ("lists:\n  a: {nmae: A}\n", 2, "the unknown key 'nmae'", "name?"),
        ("\nlotz: []\n", 2, "the unknown key 'lotz'", "lots?"),
        ("lots: [{among: [a], drawn: [a]}]\n", 1, "a list of 1", "at least 2"),
        ("lots: [{among: [a, b]}]\n", 1, "no 'drawn'", "the key 'drawn'"),
        ("facts:\n  assembly_seats: {council: nine}\n", 2, "'nine'", "a number or a date"),
        ("facts:\n  assembly_seats: {council: 1/0}\n", 2, "'1/0'", "a number or a date"),
    ],
)
def test_facts(text: str, line: int | None, found: str, expected: str, hemicycle: Command, written: Write):
    votes, facts = written("votes.csv", GOOD), written("facts.yaml", text)
    where = f"{facts}, line {line}" if line else f"{facts}: "
    assert_one_message(hemicycle("elect", votes, *LAW, "--facts", facts), where, found, expected)


@pytest.mark.parametrize(
    "text",
    [
        "facts:\n  assembly_seats: {council: -9}\n",
        "facts:\n  assembly_seats: {council: 4.5}\n",
        "seats:\n  assembly: {council: -9}\n",
        "seats:\n  assembly: {council: 4.5}\n",
    ],
)
def test_facts_that_are_no_numbers_of_seats(text: str, hemicycle: Command, written: Write):
    ran = hemicycle("elect", written("votes.csv", GOOD), *LAW, "--facts", written("facts.yaml", text), "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "found" in ran.err
    assert "expected" in ran.err


def test_a_directory_in_place_of_facts(hemicycle: Command, written: Write, tmp_path: Path):
    ran = hemicycle("elect", written("votes.csv", GOOD), *LAW, "--facts", tmp_path)
    assert_one_message(ran, f"{tmp_path}: ", "a directory", "a file")


class Slip(NamedTuple):
    """A slip in a law document: what is written instead of what, the line, and what is said."""

    old: str
    new: str
    line: int | None
    found: str
    expected: str


SLIPS = {
    "unknown kind of step": Slip("- allot:", "- distribute:", 13, "the unknown key 'distribute'", "allot"),
    "misspelt key": Slip("chamber:", "chambr: x\nchamber:", 4, "the unknown key 'chambr'", "chamber?"),
    "no article": Slip("    cites: [s. 1]\n", "", 13, "no 'cites'", "the key 'cites'"),
    "impossible share": Slip(
        "  - allot", "  - admit: {votes: 700%}\n    cites: [s. 2]\n  - allot", 13, "'700%'", "a share from 0 to 100%"
    ),
    "unknown name": Slip("method: hare", "by: ballots, method: hare", 13, "the unknown name 'ballots'", "votes"),
    "unknown set": Slip("who: all", "who: passed", 13, "the unknown set 'passed'", "all"),
    "a number per list where none is meant": Slip(
        "{who: all, seats: 3", "{who: all, seats: votes", 13, "'votes'", "total"
    ),
    "unknown method": Slip("method: hare", "method: hair", 13, "'hair'", "'hare'"),
    "tiers that do not add up": Slip(
        "seats: 3\ntiers", "seats: 4\ntiers", 7, "4 seats, and tiers of 3", "the same sum"
    ),
    "key twice": Slip("act: Act No 1", "act: Act No 1\nact: Act No 2", 6, "the key 'act' again", "each key once"),
    "broken YAML": Slip("read_in: [the act]", "read_in: [the act", 16, "did not find expected", "a YAML document"),
    "wrong date": Slip("2000-01-01", "2000-13-01", 6, "'2000-13-01'", "a date such as"),
    "a list in place of a mapping": Slip(COUNCIL_ACT, "- a\n- b\n", 1, "a list of 2", "a mapping"),
    "empty file": Slip(COUNCIL_ACT, "", None, "an empty file", "some content"),
    "deep nesting": Slip("[the act]", "[" * 2000 + "]" * 2000, None, "nested too deeply", "a document people can read"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_law_document(name: str, hemicycle: Command, written: Write):
    slip = SLIPS[name]
    assert slip.old in COUNCIL_ACT
    path = written("act.yaml", COUNCIL_ACT.replace(slip.old, slip.new, 1))
    where = f"{path}, line {slip.line}" if slip.line else f"{path}: "
    assert_one_message(hemicycle("law", "check", path), where, slip.found, slip.expected)


def test_a_bad_law_document_is_refused_by_elect_too(hemicycle: Command, written: Write):
    law = written("act.yaml", COUNCIL_ACT.replace("method: hare", "method: hair"))
    ran = hemicycle("elect", written("votes.csv", GOOD), "--law", law, "--json")
    assert_one_message(ran, f"{law}, line 13", "'hair'", "'hare'")


def test_two_versions_in_force_on_one_day(hemicycle: Command, written: Write):
    written("laws/2000-01-01.yaml", COUNCIL_ACT)
    later = written("laws/2010-01-01.yaml", COUNCIL_ACT.replace("2000-01-01", "2010-01-01"))
    for checked in (later, later.parent):
        ran = hemicycle("law", "check", checked)
        assert_one_message(ran, f"{later}, line 6", "two versions of xx-council", "ends before 2010-01-01")


def test_several_mistakes_stand_in_a_line_each(hemicycle: Command, written: Write):
    path = written("act.yaml", COUNCIL_ACT.replace("method: hare", "method: hair").replace("[s. 1]", "[]"))
    ran = hemicycle("law", "check", path)
    assert (ran.status, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert f"{path}, line 13" in first
    assert f"{path}, line 14" in second


def test_a_directory_without_documents(hemicycle: Command, tmp_path: Path):
    ran = hemicycle("law", "check", tmp_path)
    assert_one_message(ran, f"{tmp_path}: ", "a folder without law documents", ".yaml")


@pytest.mark.parametrize(
    "allot",
    [
        "method: {quota: 0}",
        "method: {quota: -5}",
        "method: {quota: 1 / (total(votes) - 100)}",
        "method: hare, by: 1 / (votes - 60)",
        "method: hare, at_least: 1/2",
    ],
)
def test_a_formula_that_comes_to_what_can_not_be(allot: str, hemicycle: Command, written: Write):
    law = written("act.yaml", COUNCIL_ACT.replace("method: hare", allot))
    ran = hemicycle("elect", written("votes.csv", GOOD), "--law", law, "--json")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "expected" in ran.err


@pytest.mark.parametrize("form", [(), ("--json",), ("--format", "csv"), ("--format", "parquet")], ids=str)
def test_nothing_is_written_into_a_folder_that_is_not_there(form: tuple[str, ...], hemicycle: Command, tmp_path: Path):
    target = tmp_path / "nowhere" / "seats"
    ran = hemicycle("elect", "kz-mazhilis-2021", *form, "-o", target)
    assert_one_message(ran, f"{target}: ", "a place that can't be written", "a file in a folder that exists")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_behind_where_the_file_is_a_folder(hemicycle: Command, tmp_path: Path):
    (tmp_path / "seats").mkdir()
    ran = hemicycle("elect", "kz-mazhilis-2021", "--json", "-o", tmp_path / "seats")
    assert_one_message(ran, f"{tmp_path / 'seats'}: ", "a place that can't be written", "a file")
    assert [path.name for path in tmp_path.iterdir()] == ["seats"]


def test_bad_input_leaves_the_old_file_as_it_was(hemicycle: Command, written: Write):
    target = written("seats.csv", "old")
    votes = written("votes.csv", "party,votes\na,-1\n")
    assert hemicycle("elect", votes, *LAW, "--format", "csv", "-o", target).status == 2
    assert target.read_text() == "old"
