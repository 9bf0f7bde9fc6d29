"""The gate before everything else: what is kept is given at once, what asks for too much is turned away.

Whatever passes has a path without tricks, a body within its size that comes in time, and a client with tokens left.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from functools import partial

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hemicycle.web.answer import Answer
from hemicycle.web.given import KEEP, SAFETY, give
from hemicycle.web.kept import Kept, Ready, ready
from hemicycle.web.limits import Buckets, Limits
from hemicycle.web.problem import problem

_CLOSING = {"Connection": "close"}
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class _NobodyReads(Exception):
    """A client that doesn't take what it asked for."""


class Gate:
    """The outermost layer of the site."""

    def __init__(self, app: ASGIApp, limits: Limits, kept: Kept, dressed: Callable[[Scope, Answer], Answer]) -> None:
        self._app = app
        self._limits = limits
        self._kept = kept
        self._buckets = Buckets(limits)
        self._dressed = dressed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = partial(self._in_time, send)
        try:
            await self._answer(scope, receive, send)
        except _NobodyReads:
            return  # raising would only fill the log

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        kept = self._kept.get(key) if scope["method"] in ("GET", "HEAD") else None
        client = scope["client"][0] if scope.get("client") else "?"
        wait = self._buckets.take(client, 1 if kept else self._limits.work_costs)
        if wait:
            told = problem(
                429,
                "More requests than this site answers for one client. Please wait a little.",
                headers={"Retry-After": str(math.ceil(wait))},
            )
            await self._refuse(told, scope, send)
        elif kept is not None:
            await give(kept, scope, send)
        elif wrong := self._wrong(scope):
            await self._refuse(wrong, scope, send)
        else:
            await self._let_through(key, scope, receive, send)

    def _wrong(self, scope: Scope) -> Answer | None:
        """Find what is wrong with a request before any of its body is read."""
        address, path = scope.get("raw_path", b"") + scope["query_string"], str(scope["path"])
        if len(address) > self._limits.address:
            return problem(414, f"An address of {len(address):,} bytes; expected {self._limits.address:,} at most.")
        if scope["method"] not in _METHODS:
            return problem(
                405, f"The method {scope['method'][:20]} isn't answered here.", headers={"Allow": "GET, HEAD"}
            )
        if is_tricky(path) or (scope["method"] == "HEAD" and path.endswith("/live/states")):
            return problem(404, "There is nothing here.")
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if length.isdigit() and int(length) > self._limits.body:
            return problem(413, self._too_large)
        return None

    @property
    def _too_large(self) -> str:
        return f"A body of more than {self._limits.body:,} bytes, which is the most that is read here."

    async def _refuse(self, told: Answer, scope: Scope, send: Send) -> None:
        await give(ready(self._dressed(scope, told)), scope, send, closing=True)

    async def _let_through(self, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        head_alone = scope["method"] == "HEAD"

        async def sent(message: Message) -> None:
            if head_alone and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                headers = message["headers"]
                if not any(name == b"content-security-policy" for name, _ in headers):
                    message = {**message, "headers": [*headers, *SAFETY]}
            await send(message)

        def keep(made: Ready) -> None:
            self._kept.keep(key, made)

        # The headers of an answer are those of the whole of it: the application is asked for that.
        method = "GET" if head_alone else scope["method"]
        await self._app({**scope, "method": method, KEEP: keep}, self._bounded(receive), sent)

    def _bounded(self, receive: Receive) -> Receive:
        """Receive a body only up to its limit, and only as long as it comes.

        What FastAPI hands on from the reading of a body are exceptions of HTTP alone.
        """
        taken = 0
        until: float | None = None
        done = False

        async def bounded() -> Message:
            nonlocal taken, until, done
            if done:  # what follows a body is only that the client has gone
                return await receive()
            now = asyncio.get_running_loop().time()
            until = until or now + self._limits.whole_body
            try:
                async with asyncio.timeout(min(self._limits.between_parts, max(until - now, 0))):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, "The body of the request didn't come in time.", _CLOSING) from None
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                done = not message.get("more_body", False)
                if taken > self._limits.body:
                    raise HTTPException(413, self._too_large, _CLOSING)
            return message

        return bounded

    async def _in_time(self, send: Send, message: Message) -> None:
        """Send a part, and give up on a client that doesn't take it."""
        try:
            async with asyncio.timeout(self._limits.sending):
                await send(message)
        except TimeoutError:
            raise _NobodyReads from None


def _key(scope: Scope) -> str:
    """Name what is asked for, as it was written."""
    return f"{scope['path']}?{scope['query_string'].decode('latin-1')}"


def is_tricky(path: str) -> bool:
    """Tell whether a path tries to climb, or holds what no address of ours has."""
    parts = path.split("/")
    return any(part in ("..", ".") for part in parts) or any(ord(letter) < 32 or letter == "\\" for letter in path)
