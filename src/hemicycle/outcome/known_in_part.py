"""Elections known only in part: every allocation of seats that fits what is known, and no other.

Votes may be known as rounded shares ("71.09 %") or as intervals ("at least 7 %"). The law is then run on
unknown numbers (see `hemicycle.outcome.unknown`): each run holds for a whole region of results, and the
regions still unvisited are found by an exact solver for linear arithmetic (Z3: de Moura and Bjorner,
2008), until there is none left. Nothing is sampled, nothing is approximated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, takewhile
from math import lcm
from typing import Any

from hemicycle.count.votes import WHOLE, Known, PartlyKnown, Votes
from hemicycle.law.document import Law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import NO_FACTS, Facts
from hemicycle.outcome.numbers import number
from hemicycle.outcome.outcome import Alternative, Outcome
from hemicycle.outcome.trace import Ranges
from hemicycle.outcome.unknown import Comparison, Form, Path, Relation, unknowns
from hemicycle.source.mistake import BadInput, Mistake

Told = Callable[[int], None]

# About two minutes of searching; what leaves more open than that is not known closely enough to list.
MOST_REGIONS = 50_000


def elect_in_part(
    law: Law,
    known: PartlyKnown,
    facts: Facts = NO_FACTS,
    *,
    election: str | None = None,
    stage: str = "final",
    told: Told | None = None,
    most: int = MOST_REGIONS,
) -> Outcome:
    """Find the seats under a law when votes are known only in part.

    The outcome is `certain` if every result that fits what is known gives the same seats; else its
    `alternatives` are all the allocations possible, each with a witness: votes (or shares) that fit and
    give it. Ties that no rule settles count with each of their endings. `told` hears how many regions of
    results have been visited. After `most` regions the search stops: the allocations found are possible,
    others may be too, and the outcome says so in its notes.

    Raises BadInput if nothing fits what is known.
    """
    parties = list(known.lists)
    totals_to = _totals_to(known)
    solver = _Solver(known, parties, totals_to)
    search = _Search(law, known, facts, parties, solver, totals_to, told, most)
    search.run_corners()
    if not search.visit(()):
        raise BadInput(Mistake(stage, "numbers that contradict each other", "numbers that some count could give"))
    return _outcome(law, known, facts, election, stage, search, totals_to)


def _totals_to(known: PartlyKnown) -> Fraction | None:
    """Take 100 % as the sum of shares, unless their roundings can't come to that."""
    if known.measure != "%":
        return None
    low = sum(item.low for item in known.lists.values())
    high = sum(100 if item.high is None else item.high for item in known.lists.values())
    return Fraction(100) if low <= 100 <= high else None


class _Solver:
    """The results that fit what is known, and the comparisons assumed on the way."""

    def __init__(self, known: PartlyKnown, parties: Sequence[str], totals_to: Fraction | None) -> None:
        import z3

        self._z3 = z3
        # In a context of its own the solver answers the same whatever was asked of another before.
        self._context = z3.Context()
        make = z3.Real if known.measure == "%" else z3.Int
        self._unknowns = [make(f"v{i}", self._context) for i in range(len(parties))]
        self._solver = z3.SimpleSolver(ctx=self._context)
        self._asked: dict[tuple[Form, Relation], tuple[Any, Any]] = {}
        for unknown, party in zip(self._unknowns, parties, strict=True):
            self._bound(unknown, known.lists[party])
        if totals_to is not None:
            self._solver.add(z3.Sum(self._unknowns) == self._number(totals_to))
        if known.together is not None:
            self._solver.add(z3.Sum(self._unknowns) <= known.together)

    def _number(self, value: Fraction) -> Any:
        return self._z3.Q(value.numerator, value.denominator, self._context)

    def _bound(self, unknown: Any, item: Known) -> None:
        low, high = self._number(item.low), item.high
        self._solver.add(unknown > low if item.above_low else unknown >= low)
        if high is not None:
            self._solver.add(unknown < self._number(high) if item.below_high else unknown <= self._number(high))

    def witness(self) -> list[Fraction] | None:
        """Find a result that fits everything assumed; None if there is none."""
        verdict = self._solver.check()
        if verdict == self._z3.unsat:
            return None
        if verdict != self._z3.sat:
            raise BadInput(Mistake("the votes", "a question the solver can't decide", "numbers known more closely"))
        model = self._solver.model()
        found = [model.eval(unknown, model_completion=True) for unknown in self._unknowns]
        return [
            value.as_fraction() if self._z3.is_rational_value(value) else Fraction(value.as_long()) for value in found
        ]

    def push(self) -> None:
        """Remember what is assumed by now."""
        self._solver.push()

    def pop(self) -> None:
        """Forget what was assumed since."""
        self._solver.pop()

    def assume(self, comparison: Comparison, *, holds: bool) -> None:
        """Assume that a comparison comes out as it did, or the other way."""
        key = (comparison.form, comparison.relation)
        if key not in self._asked:
            self._asked[key] = self._question(*key)
        self._solver.add(self._asked[key][0 if holds else 1])

    def _question(self, form: Form, relation: Relation) -> tuple[Any, Any]:
        """Write a comparison for the solver, as it stands and turned round."""
        scale = lcm(*(part.denominator for part in form))
        *factors, constant = (int(part * scale) for part in form)
        terms = [factor * unknown for factor, unknown in zip(factors, self._unknowns, strict=True) if factor]
        total = self._z3.Sum(terms)
        if relation == ">":
            return total > -constant, total <= -constant
        if relation == ">=":
            return total >= -constant, total < -constant
        return total == -constant, total != -constant


