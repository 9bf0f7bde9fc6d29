"""Names in the alphabet of a language, by the collation rules of Unicode's CLDR."""

from __future__ import annotations

from collections.abc import Sequence


def alphabetical(names: Sequence[str], language: str) -> list[int]:
    """Order names by the alphabet of a language; gives their indexes.

    `language` is an ISO 639 code such as `kk`. ICU compares, as DuckDB carries it. Names that are the same
    keep their order.
    """
    import duckdb

    with duckdb.connect() as database:
        keys = database.execute(
            "SELECT icu_sort_key(name, ?) FROM unnest(?) WITH ORDINALITY AS names(name, place) ORDER BY place",
            [language, list(names)],
        ).fetchall()
    return sorted(range(len(names)), key=lambda index: keys[index][0])
