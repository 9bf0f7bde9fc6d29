"""Numbers that are known only in part, and what an election asks about them.

The same run that counts known votes counts unknown ones: a number is then a linear form in the unknown
votes, with its value at one possible result. Every comparison is answered at that result and noted, so
that afterwards one knows for which other results the run would have gone the same way (concolic
execution: Godefroid, Klarlund and Sen, DART, 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from operator import add, sub
from typing import Any, Literal

from hemicycle.source.mistake import BadInput, Mistake

Relation = Literal[">", ">=", "=="]
Exact = int | Fraction
Form = tuple[Exact, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A linear form compared with 0, and the answer at the result at hand.

    The form is the coefficients of the unknowns, its last number a constant.
    """

    form: Form
    relation: Relation
    holds: bool


@dataclass(slots=True)
class Path:
    """The comparisons that a run has made, in order, each asked once."""

    comparisons: list[Comparison] = field(default_factory=list)
    known: dict[tuple[Form, Relation], bool] = field(default_factory=dict)

    def compare(self, form: Form, value: Exact, relation: Relation) -> bool:
        """Answer at the result at hand; note the question unless it is the same for every result."""
        holds = value > 0 if relation == ">" else value >= 0 if relation == ">=" else value == 0
        if any(form[:-1]) and (form, relation) not in self.known:
            self.known[form, relation] = holds
            self.comparisons.append(Comparison(form, relation, holds))
        return holds


class Unknown:
    """A number that depends on unknown votes: a linear form, and its value at the result at hand."""

    __slots__ = ("form", "path", "value")

    def __init__(self, form: Form, value: Exact, path: Path) -> None:
        self.form = form
        self.value = value
        self.path = path

    def __repr__(self) -> str:
        return f"Unknown({self.value})"

    def _form(self, other: Any) -> tuple[Form, Exact]:
        if isinstance(other, Unknown):
            return other.form, other.value
        if not isinstance(other, int | Fraction):
            raise TypeError(f"{other!r} is not exact")
        return (*_zeros(len(self.form) - 1), other), other

    def __add__(self, other: Any) -> Unknown:
        form, value = self._form(other)
        return Unknown(tuple(map(add, self.form, form)), self.value + value, self.path)

    __radd__ = __add__

    def __neg__(self) -> Unknown:
        return self * -1

    def __sub__(self, other: Any) -> Unknown:
        form, value = self._form(other)
        return Unknown(tuple(map(sub, self.form, form)), self.value - value, self.path)

    def __rsub__(self, other: Any) -> Unknown:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Unknown:
        if isinstance(other, Unknown):
            raise BadInput(
                Mistake("the votes", "numbers known only in part", "exact votes, for a law that multiplies them")
            )
        return Unknown(tuple(part * other for part in self.form), self.value * other, self.path)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Unknown:
        if isinstance(other, Unknown):
            raise BadInput(
                Mistake("the votes", "numbers known only in part", "exact votes, for a law that divides them")
            )
        return self * (1 / Fraction(other))

    def __divmod__(self, other: Any) -> tuple[int, Unknown]:
        divisor = other if isinstance(other, Unknown) else Unknown(*self._form(other), self.path)
        whole = self.value // divisor.value
        rest = self - divisor * whole
        if not (rest >= 0 and rest < divisor):
            raise AssertionError("a division by what is not positive")
        return int(whole), rest

    def __floordiv__(self, other: Any) -> int:
        return self.__divmod__(other)[0]

    def _compare(self, other: Any, relation: Relation) -> bool:
        form, value = self._form(other)
        return self.path.compare(tuple(map(sub, self.form, form)), self.value - value, relation)

    def __gt__(self, other: Any) -> bool:
        return self._compare(other, ">")

    def __ge__(self, other: Any) -> bool:
        return self._compare(other, ">=")

    def __lt__(self, other: Any) -> bool:
        return not self._compare(other, ">=")

    def __le__(self, other: Any) -> bool:
        return not self._compare(other, ">")

    def __eq__(self, other: object) -> bool:
        return self._compare(other, "==")

    def __bool__(self) -> bool:
        return not self._compare(0, "==")

    __hash__ = None  # type: ignore[assignment]


def unknowns(values: Sequence[Fraction], path: Path) -> list[Unknown]:
    """Make one unknown per value, each on its own axis."""
    size = len(values) + 1
    return [Unknown(tuple(int(i == axis) for i in range(size)), value, path) for axis, value in enumerate(values)]


@cache
def _zeros(count: int) -> tuple[int, ...]:
    return (0,) * count
