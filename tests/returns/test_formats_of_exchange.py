"""Formats of others: what goes in comes back, and what they say is held to what they require."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import jsonschema
import pytest
from hypothesis import given, settings
from nist_classes import SCHEMA
from polling_stations import FIVE, returns_text

from hemicycle.returns.exchange.eml import left_out, read_eml, write_eml
from hemicycle.returns.exchange.eml_result import Elected, read_result, write_result
from hemicycle.returns.exchange.formats import read_exchanged
from hemicycle.returns.exchange.frictionless import write_frictionless
from hemicycle.returns.exchange.nist import read_nist, write_nist
from hemicycle.returns.sheet import Sheet, sheet_of
from hemicycle.source.mistake import BadInput

DAY = {"date": "2021-01-10", "generated": "2021-01-11T09:00:00Z"}
words = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "P"]), min_size=1, max_size=8).filter(
    lambda text: text.strip() == text
)


@st.composite
def sheets(draw, fields=("registered", "issued", "found", "invalid", "valid", "received", "box_mobile")):
    levels = ("region", "territory", "station")[-draw(st.integers(1, 3)) :]
    chosen = tuple(draw(st.lists(st.sampled_from(fields), unique=True, max_size=4)))
    lists = tuple(draw(st.lists(words, unique=True, min_size=1, max_size=3)))
    names = draw(st.lists(st.tuples(*[words] * len(levels)), unique=True, min_size=1, max_size=5))
    number = st.integers(0, 10**10 - 1)
    rows = tuple(
        (*unit, *(draw(number | st.none()) for _ in chosen), *(draw(number) for _ in lists)) for unit in sorted(names)
    )
    return Sheet(levels, chosen, lists, rows, {}, DAY)


def cells(sheet):
    """Each station with the numbers it gives, whatever the order of rows and columns."""
    width = len(sheet.levels)
    return {
        row[:width]: {
            name: number
            for name, number in zip((*sheet.fields, *(f"votes:{e}" for e in sheet.lists)), row[width:], strict=True)
            if number is not None
        }
        for row in sheet.rows
    }


def through(data, name, reader=read_exchanged):
    with tempfile.TemporaryDirectory() as folder:
        for part, text in data.items():
            (Path(folder) / (part or name)).write_bytes(text)
        return reader(str(Path(folder) / name) if reader is read_exchanged else Path(folder) / name)


@settings(max_examples=80, deadline=None)
@given(sheets())
def test_a_nist_report_comes_back_as_it_went(sheet):
    report = write_nist(sheet)
    jsonschema.validate(json.loads(report), SCHEMA)
    back = through({"": report}, "returns.json")
    assert back.levels == sheet.levels
    assert cells(back) == cells(sheet)
    assert back.about["date"] == "2021-01-10"


@settings(max_examples=80, deadline=None)
@given(sheets())
def test_an_eml_count_comes_back_but_for_what_it_says_it_left_out(sheet):
    back = through({"": write_eml(sheet)}, "count.xml")
    missing = left_out(sheet)
    kept = {
        station: {name: number for name, number in given.items() if name not in missing}
        for station, given in cells(sheet).items()
    }
    assert cells(back) == kept
    assert set(missing) == set(sheet.fields) - {"registered", "issued", "invalid", "valid"}


@settings(max_examples=80, deadline=None)
@given(sheets())
def test_a_frictionless_package_comes_back_as_it_went(sheet):
    back = through(write_frictionless(sheet), "datapackage.json")
    assert (back.levels, back.fields, back.lists) == (sheet.levels, sheet.fields, sheet.lists)
    assert cells(back) == cells(sheet)
    assert back.about == sheet.about


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_identifiers_in_eml_are_name_tokens(sheet):
    for each in re.findall(r' (?:Id|ShortCode)="([^"]*)"', write_eml(sheet).decode()):
        assert re.fullmatch(r"[\w.:-]+", each), each


@pytest.mark.parametrize(("write", "read"), [(write_nist, read_nist), (write_eml, read_eml)])
def test_a_country_counted_as_a_whole_comes_back(write, read, tmp_path):
    names = {"a": "List A", "b": "List B"}
    whole = Sheet(("district",), ("registered", "valid"), ("a", "b"), (("*", 100, 90, 60, 30),), names, DAY)
    path = tmp_path / "count"
    path.write_bytes(write(whole))
    back = read(path)
    assert cells(back) == {("*",): {"registered": 100, "valid": 90, "votes:a": 60, "votes:b": 30}}
    assert back.names == names
    assert b"ReportingUnitVotes" not in path.read_bytes()


@pytest.mark.parametrize(("write", "read"), [(write_nist, read_nist), (write_eml, read_eml)])
def test_districts_come_back_with_lists_that_stand_in_one_alone(write, read, tmp_path):
    rows = (("East Side", 60, None), ("West: the rest", 30, 5))
    sheet = Sheet(("district",), (), ("a", "=b"), rows, {}, DAY)
    path = tmp_path / "count"
    path.write_bytes(write(sheet))
    assert cells(read(path)) == cells(sheet)
    if write is write_nist:
        report = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.validate(report, SCHEMA)
        assert {unit["Type"] for unit in report["GpUnit"]} == {"country", "other"}


def test_a_station_that_a_spreadsheet_would_run_comes_back(tmp_path, hemicycle):
    stations = ("=1+1", "'=1", "-2", "+a")
    sheet = Sheet(("region", "station"), (), ("a",), tuple(("@East", each, 5) for each in stations), {}, DAY)
    for name, data in write_frictionless(sheet).items():
        (tmp_path / name).write_bytes(data)
    assert not re.search(r"(^|,)[=+@]", (tmp_path / "returns.csv").read_text(encoding="utf-8"), re.MULTILINE)
    assert cells(read_exchanged(str(tmp_path / "datapackage.json"))) == cells(sheet)
    plain = tmp_path / "plain.csv"
    args = ("returns", "convert", tmp_path / "datapackage.json", "--to", "csv", "-o", plain)
    assert hemicycle(*args).status == 0
    from hemicycle.returns.read import read_returns

    assert {row[:2] for row in sheet_of(read_returns(str(plain))).rows} == {("@East", each) for each in stations}


@pytest.fixture
def sheet(tmp_path):
    from hemicycle.returns.read import read_returns

    path = tmp_path / "five.csv"
    path.write_text(returns_text(*FIVE))
    return sheet_of(read_returns(str(path)), DAY)


@pytest.mark.filterwarnings("ignore")
def test_a_package_is_valid_by_the_library_of_its_makers(sheet, tmp_path):
    from frictionless import Package

    for name, data in write_frictionless(sheet).items():
        (tmp_path / name).write_bytes(data)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


@pytest.mark.parametrize("form", ["nist", "eml", "frictionless"])
def test_a_converted_file_is_tallied_as_the_one_it_was_made_of(hemicycle, tmp_path, form):
    source = tmp_path / "five.csv"
    source.write_text(returns_text(*FIVE))
    output = tmp_path / {"nist": "five.json", "eml": "five.xml", "frictionless": "package"}[form]
    assert hemicycle("returns", "convert", source, "--to", form, "--date", "2021-01-10", "-o", output).status == 0
    again = output / "datapackage.json" if form == "frictionless" else output
    keys = ("stations", "registered", "issued", "invalid", "valid", "votes", "shares", "turnout")
    told = [hemicycle("tally", path, "--json").json for path in (source, again)]
    assert [told[0][key] for key in keys] == [told[1][key] for key in keys]


def test_a_format_that_needs_the_day_says_so(sheet):
    without = Sheet(sheet.levels, sheet.fields, sheet.lists, tuple(sheet.rows), sheet.names)
    for write in (write_nist, write_eml):
        with pytest.raises(BadInput, match="--date: found nothing; expected the day of the election"):
            write(without)


def report(**changes):
    unit = {"@type": "ElectionResults.ReportingUnit", "@id": "p1", "Type": "precinct", "Name": "Precinct 1"}
    name = {
        "@type": "ElectionResults.InternationalizedText",
        "Text": [{"@type": "ElectionResults.LanguageString", "Content": "Alpha", "Language": "en"}],
    }
    counts = [
        {"@type": "ElectionResults.VoteCounts", "GpUnitId": "p1", "Type": "absentee", "Count": 30},
        {"@type": "ElectionResults.VoteCounts", "GpUnitId": "p1", "Type": "election-day", "Count": 12},
    ]
    selection = {
        "@type": "ElectionResults.PartySelection", "@id": "s", "PartyIds": ["alpha"], "VoteCounts": counts,
    }  # fmt: skip
    contest = {
        "@type": "ElectionResults.PartyContest", "@id": "c", "ElectoralDistrictId": "p1", "Name": "Council",
        "BallotSelection": [selection],
    }  # fmt: skip
    election = {
        "@type": "ElectionResults.Election", "StartDate": "2020-11-03", "EndDate": "2020-11-03", "Name": name,
        "ElectionScopeId": "p1", "Type": "general", "Contest": [contest],
    }  # fmt: skip
    party = {"@type": "ElectionResults.Party", "@id": "alpha", "Name": name}
    whole = {"@type": "ElectionResults.ElectionReport", "GpUnit": [unit], "Party": [party], "Election": [election]}
    return whole | changes, selection, contest, election


def written(tmp_path, tree, name="report.json"):
    path = tmp_path / name
    path.write_text(tree if isinstance(tree, str) else json.dumps(tree))
    return path


def test_ways_of_voting_of_a_foreign_report_are_added_up(tmp_path):
    back = read_nist(written(tmp_path, report()[0]))
    assert [row[-1] for row in back.rows] == [42]
    assert len(back.lists) == 1


def broken_reports():
    yield "two contests", lambda s, c, e: e["Contest"].append(c), "one election with one party contest"
    yield "an unknown party", lambda s, c, e: s.update(PartyIds=["beta"]), "beta"
    yield "no count", lambda s, c, e: s["VoteCounts"][0].pop("Count"), "Count"
    yield "a count that is none", lambda s, c, e: s["VoteCounts"][0].update(Count="many"), "many"
    yield "a unit that isn't described", lambda s, c, e: s["VoteCounts"][0].update(GpUnitId="p9"), "p9"


@pytest.mark.parametrize(("change", "said"), [each[1:] for each in broken_reports()])
def test_a_broken_report_is_refused_with_its_reason(tmp_path, change, said):
    tree, *parts = report()
    change(*parts)
    with pytest.raises(BadInput) as error:
        read_nist(written(tmp_path, tree))
    assert said in str(error.value)
    assert "report.json" in str(error.value)


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"@type": "ElectionResults.Report"}', "[" * 100_000])
def test_json_that_is_no_report_is_refused(tmp_path, text):
    with pytest.raises(BadInput, match=r"report\.json"):
        read_nist(written(tmp_path, text))


DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" Id="510b" SchemaVersion="5">
<TransactionId>1</TransactionId>
<Count><EventIdentifier/><Election>
<ElectionIdentifier Id="GR2022_X"><ElectionName>Gemeenteraad</ElectionName><ElectionCategory>GR</ElectionCategory>
<kr:ElectionDate>2022-03-16</kr:ElectionDate></ElectionIdentifier>
<Contests><Contest><ContestIdentifier Id="geen"/>
<TotalVotes>
<Selection><AffiliationIdentifier Id="1"><RegisteredName>Blauw</RegisteredName></AffiliationIdentifier>
<ValidVotes>30</ValidVotes></Selection>
<Selection><AffiliationIdentifier Id="2"><RegisteredName>Groen</RegisteredName></AffiliationIdentifier>
<ValidVotes>12</ValidVotes></Selection>
<Cast>100</Cast><TotalCounted>42</TotalCounted>
<RejectedVotes ReasonCode="blanco">2</RejectedVotes><RejectedVotes ReasonCode="ongeldig">1</RejectedVotes>
</TotalVotes>
<ReportingUnitVotes><ReportingUnitIdentifier Id="0001::SB1">School</ReportingUnitIdentifier>
<Selection><AffiliationIdentifier Id="1"><RegisteredName>Blauw</RegisteredName></AffiliationIdentifier>
<ValidVotes>30</ValidVotes></Selection>
<Selection><Candidate><CandidateIdentifier Id="1"/></Candidate><ValidVotes>20</ValidVotes></Selection>
<Selection><Candidate><CandidateIdentifier Id="2"/></Candidate><ValidVotes>10</ValidVotes></Selection>
<Selection><AffiliationIdentifier Id="2"><RegisteredName>Groen</RegisteredName></AffiliationIdentifier>
<ValidVotes>12</ValidVotes></Selection>
<Cast>100</Cast><TotalCounted>42</TotalCounted>
<RejectedVotes ReasonCode="blanco">2</RejectedVotes><RejectedVotes ReasonCode="ongeldig">1</RejectedVotes>
<UncountedVotes ReasonCode="toegelaten kiezers">45</UncountedVotes>
</ReportingUnitVotes>
</Contest></Contests></Election></Count></EML>
"""


