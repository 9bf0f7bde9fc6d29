"""A Frictionless data package: every table described for machines, with types, units, sources and licence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hemicycle.publish.export.columns import Column
from hemicycle.publish.export.material import Grid, Material
from hemicycle.returns.exchange.frictionless import resource
from hemicycle.source.words import slug

LICENCE = {
    "name": "Apache-2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
    "title": "Apache License 2.0",
}
_TYPES = {"text": "string", "integer": "integer", "decimal": "number", "date": "date"}


def as_package(material: Material, written: Mapping[str, bytes]) -> bytes:
    """Describe the tables of an election, as they were written, in a `datapackage.json`."""
    sources = _sources(material)
    package = {
        "profile": "tabular-data-package",
        "name": slug(material.id) or "election",
        "title": material.title,
        "description": f"votes and seats under {material.law.id}, as Hemicycle knows and counts them",
        **({"licenses": [LICENCE]} if material.archived else {}),
        **({"sources": sources} if sources else {}),
        "contributors": [{"title": "Hemicycle", "role": "wrangler"}],
        "resources": [_resource(name, grid, written[name]) for name, grid in material.tables.items()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(name: str, grid: Grid, data: bytes) -> dict[str, Any]:
    schema = {"fields": [_field(*item) for item in grid.columns.items()], "missingValues": [""]}
    return resource(slug(name.removesuffix(".csv")), name, data, schema) | {"description": grid.what}


def _field(name: str, column: Column) -> dict[str, Any]:
    return {
        "name": name,
        "type": _TYPES[column.kind],
        "description": column.means,
        **({"unit": column.unit} if column.unit else {}),
    }


def _sources(material: Material) -> list[dict[str, str]]:
    grid = material.tables.get("sources.csv")
    return [] if grid is None else [_source(grid, row) for row in grid.rows]


def _source(grid: Grid, row: tuple[str, ...]) -> dict[str, str]:
    cells = dict(zip(grid.columns, row, strict=True))
    host = cells.get("host")
    return {
        "title": f"{cells.get('key', '')}: {cells.get('title', '')}",
        **({"path": f"https://{host}{cells.get('path', '')}"} if host else {}),
    }
