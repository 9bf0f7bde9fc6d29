"""The test of integer percentages, on a terminal: what is counted, what chance gives, the controls, the limits."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from hemicycle.outcome.numbers import fixed, number, percent, signed
from hemicycle.publish.text.what_if import plain_table
from hemicycle.returns.table import Returns
from hemicycle.scrutiny.excess import Excess
from hemicycle.scrutiny.rounding import Rounding
from hemicycle.scrutiny.rounding_controls import LEVEL, Compared, Control
from hemicycle.source.words import capital, plural, several

_UNITS_SHOWN = 15
_CONTROLS_SHOWN = 10
_LEVEL = f"{LEVEL * 100:g} %"
_TITLES = ("Observed", "Expected", "± sd", "Anomaly", "z", "log10 p")
_LIMITS = (
    "The anomaly is a number of stations above what chance gives on average, never a number of votes; a station is "
    "not singled out by it, and why there are so many or who made them so isn't in these numbers.",
    "z is the anomaly in standard deviations; p is the chance of so many or more, by the saddlepoint approximation. "
    "A negative z is an artefact of whole numbers of ballots, and evidence of nothing: not of a count in order either.",
    "What isn't round isn't tested: returns can be wrong without it.",
)


def show_rounding(console: Console, compared: Compared, returns: Returns) -> None:
    """Print the test, its definition, its variants, the units, the controls and the limits."""
    found = compared.found
    console.print(Text(f"Integer percentages in {found.name}", style="bold"))
    console.print(f"list: {returns.called(found.leader)}; {plural(found.stations, 'station')} used", style="dim")
    told = "; ".join(f"{count:,} with {reason}" for reason, count in found.left_out.items() if count)
    console.print(f"left out: {told or 'none'}", style="dim")
    console.print()
    console.print(f"Definition: {found.definition}")
    console.print()
    table = plain_table("Stations", *_TITLES)
    for label, each in (
        ("turnout or result", found.whole),
        ("turnout alone", found.turnout),
        ("result alone", found.result),
        ("near multiples of five", found.fives),
    ):
        table.add_row(label, *_cells(each))
    console.print(table)
    _show_variants(console, found)
    if found.units:
        _show_units(console, found)
    _show_controls(console, compared)
    console.print()
    for limit in _LIMITS:
        console.print(limit, style="dim")


def _cells(each: Excess) -> Sequence[str]:
    return (
        number(each.observed),
        fixed(each.expected, 1),
        fixed(each.sd, 1),
        signed(each.anomaly, 1),
        signed(each.z, 2),
        _log(each.log10_p),
    )


def _log(log10_p: float) -> str:
    return signed(round(log10_p, 1), 1)


def _show_variants(console: Console, found: Rounding) -> None:
    console.print()
    console.print(Text("The same with other least numbers of registered voters", style="bold"))
    table = plain_table("At least", "Stations", *_TITLES)
    for least, (stations, each) in found.sensitivity.items():
        table.add_row(number(least), number(stations), *_cells(each))
    console.print(table)
    console.print()
    console.print(Text("The same, each station weighted by what it has", style="bold"))
    table = plain_table("Weight", *_TITLES)
    turnout = found.turnout_of if found.turnout_of.startswith("ballots issued") else "ballots found"
    labels = {"registered": "voters", "issued": turnout, "leader": "leader's votes"}
    for by, each in found.weighted.items():
        whole = (number(round(value)) for value in (each.observed, each.expected, each.sd))
        table.add_row(labels[by], *whole, signed(round(each.anomaly)), signed(each.z, 2), _log(each.log10_p))
    console.print(table)
    console.print(
        "Sums over whole stations, no counts of ballots that are wrong; p by the normal approximation.", style="dim"
    )


def _show_units(console: Console, found: Rounding) -> None:
    level = found.levels[-1]
    passed = sum(10**each.log10_p_adjusted < LEVEL for each in found.units)
    console.print()
    console.print(Text(f"By {level}", style="bold"))
    console.print(
        f"{passed:,} of {len(found.units):,} {several(level)} lie above what chance gives when at most "
        f"{_LEVEL} of those named may do so by chance (Benjamini and Hochberg: corrected p below {LEVEL})."
    )
    table = plain_table(capital(level), "Stations", "Observed", "Expected", "z", "log10 p", "corrected")
    table.columns[0].overflow = "fold"
    for each in found.units[:_UNITS_SHOWN]:
        cells = (*_cells(each.whole)[:2], *_cells(each.whole)[4:], _log(each.log10_p_adjusted))
        table.add_row(" / ".join(each.unit) or "not named", number(each.stations), *cells)
    console.print(table)
    if len(found.units) > _UNITS_SHOWN:
        console.print(f"and {len(found.units) - _UNITS_SHOWN:,} more: --json gives all", style="dim")


def _show_controls(console: Console, compared: Compared) -> None:
    controls = compared.controls
    made_up = controls[0].made_up
    console.print()
    console.print(Text("The same test in elections that are in order", style="bold"))
    if made_up:
        console.print(
            f"{plural(len(controls), 'made-up election')} in stations of the same sizes, with the turnout and the "
            "result of a typical station; nobody rounds there, and stations differ beyond chance."
        )
    table = plain_table("Control", "Stations", *_TITLES)
    table.columns[0].overflow = "fold"
    for each in _shown(controls):
        table.add_row(each.name.rsplit("/", 1)[-1], number(each.stations), *_cells(each.whole))
    console.print(table)
    if len(controls) > _CONTROLS_SHOWN:
        console.print(f"and {len(controls) - _CONTROLS_SHOWN:,} more between these: --json gives all", style="dim")
    alarms = (
        f"{compared.rejected:,} of {plural(len(controls), 'control')} ({percent(compared.rejected / len(controls), 1)})"
    )
    console.print(f"False alarms: p is below {LEVEL} in {alarms}; chance alone gives {_LEVEL}.")
    console.print(f"All controls together: z {signed(compared.pooled, 2)}.")


def _shown(controls: Sequence[Control]) -> Sequence[Control]:
    """Choose the controls to print: all, or those with the largest and the smallest z."""
    if len(controls) <= _CONTROLS_SHOWN:
        return controls
    ordered = sorted(controls, key=lambda each: -each.whole.z)
    return [*ordered[: _CONTROLS_SHOWN // 2], *ordered[-(_CONTROLS_SHOWN // 2) :]]
