"""Every block of every chapter is run, or held against what is printed, or says why not.

A new chapter is found by itself; `chapters.py` says how a block tells what it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars
import pytest
from chapters import CHAPTERS, Block, Reader, blocks_of
from command_runs import Command
from council_act import COUNCIL_ACT

NOT_RUN = [block for page in CHAPTERS for block in blocks_of(page) if block.mark == "not run"]


@pytest.fixture
def reader(hemicycle: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Somebody who reads in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Reader(hemicycle)


def follow(reader: Reader, blocks: Iterable[Block]) -> None:
    for block, below in pairwise([*blocks, None]):
        reader.read(block, below)


@pytest.mark.parametrize("page", CHAPTERS)
def test_the_examples_of_a_chapter_run_and_give_what_they_show(reader: Reader, page: str):
    follow(reader, blocks_of(page))


def test_the_examples_of_the_readme_run(reader: Reader):
    """All but two that install Hemicycle and run these tests (see test_readme.py), and those that chapters have too."""
    Path("votes.csv").write_text("party,votes\nA,700\nB,300\n", encoding="utf-8")
    Path("my-law.yaml").write_text(COUNCIL_ACT.replace("xx-council", "xx-town"), encoding="utf-8")
    lines = (line for page in CHAPTERS for block in blocks_of(page) for line in block.text.splitlines())
    known = {line.partition("#")[0].strip() for line in lines if " synthesize " not in line}
    first, output, second, *blocks = blocks_of("README.md")
    assert ("pip install" in first.text, output.language, second.text) == (True, "text", "./test\n")
    reader.names["frame"] = polars.DataFrame({"region": ["R"], "station": ["1"], "registered": [9], "votes:A": [5]})
    for block in blocks:
        lines = block.text.splitlines(keepends=True)
        left = "".join(line for line in lines if line.removeprefix(".venv/bin/").rstrip() not in known)
        reader.read(replace(block, text=left) if block.language == "sh" else block)


@pytest.mark.parametrize("block", NOT_RUN, ids=lambda block: block.place)
def test_a_block_that_is_not_run_says_why(block: Block):
    assert len(block.said.split()) > 3
