"""The colours of parties on a terminal: those of their pictures, as they stand on dark paper."""

from __future__ import annotations

from collections.abc import Iterable

from hemicycle.elections.looks import looks_under
from hemicycle.publish.pictures.blocks import inks_of
from hemicycle.publish.pictures.palette import ink_named


def colours_of(parties: Iterable[str], law: str) -> dict[str, str]:
    """Give each party its colour, #rrggbb; `law` is the id of the law under which they stood."""
    return {party: ink_named(ink).dark for party, ink in inks_of(parties, looks_under(law)).items()}
