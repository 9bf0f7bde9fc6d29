"""A run of a law over votes: the steps in their order, then what is left to explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import AtLeast, FromElection, Law, Step, Tier
from hemicycle.law.formula import Formula
from hemicycle.law.names import made_by
from hemicycle.law.steps import NATION, Admit, Allot, Compute, Level, PlaceSeats, Transfer
from hemicycle.outcome.admit import admit
from hemicycle.outcome.alliances import alliances_from
from hemicycle.outcome.allot import allot
from hemicycle.outcome.compute import compute
from hemicycle.outcome.facts import INDEPENDENT, NO_FACTS, NO_SEATS, Facts, valid_given
from hemicycle.outcome.level import level
from hemicycle.outcome.margins import margins
from hemicycle.outcome.numbers import plural
from hemicycle.outcome.outcome import Outcome, Question, Seat, Status
from hemicycle.outcome.place import place
from hemicycle.outcome.state import NOBODY, Cell, Chooser, Open, State, whole_seats
from hemicycle.outcome.tables import NO_LIST, NoParent, Table, Units, table_of
from hemicycle.outcome.trace import FromFacts, NotRun
from hemicycle.outcome.transfer import transfer
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
    state = begin(law, votes, facts, tracing=tracing, choose=choose)
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


def begin(law: Law, votes: Votes, facts: Facts, *, tracing: bool = True, choose: Chooser | None = None) -> State:
    """Make the state of a run before its first step: every number given, as a table. Raises BadInput as `elect`."""
    if "votes" not in votes.ballots:
        raise BadInput(Mistake("votes", "no list ballot", "numbers by list"))
    tables = {ballot: _ballot_table(votes, ballot, _level(law, ballot)) for ballot in votes.ballots}
    tables["valid"] = _valid(law, votes, facts, tables["votes"])
    for name, number in law.from_election.items():
        counted = votes.counts.get(name) or votes.counts.get(number.in_returns or name)
        found = _fact_table(number, facts.numbers.get(name), counted)
        if found is not None:
            tables[name] = found
        elif number.optional:
            tables[name] = Table(number.at, number.each == "list")
    return State(
        law,
        votes,
        facts,
        _units(law, votes, tables),
        tables,
        given=frozenset(tables),
        alliances=alliances_from(facts.alliances),
        wanted=law.wanted,
        kinds=kinds_of_rows(law, facts, _contestants(tables)),
        tracing=tracing,
        choose=choose,
    )


def _fact_table(
    number: FromElection, facts: Mapping[tuple[str, str], Any] | None, counts: Mapping[str, Any] | None
) -> Table | None:
    """Make the table of a number the election supplies: from its facts, else from what came with the votes.

    Numbers per unit are given as those per list are: `{north: 3}`.
    """
    if facts is not None and number.each == "list":
        return table_of(NATION if all(unit == WHOLE for unit, _ in facts) else number.at, facts)
    cells: dict[tuple[str, str], Any]
    if facts is not None:
        cells = {(name if unit == WHOLE and name else unit, NO_LIST): value for (unit, name), value in facts.items()}
    elif counts and number.each == "unit":
        cells = {(unit, NO_LIST): value for unit, value in counts.items()}
    else:
        return None
    whole = cells.pop((WHOLE, NO_LIST), None)
    if number.at == NATION:
        whole = sum(cells.values()) if whole is None else whole
        return table_of(NATION, {(WHOLE, NO_LIST): whole}, lists=False)
    if not cells:
        return table_of(NATION, {(WHOLE, NO_LIST): whole}, lists=False)
    table = table_of(number.at, cells, lists=False)
    if whole is not None:
        table.given[NATION] = {WHOLE: {NO_LIST: whole}}
    return table


def _level(law: Law, ballot: str) -> str:
    """Find the level at which the rows of a ballot stand."""
    if ballot == "votes":
        return law.votes_at
    declared = law.from_election.get(ballot)
    return declared.at if declared else law.levels[-1]


def _contestants(tables: Mapping[str, Table]) -> set[str]:
    return {party for table in tables.values() if table.lists for row in table.units.values() for party in row}


def kinds_of_rows(law: Law, facts: Facts, parties: Iterable[str]) -> dict[str, str]:
    """Tell what the rows of the ballots are, where they aren't parties."""
    rows = {slug(name): kind for name, kind in law.rows.items()}
    kinds: dict[str, str] = {}
    for party in parties:
        kind: str | None = rows.get(slug(party)) if rows else None
        kind = kind or _kind_by_name(party)
        if kind:
            kinds[party] = kind
    return kinds | dict(facts.kinds)


def _kind_by_name(party: str) -> str | None:
    """Tell what a row is from the marks that tables of results use: (others pooled), IND Name."""
    if party.startswith("(") and party.endswith(")"):
        return NO_SEATS
    if party == "Independent" or party.startswith(("IND ", "IND_")):
        return INDEPENDENT
    return None


def _ballot_table(votes: Votes, ballot: str, level: str) -> Table:
    """Make a ballot's table; rows by district under a law that counts nationwide are summed.

    Rows for the whole country alone stand there, whatever the law's level.
    """
    cells = votes.ballots[ballot]
    if level == NATION or all(unit == WHOLE for unit, _ in cells):
        return table_of(NATION, {(WHOLE, party): number for party, number in votes.by_list(ballot).items()})
    return table_of(level, cells)


