"""The commands of the count: what they print, their JSON, their exit status, what they say of bad words."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from polling_stations import FIVE, HEADER, needs_stations, published, returns_text


@pytest.fixture
def five(written):
    return written("five.csv", returns_text(*FIVE))


@pytest.fixture
def with_faults(written):
    return written("faults.csv", returns_text(*FIVE, "South,203,50,50,0,x,50,0", "South,204,90,50,0,50,50,1"))


@pytest.fixture
def night(written):
    head = HEADER.replace("issued", "received_at,issued").replace("registered,received_at", "registered,received_at")
    rows = [
        "North,101,1000,2021-01-10 21:00,600,10,590,400,190",
        "North,102,900,2021-01-10 22:30,500,0,500,250,250",
        "South,201,1200,2021-01-10 23:45,700,20,680,300,380",
        "North,101,1000,2021-01-11 09:00,600,10,590,390,200",
        "South,202,400,,,,,,",
    ]
    return written("night.csv", "\n".join([head, *rows]) + "\n")


def test_tally_prints_rows_totals_and_units(hemicycle, with_faults):
    ran = hemicycle("tally", with_faults, "--by", "region")
    assert ran.status == 0
    assert "7 rows read: 6 tallied, 1 refused" in ran.out
    assert "line 7, column valid: found 'x'" in ran.out
    assert "6 stations counted, none outstanding" in ran.out
    assert "4,040" in ran.out
    north = next(line for line in ran.out.splitlines() if line.startswith("North"))
    assert north.split() == ["North", "3", "55.56", "1,485", "50.51", "49.49"]


def test_tally_as_json_accounts_for_every_row(hemicycle, with_faults):
    told = hemicycle("tally", with_faults, "--by", "region", "--json").json
    parts = [told[f"rows_{what}"] for what in ("tallied", "superseded", "outstanding")] + [told["refused"]]
    assert told["rows_read"] == sum(parts) == 7
    for key in ("stations", "registered", "issued", "invalid", "valid", "votes", "refused", "rows_tallied"):
        assert key in told
    assert told["votes"] == {"A": 1150, "B": 1116}
    assert [unit["region"] for unit in told["units"]] == ["North", "South"]
    assert sum(unit["votes"]["A"] for unit in told["units"]) == told["votes"]["A"]
    assert told["refusals"][0]["sample"][0]["line"] == 7


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_tally_as_a_table(hemicycle, five, tmp_path, form):
    output = tmp_path / f"table.{form}"
    ran = hemicycle("tally", five, "--by", "region", "--format", form, "-o", output)
    assert (ran.status, ran.out) == (0, "")
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(output.read_text())))
    elif form == "parquet":
        import duckdb

        with duckdb.connect() as database:
            found = database.execute(f"SELECT * FROM '{output}'")
            names = [column[0] for column in found.description]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    else:
        from python_calamine import CalamineWorkbook

        head, *body = CalamineWorkbook.from_path(output).get_sheet_by_index(0).to_python()
        rows = [dict(zip(head, row, strict=True)) for row in body]
    assert [(row["region"], int(row["stations"]), int(row["votes:B"])) for row in rows] == [
        ("North", 3, 735),
        ("South", 2, 380),
    ]


def test_check_gives_status_1_for_errors_and_0_without(hemicycle, five, with_faults):
    assert hemicycle("check", five).status == 0
    ran = hemicycle("check", with_faults)
    assert ran.status == 1
    assert "South / 204: The lists have 51 votes together, and 50 are declared valid." in ran.out


def test_check_as_json(hemicycle, with_faults):
    ran = hemicycle("check", with_faults, "--json")
    by_number = {each["number"]: each for each in ran.json["checks"]}
    assert (ran.json["errors"], by_number["F.301"]["marked"]) == (1, 1)
    (finding,) = by_number["F.301"]["findings"]
    assert (finding["region"], finding["station"], finding["numbers"]) == ("South", "204", {"votes": 51, "valid": 50})
    assert (
        by_number["F.201"]["not_asked"] == "not given: cancelled, received"
        or "received" in by_number["F.201"]["not_asked"]
    )


def test_check_as_a_table_gives_every_finding(hemicycle, with_faults):
    rows = list(csv.DictReader(io.StringIO(hemicycle("check", with_faults, "--format", "csv").out)))
    assert [(row["rule"], row["kind"], row["station"]) for row in rows] == [("F.301", "error", "204")]


def test_check_of_totals_up_the_chain(hemicycle, five, written):
    totals = written("regions.csv", "region,registered,votes:A,votes:B\nNorth,2700,750,736\nSouth,1250,350,380\n")
    ran = hemicycle("check", five, "--totals", totals, "--json")
    assert ran.status == 1
    assert ran.json["chain"]["stations_differing"] == 1
    assert {"station": ["North"], "of": "B", "first": 735, "second": 736} in ran.json["chain"]["cells"]


def test_check_of_another_race_of_the_day(hemicycle, five, written):
    head = HEADER.replace("votes:A,votes:B", "votes:Smith,votes:Jones")
    other = written("constituency.csv", "\n".join([head, *FIVE]).replace("102,900,500", "102,900,498") + "\n")
    ran = hemicycle("check", five, "--race", other, "--json")
    assert ran.status == 1
    assert ran.json["race"]["cells"] == [{"station": ["North", "102"], "of": "issued", "first": 500, "second": 498}]
    assert hemicycle("check", five, "--race", five).status == 0


def test_history_tells_each_state(hemicycle, night):
    told = hemicycle("history", night, "--json").json
    assert [(each["by"], each["stations"], each["votes"]["A"]) for each in told] == [
        ("2021-01-10 21:00", 1, 400),
        ("2021-01-10 22:30", 2, 650),
        ("2021-01-10 23:45", 3, 950),
        ("2021-01-11 09:00", 3, 940),
    ]
    assert hemicycle("history", night).status == 0


def test_the_count_as_of_a_moment(hemicycle, night):
    told = hemicycle("tally", night, "--as-of", "2021-01-10 22:30", "--json").json
    assert (told["stations"], told["outstanding"], told["votes"]) == (2, 2, {"A": 650, "B": 440})


def test_what_changed_since_a_moment(hemicycle, night):
    told = hemicycle("returns", "changes", night, "--since", "2021-01-10 23:45", "--json").json
    assert (told["stations_compared"], told["stations_differing"]) == (3, 1)
    assert {"station": ["North", "101"], "of": "A", "first": 400, "second": 390} in told["cells"]


def test_what_is_outstanding_and_the_seats_it_allows(hemicycle, night):
    told = hemicycle("outstanding", night, "--law", "kz-mazhilis", "--date", "2021-01-10", "--json").json
    assert (told["outstanding"], told["outstanding_registered"]) == (1, 400)
    assert told["shares"]["A"]["at_least_exact"] == "94/217"  # 940 / (1,770 + 400)
    assert told["shares"]["A"]["at_most_exact"] == "134/217"
    seats = [each["A"] for each in told["seats"]["alternatives"]]
    assert (min(seats), max(seats)) == (42, 61)  # 98 x 940 / 2,170 = 42.45 and 98 x 1,340 / 2,170 = 60.52


def test_stations_of_the_register_that_have_not_reported_are_outstanding(hemicycle, five, written):
    register = written("stations.csv", "region,station,registered\nNorth,101,1000\nSouth,209,700\nSouth,210,300\n")
    told = hemicycle("outstanding", five, "--stations", register, "--json").json
    assert (told["outstanding"], told["outstanding_registered"]) == (2, 1000)
    assert "3 stations reported that aren't in the register" in hemicycle(
        "tally", five, "--stations", register
    ).out.replace("4 ", "3 ")


def test_elect_goes_from_stations_to_seats(hemicycle, five):
    ran = hemicycle("elect", five, "--law", "kz-mazhilis", "--date", "2021-01-10", "--json")
    assert (ran.status, ran.json["totals"]) == (0, {"B": 49, "A": 49})


def test_elect_of_a_count_that_is_not_finished_says_so(hemicycle, night):
    ran = hemicycle("elect", night, "--law", "kz-mazhilis", "--date", "2021-01-10")
    assert "3 of 4 stations counted" in ran.out


@needs_stations
@pytest.mark.parametrize(
    ("year", "day", "seats"),
    [
        (2011, "2011-12-04", [238, 92, 64, 56]),
        (2016, "2016-09-18", [140, 35, 34, 16]),
    ],  # as published by the commission
)
def test_published_returns_of_every_station_give_the_official_seats(hemicycle, year, day, seats):
    words = ["--profile", "russia", "--law", "ru-duma-list", "--date", day, "--json"]
    ran = hemicycle("elect", published(f"russia_{year}"), *words)
    assert (ran.status, list(ran.json["totals"].values())) == (0, seats)


def test_compare_two_accounts(hemicycle, five, written):
    copies = written("copies.csv", returns_text(*FIVE[:4]).replace("400,190", "390,200"))
    told = hemicycle("returns", "compare", five, copies, "--by", "region", "--json").json
    assert (told["stations_compared"], told["stations_differing"], told["only_in_first"]) == (4, 1, 1)
    assert told["cells_differing"] == 2
    assert told["absolute_difference"] == 20
    assert told["missing_in_second"] == [["South", "202"]]
    ran = hemicycle("returns", "compare", five, copies)
    assert "4 stations in both, 1 of them differ" in ran.out


def test_profiles_are_listed(hemicycle):
    assert {each["profile"] for each in hemicycle("returns", "profiles", "--json").json} == {
        "albania",
        "georgia",
        "lithuania",
        "russia",
    }


def test_a_workbook_of_other_columns_by_a_profile_of_my_own(hemicycle, written, tmp_path):
    source = written("returns.csv", "Bezirk;Wahllokal;Wähler;ungültig;A;B\nOst;1;1.000;5;300;200\n", "windows-1252")
    profile = written(
        "mine.yaml",
        "profile: mine\ntitle: Mine\nlevels: {region: Bezirk, station: Wahllokal}\n"
        "fields: {registered: Wähler, invalid: ungültig}\nlists: {columns: [A, B]}\n"
        "writing: {encoding: windows-1252, thousands: '.', decimal: ','}\n",
    )
    told = hemicycle("tally", source, "--profile", profile, "--json").json
    assert (told["registered"], told["found"], told["votes"]) == (1000, 505, {"A": 300, "B": 200})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tally", "none.csv"], "none.csv: found no such file"),
        (["tally", "{five}", "--by", "canton"], "no level 'canton'; expected"),
        (["tally", "{five}", "--of", "votes"], "--of: found 'votes'"),
        (["tally", "{five}", "--profile", "rusia"], "--profile: found the unknown profile 'rusia'"),
        (["tally", "{five}", "--profile", "none.yaml"], "none.yaml"),
        (["tally", "{five}", "--format", "pdf"], "--format"),
        (["tally", "{five}", "--separator", "::"], "--separator: found '::'"),
        (["tally", "{five}", "--as-of", "2021-01-10"], "no column that says when returns were received"),
        (["check", "{five}", "--rules", "generel"], "--rules: found the unknown rules 'generel'"),
        (["check", "{five}", "--totals", "none.csv"], "none.csv: found no such file"),
        (["check", "{five}", "--race", "none.csv"], "none.csv: found no such file"),
        (["history", "{five}"], "no column that says when returns were received"),
        (["outstanding", "{five}", "--stations", "none.csv"], "none.csv: found no such file"),
        (["elect", "{five}"], "returns without a law"),
        (["returns", "compare", "{five}", "none.csv"], "none.csv: found no such file"),
        (["returns", "changes", "{five}", "--since", "noon"], "--since: found 'noon'"),
        (["returns", "convert", "{five}", "--to", "word", "-o", "x"], "--to: found 'word'"),
        (["returns", "convert", "{five}", "--to", "nist", "-o", "x.json"], "--date: found nothing"),
        (["synthesize", "returns", "-o", "x.doc"], "x.doc"),
        (["synthesize", "returns", "-o", "x.csv", "--fault", "wrong=1"], "--fault: found 'wrong'"),
        (["synthesize", "returns", "-o", "x.csv", "--fault", "wrong_sum=2"], "--fault: found 'wrong_sum=2'"),
        (["synthesize", "returns", "-o", "x.csv", "--stations", "3"], "--regions: found 17 regions for 3 stations"),
    ],
)
def test_bad_words_get_one_message_and_status_2(hemicycle, five, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    ran = hemicycle(*(word.format(five=five) for word in words))
    assert ran.status == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "x.csv").exists()


def test_an_output_that_cannot_be_written_leaves_nothing(hemicycle, five, tmp_path):
    ran = hemicycle("tally", five, "--json", "-o", tmp_path / "no" / "such" / "out.json")
    assert ran.status == 2
    assert "a file in a folder that exists" in ran.err
    assert list(tmp_path.glob("**/*.json")) == []


def test_the_member_of_an_archive_by_its_name(hemicycle, five, tmp_path):
    archive = tmp_path / "country.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(five, "folder/returns.csv")
    assert json.loads(hemicycle("tally", f"{archive}/folder/returns.csv", "--json").out)["stations"] == 5
