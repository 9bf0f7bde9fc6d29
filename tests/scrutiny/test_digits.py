from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from statistics import fmean

import numpy as np
import pytest
from counted_stations import LEADERS, honest_country, invented, stations_of_election
from hypothesis import given
from hypothesis import strategies as st
from polling_stations import needs_stations, published_rows

from hemicycle.scrutiny.digits import SECOND, digits_of, second_digits
from hemicycle.source.mistake import BadInput

# M. J. Nigrini's table of second digits under Benford's law.
TABLE = (0.11968, 0.11389, 0.10882, 0.10433, 0.10031, 0.09668, 0.09337, 0.09035, 0.08757, 0.08500)


def found(digits) -> tuple[float, ...]:
    return tuple(round(each.found, 4) for each in digits)


@needs_stations
def test_digits_of_a_large_country_are_those_reported():
    digits = digits_of(stations_of_election("russia_2011"))
    assert found(digits) == (4.2313, 4.4805, 0.2017, 0.2105)
    assert digits[1].of == 91_082


@needs_stations
def test_digits_of_a_clean_election_are_those_reported():
    digits = digits_of(stations_of_election("georgia_2016_party_list"), at_least=0, base="valid")
    assert found(digits) == (4.3589, 4.5082, 0.2009, 0.2039)


@needs_stations
def test_digits_are_those_that_stand_in_the_file():
    seconds, lasts, rounded = [], [], []
    for row in published_rows("russia_2011"):
        ballots, votes = int(row["valid"]) + int(row["invalid"]), int(row[LEADERS["russia_2011"]])
        if int(row["registered"]) < 100 or not ballots:
            continue
        seconds += [int(str(votes)[1])] if votes > 9 else []
        lasts.append(str(votes)[-1])
        percentage = (Decimal(100 * votes) / ballots).quantize(Decimal(1), ROUND_HALF_UP)
        rounded.append(str(percentage)[-1])
    digits = digits_of(stations_of_election("russia_2011"))
    by_hand = (
        fmean(seconds),
        fmean(map(int, lasts)),
        fmean(digit in "05" for digit in lasts),
        fmean(digit in "05" for digit in rounded),
    )
    assert tuple(each.found for each in digits) == pytest.approx(by_hand, abs=1e-12)


def test_expected_second_digits_are_those_of_the_published_table():
    assert SECOND.tolist() == pytest.approx(TABLE, abs=5e-6)
    assert float(SECOND @ np.arange(10)) == pytest.approx(4.1874, abs=5e-5)


@given(st.lists(st.integers(10, 10**12), min_size=1))
def test_the_second_digit_is_the_one_written_second(counts: list[int]):
    assert second_digits(np.array(counts)).tolist() == [int(str(count)[1]) for count in counts]


def test_standard_errors_are_those_of_many_draws_of_random_digits():
    rng = np.random.default_rng(11)
    drawn = []
    for _ in range(300):
        # Numbers whose logarithms are even follow Benford's law, and their last digits are even.
        votes = np.floor(10 ** rng.uniform(3, 6, 400)).astype(np.int64)
        drawn.append(digits_of(invented(votes * 3, votes * 2, votes)))
    for place in (0, 1, 2):
        spread = float(np.std([digits[place].found for digits in drawn]))
        assert spread == pytest.approx(drawn[0][place].error, rel=0.15)
        middle = fmean(digits[place].found for digits in drawn)
        assert middle == pytest.approx(drawn[0][place].expected, abs=4 * drawn[0][place].error / 300**0.5)


def test_the_second_digit_is_off_in_honest_countries_because_it_follows_their_sizes():
    apart = [abs(digits_of(honest_country(3000, seed))[0].z) for seed in range(1, 21)]
    assert sum(z > 2 for z in apart) >= 5


def test_stations_without_a_number_of_two_digits_are_refused():
    with pytest.raises(BadInput, match="two digits"):
        digits_of(invented([200], [150], [9]))
