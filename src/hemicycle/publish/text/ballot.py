"""A body's ballot on candidates, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hemicycle.chamber.approval import Verdict
from hemicycle.law.document import Law
from hemicycle.law.members import Seating
from hemicycle.outcome.numbers import fixed, listed, plural
from hemicycle.source.words import capital

_WORDS = {True: "elected", False: "not elected", None: "equal for the last seats"}


def show_ballot(console: Console, verdicts: Sequence[Verdict], rule: Seating | None, law: Law, title: str) -> None:
    """Print what each candidate had and whether that elects, with the rule above."""
    console.print(Text(title, style="bold"))
    console.print(f"law: {law.id}", style="dim")
    console.print()
    elected = sum(each.elected is True for each in verdicts)
    console.print(f"{elected} of {plural(len(verdicts), 'candidate')} elected.")
    if rule:
        console.print(f"{capital(rule.says)} ({listed(rule.cites)}).")
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Candidate")
    table.add_column("Votes", justify="right")
    table.add_column("% of those voting", justify="right")
    table.add_column("")
    for each in verdicts:
        votes = "–" if each.votes is None else f"{each.votes:,}"
        table.add_row(each.name, votes, fixed(each.share * 100), _WORDS[each.elected])
    console.print(table)
