"""The classes of Popolo that a chamber needs, as a JSON Schema.

A table of its own making: the properties of each class, and what they hold, as the published schemas name them. A day
may be a year, a month or a day.
"""

from __future__ import annotations

from typing import Any

_DAY = {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}){0,2}$"}
CLASSES = {
    "persons": ("id name family_name given_name gender national_identity", "birth_date death_date"),
    "organizations": ("id name classification parent_id area_id", "founding_date dissolution_date"),
    "areas": ("id name identifier classification parent_id", ""),
    "posts": ("id label role organization_id area_id", "start_date end_date"),
    "memberships": ("id label role person_id organization_id post_id on_behalf_of_id area_id", "start_date end_date"),
}


def _class(texts: str, days: str) -> dict[str, Any]:
    known = {key: {"type": "string"} for key in texts.split()} | dict.fromkeys(days.split(), _DAY)
    return {"type": "array", "items": {"type": "object", "properties": known, "additionalProperties": False}}


SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {name: _class(*properties) for name, properties in CLASSES.items()},
    "required": list(CLASSES),
    "additionalProperties": False,
}
