from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import votelib.evaluate.proportional as votelib
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.elections.archive import read_election
from hemicycle.law.catalogue import find_law, law_ids, versions
from hemicycle.law.names import check_names
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS, Alliance, Facts
from hemicycle.scenarios.changed_law import change_law, read_setting
from hemicycle.scenarios.other_districts import levels_known, other_districts
from hemicycle.source.mistake import BadInput

CONGRESO = read_election("es-congreso-2016")
SEJM = read_election("pl-sejm-2019")
PSP = read_election("cz-psp-2017")
EUROPEAN = find_law("es-ep@2023-01-01")  # 59 seats of one district by D'Hondt's divisors, without a threshold
STATIONS = Path(__file__).parents[3] / "shared/stations/stations_dev.zip"


def counted(election, level: str, *changes: str, law=None):
    law = change_law(law or election.law, [read_setting(each) for each in changes])
    votes, facts = election.votes(), election.record.as_facts()
    outcome = elect(other_districts(law, votes, facts, level).law, votes, facts)
    assert outcome.status == "decided", outcome.notes
    return outcome


def dhondt(votes: dict[str, int], seats: int) -> dict[str, int]:
    """Seats by D'Hondt's divisors from votelib."""
    return {party: n for party, n in votelib.HighestAverages("d_hondt").evaluate(votes, seats).items() if n}


def largest_remainders(votes: dict[str, int], seats: int) -> dict[str, int]:
    """Seats by Hare's quota and largest remainders, as a table of quotas has them."""
    quota = Fraction(sum(votes.values()), seats)
    found = {each: count // quota for each, count in votes.items()}
    rest = sorted(votes, key=lambda each: found[each] - votes[each] / quota)
    return found | {each: found[each] + 1 for each in rest[: seats - sum(found.values())]}


def test_spain_as_one_district_of_350_is_what_votelib_gives_for_lists_over_three_per_cent_of_the_country():
    votes = CONGRESO.votes()
    valid = sum(votes.counts["valid"].values())
    over = {party: count for party, count in votes.by_list().items() if count * 100 >= 3 * valid}
    assert len(over) == 5
    assert counted(CONGRESO, "country").totals == dhondt(over, 350)


def test_spain_as_one_district_without_a_threshold_is_what_votelib_gives_for_all_lists():
    assert counted(CONGRESO, "whole", "all.threshold=0").totals == dhondt(CONGRESO.votes().by_list(), 350)


@pytest.mark.parametrize(("name", "seats"), [("pt-ar-2024", 230), ("jp-shugiin-pr-2024", 176)])
def test_countries_without_a_threshold_as_one_district(name: str, seats: int):
    election = read_election(name)
    assert counted(election, "country").totals == dhondt(election.votes().by_list(), seats)


def test_seats_that_the_act_divides_among_regions_are_one_number_in_one_district():
    """The Czech act of 2002 divides 200 seats among the regions; the lists over its thresholds share them."""
    over = counted(PSP, "country").trace[0].admitted
    votes = PSP.votes().by_list()
    assert counted(PSP, "country").totals == dhondt({party: votes[party] for party in over}, 200)


def test_regions_that_the_act_knows_have_the_seats_that_it_gives_them():
    assert counted(PSP, "region").totals == PSP.elect().totals


def test_seats_of_scotland_s_lists_go_by_one_more_than_the_constituencies_held_in_the_country():
    holyrood = read_election("gb-sct-parliament-2007")
    outcome = counted(holyrood, "country")
    held = {row.party: 0 for row in outcome.rows}
    for row in outcome.rows:
        held[row.party] += row.seats * (row.tier == "constituency")
    votes, won = holyrood.votes().by_list(), dict.fromkeys(holyrood.votes().by_list(), 0)
    for _ in range(56):
        best = max(votes, key=lambda party: Fraction(votes[party], 1 + held.get(party, 0) + won[party]))
        won[best] += 1
    assert {row.party: row.seats for row in outcome.rows if row.tier == "regional_list"} == {
        party: seats for party, seats in won.items() if seats
    }


def test_districts_by_their_valid_votes_and_not_by_decree():
    """Poland's 41 districts share 460 seats by largest remainders, and each gives its own to the lists over 5 %."""
    votes = SEJM.votes()
    cells = votes.ballots["votes"]
    valid: dict[str, int] = {}
    for (unit, _), count in cells.items():
        valid[unit] = valid.get(unit, 0) + count
    expected: dict[str, int] = {}
    admitted = {"PiS", "KO", "SLD", "PSL", "Konfederacja", "Mniejszość Niemiecka"}
    for unit, seats in largest_remainders(valid, 460).items():
        here = {party: count for (at, party), count in cells.items() if at == unit and party in admitted and count}
        for party, won in dhondt(here, seats).items():
            expected[party] = expected.get(party, 0) + won
    assert counted(SEJM, "district").totals == expected
    assert expected != SEJM.elect().totals


def test_a_law_of_one_district_counted_by_districts():
    """The Dutch act on the votes of Sweden's districts: largest remainders, then whole quotas and averages in each."""
    riksdag = read_election("se-riksdag-2018")
    cells = riksdag.votes().ballots["votes"]
    totals = riksdag.votes().by_list()
    quota = Fraction(sum(totals.values()), 150)
    valid: dict[str, int] = {}
    for (unit, _), count in cells.items():
        valid[unit] = valid.get(unit, 0) + count
    expected: dict[str, int] = {}
    for unit, seats in largest_remainders(valid, 150).items():
        # Whole quotas of all valid votes and then highest averages are the divisors 1, 2, 3 among those admitted.
        here = {
            p: n for (at, p), n in cells.items() if at == unit and totals[p] >= quota and n and not p.startswith("(")
        }
        for party, won in dhondt(here, seats).items() if seats else ():
            expected[party] = expected.get(party, 0) + won
    law = find_law("nl-tweedekamer@2021-03-17")
    outcome = elect(other_districts(law, riksdag.votes(), NO_FACTS, "district").law, riksdag.votes())
    assert outcome.totals == expected


def test_constituencies_of_another_ballot_are_left_alone():
    """The act of 2023 elects 69 by lists of the country and 29 in constituencies, whose votes Poland doesn't have."""
    law = find_law("kz-mazhilis@2023-03-19")
    outcome = elect(other_districts(law, SEJM.votes(), NO_FACTS, "district").law, SEJM.votes())
    assert {row.tier for row in outcome.rows} == {"lists"}
    assert sum(row.seats for row in outcome.rows) == 69


def test_larger_units_that_the_votes_lie_in():
    cells = {("a", "X"): 600, ("a", "Y"): 400, ("b", "X"): 100, ("b", "Y"): 900, ("c", "X"): 500, ("c", "Y"): 500}
    above = {("land", "a"): "north", ("land", "b"): "north", ("land", "c"): "south"}
    votes = Votes({"votes": cells}, {"seats": {"a": 2, "b": 2, "c": 2}}, above)
    assert levels_known(votes, "district") == ["district", "land"]
    law = find_law("pt-ar@2024-03-10")
    outcome = elect(change(other_districts(law, votes, NO_FACTS, "land").law, 6), votes)
    assert {(row.district, row.party): row.seats for row in outcome.rows} == {
        ("north", "Y"): 3, ("north", "X"): 1, ("south", "X"): 1, ("south", "Y"): 1,
    }  # fmt: skip


def change(law, seats: int):
    tiers = tuple(tier.model_copy(update={"seats": seats}) for tier in law.tiers)
    return law.model_copy(update={"seats": seats, "tiers": tiers})


# Rounded quotas of acts need more than a few votes.
ROWS = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(10**5, 10**7), min_size=1)


