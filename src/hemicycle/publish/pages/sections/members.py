"""Who sits: the chamber, what a quota asked of the lists, women and the young, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hemicycle.chamber.quota import groups_told, share_of
from hemicycle.elections.quota_seen import QuotaSeen
from hemicycle.law.catalogue import find_law
from hemicycle.law.members import ListQuota, SeatQuota
from hemicycle.outcome.tongue import Tongue
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages.blocks import Block, Heading, Row, Table, Verse
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.told.members import seats_told
from hemicycle.publish.told.quota import chamber_told


def blocks(edition: Edition) -> Iterator[Block]:
    """Tell how many sit and how many of them are known by name, then the quota, then women and the young."""
    yield from _chamber(edition)
    yield from _quota(edition)
    yield from _women(edition)


def _chamber(edition: Edition) -> Iterator[Block]:
    chamber = edition.account.chamber
    divided_only = edition.account.election.record.counted == "people"
    if chamber is None or divided_only or edition.account.outcome.certain is False:
        return
    held, *others = seats_told(chamber, edition.voice)
    yield Verse(held, (edition.lang.day(chamber.on), *edition.on_final_votes))
    yield from map(Verse, others)


def _quota(edition: Edition) -> Iterator[Block]:
    """Tell what a quota asked of the lists and what they offered, and what one on seats asks, now or later."""
    seen, lang = edition.account.quota, edition.lang
    members = edition.account.election.law.members
    rule = next((each for each in members if isinstance(each, ListQuota) and each.share), None)
    if rule is not None:
        yield Verse(edition.voice.whole(partial(_asked_of_lists, rule)), edition.articles(rule.cites))
    if seen is None:
        return
    if rule is not None:
        yield _lists(seen, edition)
    if seen.later != seen.law:
        law = find_law(seen.later)
        said = edition.voice.whole(partial(_asked_of_seats, seen.on_seats, lang.day(law.in_force.start)))
        yield Verse(said, (*edition.articles(seen.on_seats.cites), law.id))
    yield from map(Verse, chamber_told(seen, edition.voice))


def _asked_of_lists(rule: ListQuota, tongue: Tongue) -> str:
    return tongue.say(
        "The law asks of each list at least {share} of its names for these groups together: {groups}.",
        share=tongue.percent(share_of(rule)),
        groups=groups_told(rule.of, tongue),
    )


def _asked_of_seats(rule: SeatQuota, day: str, tongue: Tongue) -> str:
    return tongue.say(
        "The quota bound the lists, not the seats. From {day} on it binds the seats of each list too: at least {share} "
        "for {groups}.",
        day=day,
        share=tongue.percent(share_of(rule)),
        groups=groups_told(rule.of, tongue),
    )


def _lists(seen: QuotaSeen, edition: Edition) -> Table:
    lang = edition.lang
    heads = (
        lang.say("List with seats"),
        lang.say("Names"),
        lang.say("In the groups"),
        lang.say("Needed"),
        lang.say("Seats"),
    )
    rows = tuple(
        Row(
            edition.name(each.party),
            tuple(_number(cell, lang) for cell in (each.names, each.group, each.needed, each.seats)),
        )
        for each in seen.lists
    )
    keys = [
        key
        for each in seen.lists
        if each.party in edition.account.election.record.lists
        for key in edition.account.election.record.lists[each.party].sources
    ]
    return Table(lang.say("The quota on the lists"), heads, rows, sources=edition.cite(keys))


def _number(value: int | None, lang: Language) -> str:
    return "–" if value is None else lang.number(value)


def _women(edition: Edition) -> Iterator[Block]:
    """Tell how many women and young people were on the lists."""
    figures, lang = edition.account.election.record.figures, edition.lang
    names = figures.get("list_candidates")
    said: list[tuple[str, tuple[str, ...]]] = []
    if names is not None and (women := figures.get("women_on_lists")) is not None:
        said.append(
            (
                lang.say("Of {all} names on the lists {n} are women.", all=int(names.value), n=int(women.value)),
                women.sources,
            )
        )
    if names is not None and (young := figures.get("under_29_on_lists")) is not None:
        said.append(
            (
                lang.say("{n} of the {all} names are of people under 29.", all=int(names.value), n=int(young.value)),
                young.sources,
            )
        )
    if said:
        yield Heading(lang.say("Women and the young"))
    for text, sources in said:
        yield Verse(text, sources=edition.cite(sources))
