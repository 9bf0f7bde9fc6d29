"""A brief: what it tells, in what words, and that each sentence stands on its data."""

import datetime as dt
import re
import shutil
from fractions import Fraction

import pytest

from hemicycle.elections.archive import ARCHIVE, read_election
from hemicycle.elections.findings import read_findings
from hemicycle.elections.folder import own_election
from hemicycle.publish.account import account_of
from hemicycle.publish.brief import brief_of
from hemicycle.publish.language.language import LANGUAGES, Language

CASE = "kz-mazhilis-2021"


def text_of(brief):
    return " ".join(sentence.text for sentence in brief.sentences).replace("\N{NO-BREAK SPACE}", " ")


# What a report of 11 and 12 January 2021 told, fact by fact, as figures and words that each language must have.
FACTS = {
    "shares of the preliminary result": {
        "en": ["preliminary", "71.09 %", "Nur Otan"],
        "ru": ["предварительным", "71,09 процента", "«Nur Otan»"],
        "kk": ["алдын ала", "71,09 пайыз", "«Nur Otan»"],
    },
    "who passed the threshold, and the gap of those who did not": {
        "en": ["7 % (Art. 97-1(1))", "Ak Zhol (10.95 %)", "People's Party of Kazakhstan (9.10 %)", "1.71", "3.43"],
        "ru": ["7 процентов (ст. 97-1, п. 1)", "«Ак жол» (10,95", "Народная партия Казахстана (9,10", "1,71", "3,43"],
        "kk": [
            "7 пайыздық",
            "97-1-бап, 1-тармақ",
            "«Ақ жол»",
            "10,95",
            "Қазақстан Халық партиясы (9,10",
            "1,71",
            "3,43",
        ],
    },
    "seats, and that they are certain": {
        "en": ["98 seats", "Nur Otan 76", "Ak Zhol 12", "People's Party 10", "no other answer"],
        "ru": ["98 мандатов", "«Nur Otan» (76)", "«Ак жол» (12)", "Народная партия (10)", "другого ответа"],
        "kk": ["98 мандат", "«Nur Otan» (76)", "«Ақ жол» (12)", "Халық партиясы (10)", "басқа жауап қалдырмайды"],
    },
    "the chamber before": {
        "en": ["2016", "from 84 to 76", "from 7 to 12", "from 7 to 10"],
        "ru": ["2016", "с 84 до 76", "с 7 до 12", "с 7 до 10"],
        "kk": ["2016", "84-тен 76-ға", "7-ден 12-ге", "7-ден 10-ға"],
    },
    "the name before": {
        "en": ["formerly Communist People's Party"],
        "ru": ["прежде Коммунистическая народная партия"],
        "kk": ["бұрынғы Коммунистік халықтық партия"],
    },
    "the quota, and what it would have meant": {
        "en": ["30 % women and persons under 29", "at most 23"],
        "ru": ["30 процентов", "женщины и лица моложе 29 лет", "не более 23 мандатов"],
        "kk": ["30 пайызы", "әйелдер және 29 жасқа толмаған", "ең көбі 23 мандат"],
    },
    "the boycott, and the call from abroad": {
        "en": ["Nationwide Social Democratic Party did not stand", "boycott", "politician abroad"],
        "ru": ["Общенациональная социал-демократическая партия", "не участвует", "бойкот", "Политик из-за рубежа"],
        "kk": ["Жалпыұлттық социал-демократиялық партия", "қатысқан жоқ", "бойкот", "Шетелдегі саясаткер"],
    },
    "what observers found": {
        "en": ["OSCE", "Without genuine competition", "no real alternative", "backed the policies of the ruling one"],
        "ru": ["ОБСЕ", "Без подлинной конкуренции", "реальной альтернативы", "поддерживали политику правящей"],
        "kk": ["ЕҚЫҰ", "Шынайы бәсеке болмады", "нақты балама", "билеуші партияның саясатын қолдады"],
    },
    "no election called free or fair": {
        "en": ["Western monitors", "free or fair", "since 1994"],
        "ru": ["Западные наблюдатели", "свободными или честными", "с 1994 года"],
        "kk": ["Батыс байқаушылары", "еркін немесе әділ", "1994 жылдан"],
    },
    "the former president": {
        "en": ["Nursultan Nazarbayev, 80", "national security council", "President until 2019"],
        "ru": ["Нурсултан Назарбаев, 80 лет", "Совета безопасности", "президент до 2019 года"],
        "kk": ["80 жастағы Нұрсұлтан Назарбаев", "Қауіпсіздік Кеңесінің", "2019 жылға дейін Президент"],
    },
    "the country": {
        "en": ["19.5 million", "−2.5 % (World Bank", "−2.6 %", "first recession", "20 years", "oil, gas and mining"],
        "ru": [
            "19,5 млн",
            "−2,5 процента (оценка Всемирного банка)",
            "−2,6 процента",
            "первая рецессия",
            "20 лет",
            "нефть, газ",
        ],
        "kk": [
            "19,5 млн",
            "−2,5 пайыз (Дүниежүзілік банктің",
            "−2,6 пайыз",
            "алғашқы рецессия",
            "20 жыл",
            "мұнай, газ",
        ],
    },
    "the nine of the Assembly": {
        "en": ["Assembly of the People of Kazakhstan elects 9 more: 98 + 9 = 107"],
        "ru": ["Ассамблея народа Казахстана избирает еще 9: 98 + 9 = 107"],
        "kk": ["Қазақстан халқы Ассамблеясы тағы 9 депутат сайлайды: 98 + 9 = 107"],
    },
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS)
def test_what_the_news_told_stands_in_the_brief_in_every_language(briefs, fact, code):
    text = text_of(briefs[CASE, "preliminary", code])
    for words in FACTS[fact][code]:
        assert words in text, (words, text)


