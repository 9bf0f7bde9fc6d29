"""A run of a law over votes: the steps in their order, then what is left to explain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import NATION, Admit, Allot, Compute, FromElection, Law, Step, Tier
from hemicycle.law.names import made_by
from hemicycle.outcome.admit import admit
from hemicycle.outcome.allot import allot
from hemicycle.outcome.compute import compute
from hemicycle.outcome.facts import NO_FACTS, Facts, valid_given
from hemicycle.outcome.margins import margins
from hemicycle.outcome.numbers import plural
from hemicycle.outcome.outcome import Outcome, Question, Seat, Status
from hemicycle.outcome.state import NOBODY, Cell, Chooser, Open, State
from hemicycle.outcome.tables import Table, Units
from hemicycle.outcome.trace import FromFacts, NotRun
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.words import slug

UNDETERMINED = "undetermined"


def elect(
    law: Law,
    votes: Votes,
    facts: Facts = NO_FACTS,
    *,
    election: str | None = None,
    stage: str = "final",
    tracing: bool = True,
    choose: Chooser | None = None,
) -> Outcome:
    """Turn votes into seats under one version of a law. Nothing else allots a seat.

    The steps of the law run in their order. One that needs what was not given (a second ballot, a fact)
    is left open with its reason, and so is what reads it; the rest goes on. Where the law is silent the
    outcome is undetermined or carries the question; where it leaves a tie to lots, the lot is named.
    Without `tracing` no records are kept, which is what runs in bulk want. `choose` takes the place of
    everything that can settle a tie no rule settles.

    Raises BadInput if there is no list ballot, if fewer valid votes are given than the lists have, or if a
    formula of the law comes to what can't be.
    """
    state = _start(law, votes, facts, tracing=tracing, choose=choose)
    asked: set[int] = set()
    for tier in law.tiers:
        if tier.tier in facts.seats:
            _take_from_facts(state, tier)
            continue
        for position, step in enumerate(tier.steps, 1):
            _run(state, tier, step, step.step or f"{tier.tier}.{position}")
            if _ask(state, asked):
                return _finish(state, election, stage)
    return _finish(state, election, stage)


def _start(law: Law, votes: Votes, facts: Facts, *, tracing: bool, choose: Chooser | None) -> State:
    if "votes" not in votes.ballots:
        raise BadInput(Mistake("votes", "no list ballot", "numbers by list"))
    tables = {ballot: _ballot_table(votes, ballot, _level(law, ballot)) for ballot in votes.ballots}
    tables["valid"] = _valid(law, votes, facts, tables["votes"])
    for name, number in law.from_election.items():
        if name in facts.numbers:
            tables[name] = _fact_table(number, facts.numbers[name])
    units = Units(law.levels, {level: _units(level, tables) for level in law.units})
    return State(law, votes, facts, units, tables, kinds=_kinds(law, facts, tables), tracing=tracing, choose=choose)


def _fact_table(number: FromElection, cells: Mapping[tuple[str, str], Any]) -> Table:
    """Make the table of a fact. Numbers per unit are given as those per list are: `{north: 3}`."""
    if number.each == "list":
        return Table(number.at, True, dict(cells))
    return Table(
        number.at, False, {(name if unit == WHOLE else unit, ""): value for (unit, name), value in cells.items()}
    )


def _level(law: Law, ballot: str) -> str:
    """Find the level at which the rows of a ballot stand."""
    if ballot == "votes":
        return law.votes_at
    declared = law.from_election.get(ballot)
    return declared.at if declared else law.levels[-1]


def _kinds(law: Law, facts: Facts, tables: Mapping[str, Table]) -> dict[str, str]:
    """Tell what the rows of the ballots are, where they aren't parties."""
    if not law.rows:
        return dict(facts.kinds)
    rows = {slug(name): kind for name, kind in law.rows.items()}
    parties = {party for table in tables.values() for _, party in table.cells}
    return {party: rows[slug(party)] for party in parties if slug(party) in rows} | dict(facts.kinds)


def _ballot_table(votes: Votes, ballot: str, level: str) -> Table:
    """Make a ballot's table; rows by district under a law that counts nationwide are summed."""
    if level != NATION:
        return Table(level, True, dict(votes.ballots[ballot]))
    return Table(NATION, True, {(WHOLE, party): number for party, number in votes.by_list(ballot).items()})


def _valid(law: Law, votes: Votes, facts: Facts, ballot: Table) -> Table:
    """Take the number of valid votes as it was given, else as the sum of the rows of the list ballot."""
    table = Table(law.votes_at, False)
    for (unit, _), number in ballot.cells.items():
        table.add(unit, "", number)
    given = valid_given(law, votes, facts)
    for unit, number in given.items():
        if number < table.cells.get((unit, ""), 0):
            found = f"{number:,} valid votes, fewer than the lists have together"
            raise BadInput(Mistake("valid", found, f"at least {table.cells[unit, '']:,}"))
        table.cells[unit, ""] = number
    return table


