"""The command `hemicycle`."""

from __future__ import annotations

import sys
from typing import NoReturn

from hemicycle.cli import (
    audit,
    checks,
    contest,
    elections,
    exchange,
    laws,
    lists,
    members,
    nowcast,
    pictures,
    quick_count,
    returns,
    scenarios,
    scrutiny,
    scrutiny_protocols,
    scrutiny_rounding,
    scrutiny_turnout,
    simulation,
)
from hemicycle.cli.app import app
from hemicycle.source.mistake import BadInput

__all__ = [
    "app",
    "audit",
    "checks",
    "contest",
    "elections",
    "exchange",
    "laws",
    "lists",
    "main",
    "members",
    "nowcast",
    "pictures",
    "quick_count",
    "returns",
    "scenarios",
    "scrutiny",
    "scrutiny_protocols",
    "scrutiny_rounding",
    "scrutiny_turnout",
    "simulation",
]


def main() -> NoReturn:
    """Run the command; every mistake of the input is one clear message and exit status 2."""
    try:
        app(standalone_mode=True)
    except BadInput as error:
        print(f"hemicycle: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)
