"""Commands of the count: returns of polling stations."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.publish.terminal import as_json_text, print_for_people, watching, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.count.outstanding import Outstanding
    from hemicycle.count.tally import Tally
    from hemicycle.publish.shown import Shown
    from hemicycle.returns.table import Returns

Source = Annotated[str, typer.Argument(metavar="RETURNS", help="A file of returns, or archive.zip/member.csv.")]
ByProfile = Annotated[
    str | None, typer.Option("--profile", help="What its columns mean: a profile's name, or a file such as mine.yaml.")
]
InEncoding = Annotated[str | None, typer.Option("--encoding", help="How its text is encoded, where it isn't UTF-8.")]
Separated = Annotated[str | None, typer.Option("--separator", help="What separates columns; found out without it.")]
Sheet = Annotated[str | None, typer.Option("--sheet", help="The sheet of a workbook; the first without it.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The state of the count at a time: '2021-01-10 23:15'.")]
Register = Annotated[
    str | None, typer.Option("--stations", help="A file of all stations with the voters on their lists.")
]
Form = Annotated[str | None, typer.Option("--format", help="csv, parquet or xlsx: a table instead of a page.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file for the result.")]


def holds_returns(source: str) -> bool:
    """Tell a file of returns from one of votes: by its kind, or by a column `votes:<list>` in its first line."""
    name = source.casefold()
    if ".zip" in name or name.endswith((".parquet", ".xlsx", ".xls", ".ods", ".json", ".xml")):
        return True
    path = Path(source)
    if not name.endswith((".csv", ".csv.gz", ".tsv", ".txt")) or name.endswith(".gz") or not path.is_file():
        return name.endswith(".csv.gz")
    with path.open("rb") as file:
        return b"votes:" in file.readline(1 << 16)


def read(
    source: str,
    profile: str | None,
    encoding: str | None = None,
    separator: str | None = None,
    sheet: str | None = None,
    *,
    moment: str | None = None,
    register: str | None = None,
) -> Returns:
    """Read returns as the options of a command say, with a bar on anything over a second."""
    from hemicycle.returns.exchange.formats import is_exchanged, read_exchanged
    from hemicycle.returns.profile import Writing
    from hemicycle.returns.read import read_returns

    if separator is not None and len(separator) != 1:
        raise BadInput(Mistake("--separator", repr(separator), "one character, such as ';'"))
    given = {"encoding": encoding, "separator": separator, "sheet": sheet}
    writing = Writing(**{name: value for name, value in given.items() if value is not None})
    with watching(f"reading {Path(source).name}") as watch:
        if is_exchanged(source):
            from hemicycle.returns.sheet import returns_of

            returns = returns_of(read_exchanged(source), source)
        else:
            returns = read_returns(source, profile, writing, watch=watch)
    if register is not None:
        from hemicycle.returns.register import with_register

        returns = with_register(returns, register)
    if moment is not None:
        from hemicycle.count.states import as_of, read_moment

        returns = as_of(returns, read_moment("--as-of", moment))
    return returns


@app.command()
def tally(
    source: Source,
    profile: ByProfile = None,
    by: Annotated[str | None, typer.Option("--by", help="Totals by the units of a level, such as region.")] = None,
    of: Annotated[str, typer.Option("--of", help="What shares are of: valid, found, issued, registered.")] = "valid",
    as_of: AsOf = None,
    stations: Register = None,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Add up the returns of polling stations, at every level.

    Example: `hemicycle tally returns.csv --by region`, or
    `hemicycle tally archive.zip/returns.csv --profile russia --json`.
    """
    from hemicycle.count.tally import tally as add_up

    returns = read(source, profile, encoding, separator, sheet, moment=as_of, register=stations)
    with watching("adding up") as watch:
        if returns.kept is not None:
            watch(returns.progress)
        found = add_up(returns, by)
    if of not in found.whole.fields:
        from hemicycle.source.mistake import nearest

        raise BadInput(Mistake("--of", repr(of), nearest(of, found.whole.fields)))
    if form is not None:
        _as_table(found, form, output)
    elif as_json:
        write(as_json_text(tally_as_json(found, of)), output)
    else:
        from hemicycle.publish.text.returns import show_tally

        print_for_people(lambda console: show_tally(console, found, of), output)


def tally_as_json(found: Tally, of: str) -> dict[str, Any]:
    """Give a tally as one JSON object; rows read are always the sum of what became of them."""
    returns = found.returns
    told: dict[str, Any] = {
        "returns": returns.name,
        "profile": returns.profile.profile,
        **returns.accounted,
        "refusals": [refusal.as_json() for refusal in returns.refusals],
        "derived": {name: " + ".join(parts) for name, parts in returns.derived.items()},
        "numbers_not_given": returns.unknown_cells,
        "unused_columns": list(returns.unused),
        "notes": list(returns.notes),
        **found.whole.as_json(of),
        "names": {each: returns.called(each) for each in returns.lists.values() if returns.called(each) != each},
    }
    if found.by is not None:
        levels = returns.levels[: returns.levels.index(found.by) + 1]
        told["by"] = found.by
        told["units"] = [dict(zip(levels, unit.unit, strict=True)) | unit.as_json(of) for unit in found.units]
    return told


