"""Commands that turn files of returns into others: formats of exchange, profiles proposed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli.app import AsJson, returns_app
from hemicycle.cli.returns import AsOf, ByProfile, InEncoding, Separated, Sheet, Source, read
from hemicycle.publish.terminal import as_json_text, write
from hemicycle.source.mistake import BadInput, Mistake


@returns_app.command("convert")
def convert(
    source: Source,
    to: Annotated[str, typer.Option("--to", help="nist, eml, frictionless, csv, parquet or xlsx.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A file; a folder for frictionless.")],
    profile: ByProfile = None,
    title: Annotated[
        str | None, typer.Option(help="What the election is called, where the format has a place.")
    ] = None,
    election: Annotated[str | None, typer.Option(help="Its id, such as kz-mazhilis-2021.")] = None,
    date: Annotated[str | None, typer.Option(help="The day of the election, YYYY-MM-DD.")] = None,
    as_of: AsOf = None,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Write returns in a format of exchange, and say what it can't carry.

    Reads what `tally` reads: tables, NIST SP 1500-100 (.json), EML 510 (.xml), datapackage.json; and EML 520, as a
    table of who is elected. Example: `hemicycle returns convert returns.csv --to nist --date 2021-01-10 -o r.json`.
    """
    from hemicycle.publish.tables import FORMS, Table, as_table
    from hemicycle.returns.exchange.eml_result import holds_result, read_result
    from hemicycle.returns.exchange.formats import writer_of
    from hemicycle.returns.sheet import sheet_of

    if holds_result(source):
        if to not in FORMS:
            raise BadInput(Mistake("--to", f"{to!r} for a result (EML 520)", " or ".join(FORMS)))
        elected = read_result(Path(source))
        kinds = {"list": "text", "elected": "text", "members": "number"}
        rows = [(each.list, "yes" if each.elected else "no", each.members) for each in elected]
        write(as_table(Table(kinds, rows), to), output)
        print(f"{len(rows):,} lists: {output}")
        return
    returns = read(source, profile, encoding, separator, sheet, moment=as_of)
    about = {"title": title, "election": election, "date": date or (str(returns.profile.date or "") or None)}
    given = sheet_of(returns, {name: text for name, text in about.items() if text})
    if to in FORMS:
        numbers = [*given.fields, *(f"votes:{each}" for each in given.lists)]
        columns = {**dict.fromkeys(given.levels, "text"), **dict.fromkeys(numbers, "number")}
        write(as_table(Table(columns, given.rows), to), output)
        _told(returns.rows_tallied, output, ())
        return
    writer, left_out = writer_of(to)
    missing = left_out(given)
    files = writer(given)
    if list(files) != [""] and output.suffix:
        raise BadInput(Mistake("--output", str(output), f"a folder: {to} has {len(files)} files"))
    if list(files) != [""]:
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(Mistake(str(output), f"no place for a folder ({error.strerror})", "a folder")) from None
    for name, data in files.items():
        write(data, output / name if name else output)
    _told(returns.rows_tallied, output, missing)


def _told(stations: int, output: Path, left_out: tuple[str, ...]) -> None:
    print(f"{stations:,} stations: {output}")
    if left_out:
        print(f"hemicycle: this format can't carry: {'; '.join(left_out)}", file=sys.stderr)


@returns_app.command("guess")
def guess_(
    source: Source,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file for the profile.")] = None,
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Propose a profile for a file of returns that nobody has read before; what isn't certain is marked.

    Example: `hemicycle returns guess unknown.csv -o mine.yaml`, then `hemicycle tally unknown.csv --profile mine.yaml`.
    """
    from hemicycle.returns.guess import guess
    from hemicycle.returns.profile import Writing

    given = {"encoding": encoding, "separator": separator, "sheet": sheet}
    found = guess(source, Writing(**{name: value for name, value in given.items() if value is not None}))
    if as_json:
        write(as_json_text({"profile": found.profile.model_dump(mode="json"), "notes": list(found.notes)}), output)
        return
    write(found.text, output)
    for note in found.notes:
        print(f"hemicycle: {note}", file=sys.stderr)
