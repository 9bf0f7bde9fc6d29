"""What a news report of January 2021 told, and what it could not compute, is in the report in all three languages."""

import re

import pytest
from read_page import ReadPage
from reports_made import CASE, report

# Each fact with the words that carry it, by language.
FACTS = {
    "preliminary shares, held apart from the final ones": {
        "en": ["71.09", "no other allocation fits", "The same seats"],
        "ru": ["71,09", "другого распределения нет", "Те же мандаты"],
        "kk": ["71,09", "басқаша бөлу жоқ", "Мандат саны сол күйінде"],
    },
    "who passed the threshold, by which article, and the gap of who fell short": {
        "en": ["Art. 97-1(1)", "short by 1.71 points", "−1.71"],
        "ru": ["ст. 97-1, п. 1", "не хватило 1,71 п. п.", "−1,71"],
        "kk": ["97-1-бап, 1-тармақ", "1,71 пайыздық тармақ жетпеді", "−1,71"],
    },
    "the seats, which had not been announced": {
        "en": ["Nur Otan 76, Ak Zhol 12, People's Party of Kazakhstan 10"],
        "ru": ["«Nur Otan» – 76, «Ак жол» – 12, Народная партия – 10"],
        "kk": ["«Nur Otan» – 76, «Ақ жол» – 12, Халық партиясы – 10"],
    },
    "the term before, by lineage": {
        "en": ["Nur Otan: 84 before, 76 now", "82.2071.098476−8", "Volatility"],
        "ru": ["«Nur Otan»: было 84, стало 76", "82,2071,098476−8", "Волатильность"],
        "kk": ["«Nur Otan»: бұрын 84, қазір 76", "82,2071,098476−8", "құбылмалылық"],
    },
    "a party that had another name before": {
        "en": ["continues Communist People's Party"],
        "ru": ["предшественники: Коммунистическая народная партия"],
        "kk": ["Коммунистік халықтық партия"],
    },
    "the quota on lists, and what it would mean for seats": {
        "en": ["women and persons under 29", "between 0 and 23 seats would have to go to other people"],
        "ru": ["женщины и лица моложе 29 лет", "должно было бы достаться от 0 до 23"],
        "kk": ["әйелдер және 29 жасқа толмаған адамдар", "тиуі тиіс мандат саны 0–23"],
    },
    "who stayed away, a call to vote for them, and what that could have changed": {
        "en": ["boycott", "politician abroad", "Auyl over the threshold: 133,212 voters as new ones"],
        "ru": [
            "бойкот",
            "Политик",
            "Чтобы преодолеть барьер («Ауыл»): новых избирателей – 133 212",
        ],
        "kk": ["бойкот", "Шетелдегі саясаткер", "Кедергіден өту үшін («Ауыл»): 133 212 жаңа сайлаушы"],
    },
    "what observers found, as theirs, beside the figures": {
        "en": [
            "Without genuine competition",
            "voters had no real alternative",
            "Effective number of parties, by votes: 1.89",
        ],
        "ru": [
            "Без подлинной конкуренции",
            "не было реальной альтернативы",
            "Эффективное число партий по голосам: 1,89",
        ],
        "kk": ["Шынайы бәсеке болмады", "нақты балама болған жоқ", "Партиялардың тиімді саны, дауыс бойынша: 1,89"],
    },
    "observers at every election of the chamber": {
        "en": ["free or fair", "7 March 1994", "10 October 1999", "19 March 2023"],
        "ru": ["свободными или честными", "7 марта 1994 года", "10 октября 1999 года", "19 марта 2023 года"],
        "kk": ["еркін немесе әділ", "1994 жылғы 7 наурыз", "1999 жылғы 10 қазан", "2023 жылғы 19 наурыз"],
    },
    "party and state offices in one hand": {
        "en": ["aged 80, led Nur Otan", "chair of the", "until 2019"],
        "ru": ["Нурсултан Назарбаев, возраст 80", "председатель Совета безопасности", "до 2019 года"],
        "kk": ["Нұрсұлтан Назарбаев, жасы 80", "Қауіпсіздік Кеңесінің төрағасы", "2019 жылға дейін"],
    },
    "the country around it, each figure as it was known": {
        "en": ["−2.5 %", "−2.6 %", "19,482,117", "first recession in some 20 years"],
        "ru": ["−2,5 %", "−2,6 %", "19 482 117", "первая рецессия примерно за 20 лет"],
        "kk": ["−2,5 %", "−2,6 %", "19 482 117", "20 жылдағы алғашқы рецессия"],
    },
    "nine more members from the Assembly": {
        "en": ["Assembly of the People of Kazakhstan 9", "107"],
        "ru": ["Ассамблея народа Казахстана – 9", "107"],
        "kk": ["Қазақстан халқы Ассамблеясы – 9", "107"],
    },
}


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_is_told(fact, lang):
    text = re.sub(r"\s+", " ", ReadPage(report(CASE, "preliminary", lang)).text)
    assert [words for words in FACTS[fact][lang] if words not in text] == []
