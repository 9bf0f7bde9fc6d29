"""Commands that turn votes into seats, and those of the archive."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import EXIT_STATUS, AsJson, app
from hemicycle.cli.returns import AsOf, ByProfile, Register, holds_returns, read
from hemicycle.publish.terminal import as_json_text, print_for_people, print_table, progress, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.elections.archive import Election
    from hemicycle.publish.shown import Shown


@app.command()
def elect(
    source: Annotated[str, typer.Argument(metavar="ELECTION|FOLDER|VOTES.csv", help="What to count.")],
    law: Annotated[str | None, typer.Option(help="A law such as kz-mazhilis, or a document.")] = None,
    date: Annotated[str | None, typer.Option(help="The day whose version of the law counts, YYYY-MM-DD.")] = None,
    stage: Annotated[str, typer.Option(help="A stage of an election in the archive.")] = "final",
    facts: Annotated[Path | None, typer.Option(help="An election.yaml with facts of this election.")] = None,
    district: Annotated[str | None, typer.Option(help="Show one district with all its figures.")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="Show only how the seats follow, step by step.")] = False,
    as_json: AsJson = False,
    form: Annotated[str | None, typer.Option("--format", help="csv, parquet, xlsx or eml.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file for the result.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding of the files; UTF-8 without it.")] = None,
    separator: Annotated[str | None, typer.Option(help="What separates columns; commas without it.")] = None,
    profile: ByProfile = None,
    as_of: AsOf = None,
    stations: Register = None,
) -> None:
    """Turn votes into seats, each with its article; also straight from the returns of polling stations.

    Example: `hemicycle elect kz-mazhilis-2021`, or
    `hemicycle elect votes.csv --law kz-mazhilis --date 2021-01-10 --json`, or
    `hemicycle elect returns.parquet --law kz-mazhilis --date 2021-01-10`.
    """
    from hemicycle.count.files import Reading
    from hemicycle.law.catalogue import read_date
    from hemicycle.publish.shown import from_archive, from_document, from_files, from_returns

    if form not in (None, "csv", "parquet", "xlsx", "eml"):
        raise BadInput(Mistake("--format", repr(form), "csv or parquet or xlsx or eml"))
    day = read_date("--date", date) if date is not None else None
    if separator is not None and len(separator) != 1:
        raise BadInput(Mistake("--separator", repr(separator), "one character, such as ';'"))
    path = Path(source)
    if holds_election(source):
        if facts or stage != "final":
            found = "--facts or --stage with a whole election"
            raise BadInput(Mistake(source, found, "neither; its folder takes both"))
        shown = from_document(path, law, day)
    elif profile or as_of or stations or holds_returns(source):
        returns = read(source, profile, encoding, separator, moment=as_of, register=stations)
        shown = from_returns(returns, law, day, facts)
    elif is_path(source):
        shown = from_files(path, law, day, facts, stage, Reading(encoding, separator or ","))
    else:
        shown = from_archive(source, law, day, stage, facts)
    if shown.outcome.missing:
        what = "; ".join(shown.outcome.missing)
        raise BadInput(Mistake(source, what, "it, in a table of the folder or among the facts of the election"))
    _give(shown, as_json=as_json, form=form, output=output, district=district, trace=trace)
    raise typer.Exit(EXIT_STATUS[shown.outcome.status])


def is_path(source: str) -> bool:
    """Tell whether a source is a file or a folder rather than the id of an election."""
    if os.sep in source or source.casefold().endswith(".csv"):
        return True
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False


def _give(
    shown: Shown, *, as_json: bool, form: str | None, output: Path | None, district: str | None, trace: bool
) -> None:
    """Write an outcome the way that was asked for."""
    if form:
        from hemicycle.publish.tables import as_table, seats_table

        if shown.outcome.certain is False:
            found = f"seats that aren't certain, {len(shown.outcome.alternatives)} allocations of them"
            raise BadInput(Mistake(f"--format {form}", found, "--json, which lists them all"))
        if form not in ("csv", "eml") and output is None and sys.stdout.isatty():
            raise BadInput(Mistake(f"--format {form}", "a terminal", f"a file: -o seats.{form}, or a pipe"))
        write(_result(shown) if form == "eml" else as_table(seats_table(shown.outcome.rows), form), output)
    elif as_json:
        write(as_json_text(shown.outcome.as_json()), output)
    else:
        from hemicycle.publish.text.outcome import show, show_district, show_trace

        if district is not None:
            print_for_people(lambda console: show_district(console, shown, district), output)
        else:
            print_for_people(lambda console: (show_trace if trace else show)(console, shown), output)


def _result(shown: Shown) -> bytes:
    """Write an outcome as an EML 520, and say what it can't carry."""
    from hemicycle.publish.elected import elected_in
    from hemicycle.returns.exchange.eml_result import write_result

    outcome = shown.outcome
    about = {"election": outcome.election, "title": shown.title, "date": str(shown.day or "")}
    print("hemicycle: this format can't carry: numbers of seats, votes, the steps of the law", file=sys.stderr)
    lists = elected_in(outcome, shown.votes, shown.law)
    return write_result(lists, {name: text for name, text in about.items() if text})


