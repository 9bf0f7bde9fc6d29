"""Progress of what takes longer than a second, on standard error."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
_BAR = 30


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Count something aloud, once it has taken a second; the line goes when it is done."""
    started = time.monotonic()
    told = [0.0]

    def tell(count: int) -> None:
        now = time.monotonic()
        if now - started > _PATIENCE and now - told[0] > 0.1 and sys.stderr.isatty():
            told[0] = now
            sys.stderr.write(f"\r{count:,} {what}")
            sys.stderr.flush()

    yield tell
    if told[0]:
        sys.stderr.write("\r\033[K")


@contextmanager
def watching(what: str) -> Iterator[Callable[[Callable[[], float]], None]]:
    """Show a bar for work that can be asked how far it is, in percent, once it has taken a second.

    Yields a function that takes the question; before it is asked, and where the answer is negative, only the
    time is shown. The line goes when it is done.
    """
    asked: list[Callable[[], float]] = []
    over = threading.Event()
    started = time.monotonic()

    def show() -> None:
        while not over.wait(0.2):
            passed = time.monotonic() - started
            if passed < _PATIENCE:
                continue
            part = asked[-1]() if asked else -1.0
            full = round(max(part, 0.0) / 100 * _BAR)
            bar = f"{'━' * full}{'╌' * (_BAR - full)} {part:3.0f} %" if part >= 0 else ""
            sys.stderr.write(f"\r\033[K{what} {bar} {passed:.0f} s")
            sys.stderr.flush()
        sys.stderr.write("\r\033[K")

    if not sys.stderr.isatty():
        yield asked.append
        return
    shower = threading.Thread(target=show, daemon=True)
    shower.start()
    try:
        yield asked.append
    finally:
        over.set()
        shower.join()
