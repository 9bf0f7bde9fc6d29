"""Many draws of an election's votes, each counted by the law: how often what comes out.

Draws are made in blocks, each from its own stream of the seed, so that the answer is the same whatever the
number of workers and wherever a run was interrupted. A draw that the law leaves to a lot is resolved in favour
of whom the ballot names first, and counted; one that the law leaves undetermined counts for nobody.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hemicycle.count.votes import Votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.outcome.facts import Facts, valid_given
from hemicycle.outcome.many import STATUSES, elect_many
from hemicycle.scenarios.changed_law import thresholds_of
from hemicycle.scenarios.swing import Draw, Ints
from hemicycle.source.mistake import BadInput, Mistake

# Votes of one block: small enough for progress and memory, large enough that starting it costs nothing.
_CELLS = 2**19
_MOST_DRAWS = 100_000_000
# Different allocations that are kept apart; beyond them only the seats of each list are.
_MOST_ALLOCATIONS = 20_000


@dataclass
class Tally:
    """What the draws so far came to: integers, so that it can be kept and taken up again.

    `seats` counts, by list, how often it had so many; `allocations` how often each allocation came up, None
    where there are too many; `passed` how often a list passed the country's threshold.
    """

    lists: tuple[str, ...]
    draws: int = 0
    blocks: int = 0
    lots: int = 0
    undetermined: int = 0
    singly: int = 0
    because: str = ""
    seats: dict[str, Counter[int]] = field(default_factory=dict)
    allocations: Counter[tuple[int, ...]] | None = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    majorities: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Chance:
    """How often something happened among the draws, and the standard error that the number of draws leaves."""

    times: int
    draws: int

    @property
    def share(self) -> float:
        """The estimate of the probability."""
        return self.times / self.draws if self.draws else math.nan

    @property
    def error(self) -> float:
        """The Monte Carlo standard error; for what always or never happened the rule of three instead."""
        if self.times in (0, self.draws):
            return 3 / self.draws if self.draws else math.nan
        return math.sqrt(self.share * (1 - self.share) / self.draws)

    def as_json(self) -> dict[str, Any]:
        """The chance for programs."""
        return {"times": self.times, "draws": self.draws, "share": self.share, "monte_carlo_error": self.error}


@dataclass(frozen=True, slots=True)
class Race:
    """What is simulated: a law, an election whose rows the draws have, and what is peculiar to it."""

    law: Law
    like: Votes
    facts: Facts


def simulate(
    race: Race,
    draw: Draw,
    draws: int,
    *,
    seed: int = 1,
    workers: int = 2,
    tally: Tally | None = None,
    told: Callable[[Tally], None] | None = None,
) -> Tally:
    """Draw votes, count each draw by the law, and add up what comes out.

    `tally` is an earlier one that goes on; `told` hears the tally after each block. Raises BadInput for a
    number of draws below 1 or beyond 100 million.
    """
    if not 1 <= draws <= _MOST_DRAWS:
        raise BadInput(Mistake("--draws", f"{draws:,}", f"a number from 1 to {_MOST_DRAWS:,}"))
    law, like, facts = race.law, race.like, race.facts
    cells = len(like.ballots["votes"])
    size = max(64, _CELLS // cells)
    blocks = [(place, min(size, draws - place * size)) for place in range(-(-draws // size))]
    found = tally or Tally(())
    thresholds = _thresholds(race)
    places = {party: place for place, party in enumerate(like.by_list())}

    def first_named(among: list[str], seats: int) -> list[str]:
        return sorted(among, key=lambda party: places.get(party, len(places)))[:seats]

    def votes_of(block: tuple[int, int]) -> Ints:
        place, count = block
        stream = np.random.SeedSequence(seed, spawn_key=(place,))
        return draw(np.random.Generator(np.random.SFC64(stream)), count)

    with ThreadPoolExecutor(max(1, workers)) as pool:
        for votes in _ahead(pool, votes_of, blocks[found.blocks :], workers):
            many = elect_many(law, like, votes, facts, choose=first_named)
            found.lists = found.lists or many.lists
            undetermined = many.status == STATUSES.index("undetermined")
            _add(found, many.seats[~undetermined])
            for party, passes in thresholds(votes).items():
                found.passed[party] += int(passes.sum())
            found.draws += len(votes)
            found.blocks += 1
            found.lots += int((many.status == STATUSES.index("lots needed")).sum())
            found.undetermined += int(undetermined.sum())
            found.singly += many.singly
            found.because = found.because or many.because
            if told:
                told(found)
    return found


def _ahead(
    pool: ThreadPoolExecutor, work: Callable[[Any], Ints], blocks: Iterable[Any], workers: int
) -> Iterator[Ints]:
    """Draw blocks a few ahead of their count, in their order."""
    waiting: list[Any] = []
    for block in blocks:
        waiting.append(pool.submit(work, block))
        if len(waiting) > max(1, workers):
            yield waiting.pop(0).result()
    for each in waiting:
        yield each.result()


def _add(tally: Tally, seats: NDArray[Any]) -> None:
    """Count the seats of each list, the allocations and the majorities of some draws."""
    if not len(seats):
        return
    house = seats.sum(axis=1)
    for place, party in enumerate(tally.lists):
        counted = np.bincount(seats[:, place])
        held = tally.seats.setdefault(party, Counter())
        for number in np.flatnonzero(counted):
            held[int(number)] += int(counted[number])
        tally.majorities[party] += int((2 * seats[:, place] > house).sum())
    if tally.allocations is None:
        return
    rows = np.ascontiguousarray(seats)
    keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, times = np.unique(keys, return_index=True, return_counts=True)
    if len(tally.allocations) + len(first) > _MOST_ALLOCATIONS:
        tally.allocations = None
        return
    for place, count in zip(first, times, strict=True):
        tally.allocations[tuple(int(number) for number in rows[place])] += int(count)


def _thresholds(race: Race) -> Callable[[Ints], dict[str, NDArray[np.bool_]]]:
    """Make the function that tells which lists have the country's threshold, for laws with one of all votes."""
    law, like = race.law, race.like
    shares: set[tuple[Fraction, bool]] = set()
    for tier in law.tiers:
        for each in thresholds_of(tier):
            share, asks = each.share.constant, each.condition
            plain = asks.ballot == "votes" and asks.votes_of == "list" and asks.within is None
            whole = asks.of is None or asks.of.text in ("valid", "total(votes)")
            if share and plain and whole and each.admit.at == NATION and not each.is_majority:
                shares.add((share, asks.votes is None))
    if len(shares) != 1 or valid_given(law, like, race.facts):
        return lambda votes: {}
    ((share, strictly),) = shares
    cells = list(like.ballots["votes"])
    lists = [party for party in dict.fromkeys(party for _, party in cells) if party not in law.rows]
    columns = {party: [place for place, cell in enumerate(cells) if cell[1] == party] for party in lists}

    def passes(votes: Ints) -> dict[str, NDArray[np.bool_]]:
        needed = votes.sum(axis=1) * share.numerator
        reached = {party: votes[:, places].sum(axis=1) * share.denominator for party, places in columns.items()}
        return {party: votes > needed if strictly else votes >= needed for party, votes in reached.items()}

    return passes


