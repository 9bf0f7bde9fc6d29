"""Ranked ballots in a law: the alternative vote, and several seats by transferable votes."""

from __future__ import annotations

import pytest
from invented import Facts, Votes, cells, elect, law_of, ranked, seats

from hemicycle.count.votes import Paper
from hemicycle.law.document import Law
from hemicycle.outcome.facts import DrawnLot
from hemicycle.outcome.trace import Transferred

ALTERNATIVE = "at: district, seats: 1, quota: majority, surplus: none"


def transferable(folder, rules: str, *, house: int = 1, facts: str = "") -> Law:
    return law_of(folder, [f"transfer: {{{rules}}}"], seats=house, units="district", facts=facts)


# The alternative vote


def test_more_than_half_of_the_first_preferences_win(tmp_path):
    outcome = elect(transferable(tmp_path, ALTERNATIVE), ranked("n", {"ab": 6, "ba": 3, "ca": 2}))
    assert (outcome.status, seats(outcome)) == ("decided", {"n": {"a": 1}})
    (record,) = outcome.trace
    assert isinstance(record, Transferred)
    assert (record.papers, record.quota, len(record.rounds)) == (11, 6, 1)


def test_second_preferences_of_the_last_decide(tmp_path):
    # 20 papers, 11 are a majority. c is excluded, and its five prefer b next: 12.
    outcome = elect(transferable(tmp_path, ALTERNATIVE), ranked("n", {"a": 8, "b": 7, "cb": 5}))
    assert seats(outcome) == {"n": {"b": 1}}
    assert [round_.action for round_ in outcome.trace[0].rounds] == ["count", "exclusion"]
    assert dict(outcome.trace[0].rounds[-1].votes) == {"a": 8, "b": 12, "c": 0}


def test_who_is_gone_is_passed_over_on_the_paper(tmp_path):
    # 18 papers, 10 are a majority. d goes to c, which has 5, and c goes with all of them to b: 6 + 3 + 2.
    outcome = elect(transferable(tmp_path, ALTERNATIVE), ranked("n", {"a": 7, "b": 6, "cb": 3, "dcb": 2}))
    assert seats(outcome) == {"n": {"b": 1}}
    assert [round_.candidate for round_ in outcome.trace[0].rounds] == [None, "d", "c"]


def test_papers_without_a_further_preference_are_exhausted(tmp_path):
    # Eight is no majority of 20, but the larger of the last two.
    outcome = elect(transferable(tmp_path, ALTERNATIVE), ranked("n", {"a": 8, "b": 7, "c": 5}))
    assert seats(outcome) == {"n": {"a": 1}}
    assert outcome.trace[0].rounds[-1].exhausted == 5


def test_each_district_counts_by_itself(tmp_path):
    papers = {"n": {"a": 8, "b": 7, "cb": 5}, "s": {"a": 3, "b": 2}}
    votes = Votes(
        {"votes": cells({"n": {"a": 8, "b": 7, "c": 5}, "s": {"a": 3, "b": 2}})},
        ranked={unit: tuple(Paper(n, tuple(each)) for each, n in row.items()) for unit, row in papers.items()},
    )
    assert seats(elect(transferable(tmp_path, ALTERNATIVE, house=2), votes)) == {"n": {"b": 1}, "s": {"a": 1}}


# Several seats


TWO = "at: district, seats: 2, quota: droop"


def test_a_surplus_goes_to_the_next_preferences(tmp_path):
    # 100 papers, quota 34. a's surplus of 16 goes to b at 16/50 each: 20 + 16, before c's 30.
    papers = ranked("n", {"ab": 50, "b": 20, "c": 30})
    outcome = elect(transferable(tmp_path, f"{TWO}, surplus: gregory-weighted", house=2), papers)
    assert seats(outcome) == {"n": {"a": 1, "b": 1}}
    assert outcome.trace[0].elected == ("a", "b")
    assert outcome.trace[0].quota == 34


def test_without_a_surplus_the_last_is_excluded(tmp_path):
    papers = ranked("n", {"ab": 50, "b": 20, "c": 30})
    outcome = elect(transferable(tmp_path, f"{TWO}, surplus: none", house=2), papers)
    assert seats(outcome) == {"n": {"a": 1, "c": 1}}


# 99 papers for two seats. Droop: 34; Hare: 49.5; Hagenbach-Bischoff: 33, which has to be exceeded. c has 34, a 33.
@pytest.mark.parametrize(
    ("quota", "at_once"), [("droop", ("c",)), ("hare", ()), ("hagenbach-bischoff", ("c",)), ("majority", ())]
)
def test_the_quota_is_the_law_s(tmp_path, quota, at_once):
    rules = f"at: district, seats: 2, quota: {quota}, surplus: gregory-weighted"
    outcome = elect(transferable(tmp_path, rules, house=2), ranked("n", {"a": 33, "b": 32, "c": 34}))
    assert outcome.trace[0].rounds[0].elected == at_once
    assert seats(outcome) == {"n": {"a": 1, "c": 1}}