@settings(max_examples=60, deadline=None)
@given(
    ROWS, st.sampled_from(["es-ep@2023-01-01", "gr-vouli@2016-08-01", "sk-nr@2020-02-29", "ru-duma-list@2016-09-18"])
)
def test_one_unit_that_is_the_whole_country_changes_nothing(rows: dict[str, int], name: str):
    law = find_law(name)
    counts = {"took_part": {"all": sum(rows.values())}}
    votes = Votes({"votes": {("all", party): count for party, count in rows.items()}}, counts)
    changed = elect(other_districts(law, votes, NO_FACTS, "district").law, votes)
    actual = elect(law, votes)
    assert (changed.totals, changed.status) == (actual.totals, actual.status)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["p", "q", "r", "s"]), ROWS, min_size=1))
def test_no_seat_is_lost_between_districts(units: dict[str, dict[str, int]]):
    votes = Votes({"votes": {(unit, party): n for unit, rows in units.items() for party, n in rows.items()}})
    found = other_districts(EUROPEAN, votes, NO_FACTS, "district").law
    outcome = elect(found, votes, choose=lambda among, seats: sorted(among)[:seats])
    valid = {unit: sum(rows.values()) for unit, rows in units.items()}
    assert sum(outcome.totals.values()) == 59
    by_unit: dict[str, int] = {}
    for row in outcome.rows:
        by_unit[row.district] = by_unit.get(row.district, 0) + row.seats
    quota = Fraction(sum(valid.values()), 59)
    for unit, count in valid.items():
        assert count // quota <= by_unit.get(unit, 0) <= -(-count // quota)


