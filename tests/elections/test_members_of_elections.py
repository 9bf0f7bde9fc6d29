"""The chambers of the archive, to the member where names are known."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from hemicycle.chamber.chamber import Chamber
from hemicycle.elections.archive import election_ids, read_election
from hemicycle.elections.people import Brought, chamber_of, read_lists
from hemicycle.source.mistake import BadInput

DUTCH = Path(__file__).parents[3] / "shared/corpus/nl-tweedekamer-2023/elected.csv"


def chamber(name: str, **about) -> Chamber:
    return chamber_of(read_election(name), **about)


def members(found: Chamber) -> set[tuple[str, str, str | None]]:
    return {(place.district, place.party, place.holder.name if place.holder else None) for place in found.places}


@pytest.mark.parametrize(("name", "size"), [("nl-tweedekamer-2023", 150), ("ch-zug-kantonsrat-2018", 80)])
def test_the_members_are_those_whom_the_office_calls_elected(name, size):
    election = read_election(name)
    lists = read_lists(election.folder / "candidates.csv", election.law).by_list.values()
    official = {(each.district, each.party, each.name) for people in lists for each in people if each.elected}
    assert len(official) == size
    assert members(chamber(name)) == official


@pytest.mark.skipif(not DUTCH.is_file(), reason="needs the official ranking of the members elected in 2023")
def test_dutch_members_are_ranked_as_the_office_ranks_them():
    """The office's ranking is 1 for those elected by preference votes and 2 for those by list order (P 19)."""
    with DUTCH.open() as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (row["party"], int(row["list_position_in_result"])))
    ours = [
        (place.party, place.holder.name, "1" if "votes" in place.holder.says else "2")
        for place in chamber("nl-tweedekamer-2023").places
        if place.holder
    ]
    theirs = [(row["party"], row["candidate"], row["ranking"]) for row in rows]
    assert sorted(ours, key=lambda row: row[0]) == theirs


def test_dutch_seats_by_preference_begin_at_17_388_votes():
    places = [place for place in chamber("nl-tweedekamer-2023").places if place.holder and place.holder.candidate]
    over = [place for place in places if place.holder and "above 17,387.88" in place.holder.says]
    assert all(place.holder.candidate.votes >= 17_388 for place in over)  # type: ignore[union-attr]
    under = [place for place in places if place not in over]
    assert all(place.holder.candidate.votes <= 17_387 for place in under)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", election_ids())
def test_every_seat_of_the_archive_is_held_or_says_why_not(name):
    found = chamber(name)
    assert len(found.places) == sum(read_election(name).elect().totals.values())
    assert all(place.holder or place.empty for place in found.places)
    assert all(place.holder.says for place in found.places if place.holder)
    named = [(place.district, place.party, place.holder.name) for place in found.places if place.holder]
    assert max(Counter(each for each in named if each[2]).values(), default=1) == 1
    assert found.seated + found.vacant == len(found.places)


def test_brussels_2012_has_its_lists_and_no_names():
    found = chamber("be-local-bruxelles-2012")
    assert found.by_party == {"PS - sp.a": 18, "MR VLD": 10, "CDH": 10, "ECOLO-GROEN": 7, "FDF": 3, "N-VA": 1}
    assert {place.holder.name for place in found.places if place.holder} == {None}


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("kz-mazhilis-2021", ("Sauytbek Abdrakhmanov", "298 of 351, above 175.5"), "Avetik Amirkhanyan"),
        ("kz-mazhilis-2016", ("Vladimir Bozhko", "94.58 % as printed, above 50 %"), "Shaimardan Nurumov"),
    ],
)
def test_all_nine_of_the_assembly_had_more_than_half(name, first, last):
    found = chamber(name)
    nine = [place.holder for place in found.places if place.tier == "assembly"]
    assert len(nine) == 9
    assert (nine[0].name, nine[0].says) == first  # type: ignore[union-attr]
    assert nine[-1].name == last  # type: ignore[union-attr]
    assert all(each.elected for each in found.verdicts["assembly"])


def test_the_ranked_ballots_of_the_northern_territory_elect_in_person():
    found = chamber("au-senate-nt-2022")
    assert [place.holder.name for place in found.places if place.holder] == [
        "McCARTHY Malarndirri [MM]",
        "PRICE Jacinta Nampijinpa [PJN]",
    ]


def test_a_term_goes_from_the_election_to_the_next_one():
    assert chamber("kz-mazhilis-2016", on=dt.date(2021, 1, 9)).seated == 107
    with pytest.raises(BadInput, match="when kz-mazhilis-2021 is the chamber; expected a day before 2021-01-10"):
        chamber("kz-mazhilis-2016", on=dt.date(2021, 1, 10))
    with pytest.raises(BadInput, match="expected a day from the election of 2021-01-10 on"):
        chamber("kz-mazhilis-2021", on=dt.date(2021, 1, 9))


