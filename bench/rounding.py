"""Time the null of the test of integer percentages beside a simulation of it, and count its alarms, false and true.

    python bench/rounding.py [COUNTRIES]

All on made-up countries. The null is its mean, standard deviation and tail for one of 90,000 stations; the simulation
draws ballots and votes as its authors do, and its time is scaled from a few draws. False alarms are those among
COUNTRIES (1,000) in order, of 3,000 stations each. Rounding is planted by letting a share of the stations write the
number of ballots, or the leader's votes, that makes the nearest integer percentage.
"""

from __future__ import annotations

import sys
from math import sqrt
from time import perf_counter
from typing import Any

import numpy as np
from timing import best

from hemicycle.scrutiny.excess import of_stations
from hemicycle.scrutiny.integers import chances, near
from hemicycle.scrutiny.rounding import LEAST, Counts, examined, unusable
from hemicycle.scrutiny.rounding_controls import LEVEL, honest_countries, made_up_controls

STATIONS, SMALL = 90_000, 3_000
DRAWS = 20
ROUNDS = 5
PLANTED = (0.005, 0.01, 0.02, 0.05, 0.1)
TRIED = 200


def main() -> None:
    countries = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    time_the_null()
    print()
    count_false_alarms(countries)
    print()
    print_power(SMALL, TRIED)
    print_power(STATIONS, TRIED // 10)


def like(stations: int) -> Counts:
    """Sizes of stations as in a country, with a turnout of 62 % and a result of 48 %."""
    rng = np.random.default_rng(1)
    registered = np.clip(1_100 * np.exp(rng.standard_normal(stations) * 0.6), 110, 3_200).astype(np.int64)
    issued = registered * 62 // 100
    return Counts(registered, issued, issued, issued * 48 // 100)


def usable(made: Counts) -> Counts:
    return made.where(~np.logical_or.reduce(list(unusable(made, LEAST).values())))


def time_the_null() -> None:
    made = usable(next(honest_countries(like(STATIONS), 1)))
    times = {
        "computed, with [fast]": best(lambda: null(made, fast=True), ROUNDS),
        "computed, NumPy alone": best(lambda: null(made, fast=False), ROUNDS),
    }
    start = perf_counter()
    drawn = simulated(made, DRAWS)
    draw = (perf_counter() - start) / DRAWS
    times |= {f"simulated, {draws:,} draws": draw * draws for draws in (1_000, 10_000)}
    exact = null(made, fast=True)
    error = exact.sd / sqrt(DRAWS)
    print(f"the null of {len(made):,} stations; best of {ROUNDS}, simulations scaled from {DRAWS} draws")
    print(f"mean {exact.expected:,.1f}, sd {exact.sd:.1f}; {DRAWS} draws: {drawn.mean():,.1f} ± {error:.1f}")
    print(f"{'':28}{'seconds':>10}{'ratio':>10}")
    for name, seconds in times.items():
        print(f"{name:<28}{seconds:>10.3f}{seconds / times['computed, with [fast]']:>10.1f}")


def null(made: Counts, *, fast: bool) -> Any:
    by_turnout = chances(made.issued, made.registered, fast=fast)[:, 0]
    by_result = chances(made.leader, made.found, fast=fast)[:, 0]
    hits = near(made.issued, made.registered) | near(made.leader, made.found)
    return of_stations(hits, 1 - (1 - by_turnout) * (1 - by_result))


def simulated(made: Counts, draws: int) -> Any:
    rng = np.random.default_rng(2)
    turnout, result = made.issued / made.registered, made.leader / made.found
    return np.array(
        [
            (
                near(rng.binomial(made.registered, turnout), made.registered)
                | near(rng.binomial(made.found, result), made.found)
            ).sum()
            for _ in range(draws)
        ]
    )


def count_false_alarms(countries: int) -> None:
    controls = made_up_controls(like(SMALL), countries)
    z = np.array([each.whole.z for each in controls])
    p = np.array([each.whole.log10_p for each in controls])
    print(f"{countries:,} countries in order of {SMALL:,} stations: z on average {z.mean():+.3f}, its sd {z.std():.3f}")
    for level in (0.1, LEVEL, 0.01):
        rejected = int((p < np.log10(level)).sum())
        print(f"rejected at {level:g}: {rejected:,} of {countries:,} ({100 * rejected / countries:.1f} %)")


def print_power(stations: int, tried: int) -> None:
    print(f"{tried} countries of {stations:,} stations each, found at {LEVEL:g}:")
    print(f"{'stations that round':<28}{'turnout':>10}{'result':>10}")
    for share in PLANTED:
        found = [0, 0]
        rng = np.random.default_rng(4)
        for made in honest_countries(like(stations), tried):
            for place, planted in enumerate(
                (with_round_turnout(made, share, rng), with_round_result(made, share, rng))
            ):
                found[place] += examined(usable(planted)).whole().log10_p < np.log10(LEVEL)
        print(f"{100 * share:<4.1f}%{'':<23}{found[0] / tried:>10.2f}{found[1] / tried:>10.2f}")


def with_round_turnout(made: Counts, share: float, rng: np.random.Generator) -> Counts:
    return Counts(made.registered, rounded(made.issued, made.registered, share, rng), made.found, made.leader)


def with_round_result(made: Counts, share: float, rng: np.random.Generator) -> Counts:
    return Counts(made.registered, made.issued, made.found, rounded(made.leader, made.found, share, rng))


def rounded(parts: Any, wholes: Any, share: float, rng: np.random.Generator) -> Any:
    percent = np.rint(100 * parts / np.maximum(wholes, 1)).astype(np.int64)
    return np.where(rng.random(len(parts)) < share, (percent * wholes + 50) // 100, parts)


if __name__ == "__main__":
    main()
