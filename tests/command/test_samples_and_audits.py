"""The commands of quick counts and audits, and the chapters on them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command_runs import Command

DOCS = Path(__file__).resolve().parents[2] / "docs"
CHAPTERS = ("scrutiny-quick-count.md", "scrutiny-audit.md")


@pytest.fixture
def here(hemicycle: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert hemicycle("synthesize", "returns", "-o", "returns.csv", "--stations", "900", "--regions", "6").status == 0
    return tmp_path


def fill(path: Path, **cells: str) -> None:
    """Fill the empty columns of a table, from `returns.csv` where it knows the row."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    published = csv.DictReader(io.StringIO(Path("returns.csv").read_text(encoding="utf-8")))
    known = {row["station"]: row for row in published}
    for row in rows:
        source = known.get(row.get("station", ""), {})
        if source:
            source["found"] = str(int(source["valid"]) + int(source["invalid"]))
        row.update({name: source.get(name, cells.get(name, "")) for name, text in row.items() if not text})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_a_sample_goes_round_from_plan_to_estimate(hemicycle: Command, here: Path):
    args = ("--by", "region", "--size", "90")
    plan = hemicycle("quick-count", "plan", "returns.csv", *args, "--seed", "5", "-o", "sample.csv", "--json").json
    assert plan["size"] == sum(plan["parts"].values())
    assert plan["design_effect"] == pytest.approx((plan["margin"] / plan["margin_binomial"]) ** 2)
    fill(Path("sample.csv"))
    found = hemicycle(
        "quick-count", "estimate", "sample.csv", "--frame", "returns.csv", "--by", "region", "--json"
    ).json
    assert found["drawn"] == found["counted"] == plan["size"]
    assert found["missing"] == []
    share = found["shares"][plan["list"]]
    assert share["low"] < share["share"] < share["high"]
    assert abs(share["share"] - plan["share"]) < 3 * plan["margin"]
    tally = hemicycle("tally", "returns.csv", "--json").json
    assert plan["share"] == pytest.approx(tally["votes"][plan["list"]] / (tally["valid"] + tally["invalid"]))


def test_what_is_printed_names_what_it_rests_on(hemicycle: Command, here: Path):
    hemicycle("quick-count", "plan", "returns.csv", "--size", "60", "-o", "sample.csv")
    lines = Path("sample.csv").read_text(encoding="utf-8").splitlines()
    fill(Path("sample.csv"))
    filled = Path("sample.csv").read_text(encoding="utf-8").splitlines()
    Path("sample.csv").write_text("\n".join([*filled[:-2], *lines[-2:]]) + "\n", encoding="utf-8")
    said = " ".join(hemicycle("quick-count", "estimate", "sample.csv", "--frame", "returns.csv").out.split())
    assert "58 of 60 stations drawn came back" in said
    assert "2 stations missing would say on average what the others of the country say" in said
    assert "whatever is missing" in said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("plan", "returns.csv"), "expected one of them: --size 1000"),
        (("plan", "returns.csv", "--size", "50", "--margin", "1%"), "expected one of them"),
        (("plan", "returns.csv", "--margin", "much"), "a share between 0 and 100%"),
        (("plan", "returns.csv", "--size", "90000"), "a number from 2 to 900"),
        (("plan", "returns.csv", "--size", "50", "--by", "planet"), "--by: found 'planet'"),
        (("plan", "returns.csv", "--size", "50", "--clusters", "planet"), "--clusters: found 'planet'"),
        (("plan", "returns.csv", "--size", "50", "--list", "Z"), "found 'Z'"),
        (("plan", "returns.csv", "--size", "50", "--of", "voters"), "expected found or valid"),
        (("estimate", "returns.csv", "--frame", "returns.csv", "--domain", "planet"), "--domain: found 'planet'"),
    ],
)
def test_a_quick_count_refuses_what_it_can_t_use(hemicycle: Command, here: Path, args: tuple[str, ...], said: str):
    ran = hemicycle("quick-count", *args)
    assert ran.status == 2
    assert said in ran.err
    assert not ran.out


MAZHILIS = ("audit", "run", "kz-mazhilis-2021", "--cast", "7539280", "--ballots", "drawn.csv")


