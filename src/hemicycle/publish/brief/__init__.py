"""An election in 200 to 300 words: sentences from the account, each tied to its data, silent on what isn't known."""

from __future__ import annotations

from hemicycle.publish.account import Account
from hemicycle.publish.brief.around import around
from hemicycle.publish.brief.before import before
from hemicycle.publish.brief.observers import observers
from hemicycle.publish.brief.result import result
from hemicycle.publish.brief.seats import seats
from hemicycle.publish.brief.sentence import Brief, Fact, Sentence, Telling
from hemicycle.publish.brief.standing import standing
from hemicycle.publish.language.language import Language
from hemicycle.publish.language.names import title

__all__ = ["Brief", "Fact", "Sentence", "brief_of"]

# What is told, in order; each line is a paragraph.
_PARAGRAPHS = ((result, seats), (before, standing), (observers,), (around,))


def brief_of(account: Account, lang: Language) -> Brief:
    """Tell an election in a language, at the stage of its account."""
    telling = Telling(account, lang)
    paragraphs = tuple(tuple(each for part in parts for each in part(telling)) for parts in _PARAGRAPHS)
    heading = title(account.election, lang)
    return Brief(account.election, account.stage.stage, lang, heading, tuple(each for each in paragraphs if each))
