"""Returns checked by rules: which stations break which, with the numbers that show it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from hemicycle.count.conditions import OneReturn, condition, fields_of
from hemicycle.count.neighbours import far_from_neighbours, same_figures
from hemicycle.count.ruleset import Check, Neighbours, Rules
from hemicycle.returns.collected import rows_of
from hemicycle.returns.table import Returns

# How many stations a rule shows one by one, unless more are asked for.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """A station that a rule marks: where it lies, the numbers concerned, and what they say.

    `row` is its row of the table, where the rule was asked of each station alone; the same station found in a table
    in another order is the same finding.
    """

    station: tuple[str, ...]
    numbers: Mapping[str, int | None]
    says: str
    row: int | None = field(default=None, compare=False)

    def as_json(self, levels: Sequence[str]) -> dict[str, Any]:
        """Give the finding as JSON values."""
        return {**dict(zip(levels, self.station, strict=True)), "numbers": dict(self.numbers), "says": self.says}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one rule found: of how many stations it could be asked, how many it marks, and some of them.

    `not_asked` says why a rule could be asked of no station.
    """

    check: Check
    stations: int
    marked: int
    findings: tuple[Finding, ...] = ()
    not_asked: str = ""

    def as_json(self, levels: Sequence[str]) -> dict[str, Any]:
        """Give the result as JSON values."""
        check = self.check
        return {
            "number": check.number,
            "kind": "error" if check.is_error else "warning",
            "title": check.title,
            "holds": str(check.holds) if check.holds else None,
            "fields": list(check.fields),
            "cites": list(check.cites),
            "follows": check.follows,
            "stations": self.stations,
            "marked": self.marked,
            "not_asked": self.not_asked or None,
            "findings": [finding.as_json(levels) for finding in self.findings],
        }


def check_returns(returns: Returns, rules: Rules, shown: int | None = SHOWN) -> tuple[Checked, ...]:
    """Ask every rule of every return; `shown` stations of each rule are told one by one, all of them without a number.

    A rule is asked only where every field it reads is given. One that reads a field made of the very others it
    compares with isn't asked, since it would always hold. Nothing is rounded: shares are compared as integers.
    """
    asked, results = [], {}
    for check in rules.checks:
        reason = _why_not(check, returns)
        if reason:
            results[check.number] = Checked(check, 0, 0, not_asked=reason)
        elif check.holds is not None or check.rising is not None:
            asked.append(_Test.of(check, returns))
        else:
            results[check.number] = _among(check, returns, shown)
    for test, counts in zip(asked, _counted(returns, asked), strict=True):
        results[test.check.number] = _told(test, returns, *counts, shown)
    return tuple(results[check.number] for check in rules.checks)


def _why_not(check: Check, returns: Returns) -> str:
    """Say why a rule can't be asked of these returns; nothing where it can."""
    present = {*returns.fields, *returns.derived, "votes"}
    if taken := [name for name in check.unless_given if name in present]:
        return f"another rule takes its place, as {', '.join(taken)} is given"
    if check.rising and len(returns.hours) + ("issued" in present) < 2:
        return "voters by the hour are not given"
    needed = _needed(check)
    if missing := [name for name in needed if name not in present]:
        return f"not given: {', '.join(missing)}"
    if check.holds is not None:
        for name, parts in returns.derived.items():
            if name in needed and set(parts) <= {*needed}:
                return f"{name} is {' + '.join(parts)} here, so that the rule always holds"
    return ""


def _needed(check: Check) -> tuple[str, ...]:
    if check.neighbours is not None:
        return tuple(name for name in (check.neighbours.share, check.neighbours.of) if name != "leading")
    formulas = [formula for formula in (check.holds, check.when) if formula is not None]
    return tuple(dict.fromkeys(name for formula in formulas for name in fields_of(formula)))


