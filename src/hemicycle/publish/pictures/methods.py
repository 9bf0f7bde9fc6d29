"""The seats that each method gives, side by side: a table in which only what differs stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hemicycle.outcome.numbers import number, signed
from hemicycle.publish.pictures.canvas import Element, Picture, Shape, Words, box, line
from hemicycle.publish.pictures.measure import width_of, wrap
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, sheet
from hemicycle.publish.pictures.tracks import MOST
from hemicycle.scenarios.sweep import Tried

_NAMES = 146.0  # the least room for names
_ROW = 24.0


def picture_of_methods(about: About, tried: Sequence[Tried], actual: Mapping[str, int]) -> Picture:
    """Set the seats of each list under each method beside the `actual` ones; more is filled, fewer framed."""
    columns = [("as it was", actual), *((each.value, _seats(each)) for each in tried)]
    most = {party: max(seats.get(party, 0) for _, seats in columns if seats) for party in _parties(columns)}
    parties = sorted((party for party in most if most[party]), key=lambda party: (-actual.get(party, 0), -most[party]))
    undecided = [f"Under {each.value} nothing is decided: {each.outcome.status}" for each in tried if not _seats(each)]
    notes = ["Filled: more seats than as it was; framed: fewer", *undecided]
    if len(parties) > MOST:
        notes.insert(0, f"{len(parties) - MOST} more lists with few seats are not shown")
    described = "; ".join(
        f"{name}: " + (", ".join(f"{about.name(party)} {seats.get(party, 0)}" for party in parties) or "nobody")
        for name, seats in columns
        if seats
    )
    return sheet(
        about,
        "The same votes under each method",
        f"Seats of each list. {described}.",
        lambda top: _table(about, parties[:MOST], columns, top),
        notes,
    )


def _seats(tried: Tried) -> Mapping[str, int]:
    return tried.outcome.totals if tried.outcome.status == "decided" else {}


def _parties(columns: Sequence[tuple[str, Mapping[str, int]]]) -> list[str]:
    return list(dict.fromkeys(party for _, seats in columns for party in seats))


def _table(
    about: About, parties: Sequence[str], columns: Sequence[tuple[str, Mapping[str, int]]], top: float
) -> tuple[list[Element], float]:
    """Draw the table: methods stand upright above their columns."""
    wide = min(44.0, (RIGHT - LEFT - _NAMES) / len(columns))
    first = RIGHT - wide * len(columns)
    y = top + max(width_of(name, 13, bold=True) for name, _ in columns) + 4
    drawn: list[Element] = []
    for place, (name, _) in enumerate(columns):
        middle = first + wide * (place + 0.5)
        drawn.append(Words(name, middle + 4, y, 13, bold=not place, upright=True, ink="ink" if not place else "quiet"))
    y += 8
    drawn.append(line(LEFT, y, RIGHT, y, "axis"))
    actual = columns[0][1]
    for party in parties:
        names = wrap(about.name(party), first - LEFT - 8, 13, most=4)
        tall = _ROW + 15 * (len(names) - 1)
        for step, text in enumerate(names):
            drawn.append(Words(text, LEFT, y + 17 + 15 * step, 13))
        for place, (name, seats) in enumerate(columns):
            x = first + wide * place
            if not seats:
                drawn.append(Words("–", x + wide - 5.5, y + 17, 13, "end", "quiet"))
                continue
            change = seats.get(party, 0) - actual.get(party, 0)
            if change:
                about_it = f"{about.name(party)}, {name}: {signed(change)}"
                drawn.append(_changed(x, y, wide, change > 0, about_it))
            text = number(seats.get(party, 0))
            drawn.append(Words(text, x + wide - 5.5, y + 17, 13, "end", bold=bool(change)))
        y += tall
        drawn.append(line(LEFT, y, RIGHT, y, "grid"))
    edge = first + wide
    drawn.append(line(edge, top, edge, y, "axis", 0.75))
    return drawn, y


def _changed(x: float, y: float, wide: float, more: bool, title: str) -> Shape:
    """Mark a number: on a fill for more seats, in a frame for fewer."""
    if more:
        return box(x + 1, y + 2, wide - 2, _ROW - 4, "list-0", title, fill_opacity=0.22)
    look = {"class": "line-list-5", "fill": "none", "stroke-width": 1.5}
    return Shape("rect", {"x": x + 1.75, "y": y + 2.75, "width": wide - 3.5, "height": _ROW - 5.5, **look}, title)
