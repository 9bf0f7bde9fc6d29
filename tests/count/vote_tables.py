"""Tables of votes for tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from hemicycle.source.mistake import BadInput, Mistake

# Election to the Mazhilis of 10 January 2021: Central Election Commission, final results.
VOTES_OF_2021 = {
    "people-s-party": 659_019,
    "nur-otan": 5_148_074,
    "auyl": 383_023,
    "ak-zhol": 792_828,
    "adal": 258_618,
}


def table(folder: Path, text: str, name: str = "votes.csv", encoding: str = "utf-8") -> Path:
    """Write a table."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def only_mistake(call: object, *args: object) -> Mistake:
    """Run what has to be refused with one message."""
    assert callable(call)
    with pytest.raises(BadInput) as refused:
        call(*args)
    (mistake,) = refused.value.mistakes
    return mistake
