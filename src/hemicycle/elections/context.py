"""The country around an election: figures by year, each with its vintage. Shown as context, and used by nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hemicycle.source.tables import read_table

COLUMNS = ("year", "measure", "value", "unit", "vintage", "sources")


@dataclass(frozen=True, slots=True)
class Around:
    """A figure of a country in a year, as it was known at its `vintage`: the same year may have several."""

    year: int
    measure: str
    value: str
    unit: str
    vintage: str
    sources: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The figure for programs."""
        names = ("year", "measure", "value", "unit", "vintage")
        return {**{name: getattr(self, name) for name in names}, "sources": list(self.sources)}


def read_context(country: Path, year: int) -> tuple[Around, ...]:
    """Read what is known of a country in a year and in the one before; none where the archive has no table of it."""
    path = country / "context.csv"
    if not path.is_file():
        return ()
    return tuple(
        Around(
            row.count("year"), row["measure"], row["value"], row["unit"], row["vintage"], tuple(row["sources"].split())
        )
        for row in read_table(path, COLUMNS)
        if row.count("year") in (year - 1, year)
    )
