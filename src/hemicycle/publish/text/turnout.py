"""Turnout against votes, on a terminal and for programs: a band with its controls, never one number for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hemicycle.outcome.numbers import number, plural, signed
from hemicycle.publish.text.what_if import plain_table
from hemicycle.returns.table import Returns
from hemicycle.scrutiny.controls import MadeUp, Reckoned
from hemicycle.scrutiny.turnout import ASSUMPTIONS, DEFINITION, SHIFT, LeftOver

MADE_UP = (
    "Made-up elections are honest ones in the same stations, with the turnout and the leader's share of the whole; of "
    "several, the outermost ends. Real elections that you take as clean are better controls: --control FILE."
)
LIMITS = (
    "This is arithmetic on stated assumptions, no count of votes that anybody added or lost. Where turnout and support "
    "go together for honest reasons, as between town and country, it leaves votes over as well: compare the controls."
)

_OTHER_WAY = "  turnouts on a border in the bin above"


@dataclass(frozen=True)
class Told:
    """All that there is to say: an election, and its controls, real or made up."""

    returns: Returns
    found: Reckoned
    controls: Sequence[Reckoned]
    made_up: Sequence[MadeUp]
    above: int
    seed: int

    @property
    def definition(self) -> str:
        """What is reckoned, with numerator, denominator and filter."""
        return DEFINITION.format(above=self.above)


def as_plain(told: Told) -> dict[str, Any]:
    """Turnout against votes for programs; bands beside every number, shares in per cent of the leader's votes."""
    found = told.found.below
    curves = found.curves
    return {
        "returns": told.returns.name,
        "leader": told.found.numbers.leader,
        "peak": found.peak.at,
        "peak_says": found.peak.says,
        "anomalous_votes": found.votes,
        "band": list(found.band),
        "band_is": f"the least and the most when the peak moves by up to {SHIFT} bins",
        "leader_votes": found.of_leader,
        "percent_of_leader": _percent(found.share),
        "band_percent": [_percent(share) for share in found.shares],
        "borders_above": _way(told.found.above),
        "controls": [*map(_control, told.controls), *(_invented(kind, told.seed) for kind in told.made_up)],
        "stations": curves.stations,
        "left_out": _left_out(told.found),
        "assumptions": list(ASSUMPTIONS),
        "definition": f"{told.definition} {LIMITS}",
        "curves": {"leader": curves.leader.tolist(), "others": curves.others.tolist()},
    }


def _left_out(found: Reckoned) -> dict[str, int]:
    curves = found.below.curves
    return {
        "few_voters": curves.small,
        "no_ballots": curves.empty,
        "more_ballots_than_voters": curves.beyond,
        "numbers_not_given": found.numbers.stations.left_out,
    }


def _way(found: LeftOver) -> dict[str, Any]:
    return {
        "peak": found.peak.at,
        "percent_of_leader": _percent(found.share),
        "band_percent": [_percent(share) for share in found.shares],
    }


def _control(control: Reckoned) -> dict[str, Any]:
    return {
        "name": control.name,
        "kind": "election",
        "leader": control.numbers.leader,
        "stations": control.below.curves.stations,
        "peak_says": control.below.peak.says,
        **_way(control.below),
        "borders_above": _way(control.above),
    }


def _invented(control: MadeUp, seed: int) -> dict[str, Any]:
    return {
        "name": _called(control),
        "kind": "made-up",
        "elections": len(control.shares),
        "seed": seed,
        "correlation": control.kind.together,
        "uneven": control.kind.uneven,
        "percent_of_leader": [_percent(share) for share in control.at_peak],
        "band_percent": [_percent(share) for share in control.band],
        "bands_holding_zero": control.holding_zero,
    }


def show_turnout(console: Console, told: Told) -> None:
    """Print the band of an election beside those of its controls, and what they rest on."""
    found = told.found.below
    out = sum(_left_out(told.found).values())
    name = told.returns.called(told.found.numbers.leader)
    console.print(Text(f"Turnout against votes: {short(told.returns.name)}", style="bold"))
    said = f"leader: {name}, {number(found.of_leader)} votes in {plural(found.curves.stations, 'station')}"
    console.print(f"{said}; {number(out)} left out.", style="dim")
    console.print()
    table = plain_table("Left over, % of the leader's votes", "Peak, %", "from", "to", "hold 0")
    _row(table, short(told.returns.name), found)
    _row(table, _OTHER_WAY, told.found.above)
    table.add_row(Text("Controls", style="bold"))
    for control in told.controls:
        _row(table, short(control.name), control.below)
        _row(table, _OTHER_WAY, control.above)
    for invented in told.made_up:
        ends = [_signed(share) for share in invented.band]
        table.add_row(_called(invented), "", *ends, f"{invented.holding_zero} of {len(invented.bands)}")
    console.print(table)
    console.print()
    low, high = (_rounded(votes) for votes in found.band)
    console.print(
        f"In votes the band is {low} to {high}: the least and the most when the peak moves by up to {SHIFT} bins. The "
        f"peak: {found.peak.says}."
    )
    if told.made_up:
        console.print(MADE_UP)
    listing(console, "How it is reckoned", [f"{told.definition} Per cent are of the leader's votes there."])
    listing(console, "What it assumes", ASSUMPTIONS)
    listing(console, "What it can't say", [LIMITS])


def short(name: str) -> str:
    """Call a file by its own name, without the folders and the archive it lies in."""
    return name.rpartition("/")[2]


def listing(console: Console, title: str, said: Sequence[str]) -> None:
    """Print a title with sentences set in below it."""
    console.print()
    console.print(Text(title, style="bold"))
    for each in said:
        console.print(Padding(Text(each), (0, 0, 0, 2)))


def _row(table: Table, name: str, found: LeftOver) -> None:
    zero = "yes" if found.band[0] <= 0 <= found.band[1] else "no"
    table.add_row(name, f"{found.peak.at} to {found.peak.at + 1}", *map(_signed, found.shares), zero)


def _called(control: MadeUp) -> str:
    return f"{len(control.shares)} made up, {control.kind.says}"


def _percent(share: float) -> float:
    return round(share * 100, 2)


def _signed(share: float) -> str:
    return signed(Fraction(share) * 100, 1)


def _rounded(votes: int) -> str:
    """Round votes to three digits: what is reckoned has no more."""
    return signed(round(votes, 2 - floor(log10(abs(votes))))) if votes else "0"
