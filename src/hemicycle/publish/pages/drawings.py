"""Pictures as pages show them: without headings of their own, their words in the reader's language.

In a page they are written without a style each, since the page has the colours of all its parties once. For paper each
has its own, and its title says all that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from hemicycle.elections.archive import read_election
from hemicycle.elections.compare import Comparison
from hemicycle.elections.looks import Looks, looks_under
from hemicycle.publish.account import Account
from hemicycle.publish.language.language import Language
from hemicycle.publish.language.names import chamber_name
from hemicycle.publish.language.names import title as title_of
from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.pages.words import figure
from hemicycle.publish.pictures.blocks import Arranged, blocks_of_outcome, inks_of
from hemicycle.publish.pictures.canvas import Element, Picture, Shape, Words, as_svg, line
from hemicycle.publish.pictures.flows import draw_flows
from hemicycle.publish.pictures.hemicycle import Block, Told, draw_seats, seat_blocks
from hemicycle.publish.pictures.sheet import WIDTH
from hemicycle.scrutiny.beside import Strip
from hemicycle.scrutiny.contest import Index

# What a picture's own style says for screens and paper doesn't need: its size there, and a tint of the paper.
_FOR_SCREENS = ".hemicycle{max-width:100%;height:auto}"
_WHITE = ".hemicycle .fill-paper{fill:#fff}.hemicycle .line-paper{stroke:#fff}"
_SAMPLE = Markup('<span class="swatch sample-{}"></span>')


def inks(account: Account) -> dict[str, str]:
    """Give each party its ink that has seats here, had some before, or has some at another threshold."""
    compared = account.comparison
    before = [each.party for each in compared.carried] if compared else []
    lines = [each.party for each in compared.lines if each.seats_before or each.seats_after] if compared else []
    stretches = account.swept.stretches if account.swept else ()
    swept = [party for each in stretches for party in each.totals]
    parties = dict.fromkeys([*account.outcome.totals, *swept, *lines, *before])
    return inks_of(parties, _looks(account), account.election.record.as_facts())


def swatch(edition: Edition, party: str) -> Markup | None:
    """Draw a sample of the colour of a party that has seats."""
    ink = edition.inks.get(party)
    return None if ink is None else sample(ink)


def sample(ink: str) -> Markup:
    """Draw a sample of a colour; `party_style` has the rule that gives it."""
    return _SAMPLE.format(ink)


def hemicycle(edition: Edition) -> Markup | None:
    """Draw the seats of the outcome, parties from left to right; nothing where there is no seat at all."""
    lang, arranged = edition.lang, _arranged(edition)
    blocks = [_named(block, party, edition) for party, block in arranged.items() if block.places]
    if not blocks:
        return None
    seated = seat_blocks(blocks)
    total = sum(block.places for block in blocks)
    told = Told(lang.count("seat", "seats", total), lambda seats: lang.count("{n} seat", "{n} seats", seats))
    title = chamber_name(edition.account.election, lang).text
    return _set(edition, title, _described(blocks, lang), lambda top: draw_seats(seated, top, told))


def order_told(edition: Edition) -> str:
    """Say where the order from left to right is from."""
    election, lang = edition.account.election, edition.lang
    order = _looks(edition.account).order(election.id, election.law.law)
    if order is None:
        return lang.say("From left to right by seats: no published order is at hand.")
    return lang.say("Order from left to right: {source}.", source=edition.data(order.source))


def flows(edition: Edition) -> Markup | None:
    """Draw the seats of two terms, joined by lineage."""
    compared, lang = edition.account.comparison, edition.lang
    if compared is None or not (compared.carried or any(each.seats_after for each in compared.lines)):
        return None
    named = _compared(compared, edition)
    told = [
        lang.say(
            "{party}: {before} before, {after} now", party=each.name, before=each.seats_before, after=each.seats_after
        )
        for each in named.lines
        if each.seats_before or each.seats_after
    ]
    title = lang.say(
        "Seats in {before} and {after}", before=str(compared.before.date.year), after=str(compared.after.date.year)
    )
    none = lang.say("no seats before"), lang.say("no seats now")
    return _set(edition, title, f"{'; '.join(told)}.", lambda top: draw_flows(named, edition.inks, top, none))


def strip(edition: Edition, index: Index, beside: Strip, title: str, said: str) -> Markup:
    """Draw a figure as a dot on a strip, among those of the archive's other elections."""
    write = partial(figure, lang=edition.lang)
    own = float(index.value or 0)
    values = [*beside.others.values(), own]
    low, high = min(0.0, *values), max(0.0, *values) or 1.0

    def at(value: float) -> float:
        return round(10 + (value - low) / (high - low) * (WIDTH - 20), 2)

    drawn: list[Element] = [line(10, 14, WIDTH - 10, 14, "grid", 1)]
    for name, value in sorted(beside.others.items(), key=lambda each: each[0] in beside.chamber):
        ink = "ink" if name in beside.chamber else "axis"
        drawn.append(_dot(at(value), 3.6, ink, f"{title_of(read_election(name), edition.lang)}: {write(value)}"))
    drawn += [Words(write(low), 6, 38, 13, "start", "quiet"), Words(write(high), WIDTH - 6, 38, 13, "end", "quiet")]
    if beside.median is not None:
        middle = at(beside.median)
        drawn.append(line(middle, 4, middle, 24, "ink", 1))
        told = edition.lang.say("median {value}", value=write(beside.median))
        drawn.append(Words(told, min(max(middle, 90), WIDTH - 90), 38, 13, "middle", "quiet"))
    drawn.append(_dot(at(own), 6.5, "accent", said))
    return _written(edition, Picture(WIDTH, 44, title, said, tuple(drawn)))


