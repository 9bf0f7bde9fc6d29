"""Tables of real elections with a few things wrong: an outcome, or one message that names the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest

from hemicycle.count.files import read_folder
from hemicycle.count.votes import Votes
from hemicycle.elections.archive import read_election
from hemicycle.law.document import Law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.source.mistake import BadInput

FILES = ("votes.csv", "votes_first.csv", "districts.csv", "counts.csv", "ballots.csv", "candidates.csv")
# Small ones; together they have every file.
ELECTIONS = [
    "am-assembly-2021",
    "au-senate-nt-2022",
    "ch-zh-city-2006",
    "de-ep-2009",
    "dk-folketing-2015",
    "gb-sct-parliament-2007",
    "is-althingi-2013",
    "nz-parliament-2014",
    "kz-mazhilis-2021",
]
CELLS = [
    *[
        "",
        " ",
        "*",
        "0",
        "1",
        "-1",
        "7.5",
        "1e9",
        "1,000",
        "1 000",
        "nan",
        "９",
        "½",
        "abc",
        "total",
        "Total",
        "(others)",
    ],
    *[
        '"',
        '""',
        "'",
        ";",
        "\t",
        "\n",
        "\r",
        "\0",
        "\ufeff",
        "\u2028",
        "é",
        "x" * 300,
        "9" * 18,
        "9" * 25,
        "=1+1",
        "N / A",
    ],
]


@dataclass(frozen=True)
class Tables:
    """The tables of an election as text, what belongs to it, and its law."""

    files: dict[str, str]
    facts: Facts
    law: Law
    date: dt.date


@cache
def tables_of(name: str) -> Tables:
    election = read_election(name)
    files = {
        file: (election.folder / file).read_text(encoding="utf-8")
        for file in FILES
        if (election.folder / file).is_file()
    }
    if "ballots.csv" in files:
        header, *papers = files["ballots.csv"].splitlines()
        files["ballots.csv"] = "\n".join([header, *papers[:150], ""])
    return Tables(files, election.record.as_facts(), election.law, election.date)


def garbled(random: Random, text: str) -> str:
    """Delete, double or spoil a cell, a line or a column, or the text itself."""
    rows = list(csv.reader(io.StringIO(text)))
    place = 0 if random.random() < 0.15 else random.randrange(len(rows))
    column = random.randrange(len(rows[0]))
    match random.choice(["cell", "cell", "cell", "other", "line", "double", "swap", "column", "twice", "cut", "piece"]):
        case "cell":
            rows[place][column] = random.choice(CELLS)
        case "other":
            rows[place][column] = rows[random.randrange(len(rows))][random.randrange(len(rows[0]))]
        case "line":
            del rows[place]
        case "double":
            rows.insert(place, rows[place])
        case "swap":
            other = random.randrange(len(rows))
            rows[place], rows[other] = rows[other], rows[place]
        case "column":
            rows = [row[:column] + row[column + 1 :] for row in rows]
        case "twice":
            rows = [[*row[:column], row[column], *row[column:]] for row in rows]
        case "cut":
            return text[: random.randrange(len(text))]
        case "piece":
            start = random.randrange(len(text))
            return text[:start] + random.choice(CELLS) + text[start + random.randint(0, 30) :]
    out = io.StringIO()
    # Mostly as a spreadsheet writes it, at times without its care for quotes.
    if random.random() < 0.8:
        csv.writer(out, lineterminator="\n").writerows(rows)
    else:
        out.write("".join(",".join(row) + "\n" for row in rows))
    return out.getvalue()


def written(random: Random, tables: Tables, folder: Path) -> Path:
    """Write the tables with one of them, or two, garbled; or without one."""
    files = dict(tables.files)
    for file in random.sample(sorted(files), min(len(files), random.randint(1, 2))):
        if random.random() < 0.04:
            del files[file]
        else:
            files[file] = garbled(random, files[file])
    folder.mkdir()
    for file, text in files.items():
        (folder / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


def assert_names_a_file(refused: BadInput, folder: Path):
    (mistake,) = refused.mistakes
    assert mistake.found
    assert mistake.expected
    assert str(mistake).count("\n") == 0
    assert mistake.file == str(folder) or (Path(mistake.file).parent == folder and Path(mistake.file).name in FILES), (
        mistake
    )
    # without votes.csv the folder itself is what is wrong
    assert mistake.file != str(folder) or not (folder / "votes.csv").is_file()


@pytest.mark.parametrize("name", ELECTIONS)
def test_any_folder_is_read_or_refused_and_counted(name: str, tmp_path: Path):
    tables, random = tables_of(name), Random(name)
    counted = refusals = 0
    for number in range(25 if name.startswith("au-") else 70):
        folder = written(random, tables, tmp_path / str(number))
        try:
            votes = read_folder(folder)
        except BadInput as refused:
            assert_names_a_file(refused, folder)
            refusals += 1
            continue
        assert isinstance(votes, Votes)
        for facts in (tables.facts, Facts()) if number % 4 == 0 else (tables.facts,):
            try:
                outcome = elect(tables.law, votes, facts, election=name)
            except BadInput as refused:
                assert refused.mistakes  # noqa: PT017
                continue
            counted += 1
            assert outcome.rows or outcome.missing or outcome.status != "decided"
            assert outcome.as_json()["status"] == outcome.status
            assert outcome.explain()
    assert counted >= 5
    assert refusals >= 5
