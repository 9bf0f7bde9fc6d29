"""Shares of votes beside shares of seats, list by list, with the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hemicycle.outcome.numbers import number, percent, plural, signed
from hemicycle.publish.pictures.axes import ABOVE, BELOW, lines_behind, mark, numbers_below
from hemicycle.publish.pictures.canvas import Element, Picture, box
from hemicycle.publish.pictures.scale import Scale
from hemicycle.publish.pictures.sheet import LEFT, RIGHT, About, row_title, sheet
from hemicycle.publish.pictures.tracks import MOST

_TALL, _ROOM = 10.0, 44.0


@dataclass(frozen=True, slots=True)
class Shares:
    """A list's share of the votes, where it is known, and its seats; its ink."""

    party: str
    votes: Fraction | None
    seats: int
    ink: str


@dataclass(frozen=True, slots=True)
class Base:
    """What shares are shares of: votes in words, the number of seats, and the threshold where one was tested."""

    votes: str
    seats: int
    threshold: Fraction | None = None


def picture_of_shares(about: About, lists: Sequence[Shares], base: Base, notes: Sequence[str] = ()) -> Picture:
    """Draw each list's share of the votes above its share of the seats; lists by seats, then by votes."""
    ranked = sorted(lists, key=lambda each: (-each.seats, -(each.votes or 0), each.party))
    shown = ranked[:MOST]
    told = "; ".join(_told(about, each, base) for each in ranked if each.seats or each in shown)
    said = ["Upper bar, pale: share of the votes; lower bar: share of the seats"]
    if len(ranked) > len(shown):
        rest = ranked[len(shown) :]
        seats = (
            f"with {plural(sum(each.seats for each in rest), 'seat')} together"
            if any(each.seats for each in rest)
            else "without seats"
        )
        said.append(f"{plural(len(rest), 'more list')} {seats} are not drawn")
    described = f"Share of {base.votes}, and share of {plural(base.seats, 'seat')}. {told}."
    if base.threshold is not None:
        described += f" The threshold is {percent(base.threshold)} of {base.votes}."
    return sheet(about, "Votes and seats", described, lambda top: _rows(about, shown, base, top), [*said, *notes])


def _rows(about: About, lists: Sequence[Shares], base: Base, top: float) -> tuple[list[Element], float]:
    most = max([Fraction(1, 10), *(max(each.votes or Fraction(0), _of(each.seats, base)) for each in lists)])
    scale = Scale(Fraction(0), most * 100, LEFT, RIGHT)
    drawn: list[Element] = []
    y = top + ABOVE
    for each in lists:
        titled, y = row_title(about.name(each.party), _fact(each, base), y + 16)
        if each.votes is not None:
            tip = f"{about.name(each.party)}: {percent(each.votes)} of {base.votes}"
            drawn.append(_bar(scale, each.votes, y + 7, each.ink, tip, pale=True))
        tip = f"{about.name(each.party)}: {number(each.seats)} of {plural(base.seats, 'seat')}"
        drawn.append(_bar(scale, _of(each.seats, base), y + 7 + _TALL, each.ink, tip))
        drawn += titled
        y += 7 + 2 * _TALL + 5
    bottom = y + 4
    ticks = scale.ticks(6)
    behind = lines_behind(scale, ticks, top, bottom)
    if base.threshold is not None:
        words = f"threshold {percent(base.threshold)}"
        behind += mark(scale, base.threshold * 100, words, top, bottom)
    title = f"% of {base.votes}, % of seats"
    return [*behind, *drawn, *numbers_below(scale, ticks, bottom, title, " %")], bottom + BELOW


def _bar(scale: Scale, share: Fraction, y: float, ink: str, tip: str, *, pale: bool = False) -> Element:
    width = max(scale.at(share * 100) - LEFT, 0.75)
    return box(LEFT, y, width, _TALL, ink, tip, **({"fill_opacity": 0.45} if pale else {}))


def _of(seats: int, base: Base) -> Fraction:
    return Fraction(seats, base.seats) if base.seats else Fraction(0)


def _fact(each: Shares, base: Base) -> str:
    seats = f"{plural(each.seats, 'seat')}, {percent(_of(each.seats, base))}"
    return seats if each.votes is None else f"{percent(each.votes)} of votes · {seats}"


def _told(about: About, each: Shares, base: Base) -> str:
    votes = "votes not known" if each.votes is None else f"{percent(each.votes)} of votes"
    apart = "" if each.votes is None else f", {signed((_of(each.seats, base) - each.votes) * 100, 2)} points"
    return f"{about.name(each.party)} {votes}, {plural(each.seats, 'seat')} ({percent(_of(each.seats, base))}{apart})"