def _dot(x: float, radius: float, ink: str, title: str) -> Shape:
    return Shape("circle", {"cx": x, "cy": 14, "r": radius, "class": f"fill-{ink}", "fill-opacity": 0.85}, title)


def _looks(account: Account) -> Looks:
    return looks_under(account.election.law.law)


def _arranged(edition: Edition) -> dict[str, Block]:
    """Arrange the seats; blocks by the name that they have in the votes."""
    account = edition.account
    plain = replace(account.outcome, names={})
    arranged: Arranged = blocks_of_outcome(
        plain, account.election.law, _looks(account), account.election.record.as_facts()
    )
    return {block.name: block for block in arranged.blocks}


def _named(block: Block, party: str, edition: Edition) -> Block:
    """Name a block in the reader's language; seats that nobody has yet are not a party's."""
    if party not in edition.parties_at_hand:
        why = edition.data(block.empty).text
        return replace(block, name=why, empty=why, short="")
    return replace(block, name=edition.name(party), short=block.short if edition.lang.code == "en" else "")


def _described(blocks: Iterable[Block], lang: Language) -> str:
    told = [f"{block.name} {lang.number(block.places)}" for block in blocks]
    return lang.say("Seats from left to right: {seats}.", seats="; ".join(told))


def _compared(compared: Comparison, edition: Edition) -> Comparison:
    """Name the parties of a comparison in the reader's language."""
    return replace(
        compared,
        lines=tuple(replace(each, name=edition.name(each.party)) for each in compared.lines),
        carried=tuple(replace(each, name=edition.name(each.party)) for each in compared.carried),
    )


def _set(edition: Edition, title: str, described: str, draw: Callable[[float], tuple[list[Element], float]]) -> Markup:
    elements, bottom = draw(8.0)
    return _written(edition, Picture(WIDTH, round(bottom + 8), title, described, tuple(elements)))


def _written(edition: Edition, picture: Picture) -> Markup:
    if not edition.on_paper:
        return Markup(as_svg(picture, styled=False))
    written = as_svg(replace(picture, title=f"{picture.title}: {picture.description}"))
    return Markup(written.replace(_FOR_SCREENS, "").replace("</style>", f"{_WHITE}</style>"))
