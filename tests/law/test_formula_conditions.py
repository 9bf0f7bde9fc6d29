"""Conditions and names drawn at random: `and`, `or`, comparisons, `votes@land`, `lists.remainder`."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hemicycle.law.formula import Name, NotAFormula, parse_formula

repeatable = settings(deadline=None, derandomize=True, database=None, max_examples=300)

NAMES = ["votes", "held", "lists.remainder", "seats.quota", "lists.unfilled", "é", "_x", "orange", "android", "Or"]
LEVELS = [None, "land", "kreis", "nation"]
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


class Somewhere:
    """A scope where every name has a number of its own at every level, and notes what was asked of it."""

    def __init__(self) -> None:
        self.asked: set[Name] = set()

    def _number(self, use: str, name: str, level: str | None) -> Fraction:
        self.asked.add(Name(name, use, level))
        return number(use, name, level)

    def value(self, name: str, level: str | None) -> Any:
        return self._number("value", name, level)

    def total(self, name: str, level: str | None) -> Any:
        return self._number("total", name, level)

    def most(self, name: str, level: str | None) -> Any:
        return self._number("most", name, level)

    def sum(self, name: str, chosen: str, level: str | None) -> Any:
        self.asked.add(Name(chosen, "set"))
        return self._number("sum", name, level)

    def count(self, chosen: str) -> int:
        self.asked.add(Name(chosen, "set"))
        return len(chosen)

    def known(self, name: str, level: str | None) -> bool:
        self.asked.add(Name(name, "known", level))
        return is_known(name, level)


def number(use: str, name: str, level: str | None) -> Fraction:
    return Fraction(NAMES.index(name) * 7 + LEVELS.index(level) * 3 + len(use), 1 + LEVELS.index(level))


def is_known(name: str, level: str | None) -> bool:
    return (NAMES.index(name) + LEVELS.index(level)) % 2 == 0


Written = tuple[str, Any, frozenset[Name]]  # a text, its value, and the names in it


@st.composite
def references(draw: Callable) -> Written:
    """A name, at a level or without one, alone or summed up."""
    name, level = draw(st.sampled_from(NAMES)), draw(st.sampled_from(LEVELS))
    text = name + (f"{draw(st.sampled_from(['@', ' @ ', '@ ']))}{level}" if level else "")
    use = draw(st.sampled_from(["value", "total", "most", "sum", "count"]))
    if use == "value":
        return text, number(use, name, level), frozenset({Name(name, use, level)})
    if use == "sum":
        names = frozenset({Name(name, use, level), Name("passed", "set")})
        return f"sum({text}, passed)", number(use, name, level), names
    if use == "count":
        return "count(passed)", 6, frozenset({Name("passed", "set")})
    return f"{use}({text})", number(use, name, level), frozenset({Name(name, use, level)})


@st.composite
def sums(draw: Callable) -> Written:
    text, value, names = draw(references())
    for sign in draw(st.lists(st.sampled_from("+-"), max_size=2)):
        more, other, others = draw(references() | st.integers(0, 99).map(lambda n: (str(n), n, frozenset())))
        text += f" {sign} {more}"
        value = value + other if sign == "+" else value - other
        names |= others
    return text, value, names


@st.composite
def comparisons(draw: Callable) -> Written:
    """A chain such as `2 < votes <= 9`, or whether something is known."""
    if draw(st.integers(0, 4)) == 0:
        name, level = draw(st.sampled_from(NAMES)), draw(st.sampled_from(LEVELS))
        text = name + (f"@{level}" if level else "")
        return f"known({text})", is_known(name, level), frozenset({Name(name, "known", level)})
    text, left, names = draw(sums())
    holds = True
    for sign in draw(st.lists(st.sampled_from(sorted(COMPARISONS)), min_size=1, max_size=2)):
        more, right, others = draw(sums())
        text += f" {sign} {more}"
        holds = holds and COMPARISONS[sign](left, right)
        left = right
        names |= others
    return text, holds, names


@st.composite
def joined(draw: Callable, inner: st.SearchStrategy[Written]) -> Written:
    """Alternatives of conditions that hold together: `and` binds before `or`."""
    texts, value, names = [], False, frozenset()
    for _ in range(draw(st.integers(1, 3))):
        parts = draw(st.lists(inner, min_size=1, max_size=3))
        texts.append(" and ".join(f"({text})" if " or " in text else text for text, _, _ in parts))
        value = value or all(holds for _, holds, _ in parts)
        names = names.union(*(its for _, _, its in parts))
    return " or ".join(texts), value, names


@repeatable
@given(st.recursive(comparisons(), joined, max_leaves=5))
def test_conditions_agree_with_their_parts(written: Written):
    text, value, names = written
    assume(len(text) <= 400)
    formula = parse_formula(text)
    somewhere = Somewhere()
    assert formula.at(somewhere) is value
    assert set(formula.names) == names
    assert somewhere.asked <= names
    assert formula.constant is None


@repeatable
@given(sums())
def test_names_at_levels_are_read_at_their_level(written: Written):
    text, value, names = written
    formula = parse_formula(text)
    somewhere = Somewhere()
    assert formula.at(somewhere) == value
    assert set(formula.names) == somewhere.asked == names


PIECES = st.sampled_from(
    [
        *["votes", "lists", ".", "remainder", ".remainder", "@", "@land", "@@", "land", " or ", " and ", "or", "and"],
        *["lists.remainder", "lists.remainder@land", "votes@land", "known(", "count(", "sum(", "total(", "most("],
        *["(", ")", ",", "1", "2%", "0.5", ">", ">=", "==", "<", "+", "-", "*", "/", "not ", "passed", "é@ü", "_", " "],
    ]
)


@settings(repeatable, max_examples=1500)
@given(st.lists(PIECES, max_size=10).map("".join) | st.lists(PIECES, max_size=10).map(" ".join))
def test_any_of_the_words_is_a_formula_or_refused(text: str):
    try:
        formula = parse_formula(text)
    except NotAFormula as refused:
        reason = str(refused)
    else:
        assert formula.names or formula.constant is not None or any(sign in text for sign in "<>=")
        assert all(name.level is None or "@" in text for name in formula.names)
        assert all(name.name.count(".") <= 1 for name in formula.names)
        return
    assert reason


@pytest.mark.parametrize(
    "text",
    ["a or 1 < 2 or", "or", "a@", "@land", "a@1", "a@land.b.c", "a.remainder.b", "a@(land)", "a @ land @ x", "1@land"],
)
def test_names_and_words_that_are_cut_off(text: str):
    with pytest.raises(NotAFormula):
        parse_formula(text)
