"""Made-up counts for nowcasts: stations in regions, with what they had at an election before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hemicycle.scenarios.partial_count import PartialCount


def made_up(seed: int, regions: int = 40, each: int = 25, *, before: bool = False, districts: int = 1) -> PartialCount:
    """A country in which all that the model assumes is so: effects of regions and of stations are normal."""
    rng = np.random.default_rng(seed)
    region = np.repeat(np.arange(regions), each)
    electors = np.rint(np.exp(rng.normal(6.5, 0.6, len(region))))
    base = np.array([0.25, 0.15, 0.08])
    earlier = np.maximum(base + rng.normal(0, 0.05, (regions, 3))[region] + rng.normal(0, 0.02, (len(region), 3)), 0.01)
    change = rng.normal(0, 0.03, (regions, 3))[region] + rng.normal(0, 1, (len(region), 3)) / np.sqrt(electors)[:, None]
    rates = (earlier if before else base) + np.array([0.03, -0.02, 0.01]) + change
    numbers = np.rint(np.maximum(rates, 0) * electors[:, None])
    names = tuple(f"R{place}" for place in range(regions))
    return PartialCount(
        "made up",
        tuple((f"S{place}",) for place in range(len(region))),
        ("A", "B", "C"),
        (),
        names,
        region,
        tuple(f"D{place}" for place in range(districts)),
        region % districts,
        electors,
        numbers,
        np.ones(len(region), np.bool_),
        earlier if before else None,
    )


def shuffled(count: PartialCount, part: float, rng: np.random.Generator) -> PartialCount:
    """The count when so much of it is in, and stations come in as if by chance."""
    return replace(count, is_in=rng.permutation(len(count.is_in)) < part * len(count.is_in))


def by_region(count: PartialCount, part: float, rng: np.random.Generator) -> PartialCount:
    """The count when so many regions are in, each of them whole."""
    first = rng.permutation(len(count.regions))[: max(3, round(part * len(count.regions)))]
    return replace(count, is_in=np.isin(count.region, first))