@dataclass(slots=True)
class _Search:
    """A walk through all regions of results, and the allocations met."""

    law: Law
    known: PartlyKnown
    facts: Facts
    parties: list[str]
    solver: _Solver
    totals_to: Fraction | None
    told: Told | None
    most: int
    found: dict[tuple[Any, ...], tuple[Outcome, dict[str, Fraction]]] = field(default_factory=dict)
    visited: int = 0
    stopped: bool = False

    def run_corners(self) -> None:
        """Run the law where each list in turn has all that is open, so that even a search cut short knows the extremes.

        Only where votes have a joint bound, since there alone these are results.
        """
        if self.known.together is None:
            return
        low = [self.known.lists[party].low for party in self.parties]
        rest = self.known.together - sum(low)
        if rest < 0:
            return
        self._run(low)
        for place, party in enumerate(self.parties):
            high = self.known.lists[party].high
            most = rest if high is None else min(rest, high - low[place])
            self._run([votes + (most if place == other else 0) for other, votes in enumerate(low)])

    def visit(self, assumed: Sequence[Comparison]) -> bool:
        """Visit the regions that fit what is assumed; return whether there is one.

        `assumed` are the comparisons made on the way here, as they came out, without the one just turned
        round. A run from here may leave them earlier than that: a division that comes out differently asks
        another question in the same place. Whatever differs from this run differs first at a comparison
        that is not shared with them, so turning each of the others round leaves nothing out.
        """
        if self.visited >= self.most:
            self.stopped = True
            return True
        witness = self.solver.witness()
        if witness is None:
            return False
        before: Sequence[Comparison] = ()
        for path in self._run(witness):
            shared = _shared(path.comparisons, assumed)
            # The endings of a tie share what precedes it, which the first of them has turned round.
            done = max(shared, _shared(path.comparisons, before))
            self._turn_round(path.comparisons, shared, done)
            before = path.comparisons
        return True

    def _turn_round(self, comparisons: Sequence[Comparison], shared: int, done: int) -> None:
        """Visit what lies beyond every comparison of a run, those that are `done` left out."""
        self.solver.push()
        for depth in range(shared, len(comparisons)):
            if depth >= done:
                self.solver.push()
                self.solver.assume(comparisons[depth], holds=not comparisons[depth].holds)
                self.visit(comparisons[:depth])
                self.solver.pop()
            self.solver.assume(comparisons[depth], holds=comparisons[depth].holds)
        self.solver.pop()

    def _run(self, witness: list[Fraction]) -> list[Path]:
        """Run the law at one result, once for every ending of the ties that nothing settles."""
        endings: list[list[int]] = [[]]
        paths: list[Path] = []
        while endings:
            path = Path()
            chooser = _Chooser(endings.pop())
            outcome = elect(self.law, self._votes(witness, path), self.facts, tracing=False, choose=chooser.choose)
            endings += chooser.others
            key = (outcome.status, tuple(sorted(outcome.totals.items())))
            self.found.setdefault(key, (outcome, dict(zip(self.parties, witness, strict=True))))
            paths.append(path)
        self.visited += 1
        if self.told:
            self.told(self.visited)
        return paths

    def _votes(self, witness: list[Fraction], path: Path) -> Votes:
        cells = {(WHOLE, party): unknown for party, unknown in zip(self.parties, unknowns(witness, path), strict=True)}
        counts = {} if self.totals_to is None else {"valid": {WHOLE: self.totals_to}}
        return Votes({"votes": cells}, counts, measure=self.known.measure)


