from __future__ import annotations

import random

import pytest

from hemicycle.chamber.alphabet import alphabetical

# The 42 letters of the Kazakh Cyrillic alphabet, in the order in which schools teach them.
KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"


def sorted_by(names: list[str], language: str) -> list[str]:
    return [names[index] for index in alphabetical(names, language)]


@pytest.mark.parametrize("seed", range(5))
def test_kazakh_names_follow_the_42_letters(seed):
    names = [f"{letter}ттт" for letter in KAZAKH]
    shuffled = random.Random(seed).sample(names, len(names))
    in_order = sorted_by(shuffled, "kk")
    # Ё follows Е only where nothing else differs, as dictionaries of both languages have it
    assert [name for name in in_order if name[0] != "Ё"] == [name for name in names if name[0] != "Ё"]


def test_letters_that_russian_lacks_stand_where_kazakh_has_them():
    names = ["Умаров", "Үмітов", "Ұланов", "Фаизов", "Кимов", "Қалиев", "Лиев"]
    assert sorted_by(names, "kk") == ["Кимов", "Қалиев", "Лиев", "Умаров", "Ұланов", "Үмітов", "Фаизов"]


def test_an_order_by_code_points_would_be_wrong():
    names = ["Қалиев", "Яковлев", "Әбенов", "Аманов"]
    assert sorted_by(names, "kk") == ["Аманов", "Әбенов", "Қалиев", "Яковлев"]
    assert sorted(names) != sorted_by(names, "kk")


def test_swedish_has_its_three_letters_last():
    assert sorted_by(["Öberg", "Ärlig", "Åkesson", "Zorn", "Ahl"], "sv") == ["Ahl", "Zorn", "Åkesson", "Ärlig", "Öberg"]


def test_the_same_names_keep_their_order():
    assert alphabetical(["Б", "А", "Б", "А"], "kk") == [1, 3, 0, 2]


def test_nobody_is_in_order():
    assert alphabetical([], "kk") == []
