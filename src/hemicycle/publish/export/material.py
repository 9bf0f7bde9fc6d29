"""Everything of one election that goes out: gathered from the archive, or from a folder that a user brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from hemicycle.chamber.chamber import Chamber
from hemicycle.count.files import PLAIN, Reading, read_folder, read_votes
from hemicycle.count.votes import Votes, exact_votes
from hemicycle.elections.archive import Election, facts_of, read_election
from hemicycle.elections.folder import LAW, RECORD, law_of, record_in, stage_in
from hemicycle.elections.people import NOTHING, chamber_in, people_in
from hemicycle.elections.record import Record
from hemicycle.law.catalogue import document_of
from hemicycle.law.document import Law
from hemicycle.law.members import Seating
from hemicycle.outcome.facts import NO_FACTS
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.seats import seats_from
from hemicycle.publish.export.columns import PEOPLE, PEOPLE_TABLE, TABLES, Column, describe, what_of
from hemicycle.source.documents import Document, read_document
from hemicycle.source.files import read_text
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.schema import validate
from hemicycle.source.tables import Row, read_table

STAGE = "final"
# The keys of an election.yaml that a count needs.
_FACTS = ("lists", "alliances", "facts", "seats", "valid", "lots")
_OF_A_BALLOT = ("district", "party", "candidate", "votes")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: what it holds, its columns with what they mean, its rows in the order of the source."""

    what: str
    columns: Mapping[str, Column]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Material:
    """What is known of an election, and what it comes to.

    `tree` is its election.yaml and `law_text` its law, as they travel; `without` says of what the source holds
    what doesn't go out, and why. `archived` tells the archive's elections from those that a user brings;
    `facts_from` is the archive's election that facts were taken from, where the user's table has none.
    """

    id: str
    folder: Path
    law: Law
    law_text: str
    record: Record
    record_text: str
    tree: Mapping[str, Any]
    tables: Mapping[str, Grid]
    votes: Votes
    outcome: Outcome
    archived: bool = False
    without: tuple[str, ...] = ()
    facts_from: str = ""

    @property
    def title(self) -> str:
        """What the election is called."""
        return self.record.title or self.id

    @property
    def about(self) -> dict[str, str]:
        """What documents say of themselves: the day of the result stands for the moment they are made.

        So the same election gives the same bytes on any day.
        """
        stage = stage_in(self.record, STAGE)
        day = (stage.on if stage else None) or self.record.date
        known = {
            "election": self.id,
            "title": self.title,
            "country": self.record.country or "",
            "date": str(self.record.date or ""),
            "law": self.law.id,
            "stage": STAGE,
        }
        return {name: text for name, text in known.items() if text} | {"generated": f"{day or '1970-01-01'}T00:00:00Z"}

    @cached_property
    def chamber(self) -> Chamber:
        """The chamber on the first day of its term. Raises BadInput where it can't be filled."""
        day = self.record.date
        if day is None:
            raise BadInput(Mistake("--date", "nothing", "the day of the election, on which a chamber depends"))
        people = people_in(self.folder, self.record, self.law, day, self.votes, NOTHING)
        return chamber_in(self.folder, self.law, self.outcome, people, None, NOTHING)


def of_archive(name: str) -> Material:
    """Gather an election of the archive. Raises BadInput for one that it lacks."""
    election = read_election(name)
    tables = _tables(election.folder, election.law, PLAIN)
    ledger = election.folder.parent / "findings.csv"
    if election.findings:
        rows = [row for row in read_table(ledger, ["election"]) if row["election"] == election.date.isoformat()]
        tables["findings.csv"] = _grid("findings.csv", rows, election.law)
    tables |= _sources(election, tables)
    document = election.folder / RECORD
    return _gathered(
        name,
        election.folder,
        _Written(
            read_document(document).tree,
            read_text(document),
            election.law,
            read_text(document_of(election.law)),
        ),
        tables,
        election.exact_votes(STAGE),
        archived=True,
    )


def of_files(
    source: Path,
    law: str | None = None,
    day: dt.date | None = None,
    facts: Path | None = None,
    reading: Reading = PLAIN,
) -> Material:
    """Gather a folder or a table of votes, to be counted as `hemicycle elect` counts it.

    Raises BadInput for what can't be counted, and for votes known only in part.
    """
    said = record_in(source)
    version = law_of(source, said, law, day)
    folder = source.is_dir()
    votes = read_folder(source, reading) if folder else exact_votes(read_votes(source, reading), str(source))
    tables = _tables(source, version, reading) if folder else {"votes.csv": _votes_table(source, version, reading)}
    name = said.election or (source.name if folder else source.stem)
    written = source / RECORD
    before = read_document(written).tree if written.is_file() else {}
    taken = "" if facts or before else _same_election(version, day or said.date, votes)
    tree = before | _facts(facts or (read_election(taken).folder / RECORD if taken else None))
    tree |= {"election": name, "law": version.law}
    if day or said.date:
        tree["date"] = str(day or said.date)
    text = read_text(written) if tree == before else _as_yaml(tree)
    own = Path(law) if law and law.endswith((".yaml", ".yml")) else source / LAW if law is None else None
    path = own if own is not None and own.is_file() else document_of(version)
    without = _passed_over(source, {*tables, RECORD, LAW, "ballots.csv.gz"}) if folder else ()
    written_as = _Written(tree, text, version, read_text(path))
    gathered = _gathered(name, source, written_as, tables, votes, without=without)
    return replace(gathered, facts_from=taken)


