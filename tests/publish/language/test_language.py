"""Numbers, days and texts as each language writes them."""

import datetime as dt
from fractions import Fraction

import pytest

from hemicycle.publish.language.language import Language, language
from hemicycle.source.mistake import BadInput

NO_BREAK = "\N{NO-BREAK SPACE}"


def test_english_groups_digits_with_commas():
    assert Language("en").number(7241562) == "7,241,562"
    assert Language("en").fixed(Fraction("71.09"), 2) == "71.09"


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_russian_and_kazakh_group_with_spaces_that_do_not_break_and_write_a_decimal_comma(code):
    assert Language(code).number(7241562) == f"7{NO_BREAK}241{NO_BREAK}562"
    assert Language(code).fixed(Fraction("71.09"), 2) == "71,09"
    assert Language(code).percent(Fraction(7, 100)) == f"7{NO_BREAK}%"


def test_falls_are_written_with_a_minus_sign():
    assert Language("ru").signed(-8) == "−8"
    assert Language("en").signed(Fraction("-0.5"), 1) == "−0.5"


@pytest.mark.parametrize(
    ("code", "written"), [("en", "10 January 2021"), ("ru", "10 января 2021 года"), ("kk", "2021 жылғы 10 қаңтар")]
)
def test_days_are_written_as_within_a_sentence(code, written):
    assert Language(code).day(dt.date(2021, 1, 10)) == written


@pytest.mark.parametrize(
    ("code", "written"), [("en", "January 2021"), ("ru", "январь 2021 года"), ("kk", "2021 жылғы қаңтар")]
)
def test_a_month_is_written_where_no_day_is_known(code, written):
    assert Language(code).month(dt.date(2021, 1, 1)) == written


def test_sentences_set_a_sign_of_per_cent_off_by_a_space_that_does_not_break():
    assert Language("en").per_cent(Fraction(7, 100)) == f"7{NO_BREAK}%"
    assert Language("en").per_cent(Fraction("0.091"), 2) == f"9.10{NO_BREAK}%"
    assert Language("ru").per_cent(Fraction(7, 100)) == "7 процентов"
    assert Language("kk").per_cent(Fraction("0.091"), 2) == "9,10 пайыз"


def test_an_unknown_language_is_refused_with_those_that_are_spoken():
    with pytest.raises(BadInput, match="en"):
        language("xx")


@pytest.mark.parametrize(
    ("n", "written"), [(1, "1 мандат"), (2, "2 мандата"), (5, "5 мандатов"), (12, "12 мандатов"), (21, "21 мандат")]
)
def test_russian_counts_in_three_forms(n, written):
    assert Language("ru").count("{n} seat", "{n} seats", n) == written


@pytest.mark.parametrize("n", [1, 2, 76])
def test_kazakh_has_no_plural_after_a_number(n):
    assert Language("kk").count("{n} seat", "{n} seats", n) == f"{n} мандат"
