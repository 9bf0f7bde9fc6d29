"""Commands of the catalogue of laws."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import AsJson, app, law_app
from hemicycle.publish.terminal import as_json_text, print_for_people, print_table, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.law.document import Law


@app.command()
def laws(
    law: Annotated[str | None, typer.Argument(help="A law, such as kz-mazhilis: lists its versions.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the laws of the catalogue, or the versions of one of them.

    Example: `hemicycle laws kz-mazhilis`.
    """
    from hemicycle.law.catalogue import law_ids, versions
    from hemicycle.law.words import seats_in_short

    by_law = {each: versions(each) for each in ([law] if law else law_ids())}
    if as_json:
        rows = [
            {
                "law": version.law,
                "version": version.id,
                "title": version.title,
                "country": version.country,
                "chamber": version.chamber,
                "act": version.act,
                "from": version.in_force.start.isoformat(),
                "until": version.in_force.until.isoformat() if version.in_force.until else None,
                "used_from": version.used_from.isoformat() if version.used_from else None,
                "seats": version.seats if isinstance(version.seats, int) else seats_in_short(version),
            }
            for found in by_law.values()
            for version in found
        ]
        write(as_json_text(rows))
    elif law:
        print_table(
            ("Version", "Until", "Seats", "Act"),
            [
                (
                    each.id,
                    str(each.in_force.until or "now"),
                    seats_in_short(each),
                    each.act + (f" (used from {each.used_from})" if each.used_from else ""),
                )
                for each in by_law[law]
            ],
        )
    else:
        print_table(
            ("Law", "Chamber", "Seats", "Versions from"),
            [
                (
                    each,
                    f"{found[-1].chamber}, {found[-1].country}",
                    seats_in_short(found[-1]),
                    ", ".join(str(version.in_force.start.year) for version in found),
                )
                for each, found in by_law.items()
            ],
        )


@law_app.command("check")
def law_check(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A law document, or a folder of them.")],
    as_json: AsJson = False,
) -> None:
    """Check a law document and name every mistake with its line.

    Example: `hemicycle law check my-law.yaml`.
    """
    from dataclasses import asdict

    from hemicycle.law.catalogue import check_file
    from hemicycle.law.words import seats_in_short
    from hemicycle.outcome.numbers import plural

    try:
        found = check_file(path)
    except BadInput as error:
        if as_json:
            write(as_json_text({"mistakes": [asdict(mistake) for mistake in error.mistakes]}))
            raise typer.Exit(2) from None
        raise
    if as_json:
        write(as_json_text({"laws": [version.id for version in found], "mistakes": []}))
        return
    for version in found:
        steps = sum(len(tier.steps) for tier in version.tiers)
        tiers = plural(len(version.tiers), "tier")
        write(f"{version.id}: {seats_in_short(version)} seats, {tiers}, {plural(steps, 'step')}, no mistakes\n")


@law_app.command("show")
def law_show(
    law: Annotated[str, typer.Argument(metavar="LAW[@DATE]", help="A law; today's version without a date.")],
    as_json: AsJson = False,
) -> None:
    """Tell a law in plain words, article by article.

    Example: `hemicycle law show kz-mazhilis@2021-01-10`.
    """
    from dataclasses import asdict

    from hemicycle.law.words import tell

    version = _version(law)
    if as_json:
        write(as_json_text({"law": version.id, "clauses": [asdict(clause) for clause in tell(version)]}))
        return
    from hemicycle.publish.text.law import show_law

    print_for_people(lambda console: show_law(console, version))


@law_app.command("diff")
def law_diff(
    before: Annotated[str, typer.Argument(metavar="LAW@A", help="One version.")],
    after: Annotated[str, typer.Argument(metavar="LAW@B", help="Another version.")],
    as_json: AsJson = False,
) -> None:
    """Show what two versions of a law say differently.

    Example: `hemicycle law diff kz-mazhilis@2021-01-10 kz-mazhilis@2023-03-19`.
    """
    from dataclasses import asdict

    from hemicycle.law.diff import differences

    old, new = _version(before), _version(after)
    changes = differences(old, new)
    if as_json:
        write(as_json_text({"before": old.id, "after": new.id, "changes": [asdict(change) for change in changes]}))
        return
    from hemicycle.publish.text.law import show_changes

    print_for_people(lambda console: show_changes(console, old, new, changes))


@law_app.command("new")
def law_new(
    law: Annotated[str, typer.Argument(help="Its id: country and chamber, such as xx-council.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file for the document.")] = None,
) -> None:
    """Write the skeleton of a law document, with what to fill in explained in comments.

    Example: `hemicycle law new xx-council -o council.yaml`.
    """
    from hemicycle.law.skeleton import skeleton

    if output is not None and output.exists():
        raise BadInput(Mistake(str(output), "a file that exists", "a name for a new file"))
    write(skeleton(law), output)


@law_app.command("schema")
def law_schema() -> None:
    """Print the JSON Schema of law documents, for editors.

    Example: `hemicycle law schema > law.schema.json`.
    """
    from hemicycle.law.document import json_schema

    write(as_json_text(json_schema()))


def _version(name: str) -> Law:
    from hemicycle.law.catalogue import find_law

    return find_law(name, None if "@" in name else dt.datetime.now(tz=dt.UTC).date())
