import pytest
from cases import count


def test_exactly_seven_per_cent_is_enough():
    outcome = count("2021-01-10", a=9300, b=700)
    assert outcome.trace[0].admitted == ("a", "b")


def test_one_vote_short_of_seven_per_cent_is_not():
    outcome = count("2021-01-10", a=9301, b=699)
    assert outcome.trace[0].admitted == ("a",)
    assert "b (short by 1)" in outcome.trace[0].says


def test_five_per_cent_is_enough_since_may_2021():
    assert count("2021-05-24", a=9500, b=500).trace[0].admitted == ("a", "b")
    assert count("2021-05-23", a=9500, b=500).trace[0].admitted == ("a",)


def test_votes_against_all_are_in_the_base():
    # 331,058 is 5.41 % of the votes for lists and 4.9 % once 636,000 votes against all are in the base.
    with_them = count("2023-03-19", a=5787092, osdp=331058, against_all=636000)
    without = count("2023-03-19", a=5787092, osdp=331058)
    assert with_them.trace[0].admitted == ("a",)
    assert without.trace[0].admitted == ("a", "osdp")


@pytest.mark.parametrize("row", ["against-all", "Against all", "against_all", "Против всех", "ПРОТИВ ВСЕХ"])
def test_votes_against_all_never_win_a_seat(row):
    outcome = count("2023-03-19", **{"a": 301, "b": 300, row: 900})
    assert set(outcome.totals) == {"a", "b"}
    assert sum(outcome.totals.values()) == 69


def test_before_may_2021_no_row_is_set_apart():
    outcome = count("2021-01-10", a=300, against_all=700)
    assert outcome.totals == {"against-all": 69, "a": 29}


def test_a_list_without_votes_is_not_admitted():
    assert count("2021-01-10", a=600, b=400, c=0).trace[0].admitted == ("a", "b")


def test_counts_near_the_limit_of_floats_stay_exact():
    base = 2**53 * 100
    passed = count("2021-01-10", a=base * 93 // 100, b=base * 7 // 100)
    short = count("2021-01-10", a=base * 93 // 100 + 1, b=base * 7 // 100 - 1)
    assert passed.trace[0].admitted == ("a", "b")
    assert short.trace[0].admitted == ("a",)
