"""Checked returns and compared accounts, for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.count.check import Checked
from hemicycle.count.copies import Comparison
from hemicycle.count.ruleset import Rules
from hemicycle.publish.text.returns import read_as, rows_told, show_refusals
from hemicycle.returns.table import Returns
from hemicycle.source.words import plural

ALIKE = "A slip of the pen, a correction and a recount look the same from here."
_UNITS_SHOWN = 40


def show_checked(console: Console, returns: Returns, rules: Rules, results: Sequence[Checked], shown: int) -> None:
    """Print what rules found: a line each, then the stations they mark with their numbers."""
    console.print(Text(returns.name, style="bold"))
    console.print(f"{read_as(returns)}; rules: {rules.rules}", style="dim")
    console.print(rows_told(returns))
    show_refusals(console, returns)
    asked = [result for result in results if not result.not_asked]
    errors = sum(result.marked for result in asked if result.check.is_error)
    warnings = sum(result.marked for result in asked if not result.check.is_error)
    console.print()
    console.print(f"{plural(errors, 'error')} and {plural(warnings, 'warning')} under {plural(len(asked), 'rule')}.")
    console.print(
        "An error has to be set right in the paper or its copy; a warning has to be explained, and often can."
    )
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title, side in (("Rule", "left"), ("", "left"), ("Stations", "right"), ("Marked", "right")):
        table.add_column(title, justify=side, overflow="fold")  # type: ignore[arg-type]
    for result in asked:
        style = "" if not result.marked else "red" if result.check.is_error else "yellow"
        row = (result.check.number, result.check.title, f"{result.stations:,}", f"{result.marked:,}")
        table.add_row(*row, style=style)
    console.print(table)
    for result in asked:
        if result.marked:
            _findings(console, result, shown)
    silent = [result for result in results if result.not_asked]
    if silent:
        console.print()
        console.print(Text("Not asked", style="bold"))
        for result in silent:
            console.print(Padding(f"{result.check.number} {result.check.title}: {result.not_asked}", (0, 0, 0, 2)))


def _findings(console: Console, result: Checked, shown: int) -> None:
    check = result.check
    grounds = ", ".join(check.cites) or check.follows or ""
    console.print()
    console.print(Text(f"{check.number} {check.title}", style="bold"))
    console.print(f"{check.holds or 'compared with other stations'} ({grounds})", style="dim")
    for finding in result.findings[:shown]:
        console.print(Padding(f"{' / '.join(finding.station)}: {finding.says}", (0, 0, 0, 2)))
    if result.marked > shown:
        console.print(f"  and {result.marked - shown:,} more: --show or --format csv give all", style="dim")


def show_comparison(console: Console, found: Comparison, first: str, second: str, shown: int) -> None:
    """Print two accounts of the same stations side by side: what was compared, what differs, what is missing."""
    cells = sum(column.compared for column in found.columns)
    differing = sum(column.differing for column in found.columns)
    absolute = sum(column.absolute for column in found.columns)
    console.print(f"1: {first}\n2: {second}")
    console.print(ALIKE)
    console.print()
    console.print(f"{plural(found.stations, 'station')} in both, {found.differing:,} of them differ")
    console.print(f"{plural(cells, 'cell')} compared, {differing:,} differ, by {absolute:,} in all without their signs")
    console.print(f"{found.only_first:,} stations in 1 alone, {found.only_second:,} in 2 alone")
    if found.left_out:
        console.print(f"not compared, since only one of them gives it: {', '.join(found.left_out)}")
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Of", overflow="fold")
    for title in ("Compared", "Differ", "2 less 1", "Without signs", "Given once"):
        table.add_column(title, justify="right")
    for column in found.columns:
        net = f"{column.net:+,}" if column.net else "0"
        table.add_row(
            column.name,
            f"{column.compared:,}",
            f"{column.differing:,}",
            net.replace("-", "−"),
            f"{column.absolute:,}",
            f"{column.one_sided:,}",
        )
    console.print(table)
    _units(console, found)
    if found.cells:
        console.print()
        console.print(Text("Cells that differ", style="bold"))
        for cell in found.cells[:shown]:
            console.print(
                Padding(f"{' / '.join(cell.station)}: {cell.name} {cell.first:,} and {cell.second:,}", (0, 0, 0, 2))
            )
        if differing > shown:
            console.print(f"  and {differing - shown:,} more: --show or --format csv give all", style="dim")


def _units(console: Console, found: Comparison) -> None:
    units = [(unit, counts) for unit, counts in found.by_unit.items() if counts[1]]
    if not found.by_unit:
        return
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Unit", overflow="fold")
    for title in ("Stations", "Differ", "Without signs"):
        table.add_column(title, justify="right")
    for unit, (stations, differing, absolute) in sorted(units, key=lambda pair: -pair[1][2])[:_UNITS_SHOWN]:
        table.add_row(" / ".join(unit), f"{stations:,}", f"{differing:,}", f"{absolute:,}")
    console.print(table)
