"""Many elections at once come out as one by one, under the laws and on the votes of the archive."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.count.votes import Votes
from hemicycle.elections.archive import election_ids, read_election
from hemicycle.law.catalogue import find_law
from hemicycle.outcome import many
from hemicycle.outcome.array_divide import most_votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS, Facts
from hemicycle.outcome.many import STATUSES, elect_many

IN_ARRAYS = [
    "be-local-bruxelles-2012",
    "cz-ep-2019",
    "de-ep-2009",
    "es-congreso-2016",
    "gb-commons-2024",
    "ge-parliament-list-2020",
    "gr-vouli-2019",
    "jp-sangiin-pr-2022",
    "jp-shugiin-pr-2024",
    "kz-mazhilis-2004",
    "kz-mazhilis-2012",
    "kz-mazhilis-2021",
    "kz-mazhilis-2023",
    "no-storting-2017",
    "nz-parliament-2017",
    "pl-sejm-2019",
    "pt-ar-2024",
    "ua-rada-list-2019",
]


def scaled(like: Votes, counts: list[int], facts: Facts) -> Votes:
    """The same election with other votes; ballots that are valid for no list stay as many."""
    cells = dict(zip(like.ballots["votes"], counts, strict=True))
    known = dict(like.counts)
    if facts.valid is not None:
        known.setdefault("valid", {"*": facts.valid})
    if "valid" in known:
        valid = dict(known["valid"])
        for (unit, party), count in cells.items():
            where = unit if unit in valid else "*"
            valid[where] += count - like.ballots["votes"][unit, party]
        known["valid"] = valid
    return Votes({**like.ballots, "votes": cells}, known, like.parents, like.ranked)


@pytest.mark.parametrize("name", IN_ARRAYS)
def test_shaken_votes_of_an_election_come_out_as_one_by_one(name):
    election = read_election(name)
    like, facts = election.votes(), election.record.as_facts()
    counts = np.array([int(count) for count in like.ballots["votes"].values()])
    rng = np.random.default_rng(7)
    shaken = np.rint(counts * np.exp(rng.normal(0, 0.3, (12, len(counts))))).astype(np.int64)
    shaken[0] = counts
    shaken[1] //= 5_000  # few votes, with ties and empty districts
    found = elect_many(election.law, like, shaken, facts)
    assert not found.because
    for row, seats, status in zip(shaken.tolist(), found.seats, found.status, strict=True):
        outcome = elect(election.law, scaled(like, row, facts), facts, tracing=False)
        assert STATUSES[status] == outcome.status
        assert {party: won for party, won in zip(found.lists, seats.tolist(), strict=True) if won} == outcome.totals


@pytest.mark.parametrize("name", IN_ARRAYS)
def test_lists_without_votes_and_equal_ones_come_out_as_one_by_one(name):
    election = read_election(name)
    like, facts = election.votes(), election.record.as_facts()
    counts = np.array([int(count) for count in like.ballots["votes"].values()])
    rng = np.random.default_rng(11)
    shaken = np.rint(counts * np.exp(rng.normal(0, 0.5, (12, len(counts))))).astype(np.int64)
    shaken[rng.random(shaken.shape) < 0.2] = 0
    shaken[6:8] //= 20_000
    shaken[8:10] = rng.integers(0, 4, (2, len(counts)))
    shaken[10:] = (shaken[10:] > 0) * 1_000
    found = elect_many(election.law, like, shaken, facts)
    for row, seats, status in zip(shaken.tolist(), found.seats, found.status, strict=True):
        outcome = elect(election.law, scaled(like, row, facts), facts, tracing=False)
        assert STATUSES[status] == outcome.status
        assert {party: won for party, won in zip(found.lists, seats.tolist(), strict=True) if won} == outcome.totals


RAGGED = """
law: xx-diet
title: Diet Act
country: Nowhere
chamber: Diet
act: Diet Act
in_force: {from: 2000-01-01}
seats: {at_least: 1}
units: [district]
votes_at: district
from_election:
  seats: {each: unit, at: district, means: the seats of the district, cites: [Art. 1]}
tiers:
- tier: districts
  label: seats of the districts
  steps:
  - {admit: {votes: 5%}, as: in_country, cites: [Art. 2]}
  - admit: {at: district, votes: 10%, of: total(votes), any: [{votes: 2%, kind: minority}], except: {kind: banned}}
    as: in_district
    cites: [Art. 2]
  - admit: {at: district, who: [in_country, in_district]}
    as: both
    cites: [Art. 2]
  - allot:
      at: district
      who: both
      seats: min(seats * min(1, seats - 1), 2 * count(both))
      method: METHOD
      ties: [lot]
    cites: [Art. 3]
  - allot: {at: district, who: all, seats: "max(0, 2 - seats) * min(1, seats)", method: most votes, ties: [lot]}
    cites: [Art. 4]
