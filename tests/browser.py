"""Pages as a reader's browser shows them: Debian's Chromium, one for each worker, and nothing that leaves the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# One worker has the browser. A module of such tests takes this as its pytestmark.
in_browser = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]


@cache
def chromium() -> Any:
    """Start the browser of this worker; it ends with the worker."""
    import atexit

    from playwright.sync_api import sync_playwright

    playwright = sync_playwright().start()
    started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
    atexit.register(playwright.stop)
    atexit.register(started.close)
    return started


@contextmanager
def page_of(
    address: str,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    scripts: bool = True,
    within: str = "file:",
) -> Iterator[Any]:
    """Open an address. Whatever the page asks of another place than `within` is refused, and fails the test."""
    context = chromium().new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
    )
    asked: list[str] = []
    wrong: list[str] = []

    def answer(route: Any) -> None:
        if route.request.url.startswith((within, "data:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    try:
        page.goto(address)
        yield page
    finally:
        context.close()
    assert asked == []
    assert wrong == []


def serious_faults(page: Any) -> list[str]:
    """List what axe-core finds that hinders people seriously, each with the first place where it is."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0].get('failureSummary', '')[:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
