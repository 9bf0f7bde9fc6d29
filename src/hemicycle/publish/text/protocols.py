"""The arithmetic of protocols for people: rules with denominators, both directions, and the stations they mark."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hemicycle.outcome.numbers import exact, number, percent, signed
from hemicycle.publish.tables import Table
from hemicycle.publish.text.check import ALIKE
from hemicycle.publish.text.returns import read_as, rows_told, show_refusals
from hemicycle.returns.table import Returns
from hemicycle.scrutiny.protocols import Evidence, Mark
from hemicycle.source.words import plural


def show_evidence(console: Console, returns: Returns, evidence: Sequence[Evidence], shown: int) -> None:
    """Print what rules mark, errors first, the largest gap of each first; then the rules that could not be asked."""
    console.print(Text(returns.name, style="bold"))
    console.print(read_as(returns), style="dim")
    console.print(rows_told(returns))
    show_refusals(console, returns)
    console.print(ALIKE)
    for each in evidence:
        if each.checked.marked:
            _rule(console, each, shown)
    _without_marks(console, evidence)


def _rule(console: Console, evidence: Evidence, shown: int) -> None:
    checked, check = evidence.checked, evidence.checked.check
    console.print()
    console.print(Text(f"{check.number} {check.title}", style="bold"))
    grounds = ", ".join(check.cites) or check.follows or ""
    console.print(f"{check.holds or 'compared with others'} ({grounds})", style="dim")
    share = percent(Fraction(checked.marked, checked.stations))
    console.print(f"{checked.marked:,} of {plural(checked.stations, 'station')} where it could be asked ({share})")
    for side in evidence.sides:
        told = f"{side.larger} is the larger in {side.stations:,}, by {number(side.sum)} in all"
        console.print(Padding(told, (0, 0, 0, 2)))
    for mark in evidence.marks[:shown]:
        console.print(Padding(_marked(mark), (0, 0, 0, 4)))
    if checked.marked > shown:
        console.print(f"    and {checked.marked - shown:,} more: --show or --format csv give all", style="dim")


def _marked(mark: Mark) -> str:
    line = f" (line {mark.line:,})" if mark.line is not None else ""
    gap = f" [{signed(mark.gap)}]" if mark.gap is not None and mark.gap.denominator == 1 else ""
    return f"{' / '.join(mark.station)}{line}: {mark.says}{gap}"


def _without_marks(console: Console, evidence: Sequence[Evidence]) -> None:
    kept = [each.checked for each in evidence if not each.checked.marked and not each.checked.not_asked]
    silent = [each.checked for each in evidence if each.checked.not_asked]
    for title, rules in (("Kept by all stations asked", kept), ("Not asked", silent)):
        if rules:
            console.print()
            console.print(Text(title, style="bold"))
            for each in rules:
                why = each.not_asked or plural(each.stations, "station")
                console.print(Padding(f"{each.check.number} {each.check.title}: {why}", (0, 0, 0, 2)))


def marks_table(returns: Returns, evidence: Sequence[Evidence]) -> Table:
    """Give every station that a rule marks as a row: rule, units, line, what it says, the gap of the two sides."""
    columns = {"rule": "text", "kind": "text", **dict.fromkeys(returns.levels, "text"), "line": "number"}
    rows = [
        (
            each.checked.check.number,
            "error" if each.checked.check.is_error else "warning",
            *mark.station,
            mark.line,
            mark.says,
            "" if mark.gap is None else str(exact(mark.gap)),
        )
        for each in evidence
        for mark in each.marks
    ]
    return Table({**columns, "says": "text", "difference": "text"}, rows)
