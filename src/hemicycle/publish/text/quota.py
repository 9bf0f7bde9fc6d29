"""A quota at one election, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.elections.quota_seen import QuotaSeen
from hemicycle.outcome.tongue import ENGLISH
from hemicycle.publish.told.quota import asked_told, chamber_told


def show_quota(console: Console, seen: QuotaSeen, title: str, names: Mapping[str, str]) -> None:
    """Print what the quota asked of each list, what it offered, what the chamber got, and the later law's bounds."""
    console.print(Text(title, style="bold"))
    console.print(f"law: {seen.law}" + (f" · beside {seen.later}" if seen.later != seen.law else ""), style="dim")
    console.print()
    for said in asked_told(seen, ENGLISH):
        console.print(said.text)
    console.print()
    console.print(_table(seen, names))
    console.print()
    console.print(Text("In the chamber", style="bold"))
    for said in chamber_told(seen, ENGLISH):
        console.print(Padding(said.text, (0, 0, 0, 2)))


def _table(seen: QuotaSeen, names: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("List with seats")
    for title in ("Names", "In the groups", "Needed", "Seats", f"Needed by {seen.later.partition('@')[2]}"):
        table.add_column(title, justify="right")
    for each in seen.lists:
        cells = (each.names, each.group, each.needed, each.seats, each.needed_of_seats)
        table.add_row(names.get(each.party, each.party), *("–" if cell is None else f"{cell:,}" for cell in cells))
    total = sum(each.needed_of_seats or 0 for each in seen.lists)
    table.add_row("together", "", "", "", f"{sum(each.seats for each in seen.lists):,}", f"{total:,}")
    return table