def test_an_audit_goes_round_from_draw_to_confirmed(hemicycle: Command, here: Path):
    draw = ("audit", "draw", "--ballots", "7539280", "--seed", "dice 42", "--size", "2140", "-o", "drawn.csv")
    assert hemicycle(*draw).status == 0
    fill(Path("drawn.csv"), reported="nur-otan", found="Nur Otan")
    done = hemicycle(*MAZHILIS, "--seed", "dice 42", "--json").json
    assert done["may_stop"]
    assert done["risk"] <= 0.05
    assert done["differ"] == 0
    assert max(each["confirmed_after"] for each in done["assertions"]) in (2_135, 2_136)
    assert "The audit may stop: 11 of 11 assertions confirmed" in hemicycle(*MAZHILIS).out
    text = Path("drawn.csv").read_text(encoding="utf-8").splitlines()
    Path("drawn.csv").write_text(
        "\n".join([*text[:-1], text[-1].replace("Nur Otan", "ak-zhol")]) + "\n", encoding="utf-8"
    )
    assert hemicycle(*MAZHILIS, "--json").json["differ"] == 1
    Path("drawn.csv").write_text("\n".join(text[:900]) + "\n", encoding="utf-8")
    said = " ".join(hemicycle(*MAZHILIS).out.split())
    assert "The audit goes on" in said
    assert "doesn't say that a seat is wrong" in said


@pytest.mark.parametrize(
    ("rows", "args", "said"),
    [
        ("ballot,reported,found\n7,nur-otan,nobody", (), "line 2, column found: found 'nobody'"),
        ("ballot,reported,found\n7,,auyl", (), "line 2, column reported: found nothing"),
        ("ballot,found\n7,auyl", (), "also the column reported"),
        ("ballot,reported,found\n7,auyl,auyl\n7,auyl,auyl", (), "line 3, column ballot"),
        ("ballot,reported,found\n8000000,auyl,auyl", (), "a number from 1 to 7,539,280"),
        ("ballot,reported,found\n7,auyl,auyl", ("--seed", "x"), "which the seed draws in this place"),
        ("ballot,reported,found\n7,other,auyl", (), "1 ballots reported as other"),
    ],
)
def test_ballots_that_can_t_have_been_drawn_are_refused(hemicycle: Command, here: Path, rows, args, said):
    Path("drawn.csv").write_text(rows + "\n", encoding="utf-8")
    ran = hemicycle(*MAZHILIS, *args)
    assert ran.status == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("plan", "kz-mazhilis-2021", "--cast", "100"), "at least the 7,241,562 valid votes"),
        (("plan", "kz-mazhilis-2021", "--risk", "100%"), "a share between 0 and 100%"),
        (("plan", "kz-mazhilis-2021", "--gamma", "none"), "a number above 0"),
        (("plan", "kz-mazhilis-2021", "--method", "guess"), "found 'guess'"),
        (("plan", "kz-mazhilis-2021", "--tier", "assembly"), "a tier shared out by votes: lists"),
        (("plan", "es-congreso-2016"), "each district is an audit apart"),
        (("plan", "nz-parliament-2017"), "a tier shared out by votes"),
        (("draw", "--ballots", "10", "--seed", "x", "--size", "11"), "11 of 10"),
    ],
)
def test_an_audit_refuses_what_it_can_t_cover(hemicycle: Command, args: tuple[str, ...], said: str):
    ran = hemicycle("audit", *args)
    assert ran.status == 2
    assert said in ran.err


def test_a_plan_says_what_an_audit_presupposes(hemicycle: Command):
    ran = hemicycle("audit", "plan", "kz-mazhilis-2021", "--cast", "7539280")
    assert ran.status == 0
    said = " ".join(ran.out.split())
    assert "2,136 ballots confirm all 98 seats" in said
    assert "a paper trail that nobody could change" in said
    polled = hemicycle("audit", "plan", "kz-mazhilis-2021", "--cast", "7539280", "--method", "polling", "--json").json
    assert polled["gamma"] is None
    assert "report of what each single ballot says" not in " ".join(polled["presupposes"])
