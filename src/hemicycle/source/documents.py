"""YAML documents as plain trees of text, with the line of every part.

Every scalar stays the text that was written: `no`, `1.4` and `7%` mean what the schema of the document
says, never what a YAML version would make of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hemicycle.source.files import read_text
from hemicycle.source.mistake import BadInput, Mistake

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document: nested dicts, lists and strings, and the line of each part by its path."""

    file: str
    tree: Any
    lines: dict[Path_, int]

    def line(self, path: Sequence[str | int]) -> int:
        """Find the line of a part, or of the nearest part that contains it."""
        place = tuple(path)
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def mistake(self, path: Sequence[str | int], found: str, expected: str) -> Mistake:
        """Make the mistake for one part of this document."""
        return Mistake(self.file, found, expected, self.line(path), spelled(path))


def spelled(path: Sequence[str | int]) -> str:
    """Write a path as people do: `tiers[0].steps[1].admit`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read_document(path: Path) -> Document:
    """Read one YAML document from a file. Raises BadInput with the line for anything that isn't YAML."""
    return parse_document(read_text(path), str(path))


def parse_document(text: str, name: str) -> Document:
    """Read one YAML document from `text`; `name` is what messages call it."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    lines: dict[Path_, int] = {}
    try:
        root = yaml.compose(text, Loader=loader)
        if root is None:
            raise BadInput(Mistake(name, "an empty document", "a mapping"))
        seen: set[int] = set()
        tree = _plain(root, (), lines, seen, name)
    except _Alias as alias:
        events = yaml.parse(text, Loader=loader)
        marks = (event.start_mark for event in events if isinstance(event, yaml.AliasEvent))
        line = next((mark.line + 1 for mark in marks if mark), None)
        found = Mistake(name, "an alias (*name)", "the part written out", line, spelled(alias.path))
        raise BadInput(found) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        line = mark.line + 1 if mark else None
        raise BadInput(Mistake(name, what or "broken YAML", "a YAML document", line)) from None
    except yaml.YAMLError as error:
        raise BadInput(Mistake(name, " ".join(str(error).split()), "a YAML document")) from None
    except RecursionError:
        raise BadInput(Mistake(name, "parts nested too deeply", "a document people can read")) from None
    return Document(name, tree, lines)


class _Alias(Exception):
    """A part of a document that is another part again."""

    def __init__(self, path: Path_) -> None:
        self.path = path
        super().__init__(spelled(path))


def _plain(node: Any, path: Path_, lines: dict[Path_, int], seen: set[int], name: str) -> Any:
    lines[path] = node.start_mark.line + 1
    if id(node) in seen:
        raise _Alias(path)
    seen.add(id(node))
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_plain(item, (*path, i), lines, seen, name) for i, item in enumerate(node.value)]
    return dict(_pairs(node, path, lines, seen, name))


def _pairs(node: Any, path: Path_, lines: dict[Path_, int], seen: set[int], name: str) -> Iterator[tuple[str, Any]]:
    met: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.id != "scalar":
            raise BadInput(Mistake(name, "a key that isn't a word", "a word", line, spelled(path)))
        if key.value in met:
            raise BadInput(
                Mistake(name, f"the key {key.value!r} again (first in line {met[key.value]})", "each key once", line)
            )
        met[key.value] = line
        yield key.value, _plain(value, (*path, key.value), lines, seen, name)
        lines[(*path, key.value)] = line
