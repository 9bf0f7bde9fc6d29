"""Two terms of a chamber side by side: who stayed, who is new, women and youth, by party lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hemicycle.chamber.candidates import same_name
from hemicycle.chamber.chamber import Chamber, sitting
from hemicycle.chamber.lineage import Parties, continues_as
from hemicycle.chamber.term import Holder
from hemicycle.elections.archive import Election, read_election
from hemicycle.elections.parties import read_parties
from hemicycle.elections.people import chamber_of
from hemicycle.source.mistake import BadInput, Mistake

YOUNG = 29  # under this age a member counts as young, as in the quota that the archive's first case has


@dataclass(frozen=True, slots=True)
class Count:
    """A number of members: counted from names (`by names`), or as reported; None where neither can tell."""

    number: int | None
    by: str = ""

    def as_json(self) -> dict[str, Any]:
        """The number for programs."""
        return {"number": self.number, "by": self.by or None}


@dataclass(frozen=True, slots=True)
class Group:
    """The members of one party's line, then and now.

    `stayed` and `new` are names; `unnamed` counts members now, and `unnamed_before` those before, whom the
    figures at hand don't name.
    """

    party: str
    name: str
    before: int
    after: int
    stayed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    unnamed: int
    unnamed_before: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Two terms side by side.

    `moved` are members who sit for another line than before. Where not all members of one of the terms are
    named (`all_named`), somebody without a namesake in it may still have sat there.
    """

    before: Election
    after: Election
    groups: tuple[Group, ...]
    seats_before: int
    seats_after: int
    stayed: Count
    new: Count
    women: tuple[Count, Count]
    young: tuple[Count, Count]
    moved: tuple[str, ...]
    all_named: tuple[bool, bool]

    def as_json(self) -> dict[str, Any]:
        """The two terms for programs."""
        return {
            "before": self.before.id,
            "after": self.after.id,
            "seats_before": self.seats_before,
            "seats_after": self.seats_after,
            "stayed": self.stayed.as_json(),
            "new": self.new.as_json(),
            "women": {"before": self.women[0].as_json(), "after": self.women[1].as_json()},
            f"under_{YOUNG}": {"before": self.young[0].as_json(), "after": self.young[1].as_json()},
            "moved": list(self.moved),
            "all_named": {"before": self.all_named[0], "after": self.all_named[1]},
            "parties": [
                {
                    "party": group.party,
                    "before": group.before,
                    "after": group.after,
                    "stayed": list(group.stayed),
                    "new": list(group.new),
                    "gone": list(group.gone),
                    "unnamed": group.unnamed,
                    "unnamed_before": group.unnamed_before,
                }
                for group in self.groups
            ],
        }


def compare_terms(before: str, after: str) -> Terms:
    """Set two terms of a chamber side by side. Raises BadInput for two that aren't of one chamber, in order."""
    old, new = read_election(before), read_election(after)
    if old.record.law != new.record.law:
        raise BadInput(Mistake("members compare", f"{before} and {after}", "two elections of one chamber"))
    if old.date >= new.date:
        expected = "the earlier election first"
        raise BadInput(Mistake("members compare", f"{before}, which is not earlier than {after}", expected))
    parties = read_parties(new.country)
    then, now = chamber_of(old), chamber_of(new)
    lines = {
        party: continues_as(party, parties.parties, {each.party for each in now.lists}, str(new.date))
        for party in dict.fromkeys(each.party for each in then.lists)
    }
    known_then, known_now = _by_person(then, parties), _by_person(now, parties)
    names = {**{ident: party.name for ident, party in parties.parties.items()}, **then.names, **now.names}
    heads = dict.fromkeys([*(each.party for each in now.lists), *lines.values()])
    stayed = [key for key in known_now if key in known_then]
    moved = [key for key in stayed if lines.get(known_then[key].party) != known_now[key].party]
    all_named = (_unnamed(then, None) == 0, _unnamed(now, None) == 0)
    return Terms(
        old,
        new,
        tuple(_group(party, names, lines, (then, now), (known_then, known_now)) for party in heads),
        len(then.places),
        len(now.places),
        *_turnover(new, len(known_now), len(stayed), all_named=all(all_named)),
        (_women(old, then), _women(new, now)),
        (_young(then), _young(now)),
        tuple(known_now[key].name or "" for key in moved),
        all_named,
    )


def _by_person(chamber: Chamber, parties: Parties) -> dict[str, Holder]:
    """List the named members by a name under which the archive knows a person, however spelled."""
    people: dict[str, Holder] = {}
    for _, holder in sitting(chamber):
        if holder.name:
            person = parties.person(holder.name)
            key = same_name(person.name if person else holder.name)
            # namesakes stay two people: the second is known by the party too
            people.setdefault(key if key not in people else f"{key} ({holder.party})", holder)
    return people


def _group(
    party: str,
    names: Mapping[str, str],
    lines: Mapping[str, str],
    chambers: tuple[Chamber, Chamber],
    known: tuple[Mapping[str, Holder], Mapping[str, Holder]],
) -> Group:
    then, now = chambers
    known_then, known_now = known
    of_line = [each for each, heir in lines.items() if heir == party]
    here = {key: holder for key, holder in known_now.items() if holder.party == party}
    return Group(
        party,
        names.get(party, party),
        sum(holder.party in of_line for _, holder in sitting(then)),
        sum(holder.party == party for _, holder in sitting(now)),
        tuple(holder.name or "" for key, holder in here.items() if key in known_then),
        tuple(holder.name or "" for key, holder in here.items() if key not in known_then),
        tuple(
            holder.name or "" for key, holder in known_then.items() if holder.party in of_line and key not in known_now
        ),
        _unnamed(now, [party]),
        _unnamed(then, of_line),
    )


def _unnamed(chamber: Chamber, parties: Sequence[str] | None) -> int:
    return sum(holder.name is None for _, holder in sitting(chamber) if parties is None or holder.party in parties)


def _turnover(after: Election, named: int, stayed: int, *, all_named: bool) -> tuple[Count, Count]:
    """Count who stayed and who is new: by names where all are known, else as reported."""
    if all_named:
        return Count(stayed, "names"), Count(named - stayed, "names")
    reported = after.record.figures.get("new_members")
    if reported is None:
        return Count(None), Count(None)
    new = int(reported.value)
    source = ", ".join(reported.sources)
    return Count(sum(after.elect().totals.values()) - new, f"as reported, {source}"), Count(
        new, f"as reported, {source}"
    )


def _women(election: Election, chamber: Chamber) -> Count:
    people = [holder.candidate for _, holder in sitting(chamber)]
    if people and all(each is not None and each.gender is not None for each in people):
        return Count(sum(each is not None and each.gender == "f" for each in people), "names")
    reported = election.record.figures.get("women_in_chamber")
    return Count(int(reported.value), f"as reported, {', '.join(reported.sources)}") if reported else Count(None)


def _young(chamber: Chamber) -> Count:
    ages = [holder.candidate.age(chamber.on) if holder.candidate else None for _, holder in sitting(chamber)]
    if ages and None not in ages:
        return Count(sum(age is not None and age < YOUNG for age in ages), "names")
    return Count(None)
