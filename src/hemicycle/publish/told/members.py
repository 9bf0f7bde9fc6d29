"""A chamber in a language: how many sit, how each came to the seat, what the figures at hand leave out."""

from __future__ import annotations

from functools import partial

from hemicycle.chamber.chamber import Chamber
from hemicycle.outcome.tongue import Said, Tongue


def seats_told(chamber: Chamber, tongue: Tongue) -> list[Said]:
    """Tell how many seats are held and vacant, and how many members the figures at hand don't name."""
    told = [tongue.whole(partial(_held, chamber))]
    unnamed = sum(place.holder is not None and place.holder.name is None for place in chamber.places)
    if unnamed:
        told.append(tongue.whole(partial(_unnamed, unnamed)))
    return told


def _held(chamber: Chamber, tongue: Tongue) -> str:
    return tongue.count(
        "{n} seat: {held} held, {vacant} vacant.",
        "{n} seats: {held} held, {vacant} vacant.",
        len(chamber.places),
        held=chamber.seated,
        vacant=chamber.vacant,
    )


def _unnamed(number: int, tongue: Tongue) -> str:
    return tongue.count(
        "{n} member is not named in the figures at hand.", "{n} members are not named in the figures at hand.", number
    )


def notes_told(chamber: Chamber, tongue: Tongue) -> list[Said]:
    """Tell what has to be known of the figures."""
    return [tongue.whole(partial(_note, note)) for note in chamber.notes]


def _note(note: str, tongue: Tongue) -> str:
    return tongue.text(note)
