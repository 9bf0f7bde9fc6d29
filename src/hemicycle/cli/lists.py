"""The command that checks lists of candidates before the vote."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli.app import AsJson, lists_app
from hemicycle.cli.elections import is_path
from hemicycle.publish.terminal import as_json_text, print_for_people, write
from hemicycle.source.mistake import BadInput, Mistake


@lists_app.callback()
def _lists() -> None:
    """Keep `check` a command of its own."""


@lists_app.command()
def check(
    source: Annotated[str, typer.Argument(metavar="FILE|ELECTION", help="A table of candidates, or of numbers.")],
    law: Annotated[str | None, typer.Option(help="A law such as kz-mazhilis, or a document.")] = None,
    date: Annotated[str | None, typer.Option(help="The day of the election, YYYY-MM-DD.")] = None,
    seats: Annotated[int | None, typer.Option(min=1, help="Seats, where the law doesn't fix them.")] = None,
    registered: Annotated[str | None, typer.Option(help="The day of registration: who left before isn't on.")] = None,
    previous: Annotated[str | None, typer.Option(help="The last election, for the deposit.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check lists by the law's rules: length, order, quota, ages, deposit, lists that fall.

    FILE has a row for each candidate (party, candidate, position, born, gender, ...), or, where only numbers
    are known, a row for each list (party, candidates, quota_group, gone). Exit status 1 if a rule is broken.
    Example: `hemicycle lists check candidates.csv --law kz-mazhilis --date 2021-01-10`.
    """
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.registration import check_archived, check_table
    from hemicycle.law.catalogue import find_law, read_date
    from hemicycle.publish.text.lists import show_checks

    if not is_path(source):
        election = read_election(source)
        version = find_law(law, election.date) if law else election.law
        checks = check_archived(election, version)
        day, names = election.date, election.record.as_facts().names
    else:
        if law is None or date is None:
            expected = "--law, such as --law kz-mazhilis, and --date"
            raise BadInput(Mistake(source, "lists without a law or the day of the election", expected))
        day, names = read_date("--date", date), {}
        version = find_law(law, day)
        checks, unused = check_table(
            Path(source),
            version,
            day,
            seats=seats,
            registered=read_date("--registered", registered) if registered else None,
            previous=read_election(previous) if previous else None,
        )
        if unused:
            print(f"hemicycle: no rule of {version.id} reads the columns {', '.join(unused)}", file=sys.stderr)
    broken = any(each.verdict == "broken" for each in checks)
    if as_json:
        plain = {"law": version.id, "date": day.isoformat(), "kept": not broken}
        write(as_json_text({**plain, "checks": [each.as_json() for each in checks]}))
    else:
        print_for_people(lambda console: show_checks(console, checks, version, day, names))
    raise typer.Exit(1 if broken else 0)
