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


def several(word: str) -> str:
    """Write a word for more than one of what it names: district, districts; constituency, constituencies."""
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"


def plural(count: int, word: str) -> str:
    """Count something: 1 seat, 98 seats."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
