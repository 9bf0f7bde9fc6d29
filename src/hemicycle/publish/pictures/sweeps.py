"""Seats against the threshold at its exact break points, and against the number of seats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from hemicycle.law.steps import NATION
from hemicycle.outcome.numbers import fixed, listed, number, percent, plural
from hemicycle.publish.pictures.canvas import Picture
from hemicycle.publish.pictures.sheet import About, sheet
from hemicycle.publish.pictures.tracks import MOST, Axis, Run, Track, draw_tracks, joined
from hemicycle.scenarios.changed_law import Threshold
from hemicycle.scenarios.sweep import Stretch, Tried

_HALF = Fraction(1, 2)
_GAPS = 4  # stretches without a decision that are named


def picture_of_thresholds(about: About, stretches: Sequence[Stretch], threshold: Threshold) -> Picture:
    """Draw the seats of each list against the threshold; `threshold` is the law's own.

    Break points stand where they are, exactly. Where the law decides nothing the lines have gaps.
    """
    strictly = threshold.condition.above is not None
    tracks = [
        Track(about.name(party), runs, _fact(runs, percent, "from" if strictly else "above"))
        for party, runs in _runs([(each.low, each.high, each.totals, each.status) for each in stretches])
    ]
    gaps = [each for each in stretches if each.status != "decided"]
    share = threshold.share.constant
    axis = Axis(
        f"threshold, % of {_base(threshold)}",
        stretches[0].low * 100,
        stretches[-1].high * 100,
        " %",
        None if share is None else share * 100,
        "" if share is None else f"the law: {percent(share)}",
        tuple((each.low * 100, each.high * 100) for each in gaps),
    )
    passing = "fails" if strictly else "passes"
    notes = [f"Each step stands exactly at the share of a list, which {passing} there"]
    notes += _gaps([f"from {_share(each.low)} to {_share(each.high)} ({each.status})" for each in gaps])
    if share is not None:
        notes.append(f"The law's own threshold is {percent(share)}")
    tracks = [Track(each.name, _in_percent(each.runs), each.fact) for each in tracks]
    return _steps(about, "Seats at other thresholds", tracks, axis, notes, _told_share)


def picture_of_seats_tried(about: About, tried: Sequence[Tried], now: int | None) -> Picture:
    """Draw the seats of each list against the number of seats; `now` is the law's own."""
    cuts = [(Fraction(each.value) - _HALF, Fraction(each.value) + _HALF, each) for each in tried]
    found = [(low, high, each.outcome.totals, each.outcome.status) for low, high, each in cuts]
    tracks = [Track(about.name(party), runs, _fact(runs)) for party, runs in _runs(found)]
    gaps = [(low, high, each) for low, high, each in cuts if each.outcome.status != "decided"]
    now_is = "" if now is None else f"the law: {now:,}"
    nothing = tuple((low, high) for low, high, _ in gaps)
    at = None if now is None else Fraction(now)
    axis = Axis("seats to divide", cuts[0][0], cuts[-1][1], "", at, now_is, nothing)
    notes = _gaps([f"with {plural(int(each.value), 'seat')} ({each.outcome.status})" for _, _, each in gaps])
    if now is not None:
        notes.append(f"The law's own number is {now:,}")
    return _steps(about, "Seats in a larger or smaller house", tracks, axis, notes, _told_number)


def _steps(
    about: About,
    heading: str,
    tracks: Sequence[Track],
    axis: Axis,
    notes: Sequence[str],
    told: Callable[[Run], str],
) -> Picture:
    """Set the tracks that move, and say the others in a note."""
    moving = [track for track in tracks if track.moves] or [track for track in tracks if track.most]
    moving.sort(key=lambda track: -track.most)
    resting = [f"{track.name} {track.most}" for track in tracks if track.most and track not in moving]
    said = list(notes)
    if resting:
        said.insert(0, f"The same throughout: {listed(resting)}")
    if len(moving) > MOST:
        said.insert(0, f"{len(moving) - MOST} more lists with few seats are not drawn")
    described = "; ".join(f"{track.name}: {', '.join(map(told, track.runs))}" for track in moving)
    description = f"Seats of each list by {axis.title}. {described}." if described else ""
    return sheet(about, heading, description, lambda top: draw_tracks(moving[:MOST], axis, top), said)


def _gaps(where: Sequence[str]) -> list[str]:
    """Say where nothing is decided."""
    more = [f"{len(where) - _GAPS} more times"] if len(where) > _GAPS else []
    return [f"Hatched, nothing decided: {listed([*where[:_GAPS], *more])}"] if where else []


def _runs(found: Sequence[tuple[Fraction, Fraction, Mapping[str, int], str]]) -> list[tuple[str, tuple[Run, ...]]]:
    """Follow each list through all values, the lists in the order of their first mention."""
    parties = dict.fromkeys(party for _, _, totals, _ in found for party in totals)
    return [
        (
            party,
            joined(
                [
                    Run(low, high, totals.get(party, 0) if status == "decided" else None)
                    for low, high, totals, status in found
                ]
            ),
        )
        for party in parties
    ]


def _fact(runs: Sequence[Run], write: Callable[[Fraction], str] | None = None, beyond: str = "") -> str:
    """Say between which numbers of seats a list is, and from where on it has none."""
    seats = [run.seats for run in runs if run.seats is not None]
    if write and len(runs) > 1 and not seats[-1] and all(seats[:-1]):
        return f"none {beyond} {write(runs[-1].low)}"
    least, most = min(seats, default=0), max(seats, default=0)
    return f"{least} to {most}" if least < most else f"{most}"


def _in_percent(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(Run(run.low * 100, run.high * 100, run.seats) for run in runs)


def _share(share: Fraction) -> str:
    return f"{fixed(share * 100, 4)} %"


def _told_share(run: Run) -> str:
    return f"{_told_seats(run)} up to {fixed(run.high, 4)} %"


def _told_number(run: Run) -> str:
    low, high = run.low + _HALF, run.high - _HALF
    return f"{_told_seats(run)} with {number(low)}" + (f" to {number(high)}" if high > low else "")


def _told_seats(run: Run) -> str:
    return "nothing decided" if run.seats is None else number(run.seats)


def _base(threshold: Threshold) -> str:
    """Say what the threshold is a share of."""
    of = threshold.condition.of
    base = "the votes of all lists" if of is not None and of.text == "total(votes)" else "the valid votes"
    within = threshold.condition.within
    level = within if isinstance(within, str) else threshold.admit.at
    return base if level == NATION else f"{base} in each {level}"
