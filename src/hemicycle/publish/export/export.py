"""All files of an export, and the manifest that says what each is and what it leaves out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hemicycle import __version__
from hemicycle.publish.export.document import SCHEMA_FILE, write_election_json
from hemicycle.publish.export.material import Grid, Material
from hemicycle.publish.export.others import Part, eml_parts, nist_parts, popolo_parts, whole_beside_districts
from hemicycle.publish.export.package import as_package
from hemicycle.publish.export.readme import citation, readme
from hemicycle.publish.export.schema import json_schema
from hemicycle.publish.export.written import FORMAT, MANIFEST
from hemicycle.publish.tables import Table, as_csv, as_parquets
from hemicycle.source.mistake import BadInput, Mistake, nearest

FORMS = ("csv", "parquet", "json", "nist", "eml", "popolo")


@dataclass(frozen=True, slots=True)
class Export:
    """The files of an export by name, and its manifest."""

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]


def chosen_forms(only: str | None) -> tuple[str, ...]:
    """Read which forms are wanted: all, or those named between commas. Raises BadInput for an unknown one."""
    if only is None:
        return FORMS
    named = [name.strip() for name in only.split(",")]
    for name in named:
        if name not in FORMS:
            raise BadInput(Mistake("--only", repr(name), nearest(name, FORMS)))
    return tuple(form for form in FORMS if form in named)


def export(
    material: Material, forms: Collection[str] = FORMS, told: Callable[[int], None] = lambda number: None
) -> Export:
    """Write an election in every form that is wanted, into memory.

    A form that can't be written for this election is left out, and the manifest says why. `told` hears how many
    files there are.
    """
    parts: list[Part] = []
    forms_of: dict[str, str] = {}
    left_out = list(material.without)
    for form in FORMS:
        if form not in forms:
            continue
        try:
            written = list(_WRITERS[form](material))
        except BadInput as error:
            mistake = error.mistakes[0]
            left_out.append(f"{form}: found {mistake.found}; expected {mistake.expected}")
            continue
        if form == "eml" and material.outcome.status != "decided":
            left_out.append(f"result.eml.xml: found a result that is {material.outcome.status}; expected a decided one")
        parts += written
        forms_of |= {part.name: form for part in written}
        told(len(parts))
    if material.archived:
        parts.append(Part("CITATION.cff", citation(material), "how to cite this folder"))
    words = readme(material, [*parts, Part("README.txt", b"", "this file")], left_out)
    parts.append(Part("README.txt", words, "what each file is, what each column means, where it came from"))
    manifest = {
        "format": FORMAT,
        "election": material.id,
        "title": material.title,
        "date": str(material.record.date) if material.record.date else None,
        "law": material.law.id,
        "status": material.outcome.status,
        "made_by": f"hemicycle {__version__}",
        "files": [_described(part, forms_of.get(part.name, "words"), material) for part in parts],
        "left_out": left_out,
    }
    files = {part.name: part.data for part in parts}
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return Export({**files, "SHA256SUMS": sums.encode()}, manifest)


def _described(part: Part, form: str, material: Material) -> dict[str, Any]:
    table = material.tables.get(f"{part.name.rpartition('.')[0]}.csv") if form in ("csv", "parquet") else None
    return {
        "file": part.name,
        "form": form,
        "what": part.what,
        "bytes": len(part.data),
        "sha256": hashlib.sha256(part.data).hexdigest(),
        **({"rows": len(table.rows)} if table else {}),
        "left_out": list(part.left_out),
    }


def _csv_parts(material: Material) -> Iterator[Part]:
    """Write the folder that `hemicycle elect` counts, with a description of its tables."""
    yield Part("election.yaml", material.record_text.encode(), "the election: its lists, facts, figures, sources")
    yield Part("law.yaml", material.law_text.encode(), f"the law {material.law.id}: its steps with their articles")
    written = {}
    for name, grid in material.tables.items():
        written[name] = as_csv(Table(dict.fromkeys(grid.columns, "text"), grid.rows)).encode()
        yield Part(name, written[name], grid.what)
    what = "the tables described for machines (Frictionless data package)"
    yield Part("datapackage.json", as_package(material, written), what)


def _parquet_parts(material: Material) -> Iterator[Part]:
    tables = {name.removesuffix(".csv"): _typed(grid) for name, grid in material.tables.items()}
    for name, data in as_parquets(tables).items():
        yield Part(f"{name}.parquet", data, f"the same as {name}.csv, with types")


def _typed(grid: Grid) -> Table:
    """Make a table of whole numbers and text."""
    whole = [column.kind == "integer" for column in grid.columns.values()]
    rows = [
        tuple((int(cell) if cell else None) if number else cell for cell, number in zip(row, whole, strict=True))
        for row in grid.rows
    ]
    kinds = ["number" if number else "text" for number in whole]
    return Table(dict(zip(grid.columns, kinds, strict=True)), rows)


def _json_parts(material: Material) -> Iterator[Part]:
    yield Part("election.json", write_election_json(material), f"the whole election as one document, by {SCHEMA_FILE}")
    schema = (json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n").encode()
    yield Part(SCHEMA_FILE, schema, "what election.json may say (JSON Schema)")


def _ballots(write: Callable[[Material], Iterator[Part]]) -> Callable[[Material], Iterator[Part]]:
    """Refuse what formats of counts by unit can't tell: the whole country beside its districts, and inhabitants."""

    def parts(material: Material) -> Iterator[Part]:
        if material.record.counted == "people":
            raise BadInput(Mistake(material.id, "inhabitants, among whom seats are divided", "votes"))
        if whole_beside_districts(material):
            found = "rows for the whole country beside rows by district"
            raise BadInput(Mistake(material.id, found, "one or the other"))
        yield from write(material)

    return parts


_WRITERS: Mapping[str, Callable[[Material], Iterator[Part]]] = {
    "csv": _csv_parts,
    "parquet": _parquet_parts,
    "json": _json_parts,
    "nist": _ballots(nist_parts),
    "eml": _ballots(eml_parts),
    "popolo": popolo_parts,
}
