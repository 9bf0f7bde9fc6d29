"""The step `admit`: who may take part."""

from __future__ import annotations

from typing import Any

from hemicycle.apportion.plurality import most_votes
from hemicycle.law.document import Admit, Step
from hemicycle.law.formula import parse_formula
from hemicycle.law.names import made_by
from hemicycle.outcome.state import Cell, Chosen, Place, State
from hemicycle.outcome.ties import Tied, settle
from hemicycle.outcome.trace import Admission, Line, Settled

_VALID = parse_formula("valid")


def admit(state: State, step: Step, action: Admit, name: str, tier: str) -> None:
    """Make the set of lists that meet the condition of the step, in each unit of its level.

    A share is compared exactly, as votes >= share * base; nobody passes where there are no votes.
    """
    makes = made_by(step) or ""
    chosen: dict[str, tuple[str, ...]] = {}
    for unit in state.units_at(action.at):
        place = Place(name, tier, action.at, unit)
        base_is, base = _base(state, action, place)
        lines = _compare(state, action, place, base)
        admitted, largest, settled = _largest(state, step, action, place, [line for line in lines if line.passes])
        chosen[unit] = tuple(admitted)
        if state.tracing:
            share = action.votes or action.above
            state.trace.append(
                Admission(
                    step=name,
                    tier=tier,
                    cites=step.cites,
                    district=unit,
                    measure=state.votes.measure,
                    names=state.facts.names,
                    makes=makes,
                    share=share.constant if share else None,
                    strictly=action.votes is None,
                    base=base,
                    base_is=base_is,
                    lines=tuple(lines),
                    largest=largest,
                    admitted=chosen[unit],
                    settled=tuple(settled),
                )
            )
    state.sets[makes] = Chosen(action.at, chosen)


def _base(state: State, action: Admit, place: Place) -> tuple[str, Any]:
    """Find what a share is a share of, and what to call it."""
    cell = Cell(state, place.level, place.unit)
    if action.of is None and action.ballot != "votes":
        return "valid votes", cell.total(action.ballot, None)
    formula = action.of or _VALID
    return "valid votes" if formula.text == "valid" else formula.text, formula.at(cell)


def _compare(state: State, action: Admit, place: Place, base: Any) -> list[Line]:
    cells = state.cells(action.ballot, place.level)
    contestants = [party for unit, party in cells if unit == place.unit]
    who = state.select(contestants, action.who, action.besides, place.level, place.unit)
    at_least, above = (share and share.constant for share in (action.votes, action.above))
    lines = []
    for party in who:
        votes = cells[place.unit, party]
        required: Any = 0
        passes = True
        if at_least is not None:
            required = at_least * base
            passes = votes >= required and base > 0
        if above is not None:
            required = above * base
            passes = passes and votes > required
        lines.append(Line(party, votes, required, votes - required, passes))
    return lines


def _largest(
    state: State, step: Step, action: Admit, place: Place, passed: list[Line]
) -> tuple[list[str], int | None, list[Settled]]:
    """Keep as many as the step allows, those with most votes."""
    if action.largest is None:
        return [line.party for line in passed], None, []
    largest = int(action.largest.at(Cell(state, place.level, place.unit)))
    _, served, tie = most_votes([line.votes for line in passed], largest)
    kept = [passed[i].party for i in served]
    if tie is None:
        return kept, largest, []
    tied = Tied([passed[i].party for i in tie.among], tie.seats, action.ties, place, step.cites)
    winners, settled = settle(state, tied, made_by(step) or "")
    return kept + winners, largest, settled
