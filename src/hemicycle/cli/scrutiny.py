"""The commands of scrutiny: of an election, and of returns by one test each."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from hemicycle.cli.app import AsJson, app
from hemicycle.publish.terminal import as_json_text, write


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


@scrutiny_app.command()
def overview(
    source: Annotated[str, typer.Argument(metavar="ELECTION|RETURNS", help="An election, or a file of returns.")],
    as_json: AsJson = False,
) -> None:
    """Tell all that can be said of an election or of returns, what can't, and why.

    Example: `hemicycle scrutiny kz-mazhilis-2021`.
    """
    if as_json:
        write(as_json_text({"source": source}))
