"""Tell how often nowcasts held the results of published elections, in two orders of arrival, beside what they promise.

Each count is cut off many times: stations come in as if by chance, or region by region. A result is held where it
lies between the ends of 90 % of the draws; lists with less than one vote in a hundred aren't looked at. `now` is the
error of the shares counted so far. Give files of returns as
`python bench/nowcast.py archive.zip/returns.csv:PROFILE:LEVEL ...`; a made-up country without any.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from hemicycle.returns.read import read_returns
from hemicycle.returns.synthetic import Country
from hemicycle.returns.synthetic_file import write_country
from hemicycle.scenarios.nowcast import nowcast
from hemicycle.scenarios.partial_count import PartialCount, partial_count
from hemicycle.scenarios.projection import LEVEL, projected

ORDERS = 200
PARTS = (0.1, 0.3, 0.6)
SMALL = 0.01
ORDERINGS = ("by chance", "by region")


def main() -> None:
    print(
        f"{ORDERS} orders each; held: of results within {LEVEL:.0%} of the draws; width and error in points of a share"
    )
    head = f"{'returns':<34}{'arrival':<11}{'in':>5}{'held':>7}{'worst list':>12}{'width':>7}{'error':>7}{'now':>7}"
    print(f"{head}{'ms':>6}")
    if not sys.argv[1:]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "made-up.csv"
            write_country(path, Country(stations=4_000))
            measure(str(path), None, "region")
    for named in sys.argv[1:]:
        source, profile, level = named.rsplit(":", 2)
        measure(source, profile, level)


def measure(source: str, profile: str | None, level: str) -> None:
    """Print how often results were held in one country."""
    count = partial_count(read_returns(source, profile), level)
    votes = count.numbers.sum(axis=0)
    result = votes / votes.sum()
    seen = np.flatnonzero(result > SMALL)
    for arrival in ORDERINGS:
        for part in PARTS:
            rng = np.random.default_rng(1)
            held, widths, errors, naive = [], [], [], []
            started = perf_counter()
            for _ in range(ORDERS):
                shares = list(projected(nowcast(cut_off(count, arrival, part, rng))).values())
                held.append([shares[place].holds(result[place]) for place in seen])
                widths.append([shares[place].high - shares[place].low for place in seen])
                errors.append([shares[place].middle - result[place] for place in seen])
                naive.append([shares[place].counted - result[place] for place in seen])
            took = (perf_counter() - started) / ORDERS
            numbers = f"{np.mean(held):>7.1%}{np.mean(held, axis=0).min():>12.1%}{np.mean(widths) * 100:>7.2f}"
            off = f"{_root_mean(errors):>7.2f}{_root_mean(naive):>7.2f}{took * 1e3:>6.0f}"
            print(f"{Path(source).name:<34}{arrival:<11}{part:>5.0%}{numbers}{off}", flush=True)


def cut_off(count: PartialCount, arrival: str, part: float, rng: np.random.Generator) -> PartialCount:
    """Take a complete count back to the moment when so much of it was in."""
    if arrival == "by chance":
        return replace(count, is_in=rng.random(len(count.stations)) < part)
    first = rng.permutation(len(count.regions))[: max(3, round(part * len(count.regions)))]
    return replace(count, is_in=np.isin(count.region, first))


def _root_mean(errors: list[list[float]]) -> float:
    """The root of the mean square, in points."""
    return float(np.sqrt(np.mean(np.square(errors)))) * 100


if __name__ == "__main__":
    main()
