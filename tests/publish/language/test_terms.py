"""The catalogues keep to the terms of the chapter on words: one thing has one name in each language."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import hemicycle

SOURCE = Path(hemicycle.__file__).parent
CHAPTER = Path(__file__).parents[3] / "docs" / "terms.md"
LANGUAGES = ("ru", "kk")


@cache
def texts(code):
    """Every text of a language, by catalogues, the places left out."""
    found = []
    for path in sorted(SOURCE.rglob("*.po")):
        if code in (path.stem, path.parent.name):
            with path.open("rb") as file:
                for each in read_po(file, locale=code):
                    forms = each.string if isinstance(each.string, list | tuple) else [each.string]
                    found += [re.sub(r"\{[^}]*\}", "{}", form) for form in forms if each.id]
    return tuple(found)


def table(heading):
    """The rows of the table under a heading of the chapter."""
    part = CHAPTER.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


def stems(term):
    """A pattern of a term in any of its cases: the beginnings of its words, in their order."""
    return r"\W+".join(rf"\b{word[: max(3, len(word) - 3)]}\w*" for word in re.findall(r"\w+", term.casefold()))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_second_name_stands_in_the_catalogues(code):
    banned = [row[1] for row in table("What is not said") if row[0] == code]
    assert len(banned) > 5
    assert [
        (word, text) for word in banned for text in texts(code) if re.search(rf"\b{word.casefold()}", text.casefold())
    ] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_term_of_the_chapter_is_one_that_the_catalogues_use(code):
    terms = [row[1 + LANGUAGES.index(code)] for row in table("The terms")]
    assert len(terms) > 40
    together = "\n".join(texts(code)).casefold()
    assert [term for term in terms if not re.search(stems(term), together)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_signs_are_those_of_the_chapter(code):
    """No letter ё, no long dash, no straight quote beside a word, no breaking space before a sign of per cent."""
    wrong = re.compile(r"ё|—|[}0-9] %|№ |(?<![\w=])\"\w", re.IGNORECASE)
    assert [text for text in texts(code) if wrong.search(text)] == []
