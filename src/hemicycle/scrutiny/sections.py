"""What can be said, in sections of lines: each line says whose words it is, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hemicycle.outcome.tongue import Tongue
from hemicycle.source.words import capital


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said.

    `about` is what it is about, where several lines of a section are about the same. `whose` names the body whose
    finding it is; nobody's is what the figures say themselves. `says` is shown as it is, `sources` are keys.
    `code` and `whose_code` name the languages of `says` and `whose`, English where they have no translation.
    """

    says: str
    about: str = ""
    whose: str = ""
    sources: tuple[str, ...] = ()
    code: str = "en"
    whose_code: str = "en"

    def as_json(self) -> dict[str, Any]:
        """The line for programs. A body's finding stands under `finding`, what figures say under `says`."""
        about = {"about": self.about} if self.about else {}
        said = {"body": self.whose, "finding": self.says} if self.whose else {"says": self.says}
        return {**about, **said, "sources": list(self.sources)}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an overview: a name for programs, a title, lines, and the numbers behind them in `data`."""

    name: str
    title: str
    lines: tuple[Line, ...]
    data: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The section for programs."""
        return {"title": self.title, **self.data, "lines": [line.as_json() for line in self.lines]}


def sentence(telling: Callable[[Any, Tongue], str], each: Any, tongue: Tongue) -> str:
    """Make a sentence of what is told of something."""
    return f"{capital(telling(each, tongue))}."
