"""The command `hemicycle`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from hemicycle.publish.terminal import as_json_text, print_for_people, print_table, progress, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.count.files import Reading
    from hemicycle.count.votes import PartlyKnown, Votes
    from hemicycle.elections.archive import Election
    from hemicycle.law.document import Law
    from hemicycle.outcome.facts import Facts
    from hemicycle.publish.text import Shown

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="An electoral system that runs: from the law and the votes to every seat, with its article.",
)
law_app = typer.Typer(no_args_is_help=True, help="Electoral laws as dated documents.")
app.add_typer(law_app, name="law")

EXIT_STATUS = {"decided": 0, "lots needed": 3, "undetermined": 4}

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


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
    form: Annotated[str | None, typer.Option("--format", help="csv or parquet: the seats as a table.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file for the result.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding of the files; UTF-8 without it.")] = None,
    separator: Annotated[str, typer.Option(help="What separates columns.")] = ",",
) -> None:
    """Turn votes into seats, each with its article.

    Example: `hemicycle elect kz-mazhilis-2021`, or
    `hemicycle elect votes.csv --law kz-mazhilis --date 2021-01-10 --json`.
    """
    from hemicycle.count.files import Reading
    from hemicycle.law.catalogue import read_date

    if form not in (None, "csv", "parquet"):
        raise BadInput(Mistake("--format", repr(form), "csv or parquet"))
    day = read_date("--date", date) if date is not None else None
    if not separator or len(separator) > 1:
        raise BadInput(Mistake("--separator", repr(separator), "one character, such as ';'"))
    path = Path(source)
    if _is_path(source):
        shown = _from_files(path, law, day, facts, stage, Reading(encoding, separator))
    else:
        shown = _from_archive(source, law, day, stage, facts)
    if shown.outcome.missing:
        what = "; ".join(shown.outcome.missing)
        raise BadInput(Mistake(source, what, "it, in a table of the folder or among the facts of the election"))
    _give(shown, as_json=as_json, form=form, output=output, district=district, trace=trace)
    raise typer.Exit(EXIT_STATUS[shown.outcome.status])


def _is_path(source: str) -> bool:
    """Tell whether a source is a file or a folder rather than the id of an election."""
    if os.sep in source or source.casefold().endswith(".csv"):
        return True
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False


def _from_archive(name: str, law: str | None, day: dt.date | None, stage: str, facts: Path | None) -> Shown:
    """Count an election of the archive."""
    from hemicycle.elections.archive import read_election
    from hemicycle.law.catalogue import find_law
    from hemicycle.outcome.numbers import day as spelled_day
    from hemicycle.publish.text import Shown

    if facts is not None:
        raise BadInput(Mistake("--facts", "facts for an election of the archive", "facts for a folder or a file"))
    election = read_election(name)
    version = find_law(law or election.record.law, day or election.date) if law or day else election.law
    found = election.stage(stage)
    with progress("regions of possible results visited") as told:
        outcome = election.elect(found.stage, version, told)
    final = election.elect("final", version) if found.stage != "final" and "final" in election.stages else None
    when = f", {spelled_day(found.on)}" if found.on else ""
    return Shown(
        outcome,
        version,
        election.votes(found.stage),
        election.title,
        stage=f"{found.stage.replace('-', ' ')} ({found.by}{when})",
        beside=final,
        remarks=(found.note,) if found.note else (),
        sources=election.sources(found.sources),
    )


def _from_files(
    path: Path, law: str | None, day: dt.date | None, facts: Path | None, stage: str, reading: Reading
) -> Shown:
    """Count a folder or a table of votes."""
    from hemicycle.count.files import read_folder, read_stage, read_votes
    from hemicycle.law.catalogue import find_law
    from hemicycle.outcome.seats import seats_from
    from hemicycle.publish.text import Shown

    if law is None:
        raise BadInput(Mistake(str(path), "votes without a law", "--law, such as --law kz-mazhilis"))
    version = find_law(law, day)
    is_folder = path.is_dir()
    if is_folder:
        votes = read_folder(path, reading) if stage == "final" else read_stage(path, stage, reading)
    else:
        votes = read_votes(path, reading)
    beside = path / "election.yaml" if is_folder else None
    known = _facts(facts or (beside if beside and beside.is_file() else None))
    if known is None:
        known = _facts_at_hand(version, day, votes)
    name = path.name if is_folder else path.stem
    with progress("regions of possible results visited") as told:
        outcome = seats_from(version, votes, known, election=name, stage=stage, told=told)
    return Shown(outcome, version, votes, str(path))


def _facts(path: Path | None) -> Facts | None:
    """Read the facts of an election from an election.yaml."""
    if path is None:
        return None
    from hemicycle.elections.record import Record
    from hemicycle.source.documents import read_document
    from hemicycle.source.schema import validate

    return validate(Record, read_document(path)).as_facts()


def _facts_at_hand(law: Law, day: dt.date | None, votes: Votes | PartlyKnown) -> Facts:
    """Take the facts that the archive holds of this very election: law, day and lists; none without it."""
    from hemicycle.count.votes import Votes
    from hemicycle.elections.archive import facts_of
    from hemicycle.outcome.facts import NO_FACTS

    if day is None or not isinstance(votes, Votes):
        return NO_FACTS
    found = facts_of(law.law, day, votes.by_list())
    if found is None or found[1] == NO_FACTS:
        return NO_FACTS
    print(f"hemicycle: alliances, kinds and numbers of this election as in {found[0]}", file=sys.stderr)
    return found[1]


def _give(
    shown: Shown, *, as_json: bool, form: str | None, output: Path | None, district: str | None, trace: bool
) -> None:
    """Write an outcome the way that was asked for."""
    if form:
        from hemicycle.publish.tables import as_csv, as_parquet

        if shown.outcome.certain is False:
            found = f"seats that aren't certain, {len(shown.outcome.alternatives)} allocations of them"
            raise BadInput(Mistake(f"--format {form}", found, "--json, which lists them all"))
        if form == "parquet" and output is None and sys.stdout.isatty():
            raise BadInput(Mistake("--format parquet", "a terminal", "a file: -o seats.parquet, or a pipe"))
        rows = shown.outcome.rows
        write(as_csv(rows) if form == "csv" else as_parquet(rows), output)
    elif as_json:
        write(as_json_text(shown.outcome.as_json()), output)
    else:
        from hemicycle.publish.text import show, show_district, show_trace

        if district is not None:
            print_for_people(lambda console: show_district(console, shown, district), output)
        else:
            print_for_people(lambda console: (show_trace if trace else show)(console, shown), output)


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

        write(as_json_text(read_document(election.folder / "election.yaml").tree))
        return
    from hemicycle.publish.record_text import show_record

    print_for_people(lambda console: show_record(console, election))


@app.command()
def laws(
    law: Annotated[str | None, typer.Argument(help="A law, such as kz-mazhilis: lists its versions.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the laws of the catalogue, or the versions of one of them.

    Example: `hemicycle laws kz-mazhilis`.
    """
    from hemicycle.law.catalogue import law_ids, versions
    from hemicycle.law.words import seats_in_short

    by_law = {each: versions(each) for each in ([law] if law else law_ids())}
    if as_json:
        rows = [
            {
                "law": version.law,
                "version": version.id,
                "title": version.title,
                "country": version.country,
                "chamber": version.chamber,
                "act": version.act,
                "from": version.in_force.start.isoformat(),
                "until": version.in_force.until.isoformat() if version.in_force.until else None,
                "used_from": version.used_from.isoformat() if version.used_from else None,
                "seats": version.seats if isinstance(version.seats, int) else seats_in_short(version),
            }
            for found in by_law.values()
            for version in found
        ]
        write(as_json_text(rows))
    elif law:
        print_table(
            ("Version", "Until", "Seats", "Act"),
            [
                (
                    each.id,
                    str(each.in_force.until or "now"),
                    seats_in_short(each),
                    each.act + (f" (used from {each.used_from})" if each.used_from else ""),
                )
                for each in by_law[law]
            ],
        )
    else:
        print_table(
            ("Law", "Chamber", "Seats", "Versions from"),
            [
                (
                    each,
                    f"{found[-1].chamber}, {found[-1].country}",
                    seats_in_short(found[-1]),
                    ", ".join(str(version.in_force.start.year) for version in found),
                )
                for each, found in by_law.items()
            ],
        )


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
        from hemicycle.publish.verify_text import show_verified

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
    from hemicycle.publish.compare_text import show_comparison

    comparison = compare_elections(before, after)
    if as_json:
        write(as_json_text(comparison.as_json()))
    else:
        print_for_people(lambda console: show_comparison(console, comparison))


