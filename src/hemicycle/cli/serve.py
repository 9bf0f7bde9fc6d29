"""The command that serves the site."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hemicycle.cli.app import app
from hemicycle.source.mistake import BadInput, Mistake


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine reach only another.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 takes a free one.")] = 8000,
) -> None:
    """Serve the site and its API, until Ctrl-C.

    Pages for people in three languages, the API under /api/v1. Example: `hemicycle serve --port 8080`.
    """
    _needs_libraries()
    from hemicycle.web.server import address_of, listening
    from hemicycle.web.server import serve as run

    opened = listening(host, port)
    from hemicycle.web.app import new_server

    print(f"hemicycle: {address_of(opened)} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    try:
        run(new_server(), opened)
    except KeyboardInterrupt:
        print("hemicycle: stopped", file=sys.stderr)


def _needs_libraries() -> None:
    from importlib.util import find_spec

    missing = [each for each in ("fastapi", "uvicorn", "python_multipart") if find_spec(each) is None]
    if missing:
        raise BadInput(Mistake("serve", f"no {' and no '.join(missing)}", "the extra: pip install 'hemicycle[web]'"))
