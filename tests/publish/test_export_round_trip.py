"""Open data comes back: every election of the archive, from its folder and from each document, as it went."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import jsonschema
import pytest
from eml_order import mistakes
from nist_classes import SCHEMA as NIST
from popolo_classes import SCHEMA as POPOLO

import hemicycle
from hemicycle.elections.archive import election_ids
from hemicycle.outcome.seats import seats_from
from hemicycle.publish.export.document import read_election_json, write_election_json
from hemicycle.publish.export.export import export
from hemicycle.publish.export.material import of_archive, of_files
from hemicycle.publish.export.schema import json_schema
from hemicycle.publish.export.written import write_folder
from hemicycle.returns.exchange.eml import read_eml
from hemicycle.returns.exchange.eml_result import read_result
from hemicycle.returns.exchange.nist import read_nist
from hemicycle.source.mistake import BadInput

# The whole country and districts, two ballots, a body that elects, inhabitants, members by name.
FEW = ("kz-mazhilis-2021", "gb-sct-parliament-2007", "ch-zug-kantonsrat-2018", "us-house-apportionment-2010")


def cells(sheet):
    start = len(sheet.levels) + len(sheet.fields)
    return {
        (row[len(sheet.levels) - 1], party): number
        for row in sheet.rows
        for party, number in zip(sheet.lists, row[start:], strict=True)
        if number is not None
    }


@pytest.mark.parametrize("name", election_ids())
def test_an_election_comes_back_from_its_folder_and_its_documents(name: str, tmp_path: Path):
    sent = of_archive(name)
    made = export(sent, ("csv", "json", "nist", "eml"))
    people = sent.record.counted == "people"
    assert [each.partition(":")[0] for each in made.manifest["left_out"]] == (["nist", "eml"] if people else [])
    write_folder(tmp_path / "out", made.files)
    back = of_files(tmp_path / "out")
    assert back.outcome.as_json() == sent.outcome.as_json()
    assert (back.votes, back.record, back.law) == (sent.votes, sent.record, sent.law)
    assert (back.record_text, back.law_text, back.tables) == (sent.record_text, sent.law_text, sent.tables)
    held = read_election_json(tmp_path / "out" / "election.json")
    assert (held.votes, held.record, held.law, held.election) == (sent.votes, sent.record, sent.law, name)
    if sent.votes.ranked:
        jsonschema.validate(json.loads(made.files["election.json"]), json_schema())
    for ballot, numbers in sent.votes.ballots.items() if not people else ():
        assert cells(read_nist(tmp_path / "out" / f"{ballot}.nist.json")) == numbers
        assert cells(read_eml(tmp_path / "out" / f"{ballot}.eml.xml")) == numbers
    strange = [
        (table, column)
        for table, grid in sent.tables.items()
        for column, told in grid.columns.items()
        if "of the source's own" in told.means
    ]
    assert strange == []


@pytest.fixture(scope="module", params=FEW)
def whole(request, tmp_path_factory):
    """An election in all forms: what was sent, and the folder."""
    sent = of_archive(request.param)
    folder = tmp_path_factory.mktemp("export") / request.param
    made = export(sent)
    write_folder(folder, made.files)
    return sent, made, folder


def test_votes_and_seats_come_back_from_parquet(whole):
    sent, _, folder = whole
    frame = duckdb.read_parquet(str(folder / "result.parquet"))
    assert {tuple(row) for row in frame.project("district, tier, party, seats").fetchall()} == {
        (row.district, row.tier, row.party, row.seats) for row in sent.outcome.rows
    }
    votes = duckdb.read_parquet(str(folder / "votes.parquet")).project("district, party, votes")
    assert {(d, p): n for d, p, n in votes.fetchall()} == sent.votes.ballots["votes"]


def test_a_table_of_parquet_is_counted_as_it_is(tmp_path):
    sent = of_archive("kz-mazhilis-2021")
    path = tmp_path / "votes.parquet"
    path.write_bytes(export(sent, ("parquet",)).files["votes.parquet"])
    outcome = hemicycle.elect(duckdb.read_parquet(str(path)), law="kz-mazhilis", date="2021-01-10")
    assert outcome.totals.items() <= sent.outcome.totals.items()
    assert sum(outcome.totals.values()) >= 98


def test_the_document_keeps_its_schema_and_gives_the_outcome(whole):
    sent, _, folder = whole
    schema = json.loads((folder / "election.schema.json").read_text(encoding="utf-8"))
    assert schema == json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads((folder / "election.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert document["outcome"] == json.loads(json.dumps(sent.outcome.as_json()))
    held = read_election_json(folder / "election.json")
    assert seats_from(held.law, held.votes, held.record.as_facts()).rows == sent.outcome.rows


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda d: d["votes"]["ballots"]["votes"][0].update(votes=-1), "-1"),
        (lambda d: d["votes"]["ballots"]["votes"][0].update(votes=True), "True"),
        (lambda d: d["votes"].pop("ballots"), "'ballots'"),
        (lambda d: d["record"].update(strange="1"), "'strange'"),
        (lambda d: d["law"]["document"].pop("tiers"), "'tiers'"),
        (lambda d: d.update(votes=[]), "wrong kind"),
    ],
)
def test_a_document_that_is_broken_is_refused_with_what_is_wrong(tmp_path, change, wrong):
    document = json.loads(write_election_json(of_archive("kz-mazhilis-2021")))
    change(document)
    path = tmp_path / "election.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_election_json(path)
    assert wrong in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.filterwarnings("ignore")
def test_the_package_is_valid_by_the_library_of_its_makers(whole):
    from frictionless import Package

    _, _, folder = whole
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


def test_reports_keep_the_classes_of_their_formats(whole):
    sent, made, folder = whole
    chamber = json.loads(made.files["members.popolo.json"])
    jsonschema.validate(chamber, POPOLO)
    assert len(chamber["posts"]) == sum(sent.outcome.totals.values())
    if sent.record.counted == "people":
        assert not any(name.endswith((".nist.json", ".eml.xml")) for name in made.files)
        return
    for ballot in sent.votes.ballots:
        jsonschema.validate(json.loads(made.files[f"{ballot}.nist.json"]), NIST)
        assert mistakes(ET.fromstring(made.files[f"{ballot}.eml.xml"])) == []
    assert mistakes(ET.fromstring(made.files["result.eml.xml"])) == []
    won = {each.list for each in read_result(folder / "result.eml.xml") if each.elected}
    assert won == {sent.outcome.names.get(party, party) for party, seats in sent.outcome.totals.items() if seats}


def test_the_same_election_gives_the_same_bytes(whole):
    sent, made, _ = whole
    assert export(of_archive(sent.id)).files == made.files
