"""Every message of the source is translated, whole, with its places; texts of the archive keep their figures."""

import importlib.util
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import hemicycle
from hemicycle.publish.language.language import LANGUAGES

SOURCE = Path(hemicycle.__file__).parent
TOOL = SOURCE.parents[1] / "tools" / "messages.py"
if not TOOL.is_file():
    pytest.skip("an installed package has no tools", allow_module_level=True)
OTHERS = [code for code in LANGUAGES if code != "en"]
WORDS = sorted(SOURCE.glob("elections/*/words/*.po"))


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("messages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def used(tool):
    return tool.messages_of_source()


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_of_the_source_has_all_its_forms(tool, used, code):
    known = tool.catalogue(code, used)
    forms = {"ru": 3, "kk": 1}[code]
    for message, where in used.items():
        told = known.get(message, ())
        assert len(told) == (forms if isinstance(message, tuple) else 1), (message, where)
        assert all(told), (message, where)


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_of_a_message_that_nobody_says(tool, used, code):
    assert set(tool.catalogue(code, used)) <= set(used)


@pytest.mark.parametrize("code", OTHERS)
def test_translations_have_the_places_of_their_message(tool, used, code):
    for message, told in tool.catalogue(code, used).items():
        for form in told:
            assert places(form) == places(message if isinstance(message, str) else message[-1]), (message, form)


def test_tool_finds_a_message_in_a_template_and_in_two_forms(tool, tmp_path, monkeypatch):
    (tmp_path / "page.html").write_text("<p>{{ say('Seats') }} {{ count('{n} list', '{n} lists', 3) }}</p>")
    monkeypatch.setattr(tool, "SOURCE", tmp_path)
    assert set(tool.messages_of_source()) == {"Seats", ("{n} list", "{n} lists")}


@pytest.mark.parametrize("path", WORDS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_texts_of_the_archive_keep_their_figures(path):
    with path.open("rb") as file:
        for each in read_po(file, locale=path.stem):
            if not each.id:
                continue
            assert each.string, each.id
            figures = [re.sub(r"\D", "", found) for found in re.findall(r"\d[\d.,]*", str(each.id))]
            told = re.sub(r"(?<=\d)[\s.,](?=\d)", "", str(each.string))
            assert all(figure in told for figure in figures), (each.id, each.string)


@pytest.mark.parametrize("path", WORDS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_text_that_is_translated_stands_in_the_archive(path):
    country = path.parents[1]
    files = [
        *country.rglob("*.yaml"),
        *country.rglob("*.csv"),
        *(SOURCE / "law" / "documents" / country.name).rglob("*.yaml"),
    ]
    archive = " ".join(" ".join(file.read_text(encoding="utf-8").split()) for file in files)
    with path.open("rb") as file:
        for each in read_po(file, locale=path.stem):
            assert str(each.id) in archive, each.id


@pytest.mark.parametrize("path", [*SOURCE.glob("**/ru*/*.po"), *SOURCE.glob("**/kk*/*.po"), *WORDS], ids=str)
def test_no_word_mixes_letters_of_two_scripts(path):
    if path.stem == "en":
        pytest.skip("English short forms")
    with path.open("rb") as file:
        texts = [form for each in read_po(file, locale="ru") for form in _forms(each.string)]
    for text in texts:
        for word in re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}", " ", text)):
            cyrillic = [letter for letter in word if "Ѐ" <= letter <= "ӿ"]
            assert len(cyrillic) in (0, len(word)), (text, word)


def _forms(told) -> tuple[str, ...]:
    return tuple(told) if isinstance(told, tuple | list) else (told,)


@pytest.mark.parametrize(("code", "part"), [("ru", 10), ("kk", 3)])
def test_translations_are_not_english_word_for_word(tool, used, code, part):
    """A verb that stands last turns a sentence round: of those with three places or more, Kazakh has a third turned."""

    def order(text):
        return list(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(text) if name))

    told = {
        message if isinstance(message, str) else message[-1]: form
        for message, form in tool.catalogue(code, used).items()
    }
    sentences = [english for english in told if english.endswith(".") and len(order(english)) > 2]
    turned = [english for english in sentences if order(told[english][-1]) != order(english)]
    assert part * len(turned) >= len(sentences), (len(turned), len(sentences))
