"""Formulas of a law document: shares, bases, numbers of seats, conditions.

    7%    7/10 * votes    98 - total(lists)    count(passed) == 1

Integers, decimals and percentages; names of tables and sets; `+ - * /`; `max min floor ceil round`
(half up); comparisons, `and`, `or`; `name@level`; `total(t)`, `sum(t, set)`, `most(t)`, `count(set)`,
`known(t)`. No variables, no loops, no functions of the user's. Everything is exact.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from hemicycle.source.mistake import BadInput, Mistake

# Functions over numbers, and over names; each with the number of its arguments.
_NUMERIC: dict[str, Callable[..., Any]] = {"max": max, "min": min}
_ROUNDING: dict[str, Callable[[Any], Any]] = {
    "floor": lambda x: x // 1,
    "ceil": lambda x: -(-x // 1),
    "round": lambda x: (2 * x + 1) // 2,
}
_OF_TABLE = {"total": 1, "sum": 2, "most": 1, "count": 1, "known": 1}
_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda above, below: Fraction(above) / below if isinstance(above, int) else above / below,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_LONGEST = 400


class Scope(Protocol):
    """Where a formula is taken: one cell of a table, or one unit where no list is meant."""

    def value(self, name: str, level: str | None) -> Any:
        """Read a table at this cell, or at the unit of `level` that contains it."""

    def total(self, name: str, level: str | None) -> Any:
        """Sum a table over all lists of the unit."""

    def sum(self, name: str, chosen: str, level: str | None) -> Any:
        """Sum a table over the lists of a set."""

    def most(self, name: str, level: str | None) -> Any:
        """Take the largest value of a table over the lists of the unit."""

    def count(self, chosen: str) -> int:
        """Count the lists of a set."""

    def known(self, name: str, level: str | None) -> bool:
        """Tell whether a table was given, or can be read at a level."""


Evaluate = Callable[[Scope], Any]


class NotAFormula(ValueError):
    """A text that isn't a formula; says why."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a formula and the way it is used: `value`, `total`, `sum`, `most`, `known` or `set`."""

    name: str
    use: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula.

    `text` is what the document says, `names` are all it refers to, and `at(scope)` evaluates it exactly at
    one place: an int, a Fraction or a truth value. `constant` is the value of one that refers to nothing,
    such as `7%`, and None for any other. `node` is its tree, for telling it in words.
    """

    text: str
    node: ast.expr = field(repr=False, compare=False)
    names: tuple[Name, ...]
    at: Evaluate = field(repr=False, compare=False)
    constant: Fraction | None = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Callable[[str], Formula], tuple[str]]:
        """Travel to another process as text, to be parsed there: compiled functions can't."""
        return parse_formula, (self.text,)

    def over(self, **numbers: Any) -> Fraction:
        """Evaluate a formula whose names are plain numbers, such as `seats`."""
        scope: Any = _Numbers(numbers)
        return Fraction(self.at(scope))


def read_share(option: str, text: str, *, inside: bool = False) -> Fraction:
    """Read a share from 0 to 1 as people write it: 5%, 0.05, 1/20; `inside` leaves out both ends.

    Raises BadInput, naming the option, for anything else.
    """
    try:
        share = parse_formula(text).constant
    except NotAFormula:
        share = None
    if share is None or not 0 <= share <= 1 or (inside and share in (0, 1)):
        expected = "a share between 0 and 100%, such as 1%" if inside else "a share from 0 to 100%, such as 5%"
        raise BadInput(Mistake(option, repr(text), expected))
    return share


def parse_formula(text: str) -> Formula:
    """Parse a formula. Raises NotAFormula with the reason, in words for the author of a document."""
    text = text.strip()
    if not text:
        raise NotAFormula("an empty formula")
    if len(text) > _LONGEST:
        raise NotAFormula(f"a formula of {len(text)} characters")
    if odd := re.search(r"[\[\]#]|(?<![\w.])\d+[^\W\d]\w*", text):
        raise NotAFormula(f"{text!r}: {odd[0]!r} isn't part of a formula")
    names: list[Name] = []
    try:
        tree = _parsed(text)
        _check(tree, text, names)
    except RecursionError:
        raise NotAFormula(f"{text!r}, which is nested too deeply") from None
    at = _compiled(tree)
    try:
        constant = None if names else _constant(at)
    except ZeroDivisionError:
        raise NotAFormula(f"{text!r}, which divides by zero") from None
    return Formula(text, tree, tuple(names), at, constant)


def _constant(at: Evaluate) -> Fraction | None:
    value = at(_NOWHERE)
    return None if isinstance(value, bool) else Fraction(value)


