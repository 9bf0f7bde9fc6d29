"""The command that says in figures whether there was a contest."""

from __future__ import annotations

from typing import Annotated

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.pictures import IntoPicture, write_picture
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, write


@app.command()
def contest(
    name: Annotated[str, typer.Argument(metavar="ELECTION", help="An election of the archive.")],
    stage: Annotated[str, typer.Option(help="A stage of the election.")] = "final",
    among: Annotated[
        bool | None,
        typer.Option(
            "--beside/--alone",
            help="Set each figure beside the archive's other elections, which takes a second or two. Text and picture "
            "do so unless told otherwise, JSON only if told.",
            show_default=False,
        ),
    ] = None,
    svg: IntoPicture = None,
    as_json: AsJson = False,
) -> None:
    """Tell in figures whether there was a contest: how many parties, how votes became seats, who can decide.

    Effective numbers of parties, disproportionality, wasted votes, thresholds, volatility, nationalisation, power; each
    with its formula and its source, beside other elections. None of them is a verdict. Example:
    `hemicycle contest kz-mazhilis-2021 --svg contest.svg`.
    """
    from hemicycle.elections.archive import read_election
    from hemicycle.scrutiny.contest import contest_of

    election = read_election(name)
    with progress("regions of possible results visited") as told:
        found = contest_of(election, stage, past=True, told=told)
    strips = {}
    if svg is not None or (not as_json if among is None else among):
        from hemicycle.scrutiny.beside import beside

        with progress("elections of the archive counted") as told:
            strips = beside(found, told)
    if svg is not None:
        from hemicycle.publish.pictures.contest import picture_of_contest
        from hemicycle.publish.pictures.sheet import About

        by = election.stage(stage).by
        about = About(
            election.title, found.basis.names, (f"Votes: {found.basis.stage} ({by}). Law: {election.law.id}",)
        )
        write_picture(picture_of_contest(about, found, strips), svg)
    if as_json:
        among_others = {"archive": {each: strip.as_json() for each, strip in strips.items()}} if strips else {}
        write(as_json_text(found.as_json() | among_others))
        return
    from hemicycle.publish.text.contest import show_contest

    print_for_people(lambda console: show_contest(console, found, strips))
