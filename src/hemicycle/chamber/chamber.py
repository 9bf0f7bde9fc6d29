"""A chamber: every seat, who holds it and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from hemicycle.chamber.approval import Approved, Verdict, approve
from hemicycle.chamber.candidates import Candidate, Lists
from hemicycle.chamber.ranking import Base
from hemicycle.chamber.seating import Bench, Pick, Seats, Tied, seat
from hemicycle.chamber.term import Event, Holder, ListSeats, Place, Rules, replay
from hemicycle.count.votes import WHOLE
from hemicycle.law.document import Law
from hemicycle.law.members import Rule, Seating, SeatLost, SeatQuota, Vacancy
from hemicycle.outcome.facts import NO_FACTS, Facts
from hemicycle.outcome.outcome import Outcome, Seat
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot on which a body approved of candidates: what each had, and how many voted."""

    candidates: tuple[Approved, ...]
    voters: int | None


@dataclass(frozen=True, slots=True)
class People:
    """What is known of the people behind an election's seats.

    `members` people known to sit for a list of whose candidates no table is at hand
    `picks`   whom each party named for its seats; None where that isn't known of any
    `ballots` the ballots of bodies that fill a tier, by tier
    `votes`   the votes of each list by (district, list)
    `since`   the day the members took their seats, the day of the election where it isn't known
    `published`  the day of the final result, from which a party's days are counted
    """

    day: dt.date
    lists: Lists | None = None
    members: Lists | None = None
    picks: Mapping[str, Pick] | None = None
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    votes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    since: dt.date | None = None
    published: dt.date | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Chamber:
    """All seats of a chamber on a day.

    `house` is what the chamber is called. `verdicts` are those of the bodies that fill a tier, by tier; `notes`
    what a reader should know.
    """

    law: str
    house: str
    election: str | None
    on: dt.date
    lists: tuple[ListSeats, ...]
    names: Mapping[str, str]
    ties: tuple[Tied, ...] = ()
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def places(self) -> list[Place]:
        """All seats, list by list."""
        return [place for each in self.lists for place in each.places]

    @property
    def seated(self) -> int:
        """The seats somebody holds."""
        return sum(place.holder is not None for place in self.places)

    @property
    def vacant(self) -> int:
        """The seats nobody holds, for good or until somebody comes."""
        return len(self.places) - self.seated

    @property
    def by_party(self) -> dict[str, int]:
        """Sitting members by the party they sit for; under the empty name those who left theirs."""
        sums: dict[str, int] = {}
        for place in self.places:
            if place.holder:
                sums[place.holder.party] = sums.get(place.holder.party, 0) + 1
        return dict(sorted(sums.items(), key=lambda item: -item[1]))

    @property
    def status(self) -> str:
        """`decided`, or `lots needed` or `undetermined` where candidates are equal for a seat."""
        if any(tie.by == "lots" for tie in self.ties):
            return "lots needed"
        return "undetermined" if self.ties else "decided"

    def as_json(self) -> dict[str, Any]:
        """The chamber for programs."""
        return {
            "election": self.election,
            "law": self.law,
            "chamber": self.house,
            "on": self.on.isoformat(),
            "status": self.status,
            "seats": len(self.places),
            "seated": self.seated,
            "vacant": self.vacant,
            "parties": self.by_party,
            "members": [_place_json(place) for place in self.places],
            "ties": [tie.as_json() for tie in self.ties],
            "ballots": {tier: [each.as_json() for each in verdicts] for tier, verdicts in self.verdicts.items()},
            "notes": list(self.notes),
        }


def _place_json(place: Place) -> dict[str, Any]:
    holder = place.holder
    person = holder.candidate if holder else None
    return {
        "tier": place.tier,
        "district": place.district,
        "list": place.party,
        "seat": place.number,
        "name": holder.name if holder else None,
        "seated": holder is not None,
        "party": holder.party if holder else None,
        "born": person.born.isoformat() if person and person.born else None,
        "gender": person.gender if person else None,
        "since": holder.since.isoformat() if holder else None,
        "says": holder.says if holder else place.empty,
        "cites": list(holder.cites) if holder else [],
        "before": [
            {
                "name": each.name,
                "since": each.since.isoformat(),
                "until": each.until.isoformat() if each.until else None,
                "ended": each.ended,
            }
            for each in place.holders
            if each is not holder
        ],
    }


AnyRule = TypeVar("AnyRule", bound=Rule)


