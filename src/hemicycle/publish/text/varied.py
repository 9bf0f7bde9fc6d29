"""A simulation with one assumption at a time varied, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from hemicycle.outcome.numbers import listed
from hemicycle.publish.text.simulation import chance_told
from hemicycle.publish.text.what_if import plain_table
from hemicycle.scenarios.simulation import Race, Tally
from hemicycle.scenarios.varied import HOUSE, Assumptions, Event, Variation, hinge_of, value_given

Tried = Sequence[tuple[Variation, Tally]]

_IN_A_TITLE = 4  # so many numbers of seats stand in a title; more of them below the table
_WORDS = {
    "margin": "the margin of error",
    "design-effect": "the design effect",
    "sample": "how many were asked",
    "model": "the model",
    "error": "the pollster's own error",
    "district-noise": "the districts' own error",
    "swing": "the swing",
}


def varied_as_plain(given: Assumptions, base: Tally, tried: Tried, events: Sequence[Event]) -> dict[str, Any]:
    """The variations for programs: every probability at every value, and on what one of them hangs most."""
    hinge = hinge_of(given, base, tried, events)
    return {
        "varied": [
            {"assumption": variation.name, "value": variation.value, "draws": tally.draws, **_chances(tally, events)}
            for variation, tally in tried
        ],
        "hangs_on": None if hinge is None else {**_event(hinge.event), **hinge.as_json()},
    }


def _chances(tally: Tally, events: Sequence[Event]) -> dict[str, Any]:
    found: dict[str, Any] = {"allocations": [], "majority": None}
    for event in events:
        chance = event.chance(tally)
        told = {**_event(event), **chance.as_json()} if chance is not None else None
        if event.majority is not None:
            found["majority"] = told
        elif told is None:
            found["allocations"] = None
        elif found["allocations"] is not None:
            found["allocations"].append(told)
    return found


def _event(event: Event) -> dict[str, Any]:
    if event.majority is not None:
        return {"majority_of": event.majority}
    return {"totals": dict(event.allocation or {}), "official": event.official}


def show_varied(
    console: Console, race: Race, given: Assumptions, base: Tally, tried: Tried, events: Sequence[Event]
) -> None:
    """Print the probabilities at each value of each assumption, and the one that moves them most."""
    names = race.facts.names
    called, legend = _titles(race, events)
    console.print()
    console.print(Text("One assumption at a time, all others as given", style="bold"))
    table = plain_table("Probability in %", *called)
    table.columns[0].no_wrap = True
    for said, tally in [("as given", base), *((_said(each, names), tally) for each, tally in tried)]:
        table.add_row(said, *(_cell(event, tally) for event in events))
    console.print(table)
    for line in legend:
        console.print(line, style="dim")
    hinge = hinge_of(given, base, tried, events)
    if hinge is None:
        console.print("Nothing that was varied moves one of these probabilities by more than the error of the draws.")
        return
    title = called[events.index(hinge.event)]
    told = [
        f"{chance_told(chance)} at {_signed(value)}{' (as given)' if value == value_given(given, hinge.name) else ''}"
        for value, chance in (hinge.low, hinge.high)
    ]
    rivals = [_assumption(each, names) for each in hinge.rivals]
    equally = f" As far as the draws tell it hangs as much on {listed(rivals)}." if rivals else ""
    console.print(f"It hangs most on {_assumption(hinge.name, names)}: {title} has {' and '.join(told)}.{equally}")


def _cell(event: Event, tally: Tally) -> str:
    chance = event.chance(tally)
    return "too many" if chance is None else chance_told(chance).removesuffix(" %")


def _said(variation: Variation, names: Mapping[str, str]) -> str:
    party = variation.name.removeprefix(HOUSE)
    name = variation.name if party == variation.name else f"house {names.get(party, party)}"
    return f"{name} {_signed(variation.value)}"


def _signed(value: str) -> str:
    return value.replace("-", "−", 1) if value.startswith("-") else value


def _assumption(name: str, names: Mapping[str, str]) -> str:
    party = name.removeprefix(HOUSE)
    return _WORDS.get(name) or f"the points that the poll gives {names.get(party, party)} too much"


def _titles(race: Race, events: Sequence[Event]) -> tuple[list[str], list[str]]:
    """Call the events in few characters, and say below the table what that means.

    Seats that aren't on the ballot, and are the same in every allocation, are told once.
    """
    names = race.facts.names
    allocations = [event.allocation for event in events if event.allocation is not None]
    parties = sorted(
        {party for each in allocations for party in each},
        key=lambda party: -max(each.get(party, 0) for each in allocations),
    )
    on_ballot = race.like.by_list()
    apart = [each for each in parties if each not in on_ballot and len({one.get(each) for one in allocations}) == 1]
    shown = [party for party in parties if party not in apart]
    in_title = len(shown) <= _IN_A_TITLE
    titles: list[str] = []
    legend: list[str] = []
    if allocations and in_title:
        besides = "".join(f"; {names.get(party, party)} {allocations[0][party]} in all of them" for party in apart)
        legend.append(f"Seats of {' / '.join(names.get(party, party) for party in shown)}{besides}.")
    for place, event in enumerate(events):
        if event.allocation is None:
            titles.append(f"majority of {names.get(event.majority or '', event.majority)}")
            continue
        seats = event.allocation
        titles.append("/".join(str(seats.get(each, 0)) for each in shown) if in_title else chr(ord("A") + place))
        if not in_title:
            won = [f"{names.get(each, each)} {seats[each]}" for each in shown if each in seats]
            legend.append(f"{titles[-1]}: {listed(won)}.")
        if event.official:
            legend.append(f"{titles[-1]} is the official allocation.")
    return titles, legend
