"""Charts of scenarios for notebooks, by Altair (extra `notebooks`), from the same records as the pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hemicycle.outcome.numbers import exact
from hemicycle.publish.pictures.palette import PARTIES
from hemicycle.publish.pictures.triangle import kinds_of, kinds_said
from hemicycle.scenarios.simulation import Tally
from hemicycle.scenarios.sweep import Stretch
from hemicycle.scenarios.ternary import Ternary

if TYPE_CHECKING:
    import altair as alt

NO_NAMES: Mapping[str, str] = {}


def seats_against_threshold(
    stretches: Sequence[Stretch], names: Mapping[str, str] = NO_NAMES, now: Fraction | None = None
) -> alt.LayerChart:
    """Chart the seats of each list by the threshold, a rule for each stretch; `now` is the law's own threshold.

    The data have a row for each stretch and list: its ends in per cent, and as exact fractions of 1.
    """
    import altair as alt

    parties = dict.fromkeys(party for each in stretches for party in each.totals)
    rows = [
        {
            "list": names.get(party, party),
            "seats": each.totals.get(party, 0),
            "from": float(each.low * 100),
            "to": float(each.high * 100),
            "exactly": f"{exact(each.low)} to {exact(each.high)}",
        }
        for each in stretches
        if each.status == "decided"
        for party in parties
    ]
    steps = (
        alt.Chart(_data(rows))
        .mark_rule(strokeWidth=3)
        .encode(
            x=alt.X("from:Q", title="threshold, %", scale=alt.Scale(nice=False)),
            x2="to:Q",
            y=alt.Y("seats:Q", title="seats"),
            color=_colours(rows),
            tooltip=["list:N", "seats:Q", "exactly:N"],
        )
    )
    law = alt.Chart(_data([] if now is None else [{"law": float(now * 100)}])).mark_rule(strokeDash=[3, 2])
    return alt.LayerChart(layer=[steps, law.encode(x="law:Q")]).properties(title="Seats at other thresholds", width=480)


def seat_distributions(tally: Tally, names: Mapping[str, str] = NO_NAMES) -> alt.FacetChart:
    """Chart how often each list had how many seats among the draws, a strip of bars for each list.

    The data have a row for each list and number of seats that came up: the times and their share of the draws.
    """
    import altair as alt

    rows = [
        {"list": names.get(party, party), "seats": seats, "times": times, "share": times / tally.draws}
        for party, counted in tally.seats.items()
        if any(counted)
        for seats, times in sorted(counted.items())
    ]
    bars = (
        alt.Chart(_data(rows))
        .mark_bar()
        .encode(
            x=alt.X("seats:Q", title="seats", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("share:Q", title="share of draws", axis=alt.Axis(format="%")),
            color=_colours(rows),
            tooltip=["list:N", "seats:Q", "times:Q", alt.Tooltip("share:Q", format=".2%")],
        )
        .properties(height=50, width=480)
    )
    by_list = alt.Row("list:N", title=None, sort=_lists(rows), header=alt.Header(labelAngle=0, labelAlign="left"))
    strips: alt.FacetChart = bars.facet(row=by_list)
    return strips.properties(title="Seats of each list among the draws")


def ternary(found: Ternary, names: Mapping[str, str] = NO_NAMES) -> alt.LayerChart:
    """Chart who wins at each point of the grid on which three lists share their votes.

    The data have a row for each point: the share of each of the three, and the seats of all lists.
    """
    import altair as alt

    called = [names.get(party, party) for party in found.lists]
    said = kinds_said(called)
    parts = found.parts.tolist()
    rows = [
        _corner_place(shares, found.steps)
        | {"wins": said[kind]}
        | {f"{name}, %": 100 * part / found.steps for name, part in zip(called, shares, strict=True)}
        | {names.get(party, party): won for party, won in zip(found.many.lists, seats, strict=True)}
        for shares, kind, seats in zip(parts, kinds_of(found).tolist(), found.many.seats.tolist(), strict=True)
    ]
    across, down = alt.Scale(domain=[-0.15, 1.15], nice=False), alt.Scale(domain=[-0.1, 0.95], nice=False)
    hidden = {"x": alt.X("x:Q", axis=None, scale=across), "y": alt.Y("y:Q", axis=None, scale=down)}
    told = [alt.Tooltip(field=_field(name), type="quantitative", title=name) for name in rows[0] if name not in _OWN]
    points = alt.Chart(_data(rows)).mark_square(size=_SIZE / found.steps**2, opacity=1)
    legend = alt.Legend(labelLimit=0, orient="bottom", columns=1)
    wins = alt.Color("wins:N", title=None, scale=alt.Scale(domain=said, range=_WINS), legend=legend)
    corners = [
        _corner_place([int(place == corner) for corner in range(3)], 1) | {"name": name}
        for place, name in enumerate(called)
    ]
    dot = _corner_place(list(found.votes), sum(found.votes)) | {"name": "as it was"}
    layers = [
        points.encode(**hidden, color=wins, tooltip=[alt.Tooltip("wins:N", title="here"), *told]),
        alt.Chart(_data(corners)).mark_text(dy=alt.expr(_OUTSIDE)).encode(**hidden, text="name:N"),
        alt.Chart(_data([dot])).mark_circle(color="black", size=70).encode(**hidden, tooltip="name:N"),
    ]
    return alt.LayerChart(layer=layers).properties(title="Who wins as three lists trade votes", width=460, height=370)


_OWN = ("x", "y", "wins")
_SIZE = 120_000.0
_OUTSIDE = "datum.y > 0.5 ? -10 : 14"  # names of corners: above the upper one, below the others
# Majorities in the colours of the three lists, most seats in tints of them, the rest in greys.
_WINS = [*(ink.light for ink in PARTIES[:3]), "#8cbfdc", "#dfbd80", "#80c6b3", "#8f9194", "#dddbd4", "#1d1f21"]


def _corner_place(parts: Sequence[int], steps: int) -> dict[str, float]:
    """Place a point in a triangle of side 1 whose first corner is on top and second on the left."""
    return {"x": 0.5 + (parts[2] - parts[1]) / steps / 2, "y": parts[0] / steps * 3**0.5 / 2}


def _field(name: str) -> str:
    """Write a name of a column so that dots and brackets in it aren't read as paths."""
    escaped = name.replace("\\", "\\\\")
    for mark in ".[]'\"":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def _data(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    import altair as alt

    return alt.InlineData(values=list(rows))


def _lists(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["list"] for row in rows))


def _colours(rows: Sequence[Mapping[str, Any]]) -> alt.Color:
    import altair as alt

    scale = alt.Scale(domain=_lists(rows), range=[ink.light for ink in PARTIES])
    return alt.Color("list:N", title=None, scale=scale, legend=alt.Legend(labelLimit=0))
