"""Laws for people, on a terminal: clauses with their articles in the margin, versions side by side."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hemicycle.law.diff import Change
from hemicycle.law.document import Law
from hemicycle.law.words import tell
from hemicycle.publish.text.trace import annotated


def show_law(console: Console, law: Law) -> None:
    """Print a law in words, article by article."""
    console.print(Text(law.title, style="bold"))
    until = law.in_force.until or "now"
    console.print(f"{law.id} · {law.act} · in force {law.in_force.start} to {until}", style="dim")
    for section, clauses in groupby(tell(law), key=lambda clause: clause.section):
        console.print()
        console.print(Text(section, style="bold"))
        told = ((f"{clause.step}. {clause.says}" if clause.step else clause.says, clause.cites) for clause in clauses)
        console.print(Padding(annotated(told), (0, 0, 0, 2)))
    console.print()
    console.print(Text("Written from", style="bold"))
    for text in law.read_in:
        console.print(Padding(f"{text}.", (0, 0, 0, 2)))
    if law.note:
        console.print()
        console.print(law.note)


def show_changes(console: Console, before: Law, after: Law, changes: list[Change]) -> None:
    """Print what changed between two versions, the old wording above the new."""
    console.print(Text(f"{before.id} → {after.id}", style="bold"))
    console.print(f"{before.act} → {after.act}", style="dim")
    if not changes:
        console.print("Nothing that these documents hold has changed.")
    section = ""
    for change in changes:
        clause = change.after or change.before
        assert clause is not None
        if clause.section != section:
            section = clause.section
            console.print()
            console.print(Text(section, style="bold"))
        rows = [
            (f"{sign} {side.says}", side.cites) for sign, side in (("−", change.before), ("+", change.after)) if side
        ]
        console.print(Padding(annotated(rows), (0, 0, 0, 2)))