def test_a_dutch_count_is_read_with_its_candidates_and_blank_ballots(tmp_path):
    back = read_eml(written(tmp_path, DUTCH, "count.xml"))
    (station,) = cells(back).values()
    assert station == {"registered": 100, "issued": 45, "invalid": 3, "valid": 42, "votes:Blauw": 30, "votes:Groen": 12}
    assert back.about["date"] == "2022-03-16"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<ValidVotes>20<", "<ValidVotes>21<", "31 votes for the candidates of list 1"),
        ("<ValidVotes>12</ValidVotes></Selection>\n<Cast>100</Cast><TotalCounted>42</TotalCounted>\n<RejectedVotes "
         'ReasonCode="blanco">2', "<ValidVotes>13</ValidVotes></Selection>\n<Cast>100</Cast><TotalCounted>42"
         '</TotalCounted>\n<RejectedVotes ReasonCode="blanco">2', "13 votes for list 2 in all"),
        ("<ValidVotes>10<", "<ValidVotes>-10<", "'-10' in 0001::SB1; expected a whole number"),
        ("<ValidVotes>10<", "<ValidVotes>1.5<", "'1.5'"),
        ('Id="510b"', 'Id="110a"', "an EML 510 with one contest"),
        ("</EML>", "", "no XML"),
        ("<TransactionId>", '<!DOCTYPE x [<!ENTITY a "b">]><TransactionId>', "no XML"),
    ],
)  # fmt: skip
def test_a_count_that_contradicts_itself_is_refused(tmp_path, old, new, said):
    assert old in DUTCH
    with pytest.raises(BadInput) as error:
        read_eml(written(tmp_path, DUTCH.replace(old, new, 1), "count.xml"))
    assert said in str(error.value)


