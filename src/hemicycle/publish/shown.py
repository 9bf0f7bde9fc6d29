"""What an output shows: an outcome, what it was counted from, and where that came from."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle.publish.progress import counting, watching
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.count.files import Reading
    from hemicycle.count.votes import PartlyKnown, Votes
    from hemicycle.elections.record import Stage
    from hemicycle.law.document import Law
    from hemicycle.outcome.facts import Facts
    from hemicycle.outcome.outcome import Outcome
    from hemicycle.returns.table import Returns


@dataclass(frozen=True)
class Shown:
    """What goes onto a page: an outcome, what it was counted from, and where that came from.

    `day` is that of the election, where it is known. `stage` says whose result it is and of when; `beside` is the
    final outcome, where another stage is shown.
    """

    outcome: Outcome
    law: Law
    votes: Votes | PartlyKnown
    title: str
    day: dt.date | None = None
    stage: str = ""
    beside: Outcome | None = None
    remarks: tuple[str, ...] = ()
    sources: Sequence[str] = field(default_factory=tuple)


def from_archive(
    name: str,
    law: str | None,
    day: dt.date | None,
    stage: str,
    facts: Path | None,
    change: Callable[[Law], Law] = lambda law: law,
) -> Shown:
    """Count an election of the archive, under its law or another, which may be changed."""
    from hemicycle.elections.archive import read_election
    from hemicycle.law.catalogue import find_law

    if facts is not None:
        raise BadInput(Mistake("--facts", "facts for an election of the archive", "facts for a folder or a file"))
    election = read_election(name)
    version = change(find_law(law or election.record.law, day or election.date) if law or day else election.law)
    found = election.stage(stage)
    with counting("regions of possible results visited") as told:
        outcome = election.elect(found.stage, version, told)
    final = election.elect("final", version) if found.stage != "final" and "final" in election.stages else None
    return Shown(
        outcome,
        version,
        election.votes(found.stage),
        election.title,
        election.date,
        stage=_stage_told(found),
        beside=final,
        remarks=(found.note,) if found.note else (),
        sources=election.sources(found.sources),
    )


def _stage_told(stage: Stage) -> str:
    """Say whose result a stage is, and of when."""
    from hemicycle.outcome.numbers import day

    when = f", {day(stage.on)}" if stage.on else ""
    return f"{stage.stage.replace('-', ' ')} ({stage.by}{when})"


def from_files(
    path: Path,
    law: str | None,
    day: dt.date | None,
    facts: Path | None,
    stage: str,
    reading: Reading,
    change: Callable[[Law], Law] = lambda law: law,
) -> Shown:
    """Count a folder or a table of votes, under a law that may be changed; a folder may name its law and its day."""
    from hemicycle.count.files import read_folder, read_stage, read_votes
    from hemicycle.elections.folder import law_of, record_in, sources_in, stage_in
    from hemicycle.outcome.seats import seats_from

    record = record_in(path)
    version = change(law_of(path, record, law, day))
    day = day or record.date
    is_folder = path.is_dir()
    if is_folder:
        votes = read_folder(path, reading) if stage == "final" else read_stage(path, stage, reading)
    else:
        votes = read_votes(path, reading)
    known = facts_for(path, facts, version, day, votes)
    name = record.election or (path.name if is_folder else path.stem)
    with counting("regions of possible results visited") as told:
        outcome = seats_from(version, votes, known, election=name, stage=stage, told=told)
    found = stage_in(record, stage)
    return Shown(
        outcome,
        version,
        votes,
        record.title or str(path),
        day,
        stage=_stage_told(found) if found else "",
        remarks=(found.note,) if found and found.note else (),
        sources=sources_in(path, found),
    )


def from_document(path: Path, law: str | None, day: dt.date | None) -> Shown:
    """Count a whole election as one JSON document, under the law in it or another."""
    from hemicycle.elections.folder import stage_in
    from hemicycle.law.catalogue import find_law
    from hemicycle.outcome.seats import seats_from
    from hemicycle.publish.export.document import read_election_json

    held = read_election_json(path)
    record = held.record
    version = find_law(law or record.law or held.law.law, day or record.date) if law or day else held.law
    outcome = seats_from(version, held.votes, record.as_facts(), election=held.election)
    found = stage_in(record, "final")
    stage = _stage_told(found) if found else ""
    return Shown(outcome, version, held.votes, record.title or str(path), record.date, stage=stage)


def from_returns(
    returns: Returns,
    law: str | None,
    day: dt.date | None,
    facts: Path | None,
    change: Callable[[Law], Law] = lambda law: law,
    by: str | None = None,
) -> Shown:
    """Count the returns of polling stations: add them up as the law needs them, then elect.

    The law may be changed first. For one whose votes are those of the whole country they are added up `by` a level.
    """
    from hemicycle.count.tally import tally
    from hemicycle.law.catalogue import find_law
    from hemicycle.law.steps import NATION
    from hemicycle.outcome.seats import seats_from
    from hemicycle.publish.text.returns import counted_told, rows_told

    if law is None:
        raise BadInput(Mistake(returns.name, "returns without a law", "--law, such as --law kz-mazhilis"))
    version = change(find_law(law, day or returns.profile.date))
    level = by if version.votes_at == NATION else version.votes_at if version.votes_at in returns.levels else None
    with watching("adding up") as watch:
        watch(returns.progress)
        added = tally(returns, level)
    votes = added.as_votes()
    known = _facts(facts) or facts_at_hand(version, day, votes)
    name = Path(returns.name).stem
    outcome = seats_from(version, votes, known, election=name, stage="final" if not added.whole.waiting else "partial")
    remarks = (f"{rows_told(returns)}.", *(f"{refusal.rows:,} rows: {refusal.reason}." for refusal in returns.refusals))
    return Shown(
        outcome,
        version,
        votes,
        returns.name,
        day or returns.profile.date,
        stage=counted_told(added.whole),
        remarks=remarks,
    )


def facts_for(path: Path, facts: Path | None, law: Law, day: dt.date | None, votes: Votes | PartlyKnown) -> Facts:
    """Take the facts given in a file, else those in the folder of the votes, else what the archive holds of them."""
    beside = path / "election.yaml"
    return _facts(facts or (beside if beside.is_file() else None)) or facts_at_hand(law, day, votes)


def _facts(path: Path | None) -> Facts | None:
    """Read the facts of an election from an election.yaml."""
    if path is None:
        return None
    from hemicycle.elections.record import Record
    from hemicycle.source.documents import read_document
    from hemicycle.source.schema import validate

    return validate(Record, read_document(path)).as_facts()


def facts_at_hand(law: Law, day: dt.date | None, votes: Votes | PartlyKnown) -> Facts:
    """Take the facts that the archive holds of this very election: law, day and lists; none without it."""
    from hemicycle.count.votes import Votes
    from hemicycle.elections.archive import facts_of
    from hemicycle.outcome.facts import NO_FACTS

    if day is None or not isinstance(votes, Votes):
        return NO_FACTS
    found = facts_of(law.law, day, votes.by_list())
    if found is None or found[1] == NO_FACTS:
        return NO_FACTS
    print(f"hemicycle: alliances, kinds and numbers of this election as in {found[0]}", file=sys.stderr)
    return found[1]
