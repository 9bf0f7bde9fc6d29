"""Commands that look at returns closely: rules, two accounts side by side, profiles, made-up countries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli.app import AsJson, app, returns_app, synthesize_app
from hemicycle.cli.returns import (
    AsOf,
    ByProfile,
    Form,
    InEncoding,
    Output,
    Separated,
    Sheet,
    Source,
    read,
    write_table,
)
from hemicycle.publish.terminal import as_json_text, print_for_people, print_table, progress, watching, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.count.copies import Comparison
    from hemicycle.returns.table import Returns

OtherProfile = Annotated[
    str | None, typer.Option("--other-profile", help="What the columns of the second mean; as the first without it.")
]
AlsoBy = Annotated[str | None, typer.Option("--by", help="Also by the units of a level, such as region.")]
Show = Annotated[int, typer.Option("--show", min=0, help="How many stations or cells to tell one by one.")]


@app.command()
def check(
    source: Source,
    profile: ByProfile = None,
    rules: Annotated[str, typer.Option(help="A set of rules, or a file of your own.")] = "general",
    totals: Annotated[
        str | None, typer.Option(help="A file of a higher commission's totals, by the units of a level.")
    ] = None,
    race: Annotated[
        str | None, typer.Option(help="Returns of another race on the same day: voters and ballots issued agree.")
    ] = None,
    show: Show = 5,
    as_of: AsOf = None,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Check returns by numbered rules: errors that the paper has to settle, warnings that somebody has to explain.

    Exit status 1 if there are errors. Example: `hemicycle check returns.csv --rules kz-mazhilis`, or
    `hemicycle check returns.csv --totals regions.csv`, or `hemicycle check list.csv --race constituency.csv`.
    """
    from hemicycle.count.check import check_returns
    from hemicycle.count.ruleset import find_rules

    chosen = find_rules(rules)
    returns = read(source, profile, encoding, separator, sheet, moment=as_of)
    with watching("checking") as watch:
        watch(returns.progress)
        results = check_returns(returns, chosen, None if form else show)
    beside = _beside(returns, totals, race, profile, show)
    errors = sum(result.marked for result in results if result.check.is_error)
    if form is not None:
        _findings_table(returns, results, form, output)
    elif as_json:
        told = {
            "returns": returns.name,
            "rules": chosen.rules,
            **returns.accounted,
            "refusals": [refusal.as_json() for refusal in returns.refusals],
            "errors": errors,
            "warnings": sum(result.marked for result in results if not result.check.is_error),
            "checks": [result.as_json(returns.levels) for result in results],
        }
        write(as_json_text(told | {name: found.as_json() for name, (_, _, found) in beside.items()}), output)
    else:
        from hemicycle.publish.text.check import show_checked, show_comparison

        def page(console: Any) -> None:
            show_checked(console, returns, chosen, results, show)
            for heading, other, found in beside.values():
                console.print()
                console.print(heading)
                show_comparison(console, found, returns.name, other, show)

        print_for_people(page, output)
    differing = any(found.differing for _, _, found in beside.values())
    raise typer.Exit(1 if errors or differing else 0)


def _beside(
    returns: Returns, totals: str | None, race: str | None, profile: str | None, show: int
) -> dict[str, tuple[str, str, Comparison]]:
    """Set what others say beside returns: a heading, the file, and what differs, by the name each has in JSON."""
    found: dict[str, tuple[str, str, Comparison]] = {}
    if totals is not None:
        from hemicycle.count.chain import compare_with_totals

        chain = compare_with_totals(returns, totals, show)
        heading = f"Sums of the stations (1) and the totals given (2), by {chain.levels[-1]}"
        found["chain"] = (heading, totals, chain)
    if race is not None:
        from hemicycle.count.races import compare_races
        from hemicycle.returns.read import read_returns

        other = read_returns(race, profile, beside=returns)
        heading = "Voters and ballots issued in this race (1) and in another of the same day (2)"
        found["race"] = (heading, race, compare_races(returns, other, show))
    return found


def _findings_table(returns: Any, results: Any, form: str, output: Path | None) -> None:
    """Write every station that a rule marks as a row of a table."""
    from hemicycle.publish.tables import Table

    columns = {"rule": "text", "kind": "text", **dict.fromkeys(returns.levels, "text"), "says": "text"}
    rows = [
        (result.check.number, "error" if result.check.is_error else "warning", *finding.station, finding.says)
        for result in results
        for finding in result.findings
    ]
    write_table(Table(columns, rows), form, output)


@returns_app.command("compare")
def compare_returns(
    first: Annotated[str, typer.Argument(metavar="RETURNS", help="One account, such as the official returns.")],
    second: Annotated[str, typer.Argument(metavar="OTHERS", help="Another, such as observers' copies.")],
    profile: ByProfile = None,
    other_profile: OtherProfile = None,
    by: AlsoBy = None,
    show: Show = 10,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
) -> None:
    """Set two accounts of the same stations side by side, cell by cell: copies of protocols and official figures.

    Example: `hemicycle returns compare official.csv copies.csv --by region`.
    """
    one, other = two_accounts(first, second, profile, other_profile)
    compared(one, other, (first, second), by, show, as_json=as_json, form=form, output=output)


def two_accounts(first: str, second: str, profile: str | None, other: str | None) -> tuple[Returns, Returns]:
    """Read two accounts of the same stations; the second by the profile of the first, unless it has its own."""
    from hemicycle.returns.read import read_returns

    one = read(first, profile)
    with watching(f"reading {Path(second).name}") as watch:
        return one, read_returns(second, other or profile, watch=watch, beside=one)


