import pytest
from cases import count, national

import hemicycle
from hemicycle.outcome.elect import elect

# Votes and list seats of the Central Election Commission's final results.
FINAL = {
    "2012-01-15": (
        {
            "nur_otan": (5621436, 83),
            "ak_zhol": (518405, 8),
            "cppk": (498788, 7),
            "osdp": (116534, 0),
            "auyl": (82623, 0),
            "patriots": (57732, 0),
            "adilet": (45702, 0),
        }
    ),
    "2016-03-20": (
        {
            "nur_otan": (6183757, 84),
            "ak_zhol": (540406, 7),
            "cppk": (537123, 7),
            "auyl": (151285, 0),
            "osdp": (88813, 0),
            "birlik": (21484, 0),
        }
    ),
    "2021-01-10": (
        {
            "nur_otan": (5148074, 76),
            "ak_zhol": (792828, 12),
            "people": (659019, 10),
            "auyl": (383023, 0),
            "adal": (258618, 0),
        }
    ),
    "2023-03-19": (
        {
            "amanat": (3431510, 40),
            "auyl": (693938, 8),
            "respublica": (547154, 6),
            "ak_zhol": (535139, 6),
            "people": (432920, 5),
            "osdp": (331058, 4),
            "baytaq": (146431, 0),
            "against_all": (248291, 0),
        }
    ),
}


@pytest.mark.parametrize("date", FINAL)
def test_list_seats_are_the_commission_s(date):
    results = FINAL[date]
    outcome = count(date, **{party: votes for party, (votes, _) in results.items()})
    won = {row.party: row.seats for row in outcome.rows if row.tier == "lists"}
    assert won == {party.replace("_", "-"): seats for party, (_, seats) in results.items() if seats}


@pytest.mark.parametrize("name", [name for name in hemicycle.election_ids() if name.startswith("kz-")])
def test_archived_election_gives_its_official_seats_in_every_tier(name):
    election = hemicycle.election(name)
    outcome = election.elect()
    assert outcome.status == "decided"
    assert outcome.open_questions == ()
    assert outcome.notes == ()
    assert sorted((row.tier, row.party, row.seats) for row in outcome.rows) == sorted(
        (row.tier, row.party, row.seats) for row in election.official_seats
    )


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("kz-mazhilis-2004", "2004-04-14"),
        ("kz-mazhilis-2007", "2007-06-19"),
        ("kz-mazhilis-2012", "2009-02-09"),
        ("kz-mazhilis-2016", "2009-02-09"),
        ("kz-mazhilis-2021", "2020-05-25"),
        ("kz-mazhilis-2023", "2023-01-01"),
    ],
)
def test_election_is_counted_under_the_law_of_its_day(name, version):
    assert hemicycle.election(name).elect().law == f"kz-mazhilis@{version}"


@pytest.mark.parametrize("name", ["kz-mazhilis-2012", "kz-mazhilis-2016", "kz-mazhilis-2021", "kz-mazhilis-2023"])
def test_preliminary_shares_leave_only_the_official_seats(name):
    election = hemicycle.election(name)
    preliminary = election.elect("preliminary")
    assert preliminary.certain is True
    assert preliminary.totals == election.elect().totals


def test_one_list_alone_passing_took_all_seats_under_the_law_of_2007():
    outcome = count("2007-08-18", nur_otan=5247720, osdp=269310, ak_zhol=183346)
    assert outcome.totals == {"nur-otan": 98}


def test_trace_tells_threshold_quota_and_remainders():
    outcome = hemicycle.election("kz-mazhilis-2021").elect()
    threshold, shares = outcome.trace[0].says, outcome.trace[2].says
    assert "7 % of 7,241,562 valid votes = 506,909.34" in threshold
    assert "Auyl (short by 123,887)" in threshold
    assert "Adal (short by 248,292)" in threshold
    assert "quota 67,346.13" in shares
    assert "Nur Otan 76.4420" in shares
    assert outcome.trace[0].cites == ("Art. 97-1(1)", "Art. 43(5)")


def test_every_record_of_the_trace_cites_an_article():
    for name in hemicycle.election_ids():
        assert all(record.cites for record in hemicycle.election(name).elect().trace)


def test_order_of_the_input_does_not_matter():
    votes = {party: number for party, (number, _) in FINAL["2021-01-10"].items()}
    law = hemicycle.find_law("kz-mazhilis", "2021-01-10")
    turned = dict(reversed(votes.items()))
    assert elect(law, national(**votes)).totals == elect(law, national(**turned)).totals
