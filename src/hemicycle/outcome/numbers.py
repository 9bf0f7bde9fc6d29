"""Numbers and days as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hemicycle.source.words import plural

__all__ = ["day", "exact", "fixed", "listed", "number", "percent", "plural", "signed"]


def number(value: Any, decimals: int = 2) -> str:
    """Write a number with thousands separators; fractions rounded half up to `decimals` places."""
    exact = Fraction(value)
    return f"{exact.numerator:,}" if exact.denominator == 1 else fixed(exact, decimals)


def fixed(value: Any, decimals: int = 2) -> str:
    """Write a number with exactly `decimals` places, rounded half up, as commissions print shares."""
    exact = Fraction(value)
    scaled = (2 * abs(exact) * 10**decimals + 1) // 2
    whole, part = divmod(scaled, 10**decimals)
    return f"{'-' if exact < 0 and scaled else ''}{whole:,}.{part:0{decimals}d}"


def signed(value: Any, decimals: int = 0) -> str:
    """Write a change with its sign, a true minus where it falls."""
    text = fixed(abs(Fraction(value)), decimals) if decimals else f"{abs(int(value)):,}"
    return f"{'−' if value < 0 else '+' if value > 0 else ''}{text}"


def percent(share: Any, decimals: int = 2) -> str:
    """Write a share as a percentage: 7 %, 71.09 %."""
    return f"{number(Fraction(share) * 100, decimals)} %"


def exact(value: Any) -> int | str:
    """Write a number for programs, losing nothing: an int, or a fraction as text."""
    value = Fraction(value)
    return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def day(date: dt.date) -> str:
    """Write a day: 10 January 2021."""
    return f"{date.day} {date:%B %Y}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    if len(words) < 2:
        return "".join(words) or "nobody"
    return f"{', '.join(words[:-1])} and {words[-1]}"
