"""Moments and digits of stations beside those of controls, on a terminal and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hemicycle.outcome.numbers import number, plural
from hemicycle.publish.text.turnout import MADE_UP, listing, short
from hemicycle.publish.text.what_if import plain_table
from hemicycle.scrutiny.controls import Beside
from hemicycle.scrutiny.digits import WHY_OFF, Digit
from hemicycle.scrutiny.moments import DEFINITION, WHY_NO_FRACTIONS, Moments, VoteRate

_MEANS = {
    "tau": "peak of turnout",
    "nu": "peak of the leader's share",
    "s_tau": "width of turnout below both peaks",
    "s_nu": "width of the share below its peak",
    "theta": "root of the width above it",
}
_SHAPE = {"skewness": "skewness of the log vote rate", "kurtosis": "kurtosis of it; 3 for a normal one"}
_RATE = (
    "The logarithmic vote rate is log((ballots - votes) / votes), of stations with votes for the leader and for others."
)
_NO_VERDICT = (
    "These describe distributions. Nothing here says why they are as they are, and no value of them is a limit between "
    "clean and unclean: compare the controls."
)


def moments_as_plain(
    name: str, leader: str, found: Moments, rate: VoteRate, controls: Sequence[Beside]
) -> dict[str, Any]:
    """Moments for programs; turnouts and shares as parts of 1."""
    return {
        "returns": name,
        "leader": leader,
        **{key: round(value, 6) for key, value in found.named().items()},
        "stations": int(found.used.sum()),
        "left_out": int((~found.used).sum()),
        "vote_rate": {
            "stations": len(rate.standard),
            "mean": rate.mean,
            "standard_deviation": rate.deviation,
            "skewness": rate.skewness,
            "kurtosis": rate.kurtosis,
        },
        "controls": _controls(controls),
        "definition": f"{DEFINITION} {_RATE}",
        "meaning": _MEANS,
        "not_computed": WHY_NO_FRACTIONS,
    }


def digits_as_plain(name: str, leader: str, found: Sequence[Digit], controls: Sequence[Beside]) -> dict[str, Any]:
    """Digits for programs."""
    return {
        "returns": name,
        "leader": leader,
        "digits": [
            {
                "name": each.name,
                "found": each.found,
                "expected": each.expected,
                "standard_error": each.error,
                "z": each.z,
                "of": each.of,
                "definition": each.definition,
            }
            for each in found
        ],
        "controls": _controls(controls),
        "tests": len(found),
        "why_off": WHY_OFF,
    }


def _controls(controls: Sequence[Beside]) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "kind": "election" if each.kind is None else "made-up",
            "values": {key: low if low == high else [low, high] for key, (low, high) in each.values.items()},
        }
        for each in controls
    ]


def show_moments(
    console: Console, name: str, leader: str, found: Moments, rate: VoteRate, controls: Sequence[Beside]
) -> None:
    """Print the moments of an election beside those of its controls."""
    _heading(console, "Moments of turnout and share", name, leader, int(found.used.sum()))
    values = found.named() | {"skewness": rate.skewness, "kurtosis": rate.kurtosis}
    table = plain_table("", "Meaning", "Found")
    table.columns[1].justify = "left"
    for key, value in values.items():
        table.add_row(key if key in _MEANS else "", (_MEANS | _SHAPE)[key], _value(value))
    console.print(table)
    _show_controls(console, values, controls)
    listing(console, "How they are reckoned", [f"{DEFINITION} {_RATE}"])
    listing(console, "What they can't say", [_NO_VERDICT, WHY_NO_FRACTIONS])


def show_digits(console: Console, name: str, leader: str, found: Sequence[Digit], controls: Sequence[Beside]) -> None:
    """Print digits of an election beside those of its controls."""
    _heading(console, "Digits of votes", name, leader, found[1].of)
    table = plain_table("", "Found", "By chance", "Standard error", "Apart, errors", "Of")
    for each in found:
        cells = (_value(each.found), _value(each.expected), _value(each.error), f"{each.z:+.1f}".replace("-", "−"))
        table.add_row(each.name, *cells, number(each.of))
    console.print(table)
    for each in found:
        console.print(f"  {each.name}: {each.definition}", style="dim")
    _show_controls(console, {each.name: each.found for each in found}, controls)
    by_chance = f"{plural(len(found), 'statistic')}: among so many, one beyond two errors turns up in about one of six"
    listing(console, "What they can't say", [f"{by_chance} elections even where digits are random.", WHY_OFF])


def _heading(console: Console, what: str, name: str, leader: str, stations: int) -> None:
    console.print(Text(f"{what}: {short(name)}", style="bold"))
    console.print(f"leader: {leader}, {plural(stations, 'station')}", style="dim")
    console.print()


def _show_controls(console: Console, values: Mapping[str, float], controls: Sequence[Beside]) -> None:
    console.print()
    console.print(Text("Controls: the same in", style="bold"))
    for control in controls:
        console.print(f"  {short(control.name)}")
        said = [f"{key}: {_range(*control.values[key])}" for key in values]
        console.print(Padding(Text(", ".join(said), style="dim"), (0, 0, 0, 4)))
    if any(control.kind for control in controls):
        console.print(MADE_UP)


def _range(low: float, high: float) -> str:
    return _value(low) if low == high else f"{_value(low)} to {_value(high)}"


def _value(value: float) -> str:
    return f"{value:.4f}".replace("-", "−")
