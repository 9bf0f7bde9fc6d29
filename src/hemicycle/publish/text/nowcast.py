"""A nowcast, on a terminal and for programs: what is counted, what is projected, how far it was off before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from hemicycle.outcome.numbers import fixed, listed, number, signed
from hemicycle.publish.pictures.canvas import Picture
from hemicycle.publish.pictures.draws import picture_of_draws
from hemicycle.publish.pictures.sheet import About
from hemicycle.publish.text.simulation import draws_as_plain, show_draws
from hemicycle.publish.text.what_if import plain_table
from hemicycle.returns.table import Returns
from hemicycle.scenarios.nowcast import Nowcast
from hemicycle.scenarios.projection import LEVEL, Projected
from hemicycle.scenarios.replay import Replayed
from hemicycle.scenarios.simulation import Race, Tally
from hemicycle.source.words import plural


@dataclass(frozen=True, slots=True)
class Told:
    """All that a nowcast has to say; race and tally where a law was given, the replay where an election before was."""

    returns: Returns
    cast: Nowcast
    shares: Mapping[str, Projected]
    lineage: Mapping[str, Sequence[str]]
    replayed: Replayed | None
    race: Race | None
    tally: Tally | None
    seed: int


def assumptions(told: Told) -> list[str]:
    """Say in words what the projection rests on."""
    count = told.cast.count
    if not told.cast.directions:
        return ["nothing: every station with voters on its list is counted"]
    said = [
        "which stations of a region come in first, and which regions, is as if by chance",
        "returns already counted stay as they are",
    ]
    if count.before is not None:
        unmatched = len(count.stations) - count.matched
        rest = f"; {plural(unmatched, 'station')} not found then count as those around them" if unmatched else ""
        said.append(f"what a station had in {told.returns.name} goes with what it had before{rest}")
    others = [name for name in count.others if name != "against_all"]
    if told.race is not None and others:
        said.append(f"{listed(others)}, which the law asks for, as expected in every draw")
    return said


def as_plain(told: Told) -> dict[str, Any]:
    """The nowcast for programs; shares as parts of 1."""
    count, cast = told.cast.count, told.cast
    plain: dict[str, Any] = {
        "returns": told.returns.name,
        "complete": not cast.directions,
        "stations": int(count.is_in.sum()),
        "outstanding": int((~count.is_in).sum()),
        "outstanding_registered": count.electors_out,
        "regions": len(count.regions),
        "regions_counted": count.regions_in,
        "refused": told.returns.refused,
        "level": LEVEL,
        "seed": told.seed,
        "assumptions": assumptions(told),
        "carries_on": {list_: list(before) for list_, before in told.lineage.items()},
        "shares_of": "valid",
        "shares": {list_: each.as_json() for list_, each in told.shares.items()},
        "replay": None if told.replayed is None else told.replayed.as_json(),
    }
    if told.race is None or told.tally is None:
        return plain
    return plain | {"law": told.race.law.id, "draws": told.tally.draws, "seats": draws_as_plain(told.race, told.tally)}


def picture_of_nowcast(told: Told) -> Picture:
    """Draw the seats of each list among the draws. Raises ValueError where no law was given."""
    if told.race is None or told.tally is None:
        raise ValueError("a nowcast without a law; expected one, for its seats")
    names = _names(told)
    assumed = (f"Assumed: {said}" for said in assumptions(told))
    about = About(_counted(told), names, (*assumed, f"Law: {told.race.law.id}"))
    seats = told.race.law.seats
    return picture_of_draws(about, told.tally, seats if isinstance(seats, int) else None)


def _names(told: Told) -> dict[str, str]:
    names = {list_: told.returns.called(list_) for list_ in told.cast.count.lists}
    return names | dict(told.race.facts.names if told.race else {})


def _counted(told: Told) -> str:
    count = told.cast.count
    stations = f"{number(int(count.is_in.sum()))} of {plural(len(count.stations), 'station')} counted"
    return f"{stations}, in {number(count.regions_in)} of {plural(len(count.regions), 'region')}"


def show_nowcast(console: Console, told: Told) -> None:
    """Print what is counted and what is projected, the seats, and the replay."""
    count, cast = told.cast.count, told.cast
    console.print(Text(f"Nowcast of {told.returns.name}", style="bold"))
    out = f"; {number(count.electors_out)} voters on the lists of the others" if cast.directions else ""
    console.print(f"{_counted(told)}{out}")
    for said in assumptions(told):
        console.print(f"Assumed: {said}.", style="dim")
    console.print()
    table = plain_table("List", "% counted", "% projected", f"{LEVEL:.0%} of draws".replace("%", " %"))
    for list_, each in sorted(told.shares.items(), key=lambda item: -item[1].middle):
        ends = f"{_percent(each.low)} to {_percent(each.high)}"
        table.add_row(told.returns.called(list_), _percent(each.counted), _percent(each.middle), ends)
    console.print(table)
    console.print()
    if told.race is not None and told.tally is not None:
        console.print(f"Seats · law: {told.race.law.id}", style="bold")
        show_draws(console, told.race, told.tally, _names(told))
        console.print()
    if told.replayed is not None:
        _show_replay(console, told.replayed)
    elif cast.directions:
        console.print("No earlier election was given (--before), so nothing shows how far this would have been off.")


def _show_replay(console: Console, replayed: Replayed) -> None:
    """Print the election before, projected from the stations that are in now, beside its result."""
    console.print(Text(f"Replayed: {replayed.name}, with exactly the stations in that are in now", style="bold"))
    here = f"{plural(replayed.stations, 'station')} of those were there, {number(replayed.out)} taken as outstanding"
    console.print(f"{here}; nothing before it was given to the model.", style="dim")
    table = plain_table("List", "% counted", "% projected", "90 % of draws", "% result", "± points")
    for list_, each in sorted(replayed.shares.items(), key=lambda item: -replayed.result[item[0]]):
        result = replayed.result[list_]
        ends = f"{_percent(each.low)} to {_percent(each.high)}"
        error = signed((each.middle - result) * 100, 2)
        table.add_row(list_, _percent(each.counted), _percent(each.middle), ends, _percent(result), error)
    console.print(table)
    held = f"{replayed.held} of {plural(len(replayed.shares), 'result')} lay between the ends"
    console.print(f"{held}; the largest error was {_percent(abs(replayed.largest))} points.")


def _percent(share: float) -> str:
    return fixed(share * 100)
