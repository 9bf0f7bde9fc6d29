"""Commands on the people in the seats: the chamber, its term, its lists and its parties."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import EXIT_STATUS, AsJson, app, members_app
from hemicycle.cli.elections import is_path
from hemicycle.cli.returns import Output
from hemicycle.publish.shown import from_files
from hemicycle.publish.terminal import as_json_text, print_for_people, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.chamber.chamber import Chamber

ByLaw = Annotated[str | None, typer.Option(help="A law such as kz-mazhilis@2023-01-01, or a document.")]
OfDate = Annotated[str | None, typer.Option(help="The day of the election of a FOLDER, YYYY-MM-DD.")]
OnDay = Annotated[str | None, typer.Option("--on", help="The day to look at, YYYY-MM-DD.")]
FromLists = Annotated[Path | None, typer.Option("--lists", help="A table of the candidates.")]
FromPicks = Annotated[
    Path | None, typer.Option(help="Whom each party named for its seats: party, candidate, and the day in `on`.")
]
FromEvents = Annotated[Path | None, typer.Option(help="What happened in the term: date, event, person, party.")]
FORMS = ("csv", "parquet", "xlsx", "popolo", "eml")


@app.command()
def chamber(
    source: Annotated[str, typer.Argument(metavar="ELECTION|FOLDER", help="Whose chamber.")],
    on: OnDay = None,
    law: ByLaw = None,
    date: OfDate = None,
    lists: FromLists = None,
    picks: FromPicks = None,
    events: FromEvents = None,
    as_json: AsJson = False,
    form: Annotated[str | None, typer.Option("--format", help="csv, parquet, xlsx, popolo or eml.")] = None,
    output: Output = None,
) -> None:
    """Show who holds each seat of a chamber, by which article, on the first day of its term or on another.

    Example: `hemicycle chamber kz-mazhilis-2021`, or
    `hemicycle chamber nl-tweedekamer-2023 --events events.csv --on 2024-06-30 --json`.
    """
    if form not in (None, *FORMS):
        raise BadInput(Mistake("--format", repr(form), " or ".join(FORMS)))
    found, title = _chamber(source, on, law, date, lists, picks, events)
    if form == "popolo":
        from hemicycle.publish.popolo import as_popolo

        write(as_json_text(as_popolo(found)), output)
    elif form == "eml":
        write(_as_eml(found, title), output)
    elif form:
        from hemicycle.publish.tables import as_table
        from hemicycle.publish.text.chamber import members_table

        write(as_table(members_table(found), form), output)
    elif as_json:
        write(as_json_text(found.as_json()), output)
    else:
        from hemicycle.publish.text.chamber import show_chamber

        print_for_people(lambda console: show_chamber(console, found, title), output)
    raise typer.Exit(EXIT_STATUS[found.status])


def _as_eml(chamber: Chamber, title: str) -> bytes:
    """Write the members as an EML 520, and say what it can't carry."""
    from hemicycle.publish.elected import members_of
    from hemicycle.returns.exchange.eml_result import Elected, write_result

    print("hemicycle: this format can't carry: numbers of seats, districts, members without a name", file=sys.stderr)
    about = {"election": chamber.election or chamber.law, "title": title, "date": chamber.on.isoformat()}
    lists = [
        Elected(chamber.names.get(party, party), elected=True, names=names)
        for party, names in members_of(chamber).items()
    ]
    return write_result(lists, about)


def _chamber(
    source: str,
    on: str | None,
    law: str | None,
    date: str | None,
    lists: Path | None,
    picks: Path | None,
    events: Path | None,
) -> tuple[Chamber, str]:
    """Fill the chamber of an election of the archive, or of a folder."""
    from hemicycle.elections.people import Brought, chamber_in, chamber_of, people_in
    from hemicycle.law.catalogue import find_law, read_date

    day = read_date("--on", on) if on else None
    brought = Brought(lists, picks, events)
    if not is_path(source):
        from hemicycle.elections.archive import read_election

        if date:
            raise BadInput(Mistake("--date", "a day for an election of the archive", "it for a folder; or --on"))
        election = read_election(source)
        version = find_law(law, election.date) if law else None
        return chamber_of(election, day, version, brought), election.title
    from hemicycle.count.files import Reading
    from hemicycle.elections.folder import record_in

    folder = Path(source)
    record = record_in(folder)
    held = read_date("--date", date) if date else record.date
    if held is None:
        raise BadInput(Mistake(source, "votes without a law or a day", "--law, such as --law kz-mazhilis, and --date"))
    shown = from_files(folder, law, held if date else None, None, "final", Reading())
    people = people_in(folder, record, shown.law, held, shown.votes, brought)
    return chamber_in(folder, shown.law, shown.outcome, people, day, brought), shown.title


