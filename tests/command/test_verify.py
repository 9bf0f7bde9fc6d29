"""The archive counted again by the command, and what it says of differences."""

from __future__ import annotations

import pytest
from command_runs import Command, joined

from hemicycle.elections.archive import election_ids, read_election

KEYS = {"election", "law", "status", "seats", "compared", "finest", "differences", "members", "strangers"}
OF_A_DIFFERENCE = {"district", "tier", "party", "computed", "official", "why"}


def fits(text: str) -> bool:
    return max(map(len, text.splitlines())) <= 80


def test_every_election_comes_out_or_has_a_reason(hemicycle: Command):
    ran = hemicycle("verify", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert [each["election"] for each in ran.json] == election_ids()
    for each in ran.json:
        assert set(each) == KEYS
        assert each["law"] == read_election(each["election"]).law.id
        assert each["status"] == "decided"
        assert each["seats"] > 0
        assert all(set(difference) == OF_A_DIFFERENCE for difference in each["differences"])
        assert all(difference["why"] for difference in each["differences"])
        assert all(difference["computed"] != difference["official"] for difference in each["differences"])
    assert {each["election"] for each in ran.json if each["differences"]} == {"tr-tbmm-2018"}
    named = {each["election"]: each["members"] for each in ran.json if each["members"]}
    assert named == {"nl-tweedekamer-2023": 150, "ch-zug-kantonsrat-2018": 80}
    assert not any(each["strangers"] for each in ran.json)


def test_elections_without_official_seats_compare_nothing(hemicycle: Command):
    for each in hemicycle("verify", "--json").json:
        has_seats = (read_election(each["election"]).folder / "seats.csv").is_file()
        assert (each["finest"] is not None) == has_seats
        assert (each["compared"] > 0) == has_seats
        assert each["finest"] in (None, "totals", "districts")


def test_every_election_has_a_line(hemicycle: Command):
    ran = hemicycle("verify")
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    starts = [line.split(" ")[0] for line in ran.out.splitlines()]
    assert [start for start in starts if start in election_ids()] == election_ids()
    official = [name for name in election_ids() if (read_election(name).folder / "seats.csv").is_file()]
    told = f"{len(official) - 1} of {len(official)} elections with official seats come out to the seat"
    assert told in joined(ran.out)


def test_one_election(hemicycle: Command):
    ran = hemicycle("verify", "no-storting-2017")
    assert (ran.status, ran.err) == (0, "")
    (line,) = [line for line in ran.out.splitlines() if line.startswith("no-storting-2017")]
    assert line.split()[1:4] == ["2003-06-27", "169", "100"]
    assert line.endswith("same, by district")
    assert "1 of 1 election with official seats come out to the seat." in joined(ran.out)


def test_several_elections_in_the_order_they_were_named(hemicycle: Command):
    named = ["se-riksdag-2018", "es-congreso-2016", "am-assembly-2021"]
    ran = hemicycle("verify", *named, "--json")
    assert [(each["election"], each["seats"]) for each in ran.json] == list(zip(named, (349, 350, 107), strict=True))
    assert [each["finest"] for each in ran.json] == ["totals", "districts", None]
    out = joined(hemicycle("verify", *named).out)
    assert "2 of 2 elections with official seats come out to the seat; 1 more have no official seats at hand." in out


def test_differences_are_told_with_their_reason(hemicycle: Command):
    ran = hemicycle("verify", "tr-tbmm-2018")
    assert (ran.status, ran.err) == (0, "")
    assert fits(ran.out)
    out = joined(ran.out)
    assert "18 differences, explained" in out
    assert "the votes given to it jointly (Law 2839 Art. 34)" in out
    assert "Ankara (I), Adalet ve Kalkınma Partisi: 5 computed, 4 official" in out
    assert "and 12 more" in out
    assert "tr-tbmm-2018 but for differences that have a reason" in out


def test_differences_for_programs(hemicycle: Command):
    (found,) = hemicycle("verify", "tr-tbmm-2018", "--json").json
    assert (found["seats"], found["compared"], len(found["differences"])) == (600, 245, 18)
    # what one list has too much in a district, another lacks there
    balance: dict[str, int] = {}
    for each in found["differences"]:
        balance[each["district"]] = balance.get(each["district"], 0) + each["computed"] - each["official"]
    assert set(balance.values()) == {0}


def test_a_difference_without_a_reason_has_an_exit_status(hemicycle: Command, monkeypatch: pytest.MonkeyPatch):
    from hemicycle.elections import verify

    found = verify.verify(read_election("no-storting-2017"))
    wrong = verify.Difference("Oslo", "district", "A", 5, 4, None)
    monkeypatch.setattr(verify, "verify", lambda election: type(found)(election, found.outcome, 1, "totals", (wrong,)))
    ran = hemicycle("verify", "no-storting-2017")
    assert ran.status == 1
    assert "No reason is known. Oslo, A: 5 computed, 4 official." in joined(ran.out)
    assert "0 of 1 election with official seats come out to the seat." in joined(ran.out)
    assert hemicycle("verify", "no-storting-2017", "--json").status == 1


def test_an_unknown_election(hemicycle: Command):
    for names in (["no-storting-2071"], ["no-storting-2017", "no-storting-2071"]):
        ran = hemicycle("verify", *names)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert "no election 'no-storting-2071'; expected no-storting-2017?" in ran.err