- tier: country
  label: seats of the country
  seats: 5
  steps:
  - {admit: {who: both}, as: somewhere, cites: [Art. 5]}
  - allot: {who: somewhere, seats: 5, method: sainte-lague, ties: [lot]}
    cites: [Art. 5]
read_in: [a made-up act]
"""


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(st.tuples(st.sampled_from("nesw"), st.sampled_from("ABCDEF")), min_size=1, unique=True),
    seats=st.lists(st.sampled_from([0, 1, 2, 3, 7]), min_size=4, max_size=4),
    method=st.sampled_from(["dhondt", "sainte-lague", "hare", "{quota: droop, remainders: largest}"]),
    most=st.sampled_from([3, 40, 100_000]),
    fast=st.booleans(),
    seed=st.integers(0, 10**6),
)
def test_districts_with_few_lists_each_come_out_as_one_by_one(tmp_path_factory, cells, seats, method, most, fast, seed):
    document = tmp_path_factory.mktemp("acts") / "act.yaml"
    document.write_text(RAGGED.replace("METHOD", method), encoding="utf-8")
    law = find_law(str(document))
    here = {unit for unit, _ in cells}
    units = {"seats": {unit: number for unit, number in zip("nesw", seats, strict=True) if unit in here}}
    facts = Facts(kinds={"B": "banned", "C": "minority"})
    votes = np.random.default_rng(seed).integers(0, most + 1, (8, len(cells)))
    found = elect_many(law, Votes({"votes": dict.fromkeys(cells, 1)}, units), votes, facts, fast=fast)
    assert not found.because
    for row, won, status in zip(votes.tolist(), found.seats.tolist(), found.status, strict=True):
        outcome = elect(law, Votes({"votes": dict(zip(cells, row, strict=True))}, units), facts, tracing=False)
        assert STATUSES[status] == outcome.status
        assert {party: number for party, number in zip(found.lists, won, strict=True) if number} == outcome.totals


@given(
    votes=st.lists(st.lists(st.integers(0, 5), min_size=5, max_size=5), min_size=1, max_size=5),
    among=st.lists(st.booleans(), min_size=5, max_size=5),
    seats=st.integers(-1, 6),
)
def test_those_with_most_votes_are_served_or_a_tie_is_told(votes, among, seats):
    served, tied = most_votes(np.array(votes), np.array([among] * len(votes)), seats)
    for row, takes, tie in zip(votes, served.tolist(), tied.tolist(), strict=True):
        ranked = sorted((number for number, here in zip(row, among, strict=True) if here), reverse=True)
        wanted = min(max(seats, 0), len(ranked))
        assert tie == (0 < wanted < len(ranked) and ranked[wanted - 1] == ranked[wanted])
        assert sum(takes) == wanted or tie
        assert all(number >= ranked[wanted - 1] for number, take in zip(row, takes, strict=True) if take)


@pytest.mark.parametrize("name", IN_ARRAYS)
def test_parts_that_are_counted_one_after_the_other_come_out_as_all_together(name, monkeypatch):
    election = read_election(name)
    like, facts = election.votes(), election.record.as_facts()
    counts = np.array([int(count) for count in like.ballots["votes"].values()])
    shaken = np.rint(counts * np.exp(np.random.default_rng(4).normal(0, 0.3, (6, len(counts))))).astype(np.int64)
    together = elect_many(election.law, like, shaken, facts)
    monkeypatch.setattr(many, "_CELLS", 2 * len(counts))
    in_parts = elect_many(election.law, like, shaken, facts)
    assert (in_parts.seats == together.seats).all()
    assert in_parts.singly == together.singly


def test_every_election_comes_out_as_it_does_alone_or_says_why_arrays_dont_do_it():
    for name in election_ids():
        election = read_election(name)
        like = election.votes()
        if not isinstance(like, Votes):
            continue
        counts = np.array([[int(count) for count in like.ballots["votes"].values()]])
        found = elect_many(election.law, like, counts, election.record.as_facts())
        outcome = election.elect()
        totals = {party: won for party, won in zip(found.lists, found.seats[0].tolist(), strict=True) if won}
        assert (totals, STATUSES[found.status[0]]) == (outcome.totals, outcome.status), name
        assert found.singly or not found.because


LAWS = [find_law(name) for name in ("kz-mazhilis@2020-05-25", "kz-mazhilis@2009-02-09", "il-knesset@2014-03-11")]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(LAWS),
    st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=8),
    st.booleans(),
)
def test_small_numbers_with_ties_and_lone_lists_come_out_as_one_by_one(law, rows, fast):
    cells = {("*", f"P{place}"): 1 for place in range(4)}
    like = Votes({"votes": cells})
    found = elect_many(law, like, np.array(rows), NO_FACTS, fast=fast)
    for row, seats, status in zip(rows, found.seats.tolist(), found.status, strict=True):
        outcome = elect(law, Votes({"votes": dict(zip(cells, row, strict=True))}), tracing=False)
        assert STATUSES[status] == outcome.status
        assert {party: won for party, won in zip(found.lists, seats, strict=True) if won} == outcome.totals


def test_a_million_elections_of_a_threshold_law_agree_between_numpy_and_compiled_loops():
    election = read_election("kz-mazhilis-2021")
    rng = np.random.default_rng(3)
    counts = rng.integers(0, 1_000_000, size=(300_000, 5))
    facts = election.record.as_facts()
    slow, quick = (elect_many(election.law, election.votes(), counts, facts, fast=fast) for fast in (False, True))
    assert (slow.seats == quick.seats).all()
    assert slow.singly == quick.singly < 3_000
    assert (quick.seats.sum(axis=1)[quick.status == 0] == 107).all()


def test_a_tier_whose_seats_nobody_gave_is_left_open_in_all_elections_together():
    law = find_law("kz-mazhilis@2021-01-10")  # the nine seats of the Assembly come from outside
    like = Votes({"votes": {("*", party): 100 for party in "ABCDE"}})
    counts = np.random.default_rng(5).integers(0, 10**6, (300, 5))
    found = elect_many(law, like, counts)
    assert (found.singly, found.because) == (0, "")
    for row, seats, status in zip(counts, found.seats, found.status, strict=True):
        alone = elect(law, scaled(like, row.tolist(), NO_FACTS), NO_FACTS, tracing=False)
        assert STATUSES[status] == alone.status
        assert dict(zip(found.lists, seats.tolist(), strict=True)) == {
            party: alone.totals.get(party, 0) for party in "ABCDE"
        }


def test_a_law_that_goes_further_is_counted_one_by_one_and_says_why():
    election = read_election("fi-eduskunta-2019")
    counts = np.array([[int(count) for count in election.votes().ballots["votes"].values()]] * 2)
    heard: list[int] = []
    found = elect_many(election.law, election.votes(), counts, election.record.as_facts(), told=heard.append)
    assert (found.singly, heard) == (2, [1, 2])
    assert "alliances" in found.because


@pytest.mark.parametrize(
    ("votes", "said"),
    [([[1, 2]], "expected whole numbers of shape"), ([[1.5] * 5], "expected whole numbers"), ([[-1] * 5], "negative")],
)
def test_votes_of_another_shape_or_kind_are_refused(votes, said):
    election = read_election("kz-mazhilis-2021")
    with pytest.raises(ValueError, match=said):
        elect_many(election.law, election.votes(), votes, election.record.as_facts())


TWO_BALLOTS = """
law: xx-council
title: Council Act
country: Nowhere
chamber: Council
act: Council Act
in_force: {from: 2000-01-01}
seats: 10
units: [district]
tiers:
- tier: single
  label: seats of districts
  seats: 2
  steps:
  - allot: {at: district, who: all, seats: 1, by: first, method: most votes, ties: [lot]}
    cites: [Art. 1]