@dataclass(frozen=True, slots=True)
class _Written:
    """An election.yaml and a law as they travel: parsed, and their text."""

    tree: Mapping[str, Any]
    text: str
    law: Law
    law_text: str


def _gathered(
    name: str,
    folder: Path,
    written: _Written,
    tables: dict[str, Grid],
    votes: Votes,
    *,
    archived: bool = False,
    without: tuple[str, ...] = (),
) -> Material:
    """Count what was gathered, and put its tables in order with the result among them."""
    law = written.law
    record = validate(Record, Document(RECORD, written.tree, {}))
    facts = record.as_facts()
    outcome = seats_from(law, votes, facts, election=name, stage=STAGE)
    if outcome.missing:
        expected = "it, in a table of the folder or among the facts of the election"
        raise BadInput(Mistake(name, "; ".join(outcome.missing), expected))
    rows = [
        (row.district, row.tier, row.party, facts.names.get(row.party, row.party), str(row.seats))
        for row in outcome.rows
    ]
    if record.counted == "people":
        grid = tables["votes.csv"]
        tables["votes.csv"] = Grid(PEOPLE_TABLE, {**grid.columns, "votes": PEOPLE}, grid.rows)
    columns = ("district", "tier", "party", "name", "seats")
    tables["result.csv"] = Grid(what_of("result.csv"), describe("result.csv", columns, rows, law), tuple(rows))
    order = list(TABLES)
    ordered = sorted(tables, key=lambda table: (order.index(table) if table in TABLES else len(order), table))
    return Material(
        name,
        folder,
        law,
        written.law_text,
        record,
        written.text,
        written.tree,
        {table: tables[table] for table in ordered},
        votes,
        outcome,
        archived,
        without,
    )


def _tables(folder: Path, law: Law, reading: Reading) -> dict[str, Grid]:
    """Read every table of the format that a folder has, and those of bodies that elect members, by their tiers."""
    bodies = [f"{rule.tier}.csv" for rule in law.members if isinstance(rule, Seating) and rule.by == "approval"]
    tables = {}
    for name in dict.fromkeys([*TABLES, *bodies]):
        path = folder / name
        if name == "ballots.csv" and not path.is_file():
            path = folder / "ballots.csv.gz"
        if path.is_file() and name != "result.csv":
            rows = read_table(path, [], encoding=reading.encoding, separator=reading.separator)
            tables[name] = _grid(name, rows, law)
    return tables


def _votes_table(path: Path, law: Law, reading: Reading) -> Grid:
    """Read a table of votes; of its columns those that say whose votes they are and where."""
    rows = read_table(path, [], encoding=reading.encoding, separator=reading.separator)
    return _grid("votes.csv", rows, law, [name for name in _OF_A_BALLOT if name in rows[0].cells])


def _grid(name: str, rows: list[Row], law: Law, chosen: list[str] | None = None) -> Grid:
    columns = chosen or [column for column in rows[0].cells if column]
    cells = tuple(tuple(row[column] for column in columns) for row in rows)
    return Grid(what_of(name), describe(name, columns, cells, law), cells)


def _sources(election: Election, tables: Mapping[str, Grid]) -> dict[str, Grid]:
    """Take the sources that the election names anywhere from its country's table."""
    named = set(election.source_keys)
    for grid in tables.values():
        if "sources" in grid.columns:
            place = list(grid.columns).index("sources")
            named.update(key for row in grid.rows for key in row[place].split())
    rows = [row for row in read_table(election.country / "sources.csv", ["key"]) if row["key"] in named]
    return {"sources.csv": _grid("sources.csv", rows, election.law)} if rows else {}


def _facts(path: Path | None) -> dict[str, Any]:
    """Take what a count needs of an election.yaml; nothing without one."""
    if path is None:
        return {}
    document = read_document(path)
    validate(Record, document)
    return {key: document.tree[key] for key in _FACTS if key in document.tree}


def _same_election(law: Law, day: dt.date | None, votes: Votes) -> str:
    """Name the archive's election of the same law, day and lists, whose facts `hemicycle elect` takes too."""
    found = facts_of(law.law, day, votes.by_list()) if day is not None else None
    return found[0] if found and found[1] != NO_FACTS else ""


def _passed_over(folder: Path, known: set[str]) -> tuple[str, ...]:
    """Name the tables of a folder that aren't of the format, and so don't go out."""
    strange = sorted(path.name for path in folder.glob("*.csv") if path.name not in known)
    return tuple(f"{name}: no table of the format" for name in strange if name != "result.csv")


def _as_yaml(tree: Mapping[str, Any]) -> str:
    import yaml

    text: str = yaml.safe_dump(dict(tree), allow_unicode=True, sort_keys=False, width=120)
    return text