def test_surpluses_cut_to_whole_votes_lose_a_fraction(tmp_path):
    # 100 papers, quota 34: a's 45 leave 11, at 11/45 each: 20 papers to b are 4.9, cut to 4, 25 to c 6.1, cut to 6.
    rules = f"{TWO}, surplus: gregory-inclusive, rounding: whole votes"
    outcome = elect(transferable(tmp_path, rules, house=2), ranked("n", {"ab": 20, "ac": 25, "b": 28, "c": 27}))
    after = outcome.trace[0].rounds[1]
    assert (dict(after.votes), after.lost_by_fraction) == ({"a": 34, "b": 32, "c": 33}, 1)
    assert seats(outcome) == {"n": {"a": 1, "c": 1}}


def test_the_number_of_seats_is_that_of_the_district(tmp_path):
    rules = "at: district, seats: places, quota: droop, surplus: gregory-weighted"
    law = transferable(tmp_path, rules, house=2, facts="places per unit at district")
    facts = Facts(numbers={"places": {("*", "n"): 2}})
    assert seats(elect(law, ranked("n", {"ab": 50, "b": 20, "c": 30}), facts)) == {"n": {"a": 1, "b": 1}}


def test_fewer_candidates_than_seats_are_all_elected_and_the_rest_is_a_question(tmp_path):
    rules = "at: district, seats: 3, quota: droop, surplus: none"
    outcome = elect(transferable(tmp_path, rules, house=3), ranked("n", {"a": 5, "b": 1}))
    assert (outcome.status, seats(outcome)) == ("undetermined", {"n": {"a": 1, "b": 1}})
    assert "2 seats of a chamber of 3" in outcome.open_questions[0].asks


# Ties


EQUAL_LAST = {"a": 5, "ba": 3, "cb": 3}


def test_equals_at_the_foot_without_a_rule_are_undetermined(tmp_path):
    outcome = elect(transferable(tmp_path, ALTERNATIVE), ranked("n", EQUAL_LAST))
    assert (outcome.status, outcome.totals) == ("undetermined", {})
    assert "b and c are equal" in outcome.open_questions[0].asks


def test_the_lot_says_who_is_excluded(tmp_path):
    law = transferable(tmp_path, f"{ALTERNATIVE}, ties: [lot]")
    outcome = elect(law, ranked("n", EQUAL_LAST))
    assert (outcome.status, outcome.lots[0].among, outcome.lots[0].seats) == ("lots needed", ("b", "c"), 1)
    # 11 papers, 6 are a majority: without b, a has 8; without c, b has 6.
    for drawn, elected in (("b", "a"), ("c", "b")):
        found = elect(law, ranked("n", EQUAL_LAST), Facts(lots=(DrawnLot(frozenset("bc"), (drawn,), "n"),)))
        assert (found.status, seats(found)) == ("decided", {"n": {elected: 1}})


def test_equals_go_by_the_round_in_which_they_differed(tmp_path):
    # 23 papers, 12 are a majority. d goes, and b has 6 with its paper, as has c; before that b had 5.
    papers = {"a": 9, "ba": 5, "cb": 6, "db": 1, "ea": 2}
    law = transferable(tmp_path, f"{ALTERNATIVE}, ties: [previous]")
    outcome = elect(law, ranked("n", papers))
    # First d, then e (a 11), then b, whose five go to a and one is exhausted: a 16.
    assert [round_.candidate for round_ in outcome.trace[0].rounds] == [None, "d", "e", "b"]
    assert seats(outcome) == {"n": {"a": 1}}
    assert elect(transferable(tmp_path, ALTERNATIVE), ranked("n", papers)).status == "undetermined"


def test_equals_for_the_last_seat_may_be_left_to_the_lot(tmp_path):
    law = transferable(tmp_path, f"{ALTERNATIVE}, ties: [previous], last_seat: lot")
    papers = ranked("n", {"a": 5, "b": 4, "cb": 1})
    outcome = elect(law, papers)
    assert (outcome.status, outcome.lots[0].among) == ("lots needed", ("a", "b"))
    drawn = elect(law, papers, Facts(lots=(DrawnLot(frozenset("ab"), ("b",), "n"),)))
    assert seats(drawn) == {"n": {"b": 1}}
    # By the votes before, which the act would have gone by otherwise, a had more.
    by_ties = elect(transferable(tmp_path, f"{ALTERNATIVE}, ties: [previous]"), papers)
    assert seats(by_ties) == {"n": {"a": 1}}


def test_without_ranked_ballots_the_step_is_left_open(tmp_path):
    outcome = elect(transferable(tmp_path, ALTERNATIVE), Votes({"votes": {("n", "a"): 5}}))
    assert outcome.totals == {}
    assert any("ranked ballots" in note for note in outcome.notes)
