"""From values to places in a picture, with ticks at round numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: values from `low` to `high` lie between `start` and `end` of the picture."""

    low: Fraction
    high: Fraction
    start: float
    end: float

    def at(self, value: Fraction | int) -> float:
        """Place a value; exact until the last step."""
        if self.high == self.low:
            return self.start
        part = (Fraction(value) - self.low) / (self.high - self.low)
        return self.start + float(part * Fraction(self.end - self.start))

    def ticks(self, about: int = 5, *, whole: bool = False) -> list[Fraction]:
        """Choose round numbers on the scale, about so many: steps of 1, 2, 5, their tens, tenths unless `whole`."""
        if self.high == self.low:
            return [self.low]
        step = max(_round_step((self.high - self.low) / about), Fraction(int(whole)))
        return [step * place for place in range(ceil(self.low / step), floor(self.high / step) + 1)]


def _round_step(least: Fraction) -> Fraction:
    """Find the least of 1, 2, 5 and their tens and tenths that isn't below a number."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
