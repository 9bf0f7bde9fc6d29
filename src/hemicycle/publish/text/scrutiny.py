"""Sections of scrutiny for people: what is said, whose words it is, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.publish.text.returns import read_as, rows_told, show_refusals
from hemicycle.scrutiny.overview import Overview
from hemicycle.scrutiny.possible import Looked
from hemicycle.scrutiny.sections import Line, Section
from hemicycle.source.words import capital, plural


def show_overview(console: Console, overview: Overview) -> None:
    """Print all that can be said of an election, section by section, then the sources."""
    election = overview.election
    console.print(Text(election.title, style="bold"))
    console.print(f"{election.id} · law: {election.law.id}", style="dim")
    console.print("Figures say what they say, observers what they found; nothing here is added up to a verdict.")
    show_sections(console, overview.sections)
    show_sources(console, overview.sources)


def show_sections(console: Console, sections: Iterable[Section]) -> None:
    """Print sections; lines about the same thing stand under its name."""
    for section in sections:
        console.print()
        console.print(Text(section.title, style="bold"))
        for about, lines in groupby(section.lines, key=lambda line: line.about):
            if about:
                console.print(Padding(f"{capital(about)}", (0, 0, 0, 2)))
            for line in lines:
                console.print(_told(line, 4 if about else 2))


def _told(line: Line, indent: int) -> Padding:
    """Write a line; a body's finding begins with the body."""
    whose = f"{capital(line.whose)}: " if line.whose else ""
    keys = f" [{' '.join(line.sources)}]" if line.sources else ""
    return Padding(f"{whose}{line.says}{keys}", (0, 0, 0, indent))


def show_sources(console: Console, sources: Mapping[str, str]) -> None:
    """Print what the keys of sources stand for."""
    if sources:
        console.print()
        console.print(Text("Sources", style="bold"))
        for key, source in sources.items():
            console.print(Padding(f"[{key}] {source}", (0, 0, 0, 2)))


def show_looked_at(console: Console, looked: Looked) -> None:
    """Print what returns allow: rows accounted for, rules in short, and each test with its command or what it lacks."""
    returns = looked.returns
    console.print(Text(returns.name, style="bold"))
    console.print(read_as(returns), style="dim")
    console.print(rows_told(returns))
    show_refusals(console, returns)
    console.print(f"{plural(looked.whole.stations, 'station')} counted; the tests look at {looked.leader}")
    console.print()
    console.print(Text("Arithmetic of the protocols", style="bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="bold")
    for title, side in (("Rule", "left"), ("", "left"), ("Stations", "right"), ("Marked", "right")):
        table.add_column(title, justify=side, overflow="fold")  # type: ignore[arg-type]
    for each in looked.checks:
        if not each.not_asked:
            table.add_row(each.check.number, each.check.title, f"{each.stations:,}", f"{each.marked:,}")
    console.print(table)
    silent = [f"{each.check.number} ({each.not_asked})" for each in looked.checks if each.not_asked]
    if silent:
        console.print(Padding(f"not asked: {'; '.join(silent)}", (0, 0, 0, 2)), style="dim")
    _possible(console, looked)


def _possible(console: Console, looked: Looked) -> None:
    console.print()
    console.print(Text("Tests that these returns allow", style="bold"))
    for each in looked.tests:
        if not each.lacking:
            off = f" ({each.test.off})" if each.test.off else ""
            console.print(Padding(f"{capital(each.test.name)}: {each.test.asks}{off}", (0, 0, 0, 2)))
            console.print(f"    {each.command}", soft_wrap=True)
    missing = [each for each in looked.tests if each.lacking]
    if missing:
        console.print()
        console.print(Text("Tests that they don't allow", style="bold"))
        for each in missing:
            console.print(Padding(f"{capital(each.test.name)}: {each.lacking}.", (0, 0, 0, 2)))
    console.print()
    console.print(
        "Each test is shown beside the same on clean elections; none of them, nor all together, is a verdict."
    )
