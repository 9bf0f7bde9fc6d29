"""A nowcast: what outstanding stations may bring, told from those that are counted; the vote of all lists jointly.

Votes are projected for each voter on the list, so that a list's share and the turnout move together, and so do all
lists. The model is a regression with an effect of each region (Battese, Harter and Fuller, An error-components model
for prediction of county crop areas, Journal of the American Statistical Association 83, 1988): what a station adds
to its earlier result depends on how large it is, on how far that result was from its region's, on the region, and on
chance. Lists are turned into directions that vary independently, within regions and between them. Along each
direction the regions' effects are estimated as a Bayesian ridge on the regions, with what they all share taken out
first, which is the mixed model with its variances by restricted likelihood.

A region's own earlier level goes over whole. A slope on it would be learnt from the regions that are in and carried to
others that may be unlike them all, such as the one in which a list has its home.

It rests on one assumption: chance chose which stations of a region come in first, and which regions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hemicycle.returns.arrays import Floats
from hemicycle.scenarios.partial_count import PartialCount, Places
from hemicycle.source.mistake import BadInput, Mistake

# Stations of a region that are alike in size are taken together: so many groups in a region at most.
_GROUPS = 30
_FEWEST_STATIONS = 20
_FEWEST_REGIONS = 3
_NEXT_TO_NOTHING = 1e-6


@dataclass(frozen=True)
class Direction:
    """What the outstanding stations bring along one direction, by district.

    `middle` is expected; `spread` and `spread_new` turn independent normal errors into those of the stations of
    regions with returns, and of regions without any. The variance between regions is itself known only from
    `freedom` of them.
    """

    middle: Floats
    spread: Floats
    spread_new: Floats
    freedom: int

    def draw(self, rng: np.random.Generator, draws: int) -> Floats:
        """Draw sums over the outstanding stations, of shape (draws, districts)."""
        size = (draws, len(self.middle))
        wider = np.sqrt(self.freedom / rng.chisquare(self.freedom, draws))
        known, new = rng.standard_normal(size), rng.standard_normal(size)
        found: Floats = self.middle + known @ self.spread.T + wider[:, None] * (new @ self.spread_new.T)
        return found


@dataclass(frozen=True)
class Nowcast:
    """Draws of the final result of a count in progress.

    `counted` is what is counted and `unchanged` what the outstanding stations had earlier, both of shape (districts,
    columns). `back` turns directions into columns.
    """

    count: PartialCount
    counted: Floats
    unchanged: Floats
    directions: tuple[Direction, ...]
    back: Floats

    def numbers(self, rng: np.random.Generator, draws: int) -> Floats:
        """Draw the final numbers of every column, of shape (draws, districts, columns).

        Nothing falls below what is counted. What a list would lack in one district for that is taken off it in
        the others, so that its total stays as drawn.
        """
        if not self.directions:
            return np.broadcast_to(self.counted, (draws, *self.counted.shape)).copy()
        along = np.stack([each.draw(rng, draws) for each in self.directions], axis=2)
        return self.counted + _above_nothing(along @ self.back + self.unchanged)

    def expected(self) -> Floats:
        """The final numbers expected, of shape (districts, columns)."""
        if not self.directions:
            return self.counted
        along = np.stack([each.middle for each in self.directions], axis=1)
        found: Floats = self.counted + _above_nothing((along @ self.back + self.unchanged)[None])[0]
        return found

    def __call__(self, rng: np.random.Generator, draws: int) -> NDArray[np.int64]:
        """Draw votes as the law counts them: whole numbers, a column for each district and list."""
        votes = self.numbers(rng, draws)[:, :, : len(self.count.lists)]
        return np.rint(votes).astype(np.int64).reshape(draws, -1)


def _above_nothing(brought: Floats) -> Floats:
    whole = np.maximum(brought.sum(axis=1, keepdims=True), 0)
    found = np.maximum(brought, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(whole > 0, whole / found.sum(axis=1, keepdims=True), 0.0)
    return found * part


def nowcast(count: PartialCount) -> Nowcast:
    """Fit the model to the stations that are counted.

    Raises BadInput where too few are counted for what is outstanding: 20 stations, and in 3 regions where some
    region has none.
    """
    shape = (len(count.districts), len(count.columns))
    counted = _by_district(count, count.numbers * count.is_in[:, None], shape)
    out = ~count.is_in & (count.electors > 0)
    if not out.any():
        return Nowcast(count, counted, np.zeros(shape), (), np.eye(shape[1]))
    _check_enough(count)
    before = count.before if count.before is not None else np.zeros_like(count.numbers)
    unchanged = _by_district(count, before * (count.electors * out)[:, None], shape)
    beside = before - _around(count, before)
    groups = _grouped(count, before, beside)
    turn = _directions(groups)
    sums = _outstanding(count, beside, out)
    directions = tuple(
        _fitted(groups, sums, turn[:, place], with_before=count.before is not None) for place in range(shape[1])
    )
    back = np.linalg.inv(turn).astype(np.float64)
    return Nowcast(count, counted, unchanged, directions, back)


def _check_enough(count: PartialCount) -> None:
    used = count.is_in & (count.electors > 0)
    regions = len(np.unique(count.region[used]))
    new = regions < len(count.regions)
    if used.sum() < _FEWEST_STATIONS or (new and regions < _FEWEST_REGIONS):
        found = f"{int(used.sum()):,} stations counted, in {regions} of {len(count.regions):,} regions"
        expected = f"{_FEWEST_STATIONS} stations and {_FEWEST_REGIONS} regions at least before the others are projected"
        raise BadInput(Mistake(count.name, found, expected))


def _by_district(count: PartialCount, numbers: Floats, shape: tuple[int, int]) -> Floats:
    found = np.zeros(shape)
    np.add.at(found, count.district, numbers)
    return found


def _around(count: PartialCount, before: Floats) -> Floats:
    """Find what the region of each station had earlier, for each voter."""
    sums = np.zeros((len(count.regions), before.shape[1]))
    np.add.at(sums, count.region, before * count.electors[:, None])
    electors = np.bincount(count.region, count.electors, len(count.regions))
    found: Floats = (sums / np.maximum(electors, 1)[:, None])[count.region]
    return found


def _size(count: PartialCount) -> Floats:
    """How large stations are: the logarithm of their voters, 0 on average."""
    sizes = np.log(np.maximum(count.electors, 1))
    found: Floats = sizes - np.average(sizes, weights=count.electors)
    return found


@dataclass(frozen=True)
class _Groups:
    """Counted stations in groups: the weight of each in voters, its region's place among those with returns.

    `change` is what each column has more than it had before, and `beside` what the stations then had more than their
    region, both for each voter.
    """

    weight: Floats
    region: Places
    regions: Places
    size: Floats
    beside: Floats
    change: Floats


def _grouped(count: PartialCount, before: Floats, beside: Floats) -> _Groups:
    """Take stations of one region and of like size together: far fewer rows to fit, and little is lost."""
    used = np.flatnonzero(count.is_in & (count.electors > 0))
    region, weight = count.region[used], count.electors[used]
    order = np.lexsort((weight, region))
    held = np.bincount(region, minlength=len(count.regions))
    rank = np.empty(len(used), np.intp)
    rank[order] = np.arange(len(used)) - (np.cumsum(held) - held)[region[order]]
    wanted = np.minimum(held, _GROUPS)[region]
    labels, place = np.unique(region * _GROUPS + rank * wanted // held[region], return_inverse=True)
    total: Floats = np.bincount(place, weight).astype(np.float64)

    def average(values: Floats) -> Floats:
        summed = np.zeros((len(labels), *values.shape[1:]))
        np.add.at(summed, place, values)
        found: Floats = summed / total.reshape(-1, *[1] * (values.ndim - 1))
        return found

    regions, of_region = np.unique(labels // _GROUPS, return_inverse=True)
    return _Groups(
        total,
        of_region,
        regions,
        average(_size(count)[used] * weight),
        average(beside[used] * weight[:, None]),
        average(count.numbers[used] - before[used] * weight[:, None]),
    )


def _directions(groups: _Groups) -> Floats:
    """Find directions along which columns vary independently, within regions and between them.

    These are the canonical variates of the regions. A little is added to the variance within, so that columns
    that follow from each other, or that nobody voted for, have directions as well.
    """
    weight = groups.weight[:, None]
    within = np.bincount(groups.region, groups.weight)[:, None]
    means = np.zeros((len(groups.regions), groups.change.shape[1]))
    np.add.at(means, groups.region, groups.change * weight)
    means /= within
    inside = (groups.change - means[groups.region]) * np.sqrt(weight)
    scatter = inside.T @ inside / max(1, len(weight) - len(within))
    scatter += np.eye(len(scatter)) * (np.trace(scatter) / len(scatter) * _NEXT_TO_NOTHING or _NEXT_TO_NOTHING)
    white = np.linalg.inv(np.linalg.cholesky(scatter)).T
    between = ((means - np.average(means, axis=0, weights=within[:, 0])) * np.sqrt(within)) @ white
    found: Floats = white @ np.linalg.eigh(between.T @ between)[1]
    return found


@dataclass(frozen=True)
class _Outstanding:
    """Sums over the outstanding stations: their voters by district and region; `size` and `beside` by district."""

    electors: Floats
    size: Floats
    beside: Floats


def _outstanding(count: PartialCount, beside: Floats, out: NDArray[np.bool_]) -> _Outstanding:
    electors = np.zeros((len(count.districts), len(count.regions)))
    np.add.at(electors, (count.district[out], count.region[out]), count.electors[out])
    weighted = count.electors * out
    size: Floats = np.bincount(count.district, weighted * _size(count), len(count.districts)).astype(np.float64)
    shape = (len(count.districts), beside.shape[1])
    return _Outstanding(electors, size, _by_district(count, beside * weighted[:, None], shape))


def _fitted(groups: _Groups, out: _Outstanding, direction: Floats, *, with_before: bool) -> Direction:
    """Fit the model along one direction, and turn it into what the outstanding stations bring there."""
    from sklearn.linear_model import BayesianRidge

    root = np.sqrt(groups.weight)[:, None]
    shared, wanted = [np.ones(len(root)), groups.size], [out.electors.sum(axis=1), out.size]
    if with_before:
        shared.append(groups.beside @ direction)
        wanted.append(out.beside @ direction)
    values = (groups.change @ direction)[:, None] * root
    regions = (groups.region[:, None] == np.arange(len(groups.regions))) * root
    # what all regions share is taken out first, so that only the regions' own effects are shrunk
    basis, triangle = np.linalg.qr(np.stack(shared, axis=1) * root)
    back = np.linalg.pinv(triangle)
    of_regions = basis.T @ regions
    scale = np.sqrt(np.bincount(groups.region, groups.weight).mean())
    ridge = BayesianRidge(fit_intercept=False, tol=1e-6).fit(
        (regions - basis @ of_regions) / scale, (values - basis @ (basis.T @ values))[:, 0]
    )
    noise, apart = 1 / ridge.alpha_, 1 / ridge.lambda_ / scale**2
    effects, certainty = ridge.coef_ / scale, ridge.sigma_ / scale**2
    # the shared part follows from the regions' effects: its own error and theirs are told apart here
    of_shared = np.stack(wanted, axis=1) @ back
    of_effects = out.electors[:, groups.regions] - of_shared @ of_regions
    middle = of_shared @ (basis.T @ values)[:, 0] + of_effects @ effects
    variance = of_effects @ certainty @ of_effects.T + noise * (of_shared @ of_shared.T)
    variance += noise * np.diag(out.electors.sum(axis=1))
    new = np.ones(out.electors.shape[1], np.bool_)
    new[groups.regions] = False
    unseen = apart * out.electors[:, new] @ out.electors[:, new].T
    freedom = max(1, len(groups.regions) - len(wanted))
    return Direction(middle, _root(variance), _root(unseen), freedom)


def _root(variance: Floats) -> Floats:
    """Find a matrix whose product with its transpose is a variance, also where some of it is nothing."""
    values, vectors = np.linalg.eigh((variance + variance.T) / 2)
    found: Floats = vectors * np.sqrt(np.maximum(values, 0))
    return found
