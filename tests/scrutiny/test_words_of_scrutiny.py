"""What no output of scrutiny may say: no accusation, no score, no probability of one, no count without its band.

A body of observers may have said such words. They stay theirs: its findings, the titles of sources, and the titles
of works cited as `Author (2016), "Title"` are taken out before an output is read. Everything else is ours and is read
whole: text, keys and values of JSON, pictures. To have a new command read, add what it is called with to RUNS, unless
`NAME RETURNS` with or without a leader will do.
"""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path

import pytest
import typer.main

import hemicycle as library
from hemicycle.cli import whole_app
from hemicycle.elections.archive import ARCHIVE
from hemicycle.elections.findings import read_findings
from hemicycle.returns.synthetic import Country
from hemicycle.returns.synthetic_file import write_country
from hemicycle.source.tables import read_table

SOURCE = Path(library.__file__).parent
ELECTION = "kz-mazhilis-2021"

FORBIDDEN = re.compile(
    r"fraud|stolen|\bsteal|\bstole\b|falsif|\brigg(?:ed|ing)\b|manipulat|guilt|\bcheat|tamper|\bforge[dr]|forgery|\bcrime"
    r"|criminal|\bfaked?\b|stuffed|stuffing|suspicious|\bculprit|(?<!z.)\bscores?\b|integrity (?:score|index)"
    r"|(?:probability|likelihood|odds|chances?) (?:of|that) (?:an? )?(?:\w+ ){0,3}(?:dishonest|honest|clean|free|fair)"
    r"|(?:votes|ballots) (?:were )?(?:added|thrown in|invented)",
    re.IGNORECASE,
)
CITED = re.compile(r"\(\d{4}\)[,:]?\s*[\"“][^\"”]+[\"”]")
ANOMALOUS = re.compile(r"anomal", re.IGNORECASE)

# What commands are called with, where `RETURNS` and `RETURNS --leader LEADER` aren't enough; others add theirs.
RUNS: dict[str, list[list[str]]] = {
    "scrutiny overview": [[ELECTION], ["RETURNS"], ["RETURNS", "--leader", "list-1"]],
    "scrutiny copies": [["RETURNS", "COPIES"], ["RETURNS", "RETURNS"]],
    "findings": [["kz-mazhilis"], [ELECTION]],
    "contest": [[ELECTION]],
    "brief": [[ELECTION], [ELECTION, "--sources"]],
    "quick-count plan": [["RETURNS", "--size", "200"], ["RETURNS", "--margin", "1%", "--by", "region"]],
    "quick-count estimate": [["RETURNS", "--frame", "RETURNS"]],
    "audit plan": [[ELECTION, "--cast", "7539280"]],
    "audit draw": [["--ballots", "1000", "--seed", "20574185203389401756", "--size", "5"]],
    "audit run": [[ELECTION, "--ballots", "BALLOTS", "--cast", "7539280"]],
}
BESIDE = ("contest", "quick-count", "audit", "findings", "brief")


def ours(text: str) -> str:
    """Take out of a text what observers found and what sources are called, wherever its lines break."""
    text = CITED.sub(" ", text)
    for theirs in not_ours():
        text = theirs.sub(" ", text)
    return text


@cache
def not_ours() -> tuple[re.Pattern[str], ...]:
    said = {each.found for path in ARCHIVE.glob("*/*/findings.csv") for each in read_findings(path.parent)}
    for path in ARCHIVE.glob("*/sources.csv"):
        for row in read_table(path, ["key", "title", "host", "path"]):
            title = row["title"]
            said.add(f"{title}: {row['host']}{row['path']}" if row["host"] else title)
    worded = [text for text in said if FORBIDDEN.search(text) or ANOMALOUS.search(text)]
    return tuple(re.compile(r"\s*".join(map(re.escape, re.sub(r"\s", "", text)))) for text in worded)


def misspoken(text: str) -> list[str]:
    """List what a text of ours may not say."""
    return [found[0] for found in FORBIDDEN.finditer(ours(text))]


def misspoken_json(value: object) -> list[str]:
    """List what an object of JSON may not say: in keys, in values, and numbers without the band they need."""
    match value:
        case dict():
            wrong = [found for key in value for found in misspoken(str(key).replace("_", " "))]
            theirs = ("finding", "found") if "body" in value else ()
            for key, inner in value.items():
                if key in theirs and isinstance(inner, str):
                    continue
                if re.search(r"anomalous_votes", str(key)) and not {"band", "controls"} <= value.keys():
                    wrong.append(f"{key} without a band and controls beside it")
                wrong += misspoken_json(inner)
            return wrong
        case list():
            return [found for inner in value for found in misspoken_json(inner)]
        case str():
            return misspoken(value)
    return []


