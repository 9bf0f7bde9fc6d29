"""The fonts of the project's own pages, where the package has them; the reader's own fonts elsewhere.

What is written in a file says what it is (family, weight, slope, letters), so that no name of a file stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

import hemicycle

FONTS = Path(hemicycle.__file__).parent / "publish" / "pages" / "fonts"

# What a variable font adds to the name of its family.
WEIGHT = re.compile(r" (?:Thin|(?:Extra)?(?:Light|Bold)|Regular|Medium|SemiBold|Black|Variable|VF)$")


def setup(app: Sphinx) -> dict[str, bool]:
    """Serve the fonts beside the pages, with the style sheet that names them."""
    if any(FONTS.glob("*.woff2")):
        app.connect("config-inited", serve)
        app.connect("build-finished", lambda app, error: error or write(Path(app.outdir)))
    return {"parallel_read_safe": True}


def serve(app: Sphinx, config: Config) -> None:
    """Have the fonts copied, and their style sheet named on each page."""
    config.html_static_path.append(str(FONTS))
    app.add_css_file("fonts.css")


def write(pages: Path) -> None:
    """Write the style sheet."""
    (pages / "_static" / "fonts.css").write_text("".join(map(face, sorted(FONTS.glob("*.woff2")))), encoding="utf-8")


def face(path: Path) -> str:
    """Give the rule of one file."""
    from fontTools.ttLib import TTFont

    font = TTFont(path, lazy=True)
    names = font["name"]
    family = WEIGHT.sub("", names.getDebugName(16) or names.getDebugName(1))
    weights = next((f"{int(axis.minValue)} {int(axis.maxValue)}" for axis in axes(font) if axis.axisTag == "wght"), "")
    return (
        f'@font-face {{ font-family: "{family}"; font-display: swap;\n'
        f'  src: url("{path.name}") format("woff2"); font-weight: {weights or font["OS/2"].usWeightClass};\n'
        f"  font-style: {'italic' if font['post'].italicAngle else 'normal'};\n"
        f"  unicode-range: {', '.join(ranges(font.getBestCmap()))}; }}\n"
    )


def axes(font: object) -> Iterable:
    """Give the axes of a variable font; none of any other."""
    return font["fvar"].axes if "fvar" in font else ()


def ranges(letters: Iterable[int]) -> Iterator[str]:
    """Give runs of letters as style sheets write them."""
    run: list[int] = []
    for letter in sorted(letters):
        if run and letter > run[-1] + 1:
            yield f"U+{run[0]:X}-{run[-1]:X}"
            run = []
        run.append(letter)
    if run:
        yield f"U+{run[0]:X}-{run[-1]:X}"
