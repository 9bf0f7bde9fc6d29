"""An election's page: the sections of the report, its stages, and what can be taken away."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from hemicycle.elections.archive import Election, read_election
from hemicycle.elections.record import Stage
from hemicycle.publish.account import Account, account_of
from hemicycle.publish.language.language import Language
from hemicycle.publish.told.voice import Voice
from hemicycle.publish.told.words import stage_told
from hemicycle.web.answer import Answer
from hemicycle.web.pages.frame import page
from hemicycle.web.pages.place import Asked


def election(asked: Asked, name: str, stage: str | None = None) -> Answer:
    """Tell an election at a stage."""
    from hemicycle.elections.people import next_election, previous_election
    from hemicycle.publish.language.names import bare_name
    from hemicycle.publish.pages.election import election_head, election_sections, election_style

    account = _account(name, stage)
    found = account.election
    lang = asked.lang
    head = election_head(account, lang)
    return page(
        asked.place,
        "election.html",
        head.title,
        head=head,
        style=Markup("<style>{}</style>").format(Markup(election_style(account))),
        sections=election_sections(account, lang),
        election=found,
        stages=[(each.stage, _stage_told(found, each, lang)) for each in found.record.stages],
        stage=account.stage.stage,
        usual=account_of(found).stage.stage,
        before=previous_election(found),
        after=next_election(found),
        downloads=_downloads(asked, account),
        parties=_parties(found),
        names=lambda party: bare_name(found, party, lang),
    )


def _stage_told(found: Election, stage: Stage, lang: Language) -> str:
    """Say what results a stage has; whose they are, where several stages have the same kind of them."""
    told = {each.stage: stage_told(each.stage, Voice(lang)) for each in found.record.stages}
    alone = [*told.values()].count(told[stage.stage]) == 1
    return told[stage.stage] if alone else f"{told[stage.stage]} ({lang.data(stage.by, found.country)})"


@lru_cache(maxsize=4)
def _account(name: str, stage: str | None) -> Account:
    """Take an account, which the same page in the other languages needs too."""
    found = read_election(name)
    return account_of(found, _stage_called(found, stage))


def report(asked: Asked, name: str) -> Answer:
    """Give an election's report: the same as one file that stands alone."""
    from hemicycle.publish.pages.report import report_html
    from hemicycle.web.answer import HTML

    return Answer(report_html(account_of(read_election(name)), asked.lang).encode(), HTML)


def _stage_called(found: Election, stage: str | None) -> str | None:
    """Take a stage by its whole name, as addresses have it."""
    from hemicycle.source.mistake import BadInput, Mistake, nearest

    if stage is not None and stage not in found.stages:
        raise BadInput(Mistake("the archive", f"no stage {stage!r} of {found.id}", nearest(stage, found.stages)))
    return stage


def _downloads(asked: Asked, account: Account) -> list[tuple[str, str]]:
    """Name what can be taken away, with the ways to it."""
    say, api, found = asked.lang.say, asked.place.api, account.election
    at = "" if asked.place.in_files else f"?stage={account.stage.stage}"
    speaks = "" if asked.place.in_files else f"?stage={account.stage.stage}&lang={asked.lang.code}"
    some = [
        (say("In a few sentences"), api(f"elections/{found.id}/brief", asked.lang.code) + speaks),
        (say("The outcome, with every step"), api(f"elections/{found.id}/outcome") + at),
        *([(say("Who holds each seat"), api(f"elections/{found.id}/chamber"))] if account.chamber else []),
        *([(say("Figures of the contest"), api(f"elections/{found.id}/contest"))] if account.contest else []),
        (say("All that is known of it"), api(f"elections/{found.id}")),
    ]
    if (found.folder / "votes.csv").is_file():
        some.append((say("Open data: tables, documents and the law, packed"), api(f"elections/{found.id}/export.zip")))
        some.insert(1, (say("Seats, as a table"), api(f"elections/{found.id}/seats.csv")))
        some.insert(2, (say("Votes, as a table"), api(f"elections/{found.id}/votes.csv")))
    return some


def _parties(found: Election) -> list[str]:
    """Name the parties of the election whose line the archive tells."""
    from hemicycle.elections.parties import read_parties

    known = read_parties(found.country).parties
    return [party for party in found.record.lists if party in known]
