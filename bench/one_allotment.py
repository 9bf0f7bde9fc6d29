"""Time one exact allotment, 10 lists and 98 seats, beside other libraries, and check that all give the same seats."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from random import Random
from timeit import Timer
from typing import Any

from apportionment.methods import largest_remainder
from votelib.evaluate.proportional import LargestRemainder

from hemicycle.apportion.quota import by_quota

LISTS, SEATS = 10, 98
ROUNDS, CALLS = 15, 1_000

Way = tuple[str, str]


def main() -> None:
    random = Random(98)
    votes = [random.randint(50_000, 2_000_000) for _ in range(LISTS)]
    named = dict(enumerate(votes))
    evaluate = LargestRemainder("hare").evaluate
    ways: dict[Way, Callable[[], Any]] = {
        ("hemicycle", "integers"): lambda: by_quota(votes, SEATS),
        ("votelib", "fractions"): lambda: evaluate(named, SEATS),
        ("apportionment", "fractions"): lambda: largest_remainder(votes, SEATS, fractions=True),
        ("apportionment", "floats"): lambda: largest_remainder(votes, SEATS),
    }
    check(*(way() for way in ways.values()))
    times = best(ways)
    ours = times["hemicycle", "integers"]
    print(f"one allotment, {LISTS} lists, {SEATS} seats, largest remainders; best of {ROUNDS} x {CALLS} calls")
    print(f"{'library':<15}{'version':<9}{'numbers':<11}{'µs':>7}{'ratio':>7}")
    for (library, numbers), time in times.items():
        print(f"{library:<15}{version(library):<9}{numbers:<11}{time:>7.2f}{time / ours:>7.1f}")


def check(ours: Any, votelib: dict[int, int], *others: list[int]) -> None:
    assert ours.tie is None
    assert [votelib.get(i, 0) for i in range(LISTS)] == ours.seats, votelib
    assert all(seats == ours.seats for seats in others), others


def best(ways: dict[Way, Callable[[], Any]]) -> dict[Way, float]:
    """Microseconds per call; the libraries take turns, so that a busy moment hits all alike."""
    timers = {way: Timer(call) for way, call in ways.items()}
    rounds = [{way: timer.timeit(CALLS) for way, timer in timers.items()} for _ in range(ROUNDS)]
    return {way: min(times[way] for times in rounds) / CALLS * 1e6 for way in ways}


if __name__ == "__main__":
    main()
