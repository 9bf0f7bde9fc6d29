"""Words that other parts lend to pages: names, the first sentence, the steps of the law, margins. One seam for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hemicycle.elections.parties import read_parties
from hemicycle.outcome.outcome import Margin
from hemicycle.outcome.trace import Record
from hemicycle.publish import contest_text, text
from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language, Said
from hemicycle.scrutiny.definitions import Definition
from hemicycle.source.words import capital


def name(account: Account, party: str, lang: Language) -> str:
    """What a list is called, bare, in a language."""
    known = read_parties(account.election.country).parties.get(party)
    if known and lang.code in known.names:
        return known.names[lang.code]
    return account.names.get(party, known.name if known else party)


def headline(account: Account, lang: Language) -> Said:
    """Say in one sentence what happened, and how sure we are."""
    return Said(text.headline(account.outcome, account.election.law), "en")


def step(record: Record, lang: Language) -> Said:
    """Tell a step of the law."""
    return Said(f"{capital(record.says.rstrip('.'))}.", "en")


def margin(closest: Margin, lang: Language) -> Said:
    """Tell what decided a seat, and the votes that would have moved it."""
    return Said(f"{capital(closest.says)}.", "en")


def articles(cites: Sequence[str], lang: Language) -> tuple[str, ...]:
    """Name articles of the act, on one line of the margin."""
    return (" · ".join(cites),) if cites else ()


def figure(name: str, value: Any, lang: Language) -> str:
    """Write a figure of the contest with its unit."""
    return contest_text.figure(name, value)


def index_title(definition: Definition, lang: Language) -> str:
    """Name a figure of the contest."""
    return definition.title


def formula(definition: Definition, lang: Language) -> str:
    """Tell a figure's formula and its paper."""
    return f"{definition.formula} ({definition.paper})"
