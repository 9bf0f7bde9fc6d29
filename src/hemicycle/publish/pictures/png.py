"""Pictures as PNG, by resvg (extra `png`): light paper, at a width in pixels."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hemicycle.publish.pictures.canvas import Picture, Words, as_svg
from hemicycle.publish.pictures.fonts import unpack_fonts
from hemicycle.source.mistake import BadInput, Mistake

WIDEST = 10_000  # pixels


def needs_png() -> None:
    """Make sure that PNG can be written. Raises BadInput where the library for it is missing."""
    from importlib.util import find_spec

    if find_spec("resvg_py") is None:
        raise BadInput(Mistake("a picture as PNG", "no resvg", "the extra for it: pip install 'hemicycle[png]'"))


def as_png(picture: Picture, width: int = 960) -> bytes:
    """Draw a picture so many pixels wide, with the project's own fonts where they are, else the system's.

    Raises BadInput for a width that isn't from 16 to 10,000, and where the library is missing.
    """
    needs_png()
    if not 16 <= width <= WIDEST:
        raise BadInput(Mistake("--width", f"{width}", f"a width from 16 to {WIDEST:,} pixels"))
    import resvg_py

    svg = as_svg(picture)
    words = "".join(each.text for each in picture.elements if isinstance(each, Words))
    with TemporaryDirectory() as folder:
        files = unpack_fonts(words, Path(folder))
        drawn = resvg_py.svg_to_bytes(svg_string=svg, width=width, font_files=files or None)
    return bytes(drawn)
