"""A term: who sits on any day, as members leave and others follow.

The events are facts with days; who follows is the law's rule. What happens on one day happens together:
first everybody leaves, then the seats are filled. Events on different lists don't touch each other, so that
the order in which a file tells them changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal, get_args

from hemicycle.chamber.candidates import Candidate, same_name
from hemicycle.chamber.quota import count_groups, groups_told, is_of
from hemicycle.law.members import Seating, SeatLost, SeatQuota, Vacancy
from hemicycle.outcome.numbers import day as spelled_day
from hemicycle.source.mistake import BadInput, Mistake, nearest

Happened = Literal[
    "resigned", "died", "lost seat", "left party", "expelled", "declined", "party dissolved", "named", "elected"
]
KINDS: tuple[str, ...] = get_args(Happened)
_LEAVES = frozenset({"resigned", "died", "lost seat", "left party", "expelled", "declined"})
_PARTY_ENDS = "party dissolved"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a term: to a person, or to a party where it is its end.

    `resigned`, `died` and `lost seat` (by a court, or for another office) end a membership anywhere;
    `left party` and `expelled` where the law says so; `declined` takes a person out of the line of those
    who follow; `named` fills a vacant seat by the party's choice and `elected` by a by-election.
    """

    on: dt.date
    happened: Happened
    person: str = ""
    party: str = ""
    note: str = ""
    where: Mistake | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a seat: since when, until when, and what brought and ended it.

    The name is None for a member whom the figures at hand don't name. `party` is the one the person sits
    for, empty for somebody who lost it on the day `alone` and kept the seat.
    """

    name: str | None
    party: str
    since: dt.date
    says: str
    cites: tuple[str, ...]
    candidate: Candidate | None = None
    until: dt.date | None = None
    ended: str = ""
    alone: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A seat of the chamber and all who held it, the last one first to be asked.

    `number` counts the seats of a list from 1. `empty` says why nobody sits there now, where nobody does.
    """

    tier: str
    district: str
    party: str
    number: int
    holders: tuple[Holder, ...] = ()
    empty: str = ""

    @property
    def holder(self) -> Holder | None:
        """Who sits there now."""
        return self.holders[-1] if self.holders and self.holders[-1].until is None else None

    @property
    def is_open(self) -> bool:
        """Whether nobody sits there, but somebody may come: by the party's choice, a lot, or a by-election."""
        return self.holder is None and self.empty.startswith("open")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the law says of a tier's seats: who takes them, who follows, what ends a membership."""

    seating: Seating | None = None
    vacancy: Vacancy | None = None
    lost: SeatLost | None = None
    quota: SeatQuota | None = None


@dataclass(frozen=True, slots=True)
class ListSeats:
    """The seats of one list, and those who may still follow, in order.

    `known` is false where the people on the list aren't known: anybody may be one of its unnamed members, or
    follow.
    """

    places: tuple[Place, ...]
    line: tuple[Candidate, ...]
    rules: Rules
    on: dt.date
    notes: tuple[str, ...] = ()
    known: bool = True

    @property
    def party(self) -> str:
        """The party whose list it is."""
        return self.places[0].party

    @property
    def sitting(self) -> list[Holder]:
        """Those who sit now."""
        return [place.holder for place in self.places if place.holder]


def replay(lists: Sequence[ListSeats], events: Iterable[Event], until: dt.date | None = None) -> list[ListSeats]:
    """Let a term happen, up to and with a day. Raises BadInput for an event that can't have happened."""
    now = list(lists)
    told = sorted((event for event in events if until is None or event.on <= until), key=_turn)
    for on, events_of_day in groupby(told, key=lambda event: event.on):
        today = list(events_of_day)
        leaving = [event for event in today if event.happened in _LEAVES or event.happened == _PARTY_ENDS]
        coming = [event for event in today if event not in leaving]
        for event in leaving:
            now = _leave(now, event)
        now = [_follow(each, on) for each in now]
        for event in coming:
            now = _come(now, event)
    return now


def _turn(event: Event) -> tuple[Any, ...]:
    return (event.on, KINDS.index(event.happened), event.party, same_name(event.person))


