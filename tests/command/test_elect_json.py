from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_runs import Command

# Central Election Commission, 12 January 2021; the Assembly of the People elected its nine the day before.
TOTALS = {"nur-otan": 76, "ak-zhol": 12, "people-s-party": 10, "assembly-of-the-people": 9}
KEYS = {"election", "law", "stage", "status", "seats", "totals", "trace", "lots", "open_questions"}


@pytest.fixture
def outcome(hemicycle: Command) -> dict[str, Any]:
    ran = hemicycle("elect", "kz-mazhilis-2021", "--json")
    assert (ran.status, ran.err) == (0, "")
    return ran.json


def test_the_object_has_the_keys_that_programs_rely_on(outcome: dict[str, Any]):
    assert set(outcome) >= KEYS
    assert outcome["election"] == "kz-mazhilis-2021"
    assert outcome["law"] == "kz-mazhilis@2020-05-25"
    assert outcome["stage"] == "final"
    assert outcome["status"] == "decided"


def test_the_official_seats(outcome: dict[str, Any]):
    assert outcome["totals"] == TOTALS
    assert outcome["seats"] == [
        {"district": "*", "tier": "lists", "party": "nur-otan", "seats": 76},
        {"district": "*", "tier": "lists", "party": "ak-zhol", "seats": 12},
        {"district": "*", "tier": "lists", "party": "people-s-party", "seats": 10},
        {"district": "*", "tier": "assembly", "party": "assembly-of-the-people", "seats": 9},
    ]


def test_every_record_of_the_trace_tells_its_step_and_its_articles(outcome: dict[str, Any]):
    assert outcome["trace"]
    for record in outcome["trace"]:
        assert isinstance(record["step"], str)
        assert record["step"]
        assert isinstance(record["says"], str)
        assert record["says"]
        assert record["cites"]
        assert all(cite.startswith("Art. ") for cite in record["cites"])


def test_the_threshold_is_exact(outcome: dict[str, Any]):
    threshold = outcome["trace"][0]
    assert threshold["cites"] == ["Art. 97-1(1)", "Art. 43(5)"]
    assert (threshold["share"], threshold["base"]) == ("7/100", 7_241_562)
    # 7 % of 7,241,562 is 506,909.34
    assert {line["required"] for line in threshold["lines"]} == {"25345467/50"}
    assert set(threshold["admitted"]) == {"nur-otan", "ak-zhol", "people-s-party"}


def test_nothing_is_left_to_lots_or_open(outcome: dict[str, Any]):
    assert outcome["lots"] == []
    assert outcome["open_questions"] == []


def test_shares_of_the_preliminary_stage_leave_one_allocation(hemicycle: Command):
    ran = hemicycle("elect", "kz-mazhilis-2021", "--stage", "preliminary", "--json")
    assert ran.status == 0
    assert set(ran.json) >= KEYS | {"certain", "alternatives"}
    assert ran.json["stage"] == "preliminary"
    assert ran.json["certain"] is True
    assert ran.json["alternatives"] == [TOTALS]
    assert ran.json["totals"] == TOTALS


def test_shares_that_leave_a_choice_have_no_totals(hemicycle: Command):
    ran = hemicycle("elect", "kz-mazhilis-2021", "--stage", "first-report", "--json")
    assert ran.json["certain"] is False
    assert ran.json["totals"] is None
    assert len(ran.json["alternatives"]) > 1
    assert TOTALS in ran.json["alternatives"]


def test_the_start_of_a_stage_is_enough_where_one_begins_so(hemicycle: Command):
    assert hemicycle("elect", "kz-mazhilis-2021", "--stage", "prelim", "--json").json["stage"] == "preliminary"


def test_another_law_for_the_same_votes(hemicycle: Command):
    """With five per cent Auyl, with 5.29 %, would have been in."""
    ran = hemicycle("elect", "kz-mazhilis-2021", "--law", "kz-mazhilis@2021-05-24", "--json")
    assert ran.json["law"] == "kz-mazhilis@2021-05-24"
    assert ran.json["totals"]["auyl"] > 0
    assert "adal" not in ran.json["totals"]


def test_the_date_chooses_the_version(hemicycle: Command):
    ran = hemicycle("elect", "kz-mazhilis-2021", "--date", "2021-06-01", "--json")
    assert ran.json["law"] == "kz-mazhilis@2021-05-24"


def test_a_table_of_votes_with_a_law_and_a_date(hemicycle: Command, written: Callable[..., Path]):
    votes = written("night.csv", "party,votes\nA,950000\nB,50000\n")
    ran = hemicycle("elect", votes, "--law", "kz-mazhilis", "--date", "2021-01-10", "--json")
    assert ran.status == 0
    assert ran.json["election"] == "night"
    assert ran.json["law"] == "kz-mazhilis@2020-05-25"
    # one list alone passes: B has 0.7 x 50,000 / (1,000,000 / 98) = 3.43, so three seats (Art. 97-1(2), (3))
    assert ran.json["totals"] == {"A": 95, "B": 3}


def test_parties_keep_the_names_of_the_input(hemicycle: Command, written: Callable[..., Path]):
    votes = written("votes.csv", "party,votes\nӘділет,60\nNo 2 (left),40\n")
    ran = hemicycle("elect", votes, "--law", "kz-mazhilis@2021-01-10", "--json")
    assert set(ran.json["totals"]) == {"Әділет", "No 2 (left)"}
    assert "Әділет" in ran.out
