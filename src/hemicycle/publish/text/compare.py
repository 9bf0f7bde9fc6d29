"""Two terms side by side, on a terminal."""

from __future__ import annotations

from fractions import Fraction

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.elections.compare import Comparison, Line
from hemicycle.outcome.numbers import day, fixed, number, signed
from hemicycle.outcome.tongue import ENGLISH
from hemicycle.publish.told.compare import lineage_told, volatility_told


def show_comparison(console: Console, comparison: Comparison) -> None:
    """Print votes and seats of two terms by party lineage, then the volatility and how it was counted."""
    before, after = str(comparison.before.date.year), str(comparison.after.date.year)
    console.print(Text(f"{comparison.before.title} and of {day(comparison.after.date)}", style="bold"))
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Party")
    for title in (f"% {before}", f"% {after}", "±", f"Seats {before}", f"Seats {after}", "±"):
        table.add_column(title, justify="right")
    for line in comparison.lines:
        table.add_row(
            line.name,
            _share(line.share_before),
            _share(line.share_after),
            _change(line),
            number(line.seats_before),
            number(line.seats_after),
            signed(line.gained),
        )
    table.add_row(
        "all seats",
        "",
        "",
        "",
        number(comparison.seats_before),
        number(comparison.seats_after),
        signed(comparison.seats_after - comparison.seats_before),
    )
    console.print(table)
    for title, told in (
        ("By lineage", lineage_told(comparison, ENGLISH)),
        ("Volatility (Pedersen)", volatility_told(comparison, ENGLISH)),
    ):
        if told:
            console.print()
            console.print(Text(title, style="bold"))
        for said in told:
            console.print(Padding(said.text, (0, 0, 0, 2)))


def _share(share: Fraction | None) -> str:
    return "–" if share is None else fixed(share * 100)


def _change(line: Line) -> str:
    if line.share_after is None and line.share_before is None:
        return ""
    return signed(((line.share_after or 0) - (line.share_before or 0)) * 100, 2)
