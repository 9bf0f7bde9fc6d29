"""The seats of two terms side by side, joined where a party is carried on: by itself, renamed, or merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.elections.compare import Carried, Comparison, Line
from hemicycle.outcome.numbers import day, number, plural, signed
from hemicycle.publish.pictures.canvas import Anchor, Element, Picture, Words, box, path
from hemicycle.publish.pictures.measure import wrap
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, sheet

_NAMES, _WIDE = 132.0, 9.0  # the room for names, and how wide a block is
_HEIGHT, _LEAST = 250.0, 18.0
_SIZE, _LINE = 12.5, 14.0
NOTE = (
    "A ribbon joins a party with the one that carries it on: as wide on the left as its seats then, on the right as "
    "its part of the seats now. It says nothing of how voters moved"
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A block at one side: its name, seats, and where it begins and ends."""

    name: str
    seats: int
    top: float
    bottom: float


def picture_of_flows(about: About, comparison: Comparison, inks: Mapping[str, str]) -> Picture:
    """Draw the seats of the term before and of the term after, by lineage; `inks` are those of parties of both."""
    lines = _lines(comparison)
    told = "; ".join(_told(line, _before(comparison, line)) for line in lines)
    then, now = comparison.before.date, comparison.after.date
    totals = f"{plural(comparison.seats_before, 'seat')} in {then.year}, {number(comparison.seats_after)} in {now.year}"
    return sheet(
        about,
        f"Seats in {then.year} and {now.year}",
        f"{totals}. {told}.",
        lambda top: draw_flows(comparison, inks, top),
        [NOTE, f"The term before: elected on {day(then)}"],
    )


def _lines(comparison: Comparison) -> list[Line]:
    """List the parties that have seats, or carry on one that had."""
    return [line for line in comparison.lines if line.seats_after or _before(comparison, line)]


def _before(comparison: Comparison, line: Line) -> list[Carried]:
    """List the parties with seats that a line carries on, the most seats first."""
    return sorted(
        (each for each in comparison.carried if each.heir == line.party and each.seats), key=lambda each: -each.seats
    )


def _told(line: Line, before: Sequence[Carried]) -> str:
    if not before:
        return f"{line.name}: no seats before, {number(line.seats_after)} now"
    was = " and ".join(
        f"{number(each.seats)} of {each.name}" if each.name != line.name else number(each.seats) for each in before
    )
    if not line.seats_after:
        return f"{line.name}: {was} before, none now"
    return f"{line.name}: {was} before, {number(line.seats_after)} now ({signed(line.gained)})"


def draw_flows(
    comparison: Comparison,
    inks: Mapping[str, str],
    top: float,
    none: tuple[str, str] = ("no seats before", "no seats now"),
) -> tuple[list[Element], float]:
    """Draw a band for each line, one below another, so that ribbons never cross; tell where it ends.

    `none` says that a line had no seats before, and that it has none now.
    """
    unit = _HEIGHT / max(comparison.seats_before, comparison.seats_after, 1)
    drawn: list[Element] = [
        Words(str(comparison.before.date.year), LEFT + _NAMES + _WIDE, top + 12, 13, "end", "quiet", bold=True),
        Words(str(comparison.after.date.year), RIGHT - _NAMES - _WIDE, top + 12, 13, "start", "quiet", bold=True),
    ]
    y = top + 22
    for line in _lines(comparison):
        before = _before(comparison, line)
        band, y = _band(line, before, inks, unit, y, none)
        drawn += band
    return drawn, y


def _band(
    line: Line, before: Sequence[Carried], inks: Mapping[str, str], unit: float, top: float, none: tuple[str, str]
) -> tuple[list[Element], float]:
    left = [(each.name, each.seats, _names(each.name)) for each in before]
    right = [(line.name, line.seats_after, _names(line.name))] if line.seats_after else []
    heights = [sum(_slot(seats, names, unit) for _, seats, names in side) for side in (left, right)]
    tall = max(heights)
    then = _placed(left, unit, top + (tall - heights[0]) / 2)
    now = _placed(right, unit, top + (tall - heights[1]) / 2)
    drawn: list[Element] = []
    start, end = LEFT + _NAMES, RIGHT - _NAMES - _WIDE
    at = now[0].top if now else 0.0
    whole = sum(part.seats for part in then)
    for part, each in zip(then, before, strict=True):
        ink = inks.get(each.party, inks.get(line.party, "axis"))
        drawn.append(box(start, part.top, _WIDE, part.bottom - part.top, ink, f"{part.name}: {number(part.seats)}"))
        drawn += _named(part, start - 7, "end", number(part.seats))
        if now:
            to = at + (now[0].bottom - now[0].top) * part.seats / whole
            drawn.append(_ribbon(start + _WIDE, part.top, part.bottom, end, at, to, inks.get(line.party, "axis")))
            at = to
        else:
            drawn.append(Words(none[1], start + _WIDE + 7, (part.top + part.bottom) / 2 + 4, _SIZE, ink="quiet"))
    for part in now:
        ink = inks.get(line.party, "axis")
        drawn.append(box(end, part.top, _WIDE, part.bottom - part.top, ink, f"{part.name}: {number(part.seats)}"))
        gained = f"{number(part.seats)} ({signed(line.gained)})" if before else number(part.seats)
        drawn += _named(part, end + _WIDE + 7, "start", gained)
        if not before:
            drawn.append(Words(none[0], end - 7, (part.top + part.bottom) / 2 + 4, _SIZE, "end", ink="quiet"))
    return drawn, top + tall + 8


def _names(name: str) -> list[str]:
    return wrap(name, _NAMES - 8, _SIZE, most=3)


def _slot(seats: int, names: Sequence[str], unit: float) -> float:
    """Choose how high the place of a block is: as its seats, or as its name needs."""
    return max(seats * unit + 2, _LINE * (len(names) + 1) + 4, _LEAST)


def _placed(side: Sequence[tuple[str, int, list[str]]], unit: float, top: float) -> list[_Part]:
    parts = []
    for name, seats, names in side:
        slot = _slot(seats, names, unit)
        middle, half = top + slot / 2, max(seats * unit, 1.0) / 2
        parts.append(_Part(name, seats, middle - half, middle + half))
        top += slot
    return parts


def _named(part: _Part, x: float, anchor: Anchor, seats: str) -> list[Words]:
    """Set the name of a block and its seats below it, in the middle of its height."""
    names = _names(part.name)
    first = (part.top + part.bottom) / 2 - _LINE * len(names) / 2 + 4
    words = [Words(text, x, first + _LINE * place, _SIZE, anchor) for place, text in enumerate(names)]
    return [*words, Words(seats, x, first + _LINE * len(names), _SIZE, anchor, bold=True)]


def _ribbon(left: float, top: float, bottom: float, right: float, to_top: float, to_bottom: float, ink: str) -> Element:
    middle = (left + right) / 2
    steps = (
        f"M{left:.1f},{top:.1f}C{middle:.1f},{top:.1f} {middle:.1f},{to_top:.1f} {right:.1f},{to_top:.1f}"
        f"V{to_bottom:.1f}C{middle:.1f},{to_bottom:.1f} {middle:.1f},{bottom:.1f} {left:.1f},{bottom:.1f}Z"
    )
    return path(steps, class_=f"fill-{ink}", fill_opacity=0.3)