@dataclass(frozen=True, slots=True)
class _Test:
    """A rule as expressions over columns: where it is asked, and where it is broken."""

    check: Check
    asked: nw.Expr
    broken: nw.Expr
    columns: tuple[str, ...]

    @classmethod
    def of(cls, check: Check, returns: Returns) -> _Test:
        if check.holds is None:
            hours = (*returns.hours, *(("issued",) if "issued" in (*returns.fields, *returns.derived) else ()))
            pairs = list(itertools.pairwise(hours))
            falls = [(nw.col(before) > nw.col(after)).fill_null(value=False) for before, after in pairs]
            known = [~nw.col(before).is_null() & ~nw.col(after).is_null() for before, after in pairs]
            return cls(check, reduce(or_, known), reduce(or_, falls), hours)
        lists = list(returns.lists)
        given = frozenset((*returns.fields, *returns.derived))
        columns = _needed(check)
        asked = reduce(and_, (~nw.col(name).is_null() for name in columns))
        if check.when is not None:
            asked = asked & condition(check.when, lists, given).fill_null(value=False)
        return cls(check, asked, asked & ~condition(check.holds, lists, given).fill_null(value=True), columns)


def _counted(returns: Returns, tests: Sequence[_Test]) -> Iterator[tuple[int, int]]:
    """Count for all rules in one pass where they were asked, and where they are broken."""
    if not tests:
        return
    counts = [
        nw.when(expr).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias(f"{what}_{place}")
        for place, test in enumerate(tests)
        for what, expr in (("asked", test.asked), ("broken", test.broken))
    ]
    row = rows_of(returns.stations.select(*counts))[0]
    for place in range(len(tests)):
        yield int(row[f"asked_{place}"] or 0), int(row[f"broken_{place}"] or 0)


def _told(test: _Test, returns: Returns, asked: int, broken: int, shown: int | None) -> Checked:
    if not broken:
        return Checked(test.check, asked, 0)
    lists = list(returns.lists)
    columns = (*returns.fields, *returns.derived, *returns.hours)
    numbered = ["row"] if "row" in returns.stations.collect_schema().names() else []
    found = (
        returns.stations.filter(test.broken).select(*numbered, *returns.levels, *columns, *lists).sort(*returns.levels)
    )
    rows = rows_of(found if shown is None else found.head(shown))
    findings = tuple(_finding(test, returns, row) for row in rows)
    return Checked(test.check, asked, broken, findings)


def _finding(test: _Test, returns: Returns, row: Mapping[str, Any]) -> Finding:
    fields = {name: row[name] for name in (*returns.fields, *returns.derived)}
    one = OneReturn(fields, [row[name] for name in returns.lists])
    station = tuple(row[level] or "" for level in returns.levels)
    if test.check.rising:
        numbers = {name: row[name] for name in test.columns}
        hours = dict(zip(returns.hours, returns.profile.voters_by, strict=True))
        told = [f"{hours.get(name, 'in all')}: {_shown(numbers[name])}" for name in test.columns]
        return Finding(station, numbers, f"Voters who had come by {', '.join(told)}.", row.get("row"))
    numbers = {name: one.value(name, None) for name in test.columns}
    says = test.check.says or f"{test.check.holds} doesn't hold."
    filled = re.sub(r"\{(\w+)\}", lambda name: _shown(one.value(name[1], None)), says)
    return Finding(station, numbers, filled, row.get("row"))


def _shown(number: int | None) -> str:
    return "not given" if number is None else f"{number:,}"


def _among(check: Check, returns: Returns, shown: int | None) -> Checked:
    """Ask what can only be asked of stations together."""
    if check.neighbours is not None:
        return _apart(check, check.neighbours, returns, shown)
    compared, pairs = same_figures(returns, check.same_figures or 1)
    findings = tuple(
        Finding(station, {}, f"Every list has the same votes as in {' / '.join(first)}.")
        for station, first in pairs[:shown]
    )
    return Checked(check, compared, len(pairs), findings)


def _apart(check: Check, rule: Neighbours, returns: Returns, shown: int | None) -> Checked:
    compared, found = far_from_neighbours(returns, rule)
    what = "leading list" if rule.share == "leading" else rule.share
    findings = tuple(
        Finding(
            apart.station,
            {},
            f"{what} / {rule.of} is {_percent(apart.share)} %, and between {_percent(apart.low)} and "
            f"{_percent(apart.high)} % by the fences of {apart.neighbours:,} neighbours.",
        )
        for apart in found[:shown]
    )
    return Checked(check, compared, len(found), findings)


def _percent(share: Any) -> str:
    return f"{float(share) * 100:.2f}".replace("-", "−")
