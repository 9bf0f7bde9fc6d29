"""The numbers of a law over many elections at once: tables as arrays, and formulas over them.

Every array has one row for each election, or one row for all. Numbers by list have a column for each list in the
country, (elections, lists), and in districts a slot for each list that stands there, (elections, districts, slots).
Other numbers in districts are (elections, districts).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hemicycle.law.formula import Formula
from hemicycle.law.steps import NATION

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]
Ratio = tuple[Any, Any]
_ONE = np.int64(1)


class Unfit(Exception):
    """What arrays don't do here; said in words, for the note that elections are counted one by one."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table: its level, its array, and whether it has numbers by list."""

    level: str
    cells: Ints
    lists: bool = True


@dataclass(frozen=True, slots=True)
class Members:
    """A set of lists: its level, and which lists are in it."""

    level: str
    cells: Truths


class Slots:
    """Which lists stand in each district, so that arrays need no columns for those that don't.

    `lists` has the place of each slot's list, of shape (districts, slots); a slot without one has the number of
    all lists. What stands in such a slot is 0.
    """

    def __init__(self, places: list[list[int]], lists: int) -> None:
        most = max(map(len, places), default=0)
        self.lists = np.array([[*row, *[lists] * (most - len(row))] for row in places], np.intp).reshape(-1, most)
        self.number = np.array([len(row) for row in places])
        order = np.argsort(self.lists, axis=None, kind="stable")
        self._order = order[: self.number.sum()]
        self._found, self._starts = np.unique(self.lists.ravel()[self._order], return_index=True)
        self._width = lists

    def spread(self, cells: NDArray[Any]) -> NDArray[Any]:
        """Give every slot what its list has in the country."""
        nothing = np.zeros((*cells.shape[:-1], 1), cells.dtype)
        return np.take(np.concatenate([cells, nothing], axis=-1), self.lists, axis=-1)

    def gather(self, cells: NDArray[Any]) -> NDArray[Any]:
        """Add up by list what stands in the districts; of truths, whether any is true."""
        found = np.zeros((len(cells), self._width), cells.dtype)
        if len(self._found):
            add = np.logical_or if cells.dtype == np.bool_ else np.add
            flat = cells.reshape(len(cells), -1)[:, self._order]
            found[:, self._found] = add.reduceat(flat, self._starts, axis=1)
        return found


@dataclass(slots=True)
class Arrays:
    """What the steps so far have made of many elections."""

    slots: Slots
    tables: dict[str, Numbers] = field(default_factory=dict)
    sets: dict[str, Members] = field(default_factory=dict)

    def rows(self, name: str, level: str) -> Numbers:
        """Read a table at a level, added up from districts where it stands there."""
        table = self.tables.get(name)
        if table is None:
            raise Unfit(f"{name}, which isn't a number of votes or seats")
        if table.level == level:
            return table
        if level != NATION:
            if not table.lists:
                return Numbers(level, table.cells[:, None], lists=False)
            raise Unfit(f"{name} by {level}")
        return self.whole(table)

    def whole(self, table: Numbers) -> Numbers:
        """Add a table up over the country."""
        if table.level == NATION:
            return table
        return Numbers(NATION, self.slots.gather(table.cells) if table.lists else table.cells.sum(axis=1), table.lists)

    def members(self, name: str, level: str) -> Truths:
        """Read a set at a level; one made in districts has in the country who is in it in any of them."""
        chosen = self.chosen(name)
        if chosen.level == level:
            return chosen.cells
        return self.slots.gather(chosen.cells) if level == NATION else self.slots.spread(chosen.cells)

    def chosen(self, name: str) -> Members:
        """Find a set where it was made."""
        chosen = self.sets.get(name)
        if chosen is None:
            raise Unfit(f"the set {name}")
        return chosen

    def take(self, formula: Formula, level: str, *, by_list: bool = False) -> Any:
        """Evaluate a formula in every unit of a level, for every list with `by_list`, in whole numbers or truths.

        Raises Unfit for names that have no array, and for values that aren't whole.
        """
        above, below = self.ratio(formula, level, by_list=by_list)
        if below is _ONE:
            return above
        if (np.remainder(above, below) != 0).any():
            raise Unfit(f"{formula}, which isn't a whole number")
        return above // below

    def ratio(self, formula: Formula, level: str, *, by_list: bool = False) -> Ratio:
        """Evaluate a formula as numerators and denominators, which are above 0."""
        return _evaluate(formula.node, _Scope(self, level, by_list))


