"""Names as ids, and texts as sentences."""

from __future__ import annotations

import re


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def slug(name: str) -> str:
    """Make an id of a name: lower case, everything but letters and digits a hyphen.

    `People's Party` becomes `people-s-party`, `against_all` becomes `against-all`.
    """
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def plural(count: int, word: str) -> str:
    """Count something: 1 seat, 98 seats."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
