"""Parties of the archive: their lineage, leaders and offices, and how they did at each election."""

from __future__ import annotations

from pathlib import Path

from hemicycle.chamber.lineage import Parties
from hemicycle.source.documents import read_document
from hemicycle.source.schema import validate


def read_parties(country: Path) -> Parties:
    """Read the parties of a country and their lineage; none for a country without a record of them."""
    path = country / "parties.yaml"
    return validate(Parties, read_document(path)) if path.is_file() else Parties(parties={})
