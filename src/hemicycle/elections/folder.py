"""A folder in the archive's format that a user brings: what it says of itself, and the law it is counted under."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hemicycle.elections.archive import Election, sources_of
from hemicycle.elections.record import Archived, Record, Stage
from hemicycle.law.catalogue import find_law, read_law
from hemicycle.law.document import Law
from hemicycle.outcome.numbers import day as spelled
from hemicycle.source.documents import read_document
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.schema import validate

RECORD = "election.yaml"
LAW = "law.yaml"


def record_in(folder: Path) -> Record:
    """Read what a folder says of its election; nothing where it has no election.yaml, or is a table of votes."""
    path = folder / RECORD
    return validate(Record, read_document(path)) if path.is_file() else Record()


def law_of(source: Path, record: Record, law: str | None = None, day: dt.date | None = None) -> Law:
    """Find the law to count a folder or a table of votes under.

    The one that is named goes first, then the document `law.yaml` in the folder, then the law that election.yaml
    names, on the day that is named, else on that of election.yaml. Raises BadInput where nothing names a law.
    """
    own = source / LAW
    if law is not None:
        return find_law(law, day or record.date)
    if own.is_file():
        return read_law(own)
    if record.law is not None:
        return find_law(record.law, day or record.date)
    raise BadInput(Mistake(str(source), "votes without a law", "--law, such as --law kz-mazhilis"))


def own_election(folder: Path, law: str | None = None, day: dt.date | None = None) -> Election:
    """Read an election of a user's own: a folder as the archive has them, of which only the votes are a must.

    The day is the one given, else that of its election.yaml; the law is that of `law_of`. Raises BadInput where a day
    or a law is named nowhere.
    """
    record = record_in(folder)
    date = day or record.date
    named = law or record.law or (folder / LAW).is_file()
    if not named or date is None:
        missing = " and ".join(what for what, known in (("law", named), ("date", date)) if not known)
        expected = "both in its election.yaml, or --law and --date"
        raise BadInput(Mistake(str(folder), f"an election without its {missing}", expected))
    version = law_of(folder, record, law, date)
    about = record.model_dump(by_alias=True, exclude_unset=True) | {
        "election": record.election or folder.resolve().name,
        "title": record.title or f"{version.chamber}, {spelled(date)}",
        "country": record.country or version.country,
        "chamber": record.chamber or version.chamber,
        "date": date,
        "law": version.law,
        "stages": record.stages or (Stage(stage="final", by=folder.resolve().name, knows="votes"),),
    }
    return Election(about["election"], folder, Archived.model_validate(about), version)


def stage_in(record: Record, name: str) -> Stage | None:
    """Find what a record says of a stage."""
    return next((stage for stage in record.stages if stage.stage == name), None)


def sources_in(folder: Path, stage: Stage | None) -> tuple[str, ...]:
    """Write out the sources of a stage, where the folder has a table of its sources."""
    if stage is None or not (folder / "sources.csv").is_file():
        return ()
    return tuple(sources_of(folder, stage.sources).values())
