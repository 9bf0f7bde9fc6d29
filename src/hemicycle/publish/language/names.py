"""What parties, people, bodies, chambers and countries are called in a language: data, never transliterated by code.

A party has a full name, for sentences, and a bare one, for tables, headings and where it was named before. A name that
nobody has given in a language stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hemicycle.chamber.lineage import Parties
from hemicycle.elections.archive import Election
from hemicycle.elections.parties import read_parties
from hemicycle.publish.language.language import Language, Said

_QUOTED = re.compile(r"«[^»]+»")


def full_name(election: Election, party: str, lang: Language) -> Said:
    """Name a list as a sentence does: партия «Nur Otan», «Nur Otan» партиясы, Nur Otan."""
    facts = election.record.lists.get(party)
    known = _parties(election.country).parties.get(party)
    given = (facts.names if facts else {}).get(lang.code) or (known.names if known else {}).get(lang.code)
    if given:
        return Said(given, lang.code)
    english = (facts.name if facts else None) or (known.name if known else party)
    if lang.code == "en":
        return Said(english, "en")
    return Said(lang.data(english, election.country).text, lang.code)


def bare_name(election: Election, party: str, lang: Language) -> Said:
    """Name a list as a table does: its short name, what stands in quotes in its name, or the whole of it."""
    known = _parties(election.country).parties.get(party)
    short = known.short.get(lang.code) if known else None
    full = full_name(election, party, lang)
    quoted = _QUOTED.search(full.text) if lang.code != "en" else None
    return Said(short or (quoted[0] if quoted else full.text), full.code)


def person_name(election: Election, name: str, lang: Language) -> Said:
    """Name somebody in full where the archive knows the full name."""
    person = _parties(election.country).person(name)
    if person is not None and lang.code in person.names:
        return Said(person.names[lang.code], lang.code)
    return lang.data(person.full_name or person.name if person else name, election.country)


def chamber_name(election: Election, lang: Language) -> Said:
    """Name the chamber that was elected."""
    return lang.data(election.record.chamber, election.country)


def country_name(election: Election, lang: Language) -> Said:
    """Name the country, as the CLDR has it; as the record has it where that knows no such place."""
    return country_by_code(election.country.name, election.record.country, lang)


def country_by_code(code: str, english: str, lang: Language) -> Said:
    """Name a country by its code, as the CLDR has it; by its English name where that knows no such place."""
    found = None if lang.code == "en" else lang.locale.territories.get(code.upper())
    return Said(found, lang.code) if found else Said(english, "en")


def title(election: Election, lang: Language) -> str:
    """Give an election its heading: the day, the chamber, and the country where the chamber's name doesn't tell."""
    day, chamber = lang.day(election.date), chamber_name(election, lang)
    if election.record.country in election.record.chamber:
        return lang.say("Election of {day}: {chamber}", day=day, chamber=chamber)
    country = country_name(election, lang)
    return lang.say("Election of {day}: {chamber}, {country}", day=day, chamber=chamber, country=country)


@cache
def _parties(country: Path) -> Parties:
    return read_parties(country)
