"""Laws of countries that don't exist, written in a few lines, and elections for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hemicycle.count.votes import Paper, Votes
from hemicycle.law.catalogue import read_law
from hemicycle.law.document import Law
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

WHOLE = "*"
Units = Mapping[str, Mapping[str, Any]]


def law_of(
    folder: Path,
    steps: Sequence[str] | Mapping[str, Sequence[str]],
    *,
    seats: int | str = 10,
    units: str = "",
    facts: str = "",
    questions: Sequence[str] = (),
    of_tiers: Mapping[str, int | str] | None = None,
    more: str = "",
) -> Law:
    """Write and read a law: its steps, or its tiers with theirs.

    A tier is called `lists`, or as the mapping says; `direct within lists` makes it one within another. `facts` are the
    numbers that the election supplies: `age`, `seats per unit at district`. Votes stand at the finest of the units.
    `of_tiers` are the seats of tiers, where the law fixes them.
    """
    tiers = steps if isinstance(steps, Mapping) else {"lists": steps}
    lines = ["law: xx-invented", "title: An invented law", "country: Nowhere", "chamber: House", "act: Act 1"]
    lines += ["in_force: {from: 2000-01-01}", f"seats: {seats}", "read_in: [a test]"]
    if units:
        lines += [f"units: [{units}]", f"votes_at: {units.rpartition(' ')[2]}"]
    if facts:
        lines.append("from_election:")
        for fact in facts.split(", "):
            name, _, at = fact.partition(" per unit at ")
            where = f"each: unit, at: {at}, " if at else ""
            name, _, level = name.partition(" at ")
            where += f"at: {level}, " if level else ""
            lines.append(f"  {name}: {{{where}means: the {name}, cites: [Art. 99]}}")
    lines.append("tiers:")
    article = 0
    for name, its in tiers.items():
        tier, _, other = name.partition(" within ")
        lines.append(f"- tier: {tier}\n  label: {tier} seats")
        lines += [f"  within: {other}"] if other else []
        lines += [f"  seats: {of_tiers[tier]}"] if of_tiers and tier in of_tiers else []
        lines.append("  steps:")
        for step in its:
            article += 1
            lines.append(f"  - {{{step}, cites: [Art. {article}]}}")
    # Documents have to say so where an act has no rule for ties.
    silent = "asks: what decides a tie where the act names no rule, law: silent, we: undetermined"
    lines += ["open_questions:", *(f"- {{{question}}}" for question in (silent, *questions))]
    path = folder / "law.yaml"
    path.write_text("\n".join([*lines, more, ""]), encoding="utf-8")
    return read_law(path)


def cells(units: Units) -> dict[tuple[str, str], Any]:
    """Write numbers by unit and list as the cells of a table."""
    return {(unit, party): number for unit, row in units.items() for party, number in row.items()}


def nation(**numbers: int) -> Votes:
    """Make votes of the whole country."""
    return Votes({"votes": cells({WHOLE: numbers})})


def by_unit(units: Units, above: Mapping[str, str] | None = None, **ballots: Units) -> Votes:
    """Make votes by unit, and other ballots beside them; `above` tells the province of each."""
    parents = {("province", unit): province for unit, province in (above or {}).items()}
    return Votes({"votes": cells(units), **{name: cells(rows) for name, rows in ballots.items()}}, parents=parents)


def ranked(unit: str, papers: Mapping[str, int]) -> Votes:
    """Make ranked ballots: `{"abc": 5}` are five papers that prefer a, then b, then c."""
    firsts: dict[tuple[str, str], int] = {}
    for ranking, copies in papers.items():
        if ranking:
            firsts[unit, ranking[0]] = firsts.get((unit, ranking[0]), 0) + copies
    return Votes(
        {"votes": firsts},
        ranked={unit: tuple(Paper(copies, tuple(ranking)) for ranking, copies in papers.items())},
    )


def numbers(**tables: Any) -> Facts:
    """Make facts that hold numbers: of the whole country by list, or by unit and list."""
    return Facts(numbers={name: table_cells(table) for name, table in tables.items()})


def table_cells(table: Mapping[Any, Any]) -> dict[tuple[str, str], Any]:
    """Write a table, by unit and list or by list alone, as its cells."""
    nested = any(isinstance(row, Mapping) for row in table.values())
    return cells(table) if nested else cells({WHOLE: table})


def seats(outcome: Outcome, tier: str | None = None) -> dict[str, dict[str, int]]:
    """List the seats of a tier, or of all, by unit and list."""
    found: dict[str, dict[str, int]] = {}
    for row in outcome.rows:
        if tier in (None, row.tier):
            unit = found.setdefault(row.district, {})
            unit[row.party] = unit.get(row.party, 0) + row.seats
    return found


__all__ = [
    "WHOLE",
    "Facts",
    "Votes",
    "by_unit",
    "cells",
    "elect",
    "law_of",
    "nation",
    "numbers",
    "ranked",
    "seats",
    "table_cells",
]
