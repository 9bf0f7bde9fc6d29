"""How the seats follow: the trace as numbered sentences with their articles, and what decided the last seats."""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.outcome.trace import NotRun
from hemicycle.publish.pages import words
from hemicycle.publish.pages.blocks import Block, Heading, Verse, numbered
from hemicycle.publish.pages.edition import Edition

_MARGINS = 6
_ALTERNATIVES = 6


def blocks(edition: Edition) -> Iterator[Block]:
    """Tell the steps that ran, those that did not, the last seats, lots and open questions."""
    yield from numbered(_ran(edition))
    yield from _not_run(edition)
    yield from _last_seats(edition)
    yield from _open(edition)


def _ran(edition: Edition) -> list[Verse]:
    lang = edition.lang
    trace = edition.account.outcome.trace
    ran = [record for record in trace if not isinstance(record, NotRun)]
    return [Verse(words.step(record, lang), words.articles(record.cites, lang)) for record in ran]


def _not_run(edition: Edition) -> Iterator[Verse]:
    skipped: dict[str, list[str]] = {}
    for record in edition.account.outcome.trace:
        if isinstance(record, NotRun):
            skipped.setdefault(record.because, []).extend(record.cites)
    for because, cites in skipped.items():
        told = edition.data(because)
        yield Verse(
            edition.lang.say("Not applied: {because}.", because=told),
            words.articles(list(dict.fromkeys(cites)), edition.lang),
        )


def _last_seats(edition: Edition) -> Iterator[Block]:
    margins = list(edition.account.outcome.margins)
    if not margins:
        return
    yield Heading(edition.lang.say("What decided the last seats"))
    if len(margins) > _MARGINS:
        margins.sort(key=lambda margin: (margin.switched is None, margin.switched))
    for each in margins[:_MARGINS]:
        yield Verse(words.margin(each, edition.lang))
    rest = len(margins) - _MARGINS
    if rest > 0:
        yield Verse(edition.lang.count("{n} more seat was less close.", "{n} more seats were less close.", rest))


def _open(edition: Edition) -> Iterator[Block]:
    outcome, lang = edition.account.outcome, edition.lang
    if outcome.lots:
        yield Heading(lang.say("Lots to be drawn"))
    for lot in outcome.lots:
        among = lang.listed([edition.name(party) for party in lot.among])
        told = lang.count(
            "{n} seat is drawn among {among}.", "{n} seats are drawn among {among}.", lot.seats, among=among
        )
        yield Verse(told if lot.district == "*" else f"{lot.district}: {told}", words.articles(lot.cites, lang))
    if outcome.open_questions:
        yield Heading(lang.say("What the law leaves open here"))
    for question in outcome.open_questions:
        asked, we = edition.data(question.asks), edition.data(question.we)
        yield Verse(
            lang.say("{question}: the reading taken is {reading}.", question=asked, reading=we),
            words.articles(question.cites, lang),
        )
