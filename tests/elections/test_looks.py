from __future__ import annotations

import pytest

from hemicycle.elections.archive import ARCHIVE, election_ids, read_election
from hemicycle.elections.looks import Looks, left_to_right, looks_under, read_looks
from hemicycle.source.documents import parse_document
from hemicycle.source.mistake import BadInput
from hemicycle.source.schema import validate
from hemicycle.source.tables import read_table

COUNTRIES = sorted(path.parent.name for path in ARCHIVE.glob("*/looks.yaml"))


def lists_of(country: str) -> dict[str, set[str]]:
    """All lists and bodies of a country's elections, by the election, as its tables and records have them."""
    found: dict[str, set[str]] = {}
    for name in election_ids():
        election = read_election(name)
        if election.country.name == country:
            tables = [election.folder / file for file in ("votes.csv", "seats.csv")]
            rows = [row for table in tables if table.is_file() for row in read_table(table, ["party"])]
            found[name] = {row["party"] for row in rows} | set(election.record.lists)
    return found


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_name_of_the_looks_is_a_list_of_that_country(country):
    looks, lists = read_looks(ARCHIVE / country), lists_of(country)
    known = set().union(*lists.values())
    assert set(looks.parties) <= known
    for name, order in looks.orders.items():
        elections = {each for each in lists if each == name or read_election(each).record.law == name}
        assert elections, name
        assert set(order.parties) <= set().union(*(lists[each] for each in elections)), name
        assert len(set(order.parties)) == len(order.parties)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_colour_has_a_source(country):
    looks = read_looks(ARCHIVE / country)
    assert all(look.source or looks.source for look in looks.parties.values() if look.colour)


def test_every_party_that_sat_in_the_mazhilis_has_a_colour_or_is_independent():
    looks = looks_under("kz-mazhilis")
    for name in election_ids():
        if name.startswith("kz-"):
            election = read_election(name)
            independent = {p for p, kind in election.record.as_facts().kinds.items() if kind == "independent"}
            assert {p for p in election.elect().totals if not looks.parties.get(p)} <= independent


def test_parties_stand_as_the_order_says_and_others_behind_by_seats():
    looks = Looks.model_validate({"orders": {"a": {"parties": ("red", "gone", "blue"), "source": "a plan"}}})
    seats = {"blue": 9, "few": 1, "red": 2, "many": 5}
    assert left_to_right(looks.order("b", "a"), seats) == ["red", "blue", "many", "few"]
    assert left_to_right(looks.order("b"), seats) == ["blue", "many", "red", "few"]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ('parties: {a: {colour: "red"}}', "'red'", "text of the form"),
        ("parties: {a: {color: '#ff0000'}}", "the unknown key 'color'", "colour"),
        ("orders: {a: {parties: [x]}}", "no 'source'", "where the order is from"),
    ],
)
def test_a_wrong_look_is_refused_with_its_line(text, found, expected):
    with pytest.raises(BadInput) as refused:
        validate(Looks, parse_document(text, "looks.yaml"))
    (mistake,) = refused.value.mistakes
    assert found in mistake.found
    assert expected in mistake.expected
    assert mistake.line == 1


def test_a_country_without_looks_has_none():
    assert not looks_under("xx-council").parties