@dataclass(frozen=True, slots=True)
class _Scope:
    arrays: Arrays
    level: str
    by_list: bool

    def value(self, name: str, level: str | None) -> Any:
        if level not in (None, self.level, NATION):
            raise Unfit(f"{name}@{level}")
        table = self.arrays.rows(name, level or self.level)
        if table.lists and not self.by_list:
            raise Unfit(f"{name} of no list")
        elsewhere = (level or self.level) != self.level
        if table.lists:
            return self.arrays.slots.spread(table.cells) if elsewhere else table.cells
        cells = table.cells[:, None] if elsewhere else table.cells
        return cells[..., None] if self.by_list else cells

    def over_lists(self, name: str, level: str | None, function: str, chosen: str | None = None) -> Any:
        if level not in (None, self.level):
            raise Unfit(f"{function}({name}@{level})")
        table = self.arrays.rows(name, self.level)
        cells = table.cells if table.lists else table.cells[..., None]
        if chosen is not None:
            cells = cells * self.arrays.members(chosen, self.level)
        found = cells.max(axis=-1) if function == "most" else sum_lists(cells)
        return found[..., None] if self.by_list else found

    def count(self, chosen: str) -> Any:
        if self.arrays.chosen(chosen).level == NATION != self.level:  # those of the country, here or not
            found = sum_lists(self.arrays.members(chosen, NATION))[:, None]
        else:
            found = sum_lists(self.arrays.members(chosen, self.level))
        return found[..., None] if self.by_list else found

    def known(self, name: str, level: str | None) -> bool:
        table = self.arrays.tables.get(name)
        return table is not None and (level in (None, NATION) or table.level == level)


_COMPARISONS: Mapping[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}


def sum_lists(cells: Any) -> Any:
    """Add up over the last axis, the lists: several times as fast as a plain sum where they are few."""
    return np.einsum("...i->...", cells.view(np.int8) if cells.dtype == np.bool_ else cells, dtype=np.int64)


def times(one: Any, other: Any) -> Any:
    """Multiply whole numbers. Raises Unfit where a product might not fit into 64 bits."""
    if one is _ONE or other is _ONE:
        return one if other is _ONE else other
    if _largest(one) * _largest(other) >= 2**62:
        raise Unfit("numbers beyond 64 bits")
    return one * other


def _largest(numbers: Any) -> int:
    """Find the largest number, whatever its sign."""
    return max(int(np.max(numbers, initial=0)), -int(np.min(numbers, initial=0)))


def _evaluate(node: ast.expr, scope: _Scope) -> Ratio:
    """Evaluate the checked tree of a formula, exactly."""
    match node:
        case ast.Constant(value=int() as value):
            return np.int64(value), _ONE
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return scope.value(*_named(node)), _ONE
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _evaluate(left, scope), _evaluate(right, scope))
        case ast.UnaryOp(operand=operand):
            above, below = _evaluate(operand, scope)
            return -above, below
        case ast.BoolOp(op=op, values=values):
            join = np.logical_and if isinstance(op, ast.And) else np.logical_or
            return join.reduce(np.broadcast_arrays(*(_evaluate(value, scope)[0] for value in values))), _ONE
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            one, other = _evaluate(left, scope), _evaluate(right, scope)
            return _COMPARISONS[type(op)](times(one[0], other[1]), times(other[0], one[1])), _ONE
        case ast.Call(func=ast.Name(id=function), args=args):
            return _called(function, args, scope)
    raise Unfit(f"the formula {ast.unparse(node)}")


def _combined(op: ast.operator, one: Ratio, other: Ratio) -> Ratio:
    match op:
        case ast.Mult():
            return times(one[0], other[0]), times(one[1], other[1])
        case ast.Div():
            if (np.asarray(other[0]) <= 0).any():
                raise Unfit("a division by nothing")
            return times(one[0], other[1]), times(one[1], other[0])
    right = times(other[0], one[1])
    return times(one[0], other[1]) + (right if isinstance(op, ast.Add) else -right), times(one[1], other[1])


def _called(function: str, args: list[ast.expr], scope: _Scope) -> Ratio:
    match function:
        case "min" | "max":
            values = [_evaluate(arg, scope) for arg in args]
            if any(np.any(below != 1) for _, below in values):
                raise Unfit(f"the {function} of fractions")
            chosen = np.minimum if function == "min" else np.maximum
            return chosen.reduce(np.broadcast_arrays(*(above for above, _ in values))), _ONE
        case "floor" | "ceil" | "round":
            above, below = _evaluate(args[0], scope)
            if function == "ceil":
                return -(-above // below), _ONE
            return (above // below if function == "floor" else (times(2, above) + below) // times(2, below)), _ONE
        case "count":
            return scope.count(_named(args[0])[0]), _ONE
        case "known":
            return np.bool_(scope.known(*_named(args[0]))), _ONE
        case "sum":
            return scope.over_lists(*_named(args[0]), "sum", _named(args[1])[0]), _ONE
    return scope.over_lists(*_named(args[0]), function), _ONE


def _named(node: ast.expr) -> tuple[str, str | None]:
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value), ast.unparse(node.slice)
    return ast.unparse(node), None
