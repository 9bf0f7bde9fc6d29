"""Kazakh endings: forms of the electoral law and of the press as golden examples, and the rules of vowel harmony."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.publish.language.kazakh import Word, declined, ending, read_number
from hemicycle.publish.language.language import Language

CASES = ("genitive", "dative", "accusative", "locative", "ablative", "its")

# Words of the trade as the constitutional law on elections and reports of results decline them.
DECLINED = {
    "мандат": "мандаттың мандатқа мандатты мандатта мандаттан мандаты",
    "орын": "орынның орынға орынды орында орыннан орны",
    "дауыс": "дауыстың дауысқа дауысты дауыста дауыстан даусы",
    "пайыз": "пайыздың пайызға пайызды пайызда пайыздан пайызы",
    "процент": "проценттің процентке процентті процентте проценттен проценті",
    "сайлау": "сайлаудың сайлауға сайлауды сайлауда сайлаудан сайлауы",
    "тізім": "тізімнің тізімге тізімді тізімде тізімнен тізімі",
    "депутат": "депутаттың депутатқа депутатты депутатта депутаттан депутаты",
    "Мәжіліс": "Мәжілістің Мәжіліске Мәжілісті Мәжілісте Мәжілістен Мәжілісі",
    "партия": "партияның партияға партияны партияда партиядан партиясы",
    "Ақ жол": "Ақ жолдың Ақ жолға Ақ жолды Ақ жолда Ақ жолдан Ақ жолы",
    "Бірлік": "Бірліктің Бірлікке Бірлікті Бірлікте Бірліктен Бірлікі",
    "Әділет": "Әділеттің Әділетке Әділетті Әділетте Әділеттен Әділеті",
    "Руханият": "Руханияттың Руханиятқа Руханиятты Руханиятта Руханияттан Руханияты",
}
# What is somebody's already has endings of its own, which serve every party's full name.
POSSESSED = {
    "«Nur Otan» партиясы": "партиясының партиясына партиясын партиясында партиясынан",
    "Орталық сайлау комиссиясы": "комиссиясының комиссиясына комиссиясын комиссиясында комиссиясынан",
    "Қазақстан халқы Ассамблеясы": "Ассамблеясының Ассамблеясына Ассамблеясын Ассамблеясында Ассамблеясынан",
    "71,09 пайызы": "пайызының пайызына пайызын пайызында пайызынан",
}
# Names in Latin letters, abbreviations, and numbers as they were printed by newspapers and the commission.
SET_OFF = {
    ("Nur Otan", "genitive"): "Nur Otan-ның",
    ("Amanat", "ablative"): "Amanat-тан",
    ("ADAL", "dative"): "ADAL-ға",
    ("Respublica", "accusative"): "Respublica-ны",
    ("ЖСДП", "dative"): "ЖСДП-ға",
    ("ЕҚЫҰ", "genitive"): "ЕҚЫҰ-ның",
    ("ДИАҚБ", "its"): "ДИАҚБ-сы",
    ("77", "its"): "77-сі",
    ("62", "dative"): "62-ге",
    ("107", "ablative"): "107-ден",
    ("76", "its"): "76-сы",
    ("84", "dative"): "84-ке",
    ("15", "its"): "15-і",
    ("40", "dative"): "40-қа",
    ("98", "ablative"): "98-ден",
    ("581", "its"): "581-і",
    ("69", "ablative"): "69-дан",
    ("80", "ablative"): "80-нен",
    ("10", "ablative"): "10-нан",
    ("90", "its"): "90-ы",
    ("5 000", "dative"): "5 000-ға",
    ("300", "dative"): "300-ге",
    ("69,31%", "its"): "69,31%-ы",
    ("7 %", "dative"): "7 %-ға",
    ("7%", "ablative"): "7%-дан",
}


@pytest.mark.parametrize("word", DECLINED)
def test_words_of_the_trade_are_declined_as_in_the_law(word):
    forms = [" ".join(parts) for parts in zip(*[iter(DECLINED[word].split())] * len(word.split()), strict=True)]
    assert [declined(word, case) for case in CASES] == forms


@pytest.mark.parametrize("name", POSSESSED)
def test_names_that_end_in_somebodys_take_the_endings_of_that(name):
    stem = name.rpartition(" ")[0]
    assert [declined(name, case) for case in CASES[:-1]] == [f"{stem} {form}" for form in POSSESSED[name].split()]


@pytest.mark.parametrize(("word", "case"), SET_OFF)
def test_latin_names_abbreviations_and_numbers_stand_off_by_a_hyphen(word, case):
    assert declined(word, case) == SET_OFF[word, case]


def test_a_day_becomes_an_attribute():
    assert declined("2021 жылғы 10 қаңтар", "adjective") == "2021 жылғы 10 қаңтардағы"
    assert declined("2016 жылғы 20 қыркүйек", "adjective") == "2016 жылғы 20 қыркүйектегі"


def test_a_decimal_takes_no_ending_but_its_word_does():
    with pytest.raises(ValueError, match="71,09"):
        declined("71,09", "its")
    assert declined("71,09 пайыз", "its") == "71,09 пайызы"


def test_places_of_a_message_ask_for_a_case():
    assert f"{Word('84'):ablative} {Word('76'):dative}" == "84-тен 76-ға"
    assert f"{Word('партия')}" == "партия"


# Front numbers by the vowels of their last word: нөл бір екі үш төрт бес жеті сегіз, елу жетпіс сексен, жүз.
FRONT_UNITS, BACK_UNITS = {1, 2, 3, 4, 5, 7, 8}, {6, 9}
FRONT_TENS, BACK_TENS = {5, 7, 8}, {1, 2, 3, 4, 6, 9}


def is_front(number: int) -> bool:
    if number % 10:
        return number % 10 in FRONT_UNITS
    if number % 100:
        return number // 10 % 10 in FRONT_TENS
    return number % 1000 != 0 or number == 0


@given(st.integers(min_value=0, max_value=10**10))
def test_endings_after_numbers_keep_the_harmony_of_the_last_word(number):
    for case in CASES:
        vowels = [letter for letter in ending(Language("kk").number(number), case) if letter in "аыіе"]
        assert all(vowel in "еі" if is_front(number) else vowel in "аы" for vowel in vowels), (number, case)


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=1, max_value=99))
def test_a_number_is_read_by_its_last_part_that_is_no_zero(thousands, rest):
    assert read_number(str(thousands * 100 + rest)) == read_number(str(rest))


@given(st.sampled_from("бвгдкқпстфхцчшщ"), st.sampled_from("аоұыәеөүі"))
def test_after_a_voiceless_sound_the_ending_begins_voiceless(last, vowel):
    word = f"б{vowel}{last}"
    assert [ending(word, case)[0] for case in CASES[:5]][0::2] == ["т", "т", "т"]
    assert ending(word, "dative") == ("ке" if vowel in "әеөүі" else "қа")


@given(st.text(max_size=20), st.sampled_from([*CASES, "instrumental", "adjective"]))
def test_whatever_a_name_is_it_can_stand_in_a_place_that_asks_for_a_case(name, case):
    assert format(Word(name), case).startswith(name[:1])


def test_a_sentence_keeps_what_takes_no_ending():
    assert f"{Word('71,09'):its} {Word('?'):ablative}" == "71,09 ?"
