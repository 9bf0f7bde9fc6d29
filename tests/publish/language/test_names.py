"""Names of parties, people, chambers and countries in three languages: data, and never made up."""

import pytest

from hemicycle.elections.archive import election_ids, read_election
from hemicycle.elections.parties import read_parties
from hemicycle.publish.language.language import LANGUAGES, Language
from hemicycle.publish.language.names import bare_name, chamber_name, country_name, full_name, person_name, title

OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.mark.parametrize(
    ("year", "party", "code", "full", "bare"),
    [
        (2021, "nur-otan", "en", "Nur Otan", "Nur Otan"),
        (2021, "nur-otan", "ru", "партия «Nur Otan»", "«Nur Otan»"),
        (2021, "nur-otan", "kk", "«Nur Otan» партиясы", "«Nur Otan»"),
        # printed in Cyrillic at the time
        (2016, "nur-otan", "ru", "партия «Нур Отан»", "«Нур Отан»"),
        (2016, "nur-otan", "kk", "«Нұр Отан» партиясы", "«Нұр Отан»"),
        (2021, "people-s-party", "kk", "Қазақстан Халық партиясы", "Халық партиясы"),
        (2021, "people-s-party", "en", "People's Party of Kazakhstan", "People's Party"),
        (2021, "assembly-of-the-people", "ru", "Ассамблея народа Казахстана", "Ассамблея народа Казахстана"),
    ],
)
def test_lists_have_a_full_and_a_bare_name(year, party, code, full, bare):
    election, lang = read_election(f"kz-mazhilis-{year}"), Language(code)
    assert (full_name(election, party, lang).text, bare_name(election, party, lang).text) == (full, bare)


@pytest.mark.parametrize("code", OTHERS)
def test_every_list_and_leader_of_the_chamber_has_a_name_in_every_language(code):
    lang = Language(code)
    for name in election_ids():
        if name.startswith("kz-"):
            election = read_election(name)
            for party in election.record.lists:
                assert not full_name(election, party, lang).text.isascii(), (name, party)
            for party in read_parties(election.country).parties.values():
                for term in party.leaders:
                    assert not person_name(election, term.name, lang).text.isascii(), term.name


@pytest.mark.parametrize("code", OTHERS)
def test_every_chamber_and_country_of_the_archive_has_a_name_in_every_language(code):
    for name in election_ids():
        election, lang = read_election(name), Language(code)
        assert chamber_name(election, lang).code == code, name
        assert country_name(election, lang).code == code, name


def test_a_list_that_nobody_has_named_in_a_language_keeps_its_name():
    election = read_election("fi-eduskunta-2019")
    assert full_name(election, "SDP", Language("kk")).text == "SDP"


@pytest.mark.parametrize(
    ("name", "code", "heading"),
    [
        ("kz-mazhilis-2021", "kk", "2021 жылғы 10 қаңтардағы сайлау: Мәжіліс, Қазақстан"),
        ("de-bundestag-2025", "ru", "Выборы 23 февраля 2025 года: Бундестаг, Германия"),
        # a chamber whose name tells the country
        ("de-ep-2009", "en", "Election of 7 June 2009: European Parliament (Germany)"),
    ],
)
def test_headings_name_day_chamber_and_country(name, code, heading):
    assert title(read_election(name), Language(code)) == heading


def test_people_are_named_in_full_where_the_archive_knows_how():
    election = read_election("kz-mazhilis-2021")
    named = [person_name(election, "N. Nazarbayev", Language(code)).text for code in LANGUAGES]
    assert named == ["Nursultan Nazarbayev", "Нурсултан Назарбаев", "Нұрсұлтан Назарбаев"]
