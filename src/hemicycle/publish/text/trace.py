"""How the seats follow, for people: the steps in the order of the act, those of many districts in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.table import Table

from hemicycle.outcome.numbers import fixed, listed, number
from hemicycle.outcome.trace import Admission, Allotment, Levelling, Placement, Record, Transferred
from hemicycle.publish.told.steps import steps_told
from hemicycle.publish.told.voice import ENGLISH_VOICE
from hemicycle.source.words import capital


def steps(trace: Sequence[Record], *, figures: bool = False) -> Iterator[Table]:
    """Print the steps with their articles in the margin; steps that did not apply come last, in short.

    With `figures` those of the whole country have their arithmetic below them.
    """
    ran, skipped = steps_told(trace, ENGLISH_VOICE)
    for place, step in enumerate(ran, 1):
        yield annotated([(f"{place}. {step.says}", step.cites)])
        table = _figures(step.record) if figures and step.record.district == "*" else None
        if table is not None:
            yield table
    if skipped:
        yield annotated((str(step.says), step.cites) for step in skipped)


def districts_of(trace: Sequence[Record]) -> list[str]:
    """List the units that steps worked in, in the order of the trace."""
    found = dict.fromkeys(record.district for record in trace if record.district != "*")
    for record in trace:
        if isinstance(record, Placement):
            found.update(dict.fromkeys(unit for unit, _, _ in record.cells))
    return list(found)


def arithmetic(trace: Sequence[Record], district: str) -> Iterator[Any]:
    """Print every step that touches a unit with its figures: what each list has, and what that comes to."""
    for record in trace:
        if isinstance(record, Placement) and any(unit == district for unit, _, _ in record.cells):
            yield annotated([(_placed(record, district), record.cites)])
        elif record.district == district:
            yield annotated([(f"{capital(record.says.rstrip('.'))}.", record.cites)])
            table = _figures(record)
            if table is not None:
                yield table


def _placed(record: Placement, district: str) -> str:
    here = [f"{record.name(party)} {seats}" for unit, party, seats in record.cells if unit == district]
    turns = [
        f"{record.name(put.party)} as number {place} of {len(record.sequence)}"
        + (f" on {number(put.quotient)}" if put.quotient is not None else "")
        for place, put in enumerate(record.sequence, 1)
        if put.unit == district
    ]
    text = f"Placed here by {record.told}: {listed(here)}"
    return text + (f" ({listed(turns)})." if turns else ".")


def _figures(record: Record) -> Table | None:
    rows: list[tuple[str, ...]]
    match record:
        case Allotment() if record.quotients:
            return _quotients(record)
        case Allotment() if record.quota is not None:
            rows = [
                (record.name(c.party), number(c.weight), fixed(c.quotas or 0, 4), str(c.whole), str(c.seats))
                for c in record.ranked
            ]
            return _laid_out(("List", "Votes", "Quotas", "Whole", "Seats"), rows)
        case Admission():
            ranked = sorted(record.lines, key=lambda line: -line.votes)
            if record.share is None:
                rows = [
                    (record.name(line.party), number(line.votes), "yes" if line.passes else "no") for line in ranked
                ]
                return _laid_out(("List", "Votes", "Admitted"), rows)
            rows = [
                (record.name(line.party), number(line.votes), number(line.required), "yes" if line.passes else "no")
                for line in ranked
            ]
            return _laid_out(("List", "Votes", "Needed", "Admitted"), rows)
        case Levelling():
            rows = [
                (record.name(s.party), number(s.weight), str(s.entitled), str(s.held), str(s.owed))
                for s in record.shares
            ]
            return _laid_out(("List", "Weight", "Entitled", "Held", "Owed"), rows)
        case Transferred():
            rows = [
                (str(place), each.action, record.name(each.candidate or ""), ", ".join(map(record.name, each.elected)))
                for place, each in enumerate(record.rounds, 1)
            ]
            return _laid_out(("Round", "What", "Whose", "Elected so far"), rows, left=4)
    return None


def _quotients(record: Allotment) -> Table:
    """Lay out who won with which last quotient, and which place that quotient took among all."""
    last = {each.party: (place, each.quotient) for place, each in enumerate(record.quotients, 1)}
    rows = [
        (
            record.name(claim.party),
            number(claim.weight),
            str(claim.seats),
            number(last[claim.party][1] or 0),
            f"{last[claim.party][0]} of {len(record.quotients)}",
        )
        for claim in record.ranked
        if claim.party in last
    ]
    return _laid_out(("List", "Votes", "Seats", "Quotient of the last", "Its place"), rows)


def _laid_out(header: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, left: int = 1) -> Table:
    """Lay out figures: the first columns to the left, the rest to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="dim")
    for place, title in enumerate(header):
        table.add_column(title, justify="left" if place < left else "right", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def annotated(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Table:
    """Lay out sentences with their articles in a column of their own at the right."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=16, style="dim")
    for sentence, cites in rows:
        table.add_row(sentence, "\n".join(cites))
    return table
