"""The style sheet of pages: the faces, the colours of the pictures' palette, and the rules that stand in style.css."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from hemicycle.publish.pages.fonts import SUBSETS, faces, faces_apart
from hemicycle.publish.pictures.palette import INKS, ink_named, is_hue, style

_FOLDER = Path(__file__).parent
_COLOURS = ("paper", "ink", "quiet", "grid", "axis", "accent")


def stylesheet(address: Callable[[str], str], subsets: Iterable[str] = SUBSETS) -> str:
    """Write the style sheet of all pages; `address` says where the file of a face is found.

    The colours of an election's parties are its own page's: `party_style`.
    """
    dark = f"@media screen and (prefers-color-scheme:dark){{{_colours(dark=True)}}}"
    return "\n".join((faces(address, subsets), _colours(), dark, _read("style.css"), _read("print.css")))


def paper_style(subsets: Iterable[str] = SUBSETS) -> str:
    """Write the style sheet for pages of paper alone."""
    return "\n".join((faces_apart(subsets), _colours(), _read("style.css"), _read("print.css")))


def party_style(inks: Iterable[str]) -> str:
    """Write the colours of parties, for pictures and for the samples beside their names."""
    used = sorted(set(inks))
    light = "".join(_sample(ink, ink_named(ink).light) for ink in used)
    dark = "".join(_sample(ink, ink_named(ink).dark) for ink in used)
    pictures = style(ink for ink in used if is_hue(ink))
    return f"{pictures}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _sample(ink: str, colour: str) -> str:
    return f".sample-{ink}{{background:{colour}}}"


def _colours(*, dark: bool = False) -> str:
    named = ((name, INKS[name]) for name in _COLOURS)
    return f":root{{{''.join(f'--{name}:{ink.dark if dark else ink.light};' for name, ink in named)}}}"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
