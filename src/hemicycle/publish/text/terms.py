"""Two terms and their members, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.elections.terms import YOUNG, Count, Terms
from hemicycle.outcome.numbers import day, listed, signed


def show_terms(console: Console, terms: Terms) -> None:
    """Print seats by lineage, then who stayed and who is new as far as names or reports tell."""
    before, after = str(terms.before.date.year), str(terms.after.date.year)
    console.print(Text(f"{terms.before.title} and of {day(terms.after.date)}", style="bold"))
    console.print("members after the election, by party lineage", style="dim")
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Party")
    for title in (before, after, "±", "Stayed", "New", "Not named"):
        table.add_column(title, justify="right")
    for group in terms.groups:
        sure = terms.all_named[0] and not group.unnamed
        told = (f"{len(group.stayed):,}", f"{len(group.new):,}") if sure else (_at_least(group.stayed), "–")
        change = signed(group.after - group.before)
        table.add_row(group.name, f"{group.before:,}", f"{group.after:,}", change, *told, f"{group.unnamed:,}")
    change = signed(terms.seats_after - terms.seats_before)
    table.add_row(
        "all", f"{terms.seats_before:,}", f"{terms.seats_after:,}", change, _cell(terms.stayed), _cell(terms.new), ""
    )
    console.print(table)
    console.print()
    for text in (
        f"Stayed: {_told(terms.stayed)}. New: {_told(terms.new)}.",
        f"Women: {_told(terms.women[0])} then, {_told(terms.women[1])} now.",
        f"Under {YOUNG}: {_told(terms.young[0])} then, {_told(terms.young[1])} now.",
    ):
        console.print(Padding(text, (0, 0, 0, 2)))
    for group in terms.groups:
        new = "new" if terms.all_named[0] else "not among those named before"
        gone = "gone" if terms.all_named[1] else "not among those named now"
        for title, names in (("stayed", group.stayed), (new, group.new), (gone, group.gone)):
            if names and len(names) <= _NAMED:
                console.print(Padding(f"{group.name}, {title}: {listed(names)}.", (0, 0, 0, 2)))
    if terms.moved:
        console.print(Padding(f"Sit for another party's line than before: {listed(terms.moved)}.", (0, 0, 0, 2)))


_NAMED = 20


def _at_least(names: tuple[str, ...]) -> str:
    return f"{len(names):,}+" if names else "–"


def _cell(count: Count) -> str:
    return "–" if count.number is None else f"{count.number:,}"


def _told(count: Count) -> str:
    if count.number is None:
        return "not known"
    return f"{count.number:,}" + (f" ({count.by})" if count.by and count.by != "names" else "")
