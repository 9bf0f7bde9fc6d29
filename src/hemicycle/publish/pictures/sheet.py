"""What all pictures share: a column with a heading, the picture itself, and what it rests on at its foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.publish.pictures.canvas import Element, Picture, Words, line
from hemicycle.publish.pictures.measure import width_of, wrap
from hemicycle.source.words import capital

# A newspaper's column: at 600 pixels, and on a phone at 360, the smallest type is still read.
WIDTH = 480.0
LEFT, RIGHT = 16.0, 464.0
SMALL = 12.5

Body = Callable[[float], tuple[list[Element], float]]


@dataclass(frozen=True, slots=True)
class About:
    """What a picture is about: the election, what its lists are called, and what it rests on, as sentences."""

    election: str
    names: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def name(self, party: str) -> str:
        """What a list is called."""
        return self.names.get(party, party)


def sheet(about: About, heading: str, description: str, body: Body, notes: Sequence[str] = ()) -> Picture:
    """Set a picture: heading and election above, notes below. `body` draws from a height on and tells where it ends."""
    elements: list[Element] = []
    y = 8.0
    for text in wrap(heading, RIGHT - LEFT, 20, bold=True):
        y += 24
        elements.append(Words(text, LEFT, y, 20, bold=True, serif=True))
    for text in wrap(about.election, RIGHT - LEFT, 14):
        y += 19
        elements.append(Words(text, LEFT, y, 14, ink="quiet"))
    drawn, y = body(y + 14)
    elements += drawn
    y += 14
    elements.append(line(LEFT, y, RIGHT, y, "grid"))
    y += 4
    said = [_sentence(text) for text in (*notes, *about.notes)]
    for text in said:
        for part in wrap(text, RIGHT - LEFT, SMALL):
            y += 16
            elements.append(Words(part, LEFT, y, SMALL, ink="quiet"))
        y += 3
    told = " ".join((f"{_sentence(about.election)} {description}".strip(), *said))
    return Picture(WIDTH, round(y + 14), heading, told, tuple(elements))


def row_title(name: str, fact: str, y: float) -> tuple[list[Element], float]:
    """Set a list's name on the left and a fact on the right; tell the baseline of the last line."""
    room = RIGHT - LEFT - width_of(fact, 13) - 12
    elements: list[Element] = [Words(fact, RIGHT, y, 13, "end", "quiet", halo=True)] if fact else []
    for place, text in enumerate(wrap(name, room, 14, bold=True, most=2)):
        y += 17 if place else 0
        elements.append(Words(text, LEFT, y, 14, bold=True, halo=True))
    return elements, y


def beside(text: str, x: float, y: float, *, ink: str = "ink", size: float = 13, bold: bool = False) -> Words:
    """Set words above a place, moved inwards where they would leave the column."""
    half = width_of(text, size, bold=bold) / 2
    return Words(text, min(max(x, LEFT + half), RIGHT - half), y, size, "middle", ink, bold, halo=True)


def _sentence(text: str) -> str:
    return capital(text) + ("" if text.endswith((".", "?")) else ".")
