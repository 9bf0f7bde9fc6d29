"""The test of integer percentages as dots: the returns among their controls, and the units of a level."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from hemicycle.outcome.numbers import number, signed
from hemicycle.publish.pictures.canvas import Element, Picture, box
from hemicycle.publish.pictures.dots import MARK, Dot, dots_above, marked
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, row_title, sheet
from hemicycle.scrutiny.rounding_controls import Compared
from hemicycle.source.words import plural

# A strip: its title, a fact, its dots, and the one it is about.
_Row = tuple[str, str, Sequence[Dot], Dot | None]
_USUAL = 2  # standard deviations within which chance alone leaves about 95 of 100
_NOTES = (
    "Along the line: z, the stations above what chance gives on average, in standard deviations",
    "Large dot: these returns; pale dots: the same test in elections that are in order",
    "Shaded: two standard deviations either way, where chance alone leaves about 95 of 100",
    "A negative z is an artefact of whole numbers of ballots, and evidence of nothing",
)


def picture_of_rounding(compared: Compared, leader: str) -> Picture:
    """Draw z of the returns among that of the controls, and below it z of each unit that was tested."""
    found = compared.found
    here = found.whole.z
    controls = [Dot(each.whole.z, "axis", f"{each.name}: z {_z(each.whole.z)}") for each in compared.controls]
    rows: list[_Row] = [("Returns among controls", f"z {_z(here)}", controls, Dot(here, "accent", f"z {_z(here)}"))]
    if found.units:
        units = [Dot(each.whole.z, "ink", f"{' / '.join(each.unit)}: z {_z(each.whole.z)}") for each in found.units]
        rows.append((f"By {found.levels[-1]}", plural(len(units), found.levels[-1]), units, None))
    low, high = min(dot.value for dot in controls), max(dot.value for dot in controls)
    description = (
        f"z is {_z(here)} over {number(found.stations)} stations. In {number(len(controls))} controls it is from "
        f"{_z(low)} to {_z(high)}, and p is below 0.05 in {number(compared.rejected)} of them."
    )
    notes = [f"Definition: {found.definition}", *_NOTES]
    about = About(f"Returns: {Path(found.name).name}; list: {leader}", {})
    return sheet(about, "Whole percentages", description, lambda top: _strips(rows, top), notes)


def _strips(rows: Sequence[_Row], top: float) -> tuple[list[Element], float]:
    values = [Fraction(dot.value) for _, _, dots, mark in rows for dot in (*dots, *((mark,) if mark else ()))]
    scale = Scale(min(Fraction(-3), *values), max(Fraction(3), *values), LEFT + MARK, RIGHT - MARK)
    start, end = scale.at(Fraction(-_USUAL)), scale.at(Fraction(_USUAL))
    elements: list[Element] = []
    y = top
    for title, fact, dots, mark in rows:
        titled, y = row_title(title, fact, y + 14)
        drawn, zero = dots_above(dots, scale, y + 12)
        elements += [*titled, box(start, y + 8, end - start, zero - y - 8, "grid"), *drawn]
        if mark is not None:
            elements.append(marked(mark, scale, zero))
        y = zero + 33
    return elements, y - 16


def _z(value: Fraction | float) -> str:
    return signed(round(float(value), 2), 2)