@law_app.command("check")
def law_check(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A law document, or a folder of them.")],
    as_json: AsJson = False,
) -> None:
    """Check a law document and name every mistake with its line.

    Example: `hemicycle law check my-law.yaml`.
    """
    from dataclasses import asdict

    from hemicycle.law.catalogue import check_file
    from hemicycle.law.words import seats_in_short
    from hemicycle.outcome.numbers import plural

    try:
        found = check_file(path)
    except BadInput as error:
        if as_json:
            write(as_json_text({"mistakes": [asdict(mistake) for mistake in error.mistakes]}))
            raise typer.Exit(2) from None
        raise
    if as_json:
        write(as_json_text({"laws": [version.id for version in found], "mistakes": []}))
        return
    for version in found:
        steps = sum(len(tier.steps) for tier in version.tiers)
        tiers = plural(len(version.tiers), "tier")
        write(f"{version.id}: {seats_in_short(version)} seats, {tiers}, {plural(steps, 'step')}, no mistakes\n")


@law_app.command("show")
def law_show(
    law: Annotated[str, typer.Argument(metavar="LAW[@DATE]", help="A law; today's version without a date.")],
    as_json: AsJson = False,
) -> None:
    """Tell a law in plain words, article by article.

    Example: `hemicycle law show kz-mazhilis@2021-01-10`.
    """
    from dataclasses import asdict

    from hemicycle.law.words import tell

    version = _version(law)
    if as_json:
        write(as_json_text({"law": version.id, "clauses": [asdict(clause) for clause in tell(version)]}))
        return
    from hemicycle.publish.law_text import show_law

    print_for_people(lambda console: show_law(console, version))


