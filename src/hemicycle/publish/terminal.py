"""What a command prints and where: results on standard output or in a file, progress on standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

CLOSED_PIPE = 141  # what a shell reports of a program whose reader has gone


def as_json_text(value: Any) -> str:
    """Write a value as JSON, as people can read it too."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write(text: str | bytes, output: Path | None = None) -> None:
    """Write a result to a file, whole or not at all, or to standard output."""
    data = text.encode() if isinstance(text, str) else text
    if output is not None:
        from hemicycle.publish.tables import save

        save(output, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has gone; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(CLOSED_PIPE) from None


def print_for_people(render: Callable[[Console], None], output: Path | None = None) -> None:
    """Print for people: 80 columns, or the terminal's up to 100, without blanks at the ends of lines."""
    from rich.console import Console

    on_terminal = output is None and sys.stdout.isatty()
    width = min(Console().width, 100) if on_terminal else 80
    console = Console(width=width, highlight=False, markup=False, emoji=False, force_terminal=on_terminal)
    with console.capture() as printed:
        render(console)
    write("".join(f"{line.rstrip()}\n" for line in printed.get().splitlines()), output)


def print_table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a table whose columns align."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, title in enumerate(header):
        table.add_column(title, overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*row)
    print_for_people(lambda console: console.print(table))


def progress(what: str) -> Any:
    """Show how far something has come, on a terminal."""
    from hemicycle.publish.progress import counting

    return counting(what)


def watching(what: str) -> Any:
    """Show a bar for work that can be asked how far it is, on a terminal."""
    from hemicycle.publish.progress import watching as bar

    return bar(what)
