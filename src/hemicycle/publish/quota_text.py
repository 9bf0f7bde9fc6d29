"""A quota at one election, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.chamber.quota import groups_told
from hemicycle.elections.quota_seen import QuotaSeen
from hemicycle.outcome.numbers import listed, percent, plural
from hemicycle.source.words import capital

_BOUNDS = (
    "between {low} and {high} seats would have to go to other people. These are the bounds over every way in which "
    "the members reported could be spread over the lists."
)


def show_quota(console: Console, seen: QuotaSeen, title: str, names: Mapping[str, str]) -> None:
    """Print what the quota asked of each list, what it offered, what the chamber got, and the later law's bounds."""
    console.print(Text(title, style="bold"))
    console.print(f"law: {seen.law}" + (f" · beside {seen.later}" if seen.later != seen.law else ""), style="dim")
    console.print()
    rule = seen.on_lists
    if rule:
        says = f"Asked of the lists: {groups_told(rule.of)}, together at least {rule.share} ({listed(rule.cites)})."
        console.print(says)
    else:
        console.print("The law of the day asks no quota of the lists.")
    bound = seen.on_seats
    console.print(
        f"Asked of the seats by {_by(seen)}: {groups_told(bound.of)}, together at least {bound.share} "
        f"({listed(bound.cites)})."
    )
    console.print()
    console.print(_table(seen, names))
    console.print()
    console.print(Text("In the chamber", style="bold"))
    for line in _chamber(seen):
        console.print(Padding(line, (0, 0, 0, 2)))


def _by(seen: QuotaSeen) -> str:
    return "the same law" if seen.later == seen.law else seen.later


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


def _chamber(seen: QuotaSeen) -> list[str]:
    lines = []
    if seen.women is not None and seen.women_by_lists is not None:
        share = percent(seen.women / seen.seats, 1)
        lines.append(f"{seen.women} women of {plural(seen.seats, 'member')}, {share}, as reported.")
        low, high = seen.women_by_lists.low, seen.women_by_lists.high
        if low != high:
            lines.append(
                f"At least {low} and at most {high} of them sit for lists; how many for which list wasn't published."
            )
    low, high = seen.to_others.low, seen.to_others.high
    if seen.later == seen.law and seen.known_by_name:
        lines.append(f"{plural(low, 'seat')} short of the quota.")
    elif seen.later == seen.law:
        lines.append(f"Whether the quota on seats was kept can't be told: {_BOUNDS.format(low=low, high=high)}")
    elif seen.known_by_name:
        lines.append(f"Had {seen.later} bound these seats, {plural(low, 'seat')} would have gone to other people.")
    else:
        lines.append(f"Had {seen.later} bound these seats: {_BOUNDS.format(low=low, high=high)}")
    return [capital(line) for line in lines]
