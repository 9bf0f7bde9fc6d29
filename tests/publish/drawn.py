"""A picture read back from its text, as a browser or a screen reader finds it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import combinations

from hemicycle.publish.pictures.canvas import Picture, Words, as_svg

SVG = "{http://www.w3.org/2000/svg}"
# Fourteen long names, some that text of XML can't hold as they are, and names of other scripts.
LONG_NAMES = {
    **{f"list-{place}": f"Union for the Renewal of the {place}th District and its Villages" for place in range(10)},
    "marks": "<script>alert(\"1\")</script> & 'Friends'",
    "cyrillic": "Қазақстанның халық партиясы мен оның барлық одақтастары",
    "japanese": "自由民主党・無所属の会と市民の連合",
    "word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "short": "A",
}


@dataclass(frozen=True)
class Drawn:
    text: str
    root: ET.Element

    @property
    def title(self) -> str:
        return self.root.findtext(f"{SVG}title") or ""

    @property
    def description(self) -> str:
        return self.root.findtext(f"{SVG}desc") or ""

    @property
    def words(self) -> list[str]:
        return [each.text or "" for each in self.root.iter(f"{SVG}text") if each.get("aria-hidden") is None]

    def all(self, tag: str, look: str) -> list[ET.Element]:
        return [each for each in self.root.iter(f"{SVG}{tag}") if look in each.get("class", "").split()]


def drawn(picture: Picture) -> Drawn:
    text = as_svg(picture)
    return Drawn(text, ET.fromstring(text))


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    """Find words that stand in each other's place."""
    words = [each for each in picture.elements if isinstance(each, Words)]
    return [(one.text, other.text) for one, other in combinations(words, 2) if one.box.meets(other.box)]


def outside(picture: Picture) -> list[str]:
    """Find words that leave the picture."""
    boxes = [(each.text, each.box) for each in picture.elements if isinstance(each, Words)]
    return [
        text
        for text, box in boxes
        if min(box.left, box.top) < 0 or box.right > picture.width or box.bottom > picture.height
    ]
