"""A language in which results are told: its sentences, its numbers and days, its words for an archive's texts.

Sentences stand in the code in English and are looked up, whole, in gettext catalogues; `say` and `count` are the words
that extraction looks for. Texts of the archive (titles, findings, offices) have catalogues of their own in the
country's folder, since they are data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.outcome.numbers import fixed, number
from hemicycle.outcome.tongue import Said
from hemicycle.source.mistake import BadInput, Mistake, nearest

if TYPE_CHECKING:
    from babel import Locale
    from babel.support import Translations

__all__ = ["ENGLISH", "LANGUAGES", "Language", "Said", "language"]

# Each language by its own name, in the order in which they are offered.
LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
_LOCALES = {"en": "en_GB"}
_CATALOGUES = Path(__file__).parent / "catalogues"
# Between the digits of a number, and before a sign of per cent, no line may break.
_THIN = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Language:
    """One of the languages, by its code."""

    code: str

    @property
    def name(self) -> str:
        """What its readers call it."""
        return LANGUAGES[self.code]

    @property
    def locale(self) -> Locale:
        """Its habits, as the CLDR has them."""
        return _locale(self.code)

    def say(self, message: str, /, **values: Any) -> str:
        """Say a sentence, its places filled; whole numbers and fractions are written as the language writes them."""
        return _sentences(self.code).ugettext(message).format(**self._written(values))

    def count(self, one: str, several: str, n: int, /, **values: Any) -> str:
        """Say a sentence about `n` of something, in the plural form that the number asks for."""
        return _sentences(self.code).ungettext(one, several, n).format(**self._written({"n": n, **values}))

    def data(self, text: str, country: Path | None, *, short: bool = False) -> Said:
        """Give a text of a country's archive in the language, or in English where it has no translation.

        `short` asks for the short form, which a catalogue has under the context `short`; English has them too.
        """
        if country is not None:
            words = _words(country, self.code)
            found = (words.get(("short", text)) if short else None) or words.get(("", text))
            if found:
                return Said(found, self.code)
        return Said(text, "en")

    def number(self, value: Any, decimals: int = 2) -> str:
        """Write a number: 7,241,562 and 7 241 562; fractions rounded half up to `decimals` places."""
        return self._digits(number(value, decimals))

    def fixed(self, value: Any, decimals: int = 2) -> str:
        """Write a number with exactly `decimals` places, as commissions print shares: 71.09 and 71,09."""
        return self._digits(fixed(value, decimals))

    def signed(self, value: Any, decimals: int = 0) -> str:
        """Write a change with its sign, which is a minus sign where it falls."""
        sign = "−" if value < 0 else "+" if value > 0 else ""
        return sign + self.fixed(abs(Fraction(value)), decimals) if decimals else sign + self.number(abs(int(value)))

    def percent(self, share: Any, decimals: int = 2) -> str:
        """Write a share of 1 as a percentage, without needless zeros: 7 %."""
        return f"{self.number(Fraction(share) * 100, decimals)}{_THIN}%"

    def per_cent(self, share: Any, decimals: int | None = None) -> str:
        """Write a share of 1 as a sentence does: 71.09 %, 71,09 процента, 71,09 пайыз.

        With `decimals` places; without them whole percentages as whole numbers: 7 процентов.
        """
        value = Fraction(share) * 100
        if decimals is None and value.denominator == 1:
            return self.count("{n}\N{NO-BREAK SPACE}%", "{n}\N{NO-BREAK SPACE}%", int(value))
        share = self.number(value) if decimals is None else self.fixed(value, decimals)
        return self.say("{share}\N{NO-BREAK SPACE}%", share=share)

    def day(self, date: dt.date) -> str:
        """Write a day as within a sentence: 10 January 2021, 10 января 2021 года, 2021 жылғы 10 қаңтар."""
        from babel.dates import format_date

        form = {"en": "d MMMM y", "ru": "d MMMM y 'года'", "kk": "y 'жылғы' d MMMM"}[self.code]
        return format_date(date, form, locale=self.locale)

    def month(self, date: dt.date) -> str:
        """Write the month of a day: January 2021, январь 2021 года, 2021 жылғы қаңтар."""
        from babel.dates import format_date

        form = {"en": "LLLL y", "ru": "LLLL y 'года'", "kk": "y 'жылғы' MMMM"}[self.code]
        return format_date(date, form, locale=self.locale)

    def listed(self, words: Sequence[str]) -> str:
        """Join words as a sentence does: a, b and c; a, b и c; a, b және c."""
        if len(words) < 2:
            return "".join(words)
        last = {"en": "and", "ru": "и", "kk": "және"}[self.code]
        return f"{', '.join(words[:-1])} {last} {words[-1]}"

    def _digits(self, text: str) -> str:
        """Turn a number as English writes it into one of the language."""
        text = text.replace("-", "−")
        return text if self.code == "en" else text.replace(",", _THIN).replace(".", ",")

    def _written(self, values: dict[str, Any]) -> dict[str, Any]:
        """Write what goes into the places of a message; Kazakh places may ask for a case."""
        written = {
            name: self.number(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else value
            for name, value in values.items()
        }
        if self.code != "kk":
            return written
        from hemicycle.publish.language.kazakh import Word

        return {name: Word(value) for name, value in written.items()}


ENGLISH = Language("en")


def language(code: str) -> Language:
    """Find a language by its code. Raises BadInput for one that isn't spoken here."""
    if code not in LANGUAGES:
        raise BadInput(Mistake("--lang", repr(code), nearest(code, LANGUAGES)))
    return Language(code)


@cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale.parse(_LOCALES.get(code, code))


@cache
def _sentences(code: str) -> Translations:
    """Read the catalogues of a language, one for each part of the output; their compiled form is made in memory."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    parts = []
    for path in sorted((_CATALOGUES / code).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=code))
        compiled.seek(0)
        parts.append(Translations(compiled))
    # The first one knows the plural forms of the language, and takes in the others.
    said = parts[0] if parts else Translations()
    for part in parts[1:]:
        said.merge(part)
    return said


@cache
def _words(country: Path, code: str) -> dict[tuple[str, str], str]:
    """Read what the texts of a country's archive are in a language, by context; nothing where there is no catalogue."""
    path = country / "words" / f"{code}.po"
    if not path.is_file():
        return {}
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        found = [each for each in read_po(file, locale=code) if each.id and each.string]
    return {(str(each.context or ""), str(each.id)): str(each.string) for each in found}
