"""A folder in the archive's format that a user brings: what it says of itself, and the law it is counted under."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hemicycle.elections.archive import sources_of
from hemicycle.elections.record import Record, Stage
from hemicycle.law.catalogue import find_law, read_law
from hemicycle.law.document import Law
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


def stage_in(record: Record, name: str) -> Stage | None:
    """Find what a record says of a stage."""
    return next((stage for stage in record.stages if stage.stage == name), None)


def sources_in(folder: Path, stage: Stage | None) -> tuple[str, ...]:
    """Write out the sources of a stage, where the folder has a table of its sources."""
    if stage is None or not (folder / "sources.csv").is_file():
        return ()
    return tuple(sources_of(folder, stage.sources).values())