def unexplained(text: str) -> list[str]:
    """List uses of `anomalous` in a page that doesn't define it or, of votes, gives no band."""
    wrong = ["anomaly without a definition"] if ANOMALOUS.search(text) and "definition" not in text.lower() else []
    told = re.sub(r"\s+", " ", text.lower())
    return wrong + (["anomalous votes without a band"] if "anomalous votes" in told and "band" not in told else [])


def commands() -> list[str]:
    """Find every command of scrutiny there is."""
    group = typer.main.get_command(whole_app())
    names = [f"scrutiny {name}" for name in group.commands["scrutiny"].commands]
    for name in BESIDE:
        inside = getattr(group.commands[name], "commands", {"": None})
        names += [f"{name} {each}".strip() for each in inside]
    return names


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("words")
    returns, copies = folder / "returns.csv", folder / "copies.csv"
    write_country(returns, Country(stations=1_200, regions=4, seed=5))
    lines = returns.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    copies.write_text("\n".join([lines[0], ",".join([*cells[:-1], str(int(cells[-1]) + 7)]), *lines[3:]]) + "\n")
    ballots = folder / "ballots.csv"
    ballots.write_text("ballot,reported,found\n17,nur-otan,nur-otan\n4,ak-zhol,\n9,auyl,invalid\n")
    return {"RETURNS": str(returns), "COPIES": str(copies), "BALLOTS": str(ballots)}


def answers(hemicycle, name, files):
    """Run a command in every way that is listed, or as most take returns; give the words and what came out."""
    given = RUNS.get(name) or [["RETURNS", "--leader", "list-1"], ["RETURNS"]]
    ran = []
    for arguments in given:
        words = [*name.split(), *(files.get(word, word) for word in arguments)]
        found = hemicycle(*words)
        if found.status in (0, 1, 3, 4):
            ran.append((words, found))
        elif name in RUNS:
            pytest.fail(f"{' '.join(words)}: {found.err}")
    assert ran, f"say in RUNS what {name} is called with"
    return ran if name in RUNS else ran[:1]


@pytest.mark.parametrize("name", commands())
def test_no_command_of_scrutiny_accuses_in_text_in_json_or_in_a_picture(hemicycle, tmp_path, files, name):
    for words, found in answers(hemicycle, name, files):
        assert misspoken(found.out) == misspoken(found.err) == []
        assert unexplained(found.out) == []
        assert misspoken_json(json.loads(hemicycle(*words, "--json").out)) == []
        help_ = hemicycle(*name.split(), "--help").out
        assert misspoken(help_) == []
        if "--svg" in help_:
            picture = tmp_path / f"{len(list(tmp_path.iterdir()))}.svg"
            hemicycle(*words, "--svg", str(picture))
            assert misspoken(picture.read_text(encoding="utf-8")) == []


def literals(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return "\n".join(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@pytest.mark.parametrize(
    "path",
    [
        path
        for pattern in ("scrutiny/**/*.py", "publish/**/*.py", "web/**/*.py", "cli/scrutiny*.py")
        for path in sorted(SOURCE.glob(pattern))
    ],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_text_in_the_source_accuses(path):
    assert misspoken(literals(path)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "At least 3,000,000 votes were stolen.",
        "The probability of fraud is 97 %.",
        "Integrity score: 41 of 100",
        "These stations look rigged.",
        "The probability that the count was honest is small.",
        "The results were\nfalsified.",
        "700 ballots were thrown in",
    ],
)
def test_the_reader_catches_what_may_not_be_said(planted):
    assert misspoken(f"3,668 stations counted\n{planted}\n")
    assert misspoken_json({"lines": [{"says": planted, "sources": []}]})


def test_the_reader_catches_keys_and_counts_without_a_band():
    assert misspoken_json({"fraud_votes": 3})
    assert misspoken_json({"integrity_score": 0.4})
    assert misspoken_json({"region": [{"anomalous_votes": 12_000_000}]})
    assert not misspoken_json({"anomalous_votes": 12, "band": [8, 15], "controls": []})
    assert unexplained("anomalous votes: 12,000,000")
    assert not unexplained("Definition: ... anomalous votes lie in a band from 8 to 15")


def test_an_observer_s_words_stay_that_observer_s_and_are_ours_nowhere_else():
    theirs = next(each for each in read_findings(ARCHIVE / "kz" / "mazhilis") if FORBIDDEN.search(each.found))
    assert misspoken_json({"body": theirs.body, "finding": theirs.found}) == []
    assert misspoken(" \n ".join(theirs.found.split())) == []
    assert misspoken('Author, A. (2016), "A work on\nfalsification": the method') == []
    assert misspoken('In 2016 "falsification" was everywhere')
    word = FORBIDDEN.search(theirs.found)[0]
    assert misspoken(f"This election saw {word} boxes.")
    assert misspoken_json({"body": theirs.body, "says": f"It was {word}."})
