"""Who wins where as three lists share their votes, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from hemicycle.outcome.numbers import listed, number, percent
from hemicycle.publish.pictures.triangle import counted_kinds
from hemicycle.publish.text.what_if import plain_table
from hemicycle.scenarios.ternary import Ternary


def show_ternary(console: Console, title: str, law: str, names: Mapping[str, str], found: Ternary) -> None:
    """Print at how many points of the grid who wins, and where the election itself was."""
    points = len(found.parts)
    called = [names.get(party, party) for party in found.lists]
    console.print(Text(title, style="bold"))
    console.print(f"{number(sum(found.votes))} votes of {listed(called)}, shared otherwise · law: {law}", style="dim")
    console.print("Assumed: all others as they were; each list moves in the same proportion everywhere.", style="dim")
    console.print()
    table = plain_table("", "Points", "% of points")
    for told, times in counted_kinds(found, called):
        table.add_row(told, number(times), percent(times / points, 1).removesuffix(" %"))
    table.add_row("all", number(points), "")
    console.print(table)
    console.print()
    won = sorted(found.actual.items(), key=lambda each: -each[1])
    parts = [f"{name} {percent(votes / sum(found.votes), 1)}" for name, votes in zip(called, found.votes, strict=True)]
    console.print(f"As it was: {listed(parts)} of these votes.")
    console.print(f"Seats then: {listed([f'{names.get(party, party)} {seats}' for party, seats in won])}.")
    console.print()
    console.print(
        "The points are a grid for a picture (-o FILE.svg), not a chance of anything; between two points anything may "
        "be."
    )
    if found.many.because:
        console.print(f"Counted one by one, because of {found.many.because}.")
