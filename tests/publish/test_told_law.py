"""A law by article in three languages: citations keep their numbers, clauses of Kazakhstan are all translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from hemicycle.law.catalogue import law_ids, versions
from hemicycle.law.document import Law
from hemicycle.law.words import tell
from hemicycle.publish.language.language import language
from hemicycle.publish.told.articles import article
from hemicycle.publish.told.law import law_told, law_voice, text_told
from hemicycle.source.schema import Part

LANGUAGES = ("ru", "kk")


@pytest.fixture(scope="module")
def laws() -> list[Law]:
    return [version for each in law_ids() for version in versions(each)]


def _cites(part: Any) -> Iterator[str]:
    if isinstance(part, Part):
        for name in type(part).model_fields:
            value = getattr(part, name)
            yield from value if name == "cites" else _cites(value)
    elif isinstance(part, tuple):
        for each in part:
            yield from _cites(each)


def _back(cite: str) -> str:
    """Turn a citation of Russian or Kazakh back into ours: a reading of its own, by other patterns."""
    constitution = "Constitution " if cite.startswith("Конституция, ") else ""
    cite = cite.removeprefix("Конституция, ")
    behind = ""
    for words, ours in (
        (r" \((?:текст не прочитан|мәтіні оқылмаған)\)", " (text not read)"),
        (r" \(по тексту (\d+) года\)", r" (read in the print of \1)"),
        (r" \((\d+) жылғы мәтін бойынша\)", r" (read in the print of \1)"),
    ):
        if found := re.search(f"{words}$", cite):
            behind, cite = found.expand(ours), cite[: found.start()]
    if cite.startswith("§"):
        return f"{constitution}{cite}{behind}"
    number, *parts = cite.split(", ")
    number = re.sub(r"^ст\. |-бап$", "", number)
    inside = "".join(f"({re.sub('^п[.] |^подп[.] |-тармақ(ша)?$|[«»]| тармақшасы$', '', part)})" for part in parts)
    return f"{constitution}Art. {number}{inside}{behind}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_citation_of_the_catalogue_reads_back_as_it_was(laws: list[Law], code: str) -> None:
    cites = {cite for law in laws for cite in _cites(law)}
    told = {cite: article(cite, language(code)) for cite in cites}
    changed = {cite: text for cite, text in told.items() if text != cite}
    assert len(changed) > 150
    for cite, text in changed.items():
        assert _back(text) == cite
    plain = [cite for cite in cites if re.fullmatch(r"Art\. [\d-]+(\([\d-]+\)){0,2}", cite)]
    assert plain
    assert not [cite for cite in plain if cite not in changed]


def test_articles_are_cited_as_each_language_does() -> None:
    russian, kazakh = map(language, LANGUAGES)
    assert article("Art. 97-1(3)", russian) == "ст. 97-1, п. 3"
    assert article("Art. 97-1(3)", kazakh) == "97-1-бап, 3-тармақ"
    assert article("Art. 9(1)(2)", russian) == "ст. 9, п. 1, подп. 2"
    assert article("Art. 16(d)", kazakh) == "16-бап, «d» тармақшасы"
    assert article("Constitution Art. 51(4) (read in the print of 2023)", russian) == (
        "Конституция, ст. 51, п. 4 (по тексту 2023 года)"
    )
    for cite in ("s. 273(13A)", "PD 26/2012 Art. 3(2)", "BVerfG 30.07.2024 2 BvF 1/23", "Art. 97-1(3)(4)(5)"):
        assert article(cite, russian) == cite
    assert article("Art. 97-1(3)", language("en")) == "Art. 97-1(3)"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_of_the_laws_on_the_mazhilis_is_translated(code: str) -> None:
    for law in versions("kz-mazhilis"):
        for clause in law_told(law, language(code)):
            assert (clause.section.code, clause.says.code) == (code, code), (law.id, clause)
        voice = law_voice(law, language(code))
        asked = [text for question in law.open_questions for text in (question.asks, question.we)]
        labels = [tier.label for tier in law.tiers] + [each.means for each in law.from_election.values()]
        applies = [step.applies for tier in law.tiers for step in tier.steps if step.applies]
        for text in (law.title, law.act, law.chamber, law.note, *asked, *labels, *applies):
            assert text is None or text_told(text, voice).code == code, text


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_seats_and_articles_of_a_clause_are_those_of_the_english_one(code: str) -> None:
    for law in versions("kz-mazhilis"):
        for clause, told in zip(tell(law), law_told(law, language(code)), strict=True):
            assert told.step == clause.step
            assert len(told.cites) == len(clause.cites)
            seats = re.findall(r"\b(?:77|107|98|69|145)\b(?= seat)", f"{clause.section} {clause.says}")
            text = f"{told.section} {told.says}"
            assert all(number in text for number in seats), (clause.says, text)


def test_a_clause_of_another_country_stays_english_and_says_so(laws: list[Law]) -> None:
    law = versions("es-congreso")[-1]
    told = [*law_told(law, language("ru"))]
    english = [clause for clause in told if clause.says.code == "en"]
    assert english
    assert {clause.says.text for clause in english} <= {clause.says for clause in tell(law)}