def rule_for(law: Law, kind: type[AnyRule], tier: str) -> AnyRule | None:
    """Find the rule of a kind for a tier: one with parameters, else one in words; one made for the tier first."""
    rules = [rule for rule in law.members if isinstance(rule, kind) and rule.tier in (None, tier)]
    return min(rules, key=lambda rule: (not rule.is_carried_out, rule.tier is None), default=None)


def fill(
    law: Law, outcome: Outcome, people: People, events: Iterable[Event] = (), on: dt.date | None = None
) -> Chamber:
    """Fill the seats of an outcome with people, and let the term happen up to a day, its first without `on`.

    Raises BadInput for picks and events that can't be, and where a rule needs votes that were not given.
    """
    ties: list[Tied] = []
    notes: list[str] = []
    lists: list[ListSeats] = []
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    until = on or people.since or people.day
    for rows in _by_list(law, outcome):
        tier, rule = rows[0].tier, rule_for(law, Seating, rows[0].tier)
        bench: Bench | None = None
        in_person = _elects_persons(law, tier)
        holders: list[Holder | str]
        if in_person:
            holders = [_in_person(row, in_person, people) for row in rows for _ in range(row.seats)]
        elif rule is not None and rule.by == "approval" and tier in people.ballots:
            ballot = people.ballots[tier]
            verdicts[tier] = tuple(approve(rule, ballot.candidates, rows[0].seats, ballot.voters))
            holders = _approved(rows[0], rule, verdicts[tier], people)
        else:
            bench = _bench(law, rule, rows, outcome, people, until)
            holders = _holders(rows, rule, bench, people)
        if bench and bench.tied:
            ties.append(bench.tied)
        notes.extend(_where(rows[0], note) for note in (bench.notes if bench else ()))
        line = bench.line if bench else ()
        of_list = people.lists.of(rows[0].district, rows[0].party) if people.lists else ()
        places = _numbered(rows, holders)
        lists.append(ListSeats(places, line, _rules(law, tier), people.day, known=bool(of_list)))
    notes.extend(_not_carried_out(law, outcome, people))
    told = [event for event in events if event.on <= until]
    lists = replay(lists, told)
    notes.extend(note for each in lists for note in each.notes)
    if told and not all(each.known for each in lists):
        notes.append("the changes are those of the events at hand, and others may have happened")
    return Chamber(
        law.id,
        law.chamber,
        outcome.election,
        until,
        tuple(lists),
        outcome.names,
        tuple(ties),
        verdicts,
        tuple(dict.fromkeys(notes)),
    )


def _not_carried_out(law: Law, outcome: Outcome, people: People) -> Iterator[str]:
    """Say for which tiers candidates are known and the law's rule on who sits is only told, not carried out."""
    for tier in dict.fromkeys(row.tier for row in outcome.rows):
        rule = rule_for(law, Seating, tier)
        if people.lists and not _elects_persons(law, tier) and (rule is None or rule.by is None):
            why = "told in words alone" if rule else "not in the document"
            yield f"who sits isn't computed from the candidates: the rule of {law.id} on seating is {why}"


def _elects_persons(law: Law, tier: str) -> tuple[str, ...]:
    """Give the articles by which a tier's votes are transferred between persons; nothing for tiers of lists."""
    steps = [step for each in law.tiers if each.tier == tier for step in each.steps]
    return next((step.cites for step in steps if step.transfer is not None), ())


def _in_person(row: Seat, cites: tuple[str, ...], people: People) -> Holder | str:
    return Holder(row.party, row.party, people.since or people.day, "elected in person", cites)


def _by_list(law: Law, outcome: Outcome) -> list[list[Seat]]:
    """Put together the seats that one list fills: those of all tiers, but for tiers with a rule of their own."""
    own = {rule.tier for rule in law.members if isinstance(rule, Seating) and rule.tier}
    lists: dict[tuple[str, str, str], list[Seat]] = {}
    for row in outcome.rows:
        if row.tier not in outcome.within:
            key = (row.district, row.party, row.tier if row.tier in own else "")
            lists.setdefault(key, []).append(row)
    return list(lists.values())


def _rules(law: Law, tier: str) -> Rules:
    return Rules(
        rule_for(law, Seating, tier),
        rule_for(law, Vacancy, tier),
        rule_for(law, SeatLost, tier),
        rule_for(law, SeatQuota, tier),
    )


def _where(row: Seat, note: str) -> str:
    return f"{row.party}{'' if row.district == WHOLE else f' in {row.district}'}: {note}"


