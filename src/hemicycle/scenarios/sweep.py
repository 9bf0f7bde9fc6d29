"""Seats as a function of one number of the law: its threshold, its seats, its method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.count.votes import WHOLE, Votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts, valid_given
from hemicycle.outcome.numbers import exact
from hemicycle.outcome.outcome import Outcome
from hemicycle.scenarios.changed_law import METHODS, Setting, Threshold, change_law, chosen_thresholds
from hemicycle.source.mistake import BadInput, Mistake

_BASES = ("valid", "total(votes)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Thresholds that all give the same seats, from `low` to `high`; whether each end belongs to them.

    `totals` are the seats by party, empty where the law decides nothing there (`status` says why). `passes`
    is the list whose share ends the stretch, None at the end of the sweep.
    """

    low: Fraction
    high: Fraction
    with_low: bool
    with_high: bool
    totals: Mapping[str, int]
    status: str
    passes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The stretch for programs; its ends as exact fractions of 1."""
        return {
            "from": exact(self.low),
            "to": exact(self.high),
            "with_from": self.with_low,
            "with_to": self.with_high,
            "status": self.status,
            "totals": dict(self.totals),
            "lists_at_to": list(self.passes),
        }


@dataclass(frozen=True, slots=True)
class Tried:
    """One value that was tried, and what it gives."""

    value: str
    outcome: Outcome

    def as_json(self) -> dict[str, Any]:
        """What was tried, for programs."""
        return {"value": self.value, "status": self.outcome.status, "totals": self.outcome.totals}


def threshold_stretches(
    law: Law, votes: Votes, facts: Facts, setting: Setting, low: Fraction, high: Fraction
) -> list[Stretch]:
    """Find the exact thresholds at which the seats change, between two shares.

    The seats can change only where a threshold meets a list's own share: between two such shares the same
    lists pass. So the law is run once for each share, and neighbours with the same seats are joined.
    """
    lists = _shares(law, votes, facts, setting)
    strictly = any(each.condition.above is not None for each in chosen_thresholds(law, setting))
    ends = sorted(share for share in lists if low < share < high)
    stretches: list[Stretch] = []
    # a list passes at its own share unless it has to exceed it, so that the share ends, or begins, a stretch
    for start, end in zip([low, *ends], [*ends, high], strict=True):
        outcome = _at(law, votes, facts, setting, start if strictly else end)
        stretches.append(
            Stretch(
                start,
                end,
                with_low=strictly or start == low,
                with_high=not strictly or end == high,
                totals=outcome.totals if outcome.status == "decided" else {},
                status=outcome.status,
                passes=lists.get(end, ()) if end != high else (),
            )
        )
    return _joined(stretches)


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join neighbours with the same seats."""
    joined: list[Stretch] = []
    for each in stretches:
        last = joined[-1] if joined else None
        if last is not None and (last.totals, last.status) == (each.totals, each.status):
            joined[-1] = Stretch(
                last.low, each.high, last.with_low, each.with_high, each.totals, each.status, each.passes
            )
        else:
            joined.append(each)
    return joined


def _at(law: Law, votes: Votes, facts: Facts, setting: Setting, share: Fraction) -> Outcome:
    value = f"{share.numerator}/{share.denominator}"
    changed = change_law(law, [Setting(setting.tier, "threshold", value, setting.threshold)])
    return elect(changed, votes, facts, tracing=False)


def _shares(law: Law, votes: Votes, facts: Facts, setting: Setting) -> dict[Fraction, tuple[str, ...]]:
    """List the shares that lists have of the bases of the thresholds meant."""
    shares: dict[Fraction, list[str]] = {}
    for each in chosen_thresholds(law, setting):
        for share, party in _shares_of(law, votes, facts, each, setting):
            named = shares.setdefault(share, [])
            if party not in named:
                named.append(party)
    return {share: tuple(parties) for share, parties in shares.items()}


def _shares_of(
    law: Law, votes: Votes, facts: Facts, threshold: Threshold, setting: Setting
) -> Iterator[tuple[Fraction, str]]:
    """Go through the shares that one threshold compares, of lists or of alliances."""
    condition = threshold.condition
    level = condition.within if isinstance(condition.within, str) else threshold.admit.at
    base = condition.of.text if condition.of else "valid"
    if isinstance(condition.within, dict) or level not in (NATION, law.votes_at) or base not in _BASES:
        found = f"a threshold of {base}" + ("" if level == NATION else f" in each {level}")
        expected = "one of the valid votes, in the country or where the ballot stands"
        raise BadInput(Mistake(str(setting), found, expected))
    counted: dict[tuple[str, str], Any] = {}
    sums: dict[str, Any] = {}
    for (unit, party), count in votes.ballots[condition.ballot].items():
        where = WHOLE if level == NATION else unit
        counted[where, party] = counted.get((where, party), 0) + count
        sums[where] = sums.get(where, 0) + count
    valid = valid_given(law, votes, facts) if condition.ballot == "votes" and base == "valid" else {}
    for alliance in facts.alliances if condition.votes_of == "alliance" else ():
        for unit in sums:
            counted[unit, alliance.name] = sum(counted.get((unit, party), 0) for party in alliance.lists)
    for (unit, party), count in counted.items():
        whole = valid.get(unit, sums[unit])
        if whole:
            yield Fraction(count) / Fraction(whole), party


def methods_tried(law: Law, votes: Votes, facts: Facts, tier: str) -> Iterator[Tried]:
    """Run a law with each method in turn in a tier, all else as it is."""
    yield from _tried(law, votes, facts, METHODS, lambda value: Setting(tier, "method", value))


def seats_tried(law: Law, votes: Votes, facts: Facts, tier: str, low: int, high: int) -> Iterator[Tried]:
    """Run a law with each number of seats in a tier, from `low` to `high`."""
    values = [str(seats) for seats in range(low, high + 1)]
    yield from _tried(law, votes, facts, values, lambda value: Setting(tier, "seats", value))


def _tried(
    law: Law, votes: Votes, facts: Facts, values: Sequence[str], setting: Callable[[str], Setting]
) -> Iterator[Tried]:
    for value in values:
        yield Tried(value, elect(change_law(law, [setting(value)]), votes, facts, tracing=False))
