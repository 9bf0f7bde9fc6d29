"""Returns row by row: what readers of exchange formats give, and writers take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Line = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Returns of one contest as a header and rows.

    `levels` are the names of the units a station lies in, the largest first and the station itself last
    (`region`, `territory`, `station`). `fields` are keys of `hemicycle.returns.fields.FIELDS`, `lists` the ids
    of the lists in ballot order and `names` what they are called where that is more than the id. A row holds
    the unit of each level as text, then an int, or None for what isn't known, for each field and each list.
    `about` says what is known of the election: `election` (an id), `title`, `date` (YYYY-MM-DD), `stage`.
    """

    levels: tuple[str, ...]
    fields: tuple[str, ...]
    lists: tuple[str, ...]
    rows: Iterable[Line]
    names: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
