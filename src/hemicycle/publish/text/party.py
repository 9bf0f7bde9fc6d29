"""The story of a party, on a terminal."""

from __future__ import annotations

import datetime as dt

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.chamber.lineage import Parties, Party, Span
from hemicycle.elections.parties import Leader, Story
from hemicycle.outcome.numbers import day, fixed, listed, number


def show_party(console: Console, story: Story) -> None:
    """Print the names of a party, its line, its leaders with their offices, and its elections."""
    party = story.party
    console.print(Text(party.name, style="bold"))
    console.print(" · ".join([story.id, *party.names.values()]), style="dim")
    console.print()
    console.print(_life(story))
    if party.note:
        console.print(party.note)
    _line(console, story)
    _leaders(console, story.parties, party)
    _elections(console, story)
    console.print()
    console.print(f"Sources: {', '.join(party.sources)}", style="dim")


def when(date: str) -> str:
    """Write a date as exact as it is known: 11 November 2020, November 2020, 2020."""
    year, *rest = date.split("-")
    if not rest:
        return year
    return f"{dt.date(int(year), int(rest[0]), 1):%B %Y}" if len(rest) == 1 else day(dt.date.fromisoformat(date))


def span(part: Span) -> str:
    """Write a stretch of time; what isn't known of it is said."""
    if part.start is None and part.until is None:
        return "dates not found"
    if part.start == part.until and part.start:
        return f"in {when(part.start)}"
    start = f"from {when(part.start)}" if part.start else "start not found"
    return f"{start} to {when(part.until)}" if part.until else start


def _life(story: Story) -> str:
    party = story.party
    sentence = f"Under this name {span(party)}."
    if party.becomes:
        how = {"renamed": "Renamed to", "merged": "Merged into", "split": "Split into"}.get(party.how or "", "Became")
        heir = story.parties.parties.get(party.becomes)
        sentence += f" {how} {heir.name if heir else party.becomes}."
    return sentence


def _line(console: Console, story: Story) -> None:
    """Print the names before and after, each with how the step was taken."""
    if not story.before and not story.after:
        return
    console.print()
    console.print(Text("Its line", style="bold"))
    for ident in reversed(story.before):
        _step(console, story.parties.parties[ident], story)
    for ident in (story.id, *story.after):
        _step(console, story.parties.parties[ident], story)


def _step(console: Console, party: Party, story: Story) -> None:
    heir = story.parties.parties.get(party.becomes or "")
    then = f", {party.how or 'then'} {'into' if party.how == 'merged' else 'to'} {heir.name}" if heir else ""
    console.print(Padding(f"{party.name}, {span(party)}{then}", (0, 0, 0, 2)))


def _leaders(console: Console, parties: Parties, party: Party) -> None:
    console.print()
    console.print(Text("Leaders", style="bold"))
    if not party.leaders:
        console.print(Padding("Nobody found.", (0, 0, 0, 2)))
    for term in party.leaders:
        note = f" ({term.note})" if term.note else ""
        console.print(Padding(f"{term.name}, {span(term)}{note}", (0, 0, 0, 2)))
        for office in parties.offices:
            if office.person == term.name:
                console.print(Padding(f"{office.office}, {span(office)} [{', '.join(office.sources)}]", (0, 0, 0, 4)))


def _elections(console: Console, story: Story) -> None:
    console.print()
    console.print(Text("Elections of its line", style="bold"))
    if not story.stood:
        console.print(Padding("None in the archive.", (0, 0, 0, 2)))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, title in enumerate(("Election", "Under the name", "Votes", "%", "Seats", "Led by")):
        table.add_column(title, justify="right" if index in (2, 3, 4) else "left")
    for each in story.stood:
        table.add_row(
            str(each.date),
            story.parties.parties[each.party].name,
            "–" if each.votes is None else number(each.votes),
            "–" if each.share is None else fixed(each.share * 100),
            number(each.seats),
            "; ".join(map(leader_told, each.leaders)) or "not found",
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def leader_told(leader: Leader) -> str:
    """Name a leader on a day, with the age and the state offices held then."""
    age = f" ({leader.age})" if leader.age is not None else ""
    offices = f", {listed([office.office for office in leader.offices])}" if leader.offices else ""
    return f"{leader.term.name}{age}{offices}"
