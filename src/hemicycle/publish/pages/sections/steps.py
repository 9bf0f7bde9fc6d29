"""How the seats follow: the trace as numbered sentences with their articles, and what decided the last seats."""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.publish.language.language import Said
from hemicycle.publish.pages.blocks import Block, Heading, Verse, numbered
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.told.outcome import lots_told, margins_told, notes_told, questions_told
from hemicycle.publish.told.steps import Step, steps_told

_MARGINS = 6


def blocks(edition: Edition) -> Iterator[Block]:
    """Tell the steps that ran and those that did not, the last seats, lots, open questions and notes."""
    ran, skipped = steps_told(edition.account.outcome.trace, edition.voice)
    yield from numbered([_verse(step, edition) for step in ran])
    yield from (_verse(step, edition) for step in skipped)
    yield from _last_seats(edition)
    yield from _open(edition)


def _verse(step: Step, edition: Edition) -> Verse:
    said = Said(step.says.text.replace(" -> ", " → "), step.says.code)
    return Verse(said, edition.articles(step.cites))


def _last_seats(edition: Edition) -> Iterator[Block]:
    """Tell what decided the last seats; of many, those that the fewest votes would have moved."""
    outcome, lang = edition.account.outcome, edition.lang
    if not outcome.margins:
        return
    yield Heading(lang.say("What decided the last seats"))
    told = [*zip(outcome.margins, margins_told(outcome, edition.voice), strict=True)]
    if len(told) > _MARGINS:
        told.sort(key=lambda each: (each[0].switched is None, each[0].switched))
    yield from (Verse(said) for _, said in told[:_MARGINS])
    rest = len(told) - _MARGINS
    if rest > 0:
        yield Verse(lang.count("{n} more seat was less close.", "{n} more seats were less close.", rest))


def _open(edition: Edition) -> Iterator[Block]:
    outcome, lang, voice = edition.account.outcome, edition.lang, edition.voice
    for heading, told in (
        (lang.say("Lots to be drawn"), lots_told(outcome, voice)),
        (lang.say("What the law leaves open here"), questions_told(outcome, voice)),
        (lang.say("To be kept in mind"), notes_told(outcome, voice)),
    ):
        if told:
            yield Heading(heading)
            yield from map(Verse, told)
