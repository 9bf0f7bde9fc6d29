"""The commands of a quick count: how large a sample of stations has to be, and what one says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.returns import ByProfile, InEncoding, Output, Separated, Sheet, Source, read
from hemicycle.publish.terminal import as_json_text, print_for_people, watching, write
from hemicycle.source.mistake import BadInput, Mistake, nearest

if TYPE_CHECKING:
    from hemicycle.returns.table import Returns
    from hemicycle.scrutiny.quick_count import Frame

quick_count_app = typer.Typer(
    no_args_is_help=True, help="A sample of stations: how large it has to be, and what it says of the country."
)
app.add_typer(quick_count_app, name="quick-count")

Strata = Annotated[str | None, typer.Option("--by", help="The level whose units are sampled one by one: region.")]
Clusters = Annotated[str | None, typer.Option(help="A level whose units are drawn whole, with all their stations.")]
Base = Annotated[str, typer.Option("--of", help="What shares are of: found or valid.")]


@quick_count_app.command()
def plan(
    source: Source,
    profile: ByProfile = None,
    size: Annotated[int | None, typer.Option(min=2, help="How many stations, or clusters, are drawn.")] = None,
    margin: Annotated[str | None, typer.Option(help="The size for this margin instead: 1% is one point.")] = None,
    by: Strata = None,
    clusters: Clusters = None,
    of: Base = "found",
    leader: Annotated[str | None, typer.Option("--list", help="Whose share is planned for; the largest.")] = None,
    seed: Annotated[str, typer.Option(help="The same seed draws the same stations.")] = "1",
    output: Output = None,
    as_json: AsJson = False,
    encoding: InEncoding = None,
    separator: Separated = None,
    sheet: Sheet = None,
) -> None:
    """Plan a sample on an earlier election's returns: the margin of a size, or the size for a margin.

    With `-o` the stations are drawn and written as a form to fill in. Example:
    `hemicycle quick-count plan returns.csv --size 1000 --by region --seed 2021-01-10 -o sample.csv`.
    """
    from hemicycle.law.formula import read_share
    from hemicycle.publish.tables import as_csv
    from hemicycle.publish.text.quick_count import plan_as_plain, sample_table, show_plan
    from hemicycle.scrutiny.quick_count import drawn, planned, size_for

    if (size is None) == (margin is None):
        raise BadInput(Mistake("quick-count plan", "not one of --size and --margin", "one of them: --size 1000"))
    returns = read(source, profile, encoding, separator, sheet)
    with watching("adding up"):
        frame, base = _frame(returns, of, by, clusters)
        votes = dict(zip(frame.stations.lists, frame.stations.votes.sum(axis=0).tolist(), strict=True))
        if leader is not None and leader not in votes:
            raise BadInput(Mistake("--list", repr(leader), nearest(leader, votes)))
        chosen = leader or max(votes, key=lambda each: votes[each])
        if size is not None:
            found = planned(frame, chosen, base, size)
        else:
            found = size_for(frame, chosen, base, float(read_share("--margin", margin or "", inside=True)))
    if output is not None:
        write(as_csv(sample_table(found, drawn(found, seed))), output)
    if as_json:
        write(as_json_text(plan_as_plain(found, seed if output else None)))
        return
    print_for_people(lambda console: show_plan(console, found, returns.called(chosen)))


@quick_count_app.command()
def estimate(
    sample: Annotated[str, typer.Argument(metavar="SAMPLE", help="The returns of the stations drawn.")],
    frame: Annotated[str, typer.Option(help="The returns of all stations that the sample was drawn from.")],
    profile: Annotated[str | None, typer.Option("--profile", help="What the columns of the frame mean.")] = None,
    sample_profile: Annotated[str | None, typer.Option(help="What the columns of the sample mean.")] = None,
    by: Strata = None,
    clusters: Clusters = None,
    domain: Annotated[str | None, typer.Option(help="A level: the shares in each of its units as well.")] = None,
    of: Base = "found",
    as_json: AsJson = False,
) -> None:
    """Estimate the shares of all lists, and turnout, from a sample of stations, with the design it was drawn by.

    Stations whose numbers are left empty are missing and told as such. Example:
    `hemicycle quick-count estimate sample.csv --frame returns.csv --by region`.
    """
    from hemicycle.publish.text.quick_count import estimate_as_plain, show_estimate
    from hemicycle.scrutiny.estimate import estimate as run

    all_stations = read(frame, profile)
    returned = read(sample, sample_profile)
    grouped, _ = _frame(all_stations, of, by, clusters)
    if of not in returned.numbers:
        raise BadInput(Mistake(sample, f"no number of {of}", f"a column {of}, or --of {_base(returned, of)}"))
    _check_level("--domain", domain, returned)
    found = run(grouped, returned, of, domain)
    if as_json:
        write(as_json_text(estimate_as_plain(found, sample)))
        return
    names = {list_: all_stations.called(list_) for list_ in found.shares}
    print_for_people(lambda console: show_estimate(console, found, sample, names))


def _frame(returns: Returns, of: str, by: str | None, clusters: str | None) -> tuple[Frame, str]:
    """Group the stations of returns as the options of a command say."""
    from hemicycle.scrutiny.quick_count import frame_of
    from hemicycle.scrutiny.stations import stations_of

    if of not in ("found", "valid"):
        raise BadInput(Mistake("--of", repr(of), "found or valid"))
    _check_level("--by", by, returns)
    _check_level("--clusters", clusters, returns)
    base = _base(returns, of)
    registered = ["registered"] if "registered" in returns.numbers else []
    return frame_of(stations_of(returns, [base, *registered]), by, clusters), base


def _check_level(option: str, level: str | None, returns: Returns) -> None:
    if level is not None and level not in returns.levels:
        raise BadInput(Mistake(option, repr(level), nearest(level, returns.levels)))


def _base(returns: Returns, of: str) -> str:
    """Take the number that shares are of, or the other one where returns don't have it."""
    other = "valid" if of == "found" else "found"
    return other if of not in returns.numbers and other in returns.numbers else of
