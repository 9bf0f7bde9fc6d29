"""The command that draws votes from a poll, many times, and counts every draw by the law."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.pictures import IntoPicture, write_picture
from hemicycle.publish.terminal import as_json_text, print_for_people, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hemicycle.elections.archive import Election
    from hemicycle.scenarios.simulation import Race

_INTERRUPTED = 130


@app.command()
def simulate(
    name: Annotated[str, typer.Argument(metavar="ELECTION", help="An election of the archive: its law and districts.")],
    stage: Annotated[str | None, typer.Option(help="The stage whose shares are drawn from: exit-poll.")] = None,
    poll: Annotated[Path | None, typer.Option(help="A poll: CSV with the columns party and share, in %.")] = None,
    sample: Annotated[int | None, typer.Option(help="How many were asked; as the stage says without it.")] = None,
    design_effect: Annotated[float | None, typer.Option(help="Variance beside that of a simple random sample.")] = None,
    margin: Annotated[str | None, typer.Option(help="The published margin of error instead: 2%.")] = None,
    model: Annotated[str, typer.Option(help="dirichlet, multinomial or logit-normal.")] = "dirichlet",
    house: Annotated[list[str] | None, typer.Option(help="Points a list has too much in the poll: A=1.5.")] = None,
    error: Annotated[str, typer.Option(help="The pollster's own error, relative to a share: 5%.")] = "0",
    together: Annotated[list[str] | None, typer.Option(help="A correlation of that error: A,B=0.8.")] = None,
    swing: Annotated[str, typer.Option(help="How districts move: proportional or uniform.")] = "proportional",
    district_noise: Annotated[str, typer.Option(help="A district's own error, relative to a share: 10%.")] = "0",
    vary: Annotated[
        list[str] | None, typer.Option(help="Values of one assumption: margin=1%,2% or house:A=-1,1; more than once.")
    ] = None,
    law: Annotated[str | None, typer.Option(help="Another law, such as kz-mazhilis@2023-01-01.")] = None,
    coalition: Annotated[list[str] | None, typer.Option(help="Lists asked for together: A+B.")] = None,
    draws: Annotated[int, typer.Option(help="How many elections are drawn.")] = 100_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same answer.")] = 1,
    workers: Annotated[int, typer.Option(min=1, help="Threads that count; the answer doesn't depend on it.")] = 2,
    spark: Annotated[str | None, typer.Option(metavar="MASTER", help="Count on Spark instead: local[2].")] = None,
    keep: Annotated[Path | None, typer.Option(help="A file for the draws so far, from which a run goes on.")] = None,
    svg: IntoPicture = None,
    as_json: AsJson = False,
) -> None:
    """Draw votes from a poll or an exit poll, count each draw by the law, and tell how often what comes out.

    Example: `hemicycle simulate kz-mazhilis-2021 --stage exit-poll-public-opinion --margin 2%`, or
    `hemicycle simulate kz-mazhilis-2021 --stage exit-poll-public-opinion --vary margin=1%,2%,3%`.
    """
    from hemicycle.cli.draws import Run, draw_all
    from hemicycle.elections.archive import read_election
    from hemicycle.law.formula import read_share
    from hemicycle.publish.pictures.draws import picture_of_simulation
    from hemicycle.publish.text.simulation import as_plain, show_simulation
    from hemicycle.publish.text.varied import show_varied, varied_as_plain
    from hemicycle.scenarios.poll import pairs_of, points_of
    from hemicycle.scenarios.varied import Assumptions, events_of, read_variations

    election = read_election(name)
    race = _race(election, law, coalition or [])
    if design_effect is not None and margin is not None:
        raise BadInput(Mistake("--margin", "a design effect as well", "one of the two"))
    shares, asked = _shares(election, stage, poll)
    size = sample if sample is not None else asked
    if size is None:
        raise BadInput(Mistake("--sample", "nothing", "how many were asked, which the poll doesn't say"))
    given = Assumptions(
        shares,
        size,
        design_effect,
        float(read_share("--margin", margin)) if margin is not None else None,
        model,
        points_of(house or [], "--house"),
        float(read_share("--error", error)),
        pairs_of(together or [], "--together"),
        swing,
        float(read_share("--district-noise", district_noise)),
    )
    variations = read_variations(vary or [], given)
    found, tried = draw_all(race, given, variations, Run(draws, seed, workers, spark, keep))
    if svg is not None:
        write_picture(picture_of_simulation(election, race, given.poll, given.swings, found), svg)
    official = _official(election) if race.law.id == election.law.id else None
    events = events_of(found, official) if variations else []
    if as_json:
        plain = as_plain(name, race, given.poll, given.swings, found, seed)
        write(as_json_text(plain | (varied_as_plain(given, found, tried, events) if variations else {})))
    else:

        def show(console: Any) -> None:
            show_simulation(console, election.title, race, given.poll, given.swings, found)
            if tried:
                show_varied(console, race, given, found, tried, events)

        print_for_people(show)
    if found.draws < draws or len(tried) < len(variations):
        goes_on = f"; the same command goes on from {keep}" if keep and found.draws < draws else ""
        typer.echo(f"Interrupted after {found.draws:,} of {draws:,} draws{goes_on}.", err=True)
        raise typer.Exit(_INTERRUPTED)


def _race(election: Election, law: str | None, coalitions: list[str]) -> Race:
    """Take the law, the districts and the facts of an election, under another law where one is asked for."""
    from hemicycle.law.catalogue import find_law
    from hemicycle.law.steps import NATION
    from hemicycle.scenarios.simulation import Race, coalition_of

    like = election.exact_votes()
    version = find_law(law) if law else election.law
    like = like.as_one() if version.votes_at == NATION else like
    together = tuple(coalition_of(text, version, like) for text in coalitions)
    return Race(version, like, election.record.as_facts(), together)


def _official(election: Election) -> Mapping[str, int]:
    """Add up the official seats by list; those of a tier within another are among that one's."""
    within = {tier.tier for tier in election.law.tiers if tier.within is not None}
    totals: dict[str, int] = {}
    for seat in election.official_seats:
        if seat.tier not in within:
            totals[seat.party] = totals.get(seat.party, 0) + seat.seats
    return totals


def _shares(election: Election, stage: str | None, poll: Path | None) -> tuple[dict[str, float], int | None]:
    """Take the shares to draw from, and how many were asked where that is known."""
    from hemicycle.count.votes import Votes
    from hemicycle.scenarios.poll import read_poll

    if poll is not None:
        if stage is not None:
            raise BadInput(Mistake("--poll", "a stage as well", "one of the two"))
        return read_poll(poll), None
    found = election.stage(stage or "final")
    known = election.votes(found.stage)
    if isinstance(known, Votes):
        counts = {party: count for party, count in known.by_list().items() if party not in election.law.rows}
        total = sum(counts.values())
        return {party: float(count / total) for party, count in counts.items()}, found.sample
    shares = {party: each.printed for party, each in known.lists.items() if each.printed is not None}
    return {party: float(share) / 100 for party, share in shares.items()}, found.sample
