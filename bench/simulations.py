"""Time simulated elections, draws included, beside the draws alone and beside counting the elections one by one.

All is the whole simulation in two threads; drawing and counting (in compiled loops, and with NumPy alone) are each
measured by themselves, in one thread.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
from timing import best

from hemicycle.count.votes import Votes
from hemicycle.elections.archive import read_election
from hemicycle.law.steps import NATION
from hemicycle.outcome.elect import elect
from hemicycle.outcome.many import elect_many
from hemicycle.scenarios.poll import Poll
from hemicycle.scenarios.simulation import Race, simulate
from hemicycle.scenarios.swing import Swings, votes_drawn

ROUNDS = 3
SINGLY = 200  # so many elections are counted one by one


def main() -> None:
    print(f"best of {ROUNDS}; one by one scaled from {SINGLY}")
    titles = f"{'election':<22}{'draws':>10}{'all':>8}{'drawing':>9}{'counting':>9}"
    print(f"{titles}{'with NumPy':>12}{'one by one':>12}{'ratio':>8}")
    measure("kz-mazhilis-2021", 1_000_000, 0.0)
    measure("es-congreso-2016", 10_000, 0.1)


def measure(name: str, draws: int, noise: float) -> None:
    """Print the times of one election."""
    election = read_election(name)
    like = election.votes().as_one() if election.law.votes_at == NATION else election.votes()
    race = Race(election.law, like, election.record.as_facts())
    totals = like.by_list()
    poll = Poll({party: count / sum(totals.values()) for party, count in totals.items()}, 2_000)
    draw = votes_drawn(poll, like, Swings(noise=noise))
    whole = best(lambda: simulate(race, draw, draws), ROUNDS)
    size = min(draws, 50_000)
    votes = draw(np.random.default_rng(1), size)
    drawing = best(lambda: draw(np.random.default_rng(1), size), ROUNDS) * draws / size
    counting = best(lambda: elect_many(race.law, like, votes, race.facts), ROUNDS) * draws / size
    plain = best(lambda: elect_many(race.law, like, votes, race.facts, fast=False), ROUNDS) * draws / size
    start = perf_counter()
    for row in votes[:SINGLY].tolist():
        count_alone(race, row)
    alone = (perf_counter() - start) * draws / SINGLY
    times = f"{whole:>8.2f}{drawing:>9.2f}{counting:>9.2f}{plain:>12.2f}{alone:>12.1f}{alone / counting:>8.0f}"
    print(f"{name:<22}{draws:>10,}{times}")


def count_alone(race: Race, row: list[int]) -> None:
    """Count one election by the engine for one."""
    cells = dict(zip(race.like.ballots["votes"], row, strict=True))
    counts = {name: by for name, by in race.like.counts.items() if name != "valid"}
    votes = Votes({**race.like.ballots, "votes": cells}, counts, race.like.parents)
    elect(race.law, votes, race.facts, tracing=False)


if __name__ == "__main__":
    main()
