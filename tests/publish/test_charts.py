from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

import hemicycle
from hemicycle.elections.archive import read_election
from hemicycle.publish.charts import seat_distributions
from hemicycle.scenarios.changed_law import Setting
from hemicycle.scenarios.simulation import Tally
from hemicycle.scenarios.sweep import threshold_stretches
from hemicycle.scenarios.ternary import ternary_of
from hemicycle.source.mistake import BadInput

pytest.importorskip("altair", reason="the extra notebooks isn't installed")

MAZHILIS = read_election("kz-mazhilis-2021")
NAMES = MAZHILIS.record.as_facts().names


def values(chart: dict, part: dict) -> list[dict]:
    return chart["datasets"][part["data"]["name"]]


def test_the_chart_of_thresholds_has_every_stretch_and_the_law_s_own():
    chart = hemicycle.seats_against_threshold("kz-mazhilis-2021").to_dict()
    steps, law = (values(chart, layer) for layer in chart["layer"])
    setting = Setting("lists", "threshold", "")
    stretches = threshold_stretches(
        MAZHILIS.law, MAZHILIS.votes(), MAZHILIS.record.as_facts(), setting, Fraction(0), Fraction(15, 100)
    )
    assert law == [{"law": 7.0}]
    assert len(steps) == len(stretches) * 6
    for each in stretches:
        here = {row["list"]: row["seats"] for row in steps if row["from"] == float(each.low * 100)}
        assert {name: seats for name, seats in here.items() if seats} == {
            NAMES.get(party, party): seats for party, seats in each.totals.items()
        }
    assert {row["exactly"] for row in steps} >= {"0 to 43103/1206927"}


def test_the_chart_of_draws_has_every_number_of_seats_that_came_up():
    seats = {"nur-otan": Counter({76: 6, 77: 4}), "auyl": Counter({0: 9, 7: 1}), "adal": Counter({0: 10})}
    chart = hemicycle.seat_distributions(Tally(tuple(seats), 10, seats=seats), "kz-mazhilis-2021").to_dict()
    rows = [(row["list"], row["seats"], row["times"], row["share"]) for row in values(chart, chart)]
    assert rows == [("Nur Otan", 76, 6, 0.6), ("Nur Otan", 77, 4, 0.4), ("Auyl", 0, 9, 0.9), ("Auyl", 7, 1, 0.1)]


def test_a_chart_of_no_draws_has_no_rows():
    chart = seat_distributions(Tally(())).to_dict()
    assert values(chart, chart) == []


def test_the_chart_of_a_triangle_has_every_point_with_its_seats():
    chart = hemicycle.ternary("kz-mazhilis-2021", steps=10).to_dict()
    points, corners, dot = (values(chart, layer) for layer in chart["layer"])
    found = ternary_of(MAZHILIS.law, MAZHILIS.votes(), MAZHILIS.record.as_facts(), steps=10)
    assert [row["name"] for row in corners] == ["Nur Otan", "Ak Zhol", "People's Party of Kazakhstan"]
    assert (corners[0]["x"], corners[1]["x"], corners[2]["x"]) == (0.5, 0, 1)
    assert dot[0]["name"] == "as it was"
    for row, parts, seats in zip(points, found.parts.tolist(), found.many.seats.tolist(), strict=True):
        assert [row["Nur Otan, %"], row["Ak Zhol, %"], row["People's Party of Kazakhstan, %"]] == [
            10 * part for part in parts
        ]
        assert [row[NAMES.get(party, party)] for party in found.many.lists] == seats


def test_an_election_without_a_threshold_is_one_message():
    with pytest.raises(BadInput, match="no threshold in all"):
        hemicycle.seats_against_threshold("nl-tweedekamer-2023")
