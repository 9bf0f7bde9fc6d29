"""Commands of scrutiny that look at turnout, shares and digits of stations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hemicycle.cli.app import AsJson
from hemicycle.cli.controls import ControlLeaders, ControlProfiles, Controls, Leader, Named, named_controls
from hemicycle.cli.pictures import IntoPicture, write_picture
from hemicycle.cli.returns import ByProfile, InEncoding, Separated, Sheet, Source, read
from hemicycle.cli.scrutiny import scrutiny_app
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from hemicycle.scrutiny.turnout import Counted

Countries = Annotated[
    int, typer.Option("--countries", min=1, help="Made-up elections of each kind, where no --control is named.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed makes up the same elections.")]
_MADE_UP = "made-up elections reckoned"


@scrutiny_app.command("turnout")
def turnout(
    source: Source,
    profile: ByProfile = None,
    leader: Leader = None,
    control: Controls = None,
    control_profile: ControlProfiles = None,
    control_leader: ControlLeaders = None,
    above: Annotated[
        int, typer.Option("--voters-above", min=0, help="Only stations with more voters than that.")
    ] = 100,
    countries: Countries = 20,
    seed: Seed = 1,
    svg: IntoPicture = None,
    picture: Annotated[Literal["curves", "comet", "saw"], typer.Option(help="What --svg draws.")] = "curves",
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Reckon what a leader has beyond the share held where most others voted: a band, with controls beside it.

    Example: `hemicycle scrutiny turnout returns.csv --leader list-1 --svg comet.svg --picture comet`, or with a
    control, `hemicycle scrutiny turnout returns.csv --control clean.csv --control-profile lithuania`.
    """
    from hemicycle.publish.text.turnout import Told, as_plain, show_turnout
    from hemicycle.scrutiny.controls import made_up, reckoned
    from hemicycle.scrutiny.turnout import counted

    named = named_controls(control, control_profile, control_leader, profile)
    returns = read(source, profile, encoding, separator, sheet)
    found = reckoned(returns.name, counted(returns, leader), above)
    controls = [reckoned(name, numbers, above) for name, numbers in _counted(named)]
    with progress(_MADE_UP) as told:
        invented = () if controls else made_up(found.numbers, countries, seed, above, told)
    said = Told(returns, found, controls, invented, above, seed)
    if svg is not None:
        from hemicycle.publish.pictures.stations import picture_of_turnout

        write_picture(picture_of_turnout(picture, found, returns.called(found.numbers.leader), above), svg)
    if as_json:
        write(as_json_text(as_plain(said)))
    else:
        print_for_people(lambda console: show_turnout(console, said))


@scrutiny_app.command("moments")
def moments(
    source: Source,
    profile: ByProfile = None,
    leader: Leader = None,
    control: Controls = None,
    control_profile: ControlProfiles = None,
    control_leader: ControlLeaders = None,
    countries: Countries = 20,
    seed: Seed = 1,
    svg: IntoPicture = None,
    picture: Annotated[Literal["fingerprint", "vote-rate"], typer.Option(help="What --svg draws.")] = "fingerprint",
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Tell where turnout and a leader's share have their peaks and how wide they are, after Klimek and others.

    Example: `hemicycle scrutiny moments returns.csv --svg fingerprint.svg`.
    """
    from hemicycle.publish.text.station_statistics import moments_as_plain, show_moments
    from hemicycle.scrutiny.controls import beside
    from hemicycle.scrutiny.moments import described, moments_of, vote_rate
    from hemicycle.scrutiny.turnout import counted

    named = named_controls(control, control_profile, control_leader, profile)
    returns = read(source, profile, encoding, separator, sheet)
    numbers = counted(returns, leader)
    found, rate, called = moments_of(numbers), vote_rate(numbers), returns.called(numbers.leader)
    with progress(_MADE_UP) as told:
        controls = beside(numbers, _counted(named), described, countries, seed, told)
    if svg is not None:
        from hemicycle.publish.pictures.stations import picture_of_moments

        write_picture(picture_of_moments(picture, returns.name, numbers, found, rate, called), svg)
    if as_json:
        write(as_json_text(moments_as_plain(returns.name, numbers.leader, found, rate, controls)))
    else:
        print_for_people(lambda console: show_moments(console, returns.name, called, found, rate, controls))


@scrutiny_app.command("digits")
def digits(
    source: Source,
    profile: ByProfile = None,
    leader: Leader = None,
    control: Controls = None,
    control_profile: ControlProfiles = None,
    control_leader: ControlLeaders = None,
    at_least: Annotated[int, typer.Option("--voters", min=0, help="Only stations with at least so many voters.")] = 100,
    of: Annotated[
        Literal["found", "valid"], typer.Option(help="What percentages are of: ballots or valid votes.")
    ] = "found",
    countries: Countries = 20,
    seed: Seed = 1,
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Look at second and last digits of a list's votes and at rounded percentages; no overview has them.

    The second digit follows the sizes of stations, so that it deviates in clean elections too. Example:
    `hemicycle scrutiny digits returns.csv --leader list-1`.
    """
    from hemicycle.publish.text.station_statistics import digits_as_plain, show_digits
    from hemicycle.scrutiny.controls import beside
    from hemicycle.scrutiny.digits import digits_of
    from hemicycle.scrutiny.turnout import counted

    named = named_controls(control, control_profile, control_leader, profile)
    returns = read(source, profile, encoding, separator, sheet)
    numbers = counted(returns, leader)
    if of == "valid" and numbers.valid is None:
        raise BadInput(Mistake("--of", "valid, which the returns don't have", "found"))
    found, called = digits_of(numbers, at_least, of), returns.called(numbers.leader)
    with progress(_MADE_UP) as told:
        controls = beside(
            numbers,
            _counted(named),
            lambda each: {digit.name: digit.found for digit in digits_of(each, at_least, of)},
            countries,
            seed,
            told,
        )
    if as_json:
        write(as_json_text(digits_as_plain(returns.name, numbers.leader, found, controls)))
    else:
        print_for_people(lambda console: show_digits(console, returns.name, called, found, controls))


def _counted(named: list[Named]) -> list[tuple[str, Counted]]:
    """Read the controls."""
    from hemicycle.scrutiny.turnout import counted

    return [(name, counted(read(name, profile), leader)) for name, profile, leader in named]
