import csv
from fractions import Fraction

import pytest

import hemicycle
from hemicycle.count.votes import PartlyKnown
from hemicycle.elections.archive import ARCHIVE
from hemicycle.law.formula import parse_formula
from hemicycle.outcome.numbers import fixed
from hemicycle.source.documents import read_document
from hemicycle.source.mistake import BadInput

NAMES = [name for name in hemicycle.election_ids() if name.startswith("kz-")]


def tables(name):
    folder = hemicycle.election(name).folder
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield path, list(csv.DictReader(file))


def table(name, file):
    return {path.name: rows for path, rows in tables(name)}[file]


def source_keys():
    with (ARCHIVE / "kz" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"] for row in csv.DictReader(file)}


def cited(tree):
    """Collect every list called sources in a document."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "sources":
                yield from value
            else:
                yield from cited(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from cited(value)


def test_the_archive_holds_the_elections_of_the_mazhilis_since_2004():
    years = (2004, 2007, 2012, 2016, 2021, 2023)
    assert [f"kz-mazhilis-{year}" for year in years] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_every_table_names_a_known_source(name):
    known = source_keys()
    for path, rows in tables(name):
        for row in rows:
            keys = row["sources"].split()
            assert keys, (path.name, row)
            assert set(keys) <= known, (path.name, row)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_and_statement_names_a_known_source(name):
    document = read_document(hemicycle.election(name).folder / "election.yaml")
    assert set(cited(document.tree)) <= source_keys()
    assert all(figure.sources for figure in hemicycle.election(name).record.figures.values())
    assert all(stage.sources for stage in hemicycle.election(name).record.stages)
    assert all(each.sources for each in hemicycle.election(name).findings)
    assert all(each.sources for each in hemicycle.election(name).record.did_not_stand)


def test_parties_name_known_sources_and_lead_to_parties():
    from hemicycle.elections.compare import read_parties

    parties = read_parties(ARCHIVE / "kz").parties
    assert set(cited(read_document(ARCHIVE / "kz" / "parties.yaml").tree)) <= source_keys()
    assert all(party.becomes in parties for party in parties.values() if party.becomes)
    assert all((party.becomes is None) == (party.how is None) for party in parties.values())


@pytest.mark.parametrize("name", NAMES)
def test_votes_of_the_lists_add_up_to_the_commission_s_total(name):
    election = hemicycle.election(name)
    total = sum(election.votes().ballots["votes"].values())
    assert total == int(election.record.figures["list_votes"].value)


@pytest.mark.parametrize("name", NAMES)
def test_printed_shares_follow_from_the_votes_and_their_stated_base(name):
    rows = table(name, "votes.csv")
    total = sum(int(row["votes"]) for row in rows)
    for row in rows:
        if row["share_printed"]:
            decimals = len(row["share_printed"].partition(".")[2])
            assert fixed(Fraction(int(row["votes"]) * 100, total), decimals) == row["share_printed"]


@pytest.mark.parametrize("name", NAMES)
def test_official_seats_fill_the_chamber(name):
    election = hemicycle.election(name)
    assert sum(row.seats for row in election.official_seats) == election.law.seats


@pytest.mark.parametrize("name", NAMES)
def test_every_stage_can_be_counted(name):
    election = hemicycle.election(name)
    for stage in election.stages:
        votes = election.votes(stage)
        assert (election.stage(stage).knows == "shares") == isinstance(votes, PartlyKnown)


def test_turnout_of_2021_is_of_the_registered_voters():
    figures = hemicycle.election("kz-mazhilis-2021").record.figures
    received, registered = (int(figures[key].value) for key in ("ballots_received", "registered"))
    assert fixed(Fraction(received * 100, registered)) == figures["turnout"].value == "63.25"
    assert figures["turnout"].of == "registered"


def test_turnout_of_2021_is_known_for_all_seventeen_regions():
    rows = table("kz-mazhilis-2021", "turnout.csv")
    regions = {row["region"] for row in rows if row["measure"] == "turnout" and row["region"] != "*"}
    assert len(regions) == 17


def test_regions_of_the_turnout_tables_are_known():
    with (ARCHIVE / "kz" / "regions.csv").open(encoding="utf-8", newline="") as file:
        regions = {row["region"] for row in csv.DictReader(file)}
    for name in NAMES:
        for path, rows in tables(name):
            if path.name in ("turnout.csv", "council.csv"):
                assert {row["region"] for row in rows} - {"*"} <= regions


def test_shares_are_formulas_of_percent_and_add_up_where_the_archive_says_so():
    for name in NAMES:
        for path, rows in tables(name):
            if path.name != "shares.csv":
                continue
            for row in rows:
                for column in ("share", "at_least", "below"):
                    assert not row[column] or 0 <= parse_formula(row[column]).constant <= 100


def test_the_assembly_s_nine_of_2021_had_more_than_half_of_those_who_voted():
    rows = table("kz-mazhilis-2021", "assembly.csv")
    voters = int(hemicycle.election("kz-mazhilis-2021").record.figures["assembly_voters"].value)
    assert len(rows) == 9
    assert all(2 * int(row["votes"]) > voters for row in rows)


def test_unknown_election_names_the_nearest():
    with pytest.raises(BadInput, match="kz-mazhilis-2021"):
        hemicycle.election("kz-mazhilis-2o21")


def test_stage_is_found_by_its_beginning_unless_several_begin_so():
    election = hemicycle.election("kz-mazhilis-2021")
    assert election.stage("prelim").stage == "preliminary"
    with pytest.raises(BadInput, match="begins several stages"):
        election.stage("exit-poll")


def test_a_stage_known_only_in_shares_keeps_its_printed_digits():
    known = hemicycle.election("kz-mazhilis-2021").votes("preliminary").lists["people-s-party"]
    assert known.printed == Fraction("9.1")
    assert (known.low, known.high) == (Fraction("9.095"), Fraction("9.105"))


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_known_of_an_election_can_be_read_with_its_sources(name):
    from io import StringIO

    from rich.console import Console

    from hemicycle.publish.text.record import show_record

    election = hemicycle.election(name)
    text = StringIO()
    show_record(Console(file=text, width=200, markup=False, highlight=False), election)
    shown = " ".join(text.getvalue().split())
    assert len(election.sources(election.source_keys)) == len(election.source_keys)
    for part in (*election.record.preferred, *election.findings):
        assert all(f"{key}" in shown for key in part.sources)
    for choice in election.record.preferred:
        assert " ".join(choice.why.split()) in shown
