from __future__ import annotations

from collections.abc import Iterator

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from site_client import Client, client_of

from hemicycle.web.limits import Limits


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker have all tests of the site, whose processes take a second to start."""
    for item in items:
        if "tests/web" in str(item.path) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("web"))


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as opened:
        yield opened


@pytest.fixture(scope="session")
def site(portal: BlockingPortal) -> Client:
    """A site with a client that may ask as often as it likes."""
    return client_of(portal, Limits(burst=10**9, refill=1e9, work=60))
