from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.count.files import PLAIN, Reading, read_folder, read_votes
from hemicycle.count.votes import PartlyKnown, Votes
from hemicycle.source.mistake import BadInput

repeatable = settings(deadline=None, derandomize=True, database=None, max_examples=400)

CELLS = st.sampled_from(
    [
        *[
            "a",
            "b",
            "",
            " ",
            "*",
            "total",
            "Итого",
            "0",
            "7",
            "-7",
            "1.5",
            "71.09",
            "100",
            "101",
            "1e9",
            "nan",
            "1 000",
        ],
        *['"', '"a', 'a"', '""', '"a\nb"', "\0", "'", "\ufeff", "\u2028", "é", "9" * 25, "7%", "٣", "x" * 300],
    ]
)
HEADERS = st.sampled_from(
    [
        *["party,votes", "votes,party", "district,party,votes", "party,share", "party,at_least,below", "party"],
        *["party,share,at_least,at_most,below", "party,votes,share", "party;votes", "party,party", ""],
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\v", "\x85"])
TABLES = st.builds(
    lambda header, rows, end: end.join([header, *(",".join(row) for row in rows)]),
    HEADERS,
    st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6),
    ENDS,
)
READINGS = st.builds(
    Reading,
    st.sampled_from([None, None, "utf-8-sig", "utf-16", "windows-1251", "ascii", "utf-7", "no such"]),
    st.sampled_from([",", ",", ";", "\t", "|", " ", "a", "é"]),
)


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    root, numbers = tmp_path_factory.mktemp("tables"), count()

    def make() -> Path:
        folder = root / str(next(numbers))
        folder.mkdir()
        return folder

    return make


def outcome_of(path: Path, reading: Reading) -> Votes | PartlyKnown | None:
    """Read a file; None where it is refused as it should be."""
    try:
        return read_folder(path, reading) if path.is_dir() else read_votes(path, reading)
    except BadInput as refused:
        mistakes = refused.mistakes
    assert len(mistakes) == 1
    assert str(path) in mistakes[0].file
    assert mistakes[0].found
    assert mistakes[0].expected
    return None


@repeatable
@given(text=TABLES | st.text(), reading=READINGS | st.just(PLAIN))
def test_any_text_is_votes_or_bad_input(text: str, reading: Reading, new_folder: Callable[[], Path]):
    path = new_folder() / "votes.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    votes = outcome_of(path, reading)
    if isinstance(votes, Votes):
        cells = votes.ballots["votes"]
        assert all(type(number) is int and number >= 0 for number in cells.values())
        assert any(cells.values())
        assert all(party for _, party in cells)
    elif isinstance(votes, PartlyKnown):
        assert votes.lists
        assert all(known.high is not None and 0 <= known.low <= known.high for known in votes.lists.values())


@settings(repeatable, max_examples=150)
@given(
    data=st.binary(max_size=60) | st.binary(max_size=40).map(lambda tail: b"party,votes\na," + tail), reading=READINGS
)
def test_any_bytes_are_votes_or_bad_input(data: bytes, reading: Reading, new_folder: Callable[[], Path]):
    path = new_folder() / "votes.csv"
    path.write_bytes(data)
    assert isinstance(outcome_of(path, reading), Votes | PartlyKnown | None)


@settings(repeatable, max_examples=100)
@given(counts=st.lists(st.tuples(CELLS, st.sampled_from(["valid", "issued", ""]), CELLS), max_size=4))
def test_any_counts_beside_the_votes(counts: list[tuple[str, str, str]], new_folder: Callable[[], Path]):
    folder = new_folder()
    (folder / "votes.csv").write_text("district,party,votes\na,x,3\nb,y,4\n", encoding="utf-8")
    rows = "".join(",".join(row) + "\n" for row in counts)
    (folder / "counts.csv").write_text("district,item,number\n" + rows, encoding="utf-8")
    votes = outcome_of(folder, PLAIN)
    if votes is not None:
        assert isinstance(votes, Votes)
        assert all(number >= 0 for valid in votes.counts.values() for number in valid.values())
