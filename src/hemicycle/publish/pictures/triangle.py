"""Who wins where, when three lists share their votes in every way: a triangle, a corner for each list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from hemicycle.outcome.many import STATUSES
from hemicycle.outcome.numbers import listed, number, percent, plural
from hemicycle.publish.pictures.canvas import Anchor, Box, Element, Own, Picture, Shape, Words, box, line, path, pattern
from hemicycle.publish.pictures.measure import wrap
from hemicycle.publish.pictures.palette import of_list
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, sheet
from hemicycle.scenarios.ternary import Ternary

Ints = NDArray[np.int64]
_SIDE = 380.0
_HIGH = _SIDE * sqrt(3) / 2
_MIDDLE = (LEFT + RIGHT) / 2
# What a point of the grid shows: the three lists with a majority, the three with most seats, and the rest.
_MAJORITY, _MOST = (0, 1, 2), (3, 4, 5)
_OTHER, _LEVEL, _UNDECIDED = 6, 7, 8
_LINES = 32.0  # how high the words in a part are
# More different allocations than this part of the points, and borders between them would be all there is.
_TOLD_APART = 12


def picture_of_ternary(about: About, found: Ternary) -> Picture:
    """Draw who has a majority, and who the most seats, at each point of the grid; the election itself is a dot.

    Borders between allocations are drawn where there are few enough to be told apart.
    """
    kinds = kinds_of(found)
    names = [about.name(party) for party in found.lists]
    allocations = len(np.unique(found.many.seats, axis=0))
    borders = allocations * _TOLD_APART <= len(kinds)
    said = [f"{told} at {number(times)}" for told, times in counted_kinds(found, names)]
    won = [f"{about.name(party)} {seats}" for party, seats in sorted(found.actual.items(), key=lambda each: -each[1])]
    together = sum(found.votes)
    apart = f"at them {plural(allocations, 'allocation')} of the seats"
    notes = [
        f"A grid of {number(len(kinds))} points, {apart}{', with borders between them' if borders else ''}; "
        "between two points anything may be",
        "Numbers along an edge: the share of the list whose corner they rise to",
        f"{number(together)} votes of the three lists shared in other ways, those of all others as they were; each "
        "list moves in the same proportion everywhere",
    ]
    parts = listed([f"{name} {percent(votes / together, 1)}" for name, votes in zip(names, found.votes, strict=True)])
    description = (
        f"Of {number(len(kinds))} ways to share the votes: {'; '.join(said)}. In the election itself the lists shared "
        f"them as {parts}, and the seats were {listed(won)}."
    )
    return sheet(
        about,
        "Who wins as three lists trade votes",
        description,
        lambda top: _triangle(found, kinds, names, borders, top),
        notes,
    )


def kinds_of(found: Ternary) -> Ints:
    """Tell for each point which of the three has a majority, or the most seats, or that it is otherwise."""
    seats = found.many.seats.astype(np.int64)
    columns = [found.many.lists.index(party) if party in found.many.lists else -1 for party in found.lists]
    ranked = np.sort(seats, axis=1)
    most = ranked[:, -1]
    second = ranked[:, -2] if seats.shape[1] > 1 else np.zeros_like(most)
    first = seats.argmax(axis=1)
    kinds = np.full(len(seats), _OTHER)
    for place, column in enumerate(columns):
        kinds[first == column] = _MOST[place]
        kinds[(first == column) & (2 * most > seats.sum(axis=1))] = _MAJORITY[place]
    kinds[most == second] = _LEVEL
    kinds[found.many.status != STATUSES.index("decided")] = _UNDECIDED
    return kinds


def counted_kinds(found: Ternary, names: Sequence[str]) -> list[tuple[str, int]]:
    """Count the points at which who wins, in words, those that happen nowhere left out."""
    kinds, times = np.unique(kinds_of(found), return_counts=True)
    return [(_kind(kind, names), count) for kind, count in zip(kinds.tolist(), times.tolist(), strict=True)]


def kinds_said(names: Sequence[str]) -> list[str]:
    """Say in words what each kind of point is: majorities, most seats, and the rest."""
    return [_kind(kind, names) for kind in range(_UNDECIDED + 1)]


def _kind(kind: int, names: Sequence[str]) -> str:
    if kind in _MAJORITY:
        return f"{names[kind]} has a majority"
    if kind in _MOST:
        return f"{names[kind - 3]} has the most seats"
    return {_OTHER: "another list has the most seats", _LEVEL: "two lists have the most seats alike"}.get(
        kind, "the law leaves a seat to a lot, or decides nothing"
    )


def _cell(x: float, y: float, width: float, height: float, kind: int) -> Shape:
    """Draw a part of the triangle, or its key: solid for a majority, hatched for most seats."""
    if kind in _MAJORITY:
        return box(x, y, width, height, of_list(kind), fill_opacity=0.75)
    if kind in _MOST:
        return box(x, y, width, height, pattern(of_list(kind - 3), kind - 3))
    inks: dict[int, str | Own] = {_OTHER: "axis", _LEVEL: "grid", _UNDECIDED: pattern("axis", 5)}
    return box(x, y, width, height, inks[kind])


def place_of(parts: Ints | tuple[float, ...], steps: float, top: float) -> tuple[float, float]:
    """Place a point of the grid in the picture: the first list's corner is on top, the second's on the left."""
    first, second, third = (float(part) / steps for part in parts)
    return _MIDDLE + (third - second) * _SIDE / 2, top + (1 - first) * _HIGH


def _triangle(found: Ternary, kinds: Ints, names: list[str], borders: bool, top: float) -> tuple[list[Element], float]:
    above = wrap(names[0], RIGHT - LEFT, 14, bold=True, most=1)
    start = top + 24
    corners = [place_of(each, 1, start) for each in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    edge = "M" + " L".join(f"{x:.3f},{y:.3f}" for x, y in corners) + " Z"
    drawn: list[Element] = [Words(above[0], _MIDDLE, top + 10, 14, "middle", bold=True)]
    cells = _cells(found, kinds, start)
    if borders:
        cells.append(path(_borders(found, start), class_="line-ink", stroke_width=0.75, fill="none"))
    drawn.append(Shape("clipPath", {"id": Own("triangle")}, inside=(path(edge),)))
    drawn.append(Shape("g", {"clip-path": Own("triangle"), "shape-rendering": "crispEdges"}, inside=tuple(cells)))
    drawn.append(path(edge, class_="line-ink", fill="none", stroke_width=1.25, stroke_linejoin="round"))
    y = start + _HIGH + 36
    last = y
    sides: tuple[tuple[float, Anchor], ...] = ((LEFT, "start"), (RIGHT, "end"))
    for place, (x, anchor) in enumerate(sides, 1):
        for step, text in enumerate(wrap(names[place], (RIGHT - LEFT) / 2 - 8, 14, bold=True, most=2)):
            drawn.append(Words(text, x, y + 17 * step, 14, anchor, bold=True))
            last = max(last, y + 17 * step)
    actual = _actual(found, start)
    labels, missing = _labels(
        found, kinds, names, start, [each.box.wider(6) for each in actual if isinstance(each, Words)]
    )
    taken = [each.box for each in (*actual, *labels) if isinstance(each, Words)]
    drawn += [*_shares(start, taken), *labels, *actual]
    y = last + 10
    for kind in missing:
        drawn.append(_cell(LEFT, y + 8, 14, 11, kind))
        for text in wrap(_kind(kind, names), RIGHT - LEFT - 20, 13):
            y += 18
            drawn.append(Words(text, LEFT + 20, y, 13))
    return drawn, y


def _runs(kinds: Ints, steps: int) -> Iterator[tuple[int, int, int, int]]:
    """Go through the rows of the grid from the top: the first list's parts, the first and last place, the kind."""
    start = 0
    for row in range(steps + 1):
        here = kinds[start : start + row + 1]
        ends = [*(np.flatnonzero(np.diff(here)) + 1).tolist(), row + 1]
        begin = 0
        for end in ends:
            yield steps - row, begin, end - 1, int(here[begin])
            begin = end
        start += row + 1


