"""The catalogue of what is told: every message is in both languages, with the same places, letters and manners."""

from __future__ import annotations

import ast
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
from hemicycle.publish.told.phrases import FORMS, phrase
from hemicycle.publish.told.voice import Voice
from hemicycle.scrutiny.definitions import DEFINITIONS

SOURCE = Path(hemicycle.__file__).parent
CATALOGUES = SOURCE / "publish" / "language" / "catalogues"
# Modules whose sentences are told in every language.
TOLD = (
    SOURCE / "outcome" / "telling.py",
    SOURCE / "chamber" / "quota.py",
    SOURCE / "scrutiny" / "overview.py",
    *sorted((SOURCE / "publish" / "told").glob("*.py")),
)
LANGUAGES = ("ru", "kk")


def _read(path: Path, code: str) -> list[Message]:
    with path.open("rb") as file:
        return [each for each in read_po(file, locale=code) if each.id]


def _said(path: Path) -> Iterator[str]:
    """Find the messages that a module says: the first words of every `say`, and the two of every `count`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("say", "count"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _texts(code: str) -> Iterator[tuple[str, str]]:
    """List all translations of what is told, with their messages: the catalogue, and the laws' own words."""
    for path in (CATALOGUES / code / "told.po", *sorted((SOURCE / "law" / "documents").glob(f"*/words/{code}.po"))):
        for message in _read(path, code):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for string in strings:
                yield str(ids[-1]), str(string)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_of_the_tellers_has_a_translation(code: str) -> None:
    known = {
        str(message.id[0] if isinstance(message.id, tuple) else message.id)
        for path in (CATALOGUES / code).glob("*.po")
        for message in _read(path, code)
    }
    said = {message for path in TOLD for message in _said(path)} | {message for _, message in FORMS}
    assert len(said) > 150
    assert not said - known


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(code: str) -> None:
    for message, string in _texts(code):
        assert set(re.findall(r"{(\w+)", string)) == set(re.findall(r"{(\w+)", message)), (message, string)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_message_stands_in_two_catalogues(code: str) -> None:
    seen: dict[str, str] = {}
    for path in sorted((CATALOGUES / code).glob("*.po")):
        for message in _read(path, code):
            key = str(message.id)
            if path.stem == "told":
                assert key not in seen, (key, seen[key])
            seen[key] = path.stem


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
