from __future__ import annotations

from fractions import Fraction

from command_runs import Command

# Central Election Commission, final results of 20 March 2016 and 10 January 2021.
# Birlik became Adal and the Communist People's Party the People's Party in November 2020.
BEFORE = {
    "nur-otan": 6_183_757,
    "ak-zhol": 540_406,
    "people-s-party": 537_123,
    "auyl": 151_285,
    "osdp": 88_813,
    "adal": 21_484,
}
AFTER = {"nur-otan": 5_148_074, "ak-zhol": 792_828, "people-s-party": 659_019, "auyl": 383_023, "adal": 258_618}
SEATS = {"nur-otan": (84, 76), "ak-zhol": (7, 12), "people-s-party": (7, 10), "auyl": (0, 0), "osdp": (0, 0)}


def share(votes: dict[str, int], party: str) -> Fraction:
    return Fraction(votes.get(party, 0), sum(votes.values()))


def test_two_terms_for_programs(hemicycle: Command):
    ran = hemicycle("compare", "kz-mazhilis-2016", "kz-mazhilis-2021", "--json")
    assert (ran.status, ran.err) == (0, "")
    found = ran.json
    assert (found["before"], found["after"]) == ("kz-mazhilis-2016", "kz-mazhilis-2021")
    assert (found["seats_before"], found["seats_after"]) == (107, 107)
    lines = {line["party"]: line for line in found["lines"]}
    for party, (before, after) in SEATS.items():
        line = lines[party]
        assert (line["seats_before"], line["seats_after"], line["gained"]) == (before, after, after - before)
        assert Fraction(line["share_before"]) == share(BEFORE, party)
        assert Fraction(line["share_after"] or 0) == share(AFTER, party)
    assert lines["assembly-of-the-people"]["seats_after"] == 9


def test_a_renamed_party_goes_on(hemicycle: Command):
    lines = hemicycle("compare", "kz-mazhilis-2016", "kz-mazhilis-2021", "--json").json["lines"]
    votes = {line["party"]: (line["votes_before"], line["votes_after"]) for line in lines}
    assert votes["people-s-party"] == (537_123, 659_019)
    assert votes["adal"] == (21_484, 258_618)
    assert "birlik" not in votes


def test_volatility_is_half_the_sum_of_the_changes(hemicycle: Command):
    found = hemicycle("compare", "kz-mazhilis-2016", "kz-mazhilis-2021", "--json").json
    changes = sum(abs(share(AFTER, party) - share(BEFORE, party)) for party in BEFORE)
    assert Fraction(found["volatility"]["pedersen"]) == changes / 2


def test_two_terms_for_people(hemicycle: Command):
    ran = hemicycle("compare", "kz-mazhilis-2016", "kz-mazhilis-2021")
    assert ran.status == 0
    (line,) = [line for line in ran.out.splitlines() if line.startswith("Nur Otan ")]
    assert line.split() == ["Nur", "Otan", "82.20", "71.09", "−11.11", "84", "76", "−8"]
    assert "continues Communist People's Party of Kazakhstan" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_later_election_first(hemicycle: Command):
    ran = hemicycle("compare", "kz-mazhilis-2021", "kz-mazhilis-2016")
    assert (ran.status, ran.out) == (2, "")
    assert "expected the earlier election first" in ran.err
