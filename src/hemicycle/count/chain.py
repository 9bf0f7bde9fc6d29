"""Sums up the chain: what stations add up to, beside the totals that a higher commission gives."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw

from hemicycle.count.copies import Comparison, compare
from hemicycle.returns.read import read_returns
from hemicycle.returns.table import Returns
from hemicycle.source.mistake import BadInput, Mistake


def compare_with_totals(returns: Returns, totals: str, shown: int | None = None) -> Comparison:
    """Compare totals by the units of a level, given in a file, with the sums of the stations that lie in them.

    The file has the form of returns, with the unit's own level last: `region,registered,...,votes:<list>`. What the
    stations come to is the first account, what was given the second. Raises BadInput where its last level isn't
    one of the returns.
    """
    given = read_returns(totals, beside=returns)
    level = given.levels[-1]
    if level not in returns.levels:
        expected = f"its last unit among {', '.join(returns.levels)}"
        raise BadInput(Mistake(totals, f"totals by {level}", expected, 1))
    keys = given.levels
    if missing := [each for each in keys if each not in returns.levels]:
        raise BadInput(Mistake(totals, f"the level {missing[0]}", f"levels of {returns.name}", 1))
    numbers = (*returns.fields, *returns.derived, *returns.lists)
    sums = returns.stations.group_by(*keys).agg(*(nw.col(name).sum().alias(name) for name in numbers))
    by_unit = {"levels": {each: each for each in keys}, "key": keys}
    return compare(
        replace(returns, stations=sums, levels=keys, profile=returns.profile.model_copy(update=by_unit)),
        replace(given, profile=given.profile.model_copy(update={"key": keys})),
        shown=shown,
    )
