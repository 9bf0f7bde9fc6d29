"""Many draws of an election's votes, each counted by the law: how often what comes out.

Draws are made in blocks, each from its own stream of the seed, so that the answer is the same whatever the
number of workers and wherever a run was interrupted. A draw that the law leaves to a lot is resolved in favour
of whom the ballot names first, and counted; one that the law leaves undetermined counts for nobody.
"""

from __future__ import annotations

import math
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hemicycle.count.votes import Votes
from hemicycle.law.document import Law
from hemicycle.law.steps import NATION
from hemicycle.outcome.arrays import sum_lists
from hemicycle.outcome.facts import Facts, valid_given
from hemicycle.outcome.many import STATUSES, Told, elect_many
from hemicycle.scenarios.changed_law import thresholds_of
from hemicycle.scenarios.swing import Draw, Ints
from hemicycle.source.mistake import BadInput, Mistake, nearest

Coalition = tuple[str, ...]

# Votes of one block: small enough for progress and memory, large enough that starting it costs nothing.
_CELLS = 2**19
_MOST_DRAWS = 100_000_000
# Different allocations that are kept apart; beyond them only the seats of each list are.
_MOST_ALLOCATIONS = 20_000


@dataclass(frozen=True, slots=True)
class Tally:
    """What some draws came to, in integers, so that it can be kept, sent, and added to another.

    `blocks` is how many blocks of draws are in it. `seats` counts, by list, how often it had so many;
    `allocations` how often each allocation came up, None where there are too many; `passed` how often a list
    passed the country's threshold; `majorities` and `together` how often a list alone, or the lists of a
    coalition, held more than half of the seats.
    """

    lists: tuple[str, ...] = ()
    draws: int = 0
    blocks: int = 0
    lots: int = 0
    undetermined: int = 0
    singly: int = 0
    because: str = ""
    seats: Mapping[str, Counter[int]] = field(default_factory=dict)
    allocations: Counter[tuple[int, ...]] | None = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    majorities: Counter[str] = field(default_factory=Counter)
    together: Counter[Coalition] = field(default_factory=Counter)


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
    """What is simulated: a law, an election whose rows the draws have, and what is peculiar to it.

    `coalitions` are lists whose seats are asked for together.
    """

    law: Law
    like: Votes
    facts: Facts
    coalitions: tuple[Coalition, ...] = ()


class Block(NamedTuple):
    """Draws that are counted together: which block it is, and how many draws it has."""

    number: int
    draws: int


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
    """Draw votes, count each draw by the law, and add up what comes out, in threads.

    `tally` is an earlier one that goes on; `told` hears the tally after each block. Raises BadInput for a
    number of draws below 1 or beyond 100 million.
    """
    found = tally or Tally()
    left = blocks_of(race, draws)[found.blocks :]
    over = threading.Event()

    def give_up(_: int) -> None:
        if over.is_set():
            raise CancelledError

    def count(block: Block) -> Tally:
        return count_block(race, draw, seed, block, told=give_up)

    with ThreadPoolExecutor(max(1, workers)) as pool:
        try:
            for counted in _ahead(pool, count, left, max(1, workers)):
                found = merged(found, counted)
                if told:
                    told(found)
        finally:
            over.set()  # an interrupt needn't wait for what nobody hears of
            pool.shutdown(wait=False, cancel_futures=True)
    return found


