"""The site as it runs: its limits, its processes, and what they have worked out already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from hemicycle.publish.language.language import LANGUAGES
from hemicycle.web.answer import Answer
from hemicycle.web.count_replayed import Replayed
from hemicycle.web.kept import Kept, ready
from hemicycle.web.limits import Limits, Streams
from hemicycle.web.pages import ways
from hemicycle.web.workers import Workers

# In seconds, for what the archive says of itself: there is only so much of it, it is kept once it is worked out, and
# home counts all of it. What readers ask with numbers of their own has the time of the limits.
LONG = 120.0


@dataclass
class Site:
    """One running site."""

    limits: Limits
    workers: Workers
    kept: Kept
    streams: Streams
    count: Replayed = field(default_factory=Replayed)
    warm: bool = False
    _running: dict[tuple[Any, ...], asyncio.Task[Answer]] = field(default_factory=dict)

    async def once(self, work: Callable[..., Answer], *args: Any, seconds: float | None = None) -> Answer:
        """Let a process answer; requests for the same thing at the same time wait for one piece of work."""
        key = (work.__module__, work.__qualname__, args)
        running = self._running.get(key)
        if running is None:
            running = asyncio.create_task(self.workers.run(work, *args, seconds=seconds))
            self._running[key] = running
            running.add_done_callback(lambda _: self._running.pop(key, None))
        return await asyncio.shield(running)

    async def work(self, work: Callable[..., Answer], *args: Any) -> Answer:
        """Let a process do work of one client alone."""
        return await self.workers.run(work, *args)

    async def warm_up(self) -> None:
        """Work out the pages that are asked for first, so that nobody waits for the whole archive."""
        for code in LANGUAGES:
            answer = await self.once(ways.answer, code, "", (), False, self.count, seconds=LONG)
            if answer.lasting:
                self.kept.keep(f"/{code}/?", ready(answer))


def site_of(request: Request) -> Site:
    """Find the site that a request was sent to."""
    site: Site = request.app.state.site
    return site


def new_site(limits: Limits, processes: int | None = None, count: Replayed | None = None) -> Site:
    """Set up a site that hasn't worked anything out yet."""
    return Site(limits, Workers(limits, processes), Kept(limits.kept), Streams(limits), count or Replayed())
