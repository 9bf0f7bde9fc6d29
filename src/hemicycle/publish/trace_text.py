"""How the seats follow, for people: the steps in the order of the act, those of many districts in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.table import Table

from hemicycle.outcome.numbers import fixed, listed, number, percent, plural
from hemicycle.outcome.trace import Admission, Allotment, Levelling, NotRun, Placement, Record, Transferred
from hemicycle.source.words import capital

# So many districts are told one by one; more of them in one sentence.
_FEW = 3
_PARTIES = 8
_DISTRICTS = 30


def steps(trace: Sequence[Record], *, figures: bool = False) -> Iterator[Table]:
    """Print the steps with their articles in the margin; steps that did not apply come last, in short.

    With `figures` those of the whole country have their arithmetic below them.
    """
    ran = [record for record in trace if not isinstance(record, NotRun)]
    said = [told for group in _by_step(ran) for told in _told(group)]
    for place, (says, record) in enumerate(said, 1):
        # A sentence that begins with a district keeps its name as it is written.
        sentence = says if record.place and says.startswith(record.place) else capital(says)
        yield annotated([(f"{place}. {sentence}.", record.cites)])
        table = _figures(record) if figures and record.district == "*" else None
        if table is not None:
            yield table
    skipped: dict[str, list[str]] = {}
    for record in trace:
        if isinstance(record, NotRun):
            skipped.setdefault(record.because, []).extend(record.cites)
    if skipped:
        yield annotated((f"Not run: {because}.", tuple(dict.fromkeys(cites))) for because, cites in skipped.items())


def _by_step(records: Sequence[Record]) -> list[list[Record]]:
    """Group the records of one step, in the order of the steps."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.step, []).append(record)
    return list(groups.values())


def _told(group: list[Record]) -> Iterator[tuple[str, Record]]:
    if len(group) <= _FEW:
        yield from ((_said(record), record) for record in group)
        return
    first = group[0]
    match first:
        case Admission():
            says = _admissions([record for record in group if isinstance(record, Admission)])
        case Allotment():
            says = _allotments([record for record in group if isinstance(record, Allotment)])
        case _:
            says = f"in {len(group)} units: {first.says.rstrip('.')}; and so on"
    yield says, first


def _said(record: Record) -> str:
    """Tell one record; of seats divided among many districts, the largest numbers only."""
    if not isinstance(record, Allotment) or record.seated or len(record.claims) <= _DISTRICTS:
        return record.says.rstrip(".")
    ranked = sorted(record.claims, key=lambda claim: -claim.seats)
    said = [f"{record.name(claim.party)} {number(claim.seats)}" for claim in ranked[:_PARTIES]]
    rest = ranked[_PARTIES:]
    said.append(f"{plural(len(rest), 'other')} {number(sum(claim.seats for claim in rest))}")
    none = sum(claim.seats == 0 for claim in rest)
    of_them = f", {none} of them without a seat" if none else ""
    where = plural(len(ranked), "district")
    return f"{plural(record.seats, 'seat')} among {where} by {record.told} -> {listed(said)}{of_them}"


def _admissions(records: list[Admission]) -> str:
    """Tell a threshold of many districts: how many lists passed, and the nearest that did not."""
    counts = sorted(len(record.admitted) for record in records)
    many = str(counts[0]) if counts[0] == counts[-1] else f"{counts[0]} to {counts[-1]}"
    where = plural(len(records), "district")
    text = f"in each of {where}, {many} lists admitted"
    share = records[0].share
    if share is not None:
        more = "more than " if records[0].strictly else ""
        text = f"threshold in each of {where}: {more}{percent(share)} of the {records[0].base_is}"
        text += f"; {many} lists admitted"
    failed = [
        (line.margin, record, line)
        for record in records
        for line in record.lines
        if not line.passes and record.share is not None
    ]
    if failed:
        margin, record, line = max(failed, key=lambda each: each[0])
        text += (
            f"; nearest to it {record.name(line.party)} in {record.district}, short by {number(max(-(margin // 1), 1))}"
        )
    return text


def _allotments(records: list[Allotment]) -> str:
    """Tell an allotment of many districts: seats by list, and where the last seat was nearest to another."""
    seats: dict[str, int] = {}
    for record in records:
        for claim in record.claims:
            if claim.seats:
                seats[claim.party] = seats.get(claim.party, 0) + claim.seats
    ranked = sorted(seats.items(), key=lambda item: -item[1])
    won = [f"{records[0].name(party)} {number(count)}" for party, count in ranked[:_PARTIES]]
    if len(ranked) > _PARTIES:
        won.append(f"{plural(len(ranked) - _PARTIES, 'other')} {number(sum(count for _, count in ranked[_PARTIES:]))}")
    units = len(dict.fromkeys(record.district for record in records))
    inside = " of alliances" if records[0].alliance or any(record.alliance for record in records) else ""
    total = number(sum(seats.values()))
    text = f"{total} seats{inside} in {plural(units, 'district')} by {records[0].told} -> {listed(won)}"
    close = [(record.last.switched, record) for record in records if record.last and record.last.switched is not None]
    if close:
        switched, nearest = min(close, key=lambda each: each[0])
        assert nearest.last is not None
        text += (
            f"; the closest last seat is that of {nearest.district}, {nearest.name(nearest.last.holder)} before "
            f"{nearest.name(nearest.last.runner_up)}, which {plural(switched, 'vote')} switched would have moved"
        )
    ties = sum(len(record.settled) for record in records)
    return text + (f"; {plural(ties, 'tie')} settled by rule" if ties else "")


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
