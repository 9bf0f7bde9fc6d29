"""Made-up candidates and rules for tests of the chamber."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from hemicycle.chamber.candidates import Candidate
from hemicycle.law.members import AnyRule

DAY = dt.date(2021, 1, 10)
READ: TypeAdapter[Any] = TypeAdapter(AnyRule)


def rule(kind: str, **parameters: Any) -> Any:
    """A rule as a law document would write it."""
    return READ.validate_python({"rule": kind, "says": f"a rule on {kind}", "cites": ["s. 1"], **parameters})


def names(count: int) -> list[str]:
    return [f"Person {chr(ord('A') + number // 26)}{chr(ord('A') + number % 26)}" for number in range(count)]


def a_list(
    size: int, genders: str = "", votes: Sequence[int] = (), party: str = "green", **about: Any
) -> list[Candidate]:
    """Candidates in list order: their genders as letters, `?` for one not known, and their votes."""
    return [
        Candidate(
            f"{name} of {party}",
            party,
            place + 1,
            gender=None if place >= len(genders) or genders[place] == "?" else genders[place],
            numbers={"votes": votes[place]} if votes else {},
            **about,
        )
        for place, name in enumerate(names(size))
    ]
