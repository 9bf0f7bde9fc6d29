"""The command and its groups, and what all of its parts share."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="An electoral system that runs: from the law and the votes to every seat, with its article.",
)
law_app = typer.Typer(no_args_is_help=True, help="Electoral laws as dated documents.")
returns_app = typer.Typer(
    no_args_is_help=True, help="Polling stations' returns as files: what is in them, and their forms."
)
synthesize_app = typer.Typer(no_args_is_help=True, help="Made-up data for demonstrations and tests.")
lists_app = typer.Typer(no_args_is_help=True, help="Lists of candidates before the vote.")
members_app = typer.Typer(no_args_is_help=True, help="Members: who may follow, quotas, terms side by side.")
app.add_typer(law_app, name="law")
app.add_typer(lists_app, name="lists")
app.add_typer(members_app, name="members")
app.add_typer(returns_app, name="returns")
app.add_typer(synthesize_app, name="synthesize")

EXIT_STATUS = {"decided": 0, "lots needed": 3, "undetermined": 4}

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