def _as_table(found: Tally, form: str, output: Path | None) -> None:
    from hemicycle.publish.tables import Table

    returns = found.returns
    levels = returns.levels[: returns.levels.index(found.by) + 1] if found.by else ()
    fields = list(found.whole.fields)
    lists = list(found.whole.votes)
    columns = {
        **dict.fromkeys(levels, "text"),
        **dict.fromkeys(["stations", "outstanding", *fields, *(f"votes:{each}" for each in lists)], "number"),
    }
    rows = [
        (
            *unit.unit,
            unit.stations,
            unit.waiting,
            *(unit.fields[name] for name in fields),
            *(unit.votes[each] for each in lists),
        )
        for unit in (found.units or (found.whole,))
    ]
    write_table(Table(columns, rows), form, output)


def write_table(table: Any, form: str, output: Path | None) -> None:
    """Write a table to a file or a pipe; binary forms don't go onto a terminal."""
    from hemicycle.publish.tables import as_table

    if form != "csv" and output is None and sys.stdout.isatty():
        raise BadInput(Mistake(f"--format {form}", "a terminal", f"a file: -o table.{form}, or a pipe"))
    write(as_table(table, form), output)


@app.command("outstanding")
def outstanding_(
    source: Source,
    profile: ByProfile = None,
    law: Annotated[str | None, typer.Option(help="A law: seats that the outstanding stations still allow.")] = None,
    date: Annotated[str | None, typer.Option(help="The day of the election, YYYY-MM-DD.")] = None,
    as_of: AsOf = None,
    stations: Register = None,
    regions: Annotated[
        int, typer.Option(min=1, help="How many regions of possible results to visit before a search for seats stops.")
    ] = 5_000,
    as_json: AsJson = False,
    output: Output = None,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Say what the stations that haven't reported could still change: exact bounds, no forecast.

    Example: `hemicycle outstanding returns.csv --as-of '2021-01-10 23:15' --law kz-mazhilis --date 2021-01-10`.
    """
    from hemicycle.count.outstanding import outstanding
    from hemicycle.count.tally import tally as add_up

    returns = read(source, profile, encoding, separator, sheet, moment=as_of, register=stations)
    found = outstanding(returns, add_up(returns).whole)
    seats = _still_possible(found, returns, law, date, regions) if law is not None else None
    if as_json:
        told = found.as_json()
        if seats is not None:
            told["seats"] = seats.outcome.as_json()
        write(as_json_text(told), output)
        return
    from hemicycle.publish.text.returns import show_outstanding

    def show(console: Any) -> None:
        show_outstanding(console, found, returns)
        if seats is not None:
            from hemicycle.publish.text.outcome import show as show_outcome

            console.print()
            show_outcome(console, seats)

    print_for_people(show, output)


def _still_possible(found: Outstanding, returns: Returns, law: str, date: str | None, regions: int) -> Shown:
    """Find the seats that a law gives for every result that the outstanding stations still allow."""
    from hemicycle.count.outstanding import AGAINST_ALL
    from hemicycle.law.catalogue import find_law, read_date
    from hemicycle.outcome.facts import NO_SEATS, Facts
    from hemicycle.outcome.known_in_part import elect_in_part
    from hemicycle.publish.shown import Shown
    from hemicycle.publish.terminal import progress
    from hemicycle.publish.text.returns import counted_told

    version = find_law(law, read_date("--date", date) if date is not None else returns.profile.date)
    kinds = {AGAINST_ALL: NO_SEATS} if AGAINST_ALL in found.ranges else {}
    known = found.known()
    with progress("regions of possible results visited") as told:
        outcome = elect_in_part(version, known, Facts(kinds=kinds), stage="counted so far", told=told, most=regions)
    return Shown(outcome, version, known, "Seats that are still possible", stage=counted_told(found.counted))


@app.command("history")
def history_(
    source: Source,
    profile: ByProfile = None,
    most: Annotated[int, typer.Option("--states", min=1, help="At most so many states of the count.")] = 24,
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Tell how a count went, from the first return to the last.

    Example: `hemicycle history returns.csv --states 12`.
    """
    from hemicycle.count.states import history
    from hemicycle.publish.terminal import progress

    returns = read(source, profile, encoding, separator, sheet)
    with progress("states of the count added up") as told:
        states = []
        for number, state in enumerate(history(returns, most), 1):
            states.append(state)
            told(number)
    if as_json:
        write(
            as_json_text(
                [{"by": state.moment, "replaced": state.corrected, **state.totals.as_json("valid")} for state in states]
            )
        )
        return
    from hemicycle.publish.text.returns import show_history

    print_for_people(lambda console: show_history(console, states, returns))
