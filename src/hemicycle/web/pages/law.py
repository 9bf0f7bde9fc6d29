"""A law's page: the act in plain words, its versions on a line of time, two of them side by side, what is left open."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from hemicycle.publish.language.language import Language, Said
from hemicycle.source.words import capital
from hemicycle.web.answer import HTML, Answer
from hemicycle.web.api.laws import version_on, versions_of
from hemicycle.web.pages.frame import page
from hemicycle.web.pages.place import Asked

if TYPE_CHECKING:
    from hemicycle.law.document import Law
    from hemicycle.publish.told.law import ClauseTold

_SPAN = 1_000  # how long the line of time is
_OPEN = "Open questions"


@dataclass(frozen=True, slots=True)
class Mark:
    """A version, or an election, on the line of time: where it begins and how long it lasts, of a thousand."""

    at: float
    length: float
    day: dt.date
    way: str
    now: bool = False


def laws(asked: Asked) -> Answer:
    """List the laws of the catalogue."""
    from hemicycle.law.catalogue import law_ids
    from hemicycle.law.words import seats_in_short

    lang = asked.lang
    lines = []
    for name in law_ids():
        found = versions_of(name)
        last = found[-1]
        lines.append((name, _country(last, lang), _chamber(last, lang), seats_in_short(last), found))
    lines.sort(key=lambda each: (str(each[1]), str(each[2])))
    return page(asked.place, "laws.html", lang.say("Laws, article by article"), lines=lines)


def law(asked: Asked, name: str, day: str = "") -> Answer:
    """Tell a version of a law in plain words; the last one without a day."""
    from hemicycle.publish.told.law import law_voice, text_told

    found = versions_of(name)
    if asked.one("before") and asked.one("after"):
        before, after = sorted((_date(asked.one("before")), _date(asked.one("after"))))
        way = asked.place.to(f"laws/{name}/{before}...{after}/")
        return Answer(b"", HTML, 303, lasting=False, headers={"Location": way})
    version = version_on(name, _date(day)) if day else found[-1]
    voice = law_voice(version, asked.lang)
    sections, questions = _sections(version, asked.lang)
    return page(
        asked.place,
        "law.html",
        chamber_of(version, asked.lang),
        law=version,
        act=(text_told(version.title, voice), text_told(version.act, voice)),
        sections=sections,
        questions=questions,
        before=_neighbour(found, version, -1),
        after=_neighbour(found, version, 1),
        **_about(asked, found, version),
    )


def difference(asked: Asked, name: str, span: str) -> Answer:
    """Set two versions of a law side by side: only what changed."""
    from hemicycle.law.diff import differences
    from hemicycle.publish.told.law import clause_told, law_voice

    first, _, second = span.partition("...")
    before, after = version_on(name, _date(first)), version_on(name, _date(second))
    voice = law_voice(after, asked.lang)
    pairs = [
        (
            clause_told(change.before, voice) if change.before else None,
            clause_told(change.after, voice) if change.after else None,
        )
        for change in differences(before, after)
    ]
    changes = [
        (section, [_side_by_side(old, new) for old, new in group])
        for section, group in groupby(pairs, key=lambda pair: (pair[1] or pair[0]).section)  # type: ignore[union-attr]
    ]
    return page(
        asked.place,
        "law_diff.html",
        chamber_of(after, asked.lang),
        before=before,
        after=after,
        changes=changes,
        **_about(asked, versions_of(name), after),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """A clause beside its other version, the words that only it has marked, its language, and its articles."""

    says: Markup
    code: str
    cites: tuple[str, ...]


def _side_by_side(old: ClauseTold | None, new: ClauseTold | None) -> tuple[Side | None, Side | None]:
    """Mark in two clauses what the other doesn't say, word by word."""
    one, other = (re.findall(r"\S+\s*", each.says.text) if each else [] for each in (old, new))
    parts = SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes() if old and new else []
    gone = [("".join(one[i:j]), tag != "equal") for tag, i, j, _, _ in parts if j > i] or [("".join(one), True)]
    come = [("".join(other[k:m]), tag != "equal") for tag, _, _, k, m in parts if m > k] or [("".join(other), True)]
    return (
        Side(_marked(gone, Markup("<del>{}</del>")), old.says.code, old.cites) if old else None,
        Side(_marked(come, Markup("<ins>{}</ins>")), new.says.code, new.cites) if new else None,
    )


