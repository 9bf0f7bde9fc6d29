"""Who sits: the chamber, what a quota asked of the lists, women and the young, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.chamber.quota import share_of
from hemicycle.elections.quota_seen import QuotaSeen
from hemicycle.law.catalogue import find_law
from hemicycle.law.members import ListQuota, SeatQuota
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages.blocks import Block, Heading, Row, Table, Verse
from hemicycle.publish.pages.edition import Edition


def blocks(edition: Edition) -> Iterator[Block]:
    """Tell how many sit and how many of them are known by name, then the quota, then women and the young."""
    yield from _chamber(edition)
    yield from _quota(edition)
    yield from _women(edition)


def _chamber(edition: Edition) -> Iterator[Block]:
    chamber, lang = edition.account.chamber, edition.lang
    if chamber is None or edition.account.outcome.certain is False:
        return
    held = lang.count(
        "{n} seat in all on {day}: {seated} held, {vacant} vacant.",
        "{n} seats in all on {day}: {seated} held, {vacant} vacant.",
        len(chamber.places),
        day=lang.day(chamber.on),
        seated=chamber.seated,
        vacant=chamber.vacant,
    )
    named = sum(place.holder is not None and bool(place.holder.name) for place in chamber.places)
    if named:
        said = lang.count("{n} member is known by name here.", "{n} members are known by name here.", named)
    else:
        said = lang.say("The names of the members are not in the figures at hand.")
    yield Verse(f"{held} {said}")


def _quota(edition: Edition) -> Iterator[Block]:
    seen, lang = edition.account.quota, edition.lang
    rule = next(
        (each for each in edition.account.election.law.members if isinstance(each, ListQuota) and each.share), None
    )
    if rule is not None:
        yield Verse(
            lang.say(
                "The law asks of each list at least {share} of its names for these groups together: {groups}.",
                share=lang.percent(share_of(rule)),
                groups=_groups(rule, edition),
            ),
            edition.articles(rule.cites),
        )
    if seen is None:
        return
    if rule is not None:
        yield _lists(seen, edition)
    low, high = seen.to_others.low, seen.to_others.high
    bound = lang.percent(share_of(seen.on_seats))
    groups = _groups(seen.on_seats, edition)
    margin = (*edition.articles(seen.on_seats.cites), seen.later)
    if seen.later != seen.law:
        later = find_law(seen.later)
        yield Verse(
            lang.say(
                "The quota bound the lists, not the seats. From {day} on it binds the seats of each list too: at least "
                "{share} for {groups}.",
                day=lang.day(later.in_force.start),
                share=bound,
                groups=groups,
            ),
            margin,
        )
        asks = sum(each.needed_of_seats or 0 for each in seen.lists)
        yield Verse(
            lang.count(
                "Had it bound these seats, it would have asked for {n} of them; between {low} and {high} would have "
                "had to go to other people.",
                "Had it bound these seats, it would have asked for {n} of them; between {low} and {high} would have "
                "had to go to other people.",
                asks,
                low=low,
                high=high,
            ),
            () if seen.known_by_name else (_bound(lang),),
        )


def _bound(lang: Language) -> str:
    return lang.say(
        "A bound over every way in which the members reported could be spread over the lists; who sits wasn't "
        "published by name."
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


def _groups(rule: ListQuota | SeatQuota, edition: Edition) -> str:
    lang = edition.lang
    told = []
    for group in rule.of:
        if group.under is not None:
            told.append(lang.say("people under {age}", age=group.under))
        elif group.gender == "f":
            told.append(lang.say("women"))
        elif group.gender == "m":
            told.append(lang.say("men"))
        elif group.trait == "disability":
            told.append(lang.say("people with a disability"))
        else:
            told.append(str(edition.data(group.text)))
    return lang.listed(told)


def _women(edition: Edition) -> Iterator[Block]:
    """Tell how many women and young people were on the lists, and how many sit."""
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
    if (women := figures.get("women_in_chamber")) is not None:
        chamber = edition.account.chamber
        if chamber is not None:
            part = lang.percent(int(women.value) / len(chamber.places), 1)
            said.append(
                (
                    lang.say(
                        "{n} women sit among {all} members, {share}.",
                        n=int(women.value),
                        all=len(chamber.places),
                        share=part,
                    ),
                    women.sources,
                )
            )
    if said:
        yield Heading(lang.say("Women and the young"))
    for text, sources in said:
        yield Verse(text, sources=edition.cite(sources))
