"""The Saeima: seats of the constituencies by voters, five per cent of the envelopes, Sainte-Laguë in each constituency.

The votes of 2014 and 2018 are those of the Central Election Commission (sv2014.cvk.lv, sv2018.cvk.lv), as copied in
github.com/filipvanlaenen/sapor, lib/sapor/regional_data/latvia-20141004.psv and latvia-20181006.psv; their sums are the
commission's national totals. Voters by constituency: delfi.lv of June 2018 for 2014 and 2018, ogreszinas.news of 2 June
2022 for 2022, both from the commission. Envelopes of 2018: 843,920 (a school text that quotes the commission; its 5 %
are the 42,196 votes the commission named). Seats: the commission's, in the press of the days after each election.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.law.catalogue import read_law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

Lists = dict[str, int]
TUTORIAL = (Path(__file__).parents[2] / "docs" / "add-a-country.md").read_text(encoding="utf-8")
PLACES = ("Rīga", "Vidzeme", "Latgale", "Zemgale", "Kurzeme")
VOTERS = {
    2014: (495_890, 402_615, 226_966, 226_430, 199_539),
    2018: (545_452, 392_374, 209_110, 213_716, 187_448),
    2022: (563_356, 395_630, 195_643, 206_194, 180_456),
}
SEATS = {2014: (32, 26, 15, 14, 13), 2018: (35, 25, 14, 14, 12), 2022: (36, 26, 13, 13, 12)}
DAYS = {2014: "2014-10-04", 2018: "2018-10-06", 2022: "2022-10-01"}
OF_2014 = {
    "Saskaņa": (111_872, 31_413, 41_884, 14_411, 10_307),
    "Vienotība": (65_359, 65_359, 16_187, 29_596, 23_034),
    "ZZS": (26_219, 54_699, 19_714, 35_738, 41_840),
    "NA": (49_406, 51_261, 5_442, 24_219, 21_239),
    "NSL": (17_414, 18_362, 9_070, 9_306, 8_369),
    "LRA": (24_238, 19_069, 4_025, 6_775, 6_705),
    "LKS": (5_142, 1_791, 4_970, 1_912, 575),
    "Vienoti Latvijai": (3_618, 2_962, 1_709, 1_519, 980),
    "Latvijas attīstībai": (2_134, 3_104, 712, 1_410, 796),
    "JKP": (2_414, 1_680, 650, 909, 736),
    "Brīvība": (406, 567, 247, 207, 308),
    "Izaugsme": (368, 693, 104, 229, 121),
    "Suverenitāte": (287, 260, 206, 169, 111),
}
OF_2018 = {
    "Saskaņa": (88_260, 26_146, 32_159, 11_592, 8_960),
    "KPV LV": (35_895, 34_341, 6_874, 21_934, 21_220),
    "JKP": (35_696, 38_893, 7_900, 16_454, 15_751),
    "AP!": (39_209, 33_651, 4_181, 12_814, 11_830),
    "NA": (26_995, 31_466, 4_465, 16_745, 13_292),
    "ZZS": (14_103, 27_448, 12_539, 14_660, 14_925),
    "JV": (19_536, 16_940, 5_067, 9_160, 5_839),
    "LRA": (6_066, 14_458, 3_849, 4_984, 5_661),
    "LKS": (11_207, 3_061, 9_561, 2_273, 912),
    "Progresīvie": (9_936, 6_239, 840, 2_368, 2_695),
    "NSL": (2_003, 1_844, 865, 1_161, 1_241),
    "LN": (1_153, 1_387, 209, 880, 616),
    "Par alternatīvu": (1_265, 787, 168, 473, 207),
    "SKG": (396, 506, 242, 261, 330),
    "Rīcības partija": (282, 297, 204, 170, 106),
    "LCP": (226, 211, 154, 156, 150),
}


def _election(year: int, lists: Mapping[str, tuple[int, ...]], envelopes: int) -> Outcome:
    cells = {(place, party): votes[i] for party, votes in lists.items() for i, place in enumerate(PLACES)}
    voters = dict(zip(PLACES, VOTERS[year], strict=True))
    votes = Votes({"votes": cells}, counts={"voters": voters, "envelopes": {"*": envelopes}})
    return elect(hemicycle.find_law("lv-saeima", DAYS[year]), votes)


def _count(
    here: Lists, rest: Lists, envelopes: int | None = None, *, seats: int = 3, facts: Facts | None = None
) -> Outcome:
    """Count a constituency `Here` of some seats beside the rest of the country."""
    cells = {("Here", party): n for party, n in here.items()} | {("Rest", party): n for party, n in rest.items()}
    counts = {
        "voters": {"Here": seats, "Rest": 100 - seats},
        "envelopes": {"*": sum(cells.values()) if envelopes is None else envelopes},
    }
    return elect(hemicycle.find_law("lv-saeima", "2018-10-06"), Votes({"votes": cells}, counts), facts or Facts())


def _seats(outcome: Outcome, district: str) -> Lists:
    return {row.party: row.seats for row in outcome.rows if row.district == district}


def test_official_seats_of_2018() -> None:
    outcome = _election(2018, OF_2018, 843_920)
    assert outcome.status == "decided"
    assert outcome.totals == {"Saskaņa": 23, "KPV LV": 16, "JKP": 16, "AP!": 13, "NA": 13, "ZZS": 11, "JV": 8}
    # aldeparty.eu gives the seats of this list by constituency, latviannews.lv those of JV in Rīga
    assert [_seats(outcome, place)["AP!"] for place in PLACES] == [5, 4, 1, 2, 1]
    assert _seats(outcome, "Rīga")["JV"] == 3


@pytest.mark.parametrize("envelopes", [906_538, 913_491])
def test_official_seats_of_2014(envelopes: int) -> None:
    # The envelopes of 2014 were not found; they lie between the valid papers and the voters who took part.
    outcome = _election(2014, OF_2014, envelopes)
    assert outcome.status == "decided"
    assert outcome.totals == {"Saskaņa": 24, "Vienotība": 23, "ZZS": 21, "NA": 17, "LRA": 8, "NSL": 7}
    # arhivs.rekurzeme.lv, 5 October 2014
    assert _seats(outcome, "Rīga") == {"Saskaņa": 12, "Vienotība": 7, "NA": 5, "LRA": 3, "ZZS": 3, "NSL": 2}


@pytest.mark.parametrize("year", [2014, 2018, 2022])
def test_seats_of_the_constituencies_as_the_commission_set_them(year: int) -> None:
    outcome = _election(year, {"A": (1, 1, 1, 1, 1)}, 5)
    assert [_seats(outcome, place)["A"] for place in PLACES] == list(SEATS[year])


def test_list_with_exactly_five_percent_of_the_envelopes_is_admitted() -> None:
    assert _seats(_count({"A": 400, "C": 50}, {"A": 550}, seats=50), "Here") == {"A": 44, "C": 6}


def test_list_one_vote_short_of_five_percent_is_left_out() -> None:
    assert set(_count({"A": 401, "C": 49}, {"A": 550}, seats=50).totals) == {"A"}


def test_one_envelope_without_a_valid_paper_keeps_a_list_out() -> None:
    assert set(_count({"A": 400, "C": 50}, {"A": 550}, 1_001, seats=50).totals) == {"A"}


@pytest.mark.parametrize(("envelopes", "admitted"), [(914_022, False), (903_639, True)])
def test_base_of_2022_leaves_out_a_list_with_five_percent_of_the_papers(envelopes: int, admitted: bool) -> None:
    # 914,022 valid envelopes with 903,639 valid papers (cvk.lv); 45,500 votes are 4.98 and 5.04 per cent.
    outcome = _count({"A": 400_000, "C": 45_500}, {"A": 458_139}, envelopes, seats=50)
    assert ("C" in outcome.totals) is admitted


def test_threshold_adds_up_the_lists_of_one_name() -> None:
    outcome = _count({"A": 100, "B": 1}, {"A": 849, "B": 50})
    assert "B" in outcome.totals
    assert "B" not in _seats(outcome, "Here")


@pytest.mark.parametrize(("rest", "winner"), [({"A": 500, "B": 600}, "B"), ({"A": 600, "B": 500}, "A")])
def test_equal_quotients_go_to_the_list_with_more_votes_in_all_constituencies(rest: Lists, winner: str) -> None:
    # two seats: 90, then 30 of A and 30 of B
    outcome = _count({"A": 90, "B": 30}, rest, seats=2)
    assert outcome.status == "decided"
    assert _seats(outcome, "Here") == ({"A": 2} if winner == "A" else {"A": 1, "B": 1})


def test_lists_of_one_constituency_with_equal_votes_go_by_registration() -> None:
    here, rest = {"A": 100, "B": 100, "C": 20}, {"C": 780}
    facts = Facts(numbers={"registered": {("*", "A"): 2, ("*", "B"): 1}})
    outcome = _count(here, rest, facts=facts)
    assert outcome.status == "decided"
    assert _seats(outcome, "Here") == {"B": 2, "A": 1}


def test_equal_lists_of_several_constituencies_are_undetermined() -> None:
    outcome = _count({"A": 100, "B": 100}, {"A": 400, "B": 400})
    assert outcome.status == "undetermined"
    assert not outcome.lots
    assert _seats(outcome, "Here") == {"A": 1, "B": 1}


def test_list_takes_no_more_seats_than_it_has_candidates() -> None:
    facts = Facts(numbers={"names": {("Here", "A"): 1}})
    assert _seats(_count({"A": 90, "B": 10}, {"A": 500, "B": 400}, facts=facts), "Here") == {"A": 1, "B": 2}


def test_too_few_candidates_in_a_constituency_are_undetermined() -> None:
    facts = Facts(numbers={"names": {("Here", "A"): 1, ("Here", "B"): 1}})
    outcome = _count({"A": 90, "B": 10}, {"A": 500, "B": 400}, facts=facts)
    assert outcome.status == "undetermined"
    assert sum(outcome.totals.values()) == 99


def test_nobody_at_five_percent_is_undetermined() -> None:
    many = {f"L{i}": 4 for i in range(25)}
    outcome = _count(many, {}, 101)
    assert outcome.status == "undetermined"
    assert not outcome.totals


@pytest.mark.parametrize("missing", ["envelopes", "voters"])
def test_envelopes_and_voters_are_asked_for(missing: str) -> None:
    counts = {"voters": {"Here": 1, "Rest": 1}, "envelopes": {"*": 10}}
    del counts[missing]
    votes = Votes({"votes": {("Here", "A"): 5, ("Rest", "A"): 5}}, counts=counts)
    outcome = elect(hemicycle.find_law("lv-saeima", "2018-10-06"), votes)
    assert not outcome.totals
    assert outcome.notes == (f"seats of the constituencies: 0 of 100 seats; {missing} was not given",)


def test_equal_constituencies_are_undetermined() -> None:
    cells = {(place, "A"): 1 for place in "xyz"}
    counts = {"voters": {"x": 1, "y": 1, "z": 1}, "envelopes": {"*": 3}}
    outcome = elect(hemicycle.find_law("lv-saeima", "2018-10-06"), Votes({"votes": cells}, counts))
    assert outcome.status == "undetermined"
    assert not outcome.totals


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TUTORIAL, re.DOTALL)


def test_steps_of_the_tutorial_are_those_of_the_packaged_document(tmp_path: Path) -> None:
    (tmp_path / "lv-saeima.yaml").write_text("".join(_blocks("yaml")), encoding="utf-8")
    ours, packaged = read_law(tmp_path / "lv-saeima.yaml"), hemicycle.find_law("lv-saeima", "2018-10-06")
    assert ours.from_election == packaged.from_election
    assert [step.action for step in ours.tiers[0].steps] == [step.action for step in packaged.tiers[0].steps]


def test_the_test_in_the_tutorial_is_one_of_these() -> None:
    (shown,) = _blocks("python")
    assert shown in Path(__file__).read_text(encoding="utf-8")
