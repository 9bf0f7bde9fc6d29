"""How a command draws: in threads or on Spark, told as it goes, kept every second, and stopped by an interrupt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from hemicycle.cli.spark import spark_at
from hemicycle.publish.terminal import progress, watching
from hemicycle.scenarios.kept import fingerprint_of, keep_tally, take_up
from hemicycle.scenarios.simulation import Race, Tally, simulate
from hemicycle.scenarios.swing import Draw, votes_drawn
from hemicycle.scenarios.varied import Assumptions, Variation

_Count = Callable[[Draw, Tally | None, Callable[[Tally], None]], Tally]


@dataclass(frozen=True, slots=True)
class Run:
    """How many elections are drawn, from which seed, where they are counted, and in which file they are kept."""

    draws: int
    seed: int
    workers: int
    spark: str | None = None
    keep: Path | None = None


def draw_all(
    race: Race, given: Assumptions, variations: Sequence[Variation], run: Run
) -> tuple[Tally, list[tuple[Variation, Tally]]]:
    """Draw under the assumptions given, then under each variation with the same seed.

    An interrupt gives the draws so far and the variations that are done, if there are any. Only the draws under
    what was given are kept.
    """
    drawn = votes_drawn(given.poll, race.like, given.swings)
    others = [votes_drawn(each.assumptions.poll, race.like, each.assumptions.swings) for each in variations]
    cells = race.like.ballots["votes"]
    mark = fingerprint_of(race.law.id, cells, given.poll, given.swings, run.draws, run.seed, race.coalitions)
    latest = take_up(run.keep, mark) if run.keep else None
    tried: list[tuple[Variation, Tally]] = []
    when = monotonic()

    def kept(so_far: Tally) -> None:
        if run.keep:
            keep_tally(so_far, run.keep, mark)

    with progress("draws counted") as told, _counting(race, run) as count:

        def heard(so_far: Tally) -> None:
            nonlocal latest, when
            latest = so_far
            told(so_far.draws)
            if monotonic() - when > 1:
                kept(so_far)
                when = monotonic()

        try:
            latest = count(drawn, latest, heard)
            for variation, another in zip(variations, others, strict=True):
                done = run.draws * (1 + len(tried))
                tally = count(another, None, lambda so_far, done=done: told(done + so_far.draws))  # type: ignore[misc]
                tried.append((variation, tally))
        except KeyboardInterrupt:
            if latest is None:
                raise
    kept(latest)
    return latest, tried


@contextmanager
def _counting(race: Race, run: Run) -> Iterator[_Count]:
    """Give the function that counts draws: in threads, or on a session of Spark that is open meanwhile."""
    if run.spark is None:
        yield lambda draw, tally, told: simulate(
            race, draw, run.draws, seed=run.seed, workers=run.workers, tally=tally, told=told
        )
        return
    from hemicycle.scenarios.spark import simulate_on_spark

    with spark_at(run.spark) as session, watching("counting on Spark"):
        yield lambda draw, tally, told: simulate_on_spark(session, race, draw, run.draws, seed=run.seed, tally=tally)
