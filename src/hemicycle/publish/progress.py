"""Progress of what takes longer than a second, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0


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
