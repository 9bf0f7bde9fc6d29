"""Home: the archive, a line for each election, and each chamber's history as a row of hemicycles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from markupsafe import Markup

from hemicycle.publish.language.language import Said, language
from hemicycle.publish.pictures.canvas import Picture
from hemicycle.publish.shown import Shown as Counted
from hemicycle.web.answer import Answer
from hemicycle.web.pages.frame import colours, inline, page
from hemicycle.web.pages.place import Asked

ORDERS = ("date", "place", "seats", "parties")


@dataclass(frozen=True, slots=True)
class Line:
    """An election in the list. `largest` are its largest parties with their seats; None where seats aren't certain."""

    id: str
    title: str
    country: str
    chamber: str
    code: str
    law: str
    day: dt.date
    seats: int | None
    effective: Fraction | None
    largest: tuple[tuple[str, int], ...]
    counted: Counted


@cache
def line_of(name: str) -> Line:
    """Count an election."""
    from hemicycle.elections.archive import read_election
    from hemicycle.publish.shown import from_archive
    from hemicycle.scrutiny.indices import effective_number

    election = read_election(name)
    record = election.record
    stage = "final" if "final" in election.stages else election.stages[-1]
    shown = from_archive(name, None, None, stage, None)
    totals = shown.outcome.totals
    return Line(
        name,
        election.title,
        record.country,
        record.chamber,
        election.country.name,
        record.law,
        election.date,
        sum(totals.values()) or None,
        effective_number(list(totals.values())) if totals else None,
        tuple(totals.items())[:3],
        shown,
    )


@cache
def stamp_of(name: str, code: str) -> Picture | None:
    """Draw an election as small as a stamp, its lists named in a language; None where there is no seat."""
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.looks import looks_under
    from hemicycle.publish.language.names import bare_name
    from hemicycle.publish.pictures.blocks import blocks_of_outcome
    from hemicycle.publish.pictures.hemicycle import Told, thumbnail

    counted, election, lang = line_of(name).counted, read_election(name), language(code)
    if not counted.outcome.rows:
        return None
    names = {party: str(bare_name(election, party, lang)) for party in counted.outcome.totals}
    named = replace(counted.outcome, names=names)
    arranged = blocks_of_outcome(named, counted.law, looks_under(counted.law.law), election.record.as_facts())
    told = Told(lang.say("Seats"), lambda seats: lang.count("{n} seat", "{n} seats", seats))
    return thumbnail(counted.title, arranged.blocks, told)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as its reader sees it."""

    line: Line
    title: Said
    country: Said
    chamber: Said
    picture: Markup
    largest: str


def home(asked: Asked) -> Answer:
    """Show the archive, those elections that fit, in an order."""
    from hemicycle.elections.archive import election_ids

    lines = [_shown(asked, line_of(name)) for name in election_ids()]
    words, country, order = asked.one("q")[:100].casefold().split(), asked.one("country"), asked.one("order", "date")
    order = order if order in ORDERS else "date"
    found = [each for each in lines if _fits(each, words, country)]
    countries = sorted({(each.line.code, str(each.country)) for each in lines}, key=lambda each: each[1])
    found.sort(key=lambda each: _key(each, order), reverse=order != "place")
    pictures = [picture for each in lines if (picture := stamp_of(each.line.id, asked.lang.code))]
    return page(
        asked.place,
        "home.html",
        asked.lang.say("Elections, seat by seat"),
        lines=found,
        all=len(lines),
        laws=len({each.line.law for each in lines}),
        countries=countries,
        country=country,
        q=asked.one("q")[:100],
        order=order,
        orders=_orders(asked),
        histories=list(_histories(lines)) if not (words or country) else [],
        style=colours(pictures),
    )


def _orders(asked: Asked) -> dict[str, str]:
    say = asked.lang.say
    return {
        "date": say("Latest first"),
        "place": say("By country"),
        "seats": say("Most seats first"),
        "parties": say("Most parties first"),
    }


def _shown(asked: Asked, line: Line) -> Shown:
    from hemicycle.elections.archive import read_election
    from hemicycle.publish.language.names import bare_name, chamber_name, country_name

    lang, election = asked.lang, read_election(line.id)
    picture = stamp_of(line.id, lang.code)
    named = [f"{bare_name(election, party, lang)} {lang.number(seats)}" for party, seats in line.largest]
    return Shown(
        line,
        lang.data(line.title, election.country),
        country_name(election, lang),
        chamber_name(election, lang),
        inline(picture) if picture else Markup(""),
        ", ".join(named),
    )


def _fits(shown: Shown, words: list[str], country: str) -> bool:
    line = shown.line
    text = " ".join(
        map(str, (line.id, line.title, line.country, line.chamber, line.law, shown.title, shown.country, shown.chamber))
    ).casefold()
    return country in ("", line.code) and all(word in text for word in words)


def _key(shown: Shown, order: str) -> tuple[object, ...]:
    line = shown.line
    if order == "place":
        return (str(shown.country), str(shown.chamber), line.day.toordinal())
    return ({"date": 0, "seats": line.seats or 0, "parties": line.effective or 0}[order], line.day, line.id)


def _histories(lines: list[Shown]) -> Iterator[list[Shown]]:
    """Go through the chambers with several elections, each as a row, the earliest first."""
    by_law: dict[str, list[Shown]] = {}
    for each in sorted(lines, key=lambda each: each.line.day):
        by_law.setdefault(each.line.law, []).append(each)
    rows = [row for row in by_law.values() if len(row) > 1 and len({each.line.chamber for each in row}) == 1]
    yield from sorted(rows, key=lambda row: (-len(row), str(row[0].country)))
