"""The rules of the act on lists and seats, at each of their boundaries, on made-up lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from people import a_list

from hemicycle.chamber.candidates import Candidate
from hemicycle.chamber.registration import Before, Checked, Filed, Numbers, check_list, seats_of_lists
from hemicycle.law.catalogue import find_law

ELECTION = dt.date(2021, 1, 10)
LAW = find_law("kz-mazhilis", ELECTION)
GROWN = dt.date(1980, 5, 5)


def filed(people: list[Candidate] | None = None, **about) -> Filed:
    return Filed("*", "green", seats_of_lists(LAW), ELECTION, people, **about)


def check(people: list[Candidate] | None = None, rule: str = "list quota", law=LAW, **about) -> list[Checked]:
    return [each for each in check_list(law, filed(people, **about)) if each.rule == rule]


def verdict(*args, **about) -> str:
    first, *_ = check(*args, **about)
    return first.verdict


def grown(size: int, women: int = 0) -> list[Candidate]:
    return a_list(size, "f" * women + "m" * (size - women), born=GROWN)


@pytest.mark.parametrize(("names", "said"), [(127, "kept"), (128, "broken"), (1, "kept")])
def test_98_seats_allow_127_names_and_not_128(names, said):
    (found,) = check(grown(names), "list length")
    assert (found.verdict, found.cites) == (said, ("Art. 89(4)",))
    assert found.says.endswith("at most 127 for 98 seats")


def test_69_seats_allow_the_90_names_that_the_commission_registered_in_2023():
    law = find_law("kz-mazhilis", dt.date(2023, 3, 19))
    for names, said in ((90, "kept"), (91, "broken")):
        about = Filed("*", "green", seats_of_lists(law), ELECTION, numbers=Numbers(names))
        (found,) = [each for each in check_list(law, about) if each.rule == "list length"]
        assert found.verdict == said


@pytest.mark.parametrize(
    ("women", "names", "said"),
    [
        (30, 100, "kept"),
        (29, 97, "broken"),  # 29.897 %
        (299, 1000, "broken"),  # 29.9 %
        (300, 1000, "kept"),
        (38, 126, "kept"),  # 30.16 %: 37.8 rounded up
        (37, 126, "broken"),
        (3, 10, "kept"),
        (2, 7, "broken"),
        (1, 1, "kept"),
        (0, 1, "broken"),
    ],
)
def test_thirty_per_cent_is_enough_and_anything_less_is_not(women, names, said):
    assert verdict(grown(names, women)) == said
    assert verdict(numbers=Numbers(names, women)) == said


def test_who_is_a_woman_and_under_29_counts_once():
    young_women = a_list(2, "ff", born=dt.date(1995, 1, 1))
    others = [replace(each, position=each.position + 2, name=f"old {each.name}") for each in grown(5)]
    (found,) = check([*young_women, *others])
    assert found.verdict == "broken"
    assert "2 of 7 names" in found.says


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (dt.date(1992, 1, 11), "kept"),  # 29 on the day after the election
        (dt.date(1992, 1, 10), "broken"),  # 29 on the day itself
        (dt.date(1992, 1, 9), "broken"),
    ],
)
def test_who_turns_29_on_election_day_is_not_under_29(born, said):
    young = replace(grown(1)[0], born=born)
    others = [replace(each, position=each.position + 1, name=f"old {each.name}") for each in grown(2)]
    found = check([young, *others])
    assert found[0].verdict == said
    told = [each.says for each in found if each.verdict == "told"]
    assert told == ([f"{young.name} turns 29 on the day of the election, and doesn't count then"] * (born.day == 10))


def test_a_woman_who_turns_29_on_election_day_counts_and_needs_no_remark():
    (only,) = check(a_list(1, "f", born=dt.date(1992, 1, 10)))
    assert only.verdict == "kept"


def test_people_of_whom_too_little_is_known_leave_the_quota_open():
    (found,) = check(a_list(10, "ff????????"))
    assert found.verdict == "not known"
    assert "2 of 10 names, 20.0 %, and 8 of whom it isn't known; at least 3 needed" in found.says


def test_too_few_even_if_everybody_unknown_counted_is_broken():
    assert verdict(a_list(10, "f?mmmmmmmm", born=GROWN)) == "broken"


def test_men_without_a_birthday_may_be_young():
    assert verdict(a_list(10, "ffmmmmmmmm")) == "not known"


@pytest.mark.parametrize(
    ("names", "gone", "said"),
    [(126, 63, "kept"), (126, 64, "broken"), (3, 1, "kept"), (3, 2, "broken"), (1, 1, "broken")],
)
def test_a_list_falls_when_more_than_half_of_it_is_gone(names, gone, said):
    people = [
        replace(each, **({"withdrew": ELECTION} if place % 2 else {"died": ELECTION})) if place < gone else each
        for place, each in enumerate(grown(names, names))
    ]
    assert verdict(people, rule="list falls") == said
    assert verdict(numbers=Numbers(names, gone=gone), rule="list falls") == said


def test_a_list_nobody_left_is_not_spoken_of():
    assert check(grown(10), "list falls") == []


def test_in_2004_a_quarter_was_enough_to_fall():
    law = find_law("kz-mazhilis", dt.date(2004, 9, 19))
    for gone, said in ((3, "kept"), (4, "broken")):
        about = Filed("*", "green", 10, dt.date(2004, 9, 19), numbers=Numbers(12, gone=gone))
        assert [each.verdict for each in check_list(law, about) if each.rule == "list falls"] == [said]


@pytest.mark.parametrize(("born", "said"), [(dt.date(1996, 1, 10), "kept"), (dt.date(1996, 1, 11), "broken")])
def test_candidates_are_25_on_the_day_of_the_election(born, said):
    assert verdict(a_list(1, "f", born=born), rule="eligibility") == said


def test_the_alphabet_of_the_state_language_was_the_order_until_2018():
    law = find_law("kz-mazhilis", dt.date(2016, 3, 20))
    for order, said in ((["Аманов", "Әбенов", "Қалиев"], "kept"), (["Аманов", "Қалиев", "Әбенов"], "broken")):
        people = [Candidate(name, "green", place) for place, name in enumerate(order, 1)]
        (found,) = check(people, "list order", law=law)
        assert found.verdict == said
    assert "Қалиев stands at place 2, where the alphabet has Әбенов" in found.says
    assert check(people, "list order") == []


@pytest.mark.parametrize(
    ("last", "says"),
    [
        (Fraction(7, 100), "No deposit"),
        (Fraction(6_999, 100_000), "50 % of the deposit, 75 minimum wages"),
        (Fraction(5, 100), "50 % of the deposit, 75 minimum wages"),
        (Fraction(4_999, 100_000), "70 % of the deposit, 105 minimum wages"),
        (Fraction(3, 100), "70 % of the deposit, 105 minimum wages"),
        (Fraction(2_999, 100_000), "Full deposit, 150 minimum wages"),
        (Fraction(0), "Full deposit, 150 minimum wages"),
    ],
)
def test_the_deposit_goes_by_the_share_at_the_last_election(last, says):
    (found,) = check(grown(10), "deposit", before=Before(last, "the last election"))
    assert (found.verdict, found.says.split(", 0 %")[0].startswith(says)) == ("told", True)


@pytest.mark.parametrize(("now", "end"), [(Fraction(7, 100), "given back"), (Fraction(6_999, 100_000), "lost")])
def test_the_deposit_comes_back_at_seven_per_cent(now, end):
    (found,) = check(grown(10), "deposit", before=Before(Fraction(0), "the last election", now))
    assert f"; {end}, at " in found.says


def test_numbers_without_the_group_leave_the_quota_open():
    (found,) = check(numbers=Numbers(19))
    assert (found.verdict, found.says) == (
        "not known",
        "6 of 19 names needed for 30 %; women and persons under 29 not known",
    )


def test_numbers_without_a_length_leave_all_open():
    assert {each.verdict for each in check_list(LAW, filed())} == {"not known"}
