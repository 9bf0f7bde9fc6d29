"""Russian and Kazakh grammar of the briefs of every election, by rules that can be stated."""

import re

import pytest


@pytest.fixture(scope="module")
def texts(briefs):
    """The briefs by language, then by election and stage."""
    found = {"en": {}, "ru": {}, "kk": {}}
    for (name, stage, code), brief in briefs.items():
        found[code][name, stage] = brief
    return found


def joined(brief):
    return " ".join([brief.title, *(sentence.text for sentence in brief.sentences)])


# One, few, many.
NOUNS = {
    "мандат": ("мандат", "мандата", "мандатов"),
    "список": ("список", "списка", "списков"),
    "процент": ("процент", "процента", "процентов"),
    "лет": ("год", "года", "лет"),
}
GENITIVE = ("из ", "не более ", "против ", "младше ", "около ")
OBLIQUE = ("во всех ", "в ")


def form_after(number: int) -> int:
    """Which form of a noun follows a number: 1, 21 and 101 one; 2 to 4, 22, 103 few; the rest many."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def test_russian_nouns_agree_with_their_numbers(texts):
    seen = set()
    for brief in texts["ru"].values():
        text = joined(brief)
        for forms in NOUNS.values():
            pattern = rf"(?<![\d,\N{{NO-BREAK SPACE}}])(\d[\d\N{{NO-BREAK SPACE}}]*) ({'|'.join(forms)})\b"
            for found in re.finditer(pattern, text):
                number, noun = int(re.sub(r"\D", "", found[1])), found[2]
                before = text[: found.start()]
                if before.endswith(GENITIVE):
                    right = forms[1] if form_after(number) == 0 else forms[2]
                elif before.endswith(OBLIQUE) and "списк" in noun:
                    continue
                elif noun in ("года", "год") and number > 1900:
                    continue  # a date
                else:
                    right = forms[form_after(number)]
                assert noun == right, (brief.election.id, text[max(0, found.start() - 30) : found.end()])
                seen.add((forms[0], form_after(number)))
    assert {("мандат", 2), ("список", 1), ("список", 2), ("процент", 2), ("год", 2)} <= seen


def test_russian_per_cent_after_a_decimal_stands_in_the_genitive_singular(texts):
    found = [word for brief in texts["ru"].values() for word in re.findall(r"\d,\d+ (процент\w*)", joined(brief))]
    assert found
    assert set(found) == {"процента"}


def test_russian_numbers_of_valid_votes_stand_in_the_genitive_after_of(texts):
    for brief in texts["ru"].values():
        for number, words in re.findall(r"из ([\d\N{NO-BREAK SPACE}]+) (действительн\w+ голос\w*)", joined(brief)):
            one = form_after(int(re.sub(r"\D", "", number))) == 0
            assert words == ("действительного голоса" if one else "действительных голосов")


PLURALS = r"(?:лар|лер|дар|дер|тар|тер)(?:\b|ы|і|да|де|ға|ге|ды|ді|дың|дің|нан|нен|дан|ден)"


def test_kazakh_has_no_plural_after_a_number(texts):
    nouns = "мандат|дауыс|тізім|депутат|пайыз|сайлау|партия|орын|адам|тармақ|нұсқа"
    counted = 0
    for brief in texts["kk"].values():
        text = joined(brief)
        assert not re.search(rf"\d (?:{nouns}){PLURALS}", text), text
        counted += len(re.findall(rf"\d (?:{nouns})", text))
    assert counted > 500


# How numbers end when read aloud, by their last digit that is no zero, and by how many zeros follow.
FRONT = {0: {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 0, "7": 1, "8": 1, "9": 0},
         1: {"1": 0, "2": 0, "3": 0, "4": 0, "5": 1, "6": 0, "7": 1, "8": 1, "9": 0}}  # fmt: skip


def test_kazakh_endings_after_numbers_keep_vowel_harmony(texts):
    seen = 0
    for brief in texts["kk"].values():
        for number, end in re.findall(r"(\d[\d\N{NO-BREAK SPACE}]*)-([а-яәғқңөұүһі]+)", joined(brief)):
            digits = re.sub(r"\D", "", number)
            zeros = len(digits) - len(digits.rstrip("0"))
            if end in ("бап", "тармақ", "тармақша") or not zeros < 2:
                continue
            front = bool(FRONT[zeros][digits.rstrip("0")[-1]])
            vowels = {letter for letter in end if letter in "аәеіы"}
            assert vowels, end
            assert vowels <= (set("еі") if front else set("аы")), (number, end)
            seen += 1
    assert seen > 100


def test_kazakh_endings_after_names_stand_on_what_is_theirs(texts):
    """«Name» партиясы takes партиясын, партиясының: no ending stands on a name in quotes or in another script."""
    for brief in texts["kk"].values():
        text = joined(brief)
        assert not re.search(r"»-?[а-яәғқңөұүһі]", text)
        assert not re.search(r"[A-Za-z]-?[а-яәғқңөұүһі]", text)
        assert not re.search(r"партиясы(?:ды|ға|дың|дан)\b", text)


def test_kazakh_sentences_end_with_their_verb(texts):
    """A sentence that lists nothing ends with a finite verb, with a word of being, or with what something is."""
    ends = r"(?:[дт][ыі]|еді|майды|мейді|айды|ейді|маған|меген|бар|жоқ|мүмкін|белгілі|[сз]?[ыі])(?: \([^)]*\))?\.$"
    for brief in texts["kk"].values():
        for sentence in brief.sentences:
            if ":" not in sentence.text and not sentence.text.startswith("Байқаушылардың"):
                assert re.search(ends, sentence.text), sentence.text


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_words_are_of_one_script_and_have_no_latin_i(texts, code):
    for brief in texts[code].values():
        for word in re.findall(r"[^\W\d_]+", joined(brief)):
            cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
            assert cyrillic in (0, len(word)), (brief.election.id, word)


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_no_english_is_left_but_in_names(texts, accounts, code):
    """What is left in Latin letters is the name of a list, or of the office in the country's own language."""
    for key, brief in texts[code].items():
        account = accounts[key]
        then = account.outcome_before.totals if account.outcome_before else {}
        text = re.sub(r"«[^»]*»", " ", joined(brief))
        articles = {cite for record in account.outcome.trace for cite in record.cites}
        for name in (account.stage.by.partition(";")[0], "Valmyndigheten", *articles):
            text = text.replace(name, " ")
        for name in sorted({*account.outcome.totals, *account.votes_of_lists, *then}, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
        assert not re.search(r"[A-Za-z]", re.sub(r"\([a-z]\)", " ", text)), (key, text)


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_a_brief_is_not_english_word_for_word(texts, code):
    """Nearly every sentence has another number of words than its English one, or its figures in another order."""
    same = all_of_them = 0
    for key, brief in texts[code].items():
        for told, english in zip(brief.sentences, texts["en"][key].sentences, strict=True):
            figures = [re.findall(r"\d+", re.sub(r"[\N{NO-BREAK SPACE},.]", "", each.text)) for each in (told, english)]
            same += len(told.text.split()) == len(english.text.split()) and figures[0] == figures[1]
            all_of_them += 1
    assert same < all_of_them / 4, (same, all_of_them)


@pytest.mark.parametrize(("code", "space"), [("ru", "\N{NO-BREAK SPACE}"), ("kk", "\N{NO-BREAK SPACE}")])
def test_numbers_are_grouped_by_spaces_that_do_not_break_and_have_a_decimal_comma(texts, code, space):
    for brief in texts[code].values():
        text = joined(brief)
        assert not re.search(r"\d\.\d", re.sub(r"\([^)]*\)", "", text))
        assert not re.search(r"\d{5,}", text)
        assert not re.search(r"\d -\d", text)
