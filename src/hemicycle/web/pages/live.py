"""Election night: a count replayed in the order in which returns came in; what is out, and what is certain by now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from markupsafe import Markup

from hemicycle.elections.looks import looks_under
from hemicycle.publish.pages.environment import render
from hemicycle.publish.pictures.blocks import GREY, inks_of
from hemicycle.publish.pictures.hemicycle import Block, thumbnail
from hemicycle.web.answer import HTML, Answer
from hemicycle.web.count_replayed import Now, Replayed, law_of, seats_of, states_of
from hemicycle.web.pages.frame import TEMPLATES, inline, page
from hemicycle.web.pages.place import Asked

if TYPE_CHECKING:
    from hemicycle.law.document import Law
    from hemicycle.publish.language.language import Language


@dataclass(frozen=True, slots=True)
class Band:
    """A list in an unfinished count: its share now, at least and at most, in thousandths; its certain seats."""

    name: str
    ink: str
    votes: int
    now: str
    low: str
    high: str
    at: tuple[int, int, int]
    seats: int | None


def live(asked: Asked, count: Replayed, state: str = "0") -> Answer:
    """Show a state of the count, and the way to those before and after it."""
    states, _ = states_of(count)
    place = _place(state, len(states))
    return page(
        asked.place,
        "live.html",
        asked.lang.say("Election night"),
        body=_body(asked, place, count),
        place_now=place,
        last=len(states) - 1,
        moments=[each.moment[:16] for each in states],
        law=law_of(count),
        made_up=not count.returns,
        playing=asked.one("play") == "1",
    )


def now(asked: Asked, place: int, count: Replayed) -> Answer:
    """Give one state by itself."""
    states, _ = states_of(count)
    if place >= len(states):
        return Answer(b"", HTML, 404, lasting=False)
    return Answer(str(_body(asked, place, count)).encode(), HTML)


def _place(text: str, states: int) -> int:
    from hemicycle.source.mistake import BadInput, Mistake

    if not text.isdecimal() or len(text) > 4 or int(text) >= states:
        raise BadInput(Mistake("the archive", f"no state {text!r} of the count", f"0 to {states - 1}"))
    return int(text)


def _body(asked: Asked, place: int, count: Replayed) -> Markup:
    """Set a state of the count."""
    states, names = states_of(count)
    state, law, lang = states[place], law_of(count), asked.lang
    seats, threshold = seats_of(count, state), _threshold(law)
    found = state.found
    most = max(one.high for one in found.ranges.values()) or Fraction(1)
    inks = inks_of(sorted(found.ranges, key=lambda each: -states[-1].found.ranges[each].votes), looks_under(law.law))
    bands = [
        Band(
            lang.say("against all") if each == "against all" else _called(asked, names.get(each, each), count),
            inks[each],
            one.votes,
            lang.fixed(one.now * 100, 1) if one.now is not None else "–",
            lang.fixed(one.low * 100, 1),
            lang.fixed(one.high * 100, 1),
            (
                round(one.low / most * 1000),
                round((one.now or Fraction(0)) / most * 1000),
                round(one.high / most * 1000),
            ),
            None if seats is None else seats.get(each, 0),
        )
        for each, one in sorted(found.ranges.items(), key=lambda item: -item[1].votes)
    ]
    whole = law.seats if isinstance(law.seats, int) else sum((seats or {}).values())
    return render(
        "now.html",
        lang,
        TEMPLATES,
        when=_written(state.moment, lang),
        state=state,
        found=found,
        bands=bands,
        certain=None if seats is None else sum(seats.values()),
        whole=whole,
        share=state.counted,
        threshold=None if threshold is None or threshold > most else round(threshold / most * 1000),
        threshold_told=None if threshold is None else lang.percent(threshold),
        picture=_picture(state, seats, whole, inks),
        over=not found.stations,
    )


def _written(moment: str, lang: Language) -> str:
    """Write a moment: 10 January 2021, 21:03; as it stands where it begins with no day."""
    try:
        day = dt.date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return f"{lang.day(day)}, {moment[11:16]}" if moment[11:] else lang.day(day)


def _called(asked: Asked, name: str, count: Replayed) -> str:
    return name if count.returns else asked.lang.say("List {letter}", letter=name)


def _threshold(law: Law) -> Fraction | None:
    from hemicycle.scenarios.changed_law import Setting, chosen_thresholds
    from hemicycle.source.mistake import BadInput

    try:
        return chosen_thresholds(law, Setting(law.tiers[0].tier, "threshold", ""))[0].share.constant
    except BadInput:
        return None


def _picture(state: Now, seats: dict[str, int] | None, whole: int, inks: dict[str, str]) -> Markup:
    """Draw the seats that are certain, and the others as rings between them and the right end."""
    if seats is None or not whole:
        return Markup("")
    blocks = [Block(party, won, inks[party]) for party, won in seats.items() if won]
    if whole > sum(seats.values()):
        blocks.append(Block("", 0, GREY, whole - sum(seats.values())))
    return inline(thumbnail(state.moment, blocks))
