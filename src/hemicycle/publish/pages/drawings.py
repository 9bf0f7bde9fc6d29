"""Pictures as pages show them: without headings of their own, their words in the reader's language."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from markupsafe import Markup

from hemicycle.publish.pages.edition import Edition
from hemicycle.publish.pictures.palette import of_list


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
    sample = '<svg class="hemicycle swatch" aria-hidden="true" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4.5" class="fill-{}"/></svg>'
    return Markup(sample).format(ink)
