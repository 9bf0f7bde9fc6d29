"""A simulation with one assumption at a time varied: on which of them a probability hangs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hemicycle.law.formula import read_share
from hemicycle.scenarios.poll import Poll, design_effect_of, points_of
from hemicycle.scenarios.simulation import Chance, Tally, seats_between
from hemicycle.scenarios.swing import Swings
from hemicycle.source.mistake import BadInput, Mistake, nearest

HOUSE = "house:"
_OPTION = "--vary"
_COMMONEST = 3
# A margin of error is told at 95 %, for a list with half of the votes.
_NORMAL_95 = 1.959963984540054
# A difference of so many Monte Carlo errors or less isn't told as one.
_ERRORS = 3


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What draws rest on, as it was given: a design effect, or a margin of error from which one follows, or neither."""

    shares: Mapping[str, float]
    sample: int
    design_effect: float | None = None
    margin: float | None = None
    model: str = "dirichlet"
    house: Mapping[str, float] = field(default_factory=dict)
    error: float = 0.0
    together: Mapping[tuple[str, str], float] = field(default_factory=dict)
    swing: str = "proportional"
    noise: float = 0.0

    @property
    def poll(self) -> Poll:
        """The poll that they make. Raises BadInput where they can't be."""
        effect = 1.0 if self.design_effect is None else self.design_effect
        if self.margin is not None and self.sample > 0:
            effect = design_effect_of(self.sample, self.margin)
        return Poll(self.shares, self.sample, effect, self.model, self.house, self.error, self.together)  # type: ignore[arg-type]

    @property
    def swings(self) -> Swings:
        """How districts move. Raises BadInput for a swing that isn't one."""
        return Swings(self.swing, self.noise)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Variation:
    """Assumptions of which one, by its name, has another value, as it was written."""

    name: str
    value: str
    assumptions: Assumptions


def read_variations(texts: Iterable[str], given: Assumptions) -> list[Variation]:
    """Read what to vary, written as `margin=1%,2%` or `house:A=-1,1`. Raises BadInput for what can't be."""
    found = []
    for text in texts:
        name, _, values = (part.strip() for part in text.rpartition("="))
        known = _SET.get(HOUSE if name.startswith(HOUSE) else name)
        if not name or not values:
            raise BadInput(Mistake(_OPTION, repr(text), "an assumption and its values, as in margin=1%,2%,3%"))
        if known is None:
            names = [f"{HOUSE}LIST" if each == HOUSE else each for each in _SET]
            raise BadInput(Mistake(_OPTION, f"the unknown assumption {name!r}", nearest(name, names)))
        for value in values.split(","):
            assumptions = known(given, name, value.strip())
            assumptions.poll.centre, assumptions.swings  # noqa: B018  what can't be drawn from is refused here
            found.append(Variation(name, value.strip(), assumptions))
    return found


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadInput(Mistake(f"{_OPTION} {name}", repr(text), "a number"))
    return value


def _sample(given: Assumptions, name: str, text: str) -> Assumptions:
    if not text.isdecimal():
        raise BadInput(Mistake(f"{_OPTION} {name}", repr(text), "a whole number, without separators"))
    return replace(given, sample=int(text))


def _house(given: Assumptions, name: str, text: str) -> Assumptions:
    return replace(
        given, house={**given.house, **points_of([f"{name.removeprefix(HOUSE)}={text}"], f"{_OPTION} {name}")}
    )


def _share(name: str, text: str) -> float:
    return float(read_share(f"{_OPTION} {name}", text))


# A margin takes the place of a design effect and the other way round; all else is as given.
_SET: dict[str, Callable[[Assumptions, str, str], Assumptions]] = {
    "margin": lambda given, name, text: replace(given, margin=_share(name, text), design_effect=None),
    "design-effect": lambda given, name, text: replace(given, design_effect=_number(name, text), margin=None),
    "sample": _sample,
    "model": lambda given, name, text: replace(given, model=text),
    "error": lambda given, name, text: replace(given, error=_share(name, text)),
    HOUSE: _house,
    "district-noise": lambda given, name, text: replace(given, noise=_share(name, text)),
    "swing": lambda given, name, text: replace(given, swing=text),
}