def test_a_chamber_that_was_dissolved_has_nobody_after_that_day():
    assert len(chamber("kz-mazhilis-2021", on=dt.date(2023, 1, 18)).places) == 107
    with pytest.raises(BadInput, match="when the chamber had ended; expected a day before 2023-01-19"):
        chamber("kz-mazhilis-2021", on=dt.date(2023, 1, 19))


def test_a_deputy_who_left_in_march_2022_leaves_a_seat_open_and_the_rest_is_not_claimed():
    before, after = (chamber("kz-mazhilis-2021", on=dt.date(2022, 3, day)) for day in (1, 2))
    assert (before.seated, after.seated) == (107, 106)
    (place,) = [place for place in after.places if place.holder is None]
    assert (place.party, place.holders[0].name) == ("nur-otan", "Dariga Nazarbayeva")
    assert place.empty == "open until the party names the next (Art. 97-1(6))"
    assert after.notes == ("the changes are those of the events at hand, and others may have happened",)


def test_more_members_reported_than_seats_are_refused(tmp_path):
    from hemicycle.chamber.candidates import read_candidates
    from hemicycle.chamber.chamber import People, fill

    table = tmp_path / "members.csv"
    table.write_text("party,candidate\n" + "".join(f"people-s-party,Person {chr(97 + n)}\n" for n in range(11)))
    election = read_election("kz-mazhilis-2021")
    people = People(election.date, members=read_candidates(table))
    with pytest.raises(BadInput, match="line 2: found 11 members of 'people-s-party'; expected at most 10"):
        fill(election.law, election.elect(), people)


def test_who_follows_in_the_house_is_the_next_of_the_ranking(written):
    path = written("events.csv", "date,event,person,party\n2024-03-01,resigned,EerdmansBJ,JA21\n")
    found = chamber("nl-tweedekamer-2023", brought=Brought(events=path))
    (place,) = [place for place in found.places if place.party == "JA21"]
    assert [holder.name for holder in place.holders] == ["EerdmansBJ", "NanningaA"]
    assert place.holder is not None
    assert place.holder.cites == ("P 19",)


CANDIDATES = "party,candidate,gender,born,disability\n" + "".join(
    f"{party},{name},{'f' if place % 3 == 0 else 'm'},1970-01-01,no\n"
    for party, letter in (("nur-otan", "Н"), ("ak-zhol", "А"), ("people-s-party", "П"))
    for place, name in enumerate(f"{letter}{chr(ord('а') + a)}{chr(ord('а') + b)}" for a in range(5) for b in range(25))
)


@pytest.fixture
def lists(written) -> Path:
    return written("candidates.csv", CANDIDATES)


def test_a_party_that_is_late_gets_its_first_names_by_the_alphabet(written, lists):
    picks = written("picks.csv", "party,candidate,on\nnur-otan,Наа,2021-01-12\nnur-otan,Наб,2021-01-12\n")
    brought = Brought(lists, picks)
    early = chamber("kz-mazhilis-2021", on=dt.date(2021, 1, 22), brought=brought)
    late = chamber("kz-mazhilis-2021", on=dt.date(2021, 1, 23), brought=brought)
    first = {place.party: place for place in early.places if place.number == 1}
    assert first["nur-otan"].holder is not None
    assert first["nur-otan"].holder.name == "Наа"
    assert first["ak-zhol"].empty == "open until the party names somebody (Art. 97-1(5))"
    names = [place.holder.name for place in late.places if place.party == "ak-zhol" and place.holder]
    assert names == [f"Аа{chr(ord('а') + place)}" for place in range(12)]
    assert any(note.startswith("ak-zhol: the party named nobody by 22 January 2021") for note in late.notes)


def test_lists_of_parties_that_didnt_stand_are_refused(written):
    path = written("candidates.csv", "party,candidate\nosdp,Anna\n")
    with pytest.raises(BadInput, match="the unknown list 'osdp'"):
        chamber("kz-mazhilis-2021", brought=Brought(path))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("date,event,person,party\n2021-02-30,died,Anna,\n", "'2021-02-30'; expected a day that exists"),
        ("date,event,person,party\n2021-02-01,dyed,Anna,\n", "'dyed'; expected died?"),
        ("date,event,person,party\n2021-02-01,died,,\n", "nothing; expected who it happened to"),
        ("date,event,person,party\n2021-02-01,party dissolved,Anna,adal\n", "the party that ended, and no person"),
        ("date,event,person,party\n2020-02-01,died,Anna,\n", "a day from the election of 2021-01-10 on"),
        (
            "date,event,person,party\n2021-02-01,died,Anna,\n2021-02-01,died,Anna,\n",
            "the same event as in line 2; expected each event once",
        ),
    ],
)
def test_a_table_of_events_that_cant_be_is_refused_with_its_line(written, table, said):
    with pytest.raises(BadInput) as error:
        chamber("kz-mazhilis-2021", brought=Brought(events=written("events.csv", table)))
    assert said in str(error.value)
    assert "events.csv, line " in str(error.value)