def _bench(
    law: Law, rule: Seating | None, rows: Sequence[Seat], outcome: Outcome, people: People, until: dt.date
) -> Bench | None:
    """Seat the candidates of a list; None where no list or no rule that can be carried out is at hand."""
    row, seats = rows[0], sum(each.seats for each in rows)
    candidates = people.lists.of(row.district, row.party) if people.lists else ()
    if rule is None or not candidates or rule.by in (None, "approval"):
        return None
    within = [each for each in outcome.rows if each.tier == row.tier and row.district in (each.district, WHOLE)]
    votes = {key: count for key, count in people.votes.items() if row.district in (key[0], WHOLE)}
    own = sum(count for (_, party), count in votes.items() if party == row.party)
    base = Base(
        seats,
        own or None,
        Fraction(sum(votes.values()), sum(each.seats for each in within)) if votes else None,
        people.facts.numbers.get("list_votes", {}).get((row.district, row.party)),
    )
    deadline = None
    if rule.within_days is not None and people.published is not None:
        deadline = people.published + dt.timedelta(days=rule.within_days)
    pick = None
    if people.picks is not None:
        pick = people.picks.get(row.party, Pick(()))
        if not pick.names and (deadline is None or until <= deadline):
            free = min(seats, len(candidates))
            return Bench(seats, (), tuple(candidates), open=free, vacant=seats - free)
    quota = rule_for(law, SeatQuota, row.tier)
    there = [each for each in candidates if each.gone is None or each.gone > people.day]
    return seat(there, Seats(rule, base, people.day, quota, pick, deadline, people.facts.lots))


def _holders(rows: Sequence[Seat], rule: Seating | None, bench: Bench | None, people: People) -> list[Holder | str]:
    """List who holds the seats of a list, then why the open and the vacant ones are empty."""
    row, seats = rows[0], sum(each.seats for each in rows)
    if bench is None:
        return _reported(row, seats, rule, people)
    since = people.since or people.day
    cites = rule.cites if rule else ()
    holders: list[Holder | str] = [
        Holder(each.candidate.name, row.party, since, each.says, each.cites, each.candidate) for each in bench.seated
    ]
    told = rule.says if rule else "the law's rule on who sits was not read"
    holders += [Holder(None, row.party, since, told, cites) for _ in range(bench.unnamed)]
    waits = "open until a lot is drawn" if bench.tied and bench.tied.by == "lots" else "open: candidates are equal"
    waits = waits if bench.tied else "open until the party names somebody"
    holders += [f"{waits} ({', '.join(cites)})"] * bench.open
    holders += ["vacant: no name left on the list"] * bench.vacant
    return holders


def _reported(row: Seat, seats: int, rule: Seating | None, people: People) -> list[Holder | str]:
    """List the members whom reports name, then those nobody names here."""
    named = people.members.of(row.district, row.party) if people.members else ()
    if people.members and len(named) > seats:
        found = f"{len(named)} members of {row.party!r}"
        raise BadInput(Mistake(people.members.file, found, f"at most {seats}, its seats", named[0].line))
    since, cites = people.since or people.day, rule.cites if rule else ()
    told = rule.says if rule else "the law's rule on who sits was not read"
    holders: list[Holder | str] = [Holder(each.name, row.party, since, "as reported", cites, each) for each in named]
    return holders + [Holder(None, row.party, since, told, cites) for _ in range(seats - len(named))]


def _approved(row: Seat, rule: Seating, verdicts: Sequence[Verdict], people: People) -> list[Holder | str]:
    """List who holds the seats of a body's tier; those nobody won stay open for repeat elections."""
    since = people.since or people.day
    holders: list[Holder | str] = [
        Holder(each.name, row.party, since, each.says, rule.cites) for each in verdicts if each.elected
    ]
    return holders + ["open until repeat elections: nobody else had enough votes"] * (row.seats - len(holders))


def _numbered(rows: Sequence[Seat], holders: Sequence[Holder | str]) -> tuple[Place, ...]:
    """Make the seats of a list, numbered from 1, tier by tier."""
    tiers = [row.tier for row in rows for _ in range(row.seats)]
    return tuple(
        Place(tier, rows[0].district, rows[0].party, number, (each,))
        if isinstance(each, Holder)
        else Place(tier, rows[0].district, rows[0].party, number, (), each)
        for number, (tier, each) in enumerate(zip(tiers, holders, strict=True), 1)
    )


def sitting(chamber: Chamber) -> Iterator[tuple[Place, Holder]]:
    """Go through all members, with their seats."""
    for place in chamber.places:
        if place.holder:
            yield place, place.holder


def candidates_of(chamber: Chamber) -> list[Candidate]:
    """List the members of whom a record as candidates is at hand."""
    return [holder.candidate for _, holder in sitting(chamber) if holder.candidate]
