"""Compared with the election before: votes and seats by the lineage of parties."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hemicycle.elections.compare import Line
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages import drawings
from hemicycle.publish.pages.blocks import Block, Figure, Row, Table, Verse
from hemicycle.publish.pages.edition import Edition


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
                ),
            ),
        )
    before, after = str(compared.before.date.year), str(compared.after.date.year)
    lines = [line for line in compared.lines if line.seats_before or line.seats_after or line.votes_after is not None]
    gone = len(compared.lines) - len(lines)
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
    ]
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
    caption = lang.say("Votes and seats of two elections, by the lineage of parties")
    yield Table(caption, heads, tuple(rows), tuple(notes))
    for line in lines:
        names = [name for name, _ in line.before]
        if names and names != [line.name]:
            yield Verse(
                lang.say("{party} continues {before}.", party=edition.name(line.party), before=_before(line, edition)),
                sources=_sources(line, edition),
            )
    yield Verse(
        lang.say("Volatility between the two elections is {share}.", share=lang.percent(compared.volatility)),
        (lang.say("Half the sum of the changes in share, predecessors of a merged party summed (Pedersen 1979)."),),
    )


def _share(share: Fraction | None, lang: Language) -> str:
    return "–" if share is None else lang.fixed(share * 100)


def _before(line: Line, edition: Edition) -> str:
    """Name those that a party continues, in the reader's language where the archive has their names."""
    by_name = {record.name: ident for ident, record in edition.parties.items()}
    return edition.lang.listed([edition.name(by_name.get(name, name)) for name, _ in line.before])


def _sources(line: Line, edition: Edition) -> tuple[int, ...]:
    known = edition.parties
    keys = [key for record in known.values() if record.becomes == line.party for key in record.sources]
    return edition.cite(keys[:3])