def test_entities_that_grow_beyond_measure_are_refused(tmp_path):
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{layers}]><EML>&e11;</EML>'
    with pytest.raises(BadInput, match="no XML"):
        read_eml(written(tmp_path, bomb, "count.xml"))


def test_a_result_says_who_is_elected_and_how_many_where_it_names_them(tmp_path):
    data = write_result([Elected("Blauw", elected=True), Elected("Groen", elected=False)], DAY).decode()
    assert read_result(written(tmp_path, data, "result.xml")) == (
        Elected("Blauw", elected=True),
        Elected("Groen", elected=False),
    )
    called = (
        '<n:PersonName xmlns:n="urn:oasis:names:tc:ciq:xsdschema:xNL:2.0"><n:LastName>{0}</n:LastName></n:PersonName>'
    )
    candidate = f"<Selection><Candidate>{called}</Candidate><Ranking>1</Ranking><Elected>{{1}}</Elected></Selection>"
    named = "".join(candidate.format(*each) for each in (("Jansen", "yes"), ("Visser", "yes"), ("Smit", "no")))
    end = data.index("</Selection>") + len("</Selection>")
    found = read_result(written(tmp_path, data[:end] + named + data[end:], "result.xml"))
    assert found == (Elected("Blauw", elected=True, names=("Jansen", "Visser")), Elected("Groen", elected=False))
    assert found[0].members == 2
    assert read_result(written(tmp_path, write_result(found, DAY).decode(), "again.xml")) == found
    with pytest.raises(BadInput, match="Elected 'perhaps'; expected yes or no"):
        read_result(written(tmp_path, data.replace(">no<", ">perhaps<"), "result.xml"))


def test_a_changed_table_of_a_package_is_refused(sheet, tmp_path):
    for name, data in write_frictionless(sheet).items():
        (tmp_path / name).write_bytes(data.replace(b"North,101,1000", b"North,101,1001"))
    with pytest.raises(BadInput, match="a table that isn't the one described"):
        read_exchanged(str(tmp_path / "datapackage.json"))


def test_an_election_with_blanks_in_its_id_comes_back(tmp_path):
    about = {**DAY, "election": "my own folder"}
    path = tmp_path / "count.xml"
    path.write_bytes(write_eml(Sheet(("station",), (), ("a",), (("1", 5),), {}, about)))
    assert b'Id="my.20.own.20.folder"' in path.read_bytes()
    assert read_eml(path).about["election"] == "my own folder"


def test_a_name_that_xml_cannot_hold_is_refused():
    with pytest.raises(BadInput, match=r"U\+0001; expected signs that XML can hold"):
        write_eml(Sheet(("station",), (), ("a\x01b",), (("1", 5),), {}, DAY))
