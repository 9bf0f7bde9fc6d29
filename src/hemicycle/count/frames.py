"""Votes from Python objects: mappings and dataframes of any library that narwhals knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hemicycle.count.votes import Votes
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.tables import LARGEST_COUNT

WHOLE = "*"
_NAME = "votes"
_EXACT_FLOATS = 2**53
Rows = Iterable[tuple[str, str, str, int]]


def votes_from(source: Any) -> tuple[Votes, Callable[[Rows], Any]]:
    """Take votes from a mapping of lists to votes, or from a dataframe with columns party and votes.

    A mapping may also go by (district, party), and a dataframe may have a column district. Returns the
    votes and a function that gives seats (district, tier, party, seats) in the same kind: a mapping of
    parties to seats for a mapping, a dataframe of the same library for a dataframe.
    Raises BadInput for a number that isn't a count of votes.
    """
    if isinstance(source, Mapping):
        return _from_mapping(source), _as_mapping
    return _from_frame(source)


def _from_mapping(source: Mapping[Any, Any]) -> Votes:
    cells: dict[tuple[str, str], int] = {}
    for key, number in source.items():
        district, party = key if isinstance(key, tuple) else (WHOLE, key)
        cells[str(district), str(party)] = _count(number, f"{_NAME}[{key!r}]", None)
    return _checked(cells)


def _as_mapping(rows: Rows) -> dict[str, int]:
    seats: dict[str, int] = {}
    for _, _, party, won in rows:
        seats[party] = seats.get(party, 0) + won
    return dict(sorted(seats.items(), key=lambda item: -item[1]))


def _from_frame(source: Any) -> tuple[Votes, Callable[[Rows], Any]]:
    import narwhals as nw

    try:
        frame = nw.from_native(source)
    except TypeError:
        kind = type(source).__name__
        raise BadInput(Mistake(_NAME, f"a {kind}", "a mapping of lists to votes, or a dataframe")) from None
    columns = frame.collect_schema().names()
    missing = [column for column in ("party", "votes") if column not in columns]
    if missing:
        expected = f"also the columns {', '.join(missing)}"
        raise BadInput(Mistake(_NAME, f"a frame with columns {', '.join(columns)}", expected))
    wanted = [column for column in ("district", "party", "votes") if column in columns]
    chosen = frame.select(wanted)
    lazy = isinstance(chosen, nw.LazyFrame)
    eager = chosen.collect() if isinstance(chosen, nw.LazyFrame) else chosen
    cells: dict[tuple[str, str], int] = {}
    for line, row in enumerate(eager.iter_rows(named=True), 1):
        cell = (str(row.get("district") or WHOLE), str(row["party"]))
        if cell in cells:
            raise BadInput(Mistake(_NAME, f"{cell[1]!r} again", "each list once", line, "column party"))
        cells[cell] = _count(row["votes"], _NAME, line)

    def as_frame(rows: Rows) -> Any:
        listed = list(rows)
        names = ("district", "tier", "party", "seats")
        data = {name: [row[i] for row in listed] for i, name in enumerate(names)}
        made = nw.from_dict(data, backend=eager.implementation)
        return made.lazy().to_native() if lazy else made.to_native()

    return _checked(cells), as_frame


def _count(number: Any, where: str, line: int | None) -> int:
    """Take a number as a count of votes; whole floats are taken as long as floats are exact."""
    from numbers import Integral, Real

    at = "column votes" if line else ""
    whole = isinstance(number, Integral) and not isinstance(number, bool)
    if not whole and isinstance(number, Real) and not isinstance(number, bool):
        value = float(number)
        whole = value.is_integer() and abs(value) < _EXACT_FLOATS
    if not whole or int(number) < 0:
        raise BadInput(Mistake(where, repr(number), "a whole number, 0 or more", line, at))
    if int(number) > LARGEST_COUNT:
        raise BadInput(Mistake(where, "a number too large", f"at most {LARGEST_COUNT:,}", line, at))
    return int(number)


def _checked(cells: dict[tuple[str, str], int]) -> Votes:
    if not any(cells.values()):
        raise BadInput(Mistake(_NAME, "no votes at all", "votes for one list at least"))
    return Votes({"votes": cells})
