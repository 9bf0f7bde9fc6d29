from __future__ import annotations

from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.scrutiny.nationalisation import (
    gini,
    nationalisation,
    party_nationalisation,
    standardised_nationalisation,
)

VALUES = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)


def pair_by_pair(values, weights):
    """Gini's own definition: the mean difference of all pairs over twice the mean."""
    whole = sum(weights)
    mean = sum(value * weight for value, weight in zip(values, weights, strict=True)) / whole
    pairs = [
        abs(one - other) * first * second
        for one, first in zip(values, weights, strict=True)
        for other, second in zip(values, weights, strict=True)
    ]
    return sum(pairs) / whole**2 / (2 * mean)


@given(VALUES, st.data())
def test_inequality_counted_pair_by_pair(values, data):
    weights = data.draw(st.lists(st.integers(1, 50), min_size=len(values), max_size=len(values)))
    assert gini(values) == pytest.approx(pair_by_pair(values, [1] * len(values)), abs=1e-12)
    assert gini(values, weights) == pytest.approx(pair_by_pair(values, weights), abs=1e-12)


@given(VALUES, st.integers(1, 5))
def test_a_unit_of_several_weights_as_several_units(values, times):
    assert gini(values, [times] * len(values)) == pytest.approx(gini(values), abs=1e-12)
    assert gini([value for value in values for _ in range(times)]) == pytest.approx(gini(values), abs=1e-12)


def test_equal_shares_everywhere_are_wholly_national():
    table = [[60, 120, 6], [40, 80, 4]]
    assert nationalisation(table) == pytest.approx(1)
    assert standardised_nationalisation(table) == pytest.approx(1)


def test_lists_of_one_district_each():
    # Three districts, each with a list of its own: every list's Gini coefficient is 2/3.
    table = [[50, 0, 0], [0, 50, 0], [0, 0, 50]]
    assert party_nationalisation(table[0], [50, 50, 50]) == pytest.approx(1 / 3)
    assert nationalisation(table) == pytest.approx(1 / 3)
    assert standardised_nationalisation(table) == pytest.approx((1 / 3) ** (1 / log10(3)))


def test_ten_equal_districts_need_no_standard():
    table = [[10 + place for place in range(10)], [90 - place for place in range(10)]]
    assert standardised_nationalisation(table) == pytest.approx(nationalisation(table))


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99), st.integers(0, 99)), min_size=2, max_size=9))
def test_scores_lie_between_nothing_and_one_and_know_no_order(districts):
    table = list(zip(*districts, strict=True))
    backwards = [list(reversed(row)) for row in reversed(table)]
    for score in (nationalisation, standardised_nationalisation):
        assert -1e-12 <= score(table) <= 1 + 1e-12
        assert score(backwards) == pytest.approx(score(table), abs=1e-12)


def test_one_district_has_no_score_by_the_standard():
    with pytest.raises(ValueError, match="one district"):
        standardised_nationalisation([[5], [3]])
    with pytest.raises(ValueError, match="nothing to share"):
        gini([0, 0])
