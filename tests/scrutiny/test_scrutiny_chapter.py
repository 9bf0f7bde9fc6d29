"""The commands of the chapter on scrutiny run, and what it quotes is what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from hemicycle.elections.findings import find_ledger

CHAPTER = (Path(__file__).parents[2] / "docs" / "scrutiny.md").read_text(encoding="utf-8")


def test_the_commands_of_the_chapter_run(hemicycle, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```sh\n(.*?)```", CHAPTER, re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    assert len(lines) == 10
    for line in lines:
        assert hemicycle(*shlex.split(line)[1:]).status == 0, line
    assert {each.name for each in tmp_path.iterdir()} == {"returns.csv", "marked.csv"}


def test_the_sentence_to_quote_is_the_one_that_is_printed(hemicycle):
    (quoted,) = re.findall(r"```text\n(.*?)```", CHAPTER, re.DOTALL)
    assert " ".join(quoted.split()) in " ".join(hemicycle("scrutiny", "kz-mazhilis-2021").out.split())


def test_the_number_of_elections_in_the_chapter_is_that_of_the_ledger():
    assert len(find_ledger("kz-mazhilis")[1]) == 9