def test_there_are_twelve_such_facts():
    assert len(FACTS) == 12


def test_the_brief_of_the_case_has_200_to_300_words(briefs):
    for stage in ("preliminary", "final"):
        for code in LANGUAGES:
            assert 200 <= briefs[CASE, stage, code].words <= 300, (stage, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_final_result_counts_votes_and_agrees_with_the_official_seats(briefs, code):
    text = text_of(briefs[CASE, "final", code])
    for number in (5148074, 7241562, 123887, 248292):
        assert Language(code).number(number).replace("\N{NO-BREAK SPACE}", " ") in text
    facts = {fact.figure: fact for sentence in briefs[CASE, "final", code].sentences for fact in sentence.facts}
    share = facts["share of the valid votes: nur-otan"]
    assert (share.numerator, share.denominator) == (5148074, 7241562)
    assert facts["official seats"].value["nur-otan"] == 76


def test_languages_tell_the_same_facts(briefs):
    for stage in ("preliminary", "final"):
        told = [[sentence.facts for sentence in briefs[CASE, stage, code].sentences] for code in LANGUAGES]
        assert told[0] == told[1] == told[2]


def test_every_election_of_the_archive_has_a_brief(briefs):
    for (name, _, code), brief in briefs.items():
        assert brief.title, name
        assert len(brief.sentences) >= 1, (name, code)
        assert brief.words <= 300, (name, code, brief.words)
        assert not re.search(r"\{|\}|None|  ", text_of(brief)), (name, code)


def test_every_sentence_stands_on_a_record_that_exists(briefs):
    for (name, _, _), brief in briefs.items():
        for sentence in brief.sentences:
            assert sentence.facts, (name, sentence.text)
            assert {key for fact in sentence.facts for key in fact.sources} <= set(brief.sources), (name, sentence.text)
            for fact in sentence.facts:
                for file in re.findall(r"[\w/-]+\.(?:csv|yaml)", fact.record):
                    assert (ARCHIVE / file).is_file(), (name, fact)


def test_every_number_of_a_sentence_comes_from_the_facts_behind_it(briefs):
    """All shares, and all numbers of more than two digits: as they stand in a fact, or as a sum that it tells."""
    english = Language("en")
    for (name, _, code), brief in briefs.items():
        for sentence in brief.sentences if code == "en" else ():
            known = {word for fact in sentence.facts for word in _numbers(fact, english)}
            text = re.sub(r"\((?:§|Art\.) [^ ]+\)", "", sentence.text)
            shown = re.findall(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?:\N{NO-BREAK SPACE}%)?(?![\w-])", text)
            for number in shown:
                if number.endswith("%") or len(number.replace(",", "")) > 2:
                    assert number in known, (name, number, sentence)


def _numbers(fact, english):
    """Ways in which a fact's figures may be written."""
    if fact.unit == "share":
        yield from (english.per_cent(fact.value, places) for places in (None, 0, 1, 2))
    if fact.numerator is not None:
        rest = fact.denominator - fact.numerator
        yield from (english.number(each) for each in (fact.numerator, fact.denominator, rest))
    for value in fact.value if isinstance(fact.value, list) else [fact.value]:
        if isinstance(value, int | Fraction):
            yield english.number(value)
        else:
            yield from re.findall(r"\d+(?:\.\d+)?", str(value))
            yield from (f"{each}\N{NO-BREAK SPACE}%" for each in re.findall(r"\d+(?:\.\d+)?", str(value)))
    yield from re.findall(r"\d{4}", f"{fact.figure} {fact.record}")
    if fact.figure.startswith("population"):
        yield english.fixed(Fraction(fact.value) / 10**6, 1)


def test_findings_are_told_word_for_word_as_the_ledger_has_them(briefs):
    ledger = {each.found for each in read_findings(read_election(CASE).folder.parent)}
    facts = [fact for sentence in briefs[CASE, "final", "en"].sentences for fact in sentence.facts]
    found = [fact for fact in facts if "findings.csv" in fact.record and isinstance(fact.value, str)]
    assert found
    assert all(fact.value in ledger for fact in found)


def test_bodies_that_are_left_out_are_counted(briefs):
    """Observers spoke by the end of January; those that said nothing of the contest stay in the ledger."""
    ledger = read_findings(read_election(CASE).folder.parent)
    soon = [each for each in ledger if each.election.year == 2021 and each.when[:7] <= "2021-01"]
    contest = {each.body for each in soon if each.area in ("political context", "campaign")}
    left_out = {each.body for each in soon} - contest
    assert f"The ledger adds {len(left_out)} bodies and 7 elections" in text_of(briefs[CASE, "final", "en"])


def test_a_brief_of_an_early_stage_knows_nothing_that_was_found_later(briefs):
    text = text_of(briefs[CASE, "preliminary", "en"])
    assert "5,148,074" not in text
    assert "received ballots" not in text
    assert "subdued campaign" not in text


def test_a_range_of_seats_is_told_as_one(tmp_path):
    shares = "stage,party,share,at_least,below\nnight,greens,60,,\nnight,blues,31,,\nnight,reds,,7,10\n"
    (tmp_path / "shares.csv").write_text(shares, encoding="utf-8")
    stages = "stages:\n- {stage: night, by: us, knows: shares}\n"
    (tmp_path / "election.yaml").write_text(stages, encoding="utf-8")
    account = account_of(own_election(tmp_path, "kz-mazhilis", dt.date(2021, 1, 10)))
    assert account.outcome.certain is False
    for code, words in {"en": " to ", "ru": "от ", "kk": "дейін"}.items():
        assert words in text_of(brief_of(account, Language(code)))


def test_own_folder_with_votes_alone_has_a_short_brief(tmp_path):
    (tmp_path / "votes.csv").write_text("party,votes\nGreens,600\nBlues,380\n<b>Odd</b>,20\n", encoding="utf-8")
    election = own_election(tmp_path, "kz-mazhilis", dt.date(2021, 1, 10))
    for code in LANGUAGES:
        brief = brief_of(account_of(election), Language(code))
        assert "Greens" in text_of(brief)
        assert brief.words < 120


def test_own_copy_of_an_election_is_told_like_the_archives(tmp_path):
    archived = read_election(CASE)
    shutil.copytree(archived.folder, tmp_path / "mine")
    brief = brief_of(account_of(own_election(tmp_path / "mine")), Language("en"))
    assert "98 + 9 = 107" in text_of(brief)
    assert brief.sentences[0].facts[0].record == "mine/votes.csv"


ACCUSING = {
    "en": r"fraud|stolen|rigg|falsif|manipulat|landslide|crush|sham",
    "ru": r"фальсиф|подтасов|вброс|мошен|украд|махинац|разгром|фарс",
    "kk": r"бұрмала|жалған|алаяқ|ұрла|қолдан жаса",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_brief_accuses_anybody(briefs, code):
    for (name, stage, lang), brief in briefs.items():
        if lang == code:
            assert not re.search(ACCUSING[code], text_of(brief), re.IGNORECASE), (name, stage)


def told_of_votes(tmp_path, votes, code="en"):
    (tmp_path / "votes.csv").write_text(f"party,votes\n{votes}", encoding="utf-8")
    return text_of(brief_of(account_of(own_election(tmp_path, "kz-mazhilis", dt.date(2021, 1, 10))), Language(code)))


def test_the_rule_on_a_majority_of_votes_is_told_as_no_threshold(briefs):
    text = text_of(briefs["nl-tweedekamer-2023", "final", "en"])
    assert "threshold" not in text
    assert "Next come GROENLINKS" in text


def test_where_no_list_passes_the_threshold_none_is_told_to(tmp_path):
    text = told_of_votes(tmp_path, "".join(f"list-{n},{60 + n}\n" for n in range(16)))
    assert "No list passed the threshold of 7 %" in text
    assert "The law does not say who gets the seats." in text


def test_a_list_written_in_small_letters_keeps_them_at_the_start_of_a_sentence(tmp_path):
    for code in LANGUAGES:
        assert "greens" in told_of_votes(tmp_path, "greens,620\nblues,380\n", code)
        assert "Greens" not in told_of_votes(tmp_path, "greens,620\nblues,380\n", code)


def test_braces_in_a_name_are_no_place(tmp_path):
    assert "{x}" in told_of_votes(tmp_path, "{x},620\n<b>Blues</b>,380\n", "kk")