def value_given(given: Assumptions, name: str) -> str:
    """Write the value that an assumption has without being varied."""
    poll = given.poll
    values: dict[str, str] = {
        "margin": f"{_NORMAL_95 * math.sqrt(0.25 / poll.effective) * 100:.2g}%",
        "design-effect": f"{poll.design_effect:.1f}",
        "sample": f"{given.sample}",
        "model": given.model,
        "error": f"{given.error * 100:g}%",
        "district-noise": f"{given.noise * 100:g}%",
        "swing": given.swing,
    }
    return values.get(name) or f"{given.house.get(name.removeprefix(HOUSE), 0.0) * 100:g}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a draw may come to: an allocation of all seats, or a majority of one list."""

    allocation: Mapping[str, int] | None = None
    majority: str | None = None
    official: bool = False

    def chance(self, tally: Tally) -> Chance | None:
        """How often it came up; None where a tally has too many allocations to keep them apart."""
        if self.majority is not None:
            return Chance(tally.majorities[self.majority], tally.draws)
        if tally.allocations is None or self.allocation is None:
            return None
        key = tuple(self.allocation.get(party, 0) for party in tally.lists)
        return Chance(tally.allocations[key], tally.draws)


def events_of(tally: Tally, official: Mapping[str, int] | None) -> list[Event]:
    """Choose what to compare: the commonest allocations, the official one, and a majority of the largest list.

    An official allocation of another number of seats, or of lists that draws don't have, can't come up and is
    left out.
    """
    found = []
    if tally.allocations:
        allocations = [
            {party: seats for party, seats in zip(tally.lists, key, strict=True) if seats}
            for key, _ in tally.allocations.most_common(_COMMONEST)
        ]
        house = sum(allocations[0].values())
        if official and (sum(official.values()) != house or not official.keys() <= set(tally.lists)):
            official = None
        if official and official not in allocations:
            allocations[_COMMONEST - 1 :] = [dict(official)]
        found = [Event(allocation=each, official=each == official) for each in allocations]
    largest = max(tally.seats, key=lambda party: seats_between(tally, party)[1])
    return [*found, Event(majority=largest)]


@dataclass(frozen=True, slots=True)
class Hinge:
    """The assumption that moves a probability most: between which values, as written, and from what to what.

    `rivals` are those that may move it as much, as far as the number of draws tells.
    """

    event: Event
    name: str
    low: tuple[str, Chance]
    high: tuple[str, Chance]
    rivals: tuple[str, ...] = ()

    @property
    def span(self) -> float:
        """By how much the probability moves."""
        return self.high[1].share - self.low[1].share

    @property
    def error(self) -> float:
        """The error that the number of draws leaves in that."""
        return math.hypot(self.low[1].error, self.high[1].error)

    def as_json(self) -> dict[str, Any]:
        """The hinge for programs."""
        low, high = ({"value": value, **chance.as_json()} for value, chance in (self.low, self.high))
        span = {"span": self.span, "monte_carlo_error": self.error}
        return {"assumption": self.name, "low": low, "high": high, **span, "rivals": list(self.rivals)}


def hinge_of(
    given: Assumptions, base: Tally, tried: Sequence[tuple[Variation, Tally]], events: Sequence[Event]
) -> Hinge | None:
    """Find the assumption that moves a probability most: that of the official allocation, or else of the next event.

    None where nothing that was varied moves the probability of any event by more than the error of the draws.
    """
    for event in sorted(events, key=lambda each: not each.official):
        ranked = sorted(_hinges(given, base, tried, event), key=lambda each: -each.span)
        if ranked and ranked[0].span > _ERRORS * ranked[0].error:
            first, *others = ranked
            close = [each for each in others if first.span - each.span <= _ERRORS * math.hypot(first.error, each.error)]
            return replace(first, rivals=tuple(each.name for each in close))
    return None


def _hinges(given: Assumptions, base: Tally, tried: Sequence[tuple[Variation, Tally]], event: Event) -> Iterator[Hinge]:
    """Tell for each assumption between which probabilities it moves an event, the value given among the others."""
    before = event.chance(base)
    if before is None:
        return
    for name in dict.fromkeys(variation.name for variation, _ in tried):
        values = [(value_given(given, name), before)]
        for variation, tally in tried:
            chance = event.chance(tally)
            if variation.name == name and chance is not None:
                values.append((variation.value, chance))
        values.sort(key=lambda each: each[1].share)
        yield Hinge(event, name, values[0], values[-1])
