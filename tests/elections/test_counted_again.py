"""Every election of the archive, counted again under the law of its day."""

from dataclasses import replace

import pytest

import hemicycle
from hemicycle.elections.verify import Verified, verify
from hemicycle.outcome.outcome import Seat

NAMES = hemicycle.election_ids()
# No official seats were found for these; votes and law only.
WITHOUT = {
    "am-assembly-2021",
    "cz-ep-2019",
    "cz-psp-2021",
    "ge-parliament-list-2020",
    "gr-vouli-2019",
    "pt-ar-2024",
}


def test_the_archive_holds_the_elections_of_many_countries() -> None:
    assert len(NAMES) >= 54
    assert len({name[:2] for name in NAMES}) >= 26


@pytest.mark.parametrize("name", NAMES)
def test_official_seats_come_out_or_the_difference_has_a_reason(name: str) -> None:
    found = verify(hemicycle.election(name))
    assert (found.finest is None) == (name in WITHOUT)
    assert found.outcome.status == "decided"
    assert not found.unexplained, [difference.says for difference in found.differences]
    assert bool(found.differences) == (name == "tr-tbmm-2018")


def test_turkish_districts_that_differ_are_those_that_pooled_votes_decide() -> None:
    found = verify(hemicycle.election("tr-tbmm-2018"))
    assert len({difference.district for difference in found.differences}) == 9
    assert len({row.district for row in found.election.official_seats}) == 87


@pytest.mark.parametrize("name", ["es-congreso-2016", "no-storting-2017", "de-bundestag-2025", "cz-psp-2017"])
def test_one_seat_moved_in_the_official_table_is_noticed(name: str) -> None:
    election = hemicycle.election(name)
    first, second, *rest = election.official_seats
    assert first.seats != second.seats or first.party != second.party
    moved = (replace(first, seats=first.seats + 1), second, *rest)
    election.__dict__["official_seats"] = moved
    differences = verify(election).differences
    assert (first.district, first.party) in {(each.district, each.party) for each in differences}
    assert all(each.why is None for each in differences)


def test_a_seat_in_a_district_without_official_seats_is_noticed() -> None:
    election = hemicycle.election("es-congreso-2016")
    gone = tuple(row for row in election.official_seats if row.district != "Soria")
    election.__dict__["official_seats"] = gone
    found: Verified = verify(election)
    assert {each.district for each in found.differences} == {"Soria"}
    assert isinstance(gone[0], Seat)
