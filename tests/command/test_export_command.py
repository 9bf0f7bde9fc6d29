"""`hemicycle export`: what it writes, what it refuses, and that nothing half-written is left behind."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import duckdb
import pytest
from command_runs import Command, joined
from council_act import COUNCIL_ACT
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.source.tables import guarded, unguarded

KZ = ("--law", "kz-mazhilis", "--date", "2021-01-10")


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> Path:
    """The first case, in all forms."""
    from hemicycle.publish.export.export import export
    from hemicycle.publish.export.material import of_archive
    from hemicycle.publish.export.written import write_folder

    folder = tmp_path_factory.mktemp("first") / "kz"
    write_folder(folder, export(of_archive("kz-mazhilis-2021")).files)
    return folder


@pytest.fixture
def council(tmp_path: Path, written) -> tuple[Path, Path]:
    """A folder of a user's own and its law."""
    written("council/votes.csv", "district,party,votes\n*,green,60\n*,blue,38\n*,red,2\n")
    return tmp_path / "council", written("act.yaml", COUNCIL_ACT)


def test_an_exported_folder_is_counted_with_nothing_else(hemicycle: Command, exported: Path):
    at_home = hemicycle("elect", "kz-mazhilis-2021", "--json")
    for way in ((exported,), (exported / "election.json",), (exported, *KZ)):
        again = hemicycle("elect", *way, "--json")
        assert (again.status, again.err) == (0, "")
        assert again.json == at_home.json
    assert hemicycle("elect", exported).out == hemicycle("elect", "kz-mazhilis-2021").out
    preliminary = hemicycle("elect", exported, "--stage", "preliminary", "--json").json
    assert preliminary == hemicycle("elect", "kz-mazhilis-2021", "--stage", "preliminary", "--json").json


def test_an_exported_folder_is_counted_under_another_law(hemicycle: Command, exported: Path):
    other = ("--law", "kz-mazhilis@2021-05-24")
    for way in (exported, exported / "election.json"):
        assert hemicycle("elect", way, *other, "--json").json["law"] == "kz-mazhilis@2021-05-24"


def test_a_whole_election_in_one_document_takes_no_facts_and_no_stage(hemicycle: Command, exported: Path):
    refused = hemicycle("elect", exported / "election.json", "--stage", "preliminary")
    assert refused.status == 2
    assert "expected neither; its folder takes both" in refused.err


def test_a_folder_that_names_its_law_and_its_day_needs_no_flags(hemicycle: Command, written, tmp_path: Path):
    written("mine/votes.csv", "district,party,votes\n*,a,600\n*,b,380\n*,c,20\n")
    written("mine/election.yaml", "law: kz-mazhilis\ndate: 2021-01-10\nelection: mine-2021\ntitle: Mine\n")
    outcome = hemicycle("elect", tmp_path / "mine", "--json").json
    assert (outcome["law"], outcome["election"]) == ("kz-mazhilis@2020-05-25", "mine-2021")
    later = hemicycle("elect", tmp_path / "mine", "--date", "2021-06-01", "--json").json
    assert later["law"] == "kz-mazhilis@2021-05-24"
    written("mine/law.yaml", COUNCIL_ACT)
    assert hemicycle("elect", tmp_path / "mine", "--json").json["law"].startswith("xx-")
    named = hemicycle("elect", tmp_path / "mine", "--law", "kz-mazhilis", "--json").json
    assert named["law"] == "kz-mazhilis@2020-05-25"
    assert hemicycle("elect", tmp_path / "mine").out.startswith("Mine\n")


def test_an_exported_folder_gives_the_chamber(hemicycle: Command, exported: Path):
    assert (
        hemicycle("chamber", exported, "--json").json["members"]
        == (hemicycle("chamber", "kz-mazhilis-2021", "--json").json["members"])
    )


def test_the_votes_of_the_reports_are_counted_by_the_law(hemicycle: Command, exported: Path):
    for name in ("votes.nist.json", "votes.eml.xml"):
        again = hemicycle("elect", exported / name, *KZ, "--json")
        assert again.status == 0
        won = hemicycle("elect", "kz-mazhilis-2021", "--json").json["totals"]
        assert again.json["totals"].items() <= won.items()


