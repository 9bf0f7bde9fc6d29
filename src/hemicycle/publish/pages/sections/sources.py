"""Sources, downloads, how to cite, and how to check us."""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.publish.language.names import title
from hemicycle.publish.pages.blocks import Block, Commands, Heading, SourceList, Verse
from hemicycle.publish.pages.edition import Edition


def blocks(edition: Edition) -> Iterator[Block]:
    """List the sources named above and those of the record, then say how to cite this and how to check it."""
    account, lang = edition.account, edition.lang
    edition.cite(account.election.source_keys)
    if edition.cited:
        yield SourceList(tuple(edition.cited))
    else:
        yield Verse(lang.say("The record names no sources."))
    yield Heading(lang.say("How to check us"))
    yield Verse(
        lang.say("Everything on this page is worked out from the votes and the act. The same commands give it again:")
    )
    yield Commands(tuple(_commands(edition)))
    yield Heading(lang.say("How to cite"))
    law = account.election.law.id
    yield Verse(
        lang.say(
            "Hemicycle: {title}, {stage}, under {law}.",
            title=title(account.election, lang),
            stage=edition.stage,
            law=law,
        )
    )


def _commands(edition: Edition) -> Iterator[tuple[str, str]]:
    account, lang = edition.account, edition.lang
    election = account.election
    stage = account.stage.stage
    at = "" if stage == "final" else f" --stage {stage}"
    if not election.archived:
        yield (
            f"hemicycle elect FOLDER --law {election.law.law} --date {election.date}",
            lang.say("the seats and the law's steps"),
        )
        return
    yield f"hemicycle elect {election.id}{at}", lang.say("the seats and the law's steps")
    yield f"hemicycle elect {election.id}{at} --json", lang.say("the same, for programs")
    if account.swept is not None:
        yield f"hemicycle sweep {election.id}", lang.say("the seats at every threshold")
    if account.contest is not None:
        yield f"hemicycle contest {election.id}", lang.say("the figures of the contest, with their formulas")
    yield f"hemicycle elections {election.id}", lang.say("all that the archive knows, with sources")
    yield f"hemicycle law show {election.law.id}", lang.say("the act in words")