def _leave(lists: list[ListSeats], event: Event) -> list[ListSeats]:
    """End what an event ends: memberships, and places in the line."""
    if event.happened == _PARTY_ENDS:
        if not any(each.party == event.party for each in lists):
            raise _wrong(event, f"the party {event.party!r}", nearest(event.party, {each.party for each in lists}))
        return [_dissolve(each, event) if each.party == event.party else each for each in lists]
    name = same_name(event.person)
    matching = [each for each in lists if not event.party or each.party == event.party]
    seats = [
        (each, place)
        for each in matching
        for place in each.places
        if place.holder and place.holder.name and same_name(place.holder.name) == name
    ]
    waiting = [(each, one) for each in matching for one in each.line if same_name(one.name) == name]
    if len(seats) > 1 or (not seats and len({each.party for each, _ in waiting}) > 1):
        raise _wrong(event, f"{event.person!r}, the name of several people", "the party of the one who is meant")
    if seats:
        (of, place), *_ = seats
        return [_vacate(each, place, event) if each is of else each for each in lists]
    if waiting:
        gone = {id(candidate) for _, candidate in waiting}
        return [replace(each, line=tuple(one for one in each.line if id(one) not in gone)) for each in lists]
    for each in matching if event.party else ():
        unnamed = [place for place in each.places if not each.known and place.holder and place.holder.name is None]
        if unnamed:
            told = _vacate(each, _called(unnamed[-1], event.person), event)
            return [told if one is each else one for one in lists]
    raise _wrong(event, f"{event.person!r}, who neither sits nor is in line on {event.on}", _people(matching))


def _called(place: Place, name: str) -> Place:
    """Give a member who wasn't named so far the name that an event tells."""
    return replace(place, holders=(*place.holders[:-1], replace(place.holders[-1], name=name)))


def _vacate(seats: ListSeats, place: Place, event: Event) -> ListSeats:
    holder = place.holder
    assert holder is not None
    lost = seats.rules.lost.on if seats.rules.lost else ()
    if event.happened in ("left party", "expelled") and event.happened not in lost:
        kept = replace(holder, party="", alone=event.on)
        return _with(seats, replace(place, holders=(*place.holders[:-1], kept)))
    if event.happened == "declined":
        raise _wrong(event, f"{event.person!r}, who sits already", "somebody in line, or: resigned")
    gone = replace(holder, until=event.on, ended=event.happened)
    return _with(seats, replace(place, holders=(*place.holders[:-1], gone)))


def _dissolve(seats: ListSeats, event: Event) -> ListSeats:
    """End a party: its members lose their seats where the law says so, else sit on without it."""
    lost = seats.rules.lost
    if lost is None or _PARTY_ENDS not in lost.on:
        for place in seats.places:
            if place.holder:
                kept = replace(place.holder, party="", alone=event.on)
                seats = _with(seats, replace(place, holders=(*place.holders[:-1], kept)))
        return seats
    empty = f"vacant: the party ended on {spelled_day(event.on)} ({', '.join(lost.cites)})"
    for place in seats.places:
        if place.holder:
            gone = replace(place.holder, until=event.on, ended=event.happened)
            seats = _with(seats, replace(place, holders=(*place.holders[:-1], gone), empty=empty))
        elif place.is_open:
            seats = _with(seats, replace(place, empty=empty))
    return replace(seats, line=())


def _follow(seats: ListSeats, on: dt.date) -> ListSeats:
    """Fill the vacant seats of a list from its line, where the law has the next one follow; say why not elsewhere."""
    rule = seats.rules.vacancy
    for place in seats.places:
        if place.holder or place.empty.startswith("vacant"):
            continue
        if rule is None or rule.by is None:
            words = f": {rule.says} ({', '.join(rule.cites)})" if rule else ": no rule on vacancies was read"
            seats = _with(seats, replace(place, empty=f"open{words}"))
        elif rule.by == "by-election":
            seats = _with(seats, replace(place, empty=f"open until a by-election ({', '.join(rule.cites)})"))
        elif rule.by == "next" and not seats.known:
            seats = _with(
                seats, replace(place, empty=f"open: who is next in line isn't known ({', '.join(rule.cites)})")
            )
        elif not seats.line and seats.known:
            seats = _with(seats, replace(place, empty=f"vacant: the list is exhausted ({', '.join(rule.cites)})"))
        elif rule.by == "party":
            seats = _with(seats, replace(place, empty=f"open until the party names the next ({', '.join(rule.cites)})"))
        else:
            seats = _next(seats, place, rule, on)
    return seats


