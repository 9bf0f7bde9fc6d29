"""The list tier of the Verkhovna Rada: five per cent, Hare quota, largest remainders."""

from __future__ import annotations

import pytest

import hemicycle
from hemicycle.count.votes import Votes
from hemicycle.outcome.elect import elect
from hemicycle.outcome.facts import Facts
from hemicycle.outcome.outcome import Outcome

# Central Election Commission of Ukraine: the lists with five per cent, and their seats of the nationwide district.
# Votes as given by English Wikipedia; seats of 2012: for-ua.com, article 1026144; of 2014: slovoidilo.ua, article 5462,
# and for Батьківщина (one less there, before the end of the count) what is left of 225 (Interfax, 12 November 2014).
ELECTIONS = {
    "2012-10-28": {
        "Партія регіонів": (6_116_746, 72),
        "Батьківщина": (5_209_090, 62),
        "УДАР": (2_847_979, 34),
        "КПУ": (2_687_269, 32),
        "Свобода": (2_129_933, 25),
    },
    "2014-10-26": {
        "Народний фронт": (3_488_114, 64),
        "Блок Петра Порошенка": (3_437_521, 63),
        "Самопоміч": (1_729_271, 32),
        "Опозиційний блок": (1_486_203, 27),
        "Радикальна партія": (1_173_131, 22),
        "Батьківщина": (894_837, 17),
    },
}


def _count(lists: dict[str, int], took_part: int | None = None, day: str = "2019-07-21") -> Outcome:
    votes = Votes({"votes": {("*", party): n for party, n in lists.items()}})
    facts = Facts(numbers={} if took_part is None else {"took_part": {("*", ""): took_part}})
    return elect(hemicycle.find_law("ua-rada-list", day), votes, facts)


@pytest.mark.parametrize("day", ELECTIONS)
def test_elections_of_the_lists(day: str) -> None:
    outcome = _count({party: votes for party, (votes, _) in ELECTIONS[day].items()}, day=day)
    assert outcome.status == "decided"
    assert outcome.totals == {party: seats for party, (_, seats) in ELECTIONS[day].items()}


def test_list_with_exactly_five_percent_is_admitted() -> None:
    assert set(_count({"A": 50_000, "B": 45_000, "C": 5_000}).totals) == {"A", "B", "C"}


def test_list_one_vote_short_of_five_percent_is_left_out() -> None:
    assert set(_count({"A": 50_001, "B": 45_000, "C": 4_999}).totals) == {"A", "B"}


def test_quota_is_of_the_lists_that_passed() -> None:
    # 120,000 of 126,000 votes have passed: the quota is 120,000 / 225
    outcome = _count({"A": 80_000, "B": 40_000, "C": 6_000 - 1, "D": 1})
    assert outcome.totals == {"A": 150, "B": 75}


def test_list_between_the_two_bases_is_named_as_an_open_question() -> None:
    lists = {"A": 50_000, "B": 45_000, "C": 5_000}
    outcome = _count(lists, took_part=102_000)
    assert set(outcome.totals) == {"A", "B", "C"}
    assert any("less than five per cent of the voters who took part" in each.asks for each in outcome.open_questions)
    clear = _count(lists, took_part=100_000)
    assert not any("who took part" in each.asks for each in clear.open_questions)


def test_equal_remainders_go_to_the_list_with_more_votes() -> None:
    # the quota is 400: 112.5, 62.5 and 50 quotas
    outcome = _count({"A": 45_000, "B": 25_000, "C": 20_000})
    assert outcome.status == "decided"
    assert outcome.totals == {"A": 113, "B": 62, "C": 50}


def test_equal_remainders_and_votes_are_undetermined() -> None:
    # the quota is 400: 50.5, 50.5 and 124 quotas
    outcome = _count({"A": 20_200, "B": 20_200, "C": 49_600})
    assert outcome.status == "undetermined"
    assert not outcome.lots


def test_nobody_at_five_percent_is_undetermined() -> None:
    outcome = _count({f"L{i}": 100 for i in range(30)})
    assert outcome.status == "undetermined"
    assert not outcome.totals


def test_one_list_alone_takes_all_and_the_question_is_named() -> None:
    outcome = _count({"A": 10_000} | {f"L{i}": 400 for i in range(20)})
    assert outcome.totals == {"A": 225}
    assert any("one list alone" in each.asks for each in outcome.open_questions)