@law_app.command("diff")
def law_diff(
    before: Annotated[str, typer.Argument(metavar="LAW@A", help="One version.")],
    after: Annotated[str, typer.Argument(metavar="LAW@B", help="Another version.")],
    as_json: AsJson = False,
) -> None:
    """Show what two versions of a law say differently.

    Example: `hemicycle law diff kz-mazhilis@2021-01-10 kz-mazhilis@2023-03-19`.
    """
    from dataclasses import asdict

    from hemicycle.law.diff import differences

    old, new = _version(before), _version(after)
    changes = differences(old, new)
    if as_json:
        write(as_json_text({"before": old.id, "after": new.id, "changes": [asdict(change) for change in changes]}))
        return
    from hemicycle.publish.law_text import show_changes

    print_for_people(lambda console: show_changes(console, old, new, changes))


@law_app.command("new")
def law_new(
    law: Annotated[str, typer.Argument(help="Its id: country and chamber, such as xx-council.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file for the document.")] = None,
) -> None:
    """Write the skeleton of a law document, with what to fill in explained in comments.

    Example: `hemicycle law new xx-council -o council.yaml`.
    """
    from hemicycle.law.skeleton import skeleton

    if output is not None and output.exists():
        raise BadInput(Mistake(str(output), "a file that exists", "a name for a new file"))
    write(skeleton(law), output)


@law_app.command("schema")
def law_schema() -> None:
    """Print the JSON Schema of law documents, for editors.

    Example: `hemicycle law schema > law.schema.json`.
    """
    from hemicycle.law.document import json_schema

    write(as_json_text(json_schema()))


def _version(name: str) -> Law:
    from hemicycle.law.catalogue import find_law

    return find_law(name, None if "@" in name else dt.datetime.now(tz=dt.UTC).date())


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