@returns_app.command("changes")
def changes(
    source: Source,
    since: Annotated[str, typer.Option(help="The earlier state of the count: '2021-01-10 23:15'.")],
    until: Annotated[str | None, typer.Option(help="The later state; the last without it.")] = None,
    profile: ByProfile = None,
    by: AlsoBy = None,
    show: Show = 10,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Tell what changed between two states of a count: stations that came in, returns that were replaced.

    Example: `hemicycle returns changes returns.csv --since '2021-01-10 23:15'`.
    """
    from hemicycle.count.states import as_of, read_moment

    returns = read(source, profile, encoding, separator, sheet)
    before = as_of(returns, read_moment("--since", since))
    after = as_of(returns, read_moment("--until", until)) if until else returns
    named = (f"{source} as of {since}", f"{source} as of {until or 'its last version'}")
    compared(before, after, named, by, show, as_json=as_json, form=form, output=output)


def compared(
    one: Any,
    other: Any,
    named: tuple[str, str],
    by: str | None,
    show: int,
    *,
    as_json: bool,
    form: str | None,
    output: Path | None,
    largest_first: bool = False,
) -> None:
    """Compare two accounts and give what differs, by station or the largest difference first."""
    from hemicycle.count.copies import by_size, compare

    with watching("comparing") as watch:
        watch(one.progress)
        found = compare(one, other, by, None if form or largest_first else show)
        if largest_first:
            found = by_size(found, None if form else show)
    if form is not None:
        from hemicycle.publish.tables import Table

        columns = {**dict.fromkeys(found.levels, "text"), "of": "text"}
        columns |= dict.fromkeys(("first", "second", "difference"), "number")
        rows = [
            (*cell.station, cell.name, cell.first, cell.second, (cell.second or 0) - (cell.first or 0))
            for cell in found.cells
        ]
        write_table(Table(columns, rows), form, output)
    elif as_json:
        write(as_json_text({"first": named[0], "second": named[1], **found.as_json()}), output)
    else:
        from hemicycle.publish.text.check import show_comparison

        print_for_people(lambda console: show_comparison(console, found, *named, show), output)


@returns_app.command("profiles")
def profiles(as_json: AsJson = False) -> None:
    """List the profiles that come with the project.

    Example: `hemicycle returns profiles`.
    """
    from hemicycle.returns.profile import find_profile, profile_ids

    found = [find_profile(name) for name in profile_ids()]
    if as_json:
        rows = [
            {"profile": each.profile, "title": each.title, "levels": list(each.levels), "fields": list(each.fields)}
            for each in found
        ]
        write(as_json_text(rows))
        return
    print_table(("Profile", "Levels", "What it reads"), [(p.profile, " > ".join(p.levels), p.title) for p in found])


@synthesize_app.command("returns")
def synthesize_returns(
    output: Annotated[Path, typer.Option("-o", "--output", help="A file ending in .parquet or .csv.")],
    stations: Annotated[int, typer.Option(min=1, help="How many polling stations.")] = 10_000,
    regions: Annotated[int, typer.Option(min=1, help="In how many regions.")] = 17,
    lists: Annotated[int, typer.Option(min=2, max=60, help="How many lists stand.")] = 5,
    turnout: Annotated[float, typer.Option(min=0.01, max=0.99, help="The turnout of a typical station.")] = 0.62,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same country.")] = 1,
    faults: Annotated[
        list[str] | None, typer.Option("--fault", help="A fault and how often: wrong_sum=0.01. As often as wanted.")
    ] = None,
    ledger: Annotated[Path | None, typer.Option(help="A CSV file for the faults planted, station by station.")] = None,
    in_rows: Annotated[bool, typer.Option("--long", help="A row for each station and list.")] = False,
) -> None:
    """Make up the returns of a plausible country, for demonstrations and tests; faults on request.

    Example: `hemicycle synthesize returns --stations 10000 --seed 7 -o returns.parquet`, or
    `hemicycle synthesize returns --fault wrong_sum=0.01 --fault copied=0.002 --ledger planted.csv -o returns.csv`.
    """
    from hemicycle.returns.synthetic import Country
    from hemicycle.returns.synthetic_faults import Faults
    from hemicycle.returns.synthetic_file import write_country

    if regions > stations:
        raise BadInput(Mistake("--regions", f"{regions:,} regions for {stations:,} stations", "at most one each"))
    country = Country(stations=stations, regions=regions, lists=lists, turnout=turnout, seed=seed)
    rates = _rates(faults or [])
    with progress("stations made up") as told:
        rows = write_country(output, country, Faults(**rates), in_rows=in_rows, ledger=ledger, told=told)
    print(f"{rows:,} rows of {stations:,} stations: {output}")


def _rates(texts: list[str]) -> dict[str, float]:
    from hemicycle.returns.synthetic_faults import KINDS
    from hemicycle.source.mistake import nearest

    rates: dict[str, float] = {}
    for text in texts:
        kind, _, rate = text.partition("=")
        if kind not in KINDS:
            raise BadInput(Mistake("--fault", repr(kind), nearest(kind, KINDS)))
        try:
            rates[kind] = float(rate)
        except ValueError:
            rates[kind] = -1.0
        if not 0 <= rates[kind] <= 1:
            raise BadInput(Mistake("--fault", repr(text), f"a part of all stations, such as {kind}=0.01"))
    if sum(rates.values()) > 1:
        raise BadInput(Mistake("--fault", f"{sum(rates.values()):.2f} of all stations", "at most one fault for each"))
    return rates
