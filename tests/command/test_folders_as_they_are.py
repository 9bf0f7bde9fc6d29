"""Tables of real elections as people have them: a folder, a law, a day."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from command_runs import Command

from hemicycle.count.files import read_folder
from hemicycle.elections.archive import Election, election_ids, facts_of, read_election
from hemicycle.law.catalogue import find_law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BESIDE = ("districts.csv", "counts.csv", "ballots.csv", "candidates.csv")
TAKEN = "hemicycle: alliances, kinds and numbers of this election as in"


def tables_of(election: Election, folder: Path) -> Path:
    """Copy the tables of an election, and nothing else of it."""
    folder.mkdir()
    for path in election.folder.glob("*.csv"):
        if path.name.startswith("votes") or path.name in BESIDE:
            shutil.copy(path, folder / path.name)
    return folder


def has_facts(election: Election) -> bool:
    return election.record.as_facts() != NO_FACTS


def with_another_list(folder: Path) -> Path:
    """Add a list of one vote to the list ballot."""
    path = folder / "votes.csv"
    header, first, *_ = csv.reader(path.read_text(encoding="utf-8").splitlines())
    added = {**dict(zip(header, first, strict=True)), "party": "A list of today", "votes": "1"}
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow([added[column] for column in header])
    return folder


@pytest.mark.parametrize("name", election_ids())
def test_the_tables_of_an_election_give_its_seats(name: str, hemicycle: Command, tmp_path: Path):
    election = read_election(name)
    folder = tables_of(election, tmp_path / "mine")
    ran = hemicycle("elect", folder, "--law", election.record.law, "--date", election.date, "--json")
    assert ran.err == (f"{TAKEN} {name}\n" if has_facts(election) else "")
    official = election.elect()
    assert ran.status == {"decided": 0, "lots needed": 3, "undetermined": 4}[official.status]
    assert (ran.json["election"], ran.json["law"]) == ("mine", official.law)
    assert ran.json["seats"] == [row.as_json() for row in official.rows]
    assert ran.json["totals"] == official.totals


# Without its facts a count of these lacks what it can't go without.
WANTED = {
    "be-local-bruxelles-2012": "house",
    "cz-ep-2019": "house",
    "ge-parliament-list-2020": "district_seats",
    "nz-parliament-2017": "votes by district",
}


@pytest.mark.parametrize("name", [name for name in election_ids() if not name.startswith("au-")])
def test_another_list_is_another_election(name: str, hemicycle: Command, tmp_path: Path):
    """Facts of the archive aren't taken for votes that aren't those of the archive, and can be named."""
    election = read_election(name)
    folder = with_another_list(tables_of(election, tmp_path / "mine"))
    law = ("--law", election.record.law, "--date", election.date, "--json")
    ran = hemicycle("elect", folder, *law)
    assert TAKEN not in ran.err
    if name in WANTED:
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert WANTED[name] in ran.err
        assert "among the facts of the election" in ran.err
    else:
        assert (ran.status, ran.err) == (0, "")
    ran = hemicycle("elect", folder, *law, "--facts", election.folder / "election.yaml")
    assert (ran.status, ran.err) == (0, "")
    if name != "us-house-apportionment-2010":  # a state of one inhabitant has a seat
        assert ran.json["totals"] == election.elect().totals


def test_facts_of_another_day_or_law_are_not_taken(hemicycle: Command, tmp_path: Path):
    folder = tables_of(read_election("il-knesset-2019"), tmp_path / "mine")
    ran = hemicycle("elect", folder, "--law", "il-knesset", "--date", "2019-04-09", "--json")
    assert ran.err == f"{TAKEN} il-knesset-2019\n"
    ran = hemicycle("elect", folder, "--law", "il-knesset", "--date", "2019-04-10", "--json")
    assert (ran.status, ran.err) == (0, "")
    ran = hemicycle("elect", folder, "--law", "cz-psp", "--date", "2019-04-09", "--json")
    assert TAKEN not in ran.err


def test_facts_beside_the_tables_go_before_those_of_the_archive(hemicycle: Command, tmp_path: Path):
    folder = tables_of(read_election("kz-mazhilis-2021"), tmp_path / "mine")
    law = ("--law", "kz-mazhilis", "--date", "2021-01-10", "--json")
    assert hemicycle("elect", folder, *law).json["totals"]["assembly-of-the-people"] == 9
    (folder / "election.yaml").write_text("valid: 7241562\n", encoding="utf-8")
    ran = hemicycle("elect", folder, *law)
    assert ran.err == ""
    assert "assembly-of-the-people" not in ran.json["totals"]


# Without the votes of each list of an alliance the figures can't decide its last seats: eighteen cells.
DIFFERENT = {"tr-tbmm-2018": 18}


def names_of_tiers(rows: list[dict[str, str]]) -> list[tuple[str, str, str, int]]:
    return [
        (row["district"], re.sub(r"[^a-z0-9]", "_", row["tier"].lower()), row["party"], int(row["seats"]))
        for row in rows
        if int(row["seats"])
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the folders of real elections aren't at hand ({CORPUS})")
@pytest.mark.parametrize("folder", sorted(CORPUS.glob("*-*")), ids=lambda path: path.name)
def test_a_folder_of_others_gives_the_official_seats(folder: Path):
    """By district, tier and party where the tiers are those of the law, else by party."""
    meta = tomllib.loads((folder / "meta.toml").read_text(encoding="utf-8"))
    day = dt.date.fromisoformat(str(meta["election"]["date"]))
    law = find_law(folder.name.rpartition("-")[0], day)
    votes = read_folder(folder)
    _, facts = facts_of(law.law, day, votes.by_list()) or ("", NO_FACTS)
    outcome = elect(law, votes, facts)
    assert outcome.missing == ()
    assert outcome.status == "decided"
    assert outcome.totals
    if not (folder / "seats.csv").is_file():
        return
    with (folder / "seats.csv").open(encoding="utf-8", newline="") as file:
        official = names_of_tiers(list(csv.DictReader(file)))
    tiers = {row.tier for row in outcome.rows}
    named = [row for row in official if row[1] in tiers]
    expected: Counter[tuple[str, ...]] = Counter()
    found: Counter[tuple[str, ...]] = Counter()
    if named:
        nationwide = {tier for district, tier, *_ in named if district == "*"}
        for district, tier, party, seats in named:
            expected[district, tier, party] += seats
        for row in outcome.rows:
            if row.tier in {tier for _, tier, *_ in named}:
                found["*" if row.tier in nationwide else row.district, row.tier, row.party] += row.seats
    else:
        for _, _, party, seats in official:
            expected[(party,)] += seats
        found.update({(party,): seats for party, seats in outcome.totals.items()})
    different = {cell for cell in {*expected, *found} if expected[cell] != found[cell]}
    assert len(different) == DIFFERENT.get(folder.name, 0), sorted(different)
