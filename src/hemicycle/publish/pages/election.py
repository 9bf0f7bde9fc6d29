"""An election's page as sections, from top to bottom; the report and the site set the very same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language
from hemicycle.publish.language.names import title
from hemicycle.publish.pages.blocks import Block, Text
from hemicycle.publish.pages.drawings import inks
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.pages.environment import render
from hemicycle.publish.pages.sections import (
    before,
    contest,
    findings,
    members,
    result,
    sources,
    standing,
    steps,
    unknown,
    what_if,
)
from hemicycle.publish.pages.style import party_style
from hemicycle.publish.told.outcome import headline_told


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section that is set: its id in the page, its title, and its body."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the sections: the title, the stage of the result, and one sentence that says what happened."""

    title: Text
    sentence: Text
    stage: Text
    by: Text
    on: str
    law: str


def election_head(account: Account, lang: Language) -> Head:
    """Build what stands above the sections."""
    edition = Edition(account, lang)
    stage = account.stage
    return Head(
        title(account.election, lang),
        headline_told(account.outcome, account.election.law, edition.voice),
        edition.stage,
        edition.data(stage.by),
        lang.day(stage.on) if stage.on else "",
        account.election.law.id,
    )


def election_style(account: Account) -> str:
    """Write the colours of an election's parties, which its page needs beside the style sheet of all pages."""
    return party_style(inks(account).values())


def election_sections(account: Account, lang: Language, *, on_paper: bool = False) -> list[SectionView]:
    """Set the sections of an election's page; those of which nothing is known are left out."""
    edition = Edition(account, lang, on_paper)
    views = []
    for name, heading, build in _sections(edition):
        blocks = list(build(edition))
        if blocks:
            views.append(SectionView(name, heading, render("blocks.html", lang, blocks=blocks)))
    return views


def _sections(edition: Edition) -> Iterator[tuple[str, str, Callable[[Edition], Iterator[Block]]]]:
    """Name the sections in their order: id, title, and the function that builds it."""
    lang, before_it = edition.lang, edition.account.before
    yield "result", lang.say("The result"), result.blocks
    yield "steps", lang.say("How the seats follow"), steps.blocks
    yield "what-if", lang.say("What if the threshold were another"), what_if.blocks
    if before_it is not None:
        heading = lang.say("Compared with the election of {year}", year=str(before_it.date.year))
        yield "before", heading, before.blocks
    yield "members", lang.say("Who sits in the chamber"), members.blocks
    yield "standing", lang.say("Who stood, and who did not"), standing.blocks
    yield "contest", lang.say("Was there a contest"), contest.blocks
    yield "findings", lang.say("What observers found"), findings.blocks
    yield "unknown", lang.say("What can't be known from what was published"), unknown.unknown
    yield "disagree", lang.say("Where sources disagree"), unknown.disagree
    yield "context", lang.say("The country around it"), unknown.around
    yield "sources", lang.say("Sources, and how to check us"), sources.blocks
