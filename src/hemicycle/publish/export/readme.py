"""The words that travel with the data: what each file is, what each column means, where it came from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from hemicycle import __version__
from hemicycle.elections.archive import sources_of
from hemicycle.elections.folder import stage_in
from hemicycle.publish.export.material import STAGE, Material
from hemicycle.publish.export.others import Part
from hemicycle.publish.export.package import LICENCE

_WIDTH = 100


def readme(material: Material, parts: Sequence[Part], left_out: Sequence[str]) -> bytes:
    """Write the README of a folder in plain words."""
    return ("\n".join(_lines(material, parts, left_out)) + "\n").encode()


def _lines(material: Material, parts: Sequence[Part], left_out: Sequence[str]) -> Iterator[str]:
    written = {part.name for part in parts}
    yield from (material.title, "=" * len(material.title), "")
    yield from _wrapped(
        f"Everything that Hemicycle {__version__} knows of the election {material.id}, and the seats it gives under "
        f"the law {material.law.id}: {material.law.title}. The result is {material.outcome.status}."
    )
    if "votes.csv" in written:
        yield ""
        yield from _wrapped("To count it again, where this folder is called FOLDER:")
        yield from ("", "    hemicycle elect FOLDER", "    sha256sum -c SHA256SUMS      (in the folder)")
    yield from _headed("Files")
    for part in parts:
        yield from _item(part.name, part.what)
        if part.left_out:
            yield from _wrapped(f"has no place for: {'; '.join(part.left_out)}", "      ")
    yield from _item("manifest.json", "this list for machines, with sizes and SHA-256 sums")
    yield from _item("SHA256SUMS", "the sums in the form that sha256sum reads")
    if left_out:
        yield from _headed("Not written")
        for each in left_out:
            yield from _wrapped(each, "  ")
    yield from _headed("Columns")
    yield from _wrapped(
        "Tables are CSV in UTF-8, separated by commas. An empty cell means not found, never zero. A text that a "
        "spreadsheet would run as a formula (one that begins with = + - @) has an apostrophe in front of it, which "
        "is no part of the text; Hemicycle reads it without. Plain numbers with a sign stay numbers. Parquet files "
        "have the same columns without apostrophes; shares stand in them as text, with the decimals they were printed "
        "with."
    )
    for table, grid in material.tables.items():
        yield from ("", f"  {table}: {grid.what}")
        for name, column in grid.columns.items():
            unit = f" (in {column.unit})" if column.unit and column.unit not in column.means else ""
            yield from _wrapped(f"{name}: {column.means}{unit}", "    ")
    yield from _headed("Sources")
    yield from _provenance(material)


def _provenance(material: Material) -> Iterator[str]:
    """Say where the figures come from and on what terms they travel."""
    stage = stage_in(material.record, STAGE)
    if stage is not None:
        yield from _wrapped(f"The final result is by: {stage.by}.")
    if material.archived:
        named = sources_of(material.folder.parent.parent, stage.sources) if stage else {}
        for key, source in named.items():
            yield from _wrapped(f"{key}: {source}", "  ")
        yield from _wrapped(
            "All sources stand in sources.csv; which figure comes from which is said by the columns called sources and "
            "by election.yaml, where it is also said what was not found and where sources disagree. A table without a "
            "column sources has its figures from the sources of the final result."
        )
        yield ""
        yield from _wrapped(
            f"The compilation is licensed under {LICENCE['title']} ({LICENCE['path']}). The figures are those of the "
            "offices named; what rights these reserve in their own publications isn't known here. Please cite the "
            "sources, and Hemicycle as CITATION.cff says."
        )
    else:
        yield from _wrapped(
            "The figures are those of the folder or table that was exported. Whose they are, and on what terms they "
            "may be passed on, isn't known to Hemicycle."
        )
        if material.facts_from:
            yield from _wrapped(
                "Names, kinds, alliances and numbers that the law asks for, which it lacked, are those that the "
                f"archive of Hemicycle holds of the same election, {material.facts_from}."
            )


def citation(material: Material) -> bytes:
    """Write how to cite an election of the archive (Citation File Format 1.2.0)."""
    title = material.title.replace("\\", "\\\\").replace('"', '\\"')
    return (
        "cff-version: 1.2.0\n"
        "message: Please cite this data set with the version of the law, and the sources in sources.csv.\n"
        f'title: "{title}: votes, law and seats ({material.law.id})"\n'
        "type: dataset\n"
        "authors:\n"
        "  - name: The Hemicycle contributors\n"
        f"version: {__version__}\n"
        f"license: {LICENCE['name']}\n"
        "keywords: [elections, electoral law, apportionment]\n"
    ).encode()


def _headed(title: str) -> tuple[str, ...]:
    return ("", title, "-" * len(title), "")


def _item(name: str, what: str) -> list[str]:
    return _wrapped(f"{name:<24} {what}", "  ", " " * 27)


def _wrapped(text: str, indent: str = "", later: str | None = None) -> list[str]:
    more = later if later is not None else indent + ("  " if indent else "")
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=more, break_long_words=False, break_on_hyphens=False
    )
