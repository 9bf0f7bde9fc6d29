from __future__ import annotations

import contextlib
import warnings

import pytest

from hemicycle.law.formula import NotAFormula, parse_formula


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "an empty formula"),
        ("   ", "an empty formula"),
        ("1" * 401, "401 characters"),
        ("2 +", "not a formula"),
        ("(1", "not a formula"),
        ("2 3", "not a formula"),
        ("7%%", "not a formula"),
        ("7 % 2", "not a formula"),
        ("1.5e3", "not a formula"),
        ("votes[land]", "'[' isn't part"),
        ("1_000", "'1_000' isn't part"),
        ("0x10", "'0x10' isn't part"),
        ("1 # x", "'#' isn't part"),
        ("(1<2)*98", "a comparison where a number is needed"),
        ("max(1<2, 3)", "a comparison where a number is needed"),
        ("1/0", "divides by zero"),
        ("3 / (2 - 2)", "divides by zero"),
        ("5 / 0%", "divides by zero"),
        ("max(1, 1/0)", "divides by zero"),
        ("2 ** 3", "don't have"),
        ("7 // 2", "don't have"),
        ("votes % 7", "don't have"),
        ("+1", "don't have"),
        ("not known(votes)", "don't have"),
        ("1 if a else 2", "don't have"),
        ("a in b", "don't have"),
        ("a is b", "don't have"),
        ("lambda: 1", "don't have"),
        ("'text'", "don't have"),
        ("1e3", "'1e3' isn't part"),
        ("a, b", "don't have"),
        ("{}", "don't have"),
        ("(x := 1)", "don't have"),
        ("...", "don't have"),
        ("True", "truth values"),
        ("False", "truth values"),
        ("sqrt(2)", "sqrt() with 1 arguments"),
        ("print(1)", "print() with 1 arguments"),
        ("max(1)", "max() with 1 arguments"),
        ("floor(1, 2)", "floor() with 2 arguments"),
        ("total()", "total() with 0 arguments"),
        ("sum(votes)", "sum() with 1 arguments"),
        ("count(1)", "a name is needed where '1' stands"),
        ("total(2 * votes)", "a name is needed"),
        ("sum(votes, 3)", "a name is needed where '3' stands"),
        ("count(passed@land)", "a name is needed"),
        ("a.b.c", "a name is needed"),
        ("votes@a@b", "don't have"),
        ("votes.real.imag", "a name is needed"),
        ("f(1)(2)", "don't have"),
        ("max(a=1, b=2)", "don't have"),
        ("__import__('os')", "__import__() with 1 arguments"),
    ],
)
def test_what_is_no_formula_is_refused_with_the_reason(text: str, reason: str):
    with pytest.raises(NotAFormula) as refused:
        parse_formula(text)
    assert reason in str(refused.value)


def test_functions_that_exist_are_named_where_one_does_not():
    with pytest.raises(NotAFormula, match="functions: ceil, count, floor, known, max, min, most, round, sum, total"):
        parse_formula("average(1, 2)")


def test_four_hundred_characters_are_still_a_formula():
    assert parse_formula("1" * 400).constant == int("1" * 400)


@pytest.mark.parametrize("text", ["-" * 399 + "1", "(" * 150 + "1" + ")" * 150, "1+" * 199 + "1"])
def test_deep_formulas_are_still_formulas(text: str):
    assert parse_formula(text).constant in (-1, 1, 200)


def test_what_is_too_deep_for_a_name_is_refused():
    with pytest.raises(NotAFormula):
        parse_formula("count(" + "-" * 390 + "1)")


@pytest.mark.parametrize("text", ["1and 2", "count(passed) == 1and known(votes)", "1if 2 else 3", "0x1for x in y"])
def test_no_formula_makes_python_warn(text: str):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with contextlib.suppress(NotAFormula):
            parse_formula(text)
    assert [str(warning.message) for warning in warned] == []