- tier: lists
  label: list seats
  seats: 8
  steps:
  - {admit: {votes: 20%}, cites: [Art. 2]}
  - {allot: {seats: 8, method: dhondt, ties: [lot]}, cites: [Art. 3]}
read_in: [a made-up act]
"""
OF_THE_ADMITTED = """
- tier: again
  label: seats of districts for who was admitted
  seats: 2
  steps:
  - allot: {at: district, seats: 1, by: first, method: most votes, ties: [lot]}
    cites: [Art. 4]
"""


def count_in_parts(document, text: str, monkeypatch) -> int:
    """Count elections of a made-up law one row to a part, beside each alone; say how many were counted singly."""
    document.write_text(text, encoding="utf-8")
    law = find_law(str(document))
    first = {("n", "A"): 30, ("n", "B"): 20, ("s", "A"): 5, ("s", "B"): 40, ("s", "C"): 50}
    like = Votes({"votes": {("*", party): 1 for party in "ABC"}, "first": first})
    rows = [[61, 28, 11], [29, 60, 11], [31, 28, 41], [50, 47, 3]]
    monkeypatch.setattr(many, "_CELLS", 3)
    found = elect_many(law, like, np.array(rows))
    for row, seats in zip(rows, found.seats.tolist(), strict=True):
        cells = dict(zip(like.ballots["votes"], row, strict=True))
        outcome = elect(law, Votes({"votes": cells, "first": first}))
        assert outcome.status == "decided"
        assert {party: won for party, won in zip(found.lists, seats, strict=True) if won} == outcome.totals
    return found.singly


def test_seats_of_another_ballot_are_the_same_in_every_part(tmp_path, monkeypatch):
    assert count_in_parts(tmp_path / "act.yaml", TWO_BALLOTS, monkeypatch) == 0


def test_seats_of_another_ballot_follow_who_is_admitted_by_each_list_ballot(tmp_path, monkeypatch):
    admitted = TWO_BALLOTS.replace("seats: 10", "seats: 12").replace("read_in:", f"{OF_THE_ADMITTED}read_in:")
    assert count_in_parts(tmp_path / "act.yaml", admitted, monkeypatch) == 4
