"""The command that writes an election as open data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.elections import is_path
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rich.console import Console


@app.command()
def export(
    source: Annotated[
        str | None, typer.Argument(metavar="ELECTION|FOLDER|VOTES.csv", help="What to write.", show_default=False)
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="The folder to write.")] = None,
    only: Annotated[
        str | None, typer.Option(help="Some forms, between commas: csv, parquet, json, nist, eml, popolo.")
    ] = None,
    law: Annotated[str | None, typer.Option(help="A law such as kz-mazhilis, or a document, for a folder.")] = None,
    date: Annotated[str | None, typer.Option(help="The day of the election of a folder, YYYY-MM-DD.")] = None,
    facts: Annotated[Path | None, typer.Option(help="An election.yaml with facts of this election.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the folder, whatever is in it.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of election.json.")] = False,
    as_json: AsJson = False,
    encoding: Annotated[str | None, typer.Option(help="Encoding of the files; UTF-8 without it.")] = None,
    separator: Annotated[str | None, typer.Option(help="What separates columns; commas without it.")] = None,
) -> None:
    """Write an election as a folder of open data: tables, documents, its law, what each file means, and sums.

    `hemicycle elect DIR` counts the folder again, with nothing else.
    Example: `hemicycle export kz-mazhilis-2021 --to kz-2021`, or
    `hemicycle export my-folder --law kz-mazhilis --date 2021-01-10 --to mine --only csv,json`.
    """
    if schema:
        from hemicycle.publish.export.schema import json_schema

        write(as_json_text(json_schema()))
        return
    if source is None or to is None:
        found = "no election to write" if source is None else "no folder to write to"
        raise BadInput(Mistake("hemicycle export", found, "an election and a folder: ELECTION --to DIR"))
    from hemicycle.count.files import Reading
    from hemicycle.law.catalogue import read_date
    from hemicycle.publish.export.export import chosen_forms
    from hemicycle.publish.export.export import export as written
    from hemicycle.publish.export.material import of_archive, of_files
    from hemicycle.publish.export.written import check_place, write_folder

    forms = chosen_forms(only)
    check_place(to, replace=replace)
    day = read_date("--date", date) if date is not None else None
    if is_path(source):
        material = of_files(Path(source), law, day, facts, Reading(encoding, separator or ","))
    elif law or date or facts:
        expected = "them for a folder; an election of the archive goes out with its own"
        raise BadInput(Mistake(source, "--law, --date or --facts for an election of the archive", expected))
    else:
        material = of_archive(source)
    if material.facts_from:
        note = f"alliances, kinds and numbers of this election as in {material.facts_from}"
        print(f"hemicycle: {note}", file=sys.stderr)
    with progress("files written") as told:
        made = written(material, forms, told)
    write_folder(to, made.files, replace=replace)
    if as_json:
        write(as_json_text(made.manifest))
    else:
        print_for_people(lambda console: _show(console, made.manifest, to))


def _show(console: Console, manifest: Mapping[str, Any], to: Path) -> None:
    """Tell what was written, and what was not."""
    from rich.table import Table

    console.print(f"{manifest['title']}\nlaw: {manifest['law']}\n{len(manifest['files']) + 2:,} files: {to}\n")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("File", no_wrap=True)
    table.add_column("Bytes", justify="right")
    table.add_column("What")
    for each in manifest["files"]:
        table.add_row(each["file"], f"{each['bytes']:,}", each["what"])
    console.print(table)
    for each in manifest["left_out"]:
        console.print(f"Not written: {each}.")
    console.print("\nREADME.txt says what each column means.")
    names = {each["file"] for each in manifest["files"]}
    whole = to if "election.yaml" in names else to / "election.json" if "election.json" in names else None
    if whole is not None:
        console.print(f"To count it again: hemicycle elect {whole}")
