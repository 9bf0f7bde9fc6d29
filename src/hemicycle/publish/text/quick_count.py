"""Quick counts for people and for programs: the plan of a sample, and what a sample says."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hemicycle.outcome.numbers import fixed, number
from hemicycle.publish.tables import Table as Rows
from hemicycle.publish.text.what_if import plain_table
from hemicycle.returns.fields import FIELDS
from hemicycle.scrutiny.estimate import Estimated, QuickCount
from hemicycle.scrutiny.quick_count import Frame, Planned
from hemicycle.scrutiny.sampling import LEVEL
from hemicycle.source.words import plural

_SHOWN = 12
_OF_100 = f"{LEVEL * 100:.0f} of 100"


def design_told(frame: Frame) -> str:
    """Say how a sample is drawn: stations, or whole clusters of them, from the country or within strata."""
    what = "stations" if frame.clusters is None else f"whole units of {frame.clusters}, all stations of each"
    within = f", within each unit of {frame.by}, in proportion, at least two" if frame.by else ", from all"
    return f"{what}{within}; by lot, none twice"


def plan_as_plain(plan: Planned, seed: str | None) -> dict[str, Any]:
    """The plan for programs; shares and margins as parts of 1."""
    frame = plan.frame
    return {
        "frame": frame.stations.name,
        "stations": len(frame.stations),
        "stations_left_out": frame.stations.left_out,
        "units": len(frame.units),
        "by": frame.by,
        "clusters": frame.clusters,
        "design": design_told(frame),
        "size": plan.size,
        "parts": dict(plan.parts),
        "list": plan.list,
        "shares_of": plan.base,
        "share": plan.share,
        "level": LEVEL,
        "margin": plan.margin,
        "ballots": round(plan.ballots),
        "margin_binomial": plan.binomial,
        "design_effect": plan.effect if math.isfinite(plan.effect) else None,
        "seed": seed,
        "assumptions": plan_assumptions(plan),
    }


def plan_assumptions(plan: Planned) -> list[str]:
    """Say what a plan rests on."""
    return [
        f"stations will differ from each other as they do in {plan.frame.stations.name}",
        "every station that is drawn comes back",
        "the results that are reported are those of the boxes",
    ]


def show_plan(console: Console, plan: Planned, called: str) -> None:
    """Print what a sample would tell, beside what the binomial formula claims."""
    frame = plan.frame
    what = "stations" if frame.clusters is None else f"units of {frame.clusters}"
    console.print(Text(f"Quick count planned on {frame.stations.name}", style="bold"))
    left = f"; left out for want of a number: {number(frame.stations.left_out)}"
    console.print(f"{plural(len(frame.stations), 'station')}{left if frame.stations.left_out else ''}", style="dim")
    console.print(f"Drawn: {design_told(frame)}.")
    console.print()
    table = plain_table("", "")
    table.show_header = False
    table.add_row(what.capitalize() + " drawn", f"{number(plan.size)} of {number(len(frame.units))}")
    table.add_row(f"Share of {called} there, of {FIELDS[plan.base]}", f"{_percent(plan.share)} %")
    table.add_row(f"Margin, in {_OF_100} samples", f"± {_points(plan.margin)} points")
    console.print(table)
    if math.isfinite(plan.effect):
        ballots = number(round(plan.ballots))
        console.print(
            f"The binomial formula for {ballots} ballots would claim ± {fixed(plan.binomial * 100, 3)} points. It "
            f"counts voters as if each had been drawn alone; the variance is {number(round(plan.effect))} times as "
            "large (design effect)."
        )
    console.print()
    for said in plan_assumptions(plan):
        console.print(f"Assumed: {said}.", style="dim")
    if frame.by:
        console.print()
        console.print(_parts(plan, what))


def _parts(plan: Planned, what: str) -> Table:
    sizes = dict(zip(plan.frame.strata, plan.frame.sizes, strict=True))
    table = plain_table(plan.frame.by or "", f"{what} there", "drawn")
    for name in list(plan.parts)[:_SHOWN]:
        table.add_row(name, number(sizes[name]), number(plan.parts[name]))
    if len(plan.parts) > _SHOWN:
        table.add_row(f"and {len(plan.parts) - _SHOWN} more (--json has all)", "", "")
    return table


def sample_table(plan: Planned, places: Sequence[int]) -> Rows:
    """Make the form of a sample: its stations in the order drawn, with columns to be filled in."""
    stations = plan.frame.stations
    fields = [name for name in ("registered", plan.base) if name in stations.fields]
    numbers = [*fields, *(f"votes:{list_}" for list_ in stations.lists)]
    columns = {**dict.fromkeys(stations.levels, "text"), **dict.fromkeys(numbers, "number")}
    return Rows(columns, [(*stations.units[place], *(None for _ in numbers)) for place in places])


def estimate_as_plain(found: QuickCount, source: str) -> dict[str, Any]:
    """An estimate for programs; shares as parts of 1."""
    frame = found.frame
    return {
        "returns": source,
        "frame": frame.stations.name,
        "stations": len(frame.stations),
        "by": frame.by,
        "clusters": frame.clusters,
        "design": design_told(frame),
        "drawn": found.counted + len(found.missing),
        "counted": found.counted,
        "missing": [" / ".join(station) for station in found.missing],
        "units_counted": found.units,
        "level": LEVEL,
        "shares_of": found.base,
        "shares": _plain(found.shares),
        "turnout_of": "registered",
        "turnout": found.turnout and _one(found.turnout),
        "domains": {name: _plain(shares) for name, shares in found.domains.items()},
        "strata_with_one_unit": list(found.alone),
        "strata_without_any": list(found.absent),
        "assumptions": estimate_assumptions(found),
    }


def _plain(shares: Mapping[str, Estimated]) -> dict[str, Any]:
    return {list_: _one(each) for list_, each in shares.items()}


def _one(each: Estimated) -> dict[str, Any]:
    found = each.ratio
    known = math.isfinite(found.margin)
    return {
        "share": found.share,
        "standard_error": found.error,
        "degrees_of_freedom": found.freedom,
        "margin": found.margin if known else None,
        "low": found.low if known else None,
        "high": found.high if known else None,
        "bounds": list(each.bounds) if each.bounds else None,
    }


def estimate_assumptions(found: QuickCount) -> list[str]:
    """Say what an estimate rests on."""
    said = [f"the stations were drawn so: {design_told(found.frame)}", "the numbers reported are those of the boxes"]
    if found.missing:
        within = "their stratum" if found.frame.by else "the country"
        said.append(
            f"{plural(len(found.missing), 'station')} missing would say on average what the others of {within} say"
        )
    if found.alone:
        said.append(
            f"{plural(len(found.alone), 'stratum').replace('stratums', 'strata')} with one unit counted of several: "
            "its distance from the country's mean stands for its variation"
        )
    if found.absent:
        names = ", ".join(found.absent[:_SHOWN])
        said.append(f"nothing came from {names}: the estimate is of the rest of the country")
    return said


def show_estimate(console: Console, found: QuickCount, source: str, names: Mapping[str, str]) -> None:
    """Print the shares and turnout with their margins, what is missing, and what it rests on."""
    console.print(Text(f"Quick count of {source}", style="bold"))
    drawn = found.counted + len(found.missing)
    came = f"{number(found.counted)} of {plural(drawn, 'station')} drawn came back"
    console.print(f"{came}, for {number(len(found.frame.stations))} of the frame {found.frame.stations.name}")
    for said in estimate_assumptions(found):
        console.print(f"Assumed: {said}.", style="dim")
    console.print()
    bounds = bool(found.missing) and any(each.bounds for each in found.shares.values())
    header = ["", f"% of {found.base}", "±", f"in {_OF_100}"]
    table = plain_table(*header, *(["whatever is missing"] if bounds else []))
    for list_, each in sorted(found.shares.items(), key=lambda item: -item[1].ratio.share):
        _row(table, names.get(list_, list_), each, bounds=bounds)
    if found.turnout:
        _row(table, "turnout, of registered", found.turnout, bounds=bounds)
    console.print(table)
    if found.missing:
        told = ", ".join(" / ".join(station) for station in found.missing[:_SHOWN])
        more = f" and {len(found.missing) - _SHOWN:,} more" if len(found.missing) > _SHOWN else ""
        console.print(f"Missing: {told}{more}.")
    for name, shares in found.domains.items():
        console.print()
        console.print(Text(name, style="bold"))
        table = plain_table(*header)
        for list_, each in sorted(shares.items(), key=lambda item: -item[1].ratio.share):
            _row(table, names.get(list_, list_), each, bounds=False)
        console.print(table)


def _row(table: Table, name: str, each: Estimated, *, bounds: bool) -> None:
    found = each.ratio
    if math.isfinite(found.margin):
        cells = [_points(found.margin), f"{_percent(found.low)} to {_percent(found.high)}"]
    else:
        cells = ["not known", "one unit shows no variation"]
    if bounds:
        cells.append(" to ".join(_percent(end) for end in each.bounds) if each.bounds else "")
    table.add_row(name, _percent(found.share), *cells)


def _percent(share: float) -> str:
    return fixed(share * 100)


def _points(margin: float) -> str:
    return fixed(margin * 100)
