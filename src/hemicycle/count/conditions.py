"""Formulas of check rules as conditions on a table of returns.

The grammar is that of laws (`hemicycle.law.formula`), narrowed to what a row of integers can answer exactly:
sums of fields times constants, `max`, `min`, `total(votes)`, `most(votes)`, comparisons, `and`, `or`. Constants
are fractions, so both sides of a comparison are brought to a common denominator and compared as integers.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import and_, or_
from typing import Any

import narwhals as nw

from hemicycle.law.formula import Formula, NotAFormula

# Counts stay below 10**10, so a sum of some counts with factors up to this fits into 64 bits.
_LARGEST_FACTOR = 10**7


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a row: an integer expression over a whole denominator, or a constant."""

    above: nw.Expr | int
    below: int = 1

    def times(self, factor: Fraction) -> _Number:
        if max(abs(factor.numerator), factor.denominator) > _LARGEST_FACTOR:
            raise NotAFormula(f"the factor {factor}, which is too large for exact integers")
        above = self.above * factor.numerator if factor.numerator != 1 else self.above
        return _Number(above, self.below * factor.denominator)

    def over(self, below: int) -> nw.Expr | int:
        """Give the integer above a larger denominator."""
        factor = below // self.below
        return self.above if factor == 1 else self.above * factor


def fields_of(formula: Formula) -> tuple[str, ...]:
    """Name the fields that a formula reads; `votes` are the votes of the lists."""
    return tuple(dict.fromkeys(name.name for name in formula.names if name.use != "known"))


def condition(formula: Formula, lists: Sequence[str], given: frozenset[str]) -> nw.Expr:
    """Turn a comparison into an expression over the columns of returns: true, false, or null where a field is unknown.

    `lists` are the columns of the lists, `given` the fields that the returns have, which `known()` asks for.
    Raises NotAFormula for what a row of integers can't answer.
    """
    compiled = _truth(formula.node, lists, given)
    return nw.lit(compiled) if isinstance(compiled, bool) else compiled


def _truth(node: ast.expr, lists: Sequence[str], given: frozenset[str]) -> nw.Expr | bool:
    match node:
        case ast.BoolOp(op=op, values=values):
            parts = [_truth(value, lists, given) for value in values]
            joined = [nw.lit(part) if isinstance(part, bool) else part for part in parts]
            return reduce(and_ if isinstance(op, ast.And) else or_, joined)
        case ast.Compare(left=left, ops=ops, comparators=others):
            numbers = [_number(each, lists) for each in (left, *others)]
            pairs = zip(numbers, ops, numbers[1:], strict=False)
            return reduce(and_, (_compared(before, op, after) for before, op, after in pairs))
        case ast.Call(func=ast.Name(id="known"), args=[ast.Name(id=name)]):
            return name in given
    raise NotAFormula(f"{ast.unparse(node)!r}, which isn't a comparison")


def _compared(left: _Number, op: ast.cmpop, right: _Number) -> nw.Expr:
    below = lcm(left.below, right.below)
    one, other = left.over(below), right.over(below)
    first = one if isinstance(one, nw.Expr) else nw.lit(one)
    match op:
        case ast.Lt():
            return first < other
        case ast.LtE():
            return first <= other
        case ast.Gt():
            return first > other
        case ast.GtE():
            return first >= other
        case ast.Eq():
            return first == other
    return first != other


def _number(node: ast.expr, lists: Sequence[str]) -> _Number:
    match node:
        case ast.Constant(value=int(value)):
            return _Number(value)
        case ast.Name(id=name):
            return _Number(nw.col(name))
        case ast.UnaryOp(operand=operand):
            return _number(operand, lists).times(Fraction(-1))
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            constant, varying = (left, right) if _constant(left) is not None else (right, left)
            factor = _constant(constant)
            if factor is None:
                raise NotAFormula(f"{ast.unparse(node)!r}, a product of two numbers of a return")
            return _number(varying, lists).times(factor)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            divisor = _constant(right)
            if not divisor:
                raise NotAFormula(f"{ast.unparse(node)!r}: write a share as a product, such as invalid > 5% * found")
            return _number(left, lists).times(1 / divisor)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _number(left, lists), _number(right, lists)
            below = lcm(one.below, other.below)
            if isinstance(op, ast.Add):
                return _Number(one.over(below) + other.over(below), below)
            return _Number(one.over(below) - other.over(below), below)
        case ast.Call(func=ast.Name(id=function), args=args):
            return _called(function, args, lists)
    raise NotAFormula(f"{ast.unparse(node)!r}, which a single return can't answer")


def _called(function: str, args: Sequence[ast.expr], lists: Sequence[str]) -> _Number:
    match function, args:
        case "total", [ast.Name(id="votes")]:
            return _Number(nw.col("votes"))
        case "most", [ast.Name(id="votes")]:
            return _Number(nw.max_horizontal(*lists))
        case "max" | "min", _:
            return _extreme(function, [_number(each, lists) for each in args])
    raise NotAFormula(f"{function}(), which a single return can't answer")


def _extreme(function: str, numbers: Sequence[_Number]) -> _Number:
    below = lcm(*(number.below for number in numbers))
    parts = [number.over(below) for number in numbers]
    columns = [part if isinstance(part, nw.Expr) else nw.lit(part) for part in parts]
    return _Number(nw.max_horizontal(*columns) if function == "max" else nw.min_horizontal(*columns), below)


def _constant(node: ast.expr) -> Fraction | None:
    """Take the value of a part that names no field."""
    match node:
        case ast.Constant(value=int(value)):
            return Fraction(value)
        case ast.UnaryOp(operand=operand):
            inner = _constant(operand)
            return None if inner is None else -inner
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _constant(left), _constant(right)
            if one is None or other is None:
                return None
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
            return one / other if other else None
    return None


@dataclass(frozen=True, slots=True)
class OneReturn:
    """The scope of a formula at one return: its fields, and the votes of its lists."""

    fields: Mapping[str, int | None]
    votes: Sequence[int | None]

    def value(self, name: str, level: str | None) -> Any:
        """Read a field; the votes are those of all lists together."""
        return self.total(name, level) if name == "votes" else self.fields[name]

    def total(self, name: str, level: str | None) -> int:
        """Add up the votes of all lists."""
        return sum(votes or 0 for votes in self.votes)

    def sum(self, name: str, chosen: str, level: str | None) -> Any:
        """Refuse sets of lists, which a return doesn't know."""
        raise NotAFormula("sum() in a rule for returns")

    def most(self, name: str, level: str | None) -> int:
        """Take the votes of the list with the most."""
        return max(votes or 0 for votes in self.votes)

    def count(self, chosen: str) -> int:
        """Refuse sets of lists, which a return doesn't know."""
        raise NotAFormula("count() in a rule for returns")

    def known(self, name: str, level: str | None) -> bool:
        """Tell whether a field is given."""
        return self.fields.get(name) is not None
