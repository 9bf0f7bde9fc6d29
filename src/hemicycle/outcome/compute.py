"""The step `compute`: a number per list or per unit, by a formula."""

from __future__ import annotations

from hemicycle.law.document import Step
from hemicycle.law.steps import Compute
from hemicycle.law.words import phrase
from hemicycle.outcome.state import Cell, State, whole_seats
from hemicycle.outcome.tables import NO_LIST, Table
from hemicycle.outcome.trace import Computed


def compute(state: State, step: Step, action: Compute, name: str, tier: str) -> None:
    """Fill a table cell by cell. Without `as` the step fills its tier, from a fact of the election."""
    table = Table(action.at, action.each == "list")
    for unit in state.units_of(action):
        if action.each == "unit":
            table.add(unit, NO_LIST, action.formula.at(Cell(state, action.at, unit)))
            continue
        contestants = state.contestants(action.formula, action.at, unit)
        for party in state.select(contestants, action.who, action.besides, action.at, unit):
            cell = Cell(state, action.at, unit, party)
            fills = step.into is None
            table.add(unit, party, whole_seats(action.formula, cell, name) if fills else action.formula.at(cell))
    if state.tracing:
        state.trace.append(
            Computed(
                step=name,
                tier=tier,
                cites=step.cites,
                measure=state.votes.measure,
                names=state.facts.names,
                formula=str(action.formula),
                means=phrase(action.formula, state.law),
                cells=tuple(table.cells()),
                seats=step.into is None,
            )
        )
    state.write(table, step.into, tier)
