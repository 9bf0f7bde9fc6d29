"""The page of all commands, written from the command itself whenever the documentation is built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from typer.main import get_command

from hemicycle.cli import whole_app

PAGE = "reference/command"
# What an option is without being given depends on who asks.
OF_THE_MACHINE = {"workers"}


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the commands to the page that is theirs."""
    app.connect("source-read", add)
    return {"parallel_read_safe": True}


def add(app: Sphinx, page: str, source: list[str]) -> None:
    """Write every command below what the page says itself."""
    if page == PAGE:
        source[0] += "\n".join(["", *told("hemicycle", get_command(whole_app()))])


def told(name: str, command: Any) -> Iterator[str]:
    """Give a command as Markdown: what it does, how it is called, its options; or a group with its commands."""
    inside = getattr(command, "commands", None)
    depth = len(name.split())
    if depth > 1:
        yield from ("#" * depth + f" {name}", "", command.help, "")
    if inside is not None:
        for word in sorted(inside):
            yield from told(f"{name} {word}", inside[word])
        return
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and not each.hidden]
    called = " ".join([name, *map(metavar, arguments), *(["[OPTIONS]"] if options else [])])
    yield from ("```text", called, "```", "")
    for each in (*arguments, *options):
        names = f"`{metavar(each)}`" if each in arguments else ", ".join(f"`{word}`" for word in each.opts)
        yield f"- {names}{'' if each.help is None else f': {each.help}'}{remarks(each)}"
    yield ""


def metavar(argument: Any) -> str:
    """Give what stands for an argument in a line."""
    word = argument.metavar or argument.name.upper().replace("_", "-")
    many = " ..." if argument.nargs == -1 else ""
    return f"{word}{many}" if argument.required else f"[{word}{many}]"


def remarks(option: Any) -> str:
    """Tell what an option is without being given, and whether it can be given more than once."""
    said = []
    if option.param_type_name == "option" and option.required:
        said.append("needed")
    if option.multiple:
        said.append("can be given more than once")
    known = option.default not in (None, False, "", ()) and not callable(option.default)
    if known and option.name not in OF_THE_MACHINE:
        said.append(f"`{option.default}` without it")
    return f" ({'; '.join(said)})" if said else ""
