"""The names of blocks of seats: outside the arc where there is room, and below it where there isn't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

from hemicycle.publish.pictures.canvas import Anchor, Box, Element, Shape, Words
from hemicycle.publish.pictures.measure import width_of, wrap
from hemicycle.publish.pictures.sheet import LEFT, RIGHT

_SIZE, _LINE, _COUNT = 12.5, 15.0, 15.0
_LEFT_EDGE, _RIGHT_EDGE = LEFT - 12, RIGHT + 12
# Names are tried in lines of these widths, in no more than so many lines.
_WIDTHS, _LINES = (170.0, 120.0, 92.0, 78.0, 64.0), 3
# A label stands at the middle of its block, or moved by so much of the block's width.
_SHIFTS = (0.0, -0.15, 0.15, -0.3, 0.3, -0.4, 0.4)
# A block is named at its place if its arc is at least so long there; else nobody could tell which is meant.
_SHORTEST = 9.0
_FAR = 26.0  # how far outwards a label is moved at most


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a block, and where: its middle and width as turns of the half circle from the left."""

    text: str
    count: str
    turn: float
    wide: float


def beside_blocks(
    labels: Sequence[Label], centre: tuple[float, float], radius: float, taken: Sequence[Box]
) -> tuple[list[Words], list[Label]]:
    """Set labels outside an arc, the widest block's first; tell which have no room without touching another."""
    boxes = [box.wider(2) for box in taken]
    placed: list[Words] = []
    left_over: list[Label] = []
    for label in sorted(labels, key=lambda each: -each.wide):
        found = _fitting(label, centre, radius, boxes) if label.wide * pi * radius >= _SHORTEST else None
        if found is None:
            left_over.append(label)
            continue
        placed += found
        boxes += [words.box.wider(2) for words in found]
    return placed, left_over


def _fitting(label: Label, centre: tuple[float, float], radius: float, taken: Sequence[Box]) -> list[Words] | None:
    """Find the first way to set a label that meets nothing and stays inside the picture."""
    for shift in _SHIFTS:
        moved = replace(label, turn=label.turn + shift * label.wide)
        for width in _WIDTHS:
            lines = wrap(label.text, width, _SIZE)
            if len(lines) > _LINES or any(line.endswith("…") for line in lines):
                continue
            words = _outside(lines, moved, centre, radius)
            if words and not any(each.box.meets(box) for each in words for box in taken):
                return words
    return None


def _outside(lines: Sequence[str], label: Label, centre: tuple[float, float], radius: float) -> list[Words] | None:
    """Set lines as near to the arc as they can stand without touching it; None where they leave the picture."""
    angle = label.turn * pi
    across, up = -cos(angle), sin(angle)
    anchor: Anchor = "middle" if abs(across) < 0.3 else "start" if across > 0 else "end"
    for step in range(int(_FAR) + 1):
        x, y = centre[0] + across * (radius + step), centre[1] - up * (radius + step)
        words = _stacked(lines, label.count, x, y, anchor, up)
        if all(each.box.left >= _LEFT_EDGE and each.box.right <= _RIGHT_EDGE for each in words):
            if all(_distance(each.box, centre) >= radius for each in words):
                return words
        elif anchor != "middle":
            return None
    return None


def _stacked(lines: Sequence[str], count: str, x: float, y: float, anchor: Anchor, up: float) -> list[Words]:
    """Set the count above the name; the whole grows upwards at the top of the arc and is centred at its sides."""
    tall = _COUNT + _LINE * len(lines)
    first = y - tall * (0.5 + 0.5 * up) + _COUNT * 0.8
    first = min(first, -_LINE * len(lines) + 4) if up < 0.35 else first
    words = [Words(count, x, first, _COUNT, anchor, bold=True)]
    return words + [Words(text, x, first + _LINE * place, _SIZE, anchor) for place, text in enumerate(lines, 1)]


def _distance(box: Box, centre: tuple[float, float]) -> float:
    """Compute how far a box is from a point outside it."""
    x, y = centre
    return hypot(max(box.left - x, 0, x - box.right), max(box.top - y, 0, y - box.bottom))


def legend(keys: Sequence[tuple[str, str, Shape]], top: float) -> tuple[list[Element], float]:
    """List blocks in two columns from a height on: a seat, the name, the count; tell where the list ends."""
    if not keys:
        return [], top - 12
    between = 20.0
    wide = (RIGHT - LEFT - between) / 2
    half = (len(keys) + 1) // 2 if len(keys) > 2 else len(keys)
    drawn: list[Element] = []
    ends = [top]
    for column, part in enumerate((keys[:half], keys[half:])):
        room = wide if len(keys) > half else RIGHT - LEFT
        words, end = _column(part, LEFT + column * (wide + between), room, top)
        drawn += words
        ends.append(end)
    return drawn, max(ends)


def _column(
    keys: Sequence[tuple[str, str, Shape]], left: float, wide: float, top: float
) -> tuple[list[Element], float]:
    """List some of the blocks: counts end at one line, names begin at one."""
    drawn: list[Element] = []
    counts = max((width_of(count, _SIZE, bold=True) for _, count, _ in keys), default=0.0)
    begin = left + 24 + counts
    y = top
    for name, count, seat in keys:
        y += _LINE + 4
        drawn.append(replace(seat, attributes={**seat.attributes, "cx": left + 6, "cy": y - 4.5}))
        drawn.append(Words(count, begin - 7, y, _SIZE, "end", bold=True))
        for place, text in enumerate(wrap(name, left + wide - begin, _SIZE, most=3)):
            y += _LINE if place else 0
            drawn.append(Words(text, begin, y, _SIZE))
    return drawn, y + 4