def test_a_clause_on_half_of_the_country_s_seats_leaves_districts_undetermined():
    law = find_law("nl-tweedekamer@2021-03-17")
    votes = Votes({"votes": {("a", "X"): 900, ("a", "Y"): 300, ("b", "X"): 500, ("b", "Y"): 400}})
    outcome = elect(other_districts(law, votes, NO_FACTS, "district").law, votes)
    assert outcome.status == "undetermined"
    assert "when a list has more than half of the votes" in outcome.open_questions[0].asks


def test_more_valid_votes_in_the_country_than_rows_leave_districts_to_the_votes_for_lists():
    votes = Votes({"votes": {("a", "X"): 600, ("b", "Y"): 400}})
    found = other_districts(EUROPEAN, votes, Facts(valid=1_100), "district")
    assert "in proportion to its votes for lists" in found.assumption
    assert elect(found.law, votes, Facts(valid=1_100)).totals == {"X": 35, "Y": 24}


@pytest.mark.parametrize(
    ("name", "level", "said"),
    [
        ("kz-mazhilis-2021", "regions", "votes known only for the country; expected votes by the units of a level"),
        ("kz-mazhilis-2021", "country", "no seats of kz-mazhilis@2020-05-25 that are allotted to lists in several"),
        ("es-congreso-2016", "community", "a level the votes aren't known by; expected one of: district"),
        ("no-storting-2017", "country", "levelling seats in no-storting"),
        ("au-senate-nt-2022", "country", "ranked ballots in au-senate"),
        ("gb-commons-2024", "country", "no seats of gb-commons@2007-06-13 that are allotted to lists"),
        ("gb-commons-2024", "constituency", "lists don't share by their votes alone"),
    ],
)
def test_districts_that_cant_be_are_refused(name: str, level: str, said: str):
    election = read_election(name)
    with pytest.raises(BadInput) as refused:
        other_districts(election.law, election.votes(), election.record.as_facts(), level)
    assert said in str(refused.value)


def test_alliances_of_some_districts_only_are_refused_in_one_district():
    facts = Facts(alliances=(Alliance("pair", ("A", "B"), "Madrid"),))
    with pytest.raises(BadInput, match="allied in some districts only"):
        other_districts(CONGRESO.law, CONGRESO.votes(), facts, "country")


@pytest.mark.parametrize("name", ["ge-parliament-list@2020-10-31", "us-house-apportionment@2020-01-01"])
def test_limits_of_the_whole_country_are_refused_in_districts(name: str):
    with pytest.raises(BadInput, match="a rule on the seats of the whole country"):
        other_districts(find_law(name), SEJM.votes(), NO_FACTS, "district")


@pytest.mark.skipif(not STATIONS.is_file(), reason="the files of stations aren't at hand")
def test_returns_of_stations_counted_by_region():
    from hemicycle.count.tally import tally
    from hemicycle.returns.read import read_returns

    returns = read_returns(f"{STATIONS}/russia_2016.csv", "russia")
    votes = tally(returns, "region").as_votes()
    law = find_law("ru-duma-list@2016-09-18")
    assert elect(law, votes).totals == {"p04": 140, "p12": 35, "p07": 34, "p14": 16}  # as the commission announced
    outcome = elect(other_districts(law, votes, NO_FACTS, "region", "region").law, votes)
    cells = votes.ballots["votes"]
    expected = dict.fromkeys(("p04", "p12", "p07", "p14"), 0)
    for unit, seats in largest_remainders(votes.counts["valid"], 225).items():
        for party, won in (largest_remainders({p: cells[unit, p] for p in expected}, seats) if seats else {}).items():
            expected[party] += won
    assert outcome.totals == expected


@pytest.mark.parametrize("level", ["country", "land"])
def test_a_changed_law_uses_only_names_and_levels_that_it_has(level: str):
    class Anywhere:
        def mistake(self, place, found, expected):
            return place, found, expected

    units = {"a": "north", "b": "north", "c": "south"}
    rows = {(unit, party): count for unit in units for party, count in {"A": 500_000, "B": 300_000}.items()}
    votes = Votes({"votes": rows}, {}, {("land", unit): above for unit, above in units.items()})
    changed = []
    for name in law_ids():
        for law in versions(name):
            try:
                changed.append(other_districts(law, votes, NO_FACTS, level).law)
            except BadInput:
                continue
            assert check_names(changed[-1], Anywhere()) == []
    assert len({law.law for law in changed}) > 5


def test_votes_of_the_country_stand_in_no_level():
    assert levels_known(read_election("kz-mazhilis-2021").votes(), "district") == []
    assert levels_known(Votes({"votes": {(WHOLE, "A"): 1}}), "district") == []
