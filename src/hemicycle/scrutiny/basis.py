"""What the figures of a contest are taken of: the votes for lists, and the seats that those votes filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hemicycle.count.votes import PartlyKnown, Votes
from hemicycle.elections.archive import Election
from hemicycle.elections.compare import list_votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION, Allot, Compute
from hemicycle.outcome.elect import kinds_of_rows
from hemicycle.outcome.facts import NO_SEATS, valid_given
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


def basis_of(election: Election, stage: str = "final") -> Basis:
    """Count a stage of an election and tell votes and seats apart that belong together.

    Raises BadInput for an unknown stage, and for seats that are divided by population.
    """
    if election.record.counted != "votes":
        raise BadInput(Mistake(election.id, "inhabitants, among whom seats are divided", "an election, with votes"))
    found = election.stage(stage)
    facts, law = election.record.as_facts(), election.law
    known = election.votes(found.stage)
    outcome = seats_from(law, known, facts, election=election.id, stage=found.stage)
    filled = tiers_filled(law)
    no_votes = ""
    kinds: dict[str, str] = {}
    votes: dict[str, Any] = {}
    cells: dict[tuple[str, str], Any] = {}
    notes: list[str] = []
    if isinstance(known, Votes):
        kinds = kinds_of_rows(law, facts, known.by_list())
        votes = list_votes(election)
        cells = {cell: count for cell, count in known.ballots["votes"].items() if cell[1] in votes}
        counted = sum(known.by_list().values())
        valid = max(counted, sum(valid_given(law, known, facts).values()))
        if valid > counted:
            part = percent(Fraction(valid - counted, valid))
            told = f"{number(valid - counted)} valid votes ({part}) are for nobody who is named"
            notes.append(told)
            no_votes = told if counted < NAMED * valid else ""
        if known.ranked:
            notes.append("Votes are first preferences for candidates; those of one party stand apart")
        if weighed := _weighed(law):
            notes.append(f"The law divides seats by {weighed}; shares here are of the votes as they stand")
        apart = [party for party in known.by_list() if party not in votes]
        votes_are = f"{plural(sum(votes.values()), 'vote')} for {plural(len(votes), 'list')}"
        if apart:
            votes_are += f", without {listed([facts.names.get(party, party) for party in apart])}"
    else:
        votes, no_votes = _shares(known)
        together = number(sum(votes.values()))
        votes_are = f"shares of {plural(len(votes), 'list')} as published, rounded, {together} % together"
    pooled = tuple(party for party in votes if kinds.get(party) == NO_SEATS)
    if pooled:
        share = percent(Fraction(sum(votes[party] for party in pooled)) / sum(votes.values()))
        notes.append(f"{listed(pooled)}, with {share}, stands for several lists and is taken as one")
    no_seats = _undecided(outcome)
    seats = {} if no_seats else seats_filled(outcome, filled)
    basis = Basis(
        election,
        found.stage,
        outcome,
        facts.names,
        kinds,
        votes,
        cells,
        pooled,
        filled,
        seats,
        votes_are,
        _seats_are(outcome, filled, seats),
        no_votes,
        no_seats,
        tuple(notes),
    )
    return replace(basis, notes=(*notes, _ALL_SEATED)) if basis.all_seated and not no_votes else basis


def _weighed(law: Law) -> str:
    """Name the table by which lists share seats, where it weighs the votes of each district."""
    steps = [step for tier in law.tiers for step in tier.steps]
    made = {step.into for step in steps if isinstance(step.action, Compute) and step.action.at != NATION}
    used = [step.action.by.text for step in steps if isinstance(step.action, Allot) and step.action.by.text in made]
    return used[0].replace("_", " ") if used else ""


def _shares(known: PartlyKnown) -> tuple[dict[str, Fraction], str]:
    """Take the shares that were published, and say why not where some list has none."""
    without = [party for party, share in known.lists.items() if share.printed is None]
    if without:
        return {}, f"of {listed(without)} only bounds are known"
    return {party: share.printed for party, share in known.lists.items() if share.printed is not None}, ""


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
