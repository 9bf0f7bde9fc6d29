"""What observers found: by area, bodies side by side, each as theirs; and what they found at every election before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hemicycle.elections.findings import Finding, by_area, find_ledger
from hemicycle.publish.pages.blocks import Block, Heading, SideBySide, Verse
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.pages.words import area_name
from hemicycle.source.mistake import BadInput


def blocks(edition: Edition) -> Iterator[Block]:
    """Set this election's findings by area, then the bodies' verdicts on the chamber's other elections."""
    here = edition.account.election.findings
    ledger = _ledger(edition)
    if not here and not ledger:
        return
    lang = edition.lang
    yield Verse(
        lang.say(
            "Each finding is that body's own, in our words. Nothing here is weighed, and nothing is computed from it."
        )
    )
    for area, found in by_area(here).items():
        yield Heading(area_name(area, lang))
        yield from _together(found, edition)
    for each in edition.account.election.record.recalled:
        if each.about == "observers":
            yield Verse(edition.data(each.says), sources=edition.cite(each.sources))
    earlier = {day: found for day, found in ledger.items() if day != edition.account.election.date and found}
    if earlier:
        yield Heading(lang.say("All elections of the chamber, the election as a whole"))
        for day, found in earlier.items():
            yield Heading(lang.day(day), small=True)
            yield from _together(found, edition)


def _together(found: tuple[Finding, ...], edition: Edition) -> Iterator[Block]:
    """Set what each body found under its name, the bodies side by side; a body alone has its margin."""
    bodies: dict[str, list[Verse]] = {}
    for each in found:
        beside = tuple(edition.data(text) for text in (each.commitment,) if text)
        verse = Verse(edition.data(each.found), (*beside, _when(each.when, edition)), edition.cite(each.sources))
        bodies.setdefault(each.body, []).append(verse)
    if len(bodies) > 1:
        yield SideBySide(tuple((edition.capital(body), tuple(verses)) for body, verses in bodies.items()))
        return
    for body, verses in bodies.items():
        yield from (replace(verse, whose=edition.capital(body)) for verse in verses)


def _when(when: str, edition: Edition) -> str:
    """Write a day, a month or a year, as exactly as it is known."""
    lang = edition.lang
    if len(when) == 10:
        return lang.day(dt.date.fromisoformat(when))
    if len(when) == 7:
        return lang.month(dt.date.fromisoformat(f"{when}-01"))
    return when


def _ledger(edition: Edition) -> Mapping[dt.date, tuple[Finding, ...]]:
    """Find the verdicts on each election of the chamber as a whole, by its day."""
    election = edition.account.election
    if not election.archived:
        return {}
    try:
        _, found = find_ledger(f"{election.country.name}-{election.folder.parent.name}")
    except BadInput:
        return {}
    overall = ("overall",)
    return {
        findings[0].election: tuple(each for each in findings if each.area in overall)
        for findings in found.values()
        if findings
    }