def _valid(law: Law, votes: Votes, facts: Facts, ballot: Table) -> Table:
    """Take the number of valid votes as it was given, else as the sum of the rows of the list ballot."""
    table = Table(ballot.level, False)
    for unit, row in ballot.units.items():
        table.units[unit] = {NO_LIST: sum(row.values())}
    for unit, number in valid_given(law, votes, facts).items():
        if unit == WHOLE and table.level != NATION:
            if number != sum(row[NO_LIST] for row in table.units.values()):
                # More than the rows come to, and nobody says in which districts.
                return Table(NATION, False, {WHOLE: {NO_LIST: number}})
        elif unit == WHOLE or table.level != NATION:
            table.units[unit] = {NO_LIST: number}
    return table


def _units(law: Law, votes: Votes, tables: Mapping[str, Table]) -> Units:
    """Find the units of every level, from the numbers that stand there and from what lies in them."""
    found: dict[str, dict[str, None]] = {each: {} for each in law.units}
    for table in tables.values():
        if table.level != NATION:
            found[table.level].update(dict.fromkeys(table.units))
    for unit in votes.ranked if law.units else ():
        found[law.levels[-1]][unit] = None
    parents: dict[tuple[str, str], str] = {}
    for above, below in reversed(list(pairwise(law.units))):
        for unit in found[below]:
            parent = votes.parents.get((above, unit))
            if parent is not None:
                parents[below, unit] = parent
                found[above].setdefault(parent)
    return Units(law.levels, {each: tuple(units) for each, units in found.items()}, parents)


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
            case Level() as action:
                level(state, step, action, name, tier.tier)
            case PlaceSeats() as action:
                place(state, step, action, name, tier.tier)
            case Transfer() as action:
                transfer(state, step, action, name, tier.tier)
    except ZeroDivisionError:
        raise BadInput(
            Mistake(state.law.id, f"a division by zero in step {name}", "formulas that have a value")
        ) from None
    except (Open, NoParent) as needs:
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
    at = NATION if all(unit == WHOLE for unit, _ in cells) else state.units.levels[-1]
    state.tables[tier.tier] = table_of(at, cells)
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
    within = {tier.tier: tier.within for tier in state.law.tiers if tier.within}
    rows = tuple(row for tier in state.law.tiers for row in _rows(state, tier.tier))
    notes = _explain_shortfall(state, rows)
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
        notes=notes if state.tracing else (),
        election=election,
        stage=stage,
        names=state.facts.names,
        within=within,
        missing=() if rows or status != "decided" else _missing(state),
        find_margins=lambda: margins(elect, state.law, state.votes, state.facts, outcome),
    )
    return outcome


def _missing(state: State) -> tuple[str, ...]:
    """Say what wasn't given and what it is."""
    reasons = []
    for reason in dict.fromkeys(state.open.values()):
        taken = state.law.from_election.get(reason.split(" ")[0])
        reasons.append(f"{reason} ({taken.means})" if taken else reason)
    return tuple(reasons)


def _rows(state: State, tier: str) -> list[Seat]:
    """List the seats of a tier, district by district, the largest number first."""
    if tier not in state.tables:
        return []
    table = state.tables[tier]
    rows = []
    for unit, row in table.units.items():
        called = _unit_name(state, table.level, unit)
        won = sorted(((party, seats) for party, seats in row.items() if seats), key=lambda item: -item[1])
        rows += [Seat(called, tier, party, int(seats)) for party, seats in won]
    return rows


def _unit_name(state: State, level: str, unit: str) -> str:
    """Call a unit as results do: with the unit above in front, where the law says so."""
    if level in state.law.named_within and (above := state.units.parents.get((level, unit))) is not None:
        return unit if unit.startswith(f"{above} / ") else f"{above} / {unit}"
    return unit


def _explain_shortfall(state: State, rows: tuple[Seat, ...]) -> tuple[str, ...]:
    """Say for every tier, and for the chamber, that isn't full why; what nobody can explain is undetermined."""
    notes = []
    explained = False
    for tier in state.law.tiers:
        filled = sum(row.seats for row in rows if row.tier == tier.tier)
        seats = _seats_of(state, tier)
        reason = state.open.get(tier.tier)
        if filled == seats or (seats is None and reason is None):
            continue
        if seats is None:
            explained = explained or tier.within is None
            notes.append(f"{tier.label}: {plural(filled, 'seat')}; {reason}")
            continue
        explained = True
        if reason is None and tier.within is None:
            _ask_why(state, f"the steps of {tier.label} fill {plural(filled, 'seat')} of {seats}")
        notes.append(f"{tier.label}: {filled} of {plural(seats, 'seat')}" + (f"; {reason}" if reason else ""))
    outer = {tier.tier for tier in state.law.tiers if tier.within is None}
    total = sum(row.seats for row in rows if row.tier in outer)
    house = _house(state)
    if house is None and total < _least(state):
        house = _least(state)
    if house is not None and not explained and total != house:
        _ask_why(state, f"the steps fill {plural(total, 'seat')} of a chamber of {house}")
        notes.append(f"{total} of {plural(house, 'seat')}")
    return tuple(notes)


def _ask_why(state: State, asks: str) -> None:
    if not any(question.we == UNDETERMINED for question in state.questions) and not state.lots:
        state.questions.append(Question(asks, "silent", UNDETERMINED))


def _seats_of(state: State, tier: Tier) -> int | None:
    """Find how many seats a tier has; None where votes decide that, or what fixes it wasn't given."""
    return _number(state, tier.seats)


def _house(state: State) -> int | None:
    seats = state.law.seats
    return None if isinstance(seats, AtLeast) else _number(state, seats)


def _least(state: State) -> int:
    """Find how many seats a house that may grow has at least."""
    return state.law.seats.at_least if isinstance(state.law.seats, AtLeast) else 0


def _number(state: State, seats: int | Formula | None) -> int | None:
    if not isinstance(seats, Formula):
        return seats
    try:
        return whole_seats(seats, Cell(state, NATION, WHOLE), "seats")
    except (Open, NoParent):
        return None
