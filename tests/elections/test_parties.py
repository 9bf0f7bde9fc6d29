from __future__ import annotations

import datetime as dt

import pytest

from hemicycle.chamber.lineage import Party, Term
from hemicycle.elections.archive import ARCHIVE
from hemicycle.elections.parties import leaders_on, read_parties, read_story
from hemicycle.source.mistake import BadInput

KAZAKHSTAN = read_parties(ARCHIVE / "kz")
ELECTION = dt.date(2021, 1, 10)


def test_the_former_president_of_80_led_the_party_and_chaired_the_council_in_january_2021():
    (leader,) = leaders_on(KAZAKHSTAN, "nur-otan", ELECTION)
    assert (leader.term.name, leader.age) == ("N. Nazarbayev", 80)
    offices = [office.office for office in leader.offices]
    assert "chair of the national security council" in offices
    assert "President" not in offices


def test_he_held_the_presidency_and_the_party_at_once_until_2019():
    (leader,) = leaders_on(KAZAKHSTAN, "nur-otan", dt.date(2016, 3, 20))
    assert "President" in [office.office for office in leader.offices]
    assert not [
        office
        for office in KAZAKHSTAN.offices_of("N. Nazarbayev", dt.date(2019, 3, 20))
        if office.office == "President"
    ]


def test_the_people_s_party_was_the_communist_people_s_party():
    story = read_story("people-s-party")
    assert story.before == ("communist-people-s-party",)
    results = {each.date.year: (each.party, each.votes, each.seats) for each in story.stood}
    assert results[2016] == ("communist-people-s-party", 537_123, 7)
    assert results[2021] == ("people-s-party", 659_019, 10)


def test_a_party_is_found_by_its_name_in_any_language():
    assert (
        read_story("Қазақстан Халық партиясы").id == read_story("People's Party of Kazakhstan").id == "people-s-party"
    )


def test_an_unknown_party_is_refused_with_the_nearest():
    with pytest.raises(BadInput, match=r"no party 'peoples-party'; expected people-s-party\?"):
        read_story("peoples-party")


def test_a_line_with_mergers_has_every_predecessor():
    assert set(read_story("amanat").before) == {
        "nur-otan", "otan", "asar", "agrarian", "civic", "aist", "adal", "birlik", "adilet", "democratic-party",
        "rukhaniyat",
    }  # fmt: skip
    assert read_story("otan").after == ("nur-otan", "amanat")


@pytest.mark.parametrize(
    ("start", "until", "day", "held"),
    [
        ("2004", "2007", "2004-01-01", True),
        ("2004", "2007", "2007-12-31", True),
        ("2004", "2007", "2008-01-01", False),
        ("2022-01", None, "2022-01-01", True),
        ("2022-01", None, "2021-12-31", False),
        (None, "2019-03-19", "2019-03-19", True),
        (None, "2019-03-19", "2019-03-20", False),
        (None, None, "1990-01-01", True),
    ],
)
def test_a_term_known_by_the_year_holds_the_whole_year(start, until, day, held):
    term = Term.model_validate({"name": "A", "from": start, "until": until})
    assert term.holds(dt.date.fromisoformat(day)) is held


def test_a_date_that_isnt_one_is_refused():
    with pytest.raises(ValueError, match="pattern"):
        Party.model_validate({"name": "A", "from": "March 2021"})


def test_two_spellings_of_one_person_are_one_person():
    assert KAZAKHSTAN.person("Sautbek Abdrakhmanov") is KAZAKHSTAN.person("Sauytbek Abdrakhmanov") is not None


def test_every_source_of_a_party_and_a_person_is_in_the_list_of_sources():
    from hemicycle.source.tables import read_table

    known = {row["key"] for row in read_table(ARCHIVE / "kz/sources.csv", ["key"])}
    parts = [*KAZAKHSTAN.parties.values(), *KAZAKHSTAN.people.values(), *KAZAKHSTAN.offices]
    assert {key for part in parts for key in part.sources} <= known
