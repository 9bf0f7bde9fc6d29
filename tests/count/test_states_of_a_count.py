"""A count in progress: every state beside one recomputed from the versions, in plain Python."""

from __future__ import annotations

import itertools

import hypothesis.strategies as st
import polars as pl
import pytest
from hypothesis import given, settings

from hemicycle.count.states import as_of, history, moments, read_moment
from hemicycle.count.tally import tally
from hemicycle.returns.read import read_returns
from hemicycle.source.mistake import BadInput

HOURS = [f"2021-01-1{day} {hour:02}:00" for day in (0, 1) for hour in (20, 21, 22, 23)]
versions = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(HOURS), st.integers(1, 50), st.integers(0, 40)),
    min_size=1,
    max_size=14,
    unique_by=lambda row: (row[0], row[1]),
)


def read(rows):
    columns = ["station", "received_at", "registered", "votes:A"]
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    return read_returns(frame.select("station", "registered", "received_at", "votes:A"))


@settings(max_examples=80, deadline=None)
@given(versions, st.sampled_from(HOURS))
def test_a_state_holds_the_last_version_of_each_return_received_by_then(rows, moment):
    state = as_of(read(rows), moment)
    last = {}
    for station, received, registered, votes in sorted(rows, key=lambda row: row[1]):
        if received <= moment:
            last[station] = (registered, votes)
    whole = tally(state).whole
    assert whole.stations == len(last)
    assert whole.waiting == len({row[0] for row in rows} - set(last))
    assert whole.votes["A"] == sum(votes for _, votes in last.values())
    assert state.rows_superseded == sum(row[1] <= moment for row in rows) - len(last)
    if last:
        assert whole.fields["registered"] == sum(registered for registered, _ in last.values())


@settings(max_examples=40, deadline=None)
@given(versions)
def test_the_history_ends_in_the_count_as_it_stands_and_never_loses_a_station(rows):
    returns = read(rows)
    states = list(history(returns))
    assert states[-1].totals == tally(returns).whole
    counted = [state.totals.stations for state in states]
    assert counted == sorted(counted)
    assert [state.moment for state in states] == sorted({row[1] for row in rows})


def test_many_arrivals_are_cut_into_as_many_states_as_asked():
    rows = [(f"s{place}", f"2021-01-10 21:{place % 60:02}:{place // 60:02}", 5, place % 7) for place in range(600)]
    chosen = moments(read(rows), most=10)
    assert len(chosen) == 10
    arrived = [sum(row[1] <= moment for row in rows) for moment in chosen]
    assert arrived[-1] == 600
    assert all(60 <= after - before <= 120 for before, after in itertools.pairwise([0, *arrived[:-1]]))


def test_a_return_withdrawn_by_an_empty_version_waits_from_then_on_and_counted_before():
    rows = [("a", HOURS[0], 10, 5), ("b", HOURS[0], 20, 7), ("a", HOURS[2], 10, None)]
    returns = read(rows)
    assert (tally(returns).whole.stations, tally(returns).whole.waiting) == (1, 1)
    before = tally(as_of(returns, HOURS[1])).whole
    assert (before.stations, before.waiting, before.votes["A"]) == (2, 0, 12)


@pytest.mark.parametrize(
    ("text", "moment"), [("2021-01-10", "2021-01-10 24"), ("2021-01-10T23:15", "2021-01-10 23:15")]
)
def test_a_day_alone_means_its_end(text, moment):
    assert read_moment("--as-of", text) == moment


@pytest.mark.parametrize("text", ["yesterday", "10.01.2021", "2021-1-1", "2021-01-10 23", ""])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(BadInput, match="--as-of: found"):
        read_moment("--as-of", text)


def test_returns_without_a_time_have_no_states():
    returns = read_returns(pl.DataFrame({"station": ["a"], "registered": [5], "votes:A": [5]}))
    with pytest.raises(BadInput, match="no column that says when returns were received"):
        as_of(returns, HOURS[0])
