"""What pages say is said in all three languages, with the places of each message filled."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from hemicycle.publish import pages
from hemicycle.publish.language import language

FOLDER = Path(pages.__file__).parent
CATALOGUES = Path(language.__file__).parent / "catalogues"
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}


def said():
    """Every message of the pages: a text, or a pair for one and for several."""
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in METHODS:
            with path.open("rb") as file:
                for _, message, _, _ in extract(METHODS[path.suffix], file, {"say": None, "count": (1, 2)}):
                    yield message


def translated(lang):
    """Every message that has a translation, in any of the catalogues."""
    known = {}
    for path in (CATALOGUES / lang).glob("*.po"):
        with path.open("rb") as file:
            known |= {each.id: each.string for each in read_po(file, locale=lang) if each.id}
    return known


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_every_message_of_the_pages_is_translated(lang):
    known = translated(lang)
    messages = set(said())
    assert len(messages) > 150
    assert [message for message in messages if not all(known.get(message) or [""])] == []


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_translations_fill_the_places_that_the_message_has(lang):
    with (CATALOGUES / lang / "report.po").open("rb") as file:
        for each in read_po(file, locale=lang):
            if each.id:
                original = each.id if isinstance(each.id, str) else each.id[1]
                forms = [each.string] if isinstance(each.string, str) else each.string
                for form in forms:
                    assert places(form) == places(original), each.id


def places(text):
    """The names of a message's places, without the case that a Kazakh one asks for."""
    return set(re.findall(r"\{(\w+)", text))


def test_kazakh_is_written_in_cyrillic_letters_alone():
    """The Latin i is the trap; signs, papers' authors and names of keys stay in Latin letters."""
    text = (CATALOGUES / "kk" / "report.po").read_text(encoding="utf-8")
    said_in_kazakh = re.sub(r"^(msgid|msgid_plural|#).*(\n\".*)*", "", text, flags=re.MULTILINE)
    words = re.findall(r"\b[^\W\d_]+\b", re.sub(r"\{[^}]*\}", "", said_in_kazakh))
    mixed = [word for word in words if re.search("[a-z]", word) and re.search("[а-яәғқңөұүһі]", word)]
    assert mixed == []
