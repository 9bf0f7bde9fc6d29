"""Who stood and who did not; who led the lists; what those who stayed away could have changed."""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.elections.parties import read_parties
from hemicycle.publish.language.names import person_name
from hemicycle.publish.pages.blocks import Block, Heading, Row, Table, Verse
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.told.bounds import half_told, thresholds_told
from hemicycle.scenarios.bounds import Bounds


def blocks(edition: Edition) -> Iterator[Block]:
    """Tell who did not stand, the lists with their names and leaders, offices in one hand, and the bounds."""
    record, lang = edition.account.election.record, edition.lang
    for each in record.did_not_stand:
        name = edition.name(each.party) if edition.knows(each.party) else str(edition.data(each.name))
        why = edition.sentence(each.why)
        if each.how == "would not":
            yield Verse(lang.say("{party} did not stand, by its own decision.", party=name))
        else:
            yield Verse(lang.say("{party} could not stand.", party=name))
        yield Verse(why, sources=edition.cite(each.sources))
        if each.note:
            yield Verse(edition.data(each.note), sources=edition.cite(each.sources))
    yield from _lists(edition)
    yield from _offices(edition)
    yield from _bounds(edition)


def _lists(edition: Edition) -> Iterator[Block]:
    record, lang = edition.account.election.record, edition.lang
    facts = {party: each for party, each in record.lists.items() if each.candidates is not None}
    if not facts:
        return
    heads = (lang.say("List"), lang.say("Names on the list"), lang.say("Registered"))
    rows = tuple(
        Row(
            edition.name(party),
            (lang.number(each.candidates or 0), _day(each.registered, edition)),
        )
        for party, each in facts.items()
    )
    keys = [key for each in facts.values() for key in each.sources]
    yield Table(lang.say("The lists on the ballot, in its order"), heads, rows, sources=edition.cite(keys))


def _day(registered: object, edition: Edition) -> str:
    """Write the day of a registration, which the record counts in days."""
    import datetime as dt

    try:
        return edition.lang.day(dt.date.fromordinal(int(registered)))  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        return "–"


def _offices(edition: Edition) -> Iterator[Block]:
    lang = edition.lang
    found = [
        (party, leader) for party, leaders in edition.account.leaders.items() for leader in leaders if leader.offices
    ]
    if not found:
        return
    yield Heading(lang.say("Party and state offices in one hand"))
    for party, leader in found:
        offices = lang.listed([str(edition.data(office.office)) for office in leader.offices])
        keys = tuple(dict.fromkeys(key for office in leader.offices for key in office.sources))
        who = person_name(edition.account.election, leader.term.name, lang).text
        if leader.age is not None:
            said = lang.say(
                "{who}, aged {age}, led {party} on the day. State offices held then: {offices}.",
                who=who,
                age=leader.age,
                party=edition.name(party),
                offices=offices,
            )
        else:
            said = lang.say(
                "{who} led {party} on the day. State offices held then: {offices}.",
                who=who,
                party=edition.name(party),
                offices=offices,
            )
        before = [
            each
            for each in read_parties(edition.account.election.country).offices
            if each.person == leader.term.name and each.until and each.until < edition.account.election.date.isoformat()
        ]
        if before:
            held = [
                lang.say("{office} until {year}", office=edition.data(each.office), year=str(each.until)[:4])
                for each in before
            ]
            said += " " + lang.say("Held before: {offices}.", offices="; ".join(held))
            keys += tuple(key for each in before for key in each.sources)
        yield Verse(said, sources=edition.cite(keys))


def _bounds(edition: Edition) -> Iterator[Block]:
    bounds, lang = edition.account.bounds, edition.lang
    if bounds is None:
        return
    yield Heading(lang.say("What those who stayed away could have changed"))
    yield Verse(
        lang.say(
            "Of {registered} voters on the register {received} received a ballot; {away} did not.",
            registered=bounds.registered,
            received=bounds.received,
            away=bounds.stayed_away,
        ),
        (
            lang.say("A bound is a number of voters. It says nothing on how they would have voted."),
            *edition.on_final_votes,
        ),
        edition.cite(edition.account.election.record.figures["ballots_received"].sources),
    )
    names = edition.account.names
    yield Verse(half_told(bounds, names, edition.voice), (_sum(bounds, edition),) if bounds.to_half else ())
    yield from map(Verse, thresholds_told(bounds, names, edition.voice))


def _sum(bounds: Bounds, edition: Edition) -> str:
    lang = edition.lang
    return f"2 × {lang.number(bounds.leader_votes)} − {lang.number(bounds.valid)} = {lang.number(bounds.to_half)}"
