from __future__ import annotations

import pytest

from hemicycle.law.formula import Name, parse_formula


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("98", []),
        ("votes", [Name("votes", "value")]),
        ("votes@land", [Name("votes", "value", "land")]),
        ("votes @ land", [Name("votes", "value", "land")]),
        ("lists.held", [Name("lists.held", "value")]),
        ("total(lists)", [Name("lists", "total")]),
        ("total(lists@land)", [Name("lists", "total", "land")]),
        ("most(votes@land)", [Name("votes", "most", "land")]),
        ("sum(votes, passed)", [Name("votes", "sum"), Name("passed", "set")]),
        ("sum(votes@land, passed)", [Name("votes", "sum", "land"), Name("passed", "set")]),
        ("count(passed)", [Name("passed", "set")]),
        ("known(runoff)", [Name("runoff", "known")]),
        ("a + b * max(c, d)", [Name(name, "value") for name in "abcd"]),
        ("count(a) == 1 and b > c", [Name("a", "set"), Name("b", "value"), Name("c", "value")]),
    ],
)
def test_every_name_and_its_use_is_listed(text: str, names: list[Name]):
    assert list(parse_formula(text).names) == names


def test_the_text_is_kept_as_it_was_written():
    assert parse_formula("  98 - total( lists ) ").text == "98 - total( lists )"
    assert str(parse_formula("7 %")) == "7 %"


def test_formulas_of_the_same_words_are_equal():
    assert parse_formula("98 - total(lists)") == parse_formula("98 - total(lists)")
    assert parse_formula("98 - total(lists)") != parse_formula("97 - total(lists)")
