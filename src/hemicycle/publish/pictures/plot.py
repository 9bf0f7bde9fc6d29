"""A field between two axes, both in per cent or one in numbers, for pictures of many stations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hemicycle.outcome.numbers import number
from hemicycle.publish.pictures.canvas import Element, Words, line
from hemicycle.publish.pictures.measure import shorten
from hemicycle.publish.pictures.scale import Scale

# Four units for each percentage point, so that cells and bins begin at whole places.
PER_POINT = 4
START, END = 60.0, 460.0
# The room above a field for the words of a mark, and below it for numbers and title.
OVER, UNDER = 18.0, 42.0


@dataclass(frozen=True, slots=True)
class Field:
    """Where values stand: `across` from left to right, `up` from the bottom."""

    across: Scale
    up: Scale

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.up.end

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.up.start


def field(low: int, high: int, most: Fraction | int, top: float, height: float) -> Field:
    """Make a field from `low` to `high` per cent across, and from 0 to `most` up."""
    across = Scale(Fraction(low), Fraction(high), START, END)
    return Field(across, Scale(Fraction(0), Fraction(most), top + height, top))


def frame(
    on: Field, title: str, title_up: str, ticks: Iterable[Fraction], ticks_up: Iterable[Fraction]
) -> list[Element]:
    """Draw quiet lines at round numbers, the numbers at both axes, and what they are."""
    drawn: list[Element] = []
    for tick in ticks:
        x = on.across.at(tick)
        drawn.append(line(x, on.top, x, on.bottom, "grid"))
        drawn.append(Words(number(tick).replace("-", "−"), x, on.bottom + 17, 12.5, "middle", "quiet"))
    for tick in ticks_up:
        y = on.up.at(tick)
        drawn.append(line(START, y, END, y, "grid"))
        drawn.append(Words(number(tick), START - 6, y + 4, 12.5, "end", "quiet"))
    drawn.append(line(START, on.bottom, END, on.bottom, "axis"))
    drawn.append(Words(shorten(title, END - START, 12.5), (START + END) / 2, on.bottom + 34, 12.5, "middle", "quiet"))
    if title_up:
        title_up = shorten(title_up, on.bottom - on.top, 12.5)
        drawn.append(Words(title_up, START - 42, (on.top + on.bottom) / 2, 12.5, "middle", "quiet", upright=True))
    return drawn


def steps(values: Iterable[float], left: float, width: float, bottom: float, *, closed: bool = False) -> str:
    """Write the outline of bars as a path: heights above `bottom`, each bar so wide; `closed` for an area."""
    written = [f"M{_short(left)},{_short(bottom)}"] if closed else []
    heights = list(values)
    for place, height in enumerate(heights):
        y = _short(bottom - height)
        written.append(f"{'V' if closed or place else f'M{_short(left)},'}{y}H{_short(left + (place + 1) * width)}")
    if closed:
        written.append(f"V{_short(bottom)}Z")
    return "".join(written)


def _short(value: float) -> str:
    """Write a place to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0")
