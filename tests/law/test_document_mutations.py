from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from council_act import COUNCIL_ACT
from hypothesis import given, settings
from hypothesis import strategies as st
from law_texts import text_of

from hemicycle.law.catalogue import read_law
from hemicycle.law.document import Law
from hemicycle.law.words import tell
from hemicycle.source.mistake import BadInput

TEXTS = [text_of("2004-04-14"), text_of("2020-05-25"), text_of("2023-01-01"), COUNCIL_ACT]
TOKEN = re.compile(r"[\w%.-]+|[^\w\s]")
OTHER_TOKENS = [
    *["", "-", ":", "{", "}", "[", "]", "*", "&a", "!tag", "!!int", "|", ">", "#", '"', "'", "\t", "\0", "…", "<<"],
    *["0", "-1", "1.5", "7%", "700%", "1/0", "99999999999999999999", "1e400", "nan", "2021-02-30", "0000-00-00"],
    *["null", "true", "no", "lists", "passed", "votes", "valid", "lot", "all", "nation", "hare", "most votes"],
    *["{kind: party}", "[all, passed]", "[]", "{}", "{quota: votes}", "admit", "allot", "total(votes)", "if", "None"],
]


@st.composite
def mutated(draw: Callable) -> str:
    """A document with a few lines gone, doubled or moved, and a few words replaced."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for what in draw(
        st.lists(st.sampled_from(["delete", "double", "swap", "indent", "token"]), min_size=1, max_size=4)
    ):
        place = draw(st.integers(0, len(lines) - 1))
        if what == "delete" and len(lines) > 1:
            del lines[place]
        elif what == "double":
            lines.insert(place, lines[place])
        elif what == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], lines[place]
        elif what == "indent":
            lines[place] = "  " + lines[place]
        else:
            tokens = list(TOKEN.finditer(lines[place]))
            if tokens:
                old = draw(st.sampled_from(tokens))
                mine = TOKEN.findall("\n".join(lines))
                new = draw(st.sampled_from(OTHER_TOKENS) | st.sampled_from(mine))
                lines[place] = lines[place][: old.start()] + new + lines[place][old.end() :]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def new_path(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    folder, numbers = tmp_path_factory.mktemp("documents"), count()
    return lambda: folder / f"{next(numbers)}.yaml"


@settings(deadline=None, derandomize=True, database=None, max_examples=400)
@given(text=mutated())
def test_a_changed_document_is_a_law_or_bad_input(text: str, new_path: Callable[[], Path]):
    path = new_path()
    path.write_text(text, encoding="utf-8")
    try:
        law = read_law(path)
    except BadInput as refused:
        mistakes = refused.mistakes
    else:
        assert isinstance(law, Law)
        assert all(clause.says for clause in tell(law))
        return
    assert mistakes
    assert all(mistake.found and mistake.expected for mistake in mistakes)
    assert all(mistake.file == str(path) for mistake in mistakes)
