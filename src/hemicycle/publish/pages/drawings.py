"""Pictures as pages show them: without headings of their own, their words in the reader's language."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from markupsafe import Markup

from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.pictures.palette import of_list
from hemicycle.scrutiny.beside import Strip
from hemicycle.scrutiny.contest import Index

_SAMPLE = Markup(
    '<svg class="hemicycle swatch" aria-hidden="true" viewBox="0 0 10 10">'
    '<circle cx="5" cy="5" r="4.5" class="fill-{}"/></svg>'
)
_STRIP = Markup(
    '<svg class="hemicycle strip" role="img" aria-label="{}" viewBox="0 0 558 28">'
    '<path d="M12,16H546" class="line-grid" stroke-width="1"/>{}{}{}</svg>'
)
_DOT = Markup('<circle cx="{:.1f}" cy="16" r="{}" class="fill-{}" fill-opacity=".8"><title>{}</title></circle>')
_TICK = Markup('<path d="M{:.1f},4v24" class="line-ink" stroke-width="1"/>')


def hemicycle(edition: Edition) -> Markup:
    """Draw the seats of the outcome, parties from left to right."""
    totals = edition.account.outcome.totals
    seats = [(place, party) for place, (party, won) in enumerate(totals.items()) for _ in range(won)]
    rows = max(1, round(sqrt(len(seats) / 3)))
    radii = [0.45 + 0.55 * (row + 1) / rows for row in range(rows)]
    spots = []
    share = [round(len(seats) * radius / sum(radii)) for radius in radii]
    share[-1] += len(seats) - sum(share)
    for radius, many in zip(radii, share, strict=True):
        spots += [((place + 0.5) / many, radius) for place in range(many)]
    drawn = [
        Markup('<circle cx="{:.1f}" cy="{:.1f}" r="5" class="fill-{}"/>').format(
            250 - cos(pi * turn) * 235 * radius, 245 - sin(pi * turn) * 235 * radius, of_list(place)
        )
        for (turn, radius), (place, _) in zip(sorted(spots), seats, strict=True)
    ]
    told = edition.lang.listed([f"{edition.name(party)} {won}" for party, won in totals.items()])
    return Markup('<svg class="hemicycle" role="img" aria-label="{}" viewBox="0 0 500 256">{}</svg>').format(
        told, Markup("").join(drawn)
    )


def swatch(edition: Edition, party: str) -> Markup:
    """Draw a sample of a party's colour."""
    totals = [*edition.account.outcome.totals]
    if party not in totals:
        return Markup("")
    ink = of_list(totals.index(party))
    return _SAMPLE.format(ink)


def flows(edition: Edition) -> Markup:
    """Draw the seats of two terms, joined by lineage."""
    return Markup("")


def strip(edition: Edition, index: Index, beside: Strip, told: str) -> Markup:
    """Draw a figure as a dot on a strip, among those of the archive's other elections."""
    values = [*beside.others.values(), float(index.value or 0)]
    low, high = min(0.0, *values), max(values) or 1.0

    def at(value: float) -> float:
        return 12 + (value - low) / (high - low) * 534

    dots = [
        _DOT.format(at(value), 4, "ink" if name in beside.chamber else "axis", f"{name}: {value:.2f}")
        for name, value in sorted(beside.others.items(), key=lambda each: each[0] in beside.chamber)
    ]
    middle = Markup("") if beside.median is None else _TICK.format(at(beside.median))
    own = _DOT.format(at(float(index.value or 0)), 7, "accent", told)
    return _STRIP.format(told, middle, Markup("").join(dots), own)
