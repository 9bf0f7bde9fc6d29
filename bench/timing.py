"""How long something takes, for the benchmarks beside this file."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


def best(call: Callable[[], object], rounds: int) -> float:
    """The shortest of several runs, in seconds; the first one compiles and isn't counted."""
    call()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times)