@members_app.command(name="line")
def line_(
    source: Annotated[str, typer.Argument(metavar="ELECTION|FOLDER", help="Whose chamber.")],
    on: OnDay = None,
    party: Annotated[str | None, typer.Option(help="One list only.")] = None,
    law: ByLaw = None,
    date: OfDate = None,
    lists: FromLists = None,
    picks: FromPicks = None,
    events: FromEvents = None,
    as_json: AsJson = False,
) -> None:
    """List who follows when a seat of a list falls free, the next one first, and by which article.

    Example: `hemicycle members line nl-tweedekamer-2023 --party VVD`.
    """
    from hemicycle.publish.text.chamber import line_json, show_line
    from hemicycle.source.mistake import nearest

    found, title = _chamber(source, on, law, date, lists, picks, events)
    if party is not None and party not in {each.party for each in found.lists}:
        raise BadInput(Mistake("--party", repr(party), nearest(party, {each.party for each in found.lists})))
    chosen = [each for each in found.lists if party in (None, each.party)]
    if as_json:
        write(as_json_text(line_json(chosen)))
    else:
        print_for_people(lambda console: show_line(console, found, chosen, title))


@app.command()
def party(
    name: Annotated[str, typer.Argument(metavar="PARTY", help="A party by its id or its name.")],
    as_json: AsJson = False,
) -> None:
    """Tell a party's story: its line, its leaders with the state offices they held, and its elections.

    Example: `hemicycle party people-s-party`.
    """
    from hemicycle.elections.parties import read_story
    from hemicycle.publish.text.party import show_party

    story = read_story(name)
    if as_json:
        write(as_json_text(story.as_json()))
    else:
        print_for_people(lambda console: show_party(console, story))


@members_app.command()
def quota(
    name: Annotated[str, typer.Argument(metavar="ELECTION", help="An election of the archive.")],
    law: Annotated[str | None, typer.Option(help="A version that binds seats; the first that does without it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a quota at work: what it asked of the lists, what they offered, what the chamber got.

    And what it would have been had a law that binds the seats been in force: bounds where names aren't known.
    Example: `hemicycle members quota kz-mazhilis-2021`.
    """
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.quota_seen import see_quota
    from hemicycle.law.catalogue import find_law
    from hemicycle.publish.text.quota import show_quota

    election = read_election(name)
    seen = see_quota(election, find_law(law, election.date) if law else None)
    if as_json:
        write(as_json_text(seen.as_json()))
    else:
        names = election.record.as_facts().names
        print_for_people(lambda console: show_quota(console, seen, election.title, names))


@members_app.command()
def compare(
    before: Annotated[str, typer.Argument(help="The earlier election.")],
    after: Annotated[str, typer.Argument(help="The later election.")],
    as_json: AsJson = False,
) -> None:
    """Set two terms side by side: who stayed, who is new, women and youth, by party lineage.

    Example: `hemicycle members compare kz-mazhilis-2016 kz-mazhilis-2021`.
    """
    from hemicycle.elections.terms import compare_terms
    from hemicycle.publish.text.terms import show_terms

    terms = compare_terms(before, after)
    if as_json:
        write(as_json_text(terms.as_json()))
    else:
        print_for_people(lambda console: show_terms(console, terms))


@members_app.command()
def ballot(
    source: Annotated[str, typer.Argument(metavar="ELECTION|FILE", help="An election, or a table: name, votes.")],
    tier: Annotated[str, typer.Option(help="The tier that the body fills.")] = "assembly",
    law: ByLaw = None,
    date: Annotated[str | None, typer.Option(help="The day of the ballot, for a FILE.")] = None,
    seats: Annotated[int | None, typer.Option(min=1, help="Seats to be filled, for a FILE.")] = None,
    voters: Annotated[int | None, typer.Option(min=1, help="How many voted, for a FILE.")] = None,
    as_json: AsJson = False,
) -> None:
    """Judge a ballot on which a body approves of candidates, each by itself: who has the share the law asks for.

    Exit status 3 where candidates are equal for the last seats. Example:
    `hemicycle members ballot kz-mazhilis-2021`, or
    `hemicycle members ballot nine.csv --law kz-mazhilis --date 2021-01-11 --seats 9 --voters 351`.
    """
    from hemicycle.chamber.approval import approve
    from hemicycle.chamber.chamber import rule_for
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.people import chamber_of, read_ballot
    from hemicycle.law.catalogue import find_law, read_date
    from hemicycle.law.members import Seating
    from hemicycle.publish.text.ballot import show_ballot

    if not is_path(source):
        election = read_election(source)
        version, title = election.law, election.title
        verdicts = list(chamber_of(election).verdicts.get(tier, ()))
        if not verdicts:
            raise BadInput(Mistake(source, f"no ballot for the tier {tier!r}", "an election with one"))
    else:
        if law is None or seats is None or (date is None and "@" not in law):
            expected = "--law, --date and --seats, such as --law kz-mazhilis --date 2021-01-11 --seats 9"
            raise BadInput(Mistake(source, "a ballot without its law, day or seats", expected))
        version, title = find_law(law, read_date("--date", date) if date else None), source
        rule = rule_for(version, Seating, tier)
        if rule is None or rule.by != "approval":
            expected = "the tier of a body that approves of candidates"
            raise BadInput(Mistake("--tier", f"{tier!r}, which {version.id} fills in another way", expected))
        verdicts = approve(rule, read_ballot(Path(source), voters).candidates, seats, voters)
    rule = rule_for(version, Seating, tier)
    if as_json:
        write(as_json_text({"law": version.id, "tier": tier, "candidates": [each.as_json() for each in verdicts]}))
    else:
        print_for_people(lambda console: show_ballot(console, verdicts, rule, version, title))
    raise typer.Exit(EXIT_STATUS["lots needed" if any(each.elected is None for each in verdicts) else "decided"])
