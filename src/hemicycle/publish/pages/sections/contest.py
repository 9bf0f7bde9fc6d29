"""Was there a contest: a few figures, each as a dot among those of the archive's other elections."""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.publish.pages import drawings
from hemicycle.publish.pages.blocks import Block, Figure, Verse
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.pages.words import figure, figure_words


def blocks(edition: Edition) -> Iterator[Block]:
    """Show each figure on its strip, with its formula in the margin; then what no figure can tell."""
    contest, lang = edition.account.contest, edition.lang
    if contest is None or not contest.values:
        return
    strips = edition.account.strips
    for said in edition.on_final_votes:
        yield Verse(said)
    for name, words in figure_words(lang).items():
        index = contest[name]
        if index.value is None:
            continue
        strip, value = strips[name], figure(index.value, lang)
        said = lang.say("{title}: {value}", title=words.title, value=value)
        if strip.others:
            said = lang.count(
                "{title}: {value}. Of {n} other election {lower} is lower.",
                "{title}: {value}. Of {n} other elections {lower} are lower.",
                len(strip.others),
                title=words.title,
                value=value,
                lower=strip.lower,
            )
        past = [
            f"{each.election.date.year}: {figure(each.values[name], lang)}"
            for each in contest.past
            if name in each.values
        ]
        before = (lang.say("The chamber before: {past}", past="; ".join(past)),) if past else ()
        picture = drawings.strip(edition, index, strip, words.title, said)
        yield Figure(picture, (words.formula, *before), caption=said)
    yield Verse(
        lang.say(
            "These figures say how votes and seats were spread, not why. Few lists, a wide margin or a high threshold "
            "can come of what voters wanted as well as of who could stand; nothing here tells the two apart."
        )
    )
