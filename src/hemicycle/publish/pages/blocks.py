"""What a section is made of: sentences with their margins, tables, pictures. Data first; a template sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from markupsafe import Markup

from hemicycle.elections.archive import Source
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
    """A heading within a section; a small one stands under another."""

    kind: ClassVar[str] = "heading"
    text: Text
    small: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is about, then its cells.

    `mark` is a sample of colour, `total` sets a sum apart, `now` the row that holds.
    """

    head: Text
    cells: tuple[Text, ...]
    mark: Markup | None = None
    total: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a caption that says what its figures are, column heads, the first over the rows' heads.

    `words` says that its cells are words rather than figures, `minor` which column of cells a phone leaves out.
    One that `folds` is folded where a script runs.
    """

    kind: ClassVar[str] = "table"
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    beside: tuple[Text, ...] = ()
    sources: tuple[int, ...] = ()
    words: bool = False
    minor: int | None = None
    folds: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, the sentence above it, and what belongs beside it."""

    kind: ClassVar[str] = "figure"
    picture: Markup
    beside: tuple[Text, ...] = ()
    caption: Text = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What several bodies say of one thing, each in a column of its own, in the order of their first words."""

    kind: ClassVar[str] = "side by side"
    columns: tuple[tuple[Text, tuple[Verse, ...]], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Things named one after another."""

    kind: ClassVar[str] = "list"
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Slider:
    """Thresholds to slide over.

    `data` is what the script reads, whole and exact. `breaks` are where seats move, `law` where the law's own threshold
    is and `scale` the numbers on the track, all in thousandths of its length.
    """

    kind: ClassVar[str] = "slider"
    data: dict[str, Any]
    breaks: tuple[int, ...]
    law: int | None
    scale: tuple[tuple[int, str], ...]
    beside: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    """Sources by their numbers."""

    kind: ClassVar[str] = "sources"
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True, slots=True)
class Commands:
    """Commands to type, each with what it gives."""

    kind: ClassVar[str] = "commands"
    commands: tuple[tuple[str, str], ...]


Block = Verse | Heading | Table | Figure | SideBySide | Listing | Slider | SourceList | Commands


def numbered(verses: Sequence[Verse]) -> list[Verse]:
    """Number sentences from 1."""
    return [replace(each, place=place) for place, each in enumerate(verses, 1)]
