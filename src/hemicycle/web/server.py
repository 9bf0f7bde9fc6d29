"""The server: sockets, signals, and patience with slow clients that ends."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from typing import TYPE_CHECKING, Any

from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from starlette.types import ASGIApp

# How long the head of a request may take to come, and how long a connection may stay open without one.
_HEAD = 10.0
_IDLE = 5
# When it is told to stop, what is still being sent has so long to end.
_ENDING = 3
_MOST_FILES = 65_536


class Patient(H11Protocol):
    """A connection whose request has to come within a time. Uvicorn itself waits for the head of one for ever."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request, and wait on where it isn't whole."""
        self._wait()
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """End an answer that would go on, such as a stream of events, when the server is told to stop."""
        super().shutdown()
        cycle = self.cycle
        goes_on = cycle is not None and cycle.response_started and not cycle.response_complete
        if goes_on and not self.flow.write_paused:  # a client that is slow to take a whole answer still gets it
            self.transport.close()

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(_HEAD, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()


def listening(host: str, port: int) -> socket.socket:
    """Open the port. Raises BadInput where that can't be."""
    if not host:  # sockets would take it for all addresses
        raise BadInput(Mistake("--host", "nothing", "an address of this machine, such as 127.0.0.1"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            found, expected = f"port {port}, which another program uses", f"a free one, such as --port {port + 1}"
            raise BadInput(Mistake("--port", found, expected)) from None
        if isinstance(error, OverflowError) or getattr(error, "errno", None) in (errno.EACCES, errno.EPERM):
            raise BadInput(Mistake("--port", str(port), "a port that you may open, 1024 to 65535")) from None
        raise BadInput(Mistake("--host", repr(host), "an address of this machine, such as 127.0.0.1")) from None


def address_of(opened: socket.socket) -> str:
    """Write the address of an open port, as a browser takes it."""
    host, port = opened.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: ASGIApp, opened: socket.socket) -> None:
    """Answer requests until told to stop."""
    _allow_connections()
    # What it warns of is that a process that was told to stop has stopped before it was waited for.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    server_of(app).run(sockets=[opened])


def server_of(app: ASGIApp) -> Server:
    """Set up the server of an application."""
    config = Config(
        app,
        http=Patient,
        ws="none",
        log_level="error",  # its warnings are of what clients get wrong, as often as they like
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_ENDING,
        h11_max_incomplete_event_size=32_768,
    )
    return Server(config)


def _allow_connections() -> None:
    """Let the process have as many connections open as the machine allows it."""
    try:
        import resource
    except ImportError:  # no such limits on this machine
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