def _next(seats: ListSeats, place: Place, rule: Vacancy, on: dt.date) -> ListSeats:
    """Seat the next in line; one of the quota's groups where the list would have too few of them."""
    line, quota = seats.line, seats.rules.quota
    says = "next in line"
    if quota and quota.share is not None and quota.how == "later names move up":
        held = [each.candidate for each in seats.sitting if each.candidate]
        after = count_groups([*held, line[0]], quota, seats.on)
        if after.sure < after.wanted:
            line = tuple(each for each in line if is_of(each, quota.of, seats.on) is True)
            says = f"next of the {groups_told(quota.of)} in line"
            if not line:
                why = f"vacant: no {groups_told(quota.of)} left on the list ({', '.join(quota.cites)})"
                return _with(seats, replace(place, empty=why))
    follower = line[0]
    holder = Holder(follower.name, follower.party, on, says, rule.cites, follower)
    seats = _with(seats, replace(place, holders=(*place.holders, holder), empty=""))
    return replace(seats, line=tuple(each for each in seats.line if each is not follower))


def _come(lists: list[ListSeats], event: Event) -> list[ListSeats]:
    """Fill a seat with somebody the party named, or a by-election chose."""
    sitting = {same_name(each.name) for one in lists for each in one.sitting if each.name}
    if same_name(event.person) in sitting:
        raise _wrong(event, f"{event.person!r}, who sits already", "somebody without a seat")
    fill = _named if event.happened == "named" else _elected
    for index, each in enumerate(lists):
        if event.party and each.party != event.party:
            continue
        filled = fill(each, event)
        if filled is not None:
            return [*lists[:index], filled, *lists[index + 1 :]]
    raise _wrong(event, f"{event.person!r}, for whom no seat is open on {event.on}", _open(lists))


def _named(seats: ListSeats, event: Event) -> ListSeats | None:
    """Seat somebody from the line whom the party named; None where that isn't possible on this list."""
    rule = seats.rules.vacancy
    follower = next((each for each in seats.line if same_name(each.name) == same_name(event.person)), None)
    place = next((each for each in seats.places if each.is_open), None)
    if rule is None or rule.by != "party" or place is None or (follower is None and (seats.known or not event.party)):
        return None
    holder = Holder(event.person, seats.party, event.on, "named by the party", rule.cites, follower)
    seats = _with(seats, replace(place, holders=(*place.holders, holder), empty=""))
    seats = replace(seats, line=tuple(each for each in seats.line if each is not follower))
    quota = seats.rules.quota
    if quota and quota.share is not None:
        held = [each.candidate for each in seats.sitting if each.candidate]
        count = count_groups(held, quota, seats.on)
        if count.kept is False and seats.known:
            note = (
                f"with {event.person} on {spelled_day(event.on)} {groups_told(quota.of)} have {count.sure} of "
                f"{count.names} seats where {count.wanted} are needed ({', '.join(quota.cites)})"
            )
            seats = replace(seats, notes=(*seats.notes, note))
    return seats


def _elected(seats: ListSeats, event: Event) -> ListSeats | None:
    """Seat the winner of a by-election; None where the list's seats aren't filled so."""
    rule = seats.rules.vacancy
    place = next((each for each in seats.places if each.is_open), None)
    if rule is None or rule.by != "by-election" or place is None:
        return None
    holder = Holder(event.person, event.party or seats.party, event.on, "elected at a by-election", rule.cites)
    return _with(seats, replace(place, holders=(*place.holders, holder), empty=""))


def _with(seats: ListSeats, place: Place) -> ListSeats:
    """Put a seat in the place of its earlier state."""
    return replace(seats, places=tuple(place if each.number == place.number else each for each in seats.places))


def _people(lists: Sequence[ListSeats]) -> str:
    names = [each.name for one in lists for each in one.sitting if each.name]
    return f"a member or a candidate by name, such as {names[0]!r}" if names else "a chamber whose members are named"


def _open(lists: Sequence[ListSeats]) -> str:
    seats = [f"{one.party}, seat {each.number}" for one in lists for each in one.places if each.is_open]
    return f"one of the open seats: {'; '.join(seats)}" if seats else "an open seat; there is none"


def _wrong(event: Event, found: str, expected: str) -> BadInput:
    place = event.where
    if place is None:
        return BadInput(Mistake("the events", found, expected))
    return BadInput(Mistake(place.file, found, expected, place.line, place.at))
