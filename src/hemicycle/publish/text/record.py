"""What the archive knows of an election, on a terminal: figures, lists, disagreements, findings, gaps."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.elections.archive import Election
from hemicycle.elections.parties import leaders_on, read_parties
from hemicycle.elections.record import Figure
from hemicycle.outcome.numbers import number
from hemicycle.publish.text.party import leader_told
from hemicycle.source.words import capital


def show_record(console: Console, election: Election) -> None:
    """Print the record of an election, each figure with the keys of its sources, then what the keys stand for."""
    record = election.record
    console.print(Text(record.title, style="bold"))
    console.print(f"{election.id} · law: {election.law.id}", style="dim")
    _stages(console, election)
    _figures(console, election)
    _lists(console, election)
    _led_by(console, election)
    _section(console, "Where sources disagree")
    for choice in record.preferred:
        said = f"{capital(choice.figure)}: {'; '.join(choice.versions)}. Taken: {_counted(choice.taken)}. {choice.why}"
        console.print(Padding(f"{said} {_keys(choice.sources)}", (0, 0, 0, 2)))
    _section(console, "What observers found, as theirs")
    for finding in election.findings:
        told = f"{capital(finding.area)}: {finding.body}, {finding.when}: {finding.found} {_keys(finding.sources)}"
        console.print(Padding(told, (0, 0, 0, 2)))
    _absent(console, election)
    _section(console, "Looked for and not found")
    for gap in record.not_found:
        console.print(Padding(f"{capital(gap)}.", (0, 0, 0, 2)))
    _section(console, "Notes")
    for note in record.notes:
        console.print(Padding(note, (0, 0, 0, 2)))
    _section(console, "Sources")
    for key, source in zip(election.source_keys, election.sources(election.source_keys), strict=True):
        console.print(Padding(f"[{key}] {source}", (0, 0, 0, 2)))


def _absent(console: Console, election: Election) -> None:
    """Print who did not stand, and whether results of stations were published."""
    record = election.record
    if record.did_not_stand:
        _section(console, "Who did not stand")
    for each in record.did_not_stand:
        note = f". {each.note}" if each.note else ""
        console.print(Padding(f"{each.name} {each.how}: {each.why}{note} {_keys(each.sources)}", (0, 0, 0, 2)))
    if record.recalled:
        _section(console, "What a report of the time recalled")
    for told in record.recalled:
        console.print(Padding(f"{told.says} {_keys(told.sources)}", (0, 0, 0, 2)))
    if (stations := record.results_by_station) is not None:
        _section(console, "Results by polling station")
        public = "published" if stations.published == "yes" else "not published"
        console.print(Padding(f"{capital(public)}: {stations.why} {_keys(stations.sources)}", (0, 0, 0, 2)))


def _led_by(console: Console, election: Election) -> None:
    """Print who led each party on the day of the election, and the state offices in the same hands."""
    parties = read_parties(election.country)
    led = {party: leaders_on(parties, party, election.date) for party in election.record.lists}
    if any(led.values()):
        _section(console, "Who led the parties on the day")
        names = election.record.as_facts().names
        for party, leaders in led.items():
            if leaders:
                told = "; ".join(map(leader_told, leaders))
                console.print(Padding(f"{names.get(party, party)}: {told}", (0, 0, 0, 2)))


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _table(*columns: str) -> Table:
    table = Table(box=None, show_header=bool(columns), pad_edge=False, padding=(0, 2, 0, 2), header_style="bold")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place == 1 else "left")
    return table


def _stages(console: Console, election: Election) -> None:
    _section(console, "Stages")
    for stage in election.record.stages:
        when = f" on {stage.on}" if stage.on else ""
        told = f"{stage.stage}: {stage.knows} by {stage.by}{when} {_keys(stage.sources)}"
        console.print(Padding(told, (0, 0, 0, 2)))


def _figures(console: Console, election: Election) -> None:
    _section(console, "Figures")
    table = _table("Figure", "Value", "Of", "Sources")
    for name, figure in election.record.figures.items():
        derived = f" (derived: {figure.derived})" if figure.derived else ""
        table.add_row(
            capital(name.replace("_", " ")),
            _value(figure),
            f"{(figure.of or '').replace('_', ' ')}{derived}".strip(),
            " ".join(figure.sources),
        )
    console.print(table)


def _value(figure: Figure) -> str:
    """Write a figure as it was printed; whole numbers with thousands separators, shares with their sign."""
    text = _counted(figure.value)
    return f"{text} %" if figure.of and text == figure.value else text


def _counted(text: str) -> str:
    return number(int(text)) if text.isdigit() else text


def _lists(console: Console, election: Election) -> None:
    _section(console, "Lists")
    official: dict[str, list[str]] = {}
    for row in election.official_seats:
        official.setdefault(row.party, []).append(f"{row.seats} {row.tier.replace('_', ' ')}")
    table = _table("List", "Names", "Official seats", "Sources")
    for party, facts in election.record.lists.items():
        names = number(facts.candidates) if facts.candidates else ""
        table.add_row(facts.name or party, names, ", ".join(official.get(party, [])), " ".join(facts.sources))
    console.print(table)


def _keys(sources: tuple[str, ...]) -> str:
    return f"[{' '.join(sources)}]" if sources else ""
