from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_runs import Command

Write = Callable[..., Path]
LAW = ("--law", "kz-mazhilis", "--date", "2021-01-10")
FACTS = """\
lists:
  a: {name: Alpha}
  council: {name: The Council, kind: indirect}
facts:
  assembly_seats: {council: 9}
"""


def test_a_folder_of_votes(hemicycle: Command, written: Write):
    folder = written("election/votes.csv", "district,party,votes\nn,a,30\ns,a,30\nn,b,20\ns,b,20\n").parent
    ran = hemicycle("elect", folder, *LAW, "--json")
    assert ran.status == 0
    assert ran.json["election"] == "election"
    # quota 100 / 98: a has 58.8 and b 39.2 quotas
    assert ran.json["totals"] == {"a": 59, "b": 39}


def test_facts_beside_the_votes(hemicycle: Command, written: Write):
    folder = written("election/votes.csv", "party,votes\na,60\nb,40\n").parent
    written("election/election.yaml", FACTS)
    ran = hemicycle("elect", folder, *LAW, "--json")
    assert ran.json["totals"] == {"a": 59, "b": 39, "council": 9}
    assert {"district": "*", "tier": "assembly", "party": "council", "seats": 9} in ran.json["seats"]
    assert "Alpha" in hemicycle("elect", folder, *LAW).out


@pytest.mark.parametrize("source", ["folder", "file"])
def test_facts_from_a_file(source: str, hemicycle: Command, written: Write):
    votes = written("election/votes.csv", "party,votes\na,60\nb,40\n")
    facts = written("elsewhere/facts.yaml", FACTS)
    ran = hemicycle("elect", votes if source == "file" else votes.parent, *LAW, "--facts", facts, "--json")
    assert ran.json["totals"] == {"a": 59, "b": 39, "council": 9}


def test_a_file_of_facts_goes_before_the_one_in_the_folder(hemicycle: Command, written: Write):
    folder = written("election/votes.csv", "party,votes\na,60\nb,40\n").parent
    written("election/election.yaml", FACTS)
    facts = written("facts.yaml", FACTS.replace("council: 9", "council: 8"))
    assert hemicycle("elect", folder, *LAW, "--facts", facts, "--json").json["totals"]["council"] == 8


def test_equal_remainders_go_to_the_lists_registered_earlier(hemicycle: Command, written: Write):
    """98 seats among three equal lists: 32 each, and Art. 97-1(4) gives the last two by the day of registration."""
    votes = written("votes.csv", "party,votes\na,10\nb,10\nc,10\n")
    days = "lists:\n  a: {registered: 2020-12-07}\n  b: {registered: 2020-12-02}\n  c: {registered: 2020-12-04}\n"
    ran = hemicycle("elect", votes, *LAW, "--facts", written("facts.yaml", days), "--json")
    assert ran.status == 0
    assert ran.json["totals"] == {"b": 33, "c": 33, "a": 32}
    # without the days the law's rule can not be applied
    ran = hemicycle("elect", votes, *LAW, "--json")
    assert (ran.status, ran.json["status"]) == (4, "undetermined")


def test_rows_that_are_no_lists_count_as_votes_and_win_nothing(hemicycle: Command, written: Write):
    """Marks against all stay in the base of the threshold: 5 of 101 is less than five per cent."""
    facts = "lists:\n  protest: {kind: no seats}\n"
    votes = written("votes.csv", "party,votes\na,80\nb,5\nprotest,16\n")
    law = ("--law", "kz-mazhilis@2023-03-19", "--json")
    assert "protest" in hemicycle("elect", votes, *law).json["totals"]
    ran = hemicycle("elect", votes, *law, "--facts", written("facts.yaml", facts))
    assert "protest" not in ran.json["totals"]
    assert ran.json["trace"][0]["base"] == 101
    assert ran.json["trace"][0]["admitted"] == ["a"]


def test_files_in_other_encodings_and_with_other_separators(hemicycle: Command, written: Write):
    votes = written("votes.csv", "party;votes\nАуыл;60\nАдал;40\n", "windows-1251")
    ran = hemicycle("elect", votes, *LAW, "--encoding", "windows-1251", "--separator", ";", "--json")
    assert ran.json["totals"] == {"Ауыл": 59, "Адал": 39}


def test_shares_from_a_file(hemicycle: Command, written: Write):
    votes = written("shares.csv", "party,share\na,60.00\nb,40.00\n")
    ran = hemicycle("elect", votes, *LAW, "--stage", "exit-poll", "--json")
    assert ran.json["stage"] == "exit-poll"
    assert ran.json["certain"] is True
    assert ran.json["totals"] == {"a": 59, "b": 39}


def test_a_folder_of_the_archive_can_be_counted_as_a_folder(hemicycle: Command):
    folder = Path(__file__).parents[2] / "src/hemicycle/elections/kz/mazhilis/2021-01-10"
    law = ("--law", "kz-mazhilis", "--date", "2021-01-10", "--json")
    final = hemicycle("elect", str(folder), *law).json
    preliminary = hemicycle("elect", str(folder), "--stage", "preliminary", *law).json
    assert (
        final["totals"]
        == preliminary["totals"]
        == {
            "nur-otan": 76,
            "ak-zhol": 12,
            "people-s-party": 10,
            "assembly-of-the-people": 9,
        }
    )
    refused = hemicycle("elect", str(folder), "--stage", "exit", *law)
    assert refused.status == 2
    assert "no stage 'exit'" in refused.err


def test_seats_that_are_not_certain_are_not_written_as_a_table(hemicycle: Command):
    refused = hemicycle("elect", "kz-mazhilis-2021", "--stage", "first-report", "--format", "csv")
    assert (refused.status, refused.out) == (2, "")
    assert "122 allocations" in refused.err
