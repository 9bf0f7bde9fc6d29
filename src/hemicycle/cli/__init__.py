"""The command `hemicycle`."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import NoReturn

import typer

from hemicycle.cli.app import app
from hemicycle.source.mistake import BadInput

__all__ = ["main", "whole_app"]

# Which file has which commands, so that a command starts without waiting for all the others.
COMMANDS = {
    "checks": ("check", "returns", "synthesize"),
    "elections": ("compare", "elect", "elections", "verify"),
    "exchange": ("returns",),
    "export": ("export",),
    "laws": ("law", "laws"),
    "lists": ("lists",),
    "members": ("chamber", "members", "party"),
    "nowcast": ("nowcast",),
    "picture": ("picture",),
    "pictures": ("ternary",),
    "returns": ("history", "outstanding", "tally"),
    "scenarios": ("bounds", "distance", "sweep", "what-if"),
    "simulation": ("simulate",),
    "contest": ("contest",),
    "scrutiny": ("findings", "scrutiny"),
    "scrutiny_protocols": ("scrutiny",),
    "scrutiny_rounding": ("scrutiny",),
    "scrutiny_turnout": ("scrutiny",),
    "quick_count": ("quick-count",),
    "audit": ("audit",),
    "serve": ("serve", "site"),
    "report": ("report",),
    "brief": ("brief",),
}


def whole_app() -> typer.Typer:
    """Give the command with all its parts."""
    for file in COMMANDS:
        import_module(f"hemicycle.cli.{file}")
    return app


def main() -> NoReturn:
    """Run the command; every mistake of the input is one clear message and exit status 2."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    files = [file for file, words in COMMANDS.items() if word in words]
    for file in files or COMMANDS:
        import_module(f"hemicycle.cli.{file}")
    try:
        app(standalone_mode=True)
    except BadInput as error:
        print(f"hemicycle: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)
