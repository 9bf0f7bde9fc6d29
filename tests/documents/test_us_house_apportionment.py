"""Seats of the States in the House of Representatives: equal proportions, one seat at least."""

from __future__ import annotations

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.outcome import Outcome

# Bureau of the Census, census of 1 April 2020, table 1: apportionment population and number of Representatives.
CENSUS_2020 = {
    "Alabama": (5_030_053, 7),
    "Alaska": (736_081, 1),
    "Arizona": (7_158_923, 9),
    "Arkansas": (3_013_756, 4),
    "California": (39_576_757, 52),
    "Colorado": (5_782_171, 8),
    "Connecticut": (3_608_298, 5),
    "Delaware": (990_837, 1),
    "Florida": (21_570_527, 28),
    "Georgia": (10_725_274, 14),
    "Hawaii": (1_460_137, 2),
    "Idaho": (1_841_377, 2),
    "Illinois": (12_822_739, 17),
    "Indiana": (6_790_280, 9),
    "Iowa": (3_192_406, 4),
    "Kansas": (2_940_865, 4),
    "Kentucky": (4_509_342, 6),
    "Louisiana": (4_661_468, 6),
    "Maine": (1_363_582, 2),
    "Maryland": (6_185_278, 8),
    "Massachusetts": (7_033_469, 9),
    "Michigan": (10_084_442, 13),
    "Minnesota": (5_709_752, 8),
    "Mississippi": (2_963_914, 4),
    "Missouri": (6_160_281, 8),
    "Montana": (1_085_407, 2),
    "Nebraska": (1_963_333, 3),
    "Nevada": (3_108_462, 4),
    "New Hampshire": (1_379_089, 2),
    "New Jersey": (9_294_493, 12),
    "New Mexico": (2_120_220, 3),
    "New York": (20_215_751, 26),
    "North Carolina": (10_453_948, 14),
    "North Dakota": (779_702, 1),
    "Ohio": (11_808_848, 15),
    "Oklahoma": (3_963_516, 5),
    "Oregon": (4_241_500, 6),
    "Pennsylvania": (13_011_844, 17),
    "Rhode Island": (1_098_163, 2),
    "South Carolina": (5_124_712, 7),
    "South Dakota": (887_770, 1),
    "Tennessee": (6_916_897, 9),
    "Texas": (29_183_290, 38),
    "Utah": (3_275_252, 4),
    "Vermont": (643_503, 1),
    "Virginia": (8_654_542, 11),
    "Washington": (7_715_946, 10),
    "West Virginia": (1_795_045, 2),
    "Wisconsin": (5_897_473, 8),
    "Wyoming": (577_719, 1),
}


def _count(population: dict[str, int]) -> Outcome:
    law = hemicycle.find_law("us-house-apportionment", "2020-04-01")
    return elect(law, Votes({"votes": {("*", state): n for state, n in population.items()}}))


def test_census_of_2020() -> None:
    outcome = _count({state: population for state, (population, _) in CENSUS_2020.items()})
    assert outcome.status == "decided"
    assert dict(outcome.totals) == {state: seats for state, (_, seats) in CENSUS_2020.items()}


def test_new_york_lost_its_27th_seat_by_89_persons() -> None:
    # Bureau of the Census, table B2: 89 more persons in New York, and it would have kept the seat that Minnesota has
    population = {state: n for state, (n, _) in CENSUS_2020.items()}
    assert _count(population | {"New York": 20_215_751 + 88}).totals["New York"] == 26
    with_89 = _count(population | {"New York": 20_215_751 + 89}).totals
    assert (with_89["New York"], with_89["Minnesota"]) == (27, 7)


def test_smallest_state_has_one_seat() -> None:
    outcome = _count({"Large": 10_000_000, "Small": 1})
    assert dict(outcome.totals) == {"Large": 434, "Small": 1}


def test_equal_states_for_the_last_seat_are_undetermined() -> None:
    # 435 is odd, and no rule says which of two equal States has the last seat
    outcome = _count({"One": 1_000, "Other": 1_000})
    assert outcome.status == "undetermined"
    assert not outcome.lots


def test_equal_states_that_can_both_be_served_are_no_question() -> None:
    outcome = _count({"One": 1_000, "Two": 1_000, "Three": 1_000})
    assert outcome.status == "decided"
    assert set(outcome.totals.values()) == {145}
