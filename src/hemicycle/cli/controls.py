"""Control elections on the command line: which returns, by which profile, and whose votes."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from hemicycle.source.mistake import BadInput, Mistake

Leader = Annotated[str | None, typer.Option("--leader", help="The list that is looked at; the largest without it.")]
Controls = Annotated[
    list[str] | None, typer.Option("--control", help="Returns of an election that you take as clean; more than once.")
]
ControlProfiles = Annotated[
    list[str] | None,
    typer.Option("--control-profile", help="What a control's columns mean: one for each, or one for all."),
]
ControlLeaders = Annotated[
    list[str] | None, typer.Option("--control-leader", help="A control's leader: one for each, or one for all.")
]


class Named(NamedTuple):
    """A control as it was named."""

    source: str
    profile: str | None
    leader: str | None


def named_controls(
    controls: list[str] | None, profiles: list[str] | None, leaders: list[str] | None, profile: str | None
) -> list[Named]:
    """Pair each control with its profile, that of the returns without one, and with its leader.

    Raises BadInput where there are neither one nor as many as controls.
    """
    sources = controls or []
    by_profile = _for_each(sources, profiles, "--control-profile") or [profile] * len(sources)
    by_leader = _for_each(sources, leaders, "--control-leader") or [None] * len(sources)
    return [Named(*each) for each in zip(sources, by_profile, by_leader, strict=True)]


def _for_each(sources: list[str], given: list[str] | None, option: str) -> list[str | None]:
    if not given or len(given) == len(sources):
        return [*(given or [])]
    if len(given) == 1 and sources:
        return [given[0]] * len(sources)
    expected = "one for each --control in the same order, or one for all"
    raise BadInput(Mistake(option, f"given {len(given)} times for {len(sources)} of --control", expected))
