"""Ties: settled by the act's rules one after the other, or left to lots, or undetermined."""

from __future__ import annotations

from dataclasses import dataclass

from hemicycle.apportion.plurality import most_votes
from hemicycle.law.formula import Formula
from hemicycle.law.names import LOT
from hemicycle.law.words import rule_told
from hemicycle.outcome.numbers import listed, plural
from hemicycle.outcome.outcome import Lot, Question
from hemicycle.outcome.state import Cell, Open, Place, State
from hemicycle.outcome.trace import Settled
from hemicycle.source.mistake import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Tied:
    """Contestants with equal claims in one step of one unit: how many can be served, and by which rules.

    `among` is what they are called, `cells` where a rule's formula is taken for each; without it for a list
    in the unit of the step.
    """

    among: list[str]
    seats: int
    rules: tuple[Formula, ...]
    place: Place
    cites: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    decides: str = "seats"

    def cell(self, state: State, name: str) -> Cell:
        """Find where a rule is taken for one of them."""
        if self.cells:
            return self.cells[self.among.index(name)]
        return Cell(state, self.place.level, self.place.unit, name)


def settle(state: State, tied: Tied, writes: str) -> tuple[list[str], list[Settled]]:
    """Serve the tied by the rules of the act; return the winners and a record for every rule used.

    Every rule serves those with larger values and passes those still equal to the next. What is left to
    a lot, or to no rule at all, is noted in the state, and the table or set that the step `writes` can't be
    read by later steps.
    """
    winners: list[str] = []
    settled: list[Settled] = []
    among, seats = tied.among, tied.seats
    why = "no rule of the law settles it" if tied.rules else "the law has no rule for it"
    needs_lot = False
    for rule in tied.rules:
        if rule.text == LOT:
            drawn = _drawn(state, among, seats, tied.place.unit)
            if drawn is None:
                needs_lot = True
                break
            by_lot = "the lot that was drawn" + ("" if tied.decides == "seats" else f" ({tied.decides})")
            settled.append(Settled(tuple(among), seats, by_lot, drawn))
            return winners + list(drawn), settled
        missing = _missing_fact(state, rule, [tied.cell(state, name) for name in among])
        if missing:
            means = state.law.from_election[missing].means
            why = f"the law goes by {means}, which is not given for all of them ({missing})"
            break
        values = [rule.at(tied.cell(state, name)) for name in among]
        _, served, tie = most_votes(values, seats)
        if served:
            chosen = [among[i] for i in served]
            settled.append(Settled(tuple(among), seats, rule_told(state.law, rule), tuple(chosen)))
            winners += chosen
        if tie is None:
            return winners, settled
        among, seats = [among[i] for i in tie.among], tie.seats
    if state.choose:
        return winners + state.choose(among, seats), settled
    if needs_lot:
        lot = Lot(tied.place.step, tied.place.tier, tied.place.unit, tuple(among), seats, tied.cites, tied.decides)
        state.lots.append(lot)
        state.leave_open([writes], "a lot has to be drawn first")
    else:
        who = listed([state.facts.names.get(party, party) for party in among])
        where = "" if tied.place.unit == "*" else f"{tied.place.unit}: "
        asks = f"{where}{who} are equal for {plural(seats, 'place')}: {why}"
        state.questions.append(Question(asks, "silent", "undetermined", tied.cites))
        state.leave_open([writes], "a tie is not settled")
    return winners, settled


def _missing_fact(state: State, rule: Formula, cells: list[Cell]) -> str | None:
    """Find the fact that a rule needs for one of the tied and the election doesn't give."""
    for name in rule.names:
        if name.name not in state.law.from_election:
            continue
        for cell in cells:
            at = name.level or cell.level
            unit = state.units.ancestor(cell.level, cell.unit, at)
            try:
                row = state.rows(name.name, at).get(unit, {})
            except Open:
                return name.name
            if (cell.party or "") not in row:
                return name.name
    return None


def _drawn(state: State, among: list[str], seats: int, unit: str) -> tuple[str, ...] | None:
    """Find the lot drawn among exactly these. Raises BadInput where it can't be the one needed."""
    for lot in state.facts.lots:
        if lot.among == frozenset(among) and lot.district == unit:
            if len(lot.drawn) != len(set(lot.drawn)) or len(lot.drawn) != seats or not lot.among.issuperset(lot.drawn):
                found = f"{listed(lot.drawn)} drawn among {listed(sorted(lot.among))}"
                raise BadInput(Mistake("drawn lots", found, f"{seats} of them"))
            return lot.drawn
    return None
