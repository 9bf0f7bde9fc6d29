"""How wide text will be, and where it breaks, without asking for a font.

The reader's machine chooses the font, so that widths are those of Helvetica's kind with something to spare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Widths in parts of the size of type.
_WIDTHS = {
    **dict.fromkeys("iljI'|.,:;! ·", 0.28),
    **dict.fromkeys("ftr()[]/-", 0.34),
    **dict.fromkeys("ckszvxyJг", 0.5),
    **dict.fromkeys("mwMWжшщюфмыЖШЩЮФМЫ@%—…", 0.89),
}
_LOWER, _UPPER, _WIDE = 0.56, 0.7, 1.0
_SPARE = 1.06
_BOLD = 1.07
# Lines break after blanks, hyphens and strokes, but not before %, nor within what has an @, as names of laws have.
_PARTS = re.compile(r"\S*@\S*\s*|[^\s/-]*(?:[/-]+|\s+(?:%\S*\s*)?|$)")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide a line of text is, a little too wide rather than too narrow."""
    return sum(map(_part, text)) * size * _SPARE * (_BOLD if bold else 1)


def _part(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    return _UPPER if char.isupper() else _LOWER


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut a text that is wider than its room, with an ellipsis in place of what is cut."""
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip(' -,')}…"


def wrap(text: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """Break a text into lines between its words; a word wider than the room, and what is beyond `most`, is cut."""
    text = " ".join(text.split())
    lines = list(_lines(text, room, size, bold))
    if len(lines) > most:
        lines = [*lines[: most - 1], text[text.index(lines[most - 1]) :]]
    return [shorten(line, room, size, bold=bold) for line in lines]


def _lines(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for part in _PARTS.findall(text):
        if line and width_of(line + part.rstrip(), size, bold=bold) > room:
            yield line.rstrip()
            line = ""
        line += part
    if line.strip():
        yield line.rstrip()
