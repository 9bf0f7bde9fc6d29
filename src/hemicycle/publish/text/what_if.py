"""The same votes under another law, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.count.votes import WHOLE
from hemicycle.outcome.numbers import fixed, listed, number, signed
from hemicycle.outcome.tongue import ENGLISH
from hemicycle.publish.shown import Shown
from hemicycle.publish.text.outcome import headline
from hemicycle.publish.text.trace import steps
from hemicycle.publish.told.bounds import half_told, moves_told, thresholds_told
from hemicycle.scenarios.bounds import Bounds
from hemicycle.scenarios.distance import Distance
from hemicycle.scenarios.sweep import Stretch, Tried
from hemicycle.scenarios.tipping import Tipping

ASSUMPTION = "the same votes: nobody would have voted, stood or stayed away otherwise under the other law"


def show_what_if(console: Console, changed: Shown, actual: Shown, told: Sequence[str], assumption: str) -> None:
    """Print the seats under the changed law beside those under the law of the day, then how they follow."""
    console.print(Text(changed.title, style="bold"))
    console.print(f"law: {changed.law.id}" + (f" with {listed(told)}" if told else ""), style="dim")
    console.print()
    console.print(headline(changed.outcome, changed.law))
    console.print(f"Assumed: {assumption}.")
    console.print()
    before, after = actual.outcome.totals, changed.outcome.totals
    table = plain_table("List", f"{actual.law.id}", "Changed", "±")
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
    table = plain_table("", *(shown.outcome.names.get(party, party) for party in parties[:_COLUMNS]))
    for each in tried:
        cells = (number(each.outcome.totals.get(party, 0)) for party in parties[:_COLUMNS])
        table.add_row(each.value, *(cells if each.outcome.status == "decided" else [each.outcome.status]))
    console.print(table)
    if len(parties) > _COLUMNS:
        console.print(f"{len(parties) - _COLUMNS} more lists with seats; --json has them all.", style="dim")


_COLUMNS = 6


def plain_table(*titles: str) -> Table:
    """Make a table without lines: words on the left, numbers on the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, title in enumerate(titles):
        table.add_column(title, justify="right" if index else "left")
    return table


def _share(share: Fraction) -> str:
    return f"{fixed(share * 100, 4)} %"


def show_distances(console: Console, shown: Shown, found: Sequence[Distance]) -> None:
    """Print, list by list, the least number of votes that would have made another result, with its seats."""
    console.print(Text(shown.title, style="bold"))
    console.print(f"the least number of votes that makes another result · law: {shown.law.id}", style="dim")
    names = shown.outcome.names
    for party in dict.fromkeys(each.party for each in found):
        console.print()
        console.print(Text(names.get(party, party), style="bold"))
        table = plain_table("", "Votes", "", "Seats")
        table.columns[2].justify = table.columns[3].justify = "left"
        for each in found:
            if each.party == party:
                where = "" if each.district == WHOLE else f", {each.district}"
                way = f"{each.way}{f' ({names.get(each.other, each.other)})' if each.other else ''}{where}"
                count = number(each.votes) if each.proved else f"≤ {number(each.votes)}"
                table.add_row(each.goal, count, way, moves_told(each, names, ENGLISH))
        console.print(Padding(table, (0, 0, 0, 2)))
    if not all(each.proved for each in found):
        console.print()
        console.print(
            "≤: found by search, and one vote fewer doesn't do it; that no smaller number does isn't proved, because "
            "seats move between the tiers of this law.",
            style="dim",
        )


def show_bounds(
    console: Console, bounds: Bounds, points: Sequence[Tipping], title: str, names: Mapping[str, str]
) -> None:
    """Print what those who stayed away could have changed, as numbers of voters beside how many there are."""
    console.print(Text(title, style="bold"))
    console.print("accounting bounds: numbers of voters, never how they would have voted", style="dim")
    console.print()
    table = plain_table("", "Voters", "% of the register")
    leader = names.get(bounds.leader, bounds.leader)
    for label, count in (
        ("on the register", bounds.registered),
        ("received a ballot", bounds.received),
        ("stayed away", bounds.stayed_away),
        ("valid votes", bounds.valid),
        (f"votes for {leader}", bounds.leader_votes),
    ):
        table.add_row(label, number(count), fixed(bounds.of_register(count) * 100))
    console.print(table)
    console.print()
    for said in (half_told(bounds, names, ENGLISH), *thresholds_told(bounds, names, ENGLISH)):
        console.print(said.text)
    if points:
        console.print()
        console.print(Text("One assumption at a time, and where it would tip", style="bold"))
    for assumption in dict.fromkeys(point.assumption for point in points):
        console.print(f"If {assumption}:")
        for point in points:
            if point.assumption == assumption:
                console.print(Padding(_tips(point, names), (0, 0, 0, 2)))


def _tips(point: Tipping, names: Mapping[str, str]) -> str:
    group = f"voters of {names.get(point.list, point.list)}" if point.list else point.group
    share = fixed(point.share * 100, 1)
    reached = f"{names.get(point.party, point.party)}: {point.tips}"
    return f"{reached} from {number(point.votes)} on, {share} % of the {number(point.size)} {group}"
