from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_runs import Command
from council_act import COUNCIL_ACT

Write = Callable[..., Path]
TIE = "party,votes\na,10\nb,10\n"


def test_decided(hemicycle: Command):
    assert hemicycle("elect", "kz-mazhilis-2021").status == 0


def test_lots_needed(hemicycle: Command, written: Write):
    """Three seats, two equal lists: one each, and the act sends the third to the lot."""
    law, votes = written("act.yaml", COUNCIL_ACT), written("votes.csv", TIE)
    ran = hemicycle("elect", votes, "--law", law, "--json")
    assert (ran.status, ran.err) == (3, "")
    assert ran.json["status"] == "lots needed"
    (lot,) = ran.json["lots"]
    assert (lot["among"], lot["seats"], lot["cites"]) == (["a", "b"], 1, ["s. 1"])
    assert ran.json["totals"] == {"a": 1, "b": 1}


def test_lots_are_told_to_people(hemicycle: Command, written: Write):
    law, votes = written("act.yaml", COUNCIL_ACT), written("votes.csv", TIE)
    ran = hemicycle("elect", votes, "--law", law)
    assert ran.status == 3
    assert "1 seat among a and b (s. 1)" in ran.out


@pytest.mark.parametrize("drawn", ["a", "b"])
def test_the_lot_that_was_drawn_decides_the_next_run(drawn: str, hemicycle: Command, written: Write):
    law, folder = written("act.yaml", COUNCIL_ACT), written("council/votes.csv", TIE).parent
    written("council/election.yaml", f"lots: [{{among: [a, b], drawn: [{drawn}]}}]\n")
    ran = hemicycle("elect", folder, "--law", law, "--json")
    assert (ran.status, ran.json["status"], ran.json["lots"]) == (0, "decided", [])
    assert ran.json["totals"] == {drawn: 2, "b" if drawn == "a" else "a": 1}
    assert "lot" in ran.json["trace"][0]["says"]


def test_a_lot_among_others_does_not_decide(hemicycle: Command, written: Write):
    law, folder = written("act.yaml", COUNCIL_ACT), written("council/votes.csv", TIE).parent
    written("council/election.yaml", "lots: [{among: [a, c], drawn: [a]}]\n")
    assert hemicycle("elect", folder, "--law", law).status == 3


@pytest.mark.parametrize(
    ("among", "drawn"),
    [("a, b", "c"), ("a, b", "a, b"), ("a, b", "a, a")],
    ids=["another list", "too many", "the same list twice"],
)
def test_a_lot_that_can_not_have_been_drawn(among: str, drawn: str, hemicycle: Command, written: Write):
    law, folder = written("act.yaml", COUNCIL_ACT), written("council/votes.csv", TIE).parent
    written("council/election.yaml", f"lots: [{{among: [{among}], drawn: [{drawn}]}}]\n")
    ran = hemicycle("elect", folder, "--law", law)
    assert (ran.status, ran.out) == (2, "")
    assert "expected 1 of them" in ran.err


def test_one_list_can_not_be_drawn_for_two_seats(hemicycle: Command, written: Write):
    law = written("act.yaml", COUNCIL_ACT.replace("seats: 3", "seats: 2"))
    folder = written("council/votes.csv", TIE + "c,10\n").parent
    assert hemicycle("elect", folder, "--law", law).status == 3
    written("council/election.yaml", "lots: [{among: [a, b, c], drawn: [a, a]}]\n")
    ran = hemicycle("elect", folder, "--law", law)
    assert (ran.status, ran.out) == (2, "")


def test_undetermined_by_law(hemicycle: Command, written: Write):
    """Twenty equal lists have five per cent each, and the act has no rule for a chamber nobody enters."""
    votes = written("votes.csv", "party,votes\n" + "".join(f"list {i},100\n" for i in range(20)))
    ran = hemicycle("elect", votes, "--law", "kz-mazhilis@2021-01-10", "--json")
    assert (ran.status, ran.err) == (4, "")
    assert ran.json["status"] == "undetermined"
    assert (ran.json["totals"], ran.json["seats"]) == ({}, [])
    (question,) = ran.json["open_questions"]
    assert question["law"] == "silent"
    assert question["cites"] == ["Art. 97-1(1)"]


def test_what_is_undetermined_is_told_to_people(hemicycle: Command, written: Write):
    votes = written("votes.csv", "party,votes\n" + "".join(f"list {i},100\n" for i in range(20)))
    ran = hemicycle("elect", votes, "--law", "kz-mazhilis@2021-01-10")
    assert ran.status == 4
    assert "Undetermined by law: no list reaches seven per cent" in ran.out


def test_bad_input(hemicycle: Command, written: Write):
    assert hemicycle("elect", written("votes.csv", TIE)).status == 2


@pytest.mark.parametrize("args", [("elect",), ("elect", "kz-mazhilis-2021", "--no-such"), ("no-such",)], ids=str)
def test_a_command_that_is_none(args: tuple[str, ...], hemicycle: Command):
    ran = hemicycle(*args)
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "args", [("--help",), ("elect", "--help"), ("law", "--help"), ("law", "show", "--help")], ids=str
)
def test_help(args: tuple[str, ...], hemicycle: Command):
    ran = hemicycle(*args)
    assert (ran.status, ran.err) == (0, "")
    assert "Usage" in ran.out
