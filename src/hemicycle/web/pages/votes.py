"""Votes of a reader's own under any law: sent, counted, shown, forgotten."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from hemicycle.source.mistake import BadInput
from hemicycle.web.answer import Answer
from hemicycle.web.asked import Asked as Question
from hemicycle.web.asked import count
from hemicycle.web.pages.frame import page
from hemicycle.web.pages.law import chamber_of
from hemicycle.web.pages.place import Asked
from hemicycle.web.pages.result import result_of
from hemicycle.web.problem import plainly

# What stands in the form to begin with: lists of no country.
_SAMPLE = "party,votes\nRed,430000\nBlue,320000\nGreen,90000\nViolet,41000\n"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a reader sent: a table, a law, and a day; `typed` is the table where it was typed."""

    table: bytes
    law: str
    date: str
    typed: str


def votes(asked: Asked) -> Answer:
    """Show the form."""
    return page(
        asked.place, "votes.html", asked.lang.say("Your votes"), **_form(asked, Sent(b"", _first_law(), "", _SAMPLE))
    )


def counted(asked: Asked, sent: Sent) -> Answer:
    """Count what was sent, and show it with the form."""
    from hemicycle.law.catalogue import read_date

    problem, result, law = "", None, None
    try:
        day = read_date("date", sent.date) if sent.date else None
        shown = count(Question(sent.table, law=sent.law or None, date=day)).shown
        result, law = result_of(shown, asked.lang), shown.law
    except BadInput as error:
        problem = plainly(str(error))
    return page(
        asked.place,
        "votes.html",
        asked.lang.say("Your votes"),
        status=422 if problem else 200,
        lasting=False,
        **_form(asked, sent, problem, result, law),
    )


def _form(asked: Asked, sent: Sent, problem: str = "", result: Any = None, law: Any = None) -> dict[str, Any]:
    return {"sent": sent, "problem": problem, "result": result, "law": law, "laws": laws_to_choose(asked.lang.code)}


def _first_law() -> str:
    """Choose the law that the form begins with: that of the election that the archive knows in the most stages."""
    from hemicycle.elections.archive import read_election
    from hemicycle.web.pages.what_if import elections_known

    return read_election(elections_known()[0]).law.id


@cache
def laws_to_choose(code: str) -> list[tuple[str, list[tuple[str, dt.date]]]]:
    """Name the chambers in a language, each with the versions of its law, the latest first: id and first day."""
    from hemicycle.law.catalogue import law_ids, versions
    from hemicycle.publish.language.language import language

    found = ((name, versions(name)) for name in law_ids())
    named = [
        (chamber_of(each[-1], language(code)), name, [(one.id, one.in_force.start) for one in reversed(each)])
        for name, each in found
    ]
    return [(chamber, days) for chamber, _, days in sorted(named)]
