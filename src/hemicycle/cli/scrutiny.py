"""The commands of scrutiny: of an election, and of returns by one test each."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.elections import is_path
from hemicycle.cli.returns import ByProfile, InEncoding, Output, Separated, holds_returns, read
from hemicycle.publish.terminal import as_json_text, print_for_people, watching, write
from hemicycle.source.mistake import BadInput, Mistake


class _WithOverview(TyperGroup):
    """A group whose first word may also be an election or a file: then everything that can be said of it is told."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["overview", *args]
        return super().resolve_command(ctx, args)


scrutiny_app = typer.Typer(
    cls=_WithOverview,
    no_args_is_help=True,
    help="What can be said of an election or of returns, and what can't: `hemicycle scrutiny kz-mazhilis-2021`.",
)
app.add_typer(scrutiny_app, name="scrutiny")

Leader = Annotated[
    str | None, typer.Option("--leader", help="The list that tests look at; the one with the most votes without it.")
]


@scrutiny_app.command()
def overview(
    source: Annotated[str, typer.Argument(metavar="ELECTION|RETURNS", help="An election, or a file of returns.")],
    profile: ByProfile = None,
    leader: Leader = None,
    as_json: AsJson = False,
    output: Output = None,
    encoding: InEncoding = None,
    separator: Separated = None,
) -> None:
    """Tell all that can be said of an election or of returns, what can't, and why.

    Example: `hemicycle scrutiny kz-mazhilis-2021`, or `hemicycle scrutiny returns.csv --leader A`.
    """
    if profile or is_path(source) or holds_returns(source):
        _overview_of_returns(source, profile, leader, encoding, separator, as_json=as_json, output=output)
        return
    from hemicycle.elections.archive import read_election
    from hemicycle.scrutiny.overview import Overview

    if leader is not None:
        raise BadInput(Mistake("--leader", "an election of the archive", "a file of returns"))
    found = Overview(read_election(source))
    if as_json:
        write(as_json_text(found.as_json()), output)
    else:
        from hemicycle.publish.text.scrutiny import show_overview

        print_for_people(lambda console: show_overview(console, found), output)


def _overview_of_returns(
    source: str,
    profile: str | None,
    leader: str | None,
    encoding: str | None,
    separator: str | None,
    *,
    as_json: bool,
    output: Any,
) -> None:
    from hemicycle.scrutiny.possible import look_at

    returns = read(source, profile, encoding, separator)
    with watching("checking") as watch:
        watch(returns.progress)
        looked = look_at(returns, source, profile, leader)
    if as_json:
        write(as_json_text(looked.as_json()), output)
    else:
        from hemicycle.publish.text.scrutiny import show_looked_at

        print_for_people(lambda console: show_looked_at(console, looked), output)


@app.command("findings")
def findings(
    name: Annotated[
        str, typer.Argument(metavar="CHAMBER|ELECTION", help="Such as kz-mazhilis, or one election of it.")
    ],
    area: Annotated[str | None, typer.Option(help="One area alone, such as tabulation.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what observers found at the elections of a chamber: by area, bodies side by side, each as its own.

    Example: `hemicycle findings kz-mazhilis --area overall`, or `hemicycle findings kz-mazhilis-2021`.
    """
    from hemicycle.elections.archive import sources_of
    from hemicycle.elections.findings import AREAS, find_ledger
    from hemicycle.source.mistake import nearest

    if area is not None and area not in AREAS:
        raise BadInput(Mistake("--area", repr(area), nearest(area, AREAS)))
    country, ledger = find_ledger(name)
    kept = {election: tuple(each for each in found if area in (None, each.area)) for election, found in ledger.items()}
    keys = dict.fromkeys(key for found in kept.values() for each in found for key in each.sources)
    sources = sources_of(country, keys)
    if as_json:
        told = {election: [each.as_json() for each in found] for election, found in kept.items()}
        write(as_json_text({"findings": told, "sources": sources}))
    else:
        from hemicycle.publish.text.findings import show_ledger

        print_for_people(lambda console: show_ledger(console, kept, sources))
