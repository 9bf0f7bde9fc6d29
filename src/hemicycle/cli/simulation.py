"""The command that draws votes from a poll, many times, and counts every draw by the law."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli.app import AsJson, app
from hemicycle.cli.pictures import IntoPicture, write_picture
from hemicycle.publish.terminal import as_json_text, print_for_people, progress, watching, write
from hemicycle.source.mistake import BadInput, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    from hemicycle.elections.archive import Election
    from hemicycle.scenarios.simulation import Tally

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

    Example: `hemicycle simulate kz-mazhilis-2021 --stage exit-poll-public-opinion --margin 2%`.
    """
    from hemicycle.cli.spark import spark_at
    from hemicycle.count.votes import Votes
    from hemicycle.elections.archive import read_election
    from hemicycle.law.catalogue import find_law
    from hemicycle.law.steps import NATION
    from hemicycle.publish.simulation_text import as_plain, show_simulation
    from hemicycle.scenarios.kept import fingerprint_of, keep_tally, take_up
    from hemicycle.scenarios.poll import Poll, design_effect_of, pairs_of, points_of
    from hemicycle.scenarios.simulation import Race, coalition_of, simulate
    from hemicycle.scenarios.spark import simulate_on_spark
    from hemicycle.scenarios.swing import Swings, votes_drawn

    election = read_election(name)
    like = election.votes()
    if not isinstance(like, Votes):
        raise BadInput(Mistake(name, "a result known only in shares", "an election with votes, for its districts"))
    if design_effect is not None and margin is not None:
        raise BadInput(Mistake("--margin", "a design effect as well", "one of the two"))
    version = find_law(law) if law else election.law
    like = like.as_one() if version.votes_at == NATION else like
    shares, asked = _shares(election, stage, poll)
    size = sample if sample is not None else asked
    if size is None:
        raise BadInput(Mistake("--sample", "nothing", "how many were asked, which the poll doesn't say"))
    if margin is not None and size > 0:
        design_effect = design_effect_of(size, _part("--margin", margin))
    asked_of = Poll(
        shares,
        size,
        1.0 if design_effect is None else design_effect,
        model,  # type: ignore[arg-type]
        points_of(house or [], "--house"),
        _part("--error", error),
        pairs_of(together or [], "--together"),
    )
    swings = Swings(swing, _part("--district-noise", district_noise))  # type: ignore[arg-type]
    coalitions = tuple(coalition_of(text, version, like) for text in coalition or [])
    race = Race(version, like, election.record.as_facts(), coalitions)
    draw = votes_drawn(asked_of, like, swings)
    mark = fingerprint_of(race.law.id, like.ballots["votes"], asked_of, swings, draws, seed, coalitions)
    tally = take_up(keep, mark) if keep else None

    def kept(so_far: Tally) -> None:
        if keep:
            keep_tally(so_far, keep, mark)

    if spark is not None:
        with spark_at(spark) as session, watching("counting on Spark"):
            found = simulate_on_spark(session, race, draw, draws, seed=seed, tally=tally)
        kept(found)
    else:
        found = _until_interrupted(
            lambda told: simulate(race, draw, draws, seed=seed, workers=workers, tally=tally, told=told), tally, kept
        )
    _draw(svg, election, race, asked_of, swings, found)
    if as_json:
        write(as_json_text(as_plain(name, race, asked_of, swings, found, seed)))
    else:
        print_for_people(lambda console: show_simulation(console, election.title, race, asked_of, swings, found))
    if found.draws < draws:
        goes_on = f"; the same command goes on from {keep}" if keep else ""
        typer.echo(f"Interrupted after {found.draws:,} of {draws:,} draws{goes_on}.", err=True)
        raise typer.Exit(_INTERRUPTED)


def _draw(path: Path | None, *simulated: Any) -> None:
    """Write a picture of what was simulated, where one is asked for."""
    if path is not None:
        from hemicycle.publish.pictures.draws import picture_of_simulation

        write_picture(picture_of_simulation(*simulated), path)


def _until_interrupted(
    count: Callable[[Callable[[Tally], None]], Tally], tally: Tally | None, kept: Callable[[Tally], None]
) -> Tally:
    """Count draws, and keep them every second; an interrupt gives the draws so far, if there are any."""
    from time import monotonic

    latest, when = tally, monotonic()
    with progress("draws counted") as told:

        def heard(so_far: Tally) -> None:
            nonlocal latest, when
            latest = so_far
            told(so_far.draws)
            if monotonic() - when > 1:
                kept(so_far)
                when = monotonic()

        try:
            latest = count(heard)
        except KeyboardInterrupt:
            if latest is None:
                raise
    kept(latest)
    return latest


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


def _part(option: str, text: str) -> float:
    """Read a share such as 5% or 0.05."""
    from hemicycle.law.formula import NotAFormula, parse_formula

    try:
        value = parse_formula(text).constant
    except NotAFormula:
        value = None
    if value is None:
        raise BadInput(Mistake(option, repr(text), "a share such as 5%"))
    return float(value)