def holds_election(source: str) -> bool:
    """Tell a whole election as one JSON document, as `hemicycle export` writes it, from other sources."""
    if not source.casefold().endswith(".json"):
        return False
    from hemicycle.publish.export.document import holds_election_json

    return holds_election_json(source)


@app.command()
def elections(
    name: Annotated[
        str | None, typer.Argument(metavar="[ELECTION]", help="One election, with all known of it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the elections of the archive, or tell what it knows of one, with its sources.

    Example: `hemicycle elections`, or `hemicycle elections kz-mazhilis-2021`.
    """
    from hemicycle.elections.archive import election_ids, read_election

    if name is not None:
        _tell_election(read_election(name), as_json=as_json)
        return
    found = [read_election(name) for name in election_ids()]
    if as_json:
        write(
            as_json_text(
                [
                    {
                        "election": election.id,
                        "title": election.title,
                        "date": election.date.isoformat(),
                        "law": election.law.id,
                        "stages": election.stages,
                    }
                    for election in found
                ]
            )
        )
        return
    print_table(
        ("Election", "Date", "Law as of", "Stages"),
        [
            (election.id, str(election.date), str(election.law.in_force.start), "\n".join(election.stages))
            for election in found
        ],
    )


def _tell_election(election: Election, *, as_json: bool) -> None:
    """Tell what the archive knows of one election."""
    if as_json:
        from hemicycle.source.documents import read_document

        tree = read_document(election.folder / "election.yaml").tree
        write(as_json_text(tree | {"findings": [finding.as_json() for finding in election.findings]}))
        return
    from hemicycle.publish.text.record import show_record

    print_for_people(lambda console: show_record(console, election))


@app.command()
def verify(
    elections: Annotated[list[str] | None, typer.Argument(help="Elections of the archive; all without any.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count every election of the archive again, and list what differs from the official seats.

    Exit status 1 if a difference has no reason. Example: `hemicycle verify`.
    """
    from hemicycle.elections.archive import election_ids, read_election
    from hemicycle.elections.verify import verify as count_again

    found = []
    with progress("elections counted again") as told:
        for number, name in enumerate(elections or election_ids(), 1):
            found.append(count_again(read_election(name)))
            told(number)
    if as_json:
        write(as_json_text([each.as_json() for each in found]))
    else:
        from hemicycle.publish.text.verify import show_verified

        print_for_people(lambda console: show_verified(console, found))
    raise typer.Exit(1 if any(each.unexplained for each in found) else 0)


@app.command()
def compare(
    before: Annotated[str, typer.Argument(help="The earlier election.")],
    after: Annotated[str, typer.Argument(help="The later election.")],
    as_json: AsJson = False,
) -> None:
    """Set two terms side by side: votes and seats by party lineage, and volatility.

    Example: `hemicycle compare kz-mazhilis-2016 kz-mazhilis-2021`.
    """
    from hemicycle.elections.compare import compare_elections
    from hemicycle.publish.text.compare import show_comparison

    comparison = compare_elections(before, after)
    if as_json:
        write(as_json_text(comparison.as_json()))
    else:
        print_for_people(lambda console: show_comparison(console, comparison))
