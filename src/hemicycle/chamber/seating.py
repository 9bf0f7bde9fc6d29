"""Seats of one list to people: by the law's own rule, with the quota that binds the seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from hemicycle.chamber.candidates import Candidate, same_name
from hemicycle.chamber.quota import Counted, count_groups, groups_told, is_of
from hemicycle.chamber.ranking import Base, Place, rank
from hemicycle.law.members import Seating, SeatQuota
from hemicycle.outcome.facts import DrawnLot
from hemicycle.outcome.numbers import day, listed, plural
from hemicycle.source.mistake import BadInput, Mistake, nearest


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody with a seat, and what brought it."""

    candidate: Candidate
    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """Candidates who are equal for the last seats of their list.

    `by` says what is to settle it: lots, or nothing that the law's text at hand tells.
    """

    district: str
    party: str
    among: tuple[str, ...]
    seats: int
    by: Literal["lots", "not told"]
    cites: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The tie for programs."""
        plain = {name: getattr(self, name) for name in ("district", "party", "seats", "by")}
        return {**plain, "among": list(self.among), "cites": list(self.cites)}


@dataclass(frozen=True, slots=True)
class Bench:
    """The seats of one list: who sits, who follows in which order, what stays open.

    `vacant` seats have nobody left to take them; `open` ones wait for a lot or for the party's pick; `unnamed`
    ones are held by people whom the figures at hand don't name. All add up to the seats of the list. `line`
    are those who didn't get a seat, in the order in which they follow. `quota` is what a quota on the seats
    found, `notes` what a reader should know.
    """

    seats: int
    seated: tuple[Seated, ...]
    line: tuple[Candidate, ...]
    vacant: int = 0
    open: int = 0
    unnamed: int = 0
    tied: Tied | None = None
    quota: Counted | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """The names a party chose for its seats, and the day it told them; no names for a party that chose nobody."""

    names: tuple[str, ...]
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Seats:
    """What the seats of one list are filled under.

    `on` is the day of the election, on which ages count; `deadline` the last day for the party's pick.
    """

    rule: Seating
    base: Base
    on: dt.date
    quota: SeatQuota | None = None
    pick: Pick | None = None
    deadline: dt.date | None = None
    lots: tuple[DrawnLot, ...] = ()


def seat(candidates: Sequence[Candidate], seats: Seats) -> Bench:
    """Fill the seats of one list with its candidates, those who have left it passed over.

    Raises BadInput for a pick that names somebody who isn't there, or more people than there are seats.
    """
    there = [each for each in candidates if each.gone is None]
    if seats.rule.by == "party":
        if seats.pick is None:
            filled = min(seats.base.seats, len(there))
            return Bench(seats.base.seats, (), tuple(there), unnamed=filled, vacant=seats.base.seats - filled)
        if seats.pick.names and not (seats.deadline and seats.pick.on and seats.pick.on > seats.deadline):
            return _picked(there, seats, seats.pick)
        by = f" by {day(seats.deadline)}" if seats.deadline else ""
        late = f"the party named nobody{by}, so that the law's fallback applies ({', '.join(seats.rule.cites)})"
        return _ranked(rank(seats.rule, there, seats.base, seats.rule.otherwise), seats, (late,))
    return _ranked(rank(seats.rule, there, seats.base), seats, ())


def _picked(there: Sequence[Candidate], seats: Seats, pick: Pick) -> Bench:
    """Seat those whom the party picked; whom it left out stay in list order."""
    by_name = {same_name(each.name): each for each in there}
    where = f"the pick of {there[0].party!r}" if there else "the pick"
    chosen: list[Candidate] = []
    for name in pick.names:
        found = by_name.get(same_name(name))
        if found is None:
            expected = nearest(name, [each.name for each in there])
            raise BadInput(Mistake(where, f"{name!r}, who isn't on the list or has left it", expected))
        if found in chosen:
            raise BadInput(Mistake(where, f"{name!r} twice", "each person once"))
        chosen.append(found)
    if len(chosen) > seats.base.seats:
        found_ = plural(len(chosen), "name")
        raise BadInput(Mistake(where, found_, f"at most {seats.base.seats}, the seats of the list"))
    notes: list[str] = []
    count = count_groups(chosen, seats.quota, seats.on) if seats.quota else None
    if seats.quota and count and count.kept is not True:
        notes.append(_short(count, seats.quota))
    says = "named by the party" + (f" on {day(pick.on)}" if pick.on else "")
    left = tuple(each for each in there if each not in chosen)
    missing = seats.base.seats - len(chosen)
    waiting = min(missing, len(left))
    return Bench(
        seats.base.seats,
        tuple(Seated(each, says, seats.rule.cites) for each in chosen),
        left,
        vacant=missing - waiting,
        open=waiting,
        quota=count,
        notes=tuple(notes),
    )


def _ranked(places: Sequence[Place], seats: Seats, notes: tuple[str, ...]) -> Bench:
    """Seat the first of a ranking; lots that were drawn settle who is first among equals."""
    settled = [each for place in places for each in _settled(place, seats)]
    free = min(seats.base.seats, sum(len(place.candidates) for place in settled))
    seated: list[Seated] = []
    line: list[Candidate] = []
    tied: Tied | None = None
    for place in settled:
        room = free - len(seated) - (tied.seats if tied else 0)
        if len(place.candidates) <= room:
            seated.extend(Seated(each, place.says, seats.rule.cites) for each in place.candidates)
            continue
        line.extend(place.candidates)
        if room > 0:
            first = place.candidates[0]
            names = tuple(each.name for each in place.candidates)
            by: Literal["lots", "not told"] = "lots" if "lots" in seats.rule.ties else "not told"
            tied = Tied(first.district, first.party, names, room, by, seats.rule.cites)
    bench = Bench(
        seats.base.seats,
        tuple(seated),
        tuple(line),
        vacant=seats.base.seats - free,
        open=tied.seats if tied else 0,
        tied=tied,
        notes=notes,
    )
    return bench if seats.quota is None or seats.quota.share is None else _with_quota(bench, seats, seats.quota)


def _settled(place: Place, seats: Seats) -> Iterator[Place]:
    """Put equals in the order of the lot that was drawn among them; leave them together without one."""
    names = frozenset(each.name for each in place.candidates)
    for lot in seats.lots:
        if len(names) > 1 and lot.among == names and lot.district in ("*", place.candidates[0].district):
            by_name = {each.name: each for each in place.candidates}
            for name in lot.drawn:
                yield Place((by_name.pop(name),), f"{place.says}; by the lot drawn")
            if by_name:
                yield Place(tuple(by_name.values()), place.says)
            return
    yield place


def _with_quota(bench: Bench, seats: Seats, quota: SeatQuota) -> Bench:
    """Keep the quota on a ranked bench: later names of the groups move up for the lowest of the others."""

    def is_in(candidate: Candidate) -> bool:
        return is_of(candidate, quota.of, seats.on) is True

    if quota.how == "alternate":
        bench = _alternate(bench, quota, is_in)
    seated, line = list(bench.seated), list(bench.line)
    held = [each.candidate for each in seated]
    # the seats that a tie keeps open count too: what they will bring isn't known
    need = count_groups(held, quota, seats.on).wanted - sum(map(is_in, held))
    rising = [each for each in line if is_in(each)][: max(0, need)]
    giving = [each for each in reversed(seated) if not is_in(each.candidate)]
    for riser in rising:
        giver = giving.pop(0)
        says = (
            f"moved up before {giver.candidate.name}: {groups_told(quota.of)} have at least {quota.share} of the seats"
        )
        seated[seated.index(giver)] = Seated(riser, says, quota.cites)
        line.remove(riser)
        line.insert(0, giver.candidate)
    vacant = 0
    missing = max(0, need - len(rising))
    if missing and quota.short == "vacant":
        for giver in giving[:missing]:
            seated.remove(giver)
            line.insert(0, giver.candidate)
            vacant += 1
    order = {id(each): index for index, each in enumerate([*held, *bench.line])}
    line.sort(key=lambda each: order[id(each)])
    now = [each.candidate for each in seated]
    counted = count_groups(now, quota, seats.on)
    if vacant:
        note = (
            f"{plural(vacant, 'seat')} stay vacant: too few {groups_told(quota.of)} on the list ({listed(quota.cites)})"
        )
        return _changed(bench, seated, line, counted, note, vacant)
    return _changed(bench, seated, line, counted, "" if counted.kept else _short(counted, quota), 0)


def _changed(
    bench: Bench, seated: Sequence[Seated], line: Sequence[Candidate], quota: Counted, note: str, vacant: int
) -> Bench:
    notes = (*bench.notes, note) if note else bench.notes
    return replace(
        bench, seated=tuple(seated), line=tuple(line), vacant=bench.vacant + vacant, quota=quota, notes=notes
    )


def _alternate(bench: Bench, quota: SeatQuota, is_in: Callable[[Candidate], bool]) -> Bench:
    """Seat people of the groups and others in turn, beginning with the first of the ranking."""
    reasons = {id(each.candidate): each for each in bench.seated}
    ranked = [*(each.candidate for each in bench.seated), *bench.line]
    queues = {True: [each for each in ranked if is_in(each)], False: [each for each in ranked if not is_in(each)]}
    taken: list[Candidate] = []
    turn = bool(ranked) and is_in(ranked[0])
    while len(taken) < len(bench.seated):
        queue = queues[turn] or queues[not turn]
        taken.append(queue.pop(0))
        turn = not turn
    seated = tuple(reasons.get(id(each)) or Seated(each, "in turn", quota.cites) for each in taken)
    return replace(bench, seated=seated, line=tuple(each for each in ranked if each not in taken))


def _short(count: Counted, quota: SeatQuota) -> str:
    """Say that a quota isn't kept, or can't be told to be."""
    who, cites = groups_told(quota.of), listed(quota.cites)
    if count.kept is None:
        return f"whether {who} have the {count.wanted} seats they need can't be told: {count.unknown} unknown ({cites})"
    return f"{who} have {count.sure} of {count.names} seats where {count.wanted} are needed ({cites})"
