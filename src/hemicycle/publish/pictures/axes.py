"""What stands beside values: numbers below them, quiet lines behind them, a mark for one that matters."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from hemicycle.outcome.numbers import number
from hemicycle.publish.pictures.canvas import Box, Element, line
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, beside

# The room that numbers and title take below an axis, and that the words of a mark take above a picture.
BELOW, ABOVE = 38.0, 18.0


def numbers_below(scale: Scale, ticks: Iterable[Fraction], bottom: float, title: str, unit: str = "") -> list[Element]:
    """Set an axis with its numbers, those left out that would touch another, and what they are."""
    drawn: list[Element] = [line(LEFT, bottom, RIGHT, bottom, "axis")]
    taken: list[Box] = []
    for tick in ticks:
        words = beside(number(tick) + unit, scale.at(tick), bottom + 17, ink="quiet")
        drawn.append(line(scale.at(tick), bottom, scale.at(tick), bottom + 4, "axis"))
        if not any(words.box.meets(other) for other in taken):
            taken.append(words.box)
            drawn.append(words)
    drawn.append(beside(title, (LEFT + RIGHT) / 2, bottom + 34, ink="quiet"))
    return drawn


def lines_behind(scale: Scale, ticks: Iterable[Fraction], top: float, bottom: float) -> list[Element]:
    """Draw a quiet line at each of the round numbers."""
    return [line(scale.at(tick), top + ABOVE, scale.at(tick), bottom, "grid") for tick in ticks]


def mark(scale: Scale, value: Fraction | int | None, words: str, top: float, bottom: float) -> list[Element]:
    """Mark a value with a fine line in the accent, words above it; nothing for one beyond the scale."""
    if value is None or not scale.low <= value <= scale.high:
        return []
    x = scale.at(value)
    drawn = line(x, top + ABOVE - 2, x, bottom, "accent", 1.25, stroke_dasharray="3 2")
    return [drawn, beside(words, x, top + ABOVE - 8, ink="accent", bold=True)]
