"""A count in progress: a sequence of states, each made of the versions received by then. Nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import narwhals as nw

from hemicycle.count.tally import Totals, tally
from hemicycle.returns.collected import count_of, rows_of
from hemicycle.returns.table import Returns, latest
from hemicycle.source.mistake import BadInput, Mistake

_MOST_STATES = 24


@dataclass(frozen=True, slots=True)
class State:
    """The count at one moment: what had been received, and what it added up to."""

    moment: str
    totals: Totals
    corrected: int


def read_moment(flag: str, text: str) -> str:
    """Read a moment such as 2021-01-10 23:15; a day alone means its end. Raises BadInput for anything else."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?", text):
        raise BadInput(Mistake(flag, repr(text), "a time such as '2021-01-10 23:15'"))
    return text.replace("T", " ") if len(text) > 10 else f"{text} 24"


def as_of(returns: Returns, moment: str) -> Returns:
    """Go back to the state of a count at a moment: the last version of each return that had been received by then.

    Stations whose first version came later are waiting, with the voters on their list, which are known before the
    polls open. Raises BadInput where returns don't say when they were received.
    """
    if not returns.profile.received_at:
        expected = "returns with the time each was received (received_at: in the profile)"
        raise BadInput(Mistake(returns.name, "no column that says when returns were received", expected))
    keys, order = returns.profile.keys, returns.version or "received_at"
    # A moment given to the minute takes in all of that minute.
    by_then = returns.versions.filter(nw.col("received_at") <= f"{moment}~")
    stations = latest(by_then, keys, order)
    later = returns.versions.join(by_then.select(*keys).unique(), on=list(keys), how="anti")
    first = later.filter(nw.col(order) == nw.col(order).min().over(*keys))
    columns = [*returns.levels, *(["registered"] if "registered" in returns.fields else [])]
    reported = returns.versions.select(*keys).unique()
    never = returns.waiting.join(reported, on=list(keys), how="anti")
    waiting = nw.concat([first.select(*columns), never.select(*columns)], how="vertical")
    tallied = count_of(stations)
    return replace(
        returns,
        stations=stations,
        versions=by_then,
        waiting=waiting,
        rows_tallied=tallied,
        rows_superseded=count_of(by_then) - tallied,
        rows_waiting=count_of(waiting),
        rows_read=count_of(by_then) + count_of(waiting) + returns.refused,
    )


def moments(returns: Returns, most: int = _MOST_STATES) -> list[str]:
    """Name moments at which to look at a count: each at which something came in.

    Where those are more than `most`, what came in is cut into as many equal parts, and the last moment of each counts.
    """
    if not returns.profile.received_at:
        raise BadInput(
            Mistake(
                returns.name, "no column that says when returns were received", "returns with a time (received_at:)"
            )
        )
    if not returns.rows_tallied:
        raise BadInput(Mistake(returns.name, "no return counted yet", "at least one, before a count has a history"))
    arrivals = returns.versions.group_by("received_at").agg(nw.len().alias("rows")).sort("received_at")
    found = [(str(row["received_at"]), int(row["rows"])) for row in rows_of(arrivals)]
    if len(found) <= most:
        return [moment for moment, _ in found]
    total, seen = sum(rows for _, rows in found), 0
    chosen: list[str] = []
    for moment, rows in found:
        seen += rows
        if seen * most >= total * (len(chosen) + 1):
            chosen.append(moment)
    return chosen


def history(returns: Returns, most: int = _MOST_STATES) -> Iterator[State]:
    """Tell the states of a count from the first return to the last."""
    for moment in moments(returns, most):
        state = as_of(returns, moment)
        yield State(moment, tally(state).whole, state.rows_superseded)