def _cells(found: Ternary, kinds: Ints, top: float) -> list[Element]:
    """Draw the grid, points of a row that show the same as one; a cell is around its point."""
    wide, tall = _SIDE / found.steps, _HIGH / found.steps
    drawn: list[Element] = []
    for first, begin, end, kind in _runs(kinds, found.steps):
        row = found.steps - first
        x, y = place_of((first, row - begin, begin), found.steps, top)
        drawn.append(_cell(x - wide / 2, y - tall / 2, (end - begin + 1) * wide, tall, kind))
    return drawn


def _borders(found: Ternary, top: float) -> str:
    """Draw lines between neighbouring points with different seats."""
    wide, tall = _SIDE / found.steps, _HIGH / found.steps
    steps: list[str] = []
    above: list[list[int]] = []
    start = 0
    for row in range(found.steps + 1):
        here = found.many.seats[start : start + row + 1].tolist()
        start += row + 1
        for place, seats in enumerate(here):
            x, y = place_of((found.steps - row, row - place, place), found.steps, top)
            if place and seats != here[place - 1]:
                steps.append(f"M{x - wide / 2:.2f},{y - tall / 2:.2f} v{tall:.2f}")
            for side, other in ((-1, place - 1), (0, place)):
                if 0 <= other < len(above) and seats != above[other]:
                    steps.append(f"M{x + side * wide / 2:.2f},{y - tall / 2:.2f} h{wide / 2:.2f}")
        above = here
    return " ".join(steps)


