"""The site as it is served, on a port of this machine, for tests of browsers and of what comes over the wire."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from hemicycle.web.app import new_server
from hemicycle.web.limits import Limits
from hemicycle.web.server import address_of, listening, server_of


@contextmanager
def served(limits: Limits | None = None) -> Iterator[str]:
    """Serve the site in a thread, with one process that works; give its address."""
    opened = listening("127.0.0.1", 0)
    server = server_of(new_server(limits or Limits(burst=10**9, refill=1e9, work=60), processes=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    try:
        yield address_of(opened).rstrip("/")
    finally:
        server.should_exit = True
        thread.join(10)
