"""A chamber and its members, on a terminal."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.chamber.chamber import Chamber
from hemicycle.chamber.seating import Tied
from hemicycle.chamber.term import ListSeats, Place
from hemicycle.count.votes import WHOLE
from hemicycle.law.members import Rule
from hemicycle.outcome.numbers import day, listed, plural
from hemicycle.outcome.tongue import ENGLISH
from hemicycle.publish import tables
from hemicycle.publish.colours import colours_of
from hemicycle.publish.text.half_circle import MOST_IN_TEXT, in_characters
from hemicycle.publish.text.outcome import MARKS
from hemicycle.publish.told.members import seats_told
from hemicycle.source.words import capital

VACANT = "·"


def show_chamber(console: Console, chamber: Chamber, title: str) -> None:
    """Print a chamber: how many sit, the half circle, the parties, then every member by list."""
    console.print(Text(title, style="bold"))
    console.print(f"on {day(chamber.on)} · law: {chamber.law}", style="dim")
    console.print()
    console.print(" ".join(said.text for said in seats_told(chamber, ENGLISH)))
    console.print()
    marks = _marks(chamber)
    if 0 < len(chamber.places) <= MOST_IN_TEXT:
        _half_circle(console, chamber, marks)
    console.print(_parties(chamber, marks))
    for party, lists in _by_party(chamber):
        _members(console, chamber, party, lists)
    _section(console, "Since the first day", _changes(chamber))
    _section(console, "Equal for a seat", [_tie(tie) for tie in chamber.ties])
    _section(console, "Notes", [f"{capital(note)}." for note in chamber.notes])


def _marks(chamber: Chamber) -> dict[str, tuple[str, str]]:
    """Give every list with seats a mark and a colour, the largest first."""
    sizes = Counter(place.party for place in chamber.places)
    colours = colours_of(sizes, chamber.law)
    return {party: (MARKS[index % len(MARKS)], colours[party]) for index, (party, _) in enumerate(sizes.most_common())}


def _half_circle(console: Console, chamber: Chamber, marks: dict[str, tuple[str, str]]) -> None:
    """Draw the seats list by list; a seat that nobody holds is a dot."""
    order = {party: index for index, party in enumerate(marks)}
    places = sorted(chamber.places, key=lambda place: (order[place.party], place.holder is None))
    colours = dict(marks.values())
    for line in in_characters([marks[place.party][0] if place.holder else VACANT for place in places]):
        text = Text("  ")
        for mark in line:
            text.append(mark, style=colours.get(mark))
        console.print(text)
    console.print()


def _table(*columns: str, right: Iterable[int] = ()) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, title in enumerate(columns):
        table.add_column(title, justify="right" if index in right else "left")
    return table


def _parties(chamber: Chamber, marks: dict[str, tuple[str, str]]) -> Table:
    """Tell how many seats each list has, how many are held, and who of them still sits for its party."""
    table = _table("List", "Seats", "Held", "Vacant", right=(1, 2, 3))
    for party, (mark, colour) in marks.items():
        places = [place for place in chamber.places if place.party == party]
        held = sum(place.holder is not None for place in places)
        name = Text.assemble((f"{mark} ", colour), chamber.names.get(party, party))
        table.add_row(name, f"{len(places):,}", f"{held:,}", f"{len(places) - held:,}")
    left = chamber.by_party.get("", 0)
    if left:
        table.add_row("  of them without their party now", "", f"{left:,}", "")
    table.add_row("all", f"{len(chamber.places):,}", f"{chamber.seated:,}", f"{chamber.vacant:,}")
    return table


def _by_party(chamber: Chamber) -> list[tuple[str, list[ListSeats]]]:
    lists: dict[str, list[ListSeats]] = {party: [] for party in _marks(chamber)}
    for each in chamber.lists:
        lists[each.party].append(each)
    return list(lists.items())


def _members(console: Console, chamber: Chamber, party: str, lists: Sequence[ListSeats]) -> None:
    """Print the members of a list: one sentence for those without names, a line for each of the others."""
    places = [place for each in lists for place in each.places]
    console.print()
    console.print(Text(f"{chamber.names.get(party, party)}, {plural(len(places), 'seat')}", style="bold"))
    rules = dict.fromkeys(f"{each.says} ({listed(each.cites)})" for one in lists for each in _told(one))
    for says in rules:
        console.print(Padding(Text(f"{capital(says)}.", style="dim"), (0, 0, 0, 2)))
    unnamed = sum(map(_is_unnamed, places))
    if unnamed:
        console.print(Padding(f"{plural(unnamed, 'member')} not named in the figures at hand.", (0, 0, 0, 2)))
    named = [place for place in places if place.holder and not _is_unnamed(place)]
    districts = len({place.district for place in chamber.places}) > 1
    table = _table(*(["District"] if districts else []), "Member", "Since", "How")
    rows = [(place, (place.holder.name or "", str(place.holder.since), _how(place))) for place in named if place.holder]
    empty = Counter((place.district, place.empty) for place in places if place.holder is None)
    firsts = {(place.district, place.empty): place for place in reversed(places) if place.holder is None}
    for key, place in reversed(firsts.items()):
        seats = f"– ({empty[key]:,} seats)" if empty[key] > 1 else "–"
        rows.append((place, (seats, "", capital(place.empty))))
    for place, cells in rows:
        table.add_row(*([_district(place)] if districts else []), *cells)
    if rows:
        console.print(Padding(table, (0, 0, 0, 2)))


def _told(seats: ListSeats) -> list[Rule]:
    """Find the rules that say who took the seats of a list, and what share of them is kept for whom."""
    return [rule for rule in (seats.rules.seating, seats.rules.quota) if rule]


def _is_unnamed(place: Place) -> bool:
    return place.holder is not None and place.holder.name is None


def _how(place: Place) -> str:
    holder = place.holder
    if holder is None:
        return ""
    before = place.holders[-2] if len(place.holders) > 1 else None
    after = f", after {before.name or 'a member'} ({before.ended})" if before else ""
    without = "" if holder.party else "; sits without the party"
    return capital(f"{holder.says}{after}{without}")


def _district(place: Place) -> str:
    return "" if place.district == WHOLE else place.district


def _changes(chamber: Chamber) -> list[str]:
    """Tell who left and who came, in the order of time."""
    told: list[tuple[dt.date, str]] = []
    for place in chamber.places:
        party = chamber.names.get(place.party, place.party)
        for before, after in zip(place.holders, (*place.holders[1:], None), strict=False):
            who = f"{before.name or 'a member'} ({party})"
            if before.alone is not None:
                told.append((before.alone, f"{who} sits without the party from here on"))
            if before.until is not None:
                follows = f"{after.name or 'a member'} followed on {day(after.since)}, {after.says}" if after else ""
                told.append((before.until, f"{who} {before.ended}; {follows or place.empty}"))
    return [f"{day(when)}: {says}." for when, says in sorted(told)]


def _tie(tie: Tied) -> str:
    where = "" if tie.district == WHOLE else f" in {tie.district}"
    settles = "a lot decides" if tie.by == "lots" else "the law's text at hand doesn't tell what decides"
    return f"{tie.party}{where}: {listed(tie.among)}, for {plural(tie.seats, 'seat')}; {settles} ({listed(tie.cites)})."


def _section(console: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print()
        console.print(Text(title, style="bold"))
        for line in lines:
            console.print(Padding(line, (0, 0, 0, 2)))


def show_line(console: Console, chamber: Chamber, lists: Sequence[ListSeats], title: str) -> None:
    """Print who follows on each list, the next one first."""
    console.print(Text(title, style="bold"))
    console.print(f"who follows on {day(chamber.on)} · law: {chamber.law}", style="dim")
    for each in lists:
        place = each.places[0]
        where = "" if place.district == WHOLE else f", {place.district}"
        console.print()
        console.print(Text(f"{chamber.names.get(each.party, each.party)}{where}", style="bold"))
        rule = each.rules.vacancy
        if rule:
            console.print(Padding(f"{capital(rule.says)} ({listed(rule.cites)}).", (0, 0, 0, 2)))
        names = [candidate.name for candidate in each.line]
        told = "; ".join(names) if names else "nobody whom the figures at hand name"
        console.print(Padding(f"{len(names):,} in line: {told}" if names else capital(f"{told}."), (0, 0, 0, 2)))


def line_json(lists: Sequence[ListSeats]) -> list[dict[str, Any]]:
    """Give who follows on each list, for programs."""
    return [
        {
            "district": each.places[0].district,
            "list": each.party,
            "by": each.rules.vacancy.by if each.rules.vacancy else None,
            "cites": list(each.rules.vacancy.cites) if each.rules.vacancy else [],
            "line": [candidate.name for candidate in each.line],
        }
        for each in lists
    ]


def members_table(chamber: Chamber) -> tables.Table:
    """Make a table of all seats with their holders."""
    columns = dict.fromkeys(("district", "tier", "list", "seat", "member", "party", "since", "how"), "text")
    columns["seat"] = "number"
    return tables.Table(columns, [_row(place) for place in chamber.places])


def _row(place: Place) -> tuple[Any, ...]:
    holder = place.holder
    start = (place.district, place.tier, place.party, place.number)
    if holder is None:
        return (*start, None, None, None, place.empty)
    return (*start, holder.name, holder.party, holder.since.isoformat(), holder.says)
