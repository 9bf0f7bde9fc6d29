"""How much is allowed: sizes, times, rates, and how many at once."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a site. Sizes are in bytes, times in seconds.

    A client has `burst` tokens, and gets `refill` of them back each second. An answer that is kept costs one, an
    answer that has to be worked out `work_costs`.
    """

    body: int = 1_000_000
    address: int = 8_000
    work: float = 10.0
    between_parts: float = 10.0
    whole_body: float = 30.0
    sending: float = 30.0
    burst: int = 4_000
    refill: float = 1_000.0
    work_costs: int = 50
    clients: int = 10_000
    waiting: int = 64
    streams: int = 100
    streams_of_one: int = 6
    kept: int = 128_000_000


class Buckets:
    """A bucket of tokens for each client, in a table that doesn't grow: clients not heard of for longest are forgotten.

    Being forgotten gives a client a full bucket; the table is large enough that it takes thousands of addresses.
    """

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._now = now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, tokens: int) -> float:
        """Take tokens of a client; return 0, or the seconds until there are enough, with nothing taken."""
        now = self._now()
        left, since = self._left.pop(client, (float(self._limits.burst), now))
        left = min(self._limits.burst, left + (now - since) * self._limits.refill)
        wait = max(0.0, (tokens - left) / self._limits.refill)
        self._left[client] = (left if wait else left - tokens, now)
        while len(self._left) > self._limits.clients:
            self._left.popitem(last=False)
        return wait


class Streams:
    """How many event streams are open, in all and of each client."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: dict[str, int] = {}

    def opened(self, client: str) -> bool:
        """Note a stream that a client opens; False where there are too many, and then it isn't noted."""
        of_client = self._open.get(client, 0)
        if of_client >= self._limits.streams_of_one or sum(self._open.values()) >= self._limits.streams:
            return False
        self._open[client] = of_client + 1
        return True

    def closed(self, client: str) -> None:
        """Note that a stream has ended."""
        left = self._open.pop(client) - 1
        if left:
            self._open[client] = left
