"""The packaged law documents, and those a user names by file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from hemicycle.law.contradictions import check_contradictions
from hemicycle.law.document import Law
from hemicycle.law.names import check_names
from hemicycle.source.documents import Document, read_document
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.schema import validate

DOCUMENTS = Path(__file__).parent / "documents"


def read_law(path: Path) -> Law:
    """Read one law document. Raises BadInput with every mistake in it."""
    law, _ = _read(path)
    return law


def _read(path: Path) -> tuple[Law, Document]:
    document = read_document(path)
    return law_in(document), document


def law_in(document: Document) -> Law:
    """Make a law of a document that was read. Raises BadInput with every mistake in it."""
    law = validate(Law, document)
    mistakes = check_names(law, document)
    if mistakes:
        raise BadInput(sorted(mistakes, key=lambda mistake: mistake.line or 0))
    return law


def _read_closely(path: Path) -> Law:
    """Read a law document and look for contradictions too, which a count can live with."""
    law, document = _read(path)
    mistakes = check_contradictions(law, document)
    if mistakes:
        raise BadInput(sorted(mistakes, key=lambda mistake: mistake.line or 0))
    return law


def law_ids() -> list[str]:
    """Name the laws of the catalogue: `kz-mazhilis`."""
    return sorted(_folders())


@cache
def _folders() -> dict[str, Path]:
    """Find the folder of every law of the package, which doesn't change."""
    folders = {path.parent for path in DOCUMENTS.glob("*/*/*.yaml")}
    return {"-".join(folder.relative_to(DOCUMENTS).parts): folder for folder in folders}


def versions(law: str) -> list[Law]:
    """Read every version of a law, the oldest first. Raises BadInput for a law the catalogue lacks."""
    return sorted(_checked(_paths(law)), key=lambda version: version.in_force.start)


def find_law(name: str, date: dt.date | None = None) -> Law:
    """Find the version of a law in force on a day.

    `name` is `kz-mazhilis` with a `date`, or `kz-mazhilis@2021-01-10`, or the path of a document, which
    is taken whatever its dates. Raises BadInput for an unknown law and for a day outside every version.
    """
    if name.endswith((".yaml", ".yml")):
        return read_law(Path(name))
    law, at, day = name.partition("@")
    if at:
        try:
            date = dt.date.fromisoformat(day)
        except ValueError:
            raise BadInput(Mistake("--law", repr(name), "a date after the @, such as 2021-01-10")) from None
    paths = _paths(law)
    if at and (written := [path for path in paths if path.stem == day]):
        return _packaged(written[0])
    if date is None:
        raise BadInput(Mistake("--law", f"{name!r} without a date", f"a date: --date, or {law}@2021-01-10"))
    # A document is called after the day its version came into force, so most need not be read.
    for path in reversed(paths):
        if path.stem <= date.isoformat() and _holds(version := _packaged(path), date):
            return version
    spans = "; ".join(_span(version) for version in versions(law))
    raise BadInput(Mistake("--date", f"{date}, on which no version of {law} is in force", f"a day in {spans}"))


@cache
def _packaged(path: Path) -> Law:
    """Read a document of the package, which doesn't change."""
    return read_law(path)


def _paths(law: str) -> list[Path]:
    known = _folders()
    if law not in known:
        # A part of what a law is for goes by the law: the council of one town, the senators of one state.
        law = next((each for each in sorted(known) if law.startswith(f"{each}-")), law)
    if law not in known:
        raise BadInput(Mistake("--law", f"the unknown law {law!r}", nearest(law, known)))
    return sorted(known[law].glob("*.yaml"))


def document_of(law: Law) -> Path:
    """Find the packaged document of a version: it is called after the day on which the version came into force."""
    country, chamber = law.law.split("-", 1)
    return DOCUMENTS / country / chamber / f"{law.in_force.start}.yaml"


def check_file(path: Path) -> list[Law]:
    """Check a law document beside the other versions in its folder, or all documents of a folder.

    Raises BadInput with every mistake, two versions in force on one day among them.
    """
    if os.path.isdir(path):  # unlike Path.is_dir it takes any name
        paths = sorted(path.rglob("*.yaml"))
        if not paths:
            raise BadInput(Mistake(str(path), "a folder without law documents", "files that end in .yaml"))
        folders = sorted({path.parent for path in paths})
        return [law for folder in folders for law in _checked(sorted(folder.glob("*.yaml")), _read_closely)]
    law = _read_closely(path)
    for other in sorted(path.resolve().parent.glob("*.yaml")):
        if other.resolve() != path.resolve():
            for neighbour in _same_law(other, law.law):
                _refuse_overlaps([law, neighbour], {law.id: str(path)})
    return [law]


def _same_law(path: Path, law: str) -> Iterator[Law]:
    """Read a neighbour if it is a version of the same law; its own mistakes are not this file's."""
    try:
        other = read_law(path)
    except BadInput:
        return
    if other.law == law:
        yield other


def _checked(paths: list[Path], read: Callable[[Path], Law] = read_law) -> list[Law]:
    mistakes: list[Mistake] = []
    laws: list[Law] = []
    for path in paths:
        try:
            laws.append(read(path))
        except BadInput as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise BadInput(mistakes)
    _refuse_overlaps(laws, {law.id: str(path) for law, path in zip(laws, paths, strict=True)})
    return laws


def _refuse_overlaps(laws: list[Law], files_by_id: dict[str, str]) -> None:
    by_start = sorted(laws, key=lambda law: (law.law, _used_from(law)))
    for before, after in pairwise(by_start):
        until = before.in_force.until
        if before.law == after.law and (until is None or until >= _used_from(after)):
            file = files_by_id.get(after.id) or files_by_id.get(before.id) or after.id
            raise BadInput(
                read_document(Path(file)).mistake(
                    ("in_force",),
                    f"two versions of {after.law} in force on {after.in_force.start}: {before.id}, {after.id}",
                    f"that {before.id} ends before {after.in_force.start} (in_force.until)",
                )
            )


def _used_from(law: Law) -> dt.date:
    """Find the first day on which a version counts: an act may wait for a later election."""
    return law.used_from or law.in_force.start


def _holds(law: Law, date: dt.date) -> bool:
    return _used_from(law) <= date and (law.in_force.until is None or date <= law.in_force.until)


def _span(law: Law) -> str:
    return f"{_used_from(law)} to {law.in_force.until or 'now'}"


def read_date(where: str, day: str) -> dt.date:
    """Read a date such as 2021-01-10; `where` is what a message calls its place."""
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        raise BadInput(Mistake(where, repr(day), "a date such as 2021-01-10")) from None
