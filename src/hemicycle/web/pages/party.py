"""A party's page: its line, who led it, and every election its line stood at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hemicycle.publish.language.language import Language
from hemicycle.source.words import capital
from hemicycle.web.answer import Answer
from hemicycle.web.pages.frame import page
from hemicycle.web.pages.place import Asked

if TYPE_CHECKING:
    from hemicycle.chamber.lineage import Party


def party(asked: Asked, ident: str) -> Answer:
    """Tell a party."""
    from hemicycle.elections.archive import read_election
    from hemicycle.elections.parties import read_parties, read_story
    from hemicycle.publish.language.names import bare_name
    from hemicycle.source.mistake import BadInput, Mistake

    story = read_story(ident)
    if story.id != ident:
        raise BadInput(Mistake("the archive", f"no party {ident!r}", story.id))
    lang = asked.lang

    def called(each: str) -> str:
        known: Party = story.parties.parties[each]
        return str(known.names.get(lang.code, known.name))

    line = [*reversed(story.before), ident, *story.after]
    return page(
        asked.place,
        "party.html",
        capital(called(ident)),
        story=story,
        when=lambda text: _when(text, lang),
        party=story.party,
        line=[(each, called(each), story.parties.parties[each]) for each in line],
        called=called,
        bare=lambda stood: bare_name(read_election(stood.election), stood.party, lang),
        data=lambda text: lang.data(text, story.country),
        country=read_parties(story.country),
        offices=[
            (term, [each for each in story.parties.offices if each.person == term.name]) for term in story.party.leaders
        ],
    )


def _when(text: str | None, lang: Language) -> str:
    """Write a time as exact as it is known: a day, a month or a year."""
    if text is None:
        return "?"
    match text.count("-"):
        case 2:
            return lang.day(dt.date.fromisoformat(text))
        case 1:
            return lang.month(dt.date.fromisoformat(f"{text}-01"))
        case _:
            return text