def _marked(parts: list[tuple[str, bool]], mark: Markup) -> Markup:
    return Markup("").join(mark.format(text) if changed else escape(text) for text, changed in parts)


def _country(version: Law, lang: Language) -> Said:
    from hemicycle.publish.language.names import country_by_code

    return country_by_code(version.law.partition("-")[0], version.country, lang)


def chamber_of(version: Law, lang: Language) -> str:
    """Name the country and the chamber of a law, as it is chosen from a list."""
    return f"{_country(version, lang)}: {_chamber(version, lang)}"


def _chamber(version: Law, lang: Language) -> Said:
    """Name the chamber as the archive does, or as the law's own words have it."""
    from hemicycle.elections.archive import ARCHIVE
    from hemicycle.publish.told.law import law_voice, text_told

    said = lang.data(version.chamber, ARCHIVE / version.law.partition("-")[0])
    return said if said.code == lang.code else text_told(version.chamber, law_voice(version, lang))


def _sections(version: Law, lang: Language) -> tuple[list[tuple[Said, list[ClauseTold]]], list[ClauseTold]]:
    """Group the clauses by the part of the law they belong to; what is open stands at the end of the page by itself."""
    from hemicycle.law.words import tell
    from hemicycle.publish.told.law import law_told

    told = [*zip(tell(version), law_told(version, lang), strict=True)]
    closed = [each for clause, each in told if clause.section != _OPEN]
    sections = [
        (Said(capital(section.text), section.code), [*group])
        for section, group in groupby(closed, key=lambda each: each.section)
    ]
    return sections, [each for clause, each in told if clause.section == _OPEN]


def _about(asked: Asked, found: list[Law], shown: Law) -> dict[str, Any]:
    """What every page of a law has: its line of time, with the elections of the archive on it."""
    from hemicycle.elections.archive import election_ids, read_election
    from hemicycle.publish.told.law import law_voice, text_told

    elections = [read_election(name) for name in election_ids() if name.startswith(f"{shown.law}-")]
    days = [each.in_force.start for each in found] + [each.date for each in elections]
    low = dt.date(min(days).year, 1, 1).toordinal()
    high = max(
        dt.date(max(days).year + 2, 1, 1), *(each.in_force.until or dt.date(1, 1, 1) for each in found)
    ).toordinal()

    def at(day: dt.date) -> float:
        return round(_SPAN * (day.toordinal() - low) / (high - low), 1)

    versions = [
        Mark(
            at(each.in_force.start),
            at(each.in_force.until or dt.date.fromordinal(high)) - at(each.in_force.start),
            each.in_force.start,
            asked.place.to(f"laws/{each.law}/{each.in_force.start}/"),
            each.id == shown.id,
        )
        for each in found
    ]
    held = [Mark(at(each.date), 0, each.date, asked.place.to(f"elections/{each.id}/")) for each in elections]
    voice = law_voice(shown, asked.lang)
    acts = [(each, text_told(each.act, voice), mark) for each, mark in zip(found, versions, strict=True)]
    return {"versions": versions, "held": held, "name": shown.law, "acts": acts}


def _neighbour(found: list[Law], version: Law, step: int) -> Law | None:
    place = next(place for place, each in enumerate(found) if each.id == version.id) + step
    return found[place] if 0 <= place < len(found) else None


def _date(text: str) -> dt.date:
    from hemicycle.source.mistake import BadInput, Mistake

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput(Mistake("the catalogue", f"no day {text!r}", "a date such as 2021-01-10")) from None
