"""What is told is the same in every language: the same records, the same numbers, no sentence half in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from hemicycle.elections.archive import Election, election_ids, read_election
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.telling import tell
from hemicycle.outcome.telling_margins import tell_margin
from hemicycle.outcome.tongue import ENGLISH
from hemicycle.outcome.trace import Allotment, FromFacts, Levelling, Placement, Record, Settled, Transferred
from hemicycle.publish.language.language import language
from hemicycle.publish.told.outcome import headline_told, margins_told
from hemicycle.publish.told.steps import record_told, steps_told
from hemicycle.publish.told.voice import Untold, Voice, voice_of

# One worker counts the archive for all of these.
pytestmark = pytest.mark.xdist_group("told")
LANGUAGES = ("ru", "kk")


@pytest.fixture(scope="module")
def counted() -> dict[str, tuple[Election, Outcome]]:
    """Every election of the archive, counted once."""
    elections = [read_election(each) for each in election_ids()]
    return {each.id: (each, each.elect()) for each in elections}


@pytest.fixture(scope="module")
def voices(counted: dict[str, tuple[Election, Outcome]]) -> dict[tuple[str, str], Voice]:
    return {
        (each, code): voice_of(election, language(code))
        for each, (election, _) in counted.items()
        for code in LANGUAGES
    }


def in_english(text: str) -> list[str]:
    """Find the numbers of an English sentence, those within words left out."""
    return _found(re.sub(r"(?<=\d),(?=\d{3})", "", text))


def in_translation(text: str) -> list[str]:
    """Find the numbers of a Russian or Kazakh sentence, written as English writes them."""
    text = re.sub(r"(?<=\d)\N{NO-BREAK SPACE}(?=\d)", "", text)
    return _found(re.sub(r"(?<=\d),(?=\d)", ".", text))


def _found(text: str) -> list[str]:
    return sorted(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text))


def _records(counted: dict[str, tuple[Election, Outcome]]) -> Iterator[tuple[str, Record]]:
    for each, (_, outcome) in counted.items():
        for record in outcome.trace:
            yield each, record


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_record_of_the_archive_is_told_in_the_language(counted, voices, code: str) -> None:
    untold = {}
    for each, record in _records(counted):
        try:
            tell(record, voices[each, code])
        except Untold as text:
            untold[each] = str(text)
    assert not untold


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_record_has_the_same_numbers_in_the_language_as_in_english(counted, voices, code: str) -> None:
    for each, record in _records(counted):
        told = tell(record, voices[each, code])
        assert in_translation(told) == in_english(record.says), (each, record.says, told)


@pytest.mark.parametrize("code", LANGUAGES)
def test_steps_of_many_districts_have_the_same_numbers_too(counted, voices, code: str) -> None:
    for each, (election, outcome) in counted.items():
        here, there = (
            [step for steps in steps_told(outcome.trace, voice) for step in steps]
            for voice in (voices[each, code], voice_of(election, language("en")))
        )
        for told, english in zip(here, there, strict=True):
            if told.says.code == code:
                assert in_translation(told.says.text) == in_english(english.says.text), (each, told.says.text)
            else:
                assert told.says == english.says
                assert told.cites == english.cites


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_of_english_is_left_in_a_sentence_but_names(counted, voices, code: str) -> None:
    for each, record in _records(counted):
        voice = voices[each, code]
        told = tell(record, voice)
        names = {*record.names, *record.names.values(), *voice.names.values(), record.district, *_called(record)}
        for name in sorted(names, key=len, reverse=True):
            told = told.replace(name, "")
        assert not re.findall(r"[A-Za-z]{3,}", told), (each, told)


def _called(record: Record) -> Iterator[str]:
    """List what else a record names: lists without another name, units, alliances."""
    match record:
        case Allotment():
            yield from (claim.party for claim in record.claims)
            yield record.alliance or record.district
        case Levelling():
            yield from (share.party for share in record.shares)
            yield from (party for party, _ in record.off)
        case Placement():
            yield from (part for unit, party, _ in record.cells for part in (unit, party))
            yield from (party for party, _ in record.unplaced)
        case Transferred():
            yield from record.elected
        case FromFacts():
            yield from (party for _, party, _ in record.seats)
    for cells in (getattr(record, "cells", ()), [(line.party,) for line in getattr(record, "lines", ())]):
        yield from (str(part) for cell in cells for part in cell if isinstance(part, str))


def test_the_election_of_2021_is_told_as_its_law_words_it(counted, voices) -> None:
    election, outcome = counted["kz-mazhilis-2021"]
    russian, kazakh = (voices["kz-mazhilis-2021", code] for code in LANGUAGES)
    (threshold, quotas, assembly), (not_run,) = steps_told(outcome.trace, russian)
    thin = "\N{NO-BREAK SPACE}"
    assert threshold.says.text.replace(thin, " ").startswith(
        "Барьер: 7 % от числа действительных голосов (7 241 562) = 506 909,34; к распределению мандатов допущены: "
        "«Nur Otan», «Ак жол» и "
    )
    assert threshold.cites == ("ст. 97-1, п. 1", "ст. 43, п. 5")
    assert "избирательное частное (квота): 67 346,13" in quotas.says.text.replace(thin, " ")
    assert "по целым частям: 96, по наибольшим остаткам: 2" in quotas.says.text
    assert assembly.says.text.startswith("Мандаты, замещаемые на сессии Ассамблеи народа Казахстана")
    assert not_run.says.text == "Не применялось: норма действует, только если барьер преодолел лишь один список."
    told = record_told(outcome.trace[0], kazakh)
    assert told.says.text.replace(thin, " ").startswith(
        "Кедергі: жарамды дауыстар санының (7 241 562) 7 %-ы = 506 909,34; мандаттарды бөлуге жіберілгендер: «Nur Otan»"
    )
    assert told.cites == ("97-1-бап, 1-тармақ", "43-бап, 5-тармақ")
    assert str(headline_told(outcome, election.law, kazakh)).startswith("107 мандаттың бөлінуі: «Nur Otan» – 76, ")


@pytest.mark.parametrize("each", ["kz-mazhilis-2021", "es-congreso-2016", "ch-zug-kantonsrat-2018", "no-storting-2017"])
def test_margins_have_the_same_numbers_in_each_language(counted, voices, each: str) -> None:
    outcome = counted[each][1]
    for code in LANGUAGES:
        told = margins_told(outcome, voices[each, code])
        for margin, said in zip(outcome.margins, told, strict=True):
            assert said.code == code
            assert in_translation(said.text) == in_english(tell_margin(margin, ENGLISH))


def test_a_tie_is_told_with_its_rule(counted, voices) -> None:
    election, outcome = counted["kz-mazhilis-2021"]
    quotas = next(record for record in outcome.trace if isinstance(record, Allotment))
    tie = Settled(("nur-otan", "ak-zhol"), 1, "the list registered earlier", ("ak-zhol",))
    tied = replace(quotas, settled=(tie,))
    assert tell(tied, voices[election.id, "ru"]).endswith(
        "равенство: «Nur Otan» и «Ак жол»; мандатов: 1; по закону получает список, зарегистрированный раньше: «Ак жол»"
    )
    assert tell(tied, voices[election.id, "kk"]).endswith("бұрын тіркелген тізім: «Ақ жол»")


def test_a_text_that_nobody_translated_makes_the_whole_sentence_english(counted, voices) -> None:
    outcome = counted["kz-mazhilis-2021"][1]
    not_run = replace(outcome.trace[1], because="it applies only on a Sunday")
    told = record_told(not_run, voices["kz-mazhilis-2021", "ru"])
    assert (told.says.text, told.says.code) == ("Not run: it applies only on a Sunday.", "en")
    assert told.cites == not_run.cites
