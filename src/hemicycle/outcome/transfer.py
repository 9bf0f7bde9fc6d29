"""The step `transfer`: ranked ballots to elected candidates."""

from __future__ import annotations

from collections.abc import Sequence

from hemicycle.apportion import transferable
from hemicycle.law.document import Step
from hemicycle.law.formula import parse_formula
from hemicycle.law.names import LOT
from hemicycle.law.steps import Transfer
from hemicycle.outcome.state import Cell, Open, Place, State, whole_seats
from hemicycle.outcome.tables import Table
from hemicycle.outcome.ties import Tied, settle
from hemicycle.outcome.trace import Round, Settled, Transferred

_DECIDES = {"exclusion": "who is excluded", "surplus": "whose surplus is transferred first", "last seat": "seats"}
_LOT = (parse_formula(LOT),)


def transfer(state: State, step: Step, action: Transfer, name: str, tier: str) -> None:
    """Count the ranked ballots of each unit. Raises Open where there are none."""
    if not state.votes.ranked:
        raise Open("ranked ballots", "no ranked ballots were given")
    table = Table(action.at, True)
    for unit in state.units_at(action.at):
        place = Place(name, tier, action.at, unit)
        seats = whole_seats(action.seats, Cell(state, action.at, unit), name)
        papers = state.votes.ranked.get(unit, ())
        if not seats:
            continue
        standing = state.rows("votes", action.at).get(unit, {})
        candidates = list(dict.fromkeys([*standing, *(each for paper in papers for each in paper.ranking)]))
        position = {candidate: i for i, candidate in enumerate(candidates)}
        settled: list[Settled] = []

        def answer(
            tied: transferable.Tied,
            place: Place = place,
            settled: list[Settled] = settled,
            candidates: list[str] = candidates,
        ) -> Sequence[int] | None:
            among = [candidates[i] for i in tied.among]
            rules = _LOT if LOT in action.ties or (tied.what == "last seat" and action.last_seat == LOT) else ()
            winners, by_rule = settle(
                state, Tied(among, tied.seats, rules, place, step.cites, decides=_DECIDES[tied.what]), step.into or tier
            )
            settled += by_rule
            return [candidates.index(winner) for winner in winners] if len(winners) == tied.seats else None

        count = transferable.transfer(
            [(paper.copies, [position[each] for each in paper.ranking]) for paper in papers],
            len(candidates),
            seats,
            _rules(action),
            answer,
        )
        for i in count.elected:
            table.add(unit, candidates[i], 1)
        if state.tracing:
            total = sum(paper.copies for paper in papers)
            state.trace.append(_record(state, step, place, candidates, seats, total, count, settled))
    state.write(table, step.into, tier)


def _rules(action: Transfer) -> transferable.Rules:
    return transferable.Rules(
        quota=action.quota,
        surplus=action.surplus,
        shared_by=action.shared_by,
        order=action.order,
        rounding=action.rounding,
        exclude=action.exclude,
        ties=tuple(rule for rule in action.ties if rule != "lot"),
        last_seat=action.last_seat,
    )


def _record(
    state: State,
    step: Step,
    place: Place,
    candidates: list[str],
    seats: int,
    papers: int,
    count: transferable.Count,
    settled: list[Settled],
) -> Transferred:
    rounds = [
        Round(
            each.action,
            None if each.candidate is None else candidates[each.candidate],
            each.value,
            tuple((candidates[i], votes) for i, votes in enumerate(each.votes)),
            tuple(candidates[i] for i in each.elected),
            each.exhausted,
            each.lost_by_fraction,
        )
        for each in count.rounds
    ]
    return Transferred(
        **state.heading(step, place),
        seats=seats,
        papers=papers,
        quota=count.quota,
        rounds=tuple(rounds),
        elected=tuple(candidates[i] for i in count.elected),
        settled=tuple(settled),
    )
