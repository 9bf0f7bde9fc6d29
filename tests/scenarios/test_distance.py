from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.count.votes import Votes
from hemicycle.elections.archive import read_election
from hemicycle.law.catalogue import find_law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS as FACTS
from hemicycle.scenarios.bounds import bounds_of
from hemicycle.scenarios.distance import distances
from hemicycle.source.mistake import BadInput

MAZHILIS = read_election("kz-mazhilis-2021")
LAW = MAZHILIS.law


def measured(party: str) -> dict[tuple[str, str], tuple[int | None, str | None]]:
    found = distances(LAW, MAZHILIS.votes(), MAZHILIS.record.as_facts(), party)
    return {(each.goal, each.way): (each.votes, each.other) for each in found}


def test_auyl_was_123_887_switched_or_133_212_new_voters_from_the_threshold():
    """As derived once from the published votes, apart from this engine."""
    found = measured("auyl")
    assert found["over the threshold", "switched to it"] == (123_887, "nur-otan")
    assert found["over the threshold", "new for it"] == (133_212, None)


def test_voters_of_the_ruling_list_switching_to_auyl_make_71_11_9_and_7():
    (found,) = [
        each
        for each in distances(LAW, MAZHILIS.votes(), MAZHILIS.record.as_facts(), "auyl")
        if (each.goal, each.way) == ("over the threshold", "switched to it")
    ]
    assert found.totals == {"nur-otan": 71, "ak-zhol": 11, "people-s-party": 9, "assembly-of-the-people": 9, "auyl": 7}
    assert found.moves == {"nur-otan": -5, "ak-zhol": -1, "people-s-party": -1, "auyl": 7}


def test_the_last_seats_are_as_far_as_their_margins_say():
    margins = {(each.holder, each.runner_up): (each.switched, each.added) for each in MAZHILIS.elect().margins}
    found = measured("nur-otan")
    assert (
        found["one seat more", "switched to it"]
        == (margins["ak-zhol", "nur-otan"][0], "ak-zhol")
        == (11_127, "ak-zhol")
    )
    assert found["one seat more", "new for it"][0] == margins["ak-zhol", "nur-otan"][1] == 66_084


def test_the_boycott_in_numbers_of_voters():
    """All as derived once from the published figures, apart from this engine."""
    found = bounds_of(MAZHILIS)
    assert round(float(found.of_register(found.leader_votes)) * 100, 2) == 43.19
    assert round(float(found.of_register(found.valid)) * 100, 2) == 60.76
    assert found.to_half == 3_054_586
    assert round(float(found.of_register(found.to_half)) * 100, 1) == 25.6
    assert round(float(found.of_those_away(found.to_half) or 0) * 100, 1) == 69.7
    assert Fraction(found.leader_votes, found.valid + found.to_half) == Fraction(1, 2)


def test_bounds_need_the_register():
    with pytest.raises(BadInput, match="no figure registered and ballots_received"):
        bounds_of(read_election("nl-tweedekamer-2023"))


def test_a_seat_of_a_district_moves_with_votes_of_that_district():
    """Spain's act allots each province alone, so the nearest seat is the least margin of any province."""
    election = read_election("es-congreso-2016")
    found = {(each.goal, each.way): each for each in distances(election.law, election.votes(), FACTS, "EN MAREA")}
    added = [each.added for each in election.elect().margins if each.runner_up == "EN MAREA" and each.added]
    more = found["one seat more", "new for it"]
    assert more.votes <= min(added)
    assert more.proved
    assert more.moves["EN MAREA"] == 1
    cells = dict(election.votes().ballots["votes"])
    for fewer, seats in ((0, 6), (1, 5)):
        cells[more.district, "EN MAREA"] += more.votes if fewer == 0 else -1
        counts = dict(election.votes().counts)
        more_valid = cells[more.district, "EN MAREA"] - election.votes().ballots["votes"][more.district, "EN MAREA"]
        counts["valid"] = {**counts["valid"], more.district: counts["valid"][more.district] + more_valid}
        changed = Votes({"votes": cells}, counts)
        assert elect(election.law, changed).totals["EN MAREA"] == seats
    assert {goal for goal, _ in found} == {"one seat more", "one seat fewer"}


def test_a_ranked_ballot_is_refused():
    election = read_election("au-senate-nt-2022")
    with pytest.raises(BadInput, match="ranked ballots"):
        distances(election.law, election.votes(), election.record.as_facts())


SMALL = find_law("il-knesset@2019-04-09")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=4), st.data())
def test_no_fewer_votes_do_it_by_any_count(counts, data):
    """Beside a search through every number of votes and every list they may come from or go to."""
    votes = Votes({"votes": {("*", f"P{place}"): count for place, count in enumerate(counts)}})
    now = elect(SMALL, votes)
    if now.status != "decided":
        return
    party = f"P{data.draw(st.integers(0, len(counts) - 1))}"
    for found in distances(SMALL, votes, FACTS, party):
        if found.goal not in ("one seat more", "one seat fewer") or found.way == "new for it":
            continue
        assert found.votes == least(votes, party, found.goal, found.way, now.totals.get(party, 0))


def least(votes: Votes, party: str, goal: str, way: str, seats: int) -> int | None:
    cells = votes.by_list()
    others = [each for each in cells if each != party] if way.startswith("switched") else [None]
    for count in range(1, sum(cells.values()) + 1):
        for other in others:
            gained = count if way == "switched to it" else -count
            changed = {**cells, party: cells[party] + gained}
            if other is not None:
                changed[other] -= gained
            if min(changed.values()) < 0:
                continue
            outcome = elect(SMALL, Votes({"votes": {("*", each): number for each, number in changed.items()}}))
            now = outcome.totals.get(party, 0)
            by_lot = sum(min(lot.seats, 1) for lot in outcome.lots if party in lot.among)
            reached = now > seats if goal == "one seat more" else now + by_lot < seats
            if outcome.status != "undetermined" and reached:
                return count
    return None
