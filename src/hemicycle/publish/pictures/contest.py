"""The figures of an election as dots on strips, one strip for each, among the dots of other elections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hemicycle.outcome.numbers import number
from hemicycle.publish.contest_text import figure
from hemicycle.publish.pictures.canvas import Element, Picture, Shape, line
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, SMALL, About, beside, row_title, sheet
from hemicycle.scrutiny.beside import Strip
from hemicycle.scrutiny.contest import LIMIT, Contest, Index

_DOT, _MARK = 2.6, 5.0
_LEVELS = 6  # dots that stand above one another before they cover each other
_APART = 16.0


def picture_of_contest(about: About, contest: Contest, strips: Mapping[str, Strip]) -> Picture:
    """Draw each figure of an election on a strip with those of others; figures without others are left out."""
    drawn = [
        (index, strips[index.definition.name])
        for index in contest.indices
        if index.value is not None and strips[index.definition.name].others
    ]
    told = [
        f"{_title(index)}: {_written(index)}; of {len(strip.others)} other elections {strip.lower} are lower and "
        f"{strip.higher} higher, median {figure(strip.name, strip.median)}"
        for index, strip in drawn
    ]
    notes = [
        "Large dot: this election; dark dots: the same chamber; pale dots: other elections of the archive; fine line: "
        "their median",
        LIMIT,
    ]
    description = f"{'. '.join(told)}." if told else "No other election has these figures."
    return sheet(about, "Was there a contest", description, lambda top: _strips(drawn, top), notes)


def _strips(drawn: Sequence[tuple[Index, Strip]], top: float) -> tuple[list[Element], float]:
    elements: list[Element] = []
    y = top
    for index, strip in drawn:
        told = f"{_written(index)}; median {figure(strip.name, strip.median)}"
        titled, y = row_title(_title(index), told, y + 14)
        values = [*map(Fraction, strip.others.values()), Fraction(index.value or 0)]
        scale = Scale(min(Fraction(0), *values), max(values) or Fraction(1), LEFT + _MARK, RIGHT - _MARK)
        dots, tall = _dots(strip, scale)
        zero = y + 12 + tall
        elements += titled
        elements += _axis(scale, zero)
        middle = scale.at(Fraction(strip.median or 0))
        elements.append(line(middle, zero - tall - 2, middle, zero + 3, "ink", 1))
        elements += [_dot(x, zero - up, _DOT, ink, name) for x, up, ink, name in dots]
        elements.append(_dot(scale.at(Fraction(index.value or 0)), zero - _DOT, _MARK, "accent", _written(index)))
        y = zero + 17 + _APART
    return elements, y - _APART


def _dots(strip: Strip, scale: Scale) -> tuple[list[tuple[float, float, str, str]], float]:
    """Place the dots of others, one on top of another where they would touch; tell how high they stand."""
    last: list[float] = []
    placed = []
    for name, value in sorted(strip.others.items(), key=lambda item: (item[1], item[0])):
        x = scale.at(Fraction(value))
        level = next((place for place, end in enumerate(last) if x - end >= 2 * _DOT), len(last) % _LEVELS)
        if level == len(last):
            last.append(x)
        last[level] = x
        ink = "ink" if name in strip.chamber else "axis"
        placed.append((x, _DOT + level * 2 * _DOT, ink, f"{name}: {figure(strip.name, value)}"))
    return placed, max(1, len(last)) * 2 * _DOT


def _axis(scale: Scale, zero: float) -> list[Element]:
    """Draw the line that the dots stand on, with its round numbers."""
    drawn: list[Element] = [line(LEFT, zero, RIGHT, zero, "axis", 0.75)]
    for tick in scale.ticks(4):
        drawn.append(line(scale.at(tick), zero, scale.at(tick), zero + 3, "axis"))
        drawn.append(beside(number(tick).replace("-", "−"), scale.at(tick), zero + 15, ink="quiet", size=SMALL))
    return drawn


def _dot(x: float, y: float, radius: float, ink: str, title: str) -> Shape:
    return Shape("circle", {"cx": x, "cy": y, "r": radius, "class": f"fill-{ink}"}, title)


def _title(index: Index) -> str:
    return index.definition.title


def _written(index: Index) -> str:
    unit = {"%": " %", "points": " points"}.get(index.definition.unit, "")
    return figure(index.definition.name, index.value) + unit
