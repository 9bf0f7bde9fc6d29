"""Docstrings as they are written here, in plain prose, made into what Sphinx reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

# A name in backticks with its meaning set off by two blanks, and lines that go on with it.
ENTRY = re.compile(r"^\s*(`[^`]+`(?:, `[^`]+`)*)\s+(.*)$")


def setup(app: Sphinx) -> dict[str, bool]:
    """Have every docstring rewritten before it is read."""
    app.connect("autodoc-process-docstring", rewrite)
    app.connect("autodoc-process-signature", shorten)
    return {"parallel_read_safe": True}


def shorten(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, signature: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    """Write defaults that are made anew each time as dots, so that the rest of a signature can be read."""
    return signature and re.sub(r"= <[^<>]*>", "= ...", signature), returns


def rewrite(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Write a docstring as reStructuredText, in place."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip("\n"))
    lines[:] = [line for paragraph in paragraphs for line in (*rewritten(paragraph.split("\n")), "")]


def rewritten(lines: list[str]) -> Iterator[str]:
    """Give a paragraph: an example as it is, meanings of names as a list, what is set in as it stands, or prose."""
    if lines[0].lstrip().startswith(">>>"):
        yield from lines
    elif len(lines) > 1 and ENTRY.match(lines[0]) and any(line.startswith(" ") or "  " in line for line in lines):
        for line in lines:
            if entry := ENTRY.match(line):
                yield f"* {escaped(entry[1])}: {escaped(entry[2])}"
            else:
                yield f"  {escaped(line.strip())}"
    elif all(line.startswith("    ") for line in lines):
        yield from ("::", "", *lines)
    else:
        yield from (escaped(line.strip()) for line in lines)


def escaped(text: str) -> str:
    """Keep signs that would mean something to reStructuredText; what is in backticks becomes code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        f"`{part}`" if at % 2 else re.sub(r"([\\*|]|_\b|(?<=\w)_(?=\W|$))", r"\\\1", part)
        for at, part in enumerate(parts)
    )
