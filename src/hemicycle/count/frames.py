"""Votes from Python objects: mappings and dataframes of any library that narwhals knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from hemicycle.count.ballot import Entry, ballot_cells
from hemicycle.count.votes import WHOLE, Votes
from hemicycle.source.mistake import BadInput, Mistake
from hemicycle.source.tables import LARGEST_COUNT

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
    def entries() -> Iterator[Entry]:
        for key, number in source.items():
            if isinstance(key, tuple) and len(key) != 2:
                raise BadInput(Mistake(_NAME, f"the key {key!r}", "a list, or a pair of district and party"))
            district, party = key if isinstance(key, tuple) else (WHOLE, key)
            yield Entry(str(district), str(party), _count(number, f"{_NAME}[{key!r}]", None), None)

    return Votes({"votes": ballot_cells(_NAME, entries())})


def _as_mapping(rows: Rows) -> dict[str, int]:
    seats: dict[str, int] = {}
    for _, _, party, won in rows:
        seats[party] = seats.get(party, 0) + won
    return dict(sorted(seats.items(), key=lambda item: -item[1]))


def _from_frame(source: Any) -> tuple[Votes, Callable[[Rows], Any]]:
    import narwhals as nw

    try:
        frame = nw.from_native(source)
    except (TypeError, nw.exceptions.NarwhalsError) as error:
        if isinstance(error, nw.exceptions.NarwhalsError):
            raise _unreadable(error) from None
        kind = type(source).__name__
        raise BadInput(Mistake(_NAME, f"a {kind}", "a mapping of lists to votes, or a dataframe")) from None
    try:
        columns = frame.collect_schema().names()
        missing = [column for column in ("party", "votes") if column not in columns]
        if missing:
            expected = f"also the columns {', '.join(missing)}"
            raise BadInput(Mistake(_NAME, f"a frame with columns {', '.join(columns)}", expected))
        chosen = frame.select([column for column in ("district", "party", "votes") if column in columns])
        eager = chosen.collect() if isinstance(chosen, nw.LazyFrame) else chosen
    except nw.exceptions.NarwhalsError as error:
        raise _unreadable(error) from None
    cells = ballot_cells(_NAME, _entries(eager))

    def as_frame(rows: Rows) -> Any:
        listed = list(rows)
        names = ("district", "tier", "party", "seats")
        data = {name: [row[i] for row in listed] for i, name in enumerate(names)}
        made = nw.from_dict(data, backend=eager.implementation)
        return made.lazy().to_native() if isinstance(chosen, nw.LazyFrame) else made.to_native()

    return Votes({"votes": cells}), as_frame


def _unreadable(error: Exception) -> BadInput:
    found = " ".join(str(error).split())
    return BadInput(Mistake(_NAME, f"a frame that can't be read ({found})", "the columns party and votes"))


def _entries(frame: Any) -> Iterator[Entry]:
    for line, row in enumerate(frame.iter_rows(named=True), 1):
        party, district = (_text(row.get(column)) for column in ("party", "district"))
        yield Entry(district or WHOLE, party, _count(row["votes"], _NAME, line), line)


def _text(value: Any) -> str:
    """Take a cell as text; a missing one, also pandas' NaN, as none."""
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN differs from itself


def _count(number: Any, where: str, line: int | None) -> int:
    """Take a number as a count of votes; whole floats are taken as long as floats are exact."""
    from numbers import Rational, Real

    at = "column votes" if line else ""
    exact = None
    if isinstance(number, bool):
        pass
    elif isinstance(number, Rational):
        exact = Fraction(number)
    elif isinstance(number, Real) and float(number).is_integer() and abs(float(number)) < _EXACT_FLOATS:
        exact = Fraction(float(number))
    if exact is None or exact < 0 or exact.denominator != 1:
        found = "a number far below 0" if exact is not None and exact < -LARGEST_COUNT else repr(number)
        raise BadInput(Mistake(where, found, "a whole number, 0 or more", line, at))
    if exact > LARGEST_COUNT:
        raise BadInput(Mistake(where, "a number too large", f"at most {LARGEST_COUNT:,}", line, at))
    return int(exact)
