"""Outcomes for people, on a terminal: the sentence, the half circle, the table, the trace, the sources."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.count.votes import Known, PartlyKnown, Votes
from hemicycle.law.document import Law
from hemicycle.outcome.numbers import fixed, listed, number, signed
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.trace import Admission
from hemicycle.publish.colours import colours_of
from hemicycle.publish.figures import measures_of, national_threshold, valid_votes
from hemicycle.publish.hemicycle import MOST_IN_TEXT, in_characters
from hemicycle.publish.pictures.blocks import set_apart
from hemicycle.publish.shown import Shown
from hemicycle.publish.told.outcome import differences_told, headline_told, lots_told, questions_told
from hemicycle.publish.told.voice import ENGLISH_VOICE
from hemicycle.publish.trace_text import arithmetic, districts_of, steps
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.words import capital

# Marks tell parties apart without colour.
MARKS = ("●", "◆", "■", "▲", "◇", "□", "△", "✚")
APART = "○"
_ALTERNATIVES_SHOWN = 6
_WITHOUT_SEATS = 8  # lists without seats that have a line of their own
_MARGINS_SHOWN = 6


def show(console: Console, shown: Shown) -> None:
    """Print an outcome: what happened first, then how it follows."""
    outcome = shown.outcome
    console.print(Text(shown.title, style="bold"))
    if shown.stage:
        console.print(shown.stage, style="dim")
    console.print(f"law: {outcome.law}", style="dim")
    console.print()
    console.print(headline(outcome, shown.law))
    console.print()
    if outcome.rows and sum(outcome.totals.values()) <= MOST_IN_TEXT:
        _half_circle(console, outcome)
    console.print(_result_table(shown))
    _section(console, "How the seats follow", steps(outcome.trace))
    _district_hint(console, outcome)
    _section(console, "What decided the last seats", _sentences(_closest(outcome)))
    _section(console, "Lots needed", map(str, lots_told(outcome, ENGLISH_VOICE)))
    _section(console, "Allocations that fit what is known", _alternatives(outcome))
    _section(console, "Beside the final result", _beside(shown))
    _section(console, "Open questions", map(str, questions_told(outcome, ENGLISH_VOICE)))
    _section(console, "Notes", _sentences([*outcome.notes, *shown.remarks]))
    _section(console, "Sources", shown.sources)


def show_trace(console: Console, shown: Shown) -> None:
    """Print how the seats follow and nothing else: each step, those of the whole country with their figures."""
    console.print(Text(shown.title, style="bold"))
    console.print(f"law: {shown.outcome.law}", style="dim")
    _section(console, "How the seats follow", steps(shown.outcome.trace, figures=True))
    _district_hint(console, shown.outcome)


def show_district(console: Console, shown: Shown, district: str) -> None:
    """Print what happened in one district, every step with its figures. Raises BadInput for an unknown one."""
    outcome = shown.outcome
    units = districts_of(outcome.trace)
    wanted = district.rpartition(" / ")[2] if district not in units else district
    found = [unit for unit in units if unit == wanted] or [
        unit for unit in units if wanted and unit.casefold().startswith(wanted.casefold())
    ]
    if len(found) != 1:
        what = f"the unknown district {district!r}" if not found else f"{district!r}, which begins several districts"
        raise BadInput(Mistake("--district", what, nearest(district, units)))
    console.print(Text(f"{shown.title}: {found[0]}", style="bold"))
    console.print(f"law: {outcome.law}", style="dim")
    here = [row for row in outcome.rows if row.district == found[0] or row.district.endswith(f" / {found[0]}")]
    won = [f"{outcome.names.get(row.party, row.party)} {row.seats}" for row in here]
    console.print()
    console.print(f"Seats here: {listed(won)}.")
    _section(console, "How they follow", arithmetic(outcome.trace, found[0]))


def _district_hint(console: Console, outcome: Outcome) -> None:
    units = districts_of(outcome.trace)
    if len(units) > 1:
        console.print(
            Padding(f"One district with all its figures: --district {units[0]!r}.", (1, 0, 0, 2)), style="dim"
        )


def _closest(outcome: Outcome) -> Iterable[str]:
    """Tell what decided the last seats; where there are many, those that the fewest votes would have moved."""
    margins = list(outcome.margins)
    if len(margins) > _MARGINS_SHOWN:
        margins.sort(key=lambda margin: (margin.switched is None, margin.switched))
        yield from (margin.says for margin in margins[:_MARGINS_SHOWN])
        yield f"{len(margins) - _MARGINS_SHOWN} more, of which none was closer (--json lists them)"
    else:
        yield from (margin.says for margin in margins)


def headline(outcome: Outcome, law: Law) -> str:
    """Say in one sentence what happened, and how sure we are."""
    return str(headline_told(outcome, law, ENGLISH_VOICE))


def _half_circle(console: Console, outcome: Outcome) -> None:
    """Draw the seats: parties from left to right by seats, those filled otherwise set apart at the end."""
    looks = _looks(outcome)
    colours = dict(looks.values())
    marks = sorted(
        (looks[party][0] for party, won in outcome.totals.items() for _ in range(won)), key=lambda mark: mark == APART
    )
    for line in in_characters(marks):
        text = Text("  ")
        for mark in line:
            text.append(mark, style=colours.get(mark))
        console.print(text)
    console.print()


def _looks(outcome: Outcome) -> dict[str, tuple[str, str]]:
    """Give every party with seats a mark and a colour; bodies that hold seats of a tier of their own, a ring."""
    apart, colours = set_apart(outcome), colours_of(outcome.totals, outcome.law)
    looks: dict[str, tuple[str, str]] = {}
    place = 0
    for party in outcome.totals:
        if party in apart:
            looks[party] = (APART, "default")
            continue
        looks[party] = (MARKS[place % len(MARKS)], colours[party])
        place += 1
    return looks


def _result_table(shown: Shown) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("List")
    if shown.votes.measure == "votes":
        table.add_column("Votes", justify="right")
    if isinstance(shown.votes, Votes) or shown.votes.measure == "%":
        table.add_column("% of valid", justify="right")
    threshold = national_threshold(shown.outcome)
    if threshold and threshold.share is not None:
        share = f"{number(threshold.share * 100)} %" if threshold.share < 1 else "threshold"
        table.add_column(f"from {share}", justify="right")
    table.add_column("Seats", justify="right")
    for row in _result_rows(shown, threshold):
        table.add_row(*row)
    return table


def _result_rows(shown: Shown, threshold: Admission | None) -> Iterable[list[str | Text]]:
    outcome = shown.outcome
    looks = _looks(outcome)
    measured = measures_of(shown.votes)
    gaps = {line.party: line.margin for line in threshold.lines} if threshold else {}
    of_valid = threshold is not None and threshold.base_is == "valid votes"
    valid = threshold.base if threshold and of_valid else valid_votes(shown.votes, measured)
    exact = isinstance(shown.votes, Votes)
    ranked = sorted(measured, key=lambda each: -measured[each])
    without = [party for party in ranked if party not in outcome.totals][_WITHOUT_SEATS:]
    pooled = frozenset(without) if len(without) > 1 else frozenset()
    for party in ranked:
        if party in pooled:
            continue
        votes = measured[party]
        cells: list[str | Text] = [_labelled(outcome, looks, party)]
        if exact:
            cells += [number(votes), fixed(Fraction(votes * 100, valid)) if valid else ""]
        else:
            cells.append(_share_text(shown.votes, party))
        if threshold:
            cells.append(_gap(gaps[party], exact=exact) if party in gaps else "")
        cells.append(_seats_text(outcome, party))
        yield cells
    blank: list[str | Text] = [""] * bool(threshold)
    if pooled:
        votes = sum(measured[party] for party in pooled)
        both = [number(votes), fixed(Fraction(votes * 100, valid))] if exact and valid else [""]
        yield [f"  {len(pooled)} others", *both, *blank, "0"]
    if exact:
        yield ["valid votes", number(valid), fixed(100) if valid else "", *blank, ""]
    for party, seats in outcome.totals.items():
        if party not in measured:
            yield [_labelled(outcome, looks, party), *([""] if exact else []), "", *blank, number(seats)]
    if outcome.totals and outcome.certain is not False:
        total = number(sum(outcome.totals.values()))
        house = shown.law.seats if isinstance(shown.law.seats, int) else total
        yield [f"of {house} seats", *([""] if exact else []), "", *blank, total]


def _share_text(votes: Votes | PartlyKnown, party: str) -> str:
    assert isinstance(votes, PartlyKnown)
    return told(votes.lists[party], votes.measure)


def told(known: Known, measure: str) -> str:
    """Write what is known of a list: 71.09, or 7 or more, or below 7; in % or in votes, as `measure` says."""
    if known.printed is not None:
        decimals = 0
        while known.high is not None and Fraction(1, 10**decimals) > 2 * (known.high - known.printed):
            decimals += 1
        return fixed(known.printed, decimals) if decimals else number(known.printed)
    if known.low == known.high:
        return number(known.low)
    if known.high is None or (measure == "%" and known.high == 100):
        return f"{number(known.low)} or more"
    if not known.low:
        return f"{'below' if known.below_high else 'up to'} {number(known.high)}"
    return f"{number(known.low)} to {number(known.high)}"


def _labelled(outcome: Outcome, looks: dict[str, tuple[str, str]], party: str) -> Text:
    mark, colour = looks.get(party, (" ", "default"))
    return Text.assemble((mark, colour), " ", outcome.names.get(party, party))


def _gap(gap: Any, *, exact: bool) -> str:
    """Write the distance from the threshold, in whole votes: what a list has to spare or lacks."""
    return signed(gap // 1) if exact else signed(gap, 2)


def _seats_text(outcome: Outcome, party: str) -> str:
    if outcome.certain is False:
        seats = [each.totals.get(party, 0) for each in outcome.alternatives]
        return number(min(seats)) if min(seats) == max(seats) else f"{min(seats)}–{max(seats)}"
    return number(outcome.totals.get(party, 0))


def _section(console: Console, title: str, body: Iterable[Any]) -> None:
    parts = list(body)
    if not parts:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for part in parts:
        console.print(Padding(part, (0, 0, 0, 2)))


def _sentences(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield capital(text) + ("" if text.endswith(".") else ".")


def _alternatives(outcome: Outcome) -> Iterable[str]:
    if outcome.certain is not False:
        return
    open_to_change = _varying(outcome)
    for alternative in outcome.alternatives[:_ALTERNATIVES_SHOWN]:
        won = [f"{outcome.names.get(party, party)} {alternative.totals.get(party, 0)}" for party in open_to_change]
        yield ", ".join(won) if alternative.totals else f"{alternative.status} by law"
    rest = len(outcome.alternatives) - _ALTERNATIVES_SHOWN
    if rest > 0:
        yield f"and {rest:,} more ({'all of them, ' if outcome.complete else ''}each with a witness: --json)"


def _varying(outcome: Outcome) -> list[str]:
    """List the parties whose seats differ between the allocations that are possible."""
    totals = [alternative.totals for alternative in outcome.alternatives]
    parties = dict.fromkeys(party for each in totals for party in each)
    return [party for party in parties if len({each.get(party, 0) for each in totals}) > 1]


def _beside(shown: Shown) -> Iterable[str]:
    """Say where this stage's seats differ from the final ones, and by what number of quotas."""
    if shown.beside is not None:
        yield from map(str, differences_told(shown.outcome, shown.beside, ENGLISH_VOICE))
