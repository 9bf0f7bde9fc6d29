"""Parties of the archive: their lineage, leaders and offices, and how they did at each election."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hemicycle.chamber.lineage import Office, Parties, Party, Term
from hemicycle.count.votes import Votes
from hemicycle.elections.archive import ARCHIVE, Election, election_ids, read_election
from hemicycle.outcome.numbers import exact
from hemicycle.source.documents import read_document
from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.schema import validate


@dataclass(frozen=True, slots=True)
class Leader:
    """Who led a party on a day: with the age, where it is known, and the state offices held then."""

    term: Term
    age: int | None
    offices: tuple[Office, ...]

    def as_json(self) -> dict[str, Any]:
        """The leader for programs."""
        return {"name": self.term.name, "age": self.age, "offices": [office.office for office in self.offices]}


@dataclass(frozen=True, slots=True)
class Stood:
    """How a party did at an election, under the name it had then; votes are None where only seats are known."""

    election: str
    date: dt.date
    party: str
    votes: int | None
    share: Fraction | None
    seats: int
    leaders: tuple[Leader, ...]

    def as_json(self) -> dict[str, Any]:
        """The result for programs; the share as an exact fraction of the valid votes."""
        return {
            "election": self.election,
            "date": self.date.isoformat(),
            "party": self.party,
            "votes": self.votes,
            "share": None if self.share is None else exact(self.share),
            "seats": self.seats,
            "leaders": [leader.as_json() for leader in self.leaders],
        }


@dataclass(frozen=True, slots=True)
class Story:
    """What the archive knows of a party: its line, who led it, and every election its line stood at."""

    id: str
    country: Path
    parties: Parties
    before: tuple[str, ...]
    after: tuple[str, ...]
    stood: tuple[Stood, ...]

    @property
    def party(self) -> Party:
        """The party's own record."""
        return self.parties.parties[self.id]

    def as_json(self) -> dict[str, Any]:
        """The story for programs."""
        return {
            "party": self.id,
            **_party_json(self.party),
            "before": [{"party": each, **_party_json(self.parties.parties[each])} for each in self.before],
            "after": [{"party": each, **_party_json(self.parties.parties[each])} for each in self.after],
            "leaders": [_term_json(self.parties, term) for term in self.party.leaders],
            "elections": [each.as_json() for each in self.stood],
        }


def _party_json(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "names": party.names,
        "from": party.start,
        "until": party.until,
        "becomes": party.becomes,
        "how": party.how,
        "note": party.note,
        "sources": list(party.sources),
    }


def _term_json(parties: Parties, term: Term) -> dict[str, Any]:
    offices = [
        {"office": office.office, "from": office.start, "until": office.until, "sources": list(office.sources)}
        for office in parties.offices
        if office.person == term.name
    ]
    return {"name": term.name, "from": term.start, "until": term.until, "note": term.note, "offices": offices}


def read_parties(country: Path) -> Parties:
    """Read the parties of a country and their lineage; none for a country without a record of them."""
    path = country / "parties.yaml"
    return validate(Parties, read_document(path)) if path.is_file() else Parties(parties={})


def leaders_on(parties: Parties, party: str, on: dt.date) -> tuple[Leader, ...]:
    """Find who led a party on a day, with the state offices in the same hands."""
    leaders = []
    for term in parties.leaders(party, on):
        person = parties.person(term.name)
        offices = tuple(parties.offices_of(term.name, on))
        leaders.append(Leader(term, person.age(on) if person else None, offices))
    return tuple(leaders)


def read_story(name: str) -> Story:
    """Tell the story of a party, by its id or its name. Raises BadInput for one that the archive lacks."""
    known = {path.parent: read_parties(path.parent) for path in sorted(ARCHIVE.glob("*/parties.yaml"))}
    for country, parties in known.items():
        for ident, party in parties.parties.items():
            if name in (ident, party.name, *party.names.values()):
                return _story(ident, country, parties)
    names = [ident for parties in known.values() for ident in parties.parties]
    raise BadInput(Mistake("the archive", f"no party {name!r}", nearest(name, names)))


def _story(ident: str, country: Path, parties: Parties) -> Story:
    before, after = tuple(parties.predecessors(ident)), tuple(parties.successors(ident))
    line = {ident, *before, *after}
    stood = []
    for name in election_ids():
        if name.startswith(f"{country.name}-"):
            stood += _results(read_election(name), line, parties)
    return Story(ident, country, parties, before, after, tuple(sorted(stood, key=lambda each: each.date)))


def _results(election: Election, line: set[str], parties: Parties) -> list[Stood]:
    """Find how the parties of a line did at one election."""
    counted = election.votes() if "final" in election.stages else None
    votes = counted.by_list() if isinstance(counted, Votes) else {}
    seats = election.elect().totals if votes else {}
    whole = sum(votes.values())
    return [
        Stood(
            election.id,
            election.date,
            party,
            votes.get(party),
            Fraction(votes[party], whole) if party in votes else None,
            seats.get(party, 0),
            leaders_on(parties, party, election.date),
        )
        for party in dict.fromkeys([*votes, *seats])
        if party in line
    ]
