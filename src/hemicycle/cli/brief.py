"""The command that tells an election in a few sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.publish.terminal import as_json_text, progress, write


@app.command()
def brief(
    name: Annotated[str, typer.Argument(metavar="ELECTION", help="An election of the archive, or a folder of yours.")],
    stage: Annotated[str | None, typer.Option(help="A stage of the result; the final one without it.")] = None,
    lang: Annotated[str, typer.Option(help="The language: en, ru, kk.")] = "en",
    with_records: Annotated[
        bool, typer.Option("--sources", help="Below each sentence the records behind it, and their sources.")
    ] = False,
    law: Annotated[str | None, typer.Option(help="The law, for a folder that doesn't name it.")] = None,
    date: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD, for a folder that doesn't name it.")] = None,
    as_json: AsJson = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file for the text.")] = None,
) -> None:
    """Tell an election in 200 to 300 words: the result, what the law makes of it, what was before and around it.

    Every sentence is tied to its data, and what isn't known isn't told. Example:
    `hemicycle brief kz-mazhilis-2021 --stage preliminary --lang kk --sources`.
    """
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.folder import own_election
    from hemicycle.law.catalogue import read_date
    from hemicycle.publish.account import account_of
    from hemicycle.publish.brief import brief_of
    from hemicycle.publish.language.language import language
    from hemicycle.publish.text.brief import as_text, with_sources
    from hemicycle.source.mistake import BadInput, Mistake

    spoken = language(lang)
    if Path(name).is_dir():
        election = own_election(Path(name), law, read_date("--date", date) if date else None)
    elif law or date:
        raise BadInput(Mistake("--law, --date", "a law or a day for an election of the archive", "a folder of yours"))
    else:
        election = read_election(name)
    with progress("regions of possible results visited") as told:
        account = account_of(election, stage, told)
        found = brief_of(account, spoken)
    if as_json:
        write(as_json_text(found.as_json()), output)
    else:
        write(with_sources(found) if with_records else as_text(found), output)
