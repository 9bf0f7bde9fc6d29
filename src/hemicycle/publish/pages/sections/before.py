"""Compared with the election before: votes and seats by the lineage of parties."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hemicycle.elections.compare import Line
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages import drawings
from hemicycle.publish.pages.blocks import Block, Figure, Row, Table, Verse
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.pages.sections.result import WITHOUT_SEATS
from hemicycle.publish.told.compare import lineage_told, volatility_told


def blocks(edition: Edition) -> Iterator[Block]:
    """Set two terms side by side, say who continues whom, and how much moved."""
    compared = edition.account.comparison
    if compared is None:
        return
    lang = edition.lang
    picture = drawings.flows(edition)
    if picture is not None:
        yield Figure(
            picture,
            (
                lang.say(
                    "A ribbon joins a party with the one that carries it on. How voters moved isn't known from it."
                )
                if compared.by_lineage
                else lang.say("A ribbon joins lists of one name. How voters moved isn't known from it."),
            ),
        )
    before, after = str(compared.before.date.year), str(compared.after.date.year)
    lines = [line for line in compared.lines if line.seats_before or line.seats_after or line.votes_after is not None]
    gone = len(compared.lines) - len(lines)
    pooled = _pooled(lines)
    rows = [
        Row(
            edition.name(line.party),
            (
                _share(line.share_before, lang),
                _share(line.share_after, lang),
                lang.number(line.seats_before),
                lang.number(line.seats_after),
                lang.signed(line.gained),
            ),
            mark=drawings.swatch(edition, line.party),
        )
        for line in lines
        if line not in pooled
    ]
    if pooled:
        rows.append(_together(pooled, lang))
    both = lang.number(compared.seats_before), lang.number(compared.seats_after)
    change = lang.signed(compared.seats_after - compared.seats_before)
    rows.append(Row(lang.say("All seats"), ("", "", *both, change), total=True))
    heads = (
        lang.say("List"),
        lang.say("% {year}", year=before),
        lang.say("% {year}", year=after),
        lang.say("Seats {year}", year=before),
        lang.say("Seats {year}", year=after),
        "±",
    )
    notes = [
        *edition.on_final_votes,
        lang.say("Shares are of the votes for lists."),
        lang.say("The election before in the archive: {day}.", day=lang.day(compared.before.date)),
    ]
    if gone:
        notes.append(
            lang.count(
                "{n} list of then did not stand again and had no seat.",
                "{n} lists of then did not stand again and had no seat.",
                gone,
            )
        )
    if not compared.by_lineage:
        notes.append(
            lang.say(
                "The archive has no lineage of these parties: a list with a new name looks like a new party here, so "
                "no volatility is given."
            )
        )
    caption = (
        lang.say("Votes and seats of two elections, by the lineage of parties")
        if compared.by_lineage
        else lang.say("Votes and seats of two elections, by the names of lists")
    )
    yield Table(caption, heads, tuple(rows), tuple(notes), _sources(edition))
    if not compared.by_lineage:
        return
    yield from map(Verse, lineage_told(compared, edition.voice))
    told = volatility_told(compared, edition.voice)
    yield from (Verse(said, whose=lang.say("Volatility (Pedersen)")) for said in told)


def _pooled(lines: list[Line]) -> list[Line]:
    """Choose the lists without seats that have no row of their own, then and now."""
    without = [line for line in lines if not (line.seats_before or line.seats_after)][WITHOUT_SEATS:]
    return without if len(without) > 1 else []


def _together(lines: list[Line], lang: Language) -> Row:
    """Set the votes of several lists without seats in one row."""
    columns = [line.share_before for line in lines], [line.share_after for line in lines]
    known = ([each for each in column if each is not None] for column in columns)
    told = (_share(sum(shares, Fraction(0)) if shares else None, lang) for shares in known)
    none = lang.number(0)
    return Row(lang.count("{n} other list", "{n} other lists", len(lines)), (*told, none, none, lang.signed(0)))


def _share(share: Fraction | None, lang: Language) -> str:
    return "–" if share is None else lang.fixed(share * 100)


def _sources(edition: Edition) -> tuple[int, ...]:
    """Name the sources of the lineage of the lists that stood."""
    standing = edition.account.election.record.lists
    found = (record.sources for record in edition.parties.values() if record.becomes in standing)
    return edition.cite(key for keys in found for key in keys)
