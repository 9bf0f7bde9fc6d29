"""The step `admit`: who may take part."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from hemicycle.apportion.plurality import most_votes
from hemicycle.law.document import Step
from hemicycle.law.formula import Formula, parse_formula
from hemicycle.law.names import made_by
from hemicycle.law.steps import NATION, Admit, Condition
from hemicycle.law.words import condition_told, phrase
from hemicycle.outcome.state import Cell, Chosen, Open, Place, State
from hemicycle.outcome.tables import Row
from hemicycle.outcome.ties import Tied, settle
from hemicycle.outcome.trace import Admission, Line, Settled

_VALID = parse_formula("valid")


class _Kept(NamedTuple):
    """Who is admitted in the end: of those that passed, as many as the step keeps."""

    parties: tuple[str, ...]
    largest: int | None = None
    settled: tuple[Settled, ...] = ()


class _Test(NamedTuple):
    """One comparison of shares: a list's votes here against a share of a base."""

    votes: Row
    base: Any
    above: int
    below: int
    strictly: bool

    def holds(self, votes: Any) -> bool:
        """Compare votes with the share of the base in whole numbers; nobody passes where the base is 0."""
        reached, needed = votes * self.below, self.base * self.above
        return bool((reached > needed if self.strictly else reached >= needed) and self.base > 0)


def admit(state: State, step: Step, action: Admit, name: str, tier: str) -> None:
    """Make the set of lists that meet the conditions of the step, in each unit of its level.

    A share is compared exactly, as votes >= share * base; nobody passes where there are no votes.
    """
    makes = made_by(step) or ""
    chosen: dict[str, tuple[str, ...]] = {}
    for unit in state.units_of(action):
        place = Place(name, tier, action.at, unit)
        who, passed = _passed(state, action, place)
        kept = _largest(state, step, action, place, passed)
        chosen[unit] = kept.parties
        if state.tracing:
            state.trace.append(_record(state, step, action, place, who, passed, kept))
    state.sets[makes] = Chosen(action.at, chosen)


def _passed(state: State, action: Admit, place: Place) -> tuple[list[str], dict[str, int]]:
    """List those tested, and those that pass with the number of the alternative that carried them."""
    who = state.select(_contestants(state, action, place), action.who, action.besides, place.level, place.unit)
    always = _Met(state, action, place)
    if not action.alternatives:
        return who, dict.fromkeys(always.among(who), 0)
    alternatives = [_Met(state, condition, place) for condition in action.alternatives]
    passed: dict[str, int] = {}
    for party in who:
        if always(party):
            carried = next((i for i, met in enumerate(alternatives) if met(party)), None)
            if carried is not None:
                passed[party] = carried
    return who, passed


def _contestants(state: State, action: Admit, place: Place) -> list[str]:
    """List who stands in the ballots that the conditions read."""
    ballots = dict.fromkeys([action.ballot, *(condition.ballot for condition in action.alternatives)])
    found: dict[str, None] = {}
    for ballot in ballots:
        found.update(dict.fromkeys(state.rows(ballot, place.level).get(place.unit, ())))
    for condition in (action, *action.alternatives):
        if condition.tier is not None:
            found.update(dict.fromkeys(state.rows(condition.tier, place.level).get(place.unit, ())))
    return list(found)


class _Met:
    """Whether lists meet one condition in one unit; what doesn't depend on the list is read once."""

    def __init__(self, state: State, condition: Condition, place: Place) -> None:
        self._state, self._condition, self._place = state, condition, place
        self._seats = _seats_anywhere(state, condition)
        self._needs = 1
        self._tests: list[list[_Test]] = []
        if condition.votes is None and condition.above is None:
            return
        level, units = place.level, [place.unit]
        if isinstance(condition.within, str):
            level = condition.within
            units = [state.units.ancestor(place.level, place.unit, level)]
        elif condition.within is not None:
            ((level, self._needs),) = condition.within.items()
            units = state.units.inside(place.level, place.unit, level) if level != place.level else [place.unit]
        self._tests = [list(_tests(state, condition, level, unit)) for unit in units]

    def __call__(self, party: str) -> bool:
        state, condition = self._state, self._condition
        if condition.kind is not None and state.kind(party) != condition.kind:
            return False
        if condition.members is not None:
            if party not in state.facts.members and condition.kind is not None:
                raise Open("members", f"the number of parties in {party} was not given")
            if not _has_members(state.facts.members.get(party, 1), condition.members):
                return False
        if condition.seats is not None and self._seats.get(party, 0) < condition.seats:
            return False
        if not self._tests:
            return condition.votes is None and condition.above is None
        met = 0
        for tests in self._tests:
            met += all(test.holds(self.votes(party, test)) for test in tests)
        return met >= self._needs

    def among(self, who: list[str]) -> list[str]:
        """List those who meet the condition; with one share of their own votes to reach, in one go."""
        condition = self._condition
        plain = condition.kind is None and condition.members is None and condition.seats is None
        if not plain or len(self._tests) != 1 or len(self._tests[0]) != 1 or condition.votes_of != "list":
            return [party for party in who if self(party)]
        (test,) = self._tests[0]
        votes = test.votes
        return [party for party in who if test.holds(votes.get(party, 0))]

    def compared(self, party: str) -> tuple[Any, Any] | None:
        """Give a list's votes and what they are compared with here; None where another key rules it out."""
        test = self.first
        condition = self._condition
        if test is None or (condition.kind is not None and self._state.kind(party) != condition.kind):
            return None
        members = self._state.facts.members.get(party, 1)
        if condition.members is not None and not _has_members(members, condition.members):
            return None
        return self.votes(party, test), Fraction(test.above, test.below) * test.base

    def votes(self, party: str, test: _Test) -> Any:
        """Count the votes that a test goes by: the list's own, or those of its alliance."""
        if self._condition.votes_of == "list":
            return test.votes.get(party, 0)
        unit, alliances = self._place.unit, self._state.alliances
        root = alliances.root(party, unit)
        return sum(votes for other, votes in test.votes.items() if alliances.root(other, unit) == root)

    @property
    def first(self) -> _Test | None:
        """The first comparison of shares, which the trace tells; None where there is none."""
        return self._tests[0][0] if self._tests else None


