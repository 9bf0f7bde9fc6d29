"""Faults planted in made-up returns, each noted in a ledger, so that what looks for them can be tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from hemicycle.returns.synthetic import Block, Country, generator

if TYPE_CHECKING:
    import numpy as np

    from hemicycle.returns.synthetic import Numbers

# Stands for a cell left empty; no count is so low, so it can't be taken for one.
EMPTY = -(10**12)


@dataclass(frozen=True, slots=True)
class Faults:
    """How often each fault is planted, as a part of all stations; a station gets one at most.

    `wrong_sum`      a list has other votes than it should: the lists don't make the valid votes
    `wrong_boxes`    more ballots found than issued
    `wrong_turnout`  more ballots issued than voters on the list
    `copied`         the return stands there twice, the same
    `conflicting`    the return stands there twice, with other figures
    `moved`          the station stands in two regions
    `missing`        a number is left empty
    `negative`       a number is below zero
    `rounded`        turnout and the leading share are whole multiples of five per cent; the arithmetic still holds
    `stuffed`        ballots for the leading list were added; the arithmetic still holds
    """

    wrong_sum: float = 0
    wrong_boxes: float = 0
    wrong_turnout: float = 0
    copied: float = 0
    conflicting: float = 0
    moved: float = 0
    missing: float = 0
    negative: float = 0
    rounded: float = 0
    stuffed: float = 0


NO_FAULTS = Faults()
KINDS = tuple(field.name for field in fields(Faults))


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in the ledger: the number of the station, its kind, the field changed, what it was and is."""

    station: int
    kind: str
    field: str
    was: int
    now: int


def plant(block: Block, country: Country, faults: Faults, number: int) -> tuple[Block, list[Planted]]:
    """Plant faults in a block; stations without one are left as they are."""
    import numpy as np

    rates = [getattr(faults, kind) for kind in KINDS]
    if not any(rates):
        return block, []
    if sum(rates) > 1 or min(rates) < 0:
        raise ValueError("rates of faults below 0, or of more than 1 together")
    rng = generator(country, 3, number)
    drawn = rng.random(len(block.station))
    numbers = {name: values.copy() for name, values in block.numbers.items()}
    region = block.region.copy()
    again: list[tuple[int, str]] = []
    ledger: list[Planted] = []
    low = 0.0
    for kind, rate in zip(KINDS, rates, strict=True):
        for place in np.flatnonzero((drawn >= low) & (drawn < low + rate)):
            if kind in ("copied", "conflicting", "moved"):
                again.append((int(place), kind))
            else:
                ledger += _change(kind, numbers, int(place), block, country, rng)
        low += rate
    block = replace(block, numbers=numbers, region=region)
    return _repeated(block, country, again, ledger), sorted(ledger, key=lambda planted: planted.station)


def _change(
    kind: str, numbers: dict[str, Numbers], place: int, block: Block, country: Country, rng: np.random.Generator
) -> list[Planted]:
    """Change the numbers of one station, and say how."""
    leader = f"votes:{country.names[0]}"
    before = {name: int(values[place]) for name, values in numbers.items()}
    after = dict(before)
    match kind:
        case "wrong_sum":
            name = f"votes:{country.names[int(rng.integers(country.lists))]}"
            after[name] += int(rng.integers(1, 60))
        case "wrong_boxes":
            more = before["issued"] - before["found"] + int(rng.integers(1, 40))
            for name in ("found", "box_station", "valid", leader):
                after[name] += more
        case "wrong_turnout":
            more = before["registered"] - before["issued"] + int(rng.integers(1, 40))
            after["issued"] += more
            after["cancelled"] = max(before["cancelled"] - more, 0)
            after["received"] = max(before["received"], after["issued"] + after["cancelled"])
        case "missing":
            after[_any_number(numbers, rng)] = EMPTY
        case "negative":
            after[_any_number(numbers, rng)] = -int(rng.integers(1, 500))
        case "rounded":
            _round(after, country)
        case "stuffed":
            _stuff(after, leader, rng)
    for name, value in after.items():
        numbers[name][place] = value
    station = int(block.station[place])
    return [Planted(station, kind, name, before[name], after[name]) for name in before if before[name] != after[name]]


def _any_number(numbers: dict[str, Numbers], rng: np.random.Generator) -> str:
    return list(numbers)[int(rng.integers(len(numbers)))]


def _stuff(after: dict[str, int], leader: str, rng: np.random.Generator) -> None:
    idle = after["registered"] - after["issued"]
    _add(after, leader, int(rng.binomial(idle, rng.uniform(0.3, 0.9))))


def _add(after: dict[str, int], leader: str, ballots: int) -> None:
    """Put ballots for the leading list into the fixed box, and take them from the unused ones."""
    for name in ("issued", "found", "box_station", "valid", leader):
        after[name] += ballots
    after["cancelled"] -= ballots


def _round(after: dict[str, int], country: Country) -> None:
    """Make turnout a multiple of five per cent, and then the share of the leading list as well."""
    leader = f"votes:{country.names[0]}"
    wanted = -(-after["issued"] * 20 // after["registered"]) * after["registered"] // 20
    _add(after, leader, max(wanted - after["issued"], 0))
    aim = (after[leader] * 20 // after["found"]) * after["found"] // 20
    surplus = after[leader] - aim
    after[leader] = aim
    after[f"votes:{country.names[-1]}"] += surplus


def _repeated(block: Block, country: Country, again: Sequence[tuple[int, str]], ledger: list[Planted]) -> Block:
    """Add the rows of stations that stand there twice."""
    import numpy as np

    if not again:
        return block
    places = np.array([place for place, _ in again])
    numbers = {name: np.concatenate([values, values[places]]) for name, values in block.numbers.items()}
    region = np.concatenate([block.region, block.region[places]])
    size = len(block.station)
    leader = f"votes:{country.names[0]}"
    for offset, (place, kind) in enumerate(again):
        row, station = size + offset, int(block.station[place])
        was = int(numbers[leader][row])
        if kind == "conflicting":
            numbers[leader][row] += 1
            ledger.append(Planted(station, kind, leader, was, was + 1))
        elif kind == "moved":
            region[row] = (region[row] + 1) % country.regions
            ledger.append(Planted(station, kind, "region", int(block.region[place]) + 1, int(region[row]) + 1))
        else:
            ledger.append(Planted(station, kind, "rows", 1, 2))
    repeat: Callable[[Numbers], Numbers] = lambda values: np.concatenate([values, values[places]])  # noqa: E731
    return Block(repeat(block.station), repeat(block.territory), region, repeat(block.minutes), numbers)
