"""The test of returns for integer percentages."""

from __future__ import annotations

from typing import Annotated

import typer

from hemicycle.cli.app import AsJson
from hemicycle.cli.controls import ControlLeaders, ControlProfiles, Controls, Leader, named_controls
from hemicycle.cli.pictures import IntoPicture, write_picture
from hemicycle.cli.returns import ByProfile, InEncoding, Separated, Sheet, Source, read
from hemicycle.cli.scrutiny import scrutiny_app
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, write


@scrutiny_app.command()
def rounding(
    source: Source,
    profile: ByProfile = None,
    leader: Leader = None,
    by: Annotated[str | None, typer.Option("--by", help="Test the units of a level as well, such as region.")] = None,
    turnout: Annotated[
        str | None, typer.Option(help="What turnout is of: issued, or found where ballots issued aren't given.")
    ] = None,
    least: Annotated[int, typer.Option(min=1, help="Registered voters that a station must have to be used.")] = 100,
    control: Controls = None,
    control_profile: ControlProfiles = None,
    control_leader: ControlLeaders = None,
    made_up: Annotated[
        int | None, typer.Option(min=1, help="So many made-up countries as controls where none is given; 20 to 200.")
    ] = None,
    svg: IntoPicture = None,
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Test whether more stations have a round turnout or result than chance gives.

    What chance gives is computed, not simulated, and the same test in elections that are in order stands beside it:
    those named by --control, or made-up ones with stations of the same sizes. Example:
    `hemicycle scrutiny rounding returns.csv --leader A --by region`.
    """
    from hemicycle.publish.text.rounding import show_rounding
    from hemicycle.scrutiny.rounding import rounding as test
    from hemicycle.scrutiny.rounding_controls import beside_controls

    named = named_controls(control, control_profile, control_leader, profile)
    returns = read(source, profile, encoding, separator, sheet)
    found = test(returns, leader, by=by, turnout=turnout, least=least)
    # an election that doesn't give ballots issued can still be a control
    its_turnout = "found" if turnout == "found" else None
    given = [test(read(each.source, each.profile), each.leader, turnout=its_turnout, least=least) for each in named]
    with progress("made-up countries tested") as told:
        compared = beside_controls(found, given, made_up, told)
    if svg is not None:
        from hemicycle.publish.pictures.rounding import picture_of_rounding

        write_picture(picture_of_rounding(compared, returns.called(found.leader)), svg)
    if as_json:
        write(as_json_text(compared.as_json()))
    else:
        print_for_people(lambda console: show_rounding(console, compared, returns))