def seats_between(tally: Tally, party: str, share: float = 0.9) -> tuple[int, int, int]:
    """Find the median of a list's seats, and the ends of the middle share of the draws: (low, median, high)."""
    counted = sorted(tally.seats.get(party, Counter({0: 1})).items())
    total = sum(times for _, times in counted)

    def at(part: float) -> int:
        reached = 0
        for seats, times in counted:
            reached += times
            if reached >= part * total:
                return seats
        return counted[-1][0]

    return at((1 - share) / 2), at(0.5), at((1 + share) / 2)


def keep_tally(tally: Tally, path: Path, fingerprint: str) -> None:
    """Write a tally to a file, so that the run can go on from it; the file is whole or not there."""
    allocations = None if tally.allocations is None else [[list(key), n] for key, n in tally.allocations.items()]
    plain = {
        "of": fingerprint,
        **{name: getattr(tally, name) for name in ("draws", "blocks", "lots", "undetermined", "singly", "because")},
        "lists": list(tally.lists),
        "seats": {party: [[seats, n] for seats, n in counted.items()] for party, counted in tally.seats.items()},
        "allocations": allocations,
        "passed": dict(tally.passed),
        "majorities": dict(tally.majorities),
    }
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_text(json.dumps(plain), encoding="utf-8")
    unfinished.replace(path)


def take_up(path: Path, fingerprint: str) -> Tally | None:
    """Read a tally that was kept; None if there is none. Raises BadInput for one of another simulation."""
    if not path.exists():
        return None
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        same = plain["of"] == fingerprint
        tally = Tally(
            tuple(plain["lists"]),
            **{name: plain[name] for name in ("draws", "blocks", "lots", "undetermined", "singly", "because")},
            seats={party: Counter(dict(map(tuple, counted))) for party, counted in plain["seats"].items()},
            allocations=None
            if plain["allocations"] is None
            else Counter({tuple(key): times for key, times in plain["allocations"]}),
            passed=Counter(plain["passed"]),
            majorities=Counter(plain["majorities"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(Mistake(str(path), "no kept simulation", "a file that --keep wrote, or none")) from None
    if not same:
        raise BadInput(Mistake(str(path), "the draws of another simulation", "the same election, law, poll and seed"))
    return tally


def fingerprint_of(*parts: Any) -> str:
    """Tell simulations apart by all that decides their draws."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()
