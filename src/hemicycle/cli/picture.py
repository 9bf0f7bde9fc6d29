"""The command that draws an election."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.elections import is_path
from hemicycle.cli.pictures import for_picture, write_picture
from hemicycle.publish.shown import facts_for, from_archive, from_files
from hemicycle.publish.terminal import as_json_text, print_for_people, print_table, progress, write
from hemicycle.source.mistake import BadInput, Mistake, nearest

if TYPE_CHECKING:
    import datetime as dt

    from hemicycle.outcome.facts import Facts
    from hemicycle.publish.pictures.canvas import Picture
    from hemicycle.publish.shown import Shown


@app.command()
def picture(
    source: Annotated[
        str | None, typer.Argument(metavar="ELECTION|FOLDER|VOTES.csv", help="What to draw.", show_default=False)
    ] = None,
    kind: Annotated[str, typer.Option(help="Which picture; --list names them.")] = "hemicycle",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", callback=for_picture, help="A file for it, .svg or .png.")
    ] = None,
    width: Annotated[int | None, typer.Option(help="Pixels across, of a PNG: 960 without it.")] = None,
    stage: Annotated[str, typer.Option(help="A stage of an election in the archive.")] = "final",
    on: Annotated[str | None, typer.Option("--on", help="A hemicycle of the members on a day, YYYY-MM-DD.")] = None,
    before: Annotated[str | None, typer.Option(help="The earlier election for flows; the last without it.")] = None,
    figure: Annotated[str, typer.Option(help="The figure of a strip, as `contest --json` names it.")] = "enp_votes",
    law: Annotated[str | None, typer.Option(help="A law such as kz-mazhilis, or a document.")] = None,
    date: Annotated[str | None, typer.Option(help="The day whose version of the law counts, YYYY-MM-DD.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the kinds of picture.")] = False,
    as_json: AsJson = False,
) -> None:
    """Draw an election: its seats in arcs, votes beside seats, and more; as SVG, or as PNG (extra `png`).

    With -o it prints what the picture says in words, else the SVG itself. Example:
    `hemicycle picture kz-mazhilis-2021 -o seats.svg`, or
    `hemicycle picture kz-mazhilis-2021 --kind bars -o votes-and-seats.png --width 1400`.
    """
    from hemicycle.publish.pictures.kinds import KINDS

    if listing:
        return _list(KINDS, as_json=as_json)
    if source is None:
        raise BadInput(Mistake("picture", "nothing to draw", "an election, such as kz-mazhilis-2021"))
    if kind not in KINDS:
        raise BadInput(Mistake("--kind", repr(kind), nearest(kind, KINDS)))
    if width is not None and (output is None or output.suffix.casefold() != ".png"):
        raise BadInput(Mistake("--width", f"{width}, without a PNG", "it with -o FILE.png; an SVG has any size"))
    if on is not None and kind not in ("hemicycle", "thumbnail"):
        raise BadInput(Mistake("--on", f"a day for {kind}", "it with --kind hemicycle or thumbnail"))
    from hemicycle.law.catalogue import read_date

    day = read_date("--date", date) if date else None
    drawn = _drawn(source, kind, _Asked(stage, read_date("--on", on) if on else None, before, figure, law, day))
    _give(drawn, kind, output, width, as_json=as_json)
    return None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the options of a run ask for."""

    stage: str
    on: dt.date | None
    before: str | None
    figure: str
    law: str | None
    day: dt.date | None


def _list(kinds: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        write(as_json_text(kinds))
    else:
        print_table(("Kind", "What it shows"), list(kinds.items()))


def _drawn(source: str, kind: str, asked: _Asked) -> Picture:
    """Draw a kind of picture of an election of the archive, or of a folder or table of votes."""
    from hemicycle.publish.pictures.kinds import bars_of, hemicycle_of, thresholds_of

    if kind in ("flows", "strip") or asked.on is not None:
        if is_path(source):
            what = "--on" if asked.on else f"--kind {kind}"
            raise BadInput(Mistake(what, f"{source}, which isn't in the archive", "an election of the archive"))
        return _of_archive(source, kind, asked)
    shown, facts = _counted(source, asked)
    if kind == "bars" and not is_path(source):
        _has_votes(source)
    if kind == "bars":
        return bars_of(shown, facts)
    if kind == "threshold":
        return thresholds_of(shown, facts)
    return hemicycle_of(shown, facts, small=kind == "thumbnail")


def _has_votes(name: str) -> None:
    """Make sure that an election's seats are shared by votes. Raises BadInput for one that counts inhabitants."""
    from hemicycle.elections.archive import read_election

    if read_election(name).record.counted != "votes":
        raise BadInput(Mistake("--kind bars", f"{name}, which counts inhabitants", "an election with votes"))


def _counted(source: str, asked: _Asked) -> tuple[Shown, Facts]:
    """Count what is to be drawn, and take the facts of its lists."""
    if is_path(source):
        from hemicycle.count.files import Reading

        path = Path(source)
        shown = from_files(path, asked.law, asked.day, None, asked.stage, Reading(None, ","))
        return shown, facts_for(path, None, shown.law, asked.day, shown.votes)
    from hemicycle.elections.archive import read_election

    shown = from_archive(source, asked.law, asked.day, asked.stage, None)
    return shown, read_election(source).record.as_facts()


def _of_archive(source: str, kind: str, asked: _Asked) -> Picture:
    """Draw what needs more of the archive than the election itself: members, the term before, other elections."""
    from hemicycle.publish.pictures.kinds import chamber_of_members, flows_of

    if asked.on is not None:
        from hemicycle.elections.archive import read_election
        from hemicycle.elections.people import chamber_of

        shown, facts = _counted(source, asked)
        chamber = chamber_of(read_election(source), asked.on)
        return chamber_of_members(shown, chamber, facts, small=kind == "thumbnail")
    if kind == "flows":
        from hemicycle.elections.compare import compare_elections

        return flows_of(compare_elections(asked.before or _previous(source), source))
    return _strip(source, asked)


def _previous(name: str) -> str:
    """Name the last election of the same chamber. Raises BadInput where the archive has none."""
    from hemicycle.elections.archive import before, read_election

    earlier = before(read_election(name))
    if not earlier:
        raise BadInput(Mistake("--kind flows", f"no election before {name}", "an election with one before it"))
    return earlier[0]


def _strip(name: str, asked: _Asked) -> Picture:
    from hemicycle.elections.archive import read_election
    from hemicycle.publish.pictures.contest import only, picture_of_contest
    from hemicycle.publish.pictures.sheet import About
    from hemicycle.scrutiny.beside import beside
    from hemicycle.scrutiny.contest import contest_of

    election = read_election(name)
    found = only(contest_of(election, asked.stage), asked.figure)
    with progress("elections of the archive counted") as told:
        strips = beside(found, told)
    by = f"Votes: {found.basis.stage} ({election.stage(asked.stage).by}). Law: {election.law.id}"
    return picture_of_contest(About(election.title, found.basis.names, (by,)), found, strips)


def _give(drawn: Picture, kind: str, output: Path | None, width: int | None, *, as_json: bool) -> None:
    """Write a picture to its file, and say what it shows; without a file the picture itself is the answer."""
    if output is not None:
        write_picture(drawn, output, 960 if width is None else width)
    if as_json:
        said = {"kind": kind, "title": drawn.title, "description": drawn.description}
        write(as_json_text(said | {"file": str(output) if output else None}))
    elif output is None:
        from hemicycle.publish.pictures.canvas import as_svg

        write(as_svg(drawn))
    else:
        print_for_people(lambda console: console.print(f"{drawn.title}. {drawn.description}"))