def _shared(comparisons: Sequence[Comparison], others: Sequence[Comparison]) -> int:
    """Count the comparisons that two runs share from their start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(comparisons, others, strict=False)))


@dataclass(slots=True)
class _Chooser:
    """Ends the ties of a run in a given way, and notes the other ways."""

    given: list[int]
    made: int = 0
    others: list[list[int]] = field(default_factory=list)

    def choose(self, among: list[str], seats: int) -> list[str]:
        """Serve some of the tied lists."""
        ways = list(combinations(among, seats))
        if self.made == len(self.given):
            self.others += [[*self.given, way] for way in range(1, len(ways))]
            self.given.append(0)
        way = self.given[self.made]
        self.made += 1
        return list(ways[way])


def _outcome(
    law: Law,
    known: PartlyKnown,
    facts: Facts,
    election: str | None,
    stage: str,
    search: _Search,
    totals_to: Fraction | None,
) -> Outcome:
    met = sorted(search.found.values(), key=lambda pair: sorted(pair[0].totals.items()), reverse=True)
    outcomes = [outcome for outcome, _ in met]
    if search.stopped and len(met) == 1:
        raise BadInput(Mistake(stage, f"more than {search.most:,} regions to visit", "numbers known more closely"))
    certain = len(met) == 1
    shown = _at_one_result(law, known, facts, met[0], totals_to) if certain else None
    questions = dict.fromkeys(question for outcome in outcomes for question in outcome.open_questions)
    return Outcome(
        law=law.id,
        status="undetermined" if all(outcome.status == "undetermined" for outcome in outcomes) else "decided",
        rows=outcomes[0].rows if certain else (),
        trace=shown.trace if shown else (_ranges(law, known, facts, outcomes, complete=not search.stopped),),
        open_questions=tuple(questions),
        notes=_notes(known, totals_to, search) + (shown.notes if shown else ()),
        election=election,
        stage=stage,
        names=facts.names,
        certain=certain,
        alternatives=tuple(Alternative(outcome.totals, witness, outcome.status) for outcome, witness in met),
        complete=not search.stopped,
    )


def _at_one_result(
    law: Law,
    known: PartlyKnown,
    facts: Facts,
    met: tuple[Outcome, Mapping[str, Fraction]],
    totals_to: Fraction | None,
) -> Outcome:
    """Run the law once more for a trace to show: on the printed shares if they give the same, else on the witness."""
    outcome, witness = met
    counts = {} if totals_to is None else {"valid": {WHOLE: totals_to}}
    printed = {party: item.printed for party, item in known.lists.items()}
    for shares in (printed, witness):
        cells = {(WHOLE, party): share for party, share in shares.items() if share is not None}
        if len(cells) == len(known.lists):
            shown = elect(law, Votes({"votes": cells}, counts, measure=known.measure), facts)
            if shown.rows == outcome.rows:
                return shown
    return outcome


def _ranges(law: Law, known: PartlyKnown, facts: Facts, outcomes: Sequence[Outcome], *, complete: bool) -> Ranges:
    """Give the fewest and the most seats of everyone who has any in some allocation."""
    totals = [outcome.totals for outcome in outcomes]
    parties = [*known.lists, *(party for each in totals for party in each if party not in known.lists)]
    ranges = []
    for party in dict.fromkeys(parties):
        seats = [each.get(party, 0) for each in totals]
        if max(seats):
            ranges.append((party, min(seats), max(seats)))
    cites = dict.fromkeys(cite for tier in law.tiers for step in tier.steps for cite in step.cites)
    return Ranges(
        step="all steps",
        tier="all tiers",
        cites=tuple(cites),
        measure=known.measure,
        names=facts.names,
        seats=tuple(ranges),
        allocations=len(outcomes),
        complete=complete,
    )


def _notes(known: PartlyKnown, totals_to: Fraction | None, search: _Search) -> tuple[str, ...]:
    """Say what the shares as printed come to, where that isn't 100 %, and whether the search was cut short."""
    notes = []
    if known.measure == "%" and totals_to is None:
        total = sum(item.printed or item.low for item in known.lists.values())
        notes.append(
            f"The shares as printed add up to {number(total)} %, which no rounding explains; "
            "each is taken as a share of whatever they add up to."
        )
    if search.stopped:
        notes.append(
            f"The search was stopped after {search.most:,} regions of possible results: "
            "the allocations listed are possible, and others may be too."
        )
    return tuple(notes)
