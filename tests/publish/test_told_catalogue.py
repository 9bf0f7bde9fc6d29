"""The catalogue of what is told: every message is in both languages, with the same places, letters and manners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import hemicycle
from hemicycle.elections.findings import AREAS
from hemicycle.law.methods import QUOTAS, method_told
from hemicycle.law.steps import ByQuota
from hemicycle.publish.language.language import language
from hemicycle.publish.told.phrases import FORMS, WORDS, phrase
from hemicycle.publish.told.voice import Voice
from hemicycle.scrutiny.definitions import DEFINITIONS

SOURCE = Path(hemicycle.__file__).parent
CATALOGUES = SOURCE / "publish" / "language" / "catalogues"
LANGUAGES = ("ru", "kk")


def _read(path: Path, code: str) -> list[Message]:
    with path.open("rb") as file:
        return [each for each in read_po(file, locale=code) if each.id]


def _texts(code: str) -> Iterator[tuple[str, str]]:
    """List all translations of what is told, with their messages: the catalogue, its words, and those of the laws."""
    for path in (
        CATALOGUES / code / "told.po",
        WORDS / "words" / f"{code}.po",
        *sorted((SOURCE / "law" / "documents").glob(f"*/words/{code}.po")),
    ):
        for message in _read(path, code):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for string in strings:
                yield str(ids[-1]), str(string)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_of_a_phrase_has_a_translation(code: str) -> None:
    known = {str(message.id) for message in _read(WORDS / "words" / f"{code}.po", code)}
    assert not {message for _, message in FORMS} - known


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(code: str) -> None:
    for message, string in _texts(code):
        assert set(re.findall(r"{(\w+)", string)) == set(re.findall(r"{(\w+)", message)), (message, string)


@pytest.mark.parametrize("code", LANGUAGES)
def test_letters_of_two_alphabets_never_mix_within_a_word(code: str) -> None:
    """A Latin i within a Cyrillic word looks right and is found by no search."""
    for message, string in _texts(code):
        words = re.sub(r"{[^}]*}", " ", string)
        assert not re.search(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]", words), (message, string)


@pytest.mark.parametrize("code", LANGUAGES)
def test_neither_language_says_more_than_the_figures_do(code: str) -> None:
    forbidden = ("фальсиф", "подтасов", "украд", "мошен", "вброс", "бұрмала", "ұрла", "алаяқ")
    for message, string in _texts(code):
        assert not any(word in string.casefold() for word in forbidden), (message, string)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_ending_is_put_on_a_number_or_a_name(code: str) -> None:
    """But the one of a percentage, which is read as its word: 7 %-ы, 50 %-ынан."""
    for message, string in _texts(code):
        if code == "ru":
            assert not re.search(r"}-?[\u0400-\u04ff]", string), (message, string)
        for ending in re.findall(r"(?<=})-?[\u0400-\u04ff]+", string):
            assert ending in ("-ы", "-ынан", "-бап", "-тармақ", "-тармақша"), (message, string)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_closed_set_of_words_is_translated(code: str) -> None:
    voice = Voice(language(code))
    methods = ["hare", "most votes", "biproportional", "dhondt", "sainte-lague", "imperiali", "huntington-hill"]
    methods += ["danish", "adams", "dean", "macau"]
    told = [method_told(method) for method in methods]
    told += [
        method_told(ByQuota(quota=quota, remainders=remainders))
        for quota in QUOTAS
        for remainders in ("largest", "averages", "none")
    ]
    titles = [text for each in DEFINITIONS for text in (each.title, each.short)]
    for text in (*told, *titles, *AREAS):
        assert phrase(text, voice), text
