"""What many draws came to, on a terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from hemicycle.outcome.numbers import number, plural
from hemicycle.publish.text.what_if import plain_table
from hemicycle.scenarios.poll import Poll
from hemicycle.scenarios.simulation import Chance, Race, Tally, seats_between
from hemicycle.scenarios.swing import Swings

_ALLOCATIONS = 8
_DRAWN = {
    "dirichlet": "what the voters may have, given the poll alone",
    "multinomial": "what another poll of the same size would find",
    "logit-normal": "shares with errors on a logarithmic scale",
}
LOTS_RULE = "seats left to a lot are given to the list that the ballot names first"


def as_plain(election: str, race: Race, poll: Poll, swings: Swings, tally: Tally, seed: int) -> dict[str, Any]:
    """The simulation for programs: every chance with its number of draws and Monte Carlo error."""
    return {
        "election": election,
        "law": race.law.id,
        "draws": tally.draws,
        "seed": seed,
        "assumptions": assumptions(poll, swings),
        **draws_as_plain(race, tally),
    }


def draws_as_plain(race: Race, tally: Tally) -> dict[str, Any]:
    """What the draws came to, for programs."""
    allocations = None
    if tally.allocations is not None:
        allocations = [
            {"totals": _totals(tally, key), **Chance(times, tally.draws).as_json()}
            for key, times in tally.allocations.most_common()
        ]
    return {
        "lists": {
            party: {
                "seats": {str(seats): times for seats, times in sorted(tally.seats[party].items())},
                "middle_90": list(seats_between(tally, party)),
                "passes": Chance(tally.passed[party], tally.draws).as_json() if party in tally.passed else None,
                "majority": Chance(tally.majorities[party], tally.draws).as_json(),
            }
            for party in tally.lists
            if party in tally.seats
        },
        "coalitions": [
            {"lists": list(each), "majority": Chance(tally.together[each], tally.draws).as_json()}
            for each in race.coalitions
        ],
        "allocations": allocations,
        "lots": {"draws": tally.lots, "rule": LOTS_RULE},
        "undetermined": tally.undetermined,
        "counted_singly": tally.singly,
        "counted_singly_because": tally.because,
    }


def assumptions(poll: Poll, swings: Swings) -> list[str]:
    """Say in words what the draws rest on."""
    said = [
        f"{_DRAWN[poll.model]} ({poll.model})",
        f"{number(poll.sample)} asked, with a design effect of {poll.design_effect:.1f} as good as "
        f"{number(round(poll.effective))} drawn at random",
    ]
    said += [f"the poll gives {party} {points * 100:+.1f} points too much" for party, points in poll.house.items()]
    if not poll.house:
        said.append("the poll leans to no list")
    if poll.error:
        said.append(f"an error of the pollster's own of {poll.error * 100:g} % of each share")
    if swings.noise:
        said.append(f"districts move by {swings.kind} swing, each with an error of {swings.noise * 100:g} %")
    return said


def _totals(tally: Tally, key: tuple[int, ...]) -> dict[str, int]:
    won = {party: seats for party, seats in zip(tally.lists, key, strict=True) if seats}
    return dict(sorted(won.items(), key=lambda item: -item[1]))


def show_simulation(console: Console, title: str, race: Race, poll: Poll, swings: Swings, tally: Tally) -> None:
    """Print the seats of each list over all draws, the allocations that came up, and what all rests on."""
    console.print(Text(title, style="bold"))
    console.print(f"{number(tally.draws)} draws · law: {race.law.id}", style="dim")
    for said in assumptions(poll, swings):
        console.print(f"Assumed: {said}.", style="dim")
    console.print()
    show_draws(console, race, tally, race.facts.names)


def show_draws(console: Console, race: Race, tally: Tally, names: Mapping[str, str]) -> None:
    """Print the seats of each list over all draws, and the allocations that came up."""
    shown = [party for party in tally.lists if max(tally.seats.get(party, {0: 0})) > 0]
    shown.sort(key=lambda party: -seats_between(tally, party)[1])
    titles = ["List", "Median", "90 % of draws", "Majority"] + (["Passes"] if tally.passed else [])
    table = plain_table(*titles)
    for party in shown:
        low, middle, high = seats_between(tally, party)
        met = party in tally.passed  # seats from elsewhere meet no threshold
        passes = [chance_told(Chance(tally.passed[party], tally.draws)) if met else ""] if tally.passed else []
        majority = chance_told(Chance(tally.majorities[party], tally.draws))
        table.add_row(names.get(party, party), number(middle), f"{low} to {high}", majority, *passes)
    console.print(table)
    console.print()
    if race.coalitions:
        table = plain_table("Together", "Majority")
        for each in race.coalitions:
            said = " + ".join(names.get(party, party) for party in each)
            table.add_row(said, chance_told(Chance(tally.together[each], tally.draws)))
        console.print(table)
        console.print()
    if tally.allocations is None:
        console.print("Too many different allocations to list; each list's seats are above.")
    else:
        table = plain_table("Seats", "Probability")
        for key, times in tally.allocations.most_common(_ALLOCATIONS):
            told = ", ".join(f"{names.get(party, party)} {seats}" for party, seats in _totals(tally, key).items())
            table.add_row(told, chance_told(Chance(times, tally.draws)))
        console.print(table)
        more = len(tally.allocations) - _ALLOCATIONS
        if more > 0:
            console.print(f"{number(more)} more allocations came up; --json has them all.", style="dim")
    console.print()
    console.print("±: the error that the number of draws leaves; it says nothing of whether what is assumed holds.")
    if tally.lots:
        console.print(f"{plural(tally.lots, 'draw')} needed a lot: {LOTS_RULE}.")
    if tally.undetermined:
        console.print(f"Undetermined by the law, and counted for nobody: {plural(tally.undetermined, 'draw')}.")
    if tally.because:
        console.print(f"Counted one by one, because of {tally.because}.")


def chance_told(chance: Chance) -> str:
    """Write a probability with its Monte Carlo error, in per cent; what never or always happened with its bound."""
    error = chance.error * 100
    places = 1 + math.ceil(max(0.0, -math.log10(error)))  # the error has two digits
    if chance.times == 0:
        return f"< {error:.{places}f} %"
    if chance.times == chance.draws:
        return f"> {100 - error:.{places}f} %"
    return f"{chance.share * 100:.{places}f} ± {error:.{places}f} %"
