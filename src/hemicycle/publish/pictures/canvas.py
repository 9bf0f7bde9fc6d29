"""A picture as a record of shapes and words, and the one function that writes it as SVG."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hemicycle.publish.pictures.measure import width_of
from hemicycle.publish.pictures.palette import PATTERNS, SANS, SERIF, ink_named, is_hue, style

Anchor = Literal["start", "middle", "end"]
_NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether the two have some place in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def wider(self, by: float) -> Box:
        """The part with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Own:
    """Something that the picture itself defines, by its name: a clip, or the pattern of a list."""

    name: str


@dataclass(frozen=True, slots=True)
class Shape:
    """An element of SVG: its attributes, and a title that pointing at it shows."""

    tag: str
    attributes: Mapping[str, Any]
    title: str = ""
    inside: tuple[Shape | Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: where its baseline begins, has its middle or ends. `halo` keeps it legible on a fill."""

    text: str
    x: float
    y: float
    size: float = 14
    anchor: Anchor = "start"
    ink: str = "ink"
    bold: bool = False
    serif: bool = False
    upright: bool = False
    halo: bool = False

    @property
    def box(self) -> Box:
        """The part of the picture that the words take."""
        width = width_of(self.text, self.size, bold=self.bold)
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        up, down = self.size * 0.76, self.size * 0.22
        if self.upright:
            return Box(self.x - up, self.y + before - width, self.x + down, self.y + before)
        return Box(self.x - before, self.y - up, self.x - before + width, self.y + down)


Element = Shape | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in units of its own; `description` says in words what it shows, with the numbers."""

    width: float
    height: float
    title: str
    description: str
    elements: tuple[Element, ...]


def line(x1: float, y1: float, x2: float, y2: float, ink: str, width: float = 1, **more: Any) -> Shape:
    """Draw a straight line; `more` are attributes of SVG with underscores for hyphens."""
    given = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": f"line-{ink}", "stroke-width": width}
    return Shape("line", given | _attributes(more))


def box(x: float, y: float, width: float, height: float, ink: str | Own, title: str = "", **more: Any) -> Shape:
    """Draw a rectangle filled with an ink or a pattern."""
    given = {"x": x, "y": y, "width": width, "height": height, **filled(ink)}
    return Shape("rect", given | _attributes(more), title)


def path(steps: str, **more: Any) -> Shape:
    """Draw a path."""
    return Shape("path", {"d": steps} | _attributes(more))


def filled(ink: str | Own) -> dict[str, Any]:
    """Give the attributes that fill a shape with an ink or with a pattern."""
    return {"fill": ink} if isinstance(ink, Own) else {"class": f"fill-{ink}"}


def pattern(ink: str, kind: int = 0) -> Own:
    """Name a pattern in an ink."""
    return Own(f"pattern-{kind % len(PATTERNS)}-{ink}")


def _attributes(more: Mapping[str, Any]) -> dict[str, Any]:
    return {name.rstrip("_").replace("_", "-"): value for name, value in more.items()}


def as_svg(picture: Picture, *, styled: bool = True) -> str:
    """Write a picture as one SVG document, which also stands in a page beside others.

    Its title and description are what a screen reader says. Ids begin with a mark of the picture, so that several
    in one page don't meet; the same picture is always the same text. A page of many pictures writes them without
    their style (`styled` is false) and `page_style` of them all once: colours of light paper stand in the shapes too,
    for what reads no style, and the style adds those of dark paper.
    """
    mark = "p" + hashlib.sha256(repr(picture).encode()).hexdigest()[:8]
    size = {"width": _number(picture.width), "height": _number(picture.height)}
    named = {"role": "img", "aria-labelledby": f"{mark}-title {mark}-description", "class": "hemicycle"}
    named["font-family"] = SANS
    root = ET.Element("svg", {"xmlns": _NAMESPACE, "viewBox": " ".join(("0 0", *size.values())), **size, **named})
    for tag, text in (("title", picture.title), ("description", picture.description)):
        ET.SubElement(root, "desc" if tag == "description" else tag, {"id": f"{mark}-{tag}"}).text = _clean(text)
    if styled:
        ET.SubElement(root, "style").text = page_style([picture])
    patterns = sorted(_patterns(picture.elements))
    defined = ET.SubElement(root, "defs")
    for name in patterns:
        _define_pattern(defined, name, mark)
    ET.SubElement(root, "rect", {**size, **_coloured("fill-paper")})
    for element in picture.elements:
        _add(root, element, mark)
    return ET.tostring(root, encoding="unicode") + "\n"


def page_style(pictures: Iterable[Picture]) -> str:
    """Write the style sheet that pictures share in a page that has them without their own."""
    return style(name for picture in pictures for name in _hues(picture.elements))


def _hues(elements: Iterable[Element]) -> Iterator[str]:
    """Find the inks that are colours of somebody's own."""
    for each in elements:
        if isinstance(each, Words):
            looks = [each.ink]
        else:
            owned = [value.name for value in each.attributes.values() if isinstance(value, Own)]
            looks = [look.split("-", 1)[1] for look in str(each.attributes.get("class", "")).split() if "-" in look]
            looks += [name.split("-", 2)[2] for name in owned if name.startswith("pattern-")]
            yield from _hues(each.inside)
        yield from filter(is_hue, looks)


def _add(parent: ET.Element, element: Element, mark: str) -> None:
    if isinstance(element, Words):
        if element.halo:
            ET.SubElement(parent, "text", _words(element) | _halo()).text = _clean(element.text)
        ET.SubElement(parent, "text", _words(element)).text = _clean(element.text)
        return
    written = {name: _value(name, value, mark) for name, value in element.attributes.items()}
    written = _coloured(written.get("class", "")) | written
    made = ET.SubElement(parent, element.tag, written)
    if element.title:
        ET.SubElement(made, "title").text = _clean(element.title)
    for each in element.inside:
        _add(made, each, mark)


def _words(words: Words) -> dict[str, str]:
    look = f"fill-{words.ink}" + (" serif" if words.serif else "")
    given = {"x": _number(words.x), "y": _number(words.y), "font-size": _number(words.size), **_coloured(look)}
    if words.serif:
        given["font-family"] = SERIF
    if words.anchor != "start":
        given["text-anchor"] = words.anchor
    if words.bold:
        given["font-weight"] = "bold"
    if words.upright:
        given["transform"] = f"rotate(-90 {given['x']} {given['y']})"
    return given


def _halo() -> dict[str, str]:
    """Give the attributes of the edge behind words: a text of its own, since few programs that print can order both."""
    look = _coloured("line-paper") | {"fill": "none", "stroke-width": "4", "stroke-linejoin": "round"}
    return look | {"aria-hidden": "true"}


def _coloured(look: str) -> dict[str, str]:
    """Give the attributes of a class of inks: the class itself, and the colours it has on light paper."""
    given = {"class": look} if look else {}
    for each in look.split():
        kind, _, ink = each.partition("-")
        if kind in ("fill", "line") and ink:
            given["fill" if kind == "fill" else "stroke"] = ink_named(ink).light
    return given


def _patterns(elements: tuple[Element, ...]) -> set[str]:
    """Find the patterns that are used."""
    shapes = [each for each in elements if isinstance(each, Shape)]
    used = {value.name for each in shapes for value in each.attributes.values() if isinstance(value, Own)}
    inside = {name for each in shapes for name in _patterns(each.inside)}
    return {name for name in used | inside if name.startswith("pattern-")}


def _define_pattern(parent: ET.Element, name: str, mark: str) -> None:
    _, kind, ink = name.split("-", 2)
    square = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
    made = ET.SubElement(parent, "pattern", {"id": f"{mark}-{name}", **square})
    ET.SubElement(made, "rect", {"width": "8", "height": "8", **_coloured("fill-paper")})
    ET.SubElement(made, "rect", {"width": "8", "height": "8", **_coloured(f"fill-{ink}"), "fill-opacity": "0.14"})
    lines = {"d": PATTERNS[int(kind)], "fill": "none", **_coloured(f"line-{ink}"), "stroke-width": "1.6"}
    ET.SubElement(made, "path", lines)


def _value(name: str, value: Any, mark: str) -> str:
    if isinstance(value, Own):
        return f"{mark}-{value.name}" if name == "id" else f"url(#{mark}-{value.name})"
    return value if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    """Write a place in a picture: three decimals are finer than any printer."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _clean(text: str) -> str:
    """Leave out characters that XML can't hold."""
    return "".join(char for char in text if char in "\t\n" or (char >= " " and not "\ud800" <= char <= "\udfff"))
