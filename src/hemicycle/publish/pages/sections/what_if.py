"""What if the threshold were another: every threshold with its seats, exactly, for a slider that needs no server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from hemicycle.publish.account import SWEPT, Swept
from hemicycle.publish.language.language import Language
from hemicycle.publish.pages.blocks import Block, Row, Slider, Table, Verse
from hemicycle.publish.pages.edition import Edition
from hemicycle.scenarios.sweep import Stretch

# So many stretches have a row in the table; of more, those about the law's own threshold.
_ROWS = 30
# A table of more rows is folded where the slider says the same; so many letters have room in its heads.
_OPEN, _ROOM = 12, 54


def blocks(edition: Edition) -> Iterator[Block]:
    """Give the slider, and the table of all stretches for who has no scripts, or paper."""
    swept = edition.account.swept
    if swept is None or len(swept.stretches) < 2:
        return
    lang = edition.lang
    yield Verse(
        lang.count(
            "Between 0 and {most} there is {n} threshold at which a seat moves; on either side of it every threshold "
            "gives the same seats.",
            "Between 0 and {most} there are {n} thresholds at which a seat moves; between two of them every threshold "
            "gives the same seats.",
            len(swept.stretches) - 1,
            most=lang.percent(SWEPT),
        ),
        (
            lang.say("The votes stay as they were cast. How people would have voted under another law isn't known."),
            lang.say(
                "Each point is a list's own share of the votes, as an exact fraction; the law is run once for each."
            ),
        ),
    )
    yield _slider(edition, swept)
    yield _table(edition, swept)


def _slider(edition: Edition, swept: Swept) -> Slider:
    lang = edition.lang
    share = swept.threshold.share.constant
    words: dict[str, Any] = {"comma": lang.code != "en", "undecided": lang.say("nothing is decided by law")}
    data = {
        "tier": swept.tier,
        "law": None if share is None else f"{share.numerator}/{share.denominator}",
        "here": swept.stretches.index(here) if (here := at(swept, share)) else 0,
        "stretches": [each.as_json() for each in swept.stretches],
        "written": [written(each, lang) for each in swept.stretches],
        "lists": [
            {"id": party, "name": edition.name(party), "ink": edition.inks.get(party, "axis")}
            for party in _lists(swept)
        ],
        "words": words,
    }
    scale = tuple((_place(Fraction(each, 100)), lang.number(each)) for each in range(0, 16, 5))
    words["law"] = "" if share is None else lang.say("the law: {threshold}", threshold=lang.percent(share))
    return Slider(
        data,
        tuple(_place(each.high) for each in swept.stretches[:-1]),
        None if share is None else _place(share),
        scale,
        (
            lang.say("Marks below the track: the exact points at which seats move."),
            lang.say(
                "Arrow keys move by a tenth of a point, with Shift by a hundredth; Page Up and Page Down go to the "
                "next change."
            ),
        ),
    )


def _place(share: Fraction) -> int:
    return round(share / SWEPT * 1000)


def _lists(swept: Swept) -> list[str]:
    """Name the lists that have a seat at any threshold, in the order of the seats under the law."""
    here = at(swept, swept.threshold.share.constant)
    totals = [here.totals if here else {}, *(each.totals for each in swept.stretches)]
    return list(dict.fromkeys(party for each in totals for party, seats in each.items() if seats))


def at(swept: Swept, share: Fraction | None) -> Stretch | None:
    """Find the stretch that a threshold is in."""
    if share is None:
        return None
    for each in swept.stretches:
        after = each.low < share or (each.with_low and each.low == share)
        before = share < each.high or (each.with_high and each.high == share)
        if after and before:
            return each
    return None


def written(stretch: Stretch, lang: Language) -> str:
    """Write a stretch's ends: exact where four decimals are, else rounded to them; and which end belongs to it."""
    low, high = (lang.number(end * 100, 4) for end in (stretch.low, stretch.high))
    if not stretch.low:
        told = lang.say("up to {high} %", high=high) if stretch.with_high else lang.say("below {high} %", high=high)
    elif stretch.high == SWEPT:
        told = lang.say("from {low} %", low=low) if stretch.with_low else lang.say("above {low} %", low=low)
    elif stretch.with_high:
        told = lang.say("above {low} to {high} %", low=low, high=high)
    else:
        told = lang.say("from {low} to below {high} %", low=low, high=high)
    return told.replace(" %", "\N{NO-BREAK SPACE}%")


def _table(edition: Edition, swept: Swept) -> Table:
    """Set the stretches as rows; of very many, those about the law's own threshold."""
    lang = edition.lang
    here = at(swept, swept.threshold.share.constant)
    most = {party: {each.totals.get(party, 0) for each in swept.stretches} for party in _lists(swept)}
    moving = [party for party, seats in most.items() if len(seats) > 1]
    lists = _fitting(moving, edition)
    middle = swept.stretches.index(here) if here else 0
    first = max(0, min(middle - _ROWS // 2, len(swept.stretches) - _ROWS))
    shown = swept.stretches[first : first + _ROWS]
    law = lang.say("the law")
    rows = tuple(
        Row(
            f"{written(each, lang)} ({law})" if each is here else written(each, lang),
            tuple(lang.number(each.totals.get(party, 0)) if each.totals else "–" for party in lists),
            now=each is here,
        )
        for each in shown
    )
    notes = []
    if rest := len(swept.stretches) - len(shown):
        notes.append(lang.count("{n} more stretch is not shown.", "{n} more stretches are not shown.", rest))
    if rest := len(moving) - len(lists):
        notes.append(
            lang.count("{n} more list with few seats moves too.", "{n} more lists with few seats move too.", rest)
        )
    same = [f"{edition.name(party)} {lang.number(max(seats))}" for party, seats in most.items() if len(seats) == 1]
    if same:
        notes.append(lang.say("The same throughout: {lists}.", lists=lang.listed(same)))
    heads = (lang.say("Threshold"), *map(edition.name, lists))
    caption = lang.say("Seats at every threshold, % of the votes")
    return Table(caption, heads, rows, tuple(notes), folds=len(rows) > _OPEN and not edition.on_paper)


def _fitting(parties: Sequence[str], edition: Edition) -> list[str]:
    """Take as many lists as have room beside one another, by the longest words of their names."""
    room, fitting = _ROOM, list[str]()
    for party in parties:
        room -= max(map(len, re.split(r"[\s-]+", edition.name(party)))) + 2
        if room < 0:
            break
        fitting.append(party)
    return fitting
