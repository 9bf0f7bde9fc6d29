"""The faces that pages are set in: Source Serif 4 for sentences, Source Sans 3 for tables and labels.

They lie in the package as their makers' web fonts, cut into subsets of letters. A page that stands alone carries those
subsets that its letters need; a site links them, and a browser fetches what it needs.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"

# The letters of each subset, as the makers' own style sheets have them.
SUBSETS = {
    "latin": (
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,"
        "U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
    ),
    "latin-ext": (
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,"
        "U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF"
    ),
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
    "cyrillic-ext": "U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F",
}


@dataclass(frozen=True, slots=True)
class Face:
    """A face: its family, weight and style, and how its files' names begin."""

    family: str
    files: str
    weight: int
    style: str = "normal"

    def file(self, subset: str) -> str:
        """Name the file of one subset."""
        return f"{self.files}-{subset}-{self.weight}-{self.style}.woff2"


FACES = (
    Face("Source Serif 4", "source-serif-4", 400),
    Face("Source Serif 4", "source-serif-4", 400, "italic"),
    Face("Source Serif 4", "source-serif-4", 600),
    Face("Source Sans 3", "source-sans-3", 400),
    Face("Source Sans 3", "source-sans-3", 600),
)


def faces(address: Callable[[str], str], subsets: Iterable[str] = SUBSETS) -> str:
    """Write the rules that name the faces; `address` says where a file is found."""
    return "\n".join(
        _rule(face, face.family, subset, address(face.file(subset))) for face in FACES for subset in subsets
    )


def faces_apart(subsets: Iterable[str] = SUBSETS) -> str:
    """Write the same rules, faces within the page, with a family of its own for each subset.

    What sets pages of paper takes two files of one face for one, and would give letters of the one in the other.
    """
    return "\n".join(
        _rule(face, apart(face.family, subset), subset, as_data(face.file(subset)))
        for face in FACES
        for subset in subsets
    )


def apart(family: str, subset: str) -> str:
    """Name the family of one subset of a face."""
    return f"{family} {subset}"


def name_apart(page: str) -> str:
    """Name the families of all subsets in a page wherever it names a face's."""
    for family in dict.fromkeys(face.family for face in FACES):
        names = ", ".join(f"'{apart(family, subset)}'" for subset in SUBSETS)
        page = page.replace(f"'{family}'", names).replace(f'"{family}"', names)
    return page


def subsets_of(text: str) -> list[str]:
    """Choose the subsets that a text's letters need, the Latin one always."""
    letters = {ord(letter) for letter in text}
    return [
        name
        for name, ranges in SUBSETS.items()
        if name == "latin" or any(low <= letter <= high for low, high in _ranges(ranges) for letter in letters)
    ]


@cache
def as_data(file: str) -> str:
    """Write a face as an address that carries its data, for a page that stands alone."""
    return f"data:font/woff2;base64,{b64encode((FOLDER / file).read_bytes()).decode()}"


def _rule(face: Face, family: str, subset: str, address: str) -> str:
    return (
        f"@font-face{{font-family:'{family}';font-style:{face.style};font-weight:{face.weight};font-display:swap;"
        f"src:url({address}) format('woff2');unicode-range:{SUBSETS[subset]}}}"
    )


def _ranges(text: str) -> list[tuple[int, int]]:
    found = (part.partition("-") for part in re.findall(r"U\+([0-9A-F]+(?:-[0-9A-F]+)?)", text))
    return [(int(low, 16), int(high or low, 16)) for low, _, high in found]
