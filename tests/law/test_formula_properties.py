from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hemicycle.law.formula import Formula, NotAFormula, parse_formula

# The same cases in every run, on slow machines too.
repeatable = settings(deadline=None, derandomize=True, database=None, max_examples=300)

Written = tuple[str, Fraction | None]  # a text and its value; None where it divides by zero


def numbers() -> st.SearchStrategy[Written]:
    whole = st.integers(0, 10**6).map(lambda n: (str(n), Fraction(n)))
    percent = st.integers(0, 300).map(lambda n: (f"{n}%", Fraction(n, 100)))
    decimal = st.tuples(st.integers(0, 99), st.integers(0, 999)).map(
        lambda pair: (f"{pair[0]}.{pair[1]:03}", pair[0] + Fraction(pair[1], 1000))
    )
    return whole | percent | decimal


@st.composite
def chains(draw: Callable, inner: st.SearchStrategy[Written]) -> Written:
    """Terms added and taken away, each of factors multiplied and divided, from left to right."""
    text, total = draw(products(inner))
    for sign in draw(st.lists(st.sampled_from("+-"), max_size=3)):
        more, value = draw(products(inner))
        text += f" {sign} {more}"
        if total is not None:
            total = None if value is None else total + value if sign == "+" else total - value
    return text, total


@st.composite
def products(draw: Callable, inner: st.SearchStrategy[Written]) -> Written:
    text, product = draw(factors(inner))
    for sign in draw(st.lists(st.sampled_from("*/"), max_size=2)):
        more, value = draw(factors(inner))
        text += f"{sign}{more}"
        if product is None or value is None or (sign == "/" and value == 0):
            product = None
        else:
            product = product * value if sign == "*" else product / value
    return text, product


@st.composite
def factors(draw: Callable, inner: st.SearchStrategy[Written]) -> Written:
    text, value = draw(inner)
    shape = draw(st.sampled_from(["as it is", "minus", "floor", "ceil", "max", "min"]))
    if shape == "minus":
        return f"-({text})", None if value is None else -value
    if shape == "floor":
        return f"floor({text})", None if value is None else Fraction(value.__floor__())
    if shape == "ceil":
        return f"ceil({text})", None if value is None else Fraction(value.__ceil__())
    if shape in ("max", "min"):
        other, beside = draw(numbers())
        pick: Any = max if shape == "max" else min
        return f"{shape}({text}, {other})", None if value is None else pick(value, beside)
    return f"({text})", value


@repeatable
@given(st.recursive(numbers(), chains, max_leaves=6))
def test_arithmetic_agrees_with_fractions(written: Written):
    text, value = written
    assume(len(text) <= 400)
    if value is None:
        with pytest.raises(NotAFormula, match="divides by zero"):
            parse_formula(text)
    else:
        assert parse_formula(text).constant == value


@repeatable
@given(st.fractions(max_denominator=1000))
def test_half_is_rounded_up(number: Fraction):
    rounded = parse_formula(f"round({number.numerator}/{number.denominator})").constant
    assert rounded is not None
    assert rounded.denominator == 1
    assert -Fraction(1, 2) < rounded - number <= Fraction(1, 2)


FRAGMENTS = st.sampled_from(
    [
        *["7%", "0.5", ".5", "5.", "1_0", "0x1", "1e9", "1j", "07", "0", "99999999999"],
        *["votes", "valid", "passed", "lists.x", "é", "ﬁ", "True", "None", "lambda", "if", "else", "not", "or", "and"],
        *["total(", "sum(", "most(", "count(", "known(", "max(", "floor(", "round(", "eval(", "(", ")", ","],
        *["+", "-", "*", "/", "//", "**", "%", "@", "==", "<", ">=", "!=", "=", ":=", ":", ";", "in", "is", "~"],
        *["[", "]", "{", "}", "'", '"', "\\", "#", "\n", "\t", "\0", "\ud800", ".", "f'", "*a", "**b", "`", "$"],
    ]
)


@settings(repeatable, max_examples=1500)
@given(st.lists(FRAGMENTS, max_size=14).map(" ".join) | st.lists(FRAGMENTS, max_size=14).map("".join) | st.text())
def test_any_text_is_a_formula_or_refused(text: str):
    try:
        formula = parse_formula(text)
    except NotAFormula as refused:
        reason = str(refused)
    else:
        assert isinstance(formula, Formula)
        assert formula.text == text.strip()
        assert formula.names or formula.constant is None or isinstance(formula.constant, Fraction)
        return
    assert reason
