"""Processes that do the work, so that the loop that answers clients never waits for it.

A thread can't be stopped; a process can. AnyIO ends the process of work that is given up, and starts another when
there is need of one.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import anyio
import anyio.to_process

from hemicycle.web.answer import Answer
from hemicycle.web.limits import Limits
from hemicycle.web.problem import problem

# Work gives way to answering.
_NICE = 10
_BUSY = {"Retry-After": "5"}


class Workers:
    """A few processes, and a queue of a length before them."""

    def __init__(self, limits: Limits, processes: int | None = None) -> None:
        self._limits = limits
        self._limiter = anyio.CapacityLimiter(processes or max(1, min(4, os.cpu_count() or 1)))

    async def run(self, work: Callable[..., Answer], *args: Any, seconds: float | None = None) -> Answer:
        """Let a process do the work; answer 503 where it takes too long, or too much is waiting already."""
        if self._limiter.statistics().tasks_waiting >= self._limits.waiting:
            return problem(503, "Too much is being worked out at the moment. Please try again soon.", headers=_BUSY)
        most = seconds if seconds is not None else self._limits.work
        try:
            with anyio.fail_after(most + self._waits):
                return await anyio.to_process.run_sync(_work, work, args, cancellable=True, limiter=self._limiter)
        except TimeoutError:
            detail = f"This took longer than {most:g} seconds, so that it was stopped. Ask for less at once."
            return problem(503, detail, headers=_BUSY)
        except anyio.BrokenWorkerProcess:
            return problem(
                503, "This could not be worked out: it needed too much. Ask for less at once.", headers=_BUSY
            )

    @property
    def _waits(self) -> float:
        """How long work may wait for its turn before its own time begins, at most."""
        return min(20.0, self._limits.work * self._limiter.statistics().tasks_waiting / self._limiter.total_tokens)


def _work(work: Callable[..., Answer], args: tuple[Any, ...]) -> Answer:
    """Do the work, in a process of its own that gives way to others and can't take all memory."""
    # AnyIO takes away the main module where it can't load it anew, and DuckDB asks for one.
    sys.modules.setdefault("__main__", ModuleType("__main__"))
    # Ctrl-C goes to every process of a terminal; it is the server that ends those that work for it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _give_way()
    return work(*args)


def _give_way() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this machine
        return
    if os.getpriority(os.PRIO_PROCESS, 0) < _NICE:
        os.setpriority(os.PRIO_PROCESS, 0, _NICE)
        most = 4 << 30
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
