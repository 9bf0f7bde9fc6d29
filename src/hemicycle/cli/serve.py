"""The command that serves the site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.returns import ByProfile
from hemicycle.publish.progress import counting
from hemicycle.publish.terminal import as_json_text, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.web.count_replayed import Replayed


site_app = typer.Typer(no_args_is_help=True, help="The site as files.")
app.add_typer(site_app, name="site")


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen on. Only this machine reaches 127.0.0.1.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 takes a free one.")] = 8000,
    returns: Annotated[
        Path | None, typer.Option(help="Returns with their times, to be replayed as on election night.")
    ] = None,
    profile: ByProfile = None,
    law: Annotated[str | None, typer.Option(help="The law under which that count gives seats.")] = None,
    date: Annotated[str | None, typer.Option(help="The day whose version of the law counts, YYYY-MM-DD.")] = None,
) -> None:
    """Serve the site and its API, until Ctrl-C.

    Pages for people in three languages, the API under /api/v1. Example: `hemicycle serve --port 8080`, or
    `hemicycle serve --returns night.csv --law kz-mazhilis --date 2021-01-10`.
    """
    _needs_libraries()
    from hemicycle.web.server import address_of, listening
    from hemicycle.web.server import serve as run

    count = _count(returns, profile, law, date)
    opened = listening(host, port)
    from hemicycle.web.app import new_server

    print(f"hemicycle: {address_of(opened)} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    try:
        run(new_server(count=count, warm=True), opened)
    except KeyboardInterrupt:
        print("hemicycle: stopped", file=sys.stderr)


def _count(returns: Path | None, profile: str | None, law: str | None, date: str | None) -> Replayed | None:
    """Say which count is replayed; what can't be is told before anything is served."""
    from hemicycle.law.catalogue import find_law, read_date
    from hemicycle.web.count_replayed import Replayed, states_of

    if returns is None:
        given = {"--profile": profile, "--law": law, "--date": date}
        for flag, value in given.items():
            if value is not None:
                raise BadInput(Mistake(flag, repr(value), "--returns as well, whose count it is"))
        return None
    if law is None:
        raise BadInput(Mistake("--returns", "no law", "--law, such as --law kz-mazhilis, and --date"))
    day = read_date("--date", date) if date else None
    find_law(law, day)
    count = Replayed(str(returns), profile, law, day)
    with counting("states of the count added up") as told:
        told(len(states_of(count)[0]))
    return count


@site_app.command("build")
def site_build(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or an empty folder.")],
    as_json: AsJson = False,
) -> None:
    """Write the whole site as files, for any web server: all pages in three languages, and the API's answers.

    Pages that count what a reader asks need a server and say so. Takes a few minutes. Example:
    `hemicycle site build public`.
    """
    _needs_libraries()
    from time import monotonic

    from hemicycle.web.files import build

    started = monotonic()
    with counting("files written") as told:
        files = build(folder, told)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    took = monotonic() - started
    if as_json:
        write(as_json_text({"folder": str(folder), "files": files, "bytes": size, "seconds": round(took, 1)}))
    else:
        write(f"{folder}: {files:,} files, {size / 1e6:,.1f} MB, {took:,.0f} s\n")


def _needs_libraries() -> None:
    from importlib.util import find_spec

    missing = [each for each in ("fastapi", "uvicorn", "python_multipart") if find_spec(each) is None]
    if missing:
        raise BadInput(Mistake("serve", f"no {' and no '.join(missing)}", "the extra: pip install 'hemicycle[web]'"))
