"""How often each list had how many seats among the draws of a simulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hemicycle.elections.archive import Election
from hemicycle.outcome.numbers import fixed, listed, number
from hemicycle.publish.pictures.axes import ABOVE, BELOW, lines_behind, mark, numbers_below
from hemicycle.publish.pictures.canvas import Element, Picture, Words, box, line
from hemicycle.publish.pictures.measure import width_of
from hemicycle.publish.pictures.palette import of_list
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, beside, row_title, sheet
from hemicycle.publish.pictures.tracks import MOST
from hemicycle.publish.text.simulation import assumptions
from hemicycle.scenarios.poll import Poll
from hemicycle.scenarios.simulation import Race, Tally, seats_between
from hemicycle.scenarios.swing import Swings

_STRIP = 40.0
_RARE = 6  # lists named that hardly ever had a seat


def picture_of_simulation(election: Election, race: Race, poll: Poll, swings: Swings, tally: Tally) -> Picture:
    """Draw what a simulation of an election found, with all that it rests on at its foot."""
    assumed = (f"Assumed: {said}" for said in assumptions(poll, swings))
    about = About(election.title, race.facts.names, (*assumed, f"Law: {race.law.id}"))
    return picture_of_draws(about, tally, race.law.seats if isinstance(race.law.seats, int) else None)


def picture_of_draws(about: About, tally: Tally, house: int | None) -> Picture:
    """Draw for each list a strip of bars, one for each number of seats that it had among the draws.

    Each strip is as high as its most frequent number, whose share stands at it. `house` is the number of all
    seats, for the mark of a majority, where that is one number.
    """
    majority = None if house is None else house // 2 + 1
    seats = {party: counted for party, counted in tally.seats.items() if any(counted)}
    varied = sorted((party for party in seats if len(seats[party]) > 1), key=lambda party: _rank(tally, party))
    moving = [party for party in varied if seats_between(tally, party)[2]]
    rare = sorted(set(varied) - set(moving), key=lambda party: (tally.seats[party][0], party))
    moving = moving or sorted(set(seats) - set(rare), key=lambda party: _rank(tally, party))
    resting = [f"{about.name(party)} {max(seats[party])}" for party in seats if party not in (*moving, *rare)]
    notes = [
        f"{number(tally.draws)} draws; bars show shares of the draws, each strip as high as its most frequent number",
        "Dot: the median; line: the middle 90 % of the draws; both in figures beside the bars",
    ]
    if not tally.draws:
        notes = ["No draws yet"]
    if resting:
        notes.append(f"The same in all draws: {listed(resting)}")
    if rare:
        seldom = [_seldom(about, tally, party) for party in rare[:_RARE]]
        more = [f"{len(rare) - _RARE} more"] if len(rare) > _RARE else []
        notes.append(f"Seats in few of the draws: {listed([*seldom, *more])}")
    if len(moving) > MOST:
        notes.append(f"{len(moving) - MOST} more lists with few seats are not drawn")
    if tally.undetermined:
        notes.append(f"{number(tally.undetermined)} draws are undetermined by the law and count for nobody")
    described = "; ".join(_told(about, tally, party) for party in moving)
    mark = f" A majority is {majority:,} seats." if majority else ""
    strips = moving[:MOST]
    return sheet(
        about,
        "Seats of each list among the draws",
        f"Seats of each list over {number(tally.draws)} draws. {described}.{mark}" if moving else mark.strip(),
        lambda top: _strips(about, tally, strips, majority, top),
        notes,
    )


def _rank(tally: Tally, party: str) -> tuple[int, int]:
    _, middle, high = seats_between(tally, party)
    return -middle, -high


def _seldom(about: About, tally: Tally, party: str) -> str:
    draws = sum(tally.seats[party].values())
    return f"{about.name(party)} ({_share(draws - tally.seats[party][0], draws)})"


def _told(about: About, tally: Tally, party: str) -> str:
    low, middle, high = seats_between(tally, party)
    told = f"{about.name(party)}: median {middle}, 90 % of draws from {low} to {high}"
    return told + (f", majority in {_share(tally.majorities[party], tally.draws)}" if tally.majorities[party] else "")


def _share(times: int, draws: int) -> str:
    """Write a share of the draws; what is rare isn't written as never, nor what is frequent as always."""
    share = Fraction(times, draws)
    if 0 < share < Fraction(1, 1000):
        return "under 0.1 %"
    if Fraction(999, 1000) < share < 1:
        return "over 99.9 %"
    return f"{fixed(share * 100, 0 if share == 1 else 1).removesuffix('.0').removesuffix('.')} %"


