"""Checks of lists, on a terminal."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.chamber.registration import Checked, Verdict
from hemicycle.count.votes import WHOLE
from hemicycle.law.document import Law
from hemicycle.law.members import Eligibility, ListFalls, ListLength, ListQuota
from hemicycle.outcome.numbers import day, listed, plural
from hemicycle.source.words import capital

_LOOKS = {"broken": ("✗", "bold red"), "kept": ("✓", "green"), "not known": ("?", "yellow"), "told": (" ", "")}


_COUNTED: dict[Verdict, str] = {"broken": "broken", "not known": "not to be told", "kept": "kept"}


def show_checks(console: Console, checks: Sequence[Checked], law: Law, on: dt.date, names: Mapping[str, str]) -> None:
    """Print what each rule came to, list by list, with the articles; then what the act leaves open."""
    lists = list(dict.fromkeys((each.district, each.party) for each in checks))
    console.print(Text(f"Lists for the election of {day(on)}", style="bold"))
    console.print(f"law: {law.id}", style="dim")
    console.print()
    count = Counter(each.verdict for each in checks)
    told = [f"{count[kind]:,} {words}" for kind, words in _COUNTED.items() if count[kind]]
    console.print(f"{plural(len(lists), 'list')}; rules: {listed(told) if told else 'none that could be broken'}.")
    for district, party in lists:
        console.print()
        where = "" if district == WHOLE else f", {district}"
        console.print(Text(f"{names.get(party, party)}{where}", style="bold"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(style="dim", max_width=22)
        for each in checks:
            if (each.district, each.party) == (district, party):
                mark, style = _LOOKS[each.verdict]
                table.add_row(Text(mark, style=style), capital(each.rule), f"{each.says}.", "\n".join(each.cites))
        console.print(Padding(table, (0, 0, 0, 2)))
    _questions(console, law)


def _questions(console: Console, law: Law) -> None:
    """Print the open questions that share an article with a rule on lists."""
    rules = [rule for rule in law.members if isinstance(rule, ListLength | ListQuota | Eligibility | ListFalls)]
    cited = {cite for rule in rules for cite in rule.cites}
    asked = [question for question in law.open_questions if cited & set(question.cites)]
    if asked:
        console.print()
        console.print(Text("What the act leaves open", style="bold"))
    for question in asked:
        says = f"{capital(question.asks)} (law: {question.law}). Here: {question.we}. {', '.join(question.cites)}"
        console.print(Padding(says, (0, 0, 0, 2)))
