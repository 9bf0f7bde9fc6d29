"""The style sheet of pages: the faces, the colours of the pictures' palette, and the rules that stand in style.css."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from hemicycle.publish.pages.fonts import SUBSETS, faces
from hemicycle.publish.pictures.palette import INKS

_RULES = Path(__file__).parent / "style.css"
_COLOURS = ("paper", "ink", "quiet", "grid", "axis", "accent")


def stylesheet(address: Callable[[str], str], subsets: Iterable[str] = SUBSETS) -> str:
    """Write the style sheet of all pages; `address` says where the file of a face is found.

    The colours of an election's parties are its own page's: `drawings.picture_style`.
    """
    light = "".join(f"--{name}:{INKS[name].light};" for name in _COLOURS)
    dark = "".join(f"--{name}:{INKS[name].dark};" for name in _COLOURS)
    colours = f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return "\n".join((faces(address, subsets), colours, _RULES.read_text(encoding="utf-8")))
