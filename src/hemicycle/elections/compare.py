"""Two terms side by side, by party lineage."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from hemicycle.chamber.lineage import continues_as
from hemicycle.count.votes import Votes
from hemicycle.elections.archive import Election, read_election
from hemicycle.elections.parties import read_parties
from hemicycle.outcome.facts import NO_SEATS, PARTY, Facts
from hemicycle.outcome.numbers import exact
from hemicycle.source.mistake import BadInput, Mistake

TREATMENT = (
    "shares of the votes for lists, votes against all left out; a party that merged counts with the party it "
    "merged into, so that predecessors are summed"
)
WITHOUT_AGAINST_ALL = (
    "shares of the votes for lists; a party that merged counts with the party it merged into, so that predecessors "
    "are summed"
)
APART = "the same, but of several predecessors only the largest is continued and the others are parties that ended"


@dataclass(frozen=True, slots=True)
class Line:
    """A party and those it continues: votes, share of the list votes and seats, then and now.

    `before` are its predecessors at the earlier election with their votes; None where it did not stand.
    """

    party: str
    name: str
    before: tuple[tuple[str, int | None], ...]
    votes_before: int | None
    votes_after: int | None
    share_before: Fraction | None
    share_after: Fraction | None
    seats_before: int
    seats_after: int

    @property
    def gained(self) -> int:
        """Seats gained, negative where lost."""
        return self.seats_after - self.seats_before


@dataclass(frozen=True, slots=True)
class Carried:
    """Seats of a party at the earlier election, and the party that carries it on (itself, where it stands again)."""

    party: str
    name: str
    seats: int
    heir: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two elections of a chamber side by side.

    `volatility` is Pedersen's index (The Dynamics of European Party Systems, 1979): half the sum of the
    changes in share, as an exact fraction of 1, predecessors summed; `volatility_apart` continues only the
    largest predecessor of each party. `carried` tells the parties that had seats before. Where the country has no
    lineage of parties, lists are matched by name alone: then `by_lineage` is false. `against_all` is true where
    votes that are for no list were left out.
    """

    before: Election
    after: Election
    lines: tuple[Line, ...]
    volatility: Fraction
    volatility_apart: Fraction
    seats_before: int
    seats_after: int
    carried: tuple[Carried, ...] = ()
    by_lineage: bool = True
    against_all: bool = True

    def as_json(self) -> dict[str, Any]:
        """The comparison for programs; shares and volatility as exact fractions of 1."""
        lines = []
        for line in self.lines:
            plain = asdict(line)
            plain["before"] = dict(line.before)
            for share in ("share_before", "share_after"):
                plain[share] = None if plain[share] is None else exact(plain[share])
            lines.append(plain | {"gained": line.gained})
        return {
            "before": self.before.id,
            "after": self.after.id,
            "seats_before": self.seats_before,
            "seats_after": self.seats_after,
            "lines": lines,
            "volatility": {
                "pedersen": exact(self.volatility),
                "treatment": TREATMENT,
                "pedersen_apart": exact(self.volatility_apart),
                "treatment_apart": APART,
            },
        }


def compare_elections(before: str, after: str) -> Comparison:
    """Compare two elections of the archive, the earlier first. Raises BadInput if they can't be compared."""
    return compare(read_election(before), read_election(after))


def compare(old: Election, new: Election) -> Comparison:
    """Compare two elections of a chamber, the earlier first. Raises BadInput if they can't be compared."""
    before, after = old.id, new.id
    if old.record.law != new.record.law:
        raise BadInput(Mistake("compare", f"{before} and {after}", "two elections of one chamber"))
    if old.date >= new.date:
        raise BadInput(Mistake("compare", f"{before}, which is not earlier than {after}", "the earlier election first"))
    old_votes, new_votes = _list_votes(old), _list_votes(new)
    old_seats, new_seats = old.elect().totals, new.elect().totals
    parties = read_parties(old.country).parties
    standing = {*new_votes, *new_seats}
    heirs = {
        party: continues_as(party, parties, standing, str(new.date))
        for party in dict.fromkeys([*old_votes, *old_seats])
    }
    names = {
        **{party: record.name for party, record in parties.items()},
        **old.record.as_facts().names,
        **new.record.as_facts().names,
    }
    lines = [
        _line(
            party,
            [each for each, heir in heirs.items() if heir == party],
            names,
            old_votes,
            new_votes,
            old_seats,
            new_seats,
        )
        for party in dict.fromkeys([*new_votes, *new_seats, *heirs.values()])
    ]
    return Comparison(
        before=old,
        after=new,
        lines=tuple(sorted(lines, key=lambda line: (-line.seats_after, -(line.votes_after or 0), -line.seats_before))),
        volatility=_volatility(old_votes, new_votes, heirs),
        volatility_apart=_volatility(old_votes, new_votes, _largest_only(heirs, old_votes)),
        seats_before=sum(old_seats.values()),
        seats_after=sum(new_seats.values()),
        carried=tuple(
            Carried(party, names.get(party, party), seats, heirs[party]) for party, seats in old_seats.items()
        ),
        by_lineage=bool(parties),
        against_all=any(NO_SEATS in each.record.as_facts().kinds.values() for each in (old, new)),
    )


def _line(
    party: str,
    predecessors: list[str],
    names: dict[str, str],
    old_votes: dict[str, int],
    new_votes: dict[str, int],
    old_seats: dict[str, int],
    new_seats: dict[str, int],
) -> Line:
    stood = [old_votes[each] for each in predecessors if each in old_votes]
    votes_before = sum(stood) if stood else None
    votes_after = new_votes.get(party)
    return Line(
        party=party,
        name=names.get(party, party),
        before=tuple((names.get(each, each), old_votes.get(each)) for each in predecessors),
        votes_before=votes_before,
        votes_after=votes_after,
        share_before=None if votes_before is None else Fraction(votes_before, sum(old_votes.values())),
        share_after=None if votes_after is None else Fraction(votes_after, sum(new_votes.values())),
        seats_before=sum(old_seats.get(each, 0) for each in predecessors),
        seats_after=new_seats.get(party, 0),
    )


def _list_votes(election: Election) -> dict[str, int]:
    """Sum the votes of every list of an election."""
    return list_votes(election.exact_votes(), election.record.as_facts())


def list_votes(votes: Votes, facts: Facts) -> dict[str, int]:
    """Sum the votes of every list, rows that are no lists left out."""
    return {party: count for party, count in votes.by_list().items() if facts.kinds.get(party, PARTY) != NO_SEATS}


def _volatility(old: dict[str, int], new: dict[str, int], heirs: dict[str, str]) -> Fraction:
    all_before, all_after = sum(old.values()), sum(new.values())
    carried: dict[str, int] = {}
    for party, votes in old.items():
        carried[heirs[party]] = carried.get(heirs[party], 0) + votes
    changes = (
        abs(Fraction(new.get(party, 0), all_after) - Fraction(carried.get(party, 0), all_before))
        for party in {*carried, *new}
    )
    return sum(changes, Fraction(0)) / 2


def _largest_only(heirs: dict[str, str], votes: dict[str, int]) -> dict[str, str]:
    """Let every party be continued from its largest predecessor alone; the others end under their own name."""
    largest: dict[str, str] = {}
    for party, count in votes.items():
        heir = heirs[party]
        if heir not in largest or count > votes[largest[heir]]:
            largest[heir] = party
    return {party: heir if largest.get(heir, party) == party else f"{party} (ended)" for party, heir in heirs.items()}
