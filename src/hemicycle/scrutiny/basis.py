"""What the figures of a contest are taken of: the votes for lists, and the seats that those votes filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from hemicycle.count.votes import PartlyKnown, Votes
from hemicycle.elections.archive import Election
from hemicycle.elections.compare import list_votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION, Allot, Compute
from hemicycle.outcome.elect import kinds_of_rows
from hemicycle.outcome.facts import NO_SEATS, Facts, valid_given
from hemicycle.outcome.numbers import listed, number, percent, plural
from hemicycle.outcome.outcome import Outcome
from hemicycle.outcome.seats import seats_from
from hemicycle.scrutiny.filled import seats_filled, thresholds, tiers_filled
from hemicycle.source.mistake import BadInput, Mistake

NAMED = Fraction(95, 100)  # of the valid votes: with less for lists that are named, nothing is taken of votes
_ALL_SEATED = (
    "Every list that is named has a seat; if others stood whose votes aren't at hand, figures of votes miss them"
)


@dataclass(frozen=True, slots=True)
class Basis:
    """Votes and seats of the lists of an election, or why they aren't known.

    `votes` by list, in votes or in % where only shares are known; `cells` the same by district, `pooled` the rows
    that are several lists in one, `kinds` what rows are that are no parties. `seats` by list over the tiers
    `filled`. `votes_are` and `seats_are` say in words what was taken, `no_votes` and `no_seats` why there are none.
    """

    election: Election
    stage: str
    outcome: Outcome
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    votes: Mapping[str, Any]
    cells: Mapping[tuple[str, str], Any]
    pooled: tuple[str, ...]
    filled: tuple[str, ...]
    seats: Mapping[str, int]
    votes_are: str = ""
    seats_are: str = ""
    no_votes: str = ""
    no_seats: str = ""
    notes: tuple[str, ...] = ()

    @property
    def all_seated(self) -> bool:
        """Whether every list that is named has a seat, though a threshold may have turned others away."""
        asked = bool(thresholds(self.outcome, self.filled))
        return asked and bool(self.seats) and all(self.seats.get(party) for party in self.votes)

    @property
    def lists(self) -> list[str]:
        """All lists with votes or with seats that the votes filled."""
        return list(dict.fromkeys([*self.votes, *self.seats]))

    def name(self, party: str) -> str:
        """What a list is called."""
        return self.names.get(party, party)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a stage tells of the votes, in the words of Basis."""

    votes: Mapping[str, Any]
    votes_are: str
    no_votes: str = ""
    cells: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    pooled: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def basis_of(election: Election, stage: str = "final", told: Callable[[int], None] | None = None) -> Basis:
    """Count a stage of an election and find the votes and the seats that belong together.

    `told` hears of the progress of a search where only shares are known. Raises BadInput for an unknown stage, and
    for seats that are divided by population.
    """
    if election.record.counted != "votes":
        raise BadInput(Mistake(election.id, "inhabitants, among whom seats are divided", "an election, with votes"))
    found = election.stage(stage)
    facts, law = election.record.as_facts(), election.law
    votes = election.votes(found.stage)
    outcome = seats_from(law, votes, facts, election=election.id, stage=found.stage, told=told)
    known = _counted(votes, law, facts) if isinstance(votes, Votes) else _shares(votes, facts.names)
    filled, no_seats = tiers_filled(law), _undecided(outcome)
    seats = {} if no_seats else seats_filled(outcome, filled)
    basis = Basis(
        election,
        found.stage,
        outcome,
        facts.names,
        known.kinds,
        known.votes,
        known.cells,
        known.pooled,
        filled,
        seats,
        known.votes_are,
        _seats_are(outcome, filled, seats),
        known.no_votes,
        no_seats,
        known.notes,
    )
    return replace(basis, notes=(*known.notes, _ALL_SEATED)) if basis.all_seated and not known.no_votes else basis


def _counted(votes: Votes, law: Law, facts: Facts) -> _Known:
    """Take counted votes: rows that are no lists left out, those for nobody who is named told."""
    kinds = kinds_of_rows(law, facts, votes.by_list())
    of_lists = list_votes(votes, facts)
    cells = {cell: count for cell, count in votes.ballots["votes"].items() if cell[1] in of_lists}
    apart = [facts.names.get(party, party) for party in votes.by_list() if party not in of_lists]
    pooled = tuple(party for party in of_lists if kinds.get(party) == NO_SEATS)
    counted, in_pools = sum(votes.by_list().values()), sum(of_lists[party] for party in pooled)
    valid = max(counted, sum(valid_given(law, votes, facts).values()))
    notes = []
    no_votes = ""
    if counted - in_pools < NAMED * valid:
        unnamed = valid - counted + in_pools
        no_votes = f"{number(unnamed)} valid votes ({percent(Fraction(unnamed, valid))}) are for no list that is named"
    elif valid > counted:
        part = percent(Fraction(valid - counted, valid))
        notes.append(f"{number(valid - counted)} valid votes ({part}) are for no list that is named; left out")
    if pooled:
        share = percent(Fraction(in_pools, sum(of_lists.values())))
        notes.append(f"{listed(pooled)}, with {share}, stands for several lists and is taken as one")
    if votes.ranked:
        notes.append("Votes are first preferences for candidates; those of one party stand apart")
    if weighed := weighed_by(law):
        notes.append(f"The law divides seats by {weighed}; shares here are of the votes as they stand")
    votes_are = f"{plural(sum(of_lists.values()), 'vote')} for {plural(len(of_lists), 'list')}"
    votes_are += f", without {listed(apart)}" if apart else ""
    return _Known(of_lists, votes_are, no_votes, cells, kinds, pooled, tuple(notes))


def weighed_by(law: Law) -> str:
    """Name the table by which lists share seats, where it weighs the votes of each district."""
    steps = [step for tier in law.tiers for step in tier.steps]
    made = {step.into for step in steps if isinstance(step.action, Compute) and step.action.at != NATION}
    used = [step.action.by.text for step in steps if isinstance(step.action, Allot) and step.action.by.text in made]
    return used[0].replace("_", " ") if used else ""


def _shares(known: PartlyKnown, names: Mapping[str, str]) -> _Known:
    """Take the shares that were published, and say why not where some list has none."""
    without = [names.get(party, party) for party, share in known.lists.items() if share.printed is None]
    if without:
        return _Known({}, "", f"of {listed(without)} only bounds are known")
    votes = {party: share.printed for party, share in known.lists.items() if share.printed is not None}
    together = number(sum(votes.values()))
    return _Known(votes, f"shares of {plural(len(votes), 'list')} as published, rounded, {together} % together")


def _undecided(outcome: Outcome) -> str:
    if outcome.missing:
        return f"not given: {'; '.join(outcome.missing)}"
    if outcome.certain is False:
        return f"what is known leaves {plural(len(outcome.alternatives), 'allocation')} of seats possible"
    return "" if outcome.status == "decided" else f"seats are {outcome.status}"


def _seats_are(outcome: Outcome, filled: tuple[str, ...], seats: Mapping[str, int]) -> str:
    """Say which seats are compared with the votes, and which are not."""
    said = f"{plural(sum(seats.values()), 'seat')} that these votes filled"
    others: dict[str, int] = {}
    for row in outcome.rows:
        if row.tier not in filled and row.tier not in outcome.within:
            others[row.tier] = others.get(row.tier, 0) + row.seats
    if not others:
        return said
    apart = listed([f"{number(count)} of the tier {tier}" for tier, count in others.items()])
    return f"{said} (tier {listed(filled)}), without {apart}"
