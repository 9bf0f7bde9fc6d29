"""The same votes under another law, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.outcome.numbers import fixed, listed, number, signed
from hemicycle.publish.text import Shown, headline
from hemicycle.publish.trace_text import steps
from hemicycle.scenarios.sweep import Stretch, Tried

ASSUMPTION = "the same votes: nobody would have voted, stood or stayed away otherwise under the other law"


def show_what_if(console: Console, changed: Shown, actual: Shown, told: Sequence[str]) -> None:
    """Print the seats under the changed law beside those under the law of the day, then how they follow."""
    console.print(Text(changed.title, style="bold"))
    console.print(f"law: {changed.law.id}" + (f" with {listed(told)}" if told else ""), style="dim")
    console.print()
    console.print(headline(changed.outcome, changed.law))
    console.print(f"Assumed: {ASSUMPTION}.")
    console.print()
    before, after = actual.outcome.totals, changed.outcome.totals
    table = _table("List", f"{actual.law.id}", "Changed", "±")
    for party in sorted({*before, *after}, key=lambda each: (-after.get(each, 0), -before.get(each, 0), each)):
        was, now = before.get(party, 0), after.get(party, 0)
        name = changed.outcome.names.get(party) or actual.outcome.names.get(party) or party
        table.add_row(name, number(was), number(now), signed(now - was))
    table.add_row("all", number(sum(before.values())), number(sum(after.values())), "")
    console.print(table)
    console.print()
    console.print(Text("How the seats follow", style="bold"))
    for line in steps(changed.outcome.trace):
        console.print(Padding(line, (0, 0, 0, 2)))


def show_stretches(console: Console, shown: Shown, stretches: Sequence[Stretch], tier: str) -> None:
    """Print the thresholds at which the seats change, and the seats between them."""
    console.print(Text(shown.title, style="bold"))
    console.print(f"seats by the threshold of {tier} · law: {shown.law.id}", style="dim")
    console.print(f"Assumed: {ASSUMPTION}.", style="dim")
    console.print()
    names = shown.outcome.names
    for each in stretches:
        end = f"up to {_share(each.high)}" if each.with_high else f"below {_share(each.high)}"
        start = f"from {_share(each.low)}" if each.with_low else f"above {_share(each.low)}"
        told = ", ".join(f"{names.get(party, party)} {seats}" for party, seats in each.totals.items())
        console.print(Text(f"{start} {end}", style="bold"))
        console.print(Padding(told or f"{each.status}", (0, 0, 0, 2)))
        if each.passes:
            who = listed([names.get(party, party) for party in each.passes])
            console.print(Padding(Text(f"ends at the share of {who}", style="dim"), (0, 0, 0, 2)))


def show_tried(console: Console, shown: Shown, tried: Sequence[Tried], tier: str) -> None:
    """Print what each value gives, a row for each, a column for each list."""
    console.print(Text(shown.title, style="bold"))
    console.print(f"seats of all lists, by what is set in {tier} · law: {shown.law.id}", style="dim")
    console.print(f"Assumed: {ASSUMPTION}.", style="dim")
    console.print()
    parties = list(dict.fromkeys(party for each in tried for party in each.outcome.totals))
    parties.sort(key=lambda party: -max(each.outcome.totals.get(party, 0) for each in tried))
    table = _table("", *(shown.outcome.names.get(party, party) for party in parties[:_COLUMNS]))
    for each in tried:
        cells = (number(each.outcome.totals.get(party, 0)) for party in parties[:_COLUMNS])
        table.add_row(each.value, *(cells if each.outcome.status == "decided" else [each.outcome.status]))
    console.print(table)
    if len(parties) > _COLUMNS:
        console.print(f"{len(parties) - _COLUMNS} more lists with seats; --json has them all.", style="dim")


_COLUMNS = 6


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, title in enumerate(titles):
        table.add_column(title, justify="right" if index else "left")
    return table


def _share(share: Fraction) -> str:
    return f"{fixed(share * 100, 4)} %"
