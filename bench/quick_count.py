"""How often the interval of a quick count holds the official share, over 2,000 samples of published returns.

    python bench/quick_count.py stations.zip

The archive has russia_2011.csv, lithuania_2004.csv, lithuania_2012.csv, lithuania_2016.csv and
georgia_2016_party_list.csv. Each line: all lists with 1 % of the ballots or more, or the leader alone.
"""

from __future__ import annotations

import sys

import numpy as np

import hemicycle
from hemicycle.scrutiny.quick_count import frame_of, planned
from hemicycle.scrutiny.ratios import Drawn, ratio
from hemicycle.scrutiny.stations import stations_of

SAMPLES = 2_000
LEAST = 0.01
ELECTIONS = (
    ("russia_2011", "russia", "found", "region", 1_000),
    ("lithuania_2004", "lithuania", "found", "constituency", 300),
    ("lithuania_2012", "lithuania", "found", "constituency", 300),
    ("lithuania_2016", "lithuania", "found", "constituency", 300),
    ("georgia_2016_party_list", "georgia", "valid", "district", 400),
)


def main() -> None:
    archive = sys.argv[1]
    print(f"{'election':<26}{'design':<15}{'size':>6}{'leader ±pp':>12}{'effect':>8}{'held':>8}{'held, all':>11}")
    for name, profile, base, level, size in ELECTIONS:
        stations = stations_of(hemicycle.read_returns(f"{archive}/{name}.csv", profile), [base])
        leader = int(stations.votes.sum(axis=0).argmax())
        for by in (None, level):
            frame = frame_of(stations, by)
            plan = planned(frame, stations.lists[leader], base, size)
            held = coverage(frame, list(plan.parts.values()), base)
            shares = stations.votes.sum(axis=0) / stations.fields[base].sum()
            several = np.mean([each for each, share in zip(held, shares, strict=True) if share >= LEAST])
            told = f"{plan.margin * 100:>12.2f}{plan.effect:>8.0f}{held[leader]:>8.1%}{several:>11.1%}"
            print(f"{name:<26}{by or 'all stations':<15}{plan.size:>6,}{told}")


def coverage(frame, parts, base):
    """Find for each list how many of the intervals hold its share."""
    rng = np.random.default_rng(2021)
    stations = frame.stations
    whole, votes = stations.fields[base].astype(float), stations.votes.astype(float)
    units = np.array(frame.sizes, float)
    within = [np.flatnonzero(frame.stratum == place) for place in range(len(units))]
    truth = votes.sum(axis=0) / whole.sum()
    held = np.zeros(len(truth))
    for _ in range(SAMPLES):
        some = np.concatenate([rng.choice(each, part, replace=False) for each, part in zip(within, parts, strict=True)])
        design = Drawn(frame.stratum[some], units)
        for place, share in enumerate(truth):
            found = ratio(votes[some, place], whole[some], design)
            held[place] += found.low <= share <= found.high
    return held / SAMPLES


if __name__ == "__main__":
    main()