def _parsed(text: str) -> ast.expr:
    """Let Python parse a formula; what it refuses, or would warn of, is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)
            return ast.parse(_as_python(text), mode="eval").body
    except (SyntaxError, SyntaxWarning, ValueError, MemoryError):
        raise NotAFormula(f"{text!r}, which is not a formula") from None


def _as_python(text: str) -> str:
    """Write a formula as a Python expression.

    Percentages and decimals become fractions of integers, `7.5%` is `(3/40)`; `votes@land` becomes
    `votes[land]`, which binds as tightly as the level belongs to its name.
    """

    def fraction(match: re.Match[str]) -> str:
        value = Fraction(match[1]) / (100 if match[2] else 1)
        return f"({value.numerator}/{value.denominator})"

    exact = re.sub(r"(?<![\w.])(\d+\.\d+|\d+(?=\s*%))(\s*%)?", fraction, text)
    return re.sub(r"([^\W\d][\w.]*)\s*@\s*([^\W\d]\w*)", r"\1[\2]", exact)


def _check(node: ast.AST, text: str, names: list[Name]) -> None:
    """Refuse what isn't in the grammar; collect the names."""
    match node:
        case ast.Constant(value=bool()):
            raise NotAFormula(f"{text!r}: truth values aren't written")
        case ast.Constant(value=int()):
            return
        case ast.Name() | ast.Attribute():
            names.append(Name(_dotted(node, text), "value"))
        case ast.Subscript():
            names.append(_levelled(node, "value", text))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check_number(left, text, names)
            _check_number(right, text, names)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check_number(operand, text, names)
        case ast.BoolOp(values=values):
            for value in values:
                _check(value, text, names)
        case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _COMPARISONS for op in ops):
            for value in (left, *others):
                _check_number(value, text, names)
        case ast.Call(func=ast.Name(id=function), args=args, keywords=[]):
            _check_call(function, args, text, names)
        case _:
            raise NotAFormula(f"{text!r}, with {type(node).__name__.lower()!r} in it, which formulas don't have")


def _check_number(node: ast.AST, text: str, names: list[Name]) -> None:
    """Check a part that has to be a number: a comparison has none."""
    if isinstance(node, ast.Compare | ast.BoolOp):
        raise NotAFormula(f"{text!r}: a comparison where a number is needed")
    _check(node, text, names)


def _check_call(function: str, args: list[ast.expr], text: str, names: list[Name]) -> None:
    if (function in _NUMERIC and len(args) >= 2) or (function in _ROUNDING and len(args) == 1):
        for arg in args:
            _check_number(arg, text, names)
    elif _OF_TABLE.get(function) == len(args):
        if function == "count":
            names.append(Name(_dotted(args[0], text), "set"))
        else:
            names.append(_levelled(args[0], function, text))
        if function == "sum":
            names.append(Name(_dotted(args[1], text), "set"))
    else:
        known = sorted({*_NUMERIC, *_ROUNDING, *_OF_TABLE})
        raise NotAFormula(f"{text!r}: {function}() with {len(args)} arguments (functions: {', '.join(known)})")


def _dotted(node: ast.AST, text: str) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=name), attr=attribute):
            return f"{name}.{attribute}"
    raise NotAFormula(f"{text!r}: a name is needed where {ast.unparse(node)!r} stands")


def _levelled(node: ast.AST, use: str, text: str) -> Name:
    if isinstance(node, ast.Subscript):
        return Name(_dotted(node.value, text), use, _dotted(node.slice, text))
    return Name(_dotted(node, text), use)


def _compiled(node: ast.AST) -> Evaluate:
    """Turn a checked tree into a function of the scope."""
    match node:
        case ast.Constant(value=value):
            return lambda scope: value
        case ast.Name() | ast.Attribute() | ast.Subscript():
            name = _levelled(node, "value", "")
            return lambda scope: scope.value(name.name, name.level)
        case ast.BinOp(left=left, op=op, right=right):
            operation = _OPERATIONS[type(op)]
            before, after = _compiled(left), _compiled(right)
            return lambda scope: operation(before(scope), after(scope))
        case ast.UnaryOp(operand=operand):
            inner = _compiled(operand)
            return lambda scope: -inner(scope)
        case ast.BoolOp(op=op, values=values):
            parts = [_compiled(value) for value in values]
            holds = all if isinstance(op, ast.And) else any
            return lambda scope: holds(part(scope) for part in parts)
        case ast.Compare(left=left, ops=ops, comparators=others):
            first = _compiled(left)
            rest = [(_COMPARISONS[type(op)], _compiled(other)) for op, other in zip(ops, others, strict=True)]
            return lambda scope: _compare(scope, first, rest)
        case ast.Call(func=ast.Name(id=function), args=args):
            return _compiled_call(function, args)
    raise AssertionError(f"unchecked part of a formula: {ast.dump(node)}")


def _compare(scope: Scope, first: Evaluate, rest: Sequence[tuple[Callable[[Any, Any], bool], Evaluate]]) -> bool:
    left = first(scope)
    for holds, other in rest:
        right = other(scope)
        if not holds(left, right):
            return False
        left = right
    return True


def _compiled_call(function: str, args: list[ast.expr]) -> Evaluate:
    if function in _ROUNDING or function in _NUMERIC:
        apply = _ROUNDING.get(function) or _NUMERIC[function]
        parts = [_compiled(arg) for arg in args]
        return lambda scope: apply(*(part(scope) for part in parts))
    name = _levelled(args[0], function, "")
    match function:
        case "count":
            return lambda scope: scope.count(name.name)
        case "known":
            return lambda scope: scope.known(name.name, name.level)
        case "sum":
            chosen = _dotted(args[1], "")
            return lambda scope: scope.sum(name.name, chosen, name.level)
        case "most":
            return lambda scope: scope.most(name.name, name.level)
    return lambda scope: scope.total(name.name, name.level)


class _Nowhere:
    """The scope of a constant: any name in it is a programming error."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a constant formula asked for {name}")


_NOWHERE: Any = _Nowhere()


class _Numbers(_Nowhere):
    """The scope of a formula over plain numbers by their names."""

    def __init__(self, numbers: Mapping[str, Any]) -> None:
        self._numbers = numbers

    def value(self, name: str, level: str | None) -> Any:
        return self._numbers[name]
