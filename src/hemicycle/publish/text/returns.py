"""Returns for people: what was read, what it adds up to, what is outstanding, how a count went."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hemicycle.count.outstanding import Outstanding
from hemicycle.count.states import State
from hemicycle.count.tally import Tally, Totals
from hemicycle.outcome.numbers import fixed, number
from hemicycle.returns.fields import FIELDS
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import Mistake
from hemicycle.source.words import capital, plural

_UNITS_SHOWN = 120
_LEADING = 4
_SAMPLE = 3


def rows_told(returns: Returns) -> str:
    """Say in one sentence what became of every row read."""
    parts = [f"{returns.rows_tallied:,} tallied"]
    if returns.rows_superseded:
        parts.append(f"{returns.rows_superseded:,} replaced by later versions")
    if returns.rows_waiting:
        parts.append(f"{returns.rows_waiting:,} outstanding")
    parts.append(f"{returns.refused:,} refused")
    return f"{plural(returns.rows_read, 'row')} read: {', '.join(parts)}"


def read_as(returns: Returns) -> str:
    """Say by which profile returns were read, and which units they lie in, the largest first."""
    return f"profile: {returns.profile.profile}; units: {' > '.join(returns.levels)}"


def show_tally(console: Console, tally: Tally, base: str = "valid") -> None:
    """Print totals: what was read, the fields with turnout, the lists with their shares, and units if asked for."""
    returns, whole = tally.returns, tally.whole
    console.print(Text(returns.name, style="bold"))
    console.print(read_as(returns), style="dim")
    console.print(rows_told(returns))
    show_refusals(console, returns)
    console.print()
    waiting = f", {whole.waiting:,} outstanding" if whole.waiting else ", none outstanding"
    console.print(f"{plural(whole.stations, 'station')} counted{waiting}")
    console.print()
    console.print(_fields(returns, whole))
    console.print()
    console.print(_lists(returns, whole, base))
    if tally.units:
        console.print()
        console.print(_units(tally, base))
        if len(tally.units) > _UNITS_SHOWN:
            console.print(f"and {len(tally.units) - _UNITS_SHOWN:,} more: --json or --format csv give all", style="dim")


def show_refusals(console: Console, returns: Returns) -> None:
    """Print why rows were refused, with a sample of each reason."""
    for refusal in returns.refusals:
        console.print(f"refused: {plural(refusal.rows, 'row')}, {refusal.reason}", style="red")
        for mistake in refusal.sample[:_SAMPLE]:
            console.print(f"  {_where(mistake)}found {mistake.found}; expected {mistake.expected}")
        if refusal.rows > _SAMPLE:
            console.print(f"  and {refusal.rows - _SAMPLE:,} more", style="dim")
    if returns.unknown_cells:
        console.print(f"{plural(returns.unknown_cells, 'number')} not given; totals are of what is known")
    if returns.unused:
        console.print(f"columns the profile doesn't use: {', '.join(returns.unused)}")
    for note in returns.notes:
        console.print(note)


def _where(mistake: Mistake) -> str:
    line = f"line {mistake.line}, " if mistake.line else ""
    return f"{line}{mistake.at}: " if mistake.at else line.replace(", ", ": ")


def _plain_table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")


def _fields(returns: Returns, whole: Totals) -> Table:
    table = _plain_table()
    table.add_column("Field", no_wrap=True)
    table.add_column("Total", justify="right")
    table.add_column("")
    hours = dict(zip(returns.hours, returns.profile.voters_by, strict=True))
    for name, total in whole.fields.items():
        notes = []
        if name in returns.derived:
            notes.append("added up")
        voters = whole.turnout_of.split(" ")[0]
        if name == voters and whole.turnout is not None:
            notes.append(f"turnout {fixed(whole.turnout * 100, 2)} % of registered")
        if name in whole.known:
            notes.append(f"known in {whole.known[name]:,} stations")
        told = FIELDS.get(name) or f"voters who had come by {hours[name]}"
        table.add_row(told, "not given" if total is None else f"{total:,}", "; ".join(notes))
    return table


def _lists(returns: Returns, whole: Totals, base: str) -> Table:
    table = _plain_table()
    table.add_column("List", overflow="fold")
    table.add_column("Votes", justify="right")
    table.add_column(f"% of {base}", justify="right")
    for each, votes in whole.votes.items():
        share = whole.share(each, base)
        table.add_row(returns.called(each), f"{votes:,}", _percent(share))
    total = whole.fields.get(base)
    table.add_row(FIELDS[base], "not given" if total is None else f"{total:,}", "100.00" if total else "", style="dim")
    return table


def _percent(share: Fraction | None) -> str:
    return "" if share is None else fixed(share * 100, 2)


def _units(tally: Tally, base: str) -> Table:
    leading = sorted(tally.whole.votes, key=lambda each: -tally.whole.votes[each])[:_LEADING]
    table = _plain_table()
    table.add_column(capital(tally.by or ""), overflow="fold", max_width=34)
    table.add_column("Stations", justify="right")
    if tally.whole.waiting:
        table.add_column("Out", justify="right")
    table.add_column("Turnout", justify="right")
    table.add_column(capital(base), justify="right")
    for each in leading:
        name = tally.returns.called(each)
        table.add_column(name if len(name) <= 12 else f"{name[:11]}…", justify="right")
    for unit in tally.units[:_UNITS_SHOWN]:
        total = unit.fields.get(base)
        table.add_row(
            " / ".join(unit.unit) or "not named",
            f"{unit.stations:,}",
            *([f"{unit.waiting:,}"] if tally.whole.waiting else []),
            _percent(unit.turnout),
            "" if total is None else f"{total:,}",
            *(_percent(unit.share(each, base)) for each in leading),
        )
    return table


def show_outstanding(console: Console, found: Outstanding, returns: Returns) -> None:
    """Print how far shares can still move."""
    counted = f"{plural(found.counted.stations, 'station')} counted, {found.stations:,} outstanding"
    console.print(f"{counted} with {found.electors:,} voters on their lists")
    console.print()
    table = _plain_table()
    table.add_column("List", overflow="fold")
    for title in ("Votes", "% now", "at least", "at most"):
        table.add_column(title, justify="right")
    for each, held in found.ranges.items():
        table.add_row(
            returns.called(each), f"{held.votes:,}", _percent(held.now), _percent(held.low), _percent(held.high)
        )
    console.print(table)
    console.print()
    console.print(
        "Whatever the outstanding stations report, shares of the valid votes end between these bounds, as long as "
        "no station has more valid votes than voters on its list, and returns already counted stay as they are.",
        style="dim",
    )


def show_history(console: Console, states: Sequence[State], returns: Returns) -> None:
    """Print how a count went: stations, corrections, turnout so far, the leading lists."""
    last = states[-1].totals
    leading = sorted(last.votes, key=lambda each: -last.votes[each])[:_LEADING]
    table = _plain_table()
    table.add_column("By")
    for title in ("Stations", "Out", "Replaced", "Valid", *(returns.called(each)[:12] for each in leading)):
        table.add_column(title, justify="right")
    for state in states:
        valid = state.totals.fields.get("valid")
        table.add_row(
            state.moment,
            f"{state.totals.stations:,}",
            f"{state.totals.waiting:,}",
            f"{state.corrected:,}",
            "" if valid is None else f"{valid:,}",
            *(_percent(state.totals.share(each)) for each in leading),
        )
    console.print(table)


def counted_told(totals: Totals) -> str:
    """Say how much of a count is in, for a heading."""
    if not totals.waiting:
        return f"all {number(totals.stations)} stations counted"
    return f"{number(totals.stations)} of {number(totals.stations + totals.waiting)} stations counted"