def _strips(
    about: About, tally: Tally, parties: list[str], majority: int | None, top: float
) -> tuple[list[Element], float]:
    most = max((max(tally.seats[party]) for party in parties), default=0)
    high = max(most, majority or 0) + 1
    scale = Scale(Fraction(-1), Fraction(high), LEFT, RIGHT)
    drawn: list[Element] = []
    y = top + ABOVE
    for place, party in enumerate(parties):
        low, middle, upper = seats_between(tally, party)
        told = f"{middle}, {low} to {upper}" if place else f"median {middle}; 90 % of draws: {low} to {upper}"
        words = _beside_bars(scale, tally.seats[party], told)
        titled, y = row_title(about.name(party), "" if words else told, y + 14)
        zero = y + 22 + _STRIP
        drawn += [*titled, *_strip(tally.seats[party], scale, zero, of_list(place))]
        drawn += [replace(each, y=zero - 10) for each in words]
        drawn.append(line(scale.at(low), zero + 7, scale.at(upper), zero + 7, "ink", 2, stroke_linecap="round"))
        width = 3.2
        drawn.append(box(scale.at(middle) - width, zero + 7 - width, 2 * width, 2 * width, "ink", "median", rx=width))
        y = zero + 20
    bottom = y - 4
    ticks = [tick for tick in scale.ticks(whole=True) if tick >= 0]
    behind = lines_behind(scale, ticks, top, bottom)
    behind += mark(scale, majority, f"majority: {majority:,}" if majority else "", top, bottom)
    return [*behind, *drawn, *numbers_below(scale, ticks, bottom, "seats")], bottom + BELOW


def _beside_bars(scale: Scale, counted: Mapping[int, int], fact: str) -> list[Words]:
    """Set a fact right of the bars, or left of them; nothing where neither side has room."""
    apart = _wide(scale) / 2 + 7
    right, left = scale.at(max(counted)) + apart, scale.at(min(counted)) - apart
    if right + width_of(fact, 13) <= RIGHT:
        return [Words(fact, right, 0, 13, halo=True)]
    return [Words(fact, left, 0, 13, "end", halo=True)] if left - width_of(fact, 13) >= LEFT else []


def _wide(scale: Scale) -> float:
    """Choose how wide a bar is."""
    return min(14.0, max(0.8, (scale.at(1) - scale.at(0)) * 0.8))


def _strip(counted: Mapping[int, int], scale: Scale, zero: float, ink: str) -> list[Element]:
    """Draw the bars of one list, the share of the most frequent number at its bar."""
    draws, peak = sum(counted.values()), max(counted.values())
    wide = _wide(scale)
    drawn: list[Element] = [line(LEFT, zero, RIGHT, zero, "axis", 0.75)]
    for seats, times in sorted(counted.items()):
        tall = _STRIP * times / peak
        told = f"{number(seats)}: {_share(times, draws)} of draws"
        drawn.append(box(scale.at(seats) - wide / 2, zero - tall, wide, tall, ink, told))
    first = next(seats for seats, times in sorted(counted.items()) if times == peak)
    drawn.append(beside(_share(peak, draws), scale.at(first), zero - _STRIP - 5))
    return drawn
