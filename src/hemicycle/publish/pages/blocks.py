"""What a section is made of: sentences with their margins, tables, pictures. Data first; a template sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from hemicycle.publish.language.language import Said

Text = str | Said


@dataclass(frozen=True, slots=True)
class Verse:
    """A sentence, and what stands beside it in the margin: articles, arithmetic, and the numbers of its sources.

    `whose` is set before the sentence where it is somebody's; `place` is its number in the section.
    """

    kind: ClassVar[str] = "verse"
    text: Text
    beside: tuple[Text, ...] = ()
    sources: tuple[int, ...] = ()
    whose: Text = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    kind: ClassVar[str] = "heading"
    text: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is about, then its cells. `mark` is a sample of colour; `total` sets it apart."""

    head: Text
    cells: tuple[Text, ...]
    mark: Markup = Markup("")
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a caption that says what its figures are, column heads, the first over the rows' heads."""

    kind: ClassVar[str] = "table"
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    beside: tuple[Text, ...] = ()
    words: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, with what belongs beside it."""

    kind: ClassVar[str] = "figure"
    picture: Markup
    beside: tuple[Text, ...] = ()


Block = Verse | Heading | Table | Figure


def numbered(verses: Sequence[Verse]) -> list[Verse]:
    """Number sentences from 1."""
    return [Verse(each.text, each.beside, each.sources, each.whose, place) for place, each in enumerate(verses, 1)]
