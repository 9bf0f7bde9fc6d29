"""The arithmetic of protocols as evidence: the stations that each rule marks, with their line, their figures, the gap.

Figures that contradict each other are told, and nothing else: a slip of the pen, a correction and a recount look
the same from here.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hemicycle.count.check import Checked, Finding, check_returns
from hemicycle.count.conditions import OneReturn
from hemicycle.count.ruleset import Rules
from hemicycle.law.formula import Formula, parse_formula
from hemicycle.outcome.numbers import exact
from hemicycle.returns.table import Returns


@dataclass(frozen=True, slots=True)
class Mark:
    """A station that a rule marks. `gap` is the left side of the rule less the right, where both are numbers."""

    station: tuple[str, ...]
    line: int | None
    numbers: Mapping[str, int | None]
    says: str
    gap: Fraction | None

    def as_json(self, levels: tuple[str, ...]) -> dict[str, Any]:
        """The mark for programs."""
        return {
            **dict(zip(levels, self.station, strict=True)),
            "line": self.line,
            "numbers": dict(self.numbers),
            "says": self.says,
            "difference": None if self.gap is None else exact(self.gap),
        }


@dataclass(frozen=True, slots=True)
class Side:
    """The marks in which one side of a rule is the larger: how many, and what the gaps come to without signs."""

    larger: str
    stations: int
    sum: Fraction

    def as_json(self) -> dict[str, Any]:
        """The side for programs."""
        return {"larger": self.larger, "stations": self.stations, "sum": exact(self.sum)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule found: its stations with the largest gap first, and both directions of the gap."""

    checked: Checked
    sides: tuple[Side, ...]
    marks: tuple[Mark, ...]

    def as_json(self, levels: tuple[str, ...], shown: int | None = None) -> dict[str, Any]:
        """The evidence for programs, with `shown` of the stations."""
        check = self.checked.check
        return {
            "rule": check.number,
            "kind": "error" if check.is_error else "warning",
            "title": check.title,
            "holds": str(check.holds) if check.holds else None,
            "cites": list(check.cites),
            "follows": check.follows,
            "stations": self.checked.stations,
            "marked": self.checked.marked,
            "not_asked": self.checked.not_asked or None,
            "sides": [side.as_json() for side in self.sides],
            "marks": [mark.as_json(levels) for mark in self.marks[:shown]],
        }


def evidence_of(returns: Returns, rules: Rules) -> tuple[Evidence, ...]:
    """Ask every rule of every return, and lay out what each marks: errors first, then by the number of stations."""
    found = [_evidence(returns, checked) for checked in check_returns(returns, rules, None)]
    return tuple(sorted(found, key=lambda each: (not each.checked.check.is_error, -each.checked.marked)))


def _evidence(returns: Returns, checked: Checked) -> Evidence:
    sides = _sides(checked.check.holds)
    marks = [_mark(returns, finding, sides) for finding in checked.findings]
    marks.sort(key=lambda mark: (-abs(mark.gap or 0), mark.station))
    if sides is None or any(mark.gap is None for mark in marks):
        return Evidence(checked, (), tuple(marks))
    gaps = [mark.gap for mark in marks if mark.gap]
    directions = (
        Side(str(sides[0]), sum(gap > 0 for gap in gaps), sum((gap for gap in gaps if gap > 0), Fraction(0))),
        Side(str(sides[1]), sum(gap < 0 for gap in gaps), -sum((gap for gap in gaps if gap < 0), Fraction(0))),
    )
    return Evidence(checked, tuple(side for side in directions if side.stations), tuple(marks))


def _sides(rule: Formula | None) -> tuple[Formula, Formula] | None:
    """Take a comparison of two numbers apart; None for any other rule."""
    match rule.node if rule else None:
        case ast.Compare(left=left, ops=[_], comparators=[right]):
            return parse_formula(ast.unparse(left)), parse_formula(ast.unparse(right))
    return None


def _mark(returns: Returns, finding: Finding, sides: tuple[Formula, Formula] | None) -> Mark:
    line = returns.line(finding.row) if finding.row is not None else None
    return Mark(finding.station, line, finding.numbers, finding.says, _gap(finding, sides))


def _gap(finding: Finding, sides: tuple[Formula, Formula] | None) -> Fraction | None:
    """Subtract the right side from the left; None for a rule that compares other things than the numbers told."""
    if sides is None:
        return None
    if any(name.use == "most" for side in sides for name in side.names):
        return None  # the votes of single lists don't stand among the numbers of a finding
    scope = OneReturn(finding.numbers, [finding.numbers.get("votes")])
    return Fraction(sides[0].at(scope)) - Fraction(sides[1].at(scope))
