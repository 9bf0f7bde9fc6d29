"""Dots on a strip, one for each of many: on top of another where they would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hemicycle.outcome.numbers import number
from hemicycle.publish.pictures.canvas import Element, Shape, line
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, SMALL, beside

MARK = 5.0  # the radius of the dot that the strip is about
_DOT = 2.6
_LEVELS = 6  # dots that stand above one another before they cover each other


@dataclass(frozen=True, slots=True)
class Dot:
    """One of many: where it stands, its ink, and what pointing at it says."""

    value: Fraction | float
    ink: str
    title: str


def dots_above(dots: Sequence[Dot], scale: Scale, top: float) -> tuple[list[Element], float]:
    """Draw dots on a line that lies below them, with its round numbers; tell the height of the line."""
    last: list[float] = []
    placed: list[tuple[float, float, Dot]] = []
    for dot in sorted(dots, key=lambda each: (each.value, each.title)):
        x = scale.at(Fraction(dot.value))
        level = next((place for place, end in enumerate(last) if x - end >= 2 * _DOT), len(last) % _LEVELS)
        if level == len(last):
            last.append(x)
        last[level] = x
        placed.append((x, _DOT + level * 2 * _DOT, dot))
    zero = top + max(1, len(last)) * 2 * _DOT
    drawn: list[Element] = [line(LEFT, zero, RIGHT, zero, "axis", 0.75)]
    for tick in scale.ticks(4):
        drawn.append(line(scale.at(tick), zero, scale.at(tick), zero + 3, "axis"))
        drawn.append(beside(number(tick).replace("-", "−"), scale.at(tick), zero + 15, ink="quiet", size=SMALL))
    return [*drawn, *(_circle(x, zero - up, _DOT, dot) for x, up, dot in placed)], zero


def marked(dot: Dot, scale: Scale, zero: float) -> Shape:
    """Draw the dot that a strip is about, on its line."""
    return _circle(scale.at(Fraction(dot.value)), zero - _DOT, MARK, dot)


def _circle(x: float, y: float, radius: float, dot: Dot) -> Shape:
    return Shape("circle", {"cx": x, "cy": y, "r": radius, "class": f"fill-{dot.ink}"}, dot.title)
