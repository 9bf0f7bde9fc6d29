"""Was there a contest: a few figures, each as a dot among those of the archive's other elections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hemicycle.publish.pages import drawings, words
from hemicycle.publish.pages.blocks import Block, Figure, Verse
from hemicycle.publish.pages.edition import Edition

# The figures that a reader who has no time should see.
_TOLD = ("enp_votes", "enp_seats", "margin", "gallagher", "threshold_loss", "volatility")


def blocks(edition: Edition) -> Iterator[Block]:
    """Show each figure on its strip, with its formula in the margin; then what no figure can tell."""
    contest, lang = edition.account.contest, edition.lang
    if contest is None or not contest.values:
        return
    strips = edition.account.strips
    for name in _TOLD:
        index = contest[name]
        if index.value is None:
            continue
        strip = strips[name]
        value = words.figure(name, index.value, lang)
        title = words.index_title(index.definition, lang)
        said = lang.say("{title}: {value}", title=title, value=value)
        if strip.others:
            said = lang.count(
                "{title}: {value}. Of {n} other election {lower} is lower.",
                "{title}: {value}. Of {n} other elections {lower} are lower.",
                len(strip.others),
                title=title,
                value=value,
                lower=strip.lower,
            )
        past = [
            f"{each.election.date.year}: {words.figure(name, each.values[name], lang)}"
            for each in contest.past
            if name in each.values
        ]
        beside = [words.formula(index.definition, lang)]
        if past:
            beside.append(lang.say("The chamber before: {past}", past="; ".join(past)))
        write = partial(words.figure, name, lang=lang)
        yield Figure(drawings.strip(edition, index, strip, title, said, write), tuple(beside), caption=said)
    yield Verse(
        lang.say(
            "These figures say how votes and seats were spread, not why. Few lists, a wide margin or a high threshold "
            "can come of what voters wanted as well as of who could stand; nothing here tells the two apart."
        )
    )
