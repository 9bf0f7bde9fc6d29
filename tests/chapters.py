"""Chapters of the documentation as a test sees them: blocks in order, each run or accounted for.

A comment above a block says what the block is, where its language doesn't:

    <!-- file: NAME -->          the block is that file, for the commands below
    <!-- adds to: NAME -->       it goes to the end of that file
    <!-- part of: NAME -->       these lines stand in that file
    <!-- output of: COMMAND -->  this is what a command prints, on either output, whatever its exit status
    <!-- exit: N -->             the commands end with that status instead of 0
    <!-- not run: WHY -->        nobody runs it here
    <!-- meanwhile               Python that does what a reader does between two commands
    ... -->

`sh` and `console` are commands, `python` is run as it stands or, with `>>>`, held against what it shows. `text`, `json`
and `csv` right below commands are the end of what the last one prints, with `...` for lines left out.
"""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from command_runs import Command
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CHAPTERS = sorted(path.relative_to(ROOT).as_posix() for path in DOCS.glob("*.md"))
MARKS = re.compile(r"<!--\s*(file|adds to|part of|output of|exit|not run|meanwhile)\b:?\s*(.*?)\s*-->", re.DOTALL)
COMMANDS = ("sh", "console")
SHOWN = ("text", "json", "csv")
# The same command with less work; not where what it prints is shown.
LESS = {
    ("simulate",): ("--draws", "500"),
    ("nowcast", "--law"): ("--draws", "500"),
    ("outstanding", "--law"): ("--regions", "200"),
    ("scrutiny", "turnout"): ("--countries", "2"),
    ("scrutiny", "moments"): ("--countries", "2"),
    ("scrutiny", "digits"): ("--countries", "2"),
    ("scrutiny", "rounding"): ("--made-up", "20"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page: its place, what it is, and whether commands stand right above it."""

    place: str
    language: str
    text: str
    mark: str = ""
    said: str = ""
    below: str = ""


def blocks_of(page: str) -> Iterator[Block]:
    """Give the blocks of a page in order, those that only a test sees among them."""
    mark, said, below = "", "", ""
    for token in MarkdownIt().parse((ROOT / page).read_text(encoding="utf-8")):
        if token.type not in ("html_block", "fence"):
            mark, said, below = "", "", ""
            continue
        place = f"{page}:{token.map[0] + 1}"
        if token.type == "fence":
            language = token.info.strip()
            if not language.startswith("{"):
                yield Block(place, language, token.content, mark, said, below)
            mark, said, below = "", "", language
        elif found := MARKS.match(token.content):
            mark, said = found.groups()
            if mark == "meanwhile":
                yield Block(place, "python", said)
                mark, said = "", ""


@dataclass(slots=True)
class Reader:
    """Somebody who reads a chapter from top to bottom and does in a folder of their own all it says."""

    command: Command
    names: dict[str, Any] = field(default_factory=dict)
    printed: str = ""

    def read(self, block: Block, below: Block | None = None) -> None:
        """Do what a block says; `below` is the next block."""
        path = Path(block.said)
        match block.mark:
            case "not run":
                assert len(block.said.split()) > 3, f"{block.place}: say why it isn't run"
            case "file" | "adds to":
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a" if block.mark == "adds to" else "w", encoding="utf-8") as file:
                    file.write(block.text)
            case "part of":
                self.compare(block, path.read_text(encoding="utf-8"))
            case "output of":
                ran = self.command(*shlex.split(block.said)[1:])
                self.compare(block, ran.out + ran.err)
            case _:
                self.run(block, below)

    def run(self, block: Block, below: Block | None) -> None:
        """Run a block, or hold it against what was printed above it."""
        if block.language == "sh":
            whole = below is not None and below.language in SHOWN and below.below == "sh" and not below.mark
            self.give_commands(block, block.text.replace("\\\n", " ").splitlines(), whole=whole)
        elif block.language == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                line, _, shown = part.partition("\n")
                self.give_commands(block, [line], whole=True)
                self.compare(Block(block.place, "text", shown), self.printed)
        elif block.language == "python" and ">>>" in block.text:
            examples = doctest.DocTestParser().get_doctest(block.text, self.names, block.place, block.place, 0)
            told: list[str] = []
            doctest.DocTestRunner(verbose=False).run(examples, out=told.append, clear_globs=False)
            self.names.update(examples.globs)
            assert not told, "".join(told)
        elif block.language == "python":
            exec(compile(block.text, block.place, "exec"), self.names)
        elif block.language in SHOWN:
            assert block.below in COMMANDS, f"{block.place}: say in a comment what this is"
            self.compare(block, self.printed)
        else:
            assert block.language == "yaml", f"{block.place}: a block of {block.language or 'nothing'}"

    def give_commands(self, block: Block, lines: list[str], *, whole: bool) -> None:
        """Give commands one by one; each has to end as the block says."""
        expected = int(block.said) if block.mark == "exit" else 0
        for line in filter(None, map(str.strip, lines)):
            words = shlex.split(line, comments=True)
            ours = Path(words[0]).name == "hemicycle" and not {"|", ">", "&&"} & {*words}
            assert ours, f"{block.place}: {line}: only `hemicycle` is run; say `<!-- not run: WHY -->` above"
            ran = self.command(*words[1:], *([] if whole else less(words[1:])))
            assert ran.status == expected, f"{block.place}: {line}: {ran.status}\n{ran.out[-500:]}{ran.err}"
            self.printed = ran.out + ran.err

    @staticmethod
    def compare(block: Block, whole: str) -> None:
        """Find the lines of a block in a text, in their order; how far both are indented is all the same."""
        at, inside = 0, unindented(whole)
        for part in re.split(r"^\.\.\.\n", unindented(block.text), flags=re.MULTILINE):
            found = inside.find(part, at)
            assert found >= 0, f"{block.place}: shown\n{part}\nis not in\n{inside[at:][:3_000]}"
            at = found + len(part)


def unindented(text: str) -> str:
    """Give a text with each line at the margin."""
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines())


def less(words: list[str]) -> tuple[str, ...]:
    """Give what makes a command do less without changing what it shows, if the command doesn't say itself."""
    for called, options in LESS.items():
        if words[0] == called[0] and {*called} <= {*words} and not {options[0], "--control"} & {*words}:
            return options
    return ()
