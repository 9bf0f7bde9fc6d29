"""Kazakh endings by vowel harmony: after words, after names in either script, and after numbers as they are read.

A catalogue asks for a case in the place itself: `{seats:dative}` gives 76-ға and 84-ке, `{party:genitive}` gives
партиясының. The rules are those of the written language; names in Latin letters, abbreviations and numbers take
the ending behind a hyphen.
"""

from __future__ import annotations

import re
from typing import Literal

Case = Literal["genitive", "dative", "accusative", "locative", "ablative", "instrumental", "its", "adjective"]

_CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental", "its")
# Sound of the end, and whether the vowels are front or back: the endings in the order of the cases.
_ENDINGS: dict[tuple[str, bool], tuple[str, ...]] = {
    ("vowel", True): ("нің", "ге", "ні", "де", "ден", "мен", "сі"),
    ("vowel", False): ("ның", "ға", "ны", "да", "дан", "мен", "сы"),
    ("voiceless", True): ("тің", "ке", "ті", "те", "тен", "пен", "і"),
    ("voiceless", False): ("тың", "қа", "ты", "та", "тан", "пен", "ы"),
    ("voiced", True): ("дің", "ге", "ді", "де", "ден", "мен", "і"),
    ("voiced", False): ("дың", "ға", "ды", "да", "дан", "мен", "ы"),
    ("buzzing", True): ("дің", "ге", "ді", "де", "ден", "бен", "і"),
    ("buzzing", False): ("дың", "ға", "ды", "да", "дан", "бен", "ы"),
    ("nasal", True): ("нің", "ге", "ді", "де", "нен", "мен", "і"),
    ("nasal", False): ("ның", "ға", "ды", "да", "нан", "мен", "ы"),
    # a word that is somebody's already: партиясы, пайызы
    ("possessed", True): ("нің", "не", "н", "нде", "нен", "мен", ""),
    ("possessed", False): ("ның", "на", "н", "нда", "нан", "мен", ""),
}
_BACK, _FRONT = "аоұыяюёaouı", "әеөүіэeiöü"
_VOWELS = _BACK + _FRONT + "y"
_SOUNDS = {"voiced": "лрйуlrw", "buzzing": "жзzj", "nasal": "мнңmn"}
# How the last word of a number is read: units, tens, then hundreds, thousands and more.
_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
# Stems in -ы and -і, which are nobody's.
_STEMS = frozenset({"екі", "алты", "жеті"})
# Words that lose a vowel before what is theirs.
_DROPPED = {"орын": "орны", "дауыс": "даусы"}


def read_number(digits: str) -> str:
    """Give the last word of a whole number as it is read aloud: жүз of 300, алты of 76."""
    number = int(re.sub(r"\D", "", digits))
    if number % 10 or not number:
        return _UNITS[number % 10]
    if number % 100:
        return _TENS[number // 10 % 10]
    if number % 1000:
        return "жүз"
    return "мың" if number % 10**6 else "миллион" if number % 10**9 else "миллиард"


def ending(word: str, case: Case) -> str:
    """Give the ending that a word, a name or a whole number takes in a case, without a hyphen.

    `its` is his, her or its; `adjective` makes of a place or a time what is there or then: қаңтардағы.
    A sign of per cent is read as пайыз. Raises ValueError for a decimal fraction, whose word takes the ending, and for
    what has no letter and no digit.
    """
    if case == "adjective":
        place = ending(word, "locative")
        return place + ("гі" if place[-1] == "е" else "ғы")
    return _ENDINGS[_sound(word), _is_front(_spoken(word))][_CASES.index(case)]


def declined(word: str, case: Case) -> str:
    """Put a word, a name or a whole number into a case: партиясына, 98-ден, Nur Otan-ның."""
    if case == "its" and word.casefold() in _DROPPED:
        dropped = _DROPPED[word.casefold()]
        return word[0] + dropped[1:]
    end = ending(word, case)
    return word + ("-" if end and _is_set_off(word) else "") + end


class Word(str):
    """A text that a place of a message can ask for in a case: `{party:genitive}`; what takes none stays as it is."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        try:
            return declined(str(self), spec) if spec else str(self)  # type: ignore[arg-type]
        except ValueError:
            return str(self)


def _bare(word: str) -> str:
    """Leave out what stands behind the last letter or digit."""
    return re.sub(r"[\W_]+$", "", word)


def _is_abbreviation(word: str) -> bool:
    last = _bare(word).split()[-1]
    return len(last) > 1 and last.isupper() and not last.isascii()


def _is_set_off(word: str) -> bool:
    """Tell whether an ending stands behind a hyphen."""
    last = word[-1]
    return not last.isalpha() or last.isascii() or _is_abbreviation(word)


def _spoken(word: str) -> str:
    """Give the last word as it is read."""
    if word.endswith("%"):
        return "пайыз"
    bare = _bare(word)
    if not bare:
        raise ValueError(f"{word!r} can't be read")
    last = bare.split()[-1]
    if not last[-1].isdecimal():
        return last.casefold()
    if re.search(r"\d[.,]\d+$", last):
        raise ValueError(f"{word!r} takes no ending; the word after it does")
    return read_number(re.findall(r"[\d\s]+$", bare)[0])


def _is_front(spoken: str) -> bool:
    """Tell whether the endings are those of front vowels; и and у follow the vowels beside them."""
    vowels = [letter for letter in spoken if letter in _BACK + _FRONT]
    return bool(vowels) and vowels[-1] in _FRONT


def _sound(word: str) -> str:
    spoken = _spoken(word)
    if not word.endswith("%") and _is_abbreviation(word):
        return "vowel"  # letters are read by their names: ЖСДП-ның
    if spoken[-1] in "ыі" and word[-1].isalpha() and spoken not in _STEMS and len(spoken) > 3:
        return "possessed"
    if spoken[-1] in _VOWELS or spoken[-1] == "и":
        return "vowel"
    return next((sound for sound, letters in _SOUNDS.items() if spoken[-1] in letters), "voiceless")