def _seats_anywhere(state: State, condition: Condition) -> Row:
    if condition.tier is None:
        return {}
    (row,) = state.rows(condition.tier, NATION).values() or ({},)
    return row


def _tests(state: State, condition: Condition, level: str, unit: str) -> list[_Test]:
    votes = state.rows(condition.ballot, level).get(unit, {})
    cell = Cell(state, level, unit)
    base = sum(votes.values()) if condition.of is None and condition.ballot != "votes" else _base(condition).at(cell)
    return [
        _Test(votes, base, share.constant.numerator, share.constant.denominator, strictly)
        for share, strictly in ((condition.votes, False), (condition.above, True))
        if share is not None and share.constant is not None
    ]


def _base(condition: Condition) -> Formula:
    return condition.of or _VALID


def _has_members(members: int, wanted: str) -> bool:
    number = int(wanted.rstrip("+"))
    return members >= number if wanted.endswith("+") else members == number


def _largest(state: State, step: Step, action: Admit, place: Place, passed: dict[str, int]) -> _Kept:
    """Keep as many as the step allows, those with most votes."""
    parties = list(passed)
    if action.largest is None:
        return _Kept(tuple(parties))
    largest = int(action.largest.at(Cell(state, place.level, place.unit)))
    votes = state.rows(action.ballot, place.level).get(place.unit, {})
    _, served, tie = most_votes([votes.get(party, 0) for party in parties], largest)
    kept = [parties[i] for i in served]
    if tie is None:
        return _Kept(tuple(kept), largest)
    tied = Tied([parties[i] for i in tie.among], tie.seats, action.ties, place, step.cites)
    winners, settled = settle(state, tied, made_by(step) or "")
    return _Kept((*kept, *winners), largest, tuple(settled))


def _record(
    state: State,
    step: Step,
    action: Admit,
    place: Place,
    who: list[str],
    passed: dict[str, int],
    kept: _Kept,
) -> Admission:
    """Make the record: against the share that a list comes nearest to, or the other condition that carried it.

    A condition on several units has no one figure to compare with, and is told in words.
    """
    conditions = action.alternatives or (action,)
    compared = next((c for c in (action, *action.alternatives) if _has_one_share(c)), None)
    test = _Met(state, compared, place).first if compared is not None else None
    tested = [_Met(state, c, place) for c in (action, *action.alternatives) if _has_one_share(c)]
    lines = []
    votes = state.rows(action.ballot, place.level).get(place.unit, {})
    for party in who:
        found = [pair for pair in (each.compared(party) for each in tested) if pair]
        counted, required = max(found, key=lambda pair: pair[0] - pair[1]) if found else (votes.get(party, 0), 0)
        carrier = conditions[passed[party]] if party in passed else None
        other = carrier is not None and carrier is not compared and carrier.tests
        told = condition_told(state.law, carrier) if carrier is not None and other else ""
        lines.append(Line(party, counted, required, counted - required, party in passed, told))
    base = compared.of if compared is not None else None
    share = Fraction(test.above, test.below) if test else None
    return Admission(
        **state.heading(step, place),
        makes=made_by(step) or "",
        share=share,
        strictly=bool(test and test.strictly),
        base=test.base if test else 0,
        base_is=_called(state, base),
        lines=tuple(lines),
        largest=kept.largest,
        admitted=kept.parties,
        settled=kept.settled,
    )


def _called(state: State, base: Formula | None) -> str:
    """Name the base: by its own name, or in words where it is computed."""
    if base is None or base.text == "valid":
        return "valid votes"
    return base.text if base.text.isidentifier() else phrase(base, state.law)


def _has_one_share(condition: Condition) -> bool:
    return (condition.votes is not None or condition.above is not None) and not isinstance(condition.within, dict)
