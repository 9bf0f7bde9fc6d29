"""The project's own fonts, packed by script for pages, as whole files that a renderer without a browser reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hemicycle.publish.pictures.palette import FACES

PACKED = Path(__file__).parents[1] / "pages" / "fonts"
_WEIGHTS = ("400", "600")
# Tables of features that joining files would have to reconcile, and that pictures don't use.
_LEFT_OUT = ("GSUB", "GPOS", "GDEF", "vmtx", "vhea", "DSIG")


def unpack_fonts(text: str, folder: Path) -> list[str]:
    """Write into a folder, for each face and weight, one font that has the characters of a text as far as any does.

    Fonts for pages come in parts, one for each script, of which a browser takes what it needs; a renderer takes one
    file for all. Nothing is written where the project's fonts aren't installed.
    """
    written = []
    for face in FACES:
        for weight in _WEIGHTS:
            parts = _parts(set(text) - {"\n", "\t"}, sorted(PACKED.glob(f"{_stem(face)}-*-{weight}-normal.woff2")))
            if parts:
                written.append(str(_joined(parts, face, weight, folder)))
    return written


def _stem(face: str) -> str:
    return face.casefold().replace(" ", "-")


def _parts(wanted: set[str], paths: Iterable[Path]) -> list[Any]:
    """Choose the parts that have the characters: each time the one with the most of those that are missing."""
    from fontTools.ttLib import TTFont

    fonts = [TTFont(path) for path in paths]
    chosen: list[Any] = []
    missing = {ord(char) for char in wanted}
    while fonts:
        best = max(fonts, key=lambda font: len(missing & set(font.getBestCmap())))
        found = missing & set(best.getBestCmap())
        if not found:
            break
        missing -= found
        fonts.remove(best)
        chosen.append(best)
    return chosen


def _joined(parts: list[Any], face: str, weight: str, folder: Path) -> Path:
    """Join parts into one font under the name that style sheets know."""
    from fontTools.merge import Merger, Options

    paths = []
    for place, font in enumerate(parts):
        font.flavor = None
        paths.append(str(folder / f"{_stem(face)}-{weight}-{place}.part"))
        font.save(paths[-1])
    whole = Merger(Options(drop_tables=list(_LEFT_OUT))).merge(paths) if len(paths) > 1 else parts[0]
    bold = weight != _WEIGHTS[0]
    names = whole["name"]
    names.names = []
    for ident, name in ((1, face), (2, "Bold" if bold else "Regular"), (4, f"{face} {weight}"), (6, _stem(face))):
        names.setName(name, ident, 3, 1, 0x409)
    path = folder / f"{_stem(face)}-{weight}.ttf"
    whole.save(path)
    return path
