"""A law's page is in the language of the site where the law has been told in it, and marked as English where not."""

from __future__ import annotations

import re

import pytest

from hemicycle.law.catalogue import find_law
from hemicycle.law.words import tell
from hemicycle.publish.language.language import language
from hemicycle.web.pages.law import difference, law
from hemicycle.web.pages.place import Asked, Place


def _asked(code: str, path: str) -> Asked:
    return Asked(Place(language(code), path), {})


@pytest.mark.parametrize(
    ("code", "words", "cite"), [("ru", "Барьер: ", "ст. 97-1, п. 1"), ("kk", "Кедергі: ", "97-1-бап, 1-тармақ")]
)
def test_the_law_of_2020_is_told_by_article_in_the_language(code: str, words: str, cite: str) -> None:
    html = law(_asked(code, "laws/kz-mazhilis/2020-05-25/"), "kz-mazhilis", "2020-05-25").body.decode()
    assert words in html
    assert f"<p>{cite}</p>" in html
    assert not [clause.says for clause in tell(find_law("kz-mazhilis@2020-05-25")) if clause.says in html]


def test_a_law_without_words_of_the_language_is_marked_as_english() -> None:
    html = law(_asked("kk", "laws/es-congreso/"), "es-congreso").body.decode()
    assert re.search(r'<span lang="en">Threshold: ', html)


def test_what_an_amendment_changed_is_marked_in_the_language() -> None:
    html = difference(_asked("ru", "laws/kz-mazhilis/x/"), "kz-mazhilis", "2020-05-25...2021-05-24").body.decode()
    assert re.search(r"<del>семь\s*</del>", html)
    assert re.search(r"<ins>пять\s*</ins>", html)
