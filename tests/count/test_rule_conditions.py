"""Formulas of rules over a table, beside the same formulas evaluated one return at a time."""

from __future__ import annotations

import hypothesis.strategies as st
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings

from hemicycle.count.conditions import OneReturn, condition
from hemicycle.law.formula import NotAFormula, parse_formula

FIELDS = ("registered", "issued", "found", "valid", "invalid")
counts = st.one_of(st.integers(0, 30), st.integers(0, 10**10 - 1))
returns_ = st.lists(st.tuples(*[counts] * 5, *[counts] * 3), min_size=1, max_size=6)
plain = st.one_of(st.sampled_from([*FIELDS, "total(votes)", "most(votes)", "votes"]), st.integers(0, 500).map(str))
factors = st.sampled_from(["2", "5%", "1/3", "99%", "0.25", "101%"])
terms = st.one_of(
    plain,
    st.tuples(factors, plain).map(lambda pair: f"{pair[0]} * {pair[1]}"),
    st.tuples(plain, st.integers(1, 9)).map(lambda pair: f"{pair[0]} / {pair[1]}"),
    st.tuples(plain, plain).map(lambda pair: f"max({pair[0]}, {pair[1]})"),
)
sums = st.lists(terms, min_size=1, max_size=3).map(" + ".join) | st.tuples(terms, terms).map(" - ".join)
comparisons = st.tuples(sums, st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]), sums).map(" ".join)
formulas = comparisons | st.tuples(comparisons, st.sampled_from(["and", "or"]), comparisons).map(" ".join)


@settings(max_examples=250, deadline=None)
@given(formulas, returns_)
def test_a_condition_over_a_table_is_the_formula_at_each_return(text, rows):
    formula = parse_formula(text)
    lists = ["list_1", "list_2", "list_3"]
    frame = pl.DataFrame(rows, schema=[*FIELDS, *lists], orient="row").with_columns(votes=pl.sum_horizontal(lists))
    over_table = nw.from_native(frame).select(nw.lit(0).alias("-"), condition(formula, lists, frozenset()).alias("x"))
    truths = over_table.to_native()["x"].to_list()
    for truth, row in zip(truths * (len(rows) if len(truths) == 1 else 1), rows, strict=False):
        one = OneReturn(dict(zip(FIELDS, row, strict=False)), row[5:])
        assert truth == formula.at(one), (text, row)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("invalid * found > 3", "a product of two numbers"),
        ("invalid / found > 5%", "write a share as a product"),
        ("valid + invalid", "isn't a comparison"),
        ("valid > 12345678901 * found", "too large for exact integers"),
        ("total(seats) > 3", "which a single return can't answer"),
    ],
)
def test_what_a_row_of_integers_cannot_answer_is_refused(text, said):
    with pytest.raises(NotAFormula, match=said.replace("(", r"\(")):
        condition(parse_formula(text), ["list_1"], frozenset())


def test_a_field_that_one_return_lacks_leaves_its_answer_open():
    frame = pl.DataFrame({"valid": [3, None], "invalid": [1, 1], "votes": [3, 3], "list_1": [3, 3]})
    found = nw.from_native(frame).select(condition(parse_formula("valid + invalid == 4"), ["list_1"], frozenset()))
    assert found.to_native().to_series().to_list() == [True, None]
