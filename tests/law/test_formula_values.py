from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hemicycle.law.formula import parse_formula


class Kreis:
    """One district of a land: three lists, two of which passed."""

    votes = {"red": 700, "blue": 200, "green": 100}  # noqa: RUF012
    sets = {"passed": ("red", "blue"), "nobody": ()}  # noqa: RUF012

    def __init__(self, party: str | None = None) -> None:
        self.party = party

    def value(self, name: str, level: str | None) -> Any:
        if name == "valid":
            return {None: 1000, "land": 5000}[level]
        return self.votes[self.party or ""]

    def total(self, name: str, level: str | None) -> Any:
        return sum(self.votes.values()) * {None: 1, "land": 10}[level]

    def sum(self, name: str, chosen: str, level: str | None) -> Any:
        return sum(self.votes[party] for party in self.sets[chosen])

    def most(self, name: str, level: str | None) -> Any:
        return max(self.votes.values())

    def count(self, chosen: str) -> int:
        return len(self.sets[chosen])

    def known(self, name: str, level: str | None) -> bool:
        return name == "votes"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7%", Fraction(7, 100)),
        ("7 %", Fraction(7, 100)),
        ("  7%  ", Fraction(7, 100)),
        ("0.1%", Fraction(1, 1000)),
        ("3.25%", Fraction(13, 400)),
        ("130%", Fraction(13, 10)),
        ("100%", 1),
        ("0", 0),
        ("98", 98),
        ("1/20", Fraction(1, 20)),
        ("7/10", Fraction(7, 10)),
        # in binary floating point 0.1 + 0.2 is not 0.3, and 1.4 is not 7/5
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1.4", Fraction(7, 5)),
        ("1/3 + 1/3 + 1/3", 1),
        ("9007199254740993", 9007199254740993),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction):
    assert parse_formula(text).constant == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 3 - 2", 5),
        ("10 - (3 - 2)", 9),
        ("24 / 4 / 2", 3),
        ("24 / (4 / 2)", 12),
        ("1 / 2 * 3", Fraction(3, 2)),
        ("-2 * 3", -6),
        ("2 * -3", -6),
        ("--3", 3),
        # the percent sign belongs to its number before anything else does
        ("1 / 2%", 50),
        ("10 - 5%", Fraction(199, 20)),
        ("3 * 50% + 1", Fraction(5, 2)),
        ("1 / 2.5", Fraction(2, 5)),
    ],
)
def test_multiplication_binds_before_addition_and_equals_go_left_to_right(text: str, value: Fraction):
    assert parse_formula(text).constant == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("floor(7/2)", 3),
        ("floor(-7/2)", -4),
        ("floor(4)", 4),
        ("ceil(7/2)", 4),
        ("ceil(-7/2)", -3),
        ("ceil(-4)", -4),
        ("round(5/2)", 3),
        ("round(7/2)", 4),
        ("round(2.4999)", 2),
        ("round(2.4)", 2),
        ("round(2.6)", 3),
        ("round(-5/2)", -2),
        ("round(-2.6)", -3),
        ("max(1, 3, 2)", 3),
        ("min(1, -3, 2)", -3),
        ("max(floor(7/2), ceil(5/2) + 1)", 4),
    ],
)
def test_rounding_and_extremes(text: str, value: int):
    assert parse_formula(text).constant == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("valid", 1000),
        ("valid@land", 5000),
        ("valid @ land", 5000),
        ("5% * valid@land", 250),
        ("valid@land / valid", 5),
        ("total(votes)", 1000),
        ("total(votes@land)", 10000),
        ("sum(votes, passed)", 900),
        ("sum(votes, nobody)", 0),
        ("most(votes)", 700),
        ("count(passed)", 2),
        ("count(nobody)", 0),
        ("98 - total(votes) / 100", 88),
        ("max(total(votes), sum(votes, passed))", 1000),
    ],
)
def test_names_are_read_where_the_formula_is_taken(text: str, value: int):
    assert parse_formula(text).at(Kreis()) == value


def test_a_list_has_its_own_votes():
    weight = parse_formula("7/10 * votes")
    assert [weight.at(Kreis(party)) for party in ("red", "blue", "green")] == [490, 140, 70]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("count(passed) == 2", True),
        ("count(passed) == 1", False),
        ("count(passed) != 2", False),
        ("count(passed) > 1", True),
        ("count(passed) > 2", False),
        ("count(passed) >= 2", True),
        ("count(passed) < 2", False),
        ("count(passed) <= 2", True),
        ("0 < count(passed) < 3", True),
        ("0 < count(passed) < 2", False),
        ("3 > count(passed) > 0", True),
        ("count(passed) == 2 and count(nobody) == 0", True),
        ("count(passed) == 2 and count(nobody) == 1", False),
        ("count(passed) == 1 and count(nobody) == 0", False),
        ("known(votes)", True),
        ("known(runoff)", False),
        ("known(votes) and 2 * sum(votes, passed) > total(votes)", True),
        # an exact third, which no decimal number is
        ("total(votes) / 3 * 3 == total(votes)", True),
    ],
)
def test_conditions(text: str, holds: bool):
    assert parse_formula(text).at(Kreis()) is holds


@pytest.mark.parametrize("text", ["valid", "7% * valid", "count(passed)", "known(votes)"])
def test_a_formula_with_a_name_is_no_constant(text: str):
    assert parse_formula(text).constant is None


@pytest.mark.parametrize("text", ["1 == 1", "2 < 1", "1 < 2 < 3", "1 == 1 and 2 == 2"])
def test_a_condition_is_no_number(text: str):
    assert parse_formula(text).constant is None
