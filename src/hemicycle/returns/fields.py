"""The numbers of a polling station's return, and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

# No commission counts more in one place than the largest electorate of the world has voters; sums over as many
# places as there are still fit into 64 bits.
LARGEST_RETURN = 10**10 - 1

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "registered": "voters on the list",
        "added": "voters on lists beside it, such as those for travellers",
        "received": "ballots received by the commission",
        "issued_early": "ballots issued before election day",
        "issued_station": "ballots issued in the station",
        "issued_outside": "ballots issued outside the station",
        "issued": "ballots issued to voters",
        "cancelled": "unused ballots cancelled",
        "applications": "applications to vote outside the station",
        "certificates": "voters by absentee certificate",
        "box_mobile": "ballots in the mobile boxes",
        "box_station": "ballots in the fixed boxes",
        "found": "ballots found in the boxes",
        "invalid": "invalid ballots",
        "against_all": "votes against all",
        "valid": "valid votes",
    }
)

# What a field is where a return gives only its parts. The first line whose parts are known counts; `votes` are
# the votes of all lists together.
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("issued", ("issued_early", "issued_station", "issued_outside")),
    ("issued", ("issued_station", "issued_outside")),
    ("valid", ("votes", "against_all")),
    ("valid", ("votes",)),
    ("found", ("box_mobile", "box_station")),
    ("found", ("valid", "invalid")),
)


def derivable(given: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Tell which fields that were not given follow from those that were, and from which."""
    known = {*given, "votes"}
    derived: dict[str, tuple[str, ...]] = {}
    for field, parts in SUMS:
        if field not in known and known.issuperset(parts):
            derived[field] = parts
            known.add(field)
    return derived
