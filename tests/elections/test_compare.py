from fractions import Fraction

import pytest

from hemicycle.chamber.lineage import Party, continues_as
from hemicycle.elections.compare import compare_elections
from hemicycle.source.mistake import BadInput


def line(comparison, party):
    return next(each for each in comparison.lines if each.party == party)


def test_seats_of_2016_and_2021_by_lineage():
    comparison = compare_elections("kz-mazhilis-2016", "kz-mazhilis-2021")
    assert {each.party: each.gained for each in comparison.lines if each.gained} == {
        "nur-otan": -8,
        "ak-zhol": 5,
        "people-s-party": 3,
    }
    assert line(comparison, "people-s-party").before == (("Communist People's Party of Kazakhstan", 537123),)


def test_volatility_of_2016_to_2021_is_half_the_sum_of_the_changes():
    # Renamed parties continue; one list of 2016 did not stand in 2021. By hand from the final votes.
    old = {"no": 6183757, "az": 540406, "pp": 537123, "au": 151285, "so": 88813, "ad": 21484}
    new = {"no": 5148074, "az": 792828, "pp": 659019, "au": 383023, "ad": 258618}
    expected = sum(
        abs(Fraction(new.get(party, 0), sum(new.values())) - Fraction(votes, sum(old.values())))
        for party, votes in old.items()
    )
    assert compare_elections("kz-mazhilis-2016", "kz-mazhilis-2021").volatility == expected / 2


def test_predecessors_of_a_merged_party_are_summed_and_also_counted_apart():
    comparison = compare_elections("kz-mazhilis-2004", "kz-mazhilis-2007")
    merged = line(comparison, "nur-otan")
    assert merged.votes_before == 2883706 + 541239 + 336177
    assert merged.seats_before == 42 + 4 + 11
    assert comparison.volatility < comparison.volatility_apart


def test_votes_against_all_are_no_party():
    comparison = compare_elections("kz-mazhilis-2021", "kz-mazhilis-2023")
    assert "against-all" not in {each.party for each in comparison.lines}
    assert sum(each.share_after or 0 for each in comparison.lines) == 1


@pytest.mark.parametrize(("before", "after"), [(2004, 2007), (2007, 2012), (2012, 2016), (2016, 2021), (2021, 2023)])
def test_every_vote_and_seat_of_both_terms_is_somewhere(before, after):
    comparison = compare_elections(f"kz-mazhilis-{before}", f"kz-mazhilis-{after}")
    lines = comparison.lines
    assert sum(each.share_before or 0 for each in lines) == 1
    assert sum(each.share_after or 0 for each in lines) == 1
    assert sum(each.seats_before for each in lines) == comparison.seats_before
    assert sum(each.seats_after for each in lines) == comparison.seats_after
    assert 0 <= comparison.volatility <= comparison.volatility_apart <= 1


def test_a_merger_after_the_later_election_is_not_followed():
    parties = {"a": Party(name="A", becomes="b", how="merged", until="2022-04-26"), "b": Party(name="B")}
    assert continues_as("a", parties, {"b"}, "2021-01-10") == "a"
    assert continues_as("a", parties, {"b"}, "2023-03-19") == "b"


def test_a_party_that_stands_again_continues_itself():
    parties = {"a": Party(name="A", becomes="b", how="renamed", until="2020-01-01"), "b": Party(name="B")}
    assert continues_as("a", parties, {"a", "b"}, "2021-01-10") == "a"


def test_the_later_election_first_is_refused():
    with pytest.raises(BadInput, match="the earlier election first"):
        compare_elections("kz-mazhilis-2021", "kz-mazhilis-2016")
