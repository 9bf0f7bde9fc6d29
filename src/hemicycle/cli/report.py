"""The command that writes the report on an election."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli.app import app
from hemicycle.publish.terminal import watching, write
from hemicycle.source.mistake import BadInput, Mistake


def _for_report(path: Path) -> Path:
    """Take a file for a report, before any work is done. Raises BadInput for one that can't become it."""
    if path.suffix.casefold() not in (".html", ".pdf"):
        raise BadInput(Mistake(str(path), "a file for a report", "a name ending in .html or .pdf"))
    if not path.parent.is_dir():
        raise BadInput(Mistake(str(path), "a folder that isn't there", "a file in a folder that exists"))
    return path


@app.command()
def report(
    source: Annotated[str, typer.Argument(metavar="ELECTION|FOLDER", help="An election of the archive, or your own.")],
    output: Annotated[Path, typer.Option("-o", "--output", callback=_for_report, help="A file for it, .html or .pdf.")],
    stage: Annotated[
        str | None, typer.Option(help="A stage of its result; the final or latest one without it.")
    ] = None,
    lang: Annotated[str, typer.Option(help="en, ru or kk.")] = "en",
    law: Annotated[str | None, typer.Option(help="For a folder: a law such as kz-mazhilis, or a document.")] = None,
    date: Annotated[str | None, typer.Option(help="For a folder: the day of the election, YYYY-MM-DD.")] = None,
) -> None:
    """Write all that is known of an election as one file: seats, law, margins, what if, contest, findings, sources.

    The HTML file asks for nothing else, and its slider needs no server. Example:
    `hemicycle report kz-mazhilis-2021 -o mazhilis.html --lang kk`, or
    `hemicycle report kz-mazhilis-2021 --stage preliminary -o mazhilis.pdf`.
    """
    from hemicycle.cli.elections import is_path
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.folder import own_election
    from hemicycle.law.catalogue import read_date
    from hemicycle.publish.account import account_of
    from hemicycle.publish.language.language import language
    from hemicycle.publish.pages.report import report_html, report_pdf

    spoken = language(lang)
    if is_path(source):
        if Path(source).is_file():
            raise BadInput(Mistake(source, "a file", "the folder that its votes.csv stands in, or an election's name"))
        election = own_election(Path(source), law, read_date("--date", date) if date is not None else None)
    elif law or date:
        raise BadInput(Mistake("--law" if law else "--date", f"{source}, which has its own", "neither, or a folder"))
    else:
        election = read_election(source)
    account = account_of(election, stage)
    with watching("setting the report"):
        pages = output.suffix.casefold() == ".pdf"
        made = report_pdf(account, spoken) if pages else report_html(account, spoken)
    write(made, output)
