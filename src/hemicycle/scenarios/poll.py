"""Polls and exit polls: shares, how many were asked and how, and draws of the votes they stand for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from hemicycle.source.mistake import BadInput, Mistake, nearest
from hemicycle.source.tables import read_table

Model = Literal["dirichlet", "multinomial", "logit-normal"]
MODELS: tuple[str, ...] = get_args(Model)
Floats = NDArray[np.float64]

# Published shares are rounded, so that many of them may add up to a little more than 100 %.
_ROUNDING = 0.01
# A margin of error is told at 95 %, for a list with half of the votes.
_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Poll:
    """What a poll found and how: the assumptions that draws of the votes rest on.

    `shares` are of 1 and are scaled to add up to 1. `sample` were asked; `design_effect` is by how much their
    clusters and weights make the variance of a share larger than that of a simple random sample. `house` is what
    this pollster gives a list too much, in shares, and is taken off. `error` is the standard deviation of an error
    that no sample size cures, relative to a list's share, and `together` the correlations of it between pairs of
    lists; both only with the model logit-normal.
    """

    shares: Mapping[str, float]
    sample: int
    design_effect: float = 1.0
    model: Model = "dirichlet"
    house: Mapping[str, float] = field(default_factory=dict)
    error: float = 0.0
    together: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for party, share in self.shares.items():
            if not 0 <= share <= 1:
                raise BadInput(Mistake(f"the share of {party}", f"{share * 100:g} %", "a share from 0 to 100 %"))
        total = sum(self.shares.values())
        if not 0 < total <= 1 + _ROUNDING:
            raise BadInput(Mistake("shares", f"{total * 100:.2f} % together", "shares that add up to 100 % at most"))
        if self.sample < 1:
            raise BadInput(Mistake("--sample", f"{self.sample:,} asked", "a number above 0"))
        if not 0 < self.design_effect <= self.sample:
            found = f"a design effect of {self.design_effect:g}"
            raise BadInput(Mistake("--design-effect", found, "one above 0, and no larger than the sample"))
        if self.model not in MODELS:
            raise BadInput(Mistake("--model", repr(self.model), nearest(self.model, MODELS)))
        if not 0 <= self.error <= 1:
            raise BadInput(Mistake("--error", f"{self.error * 100:g} %", "a share from 0 to 100 %"))
        if self.model != "logit-normal" and (self.error or self.together):
            raise BadInput(Mistake("--error", f"an error with the model {self.model}", "--model logit-normal"))
        for party in (*self.house, *(party for pair in self.together for party in pair)):
            if party not in self.shares:
                raise BadInput(Mistake("the poll", f"the unknown list {party!r}", nearest(party, self.shares)))
        self._factor  # noqa: B018  correlations that can't be are refused here

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The lists, in the order of the shares."""
        return tuple(self.shares)

    @cached_property
    def centre(self) -> Floats:
        """The shares that the draws lie around: without the house effect, adding up to 1."""
        shares = np.array([share - self.house.get(party, 0.0) for party, share in self.shares.items()])
        if (shares < 0).any():
            party = self.lists[int(shares.argmin())]
            raise BadInput(Mistake(f"the house effect of {party}", "more than its share", "less than its share"))
        scaled: Floats = shares / shares.sum()
        return scaled

    @property
    def effective(self) -> float:
        """The simple random sample that tells as much."""
        return self.sample / self.design_effect

    @cached_property
    def _factor(self) -> Floats:
        """A matrix that makes independent errors correlated. Raises BadInput for correlations that can't be."""
        matrix = np.eye(len(self.lists))
        for (one, other), value in self.together.items():
            places = self.lists.index(one), self.lists.index(other)
            matrix[places] = matrix[places[::-1]] = value
        values, vectors = np.linalg.eigh(matrix)
        if np.abs(matrix).max() > 1 or values.min() < -1e-9:
            raise BadInput(Mistake("--together", "correlations that exclude each other", "ones from -1 to 1 that fit"))
        factor: Floats = vectors * np.sqrt(np.maximum(values, 0))
        return factor

    def draw(self, rng: np.random.Generator, draws: int) -> Floats:
        """Draw shares, a row for each draw; rows are in proportion, and needn't add up to 1.

        dirichlet: what the voters may have, given the sample and no knowledge before it. multinomial: what
        another sample of the same size would find. logit-normal: the shares' logarithms with the errors of the
        sample and an error of the pollster's.
        """
        size = self.effective
        if self.model == "multinomial":
            return rng.multinomial(round(size), self.centre, size=draws) / round(size)
        found = np.empty((draws, len(self.lists)))
        if self.model == "dirichlet":
            for place, share in enumerate(self.centre):
                found[:, place] = rng.standard_gamma(share * size, size=draws) / size
            return found
        rng.standard_normal(out=found)
        with np.errstate(divide="ignore"):
            spread = np.where(self.centre > 0, 1 / np.sqrt(size * self.centre), 0.0)
        found *= spread
        if self.error:
            found += self.error * (rng.standard_normal((draws, len(self.lists))) @ self._factor.T)
        np.exp(found, out=found)
        found *= self.centre
        return found


def design_effect_of(sample: int, margin: float) -> float:
    """Find the design effect that a published margin of error implies, at 95 % and for half of the votes.

    Raises BadInput for a margin that isn't one, or is smaller than any sample of that size has.
    """
    if not 0 < margin < 0.5:
        raise BadInput(Mistake("--margin", f"{margin * 100:g} %", "a margin of error above 0 and below 50 %"))
    return sample * (margin / _NORMAL_95) ** 2 / 0.25


def read_poll(path: Path) -> dict[str, float]:
    """Read the shares of a poll, in per cent, from a table with the columns party and share."""
    shares: dict[str, float] = {}
    for row in read_table(path, ["party", "share"]):
        share = _number(row["share"].rstrip(" %"))
        if share is None:
            raise row.wrong("share", "a number, in per cent")
        if row["party"] in shares:
            raise row.wrong("party", "each list once")
        shares[row["party"]] = share / 100
    return shares


def pairs_of(texts: list[str], option: str) -> dict[tuple[str, str], float]:
    """Read correlations written as `A,B=0.8`."""
    found = {}
    for text in texts:
        pair, _, written = text.rpartition("=")
        lists, value = [part.strip() for part in pair.split(",")], _number(written)
        if len(lists) != 2 or value is None:
            raise BadInput(Mistake(option, repr(text), "two lists and a number, as in A,B=0.8"))
        found[lists[0], lists[1]] = value
    return found


def points_of(texts: list[str], option: str) -> dict[str, float]:
    """Read percentage points written as `A=-2`."""
    found = {}
    for text in texts:
        party, _, written = text.rpartition("=")
        value = _number(written.rstrip(" %"))
        if value is None:
            raise BadInput(Mistake(option, repr(text), "a list and percentage points, as in A=1.5"))
        found[party.strip()] = value / 100
    return found


def _number(text: str) -> float | None:
    """Read a finite number; None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
