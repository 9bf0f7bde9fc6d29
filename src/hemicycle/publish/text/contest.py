"""Was there a contest, on a terminal: the figures, each among those of other elections, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hemicycle.outcome.numbers import day, fixed, listed, number, percent, signed
from hemicycle.publish.text.what_if import plain_table
from hemicycle.scrutiny.beside import Strip
from hemicycle.scrutiny.contest import LIMIT, Contest, Index
from hemicycle.scrutiny.factions import House
from hemicycle.source.words import capital

_SIGNED = frozenset({"swing"})
_FACTIONS = 12  # that have a line of their own
_PAST = 4


def show_contest(console: Console, contest: Contest, strips: Mapping[str, Strip]) -> None:
    """Print the figures of an election; `strips` sets them among those of others, and may be empty."""
    basis = contest.basis
    console.print(Text(f"{contest.election.title}: was there a contest", style="bold"))
    console.print(f"votes: {basis.stage} · law: {basis.outcome.law}", style="dim")
    console.print()
    for said in (basis.no_votes or basis.votes_are, basis.no_seats or basis.seats_are):
        console.print(f"{capital(said)}.")
    console.print(Padding(LIMIT, (1, 0, 1, 0)))
    if contest.values:
        _figures(console, contest, strips)
    if contest.house is not None:
        _power(console, contest, contest.house)
    _section(console, "What can't be said, and why", _unknown(contest.indices))
    _section(console, "Notes", [f"{capital(note)}." for note in contest.notes])
    _section(console, "Formulas and sources", _formulas(contest))


def figure(name: str, value: Any) -> str:
    """Write a figure with two places, a change with its sign."""
    return signed(value, 2) if name in _SIGNED else fixed(value)


def _figures(console: Console, contest: Contest, strips: Mapping[str, Strip]) -> None:
    """Print a line for each figure: its value, where it lies among others, and the chamber's figures before."""
    past = contest.past[:_PAST]
    columns = ["", "Value"]
    if strips:
        columns += ["Median", "Lower"]
    columns += [str(each.election.date.year) for each in past]
    table = plain_table(*columns)
    for index in contest.indices:
        name = index.definition.name
        if index.value is None:
            continue
        unit = f", {index.definition.unit}" if index.definition.unit else ""
        cells = [f"{index.definition.short}{unit}", figure(name, index.value)]
        if strips:
            strip = strips[name]
            middle = "" if strip.median is None else figure(name, strip.median)
            cells += [middle, f"{strip.lower} of {len(strip.others)}" if strip.others else ""]
        cells += [figure(name, each.values[name]) if name in each.values else "–" for each in past]
        table.add_row(*cells)
    console.print(table)
    if strips:
        most = max((len(strip.others) for strip in strips.values()), default=0)
        said = f"Median and lower: among up to {number(most)} other elections of the archive, those with the figure."
        console.print(said, style="dim")
    if past:
        days = listed([day(each.election.date) for each in past])
        console.print(f"By year: the chamber's elections before, of {days}.", style="dim")


def _power(console: Console, contest: Contest, house: House) -> None:
    """Print the power of the factions for both majorities."""
    console.print()
    console.print(Text("Power to make a majority, by seats alone", style="bold"))
    said = f"Of {number(house.seats)} seats a simple majority is {number(house.simple)}"
    console.print(f"{said}, two thirds are {number(house.two_thirds)}. Shares of all power, %.", style="dim")
    simple, two_thirds = number(house.simple), number(house.two_thirds)
    heads = [f"{who} {quota}" for who in ("Banzhaf", "Shapley") for quota in (simple, two_thirds)]
    table = plain_table("Faction", "Seats", *heads)
    for faction in house.factions[:_FACTIONS]:
        singly = f" ({faction.players} singly)" if faction.players > 1 else ""
        powers = [fixed(power * 100) for power in (*faction.banzhaf, *faction.shapley_shubik)]
        table.add_row(f"{contest.basis.name(faction.party)}{singly}", number(faction.seats), *powers)
    console.print(table)
    if len(house.factions) > _FACTIONS:
        rest = house.factions[_FACTIONS:]
        together = percent(sum(faction.banzhaf[0] for faction in rest))
        said = f"{len(rest)} smaller factions have {together} together (Banzhaf, simple majority)."
        console.print(said, style="dim")


def _unknown(indices: Iterable[Index]) -> list[str]:
    """Say what has no value, figures with one reason together."""
    reasons: dict[str, list[str]] = {}
    for index in indices:
        if index.value is None:
            reasons.setdefault(index.why_not, []).append(index.definition.title)
    return [f"{'; '.join(titles)}: {reason}." for reason, titles in reasons.items()]


def _formulas(contest: Contest) -> list[str]:
    """Tell each figure's formula, what went into it here, and its source in short."""
    said = ["v is a list's share of the votes for lists, s its share of the seats that those votes filled."]
    for index in contest.indices:
        if index.value is not None:
            made = index.definition
            detail = f" Here: {index.detail}." if index.detail else ""
            said.append(f"{made.title}: {made.formula} ({made.paper}).{detail}")
    if contest.house is not None:
        said.append("Banzhaf: coalitions that a faction's seats lift to the majority / those of all (Banzhaf 1965).")
        said.append(
            "Shapley: orders of the factions in which it turns the vote / all orders (Shapley and Shubik 1954)."
        )
    said.append("The papers in full: --json, and the chapter on contests.")
    return said


def _section(console: Console, title: str, lines: Iterable[str]) -> None:
    told = list(lines)
    if told:
        console.print()
        console.print(Text(title, style="bold"))
        for line in told:
            console.print(Padding(line, (0, 0, 0, 2)))
