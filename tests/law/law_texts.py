"""The texts of packaged law documents, and how tests change them."""

from __future__ import annotations

from pathlib import Path

from hemicycle.law.catalogue import DOCUMENTS

PACKAGED = sorted(DOCUMENTS.rglob("*.yaml"))
MAZHILIS = DOCUMENTS / "kz" / "mazhilis"


def text_of(version: str) -> str:
    """The document of the Mazhilis that came into force on a day."""
    return (MAZHILIS / f"{version}.yaml").read_text(encoding="utf-8")


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Replace parts of a text, each of which has to stand in it."""
    for old, new in changes:
        assert old in text, f"{old!r} does not stand in the document"
        text = text.replace(old, new, 1)
    return text


def written(folder: Path, text: str, name: str = "law.yaml") -> Path:
    """Write a document."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def line_of(part: str, text: str) -> int:
    """Count the line in which a part of a text first stands."""
    return text[: text.index(part)].count("\n") + 1