def _units(level: str, tables: Mapping[str, Table]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for table in tables.values():
        if table.level == level:
            found.update(dict.fromkeys(unit for unit, _ in table.cells))
    return tuple(found)


def _run(state: State, tier: Tier, step: Step, name: str) -> None:
    """Run one step, or say why it isn't run."""
    try:
        if step.when is not None and not step.when.at(Cell(state, NATION, WHOLE)):
            _skip(state, tier, step, name, f"it applies only {step.applies or f'when {step.when}'}")
            made = made_by(step)
            if made and isinstance(step.action, Admit):
                state.sets[made] = NOBODY
            return
        match step.action:
            case Admit() as action:
                admit(state, step, action, name, tier.tier)
            case Compute() as action:
                compute(state, step, action, name, tier.tier)
            case Allot() as action:
                allot(state, step, action, name, tier.tier)
    except ZeroDivisionError:
        raise BadInput(
            Mistake(state.law.id, f"a division by zero in step {name}", "formulas that have a value")
        ) from None
    except Open as needs:
        _skip(state, tier, step, name, needs.reason)
        state.leave_open([made_by(step) or tier.tier], needs.reason)


def _skip(state: State, tier: Tier, step: Step, name: str, because: str) -> None:
    if state.tracing:
        state.trace.append(
            NotRun(step=name, tier=tier.tier, cites=step.cites, names=state.facts.names, because=because)
        )


def _take_from_facts(state: State, tier: Tier) -> None:
    """Fill a tier with seats won in another contest; its steps aren't run."""
    cells = state.facts.seats[tier.tier]
    state.tables[tier.tier] = Table(
        NATION if all(unit == WHOLE for unit, _ in cells) else state.units.levels[-1], True, dict(cells)
    )
    cites = tuple(dict.fromkeys(cite for step in tier.steps for cite in step.cites))
    seats = tuple((unit, party, count) for (unit, party), count in cells.items())
    if state.tracing:
        state.trace.append(FromFacts(step=tier.tier, tier=tier.tier, cites=cites, names=state.facts.names, seats=seats))


def _ask(state: State, asked: set[int]) -> bool:
    """Test the open questions whose names exist by now; return whether one of them ends the run."""
    for number, question in enumerate(state.law.open_questions):
        if number in asked or question.when is None:
            continue
        try:
            bites = question.when.at(Cell(state, NATION, WHOLE))
        except (Open, ZeroDivisionError):
            continue
        if bites:
            asked.add(number)
            state.questions.append(Question(question.asks, question.law, question.we, question.cites))
            if question.we == UNDETERMINED:
                return True
    return False


def _finish(state: State, election: str | None, stage: str) -> Outcome:
    rows = tuple(row for tier in state.law.tiers for row in _rows(state, tier.tier))
    notes = _explain_shortfall(state, rows) if state.tracing else ()
    status: Status = "decided"
    if any(question.we == UNDETERMINED for question in state.questions):
        status = "undetermined"
    elif state.lots:
        status = "lots needed"
    outcome = Outcome(
        law=state.law.id,
        status=status,
        rows=rows,
        trace=tuple(state.trace),
        lots=tuple(state.lots),
        open_questions=tuple(state.questions),
        notes=notes,
        election=election,
        stage=stage,
        names=state.facts.names,
        find_margins=lambda: margins(elect, state.law, state.votes, state.facts, outcome),
    )
    return outcome


def _rows(state: State, tier: str) -> list[Seat]:
    """List the seats of a tier, district by district, the largest number first."""
    if tier not in state.tables:
        return []
    cells = state.tables[tier].cells
    districts = {unit: place for place, unit in enumerate(dict.fromkeys(unit for unit, _ in cells))}
    rows = [Seat(unit, tier, party, int(seats)) for (unit, party), seats in cells.items() if seats]
    return sorted(rows, key=lambda row: (districts[row.district], -row.seats))


def _explain_shortfall(state: State, rows: tuple[Seat, ...]) -> tuple[str, ...]:
    """Say for every tier that isn't full why; a difference nobody can explain makes it undetermined."""
    notes = []
    for tier in state.law.tiers:
        filled = sum(row.seats for row in rows if row.tier == tier.tier)
        if filled == tier.seats:
            continue
        reason = state.open.get(tier.tier)
        if reason is None and not any(question.we == UNDETERMINED for question in state.questions):
            asks = f"the steps of {tier.label} fill {plural(filled, 'seat')} of {tier.seats}"
            state.questions.append(Question(asks, "silent", UNDETERMINED))
        notes.append(f"{tier.label}: {filled} of {plural(tier.seats, 'seat')}" + (f"; {reason}" if reason else ""))
    return tuple(notes)