def blocks_of(race: Race, draws: int) -> list[Block]:
    """Cut draws into blocks, by nothing but their number and that of the columns; raises as `simulate`."""
    if not 1 <= draws <= _MOST_DRAWS:
        raise BadInput(Mistake("--draws", f"{draws:,}", f"a number from 1 to {_MOST_DRAWS:,}"))
    size = max(64, _CELLS // len(race.like.ballots["votes"]))
    return [Block(number, min(size, draws - start)) for number, start in enumerate(range(0, draws, size))]


def count_block(race: Race, draw: Draw, seed: int, block: Block, *, told: Told | None = None) -> Tally:
    """Draw the votes of one block from its own stream of the seed, and count them by the law.

    `told` hears of each draw that is counted singly.
    """
    stream = np.random.SeedSequence(seed, spawn_key=(block.number,))
    votes = draw(np.random.Generator(np.random.SFC64(stream)), block.draws)
    places = {party: place for place, party in enumerate(race.like.by_list())}

    def first_named(among: list[str], seats: int) -> list[str]:
        return sorted(among, key=lambda party: places.get(party, len(places)))[:seats]

    many = elect_many(race.law, race.like, votes, race.facts, told=told, choose=first_named)
    undetermined = many.status == STATUSES.index("undetermined")
    seats, times = _different(many.seats[~undetermined] if undetermined.any() else many.seats)
    house = seats.sum(axis=1)
    columns = dict(zip(many.lists, seats.T, strict=True))

    def majorities(lists: Iterable[str]) -> int:
        return int(times[2 * sum(columns[party] for party in lists) > house].sum())

    return Tally(
        many.lists,
        draws=block.draws,
        blocks=1,
        lots=int((many.status == STATUSES.index("lots needed")).sum()),
        undetermined=int(undetermined.sum()),
        singly=many.singly,
        because=many.because,
        seats={party: _how_often(won, times) for party, won in columns.items()},
        allocations=_few(Counter(dict(zip(map(tuple, seats.tolist()), times.tolist(), strict=True)))),
        passed=Counter({party: int(passes.sum()) for party, passes in _passing(race, votes).items()}),
        majorities=Counter({party: majorities([party]) for party in columns}),
        together=Counter({each: majorities(each) for each in race.coalitions}),
    )


def merged(one: Tally, other: Tally) -> Tally:
    """Add two tallies of the same simulation; the draws of `other` come behind those of `one`."""
    allocations = None
    if one.allocations is not None and other.allocations is not None:
        allocations = _few(_sum(one.allocations, other.allocations))
    return Tally(
        one.lists or other.lists,
        draws=one.draws + other.draws,
        blocks=one.blocks + other.blocks,
        lots=one.lots + other.lots,
        undetermined=one.undetermined + other.undetermined,
        singly=one.singly + other.singly,
        because=one.because or other.because,
        seats={
            party: _sum(one.seats.get(party, Counter()), other.seats.get(party, Counter()))
            for party in one.lists or other.lists
        },
        allocations=allocations,
        passed=_sum(one.passed, other.passed),
        majorities=_sum(one.majorities, other.majorities),
        together=_sum(one.together, other.together),
    )


def _sum(one: Counter[Any], other: Counter[Any]) -> Counter[Any]:
    """Add two counters; unlike `+` between them it keeps what was counted 0 times."""
    both = Counter(one)
    both.update(other)
    return both


def _few(allocations: Counter[tuple[int, ...]]) -> Counter[tuple[int, ...]] | None:
    return allocations if len(allocations) <= _MOST_ALLOCATIONS else None


def _ahead(
    pool: ThreadPoolExecutor, count: Callable[[Block], Tally], blocks: Iterable[Block], workers: int
) -> Iterator[Tally]:
    """Count blocks a few ahead, and give their tallies in the order of the blocks."""
    waiting: deque[Future[Tally]] = deque()
    for block in blocks:
        waiting.append(pool.submit(count, block))
        if len(waiting) > workers:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _different(seats: NDArray[Any]) -> tuple[NDArray[Any], Ints]:
    """Find the different rows of seats, and how often each comes up.

    A row is packed into one number, exactly, where the seats' ranges let it fit: sorting numbers is many times as
    fast as sorting rows.
    """
    if not len(seats):
        return seats, np.zeros(0, np.int64)
    low = seats.min(axis=0)
    ranges = (seats.max(axis=0) - low + 1).tolist()
    if math.prod(ranges) >= 2**63:
        return np.unique(seats, axis=0, return_counts=True)
    places = np.array([math.prod(ranges[:place]) for place in range(len(ranges))], np.int64)
    packed = np.zeros(len(seats), np.int64)
    for column in np.flatnonzero(np.array(ranges) > 1):
        packed += (seats[:, column] - low[column]) * places[column]
    different, times = np.unique(packed, return_counts=True)
    return different[:, None] // places % ranges + low, times


def _how_often(numbers: NDArray[Any], times: Ints) -> Counter[int]:
    """Count how often each number comes up, where each stands for so many."""
    found: Counter[int] = Counter()
    for number, count in zip(numbers.tolist(), times.tolist(), strict=True):
        found[number] += count
    return found


def _passing(race: Race, votes: Ints) -> dict[str, NDArray[np.bool_]]:
    """Tell in which draws a list has the country's threshold, for laws with one of all votes; else nothing."""
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
        return {}
    ((share, strictly),) = shares
    columns: dict[str, list[int]] = {}
    for place, (_, party) in enumerate(like.ballots["votes"]):
        if party not in law.rows:
            columns.setdefault(party, []).append(place)
    needed = sum_lists(votes) * share.numerator
    reached = {party: sum_lists(votes[:, places]) * share.denominator for party, places in columns.items()}
    return {party: votes > needed if strictly else votes >= needed for party, votes in reached.items()}


def coalition_of(text: str, law: Law, like: Votes) -> Coalition:
    """Read lists that are asked for together, as in `A+B`; a list's own name may have a plus in it.

    Raises BadInput for unknown lists, for one that comes twice, and for fewer than two.
    """
    known = [party for party in like.by_list() if party not in law.rows]
    parts, found = text.split("+"), list[str]()
    while parts:
        names = ["+".join(parts[:size]).strip() for size in range(len(parts), 0, -1)]
        named = next((name for name in names if name in known), None)
        if named is None:
            raise BadInput(Mistake("--coalition", f"the unknown list {names[-1]!r}", nearest(names[-1], known)))
        if named in found:
            raise BadInput(Mistake("--coalition", f"{named} twice in {text!r}", "each list once"))
        found.append(named)
        del parts[: named.count("+") + 1]
    if len(found) < 2:
        raise BadInput(Mistake("--coalition", repr(text), "two lists or more, as in A+B"))
    return tuple(found)


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
