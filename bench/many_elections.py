"""Time a million elections of 10 lists and 98 seats, beside other libraries and beside copying the votes."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from time import perf_counter
from typing import Any

import numpy as np
from apportionment.methods import compute
from timing import best
from votelib.evaluate.proportional import HighestAverages, LargestRemainder

from hemicycle.apportion.batch import highest_averages, largest_remainders
from hemicycle.apportion.divisor import DHONDT

ELECTIONS, LISTS, SEATS = 1_000_000, 10, 98
SAMPLE = 2_000  # so many elections are given to libraries that take them one by one
ROUNDS = 5

Way = tuple[str, str]


def main() -> None:
    votes = np.random.default_rng(98).integers(50_000, 2_000_000, size=(ELECTIONS, LISTS))
    ours: dict[Way, Callable[[], Any]] = {
        ("dhondt", "hemicycle, Numba"): lambda: highest_averages(votes, SEATS, DHONDT, fast=True),
        ("dhondt", "hemicycle, NumPy"): lambda: highest_averages(votes, SEATS, DHONDT, fast=False),
        ("hare", "hemicycle, Numba"): lambda: largest_remainders(votes, SEATS, fast=True),
        ("hare", "hemicycle, NumPy"): lambda: largest_remainders(votes, SEATS, fast=False),
        ("", "copying the votes"): votes.copy,
    }
    times = {way: best(call, ROUNDS) for way, call in ours.items()}
    few = votes[:SAMPLE].tolist()
    for method, evaluate in (("dhondt", HighestAverages("d_hondt")), ("hare", LargestRemainder("hare"))):
        named = [dict(enumerate(row)) for row in few]
        start = perf_counter()
        found = [evaluate.evaluate(row, SEATS) for row in named]
        times[method, f"votelib {version('votelib')}"] = (perf_counter() - start) * ELECTIONS / SAMPLE
        start = perf_counter()
        other = [compute("dhondt" if method == "dhondt" else "hamilton", row, SEATS, verbose=False) for row in few]
        times[method, f"apportionment {version('apportionment')}"] = (perf_counter() - start) * ELECTIONS / SAMPLE
        check(ours[method, "hemicycle, Numba"]().seats[:SAMPLE].tolist(), found, other)
    print(f"{ELECTIONS:,} elections, {LISTS} lists, {SEATS} seats; best of {ROUNDS}; others scaled from {SAMPLE:,}")
    print(f"{'method':<8}{'by':<30}{'seconds':>9}{'ratio':>10}")
    for (method, by), seconds in sorted(times.items()):
        own = times.get((method, "hemicycle, Numba"), times["dhondt", "hemicycle, Numba"])
        print(f"{method:<8}{by:<30}{seconds:>9.3f}{seconds / own:>10.1f}")


def check(ours: list[list[int]], votelib: list[dict[int, int]], others: list[list[int]]) -> None:
    for row, named, other in zip(ours, votelib, others, strict=True):
        assert [named.get(i, 0) for i in range(LISTS)] == row == list(other), (row, named, other)


if __name__ == "__main__":
    main()
