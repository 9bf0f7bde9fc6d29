"""The figures of an election as dots on strips, one strip for each, among the dots of other elections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hemicycle.publish.pictures.canvas import Element, Picture, line
from hemicycle.publish.pictures.dots import MARK, Dot, dots_above, marked
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, row_title, sheet
from hemicycle.publish.text.contest import figure
from hemicycle.scrutiny.beside import Strip
from hemicycle.scrutiny.contest import LIMIT, Contest, Index
from hemicycle.source.mistake import BadInput, Mistake, nearest

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


def only(contest: Contest, figure: str) -> Contest:
    """Keep one figure of a contest, for a picture of it alone. Raises BadInput for an unknown one, or without value."""
    known = {index.definition.name: index for index in contest.indices}
    if figure not in known:
        raise BadInput(Mistake("--figure", repr(figure), nearest(figure, known)))
    if known[figure].value is None:
        raise BadInput(Mistake("--figure", f"{figure}, which has no value here", "a figure that has one"))
    return replace(contest, indices=(known[figure],))


def _strips(drawn: Sequence[tuple[Index, Strip]], top: float) -> tuple[list[Element], float]:
    elements: list[Element] = []
    y = top
    for index, strip in drawn:
        told = f"{_written(index)}; median {figure(strip.name, strip.median)}"
        titled, y = row_title(_title(index), told, y + 14)
        values = [*map(Fraction, strip.others.values()), Fraction(index.value or 0)]
        scale = Scale(min(Fraction(0), *values), max(values) or Fraction(1), LEFT + MARK, RIGHT - MARK)
        others = [
            Dot(value, "ink" if name in strip.chamber else "axis", f"{name}: {figure(strip.name, value)}")
            for name, value in strip.others.items()
        ]
        dots, zero = dots_above(others, scale, y + 12)
        middle = scale.at(Fraction(strip.median or 0))
        elements += [*titled, line(middle, y + 10, middle, zero + 3, "ink", 1), *dots]
        elements.append(marked(Dot(index.value or 0, "accent", _written(index)), scale, zero))
        y = zero + 17 + _APART
    return elements, y - _APART


def _title(index: Index) -> str:
    return index.definition.title


def _written(index: Index) -> str:
    unit = {"%": " %", "points": " points"}.get(index.definition.unit, "")
    return figure(index.definition.name, index.value) + unit