def _shares(top: float, taken: Sequence[Box]) -> list[Element]:
    """Set marks and shares along the edges: for each list on the edge that leads to its corner."""
    drawn: list[Element] = []
    for part in (0.25, 0.5, 0.75):
        for corner, (across, down, anchor) in enumerate(_NUMBERS):
            shares = [0.0, 0.0, 0.0]
            shares[corner], shares[(corner + 2) % 3] = part, 1 - part
            x, y = place_of((shares[0], shares[1], shares[2]), 1, top)
            tick = _MARKS[corner]
            drawn.append(line(x, y, x + tick[0], y + tick[1], "ink"))
            words = Words(f"{part * 100:.0f} %", x + across, y + down, 12.5, anchor, "quiet", halo=True)
            if not any(words.box.meets(other) for other in taken):
                drawn.append(words)
    return drawn


# The marks of shares on the right, the left and the lower edge, along the lines on which a share is the same.
_NUMBERS: tuple[tuple[float, float, Anchor], ...] = ((8, 4, "start"), (-8, 4, "end"), (0, 18, "middle"))
_MARKS = ((6.0, 0.0), (-3.0, -5.2), (-3.0, 5.2))


def _actual(found: Ternary, top: float) -> list[Element]:
    x, y = place_of(found.votes, sum(found.votes), top)
    look = {"class": "fill-ink line-paper", "stroke-width": 2}
    dot = Shape("circle", {"cx": x, "cy": y, "r": 5.5, **look}, "the election itself")
    left = x > _MIDDLE
    words = Words(
        "as it was", x - 10 if left else x + 10, y + 4.5, 13, "end" if left else "start", bold=True, halo=True
    )
    return [dot, words]


def _labels(
    found: Ternary, kinds: Ints, names: Sequence[str], top: float, taken: list[Box]
) -> tuple[list[Element], list[int]]:
    """Name each part where it has room for it; tell which have none, and need a key."""
    drawn: list[Element] = []
    missing: list[int] = []
    for kind in np.unique(kinds).tolist():
        for x, y, room in _rooms(kinds, kind, found.steps, top) if kind in _MAJORITY + _MOST else ():
            words = _label(kind, names, x, y, room)
            if words and not any(each.box.meets(other) for each in words for other in taken):
                drawn += words
                taken = [*taken, *(each.box.wider(6) for each in words)]
                break
        else:
            missing.append(kind)
    return drawn, missing


def _label(kind: int, names: Sequence[str], x: float, y: float, room: float) -> list[Words]:
    """Set what a part shows in a room of three lines; the corner names the list where the name has no room."""
    told = Words("majority" if kind in _MAJORITY else "most seats", x, y + 5, 13, "middle", halo=True)
    name = Words(names[kind % 3], x, y - 2, 13, "middle", bold=True, halo=True)
    if name.box.right - name.box.left <= room:
        return [name, replace(told, y=y + 14)]
    return [told] if told.box.right - told.box.left <= room else []


def _rooms(kinds: Ints, kind: int, steps: int, top: float) -> list[tuple[float, float, float]]:
    """Find where words may stand in a part of a kind, from its middle row on: the middle there, and the width."""
    wide, tall = _SIDE / steps, _HIGH / steps
    runs: dict[int, list[tuple[float, float]]] = {}
    for first, begin, end, shown in _runs(kinds, steps):
        if shown == kind:
            row = steps - first
            left, _ = place_of((first, row - begin, begin), steps, top)
            runs.setdefault(row, []).append((left - wide / 2, left + (end - begin + 0.5) * wide))
    about = ceil(_LINES / 2 / tall)
    sizes = {row: sum(right - left for left, right in parts) for row, parts in runs.items()}
    middle = sum(row * size for row, size in sizes.items()) / sum(sizes.values())
    rooms = []
    for row in sorted(runs, key=lambda row: abs(row - middle)):
        for left, right in runs[row]:
            low, high = left, right
            for near in range(row - about, row + about + 1):
                over = [(max(low, one), min(high, other)) for one, other in runs.get(near, [])]
                low, high = max(over, key=lambda part: part[1] - part[0], default=(0.0, 0.0))
            if high > low:
                rooms.append(((low + high) / 2, top + row * tall, high - low))
    return rooms