def test_the_sums_are_those_of_the_files(exported: Path):
    lines = (exported / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == {path.name for path in exported.iterdir()} - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == digest
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        assert subprocess.run(command, cwd=exported, check=False).returncode == 0


def test_the_manifest_and_the_readme_tell_every_file_and_column(exported: Path):
    manifest = json.loads((exported / "manifest.json").read_text(encoding="utf-8"))
    readme = (exported / "README.txt").read_text(encoding="utf-8")
    told = {each["file"]: each for each in manifest["files"]}
    assert {*told, "manifest.json", "SHA256SUMS"} == {path.name for path in exported.iterdir()}
    for name, each in told.items():
        assert each["bytes"] == (exported / name).stat().st_size
        assert name in readme
        for missing in each["left_out"]:
            assert joined(missing) in joined(readme)
    for table in exported.glob("*.csv"):
        header = table.read_text(encoding="utf-8").partition("\n")[0]
        for column in header.split(","):
            assert f"    {column}: " in readme, (table.name, column)
    assert "of the valid votes" in readme
    assert "numbers of seats" in told["result.eml.xml"]["left_out"]


def test_the_command_tells_what_it_wrote(hemicycle: Command, tmp_path: Path):
    ran = hemicycle("export", "kz-mazhilis-2021", "--to", tmp_path / "out", "--only", "csv,json")
    assert (ran.status, ran.err) == (0, "")
    assert "election.json" in ran.out
    assert "To count it again: hemicycle elect" in joined(ran.out)
    assert not list((tmp_path / "out").glob("*.parquet"))
    told = hemicycle("export", "kz-mazhilis-2021", "--to", tmp_path / "out", "--only", "json", "--json").json
    assert told == json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "election.json",
        "election.schema.json",
        "README.txt",
        "CITATION.cff",
        "manifest.json",
        "SHA256SUMS",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_schema_is_printed(hemicycle: Command, exported: Path):
    ran = hemicycle("export", "--schema")
    assert ran.json == json.loads((exported / "election.schema.json").read_text(encoding="utf-8"))


def test_a_folder_of_ones_own_travels_with_its_law(hemicycle: Command, council, tmp_path: Path):
    folder, act = council
    out = tmp_path / "out"
    ran = hemicycle("export", folder, "--law", act, "--date", "2020-05-01", "--to", out, "--json")
    assert ran.status == 0
    assert ran.json["left_out"] == []
    assert "CITATION.cff" not in {path.name for path in out.iterdir()}
    assert "isn't known to Hemicycle" in joined((out / "README.txt").read_text(encoding="utf-8"))
    assert (out / "law.yaml").read_text(encoding="utf-8") == COUNCIL_ACT
    act.unlink()
    again = hemicycle("elect", out, "--json").json
    assert again["totals"] == {"green": 2, "blue": 1}
    assert again["election"] == "council"


def test_without_a_day_what_needs_one_is_left_out_and_said(hemicycle: Command, council, tmp_path: Path):
    folder, act = council
    told = hemicycle("export", folder, "--law", act, "--to", tmp_path / "out", "--json").json
    assert [each.partition(":")[0] for each in told["left_out"]] == ["nist", "eml", "popolo"]
    assert all("the day of the election" in each for each in told["left_out"])
    assert hemicycle("elect", tmp_path / "out", "--json").json["totals"] == {"green": 2, "blue": 1}


def test_facts_that_the_archive_holds_of_the_same_election_travel(hemicycle: Command, exported: Path, tmp_path: Path):
    table = tmp_path / "mine.csv"
    table.write_bytes((exported / "votes.csv").read_bytes())
    ran = hemicycle("export", table, *KZ, "--to", tmp_path / "out", "--only", "csv")
    assert (ran.status, "as in kz-mazhilis-2021" in ran.err) == (0, True)
    assert "the same election, kz-mazhilis-2021" in joined(
        (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    )
    again = hemicycle("elect", tmp_path / "out", "--json")
    assert again.err == ""
    assert again.json["totals"] == hemicycle("elect", "kz-mazhilis-2021", "--json").json["totals"]


def test_tables_that_nobody_knows_stay_behind_and_are_named(hemicycle: Command, council, written, tmp_path: Path):
    folder, act = council
    written("council/secrets.csv", "a,b\n1,2\n")
    out = tmp_path / "out"
    told = hemicycle("export", folder, "--law", act, "--to", out, "--only", "csv", "--json").json
    assert told["left_out"] == ["secrets.csv: no table of the format"]
    assert not (out / "secrets.csv").exists()


def test_a_result_that_waits_for_a_lot_travels_without_those_elected(hemicycle: Command, written, tmp_path: Path):
    votes, act = written("tie.csv", "party,votes\na,50\nb,50\n"), written("act.yaml", COUNCIL_ACT)
    out = tmp_path / "out"
    told = hemicycle("export", votes, "--law", act, "--date", "2020-05-01", "--to", out, "--json").json
    assert told["status"] == "lots needed"
    assert told["left_out"] == ["result.eml.xml: found a result that is lots needed; expected a decided one"]
    assert hemicycle("elect", out, "--json").json["lots"][0]["among"] == ["a", "b"]


def test_a_result_that_the_law_leaves_open_travels(hemicycle: Command, written, tmp_path: Path):
    votes = written("small.csv", "party,votes\n" + "".join(f"p{number},5\n" for number in range(20)))
    out = tmp_path / "out"
    told = hemicycle("export", votes, *KZ, "--to", out, "--json").json
    assert told["status"] == "undetermined"
    assert [each.partition(":")[0] for each in told["left_out"]] == ["result.eml.xml", "popolo"]
    assert (out / "result.csv").read_text(encoding="utf-8") == "district,tier,party,name,seats\n"
    assert hemicycle("elect", out, "--json").json["status"] == "undetermined"


FORMULAS = ("=1+1", '=cmd|"/c calc"!A0', "+list", "-list", "@SUM(A1)", "'=kept", "-1+2")


def test_no_cell_is_run_by_a_spreadsheet_and_names_come_back(hemicycle: Command, tmp_path: Path, written):
    lines = [["district", "party", "votes"], *([place, name, "10"] for place in ("=East", "West") for name in FORMULAS)]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[guarded(cell) for cell in line] for line in lines])
    written("names/votes.csv", text.getvalue())
    act = written("act.yaml", COUNCIL_ACT)
    out = tmp_path / "out"
    assert hemicycle("export", tmp_path / "names", "--law", act, "--date", "2020-05-01", "--to", out).status == 0
    for table in out.glob("*.csv"):
        for row in csv.reader(io.StringIO(table.read_text(encoding="utf-8"), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    once = hemicycle("elect", tmp_path / "names", "--law", act, "--date", "2020-05-01", "--json").json
    again = hemicycle("elect", out, "--json").json
    assert {row["party"] for row in again["seats"]} <= set(FORMULAS)
    assert again["seats"] == once["seats"]
    names = duckdb.read_parquet(str(out / "votes.parquet")).project("party").fetchall()
    assert {name for (name,) in names} == set(FORMULAS)
    held = json.loads((out / "election.json").read_text(encoding="utf-8"))
    assert {row["party"] for row in held["votes"]["ballots"]["votes"]} == set(FORMULAS)


def test_seats_in_a_workbook_and_in_csv_hold_no_formula(hemicycle: Command, tmp_path: Path, written):
    votes = written("votes.csv", 'party,votes\n"=1+1",60\nblue,38\n')
    act = written("act.yaml", COUNCIL_ACT)
    table = hemicycle("elect", votes, "--law", act, "--format", "csv").out
    assert "'=1+1,2" in table
    book = tmp_path / "seats.xlsx"
    hemicycle("elect", votes, "--law", act, "--format", "xlsx", "-o", book)
    with zipfile.ZipFile(book) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        texts = packed.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "<t>=1+1</t>" in texts


@given(st.text(alphabet="'=+-@\t\r1.%a ,", max_size=8))
def test_a_guarded_text_comes_back_and_only_numbers_begin_with_a_sign(text: str):
    assert unguarded(guarded(text)) == text
    if guarded(text)[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        assert float(text.rstrip("%").replace(",", "").replace(".", "") or "x") is not None


@pytest.mark.parametrize("text", ["-5", "+3", "-5.25", "-12%", "-1,234"])
def test_a_number_with_a_sign_stays_a_number(text: str):
    assert guarded(text) == text


def test_a_folder_with_other_files_is_left_alone(hemicycle: Command, tmp_path: Path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work", encoding="utf-8")
    to = ("export", "kz-mazhilis-2021", "--to", out, "--only", "nist")
    refused = hemicycle(*to)
    assert refused.status == 2
    assert "such as thesis.txt; expected an empty folder, an earlier export, or --replace" in refused.err
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]
    assert hemicycle(*to, "--replace").status == 0
    assert not (out / "thesis.txt").exists()
    assert hemicycle(*to).status == 0  # an earlier export
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert hemicycle(*to).status == 2
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_what_was_there(hemicycle: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "out"
    to = ("export", "kz-mazhilis-2021", "--to", out, "--only", "nist")
    assert hemicycle(*to).status == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    refused = hemicycle(*to)
    assert refused.status == 2
    assert "No space left on device" in refused.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("kz-mazhilis-2021",), "found no folder to write to"),
        (("--to", "x"), "found no election to write"),
        (("kz-mazhilis-2021", "--to", "x", "--only", "pdf"), "--only: found 'pdf'"),
        (("kz-mazhilis-2021", "--to", "x", "--law", "es-congreso"), "expected them for a folder"),
        (("kz-mazhilis-1921", "--to", "x"), "no election 'kz-mazhilis-1921'"),
        (("kz-mazhilis-2021", "--to", "."), "the folder you are in"),
        (("kz-mazhilis-2021", "--to", "file"), "found a file"),
        (("kz-mazhilis-2021", "--to", "file/x"), "a place that can't be written"),
        (("shares.csv", "--law", "kz-mazhilis@2020-05-25", "--to", "x"), "a result known only in shares"),
        (("votes.csv", "--to", "x"), "votes without a law"),
    ],
)
def test_what_cannot_be_is_one_clear_message(
    hemicycle: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], message: str
):
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("x", encoding="utf-8")
    Path("shares.csv").write_text("party,share\na,60.0\nb,40.0\n", encoding="utf-8")
    Path("votes.csv").write_text("party,votes\na,60\nb,40\n", encoding="utf-8")
    refused = hemicycle("export", *args)
    assert (refused.status, refused.out) == (2, "")
    assert message in refused.err
    assert refused.err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"file", "shares.csv", "votes.csv"}
