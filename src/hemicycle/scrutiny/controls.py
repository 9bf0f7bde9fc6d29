"""Controls: the same statistics in elections that a user names, or in made-up honest ones of the same stations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hemicycle.scrutiny.honest import KINDS, Kind, honest_as
from hemicycle.scrutiny.turnout import ABOVE, Counted, LeftOver, left_over_of

Statistics = Callable[[Counted], Mapping[str, float]]
Range = tuple[float, float]


def _silent(_: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Reckoned:
    """What stations leave over, with turnouts on a border counted in the bin below, and in the one above."""

    name: str
    numbers: Counted
    below: LeftOver
    above: LeftOver


@dataclass(frozen=True)
class MadeUp:
    """What honest made-up elections of one kind leave over, in parts of the leader's votes: at the peak, and bands."""

    kind: Kind
    shares: tuple[float, ...]
    bands: tuple[Range, ...]

    @property
    def at_peak(self) -> Range:
        """The least and the most at the peak."""
        return min(self.shares), max(self.shares)

    @property
    def band(self) -> Range:
        """From the lowest end of a band to the highest."""
        return min(low for low, _ in self.bands), max(high for _, high in self.bands)

    @property
    def holding_zero(self) -> int:
        """How many of the bands hold 0."""
        return sum(low <= 0 <= high for low, high in self.bands)


@dataclass(frozen=True)
class Beside:
    """Statistics of a control, from the least to the most where it is made up of several elections."""

    name: str
    values: Mapping[str, Range]
    kind: Kind | None = None


def reckoned(name: str, numbers: Counted, above: int = ABOVE) -> Reckoned:
    """Reckon what counted stations leave over, both ways."""
    return Reckoned(name, numbers, left_over_of(numbers, above), left_over_of(numbers, above, "above"))


def made_up(
    numbers: Counted, countries: int = 20, seed: int = 1, above: int = ABOVE, told: Callable[[int], None] = _silent
) -> tuple[MadeUp, ...]:
    """Reckon what honest made-up elections of each kind leave over; `told` hears how many are done."""
    found = []
    for place, kind in enumerate(KINDS):
        left = []
        for number, honest in enumerate(honest_as(numbers, countries, kind, seed), 1):
            left.append(left_over_of(honest, above))
            told(place * countries + number)
        found.append(MadeUp(kind, tuple(each.share for each in left), tuple(each.shares for each in left)))
    return tuple(found)


def beside(
    numbers: Counted,
    controls: Iterable[tuple[str, Counted]],
    statistics: Statistics,
    countries: int = 20,
    seed: int = 1,
    told: Callable[[int], None] = _silent,
) -> tuple[Beside, ...]:
    """Take statistics in controls, or in honest made-up elections of each kind where there are none."""
    named = tuple(
        Beside(name, {key: (value, value) for key, value in statistics(control).items()}) for name, control in controls
    )
    if named:
        return named
    found = []
    for place, kind in enumerate(KINDS):
        drawn: list[Mapping[str, float]] = []
        for number, honest in enumerate(honest_as(numbers, countries, kind, seed), 1):
            drawn.append(statistics(honest))
            told(place * countries + number)
        values = {key: (min(each[key] for each in drawn), max(each[key] for each in drawn)) for key in drawn[0]}
        found.append(Beside(f"{countries} made up, {kind.says}", values, kind))
    return tuple(found)
