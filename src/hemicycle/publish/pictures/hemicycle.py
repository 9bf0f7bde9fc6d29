"""The seats of a chamber in arcs: parties from left to right, the number of all, and where more than half begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin

from hemicycle.outcome.numbers import listed, number, plural
from hemicycle.publish.pictures.arcs import Arcs, Spot, arcs
from hemicycle.publish.pictures.block_labels import Label, beside_blocks, legend
from hemicycle.publish.pictures.canvas import Element, Picture, Shape, Words, filled, line, path
from hemicycle.publish.pictures.palette import alike
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, sheet
from hemicycle.source.words import capital

# The outer radius, and the largest seat, in units of the picture.
_RADIUS, _LARGEST = 152.0, 17.0
_SMALL_RADIUS = 58.0
_ROOM = 30.0  # the least radius of a hollow that has the number of seats
# A gap between bodies leaves this many seats of each row empty.
_GAP = 1.4


@dataclass(frozen=True, slots=True)
class Block:
    """Seats that stand together: a party's, or those of a body that holds its own.

    `seats` are those held, `vacant` those nobody holds. `members` are the names of those who sit, as far as they are
    known, in the order of their seats. Blocks that are `apart` stand beyond a gap.
    """

    name: str
    seats: int
    ink: str
    vacant: int = 0
    apart: bool = False
    members: tuple[str | None, ...] = ()
    short: str = ""
    empty: str = "vacant"

    @property
    def places(self) -> int:
        """All seats, held or not."""
        return self.seats + self.vacant

    @property
    def count(self) -> str:
        """How many seats it has, for a label."""
        if not self.vacant:
            return number(self.seats)
        return f"{number(self.seats)} + {number(self.vacant)} {self.empty}" if self.seats else number(self.vacant)


@dataclass(frozen=True, slots=True)
class Told:
    """The words within the picture: what stands under the number in the hollow, and how seats are counted."""

    hollow: str
    seats: Callable[[int], str]


ENGLISH = Told("seats", lambda seats: plural(seats, "seat"))


@dataclass(frozen=True, slots=True)
class Seated:
    """Where every seat of every block stands, in the order from left to right, and where more than half begins.

    `mark` is a turn of the half circle from its left end, that has `majority` seats before it.
    """

    arcs: Arcs
    spots: tuple[tuple[Block, tuple[Spot, ...]], ...]
    majority: int
    mark: float

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return sum(block.places for block, _ in self.spots)

    @property
    def has_mark(self) -> bool:
        """Whether fewer than all seats are more than half: not in a chamber of one or two."""
        return self.majority < self.seats


def seat_blocks(blocks: Sequence[Block]) -> Seated:
    """Place blocks from left to right. Raises ValueError where there is no seat at all."""
    blocks = [block for block in blocks if block.places]
    seats = sum(block.places for block in blocks)
    if not seats:
        raise ValueError("no seats to draw")
    gaps = [one.apart != other.apart for one, other in pairwise(blocks)]
    gap = round(_GAP * arcs(seats).rows)
    places = arcs(seats + gap * sum(gaps))
    found, at = [], 0
    for block, gapped in zip(blocks, [False, *gaps], strict=True):
        at += gap * gapped
        found.append((block, places.spots[at : at + block.places]))
        at += block.places
    majority = seats // 2 + 1
    ordered = [spot for _, spots in found for spot in spots]
    after = ordered[majority].turn if majority < seats else 1
    return Seated(places, tuple(found), majority, float(ordered[majority - 1].turn + after) / 2)


def picture_of_hemicycle(about: About, chamber: str, blocks: Sequence[Block], notes: Sequence[str] = ()) -> Picture:
    """Draw the seats of a chamber, blocks from left to right, each named at its place where there is room.

    Raises ValueError where there is no seat at all.
    """
    seated = seat_blocks(blocks)
    said = list(notes)
    if any(block.vacant for block in blocks):
        said.insert(0, f"Rings: {listed(list(dict.fromkeys(block.empty for block in blocks if block.vacant)))}")
    if seated.has_mark:
        said.insert(0, _majority_note(seated))
    return sheet(about, capital(chamber), describe(blocks), lambda top: draw_seats(seated, top), said)


def thumbnail(title: str, blocks: Sequence[Block], told: Told = ENGLISH) -> Picture:
    """Draw the seats as small as a stamp: no words, one path for each block, all that it shows in its description."""
    seated = seat_blocks(blocks)
    size, middle = _size(seated.arcs, _SMALL_RADIUS, 7.0), _SMALL_RADIUS + 2
    shapes = [
        shape
        for block, spots in seated.spots
        for shape in _merged(block, size.at(spots, middle, size.outer + 2), size.seat, told)
    ]
    return Picture(2 * middle, round(size.outer + size.seat + 4), title, describe(blocks), tuple(shapes))


def describe(blocks: Sequence[Block]) -> str:
    """Say what a hemicycle shows: the seats of each block from left to right, and who has more than half."""
    blocks = [block for block in blocks if block.places]
    seats = sum(block.places for block in blocks)
    told = [_told(block, seats if not place else 0) for place, block in enumerate(blocks)]
    majority = seats // 2 + 1
    holder = next((block.name for block in blocks if block.seats >= majority and not block.apart), "")
    alone = f"{holder} has them alone" if holder else "nobody has them alone"
    half = f"{number(majority)} of {plural(seats, 'seat')} are more than half: {alone}"
    return f"From left to right: {'; '.join(told)}. {half}."


def _told(block: Block, of: int) -> str:
    seats = f"{number(block.seats)} of {plural(of, 'seat')}" if of else number(block.seats)
    apart = "set apart, " if block.apart else ""
    if block.vacant and not block.seats:
        return f"{apart}{block.name} {number(block.vacant)}"
    return f"{apart}{block.name} {seats}" + (f" and {number(block.vacant)} {block.empty}" if block.vacant else "")


def _majority_note(seated: Seated) -> str:
    return (
        f"The line: {number(seated.majority)} of {plural(seated.seats, 'seat')}, more than half, counted from the left"
    )


@dataclass(frozen=True, slots=True)
class _Size:
    """How large seats are drawn: a row's distance, a seat's radius, and the radii that hold all seats between them."""

    unit: float
    seat: float
    outer: float
    inner: float

    def at(self, spots: Sequence[Spot], middle: float, base: float) -> list[tuple[float, float]]:
        """Place seats in a picture whose half circle has its centre there."""
        return [(middle + spot.x * self.unit, base - spot.y * self.unit) for spot in spots]


def _size(places: Arcs, radius: float, largest: float) -> _Size:
    """Choose how large to draw; a few seats stand in a smaller half circle."""
    unit = min(radius, max(radius * 0.5, places.outer * 3.4 * largest)) / (places.outer + places.seat)
    seat = min(places.seat * unit, largest)
    return _Size(unit, seat, places.outer * unit + seat, places.inner * unit - seat)


def draw_seats(seated: Seated, top: float, told: Told = ENGLISH) -> tuple[list[Element], float]:
    """Draw everything from a height on, as high as the labels above the arcs need it; tell where it ends."""
    size, middle = _size(seated.arcs, _RADIUS, _LARGEST), (LEFT + RIGHT) / 2
    marks = [_mark_label(seated, size.outer, middle)] if seated.has_mark else []
    labels = [_label(block, spots, 1 / len(seated.arcs.spots)) for block, spots in seated.spots]
    placed, left_over = beside_blocks(labels, (middle, 0.0), size.outer + 7, [mark.box for mark in marks])
    base = top - min([-size.outer, *(words.box.top for words in (*marks, *placed))])
    words = [replace(each, y=each.y + base) for each in (*marks, *placed)]
    words += _counted(seated.seats, middle, base, size, told)
    dotted = _dotted([block for block, _ in seated.spots])
    seats = [
        _block(block, size.at(spots, middle, base), size.seat, told, dotted=with_dot)
        for (block, spots), with_dot in zip(seated.spots, dotted, strict=True)
    ]
    line_behind = [_radius(middle, base, max(size.inner - 6, 0.0), size.outer + 6, seated.mark) for _ in marks]
    keys = [
        (label.text, label.count, _swatch(block, with_dot))
        for label, (block, _), with_dot in zip(labels, seated.spots, dotted, strict=True)
        if label in left_over
    ]
    lowest = max([base + size.seat, *(each.box.bottom for each in words)])
    listed_below, bottom = legend(keys, lowest + 12)
    return [*line_behind, *seats, *words, *listed_below], bottom


def _label(block: Block, spots: Sequence[Spot], seat: float) -> Label:
    """Say where a block is: from its first seat to its last, each as wide as its part of the half circle."""
    turn = float(spots[0].turn + spots[-1].turn) / 2
    return Label(block.short or block.name, block.count, turn, float(spots[-1].turn - spots[0].turn) + seat)


def _mark_label(seated: Seated, outer: float, middle: float) -> Words:
    """Set the number of seats that are more than half at the outer end of its line."""
    turn, away = seated.mark * pi, outer + 10
    x, y = middle - cos(turn) * away, -sin(turn) * away
    return Words(number(seated.majority), x, y - 1, 12.5, "middle", "accent", bold=True)


def _radius(middle: float, base: float, inner: float, outer: float, turn: float) -> Shape:
    across, up = -cos(pi * turn), sin(pi * turn)
    ends = (middle + across * inner, base - up * inner, middle + across * outer, base - up * outer)
    return line(*ends, "accent", 1)


def _counted(seats: int, middle: float, base: float, size: _Size, told: Told) -> list[Words]:
    """Set the number of all seats in the hollow, as large as it allows; below the seats where it has no room."""
    if size.inner <= _ROOM:
        return [Words(told.seats(seats), middle, base + size.seat + 24, 15, "middle", bold=True, serif=True)]
    tall = min(44.0, size.inner * 0.62)
    total = Words(number(seats), middle, base - 6.5 - tall * 0.24, tall, "middle", bold=True, serif=True)
    return [total, Words(told.hollow, middle, base + 4, 13, "middle", "quiet")]


def _dotted(blocks: Sequence[Block]) -> list[bool]:
    """Choose blocks whose seats have a mark: those whose colour is too like that of the unmarked block before them."""
    marked: list[bool] = []
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        near = before is not None and before.apart == block.apart and alike(before.ink, block.ink)
        marked.append(near and not marked[-1])
    return marked


def _block(block: Block, centres: Sequence[tuple[float, float]], radius: float, told: Told, *, dotted: bool) -> Shape:
    """Draw the seats of a block, each with who sits there as far as it is known; vacant ones are rings."""
    names = [*block.members, *[None] * (block.seats - len(block.members))]
    titles = [f"{name}, {block.name}" if name else block.name for name in names]
    titles += [f"{block.name}: {block.empty}" if block.seats else block.name] * block.vacant
    held = [place < block.seats for place in range(block.places)]
    seats = tuple(
        _seat(x, y, radius, block.ink, title, full=full, dotted=dotted)
        for (x, y), title, full in zip(centres, titles, held, strict=True)
    )
    return Shape("g", {"class": f"fill-{block.ink}"}, f"{block.name}: {_seats_told(block, told)}", seats)


def _seats_told(block: Block, told: Told = ENGLISH) -> str:
    if not block.seats:
        return told.seats(block.vacant)
    return told.seats(block.seats) + (f", {number(block.vacant)} {block.empty}" if block.vacant else "")


def _seat(x: float, y: float, radius: float, ink: str, title: str, *, full: bool, dotted: bool) -> Shape:
    """Draw one seat: a disc, with a hole where its block is marked; a ring where nobody sits."""
    place = {"cx": round(x, 2), "cy": round(y, 2)}
    if full and not dotted:
        return Shape("circle", place | {"r": round(radius, 2)}, title)
    wide = radius * (0.66 if full else 0.28)
    look = {"class": f"line-{ink}", "fill": "none", "stroke-width": round(wide, 2)}
    return Shape("circle", place | {"r": round(radius - wide / 2, 2)} | look, title)


def _swatch(block: Block, dotted: bool) -> Shape:
    seat = _seat(0, 0, 5.5, block.ink, "", full=bool(block.seats), dotted=dotted)
    return seat if "fill" in seat.attributes else replace(seat, attributes={**seat.attributes, **filled(block.ink)})


def _merged(block: Block, centres: Sequence[tuple[float, float]], radius: float, told: Told) -> Iterator[Shape]:
    """Draw the held seats of a block as one path of round dots, and the vacant ones as one of rings."""
    dots = "".join(f"M{x:.1f},{y:.1f}h0" for x, y in centres[: block.seats])
    about = f"{block.name}: {_seats_told(block, told)}"
    if dots:
        look = {"class": f"line-{block.ink}", "stroke-width": round(2 * radius, 2), "stroke-linecap": "round"}
        yield Shape("path", {"d": dots, **look}, about)
    small = radius * 0.8
    rings = "".join(
        f"M{x - small:.1f},{y:.1f}a{small:.2f},{small:.2f} 0 1 0 {2 * small:.2f},0"
        f"a{small:.2f},{small:.2f} 0 1 0 {-2 * small:.2f},0"
        for x, y in centres[block.seats :]
    )
    if rings:
        width = round(radius * 0.4, 2)
        yield path(rings, class_=f"line-{block.ink}", fill="none", stroke_width=width)
