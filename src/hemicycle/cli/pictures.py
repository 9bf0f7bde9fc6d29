"""Pictures that commands write to files, and the command whose answer is best seen as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.publish.pictures.canvas import Picture


def for_picture(path: Path | None) -> Path | None:
    """Take a file for a picture, before any work is done. Raises BadInput for one that can't become it."""
    if path is None:
        return None
    if path.suffix.casefold() not in (".svg", ".png"):
        raise BadInput(Mistake(str(path), "a file for a picture", "a name ending in .svg or .png"))
    if not path.parent.is_dir():
        raise BadInput(Mistake(str(path), "a folder that isn't there", "a file in a folder that exists"))
    if path.suffix.casefold() == ".png":
        from hemicycle.publish.pictures.png import needs_png

        needs_png()
    return path


IntoPicture = Annotated[
    Path | None, typer.Option("--svg", callback=for_picture, help="A file for a picture of the answer, .svg or .png.")
]


def write_picture(picture: Picture, path: Path, width: int = 960) -> None:
    """Write a picture to a file, whole or not at all, by the end of its name; a PNG is so many pixels wide."""
    if path.suffix.casefold() == ".png":
        from hemicycle.publish.pictures.png import as_png

        write(as_png(picture, width), path)
    else:
        from hemicycle.publish.pictures.canvas import as_svg

        write(as_svg(picture), path)


@app.command()
def ternary(
    name: Annotated[str, typer.Argument(metavar="ELECTION", help="An election of the archive.")],
    lists: Annotated[str | None, typer.Option(help="Three lists, A,B,C; the largest three without it.")] = None,
    steps: Annotated[int, typer.Option(help="Into how many parts the votes are cut.")] = 60,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", callback=for_picture, help="A file for the picture, .svg or .png.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell who wins where, if three lists share the votes they have together in every way; as a picture with -o.

    Example: `hemicycle ternary kz-mazhilis-2021 -o triangle.svg`.
    """
    from hemicycle.elections.archive import read_election
    from hemicycle.publish.pictures.about import about_election
    from hemicycle.publish.text.ternary import show_ternary
    from hemicycle.scenarios.ternary import ternary_of

    election = read_election(name)
    votes, facts = election.exact_votes(), election.record.as_facts()
    asked = [each.strip() for each in lists.split(",")] if lists else []
    with progress("points of the grid counted") as told:
        found = ternary_of(election.law, votes, facts, asked, steps, told)
    if output is not None:
        from hemicycle.publish.pictures.triangle import picture_of_ternary

        write_picture(picture_of_ternary(about_election(election), found), output)
    if as_json:
        write(as_json_text({"election": name, "law": election.law.id} | found.as_json()))
    else:
        print_for_people(lambda console: show_ternary(console, election.title, election.law.id, facts.names, found))
