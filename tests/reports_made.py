"""Reports that several tests read, each made once."""

from __future__ import annotations

from functools import cache

from hemicycle.elections.archive import read_election
from hemicycle.publish.account import Account, account_of
from hemicycle.publish.language.language import language
from hemicycle.publish.pages.report import report_html

CASE = "kz-mazhilis-2021"


@cache
def account(name: str = CASE, stage: str | None = None) -> Account:
    """The account of an election."""
    return account_of(read_election(name), stage)


@cache
def report(name: str = CASE, stage: str | None = None, lang: str = "en") -> str:
    """The report on an election as HTML."""
    return report_html(account(name, stage), language(lang))
