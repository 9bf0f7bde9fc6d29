"""A client of a site in this process, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal

from hemicycle.web.app import new_server
from hemicycle.web.limits import Limits


@dataclass
class Client:
    """A client of a site in this process, without a network between them."""

    portal: BlockingPortal
    client: httpx.AsyncClient

    def __call__(self, method: str, address: str, **given: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            return await self.client.request(method, address, **given)

        return self.portal.call(asked)

    def get(self, address: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self("GET", address, headers=named)

    def post(self, address: str, **given: Any) -> httpx.Response:
        return self("POST", address, **given)


def client_of(portal: BlockingPortal, limits: Limits | None = None, *, client: str = "127.0.0.1") -> Client:
    async def opened() -> httpx.AsyncClient:
        server = new_server(limits, processes=1)
        transport = httpx.ASGITransport(server, client=(client, 1), raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://site.test")

    return Client(portal, portal.call(opened))
